"""A log as JUnit XML: a test suite a note and a derivation, a test case a claim and a step.

What is neither established nor wrong is skipped, never passed.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as xml

from derivecheck.findings.card import Card, Log, Region, Result
from derivecheck.latex.unicode import prose

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(log: Log) -> str:
    """The log as JUnit XML; what our own checks fail at is an error."""
    root = xml.Element("testsuites", name="derivecheck")
    for group in dict.fromkeys(card.group for card in log.cards):
        _suite(root, group, [_case(card) for card in log.cards if card.group == group])
    if log.unfinished:
        _suite(root, "interrupted", [_case(_unfinished(id)) for id in log.unfinished])
    _total(root, root.findall("testsuite/testcase"))
    xml.indent(root)
    return xml.tostring(root, encoding="unicode", xml_declaration=True)


def _unfinished(id: str) -> Card:
    return Card(id, "interrupted", "", Region(1, 1), "not checked", Result.SKIPPED, "interrupted")


def _suite(root: xml.Element, name: str, cases: list[xml.Element]) -> None:
    suite = xml.SubElement(root, "testsuite", name=_printable(name))
    suite.extend(cases)
    _total(suite, cases)


def _total(element: xml.Element, cases: list[xml.Element]) -> None:
    element.set("tests", str(len(cases)))
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(attribute, str(sum(case.find(tag) is not None for case in cases)))
    element.set("time", f"{sum(float(case.get('time', 0)) for case in cases):.3f}")


def _case(card: Card) -> xml.Element:
    name = f"{card.id} {prose(card.title)}" if card.file else card.id
    where = f"\n{card.file}:{card.region.line}-{card.region.end_line}" if card.file else ""
    text = _printable(f"{card.message}{where}")
    named = {"classname": _printable(card.group), "name": _printable(name)}
    case = xml.Element("testcase", {**named, "time": f"{card.seconds:.3f}"})
    if card.result is Result.PASSED:
        xml.SubElement(case, "system-out").text = text
        return case
    outcome = xml.SubElement(case, card.result, message=text.partition("\n")[0])
    outcome.text = text
    if card.result is not Result.SKIPPED:
        outcome.set("type", card.verdict)
    return case


def _printable(text: str) -> str:
    """Text without the characters that XML 1.0 cannot hold."""
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
