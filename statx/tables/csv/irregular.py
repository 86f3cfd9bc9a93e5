"""Prove that bytes are regular CSV, or name the first byte at which they are not.

Regular is what every program reads alike: quotes as RFC 4180 has them, one kind of line ends, no
NUL byte, and no record without an end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from statx.tables.csv import blocks
from statx.tables.csv.blocks import (
    CRLF,
    NEWLINE,
    RETURN,
    Octets,
    Offsets,
    count,
    holds,
    last_record_end,
    octets,
    outside_quotes,
    positions,
)

Flags = NDArray[np.bool_]
Irregular = Literal[
    "stray-quote", "open-quote", "nul", "lone-return", "mixed-newline", "long-record"
]


@dataclass(frozen=True, slots=True)
class Irregularity:
    """The first byte at which a text is no CSV: what is wrong, and the offset inside the piece."""

    kind: Irregular
    offset: int


def first_irregularity(
    data: memoryview, delimiter: bytes, quote: bytes, newline: bytes = b""
) -> Irregularity | None:
    """None where the bytes are regular CSV; else the first thing that is not.

    `newline` is how the file's first record ends; empty where it does not, or where that is of no
    account.
    """
    if not len(data):
        return None

    suspects = (
        _nul(data),
        _irregular_quote(data, delimiter, quote),
        *_irregular_newlines(data, quote, newline),
        _too_long(data, quote),
    )
    irregular = [suspect for suspect in suspects if suspect is not None]
    return min(
        irregular,
        key=lambda suspect: suspect.offset,
        default=None,
    )


def _nul(data: memoryview) -> Irregularity | None:
    view = octets(data)
    if view.min() > 0:
        return None
    return Irregularity("nul", int(np.argmin(view)))


def _irregular_quote(data: memoryview, delimiter: bytes, quote: bytes) -> Irregularity | None:
    """Every odd quote must open a cell, every even one close it; a doubled one does both.

    Looked at a window at a time: a record may hold millions of quotes.
    """
    view = octets(data)
    neighbours = _neighbours(delimiter, quote)
    number = 0
    last = -1

    for start in range(0, len(view), blocks.WIDE_WINDOW):
        quotes = positions(view[start : start + blocks.WIDE_WINDOW], quote) + start
        if not len(quotes):
            continue

        # One that was opened before the window stands in front of those that it closes.
        is_open = number % 2
        opening = quotes[is_open::2]
        closing = quotes[1 - is_open :: 2]
        strays = opening[~_may_open(view, opening, neighbours)]
        unclosed = np.flatnonzero(~_may_close(view, closing, neighbours))
        if len(strays) or len(unclosed):
            opened = np.concatenate([[last], opening]) if is_open else opening
            return _first_stray(data, strays, opened[unclosed], closing[unclosed])

        number += len(quotes)
        last = int(quotes[-1])

    return Irregularity("open-quote", last) if number % 2 else None


def _neighbours(delimiter: bytes, quote: bytes) -> Flags:
    """Which byte may stand outside beside a quote: a border of the cell, or a quote that doubles.

    shape: -> (256,)
    """
    neighbours = np.zeros(256, bool)
    neighbours[[delimiter[0], NEWLINE[0], RETURN[0]]] = True
    neighbours[list(quote)] = True
    return neighbours


def _may_open(view: Octets, quotes: Offsets, neighbours: Flags) -> Flags:
    """Which of these quotes stand at the front of a cell, or behind another. shape: (n,) -> (n,)"""
    may_open: Flags = neighbours[view[np.maximum(quotes - 1, 0)]]
    may_open |= quotes == 0
    return may_open


def _may_close(view: Octets, quotes: Offsets, neighbours: Flags) -> Flags:
    """Which of these quotes stand at the end of a cell, or before another. shape: (n,) -> (n,)"""
    last = len(view) - 1
    may_close: Flags = neighbours[view[np.minimum(quotes + 1, last)]]
    may_close |= quotes == last
    return may_close


def _first_stray(
    data: memoryview, strays: Offsets, opened: Offsets, closed: Offsets
) -> Irregularity:
    """The first quote that opens or closes nothing; of pairs that close wrongly the first counts.

    One that closes wrongly lines below its opening was most likely never meant to close it: the
    opening is to blame.
    """
    stray = int(strays[0]) if len(strays) else len(data)
    if not len(opened) or opened[0] >= stray:
        return Irregularity("stray-quote", stray)

    first, end = int(opened[0]), int(closed[0])
    if count(data[first:end], NEWLINE):
        return Irregularity("open-quote", first)
    return Irregularity("stray-quote", end)


def _irregular_newlines(
    data: memoryview, quote: bytes, newline: bytes
) -> Iterator[Irregularity | None]:
    """Counting tells almost always: no return and none wanted, or one before every newline."""
    if newline != CRLF and not holds(data, RETURN):
        return

    view = octets(data)
    last = len(view) - 1
    returns = positions(view, RETURN)
    behind = view[np.minimum(returns + 1, last)]
    paired = behind == NEWLINE[0]

    # Half of all programs see a new line at a lone return, and half do not.
    yield _first_outside(
        "lone-return",
        view,
        quote,
        returns[~paired],
    )

    if newline == NEWLINE:
        yield _first_outside(
            "mixed-newline",
            view,
            quote,
            returns[paired],
        )
    elif newline == CRLF:
        pairs = np.count_nonzero(paired)
        lone = _lone_newlines(view) if count(data, NEWLINE) > pairs else returns[:0]
        yield _first_outside(
            "mixed-newline",
            view,
            quote,
            lone,
        )


def _lone_newlines(view: Octets) -> Offsets:
    """Where a newline stands without a return before it. shape: (bytes,) -> (places,)"""
    newlines = positions(view, NEWLINE)
    before = view[np.maximum(newlines - 1, 0)]
    lone: Flags = (newlines == 0) | (before != RETURN[0])
    return newlines[lone]


def _first_outside(kind: Irregular, view: Octets, quote: bytes, at: Offsets) -> Irregularity | None:
    """The first of these bytes that stands outside quotes."""
    if not len(at):
        return None

    outside = outside_quotes(view, at, quote)
    if not len(outside):
        return None
    return Irregularity(kind, int(outside[0]))


def _too_long(data: memoryview, quote: bytes) -> Irregularity | None:
    if len(data) <= blocks.RECORD_LIMIT:
        return None
    end, _ = last_record_end(data, quote)
    if end:
        return None
    return Irregularity("long-record", 0)
