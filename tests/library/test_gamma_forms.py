"""Gamma, beta and Dirichlet laws: near equality and at large and small shapes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.random import default_rng

from derivecheck import closed_forms as cf
from derivecheck.library.closed_form import ClosedForm
from tests.support.kernel_samples import ulps

rng = default_rng(3)
SIZES = (1e-3, 0.3, 2.0, 30.0, 1e4, 1e9)
PAIRS = [(cf.kl_gamma, 4), (cf.kl_beta, 4)]
ALL = ("entropy_gamma", "kl_gamma", "entropy_beta", "kl_beta", "entropy_dirichlet", "kl_dirichlet")


def shapes(size: float, count: int) -> list[float]:
    return [float(size * np.exp(0.3 * rng.normal())) for _ in range(count)]


def moved(x: float, distance: float) -> float:
    return float(x * (1 + distance * rng.uniform(0.5, 1) * rng.choice((1, -1))))


@pytest.mark.parametrize("distance", [1.0 / 3, 1e-3, 1e-6, 1e-9, 1e-12])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("form", "count"), PAIRS, ids=lambda x: getattr(x, "name", ""))
def test_divergences_keep_their_digits(
    form: ClosedForm, count: int, size: float, distance: float
) -> None:
    for _ in range(4):
        first = shapes(size, count // 2)
        point = [*first, *(moved(x, distance) for x in first)]
        assert ulps(float(form(*point)), form.mpmath(*point)) <= 128, point


@pytest.mark.parametrize("distance", [1.0 / 3, 1e-6, 1e-12])
@pytest.mark.parametrize("size", SIZES)
def test_dirichlet_keeps_its_digits(size: float, distance: float) -> None:
    a = shapes(size, 5)
    b = [moved(x, distance) for x in a]
    assert ulps(float(cf.kl_dirichlet(a, b)), cf.kl_dirichlet.mpmath(a, b)) <= 128


def test_equal_laws_have_no_divergence() -> None:
    assert cf.kl_beta(5.0, 5.0, 5.0, 5.0) == 0
    assert cf.kl_gamma(1e-5, 3.0, 1e-5, 3.0) == 0
    assert cf.kl_dirichlet([0.1, 7.0, 1e9], [0.1, 7.0, 1e9]) == 0


@pytest.mark.parametrize(
    ("form", "point"),
    [
        (cf.entropy_gamma, (1e15, 1.0)),
        (cf.entropy_gamma, (1e15, 1e3)),
        (cf.entropy_gamma, (1e-8, 2.0)),
        (cf.entropy_gamma, (1.0, 2.0)),
        (cf.entropy_beta, (2.0, 1e20)),
        (cf.entropy_beta, (1e20, 1e20)),
        (cf.entropy_beta, (1e-5, 3.0)),
        (cf.entropy_dirichlet, ([1e12, 2e12, 5.0],)),
        (cf.entropy_dirichlet, ([0.5, 1.5, 2.5],)),
    ],
    ids=str,
)
def test_entropies(form: ClosedForm, point: tuple[Any, ...]) -> None:
    assert ulps(float(form(*point)), form.mpmath(*point)) <= 16


def test_the_textbook_forms_have_lost_them() -> None:
    """Near miss: a sum of logarithms of Γ of 1e15 has an error of whole nats."""
    from scipy.special import gammaln, psi

    a = 1e15
    assert abs(a + gammaln(a) + (1 - a) * psi(a) - float(cf.entropy_gamma.mpmath(a, 1.0))) > 0.5
    assert cf.entropy_beta(1.0, 1.0) == pytest.approx(0, abs=1e-15)


SLOPES = [(cf.CLOSED_FORMS[n], by) for n in ALL for by in cf.CLOSED_FORMS[n].grad]


@pytest.mark.parametrize(("form", "by"), SLOPES, ids=lambda x: getattr(x, "name", x))
@pytest.mark.parametrize("size", [0.3, 30.0, 1e6])
def test_slopes_are_central_differences_of_many_digits(
    form: ClosedForm, by: str, size: float
) -> None:
    vectors = any(a.axes for a in form.arguments)
    first = shapes(size, 3 if vectors else len(form.arguments) // (1 + ("kl" in form.name)))
    second = [moved(x, 1e-3) for x in first]
    point: Any = [first, second] if vectors else [*first, *second]
    point = point[: len(form.arguments)]
    k = [a.name for a in form.arguments].index(by)
    found = np.ravel(form.grad[by](*point))
    for j, slope in enumerate(found):
        expected = central(form, point, k, j if vectors else None)
        assert slope == pytest.approx(float(expected), rel=1e-11), (point, j)


def central(form: ClosedForm, point: list[Any], k: int, j: int | None) -> Any:
    """The slope from values at 60 digits."""
    import mpmath

    def at(step: Any) -> Any:
        moved = [[*map(mpmath.mpf, v)] if isinstance(v, list) else mpmath.mpf(v) for v in point]
        if j is None:
            moved[k] += step
        else:
            moved[k][j] += step
        return form.mpmath(*moved, dps=60)

    with mpmath.workdps(80):
        h = mpmath.mpf(10) ** -20 * mpmath.mpf(point[k] if j is None else point[k][j])
        return (at(h) - at(-h)) / (2 * h)


def test_large_batches() -> None:
    a = rng.uniform(0.1, 50, (400, 4))
    b = a * (1 + 1e-6 * rng.normal(size=a.shape))
    found = cf.kl_dirichlet(a, b)
    for k in range(0, 400, 100):
        assert found[k] == pytest.approx(float(cf.kl_dirichlet.mpmath(a[k], b[k])), rel=1e-14)
    assert not math.isnan(float(found.sum()))
