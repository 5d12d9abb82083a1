"""The translation of scalar kernels into C, compiled and compared with Python."""

import ctypes
import math
import shutil
import subprocess
from types import SimpleNamespace
from typing import Any

import pytest

from derivecheck.emission.to_c import NotTranslatable, constant, to_c

SOURCE = '''
SCALE = 3.0


def parts(x: float) -> tuple[float, float]:
    high = x * SCALE
    return high - (high - x), x - 1.0


def value(x: float, y: float) -> float:
    """Every construct once."""
    if x != x or not y < 10.0:
        return math.nan
    r = 0.0
    r += SCALE
    u, v = r * x, x - r
    h, l = parts(x)
    m, e = math.frexp(y)
    if 0.0 < x <= 1.0 and y > 0.0:
        s = math.log1p(x) * (h - l) / (m + e) + u * v
    elif x == 3.5:
        s = x
        while s < y:
            s = 2.0 * s
    elif x == 2.0:
        s = -abs(y)
    else:
        s = math.ldexp(r, e) - max(x, y)
    return s - r if s > -(x - y) else math.inf
'''
needs_compiler = pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("c")
    text = "\n".join(["#include <math.h>", constant("SCALE", 3.0), *to_c(SOURCE).values()])
    text += "\ndouble entry(double x, double y) { return value(x, y); }\n"
    (folder / "k.c").write_text(text)
    library = folder / "k.so"
    command = ["cc", "-O2", "-Wall", "-Werror", "-ffp-contract=off", "-shared", "-fPIC"]
    subprocess.run([*command, str(folder / "k.c"), "-o", str(library), "-lm"], check=True)
    entry = ctypes.CDLL(str(library)).entry
    entry.restype, entry.argtypes = ctypes.c_double, [ctypes.c_double] * 2
    return entry


@needs_compiler
@pytest.mark.parametrize("x", [0.25, 1.0, 2.0, 3.5, -1.0, math.nan])
@pytest.mark.parametrize("y", [0.5, 3.0, 9.0, 11.0])
def test_c_computes_what_python_computes(compiled: Any, x: float, y: float) -> None:
    python = SimpleNamespace()
    namespace: dict[str, Any] = {"math": math}
    exec(SOURCE, namespace)
    python.value = namespace["value"](x, y)
    assert compiled(x, y) == python.value or math.isnan(compiled(x, y)) == math.isnan(python.value)
    if not math.isnan(python.value):
        assert compiled(x, y) == python.value


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    while x:\n        x = x - 1.0\n    else:\n        x = 1.0\n    return x",
        "def f(x):\n    return x ** 2",
        "def f(x):\n    return g(x, y=1)",
        "def f(x):\n    for k in range(3):\n        x = x + k\n    return x",
        "def f(x, y):\n    x, y = y, x\n    return x - y",
        "def f(x):\n    return [x]",
    ],
)
def test_other_python_is_refused(source: str) -> None:
    with pytest.raises(NotTranslatable, match="line"):
        to_c(source)
