"""The hashes of a table's keys: in memory up to a limit, and in a file beyond it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Generic, TypeVar

import numpy as np

from statx.tables.hashes import Hashes
from statx.tables.judged import NO_VALUE
from statx.tables.spill import Extent, SpillFile
from statx.tables.table import Rows

Part = TypeVar("Part")

SORTED_AT_ONCE = 2_000_000
"""Hashes."""
MARK_BITS = 22
MARK = np.uint64((1 << MARK_BITS) - 1)
BUCKET_BITS = 6
BUCKETS = 1 << BUCKET_BITS
"""Hashes in the file are told apart by their first bits, and each bucket is sorted alone."""
NO_HASHES: Hashes = np.empty(0, np.uint64)
NO_ROWS: Rows = np.empty(0, np.int64)


class KeyHashes(ABC, Generic[Part]):
    """The hashes of one key, wherever they are kept."""

    @abstractmethod
    def append(self, part: Part) -> None:
        """Keep those of the next block."""

    @abstractmethod
    def candidates(self) -> Rows:
        """The rows of the table whose hash another row has too, ascending.

        NO_VALUE equals nothing.
        """


class HashStore(KeyHashes[Hashes]):
    """The hashes of each block, in the order of the file; kept whole whatever their number."""

    def __init__(self, memory: int, workers: int = 1, spill: SpillFile | None = None) -> None:
        """`memory` is in bytes; what goes beyond it stands in `spill`, which its opener closes."""
        self._memory, self._workers = memory, workers
        self._in_memory: list[Hashes] = []
        self._size = 0
        self._on_disk = _HashesOnDisk(SpillFile() if spill is None else spill)

    def append(self, part: Hashes) -> None:
        """Keep the hashes of the next block."""
        self._in_memory.append(part)
        self._size += part.nbytes
        if self._size <= self._memory:
            return

        # From now on every block goes to the file at once: the sorting will need the memory.
        for waiting in self._in_memory:
            self._on_disk.append(waiting)
        self._in_memory = []

    def __iter__(self) -> Iterator[Hashes]:
        """Block by block, in order."""
        yield from self._on_disk.parts()
        yield from self._in_memory

    def candidates(self) -> Rows:
        """The rows of the table whose hash another row has too, ascending."""
        repeated = self.repeated()
        if not len(repeated):
            return NO_ROWS

        rows, first = [], 0
        for part in self:
            rows.append(first + found_in(part, repeated))
            first += len(part)
        return np.concatenate(rows)

    def repeated(self) -> Hashes:
        """The hashes that stand more than once, NO_VALUE aside; sorted."""
        if self._on_disk.is_empty:
            return repeated_hashes(self._in_memory, self._workers)

        with ThreadPoolExecutor(self._workers) as pool:
            of_buckets = pool.map(self._repeated_in_bucket, range(BUCKETS))
            return np.concatenate(list(of_buckets))

    def _repeated_in_bucket(self, bucket: int) -> Hashes:
        return repeated_in(self._on_disk.bucket(bucket))


class _HashesOnDisk:
    """Hashes in a file twice: in the order of the table, and in buckets by their first bits."""

    def __init__(self, spill: SpillFile) -> None:
        self._spill = spill
        self._parts: list[Extent] = []
        self._buckets: list[list[Extent]] = [[] for _ in range(BUCKETS)]

    @property
    def is_empty(self) -> bool:
        return not self._parts

    def append(self, part: Hashes) -> None:
        self._parts.append(self._spill.append(part))

        by_bucket, sizes = _sort_by_first_bits(part)
        start = self._spill.append(by_bucket).start
        for bucket, size in zip(
            self._buckets,
            sizes.tolist(),
            strict=True,
        ):
            bucket.append(Extent(start, size * part.itemsize))
            start += size * part.itemsize

    def parts(self) -> Iterator[Hashes]:
        """Part by part, as they came."""
        return map(self._spill.read, self._parts)

    def bucket(self, number: int) -> Hashes:
        """All hashes of a bucket; they may be sorted where they lie."""
        extents = self._buckets[number]
        return np.concatenate([NO_HASHES, *map(self._spill.read, extents)])


def repeated_hashes(parts: Sequence[Hashes], workers: int = 1) -> Hashes:
    """The hashes that stand more than once, NO_VALUE aside; sorted."""
    number_of_hashes = sum(map(len, parts))
    ranges = max(1, -(-number_of_hashes // SORTED_AT_ONCE))
    with ThreadPoolExecutor(workers) as pool:
        of_ranges = pool.map(
            partial(
                _repeated_in_range,
                parts,
                ranges=ranges,
            ),
            range(ranges),
        )
        return np.concatenate(list(of_ranges))


def found_in(part: Hashes, wanted: Hashes) -> Rows:
    """The rows of a part whose hash is one of those wanted."""
    # A table of their last bits rules out nearly all rows before anything is sorted.
    is_marked = np.zeros(1 << MARK_BITS, bool)
    is_marked[wanted & MARK] = True
    rows = np.flatnonzero(is_marked[part & MARK])
    return rows[np.isin(part[rows], wanted)]


def repeated_in(hashes: Hashes) -> Hashes:
    """Those of these hashes that stand more than once, NO_VALUE aside; sorted.

    They are sorted where they lie.
    """
    hashes.sort()
    repeated = hashes[1:][hashes[1:] == hashes[:-1]]
    return np.unique(repeated[repeated != NO_VALUE])


def in_range(hashes: Hashes, number: int, ranges: int) -> Hashes:
    """The hashes of one of `ranges` equal ranges of values.

    All of them where one range is enough.
    """
    if ranges == 1:
        return hashes

    width = (1 << 64) // ranges + 1
    first = number * width
    last = min(first + width, 1 << 64) - 1
    return hashes[(hashes >= np.uint64(first)) & (hashes <= np.uint64(last))]


def _sort_by_first_bits(hashes: Hashes) -> tuple[Hashes, Rows]:
    """(the same hashes, bucket behind bucket; how many each bucket has).

    shape: (n,) -> (n,), (BUCKETS,)
    """
    bucket = (hashes >> np.uint64(64 - BUCKET_BITS)).astype(np.uint8)
    order = np.argsort(bucket, kind="stable")
    return hashes[order], np.bincount(bucket, minlength=BUCKETS)


def _repeated_in_range(parts: Sequence[Hashes], number: int, ranges: int) -> Hashes:
    of_range = [
        in_range(
            part,
            number,
            ranges,
        )
        for part in parts
    ]
    return repeated_in(np.concatenate([NO_HASHES, *of_range]))
