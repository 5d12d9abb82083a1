"""From the tree of a formula to an expression of the engine, or the reason why not.

`Scalars` has one method for each sort of tree.  Nothing is taken for a number that nothing shows to
be one, and no product for a call or the other way round without a use that decides it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatchmethod
from typing import Any

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    Mul,
    Pow,
    Rational,
    S,
    Symbol,
    binomial,
    digamma,
    exp,
    factorial,
    gamma,
    log,
    oo,
    pi,
    sympify,
)
from sympy import E as EULER

from derivecheck.latex.formula import tree as t
from derivecheck.reading import information
from derivecheck.reading.derivatives import Derivatives
from derivecheck.reading.frame import ANY, DEEPEST, Bound, Frame, NotUnderstood
from derivecheck.reading.integrals import Integrals
from derivecheck.reading.laws import (
    is_law,
    law_value,
    weight,
)
from derivecheck.reading.letters import (
    Call,
    is_index,
    is_letter,
    is_parameter,
    key_of,
    parameter_name,
    variable_of,
)
from derivecheck.reading.readings import first_factor, widened
from derivecheck.reading.symbols import Kind, is_head


def scalar(frame: Frame, tree: t.Tree) -> Expr:
    """The number that a tree stands for."""
    return sympify(Scalars(frame).of(tree))


class Scalars(Integrals, Derivatives):
    """The meaning of trees in one frame."""

    def meaning(self, tree: t.Tree) -> Any:
        """The value of a tree."""
        return self.of(tree)

    @singledispatchmethod
    def of(self, tree: t.Tree) -> Any:
        """The value of a tree."""
        raise NotUnderstood(f"{type(tree).__name__.lower()} where a number belongs", tree)

    @of.register
    def _(self, tree: t.Words) -> Any:
        raise NotUnderstood(f"words stand as a term: {tree.text}", tree)

    @of.register
    def _(self, tree: t.Table) -> Any:
        raise NotUnderstood(f"the environment {tree.environment}", tree)

    @of.register
    def _(self, tree: t.Number) -> Any:
        return Rational(tree.value.numerator, tree.value.denominator)

    @of.register
    def _(self, tree: t.Constant) -> Any:
        if tree.text == "inf":
            return oo
        raise NotUnderstood({"dots": "dots"}.get(tree.text, f"{tree.text!r} as a term"), tree)

    @of.register
    def _(self, tree: t.Name) -> Any:
        return self.letter(tree)

    @of.register
    def _(self, tree: t.Accent) -> Any:
        return self.letter(tree)

    @of.register
    def _(self, tree: t.Bracket) -> Any:
        if len(tree.items) != 1:
            raise NotUnderstood("a list where a number belongs", tree)
        if tree.left == "<|":
            return self.of(t.Expect(tree.place, None, tree.items[0]))
        value = self.of(tree.items[0])
        if tree.left == "|":
            return Abs(value)
        if tree.left == "||":
            raise NotUnderstood("a norm", tree)
        return value

    @of.register
    def _(self, tree: t.Sum) -> Any:
        if self.frame.reading.wide and widened(tree) != tree:
            return self.of(widened(tree))
        terms = [self.of(x) for x in tree.items]
        return Add(*[x if s == "+" else -x for s, x in zip(tree.signs, terms, strict=True)])

    @of.register
    def _(self, tree: t.Product) -> Any:
        value = self.of(tree.items[0])
        for operator, item in zip(tree.operators, tree.items[1:], strict=True):
            value = value * self.of(item) if operator == "*" else value / self.of(item)
        return value

    @of.register
    def _(self, tree: t.Fraction_) -> Any:
        return self.of(tree.above) / self.of(tree.below)

    @of.register
    def _(self, tree: t.Root) -> Any:
        degree = Integer(2) if tree.degree is None else self.of(tree.degree)
        return Pow(self.of(tree.body), 1 / degree)

    @of.register
    def _(self, tree: t.Binomial) -> Any:
        return binomial(self.of(tree.above), self.of(tree.below))

    @of.register
    def _(self, tree: t.Row) -> Any:
        return self.row(tree.items)

    # --- letters

    def letter(self, tree: t.Tree) -> Expr:
        """A letter that stands alone."""
        key = key_of(tree)
        frame = self.frame
        if key is None:
            raise NotUnderstood("this letter has marks of no known meaning", tree)
        if key in frame.env:
            return frame.env[key].expr
        if key.lower() in frame.env and len(key) == 1 and key.isupper():
            return frame.env[key.lower()].expr
        if is_law(frame, tree):
            return self.unapplied(key, tree)
        if key == "pi" and not frame.symbols.is_a(key, Kind.DEFINED):
            return pi
        if key == "e":
            return EULER
        definition = frame.symbols.definition(key, frame.start)
        if definition is not None and definition.start > frame.start and key in frame.parameters:
            definition = None  # so far it is what is differentiated by
        if definition is not None and not definition.parameters:
            return self.defined(definition.body, tree)
        if key in frame.sizes.values() or any(str(s) == key for s in frame.sizes.values()):
            return Symbol(key, integer=True, positive=True)
        if (
            frame.symbols.is_a(key, Kind.INDEX)
            and is_index(tree)
            and frame.reading.space == "outcomes"
        ):
            return frame.variable(key)
        if frame.symbols.is_a(key, Kind.VARIABLE) or self.is_variable(key):
            if frame.reading.space == "line" and not frame.symbols.is_a(key, Kind.INDEX):
                return frame.variable(key)
            raise NotUnderstood(f"{key} is an outcome, not a number", tree)
        if frame.symbols.is_a(key, Kind.FUNCTION):
            raise NotUnderstood(f"{key} is a function; it needs an argument", tree)
        return frame.number(key, tree)

    def is_variable(self, key: str) -> bool:
        """Whether a letter is what laws are called with."""
        return any(key in (*u.variables, *u.given) for us in self.frame.usages.values() for u in us)

    def unapplied(self, key: str, tree: t.Tree) -> Expr:
        """A law without its argument: its value at the point that the mean around it binds."""
        frame = self.frame
        point = frame.env.get(ANY)
        if point is None:
            used = frame.symbols.arithmetic.get(key, ())
            if key in frame.symbols.fractions or (used and not frame.usages.get(key)):
                return frame.number(key, tree)
            raise NotUnderstood(f"{key} is a law; as a number it needs an argument", tree)
        found = weight(frame, tree, scalar)
        if len(found.variables) != 1:
            raise NotUnderstood(f"{key} is a law of several variables", tree)
        return found.value({found.variables[0]: point.expr})

    def defined(self, body: t.Tree, tree: t.Tree, **values: Bound) -> Expr:
        """The expression that a name was given."""
        frame = self.frame
        frame.depth += 1
        if frame.depth > DEEPEST:
            raise NotUnderstood("definitions that go round in a circle", tree)
        frame.add_usages(body)
        with frame.binding(**values):
            value = self.of(body)
        frame.depth -= 1
        return value

    @of.register
    def _(self, tree: t.Scripted) -> Any:
        key = key_of(tree)
        base, sub, sup = tree.base, tree.sub, tree.sup
        if isinstance(base, t.Bracket) and base.left == "<|" and sup is None:
            return self.of(t.Expect(tree.place, sub, base.items[0]))
        bound = sub is not None and key_of(sub) in self.frame.env
        if key is not None and (key in self.frame.env or not (is_index(sub) or bound)):
            return self.letter(tree)
        if isinstance(base, t.Name) and base.text == "e" and sub is None and sup is not None:
            return exp(self.of(sup))
        if sup is not None and not isinstance(sup, t.Constant):
            below = base if sub is None else t.Scripted(tree.place, base, sub, None, tree.primes)
            return self.power(below, sup, tree)
        if sub is not None and sup is None and (is_index(sub) or bound):
            return self.entry(tree)
        raise NotUnderstood("this letter has marks of no known meaning", tree)

    def power(self, base: t.Tree, sup: t.Tree, tree: t.Tree) -> Expr:
        """A power; a number in brackets above a letter is an index of another kind."""
        if isinstance(sup, t.Bracket) and sup.left == "(" and is_letter(base):
            raise NotUnderstood("an index above a letter", tree)
        if isinstance(sup, t.Name) and sup.text in ("T", "top", "intercal", "prime"):
            raise NotUnderstood("a transpose", tree)
        return Pow(self.of(base), self.of(sup))

    def entry(self, tree: t.Scripted) -> Expr:
        """p_i, y_i, z_i: an entry of a law or of a family of numbers."""
        frame, base = self.frame, tree.base
        key, index = key_of(base), key_of(tree.sub) if tree.sub else None
        if key is None or index is None:
            raise NotUnderstood("an index of no known letter", tree)
        whole = f"{key}_{index}"
        if frame.symbols.definition(whole, frame.start) and index not in frame.env:
            return self.letter(tree)
        if frame.reading.space == "line":
            raise NotUnderstood(f"{whole} has an index among densities", tree)
        i = frame.env[index].expr if index in frame.env else frame.variable(index)
        if is_law(frame, base):
            return weight(frame, base, scalar).value({ANY: i})
        if frame.symbols.is_a(key, Kind.VARIABLE) or self.is_variable(key):
            raise NotUnderstood(f"{whole} is an outcome, not a number", tree)
        return frame.family(key)[i]

    # --- calls and products

    def row(self, items: tuple[t.Tree, ...]) -> Expr:
        """Factors side by side, of which a letter and its bracket make one."""
        factors: list[Expr] = []
        k = 0
        while k < len(items):
            item = items[k]
            after = items[k + 1] if k + 1 < len(items) else None
            if isinstance(after, t.Scripted) and isinstance(after.base, t.Bracket):
                value = self.called_power(item, after)
            else:
                value = self.called(item, after) if isinstance(after, t.Bracket) else None
            if value is not None:
                factors.append(value)
                k += 2
            else:
                factors.append(self.of(item))
                k += 1
        return Mul(*factors)

    def called_power(self, letter: t.Tree, after: t.Scripted) -> Expr | None:
        """p(x)^2 is the square of the value."""
        if after.sup is None or after.sub is not None or not isinstance(after.base, t.Bracket):
            return None
        value = self.called(letter, after.base)
        return None if value is None else Pow(value, self.of(after.sup))

    def called(self, letter: t.Tree, bracket: t.Bracket) -> Expr | None:
        """The value of a letter at a bracket; None where they are two factors."""
        if not is_letter(letter) or bracket.left not in ("(", "[", r"\{", "{"):
            return None
        key, frame = key_of(letter), self.frame
        call = Call(letter, bracket)
        if key is None:
            return None
        if is_head(key, bracket):
            value = information.head(frame, key, call, scalar)
            if value is not None:
                return value
        if bracket.left == "{":
            return None
        if is_law(frame, letter):
            frame.doubt_of_values(key)
            return law_value(frame, call, scalar)
        return self.function(key, call)

    def function(self, key: str, call: Call) -> Expr | None:
        """A function that is defined or arbitrary; None where the bracket is a factor."""
        frame = self.frame
        definition = frame.symbols.definition(key, frame.start)
        arguments = [t.bare(a) for a in call.bracket.items]
        if definition is not None and len(definition.parameters) == len(arguments) > 0:
            return self.defined_at(definition.parameters, definition.body, arguments, call)
        if key in SPECIAL and definition is None and len(arguments) == 1:
            return SPECIAL[key](self.of(arguments[0]))
        numeric = frame.symbols.is_a(key, Kind.NUMBER) or key in frame.env
        if numeric or not frame.symbols.is_a(key, Kind.FUNCTION):
            if len(arguments) == 1 and (numeric or _is_arithmetic(arguments[0])):
                return None
            raise NotUnderstood(f"nothing says what {key}(…) is", call.letter)
        parameters = [a for a in arguments if is_parameter(a)]
        points = [a for a in arguments if not is_parameter(a)]
        names = [variable_of(a) for a in points]
        if None in names or not points:
            raise NotUnderstood(f"{key} at an expression", call.bracket)
        key = "_".join([key, *(parameter_name(p) for p in parameters)])
        return frame.function(key, [n for n in names if n], [self.point(a) for a in points])

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

    def defined_at(
        self, parameters: tuple[str, ...], body: t.Tree, arguments: list[t.Tree], call: Call
    ) -> Expr:
        """A defined function at its arguments; a law or function as argument keeps its letter."""
        same = all(key_of(a) == p for a, p in zip(arguments, parameters, strict=True))
        if same:
            return self.defined(body, call.letter)
        values = {}
        for name, a in zip(parameters, arguments, strict=True):
            if is_law(self.frame, a) or self.frame.symbols.is_a(name, Kind.LAW):
                raise NotUnderstood("a defined functional at other laws", call.bracket)
            values[name] = Bound(self.of(a), None)
        return self.defined(body, call.letter, **values)

    # --- functions

    @of.register
    def _(self, tree: t.Prefix) -> Any:
        items, after = self.split_prefix(tree)
        argument = self.row(items)
        value = self.applied(tree, argument)
        return value if not after else value * self.row(after)

    def split_prefix(self, tree: t.Prefix) -> tuple[tuple[t.Tree, ...], tuple[t.Tree, ...]]:
        """The argument of a function, and factors after it under the tight reading."""
        items = tree.items
        if not items:
            if tree.name in ("log", "ln") and tree.sup is not None:
                return (tree.sup,), ()  # log^{x} for log x
            raise NotUnderstood(f"{tree.name} without an argument", tree)
        if self.frame.reading.tight and tree.name in ("log", "ln"):
            unit = first_factor(items)
            return items[:unit], items[unit:]
        return items, ()

    def applied(self, tree: t.Prefix, argument: Expr) -> Expr:
        power = tree.sup if tree.items else None
        if tree.name in ("log", "ln", "lg"):
            value = log(argument) / self.base(tree)
        elif tree.name == "exp":
            value = exp(argument)
        elif tree.name == "factorial":
            value = factorial(argument)
        else:
            raise NotUnderstood(f"the function {tree.name}", tree)
        return value if power is None else Pow(value, self.of(power))

    def base(self, tree: t.Prefix) -> Expr:
        """The factor that a base brings: the natural logarithm of it."""
        if tree.name == "lg":
            return log(10)
        if tree.sub is None:
            return base_of(self.frame) if tree.name == "log" else S.One
        name = key_of(tree.sub)
        if name is not None and name != "e":
            return log(Symbol(name, positive=True))
        return log(self.of(tree.sub))

    # --- what other modules read

    @of.register
    def _(self, tree: t.Derivative) -> Any:
        return self.derivative(tree)

    @of.register
    def _(self, tree: t.Gradient) -> Any:
        return self.gradient(tree)

    @of.register
    def _(self, tree: t.Evaluated) -> Any:
        if isinstance(tree.sub, t.Compare) and tree.sub.relation in ("=", "!="):
            return self.of(tree.body)  # the condition is one of the whole chain
        raise NotUnderstood("evaluated at something", tree)

    @of.register
    def _(self, tree: t.Big) -> Any:
        return self.big(tree)

    @of.register
    def _(self, tree: t.Integral) -> Any:
        return self.integral(tree)

    @of.register
    def _(self, tree: t.Expect) -> Any:
        return self.mean(self.laws_of_mean(tree), tree)


SPECIAL: dict[str, Callable[[Expr], Expr]] = {"Gamma": gamma, "psi": digamma, "exp": exp}


def base_of(frame: Frame) -> Expr:
    """The natural logarithm of the base of entropies under the reading."""
    base = frame.reading.base
    if base == "e":
        return S.One
    return log(Integer(base)) if base.isdigit() else log(Symbol(base, positive=True))


def _is_arithmetic(tree: t.Tree) -> bool:
    return isinstance(tree, (t.Sum, t.Product, t.Fraction_, t.Number))


__all__ = ["Scalars", "base_of", "scalar"]
