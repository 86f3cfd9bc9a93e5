"""The places where a rule does not hold, in words for logs that anyone may read.

One law: of what was read where a confidential rule does not hold, nothing is said: not the cell, not the record, not
the label, and no hint, since a hint can repeat the value. The reports for CI take values from here and from nowhere
else; the number of a row and of a line is not a value.
"""

from __future__ import annotations

from collections.abc import Iterator

from statx.render.values import quoted
from statx.render.verdict import marked_wrong
from statx.results.findings import Finding, Tally
from statx.results.report import Report
from statx.texts import Language, Text, count

EXPECTED = Text(id="Seharusnya: {expected}", en="Expected: {expected}")
IN = Text(id="Di {place}", en="In {place}")
FIRST_IN = Text(id="Pertama di {place}", en="First in {place}")
ROW = Text(id="baris {row}", en="row {row}")


def file(finding: Finding, report: Report) -> str:
    """The file in which the finding stands: of a partitioned folder, the part."""
    return f"{report.path}/{finding.part}" if finding.part else report.path


def first(tally: Tally) -> Finding:
    """The first place in the file, of new ones where there are; one without a place where the whole table is meant."""
    return min(tally.findings, key=_order, default=Finding(tally.rule))


def sentences(
    finding: Finding, report: Report, language: Language, where: Text = IN
) -> Iterator[str]:
    """What is wrong, what would be right, where, what may have been meant, what to do next."""
    rule = finding.rule
    yield rule.says.say(language)
    if rule.expected.en:
        yield EXPECTED.fill(expected=rule.expected).say(language)
    if finding.row is not None:
        yield where.fill(place=place(finding, report, language)).say(language)
    yield from hint(finding, language)
    if rule.remedy.en:
        yield rule.remedy.say(language)


def place(finding: Finding, report: Report, language: Language) -> str:
    """'row 5: "1301"'; without the row where it is about the header, without the value where none may be said."""
    row = [] if finding.row is None else [ROW.fill(row=count(finding.row)).say(language)]
    return ": ".join([*row, *found(finding, report, language)])


def found(finding: Finding, report: Report, language: Language) -> Iterator[str]:
    """The values that are marked wrong, as one; nothing where they are confidential or none is to blame."""
    values = () if finding.rule.confidential else marked_wrong(finding, report)
    if values:
        yield ", ".join(f"{name} {quoted(value, language)}".strip() for name, value in values)


def hint(finding: Finding, language: Language) -> Iterator[str]:
    """What may have been meant; nothing where that could give a confidential value away."""
    if finding.hint is not None and not finding.rule.confidential:
        yield finding.hint.say(language)


def _order(finding: Finding) -> tuple[bool, int]:
    return finding.known, finding.line or finding.row or 0
