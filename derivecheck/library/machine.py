"""Sources of this package as texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.resources import files
from typing import Any

from derivecheck.library.sources import constants, picked, unannotated

HERE = files("derivecheck.library")
ARRAYS, LOOPS = "generated.arrays", "generated.loops"
ARRAY_KERNELS = ("kernels.arrays", "kernels.gamma_arrays")
SCALAR_KERNELS = ("kernels.scalars", "kernels.gamma_scalars")
LIBM = {"exp", "expm1", "log", "log1p", "sqrt"}  # C has them, and they never raise


def source(*modules: str) -> str:
    """The source of modules of the library, such as "kernels.arrays"."""
    files = [HERE.joinpath(*m.split(".")[:-1], f"{m.split('.')[-1]}.py") for m in modules]
    return "\n\n".join(f.read_text(encoding="utf-8") for f in files)


def numbers(modules: Iterable[str], text: str) -> dict[str, Any]:
    """The constants of modules of the library that a text uses."""
    loaded = [import_module(f"derivecheck.library.{m}") for m in modules]
    return {n: v for m in loaded for n, v in constants(m, text).items()}


def native(name: str) -> str:
    """A file of the compiled library."""
    return HERE.joinpath("native", name).read_text(encoding="utf-8")


def kernels(modules: Sequence[str], used: Iterable[str]) -> str:
    """The kernels of modules that are used, with the constants they need."""
    text = unannotated(picked(source(*modules), sorted(used)))
    known = numbers(modules, text)
    return "".join(f"{n} = {v!r}\n" for n, v in known.items()) + "\n\n" + text
