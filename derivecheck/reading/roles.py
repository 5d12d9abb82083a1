"""What a formula is for, as the words around it say: definition, setting, condition, claim, …

The words are tables of several languages; a further language is a further row.
"""

from __future__ import annotations

import re
from enum import StrEnum

CLAIMED = ("=", "==", "<=", "<", ">=", ">", "!=")
EXPLAINED = {
    "~": "a declaration",
    "in": "a declaration",
    "to": "a map or a limit",
    "=!": "a demand",
}


class Role(StrEnum):
    """What a step of a formula does."""

    CLAIM = "claim"
    NEGATED = "negated claim"  # the words say that it does not hold
    DEFINITION = "definition"
    SETTING = "setting"  # a declaration, an assumption, a choice
    CONDITION = "condition"  # if, when
    GOAL = "goal"  # what is to be shown or wanted
    EXAMPLE = "example"


def _cues(words: str) -> re.Pattern[str]:
    """Any of the words; those in Latin letters stand alone, others also inside a sentence."""
    listed = [w.strip() for w in words.split("|")]
    latin = [re.escape(w) for w in listed if w.isascii()]
    other = [re.escape(w) for w in listed if not w.isascii()]
    return re.compile("|".join([rf"\b(?:{'|'.join(latin)})\b", *other]), re.IGNORECASE)


CUES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.NEGATED,
        _cues("not in general|does not hold|cannot guarantee|is not true|不能保证|不成立"),
    ),
    (
        Role.GOAL,
        _cues(
            "want to show|need to show|want to prove|need to prove|to be shown|we wish to|goal is|"
            "we want|try to|要证|证明目标|希望|求证|待证"
        ),
    ),
    (
        Role.DEFINITION,
        _cues(
            "define|defined as|is defined|denote|denoted|write|definition|call|called|"
            "is given by|the formula for|定义|记|记为|记作|称为|定義|définit|notons|정의"
        ),
    ),
    (
        Role.SETTING,
        _cues(
            "let|set|setting|assume|assuming|suppose|choose|take|fix|given|consider|where|with|"
            "for any|for all|plug|plugging|令|设|假设|假定|给定|取|其中|这里|代入|考虑|soit|"
            "supposons|ここで|seja"
        ),
    ),
    (
        Role.CONDITION,
        _cues(
            "if|when|whenever|unless|provided|in case|in the case|as long as|iff|if and only if|"
            "under|for the case|case of|"
            "当|若|如果|要求|时|の場合|lorsque|wenn"
        ),
    ),
    (Role.EXAMPLE, _cues("for example|for instance|e.g.|例如|比如|举例|例えば")),
)
OPEN_CONDITION = _cues(
    "if|when|whenever|unless|provided|assume|assuming|suppose|optimal|optimum|markov|independent|"
    "independence|sufficient|special case|for large|approximately|equality holds|as long as|"
    "under the|in the limit|converges|example|uniform|deterministic|constraint|subject to|"
    "unit vector|unit vectors|unit norm|normalized|normalised|orthogonal|orthonormal|symmetric|"
    "positive definite|diagonal|centered|centred|zero mean|"
    "当|若|如果|假设|假定|最优|独立|马尔可夫|充分|等号|近似|特殊|极限|例如|固定|情况下|要求|约束|均匀"
)
SETS = _cues("let|set|suppose|choose|where|plug|plugging|令|设|其中|代入")  # before a display
ENDS = re.compile(r"[.!?](?=\s|$)|[。！？]|\n[ \t]*\n|\n[ \t>]*(?:[-*+]|\d+[.)])[ \t]|\n[ \t]*#+ ")
EQUATION = re.compile(r"\$[^$]*[=~][^$]*\$")  # what words that define or set spoke of already
QUANTIFIED = ("for any", "for all")
NAMED = re.compile(r"[^$]*\$[^$]*\$\s*[,:]?")  # for any constant $b$, …: of what a claim holds
CONDITION_AFTER = re.compile(r"\s*(?:的情况下|的时候|时|の場合|であるとき)")
NEAR = 90  # characters before a formula in which a cue counts


def sentence_before(text: str, start: int, floor: int) -> str:
    """The words of its sentence before a place, not further back than ``floor``."""
    piece = text[max(floor, start - 400) : start]
    ends = [m.end() for m in ENDS.finditer(piece) if piece[m.end() :].strip()]
    return piece[ends[-1] :] if ends else piece


def two_sentences(text: str, start: int, floor: int) -> str:
    """The words of its sentence and of the one before, and of one more where that points back."""
    piece = text[max(floor, start - 700) : start]
    ends = [m.end() for m in ENDS.finditer(piece) if piece[m.end() :].strip()]
    kept = piece[ends[-2] :] if len(ends) > 1 else piece
    if not POINTS_BACK.search(kept):
        return kept
    return piece[ends[-3] :] if len(ends) > 2 else piece


def role_of(lead: str, relation: str, first: bool, display: bool) -> Role:
    """The role of a step from the words before its formula and from its relation.

    Words that set or define speak of the first step of a chain; a condition of all of it.
    """
    if relation in (":=", "=:"):
        return Role.DEFINITION
    if relation not in CLAIMED:
        return Role.SETTING
    near = lead[-NEAR:]
    found = [
        (m.end(), role)
        for role, cue in CUES
        for m in cue.finditer(near)
        if role not in (Role.DEFINITION, Role.SETTING) or not EQUATION.search(near, m.end())
        if not (m.group().lower() in QUANTIFIED and NAMED.match(near, m.end()))
    ]
    if not found:
        return Role.CLAIM
    at, role = max(found)
    if role in (Role.NEGATED, Role.GOAL, Role.EXAMPLE):
        return role
    if role is Role.CONDITION and not display:
        return role
    if role is Role.SETTING and first and (not display or SETS.search(near[-40:])):
        return role
    if role is Role.DEFINITION and first:
        return role
    return Role.CLAIM


POINTS_BACK = re.compile(r"\b(?:assume|suppose) (?:that )?(?:this|it)\b")
CONVERGES = re.compile(
    r"[^.。]*\bconverges?\b[^.。]*[.。]?"
    r"(?:[^.。]*\bassume that (?:this|it)(?: \w+)? (?:happens|holds|is so)[^.。]*[.。])?"
)


def open_condition(words: str, converges: bool = False) -> str:
    """A word of a condition that nobody has read; empty if there is none.

    Where the statement sums series only where they ``converge``, that condition was read.
    """
    found = OPEN_CONDITION.search(CONVERGES.sub("", words) if converges else words)
    return found.group() if found else ""
