"""A budget of time, and of size, for searches that may be hopeless.

Loops of the prover and of the diagnosis ask `check` whether time is left.  One long call of a
library does not ask; in the main thread, where the system has timers, it is interrupted a little
later.  Seconds are those that this thread computes, so that a busy machine changes no verdict.

>>> with limited(0):
...     check()
Traceback (most recent call last):
    ...
derivecheck.terms.budget.OutOfTime: stopped after 0 s
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from math import comb, prod
from time import thread_time
from typing import NamedTuple

from sympy import Add, Expr, Mul, Pow

MOST_TERMS = 20_000  # of an expansion
TICK = 0.1  # seconds of this process between two looks at the time
GRACE = 0.5  # seconds over the limit after which a call that never asks is interrupted


class Stopped(Exception):
    """A search or a computation was given up."""


class OutOfTime(Stopped):
    """The time that was allowed is over."""


class TooLarge(Stopped):
    """The computation would need an expression that is too large."""


class _Limit(NamedTuple):
    seconds: float
    end: float


_limit: ContextVar[_Limit | None] = ContextVar("limit", default=None)


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """At most so many seconds for what is done inside, and no more than is left outside."""
    outer = _limit.get()
    inner = outer if seconds is None else _Limit(seconds, thread_time() + seconds)
    with _alarm() if inner and not outer else nullcontext():
        token = _limit.set(min((x for x in (outer, inner) if x), key=lambda x: x.end, default=None))
        try:
            yield
        finally:
            _limit.reset(token)


@contextmanager
def _alarm() -> Iterator[None]:
    """A timer that interrupts what never asks for the time."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "SIGVTALRM"
    ):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, lambda *_: check(GRACE))
    signal.setitimer(signal.ITIMER_VIRTUAL, TICK, TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before or signal.SIG_DFL)


def check(grace: float = 0.0) -> None:
    """Raise OutOfTime where no time is left, or where more than ``grace`` is overdrawn."""
    limit = _limit.get()
    if limit is not None and thread_time() >= limit.end + grace:
        raise OutOfTime(f"stopped after {limit.seconds:g} s")


def require_expandable(expr: Expr) -> None:
    """Raise TooLarge where the expanded expression may have more than MOST_TERMS terms.

    >>> from sympy.abc import x, y, z
    >>> require_expandable((x + y) ** 9)
    >>> require_expandable((x + y + z) ** 999)
    Traceback (most recent call last):
        ...
    derivecheck.terms.budget.TooLarge: an expansion to 500500 terms
    """
    count = most_terms(expr)
    if count > MOST_TERMS:
        raise TooLarge(f"an expansion to {count} terms")


def most_terms(expr: Expr) -> int:
    """How many terms the expanded expression has at most, exponents being left alone."""
    if isinstance(expr, Add):
        return sum(map(most_terms, expr.args))
    if isinstance(expr, Mul):
        return prod(map(most_terms, expr.args))
    if isinstance(expr, Pow) and expr.exp.is_Integer:
        base, n = most_terms(expr.base), abs(int(expr.exp))
        return comb(n + base - 1, n) if base > 1 else 1
    return 1
