"""Sources of this package, and the loops as the text that numba compiles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.resources import files

from derivecheck.library.sources import constants, definitions, picked, renamed, unannotated, words
from derivecheck.library.to_numba import QUICK, compiled, loop_functions

HERE = files("derivecheck.library")
ARRAYS, LOOPS = "generated.arrays", "generated.loops"
ARRAY_KERNELS, SCALAR_KERNELS, SIMD_KERNELS = "kernels.arrays", "kernels.scalars", "kernels.simd"
LIBM = {"exp", "expm1", "log", "log1p", "sqrt"}  # C has them, and they never raise


def source(module: str) -> str:
    """The source of a module of the library, such as "kernels.arrays"."""
    *folders, name = module.split(".")
    return HERE.joinpath(*folders, f"{name}.py").read_text(encoding="utf-8")


def support(name: str) -> str:
    """A support file of the compiled loops."""
    return HERE.joinpath("targets", f"{name}.in").read_text(encoding="utf-8")


def kernels(module: str, used: Iterable[str]) -> str:
    """The kernels of a module that are used, with the constants they need."""
    text = unannotated(picked(source(module), sorted(used)))
    numbers = constants(import_module(f"derivecheck.library.{module}"), text)
    return "".join(f"{n} = {v!r}\n" for n, v in numbers.items()) + "\n\n" + text


def numba_source(names: Sequence[str]) -> str:
    """Loops compiled by numba; ``_quick`` versions are vectorised and leave rare values to them."""
    loops = picked(source(LOOPS), names)
    scalar = kernels(SCALAR_KERNELS, words(loops)) + "\n\n" + _safe(loops)
    simd = source(SIMD_KERNELS)
    own = (*definitions(simd), *constants(import_module("derivecheck.library.kernels.simd"), simd))
    quick_names = {n: n + QUICK for n in own}  # its constants too: others may have their names
    used = sorted(words(loops) & set(quick_names))
    quick = renamed(kernels(SIMD_KERNELS, used), quick_names)
    functions = loop_functions(loops, quick_names, support)
    return "\n\n".join([support("numba.py"), compiled(scalar), quick, functions])


def _safe(loops: str) -> str:
    """exp, log and sqrt as the loops call them."""
    return unannotated(picked(source("loop_support"), sorted(words(loops) & {*LIBM, "sign"})))
