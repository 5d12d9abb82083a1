"""The table of a note filled: one pass over all trees, a second over the steps.

One pass over all trees collects how letters are used; a second gives each its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from derivecheck.latex.formula import tree as t
from derivecheck.reading.circles import without_circles
from derivecheck.reading.document import Document, Step
from derivecheck.reading.letters import calls, is_index, key_of, shift_of, variable_of
from derivecheck.reading.recurrences import family, recurs, times
from derivecheck.reading.regions import Problem
from derivecheck.reading.roles import Role
from derivecheck.reading.symbols import (
    KNOWN_HEADS,
    Declared,
    Definition,
    Kind,
    Symbols,
    defined_name,
    usage_of,
    without_extrema,
)
from derivecheck.reading.transposes import note_transposed
from derivecheck.reading.uses import (
    is_named,
    note_arguments,
    note_arithmetic,
    note_call,
    note_declarations,
    note_derived,
    note_law_of_words,
    note_number_of_words,
    note_places,
    note_positive,
    note_usage,
    note_words,
    uses,
)

NAMED_BEFORE = re.compile(r"\b(?:is|as|by|called|posterior|marginal)\s*:?\s*$|[为是]\s*[:：]?\s*$")
NO_NAMES = frozenset({"e", "pi", "E", "const", "constant", "i", "j", "k", "n", "N"})


def read_symbols(document: Document) -> Symbols:
    """The table of a document."""
    table = Symbols()
    _declare(table, document)
    for _, tree in document.trees:
        note_arguments(table, tree)
    for line, tree in document.trees:
        for use in uses(tree):
            table.note(*use, line)
        for call in calls(tree):
            note_call(table, call, line)
        note_places(table, tree)
        note_positive(table, tree)
        note_transposed(table, tree)
        note_arithmetic(table, tree)
        note_declarations(table, tree, line)
    for _, tree in document.trees:  # letters that are laws only by another place
        for call in calls(tree):
            note_usage(table, call)
    note_derived(table, document.trees)
    for mention in document.mentions:
        note_number_of_words(table, mention.side.tree, mention.lead, mention.line)
        note_law_of_words(table, mention.side.tree, mention.lead, mention.tail, mention.line)
        since = document.text.section_start(mention.side.start)
        note_words(table, mention.side.tree, mention.lead, mention.tail, mention.line, since)
    for step in document.steps:
        _step(table, document, step)
        if step.number == 0 and step.relation in ("~", "in"):
            since = document.text.section_start(step.right.start)
            note_words(table, step.left.tree, step.lead, step.tail, step.line, since)
    without_circles(table)
    return table


def _declare(table: Symbols, document: Document) -> None:
    """Take over what the note declares."""
    for law in document.declared.laws:
        table.note(law.key, Kind.LAW, document.text.line(law.at))
        for call in calls(law.tree):
            note_usage(table, call)
    for number in document.declared.numbers:
        letter = t.Name(t.Place(number.at, number.at), number.key)
        table.note(number.key, Kind.NUMBER, document.text.line(number.at))
        if number.relation:
            bound = t.Number(letter.place, number.value)
            table.bounds[number.key].append((letter, number.relation, bound))


def contradictions(document: Document, table: Symbols) -> tuple[Problem, ...]:
    """Declarations that the text of the note contradicts."""
    found = []
    for number in document.declared.numbers:
        lines = table.lines(number.key, Kind.LAW)
        if lines:
            why = f"{number.key} is declared a number; line {lines[0]} uses it as a law"
            found.append(Problem(number.at, why))
    return tuple(found)


def _step(table: Symbols, document: Document, step: Step) -> None:
    """Declarations, bounds and definitions that a step makes."""
    left, right = step.left.tree, step.right.tree
    if left is None or right is None:
        return
    if step.relation in ("=", ":="):
        left, right = without_logarithms(*without_extrema(left, right))
    key = key_of(t.bare(left))
    if step.relation == "~" and key is not None and is_named(right):
        table.declared.append(Declared(variable_of(left) or key, right, step.left.start, step.line))
        table.declared.append(Declared(key, right, step.left.start, step.line))
    elif step.relation == "in":
        _within(table, step, left, right)
    elif step.relation == "=" and table.is_a(key, Kind.LAW) and key and is_named(t.bare(right)):
        table.declared.append(Declared(key, t.bare(right), step.left.start, step.line, alone=True))
        table.laws.append(Definition(key, (), right, step.right.start, step.line))
    elif step.relation in (">", ">=", "<", "<="):
        _bound(table, step, left, right)
    elif step.relation == "=" and _is_new(table, step, right) and not _is_new(table, step, left):
        _definition(table, step, right, left)
    elif step.relation == "=" and step.number == 1 and _goes_on(table, step):
        pass
    elif step.relation in ("=", ":=") and (step.number == 0 or _is_first_call(table, step, left)):
        _definition(table, step, left, right)
    elif step.relation == "=:":
        _definition(table, step, right, left)


def _goes_on(table: Symbols, step: Step) -> bool:
    """Whether a step gives what was just defined by := in another way, F := G = H."""
    last = table.definitions[-1] if table.definitions else None
    if last is None or not last.explicit or last.start != step.left.start:
        return False
    right = step.right.tree
    if right is not None and not _mentions(right, last.key):
        table.definitions.append(replace(last, body=right))
    return True


def without_logarithms(left: t.Tree, right: t.Tree) -> tuple[t.Tree, t.Tree]:
    """What a step says of F where it says it of log F: log F(x) = log G(x)."""
    both = (left, right)
    if all(isinstance(x, t.Prefix) and x.name in ("log", "ln") and x.items for x in both):
        one, other = both
        assert isinstance(one, t.Prefix)
        assert isinstance(other, t.Prefix)
        if (one.name, one.sub, one.sup) == (other.name, other.sub, other.sup) and not one.sup:
            return t.Row(one.place, one.items), t.Row(other.place, other.items)
    return left, right


def without_square(left: t.Tree, right: t.Tree) -> tuple[t.Tree, t.Tree]:
    """σ and the root of what σ² is said to be: a standard deviation is positive."""
    square = t.bare(left)
    one = isinstance(square, t.Fraction_) and isinstance(square.above, t.Number)
    if one and isinstance(square, t.Fraction_) and square.above == t.Number(square.place, "1"):
        below, inverse = without_square(square.below, t.Fraction_(right.place, square.above, right))
        return (below, inverse) if below != square.below else (left, right)
    if isinstance(square, t.Scripted) and isinstance(square.sup, t.Number):
        base = square.base
        while isinstance(base, t.Accent):
            base = base.body
        if square.sup.text == "2" and key_of(base) in ("sigma", "s", "tau"):
            letter = square.base
            if square.sub is not None:
                letter = t.Scripted(square.place, square.base, square.sub, None)
            return letter, t.Root(right.place, right, None)
    return left, right


def _is_first_call(table: Symbols, step: Step, left: t.Tree) -> bool:
    """Whether a side inside a chain is a function F(x, …) that occurs for the first time."""
    named = defined_name(table, left)
    if named is None or not named[1] or any(d.key == named[0] for d in table.definitions):
        return False
    lines = table.lines(named[0], Kind.FUNCTION)
    return not lines or lines[0] == step.line


def _is_new(table: Symbols, step: Step, tree: t.Tree) -> bool:
    """Whether a tree is one letter that stands here first and has no role so far."""
    key = key_of(t.bare(tree))
    if key is None or key in KNOWN_HEADS or key in NO_NAMES:
        return False
    if table.first.get(key, step.left.start) < step.left.start:
        return False
    kinds = table.evidence.get(key, {})
    return not kinds and not any(d.key == key for d in table.definitions)


def _bound(table: Symbols, step: Step, left: t.Tree, right: t.Tree) -> None:
    """a > 0 and 0 < a < 1, where they are settings or stand in a sentence."""
    flipped = {">": "<", "<": ">", ">=": "<=", "<=": ">="}
    for letter, relation, other in (
        (left, step.relation, right),
        (right, flipped[step.relation], left),
    ):
        key = key_of(t.bare(letter))
        if key is not None and isinstance(t.bare(other), (t.Number, t.Name, t.Constant, t.Sum)):
            for name in (key, *_family_of(t.bare(letter))):
                table.bounds[name].append((letter, relation, t.bare(other)))
                table.note(name, Kind.NUMBER, step.line)


def _family_of(letter: t.Tree) -> Iterator[str]:
    """The name of all entries, where a letter is one of them."""
    if isinstance(letter, t.Scripted) and is_index(letter.sub) and letter.sup is None:
        yield family(key_of(letter.base) or "")


def _within(table: Symbols, step: Step, left: t.Tree, right: t.Tree) -> None:
    """β ∈ (0, 1): two bounds; X ∈ ℝ^{n×d}: no number."""
    inside = t.bare(right)
    if isinstance(inside, t.Scripted) and inside.sup is not None and key_of(inside.base) == "R":
        shape = _shape(t.bare(inside.sup))
        table.shapes.update({key: shape for x in left.walk() if shape and (key := key_of(x))})
    if isinstance(inside, t.Bracket) and inside.left in ("(", "[") and len(inside.items) == 2:
        low, high = inside.items
        if inside.separators == (",",):
            _bound(table, replace(step, relation=">"), left, low)
            _bound(table, replace(step, relation="<"), left, high)


def _shape(tree: t.Tree) -> tuple[str, ...]:
    """The sizes in ℝ^d and ℝ^{n×d}; a column of numbers is a vector."""
    parts = tree.items if isinstance(tree, (t.Product, t.Row)) else (tree,)
    names = tuple(x.text if isinstance(x, t.Number) else key_of(x) or "" for x in parts)
    return names[:1] if names[1:] == ("1",) else names if len(names) < 3 else ()


def _definition(table: Symbols, step: Step, left: t.Tree, right: t.Tree) -> None:
    """A step whose left side is a name that nothing else gives a meaning."""
    law = _defined_law(table, left)
    others = any(table.is_a(key_of(x), Kind.LAW) for x in right.walk())
    if law is not None and (not others or _is_own_law(step, *law, right)):
        table.laws.append(Definition(*law, right, step.right.start, step.line))
        return
    left, right = without_square(left, right)
    if _is_new_marginal(table, step, left):
        key = key_of(calls(left)[0].letter) or ""
        table.marginals.append(Definition(key, (), right, step.right.start, step.line))
        return
    mixture = _defined_mixture(table, left, right)
    if mixture is not None:
        table.mixtures.append(Definition(*mixture, right, step.right.start, step.line))
        return
    named = _family_name(table, left, right) or defined_name(table, left)
    if named is None:
        return
    key, parameters = named
    if _mentions(right, key) or isinstance(right, (t.Words, t.Table)):
        return
    explicit = step.relation in (":=", "=:")
    table.definitions.append(
        Definition(key, parameters, right, step.right.start, step.line, explicit)
    )
    table.note(key, Kind.DEFINED, step.line)
    for name in parameters if not key.endswith("_") else ():
        operand = any(_is_operand(part, name) for part in right.walk())
        if operand and not table.is_a(name, Kind.FUNCTION):  # f(D) = a log D for a D(x)
            table.note(name, Kind.NUMBER, step.line)


def _is_own_law(step: Step, key: str, names: tuple[str, ...], right: t.Tree) -> bool:
    """Whether a law is given by others: a starred one, or one that the words set or define."""
    said = "*" in key or step.role in (Role.SETTING, Role.DEFINITION)
    return said and len(names) == 1 and not _mentions(right, key)


def _is_operand(part: t.Tree, name: str) -> bool:
    """Whether a letter is a term, factor, base or exponent of a part."""
    if isinstance(part, t.Scripted):
        return part.sup is not None and name in (key_of(part.base), key_of(part.sup))
    plain = isinstance(part, (t.Sum, t.Product, t.Fraction_, t.Root))
    return plain and any(key_of(t.bare(x)) == name for x in part.parts)


def _family_name(table: Symbols, left: t.Tree, right: t.Tree) -> tuple[str, tuple[str, ...]] | None:
    """The name of all entries of a letter that a left side x_t defines, perhaps by x_{t-1}."""
    left = t.bare(left)
    moved = shift_of(left.sub) if isinstance(left, t.Scripted) and left.sup is None else None
    if not isinstance(left, t.Scripted) or moved is None or moved[1] or left.primes:
        return None
    key = key_of(left.base)
    if key is None or table.is_a(key, Kind.LAW):
        return None
    steps = times((right,)).get(moved[0], {})
    if recurs(right, key) and (steps.get(key, 0) >= 0 or table.is_a(family(key), Kind.DEFINED)):
        return None
    return family(key), (moved[0],)


def _defined_law(table: Symbols, left: t.Tree) -> tuple[str, tuple[str, ...]] | None:
    """The law whose values a left side gives: p(x), p_i, P."""
    left = t.bare(left)
    found = calls(left)
    if len(found) == 1 and isinstance(left, t.Row) and len(left.items) == 2:
        key, arguments = key_of(found[0].letter), found[0].bracket.items
        names = tuple(key_of(t.bare(a)) or "" for a in arguments)
        return (key, names) if key is not None and table.is_a(key, Kind.LAW) else None
    if isinstance(left, t.Scripted) and is_index(left.sub):
        key, index = key_of(left.base), key_of(left.sub) if left.sub else None
        law = key is not None and index is not None and table.is_a(key, Kind.LAW)
        return (str(key), (str(index),)) if law else None
    key = key_of(left)
    return (key, ()) if key is not None and table.is_a(key, Kind.LAW) else None


def _defined_mixture(
    table: Symbols, left: t.Tree, right: t.Tree
) -> tuple[str, tuple[str, ...]] | None:
    """The law m of m = (p + q)/2 or m(x) = (p(x) + q(x))/2."""
    law = _defined_law(table, left)
    plain = (t.Sum, t.Row, t.Product, t.Fraction_, t.Bracket, t.Number, t.Name, t.Scripted)
    simple = all(isinstance(x, plain) for x in right.walk())
    sums = [x for x in right.walk() if isinstance(x, t.Sum)]
    bars = any(set(x.separators) for x in right.walk() if isinstance(x, t.Bracket))
    if law is None or len(law[1]) > 1 or not simple or len(sums) < 1 or bars:
        return None
    terms = [x for s in sums for x in s.items]
    laws = [any(table.is_a(key_of(y), Kind.LAW) for y in x.walk()) for x in terms]
    return law if sum(laws) > 1 else None


def _is_new_marginal(table: Symbols, step: Step, left: t.Tree) -> bool:
    """Whether "the aggregated posterior is q(z) = …" says what the law q of z alone is."""
    left = t.bare(left)
    found = calls(left)
    if not NAMED_BEFORE.search(step.lead) or len(found) != 1 or not isinstance(left, t.Row):
        return False
    key, use = key_of(found[0].letter), usage_of(found[0])
    if len(left.items) != 2 or key is None or not table.is_a(key, Kind.LAW) or use.given:
        return False
    own = found[0].place.start
    so_far = [
        u
        for at, k, u in table.called
        if (k, u.variables) == (key, use.variables) and at < step.right.end and at != own
    ]
    return bool(so_far) and all(u.given for u in so_far)


def _mentions(tree: t.Tree, key: str) -> bool:
    return any(key_of(x) == key for x in tree.walk())
