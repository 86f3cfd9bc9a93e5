"""CSV: bytes cut into blocks of whole records, each read by Arrow as dictionary-encoded text.

Arrow's reader is asked for text only and never for a type. Three things it does not see are looked at
before it: quotes that stand irregularly, NUL bytes and lone carriage returns (`blocks.first_irregularity`),
and blank lines, which it hands back as a row of empty texts (`_exact`).
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from statx.errors import (
    IRREGULAR_CSV,
    BadEncodingError,
    BinaryFileError,
    EmptyFileError,
    IrregularCsvError,
    UnknownEncodingError,
    UnreadableFileError,
)
from statx.registry.schema import Field, Schema
from statx.report import Reading
from statx.tables.blocks import (
    BLOCK,
    RECORD_LIMIT,
    Irregularity,
    Piece,
    Readable,
    count,
    fill,
    first_irregularity,
    first_record_end,
    pieces,
    records,
    viewed,
)
from statx.tables.canonical import canonical_text, written
from statx.tables.dialect import Dialect, byte_order_mark, delimiter_of
from statx.tables.format import Format
from statx.tables.table import Block, Cells, ExtraCell, Place

HEAD = 1 << 16
COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
DICTIONARY = pa.dictionary(pa.int32(), pa.string())
MANY = 20_000
"""Rows in a block from which a column of mostly different texts is read without a dictionary."""
TITLE_LINES = 20
"""How far down a header is looked for."""
FOREIGN_MAGIC = {b"PK\x03\x04": "Excel/zip", b"\xd0\xcf\x11\xe0": "Excel (xls)", b"PAR1": "Parquet", b"%PDF": "PDF"}


@dataclass(slots=True)
class _Mark:
    """Where a block stood, and how many records and lines it turned out to hold."""

    offset: int
    size: int
    rows: int = 0
    lines: int = 0


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
    _seen: list[_Mark] = field(default_factory=list)
    """The blocks given so far: what `places` looks rows up in."""

    @property
    def reading(self) -> Reading:
        mark = "-sig" if self.dialect.mark and self.dialect.encoding == "utf-8" else ""
        return Reading(
            "csv", self.dialect.encoding + mark, delimiter=self.dialect.delimiter, compression=self.compression
        )

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def blocks(self) -> Iterator[Block]:
        """The blocks after the header, in order."""
        self._seen.clear()
        with _text(self.path, self.dialect, self.compression) as stream:
            _skip(stream, self._start)
            for piece in pieces(stream, self.dialect.quote.encode(), offset=self._start):
                mark = _Mark(piece.offset, piece.data.size)
                self._seen.append(mark)
                yield CsvBlock(self, piece, mark)

    def places(self, rows: Iterable[int]) -> Mapping[int, Place]:
        """Where these records stand, by reading only the blocks that hold them once more."""
        starts = list(accumulate((mark.rows for mark in self._seen), initial=0))
        by_block: dict[int, list[int]] = {}
        for row in set(rows):
            by_block.setdefault(bisect_right(starts, row) - 1, []).append(row)
        found: dict[int, Place] = {}
        lines = list(accumulate((mark.lines for mark in self._seen), initial=1 + self._header_lines))
        for number, piece in self._again(sorted(by_block)):
            rows_here = {row - starts[number]: row for row in by_block[number]}
            found.update(_places(piece, lines[number], self.dialect, rows_here))
        return found

    def line_at(self, offset: int) -> int:
        """The physical line, from 1, in which this byte of the text stands."""
        lines = 1
        with _text(self.path, self.dialect, self.compression) as stream:
            while offset and (chunk := _read(stream, min(offset, BLOCK))):
                lines, offset = lines + chunk.count(b"\n"), offset - len(chunk)
        return lines

    def again(self, numbers: Sequence[int]) -> Iterator[tuple[int, Block]]:
        for number, piece in self._again(numbers):
            yield number, CsvBlock(self, piece, self._seen[number])

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

    def _again(self, numbers: Sequence[int]) -> Iterator[tuple[int, Piece]]:
        """These pieces once more: at once where the file itself is the text, else by reading on to each."""
        at = 0
        with _text(self.path, self.dialect, self.compression) as stream:
            for number in numbers:
                mark = self._seen[number]
                _skip(stream, mark.offset - at)
                data = pa.allocate_buffer(mark.size)
                fill(stream, viewed(data))
                at = mark.offset + mark.size
                yield number, Piece(data, mark.offset)


@dataclass(frozen=True, slots=True)
class CsvBlock:
    """Some whole records of a CSV file."""

    table: CsvTable
    piece: Piece
    mark: _Mark

    @property
    def size(self) -> int:
        return int(self.piece.data.size)

    def read(self) -> Cells:
        """The cells as text; IrregularCsvError and BadEncodingError name line and byte."""
        dialect, view = self.table.dialect, viewed(self.piece.data)
        irregular = first_irregularity(view, dialect.delimiter.encode(), dialect.quote.encode())
        if irregular:
            raise _irregular(self.table.path, self._line(irregular.offset), self.piece.offset, irregular)
        try:
            cells = self._cells(view)
        except (pa.ArrowInvalid, UnicodeDecodeError) as error:
            raise self._bad_bytes(bytes(view)) from error
        except csv.Error as error:
            raise UnreadableFileError(path=self.table.path, reason=error) from error
        self.mark.rows = cells.rows
        self.mark.lines = count(view, b"\n") if dialect.quote and count(view, dialect.quote.encode()) else cells.rows
        return cells

    def _cells(self, view: memoryview) -> Cells:
        width = len(self.table.labels)
        if (self.table.blank_is_missing and width > 1) or not _has_blank_line(bytes(view)):
            return _fast(self.piece.data, self.table.dialect, width, self.table.plain)
        return _exact(bytes(view), self.table.dialect, width)

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
    _refuse_foreign(path, head)
    marked, mark = byte_order_mark(head)
    dialect = Dialect(encoding=_known(path, marked or encoding or "utf-8"), quote=quote, mark=mark)
    record = _first_record(path, dialect, compression)
    header = _header_text(path, record, dialect)
    dialect = replace(dialect, delimiter=delimiter or delimiter_of(header, quote))
    labels = tuple(label.strip() for label in next(records(header, dialect.delimiter, quote), []))
    return CsvTable(path, dialect, labels, compression, _start=len(record), _header_lines=record.count(b"\n"))


# ---- opening ---------------------------------------------------------------------------------------


class _Transcoded:
    """A text in another encoding, given as UTF-8 bytes."""

    def __init__(self, raw: Any, path: Path, encoding: str) -> None:  # noqa: ANN401  pyarrow's streams have no type
        self._text = io.TextIOWrapper(raw, encoding, errors="strict", newline="")
        self._path, self._encoding = path, encoding

    def readinto(self, target: memoryview, /) -> int:
        """A character is at most four bytes, so that a quarter of the room in characters always fits."""
        try:
            given = self._text.read(max(1, len(target) // 4)).encode("utf-8")
        except UnicodeError as error:
            raise BadEncodingError(
                path=self._path, encoding=self._encoding, line="?", byte="?", found=_found(error)
            ) from error
        target[: len(given)] = given
        return len(given)

    def close(self) -> None:
        self._text.close()


@contextlib.contextmanager
def _text(path: Path, dialect: Dialect, compression: str) -> Iterator[Readable]:
    """The file's text as UTF-8 bytes without its mark, whatever it is compressed or encoded with."""
    raw: Any = None
    try:
        raw = _raw(path, compression)
        raw.read(dialect.mark)
        yield raw if dialect.encoding == "utf-8" else _Transcoded(raw, path, dialect.encoding)
    except (OSError, EOFError) as error:
        raise UnreadableFileError(path=path, reason=getattr(error, "strerror", None) or error) from error
    finally:
        if raw is not None:
            raw.close()


def _raw(path: Path, compression: str) -> Any:  # noqa: ANN401  pyarrow's streams have no type
    file = pa.OSFile(str(path))
    return pa.CompressedInputStream(file, compression) if compression else file


def _skip(stream: Readable, size: int) -> None:
    """At once where the stream can, else by reading on."""
    if isinstance(stream, pa.OSFile):
        stream.seek(stream.tell() + size)
        return
    while size and (chunk := _read(stream, min(size, BLOCK))):
        size -= len(chunk)


def _read(stream: Readable, size: int) -> bytes:
    target = bytearray(size)
    return bytes(target[: fill(stream, memoryview(target))])


def _head(path: Path, compression: str) -> bytes:
    with _text(path, Dialect(), compression) as stream:
        head = _read(stream, HEAD)
    if not head:
        raise EmptyFileError(path=path)
    return head


def _refuse_foreign(path: Path, head: bytes) -> None:
    """A workbook or a picture named .csv is said to be one, not reported as ten thousand bad cells."""
    kind = next((kind for magic, kind in FOREIGN_MAGIC.items() if head.startswith(magic)), "")
    if kind or (b"\0" in head[:1024] and not byte_order_mark(head)[1]):
        raise BinaryFileError(path=path, found=kind or "NUL", byte=head.find(b"\0"))


def _known(path: Path, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise UnknownEncodingError(path=path, encoding=encoding) from error
    return "utf-8" if name in ("utf-8", "utf-8-sig", "ascii") else name


def _first_record(path: Path, dialect: Dialect, compression: str) -> bytes:
    with _text(path, dialect, compression) as stream:
        text = _read(stream, HEAD)
        while (end := first_record_end(text, dialect.quote.encode())) == len(text) <= RECORD_LIMIT:
            if not (more := _read(stream, len(text))):
                break
            text += more
    return text[:end]


def _first_lines(path: Path, dialect: Dialect, compression: str) -> str:
    with _text(path, dialect, compression) as stream:
        return _read(stream, HEAD).decode("utf-8", "replace")


def _header_text(path: Path, header: bytes, dialect: Dialect) -> str:
    irregular = first_irregularity(memoryview(header), b",", dialect.quote.encode())
    if irregular and irregular.kind != "stray-quote":  # told by the delimiter, which is not known yet
        raise _irregular(path, 1 + header.count(b"\n", 0, irregular.offset), 0, irregular)
    try:
        return header.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise _bad_encoding(path, 1, 0, dialect, error) from error


# ---- reading a block -------------------------------------------------------------------------------


def _fast(data: pa.Buffer, dialect: Dialect, width: int, plain: set[int]) -> Cells:
    """Arrow's reader; records of a wrong shape are handed back as text and read one by one."""
    odd: list[tuple[int, str]] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number - 1, row.text))
        return "skip"

    table = arrow_csv.read_csv(
        pa.BufferReader(data),
        arrow_csv.ReadOptions(column_names=_numbers(width), use_threads=False, block_size=data.size + 1),
        arrow_csv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote or False,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        arrow_csv.ConvertOptions(
            column_types={name: pa.string() if i in plain else DICTIONARY for i, name in enumerate(_numbers(width))},
            null_values=[],
            strings_can_be_null=False,
        ),
    )
    columns = [_one(column) for column in table.columns]
    _learn(columns, plain)
    rows = [(number, next(records(text, dialect.delimiter, dialect.quote), [])) for number, text in odd]
    return _with_odd(columns, table.num_rows, rows, width)


def _has_blank_line(data: bytes) -> bool:
    return data.startswith((b"\n", b"\r\n")) or b"\n\n" in data or b"\n\r\n" in data


def _exact(data: bytes, dialect: Dialect, width: int) -> Cells:
    """Python's reader, for the blocks in which Arrow's would not tell a blank line from a row of empty texts."""
    rows = list(enumerate(records(data.decode("utf-8"), dialect.delimiter, dialect.quote)))
    right = [(number, cells) for number, cells in rows if len(cells) == width]
    columns = [pa.array([cells[i] for _, cells in right], pa.string()).dictionary_encode() for i in range(width)]
    cells = _with_odd(columns, len(right), [row for row in rows if len(row[1]) != width], width)
    return cells


def _numbers(width: int) -> list[str]:
    """Columns are told apart by position: labels may be blank or stand twice."""
    return [str(number) for number in range(width)]


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _learn(columns: list[pa.Array], plain: set[int]) -> None:
    """A dictionary of mostly different texts costs more than it saves: from the next block on, none."""
    for number, column in enumerate(columns):
        if number not in plain and len(column) > MANY and len(column.dictionary) > len(column) // 3:
            plain.add(number)


def _with_odd(columns: list[pa.Array], regular: int, odd: list[tuple[int, list[str]]], width: int) -> Cells:
    if not odd:
        return Cells(tuple(columns), regular)
    rows = regular + len(odd)
    at = np.array([number for number, _ in odd], np.int64)
    filled = [(cells + [None] * width)[:width] for _, cells in odd]
    return Cells(
        columns=tuple(_appended(column, [cells[i] for cells in filled]) for i, column in enumerate(columns)),
        rows=rows,
        order=np.concatenate([np.delete(np.arange(rows), at), at]),
        extra=tuple(
            ExtraCell(number, width + i, text)
            for number, cells in odd
            for i, text in enumerate(cells[width:], start=1)
        ),
        short=tuple((number, len(cells)) for number, cells in odd if len(cells) < width),
    )


def _appended(column: pa.Array, texts: list[str | None]) -> pa.Array:
    more = pa.array(texts, pa.string())
    if not pa.types.is_dictionary(column.type):
        return pa.concat_arrays([column, more])
    chunks = pa.chunked_array([column, more.dictionary_encode().cast(column.type)]).unify_dictionaries()
    return chunks.combine_chunks() if chunks.num_chunks != 1 else chunks.chunk(0)


# ---- saying where ----------------------------------------------------------------------------------


def _places(piece: Piece, line: int, dialect: Dialect, wanted: Mapping[int, int]) -> dict[int, Place]:
    """Read a piece once more, record by record, for the physical place of the wanted ones."""
    found: dict[int, Place] = {}
    lines = viewed(piece.data).tobytes().decode("utf-8").split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=dialect.delimiter, quotechar=dialect.quote or None)
    begun, last = 0, max(wanted)
    for number, cells in enumerate(reader):
        if number in wanted:
            starts = _starts("\n".join(lines[begun : reader.line_num]), dialect, line + begun)
            found[wanted[number]] = Place(starts, tuple(cells))
        begun = reader.line_num
        if number == last:
            break
    return found


def _starts(record: str, dialect: Dialect, line: int) -> tuple[tuple[int, int], ...]:
    """(line, character) at which each cell of a record begins, both from 1."""
    starts, line_start, quoted = [(line, 1)], 0, False
    for mark in re.finditer(f"[{re.escape(dialect.delimiter + dialect.quote)}\n]", record):
        if mark[0] == "\n":
            line, line_start = line + 1, mark.end()
        elif mark[0] == dialect.quote:
            quoted = not quoted
        elif not quoted:
            starts.append((line, mark.end() - line_start + 1))
    return tuple(starts)


# ---- refusing --------------------------------------------------------------------------------------


def _irregular(path: Path, line: int, before: int, irregular: Irregularity) -> IrregularCsvError:
    kind = IRREGULAR_CSV[irregular.kind]
    return kind(path=path, line=line, byte=before + irregular.offset, limit=RECORD_LIMIT >> 20)


def _bad_encoding(path: Path, line: int, before: int, dialect: Dialect, error: UnicodeDecodeError) -> BadEncodingError:
    byte = dialect.mark + before + error.start
    return BadEncodingError(path=path, encoding=dialect.encoding, line=line, byte=byte, found=_found(error))


def _found(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return " ".join(f"0x{byte:02X}" for byte in error.object[error.start : error.start + 2])
    return str(error)


# ---- writing ---------------------------------------------------------------------------------------


class CsvWriter:
    """Canonical CSV: UTF-8 without mark, commas, LF, quotes only where they must stand, canonical cells."""

    def __init__(self, path: Path, name: Path, schema: Schema) -> None:
        compression = COMPRESSIONS.get(name.suffix.lower(), None)
        self._schema, self._file = schema, pa.output_stream(str(path), compression=compression)
        self._file.write(canonical_header(schema))

    def write(self, batch: pa.RecordBatch) -> None:
        self._file.write(canonical_rows(batch, self._schema))

    def close(self, provenance: Mapping[str, Any]) -> None:  # noqa: ARG002  a CSV file keeps nothing about itself
        self._file.close()


def canonical_header(schema: Schema) -> bytes:
    """The header of canonical CSV."""
    return ",".join(_quoted(pa.array(schema.names, pa.string())).to_pylist()).encode() + b"\n"


def canonical_rows(batch: pa.RecordBatch, schema: Schema) -> bytes:
    """Typed columns as rows of canonical CSV. The text of a table in this form is its logical content."""
    if not batch.num_rows:
        return b""
    columns = [_column_cells(column, field) for column, field in zip(batch.columns, schema.fields, strict=True)]
    if len(columns) == 1:
        columns = [pc.if_else(pc.equal(columns[0], ""), '""', columns[0])]  # a blank line would be no record
    rows = pc.binary_join_element_wise(*columns, ",")
    return bytes(pc.binary_join(pa.ListArray.from_arrays([0, len(rows)], rows), "\n")[0].as_buffer()) + b"\n"


def _column_cells(column: pa.Array, field: Field) -> pa.Array:
    """The cells of one column, quoted where needed; done by distinct text where the column has a dictionary."""
    if pa.types.is_dictionary(column.type):
        cells = _column_cells(column.dictionary, field).take(column.indices)
        return cells.fill_null(_missing_text(field))
    return _quoted(written(canonical_text(column), field).fill_null(_missing_text(field)))


def _missing_text(field: Field) -> str:
    return field.missing_values[0] if field.missing_values else ""


def _quoted(cells: pa.Array) -> pa.Array:
    needed = pc.match_substring_regex(cells, '[,"\r\n]')
    if not pc.any(needed).as_py():
        return cells
    doubled = pc.binary_join_element_wise('"', pc.replace_substring(cells, '"', '""'), '"', "")
    return pc.if_else(needed, doubled, cells)


def _fitted(table: CsvTable, schema: Schema) -> CsvTable:
    return replace(table, blank_is_missing=all("" in field.missing_values for field in schema.fields))


FORMAT = Format(
    name="csv",
    suffixes=(".csv", ".tsv", ".txt", *(f".csv{suffix}" for suffix in COMPRESSIONS)),
    is_text=True,
    open=lambda path, encoding, delimiter: open_csv(path, encoding=encoding, delimiter=delimiter),
    fitted=_fitted,
    writer=CsvWriter,
)
