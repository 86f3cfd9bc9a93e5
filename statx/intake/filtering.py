"""Which rows of the body become records, by what they say in a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from statx.intake.columns import PlacedColumns
from statx.intake.grid import Grid
from statx.intake.headings import as_read, same_pattern
from statx.intake.layout_errors import NothingToKeepError
from statx.intake.nearness import NEAR_AT, NOTHING, nearest
from statx.intake.opening import SourceSheet
from statx.intake.recipe import Filter
from statx.texts import Text, verbatim


def filter_rows(
    source: SourceSheet, body: Grid, placed: PlacedColumns, filters: Sequence[Filter]
) -> tuple[Grid, dict[int, Text]]:
    """(the rows that are kept, row that is not -> why).

    NothingToKeepError for what should be kept and is nowhere: it may be spelt otherwise this time.
    """
    dropped: dict[int, Text] = {}
    for each in filters:
        position = _position_of(placed, each)
        texts = [as_read(cell.text) if cell else "" for cell in body.columns[position]]
        places = zip(texts, body.rows, strict=True)
        _refuse_absent(
            source,
            each,
            {text: source.address(row, position) for text, row in places},
        )

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


def _position_of(placed: PlacedColumns, each: Filter) -> int:
    return next(
        column.position
        for column in placed.columns
        if same_pattern(each.column, column.column.heading)
    )


def _refuse_absent(source: SourceSheet, each: Filter, addresses: Mapping[str, str]) -> None:
    """`addresses` are the texts of the column, and where each stands."""
    for text in each.keep:
        if as_read(text) in addresses:
            continue

        near = nearest(text, addresses)
        raise NothingToKeepError(
            path=source.path,
            heading=each.column,
            text=text,
            near=NEAR_AT.fill(words=near, cell=addresses[near]) if near else NOTHING,
        )
