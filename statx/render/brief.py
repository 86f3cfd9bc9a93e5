"""The report at a glance: what is wrong, and what to do, in as many lines as are read.

The verdict stands first and once more at the end, where a scrolling terminal leaves the eye.
Between them each rule that does not hold has a few lines: what is wrong with its code, for
`statx explain`, the first places, the remedy. A table that passes has one line, many of them one in
all. Nothing is left out of the counts; what is left out of the page is named, and the full report
has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from statx.render.brief_words import (
    ALL_PASS,
    ASK,
    LINE_PART,
    MORE_PLACES,
    MORE_RULES,
    MORE_TABLES,
    ROW,
    ROW_LINE,
    ROW_PART,
)
from statx.render.cause import describe_cause
from statx.render.options import RenderOptions
from statx.render.outcome import (
    Outcome,
    describe_newness,
    describe_outcome,
    mark_of,
    mark_of_all,
    outcome_of,
    reason_unjudged,
    run_remarks,
    summarise,
    wrong_values,
)
from statx.render.paper import (
    BAD,
    CARE,
    GOOD,
    HINT,
    NEXT,
    QUIET,
    STRONG,
    Paper,
    amounts_unbroken,
    unbroken,
)
from statx.render.reading import describe_reading
from statx.render.values import quote
from statx.render.words import EXPECTED, TABLES
from statx.results.findings import Finding, Severity, Tally
from statx.results.report import Report, Run
from statx.texts import Text, amount, count, joined, verbatim

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text as Styled

PAGE = 25
"""Lines that the report on one table takes at most."""
PART = 7
"""Lines that one of several failing tables takes."""
DETAILED = 3
"""Failing tables of which more than a line is said, where there are several."""
LISTED = 10
"""Tables that are listed by name, passing or failing."""
CODES = 8
"""Rules left out that are named by their codes."""
REMARKS = 3
"""Remarks on one table that are said."""
PLACES = 3
"""Places of one rule that are shown."""
SHORT = 40
"""Characters of what was expected that fit beside what was found."""
WIDEST = 110
"""Columns beyond which lines are tiring to read."""


def render(run: Run, options: RenderOptions) -> Iterator[str]:
    """Table by table, then the verdict once more."""
    failing = [report for report in run.reports if not _is_fine(report)]
    if options.only_failing and not failing:
        return

    page = _Page(Paper(options, min(options.width, WIDEST)), run)
    if len(run.reports) == 1:
        yield from page.one_table(run.reports[0])
    else:
        yield from page.many_tables(failing)


@dataclass(frozen=True, slots=True)
class _Page:
    """The parts of the report, top down; each gives whole lines."""

    paper: Paper
    run: Run

    def one_table(self, report: Report) -> Iterator[str]:
        """The verdict, how it was judged, the rules that do not hold, and the verdict again."""
        head = self._print(
            self._verdict(report),
            *self._cause(report),
            *self._origin(report),
            *self._reason(report, REMARKS),
        )
        foot = self._foot(report)
        yield head

        room = PAGE - _lines(head) - _lines(foot)
        yield from self._rules(report, room)
        yield foot

    def many_tables(self, failing: Sequence[Report]) -> Iterator[str]:
        """The tables that pass, the failing ones, and one line that sums up."""
        if not self.paper.options.only_failing:
            yield from self._passing([report for report in self.run.reports if _is_fine(report)])

        for report in failing[:DETAILED]:
            head = self._print(
                self._verdict(report),
                *self._cause(report),
                *self._reason(report, 1),
            )
            yield head
            yield from self._rules(report, PART - _lines(head))
        yield self._sum(failing)

    # ---- whole tables --------------------------------------------------------------------------

    def _verdict(self, report: Report) -> RenderableType:
        mark = mark_of(outcome_of(report))
        place = self.paper.styled(report.place, STRONG)
        outcome = self.paper.styled(amounts_unbroken(describe_outcome(report)), mark.style)
        return self.paper.marked(
            mark,
            self.paper.line(
                place,
                "  ",
                outcome,
            ),
        )

    def _cause(self, report: Report) -> Iterator[RenderableType]:
        """What to do first, and the whole command for it."""
        if report.cause is None:
            return

        command_for = self.paper.options.command_for
        sentence = describe_cause(report.cause, above_command=command_for is not None)
        yield self.paper.indented(self.paper.styled(sentence, STRONG))
        if report.cause.header and command_for is not None:
            yield self.paper.command(report.cause.header)
        if report.cause.options and command_for is not None:
            yield self.paper.command(command_for(report))

    def _origin(self, report: Report) -> Iterator[RenderableType]:
        """By which schema, and how it was read."""
        parts = []
        if report.schema is not None:
            parts.append(verbatim(report.schema.ref))
        if report.reading is not None:
            parts.append(describe_reading(report.reading, report))
        if parts:
            line = unbroken(joined(parts, " · "))
            yield self._quiet(line)

    def _reason(self, report: Report, remarks: int) -> Iterator[RenderableType]:
        reason = reason_unjudged(report)
        if reason is not None:
            yield self.paper.indented(self.paper.styled(reason))
        for remark in report.remarks[:remarks]:
            yield self._quiet(remark)

    def _passing(self, reports: Sequence[Report]) -> Iterator[str]:
        if len(reports) <= LISTED:
            for report in reports:
                yield self._print(self._verdict(report))
            return

        sentence = ALL_PASS.fill(tables=amount(len(reports), TABLES))
        yield self._print(self.paper.marked(GOOD, self.paper.styled(sentence, GOOD.style)))

    def _foot(self, report: Report) -> str:
        """The verdict once more, where so much stands above it that the eye has lost it."""
        if not report.tallies:
            return ""

        remarks = [self._quiet(remark) for remark in run_remarks(self.run)]
        return self._print(
            "",
            self._verdict(report),
            *remarks,
            self._quiet(ASK),
        )

    def _sum(self, failing: Sequence[Report]) -> str:
        """One line over all tables, and the names of those that do not pass."""
        mark = mark_of_all(self.run)
        if not self.run.reports:
            # It is a whole sentence, and says all that remarks would.
            return self._print(self.paper.marked(mark, self.paper.styled(summarise(self.run))))

        sentence = self.paper.styled(unbroken(summarise(self.run)), STRONG)
        remarks = [self._quiet(remark) for remark in run_remarks(self.run)]
        names = [self._name(report) for report in failing[:LISTED]]
        left = len(failing) - len(names)
        if left:
            names.append(self._quiet(amount(left, MORE_TABLES)))
        return self._print(
            "",
            self.paper.marked(mark, sentence),
            *remarks,
            *names,
        )

    def _name(self, report: Report) -> RenderableType:
        mark = mark_of(outcome_of(report))
        name = self.paper.styled(report.place)
        return self.paper.indented(self.paper.marked(mark, name))

    def _quiet(self, sentence: Text) -> RenderableType:
        return self.paper.indented(self.paper.styled(sentence, QUIET))

    # ---- what does not hold --------------------------------------------------------------------

    def _rules(self, report: Report, room: int) -> Iterator[str]:
        """As many rules as there is room for, at least one; the codes of the others."""
        tallies = _worst_first(report)
        shown = 0
        for tally in tallies:
            lines = self._print(self._rule(tally, report))
            rest = self._left_out(tallies[shown + 1 :])
            is_full = _lines(lines) + _lines(rest) > room
            if shown and is_full and not self.paper.options.every_place:
                break

            yield lines
            room -= _lines(lines)
            shown += 1
        yield self._left_out(tallies[shown:])

    def _left_out(self, tallies: Sequence[Tally]) -> str:
        """The codes of the rules that there is no room for."""
        if not tallies:
            return ""

        codes = list(dict.fromkeys(tally.rule.code for tally in tallies))
        if len(codes) > CODES:
            codes = [*codes[:CODES], "…"]
        sentence = amount(len(tallies), MORE_RULES) + verbatim(f": {', '.join(codes)}")
        return self._print(self._quiet(sentence))

    def _rule(self, tally: Tally, report: Report) -> RenderableType:
        from rich.console import Group

        mark = BAD if tally.rule.severity is Severity.ERROR else CARE
        row = self.paper.grid(
            mark=3,
            number=_gutter(report),
            gap=0,
        )
        row.add_row(
            self.paper.mark(mark, margin="  "),
            self.paper.styled(count(tally.count), mark.style),
            "",
            Group(*self._sentences(tally, report)),
        )
        return row

    def _sentences(self, tally: Tally, report: Report) -> Iterator[RenderableType]:
        rule = tally.rule
        subject = self.paper.styled(f"{rule.about}: ", STRONG) if rule.about else ""
        says = self.paper.styled(rule.says)
        code = self.paper.styled(f"  [{rule.code}]", QUIET)
        yield self.paper.line(
            subject,
            says,
            code,
        )

        places = self._places(tally, report)
        expected = rule.expected.say(self.paper.options.language)
        if 0 < len(expected) <= SHORT and expected != rule.about:
            # Beside what was found: both together are what has to be understood.
            sentence = verbatim(" · " if places else "") + EXPECTED.fill(expected=expected)
            places.append(self.paper.styled(sentence, QUIET))
        if places:
            yield places
        if rule.remedy.en:
            yield self.paper.marked(NEXT, self.paper.styled(rule.remedy))

    def _places(self, tally: Tally, report: Report) -> Styled:
        """The first places with what was found there, and how many more there are.

        A hint is long, and the first one shows what the others are like.
        """
        # A column that is not there has no place, and nothing stands in it.
        shown = [finding for finding in tally.foremost if _has_place(finding)]
        if not self.paper.options.every_place:
            shown = shown[: 1 if shown and shown[0].hint is not None else PLACES]

        line = self.paper.line()
        for finding in shown:
            if line:
                line.append(", ")
            line.append(self._place(finding, report))

        left = tally.count - len(shown)
        if left and line:
            more = verbatim(" ") + MORE_PLACES.fill(n=count(left))
            line.append(self.paper.styled(more, QUIET))

        newness = describe_newness(tally, report)
        if newness is not None:
            line.append(self.paper.styled(verbatim("; ") + newness, QUIET))
        return line

    def _place(self, finding: Finding, report: Report) -> Styled:
        line = self.paper.line(self.paper.styled(_describe_row(finding), QUIET))
        for name, value in wrong_values(finding, report):
            quoted = quote(value, self.paper.options.language)
            line.append(" " if line else "")
            line.append(self.paper.styled(f"{name} ", QUIET) if name else "")
            line.append(self.paper.styled(quoted))

        if finding.hint is not None:
            hint = verbatim(" (") + finding.hint + verbatim(")")
            line.append(self.paper.styled(hint, HINT))
        return line

    def _print(self, *parts: RenderableType) -> str:
        return self.paper.print(parts)


def _is_fine(report: Report) -> bool:
    return outcome_of(report) is Outcome.PASSES


def _worst_first(report: Report) -> list[Tally]:
    """Errors before warnings; of each, in the order in which they are worth reading."""
    return sorted(report.foremost, key=lambda tally: tally.rule.severity is not Severity.ERROR)


def _gutter(report: Report) -> int:
    """The width of the widest count, so that all counts of a table stand under each other."""
    return max(len(count(tally.count).en) for tally in report.tallies)


def _describe_row(finding: Finding) -> Text:
    """Where a spreadsheet shows it, and where a text editor does if that is elsewhere."""
    if finding.address:
        return verbatim(finding.address)
    if finding.row is None:
        return verbatim("")
    row = count(finding.row)
    if finding.part and finding.line is not None:
        # Rows are counted through all parts: nobody would find them by that number.
        place = LINE_PART.fill(
            part=finding.part,
            line=count(finding.line),
        )
    elif finding.part:
        place = ROW_PART.fill(
            part=finding.part,
            row=row,
        )
    elif finding.line is None or finding.line == finding.row:
        place = ROW.fill(row=row)
    else:
        place = ROW_LINE.fill(
            row=row,
            line=count(finding.line),
        )
    return unbroken(place)


def _has_place(finding: Finding) -> bool:
    return bool(finding.row or finding.address or finding.label != "")


def _lines(printed: str) -> int:
    return printed.count("\n")
