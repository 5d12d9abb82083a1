"""The closed forms under test, plain and compiled side by side in one process."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np

PACKAGE = "derivecheck"


def closed_forms(compiled: bool) -> Any:
    """A fresh copy of the module of closed forms, compiled where possible or not at all."""
    others = {n: sys.modules.pop(n) for n in list(sys.modules) if n.partition(".")[0] == PACKAGE}
    before = os.environ.pop("DERIVECHECK_COMPILED", None)
    os.environ |= {} if compiled else {"DERIVECHECK_COMPILED": "0"}
    try:
        library = import_module(f"{PACKAGE}.closed_forms")
        import_module(f"{PACKAGE}.library.compiled").functions()  # the choice is made at the first
    finally:
        os.environ.pop("DERIVECHECK_COMPILED", None)
        os.environ |= {} if before is None else {"DERIVECHECK_COMPILED": before}
        for name in [n for n in sys.modules if n.partition(".")[0] == PACKAGE]:
            del sys.modules[name]
        sys.modules.update(others)
    return library


def one_by_one(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function called sample by sample, numbers as Python floats."""

    def each(*inputs: Any) -> Any:
        samples = zip(*map(_entries, inputs), strict=True)
        return np.array([function(*sample) for sample in samples])

    return each


def _entries(array: Any) -> Sequence[Any]:
    return array.tolist() if array.ndim == 1 else list(array)
