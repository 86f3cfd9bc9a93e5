"""Where the records of a block of CSV stand: physical line and character of each cell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from statx.tables.csv.blocks import (
    NEWLINE,
    Octets,
    Offsets,
    Piece,
    count,
    octets,
    outside_quotes,
    positions,
    record_ends,
    records,
    viewed,
)
from statx.tables.csv.dialect import Dialect
from statx.tables.table import Place

LONG = 1 << 14
"""Characters of a record from which on its signs are not looked at one by one."""
CONTINUES, CONTINUED = 0xC0, 0x80
"""The bits that tell, and what they are, in a byte of UTF-8 that continues a character."""

Starts = tuple[tuple[int, int], ...]
"""(line, character) at which each cell of a record begins, both from 1."""


def places_in(
    piece: Piece, line: int, dialect: Dialect, rows: Mapping[int, int]
) -> dict[int, Place]:
    """The places of some records of a piece, of which only these are read.

    `line` is the physical line in which the piece begins. `rows` says which records of the piece
    are wanted, and how each is counted in the table; the places are given by the latter.
    """
    view = viewed(piece.data)
    quote = b"" if piece.is_line_by_line else dialect.quote.encode()
    ends = record_ends(view, quote)
    borders = np.concatenate([[0], ends, [len(view)]])
    places: dict[int, Place] = {}
    at = 0

    for row in sorted(rows):
        start, end = borders[row : row + 2].tolist()
        line += count(view[at:start], NEWLINE)
        at = start

        record = view[start:end].tobytes().decode("utf-8").removesuffix("\n")
        cells = next(records(record, dialect.delimiter, dialect.quote), [])
        places[rows[row]] = Place(_starts(record, dialect, line), tuple(cells))

    return places


def _starts(record: str, dialect: Dialect, line: int) -> Starts:
    if len(record) > LONG:
        return _starts_in_long(record, dialect, line)

    signs = re.compile(f"[{re.escape(dialect.delimiter + dialect.quote)}\n]")
    starts = [(line, 1)]
    line_start = 0
    quoted = False

    for sign in signs.finditer(record):
        match sign[0]:
            case "\n":
                line += 1
                line_start = sign.end()
            case dialect.quote:
                quoted = not quoted
            case _ if not quoted:
                starts.append((line, sign.end() - line_start + 1))

    return tuple(starts)


def _starts_in_long(record: str, dialect: Dialect, line: int) -> Starts:
    """The same for a record that may hold millions of signs, of which few are cells."""
    view = octets(memoryview(record.encode()))
    delimiters = positions(view, dialect.delimiter.encode())
    delimiters = outside_quotes(view, delimiters, dialect.quote.encode())
    starts = np.concatenate([[0], delimiters + 1])

    line_starts = np.concatenate([[0], positions(view, NEWLINE) + 1])
    lines_before = np.searchsorted(line_starts, starts, side="right") - 1
    characters = _characters_before(view, starts)
    before_line = _characters_before(view, line_starts[lines_before])

    lines = (line + lines_before).tolist()
    within = (characters - before_line + 1).tolist()
    return tuple(zip(lines, within, strict=True))


def _characters_before(view: Octets, offsets: Offsets) -> Offsets:
    """How many characters of UTF-8 begin before each of these bytes. shape: (n,) -> (n,)"""
    begins = (view & CONTINUES) != CONTINUED
    borders = np.concatenate([[0], offsets])
    sizes = [np.count_nonzero(begins[start:end]) for start, end in pairwise(borders)]
    return np.cumsum(sizes)
