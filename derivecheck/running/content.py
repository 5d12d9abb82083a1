"""Digests of content: equal for equal statements, in every process and after every restart.

SymPy's own hashes depend on the process, and `srepr` forgets the assumptions of functions, so the
digest walks the structure itself.  Symbols and functions count with all their assumptions; sums and
commutative products whatever the order of their terms; rules with the code and the closure of their
check.  A `Dummy` has no content, and what is not known here has none either.
"""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from sympy import Add, Basic, Dummy, Mul, Symbol, srepr
from sympy.core.function import UndefinedFunction

from derivecheck.running.environment import CONTENT, LIBRARIES, folder_digest, joined

CONTENT_MODULES = tuple(f"derivecheck.{name}" for name in CONTENT)
VERSIONED = frozenset({*sys.stdlib_module_names, *LIBRARIES, "flint"})


class NoContent(TypeError):
    """Something whose content cannot be told from another's."""


class Digests:
    """Digests of many things that share parts; each part is walked once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}

    def of(self, thing: Any) -> bytes:
        """The digest of a value, an expression, a statement, a rule or a derivation.

        >>> from sympy import Function, symbols
        >>> x, y = symbols("x y")
        >>> Digests().of(x + y) == Digests().of(y + x)
        True
        >>> Digests().of(Function("f")(x)) == Digests().of(Function("f", real=True)(x))
        False
        """
        known = self._known.get(id(thing))
        if known is None:
            self._known[id(thing)] = (thing, b"itself")  # a function may close over itself
            known = self._known[id(thing)] = (thing, joined(self._parts(thing)))
        return known[1]

    def _parts(self, thing: Any) -> list[bytes]:
        head = [_name(type(thing)), *_origin(type(thing))]
        if isinstance(thing, type):
            return [*head, *self._class(thing)]
        if isinstance(thing, Basic):
            return [*head, *self._expression(thing)]
        if isinstance(thing, (FunctionType, CodeType)):
            return [*head, *self._code(thing)]
        if is_dataclass(thing):
            named = {f.name: getattr(thing, f.name) for f in fields(thing)}
            return [*head, self.of(named)]
        return [*head, *self._value(thing)]

    def _value(self, thing: Any) -> list[bytes]:
        match thing:
            case Enum():
                return [thing.name.encode()]
            case None | bool() | int() | float() | str() | bytes() | Fraction() | Decimal():
                return [repr(thing).encode()]
            case tuple() | list():
                return [self.of(part) for part in thing]
            case dict():
                return sorted(joined((self.of(k), self.of(v))) for k, v in thing.items())
            case set() | frozenset():
                return sorted(self.of(part) for part in thing)
            case partial():
                return [self.of((thing.func, thing.args, thing.keywords))]
        raise NoContent(f"{type(thing).__qualname__} has no known content")

    def _class(self, cls: type) -> list[bytes]:
        if isinstance(cls, UndefinedFunction):
            return [cls.__name__.encode(), self.of(cls._kwargs)]
        return [_name(cls), *_origin(cls)]

    def _expression(self, e: Basic) -> list[bytes]:
        if isinstance(e, Dummy):
            raise NoContent(f"{e} is a dummy")
        if isinstance(e, Symbol):
            return [e.name.encode(), repr(sorted(e.assumptions0.items())).encode()]
        if not e.args:
            return [srepr(e).encode()]
        parts = [self.of(type(e)), *map(self.of, e.args)]
        return sorted(parts) if isinstance(e, (Add, Mul)) and e.is_commutative else parts

    def _code(self, thing: FunctionType | CodeType) -> list[bytes]:
        if isinstance(thing, CodeType):
            names = (thing.co_names, thing.co_varnames, thing.co_freevars, thing.co_consts)
            return [thing.co_code, self.of(names)]
        cells = [cell.cell_contents for cell in thing.__closure__ or ()]
        bound = (thing.__defaults__, thing.__kwdefaults__, cells)
        return [_name(thing), *_origin(thing), self.of(thing.__code__), self.of(bound)]


def _name(named: Any) -> bytes:
    return f"{named.__module__}.{named.__qualname__}".encode()


def _origin(named: Any) -> list[bytes]:
    """The sources of a class or function that neither the engine nor a library holds.

    What it calls is not followed; all files beside its own stand for that.
    """
    module = named.__module__ or ""
    file = getattr(sys.modules.get(module), "__file__", None)
    if file is None or _is_engine(module) or module.partition(".")[0] in VERSIONED:
        return []
    return [folder_digest(Path(file).parent)]


def _is_engine(module: str) -> bool:
    return module.startswith("derivecheck.") and not module.startswith(CONTENT_MODULES)
