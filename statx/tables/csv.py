"""CSV: bytes cut into blocks of whole records, each read by Arrow as dictionary-encoded text.

Arrow's reader is asked for text only and never for a type. Three things it does not see are looked at
before it: quotes that stand irregularly, NUL bytes and lone carriage returns (`blocks.first_irregularity`),
and blank lines, which it hands back as a row of empty texts (`csv_cells.exact`).
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa

from statx.errors import (
    IRREGULAR_CSV,
    BadEncodingError,
    BinaryFileError,
    EmptyFileError,
    IrregularCsvError,
    UnknownEncodingError,
    UnreadableFileError,
)
from statx.registry.schema import Schema
from statx.report import Reading
from statx.tables.blocks import (
    BLOCK,
    RECORD_LIMIT,
    Buffers,
    Irregularity,
    Piece,
    Survey,
    count,
    fill,
    first_irregularity,
    first_record_end,
    pieces,
    record_starts,
    records,
    surveyed,
    viewed,
)
from statx.tables.csv_cells import Positions, exact, fast, has_blank_line, is_utf8, places_in
from statx.tables.csv_writer import CsvWriter
from statx.tables.dialect import Dialect, byte_order_mark, delimiter_of
from statx.tables.format import Format
from statx.tables.streams import COMPRESSIONS, bytes_of, read, skip, text_of
from statx.tables.table import Block, Cells, Place, Span, Spread, Stretch, by_stretch

HEAD = 1 << 16
TITLE_LINES = 20
"""How far down a header is looked for."""
WIDE = ("utf-16", "utf-32", "utf16", "utf32")
"""Encodings in which a NUL byte is half a letter."""
FOREIGN_MAGIC = {b"PK\x03\x04": "Excel/zip", b"\xd0\xcf\x11\xe0": "Excel (xls)", b"PAR1": "Parquet", b"%PDF": "PDF"}


@dataclass(frozen=True)
class CsvTable:
    """An open CSV file."""

    path: Path
    dialect: Dialect
    labels: tuple[str, ...]
    compression: str = ""
    blank_is_missing: bool = True
    """Whether an empty text is a missing value in every column, so that a blank line and a row of empty texts agree."""
    _start: int = 0
    """Bytes of the header record, the byte order mark not counted."""
    _header_lines: int = 1
    plain: set[int] = field(default_factory=set)
    """Columns to be read without a dictionary: learned from the blocks as they come."""

    @property
    def reading(self) -> Reading:
        mark = "-sig" if self.dialect.mark and self.dialect.encoding == "utf-8" else ""
        return Reading(
            "csv", self.dialect.encoding + mark, delimiter=self.dialect.delimiter, compression=self.compression
        )

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def blocks(self, span: Span | None = None) -> Iterator[Block]:
        """The blocks after the header, in order."""
        buffers, first, end = Buffers(), span.first if span else self._start, span.end if span else None
        with text_of(self.path, self.dialect, self.compression) as stream:
            skip(stream, first)
            for piece in pieces(stream, self.dialect.quote.encode(), offset=first, end=end, buffers=buffers):
                yield CsvBlock(self, piece, buffers)

    def spans(self, size: int, spread: Spread) -> Sequence[Span]:
        """A compressed or transcoded text cannot be entered in its middle: it is one span."""
        if self.compression or self.dialect.encoding != "utf-8":
            return (Span(self._start, 1 << 62),)
        end = self.size - self.dialect.mark
        cuts = [*range(self._start, end, size), end]
        surveys = list(spread(self.survey, list(pairwise(cuts))))
        borders = [self._start, *record_starts(surveys), end]
        return [Span(first, last) for first, last in pairwise(borders) if first < last]

    def survey(self, stretch: tuple[int, int]) -> Survey:
        """What must be known of these bytes (first, end) to find the records that begin in them."""
        first, end = stretch
        with text_of(self.path, self.dialect, self.compression) as stream:
            skip(stream, first)
            return surveyed(stream, self.dialect.quote.encode(), first, end)

    def places(self, rows: Iterable[int], stretches: Sequence[Stretch]) -> Mapping[int, Place]:
        """Where these records stand, by reading only the blocks that hold them once more."""
        wanted = list(by_stretch(rows, stretches))
        lines = list(accumulate((stretch.lines for stretch in stretches), initial=1 + self._header_lines))
        before = list(accumulate((stretch.rows for stretch in stretches), initial=0))
        found: dict[int, Place] = {}
        again = self._again([stretches[number] for number, _ in wanted])
        for (number, here), piece in zip(wanted, again, strict=True):
            numbered = {row: row + before[number] for row in here.tolist()}
            found.update(places_in(piece, lines[number], self.dialect, numbered))
        return found

    def line_at(self, offset: int) -> int:
        """The physical line, from 1, in which this byte of the text stands."""
        lines = 1
        with text_of(self.path, self.dialect, self.compression) as stream:
            while offset and (chunk := read(stream, min(offset, BLOCK))):
                lines, offset = lines + chunk.count(b"\n"), offset - len(chunk)
        return lines

    def again(self, stretches: Sequence[Stretch]) -> Iterator[Block]:
        return (CsvBlock(self, piece, Buffers()) for piece in self._again(stretches))

    def wrong_types(self) -> Mapping[str, str]:
        return {}

    @property
    def metadata(self) -> Mapping[str, Any]:
        return {}

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:
        """(line, lines above it) where these names stand as a header further down; None where they do not."""
        head = _first_lines(self.path, self.dialect, self.compression)
        for number, line in enumerate(head.splitlines()[1:TITLE_LINES], start=2):
            cells = next(csv.reader([line], delimiter=delimiter_of(line)), [])
            if sorted(cell for cell in cells if cell) == sorted(names):
                return number, number - 1
        return None

    def _again(self, stretches: Sequence[Stretch]) -> Iterator[Piece]:
        """These pieces once more: at once where the file itself is the text, else by reading on to each."""
        at = 0
        with text_of(self.path, self.dialect, self.compression) as stream:
            for stretch in stretches:
                skip(stream, stretch.first - at)
                data = pa.allocate_buffer(stretch.size)
                fill(stream, viewed(data))
                at = stretch.first + stretch.size
                yield Piece(data, stretch.first)


@dataclass(frozen=True, slots=True)
class CsvBlock:
    """Some whole records of a CSV file, to be read once: its memory is used again."""

    table: CsvTable
    piece: Piece
    buffers: Buffers

    @property
    def first(self) -> int:
        return self.piece.offset

    @property
    def size(self) -> int:
        return int(self.piece.data.size)

    def read(self, only: Positions = None) -> Cells:
        """The cells as text; IrregularCsvError and BadEncodingError name line and byte."""
        dialect, view = self.table.dialect, viewed(self.piece.data)
        irregular = first_irregularity(view, dialect.delimiter.encode(), dialect.quote.encode())
        if irregular:
            raise _irregular(self.table.path, self._line(irregular.offset), self.piece.offset, irregular)
        if not is_utf8(self.piece.data):
            raise self._bad_bytes(bytes(view))
        try:
            cells = self._cells(view, only)
        except (pa.ArrowInvalid, csv.Error) as error:
            raise UnreadableFileError(path=self.table.path, reason=error) from error
        quoted = dialect.quote and count(view, dialect.quote.encode())
        lines = count(view, b"\n") if quoted else cells.rows
        self.buffers.give(self.piece)
        return replace(cells, lines=lines)

    def _cells(self, view: memoryview, only: Positions) -> Cells:
        width = len(self.table.labels)
        if (self.table.blank_is_missing and width > 1) or not has_blank_line(bytes(view)):
            return fast(self.piece.data, self.table.dialect, width, self.table.plain, only)
        return exact(bytes(view), self.table.dialect, width, only)

    def _line(self, offset: int) -> int:
        """The physical line of a byte of this block: counted from the front of the file, as only an error needs it."""
        return self.table.line_at(self.piece.offset + offset)

    def _bad_bytes(self, data: bytes) -> BadEncodingError | UnreadableFileError:
        """Arrow only says that some bytes are not UTF-8; where, and which, is looked up here."""
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            return _bad_encoding(self.table.path, self._line(error.start), self.piece.offset, self.table.dialect, error)
        return UnreadableFileError(path=self.table.path, reason="CSV")


def open_csv(path: Path, *, encoding: str = "", delimiter: str = "", quote: str = '"') -> CsvTable:
    """Open a CSV file: settle its dialect, read its header.

    `encoding` and `delimiter` are what the caller declares; empty, they are found (see `dialect`).
    Raises EmptyFileError, BinaryFileError, BadEncodingError, IrregularCsvError, UnknownEncodingError.
    """
    compression = COMPRESSIONS.get(path.suffix.lower(), "")
    head = _head(path, compression)
    _refuse_foreign(path, head, encoding)
    marked, mark = byte_order_mark(head)
    dialect = Dialect(encoding=_known(path, marked or encoding or "utf-8"), quote=quote, mark=mark)
    record = _first_record(path, dialect, compression)
    header = _header_text(path, record, dialect)
    dialect = replace(dialect, delimiter=delimiter or delimiter_of(header, quote))
    labels = tuple(label.strip() for label in next(records(header, dialect.delimiter, quote), []))
    return CsvTable(path, dialect, labels, compression, _start=len(record), _header_lines=record.count(b"\n"))


# ---- opening ---------------------------------------------------------------------------------------


def _head(path: Path, compression: str) -> bytes:
    with text_of(path, Dialect(), compression) as stream:
        head = read(stream, HEAD)
    if not head:
        raise EmptyFileError(path=path)
    return head


def _refuse_foreign(path: Path, head: bytes, encoding: str) -> None:
    """A workbook or a picture named .csv is said to be one, not reported as ten thousand bad cells."""
    kind = next((kind for magic, kind in FOREIGN_MAGIC.items() if head.startswith(magic)), "")
    wide = byte_order_mark(head)[1] or encoding.lower().replace("_", "-").startswith(WIDE)
    if kind or (b"\0" in head[:1024] and not wide):
        raise BinaryFileError(path=path, found=kind or "NUL", byte=head.find(b"\0"))


def _known(path: Path, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise UnknownEncodingError(path=path, encoding=encoding) from error
    return "utf-8" if name in ("utf-8", "utf-8-sig", "ascii") else name


def _first_record(path: Path, dialect: Dialect, compression: str) -> bytes:
    with text_of(path, dialect, compression) as stream:
        text = read(stream, HEAD)
        while (end := first_record_end(text, dialect.quote.encode())) == len(text) <= RECORD_LIMIT:
            if not (more := read(stream, len(text))):
                break
            text += more
    return text[:end]


def _first_lines(path: Path, dialect: Dialect, compression: str) -> str:
    with text_of(path, dialect, compression) as stream:
        return read(stream, HEAD).decode("utf-8", "replace")


def _header_text(path: Path, header: bytes, dialect: Dialect) -> str:
    irregular = first_irregularity(memoryview(header), b",", dialect.quote.encode())
    if irregular and irregular.kind != "stray-quote":  # told by the delimiter, which is not known yet
        raise _irregular(path, 1 + header.count(b"\n", 0, irregular.offset), 0, irregular)
    try:
        return header.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise _bad_encoding(path, 1, 0, dialect, error) from error


# ---- refusing --------------------------------------------------------------------------------------


def _irregular(path: Path, line: int, before: int, irregular: Irregularity) -> IrregularCsvError:
    kind = IRREGULAR_CSV[irregular.kind]
    return kind(path=path, line=line, byte=before + irregular.offset, limit=RECORD_LIMIT >> 20)


def _bad_encoding(path: Path, line: int, before: int, dialect: Dialect, error: UnicodeDecodeError) -> BadEncodingError:
    byte = dialect.mark + before + error.start
    return BadEncodingError(path=path, encoding=dialect.encoding, line=line, byte=byte, found=bytes_of(error))


def _fitted(table: CsvTable, schema: Schema) -> CsvTable:
    return replace(table, blank_is_missing=all("" in field.missing_values for field in schema.fields))


FORMAT = Format(
    name="csv",
    suffixes=(".csv", ".tsv", ".txt", *(f".csv{suffix}" for suffix in COMPRESSIONS)),
    written=(".csv", *(f".csv{suffix}" for suffix in COMPRESSIONS)),
    is_text=True,
    open=lambda path, encoding, delimiter: open_csv(path, encoding=encoding, delimiter=delimiter),
    fitted=_fitted,
    writer=CsvWriter,
)
