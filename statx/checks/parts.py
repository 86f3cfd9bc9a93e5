"""What a total is the sum of: the regencies of a province, or categories that a schema lists.

Texts that are a part, a total, or both are numbered as members. Which parts of a total there are
is kept as bits, so that it can be told of any number of rows which of them are missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from statx.registry.regions import Region, Regions
from statx.registry.vocabulary import CodeSystem
from statx.tables.hashes import Hashes, text_hashes
from statx.tables.judged import JudgedColumn
from statx.tables.table import Rows

Bits = NDArray[np.uint64]
"""Sets of small numbers, one a row. shape: (sets, words)"""

WORD = 64
ALL = np.uint64((1 << WORD) - 1)
NOWHERE = np.uint64(0)
"""The key of no total."""
NO_MEMBER = -1
"""The number of a text that is no member: of each array it finds the last entry."""


@dataclass(frozen=True)
class Parts:
    """Members by number, with one more entry for what is none.

    shape of the arrays: (members + 1,)
    """

    members: Mapping[str, int]
    """Canonical text -> number."""
    part_of: Hashes
    """The key of the total that each is a part of, or NOWHERE."""
    order: Rows
    """Which part of it, from 0."""
    total: Hashes
    """The key of the total that each is, or NOWHERE."""
    counts: Rows
    """How many parts each has itself."""
    names: Sequence[Sequence[str]]
    """The names of those parts, in order."""
    levels: NDArray[np.str_]
    """The level of each member's parts, where they are regions."""

    @classmethod
    def of_categories(cls, total: str, parts: Sequence[str]) -> Parts:
        """A category that is the sum of others."""
        texts = [*parts, total]
        members = {text: number for number, text in enumerate(texts)}

        # There is one total, so that any key will do.
        key = np.uint64(1)
        order = np.arange(len(texts) + 1)
        is_part = order < len(parts)
        is_total = order == len(parts)

        no_parts: list[Sequence[str]] = [()] * len(parts)
        return cls(
            members,
            part_of=np.where(
                is_part,
                key,
                NOWHERE,
            ),
            order=np.where(
                is_part,
                order,
                0,
            ),
            total=np.where(
                is_total,
                key,
                NOWHERE,
            ),
            counts=np.where(
                is_total,
                len(parts),
                0,
            ),
            names=[*no_parts, tuple(parts), ()],
            levels=np.full(len(texts) + 1, ""),
        )

    @classmethod
    def of_regions(cls, regions: Regions, system: CodeSystem) -> Parts:
        """Every region, which is the sum of those that lie in it."""
        return _parts_of_regions(regions, system)

    def numbers_of(self, over: JudgedColumn) -> Rows:
        """The member that each distinct text is, or NO_MEMBER. shape: (texts,)"""
        texts = over.canonical.to_pylist()
        numbers = [self.members.get(text, NO_MEMBER) for text in texts]
        return np.array(numbers, np.int64)

    def bits(self) -> Bits:
        """The set of parts that each member is alone. shape: (members + 1, words)"""
        return bits_of(self.order, self.words())

    def words(self) -> int:
        """Words of bits that the parts of any member need."""
        most = int(self.counts.max())
        return max(1, -(-most // WORD))


def bits_of(numbers: Rows, words: int) -> Bits:
    """One set for each number, which holds it alone. shape: (n,) -> (n, words)"""
    bits = np.zeros((len(numbers), words), np.uint64)
    each = np.arange(len(numbers))
    word = numbers // WORD
    shift = (numbers % WORD).astype(np.uint64)
    bits[each, word] = np.uint64(1) << shift
    return bits


def bits_below(counts: Rows, words: int) -> Bits:
    """The sets of all numbers below each count. shape: (n,) -> (n, words)"""
    bits = np.zeros((len(counts), words), np.uint64)
    for word in range(words):
        number = np.clip(
            counts - word * WORD,
            0,
            WORD,
        )
        shift = (number % WORD).astype(np.uint64)
        some = (np.uint64(1) << shift) - np.uint64(1)

        # A shift by all 64 bits is undefined.
        bits[:, word] = np.where(
            number == WORD,
            ALL,
            some,
        )

    return bits


def numbers_in(bits: Bits) -> list[int]:
    """The numbers of one set, ascending. shape: (words,)"""
    numbers: list[int] = []
    for position, word in enumerate(bits.tolist()):
        first = position * WORD
        numbers += [first + shift for shift in range(WORD) if word >> shift & 1]
    return numbers


@lru_cache(maxsize=4)
def _parts_of_regions(regions: Regions, system: CodeSystem) -> Parts:
    """Made once for each list of regions: there are ten thousand."""
    coded = [region for region in regions.all if region.code_in(system)]
    parts = [regions.children(region) for region in coded]
    order_of = {part.code: order for each in parts for order, part in enumerate(each)}

    orders = [order_of.get(region.code, 0) for region in coded]
    counts = [len(each) for each in parts]
    members = {region.code_in(system): number for number, region in enumerate(coded)}
    selves = [region.code if each else "" for region, each in zip(coded, parts, strict=True)]
    levels = [each[0].level if each else "" for each in parts]
    return Parts(
        members,
        part_of=_keys([region.parent for region in coded]),
        order=np.array([*orders, 0], np.int64),
        total=_keys(selves),
        counts=np.array([*counts, 0], np.int64),
        names=_NamesOfRegions([*parts, ()], system),
        levels=np.array([*levels, ""]),
    )


def _keys(codes: Sequence[str]) -> Hashes:
    """A key for each code, NOWHERE where there is none; and one more for what is no member."""
    codes = [*codes, ""]
    keys = text_hashes(pa.array(codes, pa.string()))
    is_none = [not code for code in codes]
    keys[is_none] = NOWHERE
    return keys


@dataclass(frozen=True)
class _NamesOfRegions(Sequence[Sequence[str]]):
    """The names of each member's parts, made when they are asked for: few ever are."""

    parts: Sequence[Sequence[Region]]
    system: CodeSystem

    def __len__(self) -> int:
        return len(self.parts)

    def __getitem__(self, member: Any) -> Any:  # noqa: ANN401  a number, or a slice as of any sequence
        return tuple(self._name(region) for region in self.parts[member])

    def _name(self, region: Region) -> str:
        code = region.code_in(self.system) or region.code
        return f"{code} {region.name}"
