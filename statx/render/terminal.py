"""The report for whoever puts the data right: what is wrong, where, and what to do next.

Every table begins with its verdict and ends with what was checked, so that a green line says what
it means. In between stand the groups, one for each rule and field, with exact counts: errors first,
then warnings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from statx.render.cause import describe_cause
from statx.render.options import RenderOptions
from statx.render.outcome import (
    Outcome,
    describe_newness,
    describe_outcome,
    mark_of,
    mark_of_all,
    noun_of,
    outcome_of,
    reason_unjudged,
    run_remarks,
    summarise,
)
from statx.render.paper import (
    BAD,
    CARE,
    NEXT,
    QUIET,
    STRONG,
    Paper,
    amounts_unbroken,
    unbroken,
)
from statx.render.place_table import draw_places
from statx.render.reading import describe_reading
from statx.render.words import EXPECTED, MORE_PLACES
from statx.results.findings import Severity, Tally
from statx.results.report import Checked, Report, Run, SchemaUsed
from statx.texts import Text, amount, count, joined, verbatim

if TYPE_CHECKING:
    from rich.console import RenderableType
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


MORE_GROUPS = Text(
    id="… dan {groups}, seluruhnya {findings}; semuanya ada dalam {options.format:json}",
    en="… and {groups}, {findings} in all; {options.format:json} has them",
)
GROUPS_LEFT = (
    Text(
        id="{n} kelompok lagi",
        en="{n} more group",
    ),
    Text(
        id="{n} kelompok lagi",
        en="{n} more groups",
    ),
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
        yield from self._cause(report)
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
        outcome = self.styled(amounts_unbroken(describe_outcome(report)), mark.style)
        return self.marked(
            mark,
            self.line(
                place,
                "  ",
                outcome,
            ),
        )

    def _cause(self, report: Report) -> Iterator[RenderableType]:
        """What to do first, and the whole command for it."""
        if report.cause is None:
            return

        command_for = self.options.command_for
        sentence = describe_cause(report.cause, above_command=command_for is not None)
        yield self.indented(self.styled(sentence, STRONG))
        if report.cause.header and command_for is not None:
            yield self.command(report.cause.header)
        if report.cause.options and command_for is not None:
            yield self.command(command_for(report))

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
        places = list(draw_places(shown, report, self))
        if not places:
            return

        yield ""
        yield from places
        left = tally.count - len(shown)
        if left:
            yield self.styled(MORE_PLACES.fill(n=count(left)), QUIET)

        yield ""


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
        groups=amount(len(tallies), GROUPS_LEFT),
        findings=findings,
    )
