"""What may be said to whom: a confidential rule keeps its place and loses all that was read.

Redaction happens once, to the result, before any renderer sees it. What remains is the rule, the
number of the row and the line, and how often it does not hold: none of these is a value. Of a table
that is not public, or of which no schema says that it is, also the header, the remarks, what an
error quotes and the values in the names of partition folders are left out: each can be, or can
repeat, a value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum

from statx.results.findings import Finding, Rule, Tally
from statx.results.report import Reading, Report, Run
from statx.texts import Text, verbatim

NOT_SHOWN = "…"
WITHHELD = Text(
    id="Catatan tidak ditampilkan di sini, karena datanya tidak terbuka untuk umum.",
    en="Remarks are not shown here, as the data is not public.",
)
_SEPARATOR = re.compile(r"([/\\])")
_PARTITION = re.compile(r"(?<![^=\s])([^=\s]+)=.+", re.DOTALL)
"""A folder of a partitioned table: `nik=3501…`."""


class Audience(Enum):
    """Who reads what an outlet writes."""

    KEEPERS = "keepers"
    """Those who hold the data anyway: on their own terminal, in their own file."""
    ANYONE = "anyone"
    """Whoever can open a log or a merge request."""


def redact(run: Run, audience: Audience) -> Run:
    """The run as this audience may read it."""
    if audience is Audience.KEEPERS:
        return run

    reports = tuple(_redact_report(report) for report in run.reports)
    return replace(run, reports=reports)


def _redact_report(report: Report) -> Report:
    names = report.schema.fields if report.schema else ()
    tallies = tuple(_redact_tally(tally, names) for tally in report.tallies)
    report = replace(report, tallies=tallies)
    if report.is_public:
        return report

    error = report.error
    if error is not None:
        error = error.said_as(_mask_sentence(error.for_anyone))

    return replace(
        report,
        place=mask_path(report.place),
        labels=(),
        remarks=(WITHHELD,) if report.remarks else (),
        error=error,
        reading=_without_sheet(report.reading),
    )


def _without_sheet(reading: Reading | None) -> Reading | None:
    if reading is None:
        return None

    dialect = tuple(each for each in reading.dialect if each[0] != "sheetName")
    return replace(reading, dialect=dialect)


def _redact_tally(tally: Tally, names: tuple[str, ...]) -> Tally:
    if not tally.rule.confidential:
        return tally

    rule = _redact_rule(tally.rule, names)
    findings = tuple(_redact_finding(finding, rule) for finding in tally.findings)
    return replace(
        tally,
        rule=rule,
        findings=findings,
    )


def _redact_rule(rule: Rule, names: tuple[str, ...]) -> Rule:
    """A column that the schema does not know is named by the file, and its name may be a value."""
    if not names or not rule.field or rule.field in names:
        return rule

    return replace(
        rule,
        field="",
        expected=verbatim(""),
    )


def _redact_finding(finding: Finding, rule: Rule) -> Finding:
    """Where it is, without what stands there; a hint can repeat a value, and a note can, too.

    A sheet may be named after a person.
    """
    return replace(
        finding,
        rule=rule,
        cell=None,
        cells=(),
        label=None,
        hint=None,
        note="",
        part=mask_path(finding.part),
        address=finding.address.rpartition("!")[2],
    )


def mask_path(path: str) -> str:
    """The last part of a path may be such a folder, too."""
    return _mask_folders(f"{path}/").removesuffix("/") if path else path


def _mask_sentence(sentence: Text) -> Text:
    return Text(
        id=_mask_folders(sentence.id),
        en=_mask_folders(sentence.en),
    )


def _mask_folders(words: str) -> str:
    """`tahun=2024/` without its value; folder by folder, so that the cost grows with the length."""
    parts = _SEPARATOR.split(words)
    for number in range(0, len(parts) - 1, 2):
        parts[number] = _PARTITION.sub(rf"\1={NOT_SHOWN}", parts[number])

    return "".join(parts)
