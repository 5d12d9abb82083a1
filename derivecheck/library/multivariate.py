"""Divergences of multivariate normal laws: from means and matrices to the numbers of the proof.

The formulas are proved in D = L₂⁻¹(L₁ - L₂) and w = L₂⁻¹(m₁ - m₂), with lower triangular factors
L Lᵀ = Σ.  Here these are computed: by triangular solves, and for covariances that nearly agree by
the pivots of L₂⁻¹ Σ₁ L₂⁻ᵀ = I + E, whose distance from 1 is known to full accuracy.

A batch goes by blocks of pairs of laws, whose index is the last axis of every array.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

import mpmath
import numpy as np

from derivecheck.library.calls import Argument, Emitted, real_array
from derivecheck.library.closed_form import ClosedForm
from derivecheck.library.domains import DOMAINS
from derivecheck.library.triangular import cholesky, matrices, solved

BLOCK = 1 << 16  # entries of the matrices that are worked on at a time


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
        value = _Evaluated(self, self.name)
        return {a.name: _ByParts(value, s) for a, s in zip(self.arguments, slopes, strict=True)}

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
        return self.each(self._of_parts, values, unit, check)

    def each(
        self, of: Callable[[Mapping[str, Any]], Any], values: Sequence[Any], unit: str, check: bool
    ) -> Any:
        """A function of the parts of a block of pairs, for every pair of laws in the batch."""
        factor = self._emitted.factor(unit)
        given = [real_array(a.name, v) for a, v in zip(self.form.arguments, values, strict=True)]
        arrays = _batch(self.form.arguments, [np.asarray(v, float) for v in given])
        if check:
            self._require_domains(arrays)
        shape, size = arrays[0].shape[:-1], arrays[0].shape[-1]
        flat = [x.reshape(-1, *x.shape[len(shape) :]) for x in arrays]
        step = max(1, BLOCK // max(1, size * size))
        by_factors = self.form.arguments[1].domain == "factor"

        def block(k: int) -> Any:
            return np.moveaxis(of(_parts([x[k : k + step] for x in flat], by_factors)), -1, 0)

        with np.errstate(all="ignore"):
            blocks = [block(k) for k in range(0, len(flat[0]), step)]
        found = np.concatenate(blocks) if blocks else np.empty(0)
        tail = found.shape[1:]
        return (found.reshape((*shape, *tail)) * factor).astype(_width(given), copy=False)[()]

    def require(self, values: Sequence[Any]) -> None:
        """ValueError outside the domain; LinAlgError for a matrix that is not positive definite."""
        arrays = [np.asarray(x, float) for x in values]
        self._require_domains(arrays)
        for a, x in zip(self.form.arguments, arrays, strict=True):
            if a.domain == "covariance":
                _factor(a.name, matrices(x.reshape(-1, *x.shape[-2:])))

    def _require_domains(self, arrays: Sequence[Any]) -> None:
        for a, x in zip(self.form.arguments, arrays, strict=True):
            DOMAINS[a.domain].require(a.name, x)

    def _of_parts(self, known: Mapping[str, Any]) -> Any:
        return self._emitted.on_arrays(*(known[p.name] for p in self.form.parts))


@dataclass(frozen=True)
class _ByParts:
    """The gradient by a mean, a covariance, or a factor (its lower triangle)."""

    value: _Evaluated
    slope: Callable[[Mapping[str, Any]], Any]

    def __call__(
        self, *args: Any, axis: int = -1, unit: str = "nats", check: bool = True, **named: Any
    ) -> Any:
        """The partial derivatives G, with the axes of the argument last: dKL = Σ G_ij dM_ij.

        A covariance stays symmetric as it changes, and so does its G.
        """
        _require_last(axis)
        values = self.value.form._bound(args, named)
        return self.value.each(self.slope, values, unit, check)


def _by_mean1(known: Mapping[str, Any]) -> Any:
    """L₂⁻ᵀ w, since dw = L₂⁻¹ dm₁ and ∂KL/∂w = w."""
    return _turned(known["factor2"], known["shift"][:, None])[:, 0]


def _by_mean2(known: Mapping[str, Any]) -> Any:
    """The opposite."""
    return -_by_mean1(known)


def _by_gap(known: Mapping[str, Any]) -> Any:
    """∂KL/∂D, where KL = Σ (D_ii - log(1 + D_ii)) + ½ Σ D_ij² + ½ Σ w_i²."""
    slope = known["gap"].copy()
    diagonal = np.einsum("ii...->i...", slope)  # a view
    diagonal += diagonal / (1 + diagonal)
    return slope


def _by_factor1(known: Mapping[str, Any]) -> Any:
    """L₂⁻ᵀ ∂KL/∂D, since dD = L₂⁻¹ dL₁."""
    return _lower(_turned(known["factor2"], _by_gap(known)))


def _by_factor2(known: Mapping[str, Any]) -> Any:
    """-L₂⁻ᵀ (∂KL/∂D (I + D)ᵀ + w wᵀ), since dD = -L₂⁻¹ dL₂ (I + D) and dw = -L₂⁻¹ dL₂ w."""
    slope, w = _by_gap(known), known["shift"]
    inside = slope + _product(slope, _transposed(known["gap"])) + w[:, None] * w
    return -_lower(_turned(known["factor2"], inside))


def _by_covariance1(known: Mapping[str, Any]) -> Any:
    """½ (Σ₂⁻¹ - Σ₁⁻¹) = ½ L₁⁻ᵀ (D + Dᵀ + Dᵀ D) L₁⁻¹."""
    gap, turned = known["gap"], _transposed(known["gap"])
    return _on_both_sides(known["factor1"], 0.5 * (gap + turned + _product(turned, gap)))


def _by_covariance2(known: Mapping[str, Any]) -> Any:
    """½ (Σ₂⁻¹ - Σ₂⁻¹ (Σ₁ + δδᵀ) Σ₂⁻¹) = -½ L₂⁻ᵀ (D + Dᵀ + D Dᵀ + w wᵀ) L₂⁻¹, δ = m₁ - m₂."""
    gap, turned, w = known["gap"], _transposed(known["gap"]), known["shift"]
    inside = gap + turned + _product(gap, turned) + w[:, None] * w
    return _on_both_sides(known["factor2"], -0.5 * inside)


SLOPES = {
    "factor": (_by_mean1, _by_factor1, _by_mean2, _by_factor2),
    "covariance": (_by_mean1, _by_covariance1, _by_mean2, _by_covariance2),
}


def _require_last(axis: int) -> None:
    """ValueError for another axis than the last ones, which are those of a law."""
    if axis != -1:
        raise ValueError(f"axis = {axis}: the last axes are those of a law, move them there")


def _width(given: Sequence[Any]) -> Any:
    """Single precision if every argument has it, else double."""
    return np.float32 if all(x.dtype in (np.float16, np.float32) for x in given) else np.float64


def _transposed(matrix: Any) -> Any:
    return np.swapaxes(matrix, 0, 1)


def _product(left: Any, right: Any) -> Any:
    """The products of matrices."""
    return np.moveaxis(np.moveaxis(left, -1, 0) @ np.moveaxis(right, -1, 0), 0, -1)


def _lower(matrix: Any) -> Any:
    """The lower triangles."""
    return np.where(np.tri(len(matrix), dtype=bool)[..., None], matrix, 0.0)


def _on_both_sides(lower: Any, inner: Any) -> Any:
    """L⁻ᵀ M L⁻¹ for a symmetric M."""
    return _turned(lower, _transposed(_turned(lower, inner)))


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
        return cholesky(covariance)
    except np.linalg.LinAlgError:
        raise np.linalg.LinAlgError(f"{name} must be positive definite") from None


def _parts(values: Sequence[Any], by_factors: bool) -> dict[str, Any]:
    """D, w and the factors for a block of pairs of laws, which is given with its index first."""
    mean1, first, mean2, second = values
    unknown = np.isnan(first).any((1, 2)) | np.isnan(second).any((1, 2))
    if unknown.any():
        unit = np.eye(first.shape[-1])
        first, second = (np.where(unknown[:, None, None], unit, m) for m in (first, second))
    first, second = matrices(first), matrices(second)
    low1 = first if by_factors else _factor("cov1", first)
    low2 = second if by_factors else _factor("cov2", second)
    gap, shift = solved(low2, low1 - low2), solved(low2, (mean1 - mean2).T[:, None])[:, 0]
    if not by_factors:
        _mend(gap, low2, first, second)
    known = {"factor1": low1, "factor2": low2, "gap": gap, "shift": shift}
    if unknown.any():
        known = {name: np.where(unknown, np.nan, x) for name, x in known.items()}
    return known


def _mend(gap: Any, low2: Any, first: Any, second: Any) -> None:
    """D by pivots, in place, where all entries of E are small: L₂⁻¹ Σ₁ L₂⁻ᵀ = I + E."""
    size = len(gap)
    diagonal = 2 * np.einsum("ii...->i...", gap) + np.einsum("ij...,ij...->i...", gap, gap)
    near = np.flatnonzero(np.abs(diagonal).max(0) < 0.6 / size)  # of E, but for the rounding of D
    if not near.size:
        return
    low, change = low2[..., near], (first - second)[..., near]
    excess = solved(low, _transposed(solved(low, change)))
    small = np.abs(excess).max((0, 1)) < 0.5 / size
    gap[..., near[small]] = _gap_by_pivots(_lower(excess[..., small]))


def _gap_by_pivots(excess: Any) -> Any:
    """D of the Cholesky factor I + D of I + E: a pivot is 1 + δ with δ = E_ii - Σ_j D_ij²."""
    unit = np.eye(len(excess))[..., None]
    gap = cholesky(excess + unit) * (1 - unit)
    delta = np.einsum("ii...->i...", excess) - np.einsum("ij...,ij...->i...", gap, gap)
    np.einsum("ii...->i...", gap)[...] = delta / (1 + np.sqrt(1 + delta))
    return gap


def _turned(lower: Any, right: Any) -> Any:
    """L⁻ᵀ times matrices."""
    return solved(lower, right, turned=True)
