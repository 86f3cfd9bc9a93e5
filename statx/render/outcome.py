"""What became of one table and of a whole run, in words that every report for people shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import assert_never

from statx.errors import FAILED, NOTHING_CHECKED
from statx.render import words
from statx.render.paper import BAD, CARE, GOOD, Mark
from statx.results.findings import Finding, Severity, Tally
from statx.results.report import FailOn, Report, Run
from statx.texts import Text, amount, count, joined, verbatim


class Outcome(Enum):
    """What became of one table."""

    PASSES = "passes"
    FAILS = "fails"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


OUTCOMES = {
    Outcome.PASSES: words.PASSES,
    Outcome.FAILS: words.FAILS,
    Outcome.EMPTY: words.EMPTY,
    Outcome.UNREADABLE: words.UNREADABLE,
}
"""Of one table."""
OUTCOME_COUNTS = {
    Outcome.PASSES: words.ALL_PASS,
    Outcome.FAILS: words.SOME_FAIL,
    Outcome.EMPTY: words.SOME_EMPTY,
    Outcome.UNREADABLE: words.SOME_UNREADABLE,
}
"""Of many tables, in the order in which a summary says them."""


def outcome_of(report: Report) -> Outcome:
    """A table that could not be judged to its end is told apart from one that does not pass."""
    if report.error is not None:
        return Outcome.UNREADABLE

    code = report.exit_code
    if code == FAILED:
        return Outcome.FAILS

    return Outcome.EMPTY if code == NOTHING_CHECKED else Outcome.PASSES


def mark_of(outcome: Outcome) -> Mark:
    """The sign in front of what became of a table."""
    match outcome:
        case Outcome.PASSES:
            return GOOD
        case Outcome.FAILS | Outcome.UNREADABLE:
            return BAD
        case Outcome.EMPTY:
            return CARE
        case _:
            assert_never(outcome)


def mark_of_all(run: Run) -> Mark:
    """The worst of the tables' marks."""
    marks = [mark_of(outcome_of(report)) for report in run.reports]
    if BAD in marks:
        return BAD

    if CARE in marks:
        return CARE

    # No table is fine only where a change touched none.
    nothing_judged = not marks and run.since is None
    return CARE if nothing_judged else GOOD


def describe_outcome(report: Report) -> Text:
    """'does not pass: 1,241 errors, 3 warnings'; 'does not pass: 12 errors (2 new, 10 known)'."""
    sentence = OUTCOMES[outcome_of(report)]
    amounts = _amounts([report])
    if not amounts:
        return sentence

    return sentence + verbatim(": ") + joined(amounts)


def reason_unjudged(report: Report) -> Text | None:
    """Why there is no verdict on the data; None where there is one."""
    if report.error is not None:
        return report.error.text

    is_empty = outcome_of(report) is Outcome.EMPTY
    return words.NOTHING_KNOWN if is_empty else None


def summarise(run: Run) -> Text:
    """'4 files checked: 2 passed · 1 did not pass · 1 could not be checked · 1,241 errors'."""
    if not run.reports and run.since is None:
        return words.NO_FILES

    if not run.reports:
        return joined([_nothing_touched(run), *run_remarks(run)], " ")

    tables = amount(len(run.reports), words.TABLES)
    parts = _outcome_counts(run) + _amounts(run.reports)
    return words.SUM.fill(
        tables=tables,
        parts=joined(parts, " · "),
    )


def run_remarks(run: Run) -> list[Text]:
    """What must be said of the whole run: what it left out, and what fails its data."""
    remarks = []
    if run.since is not None:
        remarks += _untouched(run)
        remarks += run.since.remarks

    policies = {report.fail_on for report in run.reports}
    unusual = policies - {FailOn.ERROR}
    for policy in unusual:
        remarks.append(words.FAIL_ON.fill(what=words.FAILS_ON[policy]))

    return remarks


def describe_newness(tally: Tally, report: Report) -> Text | None:
    """'2 new, 10 known', 'all new', 'all known'; None where nothing was compared."""
    if not report.since:
        return None

    return _newness(tally.new, tally.known)


def describe_age(finding: Finding, report: Report) -> Text | None:
    """'new' or 'known'; None where nothing was compared."""
    if not report.since:
        return None

    return words.KNOWN if finding.known else words.NEW


def wrong_values(finding: Finding, report: Report) -> tuple[tuple[str, str], ...]:
    """(name of the field, value as it is written) at that place; no name where it needs none."""
    if finding.label is not None:
        return (("", finding.label),)

    if finding.cell is not None:
        return (("", finding.cell),)

    record = dict(zip(report.labels, finding.cells, strict=False))
    names = [name for name in finding.rule.fields if name in record]
    return tuple((name, record[name]) for name in names)


def noun_of(severity: Severity) -> tuple[Text, Text]:
    """The word for findings of that severity, singular and plural."""
    match severity:
        case Severity.ERROR:
            return words.ERRORS
        case Severity.WARNING:
            return words.WARNINGS
        case _:
            assert_never(severity)


def _outcome_counts(run: Run) -> list[Text]:
    tables = Counter(outcome_of(report) for report in run.reports)
    return [
        sentence.fill(n=count(tables[outcome]))
        for outcome, sentence in OUTCOME_COUNTS.items()
        if tables[outcome]
    ]


def _nothing_touched(run: Run) -> Text:
    revision = run.since.revision if run.since else ""
    return words.NOTHING_TOUCHED.fill(revision=revision)


def _untouched(run: Run) -> list[Text]:
    since = run.since
    if since is None or not since.untouched:
        return []

    singular, plural = words.UNTOUCHED
    sentence = singular if since.untouched == 1 else plural
    tables = amount(since.untouched, words.TABLES)
    return [
        sentence.fill(
            tables=tables,
            revision=since.revision,
        )
        + verbatim(".")
    ]


def _newness(new: int, known: int) -> Text:
    if not known:
        return words.ALL_NEW if new else words.ALL_KNOWN

    if not new:
        return words.ALL_KNOWN

    return words.NEW_AND_KNOWN.fill(
        new=count(new),
        known=count(known),
    )


def _amounts(reports: Sequence[Report]) -> list[Text]:
    """'12 errors', '3 warnings': of each severity of which there are any."""
    return [_amount_of(reports, severity) for severity in Severity if _count_of(reports, severity)]


def _amount_of(reports: Sequence[Report], severity: Severity) -> Text:
    number = _count_of(reports, severity)
    said = amount(number, noun_of(severity))
    was_compared = any(report.since for report in reports)
    if not was_compared:
        return said

    new = sum(report.new(severity) for report in reports)
    newness = _newness(new, number - new)
    return said + verbatim(" (") + newness + verbatim(")")


def _count_of(reports: Sequence[Report], severity: Severity) -> int:
    if severity is Severity.ERROR:
        return sum(report.errors for report in reports)

    return sum(report.warnings for report in reports)
