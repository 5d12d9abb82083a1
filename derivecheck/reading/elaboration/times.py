"""Letters with an index that is a time: α_t, x_{t-1}, and what a note says of all of them at once.

``α_t = 1 - β_t`` says the same of α_{t-1}.  ``ᾱ_t = Π_{s=1}^t α_s`` and ``x_t = a x_{t-1} + b`` are
recurrences: they are followed down to the lowest index that a step shows, and what stands there is
a number.  Entries at different times of what nothing defines are different numbers.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr

from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.elaborator import Elaborator
from derivecheck.reading.extents import NotUnderstood
from derivecheck.reading.letters import key_of, shift_of
from derivecheck.reading.recurrences import at, counted, family, is_partial, moved_to, recurs
from derivecheck.reading.symbols import Definition

FARTHEST = 6  # steps that a recurrence is followed


class Times(Elaborator):
    """The value of a letter at a time."""

    defined: Callable[..., Expr]

    def at_time(self, tree: t.Scripted) -> Expr | None:
        """What x_{t+k} stands for; None where the index is bound, or no time and undefined."""
        frame, moved, key = self.frame, shift_of(tree.sub), key_of(tree.base)
        if moved is None or key is None or tree.sup is not None or tree.primes:
            return None
        index, step = moved
        if index in frame.env and step:
            raise NotUnderstood(f"{index} {step:+d} beside a bound {index}", tree)
        names = {key, key_of(tree)}
        if frame.is_law(key) or names & frame.env.keys() or key_of(tree) in frame.parameters:
            return None
        definition = frame.symbols.definition(family(key), frame.start)
        time = index not in frame.env and (step != 0 or index in frame.times)
        if definition is not None and not self.is_model(definition, key):
            value = self.by_definition(definition, key, index, step, tree)
            if value is not None:
                return value
        if not time:
            return None
        if any(key in u.variables + u.given for us in frame.usages.values() for u in us):
            if frame.reading.space == "line":
                return frame.variable(key if step == 0 else str(key_of(tree)))
            raise NotUnderstood(f"{key_of(tree)} is an outcome, not a number", tree)
        return frame.number_at(key, index, step, tree)

    def is_model(self, definition: Definition, key: str) -> bool:
        """Whether y_i = w x_i + ε_i says how data arise, or a derivative is taken by the letter."""
        noise = (key_of(x.base) for x in definition.body.walk() if isinstance(x, t.Scripted))
        random = any(n and self.frame.symbols.declared_at(n) for n in noise)
        return self.frame.is_differentiated(key) or random and not recurs(definition.body, key)

    def by_definition(
        self, definition: Definition, key: str, index: str, step: int, tree: t.Scripted
    ) -> Expr | None:
        """The value that a definition of all entries gives; None at the start of a recurrence."""
        (parameter,) = definition.parameters
        body, frame = definition.body, self.frame
        partial = is_partial(body, parameter)
        if not partial and not recurs(body, key):
            return self.defined(at(body, parameter, index, step), tree)
        if index in frame.env:
            raise NotUnderstood(f"a recurrence at a bound {index}", tree)
        lowest = frame.times.setdefault(index, {}).setdefault(key, step)
        if not 0 <= step - lowest <= FARTHEST:
            raise NotUnderstood("a recurrence over many steps", tree)
        if step == lowest:
            return frame.number_at(key, index, step, tree)
        if not partial:
            return self.defined(at(body, parameter, index, step), tree)
        assert isinstance(body, t.Big)
        before = t.Scripted(tree.place, tree.base, moved_to(index, step - 1, tree.place), None)
        (name,) = counted(body)
        item = at(body.body, name, index, step)
        both = (self.meaning(before), self.defined(item, tree))
        return both[0] * both[1] if body.operator == "prod" else both[0] + both[1]
