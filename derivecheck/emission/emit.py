"""Stand-alone source of chosen closed forms: NumPy, JAX, PyTorch, mpmath or C.

The text of a target is its support file in ``targets/``, the kernels that are used, and the emitted
functions; only mpmath and C are printed anew from the expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files

from derivecheck.emission.to_c import constant, to_c
from derivecheck.library.closed_form import ClosedForm
from derivecheck.library.machine import (
    ARRAY_KERNELS,
    ARRAYS,
    LIBM,
    LOOPS,
    SCALAR_KERNELS,
    kernels,
    numbers,
    source,
)
from derivecheck.library.sources import (
    definitions,
    picked,
    words,
)

Forms = Mapping[str, ClosedForm]
Target = Callable[[Forms, Sequence[str]], str]
HERE = files("derivecheck.emission")


def support(name: str) -> str:
    """The support file of a target."""
    return HERE.joinpath("targets", f"{name}.in").read_text(encoding="utf-8")


def emit(forms: Forms, names: Sequence[str], target: str) -> str:
    """The source of these closed forms and their partial derivatives for a target.

    ``forms`` are all that there are, by name.

    Raises ValueError for an unknown name or target, or for a form that the target cannot have.

    >>> from derivecheck.closed_forms import CLOSED_FORMS
    >>> "def kl_normal(mu1, sigma1, mu2, sigma2):" in emit(CLOSED_FORMS, ["kl_normal"], "numpy")
    True
    >>> emit(CLOSED_FORMS, ["kl_normal"], "fortran")
    Traceback (most recent call last):
        ...
    ValueError: unknown target 'fortran': c, jax, mpmath, numpy, torch
    """
    if target not in TARGETS:
        raise ValueError(f"unknown target {target!r}: {', '.join(sorted(TARGETS))}")
    module = ARRAYS if target in ("numpy", "jax", "torch", "mpmath") else LOOPS
    known = [n for n in definitions(source(module)) if not n.startswith("_")]
    chosen = []
    for name in names:
        if name not in known:
            raise ValueError(f"no closed form {name!r} for {target}")
        parts = (f"{name}_by_", f"{name}_pullback_")
        chosen += [n for n in known if n == name or n.startswith(parts)]
    return TARGETS[target](forms, chosen)


def _header(names: Iterable[str], target: str, comment: str = "") -> str:
    text = f"Closed forms for {target}, emitted by derivecheck: {', '.join(names)}."
    return f"/* {text} */\n\n" if comment else f'"""{text}"""\n\n'


def _array_target(target: str) -> Target:
    """NumPy code, or the same over another namespace of arrays."""

    def text(forms: Forms, names: Sequence[str]) -> str:
        body = picked(source(ARRAYS), names)
        if target != "numpy":
            made = [_with_gradient(forms[n], names) for n in names if n in forms]
            body = "\n\n".join([body, "".join(made)])
        parts = [_header(names, target), support(f"{target}.py")]
        if target == "numpy":
            special = sorted(words(body) & {"gamma", "gammaln", "polygamma", "psi"})
            parts += [f"from scipy.special import {', '.join(special)}\n"] if special else []
            parts.append(kernels(["array_support"], words(body)))
        return "".join([*parts, "\n\n", kernels(ARRAY_KERNELS, words(body)), "\n\n\n", body])

    return text


def _with_gradient(form: ClosedForm, names: Sequence[str]) -> str:
    """The line that gives a function its proved derivatives; none for what has matrices."""
    given = form.arguments
    if any(a.axes == 2 for a in given):
        return ""
    kinds = "".join("i" if a.domain == "index" else "nv"[a.axes] for a in given)
    pullbacks = []
    for a in given:
        through, by = f"{form.name}_pullback_{a.name}", f"{form.name}_by_{a.name}"
        partial = f"contracted({by})" if form._value.entries else f"scaled({by})"
        pullbacks.append(through if through in names else partial if by in names else "None")
    return f"{form.name} = proved({', '.join([repr(kinds), form.name, *pullbacks])})\n"


def _mpmath(forms: Forms, names: Sequence[str]) -> str:
    """Definitions over mpmath numbers; vectors are lists, indices count from 0."""
    chosen = [forms[n] for n in names if n in forms]
    if matrices := [f.name for f in chosen if any(a.axes == 2 for a in f.arguments)]:
        raise ValueError(f"no closed form {matrices[0]!r} for mpmath: it has matrices")
    texts = [f.model.mpmath_code() for f in chosen]
    return _header([f.name for f in chosen], "mpmath") + "\n\n".join([support("mpmath.py"), *texts])


def _c(forms: Forms, names: Sequence[str]) -> str:
    """C over doubles; a vector is a pointer and its length comes last."""
    from derivecheck.emission.code import c_code  # needs SymPy, which no other target does

    models = [f.model for f in forms.values() if f.name in names]
    body = "".join(c_code(p, m.tops) for m in models for p in m.programs() if p.name in names)
    scalar = {n: t for n, t in to_c(source(*SCALAR_KERNELS)).items() if n not in LIBM}
    needed = _closed(words(body), scalar)
    texts = [text for name, text in scalar.items() if name in needed]
    known = numbers(SCALAR_KERNELS, "".join(texts))
    parts = [support("c.c"), *(constant(n, float(v)) for n, v in known.items()), *texts, body]
    return _header(names, "C", "/*") + "\n\n".join(parts)


def _closed(used: set[str], known: Mapping[str, str]) -> set[str]:
    """The known names that are used, and those that their texts use."""
    needed: set[str] = set()
    pending = used & set(known)
    while pending:
        needed |= pending
        pending = {w for n in pending for w in words(known[n])} & set(known) - needed
    return needed


TARGETS: dict[str, Target] = {
    "c": _c,
    "jax": _array_target("jax"),
    "mpmath": _mpmath,
    "numpy": _array_target("numpy"),
    "torch": _array_target("torch"),
}
