"""The HTML page: one file, no network, every claim there, nothing of a note read as markup."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from derivecheck.latex import words as words
from derivecheck.latex.gate import parse
from derivecheck.latex.mathml import mathml
from derivecheck.report.figures import all_figures
from derivecheck.report.html import anchor, formula, number, prose, write_html
from tests.support.report_run import DERIVATIONS, FINDINGS, HOSTILE, crowd, poisoned, sample_run

VOID = {"meta", "img", "br", "hr", "input", "link"}


class Page(HTMLParser):
    """Tags, ids, addresses and text of a page; fails where tags do not match."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.addresses: list[str] = []
        self.claims: list[dict[str, str | None]] = []
        self.text = ""
        self.feed(source)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.tags[tag] += 1
        self._attributes(dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self._attributes(dict(attrs))

    def _attributes(self, found: dict[str, str | None]) -> None:
        assert not any(name.startswith("on") for name in found)
        if name := found.get("id"):
            self.ids[name] += 1
        self.addresses += [a for k in ("href", "src") if (a := found.get(k))]
        if "data-claim" in found:
            self.claims.append(found)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    directory = tmp_path_factory.mktemp("html")
    return write_html(sample_run(), directory, all_figures(directory / "f")).read_text("utf-8")


def test_every_claim_with_its_verdict_and_note(source: str) -> None:
    page = Page(source)
    assert [c["id"] for c in page.claims] == [f.id for f in sorted_by_note()]
    by_id = {c["id"]: c for c in page.claims}
    assert by_id["N0-31"]["data-verdict"] == "refuted"
    assert by_id["N4-8"]["data-note"] == "N4"
    assert all(page.ids[anchor(d.id)] == 1 for d in DERIVATIONS)
    assert "✗ REFUTED" in page.text
    assert "VAE中的相对熵" in page.text


def sorted_by_note() -> list:  # type: ignore[type-arg]
    return [f for note in ("N0", "N1", "N4") for f in FINDINGS if f.note == note]


def test_links_lead_somewhere_and_ids_are_unique(source: str) -> None:
    page = Page(source)
    assert max(page.ids.values()) == 1
    inside = [a[1:] for a in page.addresses if a.startswith("#")]
    assert inside
    assert set(inside) <= set(page.ids)


def test_no_network(source: str) -> None:
    page = Page(source)
    assert all(a.startswith(("#", "data:image/svg+xml;base64,")) for a in page.addresses)
    assert not re.search(r"@import|url\(|https?://", source)
    assert "default-src 'none'" in source
    assert page.tags["script"] == 1
    assert page.tags["link"] == 0


def test_the_same_bytes_each_time(source: str, tmp_path: Path) -> None:
    again = write_html(sample_run(), tmp_path, all_figures(tmp_path / "f"))
    assert again.read_text("utf-8") == source


def test_the_lines_of_a_note_stand_beside_its_claims(tmp_path: Path) -> None:
    (claim,) = (f for f in FINDINGS if f.id == "N0-31")
    first, last = claim.lines
    lines = [f"<b>line {n}</b> of the note" for n in range(1, last + 3)]
    page = write_html(sample_run(), tmp_path, (), {claim.file: "\n".join(lines)})
    text = Page(page.read_text("utf-8")).text
    assert all(f"{n}  <b>line {n}</b> of the note" in text for n in range(first, last + 1))
    cited = {n for f in FINDINGS if f.file == claim.file for n in range(f.lines[0], f.lines[1] + 1)}
    assert {n for n in range(1, last + 3) if f"<b>line {n}</b>" in text} == cited & {
        *range(1, last + 3)
    }
    without = Page(write_html(sample_run(), tmp_path).read_text("utf-8")).text
    assert not re.search(r"lines? \d+(–\d+)? of the note", without)


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    page = Page(write_html(poisoned(sample_run(), HOSTILE), tmp_path).read_text("utf-8"))
    assert page.tags["script"] == 1
    assert "<script>alert(1)</script>" in page.text
    assert "\u202e" not in page.text
    assert "\x00" not in page.text
    assert len(page.claims) == len(FINDINGS)


def test_many_claims_fit_one_page(tmp_path: Path) -> None:
    page = Page(write_html(crowd(400), tmp_path).read_text("utf-8"))
    assert len(page.claims) == 400


def test_prose_and_numbers() -> None:
    assert prose("a<b") == "a&lt;b"
    assert "<math>" in prose("so $x$")
    assert prose("5$") == "5$"
    assert r"\input{" not in formula(r"\input{x}")
    assert formula("50%") == "<code>50%</code>"
    assert number("2^-190") == "2<sup>−190</sup>"
    assert number("<b>") == "&lt;b&gt;"
    assert anchor("a b") != anchor("a_b")


# --- MathML

EVERY_COMMAND = [
    *sorted(words.SYMBOLS),
    *sorted(words.ALIASES),
    *sorted(words.UNICODE),
    *(rf"{c}{{x\mu 1}}" for c in sorted(words.ONE_ARGUMENT)),
    *(f"{c}{{x}}{{y}}" for c in sorted(words.TWO_ARGUMENTS)),
    *(f"{c}(" for c in sorted(words.SIZES)),
    *(rf"\left{d} x\right{d}" for d in sorted(words.DELIMITERS)),
    *(rf"\begin{{{e}}}a&b\end{{{e}}}" for e in words.ENVIRONMENTS if words.ENVIRONMENTS[e][1] > 0
      and e not in ("array", "alignedat")),
    r"\begin{array}{lr}a&b\end{array}",
    r"\sqrt[3]{x}",
]  # fmt: skip


@pytest.mark.parametrize("source", EVERY_COMMAND)
def test_every_command_has_mathml(source: str) -> None:
    printed = mathml(parse(source))
    ElementTree.fromstring(printed)
    assert "\\" not in printed


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("12.5x", "<mn>12.5</mn><mi>x</mi>"),
        ("-x", "<mo>−</mo><mi>x</mi>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"\mathbb{E}", "<mrow><mi>𝔼</mi></mrow>"),
        (r"D_{\mathrm{KL}}", "<msub><mi>D</mi><mrow><mi>KL</mi></mrow></msub>"),
        (r"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (
            r"\sum_i^n",
            "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>",
        ),
        (r"\int_0^1", "<msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup>"),
        (r"\text{a < b}", "<mtext>a &lt; b</mtext>"),
        (r"\boldsymbol\mu", "<mi>𝝁</mi>"),
    ],
)
def test_mathml(source: str, printed: str) -> None:
    assert mathml(parse(source)) == f"<math><mrow>{printed}</mrow></math>"


@pytest.mark.parametrize("source", [f.latex for f in FINDINGS if f.latex])
def test_formulas_of_the_notes(source: str) -> None:
    ElementTree.fromstring(mathml(parse(source), display=True))
