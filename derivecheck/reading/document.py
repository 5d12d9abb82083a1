"""A note as a value: its text, its formulas, and every step of them with its place and role."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from derivecheck.latex.formula import tree as t
from derivecheck.latex.formula.cursor import Warning_
from derivecheck.latex.formula.macros import Macros, common_macros, definitions, expand
from derivecheck.latex.formula.parse import parse
from derivecheck.latex.formula.rows import Chain, chains
from derivecheck.latex.formula.tokens import Kind, Token, Unreadable, lex
from derivecheck.reading.declare import Declarations, declarations
from derivecheck.reading.indices import with_lower_indices
from derivecheck.reading.letters import calls, key_of
from derivecheck.reading.regions import Problem, Region, regions
from derivecheck.reading.roles import CONDITION_AFTER, Role, role_of, sentence_before, two_sentences
from derivecheck.reading.symbols import KNOWN_HEADS
from derivecheck.reading.text import Text

NEAREST = 6  # sides of a chain that a step looks back to, and the first


@dataclass(frozen=True)
class Side:
    """One side of a relation: its tree, or why there is none."""

    start: int
    end: int
    tree: t.Tree | None
    trouble: str = ""
    warnings: tuple[Warning_, ...] = ()


@dataclass(frozen=True)
class Step:
    """A relation between two sides of a chain."""

    chain: int
    number: int  # in its chain
    sides: tuple[Side, ...]  # of the chain up to and with the right side
    relation: str
    role: Role
    line: int
    section: str
    lead: str  # the sentence before the formula
    before: str  # and the one before it
    notes: tuple[str, ...]  # words at the ends of the sides
    tail: str  # the words after the formula

    @property
    def left(self) -> Side:
        """The side before."""
        return self.sides[-2]

    @property
    def right(self) -> Side:
        """The side after."""
        return self.sides[-1]

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.left.start if self.number == 0 and self.left.end else self.right.start


@dataclass(frozen=True)
class Mention:
    """A formula, or a part of one, that relates nothing."""

    chain: int
    side: Side
    lead: str
    tail: str
    line: int


@dataclass(frozen=True)
class Document:
    """A note that has been read as far as its trees."""

    text: Text
    regions: tuple[Region, ...]
    steps: tuple[Step, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = field(default=())
    declared: Declarations = field(default=Declarations())

    def source(self, side: Side) -> str:
        """A side as it is written."""
        return " ".join(self.text.text[side.start : side.end].split())

    @cached_property
    def settings(self) -> tuple[Step, ...]:
        """The equations and inequations that set or restrict something."""
        roles = (Role.CONDITION, Role.SETTING)
        return tuple(s for s in self.steps if s.role in roles and s.relation in ("=", "!="))

    @cached_property
    def equations(self) -> tuple[Step, ...]:
        """The steps that set something to 0 to find what it is: F(D*) = 0, ∂L/∂p = … = 0."""
        return tuple(s for s in self.steps if is_equation(s))

    @cached_property
    def trees(self) -> tuple[tuple[int, t.Tree], ...]:
        """All trees with their lines, in the order of the text."""
        found = [(m.line, m.side) for m in self.mentions]
        for step in self.steps:
            found += [(step.line, s) for s in step.sides[(0 if step.number == 0 else -1) :]]
        placed = sorted(found, key=lambda pair: pair[1].start)
        return tuple((line, side.tree) for line, side in placed if side.tree is not None)


def is_equation(step: Step) -> bool:
    """Whether a step sets a derivative, or what holds a starred letter, to 0."""
    sides = [s.tree for s in (step.left, step.right) if s.tree is not None]
    zeros = [x for x in sides if isinstance(x, t.Number) and x.text == "0"]
    if step.relation != "=" or len(sides) != 2 or len(zeros) != 1:
        return False
    first = step.sides[0].tree
    derived = first is not None and any(
        isinstance(x, (t.Derivative, t.Gradient)) or isinstance(x, t.Scripted) and x.primes
        for x in first.walk()
    )
    return derived or any(is_starred(x) for side in sides for x in side.walk())


def is_instance(step: Step) -> bool:
    """Whether a step gives the value of H(X), KL(P ‖ Q), … for laws that it does not show.

    A functional of different letters stands on one side, and a sum of numbers on the other.
    """
    if step.relation != "=" or any(s.tree is None for s in (step.left, step.right)):
        return False
    left, right = (s.tree for s in (step.left, step.right))
    assert left is not None
    assert right is not None
    call = calls(left)[0] if len(calls(left)) == 1 else None
    alone = isinstance(left, t.Row) and len(left.items) == 2 and call is not None
    if not alone or call is None or key_of(call.letter) not in KNOWN_HEADS:
        return False
    keys = [key_of(t.bare(a)) for a in call.bracket.items]
    parts = [*right.walk()]
    numbers = not any(isinstance(x, (t.Name, t.Words)) for x in parts)
    summed = any(isinstance(x, t.Sum) and len(x.items) > 1 for x in parts)
    return numbers and summed and None not in keys and len(set(keys)) == len(keys)


def is_starred(tree: t.Tree) -> bool:
    """Whether a letter has a star: it is the solution of something."""
    sup = tree.sup if isinstance(tree, t.Scripted) else None
    return isinstance(sup, t.Constant) and sup.text == "*"


def read_document(text: Text) -> Document:
    """The document of a text."""
    found, problems = regions(text)
    own, stretches = definitions(text.text)
    macros = {**common_macros(), **own}
    used = [r for r in found if not any(a <= r.start < b for a, b in stretches)]
    reader = _Reader(text, macros)
    for k, region in enumerate(used):
        reader.read(region, used[k - 1] if k else None, used[k + 1] if k + 1 < len(used) else None)
    declared = declarations(text)
    problems = (*problems, *reader.problems, *declared.problems)
    steps, mentions = tuple(reader.steps), tuple(reader.mentions)
    return Document(text, tuple(used), steps, mentions, problems, declared)


class _Reader:
    """Reads one region after the other, since a display may go on in the next."""

    def __init__(self, text: Text, macros: Macros) -> None:
        self.text, self.macros = text, macros
        self.steps: list[Step] = []
        self.mentions: list[Mention] = []
        self.problems: list[Problem] = []
        self.count = 0
        self.last: list[Side] = []  # the sides of the last chain, which may go on
        self.last_chain = 0

    def read(self, region: Region, before: Region | None, after: Region | None) -> None:
        text = self.text.text
        floor = 0
        lead = sentence_before(text, region.outer_start, floor)
        more = two_sentences(text, region.outer_start, floor)
        tail = text[region.outer_end : after.outer_start if after else region.outer_end + 200]
        try:
            tokens = expand(lex(text, region.start, region.end), self.macros)
        except Unreadable as error:
            self.problems.append(Problem(region.start, error.why))
            return
        between = text[before.outer_end : region.outer_start] if before else "words"
        joined = before is not None and before.display and region.display and not _words(between)
        for k, chain in enumerate(chains(tokens)):
            self.chain(chain, region, k == 0 and joined, lead if k == 0 else "", more, tail[:200])

    def chain(
        self, chain: Chain, region: Region, goes_on: bool, lead: str, more: str, tail: str
    ) -> None:
        sides = [self.side(tokens, region) for tokens in chain.sides]
        number = 0
        if chain.open and goes_on and self.last:
            sides, number = [*self.last, *sides[1:]], len(self.last) - 1
        else:
            self.count += 1
        if not chain.relations:
            line = self.text.line(sides[0].start)
            self.mentions.append(Mention(self.count, sides[0], lead, tail, line))
            self.last = sides
            return
        for k, relation in enumerate(chain.relations):
            here = sides[: number + k + 2]
            start = here[-2].start if k == 0 and number == 0 and here[-2].end else here[-1].start
            role = role_of(lead, relation, k == 0 and number == 0, region.display)
            said_after = CONDITION_AFTER.match(tail) or _only_bounds(relation, here)
            if role is Role.CLAIM and not region.display and said_after:
                role = Role.CONDITION
            if role is Role.CLAIM and (_is_range(chain.sides[k + 1]) or is_dots(here[-1].tree)):
                role = Role.SETTING
            self.steps.append(
                Step(
                    chain=self.count,
                    number=number + k,
                    sides=tuple(here[:1] + here[1:][-NEAREST:]),
                    relation=relation,
                    role=Role.SETTING if k == 0 and _is_remark(chain, role) else role,
                    line=self.text.line(start or region.start),
                    section=self.text.section(region.start),
                    lead=lead,
                    before=more,
                    notes=tuple(chain.notes),
                    tail=tail,
                )
            )
        self.last = sides

    def side(self, tokens: list[Token], region: Region) -> Side:
        if not tokens:
            return Side(region.start, 0, None, "nothing stands here")
        start, end = min(x.start for x in tokens), max(x.end for x in tokens)
        try:
            tree, warnings = parse(without_dots(tokens))
        except Unreadable as error:
            return Side(start, end, None, f"{error.why} (column {self.text.column(error.start)})")
        return Side(start, end, with_lower_indices(tree), "", warnings)


def _is_range(tokens: list[Token]) -> bool:
    """Whether values are listed: 1, 2, …, n."""
    listed = any(x.is_sign(",") for x in tokens)
    plain = (Kind.NUMBER, Kind.NAME)
    signs = (",", "{", "}", "_", ".", "(", ")", r"\{", r"\}")
    return listed and all(x.kind in plain or x.is_sign(*signs) or _dots(x) for x in tokens)


def _dots(token: Token) -> bool:
    return token.is_command(r"\dots")


def is_dots(tree: t.Tree | None) -> bool:
    """Whether a side is only dots."""
    return isinstance(tree, t.Constant) and tree.text == "dots"


def without_dots(tokens: list[Token]) -> list[Token]:
    """The tokens of a side without a comma and dots at the end of it."""
    last = len(tokens)
    while last and (_dots(tokens[last - 1]) or tokens[last - 1].is_sign(".")):
        last -= 1
    ends = 0 < last < len(tokens) and tokens[last - 1].is_sign(",", ";")
    return list(tokens[: last - 1] if ends else tokens)


def _only_bounds(relation: str, sides: list[Side]) -> bool:
    """Whether a comparison of letters and numbers in a sentence says for what it holds."""
    plain = (t.Name, t.Number, t.Scripted, t.Constant, t.Accent)
    return relation in ("<", ">", "<=", ">=", "!=") and all(
        isinstance(t.bare(s.tree), plain) for s in sides[-2:] if s.tree is not None
    )


def _is_remark(chain: Chain, role: Role) -> bool:
    """Whether a relation that stands beside another one only says for what it holds."""
    return chain.beside and role is Role.CLAIM and len(chain.sides[0]) <= 4


def _words(between: str) -> bool:
    """Whether words stand between two formulas."""
    return bool(between.strip(" \t\n\r.,;:>&\\{}"))
