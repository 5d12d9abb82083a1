"""No rule, object or operation without its triple, and every triple holds.

The names are read off the modules, so that a new rule without an entry in the gate fails here.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from derivecheck.derivations import softmax_gradient as softmax
from derivecheck.language import statements
from derivecheck.language.assumptions import Index
from derivecheck.language.functionals import KL, Partial
from derivecheck.language.laws.finite import FiniteLaw, Labels
from derivecheck.language.measures import Assumption
from derivecheck.language.statements import given
from derivecheck.numeric.balls import Ball, Balls
from derivecheck.proof import prove, rules, signs
from derivecheck.proof.derivation import Lemma
from derivecheck.proof.rules import derivative_of, special_case
from tests.support import gate_balls, gate_named, gate_rules, gate_statements
from tests.support.gate import Triple, require

TRIPLES: dict[str, dict[str, Triple]] = {
    "rule": gate_rules.RULES | gate_named.RULES,
    "certificate": gate_rules.CERTIFICATES,
    "relation": gate_statements.RELATIONS,
    "assumption": gate_statements.ASSUMPTIONS | gate_named.ASSUMPTIONS,
    "field of balls": gate_balls.FIELD,
    "ball": gate_balls.BALL,
}


def subclasses(kind: Any) -> Iterator[Any]:
    """All kinds below one, defined by the package."""
    for sub in kind.__subclasses__():
        if sub.__module__.startswith("derivecheck"):
            yield sub
            yield from subclasses(sub)


def rule_names() -> set[str]:
    """The rules of `derivecheck.proof.rules` and its functions that make one."""
    own = {k: v for k, v in vars(rules).items() if not k.startswith("_")}
    makers = {k for k, v in own.items() if inspect.isfunction(v) and v.__module__ == rules.__name__}
    return makers | {k for k, v in own.items() if isinstance(v, rules.Rule)}


def operations(kind: type) -> set[str]:
    """The public methods and properties of a class."""
    names = {n for n in dir(kind) if not n.startswith("_")}
    kinds = (property,)
    found = {n: inspect.getattr_static(kind, n) for n in names}
    return {n for n, v in found.items() if inspect.isfunction(v) or isinstance(v, kinds)}


NAMES: dict[str, set[str]] = {
    "rule": rule_names(),
    "certificate": {n for n in dir(signs.Prover) if n.startswith("by_")},
    "relation": {n for n in dir(statements.Given) if not n.startswith("_")} - {"assumptions"}
    | {"not_always"},
    "assumption": {k.__name__ for k in subclasses(Assumption)},
    "field of balls": operations(Balls),
    "ball": {n for n, v in vars(Ball).items() if inspect.isfunction(v) and n.startswith("__")}
    - set(gate_balls.REFUSED),
}
CASES = [
    pytest.param(triple, id=f"{kind}: {name}")
    for kind, table in TRIPLES.items()
    for name, triple in table.items()
]


@pytest.mark.parametrize("kind", TRIPLES)
def test_everything_has_a_triple(kind: str) -> None:
    assert set(TRIPLES[kind]) == NAMES[kind]


@pytest.mark.parametrize("triple", CASES)
def test_control_passes_near_miss_fails_outside_is_refused(triple: Triple) -> None:
    require(triple)


def test_every_kind_of_statement_of_the_prover_has_a_triple() -> None:
    kinds = {k.__name__ for k in prove._prove.registry} - {"object"}
    assert set(gate_statements.STATEMENTS) == kinds
    assert kinds == {k.__name__ for k in subclasses(statements.Statement)}
    assert set(gate_statements.STATEMENTS.values()) <= set(gate_statements.RELATIONS)


@pytest.mark.parametrize("name", gate_balls.REFUSED)
def test_what_has_no_meaning_for_balls_is_always_refused(name: Any) -> None:
    assert name in vars(Ball)
    with pytest.raises(TypeError):
        gate_balls.REFUSED[name]()


def test_a_differentiated_lemma_keeps_its_hypotheses() -> None:
    """That the labels sum to one is needed for the gradient, so for its derivative as well."""
    at_k, rule = Index(softmax.k, softmax.K), derivative_of(softmax.gradient, softmax.c[1])
    zero = Partial(softmax.y.at(softmax.i), softmax.c[1])
    labelled = given(*softmax.gradient.given.assumptions, softmax.c, at_k).eq(zero, zero)
    unlabelled = given(softmax.z, softmax.weights, softmax.at_i, softmax.c, at_k).eq(zero, zero)
    assert rule.check(labelled)
    assert not rule.check(unlabelled)


def test_a_law_with_zeros_is_no_special_case_of_a_positive_law() -> None:
    size, y = gate_rules.N, Labels("p", gate_rules.N)
    itself = Lemma("mean", "", given(gate_rules.P).eq(KL(gate_rules.P, gate_rules.P), 0))
    link = given(y).eq(KL(y, y), 0)
    assert special_case(itself, {gate_rules.P: FiniteLaw("p", size)}).check(itself.conclusion)
    assert not special_case(itself, {gate_rules.P: y}).check(link)
