"""Which findings a report with little room lists: new ones, errors, and each rule first.

A table that could not be judged stands in the list like a finding, since a service that shows only
findings would else show nothing and be read as good news.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statx.fingerprints import fingerprinted
from statx.render.outcome import reason_unjudged
from statx.render.words import EMPTY, LEFT_OUT, UNREADABLE
from statx.results.findings import Finding, Rule, Severity, Tally
from statx.results.report import Report, Run
from statx.texts import Text, count, verbatim

UNREAD, UNCHECKED = "unreadable", "nothing-checked"
"""The codes of why a table has no verdict."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding of the list."""

    report: Report
    finding: Finding
    fingerprint: str
    rank: int
    """How many of its rule's findings stand before it."""


def choose_entries(run: Run, room: int) -> list[Entry]:
    """At most `room` findings of all tables, in the order of the tables and their rules."""
    entries: list[Entry] = []
    for report in run.reports:
        entries += _entries(report)

    numbers = range(len(entries))
    by_weight = sorted(numbers, key=lambda number: _weight(entries[number]))

    chosen = sorted(by_weight[:room])
    return [entries[number] for number in chosen]


def describe_left_out(run: Run, entries: list[Entry]) -> Text | None:
    """How many findings the list has of how many there are; None where it has them all."""
    number = 0
    for report in run.reports:
        number += sum(tally.count for tally in _tallies(report))

    if number == len(entries):
        return None

    return LEFT_OUT.fill(
        listed=count(len(entries)),
        found=count(number),
    )


def _tallies(report: Report) -> tuple[Tally, ...]:
    """The report's tallies, and before them why there is no verdict, where there is none."""
    reason = reason_unjudged(report)
    if reason is None:
        return report.tallies

    return (_unjudged(report, reason), *report.tallies)


def _unjudged(report: Report, reason: Text) -> Tally:
    is_read = report.error is None
    says = EMPTY if is_read else UNREADABLE
    code = UNCHECKED if is_read else UNREAD

    rule = Rule(
        code,
        code,
        says,
        expected=verbatim(""),
        remedy=verbatim(""),
    )
    finding = Finding(rule, hint=reason)
    return Tally(rule, 1, (finding,))


def _entries(report: Report) -> Iterator[Entry]:
    findings: list[Finding] = []
    ranks: list[int] = []
    for tally in _tallies(report):
        places = _places(tally)
        findings += places
        ranks += range(len(places))

    marked = fingerprinted(findings, report)
    for (finding, fingerprint), rank in zip(marked, ranks, strict=True):
        yield Entry(
            report,
            finding,
            fingerprint,
            rank,
        )


def _places(tally: Tally) -> tuple[Finding, ...]:
    """The findings; one without a place where none was kept."""
    if tally.findings:
        return tally.findings

    return (Finding(tally.rule, known=not tally.new),)


def _weight(entry: Entry) -> tuple[bool, bool, int]:
    finding = entry.finding
    is_warning = finding.rule.severity is Severity.WARNING
    return finding.known, is_warning, entry.rank
