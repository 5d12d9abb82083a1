"""Closed forms against the numeric core, which computes from definitions only."""

import inspect
import math
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck import closed_forms as cf
from derivecheck import generate
from derivecheck.generate import emitted_modules
from derivecheck.language.laws.finite import FiniteLaw
from derivecheck.library.closed_form import ClosedForm
from derivecheck.numeric import classification, dual, finite, gaussian, laws, line
from derivecheck.numeric.field import Field
from derivecheck.numeric.fields import Digits, Floats

Definition = Callable[[Field[Any], Any], Any]
reals = st.floats(-3, 3).map(lambda x: round(x, 3))
scales = st.floats(0.2, 3).map(lambda x: round(x, 3))
weights = st.integers(1, 50)
few = settings(max_examples=15, deadline=None)


def normal(f: Field[Any], mu: Any, sigma: Any) -> laws.Normal[Any]:
    return laws.Normal(mu, sigma)


def standard(f: Field[Any]) -> laws.Normal[Any]:
    return laws.Normal(f.zero, f.one)


def linear_elbo(f: Field[Any], v: Any) -> Any:
    """E_q [log p(x|z) + log p(z) - log q(z)] by quadrature."""
    x, mu, sigma, w, b, s = v
    q, prior = normal(f, mu, sigma), standard(f)

    def integrand(z: Any) -> Any:
        decoder = normal(f, w * z + b, s).log_density(f)(x)
        return decoder + prior.log_density(f)(z) - q.log_density(f)(z)

    return line.expectation(f, q, integrand)


NORMAL: list[tuple[ClosedForm, list[Any], Definition]] = [
    (
        cf.kl_normal,
        [reals, scales, reals, scales],
        lambda f, v: line.kl_density(f, normal(f, *v[:2]), normal(f, *v[2:])),
    ),
    (
        cf.cross_entropy_normal,
        [reals, scales, reals, scales],
        lambda f, v: line.cross_entropy_density(f, normal(f, *v[:2]), normal(f, *v[2:])),
    ),
    (
        cf.kl_normal_standard,
        [reals, scales],
        lambda f, v: line.kl_density(f, normal(f, *v), standard(f)),
    ),
    (
        cf.entropy_normal,
        [scales],
        lambda f, v: line.entropy_density(f, normal(f, f.zero, v[0])),
    ),
    (
        cf.kl_log_variance,
        [reals, reals, reals, reals],
        lambda f, v: line.kl_density(
            f, normal(f, v[0], f.exp(v[1] / 2)), normal(f, v[2], f.exp(v[3] / 2))
        ),
    ),
    (
        cf.kl_standard_log_variance,
        [reals, reals],
        lambda f, v: line.kl_density(f, normal(f, v[0], f.exp(v[1] / 2)), standard(f)),
    ),
    (cf.elbo_gaussian, [reals, reals, scales, reals, reals, scales], linear_elbo),
]

LAWS: list[tuple[ClosedForm, int, Definition]] = [
    (cf.entropy, 1, lambda f, v: finite.entropy(f, v[0])),
    (cf.cross_entropy, 2, lambda f, v: finite.cross_entropy(f, *v)),
    (cf.kl, 2, lambda f, v: finite.kl(f, *v)),
    (cf.js, 2, lambda f, v: finite.js(f, *v)),
    (
        cf.gan_value_at_optimum,
        2,
        lambda f, v: f.total(
            p * f.log(p / (p + q)) + q * f.log(q / (p + q)) for p, q in zip(*v, strict=True)
        ),
    ),
]


def by_name(rows: list[Any]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("form", "inputs", "definition"), [pytest.param(*r, id=r[0].name) for r in rows]
    )


@by_name(NORMAL)
def test_normal_forms_are_the_integrals(
    form: ClosedForm, inputs: list[Any], definition: Definition
) -> None:
    @few
    @given(st.tuples(*inputs))
    def agrees(point: tuple[float, ...]) -> None:
        expected = definition(Floats(), point)
        assert form(*point) == pytest.approx(expected, rel=1e-7, abs=1e-8)

    agrees()


def draw_laws(count: int) -> Any:
    """Laws on a common number of outcomes, as fractions."""
    one = st.integers(2, 5).flatmap(
        lambda n: st.lists(
            st.lists(weights, min_size=n, max_size=n), min_size=count, max_size=count
        )
    )
    return one.map(lambda rows: [[Fraction(w, sum(row)) for w in row] for row in rows])


@by_name(LAWS)
def test_forms_of_laws_are_the_sums(form: ClosedForm, inputs: int, definition: Definition) -> None:
    @few
    @given(draw_laws(inputs))
    def agrees(rows: list[list[Fraction]]) -> None:
        floats = [[float(x) for x in row] for row in rows]
        assert form(*floats) == pytest.approx(definition(Floats(), floats), rel=1e-9, abs=1e-12)
        exact = Digits(50)
        numbers = [[exact.number(x) for x in row] for row in rows]
        gap = exact.number(0) + form.mpmath(*rows, dps=50) - definition(exact, numbers)
        assert abs(gap) < 1e-48

    agrees()


@by_name(NORMAL)
def test_fifty_digits(form: ClosedForm, inputs: list[Any], definition: Definition) -> None:
    point = [Fraction(k + 2, 7 + k) for k in range(len(inputs))]
    exact = Digits(50)
    expected = definition(exact, [exact.number(x) for x in point])
    assert abs(exact.number(0) + form.mpmath(*point) - expected) < 1e-45
    assert abs(form.mpmath(*point, dps=20) - form.mpmath(*point)) < 1e-18


# --- softmax and the multivariate normal law

logits = st.lists(reals, min_size=2, max_size=5)


@few
@given(logits, st.data())
def test_softmax_family(z: list[float], data: st.DataObject) -> None:
    row = data.draw(st.lists(weights, min_size=len(z), max_size=len(z)))
    y = [w / sum(row) for w in row]
    f = Floats()
    assert cf.softmax(z) == pytest.approx(classification.softmax(f, z), rel=1e-12)
    loss = classification.softmax_cross_entropy(f, y, z)
    assert cf.softmax_cross_entropy(z, y) == pytest.approx(loss, rel=1e-9)
    slope = dual.gradient(f, lambda g, at: classification.softmax_cross_entropy(g, y, at), z)
    assert cf.softmax_cross_entropy.grad["logits"](z, y) == pytest.approx(slope, abs=1e-12)
    jacobian: Any = np.array(dual.jacobian(f, classification.softmax, z))
    assert cf.softmax.grad["logits"](z) == pytest.approx(jacobian, abs=1e-12)


def test_softmax_of_huge_logits_does_not_overflow() -> None:
    z = np.array([1e4, 1e4 + 1, -1e4])
    assert cf.softmax(z) == pytest.approx([1 / (1 + np.e), np.e / (1 + np.e), 0])
    assert cf.softmax_cross_entropy(z, [0.0, 1.0, 0.0]) == pytest.approx(np.log1p(np.exp(-1)))


def covariance(factor: list[list[float]]) -> Any:
    low = np.array(factor)
    return low @ low.T


@few
@given(st.lists(st.tuples(reals, reals, scales, scales, reals), min_size=2, max_size=2))
def test_multivariate_normal(rows: list[tuple[float, ...]]) -> None:
    factors = [[[s, 0.0], [c, t]] for _, _, s, t, c in rows]
    means = [[a, b] for a, b, *_ in rows]
    p, q = (gaussian.MultivariateNormal(*v) for v in zip(means, factors, strict=True))
    expected = gaussian.kl_gaussian(Floats(), p, q)
    s1, s2 = map(covariance, factors)
    got = cf.kl_multivariate_normal(means[0], s1, means[1], s2)
    assert got == pytest.approx(expected, rel=1e-6, abs=1e-8)
    digits = cf.kl_multivariate_normal.mpmath(means[0], s1, means[1], s2, dps=30)
    assert float(digits) == pytest.approx(expected, rel=1e-6, abs=1e-8)
    slope = dual.gradient(
        Floats(),
        lambda f, m: gaussian.kl_gaussian(f, gaussian.MultivariateNormal(m, p.factor), q),
        means[0],
    )
    gradient = cf.kl_multivariate_normal.grad["mean1"](means[0], s1, means[1], s2)
    assert gradient == pytest.approx(slope, rel=1e-6, abs=1e-8)


def test_multivariate_in_one_dimension_is_univariate() -> None:
    one = cf.kl_multivariate_normal([0.5], [[0.25]], [1.0], [[4.0]])
    assert one == pytest.approx(cf.kl_normal(0.5, 0.5, 1.0, 2.0), rel=1e-14)


def test_near_covariances_keep_their_digits() -> None:
    rng = np.random.default_rng(5)
    root = rng.normal(size=(4, 4))
    cov = root @ root.T + np.eye(4)
    noise = rng.normal(size=(4, 4))
    near = cov + 1e-8 * (noise + noise.T)
    mean = rng.normal(size=4)
    point = mean, cov, mean + 1e-8, near
    exact = cf.kl_multivariate_normal.mpmath(*point, dps=40)
    assert cf.kl_multivariate_normal(*point) == pytest.approx(float(exact), rel=1e-11, abs=0)
    inverse = np.linalg.inv(near)
    shift = mean - point[2]
    logs = np.linalg.slogdet(near)[1] - np.linalg.slogdet(cov)[1]
    textbook = 0.5 * (np.trace(inverse @ cov) - 4 + shift @ inverse @ shift + logs)
    assert textbook != pytest.approx(float(exact), rel=1e-3, abs=0)


def test_factors_and_covariances_agree() -> None:
    low1, low2 = np.array([[1.0, 0], [0.5, 2]]), np.array([[1.5, 0], [-0.5, 0.5]])
    by_factors = cf.kl_multivariate_cholesky([0, 1], low1, [1, 1], low2)
    assert by_factors == pytest.approx(
        cf.kl_multivariate_normal([0, 1], low1 @ low1.T, [1, 1], low2 @ low2.T), rel=1e-13
    )
    assert cf.kl_multivariate_cholesky([0, 1], low1, [0, 1], low1) == 0
    with pytest.raises(np.linalg.LinAlgError, match="cov1 must be positive definite"):
        cf.kl_multivariate_normal([0, 0], [[1, 2], [2, 1]], [0, 0], np.eye(2))
    with pytest.raises(ValueError, match="cov2 must be symmetric"):
        cf.kl_multivariate_normal([0, 0], np.eye(2), [0, 0], [[1, 0.5], [0, 1]])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="factor1 must be lower triangular"):
        cf.kl_multivariate_cholesky([0, 0], [[1, 1], [0, 1]], [0, 0], np.eye(2))
    means = np.zeros((5, 2))
    assert cf.kl_multivariate_normal(means, np.eye(2), means + 1, 2 * np.eye(2)).shape == (5,)


LOW1, LOW2 = np.array([[1.0, 0], [0.5, 2]]), np.array([[1.5, 0], [-0.5, 0.5]])
PAIRS: dict[str, tuple[ClosedForm, tuple[Any, ...]]] = {
    "factors": (cf.kl_multivariate_cholesky, ([0.0, 1], LOW1, [1.0, 1], LOW2)),
    "near factors": (
        cf.kl_multivariate_cholesky,
        ([0.0, 1], LOW1 * (1 + 2**-20), [2.0**-20, 1], LOW1),
    ),
    "covariances": (cf.kl_multivariate_normal, ([0.0, 1], LOW1 @ LOW1.T, [1.0, 1], LOW2 @ LOW2.T)),
    "near covariances": (
        cf.kl_multivariate_normal,
        ([0.0, 1], LOW1 @ LOW1.T + 1e-9 * LOW2 @ LOW2.T, [2.0**-20, 1], LOW1 @ LOW1.T),
    ),
}


def difference(form: ClosedForm, point: Any, k: int, entry: tuple[int, int]) -> Any:
    """The slope of a form by an entry of its argument k, in many digits; symmetric entries both."""
    twins = {entry, entry[::-1]} if form.arguments[k].domain == "covariance" else {entry}
    step = mpmath.mpf(10) ** -25

    def at(sign: int) -> Any:
        moved = [[mpmath.mpf(x) for x in row] for row in point[k].tolist()]
        for i, j in twins:
            moved[i][j] += sign * step
        return form.mpmath(*point[:k], moved, *point[k + 1 :], dps=80)

    with mpmath.workdps(80):
        return (at(1) - at(-1)) / (2 * step * len(twins))


@pytest.mark.parametrize("name", PAIRS)
@pytest.mark.parametrize("k", [1, 3])
def test_gradients_by_matrices(name: str, k: int) -> None:
    form, point = PAIRS[name]
    slopes = form.grad[form.arguments[k].name](*point)
    lower = form.arguments[k].domain == "factor"
    expected = np.zeros((2, 2))
    for i, j in [(0, 0), (1, 0), (1, 1)] + [(0, 1)] * (not lower):
        expected[i, j] = difference(form, point, k, (i, j))
    assert slopes == pytest.approx(expected, rel=1e-13, abs=1e-13 * np.abs(expected).max())


def test_a_difference_of_inverses_has_lost_its_digits() -> None:
    """Near miss: ½ (Σ₂⁻¹ - Σ₁⁻¹) for covariances that nearly agree."""
    form, point = PAIRS["near covariances"]
    inverse1, inverse2 = map(np.linalg.inv, (point[1], point[3]))
    expected = float(difference(form, point, 1, (0, 0)))
    assert 0.5 * (inverse2 - inverse1)[0, 0] != pytest.approx(expected, rel=1e-12, abs=0)


def test_gradients_by_matrices_broadcast() -> None:
    means = np.zeros((5, 2))
    for name, point in PAIRS.values():
        slopes = name.grad[name.arguments[1].name](means, *point[1:])
        assert slopes.shape == (5, 2, 2)
        assert slopes[3] == pytest.approx(slopes[0])


# --- gradients


def value(domain: str, k: int) -> Any:
    """A value of a domain, other ones for other k."""
    number = 0.3 + 0.17 * k
    row = np.array([0.2, 0.9, 0.5]) + 0.1 * k * np.array([1, -1, 3])
    values: dict[str, Any] = {
        "real": number,
        "positive": number,
        "unit": number / 2,
        "index": 1,
        "law": (row / row.sum()).tolist(),
        "vector": row.tolist(),
        "nonnegative": number,
        "weights": row.tolist(),
        "scales": row.tolist(),
        "units": (row / 2).tolist(),
    }
    return values[domain]


POINTS = {
    form: [value(a.domain, k) for k, a in enumerate(form.arguments)]
    for form in cf.CLOSED_FORMS.values()
    if all(a.axes < 2 for a in form.arguments)
}
POINT = (0.3, 0.8, -0.4, 1.3, 0.7, 0.9)


@by_name([row for row in NORMAL if row[0] is not cf.entropy_normal])
def test_gradients_are_those_of_the_definition(
    form: ClosedForm, inputs: list[Any], definition: Definition
) -> None:
    point = POINT[: len(inputs)] if len(inputs) < 6 else (0.3, -0.4, 0.8, 0.7, 0.9, 1.3)
    if form in (cf.kl_normal_standard, cf.kl_normal, cf.cross_entropy_normal):
        point = (0.3, 0.8, -0.4, 1.3)[: len(inputs)]
    slopes = dual.gradient(Floats(), definition, point)
    got = [form.grad[a.name](*point) for a in form.arguments]
    assert got == pytest.approx(slopes, rel=1e-6, abs=1e-7)


def slope(form: ClosedForm, point: list[Any], k: int, entry: int | None) -> Any:
    """The derivative by a number or by an entry of a vector, from differences in many digits."""

    def at(sign: int) -> Any:
        step = sign * mpmath.mpf(10) ** -20
        moved = [mpmath.mpf(x) for x in np.atleast_1d(point[k]).tolist()]
        moved[entry or 0] += step
        x = moved[0] if entry is None else moved
        return np.array(form.mpmath(*point[:k], x, *point[k + 1 :], dps=50))

    with mpmath.workdps(50):
        return (at(1) - at(-1)) / (2 * mpmath.mpf(10) ** -20)


FREE = ("real", "positive", "unit", "vector", "scales", "units")
DERIVATIVES = [(f, k) for f in POINTS for k, a in enumerate(f.arguments) if a.domain in FREE]


@pytest.mark.parametrize(
    ("form", "k"), [pytest.param(f, k, id=f"{f.name}-{k}") for f, k in DERIVATIVES]
)
def test_every_derivative_is_that_of_the_definition(form: ClosedForm, k: int) -> None:
    point, a = POINTS[form], form.arguments[k]
    slopes = (
        np.stack([slope(form, point, k, i) for i in range(3)], -1)
        if a.axes
        else slope(form, point, k, None)
    )
    expected = np.asarray(slopes, float)
    close = {"rel": 1e-12, "abs": 1e-13 * np.abs(expected).max()}
    assert form.grad[a.name](*point) == pytest.approx(expected, **close)
    batch = [np.stack([np.asarray(x)] * 2) for x in point]
    several = form.grad[a.name](*batch)
    if not (a.axes and expected.ndim == 2):
        assert several[1] == pytest.approx(expected, **close)


def along_the_simplex(slopes: Any) -> Any:
    """A gradient up to a constant, which no change of a law can see."""
    return np.array(slopes) - np.mean(slopes)


@by_name(LAWS)
def test_gradients_by_laws(form: ClosedForm, inputs: int, definition: Definition) -> None:
    rows = [[0.2, 0.3, 0.5], [0.4, 0.4, 0.2]][:inputs]
    for k, name in enumerate(a.name for a in form.arguments):

        def of_row(f: Field[Any], at: Any, k: int = k) -> Any:
            return definition(f, [*rows[:k], at, *rows[k + 1 :]])

        slopes = along_the_simplex(dual.gradient(Floats(), of_row, rows[k]))
        assert along_the_simplex(form.grad[name](*rows)) == pytest.approx(slopes, rel=1e-12)


def test_optimal_discriminator_is_where_the_slope_vanishes() -> None:
    for a, b in ((0.2, 0.7), (3.0, 1.0)):
        best = float(cf.optimal_discriminator(a, b))

        def objective(f: Field[Any], t: Any, a: float = a, b: float = b) -> Any:
            return a * f.log(t) + b * f.log(1 - t)

        slope = dual.derivative(Floats(), objective, best)
        assert slope == pytest.approx(0, abs=1e-12)
    assert cf.optimal_discriminator.grad["a"](1.0, 3.0) == pytest.approx(3 / 16)


# --- conventions, domains, shapes


def test_zero_log_zero_is_zero() -> None:
    assert cf.entropy([1.0, 0.0]) == 0
    assert cf.kl([0.5, 0.5, 0.0], [0.5, 0.5, 0.0]) == 0
    assert cf.kl([0.5, 0.5], [1.0, 0.0]) == np.inf
    assert cf.cross_entropy([1.0, 0.0], [0.5, 0.5]) == pytest.approx(np.log(2))
    assert cf.js([1.0, 0.0], [0.0, 1.0]) == pytest.approx(np.log(2))
    assert cf.js_distance([1.0, 0.0], [0.0, 1.0]) == pytest.approx(np.sqrt(np.log(2)))
    assert cf.gan_value_at_optimum([1.0, 0.0], [0.0, 1.0]) == pytest.approx(0, abs=1e-15)
    assert [cf.binary_entropy(t) for t in (0.0, 1.0)] == [0, 0]
    assert cf.kl_bernoulli(0.5, 0.0) == cf.kl_bernoulli(0.5, 1.0) == np.inf
    assert cf.kl_bernoulli(0.0, 0.0) == cf.kl_bernoulli(1.0, 1.0) == 0
    assert cf.entropy.mpmath([1, 0]) == 0
    assert cf.kl.mpmath([0.5, 0.5], [1, 0]) == np.inf


@pytest.mark.parametrize("form", cf.CLOSED_FORMS.values(), ids=lambda f: f.name)
def test_nan_in_nan_out(form: ClosedForm) -> None:
    values = [example(a.domain) for a in form.arguments]
    for k, a in enumerate(form.arguments):
        if a.domain in ("index", "covariance", "factor"):
            continue
        spoilt = np.array(values[k], float)
        spoilt[1 if a.domain == "weights" else (0,) * spoilt.ndim] = np.nan  # of the label
        result = np.asarray(form(*values[:k], spoilt, *values[k + 1 :]))
        assert np.isnan(result).any(), a.name


def example(domain: str) -> Any:
    """A value of a domain."""
    return {
        "real": 0.5,
        "positive": 0.75,
        "nonnegative": 0.5,
        "unit": 0.25,
        "index": 1,
        "law": [0.25, 0.5, 0.25],
        "vector": [0.5, -0.5, 1.0],
        "scales": [0.5, 1.5, 1.0],
        "weights": [0.5, 1.5, 1.0],
        "units": [0.25, 0.5, 0.75],
        "mean": [0.5, -0.5, 1.0],
        "covariance": np.diag([0.5, 1.5, 1.0]),
        "factor": np.diag([0.5, 1.5, 1.0]),
    }[domain]


BAD: list[tuple[ClosedForm, tuple[Any, ...], str]] = [
    (cf.kl_normal, (0, 0, 0, 1), "sigma1 = 0.0: must be positive"),
    (cf.kl_normal, (0, [[1, 2], [3, -4]], 0, 1), r"sigma1\[1, 1\] = -4.0: must be positive"),
    (cf.kl, ([0.5, 0.6], [0.5, 0.5]), "p sums to 1.1: must be 1"),
    (cf.kl, ([0.5, 0.5], [1.5, -0.5]), r"q\[1\] = -0.5: must be non-negative"),
    (cf.kl, ([0.5, 0.5], [0.2, 0.3, 0.5]), "different lengths: p 2, q 3"),
    (cf.entropy, ([],), "no entries"),
    (cf.entropy, (1.0,), "p needs 1 axes"),
    (cf.optimal_discriminator, (0, 1), "a = 0.0: must be positive"),
    (cf.binary_entropy, (1.5,), r"p = 1.5: must be in \[0, 1\]"),
]


@pytest.mark.parametrize(("form", "values", "message"), BAD)
def test_outside_the_domain(form: ClosedForm, values: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        form(*values)
    if all(np.ndim(v) <= a.axes for a, v in zip(form.arguments, values, strict=True)):
        with pytest.raises(ValueError, match=message):
            form.mpmath(*values)


def test_scalars_are_checked_like_arrays() -> None:
    for bad in (-1.0, 0.0):
        with pytest.raises(ValueError, match="sigma2"):
            cf.kl_normal(0.0, 1.0, 0.0, bad)
    assert np.isnan(cf.kl_normal(0.0, -1.0, 0.0, 1.0, check=False))


def test_without_check_nothing_is_raised() -> None:
    assert cf.kl([0.5, 0.6], [0.5, 0.5], check=False) >= 0
    assert np.isnan(cf.kl([1.5, -0.5], [0.5, 0.5], check=False))


def test_shapes_that_do_not_broadcast_are_named() -> None:
    with pytest.raises(ValueError, match=r"mu1 \(2,\).*mu2 \(3,\)"):
        cf.kl_normal([0, 0], 1, [0, 0, 0], 1)
    with pytest.raises(ValueError, match=r"p \(2,\), q \(4,\)"):
        cf.kl(np.full((2, 3), 1 / 3), np.full((4, 3), 1 / 3))


def test_wrong_number_of_arguments() -> None:
    with pytest.raises(TypeError, match="sigma2"):
        cf.kl_normal(0, 1, 2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="sigma3"):
        cf.kl_normal(0, 1, 2, 3, sigma3=1)  # type: ignore[call-arg]
    assert cf.kl_normal(mu1=0, sigma1=1, mu2=3, sigma2=1) == 4.5
    names = ["mu1", "sigma1", "mu2", "sigma2", "axis", "unit", "check", "keepdims"]
    assert list(inspect.signature(cf.kl_normal).parameters) == names


def test_units() -> None:
    p, q = [0.5, 0.5], [0.25, 0.75]
    assert cf.entropy(p, unit="bits") == pytest.approx(1, rel=1e-15)
    assert cf.kl(p, q, unit="bits") == pytest.approx(cf.kl(p, q) / np.log(2), rel=1e-15)
    assert cf.js_distance([1.0, 0.0], [0.0, 1.0], unit="bits") == pytest.approx(1, rel=1e-15)
    with pytest.raises(ValueError, match="'bans'"):
        cf.kl(p, q, unit="bans")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="has no unit"):
        cf.optimal_discriminator(1, 1, unit="bits")


def test_axis() -> None:
    p = np.random.default_rng(1).dirichlet(np.ones(4), (2, 3))
    q = np.random.default_rng(2).dirichlet(np.ones(4), (2, 3))
    expected = cf.kl(p, q)
    assert expected.shape == (2, 3)
    for axis in (0, 1):
        moved = [np.moveaxis(x, -1, axis) for x in (p, q)]
        assert cf.kl(*moved, axis=axis) == pytest.approx(expected, rel=1e-14)
        slopes = cf.kl.grad["q"](*moved, axis=axis)
        assert slopes == pytest.approx(np.moveaxis(cf.kl.grad["q"](p, q), -1, axis), rel=1e-14)


def test_broadcasting() -> None:
    grid = cf.kl_normal(np.zeros((3, 1)), 1.0, np.arange(4.0), 1.0)
    assert grid.shape == (3, 4)
    assert grid[0] == pytest.approx(np.arange(4.0) ** 2 / 2)
    p = np.array([[0.5, 0.5], [0.25, 0.75]])
    assert cf.kl(p, [0.5, 0.5]).shape == (2,)
    assert cf.kl.grad["p"](p, [0.5, 0.5]).shape == (2, 2)
    assert cf.cross_entropy.grad["p"](p, [0.5, 0.5]).shape == (2, 2)
    assert cf.kl_normal(np.zeros((0, 3)), 1.0, 0.0, 1.0).shape == (0, 3)
    assert cf.kl(np.zeros((0, 2)), [0.5, 0.5]).shape == (0,)
    assert cf.kl([1.0], [1.0]) == 0


@pytest.mark.parametrize("shape", [(7000,), (3, 4000), (2, 3, 2500)])
def test_large_batches_are_the_single_values(shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(3)
    p, q = rng.dirichlet(np.ones(5), shape), rng.dirichlet(np.ones(5), shape)
    last = tuple(n - 1 for n in shape)
    assert cf.kl(p, q)[last] == pytest.approx(cf.kl(p[last], q[last]), rel=1e-14)
    sigma = rng.uniform(0.5, 2, shape)
    whole = cf.kl_normal(0.0, sigma, 1.0, 2.0)
    assert whole[last] == pytest.approx(cf.kl_normal(0.0, sigma[last], 1.0, 2.0), rel=1e-14)


def test_one_long_law_is_its_blocks() -> None:
    rng = np.random.default_rng(4)
    p, q = rng.dirichlet(np.ones(50_000), 2)
    exact = math.fsum((p * np.log(p / q)).tolist())
    assert cf.kl(p, q) == pytest.approx(exact, rel=1e-12)


def test_float32_stays_float32() -> None:
    p, q = (np.array(x, np.float32) for x in ([0.25, 0.75], [0.5, 0.5]))
    assert cf.kl(p, q).dtype == cf.kl.grad["p"](p, q).dtype == np.float32
    assert cf.kl(p, q) == pytest.approx(cf.kl(p.astype(float), q.astype(float)), rel=1e-6)
    assert cf.kl(p, q, unit="bits").dtype == np.float32
    assert cf.kl(p, q.astype(float)).dtype == np.float64
    assert cf.kl_normal(p, p, np.float32(0), 1).dtype == np.float32


# --- what a closed form says of itself


def test_each_form_is_the_result_of_the_derivation_that_names_it() -> None:
    for name, form in cf.CLOSED_FORMS.items():
        assert form.derivation.closed_form == name
        assert str(form.__doc__).startswith(form.doc)
        assert set(form.domain) == {a.name for a in form.arguments}
        assert form.latex
        assert form._repr_latex_().startswith("$")


def test_every_argument_that_is_no_index_has_a_partial_derivative() -> None:
    for form in cf.CLOSED_FORMS.values():
        numbers = {a.name for a in form.arguments if a.domain != "index"}
        assert set(form.grad) == numbers, form.name


def test_domains_are_those_of_the_proof() -> None:
    for form in cf.CLOSED_FORMS.values():
        given = form.derivation.given.assumptions
        laws = {a.name for a in given if isinstance(a, FiniteLaw)}
        positive = {s.name for s in form.stable.free_symbols if s.is_positive}
        for a in form.arguments:
            if a.domain == "law":
                assert a.letter in laws, form.name
            if a.domain in ("positive", "unit", "scales"):
                assert a.letter in positive, form.name


def test_the_committed_modules_are_what_the_generator_writes() -> None:
    for name, text in emitted_modules(cf.CLOSED_FORMS.values()).items():
        assert (generate.GENERATED / f"{name}.py").read_text() == text
    page = Path(__file__).parents[2] / "docs" / "closed_forms.md"
    assert page.read_text() == generate.catalogue_page(cf.CLOSED_FORMS.values())


def test_importing_is_light() -> None:
    code = (
        "import sys; from derivecheck import closed_forms as cf\n"
        "cf.kl_normal(0.0, 1.0, 3.0, 1.0); cf.kl([0.5, 0.5], [0.5, 0.5])\n"
        "heavy = {'sympy', 'matplotlib', 'jinja2', 'derivecheck.notes'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "cf.kl_normal.expr; print('sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True"]


# --- accuracy: few units in the last place, also where the arguments nearly agree


def error(value: Any, exact: Any) -> float:
    """The distance in units in the last place of the exact value."""
    nearest = float(exact)
    return float(abs(mpmath.mpf(float(value)) - exact) / np.spacing(abs(nearest)))


def perturbed(p: Any, size: float, seed: int) -> Any:
    q = p * (1 + size * np.random.default_rng(seed).standard_normal(len(p)))
    return q / q.sum()


@pytest.mark.parametrize("power", range(1, 16, 2))
@pytest.mark.parametrize("form", [cf.kl, cf.js])
def test_nearly_equal_laws(form: ClosedForm, power: int) -> None:
    for seed in range(5):
        p = np.random.default_rng(seed).dirichlet(np.ones(10))
        q = perturbed(p, 10.0**-power, seed)
        if not np.array_equal(p, q):
            assert error(form(p, q), form.mpmath(p, q, dps=40)) <= 5
    textbook = np.sum(p * np.log(p / q))
    if form is cf.kl and power >= 7:
        assert error(textbook, form.mpmath(p, q, dps=40)) > 1e3


@pytest.mark.parametrize("power", range(1, 16, 2))
def test_nearly_equal_normal_laws(power: int) -> None:
    rng = np.random.default_rng(power)
    for _ in range(5):
        m, s = rng.normal(), np.exp(rng.normal())
        point = m, s, m + s * 10.0**-power * rng.normal(), s * (1 + 10.0**-power * rng.normal())
        assert error(cf.kl_normal(*point), cf.kl_normal.mpmath(*point, dps=40)) <= 5


@pytest.mark.parametrize("dps", [15, 30, 60])
@pytest.mark.parametrize("power", [2, 12, 30])
def test_mpmath_has_its_digits_also_near_equality(dps: int, power: int) -> None:
    p = [Fraction(1, 3), Fraction(2, 3)]
    q = [p[0] + Fraction(1, 10**power), p[1] - Fraction(1, 10**power)]
    fine, coarse = cf.kl.mpmath(p, q, dps=dps + 20), cf.kl.mpmath(p, q, dps=dps)
    assert abs(coarse - fine) <= abs(fine) * mpmath.mpf(10) ** (1 - dps)
    assert fine > 0


near = st.tuples(st.integers(1, 15), st.integers(0, 10**6))


@settings(max_examples=200, deadline=None)
@given(near)
def test_divergences_are_never_negative_and_zero_only_for_equal_laws(case: tuple[int, int]) -> None:
    power, seed = case
    p = np.random.default_rng(seed).dirichlet(np.ones(6))
    q = perturbed(p, 10.0**-power, seed + 1)
    for form in (cf.kl, cf.js):
        assert form(p, p) == 0
        assert form(p, q) >= 0
        assert (form(p, q) == 0) == bool(np.all(p == q))
    assert cf.js(p, q) <= np.log(2)


def test_digits_of_a_confident_softmax() -> None:
    """What is lost at two precisions in a row, as 1 + exp(-900), would not be missed."""
    with mpmath.workdps(40):
        exact = mpmath.log1p(mpmath.exp(-900))
        for dps in (15, 30):
            found = cf.nll.mpmath([900, 0], 0, dps=dps)
            assert abs(found / exact - 1) < mpmath.mpf(10) ** (1 - dps)
        entropy = cf.entropy_logits.mpmath([0, 900], dps=30)
        assert abs(entropy / (901 * mpmath.exp(-900)) - 1) < 1e-29
    assert cf.kl_laplace.mpmath(0, 1e-150, 1, 1) > 300  # an exponential of -1e150 is 0
    with pytest.raises(ArithmeticError, match="too small"):
        cf.nll.mpmath([0, 1e6], 0)


# --- pull-backs


@pytest.mark.parametrize("form", [cf.softmax, cf.log_softmax], ids=lambda f: f.name)
def test_a_pullback_is_the_jacobian_from_the_left(form: ClosedForm) -> None:
    rng = np.random.default_rng(3)
    z, g = rng.normal(size=(2, 4, 6))
    found = form.pullback["logits"](g, z, 0.7)
    expected = np.einsum("bi,bik->bk", g, form.grad["logits"](z, 0.7))
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-15)
    assert not np.allclose(form.pullback["logits"](g + [1, 0, 0, 0, 0, 0], z, 0.7), expected)
    np.testing.assert_array_equal(form.pullback["logits"](g.T, z.T, 0.7, axis=0), found.T)
    with pytest.raises(ValueError, match="different lengths: cotangent 5, logits 6"):
        form.pullback["logits"](g[:, 1:], z)


def test_array_code_counts_entries_without_a_sum() -> None:
    """The gradient has Σ 1, which is no sum of an array."""
    point = np.array([0.5, 2.0, 3.5])
    partial: Any = cf.entropy_dirichlet.grad["concentration"]
    np.testing.assert_allclose(partial.emitted.on_arrays(point), partial(point), rtol=1e-12)


# --- the interface


def test_keepdims_leaves_the_axis_of_the_entries() -> None:
    p, q = np.random.default_rng(0).dirichlet(np.ones(4), (2, 3, 5))
    assert cf.kl(p, q, keepdims=True).shape == (3, 5, 1)
    turned = [np.moveaxis(x, -1, 1) for x in (p, q)]
    found = cf.kl(*turned, axis=1, keepdims=True)
    np.testing.assert_array_equal(found[:, 0], cf.kl(p, q))
    assert cf.softmax(p, keepdims=True).shape == p.shape
    assert cf.kl_normal(p, 1.0, q, 2.0, keepdims=True).shape == p.shape


def test_the_value_and_its_gradient_in_one_call() -> None:
    value, slopes = cf.kl_normal.value_and_grad(0.0, 1.0, [1.0, 2.0], 3.0, by=["mu1", "sigma2"])
    np.testing.assert_array_equal(value, cf.kl_normal(0.0, 1.0, [1.0, 2.0], 3.0))
    assert list(slopes) == ["mu1", "sigma2"]
    np.testing.assert_array_equal(
        slopes["sigma2"], cf.kl_normal.grad["sigma2"](0.0, 1.0, [1.0, 2.0], 3.0)
    )
    assert list(cf.nll.value_and_grad([0.0, 1.0], 1)[1]) == ["logits", "temperature"]
    with pytest.raises(ValueError, match="no derivative by 'label': logits, temperature"):
        cf.nll.value_and_grad([0.0, 1.0], 1, by=["label"])


def test_half_precision_stays_and_more_than_double_is_refused() -> None:
    z = np.array([[0.5, 1.0, 2.0]], np.float16)
    assert cf.softmax(z).dtype == cf.logsumexp(z, 2.0).dtype == np.float16
    assert cf.nll(z, np.array([1])).dtype == np.float16
    assert cf.kl_logits(z, z.astype(np.float32)).dtype == np.float32
    exact = cf.logsumexp(z.astype(float))
    np.testing.assert_allclose(cf.logsumexp(z), exact, rtol=2**-11)
    if np.dtype(np.longdouble).itemsize > 8:
        with pytest.raises(TypeError, match="logits has more than double precision"):
            cf.softmax(z.astype(np.longdouble))


def test_what_is_shown_is_short() -> None:
    assert repr(cf.nll) == "<closed form nll(logits, label, temperature=1), proof stable.nll>"
    assert "kl_by_p" in repr(cf.kl.grad["p"])
    assert set(dir(cf)) == {*cf.CLOSED_FORMS, "CLOSED_FORMS", "backend"}


def test_the_stub_is_what_the_generator_writes() -> None:
    path = Path(cf.__file__).with_suffix(".pyi")
    assert path.read_text() == generate.stub(cf.CLOSED_FORMS.values())


@pytest.mark.slow
def test_a_type_checker_sees_the_signatures(tmp_path: Path) -> None:
    lines = [
        "from derivecheck import closed_forms as cf",
        "cf.kl_normal(0.0, 1.0, 3.0)",
        "cf.nll([0.0, 1.0], labl=1)",
        'cf.kl([0.5, 0.5], [0.5, 0.5], unit="nat")',
        "cf.nosuch",
        "cf.nll([0.0, 1.0], 1, temperature=2.0, keepdims=True, axis=0)",
        "cf.kl_normal.mpmath(0, 1, 3, 1, dps=30)",
    ]
    path = tmp_path / "use.py"
    path.write_text("\n".join(lines))
    command = [sys.executable, "-m", "mypy", "--strict", str(path)]
    told = subprocess.run(command, cwd=generate.HERE.parent, capture_output=True, text=True).stdout
    here = (line for line in told.splitlines() if path.name in line and ": error:" in line)
    assert [line.split(":")[1] for line in here] == ["2", "3", "4", "5"]
