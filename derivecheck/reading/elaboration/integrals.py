"""Integrals over the line, and those against the density of a named law."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sympy import Expr, oo

from derivecheck.language.measures import Line
from derivecheck.latex.formula import tree as t
from derivecheck.reading.elaboration.frame import Bound, NotUnderstood
from derivecheck.reading.elaboration.laws import Weight, call_in, is_law, named_law, written_law
from derivecheck.reading.elaboration.means import Means
from derivecheck.reading.elaboration.sums import Sums
from derivecheck.reading.letters import key_of, split_arguments, variable_of
from derivecheck.reading.symbols import Kind
from derivecheck.terms.binders import integral


class Integrals(Sums, Means):
    """∫ f dx."""

    def integral(self, tree: t.Integral) -> Any:
        """The integral over the line, or between limits."""
        name = self.integration_variable(tree)
        lo, hi = -oo, oo
        if tree.sup is not None and tree.sub is not None:
            lo, hi = self.meaning(tree.sub), self.meaning(tree.sup)
        elif tree.sub is not None and key_of(tree.sub) not in self.names_of(tree, name):
            self.require_set(tree.sub, name)
        if self.frame.reading.space != "line":
            raise NotUnderstood("an integral among laws on outcomes", tree)
        names = self.names_of(tree, name)
        if (lo, hi) == (-oo, oo) and (split := self.named_factor(tree.body, name)) is not None:
            return self.mean([split[0]], replace(tree, body=split[1]))

        def body(x: Expr) -> Expr:
            bound = Bound(x, Line())
            with self.frame.binding(**dict.fromkeys(names, bound)):
                return self.meaning(tree.body)

        return self.closed(lambda: integral(body, lo, hi), tree)

    def names_of(self, tree: t.Integral, name: str) -> set[str]:
        """How the variable of an integral may be written."""
        return {name, variable_of(t.Name(tree.place, name)) or name}

    def named_factor(self, body: t.Tree, name: str) -> tuple[Weight, t.Tree] | None:
        """A factor that is the density of a named law at the variable, and the rest."""
        items = body.items if isinstance(body, (t.Row, t.Product)) else ()
        if isinstance(body, t.Product) and "/" in body.operators:
            return None
        for k, item in enumerate(items):
            pair = items[k : k + 2] if isinstance(body, t.Row) else (item,)
            call = call_in(t.Row(body.place, tuple(pair)) if len(pair) == 2 else item)
            rest = (*items[:k], *items[k + len(pair) :])
            if call is None or not rest or not call.bracket.items:
                continue
            if call.bracket.separators[:1] == (";",) and key_of(call.bracket.items[0]) == name:
                own = written_law(self.frame, t.Row(body.place, tuple(pair)), self.scalar)
                if own is not None:
                    return Weight((name,), lambda v: own.at(v[name]), own), t.Row(body.place, rest)  # noqa: B023
            if not is_law(self.frame, call.letter):
                continue
            key = self.frame.law_name(key_of(call.letter) or "")
            law = named_law(self.frame, key, call.letter, self.scalar, (name,))
            before, after, _ = split_arguments(call.bracket)
            if law is None or after or [variable_of(a) for a in before] != [name]:
                continue
            return Weight((name,), lambda v: law.at(v[name]), law), t.Row(body.place, rest)  # noqa: B023
        return None

    def integration_variable(self, tree: t.Integral) -> str:
        if tree.variables:
            key = key_of(tree.variables[0])
            if key is None:
                raise NotUnderstood("a differential of no letter", tree.variables[0])
            return key
        sub = key_of(tree.sub) if tree.sub is not None and tree.sup is None else None
        if sub is not None and self.frame.symbols.is_a(sub, Kind.VARIABLE):
            return sub
        return self.only_variable(t.Big(tree.place, "sum", None, None, tree.body))
