"""The verdict on one table and on a whole run, in words, and what else every report for people says alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import assert_never

from statx.errors import FAILED, NOTHING_CHECKED
from statx.results.findings import Finding, Severity, Tally
from statx.results.report import FailOn, Report, Run
from statx.texts import Text, count, joined, verbatim

ERRORS = (Text(id="{n} kesalahan", en="{n} error"), Text(id="{n} kesalahan", en="{n} errors"))
WARNINGS = (
    Text(id="{n} peringatan", en="{n} warning"),
    Text(id="{n} peringatan", en="{n} warnings"),
)
ROWS = (Text(id="{n} baris", en="{n} row"), Text(id="{n} baris", en="{n} rows"))
COLUMNS = (Text(id="{n} kolom", en="{n} column"), Text(id="{n} kolom", en="{n} columns"))
TABLES = (Text(id="{n} berkas", en="{n} file"), Text(id="{n} berkas", en="{n} files"))

PASSES = Text(id="lolos", en="passes")
FAILS = Text(id="tidak lolos", en="does not pass")
EMPTY = Text(id="tidak ada yang diperiksa", en="nothing was checked")
UNREADABLE = Text(id="tidak dapat diperiksa", en="could not be checked")

NOTHING_KNOWN = Text(
    id=(
        "Tidak satu baris pun diperiksa terhadap skema, jadi belum diketahui apakah berkas ini"
        " benar."
    ),
    en="Not one row was checked against a schema, so nothing is known about this file.",
)
NO_FILES = Text(id="Tidak ada berkas yang diperiksa.", en="No file was checked.")
SUM = Text(id="{tables} diperiksa: {parts}", en="{tables} checked: {parts}")
ALL_PASS = Text(id="{n} lolos", en="{n} passed")
SOME_FAIL = Text(id="{n} tidak lolos", en="{n} did not pass")
SOME_EMPTY = Text(id="{n} tanpa isi yang diperiksa", en="{n} with nothing to check")
SOME_UNREADABLE = Text(id="{n} tidak dapat diperiksa", en="{n} could not be checked")

NEW = Text(id="baru", en="new")
KNOWN = Text(id="lama", en="known")
ALL_NEW = Text(id="semuanya baru", en="all new")
ALL_KNOWN = Text(id="semuanya lama", en="all known")
NEW_AND_KNOWN = Text(id="{new} baru, {known} lama", en="{new} new, {known} known")
UNTOUCHED = (
    Text(
        id="{tables} tidak diperiksa, karena berkas dan skemanya tidak berubah sejak {revision}",
        en="{tables} not judged: unchanged since {revision}, and so is its schema",
    ),
    Text(
        id="{tables} tidak diperiksa, karena berkas dan skemanya tidak berubah sejak {revision}",
        en="{tables} not judged: unchanged since {revision}, and so are their schemas",
    ),
)
NOTHING_TOUCHED = Text(
    id=(
        "Tidak ada data yang tersentuh perubahan sejak {revision}, jadi tidak ada yang perlu"
        " diperiksa."
    ),
    en="No data was touched since {revision}, so there is nothing to judge.",
)
FAILS_ON: dict[FailOn, Text] = {
    FailOn.ERROR: Text(id="kesalahan", en="errors"),
    FailOn.WARNING: Text(id="kesalahan dan peringatan", en="errors and warnings"),
    FailOn.NEW: Text(id="hanya kesalahan baru", en="new errors only"),
}
"""What makes data fail, where a run was asked for other than the usual."""
FAIL_ON = Text(id="Yang membuat data tidak lolos: {what}.", en="What fails the data: {what}.")


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
    if report.exit_code == FAILED:
        return Verdict.FAILS
    return Verdict.EMPTY if report.exit_code == NOTHING_CHECKED else Verdict.PASSES


def words(report: Report) -> Text:
    """'does not pass: 1,241 errors, 3 warnings'; 'does not pass: 12 errors (2 new, 10 known)'."""
    numbers = _numbers([report])
    said = _verdict_words(verdict(report))
    return said + Text(id=": ", en=": ") + joined(numbers) if numbers else said


def reason(report: Report) -> Text | None:
    """Why there is no verdict on the data; None where there is one."""
    if report.error is not None:
        return report.error.text
    return NOTHING_KNOWN if verdict(report) is Verdict.EMPTY else None


def summary(run: Run) -> Text:
    """'4 files checked: 2 passed · 1 did not pass · 1 could not be checked · 1,241 errors'."""
    if not run.reports and run.since is None:
        return NO_FILES
    if not run.reports:
        return joined([_nothing_touched(run), *remarks(run)], " ")
    tables = Counter(verdict(report) for report in run.reports)
    said = {
        Verdict.PASSES: ALL_PASS,
        Verdict.FAILS: SOME_FAIL,
        Verdict.EMPTY: SOME_EMPTY,
        Verdict.UNREADABLE: SOME_UNREADABLE,
    }
    parts = [text.fill(n=count(tables[kind])) for kind, text in said.items() if tables[kind]]
    return SUM.fill(
        tables=amount(len(run.reports), TABLES), parts=joined(parts + _numbers(run.reports), " · ")
    )


def remarks(run: Run) -> list[Text]:
    """What must be said of the whole run: what it left out, and what fails the data where that is not the usual."""
    since = run.since
    said = [] if since is None else list(since.remarks)
    if since is not None and since.untouched:
        tables = amount(since.untouched, TABLES)
        said.insert(
            0,
            UNTOUCHED[since.untouched != 1].fill(tables=tables, revision=since.revision)
            + verbatim("."),
        )
    policies = {report.fail_on for report in run.reports} - {FailOn.ERROR}
    return said + [FAIL_ON.fill(what=FAILS_ON[policy]) for policy in policies]


def newness(tally: Tally, report: Report) -> Text | None:
    """'2 new, 10 known', 'all new', 'all known'; None where nothing was compared."""
    return _newness(tally.new, tally.known) if report.since else None


def age(finding: Finding, report: Report) -> Text | None:
    """'new' or 'known'; None where nothing was compared."""
    if not report.since:
        return None
    return KNOWN if finding.known else NEW


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


def _nothing_touched(run: Run) -> Text:
    return NOTHING_TOUCHED.fill(revision=run.since.revision if run.since else "")


def _newness(new: int, known: int) -> Text:
    if not new or not known:
        return ALL_NEW if new else ALL_KNOWN
    return NEW_AND_KNOWN.fill(new=count(new), known=count(known))


def _count(reports: Sequence[Report], severity: Severity) -> int:
    return sum(
        report.errors if severity is Severity.ERROR else report.warnings for report in reports
    )


def _number(reports: Sequence[Report], severity: Severity) -> Text:
    found, new = _count(reports, severity), sum(report.new(severity) for report in reports)
    said = amount(found, noun(severity))
    compared = any(report.since for report in reports)
    return said + verbatim(" (") + _newness(new, found - new) + verbatim(")") if compared else said


def _numbers(reports: Sequence[Report]) -> list[Text]:
    return [_number(reports, severity) for severity in Severity if _count(reports, severity)]
