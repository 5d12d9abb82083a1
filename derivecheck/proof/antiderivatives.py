"""Integrals by an antiderivative that is checked: differentiated, continuous, with limits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sympy import AccumBounds, Dummy, Expr, Integral, Limit, PoleError, limit
from sympy.core.function import AppliedUndef
from sympy.integrals.manualintegrate import manualintegrate
from sympy.tensor.indexed import Indexed

from derivecheck.facts.exponential_families import PowerMoments
from derivecheck.facts.facts import Between
from derivecheck.facts.moments import GaussianMoments, Moments
from derivecheck.language.laws.beta import BetaMoments
from derivecheck.proof.minima import is_continuous
from derivecheck.terms.binders import OPERATORS
from derivecheck.terms.elementary import Expander, vanishes

MOST_OPERATIONS = 40  # of a kernel: what is larger is no integral from a table


@dataclass(frozen=True)
class Antiderivative(Moments):
    """∫ f over lo..hi is F(hi) - F(lo) where F' = f, F is continuous inside and has limits there.

    SymPy proposes F; that F' - f vanishes, and that f and F have no pole or jump inside, is proved
    here.  The limits at the ends, which SymPy finds, must be finite; it is asked for them only
    where every parameter is of one sign.
    """

    @property
    def sentence(self) -> str:
        return "the fundamental theorem of calculus"

    @property
    def is_smooth(self) -> bool:
        return False  # nothing is known of the derivatives by parameters

    def value(self, kernel: Expr, var: Expr, lo: Expr, hi: Expr) -> Expr | None:
        opaque = kernel.atoms(AppliedUndef, Indexed, *OPERATORS)
        if var.is_integer or opaque or kernel.count_ops() > MOST_OPERATIONS:
            return None
        parameters = (kernel.free_symbols | lo.free_symbols | hi.free_symbols) - {var}
        if not all(s.is_positive or s.is_negative for s in parameters):
            return None
        return _integrated(kernel, var, lo, hi, self.intervals)


CALCULUS = (GaussianMoments(), PowerMoments(shape=None), BetaMoments(), Antiderivative())


@lru_cache(maxsize=256)
def _integrated(
    kernel: Expr, var: Expr, lo: Expr, hi: Expr, intervals: tuple[Between, ...]
) -> Expr | None:
    x = Dummy("x", real=True)
    f = kernel.xreplace({var: x})
    primitive = manualintegrate(f, x)
    inside = Expander((*intervals, Between(x, lo, hi)) if (hi - lo).is_extended_positive else ())
    if not inside.intervals or primitive.has(Integral) or not vanishes(primitive.diff(x) - f):
        return None
    if not all(is_continuous(e, x, inside) for e in (f, primitive)):
        return None
    try:
        low, high = limit(primitive, x, lo, "+"), limit(primitive, x, hi, "-")
    except (NotImplementedError, ValueError, PoleError):  # SymPy does not know
        return None
    known = all(e.is_finite and not e.has(x, AccumBounds, Limit) for e in (low, high))
    return high - low if known else None
