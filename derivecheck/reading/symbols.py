"""What each letter of a note is, with the lines that made it so.

A letter may be several things in one note; which of them it is at one place is settled where it is
read.  `collect` fills the table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from derivecheck.latex.formula import tree as t
from derivecheck.reading.letters import (
    Call,
    is_index,
    is_parameter,
    key_of,
    parameter_name,
    split_arguments,
    variable_of,
)


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
LETTER_OF_LAW = re.compile(r"[pqPQ](?![a-z])|Pr(?![a-z])")  # p, q_phi, P'; not psi
SENTENCE = 250  # characters in which a declaration stands for what follows it
NEAR = 1500  # characters after its use in which a name may still be defined
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
    explicit: bool = False  # by a sign of definition


@dataclass(frozen=True)
class InWords:
    """What words say of a law or variable, from the start of their section on."""

    line: int
    word: str
    since: int


@dataclass(frozen=True)
class Declared:
    """A variable or a law that the note gives a named law: X ∼ N(μ, σ²)."""

    key: str
    law: t.Tree
    start: int
    line: int
    alone: bool = False  # only of the letter without arguments: KL(q‖p) where q = N(μ, σ²)


@dataclass
class Symbols:
    """The table of a note."""

    evidence: dict[str, dict[Kind, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    usages: dict[str, set[Usage]] = field(default_factory=lambda: defaultdict(set))
    values: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # P(Z = 1)
    arguments: set[str] = field(default_factory=set)  # letters that laws are called with
    called: list[tuple[int, str, Usage]] = field(default_factory=list)  # where laws are called
    signs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    bounds: dict[str, list[tuple[t.Tree, str, t.Tree]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    arithmetic: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    definitions: list[Definition] = field(default_factory=list)
    laws: list[Definition] = field(default_factory=list)  # laws that are given by their values
    claimed: list[Definition] = field(default_factory=list)  # equations that define by a circle
    first: dict[str, int] = field(default_factory=dict)  # where a letter stands first
    mixtures: list[Definition] = field(default_factory=list)  # m = (p + q)/2
    marginals: list[Definition] = field(default_factory=list)  # q(z) by q(z|x) and another law
    declared: list[Declared] = field(default_factory=list)
    special: dict[str, InWords] = field(default_factory=dict)  # the first that is said of a law
    fractions: set[str] = field(default_factory=set)  # numbers between 0 and 1
    subscripts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    shapes: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of X ∈ ℝ^{n×d}
    horizon: bool = False  # T is a number: Σ^T, x_T
    transposed: set[str] = field(default_factory=set)  # letters of which x^T or ‖x‖ is written
    unit: set[str] = field(default_factory=set)  # functions with values between 0 and 1

    @property
    def made(self) -> tuple[Definition, ...]:
        """All that the note gives a meaning."""
        kinds = (self.definitions, self.laws, self.mixtures, self.marginals)
        return tuple(d for kind in kinds for d in kind)

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
        return next(iter(self.definitions_of(key, start)), None)

    def mixture(self, key: str, start: int) -> Definition | None:
        """The mixture that a law is by what the note last said before a place, or soon after."""
        before, after = _around(self.mixtures, key, start)
        return next(iter([*reversed(before), *after]), None)

    def definitions_of(self, key: str, start: int) -> list[Definition]:
        """The definitions of a name, those that count first: the last before, by := or alone."""
        before, after = _around(self.definitions, key, start)
        explicit = [d for d in before if d.explicit]
        return [*reversed(explicit), *(d for d in reversed(before) if not d.explicit), *after]

    def is_argument(self, key: str, start: int) -> bool:
        """Whether a function that the note defines before a place is one of this letter."""
        return any(key in d.parameters for d in self.definitions if d.start < start)

    def law_of(self, key: str, start: int) -> Declared | None:
        """The named law that was declared for a variable or a law; None where there are several."""
        before = [d for d in self.declared if d.key == key and d.start <= start]
        firm = [d for d in before if not d.alone]
        if not firm:
            near = [d for d in before if d.start > start - NEAR]
            return near[-1] if near else None
        near = [d for d in firm if start - d.start < SENTENCE]  # said anew for what follows
        firm = near or firm
        return firm[-1] if all(d.law == firm[-1].law for d in firm) else None

    def declared_at(self, key: str) -> bool:
        """Whether entries of a letter are declared random: ε_t ∼ N(0, 1)."""
        return any(d.key == key or d.key.startswith(f"{key}_") for d in self.declared)

    def last_law_of(self, variable: str, start: int) -> str | None:
        """The law that was last called with a variable alone before a place, in this section."""
        found = [
            key
            for at, key, use in self.called
            if start - NEAR < at < start and use.variables == (variable,) and not use.given
        ]
        return found[-1] if found else None

    def joined(self, key: str) -> set[frozenset[str]]:
        """The sets of variables that a law is called with together."""
        return {frozenset((*u.variables, *u.given)) for u in self.usages.get(key, ())}


def parameter_of_normal(symbols: Symbols, key: str) -> tuple[str, str]:
    """Which parameter μ_k or σ_k is, and the declared law P_k whose it may be; else empty."""
    letter, _, index = key.partition("_")
    keys = [f"{law}_{index}" for law in "pPqQ"] if index.isdigit() else []
    law = next((d.key for k in keys for d in symbols.declared if d.key == k), "")
    return (letter, law) if letter in ("mu", "sigma") and law else ("", "")


def _around(
    made: list[Definition], key: str, start: int
) -> tuple[list[Definition], list[Definition]]:
    """The definitions of a name before a place, and those soon after it."""
    of_name = [d for d in made if d.key == key]
    before = [d for d in of_name if d.start < start]
    return before, [d for d in of_name if start <= d.start < start + NEAR]


def without_extrema(left: t.Tree, right: t.Tree) -> tuple[t.Tree, t.Tree]:
    """What stands below the same max or min on both sides."""
    while isinstance(left, t.Extremum) and isinstance(right, t.Extremum):
        if (left.kind, left.sub) != (right.kind, right.sub) or left.kind.startswith("arg"):
            break
        left, right = left.body, right.body
    return left, right


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


def head_of(table: Symbols, key: str) -> tuple[str, str | None]:
    """A head and the law that its subscript names: H_q(X), I_q(X; Z); else no law."""
    head, _, label = key.partition("_")
    named = key not in KNOWN_HEADS and head in ENTROPIES | INFORMATION and label
    return (head, label) if named and table.is_a(label, Kind.LAW) else (key, None)


def is_variance(letter: t.Tree) -> bool:
    """Whether a letter is the sign of a variance."""
    base = letter.base if isinstance(letter, t.Scripted) and letter.sup is None else letter
    named = isinstance(base, t.Name) and base.text in ("Var", "var", "Variance")
    return named or isinstance(base, t.Name) and base.text == "V" and base.font == "bb"


def is_head(key: str, bracket: t.Bracket) -> bool:
    """Whether a letter with a bracket is a head of information theory and no function."""
    if "||" in bracket.separators:
        return True
    if key not in DIVERGENCES and any(is_parameter(a) for a in bracket.items):
        return False  # H(θ, r) is a function of parameters
    one = key_of(t.bare(bracket.items[0])) if len(bracket.items) == 1 else None
    if one is not None and one[0].islower() and one[0] not in "pq":
        return key in ("H", "cal H", "Entropy")  # I(x), D(x) are functions
    return key in KNOWN_HEADS and not (key == "D" and len(bracket.items) == 1)


def has_laws(key: str, bracket: t.Bracket) -> bool:
    """Whether the arguments of a head are laws rather than random variables."""
    if "||" in bracket.separators:
        return True
    keys = [key_of(t.bare(a)) for a in bracket.items]
    capitals = all(k is not None and k[0].isupper() and k[0] not in "PQ" for k in keys)
    if len(keys) == 2 and bracket.separators == (",",):
        return key in DIVERGENCES | ENTROPIES and not capitals
    return len(keys) == 1 and (keys[0] or "?")[0] in "pqPQ"


def usage_of(call: Call) -> Usage:
    """The variables, conditions and parameters of a call of a law."""
    before, after, last = split_arguments(call.bracket)
    names = tuple(v for a in before if (v := variable_of(a)) is not None)
    given = tuple(v for a in after if not is_parameter(a) and (v := variable_of(a)) is not None)
    parameters = [a for a in after if is_parameter(a)] + last
    return Usage(names, given, tuple(map(parameter_name, parameters)))


def is_one_minus(tree: t.Sum) -> bool:
    """Whether a sum is 1 less something."""
    one = isinstance(tree.items[0], t.Number) and tree.items[0].text == "1"
    return one and tree.signs == ("+", "-")


def argument_name(tree: t.Tree) -> str | None:
    """The letter of an argument, or the parameter that it is."""
    key = key_of(t.bare(tree))
    return parameter_name(tree) if key is None and is_parameter(tree) else key


def defined_name(table: Symbols, left: t.Tree) -> tuple[str, tuple[str, ...]] | None:
    """The name and the parameters that a left side defines, if it can define any."""
    left = t.bare(left)
    if isinstance(left, t.Row) and len(left.items) == 2 and isinstance(left.items[1], t.Bracket):
        key = key_of(left.items[0])
        arguments = left.items[1].items
        if key is None or table.is_a(key, Kind.LAW):
            return None
        if is_head(head_of(table, key)[0], left.items[1]):
            return None
        if key.endswith("'") and table.is_a(key[:-1], Kind.DEFINED):
            return None  # a derivative
        if "||" in left.items[1].separators or is_variance(left.items[0]):
            return None
        names = [argument_name(a) for a in arguments]
        return None if None in names else (key, tuple(n for n in names if n))
    key = key_of(left)
    if key is None or isinstance(left, t.Scripted) and is_index(left.sub):
        return None
    return (key, ())
