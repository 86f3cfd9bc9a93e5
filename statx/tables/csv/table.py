"""CSV: bytes cut into blocks of whole records, each read by Arrow as dictionary-encoded text.

Arrow's reader is asked for text only and never for a type. What it does not see is looked at before
it: quotes that stand irregularly, NUL bytes and line ends of two kinds (`irregular`), and blank
lines, which it hands back as a row of empty texts (`uneven`). Dialects with more signs
than a delimiter and a quote are read by `exact`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from statx.files import Digester
from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect
from statx.results.report import Reading
from statx.tables.csv.block import CsvBlock, Form
from statx.tables.csv.blocks import (
    BLOCK,
    ENDLESS,
    LINES,
    NEWLINE,
    Buffers,
    Piece,
    divided,
    fill,
    pieces,
    viewed,
)
from statx.tables.csv.dialect import Dialect
from statx.tables.csv.dictionaries import Dictionaries
from statx.tables.csv.head import Head, front_cells, open_text, read_as, read_head, title_lines
from statx.tables.csv.places import places_in
from statx.tables.csv.spans import Survey, record_starts, survey
from statx.tables.csv.textfile import COMPRESSIONS, TextFile, most_rows, skip
from statx.tables.csv.writer import CsvWriter
from statx.tables.format import TEXT_PROPERTIES, Format
from statx.tables.table import (
    Block,
    BlockExtent,
    ParallelMap,
    Place,
    Rows,
    Span,
    TableDefaults,
    rows_by_block,
)

if TYPE_CHECKING:
    from statx.tables.csv.exact import ExactCsvTable

USUAL = TableDialect()


@dataclass(frozen=True)
class CsvTable(TableDefaults):
    """An open CSV file."""

    file: TextFile
    head: Head
    declared: TableDialect
    labels: tuple[str, ...]
    """The header's, or the fields' names where it has none."""
    blank_is_missing: bool = True
    """Whether every column takes an empty text as missing, as in a blank line."""
    dictionaries: Dictionaries = field(default_factory=Dictionaries)
    """Which columns get one: learned from the blocks as they come."""
    digester: Digester | None = None
    """Is given the bytes of the file where all blocks are read."""

    @property
    def reading(self) -> Reading:
        return read_as(self.file, self.declared)

    @property
    def dialect(self) -> Dialect:
        """How its cells are told apart."""
        return self.file.dialect

    @property
    def header_line(self) -> int:
        return self.head.header_line

    @property
    def header_rows(self) -> tuple[int, ...]:
        """The numbers of the records that are the header; none where it has none."""
        if self.declared.header_rows is None:
            return (1,)
        return self.declared.header_rows

    @property
    def size(self) -> int:
        return self.file.path.stat().st_size

    def absolute(self) -> CsvTable:
        return replace(self, file=self.file.absolute())

    def digested(self, digester: Digester) -> CsvTable:
        return replace(self, digester=digester)

    def packed_in(self, size: int) -> CsvTable:
        return replace(self, file=replace(self.file, packed_in=size))

    @property
    def most_rows(self) -> int:
        return most_rows(self.file, len(self.labels))

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:
        return title_lines(self.file, names)

    def front(self, number: int) -> Sequence[Sequence[str]]:
        return front_cells(self.file, number)

    def number_of(self, row: int) -> int:
        return row + 1 + max(self.header_rows, default=0)

    def blocks(self, span: Span | None = None) -> Iterator[Block]:
        """The blocks after the header, in order."""
        self._refuse_stray_header()
        digester = self.digester if span is None else None
        span = span or Span(self.head.start, ENDLESS)
        delimiter = self.dialect.delimiter.encode()
        quote = self.dialect.quote.encode()
        buffers = Buffers()

        with self.file.opened(digester) as stream:
            skip(stream, span.first)
            cut = pieces(
                stream,
                quote,
                offset=span.first,
                end=span.end,
                buffers=buffers,
            )
            for piece in cut:
                for part in divided(piece, delimiter, quote, self._lines_at_once):
                    yield CsvBlock(self._form, part, buffers)

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:
        """A compressed or transcoded text cannot be entered in its middle: it is one span."""
        if self.file.compression or self.dialect.encoding != "utf-8":
            return (Span(self.head.start, ENDLESS),)

        start = self.head.start
        end = self.size - self.dialect.mark
        cuts = [*range(start, end, size), end]
        surveys = list(spread(self.survey, list(pairwise(cuts))))

        spans = []
        for border in (*record_starts(surveys), end):
            if start < border:
                spans.append(Span(start, border))
            start = border

        return spans

    def survey(self, extent: tuple[int, int]) -> Survey:
        """What must be known of these bytes (first, end) to find the records that begin in them."""
        first, end = extent
        quote = self.dialect.quote.encode()
        with self.file.opened() as stream:
            skip(stream, first)
            return survey(stream, quote, first, end)

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        for piece in self._pieces_again(extents):
            yield CsvBlock(self._form, piece, Buffers())

    def holding(self, wanted: Sequence[tuple[BlockExtent, Rows]]) -> Iterator[tuple[Block, Rows]]:
        """Of each block only the records that are wanted are read."""
        pieces = self._pieces_again([extent for extent, _ in wanted])
        for piece, (_, rows) in zip(pieces, wanted, strict=True):
            alone = CsvBlock(self._form, piece, Buffers(), rows)
            yield alone, np.arange(len(rows))

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:
        """Where these records stand, by reading only the blocks that hold them once more."""
        wanted = dict(rows_by_block(rows, extents))
        pieces = self._pieces_again([extents[number] for number in wanted])
        places: dict[int, Place] = {}
        row = 0
        line = 1 + self.head.lines

        for number, extent in enumerate(extents):
            if number in wanted:
                inside = wanted[number].tolist()
                numbered = {each: row + each for each in inside}
                piece = next(pieces)
                places |= places_in(piece, line, self.dialect, numbered)

            row += extent.rows
            line += extent.lines

        return places

    @property
    def _form(self) -> Form:
        return Form(
            self.file,
            self.head.newline,
            len(self.labels),
            self.blank_is_missing,
            self.dictionaries,
        )

    @property
    def _lines_at_once(self) -> int:
        """Lines of a block: a blank one takes the room of a cell in every column."""
        width = max(len(self.labels), 1)
        return min(LINES, BLOCK // (2 * width))

    def _refuse_stray_header(self) -> None:
        stray = self.head.stray
        if stray is not None:
            line = self.file.line_at(stray.offset)
            raise self.file.irregular(stray, line, before=0)

    def _pieces_again(self, extents: Sequence[BlockExtent]) -> Iterator[Piece]:
        """These pieces once more, ascending, by going on to each."""
        at = 0
        with self.file.opened() as stream:
            for extent in extents:
                skip(stream, extent.first - at)
                data = pa.allocate_buffer(extent.size)
                fill(stream, viewed(data))
                at = extent.first + extent.size
                yield Piece(data, extent.first, is_line_by_line=_is_line_by_line(extent, data))


def open_csv(
    path: Path, *, encoding: str = "", declared: TableDialect = USUAL
) -> CsvTable | ExactCsvTable:
    """Open a CSV file: settle its dialect, read its header.

    What is not declared is found (see `dialect`). Raises EmptyFileError, BinaryFileError,
    BadEncodingError, IrregularCsvError, UnknownEncodingError, NoHeaderRowError.
    """
    file = open_text(path, encoding, declared)
    if not declared.plain:
        from statx.tables.csv.exact import open_exact  # rare

        return open_exact(file, declared)

    head = read_head(file, declared)
    return CsvTable(head.file, head, declared, head.labels)


def _is_line_by_line(extent: BlockExtent, data: pa.Buffer) -> bool:
    """Whether no newline of a block stands in quotes: as many lines as records, and all ended."""
    return extent.lines == extent.rows and viewed(data)[-1:] == NEWLINE


def _fitted(table: CsvTable | ExactCsvTable, schema: Schema) -> CsvTable | ExactCsvTable:
    """Where there is no header, cells belong to the fields by their position."""
    if not table.header_rows:
        table = replace(table, labels=schema.names)
    if not isinstance(table, CsvTable):
        return table

    blank_is_missing = all("" in field.missing_values for field in schema.fields)
    return replace(table, blank_is_missing=blank_is_missing)


def _is_exchange_form(reading: Reading) -> bool:
    """CSV as it was agreed: UTF-8 without mark, commas, decimal points, nothing unusual."""
    form = (reading.encoding, reading.delimiter, reading.locale, reading.dialect)
    return form == ("utf-8", ",", "en", ())


FORMAT = Format(
    name="csv",
    label="CSV",
    media_type="text/csv",
    suffixes=(".csv", ".tsv", ".txt", *(f".csv{suffix}" for suffix in COMPRESSIONS)),
    written=(".csv", *(f".csv{suffix}" for suffix in COMPRESSIONS)),
    is_text=True,
    obeys=TEXT_PROPERTIES,
    open=lambda path, encoding, declared: open_csv(path, encoding=encoding, declared=declared),
    fitted=_fitted,
    writer=CsvWriter,
    is_exchange_form=_is_exchange_form,
)
