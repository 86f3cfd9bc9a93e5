"""Which cells of a sheet are what: header, body, totals, and what is ignored, by a recipe.

Nothing is guessed: a text that the recipe names and that is not there, or is there twice, and a
cell that it does not foresee, refuse the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from statx.intake.headings import SEPARATOR, as_read
from statx.intake.layout_errors import (
    HeaderTwiceError,
    NoBodyEndError,
    NoHeaderError,
    UnforeseenCellError,
)
from statx.intake.nearness import HEADINGS_AT, NEAR_AT, NOTHING, nearest
from statx.intake.opening import SourceSheet
from statx.intake.recipe import Header, Ignored, Source, Total
from statx.texts import Text
from statx.workbook.sheets import CellKind, CellRange, SheetCell

Row = Mapping[int, SheetCell]
_NUMBER_OF_COLUMN = re.compile(r"[(\[]?(\d{1,3})[)\]]?")
"""`(3)` or `3`, below a heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column: the texts of all rows of the header, joined."""

    column: int
    row: int
    """Of the lowest of its texts."""
    text: str


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row that adds others up."""

    row: int
    total: Total


@dataclass(frozen=True, slots=True)
class Placement:
    """What each row of a sheet is; every row that holds something is in one of these."""

    header: tuple[int, ...]
    """All rows of the header."""
    headings: Mapping[int, Heading]
    """Column -> its heading; columns without one are left out."""
    body: tuple[int, ...]
    """Rows of data, ascending."""
    totals: tuple[TotalRow, ...]
    ignored: Mapping[int, str]
    """Row -> why it means nothing."""
    outside: tuple[int, ...]
    """Rows above the header and below the body that nobody ignores."""


def place(source: SourceSheet, recipe: Source) -> Placement:
    """What each row is; LayoutError where the sheet is not laid out as the recipe says."""
    rows = _filled_rows(source)
    header = _find_header(source, rows, recipe)
    headings = join_headings(source, header, recipe.sheet.header)

    below = [row for row in rows if row > header[-1]]
    ignored = dict(_numbering(rows, below, recipe.sheet.ignore))
    below = [row for row in below if row not in ignored]

    end = _end_of_body(source, rows, below, recipe)
    totals = []
    body = []
    for row in below[:end]:
        why = _reason_within(rows[row], recipe.sheet.ignore)
        total = total_of(rows[row], recipe.totals)
        if why is not None:
            ignored[row] = why
        elif total is not None:
            totals.append(TotalRow(row, total))
        else:
            body.append(row)

    outside = []
    for row in (*_above(rows, header), *below[end:]):
        why = _reason_outside(rows[row], recipe.sheet.ignore, is_above=row < header[0])
        if why is None:
            outside.append(row)
        else:
            ignored[row] = why

    return Placement(
        header,
        headings,
        tuple(body),
        tuple(totals),
        ignored,
        tuple(outside),
    )


def refuse_unforeseen(
    source: SourceSheet, placement: Placement, explained: Sequence[tuple[int, int]]
) -> None:
    """UnforeseenCellError for a cell outside the table that nobody ignores, but for `explained`."""
    for row in placement.outside:
        for column, cell in source.sheet.rows[row].items():
            if (row, column) not in explained and is_filled(cell):
                raise UnforeseenCellError(
                    path=source.path,
                    cell=source.address(row, column),
                    text=cell.text,
                )


def is_filled(cell: SheetCell) -> bool:
    """Whether a cell holds more than spaces."""
    return bool(cell.text.strip())


def total_of(row: Row, totals: Sequence[Total]) -> Total | None:
    """The total that this row is, by its text; None where it is none."""
    for total in totals:
        if total.row_with and _has_text(row, as_read(total.row_with)):
            return total
    return None


def join_headings(
    source: SourceSheet, rows: Sequence[int], header: Header
) -> Mapping[int, Heading]:
    """Column -> its heading; a text that a column repeats from the row above is said once."""
    filled = [_texts(source, row) for row in rows]
    if header.fill == "right":
        for number in range(len(rows) - 1):
            _fill_right(filled, number, _last_column(filled))

    _fill_merged(source, rows, filled)
    columns = sorted({column for texts in filled for column in texts})
    headings = {}
    for column in columns:
        parts: list[str] = []
        lowest = rows[0]
        for row, texts in zip(rows, filled, strict=True):
            text = texts.get(column, "")
            if text and text not in parts[-1:]:
                parts.append(text)
                lowest = row
        headings[column] = Heading(column, lowest, SEPARATOR.join(parts))
    return headings


# ---- rows ----------------------------------------------------------------------------------------


def _filled_rows(source: SourceSheet) -> dict[int, Row]:
    """The rows that hold more than spaces, ascending."""
    return {
        row: cells
        for row, cells in source.sheet.rows.items()
        if any(is_filled(cell) for cell in cells.values())
    }


def _find_header(source: SourceSheet, rows: Mapping[int, Row], recipe: Source) -> tuple[int, ...]:
    header = recipe.sheet.header
    wanted = {as_read(text) for text in header.row_with}
    firsts = [row for row, cells in rows.items() if wanted <= _all_texts(cells)]
    anchor = " + ".join(header.row_with)
    if not firsts:
        raise NoHeaderError(
            path=source.path,
            text=anchor,
            near=_near_anchor(source, rows, recipe),
        )
    if len(firsts) > 1:
        addresses = [source.address(row, _column_of(rows[row], wanted)) for row in firsts]
        raise HeaderTwiceError(
            path=source.path,
            text=anchor,
            cells=", ".join(addresses),
        )
    return tuple(range(firsts[0], firsts[0] + header.rows))


def _near_anchor(source: SourceSheet, rows: Mapping[int, Row], recipe: Source) -> Text:
    """The text of the sheet that is most like the anchor, and where it stands.

    Where none is like it, where the row begins that has other headings of the recipe.
    """
    places: dict[str, tuple[int, int]] = {}
    for row, cells in rows.items():
        for column, cell in cells.items():
            if cell.kind is CellKind.TEXT:
                places.setdefault(as_read(cell.text), (row, column))

    near = nearest(as_read(recipe.sheet.header.row_with[0]), places)
    if not near:
        return _row_with_headings(source, rows, recipe)
    return NEAR_AT.fill(
        words=near,
        cell=source.address(*places[near]),
    )


def _row_with_headings(source: SourceSheet, rows: Mapping[int, Row], recipe: Source) -> Text:
    headings = {as_read(column.heading) for column in recipe.columns if column.heading}
    for row, cells in rows.items():
        known = headings & _all_texts(cells)
        if known:
            return HEADINGS_AT.fill(
                words=min(known),
                cell=source.address(row, next(iter(cells))),
            )
    return NOTHING


def _above(rows: Mapping[int, Row], header: Sequence[int]) -> Iterator[int]:
    return (row for row in rows if row < header[0])


def _numbering(
    rows: Mapping[int, Row], below: Sequence[int], ignore: Sequence[Ignored]
) -> Iterator[tuple[int, str]]:
    """The row of (1) (2) (3) right below the header, where the recipe knows of one."""
    reasons = [ignored.why for ignored in ignore if ignored.rows == "numbering"]
    if reasons and below and _is_numbering(rows[below[0]]):
        yield below[0], reasons[0]


def _is_numbering(row: Row) -> bool:
    numbers = []
    for cell in row.values():
        match = _NUMBER_OF_COLUMN.fullmatch(as_read(cell.text))
        if match is None:
            return False
        numbers.append(int(match[1]))

    first = numbers[0]
    return len(numbers) > 1 and numbers == list(range(first, first + len(numbers)))


def _end_of_body(
    source: SourceSheet, rows: Mapping[int, Row], below: Sequence[int], recipe: Source
) -> int:
    """How many of the rows below the header are the body, totals and all."""
    body = recipe.sheet.body
    match body.until:
        case "blank":
            return _before_gap(below)
        case "row":
            return _before_text(source, rows, below, body.row_with)
        case "total":
            return _behind_last_total(source, rows, below, recipe)
        case "end":
            return _before_footnotes(rows, below, recipe.sheet.ignore)


def _before_gap(below: Sequence[int]) -> int:
    for at, (row, following) in enumerate(pairwise(below), 1):
        if following > row + 1:
            return at
    return len(below)


def _before_text(
    source: SourceSheet, rows: Mapping[int, Row], below: Sequence[int], text: str
) -> int:
    wanted = as_read(text)
    for at, row in enumerate(below):
        if _has_text(rows[row], wanted):
            return at

    raise NoBodyEndError(
        path=source.path,
        text=text,
    )


def _behind_last_total(
    source: SourceSheet, rows: Mapping[int, Row], below: Sequence[int], recipe: Source
) -> int:
    by_text = [total.row_with for total in recipe.totals if total.row_with]
    # Totals that are told by their region stand anywhere among the others.
    if not by_text:
        return _before_footnotes(rows, below, recipe.sheet.ignore)

    for at in range(len(below), 0, -1):
        if total_of(rows[below[at - 1]], recipe.totals) is not None:
            return at

    raise NoBodyEndError(
        path=source.path,
        text=" / ".join(by_text),
    )


def _before_footnotes(
    rows: Mapping[int, Row], below: Sequence[int], ignore: Sequence[Ignored]
) -> int:
    """The body ends before the footnotes, whatever other line stands among them."""
    end = len(below)
    for at in range(len(below) - 1, -1, -1):
        row = rows[below[at]]
        if _reason_outside(row, ignore, is_above=False) is not None:
            end = at
        elif sum(map(is_filled, row.values())) > 1:
            break
    return end


def _reason_outside(row: Row, ignore: Sequence[Ignored], *, is_above: bool) -> str | None:
    """Why a row outside the table means nothing; None where nobody says so."""
    for ignored in ignore:
        if is_above and ignored.rows == "above-header":
            return ignored.why
        if not is_above and ignored.rows == "below-body" and _starts_with(row, ignored.starts):
            return ignored.why
    return None


def _reason_within(row: Row, ignore: Sequence[Ignored]) -> str | None:
    """The same of a row inside the table."""
    for ignored in ignore:
        if ignored.rows != "with":
            continue
        if any(_has_text(row, as_read(text)) for text in ignored.row_with):
            return ignored.why
    return None


def _starts_with(row: Row, starts: Sequence[str]) -> bool:
    first = next(as_read(cell.text) for cell in row.values() if is_filled(cell))
    return first.startswith(tuple(as_read(text) for text in starts))


def _has_text(row: Row, wanted: str) -> bool:
    texts = (cell.text for cell in row.values() if cell.kind is CellKind.TEXT)
    return any(as_read(text) == wanted for text in texts)


def _all_texts(row: Row) -> set[str]:
    return {as_read(cell.text) for cell in row.values()}


def _column_of(row: Row, wanted: set[str]) -> int:
    return next(column for column, cell in row.items() if as_read(cell.text) in wanted)


# ---- headings ------------------------------------------------------------------------------------


def _texts(source: SourceSheet, row: int) -> dict[int, str]:
    cells = source.sheet.rows.get(row, {})
    return {column: as_read(cell.text) for column, cell in cells.items() if is_filled(cell)}


def _last_column(filled: Sequence[Mapping[int, str]]) -> int:
    return max((column for texts in filled for column in texts), default=0)


def _fill_right(filled: Sequence[dict[int, str]], number: int, last: int) -> None:
    """Say each text of a row again to its right, as long as the row above says the same."""
    texts = filled[number]
    above = filled[number - 1] if number else {}
    said = ""
    group = ""
    for column in range(1, last + 1):
        if above.get(column, "") != group:
            group = above.get(column, "")
            said = ""
        said = texts.get(column, said)
        if said:
            texts[column] = said


def _fill_merged(
    source: SourceSheet, rows: Sequence[int], filled: Sequence[dict[int, str]]
) -> None:
    """What a merged cell says holds for all that it covers."""
    for merged in source.sheet.merged:
        first = source.sheet.cell(merged.first_row, merged.first_column)
        if first is None or not _meets(merged, rows):
            continue

        text = as_read(first.text)
        for row, texts in zip(rows, filled, strict=True):
            if merged.first_row <= row <= merged.last_row:
                covered = range(merged.first_column, merged.last_column + 1)
                texts.update(dict.fromkeys(covered, text))


def _meets(merged: CellRange, rows: Sequence[int]) -> bool:
    return merged.first_row <= rows[-1] and merged.last_row >= rows[0]
