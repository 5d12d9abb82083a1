"""The loops compiled by numba, where it is installed; ``DERIVECHECK_FAST=0`` does without it.

The compiled module is written into the user's cache, under a name that depends on its text, so that
machine code of another version is never used.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import sha256
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import ModuleType

from platformdirs import user_cache_path


@cache
def module() -> ModuleType | None:
    """The compiled functions; None without numba or where they are not wanted."""
    if os.environ.get("DERIVECHECK_FAST", "1") == "0" or find_spec("numba") is None:
        return None
    from derivecheck.library.machine import LOOPS, numba_source, source
    from derivecheck.library.sources import definitions

    names = [n for n in definitions(source(LOOPS)) if not n.startswith("_")]
    return _imported(numba_source(names))


def _imported(text: str) -> ModuleType | None:
    """The module of this text, from a file in the cache; None where nothing can be written."""
    key = sha256(text.encode()).hexdigest()[:16]
    named = os.environ.get("DERIVECHECK_CACHE_DIR")
    folder = Path(named) if named else user_cache_path("derivecheck", appauthor=False)
    path = folder / "fast" / f"closed_forms_{key}.py"
    try:
        if not path.exists():
            _write(path, text)
    except OSError:
        return None
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = module_from_spec(spec)
    sys.modules[path.stem] = loaded  # where numba looks when it reads machine code
    spec.loader.exec_module(loaded)
    return loaded


def _write(path: Path, text: str) -> None:
    """The file whole or not at all, also with several writers at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as part:
        part.write(text)
    os.replace(part.name, path)
