"""Values of several columns side by side: one hash a row, or the distinct combinations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from statx.tables.hashes import Hashes, mixed
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.table import Rows


def columns_of(block: JudgedBlock, names: Sequence[str]) -> list[JudgedColumn]:
    """The columns of these fields, of those that the block has."""
    columns = []
    for name in names:
        column = block.column(name)
        if column is not None:
            columns.append(column)
    return columns


def combined_hashes(columns: Sequence[JudgedColumn], rows: int) -> Hashes:
    """One hash of all the values of a row. shape: (rows,)"""
    hashes = np.zeros(rows, np.uint64)
    for position, column in enumerate(columns, start=1):
        by_text = mixed(column.hashes, position)
        hashes += column.spread(by_text)
    return hashes


def distinct_combinations(columns: Sequence[JudgedColumn]) -> tuple[Rows, Rows]:
    """(the number of each row's combination of texts, one row that has it)

    shapes: (rows,), (combinations,)
    """
    first_column, *others = columns
    combined = _text_numbers(first_column)
    _, first, number_of_row = np.unique(
        combined,
        return_index=True,
        return_inverse=True,
    )

    # Numbered anew after each column, so that the product of the numbers stays below 2**63.
    for column in others:
        texts = max(1, len(column.texts))
        together = number_of_row.astype(np.int64) * texts + _text_numbers(column)
        _, first, number_of_row = np.unique(
            together,
            return_index=True,
            return_inverse=True,
        )
    return number_of_row, first


def key_cells(column: JudgedColumn, entries: Rows) -> pa.Array:
    """The key texts of these entries. shape: (k,) -> (k,)"""
    if column.codes is None:
        return column.keys.take(pa.array(entries))
    return column.keys.take(pa.array(column.codes[entries]))


def _text_numbers(column: JudgedColumn) -> Rows:
    """The number of the text in each row. shape: (rows,)"""
    numbers = np.arange(len(column.texts), dtype=np.int64)
    return column.spread(numbers)
