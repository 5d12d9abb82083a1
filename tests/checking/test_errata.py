"""The errata of a checked note: worst first, with what stands there and what should."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from click.testing import CliRunner

from derivecheck.checking.errata import errata, to_html, to_markdown, to_text
from derivecheck.checking.notes import check_text
from derivecheck.cli.commands import main
from derivecheck.reading.text import Text

NOTE = (
    "Laws $p(x)$, $q(x)$.\n\n$$\nH(p) = -\\sum_x p(x)\\log p(x)\n$$\n\nThen\n\n"
    "$$\nKL(p\\|q) \\le 0\n$$\n\nand\n\n$$\nKL(p\\|q) = H(q) - H(p)\n$$\n\nalso\n\n"
    "$$\nH(p) = H(q)\n$$\n"
)
FOUND = errata(check_text(Text("my <b>note.md", NOTE)))


def test_errors_come_first_and_what_is_only_suspicious_last() -> None:
    heads = [head for head, _ in FOUND.groups]
    assert heads[0] == "Errors"
    assert heads[-1].startswith("Worth a second look")
    assert [e.place for e in FOUND.groups[0][1]] == ["line 10", "line 16"]


def test_an_entry_says_what_stands_there_what_shows_it_and_what_should() -> None:
    entry = dict(FOUND.groups[0][1][1].rows)
    assert entry["It says"] == "KL(p‖q) = H(q) − H(p)"
    assert entry["Should be"] == "KL(p‖q) = H(p, q) − H(p)"
    assert "KL(p‖q) = 0." in entry["Shown by"]
    assert entry["Because"] == "an entropy stands for a cross-entropy"


def test_a_note_without_mistakes_has_no_entries() -> None:
    clean = errata(check_text(Text("n.md", NOTE.partition("\n\nThen")[0])))
    assert clean.groups == ()
    assert "0 are listed" in clean.counted


class Words(HTMLParser):
    """The text of a page, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_what_a_note_is_called_is_no_markup_in_any_form() -> None:
    page = Words()
    page.feed(to_html(FOUND))
    assert "b" not in page.tags
    assert "script" not in page.tags
    assert any("my <b>note.md" in words for words in page.words)
    assert r"my \<b\>note.md" in to_markdown(FOUND)
    assert "line 16" in to_text(FOUND)


def test_report_writes_the_errata_of_notes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "n.md").write_text(NOTE)
    names = [str(tmp_path / folder / "n.md") for folder in ("a", "b")]
    arguments = ["report", *names, "-o", str(tmp_path / "out"), "--no-cache"]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    written = sorted(f.name for f in (tmp_path / "out").iterdir())
    endings = ("html", "md", "txt")
    assert written == [f"n{k}.errata.{e}" for k in ("-2", "") for e in endings]


def test_report_of_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["report", "none.md", "-o", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert "none.md" in done.output
