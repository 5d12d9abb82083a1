"""Instances at which the sides of a strict bound agree to all digits, with all laws written out.

Balls cannot tell equal numbers from close ones.  With the laws of an instance as tables the
equation of the sides is a statement without variables, which a prover may settle: then the bound
fails there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from sympy import Basic, Indexed
from sympy.core.function import AppliedUndef

from derivecheck.findings.finding import Counterexample
from derivecheck.language.laws.finite import CountableLaw, FiniteLaw, Table
from derivecheck.language.laws.line import Density
from derivecheck.language.statements import Relation
from derivecheck.worlds.examine import counterexample
from derivecheck.worlds.instances import make_world
from derivecheck.worlds.trials import Precision, try_at
from derivecheck.worlds.world import NoWorld, World, rational

SEEDS = 8


def ties(relation: Relation, digits: int) -> Iterator[tuple[Relation, Counterexample]]:
    """The equation of the sides at an instance, and the instance."""
    for seed in range(SEEDS):
        with suppress(NoWorld):
            world = make_world(relation, seed, nice=True)
            trial = try_at(relation, world, Precision(digits))
            equation = written_out(relation, world) if trial.tied else None
            if equation is not None:
                yield equation, counterexample(trial)


def written_out(relation: Relation, world: World) -> Relation | None:
    """The equation with tables for laws; None where something else would be left open.

    A density that is constant on cells of width 1 has the functionals of the law of the cells.
    """
    tables: dict[Basic, Basic] = {}
    for a in relation.given:
        if isinstance(a, (FiniteLaw, CountableLaw)):
            values = world.families[a.name]
        elif isinstance(a, Density) and len(a.args) == 1 and world.width == 1 and not world.line:
            values = world.law_entries(a.name, ())
        elif a.names:
            return None
        else:
            continue
        tables[a] = Table(*map(rational, values))
    lhs, rhs = (world.exact(e.xreplace(tables)) for e in relation.exprs)
    if any(e.has(Indexed, AppliedUndef) or e.free_symbols & set(world.numbers) for e in (lhs, rhs)):
        return None
    return replace(relation, given=(), relation="=", lhs=lhs, rhs=rhs)
