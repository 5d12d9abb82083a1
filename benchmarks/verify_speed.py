"""Seconds that typical statements take from start to verdict.

Run: python benchmarks/verify_speed.py
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any

from sympy import Rational, Symbol, exp, log, pi, symbols

from derivecheck.assumptions import Family, Index
from derivecheck.binders import total
from derivecheck.diagnose import diagnose
from derivecheck.functionals import CE, JS, KL, E, H, Partial
from derivecheck.laws import Density, FiniteLaw, Normal
from derivecheck.statements import Statement, given
from derivecheck.verify import judge

N = Symbol("N", integer=True, positive=True)
P, Q, R = (FiniteLaw(name, N) for name in "pqr")
f, g = Density("f"), Density("g")
mu, nu = symbols("mu nu", real=True)
s, t = symbols("s t", positive=True)
A, B = Normal(mu, s), Normal(nu, t)
z, j = Family("z", N), Symbol("j", integer=True, positive=True)
partition = total(lambda i: exp(z[i]), 1, N)
closed = log(t / s) + (s**2 + (mu - nu) ** 2) / (2 * t**2) - Rational(1, 2)
wrong = given(A, B).eq(KL(A, B), closed + Rational(1, 2))

STATEMENTS: dict[str, Statement] = {
    "cross-entropy, N outcomes": given(P, Q).eq(CE(P, Q), H(P) + KL(P, Q)),
    "Gibbs, N outcomes": given(P, Q).ge(KL(P, Q), 0),
    "cross-entropy, densities": given(f, g).eq(CE(f, g), H(f) + KL(f, g)),
    "bound of JS, densities": given(f, g).le(JS(f, g), log(2)),
    "gradient of log-sum-exp": given(z, Index(j, N)).eq(
        Partial(log(partition), z[j]), exp(z[j]) / partition
    ),
    "normal entropy": given(A).eq(H(A), (1 + log(2 * pi * s**2)) / 2),
    "normal KL": given(A, B).eq(KL(A, B), closed),
    "normal KL as a mean": given(A, B).eq(E(A, lambda x: A.log_at(x) - B.log_at(x)), closed),
    "wrong normal KL": wrong,
    "KL is a metric": given(P, Q, R).metric(KL, P, Q, R),
}


def report(name: str, work: Callable[[], Any]) -> None:
    """Print the seconds of one piece of work."""
    start = perf_counter()
    result = work()
    print(f"{name:28} {perf_counter() - start:7.2f} s  {result}")


def main() -> None:
    """Time every statement, then the search for a named mistake."""
    for name, statement in STATEMENTS.items():
        report(name, lambda statement=statement: judge(statement).verdict)  # type: ignore[misc]
    report("diagnosis of the wrong KL", lambda: (diagnose(wrong) or ("none",))[0])


if __name__ == "__main__":
    main()
