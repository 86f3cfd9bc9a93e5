"""Cut CSV bytes into blocks of whole records without parsing them.

A record ends at a newline outside quotes. Where quotes stand regularly (RFC 4180: an opening quote only
after a delimiter or newline, a closing one only before one, a doubled one inside) the number of quotes
before such a newline is even, so a border is a matter of counting. `first_irregularity` proves that for a
block, or names the first byte at which it fails: a stray quote is an error, not a guess.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

BLOCK = 8 << 20
RECORD_LIMIT = 32 << 20
NEWLINE, RETURN = b"\n", b"\r"

Offsets = NDArray[np.int64]
Flags = NDArray[np.bool_]
Irregular = Literal["stray-quote", "open-quote", "nul", "lone-return", "long-record"]


class Readable(Protocol):
    """What gives bytes: a file, or a compressed or transcoded stream."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of whole records, and where they begin in the text."""

    data: memoryview
    offset: int
    """Bytes before it."""
    line: int
    """The physical line on which it begins, from 1."""


@dataclass(frozen=True, slots=True)
class Irregularity:
    """The first byte at which a text is no CSV: what is wrong, and the offset inside the piece."""

    kind: Irregular
    offset: int


def pieces(stream: Readable, quote: bytes, *, offset: int = 0, line: int = 1, size: int = BLOCK) -> Iterator[Piece]:
    """Cut what `stream` gives into pieces of about `size` bytes.

    A last piece without an end, or a record longer than RECORD_LIMIT, is given as it is: reading it says why.
    """
    rest = b""
    while True:
        buffer = bytearray(len(rest) + size)
        buffer[: len(rest)] = rest
        filled = len(rest) + _fill(stream, memoryview(buffer)[len(rest) :])
        ended = filled < len(buffer)
        end = filled if ended or filled > RECORD_LIMIT else last_record_end(buffer, filled, quote)
        if end:
            yield Piece(memoryview(buffer)[:end], offset, line)
            offset, line = offset + end, line + buffer.count(NEWLINE, 0, end)
        if ended:
            return
        rest = bytes(memoryview(buffer)[end:filled])


def last_record_end(buffer: bytes | bytearray, filled: int, quote: bytes) -> int:
    """Length of the longest run of whole records at the front of `buffer`; 0 where none ends in it."""
    end = buffer.rfind(NEWLINE, 0, filled) + 1
    odd = bool(quote) and buffer.count(quote, 0, end) & 1
    while end and odd:
        before = buffer.rfind(NEWLINE, 0, end - 1) + 1
        odd ^= buffer.count(quote, before, end) & 1
        end = before
    return end


def first_record_end(data: bytes | memoryview, quote: bytes) -> int:
    """Length of the first record with its newline; all of `data` where it does not end."""
    text, end = bytes(data), 0
    while end := text.find(NEWLINE, end) + 1:
        if not quote or text.count(quote, 0, end) % 2 == 0:
            return end
    return len(text)


def first_irregularity(data: bytes, delimiter: bytes, quote: bytes) -> Irregularity | None:
    """None where the bytes are regular CSV; else the first thing that is not."""
    found = (_nul(data), _irregular_quote(data, delimiter, quote), _lone_return(data, quote), _too_long(data, quote))
    return min((one for one in found if one), key=lambda one: one.offset, default=None)


def records(data: bytes, delimiter: str, quote: str) -> Iterator[list[str]]:
    """The records of regular bytes one by one: exact, and slow."""
    text = io.StringIO(data.decode("utf-8"), newline="")
    return csv.reader(text, delimiter=delimiter, quotechar=quote or None, quoting=_quoting(quote))


def _quoting(quote: str) -> Literal[0, 3]:
    return csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE


def _fill(stream: Readable, view: memoryview) -> int:
    """Read until `view` is full or the stream ends: a compressed stream may give less than was asked."""
    done = 0
    while done < len(view) and (chunk := stream.read(len(view) - done)):
        view[done : done + len(chunk)] = chunk
        done += len(chunk)
    return done


def _nul(data: bytes) -> Irregularity | None:
    at = data.find(b"\0")
    return Irregularity("nul", at) if at >= 0 else None


def _irregular_quote(data: bytes, delimiter: bytes, quote: bytes) -> Irregularity | None:
    if not quote or quote not in data:
        return None
    view = np.frombuffer(data, np.uint8)
    at = np.flatnonzero(view == quote[0])
    opening, closing = at[0::2], at[1::2]
    border = np.zeros(256, bool)
    border[[delimiter[0], NEWLINE[0], RETURN[0]]] = True
    opens = (opening == 0) | border[view[np.maximum(opening - 1, 0)]]
    closes = (closing == len(data) - 1) | border[view[np.minimum(closing + 1, len(data) - 1)]]
    doubled = closing[: len(opening) - 1] + 1 == opening[1:]
    opens[1:] |= doubled
    closes[: len(doubled)] |= doubled
    if not opens.all() or not closes.all():
        return _blamed(data, opening, closing, opens, closes)
    return Irregularity("open-quote", int(at[-1])) if len(at) % 2 else None


def _blamed(data: bytes, opening: Offsets, closing: Offsets, opens: Flags, closes: Flags) -> Irregularity:
    """A quote that closes wrongly lines below its opening was most likely never meant to close it."""
    stray = int(min(opening[~opens], default=len(data)))
    for pair in np.flatnonzero(~closes)[:1].tolist():
        opened, closed = int(opening[pair]), int(closing[pair])
        if opened < stray:
            return Irregularity("open-quote", opened) if NEWLINE in data[opened:closed] else Irregularity("stray-quote", closed)
    return Irregularity("stray-quote", stray)


def _lone_return(data: bytes, quote: bytes) -> Irregularity | None:
    """A carriage return outside quotes that no newline follows: half the tools see a new line there."""
    if RETURN not in data or data.count(RETURN) == data.count(b"\r\n"):
        return None
    view = np.frombuffer(data, np.uint8)
    at = np.flatnonzero(view == RETURN[0])
    alone = at[(at == len(data) - 1) | (view[np.minimum(at + 1, len(data) - 1)] != NEWLINE[0])]
    quotes = np.flatnonzero(view == quote[0]) if quote else np.empty(0, np.int64)
    outside = alone[np.searchsorted(quotes, alone) % 2 == 0]
    return Irregularity("lone-return", int(outside[0])) if len(outside) else None


def _too_long(data: bytes, quote: bytes) -> Irregularity | None:
    if len(data) <= RECORD_LIMIT or last_record_end(data, len(data), quote):
        return None
    return Irregularity("long-record", 0)
