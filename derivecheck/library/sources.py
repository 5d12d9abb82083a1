"""Pieces of Python source: chosen definitions of a module with all that they use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from types import ModuleType
from typing import Any


def definitions(source: str) -> dict[str, str]:
    """The text of every function of a module by its name, in order."""
    found = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            found[node.name] = "\n".join(source.splitlines()[first - 1 : node.end_lineno])
    return found


def constants(module: ModuleType, text: str) -> dict[str, Any]:
    """The numbers, and tuples and tables of them, that a text uses of a module, by name.

    >>> import math
    >>> constants(math, "2 * pi + sin(x)")
    {'pi': 3.141592653589793}
    """
    known = {n: v for n, v in vars(module).items() if isinstance(v, (float, int, tuple, dict))}
    return {n: known[n] for n in sorted(words(text) & set(known)) if not n.startswith("__")}


def picked(source: str, wanted: Iterable[str]) -> str:
    """The wanted definitions and all definitions of the module that they use, in its order.

    >>> picked("def f(x):\\n    return g(x)\\ndef g(x):\\n    return x", ["g"])
    'def g(x):\\n    return x\\n'
    """
    known = definitions(source)
    needed: set[str] = set()
    pending = [n for n in wanted if n in known]
    while pending:
        name = pending.pop()
        if name not in needed:
            needed.add(name)
            pending += words(known[name]) & set(known) - needed
    texts = [text for name, text in known.items() if name in needed]
    return "\n\n\n".join(texts) + "\n" if texts else ""


def words(text: str) -> set[str]:
    """The identifiers of a piece of code, those of its strings and comments included."""
    return set(re.findall(r"[A-Za-z_]\w*", text))


class _Unannotated(ast.NodeTransformer):
    """Annotations taken away."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        node.returns = None
        for a in (*node.args.args, node.args.vararg):
            if a is not None:
                a.annotation = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        if node.value is None:
            return None
        return ast.copy_location(ast.Assign([node.target], node.value), node)


def unannotated(text: str) -> str:
    """The definitions without annotations, as compilers of Python code like them."""
    return ast.unparse(ast.fix_missing_locations(_Unannotated().visit(ast.parse(text))))
