"""From expressions to programs, and from programs to the text of functions."""

from typing import Any

import pytest
from sympy import Expr, Indexed, IndexedBase, KroneckerDelta, Sum, Symbol, exp, log, oo

from derivecheck.emission.code import array_code, c_code, loop_code
from derivecheck.emission.program import INDEX, SIZE, NotAProgram, Program, program
from derivecheck.terms.binders import total
from derivecheck.terms.kernels import exp_diff, kl_term, log1p, log1pmx

N = Symbol("N", integer=True, positive=True)
i, t = (Symbol(s, integer=True, positive=True) for s in "it")
p, q = (IndexedBase(s, positive=True) for s in "pq")
z = IndexedBase("z", real=True)
PQ = {"p": "p", "q": "q"}


def outcomes(f: Any) -> Expr:
    return total(f, 1, N)


def kl() -> Program:
    mass = outcomes(lambda k: p[k])
    gap = outcomes(lambda k: q[k] - p[k])
    return program("kl", outcomes(lambda k: kl_term(p[k], q[k])) / mass + log1pmx(gap / mass), PQ)


def log_softmax() -> Program:
    rest = outcomes(lambda k: (1 - KroneckerDelta(k, t)) * exp_diff(z[k], z[t], 1))
    letters = {"logits": "z", "top_logits": "t"}
    return program("log_softmax", z[i] - z[t] - log1p(rest), letters, (i,))


def test_equal_sums_are_one_step() -> None:
    steps = kl().steps
    assert [s.total for s in steps] == [True, True, True, False]
    assert len({s.value for s in steps}) == len(steps)


def test_steps_come_before_their_use() -> None:
    known: set[Symbol] = set()
    for step in (*kl().steps, *log_softmax().steps):
        used = {s for s in step.value.free_symbols if s.name.startswith("s")}
        assert used <= known
        known.add(step.name)


def test_value_of_the_program_is_that_of_the_expression() -> None:
    point = {p: (0.2, 0.3, 0.5), q: (0.25, 0.35, 0.4)}
    namespace: dict[str, Any] = {
        "total": lambda term, n, *a: sum(term(k, *a) for k in range(n)),
        "kl_term": lambda a, b: float(kl_term.formula(a, b)),
        "log1pmx": lambda x: float(log1pmx.formula(x)),
    }
    exec(loop_code(kl(), {}, "doc"), namespace)
    exact = sum(a * log(a / b) for a, b in zip(*point.values(), strict=True))
    assert namespace["kl"](*point.values()) == pytest.approx(float(exact), rel=1e-12)
    assert namespace["kl"](*reversed(point.values())) != pytest.approx(float(exact), rel=1e-3)


def test_factor_without_the_index_leaves_the_sum() -> None:
    c = Symbol("c", positive=True)
    (step,) = program("f", outcomes(lambda k: c * p[k]), {"p": "p", "c": "c"}).steps
    assert step.value == IndexedBase("p")[INDEX] or step.value.free_symbols & {c} == set()


def test_size_is_the_number_of_entries() -> None:
    of = program("mean", outcomes(lambda k: p[k]) / N, {"p": "p"})
    assert of.result.has(SIZE)
    assert "size = len(p)" in array_code(of, {}, "")
    assert "const long size = n;" in c_code(of, {})


@pytest.mark.parametrize(
    "expr",
    [
        Sum(p[i], (i, 1, oo)),
        Sum(p[i], (i, 2, N)),
        outcomes(lambda k: p[k] * outcomes(lambda r: exp(p[r] * p[k]))),
    ],
)
def test_other_sums_are_refused(expr: Expr) -> None:
    with pytest.raises(NotAProgram):
        program("f", expr, {"p": "p"})


def test_rows_are_the_arguments_with_an_index_or_those_that_are_given() -> None:
    assert log_softmax().rows == ("logits",)
    unused = program("slope", p[i], PQ, (i,), rows=["p", "q"])
    assert "const double *q" in c_code(unused, {})
    assert "double q" in c_code(program("slope", p[i], PQ, (i,)), {})
    assert log_softmax().free == (INDEX,)


def test_chosen_index_is_computed_and_marked() -> None:
    text = array_code(log_softmax(), {"top_logits": "logits"}, "doc")
    assert "def log_softmax(logits):" in text
    assert "top_logits = top_of(logits)" in text
    assert "one_hot(top_logits, logits)" in text
    text = loop_code(log_softmax(), {"top_logits": "logits"}, "doc")
    assert "def log_softmax(out, logits):" in text
    assert "(i == top_logits)" in text


def test_entries_are_renamed() -> None:
    found = {str(e.base) for e in log_softmax().result.atoms(Indexed)}
    assert found == {"logits"}
