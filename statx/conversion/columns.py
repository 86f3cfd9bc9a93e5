"""The columns of a block as they are to be written: typed, and spelt as canonical CSV has them.

Both the check that nothing is lost and the writer need them. They are made once: a block is judged
and rendered by one thread, one step after the other.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import pyarrow as pa

from statx.registry.fields import Field
from statx.tables.csv.writer import Spelt, spelt
from statx.tables.judged import JudgedBlock


@dataclass(frozen=True, slots=True)
class WrittenColumn:
    """One column of a block, its entries in the order of the block's."""

    typed: pa.Array
    """One value a row; with the dictionary that the cells have."""
    spelt: Spelt
    """By text of the judged column; where a value is missing, one text more may follow."""


@dataclass
class _Memory(threading.local):
    """The columns of the block that this thread has at hand."""

    block: JudgedBlock | None = None
    columns: dict[int, WrittenColumn] = field(default_factory=dict)


_MEMORY = _Memory()


def written_column(block: JudgedBlock, number: int, agreed: Field) -> WrittenColumn:
    """The column with this number, from 0, as its field was agreed."""
    if _MEMORY.block is not block:
        _MEMORY.block, _MEMORY.columns = block, {}

    column = _MEMORY.columns.get(number)
    if column is None:
        typed = block.columns[number].typed()
        column = WrittenColumn(typed, spelt(typed, agreed))
        _MEMORY.columns[number] = column
    return column


def forget() -> None:
    """Let the memory of a block go that was written."""
    _MEMORY.block, _MEMORY.columns = None, {}
