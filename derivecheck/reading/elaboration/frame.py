"""What is known while one side of a step is given its meaning: letters, bound variables, laws."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import Expr, Integer, Lambda, Pow, Rational, Symbol, log, oo

from derivecheck.language import (
    CountableLaw,
    Density,
    Family,
    FiniteLaw,
    Index,
    Interval,
    JointLaw,
    Labels,
    Law,
    Outcomes,
    Pointwise,
    PushForward,
    RealFunction,
    RealMap,
    Uniform,
    bernoulli,
    point,
)
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.images import Generator
from derivecheck.reading.elaboration.naming import Bound, Naming, random_variables
from derivecheck.reading.extents import ANY, NotUnderstood
from derivecheck.reading.recurrences import family
from derivecheck.reading.symbols import KNOWN_HEADS, Kind

DEEPEST = 8  # definitions inside definitions


@dataclass
class Frame(Naming):
    """The state of one elaboration: what each letter of a step stands for."""

    def variable(self, name: str) -> Expr:
        """A variable that nothing binds: a point, or the index of an outcome."""
        if name in self.env:
            return self.env[name].expr
        if self.reading.space == "line":
            return point(name)
        if self.reading.space == "integers":
            raise NotUnderstood(f"{name} is an integer that nothing binds")
        if self.reading.special == "two":
            return Integer(1)
        symbol = Symbol(name, integer=True, positive=True)
        self.assume(symbol, Index(symbol, self.size(name)))
        return symbol

    def law(self, name: str) -> Any:
        """The object of a law: of several variables, free, given by values, or arbitrary."""
        self.doubt_of_words(name)
        axes = self.axes(name)
        if name in self.free:
            size = self.size(self.variable_of_law(name))
            return self.assume((name, "free"), Family(name, size, sign="positive")).measure
        if self.reading.valued and axes == (ANY,):
            valued = self.valued(name)
            if valued is not None:
                return valued
        for generator in self.generators.values():
            if generator.image == name and generator.source != name:
                return self.image(generator)
        if axes != (ANY,):
            if self.parameters_of(name):
                raise NotUnderstood(f"{name} is a law of several variables with a parameter")
            if len(axes) > 4:
                raise NotUnderstood(f"{name} is a law of more than four variables")
            if any(v[-2:-1] in ("-", "+") for v in axes):
                self.doubts.setdefault(name, f"{name} may be the law of a Markov chain")
            spaces = [(v, self.space(v)) for v in axes]
            return self.assume(name, JointLaw(name, *spaces))
        if self.reading.space == "integers":
            return self.assume(name, CountableLaw(name))
        parameters = self.parameters_of(name)
        if self.reading.space == "line":
            return self.assume(name, Density(name, *parameters))
        if parameters:
            return self.with_parameters(name, parameters)
        if self.reading.special == "two":
            part = Symbol(name, positive=True)
            self.assume(name, Interval(part, 0, 1))
            return bernoulli(part)
        if self.reading.special == f"uniform {name}":
            return Uniform(self.size(self.variable_of_law(name)))
        kind = Labels if name in ("y", "t") else FiniteLaw
        return self.assume(name, kind(name, self.size(self.variable_of_law(name))))

    def with_parameters(self, name: str, parameters: tuple[Symbol, ...]) -> Pointwise:
        """A law on outcomes that depends on parameters: any positive weights, made to sum to 1."""
        weights = RealFunction(f"w_{name}", *parameters, sign="positive")
        self.assume((name, "weights"), weights)
        space = Outcomes(self.size(self.variable_of_law(name)))
        x = Symbol("_", **space.variable().assumptions0)
        return Pointwise(Lambda(x, weights(x) / space.functional(weights)), space)

    def image(self, generator: Generator) -> PushForward:
        """The law of G(z) for z of a density."""
        source = self.law(generator.source)
        if not isinstance(source, Density):
            raise NotUnderstood(f"{generator.letter} of a variable that has no density")
        return self.assume(generator.image, PushForward(generator.image, source, generator.letter))

    def parameters_of(self, name: str) -> tuple[Symbol, ...]:
        """The parameters in a name by which something here is differentiated."""
        parts = name.split("_")[1:]
        return tuple(self.parameter(k) for k in sorted(self.parameters) if k in parts)

    def parameter(self, key: str) -> Symbol:
        """A letter by which something is differentiated, with what is known of its sign."""
        known = self.symbols.signs.get(key) or self.symbols.bounds.get(key) or key in self.fading
        if known or key in self.symbols.fractions:
            return self.number(key, t.Name(t.Place(0, 0), key))
        return Symbol(key, real=True)

    def valued(self, name: str) -> Pointwise | None:
        """A law as the measure that the note gives by its values; None where it gives none."""
        found = [d for d in self.symbols.laws if d.key == name and d.start <= self.start]
        if not found or len(found[-1].parameters) != 1 or self.scalar is None:
            return None
        definition, space = found[-1], self.space(self.variable_of_law(name))
        letter = definition.parameters[0]
        index = letter.rpartition("_")[2]
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotUnderstood("definitions that go round in a circle")
        self.add_usages(definition.body)
        x = Symbol("_", **space.variable().assumptions0)
        with self.binding(**{k: Bound(x, space) for k in (letter, index)}):
            body = self.scalar(self, definition.body)
        self.depth -= 1
        return Pointwise(Lambda(x, body), space)

    def number_at(self, key: str, index: str, step: int, tree: t.Tree) -> Expr:
        """An entry of a letter at a time, with what the note says of its entries."""
        name = f"{key}_{index}" + (f"{step:+d}" if step else "")
        known = family(key)
        if self.symbols.declared_at(key):
            self.doubts.setdefault(name, f"{key}_{index} is random: it may be meant in law")
        return self.number(name, tree, known)

    def number(self, name: str, tree: t.Tree, known: str = "") -> Expr:
        """A letter that stands for a number, with the sign that the note gives it or ``known``."""
        key = known or name
        if key in ("D", "H", "V", "Var", "Cov", "KL", "d", "const", "constant"):
            raise NotUnderstood(f"{key} is no number", tree)
        if self.ranks.get(key) or key in self.symbols.shapes:
            raise NotUnderstood(f"{key} is a vector or a matrix", tree)
        if key in KNOWN_HEADS:
            raise NotUnderstood(f"{key} does not say of which laws", tree)
        if "*" in key:
            self.doubts.setdefault(key, f"{key} may be a solution of an equation")
        if key in self.fading and "positive" not in self.symbols.signs.get(key, ()):
            return Symbol(name, negative=True)
        if key in self.symbols.fractions or key in self.ratios:
            symbol = Symbol(name, positive=True)
            self.assume(symbol, Interval(symbol, 0, 1))
            return symbol
        defined = bool(known) and self.symbols.is_a(known, Kind.DEFINED)
        defined = defined or self.symbols.is_argument(key, self.end)
        if not defined and not self.symbols.is_a(key, Kind.NUMBER):
            self.doubts.setdefault(key, f"nothing says what {name} is")
            if not self._is_used_as_number(key):
                raise NotUnderstood(f"nothing says what {name} is", tree)
        lows, highs = self._bounds(key)
        positive = "positive" in self.symbols.signs.get(key, ()) or any(x >= 0 for x in lows)
        symbol = Symbol(name, positive=True) if positive else Symbol(name, real=True)
        if positive and highs:
            if min(highs) <= max([Fraction(0), *lows]):
                self.doubts.setdefault(key, f"the bounds of {key} change in the note")
            else:
                self.assume(
                    symbol,
                    Interval(symbol, *map(_rational, (max([Fraction(0), *lows]), min(highs)))),
                )
        return symbol

    def in_domain(self, *sides: Expr) -> list[Expr]:
        """The sides where they have values: s and 1 - s in roots and logarithms are positive."""
        below = {p.base for x in sides for p in x.atoms(Pow) if p.exp.is_Rational and p.exp.q == 2}
        below |= {p.args[0] for x in sides for p in x.atoms(log)}
        known = {s for a in self.given.values() for s in a.free_symbols}
        free = {s for b in below for s in b.free_symbols if s.is_real and s not in known}
        new: dict[Symbol, Symbol] = {}
        for s in sorted(free, key=str):
            if s.is_integer or type(s) is not Symbol:
                continue
            low, high = (s in below or s.is_positive), any((b + s) == 1 for b in below)
            if high or low and not s.is_positive:
                new[s] = Symbol(s.name, positive=True) if low else Symbol(s.name, real=True)
                if high:
                    self.assume(new[s], Interval(new[s], 0 if low else -oo, 1))
        return [x.xreplace(new) for x in sides]

    def _bounds(self, key: str) -> tuple[list[Fraction], list[Fraction]]:
        """The numbers that the note says a letter is above, and below."""
        known = [
            (r, b.value) for _, r, b in self.symbols.bounds.get(key, ()) if isinstance(b, t.Number)
        ]
        return [v for r, v in known if r[0] == ">"], [v for r, v in known if r[0] == "<"]

    def _is_used_as_number(self, key: str) -> bool:
        """Whether a letter stands in arithmetic at two places of the note, or where it defines."""
        return len(self.symbols.arithmetic.get(key, ())) > (0 if self.depth else 1)

    def family(self, key: str) -> Family:
        """Numbers z_i with an index."""
        _, above, index = key.partition("^(")
        if above and index[:1] in self.env:
            raise NotUnderstood(f"a bound index above a letter: {key}")
        sign = "positive" if "positive" in self.symbols.signs.get(key, ()) else "real"
        return self.assume(key, Family(key, self.size(ANY), sign=sign))

    def function(self, key: str, names: list[str], arguments: list[Expr]) -> Expr:
        """A value of a function that is arbitrary."""
        if key in self.generators and len(arguments) == 1:
            return self.image(self.generators[key]).generator(arguments[0])
        signs = self.symbols.signs.get(key, ())
        sign = "positive" if "positive" in signs else "real"
        if key in self.symbols.unit:
            sign = "unit"
        parameters = self.parameters_of(key)
        if len(arguments) > 1 and not parameters:
            spaces = [self.space(n) for n in names]
            positive = "real" if sign == "real" else "positive"
            return self.assume(key, RealMap(key, *spaces, sign=positive))(*arguments)
        if self.reading.space == "line":
            bound = [a for a in arguments if a in {b.expr for b in self.env.values()}]
            first = bound[0] if len(bound) == 1 else arguments[0]
            more = (*(a for a in arguments if a != first), *parameters)
            return self.assume((key, *more), RealFunction(key, *more, sign=sign))(first)
        if parameters:
            raise NotUnderstood(f"{key} depends on a parameter and lives on outcomes")
        size = self.size(names[0] if self.several else ANY)
        return self.assume(key, Family(key, size, sign=sign))[arguments[0]]


def _rational(value: Fraction) -> Expr:
    return Rational(value.numerator, value.denominator)


__all__ = ["ANY", "Bound", "Frame", "Law", "NotUnderstood", "oo", "random_variables"]
