"""Who imports whom, read from the sources: imports inside functions and for types count as well."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path


def imported(path: Path, root: Path) -> Iterator[Path]:
    """The modules of the package ``root`` that a file imports, and the doors on the way to them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for name in _names(node):
            parts = name.split(".")
            for n in range(2, len(parts) + 1) if parts[0] == root.name else ():
                for end in (".py", "/__init__.py"):
                    if (file := root / ("/".join(parts[1:n]) + end)).is_file():
                        yield file


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{a.name}" for a in node.names]
    return [a.name for a in node.names] if isinstance(node, ast.Import) else []


def circle(root: Path) -> list[str]:
    """The modules of a circle of imports, or none; doors, which import all behind them, aside."""
    files = [p for p in root.rglob("*.py") if p.name != "__init__.py"]
    for linked in (d for d in root.iterdir() if d.is_symlink()):
        files += [p for p in linked.rglob("*.py") if p.name != "__init__.py"]
    graph = {p: {q for q in imported(p, root) if q.name != "__init__.py"} for p in files}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [str(p.relative_to(root)) for p in error.args[1]]
    return []
