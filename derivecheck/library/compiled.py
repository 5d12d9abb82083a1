"""The compiled functions, where the package was built with a C compiler; NumPy does without them.

``DERIVECHECK_COMPILED=0`` leaves them out; 1, 2, … choose a set of instructions, the last of which
that the processor has is taken otherwise: the results are the same bits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from derivecheck.library.generated.digest import DIGEST

Pair = tuple[Callable[..., Any], Callable[..., Any]]
LEVELS = ("any processor", "AVX2", "AVX-512")


@cache
def _module() -> tuple[Any, str]:
    """The extension, or None, and what there is in words."""
    chosen = os.environ.get("DERIVECHECK_COMPILED", "")
    if chosen == "0":
        return None, "NumPy alone, as DERIVECHECK_COMPILED=0 wants it"
    try:
        module = import_module("derivecheck.library._native")
    except ImportError:
        return None, "NumPy alone: the package was built without a C compiler"
    if module.DIGEST != DIGEST:
        return None, "NumPy alone: the extension was built from other sources"
    level = int(chosen) - 1 if chosen else module.LEVELS - 1
    module.use(level)
    return module, f"compiled functions for {LEVELS[level]}"


def functions() -> Mapping[str, Pair]:
    """By the name of the emitted function: with the domain looked at, and without."""
    module, _ = _module()
    return module.FUNCTIONS if module else {}


def backend() -> str:
    """What computes arrays here."""
    return _module()[1]
