"""An exact finite world in which every law of the normal form holds: the independent evaluator.

Indices range over 1, 2, 3, the real line is three cells of length one, and laws are rational
tables; index 0 lies outside of every range.  The exponential is 2**x on the integers, and the
logarithm is the homomorphism from the positive rationals to the rationals with log 2 = 1 and
arbitrary values at the other primes.  All values are exact fractions, so equality is equality.
"""

from fractions import Fraction
from itertools import product
from math import prod
from random import Random
from typing import Any

from sympy import (
    Add,
    Expr,
    Function,
    Indexed,
    IndexedBase,
    Integral,
    KroneckerDelta,
    Mul,
    Pow,
    Sum,
    Symbol,
    exp,
    factorint,
    log,
    oo,
    symbols,
)
from sympy.core.function import AppliedUndef

from derivecheck.facts.facts import Fact, InRange, Normalised

ZERO = Fraction(0)
Environment = dict[Expr, int]
CELLS = (1, 2, 3)
ALL = (0, *CELLS)
N = Symbol("N", integer=True, positive=True)
i, j, fixed, outside = symbols("i j fixed outside", integer=True)
x, z = symbols("x z", real=True)
p, q, W = (IndexedBase(name, positive=True) for name in "pqW")
s = IndexedBase("s", integer=True)
P, Q, J, PX, PZ, R = (Function(name, positive=True) for name in ("P", "Q", "J", "PX", "PZ", "R"))
f = Function("f", real=True)

FACTS: tuple[Fact, ...] = (
    Normalised(p[i], i, 1, N),
    Normalised(q[i], i, 1, N),
    Normalised(W[i, j], j, 1, N, p[i]),
    Normalised(W[i, j], i, 1, N, q[j]),
    Normalised(P(x), x),
    Normalised(Q(x), x),
    Normalised(J(x, z), z, mass=PX(x)),
    Normalised(J(x, z), x, mass=PZ(z)),
    Normalised(PX(x), x),
    Normalised(PZ(z), z),
    Normalised(R(z, x), z),
    InRange(fixed, 1, N),
)


class World:
    """Rational tables for the laws, drawn from one seed."""

    def __init__(self, seed: int) -> None:
        rng = Random(seed)
        self.weights: dict[int, Fraction] = {2: Fraction(1)}
        self.rng = rng
        self.tables: dict[str, dict[tuple[int, ...], Fraction]] = {
            "P": self.law(1),
            "Q": self.law(1),
            "W": self.law(2),
            "J": self.law(2),
            "s": {(a,): Fraction(rng.randint(-2, 2)) for a in ALL},
            "f": {(a, b): Fraction(rng.randint(-9, 9), 5) for a in CELLS for b in CELLS},
        }
        for joint, (first, second) in {"W": "pq", "J": ("PX", "PZ")}.items():
            table = self.tables[joint]
            self.tables[first] = {(a,): sum((table[a, b] for b in CELLS), ZERO) for a in ALL}
            self.tables[second] = {(b,): sum((table[a, b] for a in CELLS), ZERO) for b in ALL}
        rows = [self.law(1) for _ in CELLS]
        self.tables["R"] = {(a, b): rows[b - 1][(a,)] for a in CELLS for b in CELLS}

    def law(self, dimensions: int) -> dict[tuple[int, ...], Fraction]:
        """Positive weights of total one on the cells, and any weights outside of them."""
        raw = {point: self.rng.randint(1, 6) for point in product(ALL, repeat=dimensions)}
        mass = sum(weight for point, weight in raw.items() if 0 not in point)
        return {point: Fraction(weight, mass) for point, weight in raw.items()}

    def logarithm(self, value: Fraction) -> Fraction:
        assert value > 0
        signed = ((value.numerator, 1), (value.denominator, -1))
        parts = [(prime, sign * m) for n, sign in signed for prime, m in factorint(n).items()]
        return sum((self.weight(prime) * m for prime, m in parts), ZERO)

    def weight(self, prime: int) -> Fraction:
        return self.weights.setdefault(prime, Fraction(self.rng.randint(1, 50), 7))

    def value(self, expr: Expr, env: Environment | None = None) -> Fraction:
        """The exact value, by walking the tree; knows nothing of the normal form."""
        env = {N: 3, fixed: 2, outside: 0} if env is None else env
        if isinstance(expr, (Sum, Integral)):
            return self.operator(list(expr.limits), expr.function, env)
        if expr.is_Symbol:
            return Fraction(env[expr])
        if expr.is_Rational:
            return Fraction(int(expr.p), int(expr.q))
        operands = expr.indices if isinstance(expr, Indexed) else expr.args
        args = [self.value(a, env) for a in operands]
        if isinstance(expr, (Indexed, AppliedUndef)):
            name = str(expr.base if isinstance(expr, Indexed) else expr.func)
            return self.tables[name][tuple(int(a) for a in args)]
        return self.apply(expr.func, args)

    def apply(self, head: Any, args: list[Fraction]) -> Fraction:
        """The value of an elementary function."""
        if head is KroneckerDelta:
            return Fraction(args[0] == args[1])
        if head is log:
            return self.logarithm(*args)
        if head in (exp, Pow):
            base, exponent = [Fraction(2), *args][-2:]
            assert exponent.denominator == 1
            return base ** int(exponent)
        return {Add: sum, Mul: prod}[head](args)  # type: ignore[operator]

    def operator(self, limits: list[tuple[Expr, ...]], kernel: Expr, env: Environment) -> Fraction:
        if not limits:
            return self.value(kernel, env)
        *inner, (var, lo, hi) = limits
        ends = (1, 3) if (lo, hi) == (-oo, oo) else (self.value(lo, env), self.value(hi, env))
        cells = range(int(ends[0]), int(ends[1]) + 1)
        return sum((self.operator(inner, kernel, env | {var: c}) for c in cells), ZERO)
