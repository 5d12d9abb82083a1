"""Sources of this package, and the loops as the text that numba compiles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.resources import files
from typing import Any

from derivecheck.library.sources import constants, definitions, picked, renamed, unannotated, words
from derivecheck.library.to_numba import QUICK, compiled, loop_functions

HERE = files("derivecheck.library")
ARRAYS, LOOPS = "generated.arrays", "generated.loops"
ARRAY_KERNELS = ("kernels.arrays", "kernels.gamma_arrays")
SCALAR_KERNELS = ("kernels.scalars", "kernels.gamma_scalars")
SIMD_KERNELS = ("kernels.simd",)
LIBM = {"exp", "expm1", "log", "log1p", "sqrt"}  # C has them, and they never raise


def source(*modules: str) -> str:
    """The source of modules of the library, such as "kernels.arrays"."""
    files = [HERE.joinpath(*m.split(".")[:-1], f"{m.split('.')[-1]}.py") for m in modules]
    return "\n\n".join(f.read_text(encoding="utf-8") for f in files)


def numbers(modules: Iterable[str], text: str) -> dict[str, Any]:
    """The constants of modules of the library that a text uses."""
    loaded = [import_module(f"derivecheck.library.{m}") for m in modules]
    return {n: v for m in loaded for n, v in constants(m, text).items()}


def support(name: str) -> str:
    """A support file of the compiled loops."""
    return HERE.joinpath("targets", f"{name}.in").read_text(encoding="utf-8")


def kernels(modules: Sequence[str], used: Iterable[str]) -> str:
    """The kernels of modules that are used, with the constants they need."""
    text = unannotated(picked(source(*modules), sorted(used)))
    known = numbers(modules, text)
    return "".join(f"{n} = {v!r}\n" for n, v in known.items()) + "\n\n" + text


def numba_source(names: Sequence[str]) -> str:
    """Loops compiled by numba; ``_quick`` versions are vectorised and leave rare values to them."""
    loops = picked(source(LOOPS), names)
    scalar = kernels(SCALAR_KERNELS, words(loops)) + "\n\n" + _safe(loops)
    simd = source(*SIMD_KERNELS)
    own = (*definitions(simd), *numbers(SIMD_KERNELS, simd))
    quick_names = {n: n + QUICK for n in own}  # its constants too: others may have their names
    used = sorted(words(loops) & set(quick_names))
    quick = renamed(kernels(SIMD_KERNELS, used), quick_names)
    functions = loop_functions(loops, quick_names, support)
    return "\n\n".join([support("numba.py"), compiled(scalar), quick, functions])


def _safe(loops: str) -> str:
    """exp, log and sqrt as the loops call them."""
    return unannotated(picked(source("loop_support"), sorted(words(loops) & {*LIBM, "sign"})))
