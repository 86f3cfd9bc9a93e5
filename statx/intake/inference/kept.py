"""The columns of a table that may have to be looked at again, kept while it is read.

Reading a file a second time costs as much as the first. What names and dates the records takes a
few bytes a row; beyond a bound nothing is kept, and the file is read again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from statx.tables.judged import JudgedBlock

MOST = 128 << 20
"""Bytes."""


@dataclass
class KeptColumns:
    """Some columns of every block so far, or none at all."""

    names: frozenset[str]
    blocks: list[JudgedBlock] = field(default_factory=list)
    size: int = 0

    def add(self, block: JudgedBlock) -> None:
        """The next block of the table."""
        if not self.names:
            return

        columns = tuple(column for column in block.columns if column.field.name in self.names)
        for column in columns:
            self.size += column.texts.nbytes
            if column.codes is not None:
                self.size += column.codes.nbytes

        self.blocks.append(replace(block, columns=columns))
        if self.size > MOST:
            self.names = frozenset()
            self.blocks.clear()

    def has(self, names: Collection[str]) -> bool:
        """Whether these columns of all blocks were kept."""
        return bool(self.blocks) and self.names >= set(names)
