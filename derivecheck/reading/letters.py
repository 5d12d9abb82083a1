"""The names of letters: what is one letter with its labels, and what is an index or an argument.

>>> from derivecheck.latex.formula.parse import parse
>>> from derivecheck.latex.formula.tokens import lex
>>> [key_of(parse(lex(s))[0]) for s in (r"p_{\\theta}", r"D_G^*", r"\\mathcal{L}", r"x'", "x_i^2")]
['p_theta', 'D_G*', 'cal L', "x'", None]
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from derivecheck.latex.formula import tree as t
from derivecheck.latex.words import GREEK

GREEK_PARAMETERS = frozenset(
    ["theta", "phi", "psi", "omega", "vartheta", "Theta", "Phi", "Psi", "varphi", "xi", "eta", "nu"]
)
INDEX_LETTERS = frozenset("ijklmnctsr")
LABELS = frozenset("*'+-") | {"star", "dagger", "opt", "new", "old"}
SETS = ("chi", "emptyset", "R", "omega")  # small letters that are used for sets
PLAIN_FONTS = ("", "bold", "bb")


def key_of(tree: t.Tree | None) -> str | None:
    """The name of a letter with labels that belong to it; None where it is no such letter."""
    if isinstance(tree, t.Bracket) and tree.left == "{" and len(tree.items) == 1:
        return key_of(tree.items[0])
    if isinstance(tree, t.Name):
        return tree.text if tree.font in PLAIN_FONTS else f"{tree.font} {tree.text}"
    if isinstance(tree, t.Accent):
        inner = key_of(tree.body)
        return None if inner is None else f"{tree.accent} {inner}"
    if isinstance(tree, t.Scripted):
        return _key_of_scripted(tree)
    return None


def _key_of_scripted(tree: t.Scripted) -> str | None:
    base = key_of(tree.base)
    if is_parameter(tree.base) and tree.sub is None and is_count(tree.sup):
        return parameter_name(tree)
    label = "" if tree.sup is None else _label(tree.sup)
    below = "" if tree.sub is None else _below(tree.sub)
    if base is None or label is None or below is None:
        return None
    return f"{base}{'_' if below else ''}{below}{label}{chr(39) * tree.primes}"


def is_count(sup: t.Tree | None) -> bool:
    """Whether a superscript counts the steps of an algorithm: θ^{(t)}."""
    return isinstance(sup, t.Bracket) and sup.left == "(" and len(sup.items) == 1


def _label(sup: t.Tree) -> str | None:
    """A superscript that is part of the name: a star, a word, (t)."""
    if isinstance(sup, t.Constant) and sup.text in LABELS:
        return sup.text
    if isinstance(sup, t.Name) and (sup.text in LABELS or _is_word(sup.text)):
        return "*" if sup.text == "star" else f"^{sup.text}"
    return None


def _is_word(text: str) -> bool:
    return len(text) > 2 and text.isalpha() and rf"\{text}" not in GREEK


def _below(sub: t.Tree) -> str | None:
    """A subscript as part of a name."""
    if isinstance(sub, t.Number) or isinstance(sub, t.Constant) and set(sub.text) == {"*"}:
        return sub.text
    if isinstance(sub, (t.Name, t.Scripted, t.Accent)):
        return key_of(sub)
    if isinstance(sub, t.Bracket) and sub.separators == (":",) and len(sub.items) == 2:
        ends = [_below(x) for x in sub.items]  # the block x_{1:T}
        return None if None in ends else ":".join(e for e in ends if e)
    if isinstance(sub, t.Bracket) and sub.left == "{" and set(sub.separators) <= {","}:
        names = [_below(x) for x in sub.items]
        return None if None in names else ",".join(n for n in names if n)
    if isinstance(sub, t.Row) and all(isinstance(x, t.Name) for x in sub.items):
        return "".join(x.text for x in sub.items if isinstance(x, t.Name))
    moved = shift_of(sub)
    return None if moved is None else f"{moved[0]}{moved[1]:+d}"


def shift_of(sub: t.Tree | None) -> tuple[str, int] | None:
    """The index and the whole number added to it in a subscript: t, t - 1, n + 1.

    >>> from derivecheck.latex.formula.parse import parse
    >>> from derivecheck.latex.formula.tokens import lex
    >>> [shift_of(parse(lex(s))[0].sub) for s in (r"x_t", r"x_{t-1}", r"x_{1-t}", r"x_{t-s}")]
    [('t', 0), ('t', -1), None, None]
    """
    if is_index(sub) and isinstance(sub, t.Name):
        return sub.text, 0
    if not isinstance(sub, t.Sum) or len(sub.items) != 2 or sub.signs[0] != "+":
        return None
    index, step = sub.items
    if not is_index(index) or not isinstance(step, t.Number) or not step.text.isdigit():
        return None
    assert isinstance(index, t.Name)
    return index.text, int(step.text) * (1 if sub.signs[1] == "+" else -1)


@dataclass(frozen=True)
class Call:
    """A letter and the bracket that follows it."""

    letter: t.Tree
    bracket: t.Bracket

    @property
    def place(self) -> t.Place:
        """Where it stands."""
        return self.letter.place.to(self.bracket.place)


def is_letter(tree: t.Tree) -> bool:
    """Whether a tree can be what a bracket is the argument of."""
    if isinstance(tree, t.Bracket):
        return tree.left == "{" and len(tree.items) == 1 and is_letter(tree.items[0])
    return isinstance(tree, (t.Name, t.Scripted, t.Accent)) and _base_is_name(tree)


def _base_is_name(tree: t.Tree) -> bool:
    while isinstance(tree, (t.Scripted, t.Accent)):
        tree = tree.base if isinstance(tree, t.Scripted) else tree.body
    return isinstance(tree, t.Name) or is_letter(tree)


def calls(tree: t.Tree) -> list[Call]:
    """Every letter with a bracket after it, anywhere in a tree."""
    found: list[Call] = []
    for part in tree.walk():
        items = part.items if isinstance(part, (t.Row, t.Prefix)) else ()
        for a, b in zip(items, items[1:], strict=False):
            if is_letter(a) and isinstance(b, t.Bracket) and b.left in ("(", "[", r"\{"):
                found.append(Call(a, b))
    return found


def split_arguments(bracket: t.Bracket) -> tuple[list[t.Tree], list[t.Tree], list[t.Tree]]:
    """The arguments of a bracket: before a bar, after it, and after a semicolon."""
    groups: list[list[t.Tree]] = [[], [], []]
    where = 0
    bracket = with_split_blocks(bracket)
    for k, item in enumerate(bracket.items):
        if k and bracket.separators[k - 1] in ("|", ";"):
            where = 1 if bracket.separators[k - 1] == "|" else 2
        groups[where].append(item)
    return groups[0], groups[1], groups[2]


def with_split_blocks(bracket: t.Bracket) -> t.Bracket:
    """The bracket with every block x_{0:T} written as x_0 and the block x_{1:T}."""
    items: list[t.Tree] = []
    separators: list[str] = []
    for k, item in enumerate(bracket.items):
        parts = _split_block(t.bare(item)) or [item]
        separators += [bracket.separators[k - 1]] if k else []
        separators += [","] * (len(parts) - 1)
        items += parts
    if len(items) == len(bracket.items):
        return bracket
    return replace(bracket, items=tuple(items), separators=tuple(separators))


def _split_block(tree: t.Tree) -> list[t.Tree]:
    """x_0 and x_{1:T} for x_{0:T}; nothing for all else."""
    sub = tree.sub if isinstance(tree, t.Scripted) and tree.sup is None else None
    if not isinstance(tree, t.Scripted) or not isinstance(sub, t.Bracket):
        return []
    first = sub.items[0]
    if sub.separators != (":",) or not isinstance(first, t.Number) or first.text != "0":
        return []
    rest = replace(sub, items=(t.Number(sub.place, "1"), sub.items[1]))
    return [replace(tree, sub=first), replace(tree, sub=rest)]


def variable_of(tree: t.Tree) -> str | None:
    """The name of the variable that an argument of a law is, its outcome index left off."""
    tree = t.bare(tree)
    if isinstance(tree, t.Compare) and tree.relation == "=":
        return variable_of(tree.left)
    if isinstance(tree, t.Scripted) and tree.sup is None and is_index(tree.sub):
        return variable_of(tree.base)
    key = key_of(tree)
    if key is None:
        return None
    return key.lower() if len(key) == 1 or key[1:2] == "_" else key


def is_index(sub: t.Tree | None) -> bool:
    """Whether a subscript is the letter of an index."""
    return isinstance(sub, t.Name) and sub.text in INDEX_LETTERS and sub.font == ""


def parameter_name(tree: t.Tree) -> str:
    """A parameter as part of a name: θ, θ^t, θ^{(t+1)}."""
    tree = t.bare(tree)
    counted = isinstance(tree, t.Scripted) and is_count(tree.sup)
    key = None if counted else key_of(tree)
    if key is not None:
        return key
    marks = [x.text for x in tree.walk() if isinstance(x, (t.Name, t.Number, t.Constant))]
    return "^".join(marks)


def is_set(tree: t.Tree) -> bool:
    """Whether a tree can be the set that a variable runs over: X, 𝒳, ℝ^d, {0, 1}."""
    tree = t.bare(tree) if not isinstance(tree, t.Bracket) or tree.left != r"\{" else tree
    if isinstance(tree, t.Bracket):
        return tree.left == r"\{"
    base = tree.base if isinstance(tree, t.Scripted) else tree
    if not isinstance(base, t.Name):
        return False
    return base.font not in PLAIN_FONTS or base.text[:1].isupper() or base.text in SETS


def is_parameter(tree: t.Tree) -> bool:
    """Whether an argument of a law is a parameter by its letter."""
    tree = t.bare(tree)
    base = tree
    while isinstance(base, t.Scripted):
        base = base.base
    return isinstance(base, t.Name) and base.text in GREEK_PARAMETERS


def is_own_variable(tree: t.Compare) -> bool:
    """Whether x ∼ X says that x is a value of the random variable X."""
    left, right = key_of(t.bare(tree.left)), key_of(t.bare(tree.right))
    return left is not None and right is not None and left != right and left == right.lower()
