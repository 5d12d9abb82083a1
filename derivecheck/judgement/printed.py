r"""A statement as its readers see it: the very one that was judged, typeset and in plain text.

>>> from sympy import Symbol
>>> from derivecheck.language import CE, FiniteLaw, H, KL, given
>>> N = Symbol("N", integer=True, positive=True)
>>> P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
>>> shown = printed(given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q)))
>>> shown.text
'H(p, q) = H(p) + D_KL(p ‖ q)'
>>> shown.quantifier
'for all positive laws $p$, $q$ on $N$ outcomes'
"""

from __future__ import annotations

from collections.abc import Iterator

from derivecheck.findings.finding import StatementRecord
from derivecheck.judgement.conditions import assumptions
from derivecheck.language.measures import Assumption
from derivecheck.language.quantifier import asserted_tex, quantifier
from derivecheck.language.statements import Statement
from derivecheck.latex.unicode import formula


def printed(statement: Statement) -> StatementRecord:
    """A statement with what it is asserted for."""
    latex = asserted_tex(statement)
    given = assumptions(tuple(_given(statement)))
    return StatementRecord(quantifier(statement), latex, formula(latex), given)


def _given(statement: Statement) -> Iterator[Assumption]:
    """The assumptions of a statement and of its parts."""
    yield from statement.given
    for part in statement.inside:
        yield from _given(part)
