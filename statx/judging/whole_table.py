"""A table that was judged, once more: for checks that conclude from all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from statx.checks.check import NO_ROWS
from statx.judging.workers import RereadTask, Workers
from statx.tables.judged import JudgedBlock
from statx.tables.key_hashes import KeyHashes
from statx.tables.meaning import CellReader
from statx.tables.table import BlockExtent, Rows, Table, rows_by_block

Output = TypeVar("Output")


@dataclass(frozen=True)
class JudgedTable:
    """The table once more, for checks that conclude."""

    table: Table
    readers: tuple[CellReader, ...]
    extents: Sequence[BlockExtent]
    workers: Workers
    hashes: KeyHashes[Any] | None = None
    """Of the key that is checked, where a key is."""

    @property
    def starts(self) -> Rows:
        return np.cumsum([0, *(extent.rows for extent in self.extents)])

    def repeated(self) -> Rows:
        return NO_ROWS if self.hashes is None else self.hashes.candidates()

    def number_of(self, row: int) -> int:
        return self.table.number_of(row)

    def reread(
        self, rows: Rows, names: tuple[str, ...], work: Callable[[JudgedBlock, Rows], Output]
    ) -> Iterator[tuple[Rows, Output]]:
        by_block = list(rows_by_block(rows, self.extents))
        wanted = []
        for number, rows_of_block in by_block:
            wanted.append((self.extents[number], rows_of_block))

        task = RereadTask(self.readers, names, work)
        outputs = self.workers.reread(self.table, wanted, task)

        starts = self.starts
        for (number, rows_of_block), output in zip(by_block, outputs, strict=True):
            yield rows_of_block + starts[number], output
