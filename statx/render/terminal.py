"""The report for the person who has to put the data right: what is wrong, where, and what to do next.

Every table begins with its verdict and ends with what was checked, so that a green line says what it means. In
between stand the groups, one for each rule and field, with exact counts: errors first, then warnings. All that comes
from a file is escaped and never read as markup; without colour the marks and the words carry everything.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from statx.render.dialect import said
from statx.render.setting import RenderOptions
from statx.render.values import clean, quoted
from statx.render.verdict import (
    COLUMNS,
    ROWS,
    Verdict,
    age,
    amount,
    marked_wrong,
    newness,
    noun,
    reason,
    remarks,
    summary,
    verdict,
    words,
)
from statx.results.findings import Finding, Severity, Tally
from statx.results.report import Checked, Reading, Report, Run, SchemaUsed
from statx.texts import Text, count, joined, verbatim

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table
    from rich.text import Text as Styled

PLACES = 3
"""Places shown of one rule."""
GROUPS = 20
"""Groups shown of one severity."""
WIDEST = 110
"""Columns beyond which lines are tiring to read."""

SCHEMA = Text(id="Skema", en="Schema")
READ_AS = Text(id="Dibaca", en="Read as")
CHECKED = Text(id="Diperiksa", en="Checked")
REMARKS = Text(id="Catatan", en="Remarks")
ERRORS = Text(id="Kesalahan", en="Errors")
WARNINGS = Text(id="Peringatan", en="Warnings")
FORMATS = {"csv": "CSV", "parquet": "Parquet", "parquet-folder": "Parquet"}
UNBROKEN = "\N{OPEN BOX}"
"""Stands for a space until the breaks of a line are chosen: rich breaks at a no-break space, too."""
LABELS = (SCHEMA, READ_AS, CHECKED, REMARKS)

DELIMITER = Text(id="pemisah {delimiter}", en="delimiter {delimiter}")
NUMBERS = Text(id="angka {example}", en="numbers {example}")
EXAMPLES = {"en": "1234.56", "id": "1.234,56"}

EXPECTED = Text(id="Seharusnya: {expected}", en="Expected: {expected}")
ROW = Text(id="Baris", en="Row")
IN_THE_FILE = Text(id="Dalam berkas teks", en="In the text file")
IN_THE_PART = Text(id="Dalam berkas", en="In the file")
FOUND = Text(id="Tertulis", en="Found")
LINE = Text(id="baris {line}", en="line {line}")
LINE_COLUMN = Text(id="baris {line}, karakter {column}", en="line {line}, col {column}")
MORE_PLACES = Text(id="… dan {n} lagi", en="… and {n} more")
MORE_GROUPS = Text(
    id="… dan {n} kelompok lagi, seluruhnya {findings}; semuanya ada dalam --format json",
    en="… and {n} more groups, {findings} in all; --format json has them",
)


def render(run: Run, setting: RenderOptions) -> Iterator[str]:
    """Table by table, then one line that sums up where there are several."""
    page = _Page(setting)
    for report in run.reports:
        yield page.written(page.table(report)) + "\n"
    if len(run.reports) != 1 or remarks(run):
        yield page.written(page.summary(run))


@dataclass(frozen=True, slots=True)
class _Look:
    """The mark and the style of a verdict or a severity."""

    mark: str
    style: str


_GOOD = _Look("✓", "bold green")
_BAD = _Look("✗", "bold red")
_CARE = _Look("!", "yellow")
_QUIET, _STRONG, _HINT, _REMEDY = "dim", "bold", "cyan", "green"


@dataclass(frozen=True, slots=True)
class _Page:
    """The parts of the report, top down, in one language and width."""

    setting: RenderOptions

    def written(self, parts: Iterator[RenderableType]) -> str:
        """The parts as text, no line ending in blanks."""
        console = self._console()
        for part in parts:
            console.print(part)
        file = console.file
        lines = file.getvalue().splitlines() if isinstance(file, io.StringIO) else []
        return "".join(f"{line.rstrip(' ')}\n" for line in lines).replace(UNBROKEN, " ")

    def table(self, report: Report) -> Iterator[RenderableType]:
        """One table: the verdict, how it was judged, what was found, what was checked."""
        yield self._verdict(report)
        yield from self._reason(report)
        yield from self._facts(self._origin(report))
        for severity in Severity:
            yield from self._section(report, severity)
        yield from self._facts(self._remarks(report))
        if verdict(report) is not Verdict.EMPTY:
            yield from self._facts(self._checked(report.checked))

    def summary(self, run: Run) -> Iterator[RenderableType]:
        """One line over all tables, under a rule."""
        looks = [_look(verdict(report)) for report in run.reports]
        look = (
            _BAD
            if _BAD in looks
            else _CARE
            if _CARE in looks or not (looks or run.since)
            else _GOOD
        )
        if looks:
            yield self._styled("─" * self._width, _QUIET)
        said = summary(run)
        yield self._marked(look, self._styled(_unbroken(said) if looks else said, _STRONG))
        if looks:
            yield from (self._indented(self._styled(remark, _QUIET)) for remark in remarks(run))

    # ---- the parts of a table ------------------------------------------------------------------

    def _verdict(self, report: Report) -> RenderableType:
        look = _look(verdict(report))
        place, said = self._styled(report.place, _STRONG), self._styled(words(report), look.style)
        return self._marked(look, self._line(place, "  ", said))

    def _reason(self, report: Report) -> Iterator[RenderableType]:
        why = reason(report)
        if why is not None:
            yield self._indented(self._styled(why))

    def _origin(self, report: Report) -> Iterator[tuple[Text, Styled]]:
        if report.schema is not None:
            yield SCHEMA, self._schema(report.schema)
        if report.reading is not None:
            yield READ_AS, self._styled(_reading(report.reading, report))

    def _schema(self, schema: SchemaUsed) -> Styled:
        title = verbatim(" · ") + schema.title if schema.title.en else verbatim("")
        return self._line(
            self._styled(schema.ref, _STRONG),
            self._styled(title),
            "\n",
            self._styled(schema.chosen, _QUIET),
        )

    def _remarks(self, report: Report) -> Iterator[tuple[Text, Styled]]:
        for number, remark in enumerate(report.remarks):
            yield verbatim("") if number else REMARKS, self._styled(remark)

    def _checked(self, checked: tuple[Checked, ...]) -> Iterator[tuple[Text, Styled]]:
        if checked:
            yield (
                CHECKED,
                self._styled(
                    _unbroken(joined([_check(check) for check in checked], " · ")), _QUIET
                ),
            )

    # ---- what was found ------------------------------------------------------------------------

    def _section(self, report: Report, severity: Severity) -> Iterator[RenderableType]:
        tallies = [tally for tally in report.foremost if tally.rule.severity is severity]
        if not tallies:
            return
        yield ""
        yield self._indented(self._styled(_heading(severity), _QUIET))
        for tally in tallies[:GROUPS]:
            yield ""
            yield self._group(tally, report, _gutter(report))
        if tallies[GROUPS:]:
            yield ""
            yield self._indented(self._styled(_more_groups(tallies[GROUPS:], severity), _QUIET))

    def _group(self, tally: Tally, report: Report, gutter: int) -> RenderableType:
        from rich.console import Group

        look = _BAD if tally.rule.severity is Severity.ERROR else _CARE
        row = self._grid(mark=3, number=gutter, gap=0)
        row.add_row(
            self._styled(f"  {look.mark}", look.style),
            self._styled(count(tally.count), look.style),
            "",
            Group(*self._said(tally, report)),
        )
        return row

    def _said(self, tally: Tally, report: Report) -> Iterator[RenderableType]:
        rule = tally.rule
        strong = _STRONG if rule.severity is Severity.ERROR else ""
        if rule.about:
            yield self._styled(rule.about, strong)
        yield self._styled(rule.says, "" if rule.about else strong)
        compared = newness(tally, report)
        if compared is not None:
            yield self._styled(compared, _STRONG if tally.new else _QUIET)
        if rule.expected.en:
            yield self._styled(EXPECTED.fill(expected=rule.expected), _QUIET)
        yield from self._places(tally, report)
        if rule.remedy.en:
            yield self._marked(_Look("→", _REMEDY), self._styled(rule.remedy))

    def _places(self, tally: Tally, report: Report) -> Iterator[RenderableType]:
        shown = tally.foremost[:PLACES]
        table = self._place_table(shown, report)
        if table.columns:
            yield ""
            yield table
            if tally.count > len(shown):
                yield self._styled(MORE_PLACES.fill(n=count(tally.count - len(shown))), _QUIET)
            yield ""

    def _place_table(self, shown: tuple[Finding, ...], report: Report) -> Table:
        """Only the columns that have something to say: a table of Parquet has no lines, a short row no cell."""
        from rich.table import Table

        table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style=_QUIET)
        columns = (
            (verbatim(""), [self._age(finding, report) for finding in shown]),
            (ROW, [self._styled(_row(finding)) for finding in shown]),
            (
                IN_THE_PART if any(finding.part for finding in shown) else IN_THE_FILE,
                [self._styled(_line(finding), _QUIET) for finding in shown],
            ),
            (FOUND, [self._found(finding, report) for finding in shown]),
        )
        filled = [(title, cells) for title, cells in columns if any(cell.plain for cell in cells)]
        for title, _ in filled:
            table.add_column(
                title.say(self.setting.language), no_wrap=title is not FOUND, overflow="fold"
            )
        for cells in zip(*(cells for _, cells in filled), strict=True):
            table.add_row(*cells)
        return table

    def _age(self, finding: Finding, report: Report) -> Styled:
        return self._styled(
            age(finding, report) or verbatim(""), _QUIET if finding.known else _STRONG
        )

    def _found(self, finding: Finding, report: Report) -> Styled:
        """The value, or the values of a key with their names, and under it what may have been meant."""
        parts: list[Styled | str] = []
        for name, value in marked_wrong(finding, report):
            parts += [", "] if parts else []
            parts += [self._styled(f"{name} ", _QUIET)] if name else []
            parts.append(
                self._styled(quoted(value, self.setting.language), "" if value else _QUIET)
            )
        if finding.hint is not None:
            parts += ["\n"] if parts else []
            parts.append(self._styled(finding.hint, _HINT))
        return self._line(*parts)

    # ---- paper and ink -------------------------------------------------------------------------

    @property
    def _width(self) -> int:
        return min(self.setting.width, WIDEST)

    def _console(self) -> Console:
        from rich.console import Console

        return Console(
            file=io.StringIO(),
            width=self._width,
            height=100,
            force_terminal=self.setting.color,
            no_color=not self.setting.color,
            color_system="standard" if self.setting.color else None,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            _environ={},  # whether there is colour, and how wide it is, was decided by the caller
        )

    def _styled(self, words: Text | str, style: str = "") -> Styled:
        from rich.text import Text as Styled

        said = words if isinstance(words, str) else words.say(self.setting.language)
        return Styled(clean(said), style=style, overflow="fold")

    def _line(self, *parts: Styled | str) -> Styled:
        line = self._styled("")
        for part in parts:
            line.append(part)
        return line

    def _marked(self, look: _Look, line: RenderableType) -> RenderableType:
        row = self._grid(mark=1)
        row.add_row(self._styled(look.mark, look.style), line)
        return row

    def _indented(self, part: RenderableType) -> RenderableType:
        row = self._grid(mark=1)
        row.add_row("", part)
        return row

    def _facts(self, facts: Iterator[tuple[Text, Styled]]) -> Iterator[RenderableType]:
        """Labels and what they label, aligned over the whole report."""
        labels = max(len(label.say(self.setting.language)) for label in LABELS) + 1
        for number, (label, fact) in enumerate(facts):
            row = self._grid(mark=1, label=labels)
            row.add_row("", self._styled(label, _QUIET), fact)
            if not number:
                yield ""
            yield row

    def _grid(self, **widths: int) -> Table:
        """Columns of these widths and one for the rest; numbers to the right."""
        from rich.table import Table

        grid = Table.grid(padding=(0, 1, 0, 0))
        for name, width in widths.items():
            grid.add_column(
                width=width, no_wrap=True, justify="right" if name == "number" else "left"
            )
        grid.add_column(overflow="fold")
        return grid


def _look(kind: Verdict) -> _Look:
    match kind:
        case Verdict.PASSES:
            return _GOOD
        case Verdict.FAILS | Verdict.UNREADABLE:
            return _BAD
        case Verdict.EMPTY:
            return _CARE
        case _:
            assert_never(kind)


def _reading(reading: Reading, report: Report) -> Text:
    """'CSV · utf-8 · delimiter ; · numbers 1.234,56 · 12,345 rows · 9 columns'."""
    names = (FORMATS.get(reading.format, reading.format), reading.encoding, reading.compression)
    parts = [verbatim(name) for name in names if name]
    if reading.delimiter:
        parts.append(DELIMITER.fill(delimiter=reading.delimiter.replace("\t", "tab")))
        parts.append(NUMBERS.fill(example=EXAMPLES.get(reading.locale, reading.locale)))
    parts += [said(name, value) for name, value in reading.dialect]
    sizes = [amount(report.rows, ROWS), amount(len(report.labels), COLUMNS)]
    return _unbroken(joined(parts + sizes, " · "))


def _unbroken(line: Text) -> Text:
    """A line of parts that breaks between them and not inside."""
    between = f"{UNBROKEN}·{UNBROKEN}"
    said = (
        line.replace(" ", UNBROKEN).replace(between, f"{UNBROKEN}· ") for line in (line.id, line.en)
    )
    return Text(*said)


def _check(checked: Checked) -> Text:
    return (
        checked.title
        if checked.count == 1
        else count(checked.count) + verbatim(" ") + checked.title
    )


def _heading(severity: Severity) -> Text:
    return ERRORS if severity is Severity.ERROR else WARNINGS


def _gutter(report: Report) -> int:
    """The width of the widest count, so that all counts of a table stand under each other."""
    return max(len(count(tally.count).en) for tally in report.tallies)


def _more_groups(tallies: list[Tally], severity: Severity) -> Text:
    findings = amount(sum(tally.count for tally in tallies), noun(severity))
    return MORE_GROUPS.fill(n=count(len(tallies)), findings=findings)


def _row(finding: Finding) -> Text:
    return verbatim("") if finding.row is None else count(finding.row)


def _line(finding: Finding) -> Text:
    if finding.part:
        return verbatim(finding.part)
    if finding.line is None:
        return verbatim("")
    if finding.column is None:
        return LINE.fill(line=count(finding.line))
    return LINE_COLUMN.fill(line=count(finding.line), column=count(finding.column))
