"""Where the records of a block of CSV stand: physical line and character of each cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping

from statx.tables.csv.blocks import Piece, viewed
from statx.tables.csv.dialect import Dialect
from statx.tables.table import Place


def places_in(
    piece: Piece, line: int, dialect: Dialect, rows: Mapping[int, int]
) -> dict[int, Place]:
    """Read a piece once more, record by record, for the place of some of its records.

    `line` is the physical line in which the piece begins. `rows` says which records of the piece
    are wanted, and how each is counted in the table; the places are given by the latter.
    """
    text = viewed(piece.data).tobytes().decode("utf-8")
    lines = text.split("\n")
    reader = csv.reader(
        (f"{each}\n" for each in lines),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
    )

    places: dict[int, Place] = {}
    last = max(rows)
    begun = 0
    for number, cells in enumerate(reader):
        if number in rows:
            record = "\n".join(lines[begun : reader.line_num])
            starts = _starts(record, dialect, line + begun)
            places[rows[number]] = Place(starts, tuple(cells))
        if number == last:
            break
        begun = reader.line_num

    return places


def _starts(record: str, dialect: Dialect, line: int) -> tuple[tuple[int, int], ...]:
    """(line, character) at which each cell of a record begins, both from 1."""
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
