"""A proved result as a function: NumPy, mpmath, gradients, SymPy and LaTeX of one expression.

The expression is the result of a derivation and is written nowhere else; the code is emitted from
it by `derivecheck.generate`.  SymPy is loaded only when the expression itself is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from inspect import Parameter, Signature
from typing import Any

import numpy as np

from derivecheck.library.calls import Argument, Emitted
from derivecheck.library.domains import DOMAINS
from derivecheck.library.measured_errors import sentence


def arguments(signature: str) -> tuple[Argument, ...]:
    """Arguments from ``name=letter:domain=default``, the letter, domain and default optional.

    >>> arguments("logits=z:vector temperature=T:positive=1")[1]
    Argument(name='temperature', letter='T', domain='positive', default=1.0)
    """
    out = []
    for word in signature.split():
        head, _, tail = word.partition(":")
        name, _, letter = head.partition("=")
        domain, _, default = tail.partition("=")
        value = float(default) if default else None
        out.append(Argument(name, letter or name, domain or "real", value))
    return tuple(out)


COTANGENT = Argument("cotangent", "g", "vector")


@dataclass(frozen=True, eq=False)
class ClosedForm:
    """A function whose formula is proved.

    ``id`` is the derivation whose result it computes.  ``gradient`` is the derivation whose result
    is differentiated if it is another one, or gives for an argument the one whose result is the
    partial derivative.  An index on which the result does not depend is chosen as the place of the
    largest entry of a vector (``tops``).  ``pulled`` gives, where the result is a vector too, for a
    vector the derivation of Σ_i g_i ∂(result)_i/∂x_k.  ``load`` gives the derivation of an id,
    ``describe`` the expression behind the form with what can be made of it.
    """

    name: str
    id: str
    arguments: tuple[Argument, ...]
    load: Callable[[str], Any] = field(repr=False)
    describe: Callable[[ClosedForm], Any] = field(repr=False)
    doc: str = field(repr=False)
    tops: Mapping[str, str] = field(default_factory=dict, repr=False)
    gradient: str | Mapping[str, str] = field(default="", repr=False)
    nats: float = 0
    pulled: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        parameters = [
            Parameter(
                a.name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=Parameter.empty if a.default is None else a.default,
            )
            for a in self.arguments
        ]
        keywords = {"axis": -1, "unit": "nats", "check": True, "keepdims": False}
        named = [Parameter(k, Parameter.KEYWORD_ONLY, default=v) for k, v in keywords.items()]
        told = "\n\n".join(filter(None, (self.doc, sentence(self.name))))
        object.__setattr__(self, "__doc__", told)
        object.__setattr__(self, "__name__", self.name)
        object.__setattr__(self, "__signature__", Signature([*parameters, *named]))

    def __repr__(self) -> str:
        """The call with its defaults."""
        given = [a.name if a.default is None else f"{a.name}={a.default:g}" for a in self.arguments]
        return f"<closed form {self.name}({', '.join(given)}), proof {self.id}>"

    def __call__(
        self,
        *args: Any,
        axis: int = -1,
        unit: str = "nats",
        check: bool = True,
        keepdims: bool = False,
        **named: Any,
    ) -> Any:
        """The value, over NumPy's broadcasting.

        ``axis`` is that of the entries of vectors, which ``keepdims`` leaves with the length 1;
        ``unit`` "nats" or "bits"; without ``check`` the domain is not looked at.  ValueError
        outside the domain names the first entry that is.
        """
        if keepdims:
            found = self(*args, axis=axis, unit=unit, check=check, **named)
            return np.expand_dims(found, axis) if self._sums else found
        if [*map(type, args)] == self._value.floats and unit == "nats" and not named:
            return self._value.of_floats(args, check)  # nothing to convert: a third of the time
        if axis == -1 and unit == "nats" and not named:
            given = (*args, *(a.default for a in self.arguments[len(args) :]))
            if (found := self._value.direct(given, check)) is not None:
                return found
        return self._value(self._bound(args, named), axis, unit, check)

    def value_and_grad(
        self, *args: Any, by: Sequence[str] = (), **options: Any
    ) -> tuple[Any, dict[str, Any]]:
        """The value and its partial derivatives by name of the argument, all or those ``by``."""
        if unknown := [n for n in by if n not in self.grad]:
            raise ValueError(
                f"{self.name} has no derivative by {unknown[0]!r}: {', '.join(self.grad)}"
            )
        return self(*args, **options), {n: self.grad[n](*args, **options) for n in by or self.grad}

    @property
    def grad(self) -> Mapping[str, Callable[..., Any]]:
        """The partial derivatives by name of the argument, each a function of all arguments.

        By a vector they have the index of the vector; the entries of a law count as independent, so
        that by a law only differences of its partial derivatives have a meaning.
        """
        return self._grad

    @property
    def pullback(self) -> Mapping[str, Callable[..., Any]]:
        """Σ_i g_i ∂(result)_i/∂x_k by the name of x: functions of g and of all arguments.

        What a loss of a vector result needs of its Jacobian, without the matrix.
        """
        given = (COTANGENT, *self.arguments)
        return {
            a: Partial(self, Emitted(f"{self.name}_pullback_{a}", given), (COTANGENT,))
            for a in self.pulled
        }

    def mpmath(self, *args: Any, dps: int = 50, **named: Any) -> Any:
        """The value at ``dps`` correct digits, from numbers, fractions or nested lists of them."""
        return self.model.digits(self._bound(args, named), dps)

    @property
    def vector(self) -> bool:
        """Whether the result has the index of the vectors."""
        return bool(self._value.entries)

    @property
    def emitted_arguments(self) -> tuple[Argument, ...]:
        """The arguments of the emitted function."""
        return self.arguments

    @property
    def derivation(self) -> Any:
        """The derivation whose result this is."""
        return self.load(self.id)

    @property
    def expr(self) -> Any:
        """The formula, a SymPy expression in elementary functions."""
        return self.model.expr

    @property
    def stable(self) -> Any:
        """The formula as it is computed, in kernels."""
        return self.model.stable

    @property
    def latex(self) -> str:
        """The formula as LaTeX."""
        return str(self.model.latex)

    @property
    def domain(self) -> Mapping[str, str]:
        """What every argument must be."""
        return {a.name: DOMAINS[a.domain].sentence for a in self.arguments}

    def _repr_latex_(self) -> str:
        """The formula, in a notebook."""
        return f"$\\displaystyle {self.latex}$"

    @property
    def _sums(self) -> bool:
        """Whether the axis of the entries is gone from the result."""
        return any(a.axes == 1 for a in self.arguments) and not self.vector

    @cached_property
    def _value(self) -> Any:
        return Emitted(self.name, self.arguments, self.nats)

    @cached_property
    def _grad(self) -> Mapping[str, Callable[..., Any]]:
        from derivecheck.library.generated import arrays as emitted_arrays

        names = {a.name: f"{self.name}_by_{a.name}" for a in self.arguments}
        return {
            a: Partial(self, Emitted(n, self.arguments, self.nats))
            for a, n in names.items()
            if hasattr(emitted_arrays, n)
        }

    @cached_property
    def model(self) -> Any:
        """The expression behind it, loaded when it is asked for: SymPy is needed for that."""
        return self.describe(self)

    def _bound(self, args: Any, named: Mapping[str, Any]) -> Any:
        """The arguments in order with defaults; TypeError if they do not fit the signature."""
        if not named and len(args) == len(self.arguments):
            return args
        signature: Signature = self.__signature__  # type: ignore[attr-defined]
        bound = signature.bind(*args, **named)
        bound.apply_defaults()
        return tuple(bound.arguments[a.name] for a in self.arguments)


@dataclass(frozen=True)
class Partial:
    """One partial derivative of a closed form, called like the form itself."""

    of: ClosedForm
    emitted: Emitted
    before: tuple[Argument, ...] = ()  # arguments that come before those of the form

    def __repr__(self) -> str:
        return f"<{self.emitted.name}, of {self.of!r}>"

    def __call__(
        self, *args: Any, axis: int = -1, unit: str = "nats", check: bool = True, **named: Any
    ) -> Any:
        """The value of the partial derivative."""
        first, rest = args[: len(self.before)], args[len(self.before) :]
        return self.emitted((*first, *self.of._bound(rest, named)), axis, unit, check)
