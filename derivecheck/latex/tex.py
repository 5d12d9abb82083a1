r"""A parsed formula as TeX: in one piece, and line by line where it is too wide for the page."""

from __future__ import annotations

from derivecheck.latex import words as words
from derivecheck.latex.escape import TeX, escape
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

TALL = {r"\frac", r"\dfrac", r"\cfrac", r"\binom", r"\dbinom", r"\underbrace", r"\overbrace"}


def tex(node: Node) -> TeX:
    r"""Return TeX for math mode.

    >>> from derivecheck.latex.gate import parse
    >>> print(tex(parse(r"\part_x {1 \over 2} \log_2^N")))
    \partial _{x}{\frac{1}{2}}\log _{2}^{N}
    """
    return TeX(_tex(node, fenced=True))


def lines(formula: Row) -> tuple[TeX, ...]:
    r"""Return the formula as paragraphs of math in which TeX may break a line.

    One line for each row of the outermost ``aligned``; ``\left...\right`` becomes delimiters of a
    fixed size, because TeX cannot break between them.

    >>> from derivecheck.latex.gate import parse
    >>> lines(parse(r"a &= \left(b + c\right) \\ &= d"))
    ('a=(b+c)', '=d')
    """
    match formula.items:
        case (Array("aligned" | "gathered", rows),):
            return tuple(TeX("".join(_tex(c, fenced=False) for c in row)) for row in rows)
    return (TeX(_tex(formula, fenced=False)),)


def _tex(node: Node, fenced: bool) -> str:
    match node:
        case Symbol(name):
            return _symbol(name)
        case Row(items):
            return "".join(_item(i, fenced) for i in items)
        case Script(Fence() as base, sub, sup) if not fenced:
            closing = "{}" if base.right == "." else ""
            return _open_fence(base) + closing + _script("_", sub) + _script("^", sup)
        case Script(base, sub, sup):
            return _nucleus(base) + _script("_", sub) + _script("^", sup)
        case Command(name, arguments, option):
            return _command(name, arguments, option)
        case Fence():
            return _fence(node) if fenced else _open_fence(node)
        case Sized(size, delimiter):
            return f"{size}{_symbol(delimiter)}"
        case Array(environment, rows, columns):
            return _array(environment, rows, columns)
        case Words(text):
            return rf"\text{{{escape(text)}}}"


def _symbol(name: str) -> str:
    return f"{name} " if name[0] == "\\" and name[-1].isalpha() else name


def _item(node: Node, fenced: bool) -> str:
    return f"{{{_tex(node, True)}}}" if isinstance(node, Row) and node.items else _tex(node, fenced)


def _nucleus(base: Node | None) -> str:
    if base is None:
        return "{}"
    return f"{{{_tex(base, True)}}}" if isinstance(base, Row | Script) else _tex(base, True)


def _script(mark: str, node: Node | None) -> str:
    return "" if node is None else f"{mark}{{{_tex(node, True)}}}"


def _command(name: str, arguments: tuple[Node, ...], option: Node | None) -> str:
    name = words.ALPHABETS.get(name, name)
    bracket = "" if option is None else f"[{{{_tex(option, True)}}}]"
    inner = [_tex(a, True) for a in arguments]
    if name in words.TEXT_ALPHABETS and not _is_word(arguments[0]):
        return _symbols(name, inner[0])
    return f"{name}{bracket}" + "".join(f"{{{i}}}" for i in inner)


def _symbols(name: str, inner: str) -> str:
    """The argument of a text alphabet in the math font, because the text font has no such signs."""
    upright = f"{words.TEXT_ALPHABETS[name]}{{{inner}}}"
    if not name.startswith(r"\operatorname"):
        return upright
    return rf"\mathop{{{upright}}}" + (r"\limits " if name[-1] == "*" else "")


def _is_word(node: Node) -> bool:
    match node:
        case Symbol(name):
            return len(name) == 1 or name in words.SPACES
        case Row(items):
            return all(_is_word(i) for i in items)
    return isinstance(node, Words)


def _fence(node: Fence) -> str:
    out = rf"\left{_symbol(node.left)}"
    for part, middle in zip(node.parts, (*node.middles, ""), strict=True):
        out += _tex(part, True) + (rf"\middle{_symbol(middle)}" if middle else "")
    return out + rf"\right{_symbol(node.right)}"


def _open_fence(node: Fence) -> str:
    size = "Big" if any(_is_tall(p) for p in node.parts) else ""
    out = _delimiter(size, "l", node.left)
    for part, middle in zip(node.parts, (*node.middles, ""), strict=True):
        out += _tex(part, False) + (_delimiter(size, "m", middle) if middle else "")
    return out + _delimiter(size, "r", node.right)


def _delimiter(size: str, side: str, delimiter: str) -> str:
    if delimiter == ".":
        return ""
    return (rf"\{size}{side}" if size else "") + _symbol(delimiter)


def _is_tall(node: Node) -> bool:
    match node:
        case Row(items):
            return any(_is_tall(i) for i in items)
        case Script(base, _, _):
            return base is not None and _is_tall(base)
        case Symbol(name):
            return name in words.BIG
        case Command(name, _, _):
            return name in TALL
        case Fence(_, parts, _, _):
            return any(_is_tall(p) for p in parts)
    return isinstance(node, Array)


def _array(environment: str, rows: tuple[tuple[Row, ...], ...], columns: str) -> str:
    body = r"\\".join(_stop("&".join(_tex(c, True) for c in row)) for row in rows)
    if environment == "substack":
        return rf"\substack{{{body}}}"
    spec = f"{{{columns}}}" if columns else ""
    top = "[t]" if environment in ("aligned", "gathered") else ""
    return rf"\begin{{{environment}}}{top}{spec}{body}\end{{{environment}}}"


def _stop(row: str) -> str:
    """A row that starts with a bracket must not be read as the option of what stands before."""
    return rf"\relax {row}" if row[:1] in ("[", "*") else row
