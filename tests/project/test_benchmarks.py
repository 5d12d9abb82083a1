"""The harness of the benchmarks: its errors, its inputs, its exact values and its tables."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from benchmarks import accuracy, accuracy_tables, references, regimes, speed, speed_tables
from benchmarks.errors import Exact, last_place, summary
from benchmarks.library import one_by_one
from benchmarks.peers import NUMPY_AND_SCIPY, direct
from benchmarks.rows import ALL, ROWS, Row
from benchmarks.slopes import condition, slope
from derivecheck import closed_forms as closed_forms_module
from derivecheck.library import measured_errors
from derivecheck.library.generated import arrays as emitted_arrays

BY_NAME = {row.name: row for row in ROWS}
FINITE_FLOATS = st.floats(-1e308, 1e308)


def quick(row: Row) -> list[regimes.Regime]:
    return [r for r in row.regimes if r.share >= 0.1]


def draw(regime: regimes.Regime, samples: int = 3) -> tuple[Any, ...]:
    return regime.draw(accuracy.generator(regime), regime.samples(samples))


# --- units in the last place


@given(FINITE_FLOATS.filter(lambda x: x != 0))
def test_the_unit_is_that_of_numpy(x: float) -> None:
    assert mp.ldexp(1, last_place(mpf(x))) == mpf(float(np.spacing(abs(x))))


def test_the_unit_halves_below_a_power_of_two() -> None:
    with mp.workdps(30):
        below = mpf(1) - mp.ldexp(1, -60)  # rounds to 1, but lies where the spacing is 2^-53
        assert last_place(below) == -53
        assert Exact.of([below]).errors(np.array([1.0]))[0] == 2.0**-7
    assert Exact.of([mpf(1)]).errors(np.array([1 - 2.0**-53]))[0] == 0.5
    assert Exact.of([mpf(1)]).errors(np.array([1 + 2.0**-52]))[0] == 1


@given(FINITE_FLOATS, st.integers(-40, 40))
def test_a_neighbour_is_as_many_units_away_as_it_is(x: float, steps: int) -> None:
    y = x + steps * float(np.spacing(abs(x)))
    if np.isfinite(y):
        unit = mp.ldexp(1, last_place(mpf(x)))
        expected = float(abs(mpf(y) - mpf(x)) / unit)
        assert Exact.of([mpf(x)]).errors(np.array([y]))[0] == expected


def test_range() -> None:
    huge, tiny = mpf(10) ** 400, mpf(10) ** -400
    exact = Exact.of([huge, -huge, tiny, huge, mpf(1), mpf(1), mpf(0)])
    results = np.array([np.inf, -np.inf, 0.0, 1.7e308, np.inf, np.nan, 5e-324])
    assert exact.errors(results).round(9).tolist() == [0, 0, 0, np.inf, np.inf, np.inf, 1]


def test_summary_counts() -> None:
    results = [1.0, -1.0, np.nan, 1 + 2**-50]
    found = summary(results, [Exact.of([mpf(1)] * 4)])
    assert (found.negative, found.bad, found.count) == (0.25, 0.25, 4)
    assert found.ulp == 2.0**53
    with pytest.raises(ValueError, match="3 results for 4"):
        summary(results[:3], [Exact.of([mpf(1)] * 4)])


def test_the_reading_that_is_closest_counts() -> None:
    readings = [Exact.of([mpf(1)]), Exact.of([mpf(2)])]
    assert summary([2.0], readings).ulp == 0
    assert summary([2.0], readings[:1]).ulp == 2.0**52


# --- inputs


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_inputs_are_finite_and_come_again(row: Row) -> None:
    for regime in quick(row):
        inputs, again = draw(regime, 20), draw(regime, 20)
        assert len({len(x) for x in inputs}) == 1
        assert all(np.isfinite(x).all() for x in inputs)
        assert all(np.array_equal(x, y) for x, y in zip(inputs, again, strict=True))


@pytest.mark.parametrize("regime", regimes.LAW + regimes.TWO_LAWS, ids=lambda r: r.name)
def test_laws_have_sum_1(regime: regimes.Regime) -> None:
    for p in draw(regime):
        assert (p >= 0).all()
        assert np.abs(p.sum(-1) - 1).max() < 1e-12


@pytest.mark.parametrize("regime", regimes.UNIT + regimes.TWO_UNITS, ids=lambda r: r.name)
def test_probabilities(regime: regimes.Regime) -> None:
    assert all(((p >= 0) & (p <= 1)).all() for p in draw(regime, 50))


@pytest.mark.parametrize("regime", regimes.TWO_NORMALS, ids=lambda r: r.name)
def test_scales_are_positive(regime: regimes.Regime) -> None:
    _, s1, _, s2 = draw(regime, 50)
    assert (s1 > 0).all()
    assert (s2 > 0).all()


@pytest.mark.parametrize("regime", regimes.TWO_MULTIVARIATE, ids=lambda r: r.name)
def test_covariances_are_positive_definite(regime: regimes.Regime) -> None:
    _, a, _, b = draw(regime, 20)
    assert np.linalg.eigvalsh(a).min() > 0
    assert np.linalg.eigvalsh(b).min() > 0


@pytest.mark.parametrize("distance", regimes.DISTANCES)
def test_near_is_as_near_as_it_says(distance: float) -> None:
    p, q = regimes.two_laws_near(distance)(np.random.default_rng(0), 200)
    gap = np.abs(q / p - 1)
    assert 0.3 * distance < np.median(gap) < 3 * distance


# --- exact values


def enough(row: Row, regime: regimes.Regime) -> bool:
    """Whether further digits leave the exact values as they are."""
    inputs = draw(regime, 2)
    least = 0 if row.measure == "sum" else regimes.WIDE  # shapes of gamma laws span 23 digits
    few, many = (
        references.exact(row.reference, inputs, digits, row.measure)
        for digits in (regime.digits, 2 * max(regime.digits, least))
    )
    return all(
        np.array_equal(a.place, b.place)
        and np.array_equal(a.high, b.high)
        and np.allclose(a.low, b.low, atol=1e-6, rtol=0)
        for a, b in zip(few, many, strict=True)
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_digits_are_enough(row: Row) -> None:
    assert [r.name for r in quick(row) if not enough(row, r)] == []


def test_too_few_digits_are_noticed() -> None:
    regime = next(r for r in regimes.TWO_UNITS if r.name == "1e-300 to 0.1")
    assert not enough(BY_NAME["kl_bernoulli"], replace(regime, digits=80))


@pytest.mark.parametrize("name", ["kl", "js", "entropy", "cross_entropy"])
def test_balls_agree_with_mpmath(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = BY_NAME[name]
    inputs = draw(next(r for r in row.regimes if r.name == "N = 1e3"))
    by_digits = references.exact(row.reference, inputs, 80, row.measure)
    monkeypatch.setattr(references, "LONG", 1000)
    by_balls = references.exact(row.reference, inputs, 80, row.measure)
    for a, b in zip(by_digits, by_balls, strict=True):
        np.testing.assert_array_equal(a.high, b.high)
        np.testing.assert_allclose(a.low, b.low, atol=1e-6, rtol=0)


def normal(mu: Any, sigma: Any, x: Any) -> Any:
    return mp.exp(-(((x - mu) / sigma) ** 2) / 2) / (sigma * mp.sqrt(2 * mp.pi))


def test_references_of_normal_laws_are_integrals() -> None:
    mu1, s1, mu2, s2 = map(mpf, ("0.3", "0.8", "-0.4", "1.3"))
    p, q = partial(normal, mu1, s1), partial(normal, mu2, s2)
    line = mp.linspace(-12, 12, 13)
    divergence = mp.quad(lambda x: p(x) * mp.log(p(x) / q(x)), line)
    crossed = mp.quad(lambda x: -p(x) * mp.log(q(x)), line)
    assert mp.almosteq(references.kl_normal(mp, mu1, s1, mu2, s2)[0], divergence, 1e-12)
    terms = references.cross_entropy_normal(mp, mu1, s1, mu2, s2)[0]
    assert mp.almosteq(mp.fsum(terms), crossed, 1e-12)
    x, w, b, s = map(mpf, ("0.7", "1.5", "-0.2", "0.6"))
    bound = mp.quad(
        lambda z: p(z) * mp.log(normal(w * z + b, s, x) * normal(mpf(0), mpf(1), z) / p(z)),
        line,
    )
    assert mp.almosteq(mp.fsum(references.elbo_gaussian(mp, x, mu1, s1, w, b, s)[0]), bound, 1e-12)


def test_multivariate_reference_is_a_sum_where_matrices_are_diagonal() -> None:
    means, scales = [mpf(1), mpf(-2)], [mpf(2), mpf("0.5")]
    square = [[scales[0] ** 2, 0], [0, scales[1] ** 2]]
    other, wide = [mpf("0.5"), mpf(1)], [mpf(3), mpf("0.7")]
    found = references.kl_multivariate_normal(
        mp, means, square, other, [[wide[0] ** 2, 0], [0, wide[1] ** 2]]
    )[0]
    assert mp.almosteq(found, references.kl_diagonal_normal(mp, means, scales, other, wide)[0])


def test_multivariate_references_do_not_depend_on_the_basis() -> None:
    """Both laws sheared by the same invertible matrix are as far apart as before."""
    shear = mp.matrix([[2, 1], [0, mpf(1) / 3]])
    mean1, mean2 = mp.matrix([1, 0]), mp.matrix([0, 2])
    a, b = mp.matrix([[2, 1], [1, 3]]), mp.matrix([[1, mpf(1) / 4], [mpf(1) / 4, 2]])
    plain = references.kl_multivariate_normal(mp, mean1, a, mean2, b)[0]
    laws = [shear * mean1, shear * a * shear.T, shear * mean2, shear * b * shear.T]
    assert mp.almosteq(references.kl_multivariate_normal(mp, *laws)[0], plain)
    factors = [mean1, mp.cholesky(a), mean2, mp.cholesky(b)]
    assert mp.almosteq(references.kl_multivariate_cholesky(mp, *factors)[0], plain)


def test_references_of_coins_agree_with_each_other() -> None:
    p, q = mpf("0.3"), mpf("0.6")
    coins = [p, 1 - p], [q, 1 - q]
    divergence = references.kl(mp, *coins)[0]
    own, crossed = references.entropy(mp, coins[0])[0], references.cross_entropy(mp, *coins)[0]
    assert mp.almosteq(divergence, crossed - own)
    assert mp.almosteq(own, references.binary_entropy(mp, p)[0])
    assert mp.almosteq(divergence, references.kl_bernoulli(mp, p, q)[0])
    best = [a / (a + b) for a, b in zip(*coins, strict=True)]
    value = mp.fsum(references.gan_value(mp, *coins, best)[0])
    assert mp.almosteq(value, references.gan_value_at_optimum(mp, *coins)[0])
    assert mp.almosteq(value, 2 * references.js(mp, *coins)[0] - mp.log(4))
    logits = [[mp.log(x) for x in law] for law in coins]
    assert mp.almosteq(divergence, references.kl_logits(mp, *logits)[0])
    assert mp.almosteq(own, references.entropy_logits(mp, logits[0])[0])


def test_gradient_references_are_derivatives() -> None:
    a, b, t = [mpf(1), mpf(-1), mpf("0.5")], [mpf(0), mpf(2), mpf(1)], mpf(3)
    found = references.kl_logits_gradient(mp, a, b, t)[0]
    for k in range(3):
        slope = mp.diff(
            lambda x, k=k: references.kl_logits(mp, a, [*b[:k], x, *b[k + 1 :]], t)[0], b[k]
        )
        assert mp.almosteq(found[k], slope, 1e-10)


@given(st.lists(st.integers(1, 9), min_size=4, max_size=4))
def test_slopes_are_derivatives_that_were_written_out(weights: list[int]) -> None:
    p, q, t = [mpf(w) for w in weights[:2]], [mpf(w) for w in weights[2:]], mpf(3)
    with mp.workdps(40):
        pairs: list[tuple[Any, int, Any]] = [
            (references.kl_logits, 1, references.kl_logits_gradient),
            (references.js_logits, 0, references.js_logits_by_p),
            (references.entropy_logits, 0, references.entropy_logits_by_logits),
        ]
        for value, place, written in pairs:
            given = (p, t) if value is references.entropy_logits else (p, q, t)
            [found], [known] = slope(value, place, False)(mp, *given), written(mp, *given)
            assert all(abs(x - y) < mpf(10) ** -30 for x, y in zip(found, known, strict=True))


def test_every_derivative_has_a_row() -> None:
    found = {(row.name.partition(".")[0], row.by) for row in ALL if row.by}
    forms = closed_forms_module.CLOSED_FORMS
    wanted = {(f.name, by) for f in forms.values() for by in f.grad}
    assert wanted <= found
    assert {f.name for f in forms.values()} == {row.name for row in ALL if not row.by}


def test_a_cancelling_sum_is_forgiven_what_its_condition_costs() -> None:
    def difference(m: Any, x: Any, y: Any) -> list[Any]:
        return [x - y]

    with mp.workdps(50):
        kappa = condition(difference, [mpf(1), mpf(1) - mpf(10) ** -6], sums=False)
    assert kappa == pytest.approx(2e6, rel=1e-5)


# --- the harness as a whole


class Library:
    """A library with two functions, one of them slightly wrong."""

    @staticmethod
    def kl(p: Any, q: Any) -> Any:
        return NUMPY_AND_SCIPY["kl"]["NumPy"](p, q)() * (1 + 1e-9)

    @staticmethod
    def information_content(p: Any) -> Any:
        return -np.log(p)


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setattr(accuracy, "closed_forms", lambda compiled: Library)
    monkeypatch.setattr(accuracy, "peers", lambda: NUMPY_AND_SCIPY)
    pairs = accuracy.chosen("kl,information_content,entropy", "generic")
    return accuracy.run(pairs, 20, compiled=False)


def test_a_wrong_function_shows_a_large_error(results: dict[str, Any]) -> None:
    found = {(r["function"], r["by"]): r for r in results["records"]}
    assert found["kl", "derivecheck"]["ulp"] > 1e6
    assert found["kl", "derivecheck, single"]["ulp"] > 1e6
    assert found["kl", "NumPy"]["ulp"] < 100
    assert found["information_content", "derivecheck"]["ulp"] < 1
    assert results["missing"] == ["entropy"]


def test_misses_of_a_goal_are_shown(results: dict[str, Any]) -> None:
    rows = {name: accuracy_tables.misses(BY_NAME[name], results["records"]) for name in ("kl",)}
    assert len(rows["kl"]) >= 2
    lines = accuracy_tables.overview(results).splitlines()
    assert next(x for x in lines if "`kl`" in x).endswith("2 of 2 |")
    assert next(x for x in lines if "`information_content`" in x).endswith("met |")


def test_a_function_that_fails_is_an_error_and_not_a_pass() -> None:
    row = BY_NAME["information_content"]

    def broken(p: Any) -> Any:
        raise ValueError("no")

    [record] = accuracy.measure(row, row.regimes[0], {"derivecheck": direct(broken)}, 5)
    assert record["error"] == "ValueError: no"
    assert accuracy_tables.misses(row, [record]) == [record]


def test_docstrings_say_what_was_measured() -> None:
    results = json.loads(accuracy.RESULTS.read_text())
    summary_ = accuracy_tables.worst(results)
    assert json.loads(accuracy.SUMMARY.read_text()) == summary_
    said = {n: getattr(emitted_arrays, n, None) for n in summary_["functions"]}
    for name, function in said.items():
        if function is not None:
            assert measured_errors.sentence(name) in function.__doc__
            assert summary_["functions"][name]["regime"] in function.__doc__
    assert measured_errors.sentence("kl") in str(closed_forms_module.kl.__doc__)
    assert not measured_errors.sentence("no_such_function")


def test_a_larger_error_is_said() -> None:
    """Near miss: what is said is not what was said before, once more is measured."""
    results = json.loads(accuracy.RESULTS.read_text())
    before = accuracy_tables.worst(results)["functions"]["kl"]
    ours = [r for r in results["records"] if (r["function"], r["by"]) == ("kl", "derivecheck")]
    ours[-1]["ulp"] = 77.0
    after = accuracy_tables.worst(results)["functions"]["kl"]
    assert after == {**before, "error": "77.0", "regime": ours[-1]["regime"]} != before


def test_one_by_one_passes_python_floats() -> None:
    def told(x: Any, p: Any) -> float:
        assert type(x) is float
        return float(x + len(p))

    assert one_by_one(told)(np.array([0.5]), np.array([[1.0, 2.0]])) == [2.5]


def test_new_results_replace_old_ones(results: dict[str, Any]) -> None:
    old = {**results, "records": [{**r, "ulp": -1.0} for r in results["records"]]}
    some = [r for r in results["records"] if r["function"] == "kl"]
    merged = accuracy.merged(old, {**results, "records": some})
    assert {r["ulp"] < 0 for r in merged["records"] if r["function"] == "kl"} == {False}
    assert {r["ulp"] < 0 for r in merged["records"] if r["function"] == "entropy"} == {True}
    assert len(merged["records"]) == len(results["records"])


def test_json_comes_back(results: dict[str, Any]) -> None:
    assert json.loads(accuracy.to_json(results)) == results


def test_ratios_are_against_ours() -> None:
    case = speed.Case("kl", "", 1, lambda rng, n: ())
    records = speed.timed(case, {"derivecheck": lambda: sum(range(10)), "other": lambda: 0}, 3)
    assert list(records[1]["ratios"]) == ["derivecheck"]
    assert records[0]["ratios"] == {}
    assert "other" in speed_tables.table(records)


@pytest.mark.parametrize(("ratio", "word"), [(3.1, "met"), (2.9, "missed")])
def test_goals_of_speed(ratio: float, word: str) -> None:
    record = {
        "function": "kl",
        "size": "N = 1,000,000",
        "by": "torch F.kl_div",
        "ratios": {speed_tables.FAST: ratio},
    }
    [line] = speed_tables.goals({"records": [record]}).splitlines()[4:]
    assert line.endswith(f"{ratio:.2f} | ≥ 3 | {word} |")


PAGES = [
    (accuracy.RESULTS, accuracy.PAGE, accuracy_tables),
    (speed.RESULTS, speed.PAGE, speed_tables),
]


@pytest.mark.parametrize(
    ("results", "page", "module"), [p for p in PAGES if p[0].exists()], ids=lambda x: ""
)
def test_pages_are_those_of_the_results(results: Path, page: Path, module: Any) -> None:
    text = module.page(json.loads(results.read_text(encoding="utf-8")))
    assert page.read_text(encoding="utf-8") == text
