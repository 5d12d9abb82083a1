"""Note N4: the expressions of the softmax cross-entropy and of its gradient, path by path.

The loss is a function of the outputs p₁, …, p_N, which are free positive numbers while it is
differentiated by one of them; `at_outputs` then puts the softmax of the logits in their place.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, KroneckerDelta, Symbol, exp, log

from derivecheck.language import (
    CE,
    At,
    Different,
    Family,
    Index,
    Labels,
    Partial,
    given,
    over,
    times,
    total,
)

N = Symbol("N", integer=True, positive=True)
i, j = (Symbol(name, integer=True, positive=True) for name in "ij")
labels, logits = Labels("y", N), Family("z", N)
outputs = Family("p", N, sign="positive")
y = labels.at


def each(f: Callable[[Expr], Expr]) -> Expr:
    """The sum of f over all classes."""
    return total(f, 1, N)


def others(f: Callable[[Expr], Expr]) -> Expr:
    """The sum of f over the classes k ≠ i."""
    return each(lambda k: (1 - KroneckerDelta(k, i)) * f(k))


def e(k: Expr) -> Expr:
    """exp(z_k)."""
    return exp(logits[k])


def p(k: Expr) -> Expr:
    """The softmax output p_k, against which nothing is cancelled."""
    return over(e(k), each(e))


def at_outputs(expr: Expr) -> Expr:
    """An expression in free outputs, at the softmax of the logits."""
    return At(expr, outputs, p)


loss = CE(labels, outputs.measure)


def path(k: Expr) -> Expr:
    """∂L/∂p_k · ∂p_k/∂z_i."""
    return at_outputs(Partial(loss, outputs[k])) * Partial(p(k), logits[i])


def slope(k: Expr) -> Expr:
    """-y_k/p_k, the derivative of the loss by an output."""
    return -over(y(k), p(k))


gradient = Partial(at_outputs(loss), logits[i])
one = given(labels, logits, Index(i, N))
two = given(labels, logits, Index(i, N), Index(j, N))
apart = given(labels, logits, Index(i, N), Index(j, N), Different(i, j))


# --- the lines of the path i ≠ j, and of the path i = j

log_loss = -each(lambda k: y(k) * log(outputs[k]))
split = others(e) + e(i)

APART = (
    at_outputs(Partial(log_loss, outputs[j])) * Partial(p(j), logits[i]),
    times(slope(j), Partial(p(j), logits[i])),
    times(slope(j), Partial(over(e(j), each(e)), logits[i])),
    times(slope(j), Partial(over(e(j), split), logits[i])),
    times(slope(j), -over(e(i) * e(j), each(e) ** 2)),
    times(slope(j), times(-1, over(e(i), each(e)), over(e(j), each(e)))),
    times(slope(j), times(-1, p(i), p(j))),
    y(j) * p(i),
)

written_loss = -each(lambda k: y(i) * log(outputs[k]))

SAME = (
    at_outputs(Partial(written_loss, outputs[i])) * Partial(p(i), logits[i]),
    times(slope(i), Partial(p(i), logits[i])),
    times(slope(i), Partial(over(e(i), each(e)), logits[i])),
    times(slope(i), Partial(over(e(i), split), logits[i])),
    times(slope(i), over(e(i) * each(e) - e(i) * e(i), each(e) ** 2)),
    times(slope(i), over(e(i), each(e)), over(each(e) - e(i), each(e))),
    times(slope(i), over(e(i), each(e)), 1 - over(e(i), each(e))),
    times(slope(i), p(i), 1 - p(i)),
    y(i) * (p(i) - 1),
)

ASSEMBLED = (
    others(lambda k: y(k) * p(i)) + y(i) * (p(i) - 1),
    p(i) * others(y) + (p(i) * y(i) - y(i)),
    p(i) * each(y) - y(i),
    p(i) - y(i),
)
