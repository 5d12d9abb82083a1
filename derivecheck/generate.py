"""From a proved expression to code: its arguments and their domains, its value, its gradients."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import mpmath
import numpy as np
from sympy import (
    Add,
    Expr,
    Indexed,
    IndexedBase,
    KroneckerDelta,
    Mul,
    Sum,
    Symbol,
    expand_mul,
    lambdify,
)
from sympy.core.function import AppliedUndef

from derivecheck.assumptions import Family, GaussianVector, Index
from derivecheck.binders import differentiate, substitute
from derivecheck.derivation import Derivation, Lemma
from derivecheck.functionals import unfold
from derivecheck.laws import Assumption, FiniteLaw
from derivecheck.printers import ArrayPrinter, DigitsPrinter, weighted_log, weighted_log_digits
from derivecheck.typeset import tex


class NoGradient(ValueError):
    """The expression cannot be differentiated by this argument."""


@dataclass(frozen=True)
class Argument:
    """One argument: the letter it has in the proof, its domain, its number of axes, its size."""

    name: str
    letter: str
    domain: str  # real, positive, nonnegative, law, covariance
    axes: int = 0
    size: Expr | None = None

    def checked(self, value: Any) -> Any:
        """The value as an array; ValueError outside the domain."""
        array = np.asarray(value, dtype=float)
        if array.ndim < self.axes:
            raise ValueError(f"{self.name} needs {self.axes} axes, got shape {array.shape}")
        if not DOMAINS[self.domain](array):
            raise ValueError(f"{self.name} must be {DESCRIPTIONS[self.domain]}")
        return array


def _is_law(p: Any) -> bool:
    return bool(np.all(p >= 0) and np.allclose(p.sum(axis=-1), 1, rtol=0, atol=1e-6))


def _is_covariance(s: Any) -> bool:
    if s.shape[-1] != s.shape[-2] or not np.allclose(s, np.swapaxes(s, -1, -2)):
        return False
    return bool(np.all(np.linalg.eigvalsh(s) > 0))


DOMAINS: dict[str, Callable[[Any], bool]] = {
    "real": lambda x: bool(np.all(np.isfinite(x))),
    "positive": lambda x: bool(np.all(x > 0)),
    "nonnegative": lambda x: bool(np.all(x >= 0)),
    "law": _is_law,
    "covariance": _is_covariance,
}
DESCRIPTIONS = {
    "real": "finite",
    "positive": "positive",
    "nonnegative": "non-negative",
    "law": "non-negative with sum 1 over the last axis",
    "covariance": "symmetric positive definite",
}


@dataclass(frozen=True)
class Derived:
    """A quantity of the proof that is computed from an argument."""

    letter: str
    source: Argument
    of_array: Callable[[Any], Any]
    of_digits: Callable[[Any], Any]


def _rows(matrix: Any) -> list[list[Any]]:
    return [[matrix[i, j] for j in range(matrix.cols)] for i in range(matrix.rows)]


def _inverse(v: GaussianVector, source: Argument) -> tuple[Derived, Derived]:
    """The precision and the determinant of a covariance."""
    letters = str(v.precision(1, 1).func), str(v.determinant)
    return (
        Derived(letters[0], source, np.linalg.inv, lambda s: _rows(mpmath.matrix(s) ** -1)),
        Derived(letters[1], source, np.linalg.det, lambda s: mpmath.det(mpmath.matrix(s))),
    )


@dataclass(frozen=True)
class Model:
    """A proved expression with its arguments.

    ``letters`` maps each argument to its letter in the proof; ``largest`` maps a letter that may be
    any number to the argument whose largest entry it is set to.
    """

    expr: Expr
    given: tuple[Assumption, ...]
    letters: Mapping[str, str]
    largest: Mapping[str, str]

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """The arguments in order."""
        return tuple(self._argument(name, letter) for name, letter in self.letters.items())

    def _argument(self, name: str, letter: str) -> Argument:
        for a in self.given:
            if isinstance(a, FiniteLaw) and a.name == letter:
                return Argument(name, letter, "law", 1, a.size)
            if isinstance(a, Family) and a.name == letter:
                return Argument(name, letter, a.sign, 1, a.size)
            if isinstance(a, GaussianVector) and letter == f"S{a.label}":
                return Argument(name, letter, "covariance", 2, a.dimension)
            if isinstance(a, GaussianVector) and letter == f"m{a.label}":
                return Argument(name, letter, "real", 1, a.dimension)
        symbol = next(s for s in self.expr.free_symbols if s.name == letter)
        return Argument(name, letter, "positive" if symbol.is_positive else "real")

    @cached_property
    def derived(self) -> tuple[Derived, ...]:
        """What is computed from the arguments first."""
        sources = {a.letter: a for a in self.arguments}
        vectors = [a for a in self.given if isinstance(a, GaussianVector)]
        named = {a.name: a for a in self.arguments}
        return (
            *(d for v in vectors for d in _inverse(v, sources[f"S{v.label}"])),
            *(
                Derived(letter, named[name], lambda z: np.max(z, axis=-1), max)
                for letter, name in self.largest.items()
            ),
        )

    @cached_property
    def free(self) -> tuple[Symbol, ...]:
        """The free index, if the result is a vector."""
        return tuple(a.args[0] for a in self.given if isinstance(a, Index))

    @cached_property
    def sizes(self) -> dict[Expr, list[Argument]]:
        """The arguments that share each size."""
        found: dict[Expr, list[Argument]] = {}
        for a in self.arguments:
            if a.size is not None:
                found.setdefault(a.size, []).append(a)
        return found

    @property
    def _names(self) -> list[Symbol]:
        letters = [a.letter for a in self.arguments] + [d.letter for d in self.derived]
        return [*(self._symbol(s) for s in letters), *self.sizes, Symbol("identity")]

    def _symbol(self, letter: str) -> Symbol:
        """The symbol of the expression with this name, or a new one for an array."""
        same = [s for s in self.expr.free_symbols if isinstance(s, Symbol) and s.name == letter]
        return same[0] if same else Symbol(letter)

    # --- NumPy

    def compiled(self, expr: Expr, free: tuple[Symbol, ...]) -> Callable[..., Any]:
        """The function of arrays that computes an expression with these free indices."""
        printer, helpers = ArrayPrinter(free), {"weighted_log": weighted_log}
        function = lambdify(self._names, expr, modules=[helpers, "numpy"], printer=printer)
        square = expr.has(KroneckerDelta)

        def call(*values: Any) -> Any:
            arrays, sizes = self._checked(values)
            at = dict(zip(self.letters, arrays, strict=True))
            derived = [np.asarray(d.of_array(at[d.source.name])) for d in self.derived]
            with np.errstate(divide="ignore", invalid="ignore"):
                return function(*arrays, *derived, *sizes, np.eye(sizes[0]) if square else None)

        return call

    def _checked(self, values: Sequence[Any]) -> tuple[list[Any], list[int]]:
        """The arguments as arrays inside their domains, and the sizes of their last axes."""
        arrays = [a.checked(v) for a, v in zip(self.arguments, values, strict=True)]
        lengths = {a.name: v.shape[-1:] for a, v in zip(self.arguments, arrays, strict=True)}
        sizes = []
        for members in self.sizes.values():
            shared = {a.name: lengths[a.name][0] for a in members}
            if len(set(shared.values())) > 1:
                raise ValueError(f"last axes of different lengths: {shared}")
            sizes.append(int(shared.popitem()[1]))
        return arrays, sizes

    @cached_property
    def function(self) -> Callable[..., Any]:
        """The value."""
        return self.compiled(self.expr, self.free)

    # --- gradients

    def partial(self, name: str) -> tuple[Expr, tuple[Symbol, ...]]:
        """The partial derivative by an argument, and its free indices."""
        argument = next(a for a in self.arguments if a.name == name)
        if argument.axes == 0:
            wrt = self._symbol(argument.letter)
            return _picked(differentiate(self.expr, wrt)), self.free
        if argument.axes == 2:
            raise NoGradient(f"no gradient by {name}: its inverse and determinant depend on it")
        index = Symbol("g", integer=True, positive=True)
        family = IndexedBase(argument.letter, real=True)
        heads = {f.func for f in self.expr.atoms(AppliedUndef)}
        table = {h: lambda a: family[a] for h in heads if h.__name__ == argument.letter}
        expr = substitute(self.expr, table) if table else self.expr
        base = next(e.base for e in expr.atoms(Indexed) if str(e.base) == argument.letter)
        return _picked(differentiate(expr, base[index])), (*self.free, index)

    # --- mpmath

    def digits(self, values: Sequence[Any], dps: int) -> Any:
        """The value at ``dps`` digits; a list if the result is a vector."""
        arrays, sizes = self._checked(values)
        if [v.ndim for v in arrays] != [a.axes for a in self.arguments]:
            raise ValueError("one number, law or matrix for each argument, not arrays of them")
        with mpmath.workdps(dps + 10):
            exact = [_exact(v) for v in values]
            at = dict(zip(self.letters, exact, strict=True))
            derived = [d.of_digits(at[d.source.name]) for d in self.derived]
            inputs = [*exact, *derived, *sizes, None]
            if not self.free:
                result = self._exact_function(*inputs)
            else:
                result = [self._exact_function(*inputs, k) for k in range(1, sizes[0] + 1)]
        with mpmath.workdps(dps):
            return [+x for x in result] if self.free else +result

    @cached_property
    def _exact_function(self) -> Callable[..., Any]:
        helpers = {"weighted_log": weighted_log_digits}
        names = [*self._names, *self.free]
        return lambdify(names, self.expr, modules=[helpers, "mpmath"], printer=DigitsPrinter())

    @property
    def latex(self) -> str:
        """The expression as LaTeX."""
        return tex(self.expr)


def _exact(value: Any) -> Any:
    """Nested lists of mpmath numbers; floats are taken as the binary numbers they are."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return [_exact(v) for v in value]
    if hasattr(value, "numerator") and hasattr(value, "denominator"):
        return mpmath.mpf(int(value.numerator)) / int(value.denominator)
    return mpmath.mpf(float(value) if isinstance(value, np.floating) else value)


def _picked(expr: Expr) -> Expr:
    """Sums over a Kronecker delta of a bound and a free index, each reduced to its one term."""
    return expr.replace(lambda e: isinstance(e, Sum), _one_term)


def _one_term(operator: Expr) -> Expr:
    terms = Add.make_args(expand_mul(operator.function))
    return Add(*[_pick(term, list(operator.limits)) for term in terms])


def _pick(term: Expr, limits: list[Any]) -> Expr:
    variables = [limit[0] for limit in limits]
    for delta in term.atoms(KroneckerDelta) & set(Mul.make_args(term)):
        bound = [a for a in delta.args if a in variables]
        if len(bound) == 1:
            (other,) = set(delta.args) - set(bound)
            rest = (term / delta).xreplace({bound[0]: other})
            left = [limit for limit in limits if limit[0] != bound[0]]
            return _pick(rest, left) if left else rest
    return Sum(term, *limits)


def model_of(
    proved: Derivation | Lemma, letters: Mapping[str, str], largest: Mapping[str, str]
) -> Model:
    """The model of what a derivation or lemma arrives at."""
    return Model(unfold(proved.result), proved.given.assumptions, letters, largest)
