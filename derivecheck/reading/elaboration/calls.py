"""Letters and brackets side by side: calls of laws, heads and functions, or products."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeGuard

from sympy import (
    Expr,
    KroneckerDelta,
    Mul,
    Pow,
    digamma,
    exp,
    gamma,
)

from derivecheck.language import At, Family, Partial
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration import information
from derivecheck.reading.elaboration.arrays import Arrays
from derivecheck.reading.elaboration.cases import with_letter
from derivecheck.reading.elaboration.frame import ANY, DEEPEST, Bound, NotUnderstood
from derivecheck.reading.elaboration.functions import NAMED
from derivecheck.reading.elaboration.laws import (
    call_in,
    is_law,
    law_value,
    written_law,
)
from derivecheck.reading.elaboration.means import Means
from derivecheck.reading.letters import (
    Call,
    calls,
    is_index,
    is_letter,
    is_parameter,
    key_of,
    parameter_name,
    variable_of,
)
from derivecheck.reading.symbols import (
    NAMED_LAWS,
    Definition,
    Kind,
    argument_name,
    head_of,
    is_head,
    is_variance,
)

SPECIAL: dict[str, Callable[[Expr], Expr]] = {
    **NAMED,
    "Gamma": gamma,
    "psi": digamma,
    "exp": exp,
}


class Calls(Means, Arrays):
    """What a row of factors is worth."""

    def row(self, items: tuple[t.Tree, ...]) -> Expr:
        """Factors side by side, of which a letter and its bracket make one."""
        if self.frame.ranks and items and self.has_array(items):
            return self.number_of(t.Row(items[0].place.to(items[-1].place), items))
        factors: list[Expr] = []
        k = 0
        while k < len(items):
            item = items[k]
            after = items[k + 1] if k + 1 < len(items) else None
            if after is not None and (pair := indicated(item, after)) is not None:
                factors.append(self.indicator(pair))
                k += 2
                continue
            if isinstance(after, t.Bracket) and is_variance(item):
                sub = item.sub if isinstance(item, t.Scripted) else None
                factors.append(self.moment("Var", after, sub))
                k += 2
                continue
            if after is not None and self.is_moment(item, after):
                factors.append(self.moment(item.text, after))
                k += 2
                continue
            if isinstance(after, t.Scripted) and isinstance(after.base, t.Bracket):
                value = self.called_power(item, after)
            else:
                value = self.called(item, after) if isinstance(after, t.Bracket) else None
            if value is not None:
                factors.append(value)
                k += 2
            else:
                factors.append(self.meaning(item))
                k += 1
        return Mul(*factors)

    def indicator(self, pair: t.Compare) -> Expr:
        """1 where two indices are equal, else 0; the other way round for ≠."""
        delta = KroneckerDelta(*(self.place_of(x) for x in (pair.left, pair.right)))
        return delta if pair.relation == "=" else 1 - delta

    def place_of(self, tree: t.Tree) -> Expr:
        """An index or outcome as a number of its place."""
        key = key_of(t.bare(tree))
        if isinstance(t.bare(tree), t.Number):
            return self.scalar(self.frame, tree)
        if key is None or self.frame.reading.space != "outcomes":
            raise NotUnderstood("an indicator of no indices", tree)
        return self.frame.variable(key)

    def is_moment(self, letter: t.Tree, item: t.Tree) -> TypeGuard[t.Name]:
        """Whether EX or DX stands here: X is a variable with a law, or a bracket around one."""
        if not isinstance(letter, t.Name) or letter.text not in ("E", "D"):
            return False
        base = item.base if isinstance(item, t.Scripted) and item.sup is not None else item
        key = variable_of(base)
        if key is None:
            inner = base.items[0] if isinstance(base, t.Bracket) and len(base.items) == 1 else None
            plain = isinstance(inner, t.Sum) and letter.text == "D"
            return plain and self.frame.reading.space == "line" and self.has_law(inner)
        return (
            isinstance(base, t.Name)
            and base.text.isupper()
            and self.frame.declared(key) is not None
        )

    def has_law(self, tree: t.Tree | None) -> bool:
        """Whether a letter in a tree is a variable of which a law was called before."""
        names = {variable_of(x) for x in tree.walk() if is_letter(x)} if tree else set()
        last = self.frame.symbols.last_law_of
        return any(n and last(n, tree.place.start) for n in names) if tree else False

    def called_power(self, letter: t.Tree, after: t.Scripted) -> Expr | None:
        """p(x)^2 is the square of the value."""
        if after.sup is None or after.sub is not None or not isinstance(after.base, t.Bracket):
            return None
        value = self.called(letter, after.base)
        return None if value is None else Pow(value, self.meaning(after.sup))

    def called(self, letter: t.Tree, bracket: t.Bracket) -> Expr | None:
        """The value of a letter at a bracket; None where they are two factors."""
        if not is_letter(letter) or bracket.left not in ("(", "[", r"\{", "{"):
            return None
        key, frame = key_of(letter), self.frame
        call = Call(letter, bracket)
        if key is None:
            return None
        if is_head(head_of(frame.symbols, key)[0], bracket):
            value = information.head(frame, key, call, self.scalar)
            if value is not None:
                return value
        if bracket.left == "{" or _holds_alone(bracket, key):
            return None
        if key in NAMED_LAWS and bracket.separators[:1] in ((";",), ("|",)):
            written = written_law(frame, t.Row(call.place, (letter, bracket)), self.scalar)
            if written is not None:
                return written.at(self.value_of_density(bracket.items[0]))
        if is_law(frame, letter):
            frame.doubt_of_values(key)
            return law_value(frame, call, self.scalar)
        return self.function(key, call)

    def value_of_density(self, tree: t.Tree) -> Expr:
        """Where N(x; μ, σ²) is taken: at a point, if nothing says what x is."""
        key, symbols = key_of(tree), self.frame.symbols
        free = key is not None and not symbols.evidence.get(key) and key not in self.frame.env
        if free and self.frame.reading.space == "line" and is_letter(tree):
            return self.frame.variable(str(key))
        return self.meaning(tree)

    def function(self, key: str, call: Call) -> Expr | None:
        """A function that is defined or arbitrary; None where the bracket is a factor."""
        frame = self.frame
        definition = frame.symbols.definition(key, frame.start)
        arguments = [t.bare(a) for a in call.bracket.items]
        fitting = [
            d
            for d in frame.symbols.definitions_of(key, frame.start)
            if len(d.parameters) == len(arguments) > 0
        ]
        if fitting:
            return self.first_understood(fitting, arguments, call)
        if key.endswith("'") and (below := frame.symbols.definition(key[:-1], frame.start)):
            return self.primed(below, arguments, call)
        if key in SPECIAL and definition is None and len(arguments) == 1:
            return SPECIAL[key](self.meaning(arguments[0]))
        numeric = frame.symbols.is_a(key, Kind.NUMBER) or key in frame.env
        if numeric or not frame.symbols.is_a(key, Kind.FUNCTION):
            if len(arguments) == 1 and (numeric or _is_arithmetic(arguments[0])):
                return None
            raise NotUnderstood(f"nothing says what {key}(…) is", call.letter)
        parameters = [a for a in arguments if is_parameter(a)]
        points = [a for a in arguments if not is_parameter(a)]
        names = [variable_of(a) for a in points]
        if len(points) == 1 and (self.is_generated(points[0]) or self.is_composed(points[0])):
            key = "_".join([key, *(parameter_name(p) for p in parameters)])
            return frame.function(key, [ANY], [self.meaning(points[0])])
        line = self.frame.reading.space == "line"
        if not points and parameters and not self.frame.parameters & set(map(key_of, parameters)):
            return self.frame.number(
                f"{key}_{'_'.join(map(parameter_name, parameters))}", call.letter
            )
        if not points or None in names and not line:
            raise NotUnderstood(f"{key} at an expression", call.bracket)
        key = "_".join([key, *(parameter_name(p) for p in parameters)])
        if None in names:
            return self.frame.function(key, [n or ANY for n in names], [*map(self.meaning, points)])
        return frame.function(key, [n for n in names if n], [self.point(a) for a in points])

    def primed(self, definition: Definition, arguments: list[t.Tree], call: Call) -> Expr:
        """f'(a) for a defined function f of one number, at a letter."""
        if len(definition.parameters) != 1 or len(arguments) != 1:
            raise NotUnderstood("a derivative of a function of several variables", call.letter)
        name = definition.parameters[0]
        known = self.frame.symbols.signs.get(name, ())
        free = Family(name, 1, sign="positive" if "positive" in known else "real")
        body = self.defined(definition.body, call.letter, **{name: Bound(free[1], None)})
        value = self.meaning(arguments[0])
        return At(Partial(body, free[1]), free, lambda _: value)

    def first_understood(
        self, definitions: list[Definition], arguments: list[t.Tree], call: Call
    ) -> Expr:
        """A defined function at its arguments, by the first of its definitions that is read."""
        first: NotUnderstood | None = None
        for d in definitions:
            depth = self.frame.depth
            try:
                return self.defined_at(d.parameters, d.body, arguments, call)
            except NotUnderstood as error:
                self.frame.depth = depth
                first = first or error
        assert first is not None
        raise first

    def is_generated(self, tree: t.Tree) -> bool:
        """Whether a tree is G(z) of a generator."""
        call = call_in(tree)
        return call is not None and key_of(call.letter) in self.frame.generators

    def is_composed(self, tree: t.Tree) -> bool:
        """Whether a tree is a value g(x, ε) on the line of another function."""
        call = call_in(tree)
        known = call is not None and self.frame.symbols.is_a(key_of(call.letter), Kind.FUNCTION)
        return known and self.frame.reading.space == "line"

    def point(self, tree: t.Tree) -> Expr:
        """An argument of a function: a bound variable, or a free one."""
        name = variable_of(tree)
        for key in (key_of(tree), name):
            if key is not None and key in self.frame.env:
                return self.frame.env[key].expr
        assert name is not None
        if isinstance(tree, t.Scripted) and is_index(tree.sub):
            index = key_of(tree.sub)
            if index is not None and index in self.frame.env:
                return self.frame.env[index].expr
        return self.frame.variable(name)

    def place_or_number(self, tree: t.Tree) -> Expr:
        """An argument: the index b of π(b), where sums run over b, or a number."""
        key, frame = key_of(tree), self.frame
        index = frame.symbols.is_a(key, Kind.INDEX) and not frame.symbols.arithmetic.get(str(key))
        if key and index and key not in frame.env and frame.reading.space == "outcomes":
            return frame.variable(key)
        return self.meaning(tree)

    def defined_at(
        self, parameters: tuple[str, ...], body: t.Tree, arguments: list[t.Tree], call: Call
    ) -> Expr:
        """A defined function at its arguments; a law or function as argument keeps its letter."""
        pairs = [
            (n, a) for n, a in zip(parameters, arguments, strict=True) if argument_name(a) != n
        ]
        labels = {n: parameter_name(a) for n, a in pairs if is_parameter(a)}
        values, letters = {}, {}
        for name, a in pairs:
            if name in labels:
                continue
            if self.is_of_functions(name, a):
                letters[name] = a
            elif (law := self.law_inside(body, name)) and is_law(self.frame, a):
                letters[law], values[name] = a, self.frame.env[ANY]
            elif is_law(self.frame, a) or self.frame.symbols.is_a(name, Kind.LAW):
                raise NotUnderstood("a defined functional at other laws", call.bracket)
            else:
                values[name] = Bound(self.place_or_number(a), None)
        body = with_letter(body, letters) if letters else body
        with self.frame.relabelled(labels):
            return self.defined(body, call.letter, **values)

    def is_of_functions(self, name: str, argument: t.Tree) -> bool:
        """Whether a law or function stands as an argument in the place of another."""
        both, symbols = (name, key_of(argument)), self.frame.symbols
        return any(all(symbols.is_a(k, kind) for k in both) for kind in (Kind.LAW, Kind.FUNCTION))

    def law_inside(self, body: t.Tree, name: str) -> str | None:
        """The one law of which a definition is a function of the value: P in I(x) = -log P(x).

        I(Q) is then -log Q(x) for the x that a mean around it binds.
        """
        found = [c for c in calls(body) if is_law(self.frame, c.letter)]
        of_value = {tuple(key_of(t.bare(a)) for a in c.bracket.items) for c in found} == {(name,)}
        keys = {key_of(c.letter) for c in found}
        return keys.pop() if of_value and len(keys) == 1 and ANY in self.frame.env else None

    def defined(self, body: t.Tree, tree: t.Tree, **values: Bound) -> Expr:
        """The expression that a name was given."""
        frame = self.frame
        frame.depth += 1
        if frame.depth > DEEPEST:
            raise NotUnderstood("definitions that go round in a circle", tree)
        frame.add_usages(body)
        with frame.binding(**values):
            value = self.meaning(body)
        frame.depth -= 1
        return value


def indicated(letter: t.Tree, after: t.Tree | None = None) -> t.Compare | None:
    """What an indicator compares: 1[i = j], 𝟙(i ≠ j), I_{i=j}, 1_{[i=j]}, δ_{ij}."""
    if isinstance(letter, t.Scripted) and letter.sup is None and after is None:
        inner, base = t.bare(letter.sub or letter), letter.base
        if isinstance(inner, t.Bracket) and len(inner.items) == 1:
            inner = t.bare(inner.items[0])
        if key_of(base) == "delta" and isinstance(letter.sub, (t.Row, t.Bracket)):
            parts = letter.sub.items
            if len(parts) == 2 and all(is_index(x) or isinstance(x, t.Number) for x in parts):
                return t.Compare(letter.place, parts[0], "=", parts[1])
    elif isinstance(after, t.Bracket) and len(after.items) == 1:
        inner, base = t.bare(after.items[0]), letter
    else:
        return None
    one = isinstance(base, t.Number) and base.text == "1"
    mark = isinstance(base, t.Name) and base.text in ("1", "I", "𝟙", "indicator")
    if (one or mark) and isinstance(inner, t.Compare) and inner.relation in ("=", "==", "!="):
        return replace(inner, relation=inner.relation.replace("==", "="))
    return None


def _is_arithmetic(tree: t.Tree) -> bool:
    return isinstance(tree, (t.Sum, t.Product, t.Fraction_, t.Number))


def _holds_alone(bracket: t.Bracket, key: str) -> bool:
    """Whether the letter before a bracket stands in it as a number: σ(1 - σ) is a product."""
    called = {id(c.letter) for c in calls(bracket)}
    return any(key_of(x) == key for x in bracket.walk() if is_letter(x) and id(x) not in called)
