"""Stand-alone source of chosen closed forms: NumPy, JAX, PyTorch, mpmath, numba or C.

The text of a target is its support file in ``targets/``, the kernels that are used, and the emitted
functions; only mpmath and C are printed anew from the expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from importlib.resources import files

from derivecheck.emitted import Argument
from derivecheck.sources import (
    constants,
    definitions,
    picked,
    renamed,
    unannotated,
    words,
)
from derivecheck.to_c import constant, to_c
from derivecheck.to_numba import QUICK, compiled, loop_functions

HERE = files("derivecheck")
LIBM = {"exp", "expm1", "log", "log1p", "sqrt"}  # C has them, and they never raise


def source(module: str) -> str:
    """The source of a module of this package."""
    return HERE.joinpath(f"{module}.py").read_text(encoding="utf-8")


def support(name: str) -> str:
    """The support file of a target."""
    return HERE.joinpath("targets", f"{name}.in").read_text(encoding="utf-8")


def emit(names: Sequence[str], target: str) -> str:
    """The source of these closed forms and their partial derivatives for a target.

    Raises ValueError for an unknown name or target, or for a form that the target cannot have.

    >>> "def kl_normal(mu1, sigma1, mu2, sigma2):" in emit(["kl_normal"], "numpy")
    True
    >>> emit(["kl_normal"], "fortran")
    Traceback (most recent call last):
        ...
    ValueError: unknown target 'fortran': c, jax, mpmath, numba, numpy, torch
    """
    if target not in TARGETS:
        raise ValueError(f"unknown target {target!r}: {', '.join(sorted(TARGETS))}")
    module = "emitted_arrays" if target in ("numpy", "jax", "torch", "mpmath") else "emitted_loops"
    known = [n for n in definitions(source(module)) if not n.startswith("_")]
    chosen = []
    for name in names:
        if name not in known:
            raise ValueError(f"no closed form {name!r} for {target}")
        chosen += [n for n in known if n == name or n.startswith(f"{name}_by_")]
    return TARGETS[target](chosen)


def _kernels(module: str, used: Iterable[str]) -> str:
    """The kernels of a module that are used, with the constants they need."""
    text = unannotated(picked(source(module), sorted(used)))
    numbers = constants(import_module(f"derivecheck.{module}"), text)
    return "".join(f"{n} = {v!r}\n" for n, v in numbers.items()) + "\n\n" + text


def _header(names: Iterable[str], target: str, comment: str = "") -> str:
    text = f"Closed forms for {target}, emitted by derivecheck: {', '.join(names)}."
    return f"/* {text} */\n\n" if comment else f'"""{text}"""\n\n'


def _array_target(target: str) -> Callable[[Sequence[str]], str]:
    """NumPy code, or the same over another namespace of arrays."""

    def text(names: Sequence[str]) -> str:
        body = picked(source("emitted_arrays"), names)
        kernels = _kernels("kernels_array", words(body))
        parts = [_header(names, target), support(f"{target}.py")]
        if target == "numpy":
            special = sorted(words(body) & {"gammaln", "polygamma", "psi"})
            parts += [f"from scipy.special import {', '.join(special)}\n"] if special else []
            parts.append(_kernels("array_support", words(body)))
        return "".join([*parts, "\n\n", kernels, "\n\n\n", body])

    return text


def _mpmath(names: Sequence[str]) -> str:
    """Definitions over mpmath numbers; vectors are lists, indices count from 0."""
    from derivecheck.closed_forms import CLOSED_FORMS

    if matrices := [n for n in names if any(a.axes == 2 for a in _arguments(n))]:
        raise ValueError(f"no closed form {matrices[0]!r} for mpmath: it has matrices")
    forms = [CLOSED_FORMS[n]._model.mpmath_code() for n in names if n in CLOSED_FORMS]
    return _header([n for n in names if n in CLOSED_FORMS], "mpmath") + "\n\n".join(
        [support("mpmath.py"), *forms]
    )


def _arguments(name: str) -> tuple[Argument, ...]:
    from derivecheck.closed_forms import CLOSED_FORMS

    return CLOSED_FORMS[name].arguments if name in CLOSED_FORMS else ()


def _c(names: Sequence[str]) -> str:
    """C over doubles; a vector is a pointer and its length comes last."""
    from derivecheck.closed_forms import CLOSED_FORMS
    from derivecheck.code import c_code

    models = [f._model for f in CLOSED_FORMS.values() if f.name in names]
    body = "".join(c_code(p, m.tops) for m in models for p in m.programs() if p.name in names)
    kernels = {n: t for n, t in to_c(source("kernels_scalar")).items() if n not in LIBM}
    needed = _closed(words(body), kernels)
    texts = [text for name, text in kernels.items() if name in needed]
    numbers = constants(import_module("derivecheck.kernels_scalar"), "".join(texts))
    parts = [support("c.c"), *(constant(n, float(v)) for n, v in numbers.items()), *texts, body]
    return _header(names, "C", "/*") + "\n\n".join(parts)


def _closed(used: set[str], known: Mapping[str, str]) -> set[str]:
    """The known names that are used, and those that their texts use."""
    needed: set[str] = set()
    pending = used & set(known)
    while pending:
        needed |= pending
        pending = {w for n in pending for w in words(known[n])} & set(known) - needed
    return needed


def numba_source(names: Sequence[str]) -> str:
    """Loops compiled by numba; ``_quick`` versions are vectorised and leave rare values to them."""
    loops = picked(source("emitted_loops"), names)
    scalar = _kernels("kernels_scalar", words(loops)) + "\n\n" + _safe(loops)
    simd = source("kernels_simd")
    own = (*definitions(simd), *constants(import_module("derivecheck.kernels_simd"), simd))
    quick_names = {n: n + QUICK for n in own}  # its constants too: others may have their names
    used = sorted(words(loops) & set(quick_names))
    quick = renamed(_kernels("kernels_simd", used), quick_names)
    functions = loop_functions(loops, quick_names, support)
    return "\n\n".join([support("numba.py"), compiled(scalar), quick, functions])


def _safe(loops: str) -> str:
    """exp, log and sqrt as the loops call them."""
    return unannotated(picked(source("loop_support"), sorted(words(loops) & {*LIBM, "sign"})))


def _numba(names: Sequence[str]) -> str:
    return _header(names, "numba") + numba_source(names)


TARGETS: dict[str, Callable[[Sequence[str]], str]] = {
    "c": _c,
    "jax": _array_target("jax"),
    "mpmath": _mpmath,
    "numba": _numba,
    "numpy": _array_target("numpy"),
    "torch": _array_target("torch"),
}
