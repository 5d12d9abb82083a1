"""The closed forms for JAX arrays, with the proved derivatives as gradients.

`loss = closed_forms.jax.distillation(teacher, student, 2.0, reduction="mean")`

All closed forms without matrices, each called like its NumPy twin, with the options of
`derivecheck.closed_forms.training.Trained`; under ``jit``, ``vmap`` and ``grad`` too.  A second
derivative is an error, not a guess.  Double precision is JAX's own switch, ``jax_enable_x64``.
Needs JAX, which is loaded with the first function: ``pip install derivecheck[jax]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from derivecheck.closed_forms.forms import CLOSED_FORMS
from derivecheck.closed_forms.training import NAMES, Trained, emitted


@cache
def _functions() -> dict[str, Trained]:
    try:
        import jax.numpy as jnp
    except ImportError:
        raise ImportError("closed_forms.jax needs JAX: pip install jax") from None

    class OnArrays(Trained):
        axis_name, xp = "axis", jnp

        def __call__(
            self,
            *args: Any,
            axis: int = -1,
            reduction: str = "none",
            where: Any = None,
            ignore_index: int | None = None,
            **named: Any,
        ) -> Any:
            return self.called(args, named, axis, reduction, where, ignore_index)

        def widened(self, values: Sequence[Any]) -> tuple[list[Any], Any, Any]:
            arrays = [jnp.asarray(x) for x in values]
            floats = [x for x in arrays if jnp.issubdtype(x.dtype, jnp.floating)]
            floats = [x for x in floats if x.ndim] or floats
            narrow = jnp.result_type(*floats, float)
            wide = jnp.promote_types(narrow, jnp.float32)
            pairs = zip(self.form.arguments, arrays, strict=True)
            return [x if a.domain == "index" else x.astype(wide) for a, x in pairs], narrow, wide

        def cast(self, array: Any, dtype: Any) -> Any:
            return array.astype(dtype)

    return {n: OnArrays(CLOSED_FORMS[n], function) for n, function in emitted("jax").items()}


def __getattr__(name: str) -> Any:
    if name in NAMES:
        return _functions()[name]
    raise AttributeError(f"no closed form {name!r} for JAX")


def __dir__() -> list[str]:
    return NAMES
