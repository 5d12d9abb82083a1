"""What the report says of a run, before any TeX: order, columns, graph, LaTeX source."""

import math
import re
from dataclasses import replace

import pytest

from derivecheck.findings.evidence import Evidence, Outcome, Verdict
from derivecheck.findings.finding import DerivationRecord, Run
from derivecheck.report import views
from derivecheck.report.cards import card
from derivecheck.report.checks import checks
from derivecheck.report.figures import PLANS
from derivecheck.report.filters import Links, cell, destination, file_name
from derivecheck.report.graph import WIDEST, Layout, Place, layout
from derivecheck.report.latex import environment, render, render_appendix, render_errata
from derivecheck.report.verdicts import MARKS
from tests.support.report_run import (
    ALL_GOOD,
    DERIVATIONS,
    FINDINGS,
    GAUSSIAN,
    HOSTILE,
    PROOF,
    derivation,
    poisoned,
    sample_run,
)

# --- order and counts


def test_worst_comes_first_and_settled_claims_do_not_come_at_all() -> None:
    order = [f.verdict for f in views.found(sample_run())]
    assert order == sorted(order, key=list(Verdict).index)
    assert Verdict.PROVED not in order
    assert Verdict.NOT_CHECKABLE not in order


def test_tiles_count_every_claim_once() -> None:
    run = sample_run()
    assert sum(t.count for t in views.tiles(run)) == len(run.findings)
    words = [t.mark.word for t in views.tiles(run)]
    assert "INCONSISTENT" not in words
    broken = replace(run, findings=(replace(GAUSSIAN, verdict=Verdict.INCONSISTENT),))
    assert "INCONSISTENT" in [t.mark.word for t in views.tiles(broken)]


def test_every_claim_stands_in_exactly_one_part_of_its_note() -> None:
    for note in views.notes(sample_run()):
        parts = [*note.open, *note.in_part, *note.proved, *note.uncheckable]
        assert sorted(f.id for f in parts) == sorted(f.id for f in note.findings)


def test_hash_of_a_note_comes_from_the_provenance() -> None:
    first, second, _ = views.notes(sample_run())
    assert first.sha256.startswith("5197e34e")
    assert second.sha256 == ""
    assert views.sha256({"sha256:a.md": "77"}, "N9", "a.md") == "77"


def test_errata_are_the_corrected_claims() -> None:
    corrected = [f.id for n in views.notes(sample_run()) for f in n.corrected]
    assert corrected == [f.id for f in FINDINGS if f.correction]


def test_verdicts_differ_in_word_shape_and_colour() -> None:
    assert set(MARKS) == set(Verdict)
    for face in ("word", "glyph", "name", "ink"):
        assert len({getattr(m, face) for m in MARKS.values()}) == len(MARKS), face


@pytest.mark.parametrize("mark", MARKS.values(), ids=lambda m: m.word)
def test_verdict_colours_can_be_read(mark: object) -> None:
    assert _contrast(mark.ink, "FFFFFF") >= 4.5  # type: ignore[attr-defined]
    assert _contrast(mark.ink, mark.tint) >= 4.5  # type: ignore[attr-defined]


def _contrast(one: str, other: str) -> float:
    """Contrast of WCAG 2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


# --- the three check columns


def test_columns() -> None:
    shown = checks(ALL_GOOD)
    assert {k: (v.good, v.text) for k, v in shown.items() if v} == {
        "symbolic": (True, "proved"),
        "digits": (True, "4.5e-49"),
        "ball": (True, "2^-190"),
    }
    assert checks([PROOF])["ball"] is None
    assert cell((PROOF,), "ball") == r"\none"


def test_the_worst_evidence_speaks_for_its_column() -> None:
    bad = Evidence("50 digits", Outcome.REFUTES, bound="0.5")
    good = Evidence("50 digits", Outcome.AGREES, bound="1e-50")
    for pair in ((bad, good), (good, bad)):
        shown = checks(pair)["digits"]
        assert shown is not None
        assert shown.good is False
    unable = checks([Evidence("normal form", Outcome.UNABLE)])["symbolic"]
    assert unable is not None
    assert unable.good is None


def test_a_card_sets_formula_against_formula_and_has_no_empty_row() -> None:
    rows = card(GAUSSIAN)
    assert [name for name, _ in rows] == ["the note", "checked", "fails at", "wrong", "should be"]
    assert r"\mu _{1}=0" in dict(rows)["fails at"]
    assert all(tex.strip(" .") for _, tex in rows)


# --- the dependency graph


def places(plan: Layout) -> list[Place]:
    return [p for sheet in plan.sheets for p in sheet.places]


def test_arrows_run_downwards_and_no_row_is_too_wide() -> None:
    plan = layout(DERIVATIONS)
    for sheet in plan.sheets:
        row = {p.derivation.id: p.y for p in sheet.places}
        assert all(row[a.lemma] < row[a.user] for a in sheet.arrows)
    assert {d.id for d in plan.alone} == {"softmax.gradient"}
    (wide,) = layout(star("root", 40)).sheets
    assert max(p.x for p in wide.places) <= WIDEST - 0.5
    assert len({(p.x, p.y) for p in wide.places}) == 41
    assert wide.rows == 1 + math.ceil(40 / WIDEST)


def star(root: str, size: int) -> list[DerivationRecord]:
    """One lemma and what uses it."""
    return [derivation(root), *(derivation(f"{root}{i}", uses=(root,)) for i in range(size))]


def test_parts_that_are_not_connected_share_a_sheet_where_they_fit() -> None:
    plan = layout([*star("c", 2), *star("a", 4), *star("b", 2), *star("d", 3)])
    roots = [{p.derivation.id for p in s.places if p.y == 0} for s in plan.sheets]
    assert roots == [{"a"}, {"d", "b"}, {"c"}]
    assert [len(s.arrows) for s in plan.sheets] == [4, 5, 2]
    for sheet in plan.sheets:
        assert len({(p.x, p.y) for p in sheet.places}) == len(sheet.places)
        assert max(p.x for p in sheet.places) <= WIDEST - 1


def test_what_rests_on_something_unproved_is_marked() -> None:
    shaky = replace(DERIVATIONS[0], verdict=Verdict.UNDECIDED)
    tainted = {p.derivation.id for p in places(layout((shaky, *DERIVATIONS[1:]))) if p.tainted}
    assert {"entropy.cross", "gaussian_kl.multivariate"} <= tainted
    assert not any(p.tainted for p in places(layout(DERIVATIONS[:4])))


def test_a_circle_is_named() -> None:
    with pytest.raises(ValueError, match="a -> b -> a"):
        layout([derivation("a", uses=("b",)), derivation("b", uses=("a",))])


def test_a_lemma_that_is_not_in_the_run_is_left_out() -> None:
    assert layout([derivation("a", uses=("elsewhere",))]).sheets == ()


# --- figures and LaTeX source


def test_figures_go_with_derivations() -> None:
    placed = views.place_figures(DERIVATIONS, [])
    assert placed == {}
    assert len({p.id for p in PLANS}) == len(PLANS)


def test_every_claim_stands_once_in_the_report_or_in_the_appendix() -> None:
    report, appendix = render(sample_run()), render_appendix(sample_run())
    for f in FINDINGS:
        target = rf"\place{{{destination(f.id, 'claim')}}}"
        assert report.count(target) + appendix.count(target) == 1, f.id
    assert "N0-31 – REFUTED" in report
    assert "derivecheck" in report


def test_every_link_of_a_document_has_its_target() -> None:
    for source in (render(sample_run()), render_appendix(sample_run())):
        document = source[source.index(r"\begin{document}") :]
        targets = set(re.findall(r"\\place\{([^}]*)\}", document))
        linked = re.findall(r"\\link\{([^}]*)\}", document)
        assert linked
        assert targets.issuperset(linked)


def test_the_headlines_are_derivations_of_ours() -> None:
    from derivecheck.derivations.catalogue import DERIVATIONS as ours

    assert set(views.HEADLINES) <= {d.id for d in ours}


def test_a_derivation_that_failed_is_in_the_report_whatever_it_is_about() -> None:
    failed = derivation("zeta.aside", good=False)
    run = replace(sample_run(), derivations=(*star("lemma", 12), failed))
    assert "zeta.aside" in [v.record.id for v in views.headlines(views.derivations(run, []))]


def test_errata_are_cut_with_a_word_to_what_fits() -> None:
    whole, cut = render_errata(sample_run(), "N0"), render_errata(sample_run(), "N0", 1)
    assert "more, in the" not in whole
    assert "And 2 more, in the" in cut


def test_latex_says_nothing_was_found_when_nothing_was() -> None:
    proved = tuple(f for f in FINDINGS if f.verdict is Verdict.PROVED)
    source = render(replace(sample_run(), findings=proved))
    assert "Nothing: every claim that can be checked is proved" in source
    assert "Errata" not in source


def test_side_conditions_are_printed_with_every_claim() -> None:
    words = {Verdict.PROVED: "Proved, provided", Verdict.REFUTED: "Side conditions"}
    for verdict, word in words.items():
        model = next(f for f in FINDINGS if f.verdict is verdict)
        assert model.statement is not None
        says = replace(model.statement, assumptions=("$q>0$",))
        claim = replace(model, statement=says, obligations=("Fubini",))
        run = replace(sample_run(), findings=(claim,), derivations=())
        source = render(run) + render_appendix(run)
        assert rf"{word}: Fubini." in source
        assert ("provided …" in source) is (verdict is Verdict.PROVED)


def test_an_empty_run_renders() -> None:
    assert "No notes" in render(Run("0", (), (), 50, 0.0))


def test_links_only_to_what_is_there() -> None:
    lonely = replace(sample_run(), derivations=())
    assert r"\link{derivation" not in render(lonely)


def test_hostile_text_reaches_tex_escaped_everywhere() -> None:
    source = render(poisoned(sample_run(), HOSTILE))
    document = source[source.index(r"\begin{document}") :]
    assert r"\write" not in document
    assert r"\input" not in document.replace(r"\inputenc", "")
    assert document.count(r"\end{document}") == 1
    assert "^^" not in document
    assert not re.search(r"[\x00-\x08\u202e]", source)
    assert "🚀" not in re.sub(r"\\bookmark\[.*", "", document)


def test_undefined_names_in_a_template_are_errors() -> None:
    with pytest.raises(Exception, match="nothing_of_that_name"):
        environment(Links((), ())).from_string("<< nothing_of_that_name >>").render()


def test_plain_strings_are_escaped_by_the_environment() -> None:
    shown = environment(Links((), ())).from_string("<< x >>").render(x="50% \\x")
    assert shown == r"50\% \textbackslash{}x"


def test_only_harmless_names_become_file_names() -> None:
    from pathlib import Path

    assert file_name(Path("figures/a-1.pdf")) == "figures/a-1.pdf"
    for name in ("a b.pdf", "../x.pdf", "a}.pdf", "a_b.pdf"):
        with pytest.raises(ValueError, match="file name"):
            file_name(Path(name))


def test_long_names_of_targets_stay_distinct() -> None:
    one, other = destination("x" * 200 + "1", "claim"), destination("x" * 200 + "2", "claim")
    assert one != other
    assert len(one) < 60


def test_no_arrow_crosses_a_name() -> None:
    """Between its ends an arrow stands only in gaps, which no name of the row overlaps."""
    far = derivation("far", uses=("root", "root3"))
    deep = derivation("deep", uses=("far", "root"))
    for records in ([*star("root", 14), far, deep], list(DERIVATIONS)):
        for sheet in layout(records).sheets:
            at = {p.derivation.id: p for p in sheet.places}
            for arrow in sheet.arrows:
                rows = list(range(at[arrow.lemma].y + 1, at[arrow.user].y))
                assert [y for _, y in arrow.gaps] == rows
                for x, y in arrow.gaps:
                    assert all(abs(p.x - x) >= 0.5 for p in sheet.places if p.y == y)
