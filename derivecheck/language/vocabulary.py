"""The page that lists what can be said: `docs/vocabulary.md`, from the docstrings of the door."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from textwrap import dedent
from typing import Any

import derivecheck.language as door

HEAD = """\
# What can be said

Written by `python -m derivecheck.generate` from the docstrings. Everything here is imported from
`derivecheck.language`; the examples also need `Integer`, `Rational`, `Symbol` and `log` of SymPy. A
statement starts with `given(…)`, to which every law, family and function that occurs is named, and
is judged by `derivecheck.judgement.judge`.
"""
ROOMS = {
    "Statements": ("statements",),
    "Functionals and other heads": ("functionals",),
    "Laws on outcomes and integers": ("laws.finite", "laws.samples"),
    "Laws on the line, joint and conditional": ("laws.line", "laws.joint", "measures"),
    "Named laws": (
        "laws.named",
        "laws.beta",
        "laws.dirichlet",
        "laws.gamma",
        "laws.laplace",
        "laws.poisson",
        "laws.weibull",
    ),
    "Random vectors": ("laws.vectors",),
    "What else may be assumed": ("assumptions", "maps", "series"),
    "Sums, integrals and operations as written": ("binders", "written"),
}


def page() -> str:
    """The whole page.

    Raises ValueError for a name of the door that no section has, or that has no example.
    """
    sections = {title: [] for title in ROOMS}  # type: dict[str, list[str]]
    for name in door.__all__:
        sections[_section(name)].append(_entry(name))
    parts = (f"## {title}\n\n" + "\n".join(entries) for title, entries in sections.items())
    return HEAD + "\n" + "\n".join(parts)


def _section(name: str) -> str:
    module = getattr(door, name).__module__
    for title, endings in ROOMS.items():
        if any(module.endswith(f".{ending}") for ending in endings):
            return title
    raise ValueError(f"{name}: no section for {module}")


def _entry(name: str) -> str:
    """The signature, what it is, and the example."""
    doc = documentation(name)
    words, _, _ = doc.partition("\n\n")
    shown = "\n".join(example(name))
    return f"### `{name}{_signature(getattr(door, name))}`\n\n{words}\n\n```python\n{shown}\n```\n"


def documentation(name: str) -> str:
    """The docstring of a name of the door; its own, not that of a class above it."""
    return dedent(inspect.cleandoc(getattr(door, name).__doc__ or ""))


def example(name: str) -> list[str]:
    """The lines of the example in a docstring; ValueError where there is none."""
    lines = list(_example(documentation(name)))
    if not lines:
        raise ValueError(f"{name} has no example")
    return lines


def _example(doc: str) -> Iterator[str]:
    _, start, rest = doc.partition(">>> ")
    for line in (start + rest).splitlines():
        if not line.strip():
            return
        yield line


def _signature(thing: Any) -> str:
    """The arguments, without annotations."""
    call = vars(thing).get("__new__", thing) if isinstance(thing, type) else thing
    try:
        parameters = inspect.signature(call).parameters.values()
    except (TypeError, ValueError):
        return ""
    names = (str(p.replace(annotation=inspect.Parameter.empty)) for p in parameters)
    return f"({', '.join(n for n in names if n not in ('cls', 'self'))})"
