"""Which rows add up others: by their text, or because they name a region in which others lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from statx.intake.columns import PlacedColumns
from statx.intake.grid import Grid
from statx.intake.layout_errors import MissingTotalError
from statx.intake.meaning import ColumnMeaning
from statx.intake.opening import SourceSheet
from statx.intake.placing import Placement, TotalRow
from statx.intake.recipe import Source
from statx.intake.totals import SummedRow

Mask = NDArray[np.bool_]


def divide_totals(
    grid: Grid, placement: Placement, recipe: Source, meaning: ColumnMeaning
) -> tuple[Grid, list[SummedRow]]:
    """(the rows that are no totals, the totals with the rows that each adds up)."""
    by_level = [total for total in recipe.totals if total.level]
    regions = meaning.regions_of_totals(grid, by_level)
    is_total = np.fromiter((region is not None for region in regions), np.bool_, len(regions))
    body = grid.only(~is_total) if is_total.any() else grid

    totals = list(placement.totals)
    codes = {}
    for row, region in zip(grid.rows, regions, strict=True):
        if region is not None:
            total, codes[row] = region
            totals.append(TotalRow(row, total))

    totals.sort(key=lambda each: each.row)
    own_codes = meaning.codes(body) if codes else []
    rows = [total.row for total in totals]
    return body, [
        SummedRow(
            each.row,
            each.total,
            _parts(each, body, rows, codes.get(each.row, ""), own_codes),
        )
        for each in totals
    ]


def refuse_missing_totals(
    source: SourceSheet, recipe: Source, rows: Sequence[SummedRow], placed: PlacedColumns
) -> None:
    """MissingTotalError for a total that the sheet lacks, as a file that was cut short does."""
    met = [*(row.total for row in rows), *(column.total for column in placed.totals)]
    for total in recipe.totals:
        if total not in met:
            raise MissingTotalError(
                path=source.path,
                text=total.row_with or total.column or total.level,
                cell=source.address(max(source.sheet.rows), 1),
            )


def _parts(
    each: TotalRow,
    body: Grid,
    totals: Sequence[int],
    region: str,
    codes: Sequence[str | None],
) -> Mask:
    if region:
        return _within(codes, region)
    if each.total.over == "above":
        return _since_the_last(body.rows, each.row, totals)
    return np.ones(len(body.rows), np.bool_)


def _within(codes: Sequence[str | None], region: str) -> Mask:
    begins = f"{region}."
    return np.fromiter(
        (code is not None and code.startswith(begins) for code in codes),
        np.bool_,
        len(codes),
    )


def _since_the_last(body: Sequence[int], row: int, totals: Sequence[int]) -> Mask:
    before = max((total for total in totals if total < row), default=0)
    return np.fromiter((before < each < row for each in body), np.bool_, len(body))
