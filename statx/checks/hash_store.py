"""The hashes of a table's keys: eight bytes a record, in memory up to a limit and in a temporary file beyond it."""

from __future__ import annotations

import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import IO

import numpy as np

from statx.tables.hashing import Hashes
from statx.tables.judged import NO_VALUE
from statx.tables.table import Rows

PART = 2_000_000
"""Hashes sorted at a time."""
BYTES = 8
MARK_BITS = 22
MARK = np.uint64((1 << MARK_BITS) - 1)


class KeyHashes(ABC):
    """The hashes of one key, wherever they are kept."""

    @abstractmethod
    def append(self, part: object) -> None:
        """Those of the next block."""

    @abstractmethod
    def candidates(self) -> Rows:
        """The rows of the table whose hash another row has too, ascending; NO_VALUE is nobody's."""

    def __iter__(self) -> Iterator[object]:
        """As a carrier of what looks carried: nothing that could be looked at one by one."""
        return iter(())


class HashStore(KeyHashes):
    """The hashes of each block, in the order of the file; kept whole whatever their number."""

    def __init__(self, memory: int, workers: int = 1) -> None:
        self._memory, self._held, self._workers = memory, 0, workers
        self._parts: list[Hashes] = []
        self._file: IO[bytes] | None = None
        self._sizes: list[int] = []

    def append(self, part: object) -> None:
        """The hashes of the next block."""
        if not isinstance(part, np.ndarray):
            return
        self._parts.append(part)
        self._held += part.nbytes
        if self._held > self._memory:
            self._spill()

    def __iter__(self) -> Iterator[Hashes]:
        """Block by block, in order."""
        if self._file is not None:
            self._file.seek(0)
            for size in self._sizes:
                yield np.frombuffer(self._file.read(size * BYTES), np.uint64)
        yield from self._parts

    def candidates(self) -> Rows:
        repeated = repeated_hashes(self, self._workers)
        if not len(repeated):
            return np.empty(0, np.int64)
        rows, first = [], 0
        for part in self:
            rows.append(first + found_in(part, repeated))
            first += len(part)
        return np.concatenate(rows)

    @property
    def is_spilled(self) -> bool:
        """Whether some of it is in a file."""
        return self._file is not None

    def _spill(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="statx-keys-")  # noqa: SIM115  lives as long as the store
        self._file.seek(0, 2)
        for part in self._parts:
            self._file.write(part.tobytes())
            self._sizes.append(len(part))
        self._parts, self._held = [], 0


def repeated_hashes(parts: HashStore | Sequence[Hashes], workers: int = 1) -> Hashes:
    """The hashes that stand more than once, NO_VALUE aside; sorted. One range of values is sorted after the other."""
    total = sum(map(len, parts))
    slices = max(1, -(-total // PART))
    if isinstance(parts, HashStore) and parts.is_spilled:  # one file has one position: no threads
        return np.concatenate([_repeated(parts, number, slices) for number in range(slices)])
    with ThreadPoolExecutor(workers) as pool:
        return np.concatenate(list(pool.map(lambda number: _repeated(parts, number, slices), range(slices))))


def found_in(part: Hashes, wanted: Hashes) -> Rows:
    """The rows of a part whose hash is one of those wanted. A table of their last bits rules out nearly all first."""
    marked = np.zeros(1 << MARK_BITS, bool)
    marked[wanted & MARK] = True
    rows = np.flatnonzero(marked[part & MARK])
    return rows[np.isin(part[rows], wanted)]


def repeated_in(hashes: Hashes) -> Hashes:
    """Those of these hashes that stand more than once, NO_VALUE aside; sorted. They are sorted where they lie."""
    hashes.sort()
    again = hashes[1:][hashes[1:] == hashes[:-1]]
    return np.unique(again[again != NO_VALUE])


def in_range(hashes: Hashes, number: int, slices: int) -> Hashes:
    """The hashes of one range of values; all of them where one range is enough."""
    if slices == 1:
        return hashes
    width = (1 << 64) // slices + 1
    first, last = number * width, min((number + 1) * width, 1 << 64) - 1
    return hashes[(hashes >= np.uint64(first)) & (hashes <= np.uint64(last))]


def _repeated(parts: HashStore | Sequence[Hashes], number: int, slices: int) -> Hashes:
    chosen = np.concatenate([np.empty(0, np.uint64), *(in_range(part, number, slices) for part in parts)])
    return repeated_in(chosen)
