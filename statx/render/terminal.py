"""The report for whoever puts the data right: what is wrong, where, and what to do next.

Every table begins with its verdict and ends with what was checked, so that a green line says what
it means. In between stand the groups, one for each rule and field, with exact counts: errors first,
then warnings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from statx.render.options import RenderOptions
from statx.render.outcome import (
    Outcome,
    amount,
    describe_age,
    describe_newness,
    describe_outcome,
    mark_of,
    mark_of_all,
    noun_of,
    outcome_of,
    reason_unjudged,
    run_remarks,
    summarise,
    wrong_values,
)
from statx.render.paper import (
    BAD,
    CARE,
    HINT,
    NEXT,
    QUIET,
    STRONG,
    Paper,
    unbroken,
)
from statx.render.reading import describe_reading
from statx.render.values import quote
from statx.render.words import EXPECTED, MORE_PLACES
from statx.results.findings import Finding, Severity, Tally
from statx.results.report import Checked, Report, Run, SchemaUsed
from statx.texts import Text, count, joined, verbatim

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text as Styled

PLACES = 3
"""Places shown of one rule."""
GROUPS = 20
"""Groups shown of one severity."""
WIDEST = 110
"""Columns beyond which lines are tiring to read."""

SCHEMA = Text(
    id="Skema",
    en="Schema",
)
READ_AS = Text(
    id="Dibaca",
    en="Read as",
)
CHECKED = Text(
    id="Diperiksa",
    en="Checked",
)
REMARKS = Text(
    id="Catatan",
    en="Remarks",
)
LABELS = (SCHEMA, READ_AS, CHECKED, REMARKS)
ERRORS = Text(
    id="Kesalahan",
    en="Errors",
)
WARNINGS = Text(
    id="Peringatan",
    en="Warnings",
)


ROW = Text(
    id="Baris",
    en="Row",
)
IN_THE_FILE = Text(
    id="Dalam berkas teks",
    en="In the text file",
)
IN_THE_PART = Text(
    id="Dalam berkas",
    en="In the file",
)
FOUND = Text(
    id="Tertulis",
    en="Found",
)
LINE = Text(
    id="baris {line}",
    en="line {line}",
)
LINE_COLUMN = Text(
    id="baris {line}, karakter {column}",
    en="line {line}, col {column}",
)
MORE_GROUPS = Text(
    id="… dan {n} kelompok lagi, seluruhnya {findings}; semuanya ada dalam {options.format:json}",
    en="… and {n} more groups, {findings} in all; {options.format:json} has them",
)
NOTHING = verbatim("")


def render(run: Run, options: RenderOptions) -> Iterator[str]:
    """Table by table, then one line that sums up where there are several."""
    page = _Page(options, min(options.width, WIDEST))
    for report in run.reports:
        yield page.print(page.table(report)) + "\n"

    if len(run.reports) != 1 or run_remarks(run):
        yield page.print(page.summary(run))


@dataclass(frozen=True, slots=True)
class _Page(Paper):
    """The parts of the report, top down."""

    def table(self, report: Report) -> Iterator[RenderableType]:
        """One table: the verdict, how it was judged, what was found, what was checked."""
        yield self._outcome(report)
        yield from self._reason(report)
        yield from self.facts(self._origin(report), LABELS)

        for severity in Severity:
            yield from self._section(report, severity)

        yield from self.facts(self._remarks(report), LABELS)
        if outcome_of(report) is not Outcome.EMPTY:
            yield from self.facts(self._checked(report.checked), LABELS)

    def summary(self, run: Run) -> Iterator[RenderableType]:
        """One line over all tables, under a rule."""
        mark = mark_of_all(run)
        sentence = summarise(run)
        if not run.reports:
            yield self.marked(mark, self.styled(sentence, STRONG))
            return

        yield self.rule()
        yield self.marked(mark, self.styled(unbroken(sentence), STRONG))
        for remark in run_remarks(run):
            yield self.indented(self.styled(remark, QUIET))

    # ---- the parts of a table --------------------------------------------------------------------

    def _outcome(self, report: Report) -> RenderableType:
        mark = mark_of(outcome_of(report))
        place = self.styled(report.place, STRONG)
        outcome = self.styled(describe_outcome(report), mark.style)
        return self.marked(
            mark,
            self.line(
                place,
                "  ",
                outcome,
            ),
        )

    def _reason(self, report: Report) -> Iterator[RenderableType]:
        reason = reason_unjudged(report)
        if reason is not None:
            yield self.indented(self.styled(reason))

    def _origin(self, report: Report) -> Iterator[tuple[Text, Styled]]:
        if report.schema is not None:
            yield SCHEMA, self._schema(report.schema)

        if report.reading is not None:
            yield READ_AS, self.styled(describe_reading(report.reading, report))

    def _schema(self, schema: SchemaUsed) -> Styled:
        title = NOTHING
        if schema.title.en:
            title = verbatim(" · ") + schema.title

        return self.line(
            self.styled(schema.ref, STRONG),
            self.styled(title),
            "\n",
            self.styled(schema.chosen, QUIET),
        )

    def _remarks(self, report: Report) -> Iterator[tuple[Text, Styled]]:
        label = REMARKS
        for remark in report.remarks:
            yield label, self.styled(remark)
            label = NOTHING

    def _checked(self, checked: tuple[Checked, ...]) -> Iterator[tuple[Text, Styled]]:
        if not checked:
            return

        checks = [_describe_check(check) for check in checked]
        line = unbroken(joined(checks, " · "))
        yield CHECKED, self.styled(line, QUIET)

    # ---- what was found --------------------------------------------------------------------------

    def _section(self, report: Report, severity: Severity) -> Iterator[RenderableType]:
        tallies = [tally for tally in report.foremost if tally.rule.severity is severity]
        if not tallies:
            return

        heading = ERRORS if severity is Severity.ERROR else WARNINGS
        yield ""
        yield self.indented(self.styled(heading, QUIET))

        for tally in tallies[:GROUPS]:
            yield ""
            yield self._group(tally, report)

        left = tallies[GROUPS:]
        if left:
            yield ""
            yield self.indented(self.styled(_more_groups(left, severity), QUIET))

    def _group(self, tally: Tally, report: Report) -> RenderableType:
        """The mark and the count in the gutter, beside them all that is said of the rule."""
        from rich.console import Group

        mark = BAD if tally.rule.severity is Severity.ERROR else CARE
        row = self.grid(
            mark=3,
            number=_gutter(report),
            gap=0,
        )
        row.add_row(
            self.mark(mark, margin="  "),
            self.styled(count(tally.count), mark.style),
            "",
            Group(*self._rule(tally, report)),
        )
        return row

    def _rule(self, tally: Tally, report: Report) -> Iterator[RenderableType]:
        rule = tally.rule
        strong = STRONG if rule.severity is Severity.ERROR else ""

        # The strong line is the first one: the field, or the sentence where no field is meant.
        if rule.about:
            yield self.styled(rule.about, strong)
            yield self.styled(rule.says)
        else:
            yield self.styled(rule.says, strong)

        newness = describe_newness(tally, report)
        if newness is not None:
            yield self.styled(newness, STRONG if tally.new else QUIET)

        if rule.expected.en:
            yield self.styled(EXPECTED.fill(expected=rule.expected), QUIET)

        yield from self._places(tally, report)
        if rule.remedy.en:
            yield self.marked(NEXT, self.styled(rule.remedy))

    def _places(self, tally: Tally, report: Report) -> Iterator[RenderableType]:
        shown = tally.foremost
        if not self.options.every_place:
            shown = shown[:PLACES]
        table = self._place_table(shown, report)
        if not table.columns:
            return

        yield ""
        yield table
        left = tally.count - len(shown)
        if left:
            yield self.styled(MORE_PLACES.fill(n=count(left)), QUIET)

        yield ""

    def _place_table(self, shown: tuple[Finding, ...], report: Report) -> Table:
        """Only the columns that say something: Parquet has no lines, a short row no cell."""
        from rich.table import Table

        columns = {
            NOTHING: [self._age(finding, report) for finding in shown],
            ROW: [self.styled(_row_number(finding)) for finding in shown],
        }
        in_file = IN_THE_PART if any(finding.part for finding in shown) else IN_THE_FILE
        columns[in_file] = [self._line(finding) for finding in shown]
        columns[FOUND] = [self._found(finding, report) for finding in shown]
        filled = {title: cells for title, cells in columns.items() if _says_something(cells)}

        table = Table(
            box=None,
            padding=(0, 3, 0, 0),
            pad_edge=False,
            header_style=QUIET,
        )
        for title in filled:
            heading = title.say(self.options.language)
            table.add_column(
                heading,
                no_wrap=title is not FOUND,
                overflow="fold",
            )

        for cells in zip(*filled.values(), strict=True):
            table.add_row(*cells)

        return table

    def _age(self, finding: Finding, report: Report) -> Styled:
        age = describe_age(finding, report) or NOTHING
        return self.styled(age, QUIET if finding.known else STRONG)

    def _line(self, finding: Finding) -> Styled:
        return self.styled(_place_in_file(finding), QUIET)

    def _found(self, finding: Finding, report: Report) -> Styled:
        """The value, or a key's values with their names, and under it what may have been meant."""
        line = self.line()
        for name, value in wrong_values(finding, report):
            if line:
                line.append(", ")

            if name:
                line.append(self.styled(f"{name} ", QUIET))

            quoted = quote(value, self.options.language)
            line.append(self.styled(quoted, "" if value else QUIET))

        if finding.hint is not None:
            line.append("\n" if line else "")
            line.append(self.styled(finding.hint, HINT))

        return line


def _describe_check(checked: Checked) -> Text:
    if checked.count == 1:
        return checked.title

    return count(checked.count) + verbatim(" ") + checked.title


def _gutter(report: Report) -> int:
    """The width of the widest count, so that all counts of a table stand under each other."""
    return max(len(count(tally.count).en) for tally in report.tallies)


def _more_groups(tallies: list[Tally], severity: Severity) -> Text:
    total = sum(tally.count for tally in tallies)
    findings = amount(total, noun_of(severity))
    return MORE_GROUPS.fill(
        n=count(len(tallies)),
        findings=findings,
    )


def _says_something(cells: list[Styled]) -> bool:
    return any(cell.plain for cell in cells)


def _row_number(finding: Finding) -> Text:
    return NOTHING if finding.row is None else count(finding.row)


def _place_in_file(finding: Finding) -> Text:
    part = verbatim(finding.part)
    line = _line_and_column(finding)
    if line == NOTHING:
        return part
    return part + verbatim(", ") + line if finding.part else line


def _line_and_column(finding: Finding) -> Text:
    if finding.line is None:
        return NOTHING

    line = count(finding.line)
    if finding.column is None:
        return LINE.fill(line=line)

    return LINE_COLUMN.fill(
        line=line,
        column=count(finding.column),
    )
