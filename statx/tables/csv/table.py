"""CSV: bytes cut into blocks of whole records, each read by Arrow as dictionary-encoded text.

Arrow's reader is asked for text only and never for a type. What it does not see is looked at before it: quotes that
stand irregularly, NUL bytes and line ends of two kinds (`blocks.first_irregularity`), and blank lines, which it hands
back as a row of empty texts (`csv_cells.exact`). Dialects with more signs than a delimiter and a quote are read by
`csv_exact`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from statx.errors import UnreadableFileError
from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect
from statx.results.report import Reading
from statx.tables.csv.blocks import (
    BLOCK,
    Buffers,
    Piece,
    Survey,
    count,
    fill,
    first_irregularity,
    pieces,
    record_starts,
    surveyed,
    viewed,
)
from statx.tables.csv.cells import Positions, exact, fast, has_blank_line, is_utf8, places_in
from statx.tables.csv.dialect import Dialect
from statx.tables.csv.head import (
    Head,
    bad_encoding,
    head_of,
    irregular,
    opened_as,
    read_as,
    title_lines,
)
from statx.tables.csv.streams import COMPRESSIONS, read, skip, text_of
from statx.tables.csv.writer import CsvWriter
from statx.tables.errors import BadEncodingError
from statx.tables.format import Format
from statx.tables.table import Block, BlockExtent, Cells, ParallelMap, Place, Span, rows_by_block

if TYPE_CHECKING:
    from statx.tables.csv.exact import ExactCsvTable

USUAL = TableDialect()


@dataclass(frozen=True)
class CsvTable:
    """An open CSV file."""

    path: Path
    head: Head
    declared: TableDialect
    labels: tuple[str, ...]
    """The header's, or the fields' names where it has none."""
    compression: str = ""
    blank_is_missing: bool = True
    """Whether an empty text is a missing value in every column, so that a blank line and a row of empty texts agree."""
    plain: set[int] = field(default_factory=set)
    """Columns to be read without a dictionary: learned from the blocks as they come."""

    @property
    def reading(self) -> Reading:
        return read_as(self.dialect, self.compression, self.declared)

    @property
    def dialect(self) -> Dialect:
        """How its cells are told apart."""
        return self.head.dialect

    @property
    def header_line(self) -> int:
        return self.head.header_line

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def absolute(self) -> CsvTable:
        return replace(self, path=self.path.absolute())

    def blocks(self, span: Span | None = None) -> Iterator[Block]:
        """The blocks after the header, in order."""
        if self.head.stray is not None:
            raise irregular(
                self.path, self.line_at(self.head.stray.offset), self.dialect.mark, self.head.stray
            )
        buffers, first, end = (
            Buffers(),
            span.first if span else self.head.start,
            span.end if span else None,
        )
        with text_of(self.path, self.dialect, self.compression) as stream:
            skip(stream, first)
            for piece in pieces(
                stream, self.dialect.quote.encode(), offset=first, end=end, buffers=buffers
            ):
                yield CsvBlock(self, piece, buffers)

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:
        """A compressed or transcoded text cannot be entered in its middle: it is one span."""
        if self.compression or self.dialect.encoding != "utf-8":
            return (Span(self.head.start, 1 << 62),)
        end = self.size - self.dialect.mark
        cuts = [*range(self.head.start, end, size), end]
        surveys = list(spread(self.survey, list(pairwise(cuts))))
        borders = [self.head.start, *record_starts(surveys), end]
        return [Span(first, last) for first, last in pairwise(borders) if first < last]

    def survey(self, extent: tuple[int, int]) -> Survey:
        """What must be known of these bytes (first, end) to find the records that begin in them."""
        first, end = extent
        with text_of(self.path, self.dialect, self.compression) as stream:
            skip(stream, first)
            return surveyed(stream, self.dialect.quote.encode(), first, end)

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:
        """Where these records stand, by reading only the blocks that hold them once more."""
        wanted = list(rows_by_block(rows, extents))
        lines = list(accumulate((extent.lines for extent in extents), initial=1 + self.head.lines))
        before = list(accumulate((extent.rows for extent in extents), initial=0))
        found: dict[int, Place] = {}
        again = self._again([extents[number] for number, _ in wanted])
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

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        return (CsvBlock(self, piece, Buffers()) for piece in self._again(extents))

    def wrong_types(self) -> Mapping[str, str]:
        return {}

    @property
    def metadata(self) -> Mapping[str, Any]:
        return {}

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:
        return title_lines(self.path, self.dialect, self.compression, names)

    def number_of(self, row: int) -> int:
        return row + 1 + max(self.header_rows, default=0)

    @property
    def header_rows(self) -> tuple[int, ...]:
        """The numbers of the records that are the header; none where it has none."""
        return (1,) if self.declared.header_rows is None else self.declared.header_rows

    def _again(self, extents: Sequence[BlockExtent]) -> Iterator[Piece]:
        """These pieces once more: at once where the file itself is the text, else by reading on to each."""
        at = 0
        with text_of(self.path, self.dialect, self.compression) as stream:
            for extent in extents:
                skip(stream, extent.first - at)
                data = pa.allocate_buffer(extent.size)
                fill(stream, viewed(data))
                at = extent.first + extent.size
                yield Piece(data, extent.first)


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

    def text(self) -> pa.Buffer | None:
        dialect = self.table.dialect
        return (
            pa.py_buffer(self.piece.data.to_pybytes())
            if (dialect.delimiter, dialect.quote) == (",", '"')
            else None
        )

    def read(self, only: Positions = None) -> Cells:
        """The cells as text; IrregularCsvError and BadEncodingError name line and byte."""
        dialect, view = self.table.dialect, viewed(self.piece.data)
        found = first_irregularity(
            view, dialect.delimiter.encode(), dialect.quote.encode(), self.table.head.newline
        )
        if found:
            raise irregular(
                self.table.path, self._line(found.offset), dialect.mark + self.piece.offset, found
            )
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
            return bad_encoding(
                self.table.path,
                self._line(error.start),
                self.piece.offset,
                self.table.dialect,
                error,
            )
        return UnreadableFileError(path=self.table.path, reason="CSV")


def open_csv(
    path: Path, *, encoding: str = "", declared: TableDialect = USUAL
) -> CsvTable | ExactCsvTable:
    """Open a CSV file: settle its dialect, read its header.

    What is not declared is found (see `dialect`). Raises EmptyFileError, BinaryFileError, BadEncodingError,
    IrregularCsvError, UnknownEncodingError, NoHeaderRowError.
    """
    compression = COMPRESSIONS.get(path.suffix.lower(), "")
    dialect = opened_as(path, encoding, compression, declared)
    if not declared.plain:
        from statx.tables.csv.exact import open_exact  # rare

        return open_exact(path, dialect, compression, declared)
    head = head_of(path, dialect, compression, declared)
    return CsvTable(path, head, declared, head.labels, compression)


def _fitted(table: CsvTable | ExactCsvTable, schema: Schema) -> CsvTable | ExactCsvTable:
    """Where there is no header, cells belong to the fields by their position."""
    if not table.header_rows:
        table = replace(table, labels=schema.names)
    if not isinstance(table, CsvTable):
        return table
    return replace(
        table, blank_is_missing=all("" in field.missing_values for field in schema.fields)
    )


FORMAT = Format(
    name="csv",
    suffixes=(".csv", ".tsv", ".txt", *(f".csv{suffix}" for suffix in COMPRESSIONS)),
    written=(".csv", *(f".csv{suffix}" for suffix in COMPRESSIONS)),
    is_text=True,
    open=lambda path, encoding, declared: open_csv(path, encoding=encoding, declared=declared),
    fitted=_fitted,
    writer=CsvWriter,
)
