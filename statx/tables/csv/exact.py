"""CSV in a rare dialect: escapes, comments, spaces behind delimiters. Read record by record, in one go from the front.

Python's reader tells the cells apart, as it does in Frictionless. What it lets pass in silence (a stray quote, one that
is never closed, line ends of two kinds) is looked at by `csv_signs`, which also knows where each cell begins.
"""

from __future__ import annotations

import csv
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa

from statx.registry.table_dialect import TableDialect
from statx.results.report import Reading
from statx.tables.csv.blocks import NEWLINE, RECORD_LIMIT, Irregularity
from statx.tables.csv.cells import Positions, cells_of
from statx.tables.csv.dialect import Dialect
from statx.tables.csv.head import (
    TITLE_LINES,
    bad_encoding,
    front_of,
    irregular,
    joined_labels,
    newline_of,
    read_as,
    title_lines,
    with_delimiter,
)
from statx.tables.csv.signs import Signs
from statx.tables.csv.streams import read, text_of
from statx.tables.errors import NoHeaderRowError
from statx.tables.table import Block, BlockExtent, Cells, ParallelMap, Place, Span

SIZE = 1 << 20
"""Bytes of a block."""
CHUNK = 1 << 20


@dataclass(frozen=True)
class ExactCsvTable:
    """An open CSV file in a rare dialect."""

    path: Path
    dialect: Dialect
    declared: TableDialect
    labels: tuple[str, ...]
    compression: str = ""
    header_rows: tuple[int, ...] = ()
    header_line: int = 1

    @property
    def reading(self) -> Reading:
        return read_as(self.dialect, self.compression, self.declared)

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    @property
    def metadata(self) -> Mapping[str, Any]:
        return {}

    def absolute(self) -> ExactCsvTable:
        return replace(self, path=self.path.absolute())

    def wrong_types(self) -> Mapping[str, str]:
        return {}

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:
        return title_lines(self.path, self.dialect, self.compression, names)

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:  # noqa: ARG002  cannot be entered in its middle
        return (Span(0, 1 << 62),)

    def blocks(self, span: Span | None = None) -> Iterator[Block]:  # noqa: ARG002  there is only one
        first, size, lines, rows = 0, 0, 0, list[list[str]]()
        for record in self._records():
            first = first if rows or size else record.first
            size, lines = size + record.size, lines + record.lines
            if self._is_data(record):
                rows.append(record.cells)
            if rows and size >= SIZE:
                yield ExactBlock(first, size, lines, rows, len(self.labels))
                size, lines, rows = 0, 0, []
        if rows:
            yield ExactBlock(first, size, lines, rows, len(self.labels))

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        """By reading on from the front: what a line means depends on all those before it."""
        blocks = self.blocks()
        for extent in extents:
            yield next(block for block in blocks if block.first == extent.first)

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:  # noqa: ARG002
        wanted, found = set(rows), dict[int, Place]()
        for row, record in enumerate(record for record in self._records() if self._is_data(record)):
            if row in wanted:
                found[row] = Place(_placed(record, self.signs), tuple(record.cells))
            if len(found) == len(wanted):
                break
        return found

    def number_of(self, row: int) -> int:
        return row + self._first_row + bisect_right(self._skipped, row)

    @cached_property
    def signs(self) -> Signs:
        """The signs that mean something."""
        return Signs.of(self.dialect, self.declared)

    @cached_property
    def _skipped(self) -> array[int]:
        """For every record below the header that is no data, how many of data stand before it."""
        found, rows = array("q"), 0
        for record in self._records() if self._skips else ():
            if self._is_data(record):
                rows += 1
            elif record.number >= self._first_row:
                found.append(rows)
        return found

    @property
    def _skips(self) -> bool:
        return bool(
            self.declared.comment_char
            or self.declared.comment_rows
            or self.declared.skip_blank_rows
        )

    @property
    def _first_row(self) -> int:
        return 1 + max(self.header_rows, default=0)

    def _records(self) -> Iterator[Record]:
        return records_of(self.path, self.dialect, self.compression, self.declared)

    def _is_data(self, record: Record) -> bool:
        blank = self.declared.skip_blank_rows and not any(record.cells)
        return (
            record.number >= self._first_row and not blank and not is_comment(record, self.declared)
        )


@dataclass(frozen=True, slots=True)
class ExactBlock:
    """Some records that were read."""

    first: int
    size: int
    lines: int
    rows: list[list[str]]
    width: int

    def text(self) -> pa.Buffer | None:
        return None

    def read(self, only: Positions = None) -> Cells:
        """Their cells."""
        return replace(cells_of(self.rows, self.width, only), lines=self.lines)


def open_exact(
    path: Path, dialect: Dialect, compression: str, declared: TableDialect
) -> ExactCsvTable:
    """Find the header of a file in a rare dialect."""
    dialect = with_delimiter(dialect, _header_like(path, dialect, compression, declared))
    rows, above, number = declared.header_rows, dict[int, Record](), 0
    for record in records_of(path, dialect, compression, declared) if rows != () else ():
        number = record.number
        if not is_comment(record, declared):
            above[number] = record
            rows = rows or (number,)
        if rows and number == rows[-1]:
            break
    if rows and number < rows[-1]:
        raise NoHeaderRowError(path=path, row=rows[-1], found=number)
    header = [above[row] for row in rows or () if row in above]
    labels = joined_labels([record.cells for record in header], declared.header_join)
    line = header[0].line if header else 1
    return ExactCsvTable(path, dialect, declared, labels, compression, rows or (), line)


def _header_like(
    path: Path, dialect: Dialect, compression: str, declared: TableDialect
) -> list[bytes]:
    """The record from which the delimiter is told: the header, else the first that is no comment."""
    front = front_of(path, dialect, compression, max(declared.header_rows or (TITLE_LINES,)))
    if declared.header_rows:
        return front[declared.header_rows[-1] - 1 :][:1]
    mark = declared.comment_char.encode()
    return [record for record in front if not mark or not record.startswith(mark)][:1]


# ---- records ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Record:
    """A record where it stands."""

    number: int
    """From 1, all counted."""
    first: int
    """Bytes before it."""
    line: int
    raw: str
    size: int
    lines: int
    cells: list[str]


def is_comment(record: Record, declared: TableDialect) -> bool:
    """Whether a record is one that only people read."""
    by_sign = bool(declared.comment_char and record.cells) and record.cells[0].startswith(
        declared.comment_char
    )
    return by_sign or record.number in declared.comment_rows


def records_of(
    path: Path, dialect: Dialect, compression: str, declared: TableDialect
) -> Iterator[Record]:
    """All records of a file; UnreadableError at the first that is none."""
    signs = Signs.of(dialect, declared)
    with text_of(path, dialect, compression) as stream:
        lines = _Lines(path, dialect, stream)
        reader = csv.reader(lines, **signs.for_python)
        first, line, number, newline = 0, 1, 0, b""
        while True:
            lines.taken.clear()
            lines.begun = lines.at
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                found = signs.irregularity("".join(lines.taken)) or Irregularity("lone-return", 0)
                raise _refused(
                    path, line, dialect.mark + first, "".join(lines.taken), found
                ) from error
            raw, number = "".join(lines.taken), number + 1
            newline = newline or newline_of(raw.encode()[-2:])
            record = Record(number, first, line, raw, lines.at - first, len(lines.taken), cells)
            if len(lines.taken) > 1 or not is_comment(record, declared):
                _refuse_irregular(path, dialect.mark, record, signs, newline)
            yield record
            first, line = lines.at, line + len(lines.taken)


class _Lines:
    """The lines of a text, for Python's reader, which takes as many as a record has."""

    def __init__(self, path: Path, dialect: Dialect, stream: Any) -> None:  # noqa: ANN401  as `streams` gives it
        self.at, self.begun, self.line = 0, 0, 1
        self.taken: list[str] = []
        self._path, self._dialect = path, dialect
        self._raw = _raw_lines(stream)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        raw = next(self._raw)
        if self.at + len(raw) - self.begun > RECORD_LIMIT:
            begun = self.line - len(self.taken)
            raise irregular(
                self._path, begun, self._dialect.mark + self.begun, Irregularity("long-record", 0)
            )
        if b"\0" in raw:
            found = Irregularity("nul", raw.index(b"\0"))
            raise irregular(self._path, self.line, self._dialect.mark + self.at, found)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise bad_encoding(self._path, self.line, self.at, self._dialect, error) from error
        self.taken.append(text)
        self.at, self.line = self.at + len(raw), self.line + 1
        return text


def _raw_lines(stream: Any) -> Iterator[bytes]:  # noqa: ANN401  as `streams` gives it
    rest = b""
    while chunk := read(stream, CHUNK):
        *lines, rest = (rest + chunk).split(NEWLINE)
        yield from (line + NEWLINE for line in lines)
        if len(rest) > RECORD_LIMIT:
            break
    if rest:
        yield rest


def _refuse_irregular(path: Path, mark: int, record: Record, signs: Signs, newline: bytes) -> None:
    found = signs.irregularity(record.raw) or _other_newline(record.raw, newline)
    if found is not None:
        raise _refused(path, record.line, mark + record.first, record.raw, found)


def _refused(path: Path, line: int, before: int, raw: str, found: Irregularity) -> Exception:
    """Found by characters, told by bytes."""
    above = raw[: found.offset]
    at = Irregularity(found.kind, len(above.encode()))
    return irregular(path, line + above.count("\n"), before, at)


def _other_newline(raw: str, newline: bytes) -> Irregularity | None:
    own = newline_of(raw[-2:].encode())
    if not own or own == newline:
        return None
    return Irregularity("mixed-newline", len(raw) - len(own))


def _placed(record: Record, signs: Signs) -> tuple[tuple[int, int], ...]:
    """(line, character) at which each cell of a record begins, both from 1."""
    starts, _ = signs.walked(record.raw)
    line, begun, placed = record.line, 0, []
    for before, start in pairwise([0, *starts]):
        skipped = record.raw[before:start]
        line += skipped.count("\n")
        begun = before + skipped.rindex("\n") + 1 if "\n" in skipped else begun
        placed.append((line, start - begun + 1))
    return tuple(placed)
