"""The closed forms: proved results as functions, accurate in every regime.

>>> from derivecheck import closed_forms as cf
>>> float(cf.kl_normal(0.0, 1.0, 3.0, 1.0))
4.5
>>> cf.kl_normal.derivation.title
'Relative entropy of two normal laws'
>>> float(cf.kl([0.5, 0.5], [0.25, 0.75], unit="bits").round(4))
0.2075
>>> cf.kl([0.5, 0.6], [0.25, 0.75])
Traceback (most recent call last):
    ...
ValueError: p sums to 1.1: must be 1 within 1e-06

Divergences take p first, then q.  A vector is one axis of an array, the last unless ``axis`` says
otherwise; all other axes broadcast, and float32 in gives float32 out.  0 log 0 = 0, p > 0 = q gives
∞, nan gives nan.  Arguments outside the domain raise ValueError, matrices that are not positive
definite LinAlgError; ``check=False`` skips the check.  Every function also has ``.grad[argument]``,
``.mpmath(…, dps=50)``, ``.expr``, ``.stable``, ``.latex``, ``.domain`` and ``.derivation``.
"""

from derivecheck.closed_forms.forms import CLOSED_FORMS
from derivecheck.library.compiled import backend

globals().update(
    CLOSED_FORMS
)  # __init__.pyi says so, with signatures, to editors and type checkers
__all__ = [*CLOSED_FORMS, "CLOSED_FORMS", "backend"]


def __dir__() -> list[str]:
    """What is here to be used."""
    return __all__
