"""The records of CSV in a rare dialect, one by one: where each stands, or what is wrong.

Python's reader tells the cells apart, as it does in Frictionless. What it lets pass in silence (a
stray quote, one that is never closed, line ends of two kinds) is looked at by `signs`, which also
knows where each cell begins.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from statx.files import Digester
from statx.registry.table_dialect import TableDialect
from statx.tables.csv.blocks import NEWLINE, RECORD_LIMIT, Readable
from statx.tables.csv.errors import IrregularCsvError
from statx.tables.csv.head import newline_of
from statx.tables.csv.irregular import Irregularity
from statx.tables.csv.signs import Signs
from statx.tables.csv.textfile import TextFile, read

CHUNK = 1 << 20
"""Bytes that are read at once."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record where it stands."""

    number: int
    """From 1, all counted."""
    first: int
    """Bytes before it."""
    line: int
    """The physical line in which it begins, from 1."""
    raw: str
    """Its text, with the line end."""
    size: int
    """Bytes of it."""
    lines: int
    cells: list[str]


def is_comment(record: Record, declared: TableDialect) -> bool:
    """Whether a record is one that only people read."""
    if record.number in declared.comment_rows:
        return True
    if not declared.comment_char or not record.cells:
        return False
    return record.cells[0].startswith(declared.comment_char)


def records_of(
    file: TextFile, declared: TableDialect, digester: Digester | None = None
) -> Iterator[Record]:
    """All records of a file; UnreadableError at the first that is none.

    The digester is given the bytes of the file.
    """
    signs = Signs.of(file.dialect, declared)
    newline = b""

    with file.opened(digester) as stream:
        for record in _read(file, signs, stream):
            newline = newline or _newline(record.raw)
            # A comment of one line may hold quotes wherever it likes: nobody reads it.
            if record.lines > 1 or not is_comment(record, declared):
                _refuse_irregular(
                    file,
                    record,
                    signs,
                    newline,
                )
            yield record


def cell_places(record: Record, signs: Signs) -> tuple[tuple[int, int], ...]:
    """(line, character) at which each cell of a record begins, both from 1."""
    starts, _ = signs.walk(record.raw)
    places = []
    line = record.line
    line_start = 0

    for before, start in pairwise([0, *starts]):
        skipped = record.raw[before:start]
        if "\n" in skipped:
            line += skipped.count("\n")
            line_start = before + skipped.rindex("\n") + 1
        places.append((line, start - line_start + 1))

    return tuple(places)


def _read(file: TextFile, signs: Signs, stream: Readable) -> Iterator[Record]:
    lines = _Lines(file, stream)
    reader = csv.reader(lines, **signs.for_python)
    number = 0
    first = 0
    line = 1

    while True:
        lines.begin_record()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raw = "".join(lines.taken)
            stray = signs.irregularity(raw) or Irregularity("lone-return", 0)
            raise _refusal(
                file,
                stray,
                raw,
                line,
                first,
            ) from error

        number += 1
        yield Record(
            number=number,
            first=first,
            line=line,
            raw="".join(lines.taken),
            size=lines.at - first,
            lines=len(lines.taken),
            cells=cells,
        )
        first = lines.at
        line += len(lines.taken)


class _Lines:
    """The lines of a text, for Python's reader, which takes as many as a record has."""

    def __init__(self, file: TextFile, stream: Readable) -> None:
        self.taken: list[str] = []
        self.at = 0
        self._begun = 0
        self._line = 1
        self._file = file
        self._raw = _raw_lines(stream)

    def begin_record(self) -> None:
        """Forget what was taken for the record before."""
        self.taken.clear()
        self._begun = self.at

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        raw = next(self._raw)
        end = self.at + len(raw)
        if end - self._begun > RECORD_LIMIT:
            first_line = self._line - len(self.taken)
            raise self._file.irregular(
                Irregularity("long-record", 0),
                line=first_line,
                before=self._begun,
            )

        nul = raw.find(b"\0")
        if nul >= 0:
            raise self._file.irregular(
                Irregularity("nul", nul),
                line=self._line,
                before=self.at,
            )

        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._file.bad_encoding(error, self._line, self.at) from error

        self.taken.append(text)
        self.at = end
        self._line += 1
        return text


def _raw_lines(stream: Readable) -> Iterator[bytes]:
    """Lines with their ends; the last as far as it goes, or as far as it may go."""
    rest = b""
    while chunk := read(stream, CHUNK):
        *lines, rest = (rest + chunk).split(NEWLINE)
        for line in lines:
            yield line + NEWLINE
        if len(rest) > RECORD_LIMIT:
            break

    if rest:
        yield rest


def _refuse_irregular(file: TextFile, record: Record, signs: Signs, newline: bytes) -> None:
    raw = record.raw
    irregularity = signs.irregularity(raw) or _other_newline(raw, newline)
    if irregularity is not None:
        raise _refusal(
            file,
            irregularity,
            raw,
            record.line,
            record.first,
        )


def _refusal(
    file: TextFile, irregularity: Irregularity, raw: str, line: int, before: int
) -> IrregularCsvError:
    """An irregularity is found by characters, and told by bytes."""
    sound = raw[: irregularity.offset]
    by_bytes = Irregularity(irregularity.kind, len(sound.encode()))
    return file.irregular(by_bytes, line + sound.count("\n"), before)


def _other_newline(raw: str, newline: bytes) -> Irregularity | None:
    own = _newline(raw)
    if not own or own == newline:
        return None
    return Irregularity("mixed-newline", len(raw) - len(own))


def _newline(raw: str) -> bytes:
    return newline_of(raw[-2:].encode())
