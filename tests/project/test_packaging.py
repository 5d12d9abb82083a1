"""The packaging keeps its promises: one import name, complete distributions, imports one way."""

import ast
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

import derivecheck
from tests.support.imports import circle

ROOT = Path(__file__).resolve().parents[2]
LINKED = ("derivations", "notes", "numeric", "report")
FROM_SOURCE = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "*.so")


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the project in which a test may do damage."""
    return Path(shutil.copytree(ROOT, tmp_path / "source", symlinks=True, ignore=FROM_SOURCE))


# --- links ---------------------------------------------------------------------------------------


def broken_links(root: Path) -> list[str]:
    """The content folders that `derivecheck/` does not reach."""
    return [
        name
        for name in LINKED
        if not (link := root / "derivecheck" / name).is_dir()
        or link.resolve() != (root / name).resolve()
    ]


def test_every_content_folder_is_reached_through_the_package() -> None:
    assert not broken_links(ROOT), (
        "The links in derivecheck/ do not lead to the folders on top. On Windows, turn developer "
        "mode on and clone with: git clone -c core.symlinks=true"
    )


def test_a_link_that_arrived_as_a_text_file_is_noticed(source: Path) -> None:
    link = source / "derivecheck" / "numeric"
    target = str(link.readlink())
    link.unlink()
    link.write_text(target)
    assert broken_links(source) == ["numeric"]


def test_a_link_to_another_folder_is_noticed(source: Path) -> None:
    link = source / "derivecheck" / "notes"
    link.unlink()
    link.symlink_to("../derivations")
    assert broken_links(source) == ["notes"]


# --- one version ---------------------------------------------------------------------------------


def versions(root: Path) -> dict[str, str]:
    """Every place that states the version, with the version it states."""
    found = re.search(r'__version__ = "(.+)"', (root / "derivecheck/__init__.py").read_text())
    cited = re.search(r"^version: (.+)$", (root / "CITATION.cff").read_text(), re.MULTILINE)
    assert found
    assert cited
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    return {
        "pyproject.toml": project["version"],
        "derivecheck/__init__.py": found[1],
        "CITATION.cff": cited[1],
    }


def test_all_places_state_the_same_version() -> None:
    assert set(versions(ROOT).values()) == {derivecheck.__version__}


def test_a_version_raised_in_one_place_only_is_noticed(source: Path) -> None:
    pyproject = source / "pyproject.toml"
    pyproject.write_text(re.sub(r'(?m)^version = ".*"', 'version = "999.0"', pyproject.read_text()))
    assert len(set(versions(source).values())) == 2


# --- what an import loads ------------------------------------------------------------------------


def loads_sympy(statements: str) -> bool:
    """Whether a fresh interpreter has SymPy in memory after the statements."""
    program = f"{statements}\nimport sys\nprint('sympy' in sys.modules)"
    done = run(sys.executable, "-c", program, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return ast.literal_eval(done.stdout) is True


def test_the_numeric_core_runs_without_sympy() -> None:
    modules = [path.stem for path in (ROOT / "numeric").glob("*.py") if path.stem != "__init__"]
    names = ["derivecheck.numeric", *(f"derivecheck.numeric.{module}" for module in modules)]
    assert not loads_sympy("\n".join(f"import {name}" for name in names))


def test_sympy_in_memory_is_noticed() -> None:
    assert loads_sympy("import derivecheck.numeric, sympy")


def import_linter(root: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on a copy of the project, out of reach of an installed derivecheck."""
    program = (
        "import sys; sys.path.insert(0, '.'); "
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    )
    return run(sys.executable, "-c", program, cwd=root)


def test_imports_run_one_way(source: Path) -> None:
    done = import_linter(source)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "statement"),
    [
        ("numeric/planted.py", "from sympy import Symbol"),
        ("numeric/planted.py", "import derivecheck.terms"),
        ("derivecheck/judgement/planted.py", "import derivecheck.derivations"),
        ("derivecheck/running/planted.py", "from derivecheck import report"),
        ("derivations/planted.py", "from derivecheck import notes"),
        ("notes/planted.py", "import derivecheck.report"),
        ("derivecheck/closed_forms/__init__.py", "import derivecheck.notes"),
        ("derivecheck/proof/planted.py", "import derivecheck.worlds.world"),
        ("derivecheck/worlds/planted.py", "from derivecheck.proof import prove"),
        ("derivecheck/emission/planted.py", "import derivecheck.proof"),
        ("derivecheck/reading/planted.py", "import derivecheck.worlds"),
        ("derivecheck/proof/planted.py", "import derivecheck.numeric.coding"),
        ("derivecheck/language/planted.py", "import derivecheck.numeric.coding"),
        ("derivecheck/findings/planted.py", "import derivecheck.language"),
        ("derivecheck/findings/planted.py", "import sympy"),
        ("derivecheck/library/planted.py", "import sympy"),
        ("derivecheck/latex/planted.py", "import jinja2"),
        ("derivecheck/terms/planted.py", "import derivecheck.facts"),
    ],
)
def test_an_import_the_wrong_way_is_noticed(source: Path, file: str, statement: str) -> None:
    (source / file).write_text(f"{statement}\n")
    done = import_linter(source)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout


def test_no_modules_import_each_other(source: Path) -> None:
    assert circle(source / "derivecheck") == []
    (source / "derivecheck/terms/planted.py").write_text(
        "def f():\n    from derivecheck.terms import planted_too\n"
    )
    (source / "derivecheck/terms/planted_too.py").write_text(
        "from derivecheck.terms import planted\n"
    )
    assert set(circle(source / "derivecheck")) == {"terms/planted.py", "terms/planted_too.py"}


# --- what is distributed -------------------------------------------------------------------------


def content(root: Path) -> set[str]:
    """The files of the package, by the names they have once installed."""
    found = set()
    for folder in (root / "derivecheck", *(root / "derivecheck" / name for name in LINKED)):
        kinds = ("*.py", "*.pyi", "*.json", "*.in", "*.c", "*.h", "templates/*")
        paths = (path for kind in kinds for path in folder.rglob(kind))
        found |= {path.relative_to(root).as_posix() for path in paths}
    return {*found, "derivecheck/py.typed"}


def packaged(wheel: Path) -> set[str]:
    """The files of the package in a wheel, but for what was compiled, if there is a compiler."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith("derivecheck/")}
    return {n for n in names if not n.startswith("derivecheck/library/_native.")}


def build(source: Path, out: Path) -> tuple[Path, Path]:
    """The source distribution, and the wheel made from it."""
    sdist = f"import sys; from setuptools import build_meta as b; b.build_sdist({str(out)!r})"
    done = run(sys.executable, "-c", sdist, cwd=source)
    assert done.returncode == 0, done.stderr
    archive = next(out.glob("*.tar.gz"))
    wheel = ("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(out), str(archive))
    done = run(sys.executable, "-m", "pip", *wheel, cwd=out)
    assert done.returncode == 0, done.stderr
    return archive, next(out.glob("*.whl"))


@pytest.mark.slow
def test_the_distributions_hold_every_file_of_the_package(source: Path, tmp_path: Path) -> None:
    (source / "report/templates").mkdir(exist_ok=True)
    (source / "report/templates/planted.tex").touch()
    archive, wheel = build(source, tmp_path)
    assert packaged(wheel) == content(source)
    assert {f"derivecheck/{name}/__init__.py" for name in LINKED} < packaged(wheel)
    with tarfile.open(archive) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    assert {"LICENSE", "README.md", "pyproject.toml", "notes/__init__.py"} < names


@pytest.mark.slow
def test_a_package_left_out_of_the_list_is_noticed(source: Path, tmp_path: Path) -> None:
    pyproject = source / "pyproject.toml"
    pyproject.write_text(pyproject.read_text().replace(' "derivecheck.notes",', "", 1))
    wheel = build(source, tmp_path)[1]
    assert "derivecheck/notes/__init__.py" in content(source) - packaged(wheel)


# --- TeX -----------------------------------------------------------------------------------------


def latex_packages(sources: Iterable[str]) -> set[str]:
    """The packages that LaTeX sources load.

    >>> sorted(latex_packages([r"\\usepackage[most]{tcolorbox} \\RequirePackage{array,tikz}"]))
    ['array', 'tcolorbox', 'tikz']
    """
    loads = re.compile(r"\\(?:usepackage|RequirePackage)(?:\[[^]]*\])?\{([^}]+)\}")
    lists = (found[1] for text in sources for found in loads.finditer(text))
    return {name.strip() for names in lists for name in names.split(",")}


def ensured() -> set[str]:
    """The LaTeX packages that scripts/install-tex makes sure of."""
    script = (ROOT / "scripts/install-tex").read_text()
    listed = re.search(r'latex_packages="([^"]*)"', script)
    assert listed
    return set(listed[1].split())


def test_make_ensures_every_latex_package_of_the_templates() -> None:
    templates = [path for path in (ROOT / "report/templates").glob("*") if path.is_file()]
    lacking = latex_packages(path.read_text() for path in templates) - ensured()
    assert not lacking, f"name these in scripts/install-tex: {sorted(lacking)}"


def test_a_latex_package_that_nothing_ensures_is_noticed() -> None:
    assert latex_packages([r"\usepackage{tikz,siunitx}"]) - ensured() == {"siunitx"}
