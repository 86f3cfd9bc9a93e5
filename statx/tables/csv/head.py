"""What stands before the records of a CSV file: its mark, title lines and header."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from statx.files.regular import refuse_irregular_file
from statx.registry.table_dialect import TableDialect
from statx.results.report import Reading
from statx.tables import limits
from statx.tables.csv.blocks import CRLF, NEWLINE, count, records
from statx.tables.csv.cells import number_of_cells
from statx.tables.csv.dialect import Dialect, byte_order_mark, delimiter_of
from statx.tables.csv.encodings import canonical_encoding
from statx.tables.csv.foreign import refuse_foreign, refuse_wrong_name
from statx.tables.csv.irregular import Irregularity, first_irregularity
from statx.tables.csv.textfile import HEAD, TextFile, compression_of, read
from statx.tables.errors import (
    EmptyFileError,
    ManyColumnsError,
    NoHeaderRowError,
    UnknownEncodingError,
)

TITLE_LINES = 20
"""How far down a header is looked for."""
SUFFIX_DELIMITERS = {".tsv": "\t"}
"""What a name says of a file, where nobody says anything else."""


@dataclass(frozen=True, slots=True)
class Head:
    """The front of a CSV file."""

    file: TextFile
    """With the delimiter that its header tells."""
    labels: tuple[str, ...]
    start: int = 0
    """Bytes before the first record of data, the byte order mark not counted."""
    lines: int = 0
    """Physical lines before it."""
    header_line: int = 1
    newline: bytes = b""
    """How the file's first record ends; empty where it does not."""
    stray: Irregularity | None = None
    """A stray quote in the header, told when records are read: it may only be a title."""


def open_text(path: Path, encoding: str, declared: TableDialect) -> TextFile:
    """Settle how a file is compressed, encoded, quoted; its delimiter as far as it is declared."""
    compression = compression_of(path)
    refuse_irregular_file(path)
    refuse_wrong_name(path, compression)
    with TextFile(path, Dialect(), compression).opened() as stream:
        front = read(stream, HEAD)
    if not front:
        raise EmptyFileError(path=path)

    refuse_foreign(path, front, encoding)
    marked, mark = byte_order_mark(front)
    if mark == len(front):
        raise EmptyFileError(path=path)

    encoding = _known_encoding(path, marked or encoding or "utf-8")
    delimiter = declared.delimiter or SUFFIX_DELIMITERS.get(path.suffix.lower(), "")
    dialect = Dialect(
        delimiter,
        declared.quote,
        encoding,
        mark,
    )
    return TextFile(path, dialect, compression)


def read_head(file: TextFile, declared: TableDialect) -> Head:
    """The header of a file in which every record below it is data, and all that stands above it."""
    rows = (1,) if declared.header_rows is None else declared.header_rows
    last = max(rows, default=0)
    front = file.front(max(last, 1))
    if len(front) < last:
        raise NoHeaderRowError(
            path=file.path,
            row=last,
            found=len(front),
        )

    # Without a header the first record is data like all others, and tells the delimiter as well.
    header = [row for row in rows if row not in declared.comment_rows]
    telling = [front[row - 1] for row in header] or front[-1:]
    file = with_delimiter(file, telling)
    _refuse_wide(file, telling)
    newline = newline_of(front[0])

    above = front[:last]
    stray = _refuse_irregular(
        file,
        above,
        header,
        newline,
    )
    texts = _decoded(file, above)
    labels = [_cells_of(texts[row - 1], file.dialect) for row in header]

    return Head(
        file=file,
        labels=joined_labels(labels, declared.header_join),
        start=sum(map(len, above)),
        lines=_lines(above),
        header_line=1 + _lines(above[: header[0] - 1]) if header else 1,
        newline=newline,
        stray=stray,
    )


def with_delimiter(file: TextFile, header: Sequence[bytes]) -> TextFile:
    """The same file with the delimiter that was declared, else that of these records."""
    if file.dialect.delimiter:
        return file

    text = "".join(record.decode("utf-8", "replace") for record in header)
    delimiter = delimiter_of(text, file.dialect.quote)
    return replace(file, dialect=replace(file.dialect, delimiter=delimiter))


def joined_labels(rows: Sequence[Sequence[str]], join: str) -> tuple[str, ...]:
    """The labels of a header of several rows, as Frictionless joins them.

    What a column repeats from the row above is not said twice.
    """
    labels: list[str] = []
    before: dict[int, str] = {}

    for cells in rows:
        for at, cell in enumerate(map(str.strip, cells)):
            if before.get(at) == cell:
                continue
            before[at] = cell

            if at < len(labels):
                labels[at] = join.join([labels[at], cell])
            else:
                labels.append(cell)

    return tuple(labels)


def newline_of(record: bytes) -> bytes:
    """How a record ends; empty where the file does."""
    for newline in (CRLF, NEWLINE):
        if record.endswith(newline):
            return newline

    return b""


def front_cells(file: TextFile, number: int) -> list[list[str]]:
    """The cells of the first records, each cut by its own delimiter."""
    return [_own_cells(record, file.dialect) for record in file.front(number)]


def title_lines(file: TextFile, names: tuple[str, ...]) -> tuple[int, int] | None:
    """(line, number of the record) where these names are a header further down; None if nowhere."""
    line = 1
    for number, record in enumerate(file.front(TITLE_LINES), start=1):
        if number > 1 and _is_header(record, file.dialect, names):
            return line, number
        line += record.count(NEWLINE)

    return None


def read_as(file: TextFile, declared: TableDialect) -> Reading:
    """How a file is read, for the report."""
    dialect = file.dialect
    marked_utf8 = dialect.mark and dialect.encoding == "utf-8"
    return Reading(
        "csv",
        dialect.encoding + ("-sig" if marked_utf8 else ""),
        delimiter=dialect.delimiter,
        compression=file.compression,
        dialect=declared.unusual,
        label="CSV",
    )


def _known_encoding(path: Path, encoding: str) -> str:
    name = canonical_encoding(encoding)
    if not name:
        raise UnknownEncodingError(
            path=path,
            encoding=encoding,
        )
    return name


@dataclass(frozen=True, slots=True)
class _Placed:
    """A record at the front of a file."""

    number: int
    """From 1."""
    data: bytes
    before: int
    """Bytes before it."""
    line: int
    """The physical line in which it begins, from 1."""

    def line_of(self, offset: int) -> int:
        """The physical line of one of its bytes."""
        return self.line + self.data.count(NEWLINE, 0, offset)


def _refuse_irregular(
    file: TextFile, front: Sequence[bytes], header: Sequence[int], newline: bytes
) -> Irregularity | None:
    """The first stray quote of the header, if any; other irregularities are refused at once.

    A title of one line may hold quotes wherever it likes: nobody reads it.
    """
    delimiter = file.dialect.delimiter.encode()
    quote = file.dialect.quote.encode()
    stray: Irregularity | None = None

    for record in _placed(front):
        data = memoryview(record.data)
        irregularity = first_irregularity(
            data,
            delimiter,
            quote,
            newline,
        )
        if irregularity is None:
            continue

        one_line = count(data, NEWLINE) <= 1
        if irregularity.kind != "stray-quote" or not one_line:
            line = record.line_of(irregularity.offset)
            raise file.irregular(irregularity, line, record.before)

        if record.number in header and stray is None:
            stray = Irregularity("stray-quote", record.before + irregularity.offset)

    return stray


def _refuse_wide(file: TextFile, header: Sequence[bytes]) -> None:
    """Before labels are made: a million of them is no header."""
    for record in header:
        labels = number_of_cells(record.decode("utf-8", "replace"), file.dialect)
        if labels > limits.COLUMNS.most:
            raise ManyColumnsError(
                path=file.path,
                found=labels,
                limit=limits.COLUMNS.most,
            )


def _decoded(file: TextFile, front: Sequence[bytes]) -> list[str]:
    texts = []
    for record in _placed(front):
        try:
            text = record.data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = record.line_of(error.start)
            raise file.bad_encoding(error, line, record.before) from error
        texts.append(text.rstrip("\r\n"))

    return texts


def _placed(front: Sequence[bytes]) -> Iterator[_Placed]:
    before = 0
    line = 1
    for number, data in enumerate(front, start=1):
        yield _Placed(
            number,
            data,
            before,
            line,
        )
        before += len(data)
        line += data.count(NEWLINE)


def _lines(front: Sequence[bytes]) -> int:
    return sum(record.count(NEWLINE) for record in front)


def _cells_of(record: str, dialect: Dialect) -> list[str]:
    return next(records(record, dialect.delimiter, dialect.quote), [])


def _is_header(record: bytes, dialect: Dialect, names: tuple[str, ...]) -> bool:
    """Whether a record holds these names and no more, in any order, whatever its delimiter."""
    cells = _own_cells(record, dialect)
    filled = [cell for cell in cells if cell]
    return sorted(filled) == sorted(names)


def _own_cells(record: bytes, dialect: Dialect) -> list[str]:
    """The cells of a record, whatever its delimiter; none of one that is no record."""
    text = record.decode("utf-8", "replace").rstrip("\r\n")
    guessed = replace(dialect, delimiter=delimiter_of(text))
    if number_of_cells(text, guessed) > limits.COLUMNS.most:
        return []

    with contextlib.suppress(csv.Error):
        return _cells_of(text, guessed)
    return []
