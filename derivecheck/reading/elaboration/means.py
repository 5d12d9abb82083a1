"""Means: under the laws that stand below an E, or under the one law that its body speaks of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from sympy import Expr

from derivecheck.language import E, Law
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.elaborator import Elaborator
from derivecheck.reading.elaboration.frame import ANY, Bound, NotUnderstood
from derivecheck.reading.elaboration.laws import Weight, is_law, weight
from derivecheck.reading.letters import calls, is_letter, is_own_variable, key_of, variable_of


class Means(Elaborator):
    """E[·] with its laws."""

    def laws_of_mean(self, tree: t.Expect) -> list[Weight]:
        """The laws below an E, outermost first."""
        sub = tree.sub
        if sub is None:
            return [self.law_of_body(tree)]
        parts = sub.items if isinstance(sub, t.Bracket) and sub.left == "{" else (sub,)
        if isinstance(sub, t.Bracket) and set(sub.separators) - {","}:
            raise NotUnderstood("a condition below an expectation", sub)
        return [self.law_below(part, tree) for part in parts]

    def law_below(self, part: t.Tree, tree: t.Expect) -> Weight:
        if isinstance(part, t.Compare) and part.relation == "~" and is_own_variable(part):
            return self.law_of_variable(variable_of(part.left) or "", part)
        if isinstance(part, t.Compare) and part.relation == "~":
            found = weight(self.frame, part.right, self.scalar)
            name = variable_of(part.left)
            if name is None or len(found.variables) != 1:
                raise NotUnderstood("a law of several variables for one", part)
            return _renamed(found, name)
        if not any(is_law(self.frame, x) for x in part.walk() if is_letter(x)):
            raise NotUnderstood("an expectation below which no law stands", part)
        return weight(self.frame, part, self.scalar)

    def law_of_variable(self, name: str, tree: t.Tree) -> Weight:
        """The law of a random variable."""
        law = self.frame.law(self.frame.law_of((name,)))
        if not isinstance(law, Law):
            raise NotUnderstood(f"the law of {name} is not clear", tree)
        return Weight((name,), lambda v: law.at(v[name]), law)

    def law_of_body(self, tree: t.Expect) -> Weight:
        """The law of a mean that names none: the one law that its body speaks of."""
        keys = {
            (key_of(c.letter), *(variable_of(a) for a in c.bracket.items))
            for c in calls(t.Row(tree.place, (tree.body,)))
            if is_law(self.frame, c.letter)
        }
        if len(keys) == 1 and len(next(iter(keys))) == 2:
            call = next(c for c in calls(tree.body) if is_law(self.frame, c.letter))
            return weight(self.frame, t.Row(call.place, (call.letter, call.bracket)), self.scalar)
        for variable in self.letters_behind(tree.body):
            if declared := self.frame.declared(variable.lower()):
                law = weight(self.frame, declared.law, self.scalar)
                return _renamed(law, variable.lower())
        for name in sorted({variable_of(x) or "" for x in tree.body.walk() if is_letter(x)}):
            key = self.frame.symbols.last_law_of(name, tree.place.start)
            if key is not None and self.frame.reading.space == "line":
                return _renamed(self.law_by_letter(key, name, tree), name)
        raise NotUnderstood("an expectation that does not say under which law", tree)

    def letters_behind(self, tree: t.Tree) -> list[str]:
        """The letters of a tree, and of what the note says they are: z = μ + σε speaks of ε."""
        symbols, start = self.frame.symbols, self.frame.start
        found: dict[str, None] = {}
        waiting = [tree]
        while waiting:
            part = waiting.pop(0)
            for key in {k: None for x in part.walk() if is_letter(x) and (k := key_of(x))}:
                if key not in found:
                    found[key] = None
                    known = symbols.definition(key, start)
                    waiting += [known.body] if known and known.start < start else []
        return list(found)

    def law_by_letter(self, key: str, name: str, tree: t.Tree) -> Weight:
        """The law of a letter that the step itself does not speak of."""
        letter = _letter(key, tree)
        bracket = t.Bracket(tree.place, "(", ")", (t.Name(tree.place, name),), ())
        call = t.Row(tree.place, (letter, bracket))
        self.frame.add_usages(call)
        return weight(self.frame, call, self.scalar)

    def moment(self, letter: str, item: t.Tree, sub: t.Tree | None = None) -> Expr:
        """EX, E(X - m)^2, and DX for the variance, of a variable whose law is known."""
        mean = self.meaning(t.Expect(item.place, sub, item))
        if letter == "E":
            return mean
        two = t.Number(item.place, "2")
        inner = (
            item if isinstance(item, t.Bracket) else t.Bracket(item.place, "(", ")", (item,), ())
        )
        square = t.Scripted(item.place, inner, None, two)
        return self.meaning(t.Expect(item.place, sub, square)) - mean**2

    def mean(self, laws: list[Weight], tree: t.Expect | t.Integral) -> Expr:
        if not laws:
            return self.meaning(tree.body)
        law, rest = laws[0], laws[1:]
        if isinstance(law.law, Law) and len(law.variables) == 1:
            measure = law.law

            def of_point(x: Expr) -> Expr:
                value = self.value_of(law.variables[0], x, tree)
                with self.bound(law.variables[0], value, measure.space, tree):
                    return self.mean(rest, tree)

            return self.closed(lambda: E(measure, of_point), tree)
        return self.spread(law, law.variables, {}, lambda: self.mean(rest, tree), tree)

    def value_of(self, name: str, x: Expr, tree: t.Expect | t.Integral) -> Expr:
        """What stands for a variable in the body of a mean: of a coin its value, 1 or 0."""
        if self.frame.reading.space != "outcomes" or not self.frame.is_coin(name):
            return x
        if any(name in map(variable_of, c.bracket.items) for c in calls(tree.body)):
            return x  # an argument of a law or function is the outcome
        return 2 - x

    def spread(
        self,
        law: Weight,
        names: tuple[str, ...],
        values: dict[str, Expr],
        inner: Callable[[], Expr],
        tree: t.Tree,
    ) -> Expr:
        """The sum or integral of what is inside, weighted by a law of several variables."""
        if not names:
            return law.value(values) * inner()
        space = self.frame.space(names[0])

        def body(x: Expr) -> Expr:
            with self.bound(names[0], x, space, tree):
                return self.spread(law, names[1:], {**values, names[0]: x}, inner, tree)

        return self.closed(lambda: space.functional(body), tree)

    def bound(self, name: str, x: Expr, space: Any, tree: t.Tree) -> Any:
        """A variable of a mean; a law without a named variable binds those that stand free."""
        stack = ExitStack()
        names = {name, name.upper()} if name != ANY else self.free_variables(tree)
        bound = Bound(x, space)
        stack.enter_context(self.frame.binding(**dict.fromkeys({*names, ANY}, bound)))
        return stack

    def free_variables(self, tree: t.Tree) -> set[str]:
        """The variables of laws and functions in a mean that nothing around it binds."""
        names = set()
        for c in calls(tree):
            for a in c.bracket.items:
                v = variable_of(a)
                if v is not None and v not in self.frame.env:
                    names |= {v, v.upper()}
        return names


def _letter(key: str, tree: t.Tree) -> t.Tree:
    """A letter with a label below it."""
    base, _, label = key.partition("_")
    name: t.Tree = t.Name(tree.place, base)
    if not label:
        return name
    below = t.Number if label.isdigit() else t.Name
    return t.Scripted(tree.place, name, below(tree.place, label), None)


def _renamed(law: Weight, name: str) -> Weight:
    """A law of one variable as one of another."""
    (old,) = law.variables
    return Weight((name,), lambda v: law.value({old: v[name]}), law.law)
