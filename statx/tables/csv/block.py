"""A block of a CSV file: proven to be regular, then read by whoever is exact and quick."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from dataclasses import dataclass, replace
from functools import cached_property

import pyarrow as pa

from statx.errors import UnreadableFileError
from statx.tables import limits
from statx.tables.csv.blocks import (
    NEWLINE,
    Buffers,
    Piece,
    count,
    ended,
    gathered,
    record_ends,
    viewed,
)
from statx.tables.csv.cells import Positions, TooManyCells, has_blank_line, is_utf8, read_fast
from statx.tables.csv.dialect import Dialect
from statx.tables.csv.dictionaries import Dictionaries
from statx.tables.csv.irregular import first_irregularity
from statx.tables.csv.textfile import TextFile
from statx.tables.csv.uneven import Columns, read_uneven
from statx.tables.errors import ManyCellsError
from statx.tables.table import Cells, Rows


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
    dictionaries: Dictionaries
    """Which columns get one: learned from the blocks as they come."""

    @property
    def dialect(self) -> Dialect:
        return self.file.dialect

    @property
    def blank_is_regular(self) -> bool:
        """Whether a blank line is as good as a record of empty cells."""
        return self.blank_is_missing and self.width > 1


@dataclass(frozen=True)
class CsvBlock:
    """Some whole records of a CSV file, to be read once: its memory is used again."""

    form: Form
    piece: Piece
    buffers: Buffers
    alone: Rows | None = None
    """Those of its records that are wanted; they were proven to be regular before."""

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
        if self.alone is not None:
            return self._read_alone(self.alone, only)

        view = viewed(self.piece.data)
        self._refuse_irregular(view)
        self._refuse_bad_bytes(self.piece.data)

        try:
            cells = self._cells(self.piece, only)
        except (pa.ArrowInvalid, csv.Error) as error:
            raise UnreadableFileError(path=self.form.file.path, reason=error) from error

        lines = self._lines(view, cells)
        self.buffers.give(self.piece)
        return replace(cells, lines=lines)

    def _read_alone(self, rows: Rows, only: Positions) -> Cells:
        data = ended(self.piece.data)
        quote = b"" if self.piece.is_line_by_line else self.form.dialect.quote.encode()
        ends = record_ends(viewed(data), quote)
        records, _ = gathered(data, ends, rows)
        return self._cells(Piece(records, self.piece.offset), only)

    def _refuse_irregular(self, view: memoryview) -> None:
        quote = self.form.dialect.quote.encode()
        irregularity = first_irregularity(
            view,
            self.form.dialect.delimiter.encode(),
            quote if self._quotes else b"",
            self.form.newline,
        )
        if irregularity is not None:
            # Whatever the blocks, the first fault of a file is the one that is told.
            self._refuse_bad_bytes(self.piece.data.slice(0, irregularity.offset))
            line = self._line(irregularity.offset)
            raise self.form.file.irregular(irregularity, line, self.piece.offset)

    def _cells(self, piece: Piece, only: Positions) -> Cells:
        form = self.form
        dialect = form.dialect
        try:
            cells = None
            if self._suits_arrow(piece):
                cells = read_fast(
                    piece.data,
                    dialect,
                    form.width,
                    form.dictionaries,
                    only,
                )
            if cells is not None:
                return cells

            columns = Columns(
                form.width,
                form.dictionaries,
                only,
                blank_is_regular=form.blank_is_regular,
            )
            return read_uneven(piece.data, dialect, columns)
        except TooManyCells as many:
            raise ManyCellsError(
                path=form.file.path,
                line=self._line_of_row(many.row),
                found=many.cells,
                limit=limits.CELLS.most,
            ) from many

    def _suits_arrow(self, piece: Piece) -> bool:
        """Whether Arrow's reader gives what stands there, and at once.

        Blank lines are empty texts to it, and a byte order mark in front of a block is nothing.
        Where there are fewer bytes than whole records would need, many are none.
        """
        view = viewed(piece.data)
        if bytes(view[: len(BOM_UTF8)]) == BOM_UTF8:
            return False
        if piece.lines * self.form.width > len(view):
            return False
        return self.form.blank_is_regular or not has_blank_line(bytes(view))

    def _lines(self, view: memoryview, cells: Cells) -> int:
        """Physical lines: one a record, where no cell holds any."""
        return count(view, NEWLINE) if self._quotes else cells.rows

    @cached_property
    def _quotes(self) -> int:
        """In its bytes; 0 where the dialect has none."""
        quotes = self.piece.quotes
        quote = self.form.dialect.quote.encode()
        if quotes is None:
            quotes = count(viewed(self.piece.data), quote) if quote else 0
        return quotes

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
