"""What may be said to whom: a confidential rule keeps its place and loses all that was read.

Redaction happens once, to the result, before any renderer sees it. What remains is the rule, the
number of the row and the line, and how often it does not hold: none of these is a value.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from statx.results.findings import Finding, Tally
from statx.results.report import Report, Run


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
    tallies = tuple(_redact_tally(tally) for tally in report.tallies)
    return replace(report, tallies=tallies)


def _redact_tally(tally: Tally) -> Tally:
    if not tally.rule.confidential:
        return tally

    findings = tuple(_redact_finding(finding) for finding in tally.findings)
    return replace(tally, findings=findings)


def _redact_finding(finding: Finding) -> Finding:
    """Where it is, without what stands there; a hint can repeat a value, and a note can, too."""
    return replace(
        finding,
        cell=None,
        cells=(),
        label=None,
        hint=None,
        note="",
    )
