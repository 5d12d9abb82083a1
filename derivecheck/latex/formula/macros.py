r"""Macros that a note defines for itself: ``\newcommand``, ``\def``, ``\DeclareMathOperator``.

Their bodies are tokens.  Expansion is a loop with a limit on its depth and on its length, so that
a macro that calls itself is refused instead of followed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from derivecheck.latex.formula.tokens import Kind, Token, Unreadable, lex

DEEPEST = 20  # a macro in a macro in a macro
MOST = 20_000  # tokens of one formula after expansion
DEFINITION = re.compile(
    r"""
      \\(?:re)?(?:new|provide)command\*?\s*\{?\s*(?P<name>\\[A-Za-z]+)\s*\}?\s*(?:\[(?P<count>\d)\])?
      (?P<default>\[[^\]]*\])?\s*(?=\{)
    | \\DeclareMathOperator(?P<star>\*?)\s*\{?\s*(?P<operator>\\[A-Za-z]+)\s*\}?\s*(?=\{)
    | \\def\s*(?P<def>\\[A-Za-z]+)\s*(?P<parameters>(?:\#\d)*)\s*(?=\{)
    """,
    re.VERBOSE,
)
COMMON: dict[str, str] = {  # what notes use without defining it: a macro file stands elsewhere
    r"\E": r"\mathbb{E}",
    r"\EE": r"\mathbb{E}",
    r"\Ex": r"\mathbb{E}",
    r"\R": r"\mathbb{R}",
    r"\RR": r"\mathbb{R}",
    r"\N": r"\mathcal{N}",
    r"\KL": r"\mathrm{KL}",
    r"\dd": r"\mathrm{d}",
    r"\diff": r"\mathrm{d}",
    r"\prob": r"P",
    r"\argmax": r"\operatorname{argmax}",
    r"\argmin": r"\operatorname{argmin}",
    r"\iint": r"\int\int",
    r"\iiint": r"\int\int\int",
}


@dataclass(frozen=True)
class Macro:
    """A macro: how many arguments it takes, and its body."""

    name: str
    count: int
    body: tuple[Token, ...]
    optional: bool = False


Macros = Mapping[str, Macro]


def common_macros() -> dict[str, Macro]:
    """The macros that notes rely on without showing them."""
    return {name: Macro(name, 0, tuple(lex(body))) for name, body in COMMON.items()}


def definitions(text: str) -> tuple[dict[str, Macro], list[tuple[int, int]]]:
    """The macros that a text defines, and the stretches in which it does."""
    found: dict[str, Macro] = {}
    stretches: list[tuple[int, int]] = []
    at = 0
    while m := DEFINITION.search(text, at):
        end = closing(text, m.end())
        at = max(end, m.end())
        if end < 0:
            continue
        name = m.group("name") or m.group("operator") or m.group("def")
        body = tuple(lex(text, m.end() + 1, end - 1))
        if m.group("operator"):
            word = text[m.end() + 1 : end - 1].replace(r"\,", "").replace(" ", "")
            word = re.sub(r"\\[a-z]+|[{}]", "", word) or name[1:]
            body = (Token(Kind.NAME, word, m.end() + 1, end - 1),)
        count = int(m.group("count") or 0) or (m.group("parameters") or "").count("#")
        found[name] = Macro(name, count, body, bool(m.group("default")))
        stretches.append((m.start(), end))
    return found, stretches


def closing(text: str, start: int) -> int:
    """The place after the brace that closes the one at ``start``; -1 where none does."""
    depth = 0
    for m in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, start):
        depth += {"{": 1, "}": -1}.get(m.group(), 0)
        if depth == 0:
            return m.end()
    return -1


def expand(tokens: list[Token], macros: Macros) -> list[Token]:
    """The tokens with every macro replaced by its body; raises Unreadable beyond the limits."""
    waiting = [(t, 0) for t in reversed(tokens)]
    found: list[Token] = []
    while waiting:
        token, depth = waiting.pop()
        macro = macros.get(token.text) if token.kind is Kind.COMMAND else None
        if macro is None:
            found.append(token)
        elif depth >= DEEPEST:
            raise Unreadable(f"the macro {macro.name} calls itself", token.start, token.end)
        else:
            arguments = [_argument(waiting) for _ in range(macro.count)]
            body = _filled(macro, arguments, token)
            waiting.extend((t, depth + 1) for t in reversed(body))
        if len(found) + len(waiting) > MOST:
            raise Unreadable(f"more than {MOST} tokens once macros are expanded", 0, 1)
    return found


def _argument(waiting: list[tuple[Token, int]]) -> list[Token]:
    """The next group without its braces, or the next token."""
    if not waiting:
        return []
    first = waiting.pop()[0]
    if not first.is_sign("{"):
        return [first]
    inner: list[Token] = []
    depth = 1
    while waiting:
        token = waiting.pop()[0]
        depth += token.is_sign("{") - token.is_sign("}")
        if depth == 0:
            break
        inner.append(token)
    return inner


def _filled(macro: Macro, arguments: list[list[Token]], call: Token) -> list[Token]:
    """The body with the arguments put in; what the body brings stands where the call stands."""
    found: list[Token] = []
    body = iter(macro.body)
    for token in body:
        number = next(body, None) if token.is_sign("#") else None
        if number is not None and number.text.isdigit() and int(number.text) <= len(arguments):
            found.extend(arguments[int(number.text) - 1])
        else:
            found.append(replace(token, start=call.start, end=call.end))
    return found
