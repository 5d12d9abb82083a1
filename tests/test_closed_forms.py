"""Closed forms against the numeric core, which computes from definitions only."""

import inspect
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivecheck import closed_forms as cf
from derivecheck.closed_form import ClosedForm
from derivecheck.generate import NoGradient
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
    assert cf.softmax_cross_entropy_grad(z, y) == pytest.approx(slope, abs=1e-12)
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


# --- gradients

POINT = (0.3, 0.8, -0.4, 1.3, 0.7, 0.9)


@by_name([row for row in NORMAL if row[0] is not cf.entropy_normal])
def test_gradients_are_those_of_the_definition(
    form: ClosedForm, inputs: list[Any], definition: Definition
) -> None:
    point = POINT[: len(inputs)] if len(inputs) < 6 else (0.3, -0.4, 0.8, 0.7, 0.9, 1.3)
    if form in (cf.kl_normal_standard, cf.kl_normal, cf.cross_entropy_normal):
        point = (0.3, 0.8, -0.4, 1.3)[: len(inputs)]
    slopes = dual.gradient(Floats(), definition, point)
    got = [form.grad[name](*point) for name in form.letters]
    assert got == pytest.approx(slopes, rel=1e-6, abs=1e-7)


def along_the_simplex(slopes: Any) -> Any:
    """A gradient up to a constant, which no change of a law can see."""
    return np.array(slopes) - np.mean(slopes)


@by_name(LAWS)
def test_gradients_by_laws(form: ClosedForm, inputs: int, definition: Definition) -> None:
    rows = [[0.2, 0.3, 0.5], [0.4, 0.4, 0.2]][:inputs]
    for k, name in enumerate(form.letters):

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


def test_matrices_have_no_gradient() -> None:
    assert set(cf.kl_multivariate_normal.grad) == {"mean1", "mean2"}
    with pytest.raises(NoGradient, match="cov1"):
        cf.kl_multivariate_normal._model.partial("cov1")


# --- conventions, domains, shapes


def test_zero_log_zero_is_zero() -> None:
    assert cf.entropy([1.0, 0.0]) == 0
    assert cf.kl([0.5, 0.5, 0.0], [0.5, 0.5, 0.0]) == 0
    assert cf.kl([0.5, 0.5], [1.0, 0.0]) == np.inf
    assert cf.cross_entropy([1.0, 0.0], [0.5, 0.5]) == pytest.approx(np.log(2))
    assert cf.js([1.0, 0.0], [0.0, 1.0]) == pytest.approx(np.log(2))
    assert cf.gan_value_at_optimum([1.0, 0.0], [0.0, 1.0]) == pytest.approx(0, abs=1e-15)
    assert cf.entropy.mpmath([1, 0]) == 0
    assert cf.kl.mpmath([0.5, 0.5], [1, 0]) == np.inf


BAD: list[tuple[ClosedForm, tuple[Any, ...], str]] = [
    (cf.kl_normal, (0, 0, 0, 1), "sigma1 must be positive"),
    (cf.kl_normal, (0, 1, np.nan, 1), "mu2 must be finite"),
    (cf.kl, ([0.5, 0.6], [0.5, 0.5]), "p must be non-negative with sum 1"),
    (cf.kl, ([0.5, 0.5], [1.5, -0.5]), "q must be non-negative with sum 1"),
    (cf.kl, ([0.5, 0.5], [0.2, 0.3, 0.5]), "different lengths"),
    (cf.entropy, (1.0,), "p needs 1 axes"),
    (cf.optimal_discriminator, (0, 1), "a must be positive"),
    (
        cf.kl_multivariate_normal,
        ([0, 0], [[1, 2], [2, 1]], [0, 0], np.eye(2)),
        "cov1 must be symmetric positive definite",
    ),
    (
        cf.kl_multivariate_normal,
        ([0, 0], np.eye(2), [0, 0], [[1, 0.5], [0, 1]]),
        "cov2 must be symmetric positive definite",
    ),
]


@pytest.mark.parametrize(("form", "values", "message"), BAD)
def test_outside_the_domain(form: ClosedForm, values: tuple[Any, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        form(*values)
    with pytest.raises(ValueError, match=message):
        form.mpmath(*values)


def test_wrong_number_of_arguments() -> None:
    with pytest.raises(TypeError, match="sigma2"):
        cf.kl_normal(0, 1, 2)
    assert cf.kl_normal(mu1=0, sigma1=1, mu2=3, sigma2=1) == 4.5
    assert list(inspect.signature(cf.kl_normal).parameters) == ["mu1", "sigma1", "mu2", "sigma2"]


def test_broadcasting() -> None:
    grid = cf.kl_normal(np.zeros((3, 1)), 1.0, np.arange(4.0), 1.0)
    assert grid.shape == (3, 4)
    assert grid[0] == pytest.approx(np.arange(4.0) ** 2 / 2)
    p = np.array([[0.5, 0.5], [0.25, 0.75]])
    assert cf.kl(p, [0.5, 0.5]).shape == (2,)
    assert cf.kl.grad["p"](p, [0.5, 0.5]).shape == (2, 2)
    assert cf.softmax(np.zeros((2, 3, 4))).shape == (2, 3, 4)
    means, eye = np.zeros((5, 2)), np.eye(2)
    assert cf.kl_multivariate_normal(means, eye, means + 1, 2 * eye).shape == (5,)


def test_each_form_is_the_result_of_the_derivation_that_names_it() -> None:
    for name, form in cf.CLOSED_FORMS.items():
        assert form.derivation.closed_form == name
        assert form.__doc__ == form.doc
        assert set(form.domain) == set(form.letters)
        assert form.latex


def test_importing_loads_neither_sympy_nor_the_report() -> None:
    code = (
        "import sys; from derivecheck import closed_forms as cf\n"
        "heavy = {'sympy', 'matplotlib', 'jinja2', 'derivecheck.notes'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "cf.kl_normal(0.0, 1.0, 3.0, 1.0); print('sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True"]
