"""No bound variable is ever captured: where the engine substitutes without renaming, and why."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from sympy import Expr, Integral, Limit, Product, Rational, Sum, Symbol, exp, log, oo, sqrt, symbols

import derivecheck
from derivecheck.language import Family, FiniteLaw, Index, StatementError, given, total
from derivecheck.proof.prove import prove
from derivecheck.proof.signs import is_nonnegative
from derivecheck.terms.binders import Bound, integral, replace_free
from derivecheck.terms.budget import limited

ROOMS = ("terms", "facts", "language", "proof")
OPENED = "its own variables were made dummies before"
DUMMIES = "the new values are dummies, numbers or undefined values at the same arguments"
MASKED = "operators have been replaced by dummies"
FINITE = "what is substituted into holds no operator"
PRINTED = "the result is printed, with letters that do not occur"
ALLOWED = {
    "terms/binders.py": {
        "_opened": "this is the renaming",
        "close_operator": "the name is larger than all inside",
        "replace_free": OPENED,
        "_replace": OPENED,
    },
    "terms/elementary.py": {"unmask": "a mask stands for itself, at its own place"},
    "facts/exponential_families.py": {
        "_natural": DUMMIES,
        "derivative": FINITE,
    },
    "facts/facts.py": {
        "almost_surely": DUMMIES,
        "value": DUMMIES,
        "functionals": FINITE,
        "parametrise": DUMMIES,
    },
    "facts/matching.py": {"value": OPENED},
    "language/functionals.py": {"E": "the name is larger than all inside", "integrand": DUMMIES},
    "language/laws/dirichlet.py": {"_concentration": DUMMIES},
    "language/series.py": {"value": DUMMIES, "_from": DUMMIES},
    "language/statements.py": {
        "substituted_law": "a value for another at the same arguments",
        "statement_tex": PRINTED,
    },
    "language/typeset.py": {"_open": PRINTED, "_operator": PRINTED, "_pointwise": PRINTED},
    "proof/antiderivatives.py": {"_integrated": DUMMIES},
    "proof/closure.py": {"require_no_poles": DUMMIES},
    "proof/concrete.py": {"without_last_entries": MASKED, "_at": FINITE},
    "proof/entries.py": {"bounded": DUMMIES},
    "proof/faces.py": {
        "positive": "a value for another at the same arguments",
        "restricted": DUMMIES,
        "_substituted": "0, or a value for another at the same arguments",
        "loses_a_pole": DUMMIES,
    },
    "proof/generality.py": {
        "generalised": DUMMIES,
        "_with_arbitrary": "laws for laws, with names that do not occur",
        "body": "a value for another at the same arguments",
    },
    "proof/minima.py": {
        "put": DUMMIES,
        "one_variable_forms": MASKED,
        "_common_power": DUMMIES,
        "stationary_points": DUMMIES,
        "is_valley": MASKED,
    },
    "proof/normal_form.py": {"without_deltas_of_distinct": DUMMIES},
    "proof/ordering.py": {"refined_ranks": "only the order of the result is used"},
    "proof/partial_fractions.py": {"_cancels": DUMMIES},
    "proof/pointwise.py": {"vanishing_by": DUMMIES, "_side": OPENED},
    "proof/prove.py": {"_": "1 for the only entry of a law"},
    "proof/routines.py": {"opened": DUMMIES},
    "proof/rules.py": {"special_case": "the statement that is made of it renames its binders"},
    "proof/signs.py": {"by_probability": FINITE, "by_minimum": MASKED, "by_growth": MASKED},
}


def substitutions(node: ast.AST, function: str = "") -> Iterator[str]:
    """The innermost functions in which something is substituted without renaming."""
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.FunctionDef) else function
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute):
            yield from [inside] * (child.func.attr in ("xreplace", "subs"))
        yield from substitutions(child, inside)


def test_every_substitution_without_renaming_is_named_with_its_reason() -> None:
    engine = Path(derivecheck.__file__).parent
    files = (f for room in ROOMS for f in sorted((engine / room).rglob("*.py")))
    found = {
        str(f.relative_to(engine)): set(substitutions(ast.parse(f.read_text()))) for f in files
    }
    assert {f: names for f, names in found.items() if names} == {
        f: set(reasons) for f, reasons in ALLOWED.items()
    }


N = Symbol("N", integer=True, positive=True)
x = Symbol("x", real=True)
a, b, c = (Family(name, N, sign="positive") for name in "abc")
P = FiniteLaw("p", N)


def mixed(scale: Rational, same: bool) -> tuple[Expr, Expr]:
    """Σ c_i log(1 + Σ_j sqrt(b_j + a_i)), and the sum with a_j in place of a_i."""
    left = total(lambda i: c[i] * log(1 + total(lambda j: sqrt(b[j] + scale * a[i]), 1, N)), 1, N)
    inner = total(lambda j: sqrt(b[j] + scale * a[j]), 1, N)
    return left, left if same else total(lambda i: c[i], 1, N) * log(1 + inner)


def test_a_kernel_that_binds_the_common_name_is_not_taken_for_another() -> None:
    with limited(2):
        assert not prove(given(a, b, c).ge(*mixed(Rational(1), same=False)))
    assert prove(given(a, b, c).ge(*mixed(Rational(1), same=True)))


def test_a_free_variable_of_an_operator_further_outside_keeps_its_own_name() -> None:
    outer = Bound("i_2", integer=True, positive=True)
    twice = total(lambda i: total(lambda j: b[j] * a[i], 1, N), 1, N)
    other = total(lambda i: a[i], 1, N)
    assert not is_nonnegative(twice - a[outer] * other)
    assert is_nonnegative(twice + a[outer] * other)


def test_replacing_a_free_symbol_captures_nothing_and_leaves_what_is_bound() -> None:
    i, free = Symbol("i", integer=True), Bound("i_1", integer=True, positive=True)
    inside = total(lambda k: a[k] * b[i], 1, N)
    moved = replace_free(inside, {i: free})
    assert moved.has(b[free])
    assert not moved.has(a[free])
    assert replace_free(inside, {free: i}) == inside


y = symbols("y", positive=True)
k = Symbol("k", integer=True, positive=True)


@pytest.mark.parametrize(
    ("expr", "why"),
    [
        (Integral(exp(-y), (y, -oo, oo)), "need not be nonnegative"),
        (Sum(k, (k, 0, N)), "need not be positive"),
        (Integral(exp(-x), x), "no definite range"),
        (Integral(x, (x, 0, x)), "own variable"),
        (Sum(k, (k, 1, k)), "own variable"),
        (Product(x, (k, 1, N)), "neither a sum nor an integral"),
        (Limit(1 / x, x, oo), "neither a sum nor an integral"),
    ],
    ids=str,
)
def test_foreign_binders_that_say_more_or_less_than_their_range_are_refused(
    expr: Expr, why: str
) -> None:
    with pytest.raises(StatementError, match=why):
        given().le(expr, 1)


def test_foreign_binders_are_renamed_when_a_statement_is_made() -> None:
    assert given(P).eq(Sum(P.at(k), (k, 1, N)), 1) == given(P).eq(total(P.at, 1, N), 1)
    assert given().le(Integral(exp(-y), (y, 0, oo)), 1).lhs == integral(lambda v: exp(-v), 0, oo)
    assert prove(given(P, Index(k, N)).eq(Sum(P.at(k), (k, 1, N)), 1))


def test_a_range_that_may_run_backwards_gives_no_sign() -> None:
    backwards = integral(lambda v: abs(v), 0, x)
    assert not prove(given().eq(backwards, integral(lambda v: v, 0, x)))
    assert prove(given().eq(integral(abs, 0, y), integral(lambda v: v, 0, y)))
