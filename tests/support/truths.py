"""True statements for the false-alarm suite: what is proved, and what follows from it.

A truth has a key: "N0-12" for a source, "N0-12: negated" for what a rewriting makes of it,
"N0-12 + N0-14: transitivity" for what follows from two, "R: …" for one of the standard references.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

from derivecheck.derivations.catalogue import DERIVATIONS
from derivecheck.language.functionals import Routine
from derivecheck.language.statements import Every, Relation, Statement
from derivecheck.notes.catalogue import LEDGERS
from derivecheck.proof.derivation import Derivation
from tests.support.references import REFERENCES
from tests.support.rewriting import rewritings, rewritten

AS_IT_STANDS = "as it stands"
TRANSITIVITY, SUM = "transitivity", "sum of two"
REFERENCE = "standard references"


@cache
def sources() -> dict[str, Statement]:
    """What may be proved: claims, derivations and the links of their chains, by id."""
    found = {c.id: c.says for ledger in LEDGERS for c in ledger.claims if c.says is not None}
    for d in DERIVATIONS:
        if not isinstance(d, Derivation):
            found[d.id] = d.statement
            continue
        found |= {f"{d.id}.{k}": link for k, link in enumerate(d.links(), 1)}
        found[d.id] = d.conclusion
    return found


def family(key: str) -> str:
    """How a truth was made."""
    if key.startswith("R: "):
        return REFERENCE
    return key.partition(": ")[2] or AS_IT_STANDS


def origins(key: str) -> tuple[str, ...]:
    """The ids of the sources that a truth follows from; none for one of the references."""
    if family(key) == REFERENCE:
        return ()
    return tuple(key.partition(": ")[0].split(" + "))


def truth(key: str) -> Statement | None:
    """The statement of a key; None where the rewriting does not apply to its source."""
    how = family(key)
    if how == REFERENCE:
        return REFERENCES[key.removeprefix("R: ")].statement
    of = [sources()[id] for id in origins(key)]
    if how in (TRANSITIVITY, SUM):
        return _joined(how, *of)
    return of[0] if how == AS_IT_STANDS else rewritten(of[0], how, key)


def keys_of(proved: Iterable[str]) -> Iterator[str]:
    """The keys of all that may follow from the sources that are proved."""
    known = {id: sources()[id] for id in proved}
    for id, statement in known.items():
        parts = statement.parts if isinstance(statement, Every) else (statement,)
        for name in dict.fromkeys(n for p in parts for n in rewritings(p)):
            yield f"{id}: {name}"
    plain = [(id, s) for id, s in known.items() if _is_plain_equation(s)]
    for (one, a), (other, b) in combinations(plain, 2):
        if a.given == b.given and a.exprs[0] == b.exprs[0] and a.exprs[1] != b.exprs[1]:
            yield f"{one} + {other}: {TRANSITIVITY}"
    for (one, a), (other, b) in zip(plain, plain[1:], strict=False):
        if a.given == b.given and a.exprs[0] != b.exprs[0]:
            yield f"{one} + {other}: {SUM}"


def _joined(how: str, one: Statement, other: Statement) -> Relation:
    """From a = b and a = c: b = c; from a = b and c = d: a + c = b + d."""
    assert isinstance(one, Relation)
    assert isinstance(other, Relation)
    if how == TRANSITIVITY:
        return replace(one, lhs=other.rhs)
    return replace(one, lhs=one.lhs + other.lhs, rhs=one.rhs + other.rhs)


def _is_plain_equation(s: Statement) -> bool:
    """An equation between two different finite formulas."""
    if not isinstance(s, Relation) or s.relation != "=" or s.lhs == s.rhs:
        return False
    return not any(e.is_infinite or e.has(Routine) for e in s.exprs)
