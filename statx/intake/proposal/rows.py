"""Which rows of a sheet are its title, its header, its body and its footnotes.

The body is where figures stand: rows that are about as wide as most rows with figures. The header
is what stands right above it, up to the first row that is blank or a title. A table without figures
begins below its first wide row. Totals are rows of the body until somebody adds up (`totals`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from statx.intake.headings import as_read
from statx.intake.proposal.notation import is_missing_mark, is_number, split_mark
from statx.workbook.sheets import CellKind, Sheet, SheetCell

YEARS = range(1900, 2101)
WIDE = 0.5
"""Of the usual width of a row, from which on it is one of the table's."""
MOST_HEADER_ROWS = 6
_NUMBERING = re.compile(r"\(?(\d{1,3}|[a-z])\)?", re.IGNORECASE)
_KEY_VALUE = re.compile(r":\s*\S")
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class RowRoles:
    """The rows of a sheet, by what they are; those that are blank are in none."""

    titles: tuple[int, ...]
    header: tuple[int, ...]
    numbering: tuple[int, ...]
    body: tuple[int, ...]
    """With its totals."""
    inner: tuple[int, ...]
    """Within the body without a figure: a heading of the rows below it."""
    footnotes: tuple[int, ...]
    has_figures: bool
    """Whether the body was found by its figures, or by its width alone."""


def roles_of(sheet: Sheet) -> RowRoles | None:
    """The roles of a sheet's rows; None where nothing in it looks like a table."""
    rows = {row: cells for row, cells in sheet.rows.items() if cells}
    with_figures = [row for row, cells in rows.items() if _figures(cells)]
    width = _usual_width(
        rows,
        with_figures or list(rows),
    )
    if width < 2:  # noqa: PLR2004  a table has two columns
        return None

    figures = [row for row in with_figures if len(rows[row]) >= WIDE * width]
    figures = _without_numbering(
        figures,
        rows,
    )
    figures = _without_years_on_top(
        figures,
        rows,
    )
    first = figures[0] if figures else _first_of_texts(rows, width)
    if first is None:
        return None

    last = figures[-1] if figures else _last_of_texts(rows, width)
    return _roles(
        sheet,
        rows,
        first,
        last,
        has_figures=bool(figures),
    )


def is_figure(cell: SheetCell) -> bool:
    """Whether a cell is what no header has: a number, a day, or the mark of a missing figure."""
    if cell.kind in (CellKind.NUMBER, CellKind.DATE, CellKind.ERROR, CellKind.UNCACHED):
        return True

    text, _ = split_mark(as_read(cell.text))
    return is_number(text) or is_missing_mark(text) or _DATE.fullmatch(text) is not None


def is_year(text: str) -> bool:
    """`2024`"""
    return text.isdecimal() and int(text) in YEARS


def _figures(cells: Mapping[int, SheetCell]) -> int:
    return sum(1 for cell in cells.values() if is_figure(cell))


def _usual_width(rows: Mapping[int, Mapping[int, SheetCell]], of: Sequence[int]) -> int:
    """How many cells most of these rows have; of equally many, the most."""
    widths = Counter(len(rows[row]) for row in of)
    if not widths:
        return 0
    return max(
        widths,
        key=lambda width: (widths[width] * width, width),
    )


def _without_numbering(
    figures: Sequence[int], rows: Mapping[int, Mapping[int, SheetCell]]
) -> list[int]:
    return [row for row in figures if not is_numbering(rows[row])]


def is_numbering(cells: Mapping[int, SheetCell]) -> bool:
    """`(1) (2) (3)` under a header: each cell the next number, or the next letter."""
    texts = [as_read(cell.text) for cell in cells.values()]
    matches = [_NUMBERING.fullmatch(text) for text in texts]
    if len(texts) < 3 or not all(matches):  # noqa: PLR2004  fewer prove nothing
        return False

    signs = [match[1].lower() for match in matches if match]
    numbers = [int(sign) if sign.isdecimal() else ord(sign) - ord("a") + 1 for sign in signs]
    steps = {after - before for before, after in pairwise(numbers)}
    return steps == {1} and numbers[0] in (0, 1, 2)


def _without_years_on_top(
    figures: Sequence[int], rows: Mapping[int, Mapping[int, SheetCell]]
) -> list[int]:
    """Rows at the top whose only figures are years are of the header, above other figures."""
    for at, row in enumerate(figures):
        years = {column for column, cell in rows[row].items() if is_figure(cell)}
        below = rows[figures[at + 1]] if at + 1 < len(figures) else {}
        others = [column for column in years if column in below and not _is_year(below[column])]
        if not all(_is_year(rows[row][column]) for column in years) or not others:
            return list(figures[at:])
    return []


def _is_year(cell: SheetCell) -> bool:
    """`2024`, also with the mark of a footnote."""
    return is_year(split_mark(as_read(cell.text))[0])


# ---- a table of texts ----------------------------------------------------------------------------


def _wide_rows(rows: Mapping[int, Mapping[int, SheetCell]], width: int) -> list[int]:
    return [row for row, cells in rows.items() if len(cells) >= max(2, WIDE * width)]


def _first_of_texts(rows: Mapping[int, Mapping[int, SheetCell]], width: int) -> int | None:
    """Below the first wide row, which is the header."""
    wide = _wide_rows(rows, width)
    return wide[1] if len(wide) > 1 else None


def _last_of_texts(rows: Mapping[int, Mapping[int, SheetCell]], width: int) -> int:
    return _wide_rows(rows, width)[-1]


# ---- around the body -----------------------------------------------------------------------------


def _roles(
    sheet: Sheet,
    rows: Mapping[int, Mapping[int, SheetCell]],
    first: int,
    last: int,
    *,
    has_figures: bool,
) -> RowRoles | None:
    above = [row for row in rows if row < first]
    numbering = [row for row in above[-1:] if is_numbering(rows[row])]
    header = _header(
        sheet,
        rows,
        [row for row in above if row not in numbering],
    )
    if not header:
        return None

    between = [row for row in rows if first <= row <= last]
    inner = [row for row in between if _is_inner(rows[row], has_figures=has_figures)]
    return RowRoles(
        titles=tuple(row for row in above if row < header[0]),
        header=tuple(header),
        numbering=tuple(numbering),
        body=tuple(row for row in between if row not in inner),
        inner=tuple(inner),
        footnotes=tuple(row for row in rows if row > last),
        has_figures=has_figures,
    )


def _is_inner(cells: Mapping[int, SheetCell], *, has_figures: bool) -> bool:
    return has_figures and len(cells) == 1 and not _figures(cells)


def _header(
    sheet: Sheet, rows: Mapping[int, Mapping[int, SheetCell]], above: Sequence[int]
) -> list[int]:
    """The rows right above the body; upwards until one stands apart, or is a title."""
    header: list[int] = []
    for row in reversed(above):
        if header and (header[0] - row > 1 or not _is_stacked(sheet, rows, row, header)):
            break
        if len(header) == MOST_HEADER_ROWS:
            break
        header.insert(0, row)
    return header


def _is_stacked(
    sheet: Sheet,
    rows: Mapping[int, Mapping[int, SheetCell]],
    row: int,
    header: Sequence[int],
) -> bool:
    """Whether a row says more of the columns than the rows of the header below it do."""
    cells = rows[row]
    if any(_KEY_VALUE.match(cell.text) for cell in cells.values()):
        return False

    columns = {column for below in header for column in rows[below]}
    if len(cells) > 1:
        return True

    (column,) = cells
    if any(_spans(sheet, row, column)):
        return _covers_a_part(
            sheet,
            row,
            column,
            columns,
        )

    # A text alone at the left is a title, at the right a note on the unit.
    return min(columns) < column < max(columns)


def _spans(sheet: Sheet, row: int, column: int) -> Iterator[int]:
    """The columns over which a cell is merged."""
    for merged in sheet.merged:
        if (merged.first_row, merged.first_column) == (row, column):
            yield from range(merged.first_column, merged.last_column + 1)


def _covers_a_part(sheet: Sheet, row: int, column: int, columns: set[int]) -> bool:
    covered = set(_spans(sheet, row, column))
    return bool(covered & columns) and not covered >= columns
