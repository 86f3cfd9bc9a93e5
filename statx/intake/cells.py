"""What the cells of one column say: each distinct cell is read once, as the recipe has it.

What is no number where one should be stays as it is, for the judge to say so at its cell. What can
be read in two ways, or cannot be known, refuses the sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from statx.intake.days import iso_day
from statx.intake.headings import as_read
from statx.intake.numbers import (
    decimals_of,
    exact_factor,
    looks_like_number,
    percentage,
    plain_number,
    scaled,
)
from statx.intake.recipe import ONE, Column
from statx.workbook.sheets import CellKind, SheetCell

PERCENT = "%"
UNKNOWN = "\0unknown"
"""Stands for a text that the recipe's values do not know; no text of a sheet has its first sign."""
HUNDREDTH = Decimal("0.01")


class UnreadableCell(ValueError):  # noqa: N818  becomes a LayoutError where its place is known
    """A cell that the recipe does not foresee."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
        """uncached, percent, numbers or notation."""


class UnknownText(ValueError):  # noqa: N818  becomes a finding where its place is known
    """A text that the recipe's values do not know."""


@dataclass
class CellReading:
    """How the cells of one column are read, and what was met."""

    column: Column
    is_number: bool
    """Whether its field holds numbers."""
    is_day: bool = False
    """Whether it holds days."""
    most_decimals: int = 0
    """Behind the point of any number, before it was scaled."""
    marked: int = 0
    """Distinct cells that lost the mark of a footnote."""
    _known: dict[SheetCell | str, str | None] = field(default_factory=dict)

    def read_all(
        self, cells: Sequence[SheetCell | None], refuse: Callable[[int, str], None]
    ) -> list[str | None]:
        """The text of each cell; None where there is no value.

        `refuse` is told of each cell that cannot be read, by its number, and why: UNKNOWN, or what
        UnreadableCell says.
        """
        known = self._known
        takes_numbers = self._takes_numbers
        texts: list[str | None] = []
        for at, cell in enumerate(cells):
            if cell is None:
                texts.append(None)
                continue
            # Most cells of most books: nothing is to be done with them.
            if takes_numbers and cell.kind is CellKind.NUMBER and self._is_plain(cell):
                texts.append(cell.text)
                continue
            # Texts have their hash already; that of a cell takes longer than reading a number.
            key = cell.text if cell.kind is CellKind.TEXT else cell
            if key not in known:
                known[key] = self._read_or_refuse(cell, at, refuse)
            text = known[key]
            if text is UNKNOWN:
                refuse(at, UNKNOWN)
                text = None
            texts.append(text)
        return texts

    def _read_or_refuse(
        self, cell: SheetCell, at: int, refuse: Callable[[int, str], None]
    ) -> str | None:
        try:
            return self.read(cell)
        except UnreadableCell as error:
            refuse(at, error.why)
            return None
        except UnknownText:
            return UNKNOWN

    def read(self, cell: SheetCell) -> str | None:
        """What one cell says."""
        if cell.kind is CellKind.UNCACHED:
            raise UnreadableCell("uncached")

        text = self.without_marks(cell)
        if not text or text in self._missing:
            return None
        if self._values:
            if text not in self._values:
                raise UnknownText(text)
            return self._values[text]
        if self.is_number:
            return self._number(cell, text)
        if self.is_day and self.column.dates == "id" and cell.kind is CellKind.TEXT:
            return iso_day(text) or text
        return text

    def without_marks(self, cell: SheetCell) -> str:
        """Its text without the marks of footnotes behind it."""
        text = as_read(cell.text)
        for mark in self._marks:
            if text.endswith(mark) and text != mark and text not in self._missing:
                text = text.removesuffix(mark).rstrip()
                self.marked += 1
        return text

    def _number(self, cell: SheetCell, text: str) -> str:
        number: str | None
        if cell.kind is CellKind.NUMBER:
            number = self._stored(cell, text)
        elif cell.kind is CellKind.TEXT:
            number = self._typed(text)
        else:
            return text
        if number is None:
            return text

        if self._factor is None:
            return number

        self.most_decimals = max(self.most_decimals, decimals_of(number))
        return scaled(number, self._factor)

    def _stored(self, cell: SheetCell, text: str) -> str:
        """A number as it is stored, or as it is shown where that is a percentage."""
        number = format(Decimal(text), "f") if "E" in text.upper() else text
        if PERCENT not in cell.number_format:
            return number

        return percentage(number) if self._percent_as_shown() else number

    def _typed(self, text: str) -> str | None:
        """A number that is text; None where it is none."""
        is_percent = text.endswith(PERCENT)
        digits = text.removesuffix(PERCENT).rstrip() if is_percent else text
        number = plain_number(digits, self.column.numbers)
        if number is None:
            if looks_like_number(digits):
                raise UnreadableCell("notation" if self.column.numbers else "numbers")
            return None
        if not is_percent:
            return number

        return number if self._percent_as_shown() else scaled(number, HUNDREDTH)

    def _percent_as_shown(self) -> bool:
        if not self.column.percent:
            raise UnreadableCell("percent")
        return self.column.percent == "as-shown"

    @cached_property
    def _takes_numbers(self) -> bool:
        """Whether a stored number is what the table has, unless it is a percentage."""
        return self.is_number and self._factor is None and not self._values

    def _is_plain(self, cell: SheetCell) -> bool:
        if PERCENT in cell.number_format or cell.text in self._missing:
            return False
        return "E" not in cell.text

    @cached_property
    def _missing(self) -> frozenset[str]:
        return frozenset(as_read(text) for text in self.column.missing)

    @cached_property
    def _values(self) -> dict[str, str]:
        return {as_read(text): value for text, value in self.column.values.items()}

    @cached_property
    def _marks(self) -> list[str]:
        """The longest first: `**` before `*`."""
        return sorted(map(as_read, self.column.marks), key=len, reverse=True)

    @cached_property
    def _factor(self) -> Decimal | None:
        return None if self.column.scale == ONE else exact_factor(self.column.scale)
