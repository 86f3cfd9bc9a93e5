"""The verdict on one table and on a whole run, in words, and what else every report for people says alike."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import assert_never

from statx.errors import NOTHING_CHECKED
from statx.report import Finding, Report, Rule, Run, Severity
from statx.texts import Text, count, joined

ERRORS = (Text(id="{n} kesalahan", en="{n} error"), Text(id="{n} kesalahan", en="{n} errors"))
WARNINGS = (Text(id="{n} peringatan", en="{n} warning"), Text(id="{n} peringatan", en="{n} warnings"))
ROWS = (Text(id="{n} baris", en="{n} row"), Text(id="{n} baris", en="{n} rows"))
COLUMNS = (Text(id="{n} kolom", en="{n} column"), Text(id="{n} kolom", en="{n} columns"))
TABLES = (Text(id="{n} berkas", en="{n} file"), Text(id="{n} berkas", en="{n} files"))

PASSES = Text(id="lolos", en="passes")
FAILS = Text(id="tidak lolos", en="does not pass")
EMPTY = Text(id="tidak ada yang diperiksa", en="nothing was checked")
UNREADABLE = Text(id="tidak dapat diperiksa", en="could not be checked")

NOTHING_KNOWN = Text(
    id="Tidak satu baris pun diperiksa terhadap skema, jadi belum diketahui apakah berkas ini benar.",
    en="Not one row was checked against a schema, so nothing is known about this file.",
)
NO_FILES = Text(id="Tidak ada berkas yang diperiksa.", en="No file was checked.")
SUM = Text(id="{tables} diperiksa: {parts}", en="{tables} checked: {parts}")
ALL_PASS = Text(id="{n} lolos", en="{n} passed")
SOME_FAIL = Text(id="{n} tidak lolos", en="{n} did not pass")
SOME_EMPTY = Text(id="{n} tanpa isi yang diperiksa", en="{n} with nothing to check")
SOME_UNREADABLE = Text(id="{n} tidak dapat diperiksa", en="{n} could not be checked")


class Verdict(Enum):
    """What became of one table."""

    PASSES = "passes"
    FAILS = "fails"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


def verdict(report: Report) -> Verdict:
    """A table that could not be judged to its end is told apart from one that does not pass."""
    if report.error is not None:
        return Verdict.UNREADABLE
    if report.errors:
        return Verdict.FAILS
    return Verdict.EMPTY if report.exit_code == NOTHING_CHECKED else Verdict.PASSES


def words(report: Report) -> Text:
    """'does not pass: 1,241 errors, 3 warnings'."""
    numbers = [amount(report.errors, ERRORS)] if report.errors else []
    numbers += [amount(report.warnings, WARNINGS)] if report.warnings else []
    said = _verdict_words(verdict(report))
    return said + Text(id=": ", en=": ") + joined(numbers) if numbers else said


def reason(report: Report) -> Text | None:
    """Why there is no verdict on the data; None where there is one."""
    if report.error is not None:
        return report.error.text
    return NOTHING_KNOWN if verdict(report) is Verdict.EMPTY else None


def summary(run: Run) -> Text:
    """'4 files checked: 2 passed · 1 did not pass · 1 could not be checked · 1,241 errors'."""
    if not run.reports:
        return NO_FILES
    tables = Counter(verdict(report) for report in run.reports)
    said = {
        Verdict.PASSES: ALL_PASS,
        Verdict.FAILS: SOME_FAIL,
        Verdict.EMPTY: SOME_EMPTY,
        Verdict.UNREADABLE: SOME_UNREADABLE,
    }
    parts = [text.fill(n=count(tables[kind])) for kind, text in said.items() if tables[kind]]
    return SUM.fill(tables=amount(len(run.reports), TABLES), parts=joined(parts + _totals(run), " · "))


def amount(number: int, forms: tuple[Text, Text]) -> Text:
    """A number with its noun: '1 error', '1,241 errors'; Indonesian has one form for both."""
    return forms[number != 1].fill(n=count(number))


def marked_wrong(finding: Finding, report: Report) -> tuple[tuple[str, str], ...]:
    """What was found at that place, each value with the name of its field; without a name where it needs none."""
    if finding.label is not None:
        return (("", finding.label),)
    if finding.cell is not None:
        return (("", finding.cell),)
    record = dict(zip(report.labels, finding.cells, strict=False))
    return tuple((name, record[name]) for name in finding.rule.fields if name in record)


def about(rule: Rule) -> str:
    """The name of the field, or of all the fields of a key or a rule; empty where the whole table is meant."""
    return rule.field or " + ".join(rule.fields)


def noun(severity: Severity) -> tuple[Text, Text]:
    """The word for findings of that severity, singular and plural."""
    match severity:
        case Severity.ERROR:
            return ERRORS
        case Severity.WARNING:
            return WARNINGS
        case _:
            assert_never(severity)


def _verdict_words(kind: Verdict) -> Text:
    match kind:
        case Verdict.PASSES:
            return PASSES
        case Verdict.FAILS:
            return FAILS
        case Verdict.EMPTY:
            return EMPTY
        case Verdict.UNREADABLE:
            return UNREADABLE
        case _:
            assert_never(kind)


def _totals(run: Run) -> list[Text]:
    errors = sum(report.errors for report in run.reports)
    warnings = sum(report.warnings for report in run.reports)
    numbers = [amount(errors, ERRORS)] if errors else []
    return numbers + ([amount(warnings, WARNINGS)] if warnings else [])
