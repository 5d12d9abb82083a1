"""A parsed formula as MathML Core, which browsers set without any script."""

from __future__ import annotations

from xml.sax.saxutils import escape

from derivecheck.latex import chars as chars
from derivecheck.latex import words as words
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

HEIGHTS = {"big": "1.2em", "Big": "1.8em", "bigg": "2.4em", "Bigg": "3em"}
STACKED = words.BIG - {r"\int", r"\iint", r"\iiint", r"\oint"}
LIMITS = words.FUNCTIONS & {rf"\{n}" for n in ("max", "min", "sup", "inf", "lim")}
FENCES = {"pmatrix": "()", "bmatrix": "[]", "Bmatrix": "{}", "vmatrix": "||", "Vmatrix": "‖‖"}
RAISED = frozenset({r"\overset", r"\stackrel", r"\overbrace", r"\xrightarrow", r"\xleftarrow"})


def mathml(formula: Node, display: bool = False) -> str:
    """Return a ``<math>`` element.

    >>> from derivecheck.latex.gate import parse
    >>> print(mathml(parse("x^2")))
    <math><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>
    """
    block = ' display="block"' if display else ""
    return f"<math{block}>{_node(formula)}</math>"


def _node(node: Node, alphabet: str = "") -> str:
    match node:
        case Symbol(name):
            return _symbol(name, alphabet)
        case Row(items):
            return f"<mrow>{''.join(_join(items, alphabet))}</mrow>"
        case Script(base, sub, sup):
            return _script(base, sub, sup, alphabet)
        case Command(name, arguments, option):
            return _command(name, arguments, option, alphabet)
        case Fence():
            return _fence(node, alphabet)
        case Sized(size, delimiter):
            return _delimiter(delimiter, f' minsize="{_height(size)}" maxsize="{_height(size)}"')
        case Array(environment, rows, columns):
            return _array(environment, rows, columns)
        case Words(text):
            return f"<mtext>{escape(text)}</mtext>"


def _join(items: tuple[Node, ...], alphabet: str) -> list[str]:
    """The items of a row; neighbouring digits make one number."""
    out: list[str] = []
    digits = ""
    for item in items:
        if isinstance(item, Symbol) and (item.name.isdigit() or (item.name == "." and digits)):
            digits += item.name
            continue
        if digits:
            out.append(_number(digits, alphabet))
            digits = ""
        out.append(_node(item, alphabet))
    return [*out, _number(digits, alphabet)] if digits else out


def _number(digits: str, alphabet: str) -> str:
    name = chars.ALPHABETS.get(alphabet, "")
    return f"<mn>{''.join(chars.styled(d, name) if name else d for d in digits)}</mn>"


def _symbol(name: str, alphabet: str) -> str:
    if name.isdigit():
        return _number(name, alphabet)
    if name in words.FUNCTIONS:
        return f'<mo form="prefix" lspace="0.12em" rspace="0.17em">{name[1:]}</mo>'
    if name in chars.WIDTHS:
        return f'<mspace width="{chars.WIDTHS[name]}em"/>'
    if name in words.STYLES:
        return ""
    character = chars.IDENTIFIERS.get(name, name)
    if len(character) == 1 and (character.isalpha() or character in chars.IDENTIFIERS.values()):
        return _letter(character, alphabet)
    if name in words.DELIMITERS and name not in ("<", ">", "/"):
        return _delimiter(name, ' stretchy="false"')
    sign = chars.OPERATORS.get(name, "−" if name == "-" else name)
    return f"<mo>{escape(sign)}</mo>"


def _letter(character: str, alphabet: str) -> str:
    if alphabet in (r"\mathrm", r"\operatorname", r"\operatorname*"):
        return f'<mi mathvariant="normal">{character}</mi>'
    name = chars.ALPHABETS.get(alphabet, "")
    return f"<mi>{chars.styled(character, name) if name else character}</mi>"


def _script(base: Node | None, sub: Node | None, sup: Node | None, alphabet: str) -> str:
    under = _is_stacked(base)
    tag = {
        (True, True): "munderover" if under else "msubsup",
        (True, False): "munder" if under else "msub",
        (False, True): "mover" if under else "msup",
    }[sub is not None, sup is not None]
    inner = _node(base, alphabet) if base is not None else "<mrow></mrow>"
    scripts = "".join(_node(s) for s in (sub, sup) if s is not None)
    return f"<{tag}>{inner}{scripts}</{tag}>"


def _is_stacked(base: Node | None) -> bool:
    match base:
        case Symbol(name):
            return name in STACKED or name in LIMITS
        case Command(name):
            return name in (r"\operatorname*", r"\underbrace", r"\overbrace", r"\mathop")
    return False


def _command(name: str, arguments: tuple[Node, ...], option: Node | None, alphabet: str) -> str:
    first = arguments[0]
    if name in words.ALPHABETS or name.startswith(r"\operatorname"):
        word = _word(first) if name in words.TEXT_ALPHABETS else ""
        return f"<mi>{escape(word)}</mi>" if len(word) > 1 else _node(first, name)
    if name in chars.ACCENTS:
        tag = "munder" if name == r"\underline" else "mover"
        return f"<{tag}>{_node(first, alphabet)}<mo>{chars.ACCENTS[name]}</mo></{tag}>"
    inner = [_node(a, alphabet) for a in arguments]
    if name == r"\sqrt":
        return f"<msqrt>{inner[0]}</msqrt>" if option is None else _root(inner[0], option)
    return _two(name, inner) if len(inner) == 2 else _one(name, inner[0])


def _root(radicand: str, index: Node) -> str:
    return f"<mroot>{radicand}{_node(index)}</mroot>"


def _two(name: str, inner: list[str]) -> str:
    first, second = inner
    if name.endswith("frac"):
        return f"<mfrac>{first}{second}</mfrac>"
    if name.endswith("binom"):
        fraction = f'<mfrac linethickness="0">{first}{second}</mfrac>'
        return f"<mrow><mo>(</mo>{fraction}<mo>)</mo></mrow>"
    tag = "mover" if name in RAISED else "munder"
    return f"<{tag}>{second}{first}</{tag}>"


def _one(name: str, inner: str) -> str:
    if name in (r"\underbrace", r"\overbrace"):
        tag, brace = ("munder", "⏟") if name == r"\underbrace" else ("mover", "⏞")
        return f'<{tag}>{inner}<mo stretchy="true">{brace}</mo></{tag}>'
    if name in (r"\xrightarrow", r"\xleftarrow"):
        arrow = "→" if name == r"\xrightarrow" else "←"
        return f'<mover><mo stretchy="true">{arrow}</mo>{inner}</mover>'
    if name.endswith("phantom"):
        return f"<mphantom>{inner}</mphantom>"
    if name == r"\pmod":
        return f'<mrow><mspace width="1em"/><mo>(</mo><mi>mod</mi>{inner}<mo>)</mo></mrow>'
    return inner


def _word(node: Node) -> str:
    match node:
        case Symbol(name):
            return name if len(name) == 1 else " "
        case Row(items):
            return "".join(_word(i) for i in items) if all(_is_plain(i) for i in items) else ""
    return ""


def _is_plain(node: Node) -> bool:
    return (isinstance(node, Symbol) and (len(node.name) == 1 or node.name in words.SPACES)) or (
        isinstance(node, Row) and all(_is_plain(i) for i in node.items)
    )


def _fence(node: Fence, alphabet: str) -> str:
    out = _delimiter(node.left)
    for part, middle in zip(node.parts, (*node.middles, ""), strict=True):
        out += _node(part, alphabet) + (_delimiter(middle) if middle else "")
    return f"<mrow>{out}{_delimiter(node.right)}</mrow>"


def _delimiter(name: str, attributes: str = "") -> str:
    sign = escape(chars.DELIMITERS.get(name, name))
    return f"<mo{attributes}>{sign}</mo>" if sign else ""


def _height(size: str) -> str:
    return HEIGHTS[size[1:].rstrip("lrm")]


def _array(environment: str, rows: tuple[tuple[Row, ...], ...], columns: str) -> str:
    body = "".join(_table_row(environment, row, columns) for row in rows)
    table = f'<mtable class="{environment}">{body}</mtable>'
    if environment == "cases":
        return f"<mrow><mo>{{</mo>{table}</mrow>"
    if fence := FENCES.get(environment):
        return f"<mrow><mo>{fence[0]}</mo>{table}<mo>{fence[1]}</mo></mrow>"
    return table


def _table_row(environment: str, row: tuple[Row, ...], columns: str) -> str:
    sides = {"aligned": "rl" * len(row), "cases": "l" * len(row), "array": columns}
    names = {"l": "left", "r": "right", "c": "center"}
    side = sides.get(environment, "").ljust(len(row), "c")
    cells = (
        f'<mtd style="text-align:{names[s]}">{_node(cell)}</mtd>'
        for cell, s in zip(row, side, strict=False)
    )
    return f"<mtr>{''.join(cells)}</mtr>"
