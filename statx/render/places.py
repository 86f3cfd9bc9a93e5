"""The places where a rule does not hold, in words for logs and services."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from statx.render.outcome import wrong_values
from statx.render.values import quote
from statx.render.words import EXPECTED, IN, ROW
from statx.results.findings import Finding, Tally
from statx.results.report import Report
from statx.texts import Language, Text, clean, count


def file_of(finding: Finding, report: Report) -> str:
    """The file in which the finding stands: of a table in several files, the part."""
    if not finding.part:
        return report.path

    # The parts of a folder lie inside it, those of a resource beside the first.
    beside_first = report.reading is not None and report.reading.parts
    folder = posixpath.dirname(report.path) if beside_first else report.path
    return posixpath.normpath(posixpath.join(folder, finding.part))


def first_place(tally: Tally) -> Finding:
    """The first place in the file, new ones before known; of a whole table, none."""
    whole_table = Finding(tally.rule)
    return min(
        tally.findings,
        key=_in_order,
        default=whole_table,
    )


def sentences(
    finding: Finding, report: Report, language: Language, where: Text = IN
) -> Iterator[str]:
    """What is wrong, what would be right, where, what may have been meant, what to do next."""
    rule = finding.rule
    yield rule.says.say(language)

    if rule.expected.en:
        yield EXPECTED.fill(expected=rule.expected).say(language)

    if finding.row is not None or finding.address:
        place = describe_place(finding, report, language)
        yield where.fill(place=place).say(language)

    if finding.hint is not None:
        yield finding.hint.say(language)

    if rule.remedy.en:
        yield rule.remedy.say(language)


def describe_place(finding: Finding, report: Report, language: Language) -> str:
    """'row 5: "1301"', 'Data!A5: "1301"'; without the row where it is about the header."""
    parts = []
    if finding.address:
        parts.append(clean(finding.address))
    elif finding.row is not None:
        parts.append(ROW.fill(row=count(finding.row)).say(language))

    values = _quoted_values(finding, report, language)
    if values:
        parts.append(values)

    return ": ".join(parts)


def _quoted_values(finding: Finding, report: Report, language: Language) -> str:
    """The wrong values as one: '"1301"', or of a key 'code "1301", year "2024"'."""
    quoted = []
    for name, value in wrong_values(finding, report):
        named = f"{clean(name)} {quote(value, language)}"
        quoted.append(named.strip())

    return ", ".join(quoted)


def _in_order(finding: Finding) -> tuple[bool, int]:
    return finding.known, finding.line or finding.row or 0
