"""The columns of a sheet: their headings over all rows of the header, and what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from statx.intake.headings import SEPARATOR, as_read
from statx.intake.proposal.notation import (
    Notation,
    Style,
    is_missing_mark,
    is_number,
    notation_of,
    sentinels,
    split_mark,
    value_of,
)
from statx.intake.proposal.rows import RowRoles
from statx.intake.recipe import Fill
from statx.workbook.sheets import CellKind, Sheet, SheetCell

WRITTEN_ONCE = 0.25
"""Share of empty cells in a column of texts, from which on each text is of the rows below it."""
UNSOUND = (CellKind.ERROR, CellKind.UNCACHED)
MOSTLY = 0.6
"""Share of a column's cells from which on it holds figures."""


@dataclass(frozen=True)
class SheetColumn:
    """One column of a table."""

    number: int
    """From 1."""
    parts: tuple[str, ...]
    """What the rows of the header say of it, from the top; empty where none says anything."""
    cells: Mapping[int, SheetCell]
    """Row -> cell, of the body."""

    @property
    def heading(self) -> str:
        """As a recipe calls it."""
        return SEPARATOR.join(self.parts)

    @property
    def pattern(self) -> str:
        """The pattern that fits its heading alone."""
        return as_literal(self.heading)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What its cells say, in their order."""
        return tuple(as_read(cell.text) for cell in self.cells.values())

    @cached_property
    def distinct(self) -> Mapping[str, int]:
        """Text -> how often it stands there, in the order of first standing."""
        return Counter(self.texts)

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The texts of cells that hold no stored number, without marks of footnotes."""
        texts = (cell.text for cell in self.cells.values() if cell.kind is CellKind.TEXT)
        return tuple(split_mark(as_read(text))[0] for text in texts)

    @cached_property
    def notation(self) -> Notation:
        """How its numbers are written."""
        return notation_of(self.written)

    @cached_property
    def is_numeric(self) -> bool:
        """Whether it holds figures, apart from marks that there is none."""
        # What a cell with an error would hold is not known, and says nothing.
        sound = [cell for cell in self.cells.values() if cell.kind not in UNSOUND]
        texts = [split_mark(as_read(cell.text))[0] for cell in sound]
        figures = sum(1 for text in texts if is_number(text) or is_missing_mark(text))
        return any(map(is_number, texts)) and figures >= MOSTLY * len(texts)

    @cached_property
    def is_empty_of_figures(self) -> bool:
        """Whether each of its cells says that there is no figure."""
        return bool(self.texts) and all(map(is_missing_mark, self.texts))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The texts in it that say that there is no figure."""
        marks = [text for text in self.distinct if is_missing_mark(text)]
        return (*marks, *sentinels(self.values("en")))

    @cached_property
    def odd(self) -> tuple[str, ...]:
        """The texts of a column of figures that are none, and no mark either."""
        bare = {text: split_mark(text)[0] for text in self.distinct}
        return tuple(
            text
            for text, number in bare.items()
            if not is_number(number) and not is_missing_mark(number)
        )

    @property
    def is_percent(self) -> bool:
        """Whether its figures are shown as percentages: 0.075 as 7.5 %."""
        return any("%" in cell.number_format for cell in self.cells.values())

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The marks of footnotes behind its numbers."""
        marks = [split_mark(text)[1] for text in self.distinct]
        return tuple(dict.fromkeys(filter(None, marks)))

    def values(self, style: Style) -> list[float]:
        """Its figures, about."""
        if style not in self._values:
            self._values[style] = self._read(style)
        return self._values[style]

    @cached_property
    def _values(self) -> dict[Style, list[float]]:
        """Those that were asked for: each field of each schema asks."""
        return {}

    def _read(self, style: Style) -> list[float]:
        values = []
        for cell in self.cells.values():
            of_cell: Style = "en" if cell.kind is CellKind.NUMBER else style
            value = value_of(
                split_mark(as_read(cell.text))[0],
                of_cell,
            )
            if value is not None:
                values.append(value)
        return values


def as_literal(heading: str) -> str:
    """A heading as a pattern without variables."""
    return heading.replace("{", "{{").replace("}", "}}")


def columns_of(sheet: Sheet, roles: RowRoles) -> tuple[SheetColumn, ...]:
    """The columns that have a heading, or a cell in the body."""
    fill = fill_of(sheet, roles.header)
    parts = heading_parts(
        sheet,
        roles.header,
        fill,
    )
    numbers = {column for row in roles.body for column in sheet.rows[row]}

    columns = []
    for number in sorted(numbers | set(parts)):
        cells = {row: sheet.rows[row][number] for row in roles.body if number in sheet.rows[row]}
        columns.append(SheetColumn(number, parts.get(number, ()), cells))
    return tuple(columns)


def heading_parts(sheet: Sheet, header: Sequence[int], fill: Fill) -> Mapping[int, tuple[str, ...]]:
    """Column -> its texts from the top; what merged cells repeat downwards stands once."""
    by_column: dict[int, list[str]] = {}
    for row in header:
        of_row: Fill = "merged" if row == header[-1] else fill
        for column, text in _row_texts(sheet, row, of_row).items():
            parts = by_column.setdefault(column, [])
            if not parts or parts[-1] != text:
                parts.append(text)
    return {column: tuple(parts) for column, parts in by_column.items()}


def is_filled_down(column: SheetColumn, sheet: Sheet, body: Sequence[int]) -> bool:
    """Whether an empty cell of it says what the one above says: merged, or written once."""
    if not column.cells or column.is_numeric:
        return False

    for merged in sheet.merged:
        is_in = merged.first_column <= column.number <= merged.last_column
        if is_in and merged.first_row in body and merged.last_row > merged.first_row:
            return True

    empty = sum(1 for row in body if row not in column.cells)
    return body[0] in column.cells and empty >= WRITTEN_ONCE * len(body)


def fill_of(sheet: Sheet, header: Sequence[int]) -> Fill:
    """Whether upper headings stand over the columns to their right without being merged."""
    labelled = set(_row_texts(sheet, header[-1], "merged"))
    for row in header[:-1]:
        texts = _row_texts(sheet, row, "merged")
        uncovered = [column for column in labelled if column not in texts]
        if texts and any(column > min(texts) for column in uncovered):
            return "right"
    return "merged"


def _row_texts(sheet: Sheet, row: int, fill: Fill) -> Mapping[int, str]:
    """Column -> the text that stands over it in this row."""
    texts = {column: as_read(cell.text) for column, cell in sheet.rows.get(row, {}).items()}
    for merged in sheet.merged:
        text = _text_at(
            sheet,
            merged.first_row,
            merged.first_column,
        )
        if text and merged.first_row <= row <= merged.last_row:
            for column in range(merged.first_column, merged.last_column + 1):
                texts[column] = text

    return _filled_right(sheet, texts) if fill == "right" else texts


def _text_at(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    return as_read(cell.text) if cell else ""


def _filled_right(sheet: Sheet, texts: Mapping[int, str]) -> Mapping[int, str]:
    last = max((max(cells) for cells in sheet.rows.values() if cells), default=0)
    filled = {}
    text = ""
    for column in range(1, last + 1):
        text = texts.get(column, text)
        if text:
            filled[column] = text
    return filled
