"""The report as JUnit XML, which every CI shows: a file is a suite, a rule of a field a test.

What was checked and holds is a passed test, so that a green suite says what it means. What fails
the data is a failure, what is only said a skipped test (the only mark between green and red that
every service shows), a table without a verdict is an error. The elements and attributes are those
that Jenkins takes; its schema forbids all others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree as ET

from statx.render.cause import all_remarks
from statx.render.listing import UNCHECKED, UNREAD
from statx.render.options import RenderOptions
from statx.render.outcome import (
    describe_age,
    describe_newness,
    describe_outcome,
    noun_of,
    reason_unjudged,
)
from statx.render.passes import passed_checks
from statx.render.places import describe_place, file_of
from statx.render.words import EMPTY, EXPECTED, MORE_PLACES, UNREADABLE
from statx.results.findings import Finding, Rule, Tally
from statx.results.redacted import Audience
from statx.results.report import Checked, Report, Run
from statx.texts import Language, Text, amount, clean, clean_lines, count, verbatim

AUDIENCE = Audience.ANYONE

PLACES = 10
"""Places listed of one rule."""
TABLE = "table"
"""Stands where a test has no field."""

MESSAGE = Text(
    id="{amount}: {says}",
    en="{amount}: {says}",
)


def render(run: Run, options: RenderOptions) -> Iterator[str]:
    """One XML document."""
    suites = []
    for number, report in enumerate(run.reports):
        suites.append(_suite(number, report, options))

    root = ET.Element("testsuites", _totals(run, suites))
    root.extend(suites)
    ET.indent(root)

    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield ET.tostring(root, encoding="unicode") + "\n"


def _totals(run: Run, suites: list[ET.Element]) -> dict[str, str]:
    totals = {"name": "statx", "time": _seconds(run.seconds)}
    for name in ("tests", "failures", "errors"):
        total = sum(int(suite.attrib[name]) for suite in suites)
        totals[name] = str(total)

    return totals


def _suite(number: int, report: Report, options: RenderOptions) -> ET.Element:
    tests = list(_tests(report, options))
    suite = ET.Element("testsuite", _suite_attributes(number, report, options))
    suite.attrib |= _suite_counts(tests)
    suite.append(_properties(report, options))
    suite.extend(tests)

    sentences = [describe_outcome(report), *all_remarks(report)]
    lines = [sentence.say(options.language) for sentence in sentences]
    _add_element(suite, "system-out", "\n".join(lines))
    return suite


def _suite_attributes(number: int, report: Report, options: RenderOptions) -> dict[str, str]:
    place = clean(report.path)
    attributes = {"id": str(number), "name": place, "file": place}
    if options.started is not None:
        attributes["timestamp"] = _moment(options.started)

    attributes["time"] = _seconds(report.seconds)
    return attributes


def _suite_counts(tests: list[ET.Element]) -> dict[str, str]:
    """A test without a mark passed."""
    marks = Counter(mark.tag for test in tests for mark in test)
    return {
        "tests": str(len(tests)),
        "failures": str(marks["failure"]),
        "errors": str(marks["error"]),
        "skipped": str(marks["skipped"]),
    }


def _properties(report: Report, options: RenderOptions) -> ET.Element:
    values = {
        "statx": options.version,
        "engine": options.engine,
        "schema": report.schema.ref if report.schema else "",
        "rows": str(report.rows),
        "sha256": report.digest.sha256 if report.digest else "",
    }
    properties = ET.Element("properties")
    for name, value in values.items():
        if value:
            attributes = {"name": name, "value": clean(value)}
            ET.SubElement(properties, "property", attributes)

    return properties


def _tests(report: Report, options: RenderOptions) -> Iterator[ET.Element]:
    language = options.language
    reason = reason_unjudged(report)
    if reason is not None:
        yield _unjudged_test(report, reason, language)

    for tally in report.tallies:
        yield _failed_test(tally, report, options)

    for checked in passed_checks(report):
        yield _passed_test(checked, report, language)


def _unjudged_test(report: Report, reason: Text, language: Language) -> ET.Element:
    is_read = report.error is None
    title = EMPTY if is_read else UNREADABLE
    code = UNCHECKED if is_read else UNREAD

    test = _test(report, TABLE, code)
    attributes = {"message": title.say(language), "type": code}
    _add_element(
        test,
        "error",
        reason.say(language),
        attributes,
    )
    return test


def _failed_test(tally: Tally, report: Report, options: RenderOptions) -> ET.Element:
    rule, language = tally.rule, options.language
    test = _test(report, rule.about or TABLE, _name(rule))
    tag = "failure" if report.failing(tally) else "skipped"

    number = _amount(tally, report)
    message = MESSAGE.fill(
        amount=number,
        says=rule.says,
    )
    attributes = {
        "message": message.say(language),
        "type": rule.type,
    }

    lines = _lines(tally, report, options)
    text = "\n".join(lines)
    _add_element(
        test,
        tag,
        text,
        attributes,
    )
    return test


def _passed_test(checked: Checked, report: Report, language: Language) -> ET.Element:
    title = checked.title.say(language)
    return _test(report, TABLE, f"{checked.code} ({title})")


def _amount(tally: Tally, report: Report) -> Text:
    """'12 errors', and where the data was compared '12 errors (2 new, 10 known)'."""
    number = amount(tally.count, noun_of(tally.rule.severity))
    newness = describe_newness(tally, report)
    if newness is None:
        return number

    return number + verbatim(" (") + newness + verbatim(")")


def _lines(tally: Tally, report: Report, options: RenderOptions) -> Iterator[str]:
    """What would be right, the first places, how many more there are, what to do next."""
    rule, language = tally.rule, options.language
    if rule.expected.en:
        yield EXPECTED.fill(expected=rule.expected).say(language)

    shown = tally.foremost
    if not options.every_place:
        shown = shown[:PLACES]
    for finding in shown:
        yield _place(finding, report, language)

    left = tally.count - len(shown)
    if shown and left:
        yield MORE_PLACES.fill(n=count(left)).say(language)

    if rule.remedy.en:
        yield rule.remedy.say(language)


def _place(finding: Finding, report: Report, language: Language) -> str:
    """'data.csv:5:1: row 5: "1301" · did you mean 13.01?', as compilers write places."""
    file = file_of(finding, report)
    where = [clean(file)]
    numbers = (finding.line, finding.column)
    where += [str(number) for number in numbers if number is not None]

    parts = []
    age = describe_age(finding, report)
    if age is not None:
        parts.append(age.say(language))

    parts.append(describe_place(finding, report, language))
    if finding.hint is not None:
        parts.append(finding.hint.say(language))

    place = ":".join(where)
    words = " · ".join(part for part in parts if part)
    line = f"{place}: {words}"
    return line.rstrip(": ")


def _name(rule: Rule) -> str:
    """The rule's code, and where foreign keys of one field refer to."""
    if rule.reference is None:
        return rule.code

    resource, _ = rule.reference
    return f"{rule.code} → {resource}".rstrip("→ ")


def _test(report: Report, name: str, test: str) -> ET.Element:
    attributes = {
        "classname": clean(f"{report.path}.{name}"),
        "name": clean(test),
    }
    return ET.Element("testcase", attributes)


def _add_element(
    parent: ET.Element, tag: str, text: str, attributes: dict[str, str] | None = None
) -> None:
    # Cleaned words hold no character that XML forbids.
    cleaned = {name: clean_lines(value) for name, value in (attributes or {}).items()}
    element = ET.SubElement(parent, tag, cleaned)
    element.text = clean_lines(text)


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"


def _moment(moment: datetime) -> str:
    """Without a zone, as the schema of Jenkins has it."""
    local = moment.replace(tzinfo=None)
    return local.isoformat(timespec="seconds")
