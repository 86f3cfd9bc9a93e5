"""A sheet as it was stored: cells by row and column, and what a person would see about them.

Nothing is interpreted here: a cell has the text of its stored value, exact, and says what kind it
is. A CSV file can be taken as a sheet, too: then each cell is text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from statx.workbook.addresses import cell_address


class CellKind(Enum):
    """What a cell stores."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    """A day, a moment or a time of day."""
    BOOLEAN = "boolean"
    ERROR = "error"
    """`#REF!` and its like."""
    UNCACHED = "uncached"
    """A formula whose value was never stored; its text is the formula."""


class SheetCell(NamedTuple):
    """One cell that is not empty.

    A tuple by name, as a sheet has hundreds of thousands of them.
    """

    text: str
    """The stored value: decimals exact and shortest (0.075), days as 2024-12-31, TRUE and FALSE."""
    kind: CellKind = CellKind.TEXT
    number_format: str = ""
    """As the workbook has it (`0.0%`); empty where it is General, or the file has none."""
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class CellRange:
    """A rectangle of cells, both ends in it, rows and columns from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def area(self) -> int:
        """How many cells they are."""
        rows = self.last_row - self.first_row + 1
        return rows * (self.last_column - self.first_column + 1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or a CSV file taken as one."""

    name: str
    """Empty for a CSV file."""
    rows: Mapping[int, Mapping[int, SheetCell]]
    """Row -> column -> cell, both from 1 and ascending; empty cells are left out."""
    merged: tuple[CellRange, ...] = ()
    hidden_rows: frozenset[int] = field(default=frozenset())
    hidden_columns: frozenset[int] = field(default=frozenset())
    is_hidden: bool = False

    def cell(self, row: int, column: int) -> SheetCell | None:
        """The cell that stands there; None where it is empty."""
        return self.rows.get(row, {}).get(column)

    def address(self, row: int, column: int) -> str:
        """`Produksi!D14`."""
        return cell_address(row, column, self.name)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook, in its order; sheets of charts are left out."""

    sheets: tuple[Sheet, ...]
    is_marked: bool = False
    """Whether statx has put a list of what is wrong into it; that list is none of the sheets."""
