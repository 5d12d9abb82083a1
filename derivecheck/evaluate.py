r"""The second interpreter: an expression of a statement, evaluated in one exact world.

It walks the tree and computes heads such as KL from the laws themselves through the numeric core,
over whichever number type it is given (Arb balls, 50 digits, dual numbers).  It shares nothing with
the prover: it never calls `unfold`, never differentiates symbolically, never uses a fact.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from sympy import (
    Abs,
    Add,
    Dummy,
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
    Tuple,
    cos,
    cosh,
    digamma,
    erf,
    exp,
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
from sympy.core.function import AppliedUndef

from derivecheck.assumptions import RealFunction
from derivecheck.functionals import CE, JS, KL, At, Expectation, H, Partial, Routine
from derivecheck.laws import (
    Density,
    Joint,
    Law,
    Measure,
    Mixture,
    Normal,
    Outcomes,
    PushForward,
    Table,
)
from derivecheck.numeric import classification, coding, finite, line
from derivecheck.numeric import laws as numeric_laws
from derivecheck.numeric.dual import DualField
from derivecheck.numeric.field import Field
from derivecheck.worlds import World

Env = dict[Symbol, Any]


class NotEvaluable(Exception):
    """The evaluator has no meaning for a part of the expression; the message names it."""


class Evaluator:
    """Values of expressions in one world over one field.

    ``fixed`` overrides symbols and entries, which is how derivatives enter.
    """

    def __init__(self, field: Field[Any], world: World, fixed: dict[Any, Any] | None = None):
        self.field = field
        self.world = world
        self.fixed = fixed or {}
        self.declared = {n: a for a in world.given for n in a.names}

    def value(self, expr: Expr, env: Env | None = None) -> Any:
        """The value of the expression; raises NotEvaluable, ArithmeticError."""
        return self.field.defined(self._go(expr, env or {}))

    # --- the tree

    def _go(self, e: Expr, env: Env) -> Any:
        if e.is_Rational:
            return self.field.rational(int(e.p), int(e.q))
        for kind, rule in RULES:
            if isinstance(e, kind):
                return rule(self, e, env)
        if e in CONSTANTS:
            return CONSTANTS[e](self.field)
        raise NotEvaluable(f"no value for {type(e).__name__}: {e}")

    def symbol(self, s: Symbol, env: Env) -> Any:
        """A bound variable, a fixed symbol or a number of the world."""
        if s in env:
            return self._number(env[s])
        if s in self.fixed:
            return self.fixed[s]
        if s in self.world.numbers:
            return self.field.number(self.world.numbers[s])
        raise NotEvaluable(f"no value for the symbol {s}")

    def _number(self, x: Any) -> Any:
        return self.field.number(x) if isinstance(x, (int, Fraction)) else x

    def integer(self, e: Expr, env: Env) -> int:
        """The value of an index or limit."""
        table = {s: v for s, v in {**self.world.numbers, **env}.items() if _is_exact(v)}
        value = e.xreplace({s: _rational(v) for s, v in table.items()})
        if not value.is_Integer:
            raise NotEvaluable(f"{e} is not an integer here")
        return int(value)

    def power(self, e: Expr, env: Env) -> Any:
        """x to the y, with integer powers and square roots exact."""
        base, exponent = e.args
        if base == EULER:
            return self.field.exp(self._go(exponent, env))
        b = self._go(base, env)
        if exponent.is_Integer:
            n = int(exponent)
            return b**n if n >= 0 else self.field.one / b**-n
        if exponent.is_Rational and exponent.q == 2:
            root = self.field.sqrt(b)
            n = int(exponent.p)
            return root**n if n >= 0 else self.field.one / root**-n
        return self.field.power(b, self._go(exponent, env))

    def product(self, e: Expr, env: Env) -> Any:
        """A product; an exact zero factor decides it, so that 0·log 0 = 0 as in the core."""
        value = self.field.one
        for a in sorted(e.args, key=lambda a: isinstance(a, log)):
            if isinstance(a, log) and self.field.is_zero(value):
                return self.field.zero
            value = value * self._go(a, env)
        return value

    def log(self, e: Expr, env: Env) -> Any:
        """log, with the exponentials among the factors taken out: log(a exp u) = log a + u."""
        factors = Mul.make_args(e.args[0])
        exponents = [f.args[0] for f in factors if isinstance(f, exp)]
        rest = Mul(*[f for f in factors if not isinstance(f, exp)])
        value = self.field.log(self._go(rest, env))
        return self.field.total([value, *(self._go(u, env) for u in exponents)])

    def delta(self, e: Expr, env: Env) -> Any:
        """1 where two indices are equal."""
        i, j = (self.integer(a, env) for a in e.args)
        return self.field.rational(int(i == j))

    def sum(self, e: Expr, env: Env) -> Any:
        """A finite sum, unrolled."""
        return self._total(e.function, list(e.limits), env, self._outcomes)

    def integral(self, e: Expr, env: Env) -> Any:
        """An integral over the line in the model of cells."""
        return self._total(e.function, list(e.limits), env, self._cells)

    def _total(self, body: Expr, limits: list[Any], env: Env, points: Callable[..., range]) -> Any:
        if not limits:
            return self._go(body, env)
        *inner, (var, lo, hi) = limits
        return self.field.total(
            self._total(body, inner, {**env, var: k}, points) for k in points(lo, hi, env)
        )

    def _outcomes(self, lo: Expr, hi: Expr, env: Env) -> range:
        return range(self.integer(lo, env), self.integer(hi, env) + 1)

    def _cells(self, lo: Expr, hi: Expr, env: Env) -> range:
        if self.world.line:
            raise NotEvaluable("an integral with x outside densities: write it as an expectation")
        if (lo, hi) != (-oo, oo):
            raise NotEvaluable(f"integral from {lo} to {hi}")
        return range(self.world.cells)

    # --- undefined functions and families

    def entry(self, e: Expr, env: Env) -> Any:
        """An entry p[i] of a finite law or family."""
        name, (index,) = str(e.base), e.indices
        i = self.integer(index, env)
        if (name, i) in self.fixed:
            return self.fixed[name, i]
        values = self.world.families[name]
        if not 1 <= i <= len(values):
            raise NotEvaluable(f"{e}: index {i} out of range")
        return self.field.number(values[i - 1])

    def undefined(self, e: Expr, env: Env) -> Any:
        """A value of an undefined function or density."""
        name = e.func.__name__
        owner = self.declared.get(name)
        if isinstance(owner, Joint):
            return self._joint(owner, name, [self.cell(a, env) for a in e.args])
        if isinstance(owner, Density):
            return self._density(name, e.args, env)
        if isinstance(owner, RealFunction):
            return self._function(owner, e.args, env)
        if isinstance(owner, PushForward) and name == owner.name:
            return self._image(owner, self.cell(e.args[0], env))
        key = tuple(self.integer(a, env) for a in e.args)
        entry = self.world.entries.get(name, {}).get(key)
        if entry is None:
            raise NotEvaluable(f"no value for {e}")
        return self.field.number(entry[0])

    def cell(self, a: Expr, env: Env) -> int:
        """The cell that a point variable is in."""
        owner = self._generator(a)
        if owner:
            return self.world.image_cell(owner.map_name, self.cell(a.args[0], env))
        value: Any = env.get(a, self.world.numbers.get(a))
        if self.world.line or not _is_exact(value):
            raise NotEvaluable(f"{a} is no cell of the line")
        return int(value)

    def _is_point(self, a: Expr) -> bool:
        """Whether an argument is a point of the line rather than a parameter."""
        if self._generator(a):
            return True
        return a.is_Symbol and (type(a) is not Symbol) and a.is_integer is not True

    def _generator(self, a: Expr) -> PushForward | None:
        """The law that a point G(z) comes from."""
        owner = self.declared.get(a.func.__name__) if isinstance(a, AppliedUndef) else None
        return owner if isinstance(owner, PushForward) and a.func.__name__ != owner.name else None

    def _image(self, law: PushForward, x: int) -> Any:
        """The probability that G(z) is in cell x."""
        if self.world.line:
            raise NotEvaluable(f"the law of {law.map_name}(z) next to x")
        p = self.world.law_entries(law.source.name, ())
        hits = [p[z] for z in range(len(p)) if self.world.image_cell(law.map_name, z) == x]
        return self.field.number(sum(hits, Fraction(0)))

    def _split(self, args: tuple[Expr, ...], env: Env) -> tuple[tuple[int, ...], list[Any]]:
        """Cells and values of parameters."""
        points = tuple(self.cell(a, env) for a in args if self._is_point(a))
        return points, [self._go(a, env) for a in args if not self._is_point(a)]

    def _joint(self, joint: Joint, name: str, cells: list[int]) -> Any:
        m = self.world.cells
        table = self.world.entries.setdefault(joint.name, {})
        if () not in table:
            table[()] = self.world.draw_law(m * m, False, 0, joint.name)
        flat = table[()]
        if name == joint.name:
            return self.field.number(flat[cells[0] * m + cells[1]])
        rows = range(m)
        if name.endswith("_x"):
            return self.field.number(sum((flat[cells[0] * m + k] for k in rows), Fraction(0)))
        return self.field.number(sum((flat[k * m + cells[0]] for k in rows), Fraction(0)))

    def _density(self, name: str, args: tuple[Expr, ...], env: Env) -> Any:
        if self.world.line:
            law = self._normal_model(name, args[1:], env)
            return law.density(self.field)(self._go(args[0], env))
        x, (conditions, parameters) = self.cell(args[0], env), self._split(args[1:], env)
        base = self.world.law_entries(name, conditions)
        if not parameters:
            return self.field.number(base[x])
        slopes = self.world.coefficients(f"{name}'", conditions, "positive")
        weights = [
            self.field.number(p) + self.field.number(slopes[k % 3] * (k + 1)) * t * t
            for k, p in enumerate(base)
            for t in parameters[:1]
        ]
        return weights[x] / self.field.total(weights)

    def _normal_model(self, name: str, conditions: tuple[Expr, ...], env: Env) -> Any:
        if conditions:
            raise NotEvaluable("a conditional density with x outside densities")
        mean, _, _ = self.world.coefficients(f"{name}.mean", (), "real")
        sigma, _, _ = self.world.coefficients(f"{name}.sigma", (), "positive")
        return numeric_laws.Normal(self.field.number(mean), self.field.number(sigma))

    def _function(self, f: RealFunction, args: tuple[Expr, ...], env: Env) -> Any:
        if self.world.line and f.sign == "unit":
            raise NotEvaluable(f"{f.name} with values in (0, 1) next to x")
        if self.world.line:
            kind = "positive" if f.sign == "positive" else "real"
            c = [self.field.number(v) for v in self.world.coefficients(f.name, (), kind)]
            x = self._go(args[0], env)
            return c[0] + c[2] * x * x + (c[1] * x if kind == "real" else 0)
        cells, parameters = self._split(args, env)
        kind = "real" if f.sign == "real" else "positive"
        c = [self.field.number(v) for v in self.world.coefficients(f.name, cells, kind)]
        t = parameters[0] if parameters else self.field.one
        if f.sign == "unit":
            odds = c[0] + c[1] * t * t
            return odds / (1 + odds)
        return c[0] + c[1] * t + c[2] * t * t

    # --- heads

    def partial(self, e: Expr, env: Env) -> Any:
        """The derivative, by dual numbers from the definition."""
        expr, wrt = e.args
        dual = DualField(self.field)
        key = (str(wrt.base), self.integer(wrt.indices[0], env)) if wrt.is_Indexed else wrt
        at = dual.variable(self._go(wrt, env))
        fixed = {k: dual.lift(v) for k, v in self.fixed.items()}
        inner = Evaluator(dual, self.world, {**fixed, key: at})
        lifted = {k: v if _is_exact(v) else dual.lift(v) for k, v in env.items()}
        return inner._go(expr, lifted).slope

    def at(self, e: Expr, env: Env) -> Any:
        """An expression with the entries of a family given by other expressions."""
        expr, family, values = e.args
        size = self.integer(family.size, env)
        entries = {(family.name, k): self._go(values(k), env) for k in range(1, size + 1)}
        return Evaluator(self.field, self.world, {**self.fixed, **entries})._go(expr, env)

    def entropy(self, e: Expr, env: Env) -> Any:
        """H from the probabilities or the density."""
        (p,) = e.args
        if self._is_finite(p):
            return finite.entropy(self.field, self.probabilities(p, env))
        return line.entropy_density(self.field, self.line_law(p, env))

    def divergence(self, e: Expr, env: Env) -> Any:
        """CE, KL or JS from the probabilities or the densities."""
        p, q = e.args
        on_outcomes, on_line = DIVERGENCES[type(e)]
        if self._is_finite(p):
            values = [self.probabilities(m, env) for m in (p, q)]
            return on_outcomes(self.field, *values)
        return on_line(self.field, self.line_law(p, env), self.line_law(q, env))

    def expectation(self, e: Expectation, env: Env) -> Any:
        """The mean of a function under a law."""
        slot, body, law = e.args[1], e.args[2], e.law
        if self._is_finite(law):
            values = [self._go(body, {**env, slot: k}) for k in self._points(law, env)]
            return finite.expectation(self.field, self.probabilities(law, env), values)
        body, parts = self._hoisted(body, slot, env)
        env = {**env, **parts}
        return line.expectation(
            self.field,
            self.line_law(law, env),
            lambda x: self._go(body, {**env, slot: x}),
            Majorants(self, slot, env).polynomial(body),
        )

    def _hoisted(self, body: Expr, slot: Symbol, env: Env) -> tuple[Expr, Env]:
        """The integrand with every part that does not depend on the variable evaluated once."""
        values: Env = {}

        def hoist(e: Expr) -> Expr:
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
        return ROUTINES[e.name](self.field, *(self._data(a, env) for a in e.args[1:]))

    def _data(self, x: Any, env: Env) -> Any:
        """Nested tuples of exact rationals; anything else is evaluated."""
        if isinstance(x, Tuple):
            return [self._data(a, env) for a in x]
        return Fraction(int(x.p), int(x.q)) if x.is_Rational else self._go(x, env)

    def _is_finite(self, law: Measure) -> bool:
        return isinstance(law.space, Outcomes) or not self.world.line

    def _points(self, law: Measure, env: Env) -> range:
        if isinstance(law.space, Outcomes):
            return range(1, self.integer(law.space.args[0], env) + 1)
        return range(self.world.cells)

    def probabilities(self, law: Measure, env: Env) -> list[Any]:
        """The values of a measure at all outcomes or cells."""
        if isinstance(law, Table):
            return [self._go(p, env) for p in law.args]
        blank = law.space.variable()
        x = type(blank)("point", **blank.assumptions0)
        at = law.at(x)
        return [self._go(at, {**env, x: k}) for k in self._points(law, env)]

    def line_law(self, law: Law, env: Env) -> Any:
        """A law on the line as a law of the numeric core."""
        if isinstance(law, Normal):
            return numeric_laws.Normal(*(self._go(a, env) for a in law.args))
        if isinstance(law, Density):
            return self._normal_model(law.name, law.args[1:], env)
        if isinstance(law, Mixture):
            weights = [self._go(w, env) for w, _ in law.terms]
            return numeric_laws.Mixture(weights, [self.line_law(p, env) for _, p in law.terms])
        raise NotEvaluable(f"{type(law).__name__} on the line next to x")


class Majorants:
    """A polynomial in |x| that bounds the absolute value of an expression in one variable."""

    def __init__(self, evaluator: Evaluator, x: Symbol, env: Env):
        self.evaluator, self.x, self.env = evaluator, x, env
        self.field = evaluator.field

    def polynomial(self, e: Expr) -> list[tuple[int, Any]] | None:
        """Terms (k, c_k) with |e| <= Σ c_k |x|^k, or None where none is known."""
        terms = self._bound(e)
        return None if terms is None else sorted(terms.items())

    def _bound(self, e: Expr) -> dict[int, Any] | None:
        if e == self.x:
            return {1: self.field.one}
        if not self._depends(e):
            return {0: self.field.abs(self.evaluator._go(e, self.env))}
        if isinstance(e, Add):
            return self._add([self._bound(a) for a in e.args])
        if isinstance(e, Mul):
            return self._multiply([self._bound(a) for a in e.args])
        if isinstance(e, Pow) and e.exp.is_Integer and e.exp > 0 and e.base != EULER:
            return self._multiply([self._bound(e.base)] * int(e.exp))
        if isinstance(e, log):
            return self._log(e.args[0])
        if isinstance(e, (sin, cos, tanh)):
            return {0: self.field.one}
        if isinstance(e, AppliedUndef) and e.args[0] == self.x:
            return self._function(e)
        return None

    def _depends(self, e: Expr) -> bool:
        return e.has(self.x)

    def _add(self, parts: list[dict[int, Any] | None]) -> dict[int, Any] | None:
        total: dict[int, Any] = {}
        for part in parts:
            if part is None:
                return None
            for k, c in part.items():
                total[k] = total[k] + c if k in total else c
        return total

    def _multiply(self, parts: list[dict[int, Any] | None]) -> dict[int, Any] | None:
        product: dict[int, Any] = {0: self.field.one}
        for part in parts:
            if part is None:
                return None
            grown: dict[int, Any] = {}
            for k, c in product.items():
                for m, d in part.items():
                    grown[k + m] = grown[k + m] + c * d if k + m in grown else c * d
            product = grown
        return product

    def _log(self, e: Expr) -> dict[int, Any] | None:
        """|log| of a product of powers, exponentials, densities and constants."""
        if not self._depends(e):
            return {0: self.field.abs(self.field.log(self.evaluator._go(e, self.env)))}
        if isinstance(e, Mul):
            return self._add([self._log(a) for a in e.args])
        if isinstance(e, exp):
            return self._bound(e.args[0])
        if isinstance(e, Pow) and not self._depends(e.exp):
            inner = self._log(e.base)
            return self._multiply([self._bound(e.exp), inner])
        if isinstance(e, AppliedUndef) and e.args[0] == self.x:
            owner = self.evaluator.declared.get(e.func.__name__)
            if isinstance(owner, Density):
                law = self.evaluator.line_law(owner, self.env)
                return {int(k): c for k, c in law.log_majorant(self.field)}
        return None

    def _function(self, e: Expr) -> dict[int, Any] | None:
        owner = self.evaluator.declared.get(e.func.__name__)
        if not isinstance(owner, RealFunction):
            return None
        kind = "positive" if owner.sign == "positive" else "real"
        values = self.evaluator.world.coefficients(owner.name, (), kind)
        return {k: self.field.number(abs(c)) for k, c in enumerate(values)}


def _mapped(e: Expr, f: Callable[[Expr], Expr]) -> Expr:
    """The power or logarithm with f applied to its base or argument."""
    return e.func(f(e.args[0]), *e.args[1:])


def _is_exact(v: Any) -> bool:
    return isinstance(v, (int, Fraction))


def _rational(v: Any) -> Any:
    return Rational(v.numerator, v.denominator)


def _unary(name: str) -> Callable[[Evaluator, Expr, Env], Any]:
    return lambda ev, e, env: getattr(ev.field, name)(ev._go(e.args[0], env))


def _fold(name: str) -> Callable[[Evaluator, Expr, Env], Any]:
    def rule(ev: Evaluator, e: Expr, env: Env) -> Any:
        first, *rest = (ev._go(a, env) for a in e.args)
        for x in rest:
            first = getattr(ev.field, name)(first, x)
        return first

    return rule


CONSTANTS: dict[Any, Callable[[Field[Any]], Any]] = {PI: lambda f: f.pi, EULER: lambda f: f.e}

ROUTINES: dict[str, Callable[..., Any]] = {
    "huffman_length": lambda f, p: f.number(coding.expected_length(p, coding.huffman_lengths(p))),
    "softmax": lambda f, z, i: classification.softmax(f, f.numbers(z))[int(i) - 1],
    "log_softmax": lambda f, z, i: classification.log_softmax(f, f.numbers(z))[int(i) - 1],
}

DIVERGENCES: dict[Any, tuple[Any, Any]] = {
    CE: (finite.cross_entropy, line.cross_entropy_density),
    KL: (finite.kl, line.kl_density),
    JS: (finite.js, line.js_density),
}

RULES: tuple[tuple[Any, Callable[[Evaluator, Any, Env], Any]], ...] = (
    (Symbol, Evaluator.symbol),
    (Add, lambda ev, e, env: ev.field.total(ev._go(a, env) for a in e.args)),
    (Mul, Evaluator.product),
    (Pow, Evaluator.power),
    (exp, _unary("exp")),
    (log, Evaluator.log),
    (Indexed, Evaluator.entry),
    (AppliedUndef, Evaluator.undefined),
    (KroneckerDelta, Evaluator.delta),
    (Sum, Evaluator.sum),
    (Integral, Evaluator.integral),
    (Partial, Evaluator.partial),
    (At, Evaluator.at),
    (H, Evaluator.entropy),
    ((CE, KL, JS), Evaluator.divergence),
    (Expectation, Evaluator.expectation),
    (Routine, Evaluator.routine),
    (Max, _fold("maximum")),
    (Min, _fold("minimum")),
    (Abs, _unary("abs")),
    (erf, _unary("erf")),
    (loggamma, _unary("loggamma")),
    (gamma, _unary("gamma")),
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


def _hyperbolic(ev: Evaluator, e: Expr, env: Env, sign: int) -> Any:
    grown = ev.field.exp(ev._go(e.args[0], env))
    return (grown + sign * (ev.field.one / grown)) / 2
