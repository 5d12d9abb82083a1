r"""A second reader of printed statements: LaTeX to numbers, by a grammar written for this alone.

It reads as a person reads: a logarithm takes the one thing that follows, a sum goes to the end of
its term, ``f(x)`` is an application where f is a function, and a product elsewhere.  It knows the
names that a statement declares and nothing of how they came to be printed.
"""

from __future__ import annotations

import cmath
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import mpmath

from derivecheck.language.measures import Named, letter
from tests.support.meaning import (
    Model,
    Value,
    _rounded,
    coordinate,
    divergence,
    log,
    mean,
    over,
    power,
    product,
    routine,
    smooth,
)
from tests.support.read_laws import AT_POINT, Laws
from tests.support.read_tokens import Meaning, Unread, Vocabulary, always, commas

RELATIONS = ("=", "<", ">", r"\le", r"\ge", r"\approx", r"\iff")
ENDS = ("", "+", "-", ")", "]", "}", ",", ";", r"\right", r"\|", r"\mid", r"\mapsto", "&", r"\\")


class Reader(Laws):
    """One pass over the tokens of a printed expression."""

    # --- sums and products

    def expression(self) -> Meaning:
        terms = []
        sign = -1 if self.accept("-") else 1
        while True:
            terms.append((sign, self.term()))
            if self.peek() not in ("+", "-"):
                break
            sign = -1 if self.next() == "-" else 1
        return lambda m: sum(s * t(m) for s, t in terms)

    def term(self) -> Meaning:
        factors = [self.factor()]
        while True:
            self.accept(r"\cdot")
            if self.peek() in ENDS or self.peek() in RELATIONS or self.differential():
                break
            factors.append(self.factor())

        return lambda m: product(f(m) for f in factors)

    def differential(self) -> bool:
        return self.peek() == r"\mathrm" and self.peek(2) == "d" and self.peek(3) == "}"

    def factor(self) -> Meaning:
        base = self.primary()
        if self.accept("^"):
            exponent = self.inside(self.group())
            return lambda m: power(base(m), exponent(m))
        if self.accept("!"):
            return lambda m: complex(mpmath.factorial(base(m)))
        return base

    # --- what stands for one thing

    def primary(self) -> Meaning:
        t = self.peek()
        if t[:1].isdigit():
            value = complex(self.next())
            return lambda m: value
        rules = {
            r"\frac": self.fraction,
            r"\sqrt": self.root,
            r"\left": self.fence,
            r"\log": self.logarithm,
            r"\sum": self.summation,
            r"\int": self.integration,
            r"\mathbb": self.expectation,
            r"\mathrm": self.upright,
            r"\operatorname": self.operator,
            r"\infty": self.constant(cmath.inf),
            r"\pi": self.constant(cmath.pi),
            r"\Gamma": self.special(mpmath.gamma),
            r"\psi": self.digamma,
            r"\delta": self.delta,
            r"\max": self.special(None, "Max"),
            r"\min": self.special(None, "Min"),
        }
        if t in rules and not (t in (r"\psi", r"\delta", r"\Gamma") and self.known()):
            return rules[t]()
        if self.accept(r"\gamma", "_", "{", r"\mathrm", "{", "E", "}", "}"):
            return always(complex(mpmath.euler))
        if self.head():
            return self.functional()
        return self.name()

    def known(self) -> bool:
        return any(self.peek() in table for table in (self.words.symbols, self.words.families))

    def constant(self, value: float) -> Callable[[], Meaning]:
        def rule() -> Meaning:
            self.next()
            return lambda m: value

        return rule

    def fraction(self) -> Meaning:
        self.next()
        above, below = self.group(), self.group()
        if above == r"\partial":
            return self.derivative(below.removeprefix(r"\partial").strip())
        over_, under = self.inside(above), self.inside(below)
        return lambda m: over_(m) / under(m)

    def derivative(self, wrt: str) -> Meaning:
        self.expect(r"\left", "[")
        body = self.expression()
        self.expect(r"\right", "]")
        name = Reader(wrt, self.words, self.bound)
        value, key = name.named()
        return lambda m: m.slope(key(m), value(m), lambda: body(m))

    def root(self) -> Meaning:
        self.next()
        inner = self.inside(self.group())
        return lambda m: cmath.sqrt(inner(m))

    def fence(self) -> Meaning:
        self.next()
        left = self.next()
        if left == "|":
            inner = self.inside(self.group()) if self.peek() == "{" else self.expression()
            self.expect(r"\right", "|")
            return lambda m: abs(inner(m))
        body = self.expression()
        if left == ".":
            return self.evaluated(body)
        self.expect(r"\right", {"(": ")", "[": "]"}[left])
        return body

    def evaluated(self, body: Meaning) -> Meaning:
        r"""``\left.body\right|_{p_{k}=value}``."""
        self.expect(r"\right", "|", "_")
        family, _, value = self.group().partition("=")
        name, _, index = family.rpartition("_{")
        var = index.rstrip("}")
        inner = self.inside(value, var)

        def bound(m: Model) -> Callable[[Value], Value]:
            def at(k: Value) -> Value:
                with m.where(**{var: k}):
                    return inner(m)

            return at

        own = self.words.families[name]

        def rule(m: Model) -> Value:
            with m.where(**{own: bound(m)}):
                return body(m)

        return rule

    def logarithm(self) -> Meaning:
        self.next()
        if self.accept(r"\Gamma", "("):
            inner = self.expression()
            self.expect(")")
            return lambda m: complex(mpmath.loggamma(inner(m)))
        if self.peek() == "^":
            raise Unread("a power of a logarithm without brackets")
        argument = self.primary() if self.peek() != r"\log" else self.logarithm()
        if self.peek() == "^":
            raise Unread("a power after the argument of a logarithm")
        return lambda m: log(argument(m))

    def summation(self) -> Meaning:
        self.next()
        lo, hi = always(-cmath.inf), always(cmath.inf)
        self.expect("_")
        name, _, start = self.group().partition("=")
        if start:
            lo = self.inside(start)
            self.expect("^")
            hi = self.inside(self.group())
        body = self.scoped(name, self.term)
        return lambda m: _total(m, name, over(lo(m), hi(m), True), body)

    def integration(self) -> Meaning:
        self.next()
        lo, hi = always(-cmath.inf), always(cmath.inf)
        if self.accept("_"):
            lo = self.inside(self.group())
            self.expect("^")
            hi = self.inside(self.group())
        name = self.variable()
        body = self.scoped(name, self.term)
        self.expect(r"\mathrm", "{", "d", "}")
        if self.next() != name:
            raise Unread("an integral over another variable")
        return lambda m: _total(m, name, over(lo(m), hi(m), False), body)

    def variable(self) -> str:
        """The letter of the differential that ends this integral."""
        depth = 0
        for k in range(self.at, len(self.tokens)):
            if self.tokens[k : k + 4] == [r"\mathrm", "{", "d", "}"]:
                if depth == 0:
                    return self.tokens[k + 4]
                depth -= 1
            depth += self.tokens[k] == r"\int"
        raise Unread("an integral without its differential")

    def expectation(self) -> Meaning:
        self.next()
        self.expect("{", "E", "}", "_")
        name, _, law = self.group().partition(r"\sim")
        name = name.strip()
        p, places = Reader(law, self.words, self.bound).law()
        self.expect(r"\left", "[")
        body = self.scoped(name, self.expression)
        self.expect(r"\right", "]")

        def rule(m: Model) -> Value:
            def at(x: Value) -> Value:
                with m.where(**{name: x}):
                    return body(m)

            return mean(p(m), at, places(m))

        return rule

    def upright(self) -> Meaning:
        self.next()
        word = self.group()
        if word == "e":
            return lambda m: cmath.e
        if word == "JS":
            return self.two("JS", ",")
        raise Unread(rf"\mathrm{{{word}}}")

    def head(self) -> bool:
        if self.peek() == "D" and self.peek(1) == "_" and self.peek(3) == r"\mathrm":
            return True
        return self.peek() == "H" and self.peek(1) == "(" and "H" not in self.words.functions

    def functional(self) -> Meaning:
        if self.next() == "D":
            self.expect("_", "{", r"\mathrm", "{", "K", "L", "}", "}")
            return self.two("KL", r"\|")
        self.expect("(")
        p, places = self.law()
        if self.accept(")"):
            return lambda m: divergence("CE", p(m), p(m), places(m))
        self.expect(",")
        q, _ = self.law()
        self.expect(")")
        return lambda m: divergence("CE", p(m), q(m), places(m))

    def two(self, kind: str, between: str) -> Meaning:
        self.expect("(")
        p, places = self.law()
        self.expect(between)
        q, _ = self.law()
        self.expect(")")
        return lambda m: divergence(kind, p(m), q(m), places(m))

    def operator(self) -> Meaning:
        self.next()
        name = self.group().replace(r"\_", "_")
        braces = self.accept("{")
        self.expect(r"\left", "(")
        args = list(self.arguments(name in self.words.routines.values()))
        self.expect(r"\right", ")")
        if braces:
            self.expect("}")
        if name in self.words.routines.values():
            return lambda m: routine(name, [a(m) for a in args])
        if name == "erf":
            return lambda m: complex(mpmath.erf(args[0](m)))
        return lambda m: smooth(name, *(a(m) for a in args))

    def arguments(self, data: bool) -> Iterator[Meaning]:
        while self.peek() != r"\right":
            yield self.datum() if data else self.expression()
            self.accept(",")

    def datum(self) -> Meaning:
        """An argument of an algorithm: a tuple, a law or a number."""
        if self.peek() == r"\left" and self.peek(1) == "(" and self.is_tuple():
            self.expect(r"\left", "(")
            inner = list(self.arguments(data=True))
            self.expect(r"\right", ")")
            return lambda m: smooth("tuple", *(a(m) for a in inner))
        if self.is_law():
            p, places = self.law()
            return lambda m: mean(p(m), lambda x: x + 1, places(m))
        return self.expression()

    def is_tuple(self) -> bool:
        depth = 0
        for k in range(self.at, len(self.tokens)):
            depth += (self.tokens[k] == r"\left") - (self.tokens[k] == r"\right")
            if depth == 0:
                return self.tokens[k + 2 : k + 3] in ([","], [r"\right"])
            if depth == 1 and self.tokens[k] == ",":
                return True
        return False

    def is_law(self) -> bool:
        return self.peek() in self.words.laws or self.peek() == "(" or self.peek(2) == "U"

    def special(self, f: Any, name: str = "") -> Callable[[], Meaning]:
        def rule() -> Meaning:
            self.next()
            self.expect(r"\left", "(")
            args = list(self.arguments(data=False))
            self.expect(r"\right", ")")
            if name:
                return lambda m: smooth(name, sum(a(m) for a in args))
            return lambda m: complex(f(args[0](m)))

        return rule

    def digamma(self) -> Meaning:
        self.next()
        order = self.inside(self.group().strip("()")) if self.accept("^") else (lambda m: 0)
        self.expect("(")
        x = self.expression()
        self.expect(")")
        return lambda m: complex(mpmath.polygamma(round(complex(order(m)).real), x(m)))

    def delta(self) -> Meaning:
        self.next()
        self.expect("_")
        text = self.group()
        one, other = (self.inside(t) for t in (text.split(",") if "," in text else text))
        return lambda m: float(abs(one(m) - other(m)) < 1e-6)

    # --- names

    def name(self) -> Meaning:
        return self.named()[0]

    def named(self) -> tuple[Meaning, Callable[[Model], Any]]:
        """A symbol, an entry or the value of a function: its value and its key."""
        text = self.letters()
        law = self.words.laws.get(text) if self.pointwise and self.peek() != "(" else None
        if isinstance(law, Named):
            name = law.name
            return (lambda m: m.entry(name, m.set[AT_POINT])), (lambda m: text)
        if text in self.bound:
            return (lambda m: m.symbol(text)), (lambda m: text)
        if self.accept("("):
            return self.applied(text)
        if text in self.words.symbols:
            name, whole = self.words.symbols[text]
            return (lambda m: m.symbol(name, whole)), (lambda m: name)
        return self.entry(text)

    def applied(self, text: str) -> tuple[Meaning, Callable[[Model], Any]]:
        base = text.partition("_{")[0]
        if base in self.words.variables and self.mid_ahead():
            return self.quotient(base, text.partition("_{")[2].removesuffix("}"))
        args: list[Meaning] = []
        shown: list[str] = []
        while not args or self.next() in (",", r"\mid", ";"):
            start = self.at
            args.append(self.expression())
            shown.append("".join(self.tokens[start : self.at]))
        self.at -= 1
        self.expect(")")
        name = self.function(text, shown)
        order = self.order(text, len(args))

        def value(m: Model) -> Value:
            return m.entry(name, *(args[k](m) for k in order))

        return value, lambda m: (name, *(_rounded(args[k](m)) for k in order))

    def mid_ahead(self) -> bool:
        """Whether a bar stands before the bracket is closed."""
        depth = 0
        for t in self.tokens[self.at :]:
            depth += (t in "({[") - (t in ")}]")
            if depth < 0:
                return False
            if depth == 0 and t == r"\mid":
                return True
        return False

    def quotient(self, base: str, index: str) -> tuple[Meaning, Callable[[Model], Any]]:
        r"""``p(a\mid b)``: the joint law of all over the law of what is behind the bar.

        The index names the variables; without one the arguments do, all but one of each kind.
        """
        name, variables = self.words.variables[base]
        sides: list[list[tuple[str, Meaning]]] = [[]]
        while True:
            start, value = self.at, self.expression()
            sides[-1].append(("".join(self.tokens[start : self.at]), value))
            if self.accept(r"\mid"):
                sides.append([])
            elif not self.accept(","):
                break
        self.expect(")")
        own, given = sides
        if index:
            names = [_variables(part, variables) for part in re.split(r"\\mid\s*", index)]
        else:
            told = [[_variable(v, variables) for v, _ in side] for side in sides]
            rest = iter(v for v in variables if v not in [*told[0], *told[1]])
            names = [tuple(v or next(rest) for v in side) for side in told]
        chosen = (*names[0], *names[1])
        values = dict(zip(chosen, (value for _, value in own + given), strict=True))

        def of(m: Model, some: tuple[str, ...]) -> Value:
            return m.entry(_marginal(name, some, variables), *(values[v](m) for v in some))

        both = tuple(v for v in variables if v in values)
        below = tuple(v for v in variables if v in names[1])
        return (lambda m: of(m, both) / of(m, below)), lambda m: (name, both, below)

    def function(self, text: str, shown: list[str]) -> str:
        """The function that a printed name and its arguments mean.

        Without an index the arguments tell the variables of a law, or stand for all of them.
        """
        base, _, index = text.partition("_{")
        if base in self.words.variables:
            name, variables = self.words.variables[base]
            told = tuple(_variable(v, variables) for v in shown)
            if index and (chosen := _variables(index.removesuffix("}"), variables)):
                return _marginal(name, chosen, variables)
            if not index and (all(told) or len(shown) == len(variables)):
                return _marginal(name, told if all(told) else variables, variables)
        if text not in self.words.functions:
            raise Unread(f"no function is printed {text}")
        return self.words.functions[text]

    def entry(self, text: str) -> tuple[Meaning, Callable[[Model], Any]]:
        base, _, below = text.partition("_{")
        parts = commas(below.removesuffix("}"))
        for own in range(len(parts)):
            shown = f"{base}_{{{','.join(parts[:own])}}}" if own else base
            if shown in self.words.families:
                name, indices = self.words.families[shown], [*map(self.inside, parts[own:])]
                return _entry(name, indices)
        if base in self.bound or base in self.words.symbols:
            point, index = self.inside(base), self.inside(parts[0])
            return (lambda m: coordinate(point(m), index(m))), (lambda m: text)
        raise Unread(f"no name is printed {text}")


def _variable(shown: str, variables: tuple[str, ...]) -> str:
    """The variable that an argument is called as; empty where there is none."""
    return next((v for v in variables if letter(v) == shown), "")


def _variables(index: str, variables: tuple[str, ...]) -> tuple[str, ...]:
    """The variables that an index names, side by side."""
    some = (s for k in range(1, len(variables) + 1) for s in combinations(variables, k))
    return next((s for s in some if "".join(map(letter, s)) == index.strip()), ())


def _marginal(name: str, some: tuple[str, ...], variables: tuple[str, ...]) -> str:
    """The function that the law of some of its variables is."""
    return name if some == variables else f"{name}_{''.join(some)}"


def _entry(name: str, indices: list[Meaning]) -> tuple[Meaning, Callable[[Model], Any]]:
    """The value and the key of an entry of a family."""

    def value(m: Model) -> Value:
        return m.entry(name, *(i(m) for i in indices))

    return value, lambda m: (name, *(_rounded(i(m)) for i in indices))


def _total(m: Model, name: str, where: list[tuple[Value, float]], body: Meaning) -> Value:
    total = 0j
    for x, w in where:
        with m.where(**{name: x}):
            total += w * body(m)
    return total


def read(text: str, words: Vocabulary, bound: frozenset[str] = frozenset()) -> Meaning:
    """The meaning of a printed expression, all of which must be read."""
    return Reader(text, words, bound).alone()


def relation(text: str, words: Vocabulary) -> tuple[Meaning, str, Meaning]:
    """The two sides of a printed relation and the sign between them."""
    reader = Reader(text, words)
    lhs = reader.expression()
    sign = reader.next()
    if sign not in RELATIONS:
        raise Unread(f"{sign!r} is no relation")
    rhs = reader.expression()
    if reader.peek():
        raise Unread(f"left over: {''.join(reader.tokens[reader.at :])!r}")
    return lhs, sign, rhs
