"""What was judged is found again: a whole note by its text, a step by its statement."""

from __future__ import annotations

from pathlib import Path

import pytest

from derivecheck.checking.notes import check_text
from derivecheck.checking.outcomes import Judged
from derivecheck.findings.plain import read, written
from derivecheck.reading.text import Text
from derivecheck.running import cache as cache_module
from derivecheck.running.cache import Cache
from derivecheck.running.kept_notes import keep, kept

NOTE = Text("n.md", "Laws $p(x)$.\n\n$$\nH(p) = -\\sum_x p(x)\\log p(x)\n$$\n")


def test_a_note_is_found_again_by_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "STARTED", 4e9)
    cache, note = Cache(tmp_path), check_text(NOTE)
    assert kept(cache, NOTE) is None
    keep(cache, NOTE, note)
    assert kept(cache, NOTE) == note
    assert kept(cache, Text("n.md", NOTE.text + " ")) is None


def test_a_judgement_comes_back_as_it_was_written() -> None:
    judged = Judged("REFUTED", 1, mistake="sign", confirmed=True, spaces=("outcomes",))
    assert read(written(judged), Judged) == judged
