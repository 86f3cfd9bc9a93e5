"""The hashes of a table's keys: eight bytes a record, in memory up to a limit and in temporary files beyond it."""

from __future__ import annotations

import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Generic, TypeVar

import numpy as np

from statx.files import writing
from statx.tables.hashes import Hashes
from statx.tables.judged import NO_VALUE
from statx.tables.table import Rows

Part = TypeVar("Part")

PART = 2_000_000
"""Hashes sorted at a time."""
BYTES = 8
MARK_BITS = 22
MARK = np.uint64((1 << MARK_BITS) - 1)
BUCKET_BITS = 6
"""Of a hash's first bits: 64 files, of which each is sorted alone."""


class KeyHashes(ABC, Generic[Part]):
    """The hashes of one key, wherever they are kept."""

    @abstractmethod
    def append(self, part: Part) -> None:
        """Those of the next block."""

    @abstractmethod
    def candidates(self) -> Rows:
        """The rows of the table whose hash another row has too, ascending; NO_VALUE is nobody's."""


class HashStore(KeyHashes[Hashes]):
    """The hashes of each block, in the order of the file; kept whole whatever their number."""

    def __init__(self, memory: int, workers: int = 1) -> None:
        self._memory, self._held, self._workers = memory, 0, workers
        self._parts: list[Hashes] = []
        self._files: _Files | None = None

    def append(self, part: Hashes) -> None:
        """The hashes of the next block."""
        self._parts.append(part)
        self._held += part.nbytes
        if self._files or self._held > self._memory:
            self._spill()

    def __iter__(self) -> Iterator[Hashes]:
        """Block by block, in order."""
        return iter(self._files or self._parts)

    def candidates(self) -> Rows:
        repeated = self.repeated()
        if not len(repeated):
            return np.empty(0, np.int64)
        rows, first = [], 0
        for part in self:
            rows.append(first + found_in(part, repeated))
            first += len(part)
        return np.concatenate(rows)

    def repeated(self) -> Hashes:
        """The hashes that stand more than once, NO_VALUE aside; sorted."""
        if self._files is None:
            return repeated_hashes(self._parts, self._workers)
        with ThreadPoolExecutor(self._workers) as pool:
            return np.concatenate(list(pool.map(repeated_in, self._files.buckets())))

    def _spill(self) -> None:
        self._files = self._files or _Files()
        with writing(Path(tempfile.gettempdir())):
            for part in self._parts:
                self._files.append(part)
        self._parts, self._held = [], 0


class _Files:
    """Hashes on disk twice: in the order of the table, and in buckets by their first bits."""

    def __init__(self) -> None:
        self._order = _temporary()
        self._sizes: list[int] = []
        self._buckets = [_temporary() for _ in range(1 << BUCKET_BITS)]

    def append(self, part: Hashes) -> None:
        self._order.write(part.tobytes())
        self._sizes.append(len(part))
        for bucket, hashes in zip(self._buckets, _by_first_bits(part), strict=True):
            bucket.write(hashes.tobytes())

    def __iter__(self) -> Iterator[Hashes]:
        """Part by part, as they came."""
        self._order.seek(0)
        for size in self._sizes:
            yield np.frombuffer(self._order.read(size * BYTES), np.uint64)
        self._order.seek(0, 2)

    def buckets(self) -> Iterator[Hashes]:
        """Every bucket, ascending; they may be sorted where they lie."""
        for bucket in self._buckets:
            with writing(Path(tempfile.gettempdir())):  # what is still to be written is written now
                size = bucket.tell()
                bucket.seek(0)
            hashes = np.empty(size // BYTES, np.uint64)
            bucket.readinto(hashes.data.cast("B"))  # type: ignore[attr-defined]  # a buffered file has it
            yield hashes


def repeated_hashes(parts: Sequence[Hashes], workers: int = 1) -> Hashes:
    """The hashes that stand more than once, NO_VALUE aside; sorted. One range of values is sorted after the other."""
    slices = max(1, -(-sum(map(len, parts)) // PART))
    with ThreadPoolExecutor(workers) as pool:
        return np.concatenate(
            list(pool.map(lambda number: _repeated(parts, number, slices), range(slices)))
        )


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


def _temporary() -> IO[bytes]:
    return tempfile.TemporaryFile(prefix="statx-keys-")


def _by_first_bits(hashes: Hashes) -> list[Hashes]:
    """The same hashes in buckets. shape: (n,) -> 64 of them"""
    bucket = (hashes >> np.uint64(64 - BUCKET_BITS)).astype(np.uint8)
    order = np.argsort(bucket, kind="stable")
    ends = np.cumsum(np.bincount(bucket, minlength=1 << BUCKET_BITS))
    return np.split(hashes[order], ends[:-1])


def _repeated(parts: Sequence[Hashes], number: int, slices: int) -> Hashes:
    return repeated_in(
        np.concatenate(
            [np.empty(0, np.uint64), *(in_range(part, number, slices) for part in parts)]
        )
    )
