"""Key hashes: the same answer in memory, in a file, and in as many ranges as it takes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.errors import DiskFullError
from statx.tables import key_hashes as hash_store
from statx.tables.judged import NO_VALUE
from statx.tables.key_hashes import HashStore

HASHES = st.lists(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 5), max_size=20), max_size=6)


def stored(parts: list[list[int]], memory: int) -> HashStore:
    store = HashStore(memory, workers=2)
    for part in parts:
        store.append(np.array(part, np.uint64))
    return store


def repeated(parts: list[list[int]]) -> set[int]:
    every = [value for part in parts for value in part]
    return {value for value in every if value != NO_VALUE and every.count(value) > 1}


@given(HASHES, st.sampled_from([0, 64, 1 << 30]))
def test_what_stands_twice_is_found_wherever_it_is_kept(
    parts: list[list[int]], memory: int
) -> None:
    store, twice = stored(parts, memory), repeated(parts)
    assert set(store.repeated().tolist()) == twice
    every = [value for part in parts for value in part]
    assert store.candidates().tolist() == [row for row, value in enumerate(every) if value in twice]


@given(HASHES, st.sampled_from([0, 64, 1 << 30]))
def test_blocks_come_back_in_their_order(parts: list[list[int]], memory: int) -> None:
    assert [part.tolist() for part in stored(parts, memory)] == parts


def test_a_full_disk_is_said_to_be_full(monkeypatch: pytest.MonkeyPatch) -> None:
    full = Path("/dev/full").open("w+b", buffering=0)  # noqa: SIM115  the store closes it
    monkeypatch.setattr(hash_store, "_temporary", lambda: full)
    with pytest.raises(DiskFullError):
        stored([[1, 2, 3]], memory=0)


@pytest.mark.parametrize(
    "memory", [0, 1000, 1 << 30], ids=["in files", "in files from some point on", "in memory"]
)
def test_ranges_sorted_one_by_one_find_the_same(
    memory: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hash_store, "PART", 7)
    values = np.random.default_rng(1).integers(0, 2**64 - 1, 500, np.uint64).tolist()
    parts = [values[:200], values[200:], values[10:13]]
    store = stored(parts, memory)
    assert store.repeated().tolist() == sorted(values[10:13])
    assert store.candidates().tolist() == [10, 11, 12, 500, 501, 502]
