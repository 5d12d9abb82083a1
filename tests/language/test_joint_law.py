"""Laws of several named variables: marginals, conditionals, and what holds of them."""

from __future__ import annotations

import pytest
from sympy import Expr, Symbol, log

from derivecheck.judgement.diagnose import diagnose
from derivecheck.judgement.judge import judge
from derivecheck.language import (
    H,
    Index,
    JointLaw,
    Outcomes,
    RealMap,
    StatementError,
    given,
    point,
    unfold,
)
from derivecheck.language.laws.joint import spread
from derivecheck.language.measures import Line
from derivecheck.language.typeset import law_tex

N, M = (Symbol(name, integer=True, positive=True) for name in "NM")
p = JointLaw("p", ("x", Outcomes(N)), ("y", Outcomes(M)))
on_line = JointLaw("p", ("x", Line()), ("y", Line()))
mixed = JointLaw("p", ("x", Line()), ("y", Outcomes(M)))


def entropy(law: JointLaw, *names: str) -> Expr:
    return -spread(law, names, lambda v: law.at(**v) * log(law.at(**v)))


@pytest.mark.parametrize("law", [p, on_line, mixed])
def test_marginals_sum_to_one_and_chain(law: JointLaw) -> None:
    conditional = spread(law, ("x",), lambda v: law.at(**v) * H(law.law("y", **v)))
    chain = given(law).eq(entropy(law, "x", "y"), H(law.law("x")) + conditional)
    assert judge(chain).verdict == "PROVED"
    wrong = given(law).eq(entropy(law, "x", "y"), H(law.law("y")) + conditional)
    assert judge(wrong).verdict == "REFUTED"


def test_information_is_not_negative_but_may_exceed_no_entropy() -> None:
    information = H(p.law("x")) + H(p.law("y")) - entropy(p, "x", "y")
    assert judge(given(p).ge(information, 0)).verdict in ("PROVED", "SUPPORTED")
    assert judge(given(p).le(information, 0)).verdict == "REFUTED"


def test_a_law_is_printed_with_its_variable_and_what_is_given() -> None:
    x = point("x")
    assert law_tex(on_line.law("y")) == "p(y)"
    assert law_tex(on_line.law("y", x=x)) == r"p(y\mid x)"


def test_bayes_holds_by_construction() -> None:
    x, y = (Symbol(name, real=True) for name in "xy")
    left = on_line.law("y", x=x).at(y)
    right = on_line.law("x", y=y).at(x) * on_line.at(y=y) / on_line.at(x=x)
    assert unfold(left) == unfold(right)


def test_a_function_of_several_points_is_arbitrary() -> None:
    f = RealMap("f", Line(), Outcomes(M))
    mean = spread(mixed, ("x", "y"), lambda v: mixed.at(**v) * f(v["x"], v["y"]))
    again = spread(mixed, ("y", "x"), lambda v: mixed.at(**v) * f(v["x"], v["y"]))
    assert judge(given(mixed, f).eq(mean, again)).verdict == "PROVED"
    assert judge(given(mixed, f).eq(mean, 2 * again)).verdict == "REFUTED"
    with pytest.raises(StatementError):
        f(1)


def test_a_wrong_marginal_is_named() -> None:
    x, y = (Symbol(name, integer=True, positive=True) for name in "xy")
    where = given(p, Index(x, N), Index(y, M))
    mistake = diagnose(where.eq(p.at(x=x, y=y), p.law("y", x=x).at(y) * p.at(y=y)))
    assert mistake is not None
    assert mistake.fixed == where.eq(p.at(x=x, y=y), p.law("x", y=y).at(x) * p.at(y=y))


@pytest.mark.parametrize(
    "make",
    [
        lambda: JointLaw("p"),
        lambda: JointLaw("p", ("x", Line()), ("x", Line())),
        lambda: JointLaw("p", *((v, Line()) for v in "abcde")),
        lambda: p.at(z=1),
        lambda: p.law("x", x=1),
        lambda: p.law("z"),
    ],
)
def test_what_is_no_law_of_these_variables_is_refused(make: object) -> None:
    with pytest.raises(StatementError):
        make()  # type: ignore[operator]
