"""The cells of one sheet, read from its XML (ECMA-376 part 1, 18.3.1) as they are stored.

Of a formula both are seen: that it is one, and the value that was stored when the book was saved.
What lies below merged cells is read, too; whoever judges may then say that nobody sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NoReturn

from statx.texts import Text
from statx.workbook import limits, words
from statx.workbook.addresses import cell_address, column_number
from statx.workbook.archive import Archive
from statx.workbook.errors import WorkbookLimitError
from statx.workbook.formats import GENERAL, NumberFormat
from statx.workbook.numbers import date_text, exact_number
from statx.workbook.sheets import CellKind, CellRange, Sheet, SheetCell
from statx.workbook.strings import unescaped
from statx.workbook.xml import Attributes, LocalNames, is_true, read_part

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_LOCAL = LocalNames()
_COLLECTED = ("v", "f", "t")
_MIDNIGHT = re.compile(r"T00:00:00(\.0+)?Z?$")


@dataclass(frozen=True, slots=True)
class Content:
    """What all sheets of a workbook have in common."""

    strings: Sequence[str]
    formats: Sequence[NumberFormat]
    from_1904: bool
    """Whether days are counted from 1904-01-01."""
    is_stale: bool
    """Whether the book asks to be calculated anew once it is opened, so that 0 means nothing."""


@dataclass(slots=True)
class Budget:
    """How many cells the sheets still to be read may have."""

    cells: int = field(default_factory=lambda: limits.CELLS.most)


def read_sheet(
    archive: Archive,
    part: str,
    name: str,
    content: Content,
    budget: Budget,
    *,
    is_hidden: bool = False,
) -> Sheet:
    """The sheet that is a part of the archive.

    Raises BrokenWorkbookError, DeclaredEntitiesError, WorkbookLimitError.
    """
    reader = _SheetReader(archive, part, content, budget)
    read_part(archive, part, reader)
    return Sheet(
        name=name,
        rows=reader.in_order(),
        merged=tuple(reader.merged_inside()),
        hidden_rows=frozenset(reader.hidden_rows),
        hidden_columns=frozenset(reader.hidden_columns),
        is_hidden=is_hidden,
    )


class _SheetReader:
    """Follows the elements of a sheet, and keeps one cell at a time."""

    def __init__(self, archive: Archive, part: str, content: Content, budget: Budget) -> None:
        self.archive = archive
        self.part = part
        self.content = content
        self.budget = budget

        self.rows: dict[int, dict[int, SheetCell]] = {}
        self.merged: list[CellRange] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.hidden_so_far = 0

        self.row = 0
        self.row_digits = ""
        self.column = 0
        self.columns: dict[str, int] = {}
        """Letters -> column, of those that were met."""
        self.in_row = False
        self.depth = 0
        """Of elements that mean nothing here."""

        self.cell: Attributes | None = None
        """The attributes of the cell that is open."""
        self.pieces: list[str] = []
        self.length = 0
        self.value: str | None = None
        self.formula: str | None = None
        self.inline: list[str] = []
        self.is_phonetic = False
        self.known: dict[tuple[str, str, str], SheetCell] = {}
        """(type, style, value) -> the cell that says the same: most texts stand often."""

    # ---- what the parser tells ----

    def start(self, name: str, attributes: Attributes) -> None:
        local = _LOCAL[name]
        if local in _COLLECTED:
            self.pieces = []
            self.length = 0
        elif local == "c":
            self._open_cell(attributes)
        elif local == "row":
            self._open_row(attributes)
        elif local == "col":
            self._hide_columns(attributes)
        elif local == "mergeCell":
            self._merge(attributes)
        elif local == "rPh":
            self.is_phonetic = True
        else:
            self.depth += 1
            if self.depth > limits.DEPTH.most:
                raise self.archive.beyond(self.part, limits.DEPTH)

    def text(self, words: str) -> None:
        if self.cell is None:
            return

        self.pieces.append(words)
        self.length += len(words)
        if self.length > limits.TEXT.most:
            raise self.archive.beyond(self.part, limits.TEXT)

    def end(self, name: str) -> None:
        local = _LOCAL[name]
        if local == "v":
            self.value = "".join(self.pieces)
        elif local == "c":
            self._close_cell()
        elif local == "row":
            self.in_row = False
        elif local == "f":
            self.formula = "".join(self.pieces)
        elif local == "t":
            if not self.is_phonetic:
                self.inline += self.pieces
        elif local == "rPh":
            self.is_phonetic = False
        elif local not in ("col", "mergeCell"):
            self.depth -= 1

    def in_order(self) -> Mapping[int, Mapping[int, SheetCell]]:
        """The cells, ascending; nearly every file has them so already."""
        ordered = {}
        for row in sorted(self.rows):
            cells = self.rows[row]
            columns = list(cells)
            if columns != sorted(columns):
                cells = dict(sorted(cells.items()))
            ordered[row] = cells
        return ordered

    def merged_inside(self) -> Iterator[CellRange]:
        """The merged cells as far as the sheet has cells: one may name all 17 billion there are."""
        last_row = max(self.rows, default=0)
        last_column = max((max(cells) for cells in self.rows.values()), default=0)
        area = 0
        for merged in self.merged:
            inside = replace(
                merged,
                last_row=min(merged.last_row, last_row),
                last_column=min(merged.last_column, last_column),
            )
            if inside.first_row > last_row or inside.first_column > last_column:
                continue

            area += inside.area
            if area > limits.MERGED.most:
                raise self.archive.beyond(self.part, limits.MERGED)
            yield inside

    # ---- rows, columns and ranges ----

    def _open_row(self, attributes: Attributes) -> None:
        if self.in_row:
            self._refuse(words.CELL_IN_CELL)

        self.in_row = True
        self.column = 0
        written = attributes.get("r")
        self.row = self.row + 1 if written is None else self._whole(written)
        if self.row > limits.ROWS.most:
            raise self.archive.beyond(self.part, limits.ROWS)
        self.row_digits = str(self.row)
        if is_true(attributes.get("hidden")):
            self.hidden_rows.add(self.row)

    def _hide_columns(self, attributes: Attributes) -> None:
        if not is_true(attributes.get("hidden")):
            return

        first = self._whole(attributes.get("min", ""))
        last = self._whole(attributes.get("max", ""))
        hidden = range(first, min(last, limits.COLUMNS.most) + 1)
        self.hidden_so_far += len(hidden)
        # No column is described twice; who does it wants to keep us busy.
        if self.hidden_so_far > limits.COLUMNS.most:
            raise self.archive.beyond(self.part, limits.COLUMNS)
        self.hidden_columns.update(hidden)

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        first_row, first_column = self._place(first)
        last_row, last_column = self._place(last or first)
        merged = CellRange(
            first_row,
            first_column,
            last_row,
            last_column,
        )
        self.merged.append(merged)
        self._spend()

    def _whole(self, written: str) -> int:
        if not written.isdecimal() or not 0 < len(written) < 10:  # noqa: PLR2004  digits
            self._refuse(words.NO_ADDRESS.fill(value=written[:20]))
        return int(written)

    def _place(self, address: str) -> tuple[int, int]:
        """(row, column) of `D14`."""
        match = _ADDRESS.fullmatch(address)
        if match is None:
            self._refuse(words.NO_ADDRESS.fill(value=address[:20]))

        row, column = int(match[2]), column_number(match[1])
        if row > limits.ROWS.most:
            raise self.archive.beyond(self.part, limits.ROWS)
        if column > limits.COLUMNS.most:
            raise self.archive.beyond(self.part, limits.COLUMNS)
        return row, column

    # ---- cells ----

    def _open_cell(self, attributes: Attributes) -> None:
        if self.cell is not None:
            self._refuse(words.CELL_IN_CELL)

        self.cell = attributes
        self.value = self.formula = None
        if self.inline:
            self.inline = []

    def _close_cell(self) -> None:
        attributes = self.cell or {}
        self.cell = None
        self._go_to(attributes.get("r"))

        if self.value is None and self.formula is None and not self.inline:
            return
        cell = self._cell(attributes)
        if cell is None:
            return

        self._spend()
        cells = self.rows.get(self.row)
        if cells is None:
            cells = self.rows[self.row] = {}
        cells[self.column] = cell

    def _go_to(self, address: str | None) -> None:
        """To the place of a cell; to the next one where it names none."""
        if address is None:
            self.column += 1
            return

        # Nearly every cell stands in the row that it is written in, in a column met before.
        column = self.columns.get(address.removesuffix(self.row_digits))
        if column is None:
            self.row, column = self._place(address)
            self.row_digits = str(self.row)
            self.columns[address.removesuffix(self.row_digits)] = column
        self.column = column

    def _cell(self, attributes: Attributes) -> SheetCell | None:
        """The cell that was read; None where nobody would see anything in it."""
        kind = attributes.get("t", "n")
        if self.formula is not None:
            return self._computed(kind, attributes)
        if kind == "inlineStr":
            return self._text(unescaped("".join(self.inline)), attributes)
        if not self.value:
            return None

        key = (kind, attributes.get("s", ""), self.value)
        cell = self.known.get(key)
        if cell is None:
            cell = self._stored(kind, attributes, self.value)
            if cell is not None:
                self.known[key] = cell
        return cell

    def _computed(self, kind: str, attributes: Attributes) -> SheetCell | None:
        is_placeholder = self.content.is_stale and self.value == "0"
        is_empty_text = kind == "str" and self.value == ""
        # Programs that do not compute write `<v></v>`, and say of no kind that it is a text.
        if is_placeholder or not (self.value or is_empty_text):
            formula = f"={self.formula}"
            return SheetCell(
                formula,
                CellKind.UNCACHED,
                self._format(attributes).code,
                is_formula=True,
            )
        if not self.value:
            return None

        stored = self._stored(kind, attributes, self.value)
        return None if stored is None else stored._replace(is_formula=True)

    def _stored(self, kind: str, attributes: Attributes, value: str) -> SheetCell | None:
        match kind:
            case "s":
                return self._text(self._shared(value), attributes)
            case "str" | "inlineStr":
                return self._text(unescaped(value), attributes)
            case "b":
                text = "TRUE" if is_true(value) else "FALSE"
                return SheetCell(text, CellKind.BOOLEAN, self._format(attributes).code)
            case "e":
                return SheetCell(value, CellKind.ERROR, self._format(attributes).code)
            case "d":
                day = _MIDNIGHT.sub("", value)
                return SheetCell(day, CellKind.DATE, self._format(attributes).code)
            case _:
                return self._number(value, attributes)

    def _text(self, text: str, attributes: Attributes) -> SheetCell | None:
        if not text:
            return None
        return SheetCell(text, CellKind.TEXT, self._format(attributes).code)

    def _number(self, value: str, attributes: Attributes) -> SheetCell:
        text = exact_number(value.strip())
        if text is None:
            self._refuse(words.NO_NUMBER.fill(cell=self._here, value=value[:40]))

        number_format = self._format(attributes)
        if number_format.is_date:
            day = date_text(
                text,
                number_format,
                from_1904=self.content.from_1904,
            )
            if day is not None:
                return SheetCell(day, CellKind.DATE, number_format.code)
        return SheetCell(text, CellKind.NUMBER, number_format.code)

    def _shared(self, number: str) -> str:
        strings = self.content.strings
        is_whole = number.isdecimal() and len(number) < 10  # noqa: PLR2004  digits
        if not is_whole or int(number) >= len(strings):
            self._refuse(words.NO_STRING.fill(cell=self._here))
        return strings[int(number)]

    def _format(self, attributes: Attributes) -> NumberFormat:
        style = attributes.get("s", "0")
        formats = self.content.formats
        is_whole = style.isdecimal() and len(style) < 10  # noqa: PLR2004  digits
        if not is_whole or int(style) >= len(formats):
            return GENERAL
        return formats[int(style)]

    @property
    def _here(self) -> str:
        return cell_address(self.row, self.column)

    def _spend(self) -> None:
        self.budget.cells -= 1
        if self.budget.cells < 0:
            raise self._too_many_cells()

    def _too_many_cells(self) -> WorkbookLimitError:
        return self.archive.beyond(self.part, limits.CELLS)

    def _refuse(self, reason: Text) -> NoReturn:
        raise self.archive.broken(self.part, reason)
