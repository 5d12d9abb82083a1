"""Records as plain objects that JSON knows, and back, by cattrs.

What is read must have the shape of the record exactly: no field too many, none of another type.
The library is loaded with the first record: help and lists need none.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


class NotPlain(ValueError):
    """An object that is not what `written` made of a record; the message says where."""


def written(record: Any) -> Any:
    """A record, or a tuple of records, as lists, dictionaries, texts and numbers."""
    return _converter().unstructure(record)


def read(plain: Any, kind: type[T]) -> T:
    """The record of this kind; raises `NotPlain`."""
    from cattrs import BaseValidationError

    try:
        return _converter().structure(plain, kind)
    except (BaseValidationError, TypeError, ValueError, KeyError) as error:
        raise NotPlain(f"no {kind.__name__}: {'; '.join(_leaves(error))}") from error


def _leaves(error: BaseException) -> list[str]:
    """What is wrong at each place, without the groups around it."""
    inner = getattr(error, "exceptions", ())
    return [text for e in inner for text in _leaves(e)] or [f"{type(error).__name__}: {error}"]


def _exactly(*kinds: type) -> Callable[[Any, Any], Any]:
    """A value of one of these types as it is; cattrs would make a text of a number."""

    def same(value: Any, _: Any) -> Any:
        if type(value) not in kinds:
            raise TypeError(f"{value!r} is no {kinds[0].__name__}")
        return value

    return same


@cache
def _converter() -> Converter:
    from cattrs import Converter

    made = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    for kinds in ((str,), (int,), (bool,), (float, int)):
        made.register_structure_hook(kinds[0], _exactly(*kinds))
    made.register_structure_hook(StrEnum, lambda value, kind: kind(value))
    return made
