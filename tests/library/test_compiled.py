"""The compiled functions: built here, on every set of instructions, against the exact loops."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from derivecheck import closed_forms as cf
from derivecheck import generate
from derivecheck.library import compiled
from derivecheck.library.closed_form import ClosedForm
from derivecheck.library.generated import loops
from derivecheck.library.generated.digest import DIGEST
from tests.library.test_emitted import FORMS, drawn

ROOT = Path(generate.__file__).resolve().parents[1]
HEADERS = shutil.which("cc") and shutil.which("gcc")
needs_compiler = pytest.mark.skipif(not HEADERS, reason="no C compiler")
NAMES = [f.name for f in FORMS if hasattr(loops, f.name)]


@pytest.fixture(scope="module")
def native(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The extension, built as the package's own build does it."""
    folder = tmp_path_factory.mktemp("native")
    command = [sys.executable, "setup.py", "--quiet", "build_ext"]
    command += ["--build-lib", str(folder / "lib"), "--build-temp", str(folder / "temp")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.rglob("_native*")
    spec = importlib.util.spec_from_file_location("_native", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def points(form: ClosedForm, rows: int, size: int, seed: int = 0) -> list[Any]:
    rng = np.random.default_rng(seed)
    return [drawn(a.domain, rng, (rows,), size) for a in form.arguments]


def exact(form: ClosedForm, values: list[Any]) -> Any:
    """Row by row in plain Python, with sums that are correctly rounded."""
    function, found = getattr(loops, form.name), []
    for row in zip(*(v.tolist() for v in values), strict=True):
        out = [0.0] * len(next((x for x in row if isinstance(x, list)), []))
        value = function(*([out] if form._value.entries else []), *row)
        found.append(out if form._value.entries else value)
    return np.array(found)


@needs_compiler
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("rows", "size"), [(37, 5), (3, 20), (2, 1300)])
def test_every_set_of_instructions_gives_the_same_bits(
    native: Any, name: str, rows: int, size: int
) -> None:
    form = cf.CLOSED_FORMS[name]
    values = points(form, rows, size)
    found = []
    for level in range(native.LEVELS):
        native.use(level)
        found.append([f(*values) for f in native.FUNCTIONS[name]])
    for pair in found:
        assert np.array_equal(pair[0], pair[1])  # looking at the domain changes nothing
        assert np.array_equal(pair[0], found[0][0])
    np.testing.assert_allclose(found[0][0], exact(form, values), rtol=1e-13, atol=1e-15)


@needs_compiler
def test_a_neighbouring_argument_is_seen(native: Any) -> None:
    """Near miss: one entry of one row moved by 1e-9 changes this row alone."""
    p, q = points(cf.js, 50, 12)
    moved = p.copy()
    moved[7, 3] *= 1 + 1e-9
    before, after = (native.FUNCTIONS["js"][1](x, q) for x in (p, moved))
    assert np.flatnonzero(before != after).tolist() == [7]


@needs_compiler
def test_rows_that_do_not_lie_in_order(native: Any) -> None:
    p, q = points(cf.kl, 40, 9)
    function = native.FUNCTIONS["kl"][0]
    expected = function(p, q)
    assert np.array_equal(function(np.asfortranarray(p), q), expected)
    assert np.array_equal(function(np.repeat(p, 2, axis=0)[::2], q), expected)
    assert np.array_equal(function(p[3], q), [function(p[3], x) for x in q])
    out = np.zeros((40, 2))
    assert np.array_equal(function(p, q, out=out[:, 1]), expected)
    assert out[:, 0].tolist() == [0] * 40


@needs_compiler
def test_what_is_outside_is_noticed_and_indices_always(native: Any) -> None:
    looking, blind = native.FUNCTIONS["kl"]
    p, q = points(cf.kl, 3, 600)
    p[1, 599] = -1e-300
    with pytest.raises(ValueError, match="outside the domain"):
        looking(p, q)
    assert np.isfinite(blind(p, q)[0])
    for function in native.FUNCTIONS["nll"]:
        for label in (-1, 3, np.nan):
            with pytest.raises(ValueError, match="outside the domain"):
                function(np.zeros(3), label, 1.0)
    with pytest.raises(ValueError, match="no set of instructions"):
        native.use(native.LEVELS)


@needs_compiler
def test_quick_kernels_are_vectorised(tmp_path: Path) -> None:
    """A kernel with a branch left is several times slower, and nothing else would tell."""
    include = ROOT / "derivecheck" / "library" / "native"
    text = (include / "module.c").read_text()
    if (
        "__x86_64__"
        not in subprocess.run(
            ["gcc", "-dM", "-E", "-x", "c", os.devnull], capture_output=True, text=True, check=True
        ).stdout
    ):
        pytest.skip("instructions of another processor")
    needed = re.findall(r'#include [<"](?!Python|numpy|forms).*[>"]', text.partition("typedef")[0])
    source = tmp_path / "ops.c"
    level = ["#define static", "#define NAMED(name) name##_here", '#include "rows.h"']
    source.write_text("\n".join([*needed, *level, '#include "ops.h"']))
    flags = ["-O3", "-ffp-contract=off", "-fno-trapping-math", "-fno-math-errno"]
    flags += ["-fno-signed-zeros", "-mavx2", f"-I{include}", "-fopt-info-vec-optimized"]
    command = ["gcc", *flags, "-c", str(source), "-o", str(tmp_path / "ops.o")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    vectorised = {int(n) for n in re.findall(r"ops\.h:(\d+):\d+: optimized: loop vectorized", told)}
    lines = (include / "ops.h").read_text().splitlines()
    quick = {k for k, line in enumerate(lines, 1) if "= quick_" in line}
    assert len(quick) > 20
    assert quick <= vectorised


def test_what_is_committed_is_what_the_generator_writes() -> None:
    for name, text in generate.native_files(cf.CLOSED_FORMS.values()).items():
        assert (generate.NATIVE / name).read_text() == text, name
    assert generate.digest() == DIGEST


def test_numpy_does_without() -> None:
    code = "from derivecheck import closed_forms as cf; print(cf.backend(), cf.kl([.5,.5],[.2,.8]))"
    environment = os.environ | {"DERIVECHECK_COMPILED": "0", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    told, _, value = done.stdout.strip().rpartition(" ")
    assert told == "NumPy alone, as DERIVECHECK_COMPILED=0 wants it"
    assert float(value) == pytest.approx(float(cf.kl([0.5, 0.5], [0.2, 0.8])), rel=1e-15)


def test_an_extension_of_other_sources_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    module = type("Extension", (), {"DIGEST": "of another day", "FUNCTIONS": {"kl": None}})
    monkeypatch.setattr(compiled, "import_module", lambda _: module)
    assert compiled._module.__wrapped__() == (
        None,
        "NumPy alone: the extension was built from other sources",
    )
