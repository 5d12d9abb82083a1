"""Emitted source of every target, run on its own and compared with the library."""

import ctypes
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import mpmath
import numpy as np
import pytest
from click.testing import CliRunner

from derivecheck import closed_forms as cf
from derivecheck.cli.commands import main
from derivecheck.emission import TARGET_NAMES
from derivecheck.emission.emit import TARGETS, emit
from derivecheck.library.closed_form import ClosedForm
from derivecheck.library.generated import loops as emitted_loops
from derivecheck.library.sources import words

NAMES = list(cf.CLOSED_FORMS)
ELEMENTARY = [n for n in NAMES if hasattr(emitted_loops, n)]
rng = np.random.default_rng(7)


def test_the_command_offers_every_target() -> None:
    assert tuple(sorted(TARGETS)) == TARGET_NAMES


def draw(domain: str) -> Any:
    """A value of a domain."""
    draws: dict[str, Callable[[], Any]] = {
        "real": lambda: rng.normal(),
        "positive": lambda: rng.uniform(0.5, 2.0),
        "unit": lambda: rng.uniform(0.1, 0.9),
        "index": lambda: 2,
        "law": lambda: rng.dirichlet(np.ones(5)),
        "vector": lambda: rng.normal(size=5),
        "scales": lambda: rng.uniform(0.5, 2.0, 5),
        "nonnegative": lambda: rng.uniform(0.5, 2.0),
        "weights": lambda: rng.uniform(0.5, 2.0, 5),
        "units": lambda: rng.uniform(0.1, 0.9, 5),
    }
    return draws[domain]()


POINTS = {
    name: [draw(a.domain) for a in form.arguments]
    for name, form in cf.CLOSED_FORMS.items()
    if all(a.axes < 2 for a in form.arguments)
}


def loaded(text: str, folder: Path, name: str) -> ModuleType:
    """The module of a text, from a file that knows nothing of the project."""
    assert "derivecheck" not in words(text.partition('"""\n\n')[2])
    path = folder / f"{name}.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def expected(name: str) -> Any:
    form: ClosedForm = cf.CLOSED_FORMS[name]
    return form(*POINTS[name])


@pytest.mark.parametrize("name", POINTS)
def test_numpy(name: str, tmp_path: Path) -> None:
    module = loaded(emit(cf.CLOSED_FORMS, [name], "numpy"), tmp_path, "of_numpy")
    with np.errstate(all="ignore"):
        found = getattr(module, name)(*map(np.asarray, POINTS[name]))
        np.testing.assert_allclose(found, expected(name), rtol=1e-14)


@pytest.mark.parametrize("name", POINTS)
def test_mpmath(name: str, tmp_path: Path) -> None:
    module = loaded(emit(cf.CLOSED_FORMS, [name], "mpmath"), tmp_path, "of_mpmath")
    with mpmath.workdps(40):
        values = [
            [mpmath.mpf(float(x)) for x in v] if np.ndim(v) else v if v == 2 else mpmath.mpf(v)
            for v in POINTS[name]
        ]
        result = getattr(module, name)(*values)
    found = [float(x) for x in result] if isinstance(result, list) else float(result)
    np.testing.assert_allclose(found, expected(name), rtol=1e-11)


def on_tensors(module: ModuleType, name: str, tensor: Any) -> Any:
    return getattr(module, name)(*[tensor(v) for v in POINTS[name]])


@pytest.mark.parametrize("name", POINTS)
def test_torch(name: str, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    module = loaded(emit(cf.CLOSED_FORMS, [name], "torch"), tmp_path, "of_torch")
    found = on_tensors(module, name, lambda v: torch.as_tensor(np.asarray(v)))
    np.testing.assert_allclose(found.numpy(), expected(name), rtol=1e-13)


@pytest.mark.parametrize("name", POINTS)
def test_jax(name: str, tmp_path: Path) -> None:
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)
    module = loaded(emit(cf.CLOSED_FORMS, [name], "jax"), tmp_path, "of_jax")
    found = jax.jit(getattr(module, name))(*map(jax.numpy.asarray, POINTS[name]))
    np.testing.assert_allclose(np.asarray(found), expected(name), rtol=1e-12)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """All elementary forms, compiled by the C compiler of the machine."""
    if shutil.which("cc") is None:
        pytest.skip("no C compiler")
    folder = tmp_path_factory.mktemp("c")
    (folder / "forms.c").write_text(emit(cf.CLOSED_FORMS, ELEMENTARY, "c"))
    command = ["cc", "-std=c99", "-O2", "-Wall", "-Werror", "-ffp-contract=off", "-shared", "-fPIC"]
    target = folder / "forms.so"
    subprocess.run([*command, str(folder / "forms.c"), "-o", str(target), "-lm"], check=True)
    return ctypes.CDLL(str(target))


@pytest.mark.parametrize("name", [n for n in ELEMENTARY if n in POINTS])
def test_c(name: str, library: Any) -> None:
    form, point, function = cf.CLOSED_FORMS[name], POINTS[name], getattr(library, name)
    pointer = np.ctypeslib.ndpointer(float)
    kinds = [
        pointer if a.axes else ctypes.c_long if a.domain == "index" else ctypes.c_double
        for a in form.arguments
    ]
    size = [5] if any(a.axes for a in form.arguments) else []
    out = np.empty(5)
    vector = form._value.entries == 1
    function.argtypes = [*([pointer] if vector else []), *kinds, *[ctypes.c_long] * len(size)]
    function.restype = None if vector else ctypes.c_double
    result = function(*([out] if vector else []), *point, *size)
    np.testing.assert_allclose(out if vector else result, expected(name), rtol=1e-14)


def test_derivatives_by_a_location_know_the_sign(tmp_path: Path) -> None:
    module = loaded(emit(cf.CLOSED_FORMS, ["kl_laplace"], "numpy"), tmp_path, "of_laplace")
    point = [np.asarray(x) for x in (0.0, 1.0, 2.0, 1.5)]
    assert module.kl_laplace_by_mu1(*point) == cf.kl_laplace.grad["mu1"](0.0, 1.0, 2.0, 1.5)
    for target in ("torch", "jax"):
        assert "sign, sqrt" in emit(cf.CLOSED_FORMS, ["kl_laplace"], target)


def test_a_changed_kernel_is_noticed(tmp_path: Path) -> None:
    text = emit(cf.CLOSED_FORMS, ["kl_normal"], "numpy").replace("(1/2)*s1 + s2", "(1/2)*s1 - s2")
    module = loaded(text, tmp_path, "wrong")
    found = module.kl_normal(*map(np.asarray, POINTS["kl_normal"]))
    assert not np.allclose(found, expected("kl_normal"), rtol=1e-3)


@pytest.mark.parametrize("target", TARGETS)
def test_command_writes_a_file(target: str, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    arguments = ["emit", "kl", "--target", target, "-o", str(out)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert "kl" in words(out.read_text())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["emit"], "--list"),
        (["emit", "kl_norml"], "did you mean kl_normal?"),
        (["emit", "kl", "--target", "fortran"], "fortran"),
        (["emit", "kl", "-o", "/no/such/folder/x.py"], "No such file"),
    ],
)
def test_bad_input(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_list_names_every_form_with_its_proof() -> None:
    lines = CliRunner().invoke(main, ["emit", "--list"]).output.splitlines()
    assert [line.split()[:2] for line in lines] == [
        [f.name, f.id] for f in cf.CLOSED_FORMS.values()
    ]


def test_numpy_target_needs_nothing_of_the_project(tmp_path: Path) -> None:
    path = tmp_path / "alone.py"
    path.write_text(emit(cf.CLOSED_FORMS, ["kl"], "numpy"))
    code = "import sys, alone, numpy; print(alone.kl(numpy.array([.5, .5]), numpy.array([.5, .5])))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(done.stdout) == 0.0
