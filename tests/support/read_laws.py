r"""The laws of printed statements, read back: their values and the points of their spaces.

Part of the second reader (`tests.support.read_back`).  The densities of named laws are written
here from their definitions, in numbers.
"""

from __future__ import annotations

import cmath
from collections.abc import Callable, Iterator
from typing import Any

import mpmath

from derivecheck.language import Family
from derivecheck.language.laws import named
from derivecheck.language.laws.finite import CountableLaw, FiniteLaw
from derivecheck.language.laws.joint import JointLaw
from derivecheck.language.measures import Assumption, Integers, Line, Outcomes
from derivecheck.language.typeset import tex
from tests.support.meaning import Function, Model, Value, coordinate, log, points
from tests.support.read_tokens import Meaning, Places, ReadLaw, Tokens, Unread, always, commas

AT_POINT = "at the point"


class Laws(Tokens):
    """The part of the reader that reads laws."""

    def law(self) -> ReadLaw:
        """A law: its values and the points of its space."""
        for rule in (self.table, self.mapped, self.distribution, self.row, self.of_joint):
            start = self.at
            try:
                return rule()
            except Unread:
                self.at = start
        return self.combination()

    def table(self) -> ReadLaw:
        self.expect("(")
        values = [self.expression()]
        while self.accept(","):
            values.append(self.expression())
        self.expect(")")
        return (lambda m: lambda x: values[round(complex(x).real) - 1](m)), (
            lambda m: points(Outcomes(1), len(values))
        )

    def mapped(self) -> ReadLaw:
        self.expect(r"\left", "(")
        name = self.next()
        self.expect(r"\mapsto")
        body = self.scoped(name, self.expression)
        self.expect(r"\right", ")")

        def at(m: Model) -> Function:
            def value(x: Value) -> Value:
                with m.where(**{name: x}):
                    return body(m)

            return value

        return at, lambda m: []

    def distribution(self) -> ReadLaw:
        kind = self.next()
        word = self.group()
        if kind not in (r"\mathcal", r"\mathrm"):
            raise Unread("no named law")
        self.expect("(")
        if word in ("Dirichlet", "Empirical"):
            return self.of_family(word)
        args = [self.expression()]
        while self.accept(","):
            args.append(self.expression())
        self.expect(")")
        return _named_law(word, args)

    def of_family(self, word: str) -> ReadLaw:
        text = self.letters()
        self.expect(")")
        name = self.words.families[text]
        law = self.words.laws[text]
        sizes = [self.inside(tex(s)) for s in law.args[1:] if s.is_integer]
        if word == "Dirichlet":
            return (lambda m: lambda x: _dirichlet(m, name, sizes[0](m), x)), (
                lambda m: points(Line(), None)
            )
        return (lambda m: lambda x: _frequency(m, name, sizes[0](m), x)), (
            lambda m: points(Outcomes(1), sizes[1](m))
        )

    def row(self) -> ReadLaw:
        text = self.letters()
        if r"\cdot" not in text:
            raise Unread("no row")
        base, _, below = text.partition("_{")
        parts = commas(below.removesuffix("}"))
        shown = f"{base}_{{{','.join(parts[:-2])}}}" if parts[:-2] else base
        name, index = self.words.families[shown], self.inside(parts[-2])
        channel = self.words.laws[shown]
        size = self.inside(tex(channel.args[2]))
        return (lambda m: lambda x: m.entry(name, index(m), x)), (
            lambda m: points(Outcomes(1), size(m))
        )

    def of_joint(self) -> ReadLaw:
        """p(x), p(z), p(x|z) of a joint density; a density with its parameters."""
        text = self.letters()
        self.expect("(")
        line = always(points(Line(), None))
        if text in self.words.joints and self.peek() in "xz":
            joint, axis = self.words.joints[text], self.next()
            if self.accept(")"):
                return (lambda m: lambda x: m.entry(f"{joint}_{axis}", x)), line
            self.expect(r"\mid")
            value = self.expression()
            self.expect(")")
            return (lambda m: lambda x: _conditional(m, joint, axis, x, value(m))), line
        if isinstance(self.words.laws.get(text), JointLaw):
            return self.of_named_variable(text, self.words.laws[text])
        self.expect(r"\cdot")
        args: list[Meaning] = []
        while self.peek() in (",", r"\mid", ";"):
            self.next()
            args.append(self.expression())
        self.expect(")")
        name, order = self.words.functions[text], self.order(text, len(args) + 1)
        return (
            lambda m: lambda x: m.entry(name, *([x, *(a(m) for a in args)][k] for k in order))
        ), line

    def of_named_variable(self, text: str, law: JointLaw) -> ReadLaw:
        """p(z) or p(z|x) of a law of named variables: the quotient that it is by definition."""
        variable = self.next()
        known: dict[str, Meaning] = {}
        rest = iter(v for v in law.variables if v not in (variable, *self.tokens[self.at :]))
        while self.accept(r"\mid") or self.accept(","):
            shown, value = self.peek(), self.expression()
            known[shown if shown in law.variables else next(rest)] = value
        self.expect(")")

        def of(m: Model, values: dict[str, Value]) -> Value:
            some = tuple(v for v in law.variables if v in values)
            name = text if some == law.variables else f"{text}_{''.join(some)}"
            return m.entry(name, *(values[v] for v in some)) if some else 1

        def at(m: Model) -> Function:
            given = {v: value(m) for v, value in known.items()}
            return lambda x: of(m, {**given, variable: x}) / of(m, given)

        space = law.space(variable)
        if isinstance(space, Outcomes):
            size = self.inside(tex(space.args[0]))
            return at, lambda m: points(Outcomes(1), size(m))
        return at, always(points(Line(), None))

    def combination(self) -> ReadLaw:
        """Arithmetic with the names of laws, which stand for their values."""
        start = self.at
        pointwise = self.sibling(start)
        pointwise.pointwise = True
        value = pointwise.expression()
        self.at = pointwise.at
        used = [t for t in self.names_between(start, self.at) if t in self.words.laws]
        if not used:
            raise Unread("a law without a name")
        return (lambda m: lambda x: _at_point(m, value, x)), self.space(self.words.laws[used[0]])

    def names_between(self, start: int, end: int) -> Iterator[str]:
        reader = self.sibling(start, end)
        while reader.peek():
            if reader.peek().isalpha() or reader.peek() in self.words.laws:
                yield reader.letters()
            else:
                reader.next()

    def space(self, law: Assumption) -> Places:
        if isinstance(law, FiniteLaw | Family):
            size = self.inside(tex(law.size))
            return lambda m: points(Outcomes(1), size(m))
        space = Integers() if isinstance(law, CountableLaw) else Line()
        return lambda m: points(space, None)


def _at_point(m: Model, value: Meaning, x: Value) -> Value:
    with m.at(AT_POINT, x):
        return value(m)


def _conditional(m: Model, joint: str, axis: str, x: Value, value: Value) -> Value:
    if axis == "x":
        return m.entry(joint, x, value) / m.entry(f"{joint}_z", value)
    return m.entry(joint, value, x) / m.entry(f"{joint}_x", value)


def _named_law(word: str, args: list[Meaning]) -> ReadLaw:
    """The densities from their definitions in numbers."""
    if word == "N":
        return (lambda m: lambda x: _normal(x, *(a(m) for a in args))), (
            lambda m: points(Line(), None)
        )
    if word == "Uniform":
        return (lambda m: lambda x: 1 / args[0](m)), lambda m: points(Outcomes(1), args[0](m))
    density, space = DENSITIES[word]
    return (lambda m: lambda x: density(complex(x), *(a(m) for a in args))), (
        lambda m: points(space, None)
    )


def _normal(x: Value, mu: Value, variance: Value) -> Value:
    return cmath.exp(-((x - mu) ** 2) / (2 * variance)) / cmath.sqrt(2 * cmath.pi * variance)


def _dirichlet(m: Model, alpha: str, size: Value, x: Value) -> Value:
    entries = [m.entry(alpha, k) for k in range(1, round(size.real) + 1)]
    powers = sum((a - 1) * log(coordinate(x, k)) for k, a in enumerate(entries, 1)) + complex(
        mpmath.loggamma(sum(entries))
    )
    return cmath.exp(powers - sum(complex(mpmath.loggamma(a)) for a in entries))


def _frequency(m: Model, sample: str, size: Value, x: Value) -> Value:
    drawn = [m.entry(sample, k) for k in range(1, round(size.real) + 1)]
    return sum(abs(d - x) < 1e-6 for d in drawn) / size


def _beta(x: Value, a: Value, b: Value) -> Value:
    norm = complex(mpmath.gamma(a) * mpmath.gamma(b) / mpmath.gamma(a + b))
    return x ** (a - 1) * (1 - x) ** (b - 1) / norm


DENSITIES: dict[str, tuple[Callable[..., Value], Any]] = {
    "Exponential": (lambda x, r: r * cmath.exp(-r * x), named.HalfLine()),
    "Gamma": (
        lambda x, a, b: b**a * x ** (a - 1) * cmath.exp(-b * x) / complex(mpmath.gamma(a)),
        named.HalfLine(),
    ),
    "Beta": (_beta, named.UnitInterval()),
    "Weibull": (
        lambda x, k, s: k / s * (x / s) ** (k - 1) * cmath.exp(-((x / s) ** k)),
        named.HalfLine(),
    ),
    "Laplace": (lambda x, mu, b: cmath.exp(-abs(x - mu) / b) / (2 * b), Line()),
    "Poisson": (
        lambda x, r: r**x * cmath.exp(-r) / complex(mpmath.factorial(x)),
        named.Naturals(),
    ),
}
