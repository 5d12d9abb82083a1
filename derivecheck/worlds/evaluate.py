r"""The second interpreter: an expression of a statement, evaluated in one exact world.

It walks the tree and computes heads such as KL from the laws themselves through the numeric core,
over whichever number type it is given (Arb balls, 50 digits, dual numbers).  It shares nothing with
the prover: it never calls `unfold`, never differentiates symbolically, never uses a fact.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any, ClassVar

from sympy import Abs, Add, Dummy, Expr, Indexed, Integral, Mul, Pow, Symbol, Tuple, log, sift
from sympy.core.function import AppliedUndef

from derivecheck.language.functionals import (
    CE,
    JS,
    KL,
    At,
    Expectation,
    Functional,
    H,
    Partial,
    Routine,
)
from derivecheck.language.laws.dirichlet import Dirichlet, logs_of_coordinates
from derivecheck.language.laws.finite import FiniteLaw, Mixture, Table
from derivecheck.language.laws.line import Density
from derivecheck.language.laws.named import NamedLaw
from derivecheck.language.measures import Integers, Law, Measure, Outcomes, Space
from derivecheck.numeric import classification, coding, finite, line, programs, simplex
from derivecheck.numeric import laws as numeric_laws
from derivecheck.numeric.dual import DualField
from derivecheck.numeric.field import Field, OutOfDomain
from derivecheck.numeric.law import Kinked
from derivecheck.numeric.powers import PowerOf
from derivecheck.terms.kernels import open_kernels
from derivecheck.worlds.arithmetic import Env, NotEvaluable, Rules, carried
from derivecheck.worlds.fading import fades_under
from derivecheck.worlds.improper import is_elementary
from derivecheck.worlds.majorants import majorant_of
from derivecheck.worlds.undefined import Undefined
from derivecheck.worlds.witnesses import WITNESSES


class Evaluator(Undefined):
    """Values of expressions in one world over one field."""

    def partial(self, e: Expr, env: Env) -> Any:
        """The derivative, by dual numbers from the definition."""
        inner, expr, lifted = self.differentiated(e, env)
        result = inner._go(expr, lifted)
        if expr.has(Functional):  # nothing else is infinite
            self._require_finite(result.value)
        return result.slope

    def _require_finite(self, value: Any) -> None:
        """An infinite value has no derivative."""
        f = self.field
        if not (f.certainly_less(value, f.infinity) and f.certainly_less(-f.infinity, value)):
            certain = f.radius(value) == 0
            raise OutOfDomain("no derivative where the value is infinite", certain=certain)

    def differentiated(self, e: Expr, env: Env) -> tuple[Any, Expr, Env]:
        """An evaluator over dual numbers whose slopes are the derivatives that e asks for."""
        expr, wrt = _with_symbol(*e.args)
        dual = DualField(self.field)
        key = (wrt.base.name, self.integer(wrt.indices[0], env)) if wrt.is_Indexed else wrt
        at = dual.variable(self._go(e.args[1], env))
        fixed = {k: dual.lift(v) for k, v in self.fixed.items()}
        lifted = carried({k: v for k, v in env.items() if k != wrt}, dual.lift)
        return Evaluator(dual, self.world, {**fixed, key: at}), expr, lifted

    def at(self, e: Expr, env: Env) -> Any:
        """An expression with the entries of a family given by other expressions."""
        expr, family, values = e.args
        size = self.integer(family.size, env)
        entries = {(family.name, k): self._go(values(k), env) for k in range(1, size + 1)}
        return Evaluator(self.field, self.world, {**self.fixed, **entries})._go(expr, env)

    def entropy(self, e: Expr, env: Env) -> Any:
        """H from the probabilities or the density."""
        (p,) = e.args
        if isinstance(p, Dirichlet):
            return self._on_simplex(p, env).entropy()
        if self._is_finite(p):
            values = self.probabilities(p, env)
            return finite.cross_entropy(self.field, self._masses(p, values), values)
        return line.entropy_density(self.field, self.line_law(p, env))

    def divergence(self, e: Expr, env: Env) -> Any:
        """CE, KL or JS from the probabilities or the densities."""
        p, q = e.args
        if isinstance(p, Dirichlet):
            return self._between_dirichlets(e, env)
        on_outcomes, on_line = DIVERGENCES[type(e)]
        if self._is_finite(p):
            over = self.probabilities(p, env)
            if isinstance(e, JS):
                other = self.probabilities(q, env)
            else:
                other = self._where_weighted(q, over, env)
            if not isinstance(e, CE):
                other = self._masses(q, other)
            return on_outcomes(self.field, self._masses(p, over), other)
        if not isinstance(e, CE) and self._is_same(p, q):
            return self.field.zero
        return on_line(self.field, self.line_law(p, env), self.line_law(q, env))

    def _is_same(self, p: Law, q: Law) -> bool:
        """Whether two laws are one: log p - log q is then exactly 0."""
        varies = (p.free_symbols | q.free_symbols) & self.fixed.keys()
        return p == q or (not varies and bool(self.world.exact(p) == self.world.exact(q)))

    def _between_dirichlets(self, e: Expr, env: Env) -> Any:
        """CE or KL of Dirichlet laws."""
        if not isinstance(e, (CE, KL)) or not isinstance(e.args[1], Dirichlet):
            raise NotEvaluable(f"no quadrature over the simplex for {e}")
        p, q = (self._on_simplex(law, env) for law in e.args)
        return p.cross_entropy(q) if isinstance(e, CE) else p.kl(q)

    def _on_simplex(self, law: Dirichlet, env: Env) -> simplex.Dirichlet[Any]:
        """A Dirichlet law as a law of the numeric core; one of this world is integrated once."""
        alpha, size = law.concentrations, self.integer(law.size, env)
        if not any((alpha.name, k) in self.fixed for k in range(1, size + 1)):
            return _dirichlet(self.field, self.world.families[alpha.name])
        return simplex.Dirichlet(self.field, [self._go(alpha[k], env) for k in range(1, size + 1)])

    def _simplex_mean(self, law: Dirichlet, slot: Symbol, body: Expr, env: Env) -> Any:
        """The mean of an affine function of the logarithms of the coordinates."""
        logs, opened = logs_of_coordinates(body, slot)
        mass, means = self._on_simplex(law, env).moments

        def at(values: list[Any]) -> Any:
            entries = {(str(logs), k): v for k, v in enumerate(values, 1)}
            return Evaluator(self.field, self.world, {**self.fixed, **entries})._go(opened, env)

        constant = at([self.field.zero] * len(means))
        return at(means) + constant * (mass - 1)

    def expectation(self, e: Expectation, env: Env) -> Any:
        """The mean of a function under a law."""
        slot, body, law = e.args[1], open_kernels(e.args[2]), e.law
        if isinstance(law, Dirichlet):
            return self._simplex_mean(law, slot, body, env)
        if self._is_finite(law):
            return self._mean(law, slot, body, env)
        body, parts = self._hoisted(body, slot, env)
        env = {**env, **parts}
        over = self.line_law(law, env)
        majorant = majorant_of(self, body, slot, env, over)
        if majorant is None:
            return self._written_out(law, slot, body, env)
        kinks = [self._go(c, env) for c in _kinks(body, slot)]
        f = self._between_kinks(body, slot, env)
        return line.expectation(self.field, over, f, majorant, kinks=kinks)

    def _written_out(self, law: Law, slot: Symbol, body: Expr, env: Env) -> Any:
        """The mean as an integral over the space of the law, whose density is elementary."""
        whole = law.space.functional(lambda x: body.xreplace({slot: x}) * law.at(x))
        ends = whole.limits[0][1:] if isinstance(whole, Integral) else ()
        if not ends or not is_elementary(law.at(slot) * body, slot):
            raise NotEvaluable(f"no bound of the integrand far out: {body}")
        return self.improper(law.at(slot) * body, slot, env).over(*ends)

    def _between_kinks(self, body: Expr, slot: Symbol, env: Env) -> Kinked[Any]:
        """The integrand; between the kinks every |x - c| is x - c or c - x."""

        def code_of(e: Expr) -> Callable[[Any], Any]:
            code = self._compile(e)
            return lambda x: code({**env, slot: x})

        def branch(x: Any) -> Callable[[Any], Any] | None:
            signs = {a: self._sign(a.args[0], {**env, slot: x}) for a in _distances(body, slot)}
            opened = body.xreplace({a: s * a.args[0] for a, s in signs.items()})
            return code_of(opened) if all(signs.values()) else None

        return Kinked(code_of(body), branch)

    def _sign(self, e: Expr, env: Env) -> int:
        """The sign of a value, or 0 where it cannot be told."""
        x, zero = self._go(e, env), self.field.zero
        return int(self.field.certainly_less(zero, x)) - int(self.field.certainly_less(x, zero))

    def _mean(self, law: Law, slot: Symbol, body: Expr, env: Env) -> Any:
        """A finite mean; where the probability is 0 the function need not have a value."""
        if not isinstance(law.space, Outcomes) and not fades_under(
            law, body, slot, self.world.given
        ):
            raise NotEvaluable(f"the mean may be infinite: {body}")
        weights = self._masses(law, self.probabilities(law, env))
        terms = [
            w * self._go(body, {**env, slot: k})
            for w, k in zip(weights, self.points(law.space, env), strict=True)
            if not self.field.is_zero(w)
        ]
        return self.field.total(terms)

    def _hoisted(self, body: Expr, slot: Symbol, env: Env) -> tuple[Expr, Env]:
        """The integrand with every part that does not depend on the variable evaluated once."""
        values: Env = {}

        def hoist(e: Expr) -> Expr:
            if e.is_Rational:
                return e
            if not e.has(slot):
                name = Dummy()
                values[name] = self._go(e, env)
                return name
            if isinstance(e, (Add, Mul)):
                fixed, moving = sift(e.args, lambda a: a.has(slot), binary=True)[::-1]
                return e.func(*[hoist(a) for a in moving], *([hoist(e.func(*fixed))] * bool(fixed)))
            return e if not isinstance(e, (Pow, log)) else _mapped(e, hoist)

        return (hoist(body), values) if body.has(slot) else (body, values)

    def routine(self, e: Routine, env: Env) -> Any:
        """A named algorithm of the numeric core on exact data."""
        if e.name not in ROUTINES:
            raise NotEvaluable(f"no routine {e.name}")
        data = [self._data(a, env) for a in e.args[1:]]
        try:
            return ROUTINES[e.name](self.field, *data)
        except (TypeError, AttributeError, LookupError) as reason:
            raise NotEvaluable(f"{e.name} is not defined for such data: {reason}") from reason

    def _data(self, x: Any, env: Env) -> Any:
        """Nested tuples of exact rationals, and those of a finite law."""
        if isinstance(x, Tuple):
            return [self._data(a, env) for a in x]
        if isinstance(x, FiniteLaw):
            return list(self.world.families[x.name])
        value = x if self.fixed else self.rational_value(x, env)
        if not value.is_Rational:
            raise NotEvaluable(f"a routine needs rational data, not {x}")
        return Fraction(int(value.p), int(value.q))

    def _is_finite(self, law: Measure) -> bool:
        return isinstance(law.space, (Outcomes, Integers)) or not self.world.line

    def points(self, space: Space, env: Env) -> range:
        """The outcomes or cells of a space."""
        if not isinstance(space, Outcomes):
            return self.world.support if space == Integers() else range(self.world.cells)
        size = min(self.integer(space.args[0], env), self.world.most_work + 1)
        self.spend(size)
        return range(1, size + 1)

    def _masses(self, law: Measure, values: list[Any]) -> list[Any]:
        """The probabilities of outcomes, or of cells from the values of a density."""
        if isinstance(law.space, (Outcomes, Integers)) or self.world.width == 1:
            return values
        return [x * self.world.width for x in values]

    def probabilities(self, law: Measure, env: Env) -> list[Any]:
        """The values of a measure at all outcomes or cells."""
        if isinstance(law, Table):
            return [self._go(p, env) for p in law.args]
        x, at = _opened(law)
        return [self._go(at, {**env, x: k}) for k in self.points(law.space, env)]

    def _where_weighted(self, q: Measure, weights: list[Any], env: Env) -> list[Any]:
        """The values of a measure where the weights are not 0; elsewhere it need not have one."""
        if isinstance(q, Table):
            return self.probabilities(q, env)
        x, at = _opened(q)
        return [
            w if self.field.is_zero(w) else self._go(at, {**env, x: k})
            for w, k in zip(weights, self.points(q.space, env), strict=True)
        ]

    def line_law(self, law: Law, env: Env) -> Any:
        """A law on the line as a law of the numeric core."""
        if type(law) in WITNESSES:
            return WITNESSES[type(law)](self.field, *(self._go(a, env) for a in law.args))
        if isinstance(law, NamedLaw) and law.power_of is not None:
            return self._power_of(*law.power_of, env)
        if isinstance(law, Density):
            return self._normal_model(law.name, law.args[1:], env)
        if isinstance(law, Mixture):
            weights = [self._go(w, env) for w, _ in law.terms]
            return numeric_laws.Mixture(weights, [self.line_law(p, env) for _, p in law.terms])
        raise NotEvaluable(f"{type(law).__name__} on the line next to x")

    def _power_of(self, source: Law, scale: Expr, power: Expr, env: Env) -> Any:
        """The law of a power, whose exponent is exact in every world."""
        exact = self.world.exact(power)
        if not exact.is_Rational or any(s in self.fixed for s in power.free_symbols):
            raise NotEvaluable(f"the exponent {power} is not rational here")
        q = Fraction(int(exact.p), int(exact.q))
        return PowerOf(self.line_law(source, env), self._go(scale, env), q)

    rules: ClassVar[Rules] = (
        *Undefined.rules,
        (Partial, partial),
        (At, at),
        (H, entropy),
        ((CE, KL, JS), divergence),
        (Expectation, expectation),
        (Routine, routine),
    )


@lru_cache(maxsize=1024)
def _opened(law: Measure) -> tuple[Expr, Expr]:
    """A point of the space and the value of a measure there."""
    blank = law.space.variable()
    x = type(blank)("point", **blank.assumptions0)
    return x, law.at(x)


def _with_symbol(expr: Expr, wrt: Expr) -> tuple[Expr, Expr]:
    """The value f(x) by which an expression is differentiated as a symbol of its own."""
    if isinstance(wrt, (Symbol, Indexed)):
        return expr, wrt
    symbol = Dummy(real=True)
    opened = expr.xreplace({wrt: symbol}) if isinstance(wrt, AppliedUndef) else expr
    if not opened.has(symbol) or opened.has(wrt.func):
        raise NotEvaluable(f"no derivative by {wrt}")
    return opened, symbol


@lru_cache(maxsize=32)
def _dirichlet(field: Field[Any], alpha: tuple[Fraction, ...]) -> simplex.Dirichlet[Any]:
    return simplex.Dirichlet(field, field.numbers(alpha))


def _kinks(body: Expr, slot: Symbol) -> list[Expr]:
    """The points c at which the distances |x - c| in an integrand are not analytic."""
    slopes = {a.args[0]: a.args[0].diff(slot) for a in _distances(body, slot)}
    return [slot - d * s for d, s in slopes.items()]


def _distances(body: Expr, slot: Symbol) -> set[Expr]:
    """The |x - c| in an integrand."""
    return {a for a in body.atoms(Abs) if a.args[0].diff(slot) in (1, -1)}


def _mapped(e: Expr, f: Callable[[Expr], Expr]) -> Expr:
    """The power or logarithm with f applied to its base or argument."""
    return e.func(f(e.args[0]), *e.args[1:])


def _over_field(algorithm: Callable[..., Any]) -> Callable[..., Any]:
    """An exact algorithm with its result as a number of the field."""
    return lambda f, *data: f.number(algorithm(*data))


ROUTINES: dict[str, Callable[..., Any]] = {
    "huffman_length": _over_field(lambda p: coding.expected_length(p, coding.huffman_lengths(p))),
    "huffman_word_length": _over_field(lambda p, i: coding.huffman_lengths(p)[int(i) - 1]),
    "accepts_indices": _over_field(
        lambda classes, targets: int(classification.accepts_indices(int(classes), targets))
    ),
    "is_prefix_code": _over_field(
        lambda *words: int(coding.is_prefix_free(["".join(map(str, w)) for w in words]))
    ),
    "is_indented": _over_field(lambda *lines: int(programs.is_indented(lines))),
    "nll_loss": lambda f, rows, targets: classification.mean_nll(
        f, [f.numbers(row) for row in rows], [int(k) for k in targets]
    ),
    "cross_entropy": lambda f, rows, targets: classification.mean_nll(
        f,
        [classification.log_softmax(f, f.numbers(row)) for row in rows],
        [int(k) for k in targets],
    ),
    "softmax": lambda f, z, i: classification.softmax(f, f.numbers(z))[int(i) - 1],
    "log_softmax": lambda f, z, i: classification.log_softmax(f, f.numbers(z))[int(i) - 1],
}

DIVERGENCES: dict[Any, tuple[Any, Any]] = {
    CE: (finite.cross_entropy, line.cross_entropy_density),
    KL: (finite.kl, line.kl_density),
    JS: (finite.js, line.js_density),
}
