"""How letters are used in the formulas of a note: as laws, functions, indices, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from derivecheck.latex.formula import tree as t
from derivecheck.reading.extents import derived_by
from derivecheck.reading.letters import (
    Call,
    calls,
    is_index,
    is_letter,
    is_own_variable,
    is_parameter,
    key_of,
    shift_of,
    split_arguments,
    variable_of,
)
from derivecheck.reading.recurrences import family
from derivecheck.reading.symbols import (
    LETTER_OF_LAW,
    NAMED_LAWS,
    Declared,
    InWords,
    Kind,
    Symbols,
    bound_names,
    has_laws,
    head_of,
    is_head,
    is_one_minus,
    usage_of,
)

NORMAL = ("N", "cal N", "Normal")
POSITIVE_LAWS = ("Gam", "Gamma", "Exp", "Poiss", "Beta")
DISTRIBUTION = re.compile(r"\b(?:distributions?|probability (?:law|density|vector)s?)\b|分布")
NUMBER_WORDS = re.compile(
    r"\b(?:constant|scalar|number|real|baseline|temperature|coefficient|hyperparameter|"
    r"step size|learning rate|threshold|multiplier)s?$|(?:常数|系数|标量|温度|学习率)$",
    re.IGNORECASE,
)
ONE_HOT = re.compile(r"one[- ]hot|独热", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？]|\n[ \t]*\n")
SPECIAL_LAWS = re.compile(
    r"uniform|normal distribution|normally|gaussian|bernoulli|binomial|poisson|"
    r"exponential(?:ly)? distribut|geometric distribut|gamma distribut|beta distribut|dirichlet|"
    r"one-hot|degenerate|deterministic|"
    r"均匀分布|正态|高斯|伯努利|二项分布|泊松|指数分布|几何分布|两点分布",
    re.IGNORECASE,
)


def note_words(
    table: Symbols, tree: t.Tree | None, lead: str, tail: str, line: int, since: int
) -> None:
    """A law or variable of which the words of its sentence say more than any formula."""
    words = SENTENCE_END.split(lead)[-1][-150:] + " " + SENTENCE_END.split(tail)[0][:150]
    found = SPECIAL_LAWS.search(words)
    if found is None or tree is None:
        return
    for letter in tree.walk():
        if is_letter(letter):
            for key in (key_of(letter), variable_of(letter)):
                if key is not None:
                    table.special.setdefault(key, InWords(line, found.group(), since))


def note_number_of_words(table: Symbols, tree: t.Tree | None, lead: str, line: int) -> None:
    """b, where the words before it say "a constant"."""
    tree = None if tree is None else t.bare(tree)
    key = key_of(tree) if tree is not None and is_letter(tree) else None
    if key is not None and NUMBER_WORDS.search(lead.rstrip(" $\\(")):
        table.note(key, Kind.NUMBER, line)


def note_law_of_words(table: Symbols, tree: t.Tree | None, lead: str, tail: str, line: int) -> None:
    """(r_z), of which the words beside it say that it is a distribution; a one-hot y."""
    tree = None if tree is None else t.bare(tree)
    words = lead[-40:] + " … " + tail[:40]
    if tree is not None and is_letter(tree) and ONE_HOT.search(words):
        table.note(key_of(tree), Kind.LAW, line)
    entry = isinstance(tree, t.Scripted) and tree.sup is None and isinstance(tree.base, t.Name)
    if entry and isinstance(tree, t.Scripted) and key_of(tree.sub) and DISTRIBUTION.search(words):
        table.note(key_of(tree.base), Kind.LAW, line)


def uses(tree: t.Tree) -> Iterator[tuple[str | None, Kind]]:
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
            yield _law_of_sample(part), Kind.LAW
        elif isinstance(part, t.Scripted) and is_index(part.sub):
            yield key_of(part.sub) if part.sub else None, Kind.INDEX


def note_declarations(table: Symbols, tree: t.Tree, line: int) -> None:
    """P_1 ∼ N(μ, σ²) inside a formula; the parameters of normal laws are numbers, σ positive."""
    for part in tree.walk():
        if isinstance(part, t.Compare) and part.relation == "~":
            key = key_of(part.left)
            if key is not None and is_named(part.right):
                table.declared.append(Declared(key, part.right, part.place.start, line))
        if isinstance(part, t.Row) and len(part.items) == 2 and is_named(part):
            arguments = part.items[1].items if isinstance(part.items[1], t.Bracket) else ()
            law = key_of(part.items[0])
            for k, a in enumerate(arguments[-2:]):
                base = _without_power(a)
                table.note(key_of(base), Kind.NUMBER, line)
                if law in POSITIVE_LAWS or law in NORMAL and k == 1:
                    table.signs[str(key_of(base))].add("positive")
                last = k == len(arguments[-2:]) - 1
                if law in ("Bern", "Bernoulli", "Bin", "Binomial") and last:
                    table.fractions.add(str(key_of(base)))


def _without_power(tree: t.Tree) -> t.Tree:
    """σ_1 for σ_1²."""
    if not isinstance(tree, t.Scripted) or tree.sup is None:
        return tree
    return tree.base if tree.sub is None else replace(tree, sup=None)


def is_named(tree: t.Tree) -> bool:
    """Whether a tree is a named law with its parameters."""
    letter = tree.items[0] if isinstance(tree, t.Row) and len(tree.items) == 2 else None
    return letter is not None and key_of(letter) in NAMED_LAWS


def note_arithmetic(table: Symbols, tree: t.Tree) -> None:
    """Letters that stand as a term, a factor, a base or an exponent; letters below others."""
    for part in tree.walk():
        if isinstance(part, t.Scripted) and isinstance(part.sub, t.Name):
            table.subscripts[key_of(part.base) or ""].add(part.sub.text)
        if not isinstance(part, (t.Sum, t.Row, t.Product, t.Fraction_, t.Scripted, t.Root)):
            continue
        for below in part.parts:
            if isinstance(part, t.Scripted) and below is part.sub:
                continue
            key = key_of(below)
            if key is not None and not (isinstance(part, t.Scripted) and part.sup is None):
                table.arithmetic[key].add(below.place.start)
                if isinstance(below, t.Scripted) and shift_of(below.sub):
                    table.arithmetic[family(key_of(below.base) or "")].add(below.place.start)


def _law_of_mean(sub: t.Tree) -> Iterator[tuple[str | None, Kind]]:
    parts = sub.items if isinstance(sub, t.Bracket) and sub.left == "{" else (sub,)
    for part in parts:
        if isinstance(part, t.Compare) and part.relation == "~":
            yield variable_of(part.left), Kind.VARIABLE
            yield _law_of_sample(part), Kind.LAW
        elif isinstance(part, t.Row) or LETTER_OF_LAW.match(key_of(part) or ""):
            yield _law_key(part), Kind.LAW


def _law_of_sample(tree: t.Compare) -> str | None:
    """The letter of the law in x ∼ p; none in x ∼ X, where X is a random variable."""
    return None if is_own_variable(tree) else _law_key(tree.right)


def _law_key(tree: t.Tree) -> str | None:
    tree = t.bare(tree)
    if isinstance(tree, t.Row) and len(tree.items) == 2:
        tree = tree.items[0]
    key = key_of(tree)
    return None if key in NAMED_LAWS else key


def note_arguments(table: Symbols, tree: t.Tree) -> None:
    """The letters in the brackets of what is a law by its letter."""
    for call in calls(tree):
        if LETTER_OF_LAW.match(key_of(call.letter) or "") and "||" not in call.bracket.separators:
            table.arguments.update(k for a in call.bracket.items if (k := key_of(t.bare(a))))


def note_call(table: Symbols, call: Call, line: int) -> None:
    """What a letter with a bracket is."""
    key = key_of(call.letter)
    if key is None:
        return
    if is_head(head_of(table, key)[0], call.bracket):
        laws = [_law_key(a) for a in call.bracket.items if has_laws(key, call.bracket)]
        if table.arguments.isdisjoint(k for k in laws if k):
            for law in laws:
                table.note(law, Kind.LAW, line)
        return
    before, after, _ = split_arguments(call.bracket)
    simple = all(variable_of(a) is not None for a in (*before, *after))
    if all(map(is_parameter, (*before, *after))):
        table.note(key, Kind.FUNCTION, line)  # Q(θ|θ') is no law
    elif (LETTER_OF_LAW.match(key) or is_density_of(key, before)) and simple or (after and simple):
        table.note(key, Kind.LAW, line)
    elif simple:
        table.note(key, Kind.FUNCTION, line)


def is_density_of(key: str, arguments: list[t.Tree]) -> bool:
    """Whether f_X(x) is written: the density of the random variable X."""
    letter, _, label = key.partition("_")
    names = [variable_of(a) for a in arguments]
    return letter == "f" and label.isupper() and names == [label.lower()]


def note_usage(table: Symbols, call: Call) -> None:
    key = key_of(call.letter)
    if key is not None and table.is_a(key, Kind.LAW):
        table.usages[key].add(usage_of(call))
        for a in call.bracket.items:
            note_value(table, t.bare(a))
        table.called.append((call.place.start, key, usage_of(call)))


def note_value(table: Symbols, argument: t.Tree) -> None:
    """Z = 1 in a bracket: one of the values of Z."""
    if isinstance(argument, t.Compare) and argument.relation == "=":
        name, right = variable_of(argument.left), t.bare(argument.right)
        if name is not None and isinstance(right, t.Number) and right.text.isdigit():
            table.values[name].add(int(right.text))


def _factors(tree: t.Tree) -> Iterator[str | None]:
    """The letters of functions and entries in a tree, not those in exponents and arguments."""
    if isinstance(tree, (t.Row, t.Prefix)):
        items = () if isinstance(tree, t.Prefix) and tree.name == "exp" else tree.items
        for before, item in zip((None, *items), items, strict=False):
            if not (isinstance(item, t.Bracket) and before is not None and is_letter(before)):
                yield from _factors(item)
                continue
            yield key_of(before)
    elif isinstance(tree, t.Scripted):
        if not (isinstance(tree.base, t.Name) and tree.base.text == "e"):
            yield from (key_of(tree.base), *_factors(tree.base))
    elif not isinstance(tree, t.Compare):
        below = (tree.body,) if isinstance(tree, (t.Big, t.Integral, t.Expect)) else tree.parts
        for part in below:
            yield from _factors(part)


def note_places(table: Symbols, tree: t.Tree) -> None:
    """Where letters stand first in the note."""
    for part in tree.walk():
        key = key_of(part) if is_letter(part) else None
        if key is not None:
            place = part.place.start
            table.first[key] = min(place, table.first.get(key, place))


def note_derived(table: Symbols, trees: Iterable[tuple[int, t.Tree]]) -> None:
    """A letter by which something is differentiated is a number where it is nothing else."""
    for line, tree in trees:
        for key in derived_by(tree):
            if "_" not in key and table.evidence.get(key, {}).keys() <= {Kind.NUMBER}:
                table.note(key, Kind.NUMBER, line)


def note_positive(table: Symbols, tree: t.Tree) -> None:
    """Letters of which the logarithm is taken, and those between 0 and 1: log(1 - D)."""
    for part in tree.walk():
        if not isinstance(part, t.Prefix) or part.name not in ("log", "ln"):
            continue
        inner = t.Row(part.place, part.items)
        found = {*_factors(inner)}
        if any(isinstance(x, t.Sum) and "-" in x.signs for x in inner.walk()):
            ones = any(isinstance(x, t.Sum) and is_one_minus(x) for x in inner.walk())
            table.unit.update(k for k in found if k is not None and ones)
            continue
        for key in found - {None}:
            table.signs[str(key)].add("positive")
