"""From the tree of a formula to an expression of the engine, or the reason why not.

`Scalars` has one method for each sort of tree.  Nothing is taken for a number that nothing shows to
be one, and no product for a call or the other way round without a use that decides it.
"""

from __future__ import annotations

from functools import singledispatchmethod
from typing import Any

from sympy import (
    Abs,
    Add,
    Expr,
    Integer,
    Pow,
    Rational,
    S,
    Symbol,
    binomial,
    exp,
    factorial,
    log,
    oo,
    pi,
    sympify,
)
from sympy import E as EULER

from derivecheck.language import Normal
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.arrays import Arrays, EntryOf
from derivecheck.reading.elaboration.calls import Calls, indicated
from derivecheck.reading.elaboration.derivatives import Derivatives, is_one
from derivecheck.reading.elaboration.frame import ANY, Frame, NotUnderstood
from derivecheck.reading.elaboration.functions import EXTREMA, HYPERBOLIC
from derivecheck.reading.elaboration.integrals import Integrals
from derivecheck.reading.elaboration.laws import (
    is_law,
    read_or_doubted,
    weight,
)
from derivecheck.reading.elaboration.readings import first_factor, widened
from derivecheck.reading.elaboration.times import Times
from derivecheck.reading.letters import (
    is_index,
    is_letter,
    key_of,
)
from derivecheck.reading.symbols import Definition, Kind, parameter_of_normal
from derivecheck.reading.transposes import TRACE, is_norm


def scalar(frame: Frame, tree: t.Tree) -> Expr:
    """The number that a tree stands for."""
    return sympify(Scalars(frame).of(tree))


def sides_of(frame: Frame, left: t.Tree, right: t.Tree) -> tuple[Expr, Expr]:
    """The numbers that both sides stand for, or the entries of arrays."""
    if not frame.ranks:
        return scalar(frame, left), scalar(frame, right)
    frame.shape.learning = True
    Scalars(frame).entries(left, right)
    frame.shape.learning = False
    frame.given.clear()
    return Scalars(frame).entries(left, right)


class Scalars(Calls, Integrals, Derivatives, Times, Arrays):
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
        if tree.left == "<|" and len(tree.items) == 2 and self.frame.ranks:
            return self.number_of(t.Product(tree.place, tree.items, ("*",)))
        if len(tree.items) != 1:
            raise NotUnderstood("a list where a number belongs", tree)
        if tree.left == "<|":
            return self.of(t.Expect(tree.place, None, tree.items[0]))
        if tree.left == "|" and (outcomes := self.alphabet(tree.items[0])) is not None:
            return outcomes
        if tree.left == "||":
            return self.norm(tree)
        value = self.of(tree.items[0])
        return Abs(value) if tree.left == "|" else value

    @of.register
    def _(self, tree: t.Sum) -> Any:
        if self.frame.reading.wide and widened(tree) != tree:
            return self.of(widened(tree))
        terms = [self.of(x) for x in tree.items]
        return Add(*[x if s == "+" else -x for s, x in zip(tree.signs, terms, strict=True)])

    @of.register
    def _(self, tree: t.Product) -> Any:
        if self.frame.ranks and any(self.is_array(x) for x in tree.items):
            return self.number_of(tree)
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

    @of.register
    def _(self, tree: t.Compare) -> Any:
        if tree.relation in (":=", "=="):
            return self.of(tree.right)  # (L ≡ F) is F, which gets a name
        raise NotUnderstood("a relation where a number belongs", tree)

    def alphabet(self, tree: t.Tree) -> Expr | None:
        """The number of outcomes |𝒳| of a variable that laws here have."""
        name = tree.text.lower() if isinstance(tree, t.Name) and tree.font == "cal" else ""
        known = self.frame.reading.space == "outcomes" and self.is_variable(name)
        return self.frame.size(name) if known else None

    # --- letters

    def letter(self, tree: t.Tree) -> Expr:
        """A letter that stands alone."""
        key = key_of(tree)
        frame = self.frame
        if key is None:
            raise NotUnderstood("this letter has marks of no known meaning", tree)
        if key in frame.env:
            return frame.env[key].expr
        if key.rstrip("'") in frame.differentiated:
            return self.differentiable(key, tree)
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
        if definition is not None and (
            not definition.parameters or self.is_bare_function(key, definition)
        ):
            return self.defined(definition.body, tree)
        if key in frame.sizes.values() or any(str(s) == key for s in frame.sizes.values()):
            return Symbol(key, integer=True, positive=True)
        if (
            frame.symbols.is_a(key, Kind.INDEX)
            and is_index(tree)
            and frame.reading.space == "outcomes"
        ):
            return frame.variable(key)
        of_functions = frame.symbols.is_argument(key, frame.end) and not self.is_variable(key)
        if (frame.symbols.is_a(key, Kind.VARIABLE) and not of_functions) or self.is_variable(key):
            if frame.reading.space == "line" and not frame.symbols.is_a(key, Kind.INDEX):
                return frame.variable(key)
            raise NotUnderstood(f"{key} is an outcome, not a number", tree)
        if frame.symbols.is_a(key, Kind.NUMBER):
            return frame.number(key, tree)
        if definition is not None and definition.start < frame.start:
            frame.doubts.setdefault(key, f"{key} stands without its argument")
            return self.defined(definition.body, tree)
        if frame.symbols.is_a(key, Kind.FUNCTION):
            raise NotUnderstood(f"{key} is a function; it needs an argument", tree)
        if frame.reading.space == "line" and frame.declared(key) is not None:
            return frame.variable(key)  # x ∼ N(μ, σ²): its letter is a point
        if (value := self.of_normal(key)) is not None:
            return value
        return frame.number(key, tree)

    def is_bare_function(self, key: str, definition: Definition) -> bool:
        """Whether L stands for L(a, y), which was defined before and keeps its letters here."""
        return definition.start < self.frame.start and key not in self.frame.env

    def of_normal(self, key: str) -> Expr | None:
        """μ_k or σ_k, where the note declares a normal law with the same index."""
        letter, law = parameter_of_normal(self.frame.symbols, key)
        declared = law and self.frame.declared(law)
        if not declared:
            return None
        if self.frame.reading.indexed:
            return Symbol(key, positive=True) if letter == "sigma" else Symbol(key, real=True)
        found = read_or_doubted(self.frame, declared, self.scalar)
        return found.args[letter == "sigma"] if isinstance(found, Normal) else None

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

    @of.register
    def _(self, tree: t.Extremum) -> Any:
        items = tree.body.items if isinstance(tree.body, t.Bracket) else ()
        if tree.sub is not None or len(items) != 2 or tree.kind not in EXTREMA:
            raise NotUnderstood("extremum where a number belongs", tree)
        return EXTREMA[tree.kind](*map(self.of, items))

    @of.register
    def _(self, tree: t.Scripted) -> Any:
        key = key_of(tree)
        base, sub, sup = tree.base, tree.sub, tree.sup
        if is_norm(base) and isinstance(base, t.Bracket) and is_length(sub):
            return Pow(self.norm(base), self.of(sup)) if sup is not None else self.norm(base)
        if (pair := indicated(tree)) is not None:
            return self.indicator(pair)
        if (value := self.at_time(tree)) is not None:
            return value
        if isinstance(base, t.Bracket) and tree.primes and sub is None and sup is None:
            return self.primed_bracket(base, tree.primes)
        if isinstance(base, t.Bracket) and base.left == "<|" and sup is None:
            return self.of(t.Expect(tree.place, sub, base.items[0]))
        bound = sub is not None and (key_of(sub) in self.frame.env or self.is_entry(tree))
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
        if key is not None and is_one(tree.sub) and frame.reading.space == "outcomes":
            return frame.family(key)[1]
        if key is None or index is None:
            raise NotUnderstood("an index of no known letter", tree)
        whole = f"{key}_{index}"
        definition = frame.symbols.definition(whole, frame.start)
        if definition and (index not in frame.env or not is_index(tree.sub)):
            return self.defined(definition.body, tree)
        if frame.reading.space == "line":
            raise NotUnderstood(f"{whole} has an index among densities", tree)
        i = frame.env[index].expr if index in frame.env else frame.variable(index)
        if is_law(frame, base):
            return weight(frame, base, scalar).value({ANY: i})
        if frame.symbols.is_a(key, Kind.VARIABLE) or self.is_variable(key):
            raise NotUnderstood(f"{whole} is an outcome, not a number", tree)
        return frame.family(key)[i]

    # --- functions

    @of.register
    def _(self, tree: t.Prefix) -> Any:
        if tree.name in TRACE and tree.items and self.frame.ranks:
            return self.trace(t.Row(tree.items[0].place, tree.items))
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
        elif tree.name in HYPERBOLIC:
            value = HYPERBOLIC[tree.name](argument)
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
        said = tree.sub
        plain = isinstance(said, t.Compare) and None not in (key_of(said.left), key_of(said.right))
        if isinstance(said, t.Compare) and plain and said.relation in ("=", "!="):
            return self.of(tree.body)  # the condition is one of the whole chain
        raise NotUnderstood("evaluated at something", tree)

    @of.register
    def _(self, tree: t.Big) -> Any:
        return self.big(tree)

    @of.register
    def _(self, tree: t.Integral) -> Any:
        return self.integral(tree)

    @of.register
    def _(self, tree: EntryOf) -> Any:
        return self.array(tree.body).entry(tree.row, tree.column)

    @of.register
    def _(self, tree: t.Expect) -> Any:
        return self.mean(self.laws_of_mean(tree), tree)


def is_length(sub: t.Tree | None) -> bool:
    """Whether a norm is the usual one: nothing, 2 or F stands below it."""
    named = isinstance(sub, t.Name) and sub.text == "F"
    return sub is None or named or isinstance(sub, t.Number) and sub.text == "2"


def base_of(frame: Frame) -> Expr:
    """The natural logarithm of the base of entropies under the reading."""
    base = frame.reading.base
    if base == "e":
        return S.One
    return log(Integer(base)) if base.isdigit() else log(Symbol(base, positive=True))


__all__ = ["Scalars", "base_of", "scalar"]
