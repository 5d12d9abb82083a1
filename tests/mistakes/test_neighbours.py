"""What was left out is put back only where it stands beside, or is a head of the same laws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from sympy import Expr, Symbol, exp, log, symbols

from derivecheck.language import CE, KL, FiniteLaw, H, Normal, given
from derivecheck.language.statements import Relation
from derivecheck.mistakes import neighbours
from derivecheck.mistakes.slips import Rewrite

N = Symbol("N", integer=True, positive=True)
P, Q = FiniteLaw("p", N), FiniteLaw("q", N)
a, b, c = symbols("a b c", positive=True)
x = Symbol("x", real=True)
on = given(P, Q)
Putting = Callable[[Relation], Iterator[Rewrite]]

PUT_BACK: list[tuple[Putting, Relation, Iterable[Expr]]] = [
    (neighbours.missing_terms, given().eq(a + log(b) - c, a - c), [a + log(b) - c]),
    (neighbours.missing_terms, given().eq(a + log(b) - c, a), [a + log(b) - c]),
    (neighbours.missing_parts, given().eq(log(1 / (a + b)), -log(b)), [-log(a + b)]),
    (neighbours.missing_parts, given().eq(exp(a * b), 1 + exp(a)), [1 + exp(a * b)]),
    (neighbours.missing_heads, on.eq(CE(P, Q), H(P)), [H(P) + KL(P, Q)]),
    (neighbours.missing_heads, on.eq(CE(P, Q), KL(P, Q)), [H(P) + KL(P, Q)]),
    (neighbours.missing_factors, given().eq(a * b + c, b + c), [a * b + c]),
]
NOT_PUT_BACK: list[tuple[Putting, Relation]] = [
    (neighbours.missing_terms, given().eq(a + b, c)),
    (neighbours.missing_terms, given().eq(a * b, a * b - c)),
    (neighbours.missing_terms, given().eq(a + b, 0)),
    (neighbours.missing_parts, given().eq(a + b, c)),
    (neighbours.missing_heads, given(Normal(x, a)).eq(H(Normal(x, a)), 0)),
    (neighbours.missing_heads, given().eq(a, b)),
    (neighbours.missing_factors, given().eq(2, 3)),
]


@pytest.mark.parametrize(("putting", "says", "expected"), PUT_BACK)
def test_it_is_put_back(putting: Putting, says: Relation, expected: Iterable[Expr]) -> None:
    assert set(expected) <= {new for _, _, new in putting(says)}


@pytest.mark.parametrize(("putting", "says"), NOT_PUT_BACK)
def test_nothing_is_invented(putting: Putting, says: Relation) -> None:
    assert list(putting(says)) == []
