"""Watching: what has changed is checked again, by forks that are killed at their limits."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from derivecheck.cli.watch import changes
from derivecheck.running.forks import forks
from derivecheck.running.parallel import BrokenCheck, Limits, Pool, Stopped


def test_only_what_is_new_or_changed_is_named(tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    first.write_text("one")
    edits: Iterator[Callable[[], object]] = iter(
        [
            lambda: second.write_text("two"),
            lambda: None,
            lambda: first.write_text("more than one"),
            lambda: first.unlink(),
            lambda: second.write_text("other"),
        ]
    )
    seen = islice(changes((tmp_path,), lambda: next(edits)()), 4)
    assert [[f.name for f in files] for files in seen] == [["a.md"], ["b.md"], ["a.md"], ["b.md"]]
    assert not list(edits)


def test_a_note_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    found = next(iter(changes((note,), lambda: note.write_text("now"))))
    assert found == (note,)


# --- forks


def half(n: int) -> float:
    return n / 2


def slow(n: int) -> int:
    time.sleep(n)
    return n


def leaves(n: int) -> int:
    os._exit(n)


def breaks(n: int) -> int:
    raise ValueError(f"no {n}")


def test_a_fork_gives_its_result() -> None:
    pool = Pool[int, float](half, forks, Limits(30))
    assert dict(pool.stream([1, 2, 3])) == {0: 0.5, 1: 1.0, 2: 1.5}


def test_a_fork_is_killed_at_its_limit() -> None:
    ((_, result),) = Pool[int, int](slow, forks, Limits(0.3)).stream([60])
    assert isinstance(result, Stopped)
    assert "time limit" in result.reason


def test_a_fork_that_ends_is_stopped_and_one_that_raises_is_a_defect() -> None:
    ((_, result),) = Pool[int, int](leaves, forks, Limits(30)).stream([3])
    assert result == Stopped("stopped: the fork ended with exit code 3")
    with pytest.raises(BrokenCheck, match="no 7"):
        dict(Pool[int, int](breaks, forks, Limits(30)).stream([7]))
