"""The HTML report in a real browser: no network, filters, links, colours, formulas, narrow page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from derivecheck.findings.evidence import Verdict
from derivecheck.findings.finding import Run
from derivecheck.report.figures import all_figures
from derivecheck.report.html import anchor, write_html
from derivecheck.report.verdicts import MARKS
from tests.support.report_run import DERIVATIONS, FINDINGS, sample_run

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
By = pytest.importorskip("selenium.webdriver.common.by").By

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
DRIVER = shutil.which("chromedriver")
LINES = "return arguments[0].getClientRects().length"
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="chromium and chromedriver are missing"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    return write_html(awkward_run(), folder, all_figures(folder / "figures"))


def awkward_run() -> Run:
    """The sample, with a formula in a sentence that fills lines, a correction in words, a lemma."""
    run, long = sample_run(), f"${'a+' * 200}a$"
    first = next(f for f in run.findings if f.correction)
    assert first.correction is not None
    changed = replace(
        first,
        evidence=tuple(replace(e, detail=long) for e in first.evidence),
        correction=replace(first.correction, written="x", note="in words"),
        statement=replace(first.correction.statement, assumptions=(long,)),
    )
    findings = tuple(changed if f is first else f for f in run.findings)
    in_part = {f.id: replace(f, obligations=("Fubini",)) for f in findings if f.covers.rest}
    findings = tuple(in_part.get(f.id, f) for f in findings)  # the widest of all verdicts
    lemma = replace(run.derivations[0], start="")
    return replace(run, findings=findings, derivations=(lemma, *run.derivations[1:]))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with started() as driver:
        yield driver


@contextmanager
def started() -> Iterator[Any]:
    """A headless browser that notes what it asks the network for and what its console says."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1280,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture
def opened(browser: Any, page: Path) -> Any:
    """The page as it is when it has just been opened, on a wide screen."""
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    for log in ("browser", "performance"):
        browser.get_log(log)
    browser.get("about:blank")
    browser.get(page.as_uri())
    return browser


def shown(browser: Any) -> list[str]:
    """The ids of the claims that can be seen."""
    claims = browser.find_elements(By.CSS_SELECTOR, "[data-claim]")
    return [c.get_attribute("id") for c in claims if c.is_displayed()]


def press(browser: Any, kind: str, value: str) -> None:
    browser.find_element(By.CSS_SELECTOR, f"[data-filter={kind}][data-value='{value}']").click()


def style(browser: Any, selector: str, name: str) -> str:
    script = "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]"
    return str(browser.execute_script(script, selector, name))


def requests(browser: Any) -> list[str]:
    """The addresses that the page has asked for."""
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    sent = [e["params"] for e in events if e["method"] == "Network.requestWillBeSent"]
    return [s["request"]["url"] for s in sent]


# --- quiet and alone


def test_the_console_is_silent_and_nothing_is_fetched(opened: Any, page: Path) -> None:
    assert shown(opened)
    assert opened.get_log("browser") == []
    fetched = [u for u in requests(opened) if not u.startswith(("data:", "about:"))]
    assert fetched == [page.as_uri()]


def test_a_page_that_breaks_both_rules_is_noticed(browser: Any, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<script src='missing.js'></script><script>throw Error('x')</script>")
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(bad.as_uri())
    assert any("Error: x" in entry["message"] for entry in browser.get_log("browser"))
    assert any(u.endswith("missing.js") for u in requests(browser))


# --- filters


def expected(notes: set[str], verdicts: set[Verdict]) -> set[str]:
    fits = (
        f
        for f in FINDINGS
        if (not notes or f.note in notes) and (not verdicts or f.verdict in verdicts)
    )
    return {anchor(f.id) for f in fits}


def test_filters_by_note_and_by_verdict(opened: Any) -> None:
    assert set(shown(opened)) == expected(set(), set())
    press(opened, "verdict", MARKS[Verdict.REFUTED].name)
    assert set(shown(opened)) == expected(set(), {Verdict.REFUTED})
    press(opened, "note", "N0")
    some = expected({"N0"}, {Verdict.REFUTED})
    assert set(shown(opened)) == some
    assert 0 < len(some) < len(expected({"N0"}, set())) < len(FINDINGS)
    said = opened.find_element(By.ID, "shown").text
    assert said == f"{len(some)} of {len(FINDINGS)} claims"
    press(opened, "verdict", MARKS[Verdict.REFUTED].name)
    press(opened, "note", "N0")
    assert set(shown(opened)) == expected(set(), set())


def search(browser: Any, text: str) -> None:
    """Type into the search field; the page reacts to each key."""
    field = browser.find_element(By.ID, "query")
    field.clear()
    field.send_keys(text)


def test_the_search_finds_words_in_claims_and_derivations(opened: Any) -> None:
    search(opened, "cross-entropy SYMMETRIC")
    assert shown(opened) == ["N0-3"]
    derived = opened.find_elements(By.CSS_SELECTOR, "[data-derivation]")
    search(opened, "any dimension")
    assert [d.get_attribute("id") for d in derived if d.is_displayed()] == [
        anchor("gaussian_kl.multivariate")
    ]
    search(opened, "no such words anywhere")
    assert shown(opened) == []
    assert opened.find_element(By.ID, "shown").text.startswith("0 of")


def test_filters_and_search_stay_in_the_address(opened: Any, page: Path) -> None:
    press(opened, "verdict", MARKS[Verdict.REFUTED].name)
    press(opened, "note", "N0")
    search(opened, "divergence")
    there = opened.current_url
    some = shown(opened)
    assert some == ["N0-31"]
    opened.get("about:blank")
    opened.get(there)
    assert shown(opened) == some
    pressed = opened.find_elements(By.CSS_SELECTOR, "[data-filter][aria-pressed=true]")
    assert {b.get_attribute("data-value") for b in pressed} == {"refuted", "N0"}
    assert opened.find_element(By.ID, "query").get_attribute("value") == "divergence"


def test_the_contents_lead_everywhere(opened: Any) -> None:
    links = opened.find_elements(By.CSS_SELECTOR, ".toc a")
    assert len(links) > 8
    for link in links:
        name = link.get_dom_attribute("href")[1:]
        assert opened.find_elements(By.CSS_SELECTOR, f"[id='{name}']"), name


# --- links


def test_the_graph_leads_to_the_derivation_and_from_there_to_the_claim(opened: Any) -> None:
    opened.find_element(By.CSS_SELECTOR, "svg.graph a[href='#gaussian_5f_kl.univariate']").click()
    target = opened.find_element(By.ID, anchor("gaussian_kl.univariate"))
    assert target.get_attribute("open")
    target.find_element(By.CSS_SELECTOR, "a[href='#N0-31']").click()
    assert opened.current_url.endswith("#N0-31")
    assert in_view(opened, "N0-31")


def test_a_link_to_a_claim_that_is_filtered_away_shows_it(opened: Any) -> None:
    press(opened, "note", "N4")
    assert not opened.find_element(By.ID, "N0-31").is_displayed()
    opened.execute_script("location.hash = 'N0-31'")
    assert in_view(opened, "N0-31")


def in_view(browser: Any, name: str) -> bool:
    script = "return document.getElementById(arguments[0]).getBoundingClientRect().top"
    top = browser.execute_script(script, name)
    return bool(browser.find_element(By.ID, name).is_displayed() and -1 <= top < 900)


def test_every_node_of_the_graph_leads_somewhere(opened: Any) -> None:
    nodes = opened.find_elements(By.CSS_SELECTOR, "svg.graph a")
    linked = {d.id for d in DERIVATIONS if d.uses} | {u for d in DERIVATIONS for u in d.uses}
    assert len(nodes) == len(linked) > 5
    for node in nodes:
        href = node.get_dom_attribute("href")
        assert opened.find_elements(By.CSS_SELECTOR, f"[id='{href[1:]}']")


def test_the_arrows_of_a_node_stand_out_while_it_has_the_focus(opened: Any) -> None:
    name = anchor("gaussian_kl.univariate")
    node = opened.find_element(By.CSS_SELECTOR, f"svg.graph a[href='#{name}']")
    ends = "return [...document.querySelectorAll('.arrow.near')].map(a => a.dataset.ends)"
    assert opened.execute_script(ends) == []
    opened.execute_script("arguments[0].focus()", node)
    near = opened.execute_script(ends)
    arrows = {f"{anchor(u)} {anchor(d.id)}" for d in DERIVATIONS for u in d.uses}
    assert set(near) == {pair for pair in arrows if name in pair.split()}
    assert 0 < len(near) < len(arrows)
    opened.execute_script("arguments[0].blur()", node)
    assert opened.execute_script(ends) == []


# --- what it looks like


def contrast(a: str, b: str) -> float:
    """The contrast ratio of WCAG 2 of two colours."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [float(x) / 255 for x in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def prefer(browser: Any, scheme: str) -> None:
    wish = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wish)


def test_light_and_dark_differ_and_both_can_be_read(opened: Any) -> None:
    papers = {}
    for scheme in ("light", "dark"):
        prefer(opened, scheme)
        papers[scheme] = style(opened, "body", "backgroundColor")
        for kind in ("body", "p.quiet", "a"):
            assert contrast(style(opened, kind, "color"), papers[scheme]) >= 4.5, (scheme, kind)
        for mark in {m.name for m in MARKS.values()}:
            if opened.find_elements(By.CSS_SELECTOR, f".pill.{mark}"):
                on = style(opened, f".pill.{mark}", "backgroundColor")
                assert contrast(style(opened, f".pill.{mark}", "color"), on) >= 4.5, (scheme, mark)
    prefer(opened, "light")
    assert luminance(papers["light"]) > 0.8 > 0.2 > luminance(papers["dark"])


def test_formulas_are_set_as_mathml(opened: Any) -> None:
    sizes = opened.execute_script(
        "document.querySelectorAll('details').forEach(d => d.open = true);"
        "return [...document.querySelectorAll('math')].map(m => {"
        " const b = m.getBoundingClientRect(); return [b.width, b.height]; })"
    )
    assert len(sizes) > 100
    assert all(width > 0 and height > 0 for width, height in sizes)
    fraction = "const f = document.querySelector('mfrac').getBoundingClientRect();"
    text = "const t = document.querySelector('mi').getBoundingClientRect();"
    taller = opened.execute_script(f"{fraction}{text} return f.height > 1.4 * t.height")
    assert taller


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_sticks_out_of_a_narrow_page(opened: Any, width: int) -> None:
    opened.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**PHONE, "width": width})
    opened.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    wide = opened.execute_script("return document.documentElement.scrollWidth")
    assert wide <= width, sticking_out(opened, width)
    ids = opened.find_elements(By.CSS_SELECTOR, "tr[data-note] td:first-child a")
    assert {opened.execute_script(LINES, link) for link in ids} == {1}
    words = "p.textContent.trim().split(/\\s+/).length"
    broken = (
        f"[...document.querySelectorAll('.pill')].filter(p => p.offsetHeight > 17 * {words} + 4)"
    )
    assert opened.execute_script(f"return {broken}.map(p => p.textContent)") == []


def sticking_out(browser: Any, width: int) -> list[str]:
    """What reaches beyond the right edge, for the message of a failure."""
    script = (
        "return [...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > arguments[0] + 1)"
        ".slice(0, 8).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 60))"
    )
    return list(browser.execute_script(script, width))
