"""What is to be marked in a workbook: one `Mark` a fault, and what stands above their list.

All words are said already, in the language of whoever reads the workbook.
"""

from __future__ import annotations

from dataclasses import dataclass

from statx.results.findings import Severity
from statx.workbook.addresses import cell_address

AUTHOR = "statx"
"""Whose comments they are; by this name they are known again."""
LIST_SHEETS = ("Temuan statx", "statx findings")
"""What the sheet with the list is called, by language; by these names it is known again."""
MOST_MARKS = 10_000
"""Excel draws each comment as a shape, and opens a book with many more of them for minutes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One fault, where it stands and what is to be said of it."""

    sheet: str
    """Empty where no cell is to blame, or the source has no sheets."""
    row: int
    """From 1; 0 where no cell is to blame."""
    column: int
    """From 1; 0 where no cell is to blame."""
    severity: Severity
    what: str
    """What is wrong."""
    expected: str = ""
    """What would have been right: `maksimal 100`."""
    remedy: str = ""
    """What to do next."""
    field: str = ""
    value: str = ""
    """What was read, as it is written."""

    @property
    def has_cell(self) -> bool:
        """Whether a cell is to blame."""
        return self.row > 0 and self.column > 0

    @property
    def address(self) -> str:
        """`Produksi!D14`; empty where no cell is to blame."""
        return cell_address(self.row, self.column, self.sheet) if self.has_cell else ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What the sheet with the list says beside the list."""

    name: str
    """What the sheet is called."""
    title: str
    notes: tuple[str, ...]
    """Lines below the title."""
    headings: tuple[str, str, str, str, str, str, str]
    """Of the columns: kind, cell, field, value, what is wrong, expected, what to do."""
    kinds: tuple[str, str]
    """How an error and a warning are called."""
    more: str = "{n}"
    """What a comment says last where its cell has more faults than it has room for."""

    def kind_of(self, severity: Severity) -> str:
        """What a fault of this severity is called."""
        error, warning = self.kinds
        return error if severity is Severity.ERROR else warning
