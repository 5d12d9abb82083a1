"""What `closed_forms.torch` and `closed_forms.jax` share: how a function for training is called.

The functions are those that `derivecheck emit` writes, with the proved derivatives as gradients.
Here come on top: the axis of vectors, defaults, widths, masks and reductions.
"""

from __future__ import annotations

import linecache
import sys
from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter, Signature
from types import ModuleType
from typing import Any, ClassVar

from derivecheck.closed_forms.forms import CLOSED_FORMS
from derivecheck.emission.emit import emit
from derivecheck.library.closed_form import ClosedForm

NAMES = [n for n, f in CLOSED_FORMS.items() if all(a.axes < 2 for a in f.arguments)]
REDUCTIONS = ("none", "sum", "mean")


def emitted(target: str) -> dict[str, Callable[..., Any]]:
    """The emitted functions of a target by name: a module, as compilers and tracebacks need it."""
    text, file = emit(CLOSED_FORMS, NAMES, target), f"<closed forms for {target}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    module = ModuleType(f"derivecheck.closed_forms.emitted_{target}")
    sys.modules[module.__name__] = module
    exec(compile(text, file, "exec"), vars(module))
    return {n: getattr(module, n) for n in NAMES}


class Trained:
    """A closed form on arrays of a framework, of which subclasses know the names of things.

    Nothing is checked: a look at values would stop a compiler.  Half precision is computed in
    single.  ``where`` says which results count, or how much; of an index argument ``ignore_index``
    is a value that does not count.  What does not count is 0, and so is its gradient, whatever its
    arguments are.  ``reduction`` is "none", "sum", or "mean", which divides by what counts.
    """

    axis_name: ClassVar[str]
    xp: ClassVar[Any]

    def __init__(self, form: ClosedForm, function: Callable[..., Any]) -> None:
        self.form, self.function = form, function
        self.names = [a.name for a in form.arguments]
        self.defaults = {a.name: a.default for a in form.arguments if a.default is not None}
        self.labels = [k for k, a in enumerate(form.arguments) if a.domain == "index"]
        self.__name__, self.__doc__ = form.name, form.doc
        self.__signature__ = self._signature()

    def __repr__(self) -> str:
        return f"{self.form.name}{self.__signature__}"

    def called(
        self,
        args: Sequence[Any],
        named: Mapping[str, Any],
        axis: int,
        reduction: str,
        where: Any,
        ignore_index: int | None,
    ) -> Any:
        """The value for arguments as they were given."""
        if reduction not in REDUCTIONS:
            raise ValueError(f"reduction = {reduction!r}: must be one of {', '.join(REDUCTIONS)}")
        values, narrow, wide = self.widened(self._bound(args, named))
        counts = None if where is None else self.cast(self.xp.asarray(where), wide)
        if ignore_index is not None:
            values, counts = self._without(values, ignore_index, counts, wide)
        moved = [
            self.xp.moveaxis(x, axis, 0) if a.axes else x
            for a, x in zip(self.form.arguments, values, strict=True)
        ]
        found = self.function(*moved)
        found = self.xp.moveaxis(found, 0, axis) if self.form.vector else found
        return self.cast(self._reduced(found, counts, reduction), narrow)

    def widened(self, values: Sequence[Any]) -> tuple[list[Any], Any, Any]:
        """Arrays of one width; the width of what was given, and that of the computation."""
        raise NotImplementedError

    def cast(self, array: Any, dtype: Any) -> Any:
        """An array in another width."""
        raise NotImplementedError

    def _bound(self, args: Sequence[Any], named: Mapping[str, Any]) -> list[Any]:
        """The arguments in order; TypeError for one that is missing or unknown."""
        given = dict(zip(self.names, args, strict=False))
        unknown = [n for n in named if n not in self.names or n in given]
        values = {**self.defaults, **given, **named}
        missing = [n for n in self.names if n not in values]
        if unknown or missing or len(args) > len(self.names):
            raise TypeError(f"arguments that do not fit {self!r}")
        return [values[n] for n in self.names]

    def _without(
        self, values: list[Any], ignore_index: int, counts: Any, wide: Any
    ) -> tuple[list[Any], Any]:
        """Another index in the place of one that does not count."""
        if not self.labels:
            raise ValueError(f"{self.form.name} has no index to ignore")
        (k,) = self.labels
        kept = values[k] != ignore_index
        label = self.xp.where(kept, values[k], 0)
        kept = self.cast(kept, wide)
        return [*values[:k], label, *values[k + 1 :]], kept if counts is None else kept * counts

    def _reduced(self, found: Any, counts: Any, reduction: str) -> Any:
        if counts is not None:
            found = self.xp.where(counts == 0, 0.0, found * counts)
        if reduction == "none":
            return found
        if reduction == "sum":
            return found.sum()
        if counts is None:
            return found.mean()
        return found.sum() / self.xp.broadcast_to(counts, found.shape).sum()

    def _signature(self) -> Signature:
        given = [
            Parameter(
                n,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=self.defaults.get(n, Parameter.empty),
            )
            for n in self.names
        ]
        options: dict[str, Any] = {self.axis_name: -1, "reduction": "none", "where": None}
        options |= {"ignore_index": None} if self.labels else {}
        named = [Parameter(n, Parameter.KEYWORD_ONLY, default=d) for n, d in options.items()]
        return Signature([*given, *named])
