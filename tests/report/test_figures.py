"""Figures: right numbers, the same bytes each time, nothing left in matplotlib's settings."""

from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest

from derivecheck.report import canvas, drawings
from derivecheck.report.figures import PLANS, all_figures
from derivecheck.report.text import prose


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("figures")
    figures = all_figures(directory)
    assert [f.id for f in figures] == [p.id for p in PLANS]
    assert all(f.path.is_file() and f.path.parent == directory for f in figures)
    return directory


def test_the_same_bytes_each_time(made: Path, tmp_path: Path) -> None:
    all_figures(tmp_path)
    for plan in PLANS:
        for suffix in (".pdf", ".svg"):
            name = f"{plan.id}{suffix}"
            assert (made / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_no_date_and_no_program_in_the_files(made: Path) -> None:
    for path in made.glob("*.pdf"):
        assert b"CreationDate" not in path.read_bytes()
        assert b"Matplotlib" not in path.read_bytes()


def test_settings_of_the_user_stay() -> None:
    before = dict(mpl.rcParams)
    with canvas.style():
        assert mpl.rcParams["pdf.fonttype"] == 3
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.id)
def test_captions_are_prose_with_safe_formulas(plan: object) -> None:
    assert r"\mono" not in prose(plan.caption)  # type: ignore[attr-defined]


def test_monte_carlo_separates_the_written_from_the_corrected_form() -> None:
    rng = np.random.default_rng(1)
    for mu, sigma in ((0.0, 1.0), (1.0, 0.5), (-2.0, 1.5)):
        e = drawings.kl_estimate(rng, mu, sigma, 20_000)
        at = np.array(mu), np.array(sigma)
        assert e.covers(drawings.kl_corrected(*at))
        assert not e.covers(drawings.kl_written(*at))


def test_divergences_of_the_figures() -> None:
    assert drawings.kl(3.0) == pytest.approx(4.5)
    assert drawings.js(0.0) == 0.0
    assert 0.69 < drawings.js(7.0) < np.log(2)
    assert drawings.cross_entropy(0.5, 0.25) != pytest.approx(drawings.cross_entropy(0.25, 0.5))
    assert drawings.cross_entropy(0.3, 0.7) == pytest.approx(drawings.cross_entropy(0.7, 0.3))


def test_density_is_normalised() -> None:
    x = np.linspace(-9, 9, 1801)
    assert np.trapezoid(drawings.normal_density(x, 0.5, 1.2), x) == pytest.approx(1.0)
