"""The smallest primary key that holds: tried on the first rows, then proven on all.

Columns that name or date a record may be part of a key, and measures may not: that no two of forty
figures are alike says nothing of the next year's. Sets of columns are tried from the smallest on,
those that stand first in the table before others, and the number of sets is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, count, islice

import numpy as np

from statx.checks.combinations import columns_of, combined_hashes
from statx.tables.hashes import Hashes, mixed
from statx.tables.judged import JudgedBlock, JudgedColumn

MOST_COLUMNS = 12
"""Columns of which keys are made: those that stand first."""
MOST_PARTS = 6
"""Columns of one key; the shared schemas have no longer ones."""
MOST_TRIED = 1500
"""Sets of columns that are tried on the first rows."""
FIRST_ROWS = 2000
"""Rows on which a set is tried before it is tried on a whole block."""
AT_ONCE = 2
"""Keys that are proven on all rows in one reading of the file."""
MOST_READINGS = 4
"""Looks at all rows for the key: readings of the file, where its columns were not kept."""

Key = tuple[str, ...]


@dataclass
class KeySearch:
    """The sets of columns that may be keys, from the smallest on."""

    block: JudgedBlock
    """The first of the table."""
    names: Sequence[str]
    """The columns that may be part of a key, in the table's order."""
    was_cut: bool = field(default=False, init=False)
    """Whether there were more sets than are tried."""

    def candidates(self) -> Iterator[Key]:
        """The sets whose values stand once in this block, the smallest first."""
        columns = columns_of(self.block, self.names[:MOST_COLUMNS])
        self.was_cut = len(self.names) > MOST_COLUMNS
        parts = [_part_of_hash(column, at) for at, column in enumerate(columns, start=1)]
        tried = count(1)
        for size in range(1, min(len(parts), MOST_PARTS) + 1):
            for chosen in combinations(range(len(parts)), size):
                if next(tried) > MOST_TRIED:
                    self.was_cut = True
                    return
                if _stands_once([parts[at] for at in chosen]):
                    yield tuple(self.names[at] for at in chosen)

    def groups(self) -> Iterator[tuple[Key, ...]]:
        """The same in groups that are proven together."""
        candidates = self.candidates()
        for _ in range(MOST_READINGS):
            group = tuple(islice(candidates, AT_ONCE))
            if not group:
                return
            yield group
        self.was_cut = True


def key_hashes(block: JudgedBlock, key: Key) -> Hashes:
    """A hash of each row's values in these columns. shape: (rows,)"""
    return combined_hashes(columns_of(block, key), block.rows)


def _part_of_hash(column: JudgedColumn, position: int) -> Hashes:
    return column.spread(mixed(column.hashes, position))


def _stands_once(parts: Sequence[Hashes]) -> bool:
    first = [part[:FIRST_ROWS] for part in parts]
    return _are_different(_added(first)) and _are_different(_added(parts))


def _added(parts: Sequence[Hashes]) -> Hashes:
    total = parts[0].copy()
    for part in parts[1:]:
        total += part
    return total


def _are_different(hashes: Hashes) -> bool:
    in_order = np.sort(hashes)
    return not bool(np.any(in_order[1:] == in_order[:-1]))
