"""What is known while one side of a step is given its meaning: letters, bound variables, laws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sympy import Expr, Integer, Lambda, Rational, Symbol, oo

from derivecheck.language import (
    Assumption,
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
    RealFunction,
    RealMap,
    Uniform,
    bernoulli,
    point,
)
from derivecheck.language.measures import Integers, Line, Space
from derivecheck.latex.formula import tree as t
from derivecheck.reading.extents import ANY, NotUnderstood, converging, derived_by, sizes
from derivecheck.reading.letters import calls, key_of, variable_of
from derivecheck.reading.readings import Reading
from derivecheck.reading.symbols import (
    ENTROPIES,
    INFORMATION,
    KNOWN_HEADS,
    Kind,
    Symbols,
    Usage,
    usage_of,
)

DEEPEST = 8  # definitions inside definitions


@dataclass(frozen=True)
class Bound:
    """A variable that an operator or a mean binds, with the range of its values."""

    expr: Expr
    space: Space | None  # None for an index of numbers alone
    lo: Any = None
    hi: Any = None


@dataclass
class Frame:
    """The state of one elaboration; ``given`` collects what the statement must assume."""

    symbols: Symbols
    reading: Reading
    start: int  # of the step in the text
    trees: tuple[t.Tree, ...]  # all that is read in this frame
    given: dict[Any, Assumption] = field(default_factory=dict)
    env: dict[str, Bound] = field(default_factory=dict)
    doubts: dict[str, str] = field(default_factory=dict)  # letters of uncertain role, and why
    same: dict[str, str] = field(default_factory=dict)  # laws that the words say are equal
    depth: int = 0
    scalar: Callable[[Frame, t.Tree], Expr] | None = None  # the elaborator, for definitions

    def __post_init__(self) -> None:
        self.usages: dict[str, set[Usage]] = {}
        self.parameters = frozenset(k for tree in self.trees for k in derived_by(tree))
        self.free: set[str] = set()  # laws whose values are free while a derivative is taken
        for tree in self.trees:
            self.add_usages(tree)
        for tree in self.trees:
            self.add_random_variables(tree)
        self.sizes = sizes(self.trees, self.symbols, self.several)
        self.ratios, self.fading = converging(self.trees)

    def add_usages(self, tree: t.Tree) -> None:
        """Take note of how laws are called in a tree that is read in this frame."""
        for call in calls(tree):
            key = key_of(call.letter)
            if key is not None and self.symbols.is_a(key, Kind.LAW) and key not in KNOWN_HEADS:
                use = usage_of(call)
                self.usages.setdefault(self.law_name(key, use.parameters), set()).add(use)

    def add_random_variables(self, tree: t.Tree) -> None:
        """Entropies of random variables are those of the law that the note has of them."""
        for call in calls(tree):
            if key_of(call.letter) in ENTROPIES | INFORMATION:
                names = random_variables(self.symbols, call.bracket)
                if names:
                    self.usages.setdefault(self.law_of(names), set()).add(Usage(names, ()))

    def law_of(self, names: tuple[str, ...]) -> str:
        """The name of the law of random variables: the one that is called with them, or p."""
        for known in (self.usages, self.symbols.usages):
            keys = [k for k, us in known.items() if any(set(names) & set(_all(u)) for u in us)]
            chosen = next((k for k in ("p", "P") if k in keys), keys[0] if len(keys) == 1 else None)
            if chosen is not None:
                return self.law_name(chosen)
        return self.law_name("p")

    # --- names

    def law_name(self, key: str, parameters: tuple[str, ...] = ()) -> str:
        """The name of a law with its parameters, under the reading."""
        name = "_".join((key, *parameters))
        if self.reading.no_parameters:
            base, _, label = name.partition("_")
            if label in ("theta", "phi", "psi", "omega", ""):
                name = base
        letter = name.partition("_")[0]
        if self.reading.one_case and len(letter) == 1:
            name = letter.upper() + name[1:]
        return self.same.get(name, name)

    @contextmanager
    def binding(self, **names: Bound) -> Iterator[None]:
        """Variables bound for a while."""
        before = dict(self.env)
        self.env.update(names)
        try:
            yield
        finally:
            self.env = before

    def assume(self, key: Any, assumption: Assumption) -> Any:
        """Add an assumption once; one name cannot mean two things."""
        known = self.given.setdefault(key, assumption)
        if known != assumption:
            raise NotUnderstood(f"{key} is used as two different things")
        return known

    def doubt_of_values(self, key: str) -> None:
        """A law whose values the note gives somewhere is not arbitrary there."""
        for d in self.symbols.laws:
            if d.key == key:
                self.doubts.setdefault(key, f"line {d.line} gives values of {key}")

    def doubt_of_words(self, name: str) -> None:
        """A law of which the words of the note say more than that it is one."""
        variables = {v for u in self.usages.get(name, ()) for v in _all(u)}
        for key in (name, *sorted(variables)):
            if key in self.symbols.special:
                line, word = self.symbols.special[key]
                self.doubts.setdefault(key, f"line {line} says of {key} in words: {word!r}")

    # --- spaces

    def axes(self, name: str) -> tuple[str, ...]:
        """The variables of a law in this frame; ANY for a law of one variable of any name."""
        used = self.usages.get(name, set())
        variables = tuple(
            dict.fromkeys(v for u in sorted(used, key=str) for v in (*u.variables, *u.given))
        )
        together = any(len(u.variables) + len(u.given) > 1 for u in used)
        joined = self.symbols.joined(name)
        if not together and len(variables) > 1:
            together = any(len(s & set(variables)) > 1 for s in joined)
        if not together:
            return (ANY,)
        return tuple(sorted(variables))

    @property
    def several(self) -> bool:
        """Whether some law here has several variables: then each has a space of its own."""
        return any(len(self.axes(name)) > 1 for name in self.usages)

    def is_kernel(self, name: str) -> bool:
        """Whether a law on the line is only ever one of a variable given another: q(z|x)."""
        used = {(u.variables, u.given) for u in self.usages.get(name, ())}
        shapes = [(len(v), len(g)) for v, g in used]
        return self.reading.space == "line" and shapes == [(1, 1)]

    def variable_of_law(self, name: str) -> str:
        """The variable that a law of one variable is a law of."""
        names = {v for u in self.usages.get(name, ()) for v in u.variables}
        return names.pop() if len(names) == 1 else ANY

    def size(self, variable: str) -> Expr:
        """The number of outcomes of a variable."""
        if self.reading.special == "two":
            return Integer(2)
        key = variable if self.several else ANY
        if key == ANY and self.several:
            raise NotUnderstood("a law whose variable is not named beside laws of several")
        found = self.sizes.get(key)
        if found is None:
            found = Symbol("N" if key == ANY else f"N_{variable}", integer=True, positive=True)
            self.sizes[key] = found
        return found

    def space(self, variable: str) -> Space:
        """Where a variable lives under the reading."""
        if self.reading.space == "integers":
            return Integers()
        return Line() if self.reading.space == "line" else Outcomes(self.size(variable))

    # --- letters

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
        if axes != (ANY,):
            if len(axes) > 4:
                raise NotUnderstood(f"{name} is a law of more than four variables")
            spaces = [(v, self.space(v)) for v in axes]
            return self.assume(name, JointLaw(name, *spaces))
        if self.reading.space == "integers":
            return self.assume(name, CountableLaw(name))
        parameters = self.parameters_of(name)
        if self.reading.space == "line":
            return self.assume(name, Density(name, *parameters))
        if parameters:
            raise NotUnderstood(f"{name} depends on a parameter and lives on outcomes")
        if self.reading.special == "two":
            part = Symbol(name, positive=True)
            self.assume(name, Interval(part, 0, 1))
            return bernoulli(part)
        if self.reading.special == f"uniform {name}":
            return Uniform(self.size(self.variable_of_law(name)))
        kind = Labels if name in ("y", "t") else FiniteLaw
        return self.assume(name, kind(name, self.size(self.variable_of_law(name))))

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

    def number(self, key: str, tree: t.Tree) -> Expr:
        """A letter that stands for a number, with the sign that the note gives it."""
        if key in ("E", "D", "H", "V", "Var", "Cov", "KL", "d", "const", "constant"):
            raise NotUnderstood(f"{key} is no number", tree)
        if "*" in key:
            self.doubts.setdefault(key, f"{key} may be a solution of an equation")
        if key in self.fading and "positive" not in self.symbols.signs.get(key, ()):
            return Symbol(key, negative=True)
        if key in self.symbols.fractions or key in self.ratios:
            symbol = Symbol(key, positive=True)
            self.assume(symbol, Interval(symbol, 0, 1))
            return symbol
        if not self.symbols.is_a(key, Kind.NUMBER):
            self.doubts.setdefault(key, f"nothing says what {key} is")
            if not self._is_used_as_number(key):
                raise NotUnderstood(f"nothing says what {key} is", tree)
        lows, highs = self._bounds(key)
        positive = "positive" in self.symbols.signs.get(key, ()) or any(x >= 0 for x in lows)
        symbol = Symbol(key, positive=True) if positive else Symbol(key, real=True)
        if positive and highs:
            if min(highs) <= max([Fraction(0), *lows]):
                self.doubts.setdefault(key, f"the bounds of {key} change in the note")
            else:
                self.assume(
                    symbol,
                    Interval(symbol, *map(_rational, (max([Fraction(0), *lows]), min(highs)))),
                )
        return symbol

    def _bounds(self, key: str) -> tuple[list[Fraction], list[Fraction]]:
        """The numbers that the note says a letter is above, and below."""
        known = [
            (r, b.value) for _, r, b in self.symbols.bounds.get(key, ()) if isinstance(b, t.Number)
        ]
        return [v for r, v in known if r[0] == ">"], [v for r, v in known if r[0] == "<"]

    def _is_used_as_number(self, key: str) -> bool:
        """Whether a letter stands in arithmetic at two places of the note."""
        return len(self.symbols.arithmetic.get(key, ())) > 1

    def family(self, key: str) -> Family:
        """Numbers z_i with an index."""
        sign = "positive" if "positive" in self.symbols.signs.get(key, ()) else "real"
        return self.assume(key, Family(key, self.size(ANY), sign=sign))

    def function(self, key: str, names: list[str], arguments: list[Expr]) -> Expr:
        """A value of a function that is arbitrary."""
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
            more = (*arguments[1:], *parameters)
            return self.assume((key, *more), RealFunction(key, *more, sign=sign))(arguments[0])
        if parameters:
            raise NotUnderstood(f"{key} depends on a parameter and lives on outcomes")
        size = self.size(names[0] if self.several else ANY)
        return self.assume(key, Family(key, size, sign=sign))[arguments[0]]


def _rational(value: Fraction) -> Expr:
    return Rational(value.numerator, value.denominator)


def _all(usage: Usage) -> tuple[str, ...]:
    return (*usage.variables, *usage.given)


def random_variables(symbols: Symbols, bracket: t.Bracket) -> tuple[str, ...]:
    """The variables of a head whose arguments are random variables; none where they are laws."""
    names = []
    for item in bracket.items:
        key = key_of(t.bare(item))
        if key is None or key[0] in "pqPQ" or symbols.is_a(key, Kind.LAW):
            return ()
        if not (key[0].isupper() or len(key) == 1):
            return ()
        names.append(variable_of(item) or key)
    return tuple(names)


__all__ = ["ANY", "Bound", "Frame", "Law", "NotUnderstood", "oo"]
