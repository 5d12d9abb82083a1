"""What is measured lands in its own section of a page, and is read back from there unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import mutation
from benchmarks.page import put_section, table


def test_a_section_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One\n<!-- a -->\nold\n<!-- end of a -->\ntwo\n", "utf-8")
    for text in ("new", "newer"):
        put_section("a", [text], page)
        assert page.read_text("utf-8") == f"# One\n<!-- a -->\n{text}\n<!-- end of a -->\ntwo\n"
    with pytest.raises(ValueError, match="no place for b"):
        put_section("b", ["x"], page)


def test_a_table_has_a_rule_below_its_head() -> None:
    assert table(["a", "b"], [["x", 1]]) == ["| a | b |", "| --- | ---: |", "| x | 1 |"]


def test_the_page_shows_what_the_data_file_holds() -> None:
    result = mutation.read(mutation.DATA)
    text = (mutation.ROOT / "docs" / "trust.md").read_text("utf-8")
    assert "\n".join(mutation.section(result)) in text
    total = mutation.counts(result)[-1]
    assert sum(int(str(n)) for n in total[1:7]) == int(result["measured_on"]["mutants"].split()[0])


def test_another_sample_is_one_line() -> None:
    fates = dict.fromkeys(mutation.FATES, 0)
    classes = {"sign": {**fates, "caught": 3, "survived": 1}, "index": {**fates, "caught": 6}}
    on = {"engine": "e", "mutants": "10 of 99 mutants, sampled with seed 2"}
    first = f"{on['mutants']}: 90.0 % of those not proved true were caught"
    shown = mutation.line({"measured_on": on, "classes": classes, "summary": [first]})
    assert shown.startswith("10 of 99 mutants, sampled with seed 2, engine `e`: 9 caught, 1 surv")
    assert shown.endswith("90.0 % of those not proved true were caught")
