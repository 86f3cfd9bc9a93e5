"""A block of a CSV file: proven to be regular, then read by whoever is exact and quick."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from dataclasses import dataclass, replace

import pyarrow as pa

from statx.errors import UnreadableFileError
from statx.tables import limits
from statx.tables.csv.blocks import Buffers, Piece, count, record_ends, viewed
from statx.tables.csv.cells import Positions, TooManyCells, has_blank_line, is_utf8, read_fast
from statx.tables.csv.dialect import Dialect
from statx.tables.csv.irregular import first_irregularity
from statx.tables.csv.textfile import TextFile
from statx.tables.csv.uneven import Columns, read_uneven
from statx.tables.errors import ManyCellsError
from statx.tables.table import Cells


@dataclass(frozen=True, slots=True)
class Form:
    """What the blocks of a file have in common."""

    file: TextFile
    newline: bytes
    """How its first record ends; empty where it does not."""
    width: int
    """Columns of the header."""
    blank_is_missing: bool
    """Whether every column takes an empty text as missing, as in a blank line."""
    undictionaried: set[int]
    """Columns to be read without a dictionary: learned from the blocks as they come."""

    @property
    def dialect(self) -> Dialect:
        return self.file.dialect


@dataclass(frozen=True, slots=True)
class CsvBlock:
    """Some whole records of a CSV file, to be read once: its memory is used again."""

    form: Form
    piece: Piece
    buffers: Buffers

    @property
    def first(self) -> int:
        return self.piece.offset

    @property
    def size(self) -> int:
        return int(self.piece.data.size)

    def text(self) -> pa.Buffer | None:
        dialect = self.form.dialect
        if (dialect.delimiter, dialect.quote) != (",", '"'):
            return None
        return pa.py_buffer(self.piece.data.to_pybytes())

    def read(self, only: Positions = None) -> Cells:
        """The cells as text; IrregularCsvError and BadEncodingError name line and byte."""
        view = viewed(self.piece.data)
        self._refuse_irregular(view)
        self._refuse_bad_bytes(self.piece.data)

        try:
            cells = self._cells(view, only)
        except (pa.ArrowInvalid, csv.Error) as error:
            raise UnreadableFileError(path=self.form.file.path, reason=error) from error

        lines = self._lines(view, cells)
        self.buffers.give(self.piece)
        return replace(cells, lines=lines)

    def _refuse_irregular(self, view: memoryview) -> None:
        dialect = self.form.dialect
        irregularity = first_irregularity(
            view,
            dialect.delimiter.encode(),
            dialect.quote.encode(),
            self.form.newline,
        )
        if irregularity is not None:
            # Whatever the blocks, the first fault of a file is the one that is told.
            self._refuse_bad_bytes(self.piece.data.slice(0, irregularity.offset))
            line = self._line(irregularity.offset)
            raise self.form.file.irregular(irregularity, line, self.piece.offset)

    def _cells(self, view: memoryview, only: Positions) -> Cells:
        form = self.form
        width = form.width
        try:
            cells = None
            if self._is_exact_for_arrow(view, width) and not self._is_sparse(view, width):
                cells = read_fast(
                    self.piece.data,
                    form.dialect,
                    width,
                    form.undictionaried,
                    only,
                )
            if cells is not None:
                return cells

            columns = Columns(
                width,
                form.undictionaried,
                only,
                blank_is_regular=form.blank_is_missing and width > 1,
            )
            return read_uneven(self.piece.data, form.dialect, columns)
        except TooManyCells as many:
            raise ManyCellsError(
                path=form.file.path,
                line=self._line_of_row(many.row),
                found=many.cells,
                limit=limits.CELLS.most,
            ) from many

    def _is_exact_for_arrow(self, view: memoryview, width: int) -> bool:
        """Whether Arrow's reader gives what stands there.

        Blank lines are empty texts to it, and a byte order mark in front of a block is nothing.
        """
        if bytes(view[: len(BOM_UTF8)]) == BOM_UTF8:
            return False
        if self.form.blank_is_missing and width > 1:
            return True
        return not has_blank_line(bytes(view))

    def _is_sparse(self, view: memoryview, width: int) -> bool:
        """Whether there are fewer bytes than whole records would need."""
        return self.piece.lines * width > len(view)

    def _lines(self, view: memoryview, cells: Cells) -> int:
        """Physical lines: one a record, where no cell holds any."""
        quote = self.form.dialect.quote.encode()
        if not quote or not count(view, quote):
            return cells.rows
        return count(view, b"\n")

    def _line(self, offset: int) -> int:
        """The physical line of a byte of this block, counted from the front of the file."""
        return self.form.file.line_at(self.piece.offset + offset)

    def _line_of_row(self, row: int) -> int:
        """The physical line of a record of this block."""
        view = viewed(self.piece.data)
        ends = record_ends(view, self.form.dialect.quote.encode())
        return self._line(int(ends[row - 1]) if row else 0)

    def _refuse_bad_bytes(self, data: pa.Buffer) -> None:
        """Arrow only says that some bytes are not UTF-8; where, and which, is looked up here."""
        if is_utf8(data):
            return

        file = self.form.file
        try:
            data.to_pybytes().decode("utf-8")
        except UnicodeDecodeError as error:
            line = self._line(error.start)
            raise file.bad_encoding(error, line, self.piece.offset) from error
