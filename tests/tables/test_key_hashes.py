"""Key hashes: the same answer in memory, in a file, and in as many ranges as it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.errors import DiskFullError
from statx.tables import key_hashes, spill
from statx.tables.judged import NO_VALUE
from statx.tables.key_hashes import HashStore
from statx.tables.spill import SpillFile

PARTS = st.lists(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 5), max_size=20), max_size=6)
MEMORY = st.sampled_from([0, 64, 1 << 30])


@contextmanager
def stored(parts: list[list[int]], memory: int) -> Iterator[HashStore]:
    with SpillFile() as file:
        store = HashStore(memory, 2, file)
        fill(store, parts)
        yield store


def fill(store: HashStore, parts: list[list[int]]) -> None:
    for part in parts:
        store.append(np.array(part, np.uint64))


@given(PARTS, MEMORY)
def test_what_stands_twice_is_found_wherever_it_is_kept(
    parts: list[list[int]], memory: int
) -> None:
    every = [value for part in parts for value in part]
    counts = Counter(every)
    repeated = {value for value in every if value != NO_VALUE and counts[value] > 1}

    with stored(parts, memory) as store:
        assert set(store.repeated().tolist()) == repeated
        rows = [row for row, value in enumerate(every) if value in repeated]
        assert store.candidates().tolist() == rows


@given(PARTS, MEMORY)
def test_blocks_come_back_in_their_order(parts: list[list[int]], memory: int) -> None:
    with stored(parts, memory) as store:
        assert [part.tolist() for part in store] == parts


@given(PARTS, PARTS)
def test_stores_that_share_a_file_do_not_mix(one: list[list[int]], other: list[list[int]]) -> None:
    with SpillFile() as file:
        stores = [HashStore(0, 2, file), HashStore(0, 2, file)]
        fill(stores[0], one)
        fill(stores[1], other)
        assert [[part.tolist() for part in store] for store in stores] == [one, other]


def test_twenty_keys_need_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    open_file = spill._temporary_file

    def counting() -> IO[bytes]:
        opened.append(open_file())
        return opened[-1]

    monkeypatch.setattr(spill, "_temporary_file", counting)
    with SpillFile() as file:
        for _ in range(20):
            fill(HashStore(0, 2, file), [[1, 2, 3], [4, 5]])
    assert [each.closed for each in opened] == [True]


def test_nothing_is_opened_while_memory_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(spill, "_temporary_file")
    with stored([[1, 2], [2]], memory=1 << 20) as store:
        assert store.candidates().tolist() == [1, 2]


def test_a_full_disk_is_said_to_be_full(monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full").open("w+b", buffering=0)  # noqa: SIM115  the spill file closes it
    monkeypatch.setattr(spill, "_temporary_file", lambda: full)
    with pytest.raises(DiskFullError), stored([[1, 2, 3]], memory=0):
        pass
    assert full.closed


@pytest.mark.parametrize(
    "memory", [0, 1000, 1 << 30], ids=["in a file", "in a file from some point on", "in memory"]
)
def test_ranges_sorted_one_by_one_find_the_same(
    memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_hashes, "SORTED_AT_ONCE", 7)
    values = np.random.default_rng(1).integers(0, 2**64 - 1, 500, np.uint64).tolist()
    with stored([values[:200], values[200:], values[10:13]], memory) as store:
        assert store.repeated().tolist() == sorted(values[10:13])
        assert store.candidates().tolist() == [10, 11, 12, 500, 501, 502]
