"""From a cell that its column's rules cannot read to the error that names it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from statx.intake.cells import UNKNOWN
from statx.intake.columns import PlacedColumn
from statx.intake.layout_errors import (
    LayoutError,
    OtherNotationError,
    UncalculatedCellError,
    UnsettledNumbersError,
    UnsettledPercentError,
)
from statx.intake.numbers import EXAMPLES
from statx.intake.opening import SourceSheet

ERRORS: dict[str, type[LayoutError]] = {
    "uncached": UncalculatedCellError,
    "percent": UnsettledPercentError,
    "numbers": UnsettledNumbersError,
    "notation": OtherNotationError,
}
"""Why a cell cannot be read -> the error."""


def refuser(
    source: SourceSheet, placed: PlacedColumn, rows: Sequence[int], unknown: list[int]
) -> Callable[[int, str], None]:
    """What `CellReading.read_all` tells of cells it cannot read.

    It raises the error of the cell; of a text that the recipe's values do not know, its number goes
    into `unknown`.
    """

    def refuse(at: int, why: str) -> None:
        if why == UNKNOWN:
            unknown.append(at)
            return

        cell = source.sheet.cell(rows[at], placed.position)
        text = cell.text if cell else ""
        raise ERRORS[why](
            path=source.path,
            cell=source.address(rows[at], placed.position),
            text=text,
            formula=text,
            heading=placed.column.heading or placed.column.letter,
            example=EXAMPLES[placed.column.numbers],
        )

    return refuse
