"""Records that have more cells than the header, or fewer: what is kept of them beside the others.

They come one by one, as lists of texts, or as a group of the same number of cells, as columns.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import repeat

import numpy as np
import pyarrow as pa

from statx.tables.csv.dictionaries import DICTIONARY
from statx.tables.table import Cells, ExtraCells, Rows, ShortRecords

NumberedRecord = tuple[int, list[str]]
"""(the row of a record in its block, from 0; its cells)"""


class OddRecords:
    """The records of a block that are not as long as its header."""

    def __init__(self, width: int, chosen: Sequence[int]) -> None:
        self._width = width
        self._chosen = chosen
        self._rows: list[Rows] = []
        self._parts: list[list[pa.Array]] = [[] for _ in chosen]
        self._extra: list[ExtraCells] = []
        self._short: list[ShortRecords] = []

    def add(self, chunk: Sequence[NumberedRecord]) -> None:
        """Take some more, one by one."""
        if not chunk:
            return

        for at, parts in zip(self._chosen, self._parts, strict=True):
            texts = [cells[at] if at < len(cells) else None for _, cells in chunk]
            parts.append(pa.array(texts, pa.string()))

        self._rows.append(np.array([row for row, _ in chunk], np.int64))
        self._add_short([record for record in chunk if len(record[1]) < self._width])
        self._add_extra([record for record in chunk if len(record[1]) > self._width])

    def add_group(self, rows: Rows, cells: int, columns: Mapping[int, pa.Array]) -> None:
        """Take some more that have so many cells: their columns by position, from 0.

        Of the columns that the header has, those are there that are chosen; beyond it, all.
        """
        self._rows.append(rows)
        for at, parts in zip(self._chosen, self._parts, strict=True):
            column = columns.get(at)
            parts.append(pa.nulls(len(rows), DICTIONARY) if column is None else column)

        if cells < self._width:
            self._short.append(ShortRecords(rows, np.full(len(rows), cells)))
        elif cells > self._width:
            surplus = [columns[at] for at in range(self._width, cells)]
            self._extra.append(_row_by_row(rows, self._width + 1, surplus))

    def behind(self, columns: Sequence[pa.Array], regular: int) -> Cells:
        """The regular records, so many, and behind them these, filled up with nulls."""
        if not self._rows:
            return Cells(tuple(columns), regular)

        odd = np.concatenate(self._rows)
        rows = regular + len(odd)
        parts = zip(columns, self._parts, strict=True)
        return Cells(
            columns=tuple(_joined([column, *more]) for column, more in parts),
            rows=rows,
            order=_odd_last(odd, rows),
            extra=_all_extra(self._extra),
            short=_all_short(self._short),
        )

    def _add_short(self, chunk: Sequence[NumberedRecord]) -> None:
        if chunk:
            rows = [row for row, _ in chunk]
            cells = [len(cells) for _, cells in chunk]
            self._short.append(ShortRecords(np.array(rows, np.int64), np.array(cells, np.int64)))

    def _add_extra(self, chunk: Sequence[NumberedRecord]) -> None:
        """The texts beyond the header, with their places."""
        rows = array("q")
        positions = array("q")
        texts: list[str] = []

        for row, cells in chunk:
            surplus = range(self._width + 1, len(cells) + 1)
            positions.extend(surplus)
            rows.extend(repeat(row, len(surplus)))
            texts += cells[self._width :]

        if chunk:
            extra = ExtraCells(_numbered(rows), _numbered(positions), pa.array(texts, pa.string()))
            self._extra.append(extra)


def _numbered(numbers: array[int]) -> Rows:
    return np.frombuffer(numbers, np.int64)


def _row_by_row(rows: Rows, first: int, columns: Sequence[pa.Array]) -> ExtraCells:
    """Columns of which the first has this position, as cells that follow each other in a record."""
    one_behind_the_other = pa.concat_arrays([column.cast(pa.string()) for column in columns])
    across = np.arange(len(columns), dtype=np.int32) * np.int32(len(rows))
    down = np.arange(len(rows), dtype=np.int32)
    by_row = (down[:, None] + across).ravel()

    return ExtraCells(
        rows=np.repeat(rows, len(columns)),
        positions=np.tile(np.arange(first, first + len(columns)), len(rows)),
        texts=one_behind_the_other.take(pa.array(by_row)),
    )


def _odd_last(odd: Rows, rows: int) -> Rows:
    """All rows of the block, the odd ones behind the others. shape: (k,) -> (rows,)"""
    regular = np.delete(np.arange(rows), odd)
    return np.concatenate([regular, odd])


def _all_extra(parts: Sequence[ExtraCells]) -> ExtraCells | None:
    """In the order of the file."""
    if len(parts) < 2:  # noqa: PLR2004  one is in order
        return parts[0] if parts else None

    rows = np.concatenate([part.rows for part in parts])
    positions = np.concatenate([part.positions for part in parts])
    texts = pa.concat_arrays([part.texts for part in parts])
    in_file = np.argsort(rows, kind="stable")
    return ExtraCells(rows[in_file], positions[in_file], texts.take(pa.array(in_file)))


def _all_short(parts: Sequence[ShortRecords]) -> ShortRecords | None:
    """In the order of the file."""
    if len(parts) < 2:  # noqa: PLR2004  one is in order
        return parts[0] if parts else None

    rows = np.concatenate([part.rows for part in parts])
    cells = np.concatenate([part.cells for part in parts])
    in_file = np.argsort(rows, kind="stable")
    return ShortRecords(rows[in_file], cells[in_file])


def _joined(parts: Sequence[pa.Array]) -> pa.Array:
    """The parts of a column, in a dictionary where the first has one."""
    has_dictionary = pa.types.is_dictionary(parts[0].type)
    parts = [part for part in parts if len(part)] or parts[:1]
    if not has_dictionary:
        return pa.concat_arrays([part.cast(pa.string()) for part in parts])

    encoded = [_encoded(part) for part in parts]
    if len(encoded) == 1:
        return encoded[0]
    return pa.chunked_array(encoded).unify_dictionaries().combine_chunks()


def _encoded(part: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(part.type):
        return part
    return part.dictionary_encode().cast(DICTIONARY)
