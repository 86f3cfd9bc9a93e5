"""Cut CSV bytes into blocks of whole records without parsing them.

A record ends at a newline outside quotes. Where quotes stand regularly (RFC 4180: an opening quote only
after a delimiter or newline, a closing one only before one, a doubled one inside) the number of quotes
before such a newline is even, so a border is a matter of counting. `first_irregularity` proves that for a
block, or names the first byte at which it fails: a stray quote is an error, not a guess.
"""

from __future__ import annotations

import contextlib
import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

BLOCK = 8 << 20
WINDOW = 1 << 16
RECORD_LIMIT = 32 << 20
NEWLINE, RETURN, CRLF = b"\n", b"\r", b"\r\n"
csv.field_size_limit(max(RECORD_LIMIT, csv.field_size_limit()))

Offsets = NDArray[np.int64]
Flags = NDArray[np.bool_]
Irregular = Literal[
    "stray-quote", "open-quote", "nul", "lone-return", "mixed-newline", "long-record"
]


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


class Buffers:
    """Memory to read pieces into, used again once a piece was read: fresh pages cost more than the reading itself."""

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


@dataclass(frozen=True, slots=True)
class Irregularity:
    """The first byte at which a text is no CSV: what is wrong, and the offset inside the piece."""

    kind: Irregular
    offset: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What must be known of a run of bytes to tell which records begin in it, before it is known how it begins."""

    end: int
    """Where the run ends."""
    quotes: int
    outside: int | None
    """Where the first record begins, if the run begins outside quotes; None where none does."""
    inside: int | None
    """The same, if it begins inside quotes."""


def pieces(
    stream: Readable,
    quote: bytes,
    *,
    offset: int = 0,
    end: int | None = None,
    size: int = BLOCK,
    buffers: Buffers | None = None,
) -> Iterator[Piece]:
    """Cut what `stream` gives, up to the offset `end`, into pieces of about `size` bytes, in memory of `buffers`.

    A last piece without an end, or a record longer than RECORD_LIMIT, is given as it is: reading it says why.
    """
    buffers, rest, left = (
        buffers or Buffers(),
        memoryview(b""),
        (1 << 62) if end is None else end - offset,
    )
    while True:
        memory = buffers.take(len(rest) + size)
        view = viewed(memory)[: len(rest) + size]
        view[: len(rest)] = (
            rest  # the memory may be the very one that `rest` lies in: this copy may overlap
        )
        given = fill(stream, view[len(rest) : len(rest) + left])
        filled, left = len(rest) + given, left - given
        ended = filled < len(view)
        end = filled if ended or filled > RECORD_LIMIT else last_record_end(view[:filled], quote)
        if end:
            yield Piece(memory.slice(0, end), offset, memory)
            offset += end
        if ended:
            return
        rest = view[end:filled]


def viewed(buffer: pa.Buffer) -> memoryview:
    """The bytes of a buffer; Arrow calls them signed."""
    return memoryview(buffer).cast("B")


def fill(stream: Readable, view: memoryview) -> int:
    """Read until `view` is full or the stream ends: a compressed stream may give less than was asked."""
    done = 0
    while done < len(view) and (given := stream.readinto(view[done:])):
        done += given
    return done


def last_record_end(data: memoryview, quote: bytes) -> int:
    """Length of the longest run of whole records at the front of `data`; 0 where none ends in it."""
    end = _after_last_newline(data)
    if not quote or count(data[:end], quote) % 2 == 0:
        return end
    view = np.frombuffer(data[:end], np.uint8)
    newlines, quotes = np.flatnonzero(view == NEWLINE[0]), np.flatnonzero(view == quote[0])
    outside = newlines[np.searchsorted(quotes, newlines) % 2 == 0]
    return int(outside[-1]) + 1 if len(outside) else 0


def count(data: memoryview, byte: bytes) -> int:
    """How often a byte stands in `data`."""
    return int(np.count_nonzero(np.frombuffer(data, np.uint8) == byte[0])) if len(data) else 0


def surveyed(stream: Readable, quote: bytes, first: int, end: int) -> Survey:
    """Survey the bytes from `first` to before `end`, which `stream` gives next."""
    memory, at, quotes = memoryview(bytearray(min(BLOCK, end - first))), first, 0
    starts: dict[int, int] = {}
    while given := fill(stream, memory[: end - at]):
        view = np.frombuffer(memory[:given], np.uint8)
        here = np.flatnonzero(view == quote[0]) if quote else np.empty(0, np.int64)
        if len(starts) < 2:  # noqa: PLR2004  outside quotes and inside
            starts = {
                parity: at + after for parity, after in _first_lines(view, here, quotes)
            } | starts
        at, quotes = at + given, quotes + len(here)
    return Survey(end, quotes, starts.get(0), starts.get(1))


def record_starts(surveys: Sequence[Survey]) -> Iterator[int]:
    """Where the first record of each run but the first begins, of those in which one does."""
    inside = False
    for survey, following in pairwise(surveys):
        inside ^= survey.quotes % 2 == 1
        start = following.inside if inside else following.outside
        if start is not None:
            yield start


def first_record_end(text: bytes, quote: bytes) -> int:
    """Length of the first record with its newline; all of `text` where it does not end."""
    end = 0
    while end := text.find(NEWLINE, end) + 1:
        if not quote or text.count(quote, 0, end) % 2 == 0:
            return end
    return len(text)


def first_irregularity(
    data: memoryview, delimiter: bytes, quote: bytes, newline: bytes = b""
) -> Irregularity | None:
    """None where the bytes are regular CSV; else the first thing that is not.

    `newline` is how the file's first record ends; empty where it does not, or where that is of no account.
    """
    found = (
        _nul(data),
        _irregular_quote(data, delimiter, quote),
        *_irregular_newlines(data, quote, newline),
        _too_long(data, quote),
    )
    return min((one for one in found if one), key=lambda one: one.offset, default=None)


def records(text: str, delimiter: str, quote: str) -> Iterator[list[str]]:
    """The records of a regular text one by one: exact, and slow."""
    return csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quotechar=quote or None,
        quoting=_quoting(quote),
    )


def _quoting(quote: str) -> Literal[0, 3]:
    return csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE


def _after_last_newline(data: memoryview) -> int:
    """Looked for window by window from the back: the last newline is near."""
    for end in range(len(data), 0, -WINDOW):
        at = bytes(data[max(0, end - WINDOW) : end]).rfind(NEWLINE)
        if at >= 0:
            return max(0, end - WINDOW) + at + 1
    return 0


def _first_lines(
    view: NDArray[np.uint8], quotes: Offsets, before: int
) -> Iterator[tuple[int, int]]:
    """(parity of the quotes before it, where it begins) of the first line after an even and an odd number of them."""
    newlines = np.flatnonzero(view == NEWLINE[0])
    parities = (np.searchsorted(quotes, newlines) + before) % 2
    for parity in (0, 1):
        for newline in newlines[parities == parity][:1].tolist():
            yield parity, newline + 1


def _nul(data: memoryview) -> Irregularity | None:
    view = np.frombuffer(data, np.uint8)
    return Irregularity("nul", int(np.argmin(view))) if len(view) and view.min() == 0 else None


def _irregular_quote(data: memoryview, delimiter: bytes, quote: bytes) -> Irregularity | None:
    if not quote or not len(data):
        return None
    view = np.frombuffer(data, np.uint8)
    at = np.flatnonzero(view == quote[0])
    if not len(at):
        return None
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


def _blamed(
    data: memoryview, opening: Offsets, closing: Offsets, opens: Flags, closes: Flags
) -> Irregularity:
    """A quote that closes wrongly lines below its opening was most likely never meant to close it."""
    stray = int(min(opening[~opens], default=len(data)))
    for pair in np.flatnonzero(~closes)[:1].tolist():
        opened, closed = int(opening[pair]), int(closing[pair])
        if opened < stray:
            return (
                Irregularity("open-quote", opened)
                if count(data[opened:closed], NEWLINE)
                else Irregularity("stray-quote", closed)
            )
    return Irregularity("stray-quote", stray)


def _irregular_newlines(
    data: memoryview, quote: bytes, newline: bytes
) -> Iterator[Irregularity | None]:
    """Counting tells almost always: no return and none wanted, or one before every newline."""
    returns = count(data, RETURN)
    if not returns and newline != CRLF:
        return
    view = np.frombuffer(data, np.uint8)
    at = np.flatnonzero(view == RETURN[0]) if returns else np.empty(0, np.int64)
    paired = view[np.minimum(at + 1, len(data) - 1)] == NEWLINE[0]
    yield _outside("lone-return", view, quote, at[~paired])  # half the tools see a new line there
    if newline == NEWLINE:
        yield _outside("mixed-newline", view, quote, at[paired])
    elif newline == CRLF and count(data, NEWLINE) != np.count_nonzero(paired):
        newlines = np.flatnonzero(view == NEWLINE[0])
        alone = (newlines == 0) | (view[np.maximum(newlines - 1, 0)] != RETURN[0])
        yield _outside("mixed-newline", view, quote, newlines[alone])


def _outside(
    kind: Irregular, view: NDArray[np.uint8], quote: bytes, at: Offsets
) -> Irregularity | None:
    """The first of these bytes that stands outside quotes."""
    quotes = np.flatnonzero(view == quote[0]) if quote and len(at) else np.empty(0, np.int64)
    outside = at[np.searchsorted(quotes, at) % 2 == 0]
    return Irregularity(kind, int(outside[0])) if len(outside) else None


def _too_long(data: memoryview, quote: bytes) -> Irregularity | None:
    if len(data) <= RECORD_LIMIT or last_record_end(data, quote):
        return None
    return Irregularity("long-record", 0)
