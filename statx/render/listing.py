"""Which findings a report with little room lists: new before known, errors before warnings, each rule before one twice.

A table that could not be judged stands in the list like a finding, since a service that shows only findings would
else show nothing and be read as good news.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statx.fingerprints import fingerprinted
from statx.render.verdict import EMPTY, UNREADABLE, reason
from statx.results.findings import Finding, Rule, Severity, Tally
from statx.results.report import Report, Run
from statx.texts import Text, count, verbatim

UNREAD, UNCHECKED = "unreadable", "nothing-checked"
"""The codes of why a table has no verdict."""

LEFT_OUT = Text(
    id=(
        "Hanya {listed} dari {found} temuan yang tercantum di sini; statx validate menghitung"
        " semuanya."
    ),
    en="Only {listed} of {found} findings are listed here; statx validate counts them all.",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding of the list."""

    report: Report
    finding: Finding
    fingerprint: str
    rank: int
    """How many of its rule's findings stand before it."""


def listed(run: Run, room: int) -> list[Entry]:
    """At most `room` findings of all tables, in the order of the tables and their rules."""
    entries = [entry for report in run.reports for entry in _entries(report)]
    by_weight = sorted(range(len(entries)), key=lambda number: _weight(entries[number]))
    return [entries[number] for number in sorted(by_weight[:room])]


def left_out(run: Run, entries: list[Entry]) -> Text | None:
    """How many findings the list has of how many there are; None where it has them all."""
    number = sum(tally.count for report in run.reports for tally in groups(report))
    return (
        None
        if number == len(entries)
        else LEFT_OUT.fill(listed=count(len(entries)), found=count(number))
    )


def groups(report: Report) -> tuple[Tally, ...]:
    """The report's tallies, and before them why there is no verdict, where there is none."""
    why = reason(report)
    return report.tallies if why is None else (_unjudged(report, why), *report.tallies)


def _entries(report: Report) -> Iterator[Entry]:
    ranked = [
        (finding, rank) for tally in groups(report) for rank, finding in enumerate(_places(tally))
    ]
    marked = fingerprinted((finding for finding, _ in ranked), report)
    for (finding, fingerprint), (_, rank) in zip(marked, ranked, strict=True):
        yield Entry(report, finding, fingerprint, rank)


def _places(tally: Tally) -> tuple[Finding, ...]:
    return tally.findings or (Finding(tally.rule, known=not tally.new),)


def _weight(entry: Entry) -> tuple[bool, bool, int]:
    finding = entry.finding
    return finding.known, finding.rule.severity is Severity.WARNING, entry.rank


def _unjudged(report: Report, why: Text) -> Tally:
    says, code = (EMPTY, UNCHECKED) if report.error is None else (UNREADABLE, UNREAD)
    rule = Rule(code, code, says, expected=verbatim(""), remedy=verbatim(""))
    return Tally(rule, 1, (Finding(rule, hint=why),))
