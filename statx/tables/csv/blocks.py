"""Cut CSV bytes into blocks of whole records without parsing them.

A record ends at a newline outside quotes. Where quotes stand regularly (RFC 4180: an opening quote
only after a delimiter or newline, a closing one only before one, a doubled one inside) the number
of quotes before such a newline is even, so a border is a matter of counting. `irregular` proves
that for a block.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from statx.tables import limits

BLOCK = 8 << 20
WINDOW = 1 << 16
WIDE_WINDOW = 1 << 20
"""Bytes whose quotes are looked at together."""
NEAR_WINDOW = 1 << 18
"""Bytes that a processor's own memory holds while they are counted."""
RECORD_LIMIT = limits.RECORD.most
LINES = 1 << 18
"""Lines of a block: each costs memory by itself, however short it is."""
LONG = 1 << 10
"""Bytes of a line that may hold a great many cells."""
VERY_LONG = 1 << 13
"""Bytes of a line that may hold so many that each column of them costs memory by itself."""
CELLS = 1 << 21
"""Cells of a block of long lines; half as many of very long ones."""
ENDLESS = 1 << 62
"""More bytes than any text has."""
NEWLINE, RETURN, CRLF = b"\n", b"\r", b"\r\n"
csv.field_size_limit(max(RECORD_LIMIT, csv.field_size_limit()))

Offsets = NDArray[np.int64]
Octets = NDArray[np.uint8]


class Readable(Protocol):
    """What gives bytes: a file, or a compressed or transcoded stream."""

    def readinto(self, target: memoryview, /) -> int:
        """Fill the front of `target`; how many bytes were given, none at the end."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of whole records, and where they begin in the text."""

    data: pa.Buffer
    offset: int
    """Bytes before it."""
    memory: pa.Buffer | None = None
    """What `data` is the front of, to be given back to its Buffers."""
    lines: int = 0
    """The physical lines in it, or no more than these; 0 where nobody counted."""
    quotes: int | None = None
    """None where nobody counted."""
    is_line_by_line: bool = False
    """Whether each of its lines is known to be a record: no newline stands in quotes."""


class Buffers:
    """Memory to read pieces into, used again: fresh pages cost more than the reading itself."""

    def __init__(self) -> None:
        self._free: deque[pa.Buffer] = deque()

    def take(self, size: int) -> pa.Buffer:
        """Memory of at least `size` bytes; what it holds is of no account."""
        with contextlib.suppress(IndexError):
            free = self._free.pop()
            if free.size >= size:
                return free

        return pa.allocate_buffer(size + WINDOW)

    def give(self, piece: Piece) -> None:
        """Take a piece's memory back: nobody may look at the piece any more."""
        if piece.memory is not None:
            self._free.append(piece.memory)


def pieces(
    stream: Readable,
    quote: bytes,
    *,
    offset: int = 0,
    end: int | None = None,
    size: int = BLOCK,
    buffers: Buffers | None = None,
) -> Iterator[Piece]:
    """Cut what `stream` gives, up to the offset `end`, into pieces of about `size` bytes.

    A last piece without an end, or a record longer than RECORD_LIMIT, is given as it is: reading it
    says why.
    """
    buffers = buffers or Buffers()
    left = ENDLESS if end is None else end - offset
    rest = memoryview(b"")

    while True:
        kept = len(rest)
        memory = buffers.take(kept + size)
        view = viewed(memory)[: kept + size]
        # The memory may be the very one that `rest` lies in: this copy may overlap.
        view[:kept] = rest

        read = fill(stream, view[kept : kept + left])
        left -= read
        filled = view[: kept + read]

        ended = len(filled) < len(view)
        too_long = len(filled) > RECORD_LIMIT
        whole = len(filled)
        quotes: int | None = None
        if not ended and not too_long:
            whole, quotes = last_record_end(filled, quote)
        if whole:
            yield Piece(
                memory.slice(0, whole),
                offset,
                memory,
                quotes=quotes,
            )
            offset += whole

        if ended:
            return
        rest = filled[whole:]


def divided(piece: Piece, delimiter: bytes, quote: bytes, lines: int) -> Iterator[Piece]:
    """A piece in parts of no more than so many lines, or of one record where that has more.

    Where lines are long there are fewer of them, so that no part has many more cells than CELLS.
    """
    view = viewed(piece.data)
    there = count(view, NEWLINE)
    if there * LONG < len(view):
        cells = max(1, count(view, delimiter))
        at_once = CELLS if there * VERY_LONG > len(view) else CELLS // 2
        lines = min(lines, 1 + there * at_once // cells)
    if there <= lines:
        yield replace(piece, lines=there)
        return

    # The parts share the memory, which nobody may use again before the last of them is read.
    start = 0
    for end in record_ends(view, quote)[lines - 1 :: lines].tolist():
        yield Piece(piece.data.slice(start, end - start), piece.offset + start, lines=lines)
        start = end

    if start < len(view):
        yield Piece(piece.data.slice(start), piece.offset + start)


def viewed(buffer: pa.Buffer) -> memoryview:
    """The bytes of a buffer; Arrow calls them signed."""
    return memoryview(buffer).cast("B")


def octets(data: memoryview) -> Octets:
    """The bytes as numbers. shape: (bytes,)"""
    return np.frombuffer(data, np.uint8)


def fill(stream: Readable, view: memoryview) -> int:
    """Read until `view` is full or the stream ends: a compressed stream may give less at once."""
    done = 0
    while done < len(view):
        given = stream.readinto(view[done:])
        if not given:
            break
        done += given

    return done


def count(data: memoryview, byte: bytes) -> int:
    """How often a byte stands in `data`."""
    return sum(int(np.count_nonzero(flags)) for flags in _by_window(data, byte))


def holds(data: memoryview, byte: bytes) -> bool:
    """Whether a byte stands in `data`: sooner told than how often."""
    return any(flags.any() for flags in _by_window(data, byte))


def positions(view: Octets, byte: bytes) -> Offsets:
    """Where a byte stands; nowhere, where the byte is empty. shape: (bytes,) -> (places,)"""
    if not byte:
        return np.empty(0, np.int64)
    return np.flatnonzero(view == byte[0])


def outside_quotes(view: Octets, at: Offsets, quote: bytes) -> Offsets:
    """Those of these places (ascending) that stand outside quotes. shape: (n,) -> (those that do,)

    Looked at a window at a time: a record may hold millions of quotes.
    """
    if not quote or not len(at):
        return at

    outside = np.empty(len(at), bool)
    number = 0
    done = 0
    for start in range(0, int(at[-1]) + 1, WIDE_WINDOW):
        quotes = positions(view[start : start + WIDE_WINDOW], quote)
        last = int(np.searchsorted(at, start + WIDE_WINDOW))
        before = number + np.searchsorted(quotes, at[done:last] - start)
        outside[done:last] = before % 2 == 0
        number += len(quotes)
        done = last

    return at[outside]


def record_ends(data: memoryview, quote: bytes) -> Offsets:
    """Where each record ends, behind its newline. shape: (bytes,) -> (records,)

    Quotes are of no account where the piece is known to be line by line: then `quote` may be empty.
    """
    view = octets(data)
    return outside_quotes(view, positions(view, NEWLINE), quote) + 1


def gathered(data: pa.Buffer, ends: Offsets, records: Offsets) -> tuple[pa.Buffer, Offsets]:
    """(these records one behind the other, where each of them ends); a newline ends the last."""
    borders = np.concatenate([[0], ends]).astype(np.int32)
    in_file = pa.Array.from_buffers(pa.binary(), len(ends), [None, pa.py_buffer(borders), data])
    taken = in_file.take(pa.array(records))
    _, offsets, texts = taken.buffers()
    return texts, np.frombuffer(offsets, np.int32)[1 : len(records) + 1].astype(np.int64)


def ended(data: pa.Buffer) -> pa.Buffer:
    """The same with a newline at its end, so that any record may be the last."""
    if viewed(data)[-1:] == NEWLINE:
        return data
    return pa.py_buffer(data.to_pybytes() + NEWLINE)


def last_record_end(data: memoryview, quote: bytes) -> tuple[int, int | None]:
    """Length of the longest run of whole records at the front of `data`; 0 where none ends.

    And how many quotes are in it, where that was counted on the way.
    """
    end = _after_last_newline(data)
    number = count(data[:end], quote) if quote else 0
    inside = number % 2 == 1
    if not inside:
        return end, number

    # The last newline stands inside quotes: the one before it that does not ends the run.
    while end:
        start = max(0, end - WINDOW)
        window = octets(data[start:end])
        quotes = positions(window, quote)
        inside ^= len(quotes) % 2 == 1

        newlines = positions(window, NEWLINE)
        quotes_before = inside + np.searchsorted(quotes, newlines)
        outside = newlines[quotes_before % 2 == 0]
        if len(outside):
            return start + int(outside[-1]) + 1, None
        end = start

    return 0, None


def first_record_end(text: bytes, quote: bytes, start: int = 0) -> int:
    """Where the record that begins at `start` ends, behind its newline; else where `text` does."""
    end = start
    quotes = 0

    while newline := text.find(NEWLINE, end) + 1:
        quotes += (
            text.count(
                quote,
                end,
                newline,
            )
            if quote
            else 0
        )
        if quotes % 2 == 0:
            return newline
        end = newline

    return len(text)


def records(text: str, delimiter: str, quote: str) -> Iterator[list[str]]:
    """The records of a regular text one by one: exact, and slow."""
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quotechar=quote or None,
        quoting=_quoting(quote),
    )


def _by_window(data: memoryview, byte: bytes) -> Iterator[NDArray[np.bool_]]:
    """Which bytes are this one, a window at a time, in memory that is near and used again."""
    view = octets(data)
    flags = np.empty(min(len(view), NEAR_WINDOW), bool)
    for start in range(0, len(view), NEAR_WINDOW):
        window = view[start : start + NEAR_WINDOW]
        yield np.equal(window, byte[0], out=flags[: len(window)])


def _after_last_newline(data: memoryview) -> int:
    """Looked for window by window from the back: the last newline is near."""
    for end in range(
        len(data),
        0,
        -WINDOW,
    ):
        start = max(0, end - WINDOW)
        at = bytes(data[start:end]).rfind(NEWLINE)
        if at >= 0:
            return start + at + 1

    return 0


def _quoting(quote: str) -> Literal[0, 3]:
    return csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
