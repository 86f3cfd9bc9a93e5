"""Find where records begin in the middle of a CSV file, so that others may read it from there.

Whether a newline ends a record depends on the quotes before it, back to the front of the file. So
runs of bytes are surveyed side by side, each for both cases, and the surveys, put in a row, tell
which case each run is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from statx.tables.csv.blocks import (
    BLOCK,
    NEWLINE,
    Octets,
    Offsets,
    Readable,
    fill,
    octets,
    positions,
)

BOTH = 2
"""Outside quotes and inside."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What tells which records begin in a run of bytes, before it is known how it begins."""

    end: int
    """Where the run ends."""
    quotes: int
    outside: int | None
    """Where the first record begins, if the run begins outside quotes; None where none does."""
    inside: int | None
    """The same, if it begins inside quotes."""


def survey(stream: Readable, quote: bytes, first: int, end: int) -> Survey:
    """Survey the bytes from `first` to before `end`, which `stream` gives next."""
    size = min(BLOCK, end - first)
    memory = memoryview(bytearray(size))
    starts: dict[int, int] = {}
    at = first
    quotes = 0

    while given := fill(stream, memory[: end - at]):
        view = octets(memory[:given])
        quoted = positions(view, quote)
        if len(starts) < BOTH:
            for parity, start in _first_lines(
                view,
                quoted,
                quotes,
            ):
                starts.setdefault(parity, at + start)

        at += given
        quotes += len(quoted)

    return Survey(
        end,
        quotes,
        outside=starts.get(0),
        inside=starts.get(1),
    )


def record_starts(surveys: Sequence[Survey]) -> Iterator[int]:
    """Where the first record of each run but the first begins, of those in which one does."""
    inside = False
    for before, run in pairwise(surveys):
        inside ^= before.quotes % 2 == 1
        start = run.inside if inside else run.outside
        if start is not None:
            yield start


def _first_lines(view: Octets, quotes: Offsets, before: int) -> Iterator[tuple[int, int]]:
    """(parity of the quotes before it, where it begins) of the first line for either parity."""
    newlines = positions(view, NEWLINE)
    quotes_before = before + np.searchsorted(quotes, newlines)
    parities = quotes_before % BOTH

    for parity in range(BOTH):
        of_parity = newlines[parities == parity]
        if len(of_parity):
            yield parity, int(of_parity[0]) + 1
