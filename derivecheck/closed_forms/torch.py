"""The closed forms for PyTorch tensors, with the proved derivatives as gradients.

`loss = closed_forms.torch.distillation(teacher, student, 2.0, reduction="mean")`

All closed forms without matrices, each called like its NumPy twin, with ``dim`` for the axis of
vectors and the options of `derivecheck.closed_forms.training.Trained`; under ``torch.compile``,
``torch.func.vmap`` and ``torch.func.grad`` too.  A second derivative is an error, not a guess.
Needs PyTorch, which is loaded with the first function: ``pip install derivecheck[torch]``.
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
        import torch
    except ImportError:
        raise ImportError("closed_forms.torch needs PyTorch: pip install torch") from None

    class OnTensors(Trained):
        axis_name, xp = "dim", torch

        def __call__(
            self,
            *args: Any,
            dim: int = -1,
            reduction: str = "none",
            where: Any = None,
            ignore_index: int | None = None,
            **named: Any,
        ) -> Any:
            return self.called(args, named, dim, reduction, where, ignore_index)

        def widened(self, values: Sequence[Any]) -> tuple[list[Any], Any, Any]:
            tensors = [x for x in values if isinstance(x, torch.Tensor)]
            floats = [x for x in tensors if x.is_floating_point()]
            floats = [x for x in floats if x.ndim] or floats
            narrow = floats[0].dtype if floats else torch.get_default_dtype()
            for x in floats:
                narrow = torch.promote_types(narrow, x.dtype)
            wide = torch.float64 if narrow == torch.float64 else torch.float32
            device = tensors[0].device if tensors else None
            found = [torch.as_tensor(x, device=device) for x in values]
            pairs = zip(self.form.arguments, found, strict=True)
            return [x if a.domain == "index" else x.to(wide) for a, x in pairs], narrow, wide

        def cast(self, array: Any, dtype: Any) -> Any:
            return array.to(dtype)

    return {n: OnTensors(CLOSED_FORMS[n], function) for n, function in emitted("torch").items()}


def __getattr__(name: str) -> Any:
    if name in NAMES:
        return _functions()[name]
    raise AttributeError(f"no closed form {name!r} for tensors")


def __dir__() -> list[str]:
    return NAMES
