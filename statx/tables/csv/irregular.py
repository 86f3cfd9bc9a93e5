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
    last_record_end,
    octets,
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
    """Every odd quote must open a cell, every even one close it; a doubled one does both."""
    view = octets(data)
    quotes = positions(view, quote)
    if not len(quotes):
        return None

    opening = quotes[0::2]
    closing = quotes[1::2]
    borders = _is_border(delimiter)
    opens = _after_border(view, opening, borders)
    closes = _before_border(view, closing, borders)

    # A closing quote and an opening one side by side are one quote that is doubled.
    following = opening[1:]
    doubled = closing[: len(following)] + 1 == following
    opens[1:] |= doubled
    closes[: len(doubled)] |= doubled

    if not opens.all() or not closes.all():
        return _first_stray(
            data,
            opening,
            closing,
            opens,
            closes,
        )
    if len(quotes) % 2:
        return Irregularity("open-quote", int(quotes[-1]))
    return None


def _is_border(delimiter: bytes) -> Flags:
    """Which byte may stand beside a cell. shape: -> (256,)"""
    borders = np.zeros(256, bool)
    borders[[delimiter[0], NEWLINE[0], RETURN[0]]] = True
    return borders


def _after_border(view: Octets, quotes: Offsets, borders: Flags) -> Flags:
    """Which of these quotes stand at the front of a cell. shape: (n,) -> (n,)"""
    before = quotes - 1
    # In place: a record may hold millions of quotes. Only the first can stand at the very front.
    np.maximum(before, 0, out=before)
    after_border: Flags = borders[view[before]]
    after_border[:1] |= quotes[:1] == 0
    return after_border


def _before_border(view: Octets, quotes: Offsets, borders: Flags) -> Flags:
    """Which of these quotes stand at the end of a cell. shape: (n,) -> (n,)"""
    last = len(view) - 1
    behind = quotes + 1
    np.minimum(behind, last, out=behind)
    before_border: Flags = borders[view[behind]]
    before_border[-1:] |= quotes[-1:] == last
    return before_border


def _first_stray(
    data: memoryview, opening: Offsets, closing: Offsets, opens: Flags, closes: Flags
) -> Irregularity:
    """The first quote that opens or closes nothing.

    One that closes wrongly lines below its opening was most likely never meant to close it: the
    opening is to blame.
    """
    stray = min(opening[~opens].tolist(), default=len(data))
    unclosed = np.flatnonzero(~closes)
    if not len(unclosed):
        return Irregularity("stray-quote", stray)

    first = unclosed[0]
    opened = int(opening[first])
    closed = int(closing[first])
    if opened >= stray:
        return Irregularity("stray-quote", stray)
    if count(data[opened:closed], NEWLINE):
        return Irregularity("open-quote", opened)
    return Irregularity("stray-quote", closed)


def _irregular_newlines(
    data: memoryview, quote: bytes, newline: bytes
) -> Iterator[Irregularity | None]:
    """Counting tells almost always: no return and none wanted, or one before every newline."""
    if not count(data, RETURN) and newline != CRLF:
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

    quotes = positions(view, quote)
    quotes_before = np.searchsorted(quotes, at)
    outside = at[quotes_before % 2 == 0]
    if not len(outside):
        return None
    return Irregularity(kind, int(outside[0]))


def _too_long(data: memoryview, quote: bytes) -> Irregularity | None:
    if len(data) <= blocks.RECORD_LIMIT or last_record_end(data, quote):
        return None
    return Irregularity("long-record", 0)
