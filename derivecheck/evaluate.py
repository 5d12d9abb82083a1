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
from derivecheck.functionals import (
    CE,
    EXACT_ROUTINES,
    JS,
    KL,
    At,
    Expectation,
    Functional,
    H,
    Partial,
    Routine,
)
from derivecheck.kernels import Kernel
from derivecheck.laws import (
    Density,
    FiniteLaw,
    Integers,
    Joint,
    Law,
    Measure,
    Mixture,
    Normal,
    Outcomes,
    PushForward,
    Table,
)
from derivecheck.majorants import majorant_of
from derivecheck.numeric import classification, finite, line
from derivecheck.numeric import laws as numeric_laws
from derivecheck.numeric.dual import DualField
from derivecheck.numeric.field import Field, OutOfDomain
from derivecheck.worlds import World, row_name

Env = dict[Symbol, Any]
Code = Callable[[Env], Any]


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
        self.code: dict[Expr, Code] = {}

    def value(self, expr: Expr, env: Env | None = None) -> Any:
        """The value of the expression; raises NotEvaluable, ArithmeticError."""
        return self.field.defined(self._go(expr, env or {}))

    # --- the tree

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
        for kind, rule in RULES:
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
        """A sum of terms."""
        terms, total = [self._compile(a) for a in e.args], self.field.total
        return lambda env: total([t(env) for t in terms])

    def integer(self, e: Expr, env: Env) -> int:
        """The value of an index or limit."""
        table = {s: v for s, v in {**self.world.numbers, **env}.items() if _is_exact(v)}
        value = e.xreplace({s: _rational(v) for s, v in table.items()})
        value = value.xreplace({x: self._sampled(x) for x in value.atoms(Indexed)})
        if not value.is_Integer:
            raise NotEvaluable(f"{e} is not an integer here")
        return int(value)

    def _sampled(self, x: Expr) -> Expr:
        """The outcome that a point of a sample is."""
        points = self.world.families[str(x.base)]
        return _rational(points[self.integer(x.indices[0], {}) - 1])

    def power(self, e: Expr) -> Code:
        """x to the y, with integer powers and square roots exact."""
        base, exponent = e.args
        if base == EULER:
            return self.exponential(exponent)
        b = self._compile(base)
        if exponent.is_Integer:
            return lambda env: self._raised(b(env), int(exponent))
        if exponent.is_Rational and exponent.q == 2:
            return lambda env: self._raised(self.field.sqrt(b(env)), int(exponent.p))
        if exponent.is_integer and not exponent.free_symbols & set(self.fixed):
            return lambda env: self._raised(b(env), self.integer(exponent, env))
        return lambda env: self.field.power(b(env), self._go(exponent, env))

    def _raised(self, x: Any, n: int) -> Any:
        return x**n if n >= 0 else self.field.one / x**-n

    def exponential(self, exponent: Expr) -> Code:
        """The exponential of an expression."""
        code, exp_ = self._compile(exponent), self.field.exp
        return lambda env: exp_(code(env))

    def product(self, e: Expr) -> Code:
        """A product; logarithms come last, so that an exact zero decides it: 0·log 0 = 0."""
        plain, logs = sift(e.args, lambda a: a.has(log), binary=True)[::-1]
        codes = [self._compile(a) for a in plain]

        def code(env: Env) -> Any:
            value = self.field.one
            for c in codes:
                value = value * c(env)
            return self._times_logs(value, logs, env) if logs else value

        return code

    def _times_logs(self, value: Any, factors: list[Expr], env: Env) -> Any:
        """An exact zero times a polynomial in logarithms is 0, even where a logarithm is of 0."""
        if self.field.is_zero(value) and all(map(_is_log_polynomial, factors)):
            return self.field.zero
        for f in factors:
            value = value * self._go(f, env)
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
        volume = self.field.number(self.world.width ** len(e.limits))
        return self._total(e.function, list(e.limits), env, self._cells) * volume

    def _total(self, body: Expr, limits: list[Any], env: Env, points: Callable[..., range]) -> Any:
        if not limits:
            return self._go(body, env)
        *inner, (var, lo, hi) = limits
        return self.field.total(
            self._total(body, inner, {**env, var: k}, points) for k in points(lo, hi, env)
        )

    def _outcomes(self, lo: Expr, hi: Expr, env: Env) -> range:
        if (lo, hi) == (-oo, oo):
            return self.world.support
        return range(self.integer(lo, env), self.integer(hi, env) + 1)

    def _cells(self, lo: Expr, hi: Expr, env: Env) -> range:
        if self.world.line:
            raise NotEvaluable("an integral with x outside densities: write it as an expectation")
        if (lo, hi) != (-oo, oo):
            raise NotEvaluable(f"integral from {lo} to {hi}")
        return range(self.world.cells)

    # --- undefined functions and families

    def entry(self, e: Expr, env: Env) -> Any:
        """An entry p[i] of a finite law or family, or p[i, m] of a channel."""
        *rows, i = (self.integer(index, env) for index in e.indices)
        name = row_name(str(e.base), *rows)
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
        return self.field.number(sum(hits, Fraction(0)) / self.world.width)

    def _split(self, args: tuple[Expr, ...], env: Env) -> tuple[tuple[int, ...], list[Any]]:
        """Cells and values of parameters."""
        points = tuple(self.cell(a, env) for a in args if self._is_point(a))
        return points, [self._go(a, env) for a in args if not self._is_point(a)]

    def _joint(self, joint: Joint, name: str, cells: list[int]) -> Any:
        m = self.world.cells
        table = self.world.entries.setdefault(joint.name, {})
        if () not in table:
            table[()] = self.world.draw_law(m * m, False, 0, joint.name)
        flat, h = table[()], self.world.width
        if name == joint.name:
            return self.field.number(flat[cells[0] * m + cells[1]] / h**2)
        along_x = name == f"{joint.name}_x"
        hits = [flat[cells[0] * m + k] if along_x else flat[k * m + cells[0]] for k in range(m)]
        return self.field.number(sum(hits, Fraction(0)) / h)

    def _density(self, name: str, args: tuple[Expr, ...], env: Env) -> Any:
        if self.world.line:
            law = self._normal_model(name, args[1:], env)
            return law.density(self.field)(self._go(args[0], env))
        x, (conditions, parameters) = self.cell(args[0], env), self._split(args[1:], env)
        base = self.world.law_entries(name, conditions)
        if not parameters:
            return self.field.number(base[x] / self.world.width)
        slopes = self.world.coefficients(f"{name}'", conditions, "positive")
        squares = [(t + k + 1) * (t + k + 1) for k, t in enumerate(parameters)]
        weights = [
            p + self.field.total(s * (slopes[(j + k) % 3] * (k + 1)) for j, s in enumerate(squares))
            for k, p in enumerate(base)
        ]
        return weights[x] / self.field.total(weights) / self.world.width

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
            x, (a, b, c) = self._go(args[0], env), self.quadratic(f)
            return a + b * x + c * x * x
        cells, parameters = self._split(args, env)
        if f.sign == "unit" and not parameters:
            return self.field.number(self.world.coefficients(f.name, cells, "unit")[0])
        kind = "real" if f.sign == "real" else "positive"
        c = [self.field.number(v) for v in self.world.coefficients(f.name, cells, kind)]
        t = self.field.total(parameters) if parameters else self.field.one
        if f.sign == "real":
            return c[0] + c[1] * t + c[2] * t * t
        value = c[0] + c[1] * t * t
        return value / (1 + value) if f.sign == "unit" else value

    def quadratic(self, f: RealFunction) -> list[Any]:
        """The coefficients of an undefined function in the model of normal laws."""
        a, b, c = self.world.coefficients(f.name, (), "real" if f.sign == "real" else "positive")
        return self.field.numbers([a, b if f.sign == "real" else Fraction(0), c])

    # --- heads

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
        key = (str(wrt.base), self.integer(wrt.indices[0], env)) if wrt.is_Indexed else wrt
        at = dual.variable(self._go(e.args[1], env))
        fixed = {k: dual.lift(v) for k, v in self.fixed.items()}
        lifted = {k: v if _is_exact(v) else dual.lift(v) for k, v in env.items() if k != wrt}
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
        if self._is_finite(p):
            values = self.probabilities(p, env)
            return finite.cross_entropy(self.field, self._masses(p, values), values)
        return line.entropy_density(self.field, self.line_law(p, env))

    def divergence(self, e: Expr, env: Env) -> Any:
        """CE, KL or JS from the probabilities or the densities."""
        p, q = e.args
        on_outcomes, on_line = DIVERGENCES[type(e)]
        if self._is_finite(p):
            over, other = (self.probabilities(m, env) for m in (p, q))
            if not isinstance(e, CE):
                other = self._masses(q, other)
            return on_outcomes(self.field, self._masses(p, over), other)
        return on_line(self.field, self.line_law(p, env), self.line_law(q, env))

    def expectation(self, e: Expectation, env: Env) -> Any:
        """The mean of a function under a law."""
        slot, body, law = e.args[1], e.args[2], e.law
        if self._is_finite(law):
            return self._mean(law, slot, body, env)
        body, parts = self._hoisted(body, slot, env)
        env = {**env, **parts}
        majorant = majorant_of(self, body, slot, env)
        if majorant is None and self.field.rigorous:
            raise NotEvaluable(f"no bound of the integrand far out: {body}")
        code = self._compile(body)
        over = self.line_law(law, env)
        return line.expectation(self.field, over, lambda x: code({**env, slot: x}), majorant)

    def _mean(self, law: Law, slot: Symbol, body: Expr, env: Env) -> Any:
        """A finite mean; where the probability is 0 the function need not have a value."""
        weights = self._masses(law, self.probabilities(law, env))
        terms = [
            w * self._go(body, {**env, slot: k})
            for w, k in zip(weights, self._points(law, env), strict=True)
            if not self.field.is_zero(w)
        ]
        return self.field.total(terms)

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
        """Nested tuples of exact rationals, and those of a finite law; else it is evaluated."""
        if isinstance(x, Tuple):
            return [self._data(a, env) for a in x]
        if isinstance(x, FiniteLaw):
            return list(self.world.families[x.name])
        if x in self.world.numbers:
            return self.world.numbers[x]
        return Fraction(int(x.p), int(x.q)) if x.is_Rational else self._go(x, env)

    def _is_finite(self, law: Measure) -> bool:
        return isinstance(law.space, (Outcomes, Integers)) or not self.world.line

    def _points(self, law: Measure, env: Env) -> range:
        if isinstance(law.space, Outcomes):
            return range(1, self.integer(law.space.args[0], env) + 1)
        return self.world.support if law.space == Integers() else range(self.world.cells)

    def _masses(self, law: Measure, values: list[Any]) -> list[Any]:
        """The probabilities of outcomes, or of cells from the values of a density."""
        if isinstance(law.space, (Outcomes, Integers)) or self.world.width == 1:
            return values
        return [x * self.world.width for x in values]

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


def _always(x: Any) -> Code:
    return lambda env: x


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


def _with_symbol(expr: Expr, wrt: Expr) -> tuple[Expr, Expr]:
    """The value f(x) by which an expression is differentiated as a symbol of its own."""
    if isinstance(wrt, (Symbol, Indexed)):
        return expr, wrt
    symbol = Dummy(real=True)
    opened = expr.xreplace({wrt: symbol}) if isinstance(wrt, AppliedUndef) else expr
    if not opened.has(symbol) or opened.has(wrt.func):
        raise NotEvaluable(f"no derivative by {wrt}")
    return opened, symbol


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


CONSTANTS: dict[Any, Callable[[Field[Any]], Any]] = {
    PI: lambda f: f.pi,
    EULER: lambda f: f.e,
    oo: lambda f: f.infinity,
}


def _over_field(algorithm: Callable[..., Any]) -> Callable[..., Any]:
    """An exact algorithm with its result as a number of the field."""
    return lambda f, *data: f.number(algorithm(*data))


ROUTINES: dict[str, Callable[..., Any]] = {
    **{name: _over_field(algorithm) for name, algorithm in EXACT_ROUTINES.items()},
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

HOT: tuple[tuple[Any, Callable[[Evaluator, Any], Code]], ...] = (
    (Symbol, Evaluator.symbol),
    (Add, Evaluator.addition),
    (Mul, Evaluator.product),
    (Pow, Evaluator.power),
    (exp, lambda ev, e: ev.exponential(e.args[0])),
)

RULES: tuple[tuple[Any, Callable[[Evaluator, Any, Env], Any]], ...] = (
    (log, Evaluator.log),
    (Kernel, lambda ev, e, env: ev._go(e.definition(), env)),
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
