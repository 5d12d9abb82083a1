"""What each letter of a note is, with the lines that made it so.

One pass over all trees collects how letters are used; a second gives each its kind.  A letter may
be several things in one note; which of them it is at one place is settled where it is read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from derivecheck.latex.formula import tree as t
from derivecheck.reading.document import Document, Step
from derivecheck.reading.letters import (
    Call,
    calls,
    is_index,
    is_letter,
    is_parameter,
    key_of,
    parameter_name,
    split_arguments,
    variable_of,
)
from derivecheck.reading.regions import Problem
from derivecheck.reading.roles import Role


class Kind(StrEnum):
    """What a letter can be."""

    LAW = "law"
    FUNCTION = "function"
    INDEX = "index"
    NUMBER = "number"
    VARIABLE = "variable"
    DEFINED = "defined"


DIVERGENCES = frozenset(
    {"KL", "D_KL", "RelativeEntropy", "D", "kl", "JS", "JSD", "D_JS", "D_JSD", "KLD", "d_KL"}
    | {"D_kl", "cal D_KL", "cal D", "cal KL"}
)
ENTROPIES = frozenset({"H", "h", "Entropy", "Ent", "cal H", "CrossEntropy", "CE", "S"})
INFORMATION = frozenset({"I", "MI", "cal I"})
KNOWN_HEADS = DIVERGENCES | ENTROPIES | INFORMATION
NORMAL = ("N", "cal N", "Normal")
POSITIVE_LAWS = ("Gam", "Gamma", "Exp", "Poiss", "Beta")
LAW_LETTERS = frozenset("pqPQ")
NO_NAMES = frozenset({"e", "pi", "E", "const", "constant", "i", "j", "k", "n", "N"})
NEAR = 1500  # characters after its use in which a name may still be defined
SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？]|\n[ \t]*\n")
SPECIAL_LAWS = re.compile(
    r"uniform|normal distribution|normally|gaussian|bernoulli|binomial|poisson|"
    r"exponential(?:ly)? distribut|geometric distribut|gamma distribut|beta distribut|dirichlet|"
    r"one-hot|degenerate|deterministic|"
    r"均匀分布|正态|高斯|伯努利|二项分布|泊松|指数分布|几何分布|两点分布",
    re.IGNORECASE,
)
NAMED_LAWS = frozenset(
    {"N", "cal N", "Normal", "Gaussian", "Bern", "Bernoulli", "Bin", "Binomial", "Cat", "Dir"}
    | {"Gam", "Poiss", "Unif", "Uniform", "cal U", "Exp", "Beta"}
)


@dataclass(frozen=True)
class Usage:
    """How a law was called: its variables, those that are given, and its parameters."""

    variables: tuple[str, ...]
    given: tuple[str, ...]
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """A name that a step gives to an expression, of parameters where it has them."""

    key: str
    parameters: tuple[str, ...]
    body: t.Tree
    start: int  # in the text
    line: int


@dataclass(frozen=True)
class Declared:
    """A variable or a law that the note gives a named law: X ∼ N(μ, σ²)."""

    key: str
    law: t.Tree
    start: int
    line: int


@dataclass
class Symbols:
    """The table of a note."""

    evidence: dict[str, dict[Kind, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    usages: dict[str, set[Usage]] = field(default_factory=lambda: defaultdict(set))
    signs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    bounds: dict[str, list[tuple[t.Tree, str, t.Tree]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    arithmetic: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    definitions: list[Definition] = field(default_factory=list)
    laws: list[Definition] = field(default_factory=list)  # laws that are given by their values
    declared: list[Declared] = field(default_factory=list)
    special: dict[str, tuple[int, str]] = field(default_factory=dict)  # said of a law in words
    fractions: set[str] = field(default_factory=set)  # numbers between 0 and 1
    unit: set[str] = field(default_factory=set)  # functions with values between 0 and 1

    def note(self, key: str | None, kind: Kind, line: int) -> None:
        """Record one use of a letter."""
        if key is not None and line not in self.evidence[key][kind]:
            self.evidence[key][kind].append(line)

    def is_a(self, key: str | None, kind: Kind) -> bool:
        """Whether a letter is used as this somewhere."""
        return key is not None and kind in self.evidence.get(key, {})

    def lines(self, key: str, kind: Kind) -> tuple[int, ...]:
        """The lines that made it so."""
        return tuple(self.evidence.get(key, {}).get(kind, ()))

    def definition(self, key: str, start: int) -> Definition | None:
        """The last definition of a name before a place, or one soon after it."""
        of_name = [d for d in self.definitions if d.key == key]
        before = [d for d in of_name if d.start < start]
        after = [d for d in of_name if start <= d.start < start + NEAR]
        return before[-1] if before else (after[0] if after else None)

    def law_of(self, key: str, start: int) -> Declared | None:
        """The named law that was declared for a variable or a law; None where there are several."""
        before = [d for d in self.declared if d.key == key and d.start <= start]
        return before[-1] if before and all(d.law == before[-1].law for d in before) else None

    def joined(self, key: str) -> set[frozenset[str]]:
        """The sets of variables that a law is called with together."""
        return {frozenset((*u.variables, *u.given)) for u in self.usages.get(key, ())}


def read_symbols(document: Document) -> Symbols:
    """The table of a document."""
    table = Symbols()
    _declare(table, document)
    for line, tree in document.trees:
        for use in _uses(tree):
            table.note(*use, line)
        for call in calls(tree):
            _call(table, call, line)
        _positive(table, tree)
        _arithmetic(table, tree)
        _declarations(table, tree, line)
    for _, tree in document.trees:  # letters that are laws only by another place
        for call in calls(tree):
            _usage(table, call)
    for mention in document.mentions:
        _words(table, mention.side.tree, mention.lead, mention.tail, mention.line)
    for step in document.steps:
        _step(table, document, step)
        if step.number == 0 and step.relation in ("~", "in"):
            _words(table, step.left.tree, step.lead, step.tail, step.line)
    return table


def _declare(table: Symbols, document: Document) -> None:
    """Take over what the note declares."""
    for law in document.declared.laws:
        table.note(law.key, Kind.LAW, document.text.line(law.at))
        for call in calls(law.tree):
            _usage(table, call)
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


def _words(table: Symbols, tree: t.Tree | None, lead: str, tail: str, line: int) -> None:
    """A law or variable of which the words of its sentence say more than any formula."""
    words = SENTENCE_END.split(lead)[-1][-150:] + " " + SENTENCE_END.split(tail)[0][:150]
    found = SPECIAL_LAWS.search(words)
    if found is None or tree is None:
        return
    for letter in tree.walk():
        if is_letter(letter):
            for key in (key_of(letter), variable_of(letter)):
                if key is not None:
                    table.special.setdefault(key, (line, found.group()))


def _uses(tree: t.Tree) -> Iterator[tuple[str | None, Kind]]:
    """The uses of letters that a tree shows."""
    for part in tree.walk():
        if isinstance(part, t.Expect) and part.sub is not None:
            yield from _law_of_mean(part.sub)
        elif isinstance(part, t.Big):
            yield from ((v, Kind.INDEX) for v in bound_names(part.sub))
        elif isinstance(part, t.Integral):
            yield from ((key_of(v), Kind.VARIABLE) for v in part.variables)
        elif isinstance(part, t.Compare) and part.relation == "~":
            yield variable_of(part.left), Kind.VARIABLE
            yield _law_key(part.right), Kind.LAW
        elif isinstance(part, t.Scripted) and is_index(part.sub):
            yield key_of(part.sub) if part.sub else None, Kind.INDEX


def _declarations(table: Symbols, tree: t.Tree, line: int) -> None:
    """P_1 ∼ N(μ, σ²) inside a formula; the parameters of normal laws are numbers, σ positive."""
    for part in tree.walk():
        if isinstance(part, t.Compare) and part.relation == "~":
            key = key_of(part.left)
            if key is not None and _named(part.right):
                table.declared.append(Declared(key, part.right, part.place.start, line))
        if isinstance(part, t.Row) and len(part.items) == 2 and _named(part):
            arguments = part.items[1].items if isinstance(part.items[1], t.Bracket) else ()
            law = key_of(part.items[0])
            for k, a in enumerate(arguments[-2:]):
                base = a.base if isinstance(a, t.Scripted) and a.sup is not None else a
                table.note(key_of(base), Kind.NUMBER, line)
                if law in POSITIVE_LAWS or law in NORMAL and k == 1:
                    table.signs[str(key_of(base))].add("positive")
                if law in ("Bern", "Bernoulli"):
                    table.fractions.add(str(key_of(base)))


def _named(tree: t.Tree) -> bool:
    """Whether a tree is a named law with its parameters."""
    letter = tree.items[0] if isinstance(tree, t.Row) and len(tree.items) == 2 else None
    return letter is not None and key_of(letter) in NAMED_LAWS


def _arithmetic(table: Symbols, tree: t.Tree) -> None:
    """Letters that stand as a term, a factor, a base or an exponent."""
    for part in tree.walk():
        if not isinstance(part, (t.Sum, t.Row, t.Product, t.Fraction_, t.Scripted, t.Root)):
            continue
        for below in part.parts:
            if isinstance(part, t.Scripted) and below is part.sub:
                continue
            key = key_of(below)
            if key is not None and not (isinstance(part, t.Scripted) and part.sup is None):
                table.arithmetic[key].add(below.place.start)


def _law_of_mean(sub: t.Tree) -> Iterator[tuple[str | None, Kind]]:
    parts = sub.items if isinstance(sub, t.Bracket) and sub.left == "{" else (sub,)
    for part in parts:
        if isinstance(part, t.Compare) and part.relation == "~":
            yield variable_of(part.left), Kind.VARIABLE
            yield _law_key(part.right), Kind.LAW
        elif isinstance(part, t.Row) or (key_of(part) or "")[:1] in LAW_LETTERS:
            yield _law_key(part), Kind.LAW


def _law_key(tree: t.Tree) -> str | None:
    tree = t.bare(tree)
    if isinstance(tree, t.Row) and len(tree.items) == 2:
        tree = tree.items[0]
    key = key_of(tree)
    return None if key in NAMED_LAWS else key


def bound_names(sub: t.Tree | None) -> list[str]:
    """The names that stand below a sum as what it runs over."""
    if sub is None:
        return []
    if isinstance(sub, t.Bracket) and sub.left == "{":
        return [n for item in sub.items for n in bound_names(item)]
    if isinstance(sub, t.Compare):
        return bound_names(sub.left)
    key = key_of(sub)
    return [] if key is None else [key]


def _call(table: Symbols, call: Call, line: int) -> None:
    """What a letter with a bracket is."""
    key = key_of(call.letter)
    if key is None:
        return
    if is_head(key, call.bracket):
        for a in call.bracket.items if _has_laws(key, call.bracket) else ():
            table.note(_law_key(a), Kind.LAW, line)
        return
    before, after, _ = split_arguments(call.bracket)
    simple = all(variable_of(a) is not None for a in (*before, *after))
    if key[0] in LAW_LETTERS and simple or (after and simple):
        table.note(key, Kind.LAW, line)
    elif simple:
        table.note(key, Kind.FUNCTION, line)


def is_head(key: str, bracket: t.Bracket) -> bool:
    """Whether a letter with a bracket is a head of information theory and no function."""
    if "||" in bracket.separators:
        return True
    one = key_of(t.bare(bracket.items[0])) if len(bracket.items) == 1 else None
    if one is not None and one[0].islower() and one[0] not in "pq":
        return key in ("H", "cal H", "Entropy")  # I(x), D(x) are functions
    return key in KNOWN_HEADS and not (key == "D" and len(bracket.items) == 1)


def _has_laws(key: str, bracket: t.Bracket) -> bool:
    """Whether the arguments of a head are laws rather than random variables."""
    if "||" in bracket.separators:
        return True
    keys = [key_of(t.bare(a)) for a in bracket.items]
    capitals = all(k is not None and k[0].isupper() and k[0] not in "PQ" for k in keys)
    if len(keys) == 2 and bracket.separators == (",",):
        return key in DIVERGENCES | ENTROPIES and not capitals
    return len(keys) == 1 and (keys[0] or "?")[0] in "pqPQ"


def _usage(table: Symbols, call: Call) -> None:
    key = key_of(call.letter)
    if key is not None and table.is_a(key, Kind.LAW):
        table.usages[key].add(usage_of(call))


def usage_of(call: Call) -> Usage:
    """The variables, conditions and parameters of a call of a law."""
    before, after, last = split_arguments(call.bracket)
    names = tuple(v for a in before if (v := variable_of(a)) is not None)
    given = tuple(v for a in after if not is_parameter(a) and (v := variable_of(a)) is not None)
    parameters = [a for a in after if is_parameter(a)] + last
    return Usage(names, given, tuple(map(parameter_name, parameters)))


def _positive(table: Symbols, tree: t.Tree) -> None:
    """Letters of which the logarithm is taken, and those between 0 and 1: log(1 - D)."""
    for part in tree.walk():
        if not isinstance(part, t.Prefix) or part.name not in ("log", "ln"):
            continue
        inner = t.Row(part.place, part.items)
        found = {key_of(c.letter) for c in calls(inner)}
        found |= {key_of(x.base) for x in inner.walk() if isinstance(x, t.Scripted)}
        if any(isinstance(x, t.Sum) and "-" in x.signs for x in inner.walk()):
            ones = any(isinstance(x, t.Sum) and is_one_minus(x) for x in inner.walk())
            table.unit.update(k for k in found if k is not None and ones)
            continue
        for key in found - {None}:
            table.signs[str(key)].add("positive")


def is_one_minus(tree: t.Sum) -> bool:
    """Whether a sum is 1 less something."""
    one = isinstance(tree.items[0], t.Number) and tree.items[0].text == "1"
    return one and tree.signs == ("+", "-")


def _step(table: Symbols, document: Document, step: Step) -> None:
    """Declarations, bounds and definitions that a step makes."""
    left, right = step.left.tree, step.right.tree
    if left is None or right is None:
        return
    key = key_of(t.bare(left))
    if step.relation == "~" and key is not None and _named(right):
        table.declared.append(Declared(variable_of(left) or key, right, step.left.start, step.line))
        table.declared.append(Declared(key, right, step.left.start, step.line))
    elif step.relation in (">", ">=", "<", "<="):
        _bound(table, step, left, right)
    elif step.relation == "=" and _is_new(table, right) and not _is_new(table, left):
        _definition(table, step, right, left)
    elif step.relation in ("=", ":=") and step.number == 0:
        _definition(table, step, left, right)
    elif step.relation == "=:":
        _definition(table, step, right, left)


def _is_new(table: Symbols, tree: t.Tree) -> bool:
    """Whether a tree is one letter that has no role so far."""
    key = key_of(t.bare(tree))
    if key is None or key in KNOWN_HEADS or key in NO_NAMES:
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
            table.bounds[key].append((letter, relation, t.bare(other)))
            table.note(key, Kind.NUMBER, step.line)


def _definition(table: Symbols, step: Step, left: t.Tree, right: t.Tree) -> None:
    """A step whose left side is a name that nothing else gives a meaning."""
    law = _defined_law(table, left)
    if law is not None and not any(table.is_a(key_of(x), Kind.LAW) for x in right.walk()):
        table.laws.append(Definition(*law, right, step.right.start, step.line))
        return
    named = defined_name(table, left)
    if named is None:
        return
    key, parameters = named
    if _mentions(right, key) or isinstance(right, (t.Words, t.Table)):
        return
    table.definitions.append(Definition(key, parameters, right, step.right.start, step.line))
    table.note(key, Kind.DEFINED, step.line)


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


def defined_name(table: Symbols, left: t.Tree) -> tuple[str, tuple[str, ...]] | None:
    """The name and the parameters that a left side defines, if it can define any."""
    left = t.bare(left)
    if isinstance(left, t.Row) and len(left.items) == 2 and isinstance(left.items[1], t.Bracket):
        key = key_of(left.items[0])
        arguments = left.items[1].items
        if key is None or table.is_a(key, Kind.LAW) or is_head(key, left.items[1]):
            return None
        if "||" in left.items[1].separators:
            return None
        names = [key_of(t.bare(a)) for a in arguments]
        return None if None in names else (key, tuple(n for n in names if n))
    key = key_of(left)
    if key is None or isinstance(left, t.Scripted) and is_index(left.sub):
        return None
    return (key, ())


def _mentions(tree: t.Tree, key: str) -> bool:
    return any(key_of(x) == key for x in tree.walk())


__all__ = ["Definition", "Kind", "Role", "Symbols", "Usage", "read_symbols", "usage_of"]
