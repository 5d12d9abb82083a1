"""A formula of a note as one line of Unicode, for terminals, annotations and plain text.

>>> plain(r"D_{KL}(p\\|q) = \\sum_i p_i \\log\\frac{p_i}{q_i}")
'D_KL(p‖q) = ∑_i p_i log(p_i/q_i)'
>>> plain(r"\\frac{(x-\\mu)^2}{2\\sigma^2}")
'(x − μ)²/(2σ²)'
"""

from __future__ import annotations

import re

from derivecheck.latex import chars, words
from derivecheck.latex.gate import UnsafeMath, parse
from derivecheck.latex.nodes import Array, Command, Fence, Node, Row, Script, Sized, Symbol, Words

RAISED = dict(zip("0123456789+-−=()nijkTN*′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱʲᵏᵀᴺ*′", strict=True))
SPACED = frozenset("=<>≤≥≠≈≡∼∝→←⇒⇔∈∉⊂⊆↦≜≔+−±·∪∩")
FENCES = {"pmatrix": "()", "bmatrix": "[]", "vmatrix": "||"}


def plain(latex: str) -> str:
    """The formula in one line; what is not understood as mathematics stays as it is written."""
    try:
        text = _node(parse(latex))
    except UnsafeMath:
        text = latex
    return re.sub(r"\s+", " ", text).strip()


def _node(node: Node | None) -> str:
    match node:
        case Symbol(name):
            return _symbol(name)
        case Row(items):
            return _row(items)
        case Script(base, sub, sup):
            return _node(base) + _lowered(sub) + _raised(sup)
        case Command(name, arguments, option):
            return _command(name, [_node(a) for a in arguments], option)
        case Fence(left, parts, middles, right):
            inner = "".join(_node(p) + _delimiter(m) for p, m in _pairs(parts, middles))
            return f"{_delimiter(left)}{inner.strip()}{_delimiter(right)}"
        case Sized(_, delimiter):
            return _delimiter(delimiter)
        case Array(environment, rows):
            lines = ("  ".join(filter(None, map(_node, row))).strip() for row in rows)
            fence = FENCES.get(environment, ("{", "") if environment == "cases" else ("", ""))
            return f"{fence[0]}{'; '.join(lines)}{fence[1]}"
        case Words(text):
            return f" {text} "
    return ""


def _pairs(parts: tuple[Row, ...], middles: tuple[str, ...]) -> list[tuple[Row, str]]:
    return list(zip(parts, (*middles, ""), strict=True))


def _row(items: tuple[Node, ...]) -> str:
    """The items side by side, with spaces around the name of a function or an operator."""
    out, after_word = "", False
    texts = [_node(item) for item in items]
    for k, (item, text) in enumerate(zip(items, texts, strict=True)):
        is_word = _is_word(item)
        if _is_fraction(item) and (after_word or _begins_factor(texts[k + 1 :])):
            text = f"({text})"
        apart = after_word and text[:1] not in ("(", "[", "{", " ", ",", ")")
        before = is_word and out[-1:] not in ("", " ", "(", "[", "{", "−")
        out += (" " if text and (apart or before) else "") + text
        after_word = is_word or (after_word and not text.strip())
    return out


def _is_fraction(node: Node) -> bool:
    return isinstance(node, Command) and node.name.endswith("frac")


def _begins_factor(texts: list[str]) -> bool:
    """Whether what follows in a row is a factor, so that a fraction before it needs brackets."""
    following = "".join(texts).lstrip()
    return following[:1].isalnum() or following[:1] in ("(", "[", "√", "∂", "∑", "∫", "∏")


def _is_word(node: Node | None) -> bool:
    """Whether it is the name of a function or a big operator, with scripts or without."""
    match node:
        case Symbol(name):
            return name in words.FUNCTIONS or name in words.BIG
        case Script(base, _, _):
            return _is_word(base)
        case Command(name, _, _):
            return name.startswith(r"\operatorname")
    return False


def _symbol(name: str) -> str:
    if name in words.FUNCTIONS:
        return name[1:]
    if name in chars.WIDTHS:
        return " " if chars.WIDTHS[name] > 0 else ""
    if name in words.STYLES:
        return ""
    sign = "−" if name == "-" else chars.IDENTIFIERS.get(name) or chars.OPERATORS.get(name, name)
    sign = chars.DELIMITERS.get(sign, sign) if name not in ("<", ">", ".") else sign
    return f" {sign} " if sign in SPACED else sign + " " * (sign == ",")


def _delimiter(name: str) -> str:
    return {"<": "⟨", ">": "⟩"}.get(name, chars.DELIMITERS.get(name, name))


def _lowered(sub: Node | None) -> str:
    text = _node(sub).replace(" ", "") if sub is not None else ""
    single = len(text) == 1 or text.isalnum()
    return "" if not text else f"_{text}" if single else f"_({text})"


def _raised(sup: Node | None) -> str:
    text = _node(sup).replace(" ", "") if sup is not None else ""
    if set(text) <= RAISED.keys():
        return "".join(RAISED[c] for c in text)
    return f"^{text}" if len(text) == 1 or text.isalnum() else f"^({text})"


def _command(name: str, inner: list[str], option: Node | None) -> str:
    if name in chars.ACCENTS:
        return inner[0] + {"^": "\u0302", "~": "\u0303", "¯": "\u0304"}.get(chars.ACCENTS[name], "")
    if name == r"\sqrt":
        return f"{_raised(option) if option is not None else ''}√{_grouped(inner[0])}"
    if name.endswith("frac"):
        top, bottom = (_grouped(x.strip()) for x in inner)
        return f"{top}/{bottom}"
    if name.endswith("binom"):
        return f"C({inner[0]}, {inner[1]})"
    return inner[-1]


FACTOR = re.compile(  # number, letter with its index, or bracket; then its power and its argument
    r"[∂√]?(\d+(\.\d+)?|[^\W\d_][\u0302-\u0304]?(_\w+|_\([^()]*\))?|\([^()]*\))"
    r"[⁰¹²³⁴-⁹⁺⁻ⁿⁱʲᵏᵀᴺ′]*(\([^()]*\))?"
)


def _grouped(text: str) -> str:
    """In brackets, if it is more than one factor."""
    return text if FACTOR.fullmatch(text) else f"({text})"
