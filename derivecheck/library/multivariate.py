"""Divergences of multivariate normal laws: from means and matrices to the numbers of the proof.

The formulas are proved in D = L₂⁻¹(L₁ - L₂) and w = L₂⁻¹(m₁ - m₂), with lower triangular factors
L Lᵀ = Σ.  Here these are computed: by triangular solves, and for covariances that nearly agree by
the pivots of L₂⁻¹ Σ₁ L₂⁻ᵀ = I + E, whose distance from 1 is known to full accuracy.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

import mpmath
import numpy as np

from derivecheck.library.calls import Argument, Emitted, real_array
from derivecheck.library.closed_form import ClosedForm
from derivecheck.library.domains import DOMAINS


@dataclass(frozen=True, eq=False)
class MultivariateForm(ClosedForm):
    """A closed form of two means and two matrices, covariances or their factors.

    ``parts`` are the quantities in which the formula is written.
    """

    parts: tuple[Argument, ...] = field(default=(), repr=False)

    @property
    def emitted_arguments(self) -> tuple[Argument, ...]:
        """The arguments of the emitted function."""
        return self.parts

    @cached_property
    def _value(self) -> Any:
        return _Evaluated(self, self.name)

    @cached_property
    def _grad(self) -> Mapping[str, Any]:
        slopes = SLOPES[self.arguments[1].domain]
        return {
            "mean1": _ByMean(_Evaluated(self, f"{self.name}_by_shift"), 1.0),
            "mean2": _ByMean(_Evaluated(self, f"{self.name}_by_shift"), -1.0),
            self.arguments[1].name: _ByMatrix(_Evaluated(self, self.name), slopes[0]),
            self.arguments[3].name: _ByMatrix(_Evaluated(self, self.name), slopes[1]),
        }

    def exact_parts(self, values: Sequence[Any]) -> list[Any]:
        """The parts over mpmath numbers, as nested lists."""
        mean1, matrix1, mean2, matrix2 = map(mpmath.matrix, values)
        if self.arguments[1].domain == "covariance":
            matrix1, matrix2 = mpmath.cholesky(matrix1), mpmath.cholesky(matrix2)
        inverse = matrix2**-1
        known = {
            "factor1": matrix1.tolist(),
            "factor2": matrix2.tolist(),
            "gap": (inverse * (matrix1 - matrix2)).tolist(),
            "shift": [x for (x,) in (inverse * (mean1 - mean2)).tolist()],
        }
        return [known[p.name] for p in self.parts]


@dataclass(frozen=True)
class _Evaluated:
    """An emitted function of the parts, called with means and matrices."""

    form: MultivariateForm
    name: str
    floats: ClassVar[None] = None  # matrices are no Python floats

    def direct(self, given: Sequence[Any], check: bool) -> Any:
        """Nothing: the parts of a formula of matrices are computed first."""

    @property
    def entries(self) -> int:
        """The number of indices of the result."""
        return self._emitted.entries

    @property
    def _emitted(self) -> Emitted:
        return Emitted(self.name, self.form.parts, self.form.nats)

    def __call__(self, values: Sequence[Any], axis: int, unit: str, check: bool) -> Any:
        """The value for every pair of laws in the batch; the last axes are those of the laws."""
        _require_last(axis)
        return self.each(self._one, values, unit, check)

    def each(
        self, one: Callable[[Mapping[str, Any]], Any], values: Sequence[Any], unit: str, check: bool
    ) -> Any:
        """A function of the parts for every pair of laws in the batch."""
        factor = self._emitted.factor(unit)
        given = [real_array(a.name, v) for a, v in zip(self.form.arguments, values, strict=True)]
        arrays = _batch(self.form.arguments, [np.asarray(v, float) for v in given])
        if check:
            self.require(arrays)
        shape, factors = arrays[0].shape[:-1], self.form.arguments[1].domain == "factor"
        results = [one(_parts([a[k] for a in arrays], factors)) for k in np.ndindex(shape)]
        tail = results[0].shape if results else ()
        return (np.array(results).reshape((*shape, *tail)) * factor).astype(_width(given))[()]

    def require(self, values: Sequence[Any]) -> None:
        """ValueError outside the domain; LinAlgError for a matrix that is not positive definite."""
        for a, x in zip(self.form.arguments, values, strict=True):
            DOMAINS[a.domain].require(a.name, np.asarray(x, float))
            if a.domain == "covariance":
                _factor(a.name, np.asarray(x, float))

    def _one(self, known: Mapping[str, Any]) -> Any:
        with np.errstate(all="ignore"):
            return np.asarray(self._emitted.on_arrays(*(known[p.name] for p in self.form.parts)))


@dataclass(frozen=True)
class _ByMean:
    """The gradient by a mean: ± L₂⁻ᵀ times that by w."""

    by_shift: _Evaluated
    sign: float

    def __call__(
        self, *args: Any, axis: int = -1, unit: str = "nats", check: bool = True, **named: Any
    ) -> Any:
        """The partial derivatives, with the axis of the mean last."""
        values = self.by_shift.form._bound(args, named)
        slopes = self.by_shift(values, axis, unit, check)
        matrix = np.asarray(values[3], float)
        lower = matrix if self.by_shift.form.arguments[3].domain == "factor" else None
        lower = np.linalg.cholesky(matrix) if lower is None else lower
        turned = np.swapaxes(lower, -1, -2)
        found = self.sign * np.linalg.solve(turned, slopes[..., None])[..., 0]
        return found.astype(slopes.dtype)


@dataclass(frozen=True)
class _ByMatrix:
    """The gradient by a covariance, or by a factor (its lower triangle)."""

    value: _Evaluated
    slope: Callable[[Mapping[str, Any]], Any]

    def __call__(
        self, *args: Any, axis: int = -1, unit: str = "nats", check: bool = True, **named: Any
    ) -> Any:
        """The partial derivatives G, with the axes of the matrix last: dKL = Σ G_ij dM_ij.

        A covariance stays symmetric as it changes, and so does its G.
        """
        _require_last(axis)
        values = self.value.form._bound(args, named)
        return self.value.each(self.slope, values, unit, check)


def _by_gap(known: Mapping[str, Any]) -> Any:
    """∂KL/∂D, where KL = Σ (D_ii - log(1 + D_ii)) + ½ Σ D_ij² + ½ Σ w_i²."""
    gap = known["gap"]
    diagonal = np.diagonal(gap)
    return gap + np.diag(diagonal / (1 + diagonal))


def _by_factor1(known: Mapping[str, Any]) -> Any:
    """L₂⁻ᵀ ∂KL/∂D, since dD = L₂⁻¹ dL₁."""
    return np.tril(_turned(known["factor2"], _by_gap(known)))


def _by_factor2(known: Mapping[str, Any]) -> Any:
    """-L₂⁻ᵀ (∂KL/∂D (I + D)ᵀ + w wᵀ), since dD = -L₂⁻¹ dL₂ (I + D) and dw = -L₂⁻¹ dL₂ w."""
    slope, w = _by_gap(known), known["shift"]
    return -np.tril(_turned(known["factor2"], slope + slope @ known["gap"].T + np.outer(w, w)))


def _by_covariance1(known: Mapping[str, Any]) -> Any:
    """½ (Σ₂⁻¹ - Σ₁⁻¹) = ½ L₁⁻ᵀ (D + Dᵀ + Dᵀ D) L₁⁻¹."""
    gap = known["gap"]
    return _on_both_sides(known["factor1"], 0.5 * (gap + gap.T + gap.T @ gap))


def _by_covariance2(known: Mapping[str, Any]) -> Any:
    """½ (Σ₂⁻¹ - Σ₂⁻¹ (Σ₁ + δδᵀ) Σ₂⁻¹) = -½ L₂⁻ᵀ (D + Dᵀ + D Dᵀ + w wᵀ) L₂⁻¹, δ = m₁ - m₂."""
    gap, w = known["gap"], known["shift"]
    inside = gap + gap.T + gap @ gap.T + np.outer(w, w)
    return _on_both_sides(known["factor2"], -0.5 * inside)


SLOPES = {"factor": (_by_factor1, _by_factor2), "covariance": (_by_covariance1, _by_covariance2)}


def _require_last(axis: int) -> None:
    """ValueError for another axis than the last ones, which are those of a law."""
    if axis != -1:
        raise ValueError(f"axis = {axis}: the last axes are those of a law, move them there")


def _width(given: Sequence[Any]) -> Any:
    """Single precision if every argument has it, else double."""
    return np.float32 if all(x.dtype in (np.float16, np.float32) for x in given) else np.float64


def _on_both_sides(lower: Any, inner: Any) -> Any:
    """L⁻ᵀ M L⁻¹ for a symmetric M."""
    return _turned(lower, _turned(lower, inner).T)


def _batch(arguments: Sequence[Argument], arrays: Sequence[Any]) -> list[Any]:
    """All arrays with the same leading axes; ValueError where they do not fit."""
    for a, x in zip(arguments, arrays, strict=True):
        if x.ndim < a.axes:
            raise ValueError(f"{a.name} needs {a.axes} axes, not shape {x.shape}")
    sizes = {a.name: x.shape[-a.axes :] for a, x in zip(arguments, arrays, strict=True)}
    if len({n for s in sizes.values() for n in s}) > 1:
        told = ", ".join(f"{n} {s}" for n, s in sizes.items())
        raise ValueError(f"different dimensions: {told}")
    lead = [x.shape[: x.ndim - a.axes] for a, x in zip(arguments, arrays, strict=True)]
    try:
        shape = np.broadcast_shapes(*lead)
    except ValueError:
        raise ValueError(f"shapes do not broadcast: {lead}") from None
    pairs = zip(arguments, arrays, strict=True)
    return [np.broadcast_to(x, (*shape, *x.shape[x.ndim - a.axes :])) for a, x in pairs]


def _factor(name: str, covariance: Any) -> Any:
    try:
        return np.linalg.cholesky(covariance)
    except np.linalg.LinAlgError:
        raise np.linalg.LinAlgError(f"{name} must be positive definite") from None


def _parts(values: Sequence[Any], factors: bool) -> dict[str, Any]:
    """D, w and the factors for one pair of laws."""
    mean1, first, mean2, second = values
    if np.isnan(first).any() or np.isnan(second).any():
        factors, (first, second) = True, (np.full_like(m, np.nan) for m in (first, second))
    low1, low2 = (first, second) if factors else (_factor("cov1", first), _factor("cov2", second))
    gap = _solved(low2, low1 - low2)
    if not factors:
        excess = _solved(low2, _solved(low2, first - second).T)
        if np.abs(excess).max() < 0.5 / len(excess):
            gap = _gap_by_pivots(np.tril(excess))
    return {"factor1": low1, "factor2": low2, "gap": gap, "shift": _solved(low2, mean1 - mean2)}


def _gap_by_pivots(excess: Any) -> Any:
    """D of the Cholesky factor I + D of I + E: a pivot is 1 + δ with δ = E_ii - Σ_j D_ij²."""
    low = np.linalg.cholesky(excess + np.eye(len(excess)))
    gap = np.tril(low, -1)
    delta = np.diagonal(excess) - np.sum(gap * gap, axis=1)
    return gap + np.diag(delta / (1 + np.sqrt(1 + delta)))


def _solved(lower: Any, right: Any, turned: bool = False) -> Any:
    """L⁻¹ times a vector or matrix, by forward substitution; L⁻ᵀ times it if ``turned``."""
    from scipy.linalg import solve_triangular

    if not all(map(math.isfinite, np.ravel(right))) or not np.isfinite(lower).all():
        return np.full(np.shape(right), np.nan)
    return solve_triangular(lower, right, trans=int(turned), lower=True)


def _turned(lower: Any, right: Any) -> Any:
    """L⁻ᵀ times a matrix."""
    return _solved(lower, right, turned=True)
