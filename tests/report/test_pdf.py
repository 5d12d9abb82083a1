"""The PDF itself: typeset once for the module, then read back with pypdf."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from derivecheck.findings.evidence import Verdict
from derivecheck.findings.finding import Run
from derivecheck.report import Built, TexError, build_report, views
from derivecheck.report.engine import find_engine
from derivecheck.report.latex import render
from derivecheck.report.verdicts import MARKS
from tests.support.report_run import DERIVATIONS, FINDINGS, HOSTILE, poisoned, sample_run

CARDED = [f for _, part in views.groups(sample_run()) for f in part]

pytestmark = [
    pytest.mark.tex,
    pytest.mark.skipif(find_engine() is None, reason="needs a TeX engine (xelatex or tectonic)"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_report(sample_run(), tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def reader(built: Built) -> pypdf.PdfReader:
    assert built.pdf is not None
    return pypdf.PdfReader(built.pdf)


@pytest.fixture(scope="module")
def pages(reader: pypdf.PdfReader) -> list[str]:
    return [page.extract_text() for page in reader.pages]


def outline(reader: pypdf.PdfReader) -> Iterator[pypdf.generic.Destination]:
    def walk(items: list) -> Iterator[pypdf.generic.Destination]:  # type: ignore[type-arg]
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            else:
                yield item

    return walk(reader.outline)


def test_the_log_has_nothing_to_say(built: Built) -> None:
    assert built.warnings == ()


def test_title_language_and_size(reader: pypdf.PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "Three notes on machine learning, verified"
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]
    assert 7 <= len(reader.pages) <= 20


def test_bookmarks_name_every_card_and_derivation_with_its_verdict(
    reader: pypdf.PdfReader,
) -> None:
    titles = [item.title or "" for item in outline(reader)]
    claims = {f"{f.id} – {MARKS[f.verdict].word}" for f in CARDED}
    assert claims <= set(titles)
    shown = [t for t in titles if t.startswith(tuple(d.id for d in DERIVATIONS))]
    headlines = [v.record for v in views.headlines(views.derivations(sample_run(), []))]
    assert 0 < len(headlines) < len(DERIVATIONS)
    assert [t.split(" – ")[:2] for t in shown] == [[d.id, MARKS[d.verdict].word] for d in headlines]


def test_bookmarks_lead_to_the_page_with_the_claim(
    reader: pypdf.PdfReader, pages: list[str]
) -> None:
    for item in outline(reader):
        claim = (item.title or "").split(" – ")[0]
        if claim in {f.id for f in CARDED}:
            number = reader.get_destination_page_number(item)
            assert number is not None
            assert claim in pages[number]


def test_what_the_first_pages_say(pages: list[str]) -> None:
    summary = sample_run().summary
    for verdict in (Verdict.PROVED, Verdict.REFUTED, Verdict.CONDITIONAL):
        word = MARKS[verdict].word.lower()
        assert f"{summary[verdict.value]}\n{MARKS[verdict].glyph} {word}" in pages[0]
    assert "What was found" in pages[0]
    assert all(f.id in "".join(pages[:2]) for f in CARDED)


def test_no_page_holds_source_of_latex(pages: list[str], tmp_path: Path) -> None:
    """Not even of a formula that the gate refuses, or of one that fits no line."""
    assert not any(re.search(r"\\[A-Za-z]{2}", page) for page in pages)


def test_the_flaw_and_its_repair_stand_together(pages: list[str]) -> None:
    (page,) = [p for p in pages if "derivecheck show N0-31" in p.replace("\n", "")]
    assert "✗ REFUTED" in page
    assert "fails at" in page
    assert "right side 1/2" in page
    assert "should be" in page
    assert "VAE中的相对熵" in page


def test_fonts_are_embedded(reader: pypdf.PdfReader) -> None:
    for page in reader.pages:
        fonts = page["/Resources"].get("/Font", {})  # type: ignore[attr-defined]
        for font in fonts.values():
            inner = font.get_object()
            inner = inner.get("/DescendantFonts", [inner])[0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def test_no_ink_in_the_margins(built: Built) -> None:
    pdfium = pytest.importorskip("pypdfium2", reason="needs pypdfium2 to draw the pages")
    assert built.pdf is not None
    for page in pdfium.PdfDocument(built.pdf):
        image = page.render(scale=1, grayscale=True).to_numpy()
        height, width = image.shape[:2]
        edge = int(20 / 25.4 * 72)
        assert image[:, :edge].min() > 200
        assert image[:, width - edge :].min() > 200
        assert image[: int(10 / 25.4 * 72)].min() > 200
        assert height > width


def test_two_builds_give_equal_bytes(built: Built, tmp_path: Path) -> None:
    again = build_report(sample_run(), tmp_path / "elsewhere")
    assert built.pdf is not None
    assert again.pdf is not None
    assert built.pdf.read_bytes() == again.pdf.read_bytes()
    assert built.tex.read_bytes() == again.tex.read_bytes()
    assert built.json.read_bytes() == again.json.read_bytes()


def test_the_json_is_the_run(built: Built, pages: list[str]) -> None:
    data = json.loads(built.json.read_text(encoding="utf-8"))
    assert Run.from_json(data) == sample_run().timeless()
    assert f"{data['summary']['PROVED']}\n✓ proved" in pages[0]


@pytest.mark.slow
def test_hostile_text_in_every_field(tmp_path: Path) -> None:
    made = build_report(poisoned(sample_run(), HOSTILE), tmp_path)
    assert made.warnings == ()
    assert made.pdf is not None
    text = "".join(p.extract_text() for p in pypdf.PdfReader(made.pdf).pages)
    for shown in ("^^5c", "/etc/passwd", "<script>", "熵", "U+1F680"):
        assert shown in text.replace("\n", "").replace(" ", "") or shown in text


TERMS = "+".join(rf"\frac{{x_{{{i}}}}}{{y_{{{i}}}}}" for i in range(35))
WIDE = {
    "sum": TERMS,
    "fenced": rf"\left({TERMS}\right)^2=1",
    "rows": rf"\begin{{aligned}} a &= {TERMS} \\ &= {TERMS} \end{{aligned}}",
    "fraction": rf"\frac{{{TERMS}}}{{2}}",
    "word": "x" * 300,
    "text": rf"\text{{{'a long text ' * 20}}}",
    "han": "熵" * 120,
}


@pytest.mark.parametrize("verdict", [Verdict.PROVED, Verdict.REFUTED])
def test_wide_formulas_fit(
    verdict: Verdict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In cards and in table cells; what can be broken is broken, the rest is a line of text."""
    monkeypatch.setattr("derivecheck.report.build.all_figures", lambda directory: [])
    model = next(f for f in FINDINGS if f.verdict is verdict)
    findings = tuple(replace(model, id=f"N0-{k}", latex=v) for k, v in WIDE.items())
    run = replace(sample_run(), findings=findings, derivations=())
    made = build_report(run, tmp_path, appendix=True)
    assert made.warnings == ()
    assert made.pdf is not None
    pdf = made.pdf if verdict is Verdict.REFUTED else tmp_path / "appendix.pdf"
    text = "".join(p.extract_text() for p in pypdf.PdfReader(pdf).pages)
    assert not re.search(r"\\(begin|frac|text)", text)
    assert "x".join([""] * 20) in text.replace("\n", "")
    assert "x₀/y₀" in text.replace("\n", "")


@pytest.mark.parametrize(
    ("planted", "trouble"),
    [
        ("熵", "Missing character"),
        (r"\rule{200mm}{1pt}", "Overfull"),
        (r"\ref{nowhere}", "undefined"),
    ],
)
def test_what_would_spoil_the_page_is_noticed(
    planted: str, trouble: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mutation of the template: the build has to complain."""
    few = replace(sample_run(), findings=FINDINGS[:1], derivations=DERIVATIONS[:1])
    spoilt = render(few).replace(r"\label{LastPage}", planted + "\n\\label{LastPage}")
    monkeypatch.setattr("derivecheck.report.build.render", lambda run, figures=(): spoilt)
    monkeypatch.setattr("derivecheck.report.build.all_figures", lambda directory: [])
    assert any(trouble in w for w in build_report(few, tmp_path).warnings)


def test_a_wrong_template_leaves_json_source_and_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = r"\documentclass{article}\begin{document}\nosuchmacro\end{document}"
    monkeypatch.setattr("derivecheck.report.build.render", lambda run, figures=(): bad)
    monkeypatch.setattr("derivecheck.report.build.all_figures", lambda directory: [])
    with pytest.raises(TexError, match="Undefined control sequence") as failure:
        build_report(sample_run(), tmp_path)
    assert failure.value.log == tmp_path / "report.log"
    assert {p.name for p in tmp_path.iterdir()} >= {"report.json", "report.tex", "report.log"}
    assert not (tmp_path / "report.pdf").exists()
