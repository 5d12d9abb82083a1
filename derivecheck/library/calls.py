"""A function of the emitted code, called on arrays: domains, axes, units, blocks, compiled code."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

from derivecheck.library import compiled
from derivecheck.library.array_support import BLOCK
from derivecheck.library.domains import DOMAINS, require_index
from derivecheck.library.recorded import blockwise

# Loaded when they are first called: the generator that writes them imports this module
ARRAYS, LOOPS = "derivecheck.library.generated.arrays", "derivecheck.library.generated.loops"
SHORT = 24  # entries: below, plain Python is quicker than NumPy
TRANSPOSED = 32  # entries: short vectors are laid out side by side
BITS = 1 / math.log(2)
DOUBLE = np.dtype(np.float64)


class Argument(NamedTuple):
    """One argument: its letter in the proof, its domain, its default if it has one."""

    name: str
    letter: str
    domain: str
    default: float | None = None

    @property
    def axes(self) -> int:
        """The axes of one value."""
        return DOMAINS[self.domain].axes


@dataclass(frozen=True)
class Emitted:
    """One emitted function with the conventions of the library.

    ``nats`` is the power of the unit in the result: 1 for an entropy, 0 for a number.
    """

    name: str
    arguments: tuple[Argument, ...]
    nats: float = 0

    @cached_property
    def on_arrays(self) -> Callable[..., Any]:
        """The array code."""
        return getattr(import_module(ARRAYS), self.name)

    @cached_property
    def on_floats(self) -> Callable[..., Any] | None:
        """The loops; None where a function is not elementary."""
        return getattr(import_module(LOOPS), self.name, None)

    @cached_property
    def compiled(self) -> compiled.Pair | None:
        """The compiled function, which looks at the domain, and the same without a look."""
        return compiled.functions().get(self.name)

    @cached_property
    def vectors(self) -> tuple[int, ...]:
        """The places of the arguments that are vectors."""
        return tuple(k for k, a in enumerate(self.arguments) if a.axes == 1)

    @cached_property
    def entries(self) -> int:
        """The number of indices of the result."""
        return int(import_module(ARRAYS).INDICES.get(self.name, 0))

    @cached_property
    def floats(self) -> list[type] | None:
        """The types of arguments that are Python floats; None where there is no code for them."""
        return [float] * len(self.arguments) if self.on_floats and not self.vectors else None

    @cached_property
    def ranges(self) -> list[tuple[int, float, float]]:
        """The places of the numbers that have a range, with its ends."""
        known = [(k, DOMAINS[a.domain]) for k, a in enumerate(self.arguments)]
        return [(k, d.low, d.high) for k, d in known if not d.axes and d.low > -math.inf]

    def __call__(self, values: Sequence[Any], axis: int, unit: str, check: bool) -> Any:
        """The value; ValueError outside the domain or for shapes that do not fit."""
        factor = self.factor(unit)
        if not self.compiled and (plain := self._plain(values)) is not None and axis in (0, -1):
            return self._in_python(plain, check) * factor
        arrays = self._as_arrays(values, axis)
        size, shape = self._size(arrays), self._batch(arrays)
        with np.errstate(all="ignore"):
            if self.compiled and math.prod(shape):
                found = self._of_compiled(arrays, size, check)
            else:
                if check:
                    self._checked(arrays, size)
                found = self._computed(arrays, size, shape)
            result = np.asarray(found, self._width(arrays))
            if result.dtype == np.float32 and self._half(values):
                result = result.astype(np.float16)
        if self.entries:
            result = np.moveaxis(result, range(self.entries), _places(axis, self.entries))
        result = result[()]
        return result if factor == 1 else result * result.dtype.type(factor)

    def direct(self, given: Sequence[Any], check: bool) -> Any:
        """The compiled value; None where there is something to convert, or an error."""
        if self.compiled is None or len(given) != len(self.arguments):
            return None
        for x in given:
            array = type(x) is np.ndarray and x.dtype is DOUBLE and x.size
            if not array and type(x) is not float:
                return None
        try:
            return self.compiled[not check](*given)
        except ValueError:  # the words for it are found on the long way
            return None

    def factor(self, unit: str) -> float:
        """What turns nats into the unit."""
        if unit not in ("nats", "bits"):
            raise ValueError(f"unit = {unit!r}: must be 'nats' or 'bits'")
        if unit == "bits" and not self.nats:
            raise ValueError(f"{self.name} has no unit")
        return 1.0 if unit == "nats" else float(BITS**self.nats)

    # --- arguments

    def require(self, values: Sequence[Any]) -> None:
        """ValueError outside the domain."""
        arrays = self._as_arrays(values, -1)
        with np.errstate(all="ignore"):
            self._checked(arrays, self._size(arrays))

    def of_floats(self, values: Sequence[float], check: bool) -> float:
        """The value at Python floats; ValueError outside the domain."""
        if check:
            for k, low, high in self.ranges:
                if not low <= values[k] <= high:
                    self.require(values)
        try:
            return self.on_floats(*values)  # type: ignore[misc]
        except (ZeroDivisionError, OverflowError):  # Python's floats raise where IEEE's do not
            with np.errstate(all="ignore"):
                return float(self.on_arrays(*map(np.float64, values)))

    def _plain(self, values: Sequence[Any]) -> list[Any] | None:
        """Numbers and single short vectors as Python numbers and lists; None for all else."""
        if not self.on_floats or self.entries > 1:
            return None
        pairs = zip(self.arguments, values, strict=True)
        plain: list[Any] = [_entries(v) if a.axes else _number(v, a.domain) for a, v in pairs]
        sizes = {len(plain[k]) if plain[k] else 0 for k in self.vectors}
        if None in plain or len(sizes) > 1 or 0 in sizes:
            return None
        return plain

    def _in_python(self, plain: list[Any], check: bool) -> Any:
        """The value at numbers and short lists, of which most fit without a look at an array."""
        if not self.vectors:
            return self.of_floats(plain, check)
        size = len(plain[self.vectors[0]])
        if check and not all(
            0 <= x < size
            if a.domain == "index"
            else DOMAINS[a.domain].contains_all(x if a.axes else (x,))
            for a, x in zip(self.arguments, plain, strict=True)
        ):
            self.require(plain)
        out = [0.0] * size
        try:
            found = self.on_floats(*([out] if self.entries else []), *plain)  # type: ignore[misc]
        except (ZeroDivisionError, OverflowError):
            with np.errstate(all="ignore"):
                return self.on_arrays(*map(np.asarray, plain))
        return np.array(out) if self.entries else np.float64(found)

    def _as_arrays(self, values: Sequence[Any], axis: int) -> list[Any]:
        """Floats of one width, indices as integers; the index of a vector is its first axis."""
        arrays = [real_array(a.name, v) for a, v in zip(self.arguments, values, strict=True)]
        numbers = [x for a, x in zip(self.arguments, arrays, strict=True) if a.domain != "index"]
        narrow = all(x.dtype in (np.float16, np.float32) or x.ndim == 0 for x in numbers)
        narrow = narrow and any(x.dtype in (np.float16, np.float32) for x in numbers)
        width = np.float32 if narrow else np.float64
        return [
            x if a.domain == "index" else _first(a, np.asarray(x, width), axis)
            for a, x in zip(self.arguments, arrays, strict=True)
        ]

    def _size(self, arrays: Sequence[Any]) -> int:
        """The length of the vectors, 0 without any; ValueError if they differ or are empty."""
        sizes = {self.arguments[k].name: len(arrays[k]) for k in self.vectors}
        if len(set(sizes.values())) > 1:
            told = ", ".join(f"{n} {s}" for n, s in sizes.items())
            raise ValueError(f"vectors of different lengths: {told}")
        if 0 in sizes.values():
            raise ValueError(f"{', '.join(sizes)}: no entries")
        return next(iter(sizes.values()), 0)

    def _batch(self, arrays: Sequence[Any]) -> tuple[int, ...]:
        """The common shape without the index; ValueError if there is none."""
        shapes = [x.shape[1:] if a.axes == 1 else x.shape for a, x in self._named(arrays)]
        self._require_no_column(arrays)
        if shapes.count(shapes[0]) == len(shapes):
            return shapes[0]
        try:
            return np.broadcast_shapes(*shapes)
        except ValueError:
            told = ", ".join(f"{a.name} {s}" for a, s in self._named(shapes))
            raise ValueError(f"shapes do not broadcast: {told}") from None

    def _require_no_column(self, arrays: Sequence[Any]) -> None:
        """ValueError for indices (N, 1) of rows (N, K), which would broadcast to (N, N)."""
        axes = max((arrays[k].ndim for k in self.vectors), default=0)
        for a, x in self._named(arrays):
            if a.domain == "index" and x.ndim == axes > 1 and x.shape[-1] == 1:
                told = f"{a.name} of shape {x.shape}: one index for each row, without the last axis"
                raise ValueError(told)

    def _checked(self, arrays: Sequence[Any], size: int) -> None:
        for a, x in self._named(arrays):
            if a.domain == "index":
                require_index(a.name, x, size)
            else:
                DOMAINS[a.domain].require(a.name, x)

    # --- values

    def _computed(self, arrays: Sequence[Any], size: int, shape: tuple[int, ...]) -> Any:
        """The result, its indices first."""
        whole = math.prod(shape)
        if not whole:
            return np.empty((size,) * self.entries + shape, arrays[0].dtype)
        if max(size, 1) * whole <= SHORT and self.on_floats and self.entries < 2:
            try:
                return self._one_by_one(arrays, size, shape)
            except (ZeroDivisionError, OverflowError):
                pass
        if max(size, 1) * whole <= BLOCK or not shape:
            result = self.on_arrays(*(_spread(a, x, shape) for a, x in self._named(arrays)))
            full = (size,) * self.entries + shape
            return result if np.shape(result) == full else np.broadcast_to(result, full).copy()
        return self._blocks(arrays, size, shape)

    def _named(self, arrays: Sequence[Any]) -> Iterator[tuple[Argument, Any]]:
        return zip(self.arguments, arrays, strict=True)

    def _of_compiled(self, arrays: Sequence[Any], size: int, check: bool) -> Any:
        """The result, its index first; the words for what is outside the domain are found here."""
        for a, x in self._named(arrays):
            if a.domain == "index":
                require_index(a.name, x, size)
        rows = [np.moveaxis(x, 0, -1) if a.axes else x for a, x in self._named(arrays)]
        looking, blind = self.compiled  # type: ignore[misc]
        try:
            found = (looking if check else blind)(*rows)
        except ValueError:
            self._checked(arrays, size)  # nan passes, and a wider tolerance of single precision
            found = blind(*rows)
        return np.moveaxis(found, -1, 0) if self.entries else found

    def _half(self, values: Sequence[Any]) -> bool:
        """Whether every array that was given is of half precision."""
        pairs = zip(self.arguments, values, strict=True)
        arrays = [
            x for a, x in pairs if a.domain != "index" and isinstance(x, np.ndarray | np.generic)
        ]
        arrays = [x for x in arrays if x.ndim] or arrays
        return bool(arrays) and all(x.dtype == np.float16 for x in arrays)

    def _width(self, arrays: Sequence[Any]) -> Any:
        """The type of the result, that of the numbers."""
        return next(x.dtype for a, x in self._named(arrays) if a.domain != "index")

    def _one_by_one(self, arrays: Sequence[Any], size: int, shape: tuple[int, ...]) -> Any:
        """Few values, in plain Python."""
        rows = [_rows(a, x, shape).tolist() for a, x in self._named(arrays)]
        if not self.entries:
            found = [self.on_floats(*row) for row in zip(*rows, strict=True)]  # type: ignore[misc]
            return np.array(found).reshape(shape)
        out = [[0.0] * size for _ in rows[0]]
        for row in zip(out, *rows, strict=True):
            self.on_floats(*row)  # type: ignore[misc]
        return np.moveaxis(np.array(out).reshape(*shape, size), -1, 0)

    def _blocks(self, arrays: Sequence[Any], size: int, shape: tuple[int, ...]) -> Any:
        """Block by block of whole vectors, so that temporaries stay in the cache of a core."""
        flat = [_flat(a, x, shape) for a, x in self._named(arrays)]
        if not self.vectors:
            return self._of_long(flat).reshape(shape)
        rows, step = math.prod(shape), max(1, BLOCK // size)
        order: Any = "C" if size <= TRANSPOSED else "F"
        out = np.empty((size,) * self.entries + (rows,), arrays[0].dtype)
        for k in range(0, rows, step):
            block = [x[..., k : k + step] if x.ndim else x for x in flat]
            block = [np.asarray(x, order=order) if x.ndim > 1 else x for x in block]
            out[..., k : k + step] = self.on_arrays(*block)
        return out.reshape(*out.shape[:-1], *shape)

    def _of_long(self, flat: Sequence[Any]) -> Any:
        """Many numbers, by blocks; a single number stays one."""
        long = [x for x in flat if x.ndim]

        def function(*blocks: Any) -> Any:
            rest = iter(blocks)
            return (self.on_arrays(*(next(rest) if x.ndim else x for x in flat)),)

        out, done = np.empty(len(long[0]), long[0].dtype), 0
        for (values,) in blockwise(function, long):
            out[done : done + len(values)] = values
            done += len(values)
        return out


def real_array(name: str, value: Any) -> Any:
    """An array; TypeError for what would lose its imaginary part or its mask."""
    if isinstance(value, np.ma.MaskedArray):
        raise TypeError(f"{name} is a masked array: call the function on the entries that count")
    array = np.asarray(value)
    if array.dtype.kind == "c":
        raise TypeError(f"{name} is complex: must be real")
    if array.dtype.kind == "f" and array.dtype.itemsize > DOUBLE.itemsize:
        told = "has more than double precision, which mpmath(…) has and these functions have not"
        raise TypeError(f"{name} {told}")
    return array


def _number(x: Any, domain: str) -> float | int | None:
    """A Python number or one of NumPy's doubles as a Python number; None for all else."""
    if domain == "index":
        return x if type(x) is int else None
    return float(x) if type(x) in (float, int, np.float64) else None


def _entries(x: Any) -> list[float] | None:
    """A single short vector of doubles as a list; None for all else."""
    if type(x) is np.ndarray:
        short = x.ndim == 1 and x.dtype == np.float64 and len(x) <= SHORT
        return x.tolist() if short else None
    if type(x) is list and len(x) <= SHORT and {float, int}.issuperset(map(type, x)):
        return [*map(float, x)]
    return None


def _first(argument: Argument, x: Any, axis: int) -> Any:
    """The axis of a vector comes first; ValueError if an array has too few axes."""
    if x.ndim < argument.axes:
        raise ValueError(f"{argument.name} needs {argument.axes} axes, not shape {x.shape}")
    if argument.axes != 1 or (x.ndim == 1 and axis == -1):
        return x
    return np.moveaxis(x, axis, 0)


def _spread(argument: Argument, x: Any, shape: tuple[int, ...]) -> Any:
    """A vector with as many further axes as the common shape; an index for each of it."""
    if argument.domain == "index":
        return np.broadcast_to(x, shape)
    if argument.axes != 1 or x.ndim == 1 + len(shape):
        return x
    return x.reshape(len(x), *[1] * (len(shape) - x.ndim + 1), *x.shape[1:])


def _flat(argument: Argument, x: Any, shape: tuple[int, ...]) -> Any:
    """One axis for all axes that are not the index; a single number stays one."""
    if argument.axes == 1:
        return np.broadcast_to(_spread(argument, x, shape), (len(x), *shape)).reshape(len(x), -1)
    return x.reshape(()) if x.size == 1 else np.broadcast_to(x, shape).reshape(-1)


def _rows(argument: Argument, x: Any, shape: tuple[int, ...]) -> Any:
    """Rows of entries, or numbers, one for each of the common shape."""
    if argument.axes != 1:
        return (x if x.shape == shape else np.broadcast_to(x, shape)).reshape(-1)
    if x.shape[1:] != shape:
        x = np.broadcast_to(_spread(argument, x, shape), (len(x), *shape))
    return np.moveaxis(x, 0, -1).reshape(-1, len(x))


def _places(axis: int, indices: int) -> Any:
    """Where the indices of the result belong; those of a matrix of derivatives come last."""
    return [axis] if indices == 1 else range(-indices, 0)
