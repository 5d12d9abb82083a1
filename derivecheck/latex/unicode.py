r"""A parsed formula as one line of plain text: for terminals, annotations and messages.

Fractions are written a/b, scripts with the small letters of Unicode where there are any, functions
by their names; brackets are added where a line of text would be read otherwise than the formula.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivecheck.latex import chars, words
from derivecheck.latex.gate import UnsafeMath, parse
from derivecheck.latex.nodes import (
    Array,
    Command,
    Fence,
    Node,
    Row,
    Script,
    Sized,
    Symbol,
    Words,
)

SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθ′∗⊤",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿ′*ᵀ",
        strict=True,
    )
)
SUBSCRIPTS = dict(
    zip(
        "0123456789+−=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
        strict=True,
    )
)
VULGAR = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾"}
COMBINING = {
    r"\hat": "\u0302",
    r"\widehat": "\u0302",
    r"\tilde": "\u0303",
    r"\widetilde": "\u0303",
    r"\bar": "\u0304",
    r"\overline": "\u0304",
    r"\vec": "\u20d7",
    r"\dot": "\u0307",
    r"\ddot": "\u0308",
}
OPERATORS = (r"\operatorname", r"\operatorname*")
STYLED = (r"\mathbb", r"\mathcal", r"\mathscr", r"\mathfrak")
SUMS = frozenset(["+", "−", "±", "∓"])
LOOSE = frozenset(sign for name, sign in chars.OPERATORS.items() if name in words.RELATIONS) | {
    "=",
    "<",
    ">",
    ":",
}
PRODUCTS = frozenset(["×", "·", "÷", "∗", "∘", "/"])
OPENING, CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
WORD = re.compile(r"[A-Za-z]+|[0-9]+|[^\W²³¹⁰-₟ᴬ-ᶿⁱⁿ]")
MATH = re.compile(r"\$([^$]*[^$\s][^$]*)\$")


def formula(source: str) -> str:
    r"""Return a formula as text; of one that the gate refuses, why.

    >>> formula(r"\int p(x) \log \frac{p(x)}{q(x)}\,\mathrm{d}x \ge 0")
    '∫ p(x) log(p(x)/q(x)) dx ≥ 0'
    >>> formula(r"\frac{1}{2} \log 2 - \frac{\left(a + b\right)^{2}}{2 \sigma^{2}}")
    '½ log 2 − (a + b)²/(2σ²)'
    >>> formula("50%"), formula(r"\def\x{1}")
    ('50%', "[a formula that is not shown: '\\\\def': not on the allow-list]")
    """
    try:
        return text(parse(source))
    except UnsafeMath as refusal:
        return refused(source, refusal)


def refused(source: str, refusal: UnsafeMath) -> str:
    """Return what stands for what the gate refuses: text as it is, of a formula why not."""
    return f"[a formula that is not shown: {refusal}]" if "\\" in source else source


def prose(sentence: str) -> str:
    """Return a sentence whose ``$...$`` segments are formulas.

    >>> prose("the sign of $-x^2$ is wrong")
    'the sign of −x² is wrong'
    """
    if sentence.count("$") % 2:
        return sentence
    pieces = MATH.split(sentence)
    return "".join(formula(p) if k % 2 else p for k, p in enumerate(pieces))


def text(node: Node) -> str:
    """Return a node as text; the rows of an array are separated by line ends."""
    lines = (" ".join(line.split()) for line in _node(node).split("\n"))
    return "\n".join(line for line in lines if line)


def _node(node: Node) -> str:
    match node:
        case Symbol(name):
            return _sign(name)
        case Row(items):
            return _row(items)
        case Script(base, sub, sup):
            return _script(base, sub, sup)
        case Command(name, arguments, option):
            return _command(name, arguments, option)
        case Fence(left, parts, middles, right):
            inner = "".join(
                _node(p) + _delimiter(m) for p, m in zip(parts, (*middles, "."), strict=True)
            )
            return f"{_delimiter(left)}{inner.strip()}{_delimiter(right)}"
        case Sized(_, delimiter):
            return _delimiter(delimiter)
        case Array(environment, rows, _):
            return _array(environment, rows)
        case Words(said):
            return said


def _sign(name: str) -> str:
    if name in words.SPACES:
        return "" if name == r"\!" else " "
    if name in words.STYLES:
        return ""
    if name in words.FUNCTIONS:
        return name[1:]
    if name == ".":
        return name
    known = chars.IDENTIFIERS.get(name) or chars.OPERATORS.get(name) or _delimiter(name)
    return {"-": "−", "*": "∗", "∣": "|"}.get(known, known)


def _delimiter(name: str) -> str:
    return chars.DELIMITERS.get(name, name) if name not in "<>" else name


# --- rows: what stands side by side


def _row(items: Sequence[Node]) -> str:
    """The pieces with the spaces of their kinds; fractions are kept together by brackets."""
    line, pieces = "", [_node(i) for i in items]
    for k, (item, piece) in enumerate(zip(items, pieces, strict=True)):
        if not piece:
            continue
        if _is_fraction(item) and _needs_brackets(piece, line, pieces[k + 1 :], items[:k]):
            piece = f"({piece})"
        line += _space(line, items[k - 1] if k else None, item, piece) + piece
    return line


def _needs_brackets(piece: str, before: str, after: Sequence[str], left: Sequence[Node]) -> bool:
    """Whether a quotient stands between factors, so that it would be read as a longer one."""
    if piece in VULGAR.values() and not (left and _is_word(left[-1])):
        return False
    following = next((p for p in after if p.strip()), "")
    ends = SUMS | LOOSE | CLOSING | {",", ";", ".", "|", "‖", ""}
    free_left = (
        not before.strip()
        or before.rstrip()[-1] in SUMS | LOOSE | OPENING | {",", "|", "‖"}
        or _is_big(left[-1])
    )
    return not (free_left and (following.strip()[:1] in ends or following.startswith("d")))


def _is_fraction(node: Node) -> bool:
    return isinstance(node, Command) and node.name.endswith("frac")


def _space(line: str, before: Node | None, item: Node, piece: str) -> str:
    """The space between what stands there already and the next piece."""
    last = line[-1:]
    if not line or last in OPENING or last.isspace() or piece[0].isspace():
        return ""
    if piece in SUMS | LOOSE | PRODUCTS - {"/"}:
        return " "
    if last in SUMS:
        before_sign = line[:-1].rstrip()
        opened = before_sign[-1:] == "|" and before_sign.count("|") % 2 == 1
        unary = not before_sign or opened or before_sign[-1] in OPENING | LOOSE | {","}
        return "" if unary else " "
    if last == "·" and piece[0] in "|;,)":
        return ""
    if last in LOOSE | PRODUCTS - {"/"} | {",", ";"}:
        return " "
    if piece[0] in CLOSING | {",", ";", "|", "‖", "/", "!"} or last in "|‖/":
        return ""
    if piece.startswith(": "):
        return ""
    if piece[0] in OPENING:
        return " " if before is not None and _is_big(before) else ""
    tight = last in "0123456789.∂∇" or _is_letter(before) and _is_letter(_base(item))
    return "" if tight and not _is_word(item) else " "


def _is_letter(node: Node | None) -> bool:
    """Whether a node is one plain letter or digit; several of them are set close together."""
    if isinstance(node, Command) and node.name == r"\mathrm":
        return len(text(node)) == 1
    return isinstance(node, Symbol) and len(node.name) == 1 and node.name not in "+-*/=<>()[]|,"


def _is_word(node: Node) -> bool:
    """Whether a node is a name of several letters, which needs space on both sides."""
    match node:
        case Symbol(name):
            return name in words.FUNCTIONS
        case Script(base, _, _):
            return base is not None and _is_word(base)
        case Command(name, _, _):
            return name in (r"\mathrm", *OPERATORS) and len(text(node)) > 1
    return isinstance(node, Words)


def _is_big(node: Node) -> bool:
    base = _base(node)
    return isinstance(base, Symbol) and base.name in words.BIG


def _base(node: Node) -> Node | None:
    return node.base if isinstance(node, Script) else node


# --- scripts


def _script(base: Node | None, sub: Node | None, sup: Node | None) -> str:
    nucleus = "" if base is None else _node(base)
    if base is not None and sup is not None and _is_compound(base):
        nucleus = f"({nucleus})"
    return nucleus + _small(sub, "_", SUBSCRIPTS) + _small(sup, "^", SUPERSCRIPTS)


def _small(node: Node | None, mark: str, letters: dict[str, str]) -> str:
    """A script in small letters, or behind its mark where some have none."""
    if node is None:
        return ""
    full = text(node)
    tight = full.replace(" ", "")
    if tight and all(c in letters for c in tight):
        return "".join(letters[c] for c in tight)
    full = tight if "∼" in full else full
    return f"{mark}{full}" if WORD.fullmatch(full) else f"{mark}({full})"


def _is_compound(node: Node) -> bool:
    """Whether a script would be read as belonging to the last part of a node only."""
    if isinstance(node, Row) and len(node.items) == 1:
        return _is_compound(node.items[0])
    return isinstance(node, Row) and len(node.items) > 1 or _is_fraction(node)


# --- commands


def _command(name: str, arguments: tuple[Node, ...], option: Node | None) -> str:
    if name.endswith("frac"):
        return _fraction(*arguments)
    inner = [_node(a) for a in arguments]
    if name.endswith("binom"):
        return f"C({inner[0]}, {inner[1]})"
    if name == r"\sqrt":
        root = "√" if option is None else {"3": "∛", "4": "∜"}.get(_node(option), "√")
        return root + (inner[0] if _is_tight(arguments[0]) else f"({inner[0]})")
    if name in STYLED:
        return "".join(chars.styled(c, chars.ALPHABETS[name]) for c in inner[0])
    if name in COMBINING and len(inner[0]) == 1:
        return inner[0] + COMBINING[name]
    if len(inner) == 2:
        return inner[1]
    return inner[0].replace(" ", "") if name in (r"\mathrm", *OPERATORS) else inner[0]


def _fraction(above: Node, below: Node) -> str:
    over, under = _node(above), _node(below)
    over = over if _is_tight(above, products=True) else f"({over})"
    under = under if _is_tight(below) else f"({under})"
    return VULGAR.get(f"{over}/{under}", f"{over}/{under}")


def _is_tight(node: Node, products: bool = False) -> bool:
    """Whether a node is read as one factor (or a product of such) without brackets around it."""
    items = _flat(node)
    outside = _outside_brackets(items)
    if len(items) > 1 and (_is_word(items[0]) or _node(items[0]) == "∂"):
        rest = Row(items[1:])
        return _is_tight(rest) and (_node(items[0]) == "∂" or _node(rest)[0] in OPENING)
    signs = [_node(i).strip() for i in outside]
    if signs and signs[0] == signs[-1] == "|" and signs.count("|") == 2:
        return True
    if any(_is_word(i) or _is_big(i) or _is_fraction(i) for i in outside):
        return False
    if any(s in SUMS | LOOSE | PRODUCTS | {","} for s in signs):
        return False
    return products or len(signs) <= 1 or all(s.isdigit() or s == "." for s in signs)


def _outside_brackets(items: Sequence[Node]) -> list[Node]:
    """The items that no bracket of the row encloses, and each bracket that is a factor.

    In f(x) it is none, and a lone one needs no more brackets.
    """
    depth, factors = 0, 0
    outside: list[Node] = []
    for item in items:
        sign = _node(item) if isinstance(item, Symbol | Sized) else ""
        opens = sign != "" and sign in OPENING
        depth += opens - (sign != "" and sign in CLOSING)
        if isinstance(item, Fence) or (opens and depth == 1 and not outside):
            factors += 1
        elif depth == 0 and not (sign and sign in CLOSING):
            outside.append(item)
    return [*outside, *[Row(())] * factors]


def _flat(node: Node) -> tuple[Node, ...]:
    """The items of a row, without rows of one item around them."""
    if isinstance(node, Row):
        return _flat(node.items[0]) if len(node.items) == 1 else node.items
    return (node,)


def _array(environment: str, rows: tuple[tuple[Row, ...], ...]) -> str:
    if environment.endswith("matrix"):
        return "[" + "; ".join(", ".join(map(text, row)) for row in rows) + "]"
    lines = [" ".join(text(cell) for cell in row) for row in rows]
    return ("{ " if environment == "cases" else "") + "\n".join(lines)
