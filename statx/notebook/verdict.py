"""The verdict on some data: short to look at, whole in frames."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from statx.errors import StatxError
from statx.render.notebook import show_as_html, show_as_lines
from statx.results.findings import Finding
from statx.results.redacted import Audience, redact
from statx.results.report import Report, Run
from statx.texts import Language, as_keyword

COLUMNS = (
    "file",
    "row",
    "line",
    "column",
    "address",
    "field",
    "code",
    "severity",
    "found",
    "says",
    "hint",
)
COUNTS = ("file", "field", "code", "severity", "count")
WHOLE_NUMBERS = ("row", "line", "column")


@dataclass(frozen=True, repr=False)
class Verdict:
    """The verdict on some data.

    What a notebook shows of it is kept with the notebook and goes where that goes, so it has no
    value of data that is not public; `findings` has them all.
    """

    run: Run
    language: Language = "en"

    @property
    def valid(self) -> bool:
        """Whether all of it passes."""
        return self.run.valid

    @property
    def counts(self) -> pd.DataFrame:
        """Exact counts: one row a rule that does not hold (file, field, code, severity, count)."""
        rows = []
        for report in self.run.reports:
            for tally in report.tallies:
                rule = tally.rule
                severity = rule.severity.value
                rows.append((report.place, rule.field, rule.code, severity, tally.count))
        return pd.DataFrame(rows, columns=list(COUNTS))

    def findings(self, language: Language | None = None) -> pd.DataFrame:
        """The findings that were kept, one a row; the columns are COLUMNS.

        A file that could not be judged has one row, without a code, that says why.
        `row` is that of the file, where the header is 1; of a DataFrame it is that of `iloc`.
        """
        spoken = language or self.language
        rows = []

        for report in self.run.reports:
            if report.error is not None:
                rows.append(_row_of_error(report.place, report.error, spoken))

            for tally in report.tallies:
                rows += [_row_of(report, finding, spoken) for finding in tally.findings]

        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        return frame.astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))

    def __repr__(self) -> str:
        run = redact(self.run, Audience.ANYONE)
        return "\n".join(show_as_lines(run, self.language))

    def _repr_html_(self) -> str:
        run = redact(self.run, Audience.ANYONE)
        return show_as_html(run, self.language)


def _row_of_error(place: str, error: StatxError, language: Language) -> tuple[object, ...]:
    """The same for a file that could not be judged."""
    says = error.text.say(language, as_keyword)
    row = dict.fromkeys(COLUMNS)
    row |= {"file": place, "severity": "error", "says": says}
    return tuple(row.values())


def _row_of(report: Report, finding: Finding, language: Language) -> tuple[object, ...]:
    """One row of the frame of findings, in the order of COLUMNS."""
    rule = finding.rule
    hint = finding.hint.say(language, as_keyword) if finding.hint else None
    return (
        report.place,
        finding.row,
        finding.line,
        finding.column,
        finding.address or None,
        rule.field,
        rule.code,
        rule.severity.value,
        finding.cell,
        rule.says.say(language, as_keyword),
        hint,
    )
