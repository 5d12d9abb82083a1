r"""Values of elementary expressions, finite sums and integrals over cells in one exact world.

It walks the tree over whichever number type it is given (Arb balls, 50 digits, dual numbers).  What
undefined functions and the heads of the vocabulary mean is added by `derivecheck.worlds.undefined`
and `derivecheck.worlds.evaluate`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any, ClassVar

from sympy import (
    Abs,
    Add,
    EulerGamma,
    Expr,
    Indexed,
    Integral,
    KroneckerDelta,
    Max,
    Min,
    Mul,
    Pow,
    Rational,
    Sum,
    Symbol,
    binomial,
    cos,
    cosh,
    digamma,
    erf,
    exp,
    factorial,
    gamma,
    log,
    loggamma,
    oo,
    polygamma,
    sift,
    sin,
    sinh,
    tanh,
)
from sympy import E as EULER
from sympy import pi as PI

from derivecheck.language.measures import Assumption
from derivecheck.numeric.field import Field
from derivecheck.terms.kernels import Kernel
from derivecheck.worlds.fading import fades
from derivecheck.worlds.series import NoBound, terms_and_rest
from derivecheck.worlds.world import World, row_name

Env = dict[Symbol, Any]
Code = Callable[[Env], Any]
Rules = tuple[tuple[Any, Callable[[Any, Any, Env], Any]], ...]


class NotEvaluable(Exception):
    """The evaluator has no meaning for a part of the expression; the message names it."""


class Arithmetic:
    """Values of expressions in one world over one field.

    ``fixed`` overrides symbols and entries, which is how derivatives enter.  ``rules`` say what the
    kinds of expressions mean; a subclass adds its own.
    """

    rules: ClassVar[Rules]

    def __init__(self, field: Field[Any], world: World, fixed: dict[Any, Any] | None = None):
        self.field = field
        self.world = world
        self.fixed = fixed or {}
        self.declared = _declared(world.given)
        self.code: dict[Expr, Code] = {}

    def value(self, expr: Expr, env: Env | None = None) -> Any:
        """The value of the expression; raises NotEvaluable, ArithmeticError."""
        return self.field.defined(self._go(expr, env or {}))

    def _go(self, e: Expr, env: Env) -> Any:
        code = self.code.get(e)
        return (code or self._compile(e))(env)

    def _compile(self, e: Expr) -> Code:
        """The expression as a function of its bound variables, built once."""
        code = self.code[e] = self._built(e)
        return code

    def _built(self, e: Expr) -> Code:
        if e.is_Rational:
            return _always(self.field.rational(int(e.p), int(e.q)))
        for kind, build in HOT:
            if isinstance(e, kind):
                return build(self, e)
        for kind, rule in self.rules:
            if isinstance(e, kind):
                return lambda env: rule(self, e, env)
        if e in CONSTANTS:
            return _always(CONSTANTS[e](self.field))
        raise NotEvaluable(f"no value for {type(e).__name__}: {e}")

    def symbol(self, s: Symbol) -> Code:
        """A bound variable, a fixed symbol or a number of the world."""
        outside = self._outside(s)

        def code(env: Env) -> Any:
            x = env.get(s, outside)
            if x is None:
                raise NotEvaluable(f"no value for the symbol {s}")
            return self.field.number(x) if isinstance(x, (int, Fraction)) else x

        return code

    def _outside(self, s: Symbol) -> Any:
        """The value of a symbol that no operator binds."""
        if s in self.fixed:
            return self.fixed[s]
        x = self.world.numbers.get(s)
        return None if x is None else self.field.number(x)

    def addition(self, e: Expr) -> Code:
        """A sum of terms; 1 - x by one subtraction, so that x near 1 keeps its digits."""
        if len(e.args) == 2 and e.args[0] == 1 and (-e.args[1]).is_Symbol:
            x = self._compile(-e.args[1])
            return lambda env: 1 - x(env)
        terms, total = [self._compile(a) for a in e.args], self.field.total
        return lambda env: total([t(env) for t in terms])

    def integer(self, e: Expr, env: Env) -> int:
        """The value of an index or limit."""
        if e.is_Symbol:
            value: Any = env.get(e, self.world.numbers.get(e))
            if is_exact(value) and value.denominator == 1:
                return int(value)
        return int(e) if e.is_Integer else self._index(e, env)

    def _index(self, e: Expr, env: Env) -> int:
        """The value of a compound index such as N - 1 or X[i]."""
        value = self.rational_value(e, env)
        if not value.is_Integer:
            raise NotEvaluable(f"{e} is not an integer here")
        return int(value)

    def rational_value(self, e: Expr, env: Env) -> Expr:
        """An expression in exact numbers with their values put in."""
        values = {**self.world.numbers, **env}
        table = {s: values[s] for s in e.free_symbols if is_exact(values.get(s))}
        value = e.xreplace({s: _rational(v) for s, v in table.items()})
        entries = () if value.is_Rational else value.atoms(Indexed)
        return value.xreplace({x: self._exact_entry(x) for x in entries})

    def _exact_entry(self, x: Expr) -> Expr:
        """The outcome that a point of a sample is, or another number of a family."""
        name, rows = x.base.name, [self.integer(i, {}) for i in x.indices]
        values = self.world.families.get(row_name(name, *rows[:-1]), ())
        if not 1 <= rows[-1] <= len(values):
            raise NotEvaluable(f"no value for {x}")
        return _rational(values[rows[-1] - 1])

    def power(self, e: Expr) -> Code:
        """x to the y, with integer powers and square roots exact."""
        base, exponent = e.args
        if base == EULER:
            return self.exponential(exponent)
        b = self._compile(base)
        if exponent.is_Integer and exponent < 0 and isinstance(base, factorial):
            return self._inverse_factorial(base.args[0], b, int(exponent))
        if exponent.is_Integer:
            return lambda env: self._raised(b(env), int(exponent))
        if exponent.is_Rational and exponent.q == 2:
            return lambda env: self._raised(self.field.sqrt(b(env)), int(exponent.p))
        if exponent.is_integer and not exponent.free_symbols & set(self.fixed):
            return lambda env: self._raised(b(env), self.integer(exponent, env))
        return lambda env: self.field.power(b(env), self._go(exponent, env))

    def _inverse_factorial(self, n: Expr, factorial_: Code, power: int) -> Code:
        """1/n!, which is 0 for n = -1, -2, …"""

        def code(env: Env) -> Any:
            if n.is_integer and self.integer(n, env) < 0:
                return self.field.zero
            return self._raised(factorial_(env), power)

        return code

    def _raised(self, x: Any, n: int) -> Any:
        return x**n if n >= 0 else self.field.one / x**-n

    def exponential(self, exponent: Expr) -> Code:
        """The exponential of an expression."""
        code, exp_ = self._compile(exponent), self.field.exp
        return lambda env: exp_(code(env))

    def product(self, e: Expr) -> Code:
        """A product; logarithms come last, so that an exact zero decides it: 0·log 0 = 0."""
        plain, logs = sift(e.args, _is_logarithmic, binary=True)[::-1]
        codes = [self._compile(a) for a in plain]

        def code(env: Env) -> Any:
            value = self.field.one
            for c in codes:
                value = value * c(env)
            return self._times_logs(value, logs, env) if logs else value

        return code

    def _times_logs(self, value: Any, factors: list[Expr], env: Env) -> Any:
        """An exact zero times a polynomial in logarithms is 0, even where a logarithm is of 0.

        It has no value where an exponent below a logarithm has none: x log exp(1/x) at x = 0.
        """
        if self.field.is_zero(value) and all(map(_is_log_polynomial, factors)):
            for power in (e for f in factors for e in _powers_of_e(f)):
                self._go(power, env)
            return self.field.zero
        for f in factors:
            value = value * self._go(f, env)
        return value

    def log(self, e: Expr) -> Code:
        """log, with the exponentials among the factors taken out: log(a exp u) = log a + u."""
        factors = Mul.make_args(e.args[0])
        exponents = [self._compile(f.args[0]) for f in factors if isinstance(f, exp)]
        rest = self._compile(Mul(*[f for f in factors if not isinstance(f, exp)]))
        log_, total = self.field.log, self.field.total
        return lambda env: total([log_(rest(env)), *(u(env) for u in exponents)])

    def delta(self, e: Expr, env: Env) -> Any:
        """1 where two indices are equal."""
        i, j = (self.integer(a, env) for a in e.args)
        return self.field.rational(int(i == j))

    def sum(self, e: Expr, env: Env) -> Any:
        """A finite sum, unrolled; a series with a bound of its rest."""
        if len(e.limits) == 1 and e.limits[0][2] == oo and e.limits[0][1].is_Integer:
            return self._series(e.function, e.limits[0][0], int(e.limits[0][1]), env)
        self._require_fading(e)
        return self._total(e.function, list(e.limits), env, self._outcomes)

    def _series(self, body: Expr, n: Symbol, first: int, env: Env) -> Any:
        """The sum over n from the first on."""
        try:
            count, rest = terms_and_rest(self, body, n, env)
        except NoBound as reason:
            raise NotEvaluable(f"a series: {reason}") from None
        self.spend(count)
        value = self.field.total(self._go(body, {**env, n: k}) for k in range(first, count))
        return self.field.widen(value, rest)

    def integral(self, e: Expr, env: Env) -> Any:
        """An integral over the line in the model of cells."""
        self._require_fading(e)
        volume = self.field.number(self.world.width ** len(e.limits))
        return self._total(e.function, list(e.limits), env, self._cells) * volume

    def _require_fading(self, e: Expr) -> None:
        """A sum or integral over everything is one over the cells only of what fades outside."""
        for x, *ends in e.limits:
            if ends == [-oo, oo] and not fades(e.function, x, self.world.given):
                raise NotEvaluable(f"no law makes this fade far out: {e.function}")

    def _total(self, body: Expr, limits: list[Any], env: Env, points: Callable[..., range]) -> Any:
        if not limits:
            return self._go(body, env)
        *inner, (var, lo, hi) = limits
        over = points(lo, hi, env)
        self.spend(len(over))
        return self.field.total(self._total(body, inner, {**env, var: k}, points) for k in over)

    def spend(self, terms: int) -> None:
        """Refuse an evaluation that sums too many terms."""
        self.world.work += terms
        if self.world.work > self.world.most_work:
            raise NotEvaluable(f"more than {self.world.most_work} terms of sums")

    def _outcomes(self, lo: Expr, hi: Expr, env: Env) -> range:
        if (lo, hi) == (-oo, oo):
            return self.world.support
        first, last = self.integer(lo, env), self.integer(hi, env)
        return range(first, min(last, first + self.world.most_work) + 1)  # more are refused

    def _cells(self, lo: Expr, hi: Expr, env: Env) -> range:
        if self.world.line:
            raise NotEvaluable("an integral with x outside densities: write it as an expectation")
        if (lo, hi) != (-oo, oo):
            raise NotEvaluable(f"integral from {lo} to {hi}")
        return range(self.world.cells)


@lru_cache(maxsize=256)
def _declared(given: tuple[Assumption, ...]) -> dict[str, Assumption]:
    """The assumptions by the names that they declare."""
    return {name: a for a in given for name in a.names}


def _always(x: Any) -> Code:
    return lambda env: x


def _is_logarithmic(e: Expr) -> bool:
    """Whether a logarithm that may be of 0 occurs; 1/log 2 is a number like others."""
    return bool(e.has(log) and e.free_symbols)


def _powers_of_e(e: Expr) -> Iterator[Expr]:
    """The exponentials in an expression that no operator encloses."""
    if isinstance(e, exp):
        yield e
    elif isinstance(e, (Add, Mul, Pow, log)):
        for a in e.args:
            yield from _powers_of_e(a)


def _is_log_polynomial(e: Expr) -> bool:
    """Whether the only values it may lack are logarithms of 0."""
    if isinstance(e, log):
        return True
    if isinstance(e, Pow):
        return e.exp.is_Integer and e.exp > 0 and _is_log_polynomial(e.base)
    if isinstance(e, (Add, Mul)):
        return all(_is_log_polynomial(a) if a.has(log) else not _has_pole(a) for a in e.args)
    return False


def _has_pole(e: Expr) -> bool:
    """Whether the expression may be unbounded where its parts are not."""
    quotient = any(not p.exp.is_nonnegative for p in e.atoms(Pow))
    return quotient or bool(e.has(gamma, loggamma, digamma, polygamma))


def is_exact(v: Any) -> bool:
    """Whether a value is an exact rational."""
    return isinstance(v, (int, Fraction))


def carried(env: Env, lift: Callable[[Any], Any]) -> Env:
    """The values of bound variables over a field above; exact ones stay what they are."""

    def up(v: Any) -> Any:
        return v if is_exact(v) else [*map(lift, v)] if isinstance(v, list) else lift(v)

    return {k: up(v) for k, v in env.items()}


def _rational(v: Any) -> Any:
    return Rational(v.numerator, v.denominator)


def _unary(name: str) -> Callable[[Arithmetic, Expr, Env], Any]:
    return lambda ev, e, env: getattr(ev.field, name)(ev._go(e.args[0], env))


def _fold(name: str) -> Callable[[Arithmetic, Expr, Env], Any]:
    def rule(ev: Arithmetic, e: Expr, env: Env) -> Any:
        first, *rest = (ev._go(a, env) for a in e.args)
        for x in rest:
            first = getattr(ev.field, name)(first, x)
        return first

    return rule


CONSTANTS: dict[Any, Callable[[Field[Any]], Any]] = {
    PI: lambda f: f.pi,
    EULER: lambda f: f.e,
    EulerGamma: lambda f: -f.digamma(f.one),
    oo: lambda f: f.infinity,
    -oo: lambda f: -f.infinity,
}

HOT: tuple[tuple[Any, Callable[[Arithmetic, Any], Code]], ...] = (
    (Symbol, Arithmetic.symbol),
    (Add, Arithmetic.addition),
    (Mul, Arithmetic.product),
    (Pow, Arithmetic.power),
    (exp, lambda ev, e: ev.exponential(e.args[0])),
    (log, Arithmetic.log),
    (Kernel, lambda ev, e: ev._compile(e.definition())),
)


def _binomial(ev: Arithmetic, n: Any, k: Any) -> Any:
    gamma_ = ev.field.gamma
    return gamma_(n + 1) / (gamma_(k + 1) * gamma_(n - k + 1))


def _hyperbolic(ev: Arithmetic, e: Expr, env: Env, sign: int) -> Any:
    grown = ev.field.exp(ev._go(e.args[0], env))
    return (grown + sign * (ev.field.one / grown)) / 2


Arithmetic.rules = (
    (KroneckerDelta, Arithmetic.delta),
    (Sum, Arithmetic.sum),
    (Integral, Arithmetic.integral),
    (Max, _fold("maximum")),
    (Min, _fold("minimum")),
    (Abs, _unary("abs")),
    (erf, _unary("erf")),
    (loggamma, _unary("loggamma")),
    (gamma, _unary("gamma")),
    (factorial, lambda ev, e, env: ev.field.gamma(ev._go(e.args[0], env) + 1)),
    (binomial, lambda ev, e, env: _binomial(ev, *(ev._go(a, env) for a in e.args))),
    (digamma, _unary("digamma")),
    (
        polygamma,
        lambda ev, e, env: ev.field.polygamma(int(e.args[0]), ev._go(e.args[1], env)),
    ),
    (sin, _unary("sin")),
    (cos, _unary("cos")),
    (tanh, _unary("tanh")),
    (sinh, lambda ev, e, env: _hyperbolic(ev, e, env, -1)),
    (cosh, lambda ev, e, env: _hyperbolic(ev, e, env, 1)),
)
