"""Laws with zero masses and densities with supports, from the statement to the verdict."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Symbol, log

from derivecheck.findings.evidence import Verdict
from derivecheck.judgement import judge
from derivecheck.judgement.conditions import assumptions
from derivecheck.language import (
    CE,
    JS,
    KL,
    CountableLaw,
    Density,
    Dominated,
    E,
    FiniteLaw,
    H,
    given,
)
from derivecheck.proof.prove import prove
from derivecheck.worlds.instances import make_world
from derivecheck.worlds.ties import written_out

N = Symbol("N", integer=True, positive=True)
P, Q = (FiniteLaw(name, N, zeros=True) for name in "pq")
f, g = Density("f", zeros=True), Density("g", zeros=True)
c, d = CountableLaw("c", zeros=True), CountableLaw("d", zeros=True)
both, densities, counts = given(P, Q), given(f, g), given(c, d)
game = -CE(P, P / (P + Q)) - CE(Q, Q / (P + Q))

PROVED = {
    "Gibbs": both.ge(KL(P, Q), 0),
    "equal laws": both.zero_iff_equal(KL, P, Q),
    "cross-entropy": both.ge(CE(P, Q), H(P)),
    "certain": given(P).ge(H(P), 0),
    "uniform": given(P).le(H(P), log(N)),
    "Jensen-Shannon": both.every(both.ge(JS(P, Q), 0), both.le(JS(P, Q), log(2))),
    "equal by Jensen-Shannon": both.zero_iff_equal(JS, P, Q),
    "disjoint": both.zero_iff(log(2) - JS(P, Q), P, lambda i: P.at(i) * Q.at(i)),
    "one-hot": given(P).zero_iff(H(P), P, lambda i: P.at(i) * (1 - P.at(i))),
    "only uniform": given(P).zero_iff(log(N) - H(P), P, lambda i: P.at(i) - 1 / N),
    "D* where it is 0/0": both.eq(game, 2 * JS(P, Q) - log(4)),
    "D* is 0 or 1": both.zero_iff(game, P, lambda i: P.at(i) * Q.at(i)),
    "supports": densities.zero_iff_equal(KL, f, g),
    "disjoint supports": densities.zero_iff(log(2) - JS(f, g), f, lambda x: f.at(x) * g.at(x)),
    "counts": counts.zero_iff_equal(KL, c, d),
}
REFUTED = {
    "Gibbs": both.gt(KL(P, Q), 0),
    "finite": both.le(KL(P, Q), 20),
    "certain": given(P).gt(H(P), 0),
    "symmetric": given(P, Q, Dominated(P, Q)).symmetric(KL, P, Q),
    "equal laws": both.zero_iff(KL(P, Q), P, lambda i: P.at(i) * Q.at(i)),
    "disjoint": both.zero_iff(log(2) - JS(P, Q), P, lambda i: P.at(i) - Q.at(i)),
    "one-hot": given(P).zero_iff(H(P), P, lambda i: P.at(i) - 1),
    "pole": given(P).eq(E(P, lambda i: 1 / P.at(i)), N),
    "supports": densities.gt(KL(f, g), 0),
    "disjoint supports": densities.zero_iff(JS(f, g), f, lambda x: f.at(x) * g.at(x)),
}


@pytest.mark.parametrize("name", PROVED)
def test_what_holds_with_zeros_is_proved(name: Any) -> None:
    assert judge(PROVED[name]).verdict is Verdict.PROVED


@pytest.mark.parametrize("name", REFUTED)
def test_what_fails_with_zeros_is_refuted(name: Any) -> None:
    judgement = judge(REFUTED[name])
    assert judgement.verdict is Verdict.REFUTED
    assert judgement.counterexample is not None


def test_that_infinity_minus_infinity_is_no_number() -> None:
    difference = CE(P, Q) - H(P) - KL(P, Q)
    assert judge(both.eq(difference, 0)).verdict is not Verdict.PROVED
    assert judge(given(P, Q, Dominated(P, Q)).eq(difference, 0)).verdict is Verdict.PROVED


def test_the_assumptions_say_which_laws_may_vanish() -> None:
    told = assumptions((P, FiniteLaw("r", N), Dominated(P, Q), Density("h"), f, Dominated(f, g)))
    assert told == (
        r"$p_i\ge 0$, $\sum_i p_i=1$",
        r"$r_i>0$, $\sum_i r_i=1$",
        "$q_i>0$ wherever $p_i>0$",
        "$h$ is a positive density",
        r"$f\ge 0$ is a density",
        "$g(x)>0$ wherever $f(x)>0$",
    )


# --- bounds that are reached


LAST = [
    (both.lt(JS(P, Q), log(2)), "p = (1, 0)"),
    (densities.lt(JS(f, g), log(2)), "f = "),
    (counts.lt(JS(c, d), log(2)), "c = "),
    (given(P).gt(H(P), 0), ""),
]


@pytest.mark.parametrize(("statement", "point"), LAST)
def test_a_strict_bound_that_is_reached_fails_there(statement: Any, point: str) -> None:
    judged = judge(statement, 25, shrunk=False)
    assert judged.verdict is Verdict.REFUTED
    assert judged.counterexample
    assert point in judged.counterexample.point


def test_a_strict_bound_that_is_not_reached_is_not_refuted() -> None:
    """The near-miss: no law has zeros, so no two are disjoint."""
    p, q, u, v = FiniteLaw("p", N), FiniteLaw("q", N), Density("f"), Density("g")
    for true in (given(p, q).lt(JS(p, q), log(2)), given(u, v).lt(JS(u, v), log(2))):
        assert judge(true, 25, shrunk=False).verdict is not Verdict.REFUTED


def test_an_instance_is_written_out_whole_or_not_at_all() -> None:
    world = make_world(both.lt(JS(P, Q), log(2)), 2, nice=True)
    found = written_out(both.lt(JS(P, Q), log(2)), world)
    assert found
    assert not found.given
    assert prove(found)
    near = written_out(both.lt(JS(P, Q), log(3)), world)
    assert near
    assert not prove(near)
    open_value = both.lt(JS(P, Q) + P.at(1), log(2) + P.at(1) + Q.at(1))
    assert written_out(open_value, world) is None


@pytest.mark.parametrize("law", [FiniteLaw("p", 1), FiniteLaw("p", 1, zeros=True)])
def test_the_only_outcome_is_certain(law: Any) -> None:
    assert judge(given(law).eq(H(law), 0), 25).verdict is Verdict.PROVED
    assert judge(given(law).le(E(law, lambda i: law.at(i) ** 2), 1), 25).verdict is Verdict.PROVED
    assert judge(given(law).lt(E(law, lambda i: law.at(i)), 1), 25).verdict is Verdict.REFUTED


@pytest.mark.parametrize("law", [FiniteLaw("p", 2), FiniteLaw("p", 2, zeros=True)])
def test_one_of_two_outcomes_is_not(law: Any) -> None:
    assert judge(given(law).eq(H(law), 0), 25).verdict is Verdict.REFUTED
