"""A proved result as a function: NumPy, mpmath, gradient, SymPy and LaTeX of one expression.

The expression is the result of a derivation and is written nowhere else.  SymPy is loaded when a
closed form is first used, not when it is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from inspect import Parameter, Signature
from typing import Any


@dataclass(frozen=True, eq=False)
class ClosedForm:
    """A function whose formula is proved.

    ``letters`` maps each argument, in order, to its letter in the derivation; ``largest`` maps a
    letter of which the result is independent to the argument whose largest entry it is set to, so
    that no exponential overflows.  ``load`` gives the derivation of an id.
    """

    name: str
    id: str
    letters: Mapping[str, str]
    load: Callable[[str], Any] = field(repr=False)
    doc: str = field(repr=False)
    largest: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        parameters = [Parameter(n, Parameter.POSITIONAL_OR_KEYWORD) for n in self.letters]
        object.__setattr__(self, "__doc__", self.doc)
        object.__setattr__(self, "__name__", self.name)
        object.__setattr__(self, "__signature__", Signature(parameters))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The value, over NumPy's broadcasting; ValueError outside the domain."""
        return self._model.function(*self._bound(args, kwargs))

    def mpmath(self, *args: Any, dps: int = 50, **kwargs: Any) -> Any:
        """The value at ``dps`` decimal digits, from numbers, fractions or nested lists of them."""
        return self._model.digits(self._bound(args, kwargs), dps)

    @cached_property
    def grad(self) -> Mapping[str, Callable[..., Any]]:
        """The partial derivatives by name of the argument, each a function of all arguments.

        By an array they have its axis last; matrices have none.  The entries of a law count as
        independent, so by a law only differences of its partial derivatives have a meaning: a
        change of the law keeps its sum.
        """
        model = self._model
        return {
            a.name: _Partial(self, *model.partial(a.name)) for a in model.arguments if a.axes < 2
        }

    @property
    def derivation(self) -> Any:
        """The derivation whose result this is."""
        return self.load(self.id)

    @property
    def expr(self) -> Any:
        """The formula, a SymPy expression."""
        return self._model.expr

    @property
    def latex(self) -> str:
        """The formula as LaTeX."""
        return str(self._model.latex)

    @property
    def domain(self) -> Mapping[str, str]:
        """What every argument must be."""
        from derivecheck.generate import DESCRIPTIONS

        return {a.name: DESCRIPTIONS[a.domain] for a in self._model.arguments}

    @cached_property
    def _model(self) -> Any:
        from derivecheck.generate import model_of

        return model_of(self.derivation, self.letters, self.largest)

    def _bound(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Sequence[Any]:
        """The arguments in order; TypeError if they do not fit the signature."""
        if not kwargs and len(args) == len(self.letters):
            return args
        signature: Signature = self.__signature__  # type: ignore[attr-defined]
        return signature.bind(*args, **kwargs).args


class _Partial:
    """One partial derivative of a closed form."""

    def __init__(self, of: ClosedForm, expr: Any, free: tuple[Any, ...]) -> None:
        self._of = of
        self._free = free
        self.expr = expr

    @cached_property
    def _function(self) -> Callable[..., Any]:
        return self._of._model.compiled(self.expr, self._free)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._function(*self._of._bound(args, kwargs))
