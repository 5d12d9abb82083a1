"""Cholesky factors and triangular systems, many at once: the batch is the last axis.

Small matrices are worked on entry by entry, each step for the whole batch; large ones one after the
other by LAPACK, for which the array should be a turned view of one with the batch first.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = Any
SMALL = 12  # rows: up to here entry by entry


def matrices(batch: Array) -> Array:
    """Matrices (B, d, k) as (d, k, B), in the order of memory that suits their size."""
    turned = np.moveaxis(batch, 0, -1)
    return np.ascontiguousarray(turned) if len(turned) <= SMALL else turned


def cholesky(covariance: Array) -> Array:
    """Lower triangular L with L Lᵀ the given matrices; LinAlgError if one has none."""
    low = _small_cholesky(covariance) if len(covariance) <= SMALL else _each_cholesky(covariance)
    if not np.all(np.einsum("ii...->i...", low) > 0):
        raise np.linalg.LinAlgError("not positive definite")
    return low


def _small_cholesky(covariance: Array) -> Array:
    low = np.zeros_like(covariance)
    with np.errstate(all="ignore"):
        for k in range(len(low)):
            column = covariance[k:, k].copy()
            for j in range(k):
                column -= low[k:, j] * low[k, j]
            pivot = np.sqrt(column[0])
            low[k, k], low[k + 1 :, k] = pivot, column[1:] / pivot
    return low


def _each_cholesky(covariance: Array) -> Array:
    from scipy.linalg.lapack import dpotrf

    low = np.empty_like(covariance)
    for k in range(covariance.shape[-1]):
        upper, fault = dpotrf(covariance[..., k].T, lower=0, clean=1)
        low[..., k] = np.nan if fault else upper.T
    return low


def solved(lower: Array, right: Array, turned: bool = False) -> Array:
    """L⁻¹ times matrices (d, k, B) by substitution; L⁻ᵀ times them if ``turned``.

    nan where an entry is not finite.
    """
    solve = _small_solved if len(lower) <= SMALL else _each_solved
    with np.errstate(all="ignore"):
        found = solve(lower, right, turned)
    known = np.isfinite(right).all((0, 1)) & np.isfinite(lower).all((0, 1))
    return found if known.all() else np.where(known, found, np.nan)


def _small_solved(lower: Array, right: Array, turned: bool) -> Array:
    out, size = np.array(right), len(lower)
    for k in range(size)[:: -1 if turned else 1]:
        for j in range(k + 1, size) if turned else range(k):
            out[k] -= (lower[j, k] if turned else lower[k, j]) * out[j]
        out[k] /= lower[k, k]
    return out


def _each_solved(lower: Array, right: Array, turned: bool) -> Array:
    from scipy.linalg.blas import dtrsm

    out = np.empty_like(right)
    for k in range(right.shape[-1]):  # Xᵀ Lᵀ = Bᵀ, whose parts LAPACK takes as they are
        rows = dtrsm(1.0, lower[..., k].T, right[..., k].T, side=1, lower=0, trans_a=int(turned))
        out[..., k] = rows.T
    return out
