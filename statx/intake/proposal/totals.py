"""Rows and columns that add others up: found by adding, and by what the lists of regions say.

A word alone makes no total: `Jawa Timur` is one in a table of its regencies, and a row of its own
in a table of provinces. What adds up is one whatever it is called; what is called one and does not
add up is proposed all the same, so that the run refuses it for the very error.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from statx.intake.headings import as_read
from statx.intake.proposal.columns import SheetColumn
from statx.intake.proposal.meanings import VAGUE, words_of
from statx.intake.proposal.notation import Style, split_mark, value_of
from statx.workbook.sheets import CellKind, SheetCell

NAMED_TOTAL = frozenset(("jumlah", "total", "indonesia", "grand", "rata"))
NEAR = 0.25
"""How far the sum may be off, as a share, for what is called a total and has an error."""
MOST_ROWS = 0.9
"""Of the rows, for which a column must be the sum of others."""
LEAST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Sum:
    """A row or a column that was added up: what was, and how far it is off."""

    total: float
    parts: tuple[float, ...]
    decimals: int
    """The most that a part has."""

    @property
    def difference(self) -> float:
        """How far the parts are from the total."""
        return abs(sum(self.parts) - self.total)

    @property
    def rounding(self) -> float:
        """What the rounding of the parts and of the total may make, at most."""
        return (len(self.parts) + 1) * 0.5 * 10.0**-self.decimals

    @property
    def holds(self) -> bool:
        """Whether it is the sum, apart from rounding; of nothing but zeros it proves nothing."""
        return self.total != 0 and self.difference <= self.rounding + 1e-9

    @property
    def is_near(self) -> bool:
        """Whether it may be the sum with an error in it."""
        return self.total != 0 and self.difference <= NEAR * abs(self.total)

    @property
    def tolerance(self) -> Decimal:
        """The least tolerance with which it holds, as many decimals as its parts have."""
        return round(Decimal(repr(self.difference)), self.decimals).normalize()


@dataclass(frozen=True, slots=True)
class RowTotal:
    """A row that adds up others."""

    row: int
    text: str
    """What it is called; empty where nothing stands there."""
    sums: dict[int, Sum]
    """Number of the column -> what was added up."""
    over_above: bool
    """Whether it adds up the rows since the total before, rather than all."""

    @property
    def adding(self) -> tuple[int, ...]:
        """The columns in which it is the sum."""
        return tuple(column for column, each in self.sums.items() if each.holds)


def row_totals(
    columns: Sequence[SheetColumn],
    label: SheetColumn,
    suspects: Sequence[int],
    rows: Sequence[int],
    style: Style,
) -> tuple[RowTotal, ...]:
    """Which of the suspected rows add up the others."""
    totals: list[RowTotal] = []
    suspected = set(suspects)
    parts = [row for row in rows if row not in suspected]
    for row in suspects:
        text = _text(label.cells.get(row))
        of_all = RowTotal(
            row,
            text,
            dict(_sums(columns, row, parts, style)),
            over_above=False,
        )
        above = _since(row, parts, suspects)
        of_above = RowTotal(
            row,
            text,
            dict(_sums(columns, row, above, style)),
            over_above=True,
        )
        if of_all.adding or of_above.adding:
            totals.append(of_all if of_all.adding else of_above)
        elif is_called_total(text) and of_all.sums:
            totals.append(of_all)
    return tuple(totals)


def is_sum_of(column: SheetColumn, parts: Sequence[SheetColumn], style: Style) -> bool:
    """Whether in nearly all rows a column is the sum of others."""
    if len(parts) < LEAST_PARTS or not VAGUE.issuperset(words_of(column.parts[-1])):
        return False

    checked = 0
    holding = 0
    for row, cell in column.cells.items():
        each = _sum(
            cell,
            [part.cells.get(row) for part in parts],
            style,
        )
        checked += each is not None
        holding += each is not None and each.holds
    return checked > 0 and holding >= MOST_ROWS * checked


def is_called_total(text: str) -> bool:
    """`JUMLAH`, `Total`, `Indonesia`"""
    return any(word in NAMED_TOTAL for word in words_of(text)[:2])


def _since(row: int, parts: Sequence[int], suspects: Sequence[int]) -> list[int]:
    """The rows between the suspect before and this one."""
    at = bisect_left(suspects, row)
    before = suspects[at - 1] if at else 0
    return list(parts[bisect_left(parts, before) : bisect_left(parts, row)])


def _sums(
    columns: Sequence[SheetColumn], row: int, parts: Sequence[int], style: Style
) -> Iterator[tuple[int, Sum]]:
    for column in columns:
        cell = column.cells.get(row)
        each = _sum(cell, [column.cells.get(part) for part in parts], style) if cell else None
        if each is not None:
            yield column.number, each


def _sum(total: SheetCell, parts: Sequence[SheetCell | None], style: Style) -> Sum | None:
    """None where the total is no number, or too few of its parts are."""
    value = _value(total, style)
    values = [number for cell in parts if cell and (number := _value(cell, style)) is not None]
    if value is None or len(values) < LEAST_PARTS:
        return None

    decimals = max(_decimals(cell, style) for cell in (total, *parts) if cell)
    return Sum(
        value,
        tuple(values),
        decimals,
    )


def _value(cell: SheetCell, style: Style) -> float | None:
    text, _ = split_mark(as_read(cell.text))
    return value_of(
        text,
        "en" if cell.kind is CellKind.NUMBER else style,
    )


def _decimals(cell: SheetCell, style: Style) -> int:
    mark = "," if style == "id" and cell.kind is not CellKind.NUMBER else "."
    _, _, decimals = cell.text.partition(mark)
    return len(decimals) if decimals.isdecimal() else 0


def _text(cell: SheetCell | None) -> str:
    return as_read(cell.text) if cell else ""
