"""The places where a rule does not hold, under each other: a table, or lines where it is narrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from statx.render.outcome import describe_age, wrong_values
from statx.render.paper import HINT, QUIET, STRONG, Paper, unbroken
from statx.render.values import quote
from statx.results.findings import Finding
from statx.results.report import Report
from statx.texts import Text, count, verbatim

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text as Styled

NARROW = 72
"""Columns of the terminal below which a table has no room for what was found."""

ROW = Text(
    id="Baris",
    en="Row",
)
CELL = Text(
    id="Sel",
    en="Cell",
)
IN_THE_FILE = Text(
    id="Letak",
    en="In the text file",
)
IN_THE_PART = Text(
    id="Letak",
    en="In the file",
)
FOUND = Text(
    id="Isi sel",
    en="Found",
)
LINE = Text(
    id="baris teks {line}",
    en="line {line}",
)
LINE_COLUMN = Text(
    id="baris teks {line}, karakter {column}",
    en="line {line}, col {column}",
)
NOTHING = verbatim("")


def draw_places(shown: Sequence[Finding], report: Report, paper: Paper) -> Iterator[RenderableType]:
    """Nothing where no place is known."""
    columns = _columns(shown, report, paper)
    if not columns:
        return

    if paper.options.width < NARROW:
        yield from _lines(columns, paper)
    else:
        yield _table(columns, paper)


def _columns(shown: Sequence[Finding], report: Report, paper: Paper) -> dict[Text, list[Styled]]:
    """Only those that say something: Parquet has no lines, a short row no cell.

    The address of a cell in its workbook says the row, too.
    """
    in_file = IN_THE_PART if any(finding.part for finding in shown) else IN_THE_FILE
    columns = {
        NOTHING: [_age(finding, report, paper) for finding in shown],
        CELL: [paper.styled(finding.address) for finding in shown],
        ROW: [paper.styled(_row_number(finding)) for finding in shown],
        in_file: [paper.styled(_place_in_file(finding), QUIET) for finding in shown],
        FOUND: [_found(finding, report, paper) for finding in shown],
    }
    return {title: cells for title, cells in columns.items() if any(cell.plain for cell in cells)}


def _table(columns: dict[Text, list[Styled]], paper: Paper) -> RenderableType:
    from rich.table import Table

    table = Table(
        box=None,
        padding=(0, 3, 0, 0),
        pad_edge=False,
        header_style=QUIET,
    )
    for title in columns:
        heading = title.say(paper.options.language)
        table.add_column(
            heading,
            no_wrap=title is not FOUND,
            overflow="fold",
        )

    for cells in zip(*columns.values(), strict=True):
        table.add_row(*cells)

    return table


def _lines(columns: dict[Text, list[Styled]], paper: Paper) -> Iterator[RenderableType]:
    """Where each finding is, and in a line of its own what was found."""
    blank = [paper.line()] * len(next(iter(columns.values())))
    founds = columns.pop(FOUND, blank)
    if ROW in columns:
        columns[ROW] = [_named_row(cell, paper) for cell in columns[ROW]]

    wheres = zip(*columns.values(), strict=True) if columns else iter([()] * len(founds))
    for where, found in zip(wheres, founds, strict=True):
        between = paper.styled(verbatim(" · "), QUIET)
        line = between.join(cell for cell in where if cell.plain)
        if line.plain:
            yield line
        if found.plain:
            yield paper.inset(found)


def _named_row(number: Styled, paper: Paper) -> Styled:
    if not number.plain:
        return number
    return paper.line(
        paper.styled(ROW + verbatim(" "), QUIET),
        number,
    )


def _age(finding: Finding, report: Report, paper: Paper) -> Styled:
    age = describe_age(finding, report) or NOTHING
    return paper.styled(age, QUIET if finding.known else STRONG)


def _found(finding: Finding, report: Report, paper: Paper) -> Styled:
    """The value, or a key's values with their names, and under it what may have been meant."""
    line = paper.line()
    for name, value in wrong_values(finding, report):
        if line:
            line.append(", ")

        if name:
            line.append(paper.styled(f"{name} ", QUIET))

        quoted = quote(value, paper.options.language)
        line.append(paper.styled(quoted, "" if value else QUIET))

    if finding.hint is not None:
        line.append("\n" if line else "")
        line.append(paper.styled(finding.hint, HINT))

    return line


def _row_number(finding: Finding) -> Text:
    if finding.row is None or finding.address:
        return NOTHING
    return count(finding.row)


def _place_in_file(finding: Finding) -> Text:
    part = verbatim(finding.part)
    line = _line_and_column(finding)
    if line == NOTHING:
        return part
    return part + verbatim(", ") + unbroken(line) if finding.part else unbroken(line)


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
