"""Values of the expressions of statements at one instance, by mpmath alone: the fuzz's witness.

It walks the tree of a statement and computes from definitions of its own: sums, integrals
(`benchmarks.fuzz.quadrature`), densities, entropies, finite differences.  Neither the worlds nor
the numeric core nor the prover has a part in it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import sympy as sp

import derivecheck.language as say
from benchmarks.fuzz import expressions
from benchmarks.fuzz.expressions import Env, Expressions
from benchmarks.fuzz.quadrature import Unknown, exp, integrate
from benchmarks.fuzz.routines import ROUTINES
from derivecheck.language.functionals import Expectation
from derivecheck.language.laws.dirichlet import Simplex
from derivecheck.language.laws.named import Naturals, UnitInterval
from derivecheck.language.measures import Integers, Line
from derivecheck.terms.kernels import Kernel

SEEN = 1e-4  # of the mass of a law: what a rule may miss
LEAST = 1e-250  # a weight below is none: its inverse would leave the range of floats


class Values(Expressions):
    """Expressions at one instance, to the digits of one level."""

    def rule(self, kind: Any) -> Callable[[Any, Any, Env], Any]:
        return _rule(kind)

    # --- laws

    def masses(self, law: Any, env: Env) -> list[tuple[int, Any]]:
        """The points and values of a measure on outcomes or integers."""
        return [(k, self.at(law, k, env)) for k in self.points(law.space, env)]

    def points(self, space: Any, env: Env) -> Any:
        if isinstance(space, say.Outcomes):
            return range(1, self.integer(space.args[0], env) + 1)
        return self.instance.support

    def at(self, law: Any, x: Any, env: Env) -> Any:
        """The mass or density of a measure at a point."""
        if isinstance(law, say.Table):
            return self.go(law.args[x - 1], env)
        if isinstance(law, (say.Normal, say.NamedLaw)):
            return exp(self.ctx, self.log_at(law, x, env))
        return self._written(law, x, env)

    def _written(self, law: Any, x: Any, env: Env) -> Any:
        if isinstance(law, say.Mixture):
            return self.ctx.fsum(self.go(w, env) * self.at(p, x, env) for w, p in law.terms)
        blank, value = opened(law)
        return self.go(value, {**env, blank: x})

    def log_at(self, law: Any, x: Any, env: Env) -> Any:
        """The logarithm of the mass or density."""
        rule = LOG_DENSITIES.get(type(law))
        if rule is None and isinstance(law, say.NamedLaw):
            blank, value = opened_log(law)
            return self.go(value, {**env, blank: x})
        if rule is None:
            return self.log_of(self.at(law, x, env))
        return rule(self.ctx, x, *(self.go(a, env) for a in law.args))

    def mean(self, law: Any, f: Callable[[Any], Any], env: Env, also: tuple[Any, ...] = ()) -> Any:
        """E f under a law; where the weight is 0, f need not have a value."""
        space = law.space

        def term(x: Any) -> Any:
            weight = self.at(law, x, env)
            return weight * f(x) if weight > LEAST else self.ctx.zero

        if isinstance(space, (say.Outcomes, Integers)):
            return self.total(term(k) for k in self.points(space, env))
        if isinstance(space, Naturals):
            return self._series(term, 0)
        if isinstance(space, Simplex):
            return self._over_simplex(law, f, env)
        marks = set().union(*(self.law_marks(p, env) for p in (law, *also)))
        how = *self.ends(space), marks, self.scale(law, env)
        if isinstance(law, say.NamedLaw):
            mass = integrate(self.level, lambda x: self.at(law, x, env), *how)
            if abs(mass - 1) > SEEN:
                raise Unknown("a law is too narrow or too wide for the rule")
        return integrate(self.level, term, *how)

    def scale(self, law: Any, env: Env) -> Any:
        """How fast a law falls off."""
        if isinstance(law, (say.Normal, say.Laplace, say.Weibull)):
            return self.go(law.args[1], env)
        if isinstance(law, (say.Exponential, say.Gamma)):
            return 1 / self.go(law.args[-1], env)
        if isinstance(law, say.Mixture):
            return max(self.scale(p, env) for _, p in law.terms)
        return self.go(law.args[0], env) if isinstance(law, say.NamedLaw) else 1

    def ends(self, space: Any) -> tuple[Any, Any]:
        """Those of the half line, the unit interval or the line."""
        lo = -self.ctx.inf if isinstance(space, Line) else self.ctx.zero
        return lo, self.ctx.one if isinstance(space, UnitInterval) else self.ctx.inf

    def law_marks(self, law: Any, env: Env) -> set[Any]:
        """The centres of a law on the line."""
        if isinstance(law, (say.Normal, say.Laplace)):
            return {self.go(law.args[0], env)}
        if isinstance(law, say.Gamma):
            shape, rate = (self.go(a, env) for a in law.args)
            return {shape / rate}
        if isinstance(law, say.Mixture):
            return set().union(*(self.law_marks(p, env) for _, p in law.terms))
        return self.marks(opened(law)[1], env)

    def _over_simplex(self, law: Any, f: Callable[[Any], Any], env: Env) -> Any:
        """The mean over two or three coordinates; a single one is 1."""
        size = self.integer(law.size, env)
        one = self.ctx.one
        alpha = [self.go(law.concentrations[k], env) for k in range(1, size + 1)]
        if size == 1:
            return f((one,))
        if size > 2:
            raise Unknown("more than two coordinates")
        log_b = self.ctx.loggamma(alpha[0]) + self.ctx.loggamma(alpha[1])
        log_b -= self.ctx.loggamma(alpha[0] + alpha[1])

        def term(x: Any, y: Any) -> Any:
            weight = (alpha[0] - 1) * self.ctx.log(x) + (alpha[1] - 1) * self.ctx.log(y) - log_b
            return exp(self.ctx, weight) * f((x, y))

        half = one / 2
        return integrate(self.level, lambda x: term(x, 1 - x), self.ctx.zero, half) + integrate(
            self.level, lambda y: term(1 - y, y), self.ctx.zero, half
        )

    # --- heads

    def entropy(self, e: Any, env: Env) -> Any:
        (p,) = e.args
        return -self.mean(p, lambda x: self.log_at(p, x, env), env)

    def cross_entropy(self, e: Any, env: Env) -> Any:
        p, q = e.args
        return -self.mean(p, lambda x: self.log_at(q, x, env), env, (q,))

    def divergence(self, e: Any, env: Env) -> Any:
        return self.relative(e.args[0], e.args[1], env)

    def relative(self, p: Any, q: Any, env: Env) -> Any:
        """E_p log(p/q)."""
        return self.mean(p, lambda x: self.log_at(p, x, env) - self.log_at(q, x, env), env, (q,))

    def jensen_shannon(self, e: Any, env: Env) -> Any:
        p, q = e.args

        def half(a: Any, b: Any) -> Any:
            def f(x: Any) -> Any:
                u, v = self.at(a, x, env), self.at(b, x, env)
                return self.ctx.log(2 * u / (u + v))

            return self.mean(a, f, env, (b,)) / 2

        return half(p, q) + half(q, p)

    def expectation(self, e: Any, env: Env) -> Any:
        slot, body = e.args[1], e.args[2]
        return self.mean(e.law, lambda x: self.go(body, {**env, slot: x}), env)

    def coordinate(self, e: Any, env: Env) -> Any:
        return self.go(e.args[1], env)[self.integer(e.args[0], env) - 1]

    def partial(self, e: Any, env: Env) -> Any:
        """A finite difference in a symbol, an entry or a value of a function."""
        expr, wrt = e.args
        key = wrt
        if isinstance(wrt, sp.Indexed):
            key = str(wrt.base.name), tuple(self.integer(i, env) for i in wrt.indices)

        def moved(x: Any) -> Any:
            free = {k: v for k, v in env.items() if k != wrt}
            return Values(self.level, self.instance, {**self.changed, key: x}).go(expr, free)

        return self.slope(moved, self.go(wrt, env))

    def at_values(self, e: Any, env: Env) -> Any:
        """Entries of a family given by other expressions."""
        expr, family, values = e.args
        size = self.integer(family.size, env)
        entries = {(family.name, (k,)): self.go(values(k), env) for k in range(1, size + 1)}
        return Values(self.level, self.instance, {**self.changed, **entries}).go(expr, env)

    def routine(self, e: Any, env: Env) -> Any:
        if e.name not in ROUTINES:
            raise Unknown(f"no routine {e.name}")
        return self.number(ROUTINES[e.name](self.ctx, *(self.data(a, env) for a in e.args[1:])))

    def data(self, x: Any, env: Env) -> Any:
        """Nested data as nested lists of numbers."""
        if isinstance(x, sp.Tuple):
            return [self.data(a, env) for a in x]
        if isinstance(x, say.Measure):
            return [m for _, m in self.masses(x, env)]
        return self.go(x, env)


@lru_cache(maxsize=256)
def opened_log(law: Any) -> tuple[Any, Any]:
    """A point of the space and the logarithm of the density that a user's own law has there."""
    blank = law.space.variable()
    return blank, law.log_at(blank)


@cache
def _rule(kind: Any) -> Callable[[Any, Any, Env], Any]:
    """The rule of a class or of the nearest class above it."""
    for above in kind.__mro__:
        if above in RULES:
            return RULES[above]
    raise Unknown(f"no rule for {kind.__name__}")


@lru_cache(maxsize=256)
def opened(law: Any) -> tuple[Any, Any]:
    """A point of the space and the value of a measure there."""
    blank = law.space.variable()
    return blank, law.at(blank)


LOG_DENSITIES: dict[Any, Callable[..., Any]] = {
    say.Normal: lambda c, x, m, s: -(((x - m) / s) ** 2) / 2 - c.log(s) - c.log(2 * c.pi) / 2,
    say.Exponential: lambda c, x, r: c.log(r) - r * x,
    say.Gamma: lambda c, x, a, r: a * c.log(r) + (a - 1) * c.log(x) - r * x - c.loggamma(a),
    say.Beta: lambda c, x, a, b: (
        (a - 1) * c.log(x)
        + (b - 1) * c.log1p(-x)
        - c.loggamma(a)
        - c.loggamma(b)
        + c.loggamma(a + b)
    ),
    say.Laplace: lambda c, x, m, b: -abs(x - m) / b - c.log(2 * b),
    say.Weibull: lambda c, x, k, s: (
        c.log(k / s) + (k - 1) * c.log(x / s) - exp(c, k * c.log(x / s))
    ),
    say.Poisson: lambda c, x, r: x * c.log(r) - r - c.loggamma(x + 1),
}
RULES: dict[Any, Callable[[Any, Any, Env], Any]] = expressions.RULES | {
    Kernel: lambda v, e, env: v.go(e.definition(), env),
    say.Coordinate: Values.coordinate,
    say.H: Values.entropy,
    say.CE: Values.cross_entropy,
    say.KL: Values.divergence,
    say.JS: Values.jensen_shannon,
    Expectation: Values.expectation,
    say.Partial: Values.partial,
    say.At: Values.at_values,
    say.Routine: Values.routine,
}
