"""What is odd in the cells of a sheet's table: each kind is found by one look at a column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

import numpy as np
import pyarrow as pa

from statx.registry.fields import Field
from statx.tables.errors import ManyMergesError
from statx.tables.excel.area import NO_CELLS, Area
from statx.tables.table import Oddity
from statx.texts import Text, number
from statx.workbook import limits
from statx.workbook.sheets import CellKind, CellRange, Sheet, SheetCell

NUMBERS = ("number", "integer")
EXCEL = Context(prec=15)
SHOWN_AS = Text(
    id="di Excel tampak {shown}{sign}",
    en="Excel shows {shown}{sign}",
)

_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_SCALED = re.compile(r"[0#?](,+)(?![0#?,])")
"""Each comma behind the last digit divides what is shown by a thousand."""

Hint = Callable[[SheetCell], Text | None]


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """One column of the table, and the field that it is judged as."""

    label: str
    position: int
    field: Field | None
    cells: Sequence[SheetCell | None]

    @property
    def holds_no_text(self) -> bool:
        return all(cell is None or cell.kind is not CellKind.TEXT for cell in self.cells)

    def oddity(
        self, code: str, is_odd: Callable[[SheetCell], bool], hint: Hint | None = None
    ) -> Iterator[Oddity]:
        """The cells that are odd as one; none where no cell is."""
        rows = [row for row, cell in enumerate(self.cells) if cell is not None and is_odd(cell)]
        if not rows:
            return

        odd = [cell for row in rows if (cell := self.cells[row]) is not None]
        yield Oddity(
            code,
            self.label,
            self.position,
            np.array(rows, np.int64),
            pa.array([cell.text for cell in odd], pa.string()),
            [hint(cell) for cell in odd] if hint else (),
        )


def odd_cells(column: ColumnCells) -> Iterator[Oddity]:
    """What is odd in one column under its field; a column without a field is said elsewhere."""
    field = column.field
    if field is None:
        return

    kinds = {cell.kind for cell in column.cells if cell is not None}
    if field.type in NUMBERS:
        if CellKind.TEXT in kinds:
            yield from column.oddity("number-as-text", _looks_like_number(field))
        if CellKind.NUMBER in kinds:
            yield from column.oddity("shown-otherwise", _is_shown_otherwise, _shown)
    elif field.type == "string":
        if CellKind.NUMBER in kinds:
            yield from column.oddity("code-as-number", _is_number)
        if CellKind.ERROR in kinds:
            yield from column.oddity("error-cell", _is_undeclared_error(field))


def merged_cells(
    path: object, sheet: Sheet, area: Area, columns: Sequence[ColumnCells]
) -> Iterator[Oddity]:
    """Merged cells among the records: those that take room of others, those that cover values."""
    covering: dict[int, set[int]] = {}
    covered: dict[int, set[int]] = {}
    for merged in _in_body(path, sheet, area):
        corner = (merged.first_row, merged.first_column)
        filled = list(_filled(sheet, area, merged))
        below = [place for place in filled if place != corner]
        of_kind = covered if below else covering
        for row, column in below or filled:
            of_kind.setdefault(column, set()).add(row - area.first_row)

    for each in columns:
        at = area.columns[each.position - 1]
        yield from _at_rows("covered-cell", each, covered.get(at, set()))
        yield from _at_rows("merged-cell", each, covering.get(at, set()))


# ---- what one cell is ----


def _is_number(cell: SheetCell) -> bool:
    return cell.kind is CellKind.NUMBER


def _looks_like_number(field: Field) -> Callable[[SheetCell], bool]:
    """A text of digits and the field's signs; one that is a missing value is none."""
    signs = re.escape(f"{field.decimal_char}{field.group_char} +-")
    digits = re.compile(rf"[{signs}\d]*\d[{signs}\d]*")

    def is_odd(cell: SheetCell) -> bool:
        if cell.kind is not CellKind.TEXT or cell.text in field.missing_values:
            return False
        return digits.fullmatch(cell.text) is not None

    return is_odd


def _is_undeclared_error(field: Field) -> Callable[[SheetCell], bool]:
    def is_odd(cell: SheetCell) -> bool:
        return cell.kind is CellKind.ERROR and cell.text not in field.missing_values

    return is_odd


def _is_shown_otherwise(cell: SheetCell) -> bool:
    if cell.kind is not CellKind.NUMBER or not cell.number_format:
        return False
    shown = _signs_of(cell.number_format)
    return "%" in shown or _SCALED.search(shown) is not None


def _shown(cell: SheetCell) -> Text | None:
    """What stands in the cell for who looks at it, without the format's rounding."""
    signs = _signs_of(cell.number_format)
    scaled = _SCALED.search(signs)
    thousands = len(scaled[1]) if scaled is not None else 0
    is_percent = "%" in signs

    # As Excel, which shows no more than 15 digits.
    stored = Decimal(cell.text).scaleb(2 * is_percent - 3 * thousands)
    plain = format(EXCEL.create_decimal(stored).normalize(), "f")
    return SHOWN_AS.fill(
        shown=number(plain),
        sign="%" if is_percent else "",
    )


def _signs_of(number_format: str) -> str:
    """The first section of a format, without its texts and colours."""
    first = number_format.split(";", maxsplit=1)[0]
    return _NOT_SHOWN.sub("", first)


# ---- merged cells ----


def _in_body(path: object, sheet: Sheet, area: Area) -> Iterator[CellRange]:
    """Those that reach into the rows of the records, if they are as many as a sheet can have."""
    rows = 0
    for merged in sheet.merged:
        first = max(merged.first_row, area.first_row)
        last = min(merged.last_row, area.last_row)
        if first > last:
            continue

        rows += last - first + 1
        if rows > limits.CELLS.most:
            raise ManyMergesError(path=path, sheet=sheet.name)
        yield merged


def _filled(sheet: Sheet, area: Area, merged: CellRange) -> Iterator[tuple[int, int]]:
    """(row, column) of the cells of a range that hold something, among the records."""
    for row in range(
        max(merged.first_row, area.first_row),
        min(merged.last_row, area.last_row) + 1,
    ):
        cells: Mapping[int, SheetCell] = sheet.rows.get(row, NO_CELLS)
        for column in cells:
            if merged.first_column <= column <= merged.last_column:
                yield row, column


def _at_rows(code: str, column: ColumnCells, rows: set[int]) -> Iterator[Oddity]:
    if not rows:
        return

    ordered = sorted(rows)
    cells = [column.cells[row] for row in ordered]
    texts = [cell.text if cell is not None else "" for cell in cells]
    yield Oddity(
        code,
        column.label,
        column.position,
        np.array(ordered, np.int64),
        pa.array(texts, pa.string()),
    )
