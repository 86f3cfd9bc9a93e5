"""Which rows of the body become records, by what they say in a column."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from statx.intake.columns import PlacedColumns
from statx.intake.grid import Grid
from statx.intake.headings import as_read, same_pattern
from statx.intake.recipe import Filter
from statx.texts import Text, verbatim


def filter_rows(
    body: Grid, placed: PlacedColumns, filters: Sequence[Filter]
) -> tuple[Grid, dict[int, Text]]:
    """(the rows that are kept, row that is not -> why)."""
    dropped: dict[int, Text] = {}
    for each in filters:
        texts = _texts_of(body, placed, each)
        keep = {as_read(text) for text in each.keep}
        drop = {as_read(text) for text in each.drop}
        for row, text in zip(body.rows, texts, strict=True):
            is_kept = text in keep if keep else text not in drop
            if not is_kept:
                dropped.setdefault(row, verbatim(each.why))

    if not dropped:
        return body, dropped
    mask = np.fromiter((row not in dropped for row in body.rows), np.bool_, len(body.rows))
    return body.only(mask), dropped


def _texts_of(body: Grid, placed: PlacedColumns, each: Filter) -> list[str]:
    columns = [
        column for column in placed.columns if same_pattern(each.column, column.column.heading)
    ]
    cells = body.columns[columns[0].position]
    return [as_read(cell.text) if cell else "" for cell in cells]
