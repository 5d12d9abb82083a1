r"""How an expression in y behaves for all y >= L: a bound of its size, and one from below.

A bound is a sum of terms C·y^k·exp(-Q(y)), with Q a sum of rational powers of y.  The coefficients
are numbers of a field; over balls every comparison is a proof, so the bounds are.

    |e| <= Σ C_i y^(k_i) exp(-Q_i(y))          `Envelopes.above`
    |e| >= c y^k exp(-Q(y)) > 0                `Envelopes.below`, one term
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import Abs, Add, Expr, Mul, Pow, cos, erf, exp, expand, log, sin, tanh
from sympy import E as EULER

SMALL = Fraction(1, 64)  # log y <= y^ε/ε
MOST_TERMS = 64
BOUNDED = (sin, cos, tanh, erf)


class NoEnvelope(Exception):
    """No bound is known."""


@dataclass(frozen=True)
class Term:
    """c·y^k·exp(-Q(y)) with c > 0; ``rates`` are the powers of Q with their coefficients."""

    size: Any
    power: Fraction
    rates: dict[Fraction, Any]

    def __mul__(self, other: Term) -> Term:
        powers = self.rates.keys() | other.rates.keys()
        rates = {p: _added(self.rates.get(p), other.rates.get(p)) for p in powers}
        return Term(self.size * other.size, self.power + other.power, rates)


def _added(x: Any, y: Any) -> Any:
    return y if x is None else x if y is None else x + y


@dataclass(frozen=True)
class Envelopes:
    """Bounds of expressions in ``y`` for y >= ``start`` >= 1; ``value`` evaluates constants."""

    field: Any
    y: Expr
    start: Any
    value: Callable[[Expr], Any]

    # --- from above

    def above(self, e: Expr) -> list[Term]:
        """Terms whose sum is at least |e|; raises NoEnvelope where none are known."""
        if not e.has(self.y):
            return [self._constant(self.field.abs(self.value(e)))]
        if e == self.y:
            return [Term(self.field.one, Fraction(1), {})]
        if isinstance(e, BOUNDED):
            return [self._constant(self.field.one)]
        if isinstance(e, Abs):
            return self.above(e.args[0])
        if isinstance(e, Add):
            return self._few([t for a in e.args for t in self.above(a)])
        if isinstance(e, Mul):
            terms = [self._constant(self.field.one)]
            for a in e.args:
                terms = self._few([s * t for s in terms for t in self.above(a)])
            return terms
        if isinstance(e, log):
            return self._log(e.args[0])
        return self._power(e)

    def _power(self, e: Expr) -> list[Term]:
        """|Σ t_i|^q <= n^q Σ |t_i|^q for q > 0; below for q < 0; exp of powers of y exactly."""
        if isinstance(e, exp) or e.as_base_exp()[0] == EULER:
            return [self._exponential(e.as_base_exp()[1])]
        if not (isinstance(e, Pow) and e.exp.is_Rational):
            raise NoEnvelope(f"no bound far out of {e}")
        q = Fraction(int(e.exp.p), int(e.exp.q))
        if q < 0:
            return [self._raised(self.below(e.base), q)]
        terms = self.above(e.base)
        factor = self.field.power(self.field.rational(len(terms)), self.field.number(q))
        return [self._raised(t, q, factor) for t in terms]

    def _raised(self, t: Term, q: Fraction, factor: Any = None) -> Term:
        size = self.field.power(t.size, self.field.number(q))
        rates = {p: self.field.number(q) * c for p, c in t.rates.items()}
        return Term(size if factor is None else factor * size, q * t.power, rates)

    def _exponential(self, exponent: Expr) -> Term:
        """exp of a sum of rational powers of y; a power <= 0 of y is bounded by its value at L."""
        size = self.field.one
        rates: dict[Fraction, Any] = {}
        for term in Add.make_args(expand(exponent)):
            c, rest = term.as_independent(self.y, as_Add=False)
            base, power = rest.as_base_exp()
            if rest == 1:
                size = size * self.field.exp(self.value(c))
            elif base == self.y and power.is_Rational:
                p = Fraction(int(power.p), int(power.q))
                rates[p] = _added(rates.get(p), -self.value(c))
            else:
                raise NoEnvelope(f"no bound far out of exp({exponent})")
        return Term(size, Fraction(0), rates)

    def _log(self, e: Expr) -> list[Term]:
        """|log e| from bounds of e on both sides: log n + Σ |log t_i| + |log t| bounds it."""
        if isinstance(e, (Mul, exp)) or e == self.y:
            factors = Mul.make_args(e)
            if len(factors) > 1:
                return self._few([t for f in factors for t in self._log(f)])
            return self._size_of_log(self.above(e)[0])
        if isinstance(e, Pow) and e.exp.is_Rational:
            scale = self._constant(self.field.abs(self.value(e.exp)))
            return [scale * t for t in self._log(e.base)]
        above = self.above(e)
        count = self._constant(self.field.log(self.field.rational(len(above))))
        sizes = (t for s in (*above, self.below(e)) for t in self._size_of_log(s))
        return self._few([count, *sizes])

    def _size_of_log(self, t: Term) -> list[Term]:
        """|log c| + |k| log y + |Q|."""
        if not self.field.certainly_positive(t.size):
            raise NoEnvelope("the logarithm of what may vanish")
        logs = [self._constant(self.field.abs(self.field.log(t.size)))]
        if t.power:
            logs.append(Term(self.field.number(abs(t.power) / SMALL), SMALL, {}))
        return logs + [Term(self.field.abs(c), p, {}) for p, c in t.rates.items()]

    # --- from below

    def below(self, e: Expr) -> Term:
        """One positive term that |e| is never less than; raises NoEnvelope where none is known."""
        if not e.has(self.y):
            size = self.field.abs(self.value(e))
            if not self.field.certainly_positive(size):
                raise NoEnvelope(f"{e} may vanish")
            return self._constant(size)
        if e == self.y or isinstance(e, exp) or e.as_base_exp()[0] == EULER:
            return self.above(e)[0]
        if isinstance(e, Abs):
            return self.below(e.args[0])
        if isinstance(e, Mul):
            product = self._constant(self.field.one)
            for a in e.args:
                product = product * self.below(a)
            return product
        if isinstance(e, Pow) and e.exp.is_Rational and e.exp.is_positive:
            return self._raised(self.below(e.base), Fraction(int(e.exp.p), int(e.exp.q)))
        if isinstance(e, Add):
            return self._dominant(e.args)
        raise NoEnvelope(f"no bound from below of {e}")

    def _dominant(self, terms: Iterable[Expr]) -> Term:
        """One term of a sum, less what part of it the others can take away."""
        terms = list(terms)
        for k, e in enumerate(terms):
            try:
                own = self.below(e)
                others = [t for a in terms[:k] + terms[k + 1 :] for t in self.above(a)]
                part = self.field.total(self._largest(t, own) for t in others)
            except NoEnvelope:
                continue
            left = self.field.one - part
            if self.field.certainly_positive(left):
                return Term(own.size * left, own.power, own.rates)
        raise NoEnvelope("no term outweighs the others")

    def _largest(self, t: Term, own: Term) -> Any:
        """A bound of t/own for y >= L; the quotient must fall, or be constant."""
        quotient = t * self._raised(own, Fraction(-1))
        size = quotient.size * self.at_start(quotient.power) * self._small_rates(quotient.rates)
        if quotient.power <= 0 and not self._growing(quotient.rates):
            return size
        rate, p = self.leading(quotient.rates)
        if not self.field.certainly_positive(rate * p * self.at_start(p) - quotient.power):
            raise NoEnvelope("a quotient that may grow")
        return size * self.field.exp(-rate * self.at_start(p))

    # --- exponents

    def leading(self, rates: dict[Fraction, Any]) -> tuple[Any, Fraction]:
        """(d, p) with Q(y) >= d y^p for y >= L, up to powers of y <= 0; d, p > 0.

        The other powers of Q are at most L^(q-p) y^p each.
        """
        growing = self._growing(rates)
        if not growing:
            raise NoEnvelope("it does not fade")
        p = max(growing)
        lost = (self.field.abs(rates[q]) * self.at_start(q - p) for q in growing if q != p)
        rate = rates[p] - self.field.total(lost)
        if not self.field.certainly_positive(rate):
            raise NoEnvelope("it does not fade")
        return rate, p

    def _growing(self, rates: dict[Fraction, Any]) -> list[Fraction]:
        return [p for p, c in rates.items() if p > 0 and not self.field.is_zero(c)]

    def _small_rates(self, rates: dict[Fraction, Any]) -> Any:
        """A bound of exp of the powers of y <= 0 of -Q."""
        sizes = (self.field.abs(c) * self.at_start(p) for p, c in rates.items() if p <= 0)
        return self.field.exp(self.field.total(sizes))

    def at_start(self, p: Fraction) -> Any:
        """L to the power p."""
        return self.field.power(self.start, self.field.number(p)) if p else self.field.one

    def tail(self, t: Term) -> Any:
        """A bound of the integral of a term over y >= L; raises NoEnvelope where it may diverge."""
        power, size = t.power, t.size * self._small_rates(t.rates)
        if self.field.is_zero(t.size):
            return size
        if not self._growing(t.rates):
            if power >= -1:
                raise NoEnvelope("it does not fade")
            return size * self.at_start(power + 1) / -(power + 1)
        rate, p = self.leading(t.rates)
        if power < 0:  # y^k <= L^k
            size, power = size * self.at_start(power), Fraction(0)
        s = (power + 1) / p
        order, reach = self.field.number(s), rate * self.at_start(p)
        scale = self.field.power(rate, -order) / p
        return size * scale * self.field.upper_gamma(order, reach)

    def _constant(self, size: Any) -> Term:
        return Term(size, Fraction(0), {})

    def _few(self, terms: list[Term]) -> list[Term]:
        if len(terms) > MOST_TERMS:
            raise NoEnvelope("too many terms")
        return terms
