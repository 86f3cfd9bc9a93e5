"""The report as JUnit XML, which every CI shows: a file is a test suite, a rule of a field is a test.

What was checked and holds is a passed test, so that a green suite says what it means. What fails the data is a failure,
what is only said a skipped test (the only mark between green and red that every service shows), a table without a
verdict is an error. The elements and attributes are those that Jenkins takes; its schema forbids all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree as ET

from statx.render.listing import UNCHECKED, UNREAD
from statx.render.passes import passed
from statx.render.places import EXPECTED, file, hint, place
from statx.render.setting import RenderOptions
from statx.render.values import clean
from statx.render.verdict import EMPTY, UNREADABLE, age, amount, newness, noun, reason, words
from statx.results.findings import Finding, Rule, Tally
from statx.results.report import Checked, Report, Run
from statx.texts import Language, Text, count, verbatim

PLACES = 10
"""Places listed of one rule."""

TABLE = "table"
"""Stands where a test has no field."""
MORE_PLACES = Text(id="… dan {n} lagi", en="… and {n} more")
MESSAGE = Text(id="{amount}: {says}", en="{amount}: {says}")


def render(run: Run, setting: RenderOptions) -> Iterator[str]:
    """One XML document."""
    suites = [_suite(number, report, setting) for number, report in enumerate(run.reports)]
    root = ET.Element(
        "testsuites", {"name": "statx", "time": _seconds(run.seconds), **_totals(suites)}
    )
    root.extend(suites)
    ET.indent(root)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield ET.tostring(root, encoding="unicode") + "\n"


def _suite(number: int, report: Report, setting: RenderOptions) -> ET.Element:
    tests = list(_tests(report, setting.language))
    counts = Counter(mark.tag for test in tests for mark in test)
    suite = ET.Element("testsuite", _suite_attributes(number, report, setting))
    suite.attrib |= {
        "tests": str(len(tests)),
        "failures": str(counts["failure"]),
        "errors": str(counts["error"]),
        "skipped": str(counts["skipped"]),
    }
    suite.append(_properties(report, setting))
    suite.extend(tests)
    said = [words(report), *report.remarks]
    _element(suite, "system-out", "\n".join(text.say(setting.language) for text in said))
    return suite


def _suite_attributes(number: int, report: Report, setting: RenderOptions) -> dict[str, str]:
    place = clean(report.path)
    began = {} if setting.started is None else {"timestamp": _moment(setting.started)}
    return {
        "id": str(number),
        "name": place,
        "file": place,
        **began,
        "time": _seconds(report.seconds),
    }


def _properties(report: Report, setting: RenderOptions) -> ET.Element:
    told = {
        "statx": setting.version,
        "engine": setting.engine,
        "schema": report.schema.ref if report.schema else "",
        "rows": str(report.rows),
        "sha256": report.digest.sha256 if report.digest else "",
    }
    properties = ET.Element("properties")
    for name, value in told.items():
        if value:
            ET.SubElement(properties, "property", {"name": name, "value": clean(value)})
    return properties


def _tests(report: Report, language: Language) -> Iterator[ET.Element]:
    why = reason(report)
    if why is not None:
        yield _unjudged(report, why, language)
    for tally in report.tallies:
        yield _failed(tally, report, language)
    for checked in passed(report):
        yield _passed(checked, report, language)


def _unjudged(report: Report, why: Text, language: Language) -> ET.Element:
    title, code = (EMPTY, UNCHECKED) if report.error is None else (UNREADABLE, UNREAD)
    test = _test(report, TABLE, code)
    _element(test, "error", why.say(language), {"message": title.say(language), "type": code})
    return test


def _failed(tally: Tally, report: Report, language: Language) -> ET.Element:
    rule = tally.rule
    test = _test(report, rule.about or TABLE, _name(rule))
    number, compared = amount(tally.count, noun(rule.severity)), newness(tally, report)
    if compared is not None:
        number = number + verbatim(" (") + compared + verbatim(")")
    message = MESSAGE.fill(amount=number, says=rule.says).say(language)
    told = "\n".join(_told(tally, report, language))
    _element(
        test,
        "failure" if report.failing(tally) else "skipped",
        told,
        {"message": message, "type": rule.type},
    )
    return test


def _passed(checked: Checked, report: Report, language: Language) -> ET.Element:
    return _test(report, TABLE, f"{checked.code} ({checked.title.say(language)})")


def _told(tally: Tally, report: Report, language: Language) -> Iterator[str]:
    rule = tally.rule
    if rule.expected.en:
        yield EXPECTED.fill(expected=rule.expected).say(language)
    shown = tally.foremost[:PLACES]
    for finding in shown:
        yield _place(finding, report, language)
    if shown and tally.count > len(shown):
        yield MORE_PLACES.fill(n=count(tally.count - len(shown))).say(language)
    if rule.remedy.en:
        yield rule.remedy.say(language)


def _place(finding: Finding, report: Report, language: Language) -> str:
    """'data.csv:5:1: row 5: "1301" · did you mean 13.01?', as compilers write places and editors open them."""
    numbers = [str(number) for number in (finding.line, finding.column) if number is not None]
    old = age(finding, report)
    said = [] if old is None else [old.say(language)]
    said += [place(finding, report, language), *hint(finding, language)]
    where = ":".join([file(finding, report), *numbers])
    return f"{where}: {' · '.join(part for part in said if part)}".rstrip(": ")


def _name(rule: Rule) -> str:
    """The rule's code, and where foreign keys of one field refer to."""
    return (
        rule.code if rule.reference is None else f"{rule.code} → {rule.reference[0]}".rstrip("→ ")
    )


def _test(report: Report, name: str, test: str) -> ET.Element:
    return ET.Element(
        "testcase", {"classname": clean(f"{report.path}.{name}"), "name": clean(test)}
    )


def _element(
    parent: ET.Element, tag: str, text: str, attributes: dict[str, str] | None = None
) -> None:
    # `clean` leaves no character that XML forbids.
    cleaned = {name: clean(value) for name, value in (attributes or {}).items()}
    ET.SubElement(parent, tag, cleaned).text = clean(text)


def _totals(suites: list[ET.Element]) -> dict[str, str]:
    names = ("tests", "failures", "errors")
    return {name: str(sum(int(suite.attrib[name]) for suite in suites)) for name in names}


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"


def _moment(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
