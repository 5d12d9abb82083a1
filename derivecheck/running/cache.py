"""Results of earlier runs, found again by the content of what was checked.

An entry is a file named by its key, written whole or not at all, and headed by a digest of itself:
runs at the same time do not disturb each other, and what is damaged counts as missing.  Entries of
one environment (engine, numeric core, Python, libraries) share a folder; a folder that no run has
opened for a month goes away.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from derivecheck.running.environment import changed_since, environment

FOLDER = "DERIVECHECK_CACHE_DIR"
PREFIX = "results-"
MONTH = 30 * 24 * 3600.0
STARTED = time.time()


def default_folder() -> Path:
    """The folder named in the environment, or the user's own for caches."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else user_cache_path("derivecheck", appauthor=False)


class Cache:
    """Entries of this environment below ``root``; ``trouble`` says why one could not be written."""

    def __init__(self, root: Path) -> None:
        self.folder = root / f"{PREFIX}{environment()[:32]}"
        self.trouble = ""
        self._open(root)

    def get(self, key: str) -> Any | None:
        """The entry, or None where it is missing or damaged."""
        try:
            head, _, body = (self.folder / key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return json.loads(body) if head == _digest(body) else None

    def put(self, key: str, entry: Mapping[str, Any]) -> None:
        """Keep an entry; the first failure is told in ``trouble`` and is the last attempt.

        Nothing is kept once a source has changed under the run: the key may be that of another.
        """
        body = json.dumps(entry, ensure_ascii=False).encode()
        if not self.trouble and not changed_since(STARTED):
            try:
                self._write(key, _digest(body) + b"\n" + body)
            except OSError as error:
                self._give_up(error)

    def _open(self, root: Path) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            os.utime(self.folder)
        except OSError as error:
            self._give_up(error)
            return
        for folder in root.glob(f"{PREFIX}*"):
            if folder != self.folder and _age(folder) > MONTH:
                shutil.rmtree(folder, ignore_errors=True)

    def _write(self, key: str, content: bytes) -> None:
        handle, name = tempfile.mkstemp(prefix=".new-", dir=self.folder)
        try:
            with open(handle, "wb") as file:
                file.write(content)
            os.replace(name, self.folder / key)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise

    def _give_up(self, error: OSError) -> None:
        self.trouble = f"results are not kept: cannot write to {self.folder}: {error.strerror}"


def _age(folder: Path) -> float:
    """Seconds since a run has opened the folder; another run may have removed it meanwhile."""
    try:
        return time.time() - folder.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _digest(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode()
