"""What stands before the records of a CSV file: its mark, title lines, header; and what keeps it from being read."""

from __future__ import annotations

import codecs
import contextlib
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from statx.registry.table_dialect import TableDialect
from statx.results.report import Reading
from statx.tables.csv.blocks import (
    CRLF,
    NEWLINE,
    RECORD_LIMIT,
    Irregularity,
    first_irregularity,
    first_record_end,
    records,
)
from statx.tables.csv.dialect import Dialect, byte_order_mark, delimiter_of
from statx.tables.csv.streams import bytes_of, read, text_of
from statx.tables.errors import (
    IRREGULAR_CSV,
    BadEncodingError,
    BinaryFileError,
    EmptyFileError,
    IrregularCsvError,
    NoHeaderRowError,
    UnknownEncodingError,
    WideTextError,
    WrongCompressionError,
)
from statx.texts import Text, verbatim

HEAD = 1 << 16
TITLE_LINES = 20
"""How far down a header is looked for."""
WIDE = ("utf-16", "utf-32", "utf16", "utf32")
"""Encodings in which a NUL byte is half a letter."""
FOREIGN_MAGIC = {
    b"PK\x03\x04": verbatim("Excel/zip"),
    b"\xd0\xcf\x11\xe0": verbatim("Excel (xls)"),
    b"PAR1": verbatim("Parquet"),
    b"%PDF": verbatim("PDF"),
    b"\x1f\x8b": Text(
        id="gzip, yang namanya seharusnya .csv.gz", en="gzip, which should be named .csv.gz"
    ),
    b"\x28\xb5\x2f\xfd": Text(
        id="Zstandard, yang namanya seharusnya .csv.zst",
        en="Zstandard, which should be named .csv.zst",
    ),
}
COMPRESSED_MAGIC = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
BINARY = Text(id="berkas biner (bita {byte} adalah NUL)", en="a binary file (byte {byte} is NUL)")


@dataclass(frozen=True, slots=True)
class Head:
    """The front of a CSV file."""

    dialect: Dialect
    labels: tuple[str, ...]
    start: int = 0
    """Bytes before the first record of data, the byte order mark not counted."""
    lines: int = 0
    """Physical lines before it."""
    header_line: int = 1
    newline: bytes = b""
    """How the file's first record ends; empty where it does not."""
    stray: Irregularity | None = None
    """A stray quote in the header, told only when records are read: it may be a title, and the header below it."""


def opened_as(path: Path, encoding: str, compression: str, declared: TableDialect) -> Dialect:
    """How a file is encoded and quoted; its delimiter as far as it is declared."""
    _refuse_wrong_name(path, compression)
    with text_of(path, Dialect(), compression) as stream:
        head = read(stream, HEAD)
    if not head:
        raise EmptyFileError(path=path)
    _refuse_foreign(path, head, encoding)
    marked, mark = byte_order_mark(head)
    if mark == len(head):
        raise EmptyFileError(path=path)
    return Dialect(
        declared.delimiter, declared.quote, _known(path, marked or encoding or "utf-8"), mark
    )


def head_of(path: Path, dialect: Dialect, compression: str, declared: TableDialect) -> Head:
    """The header of a file in which every record below it is data, and all that stands above it."""
    rows = (1,) if declared.header_rows is None else declared.header_rows
    last = max(rows, default=0)
    front = front_of(path, dialect, compression, max(last, 1))
    if len(front) < last:
        raise NoHeaderRowError(path=path, row=last, found=len(front))
    kept = [row for row in rows if row not in declared.comment_rows]
    dialect = with_delimiter(dialect, [front[row - 1] for row in kept or [len(front)]])
    newline = newline_of(front[0])
    above = front[:last]
    stray = _refuse_irregular(path, above, kept, dialect, newline)
    texts = _decoded(path, above, dialect)
    cells = [next(records(texts[row - 1], dialect.delimiter, dialect.quote), []) for row in kept]
    lines = [record.count(NEWLINE) for record in above]
    header_line = 1 + sum(lines[: kept[0] - 1]) if kept else 1
    labels = joined_labels(cells, declared.header_join)
    return Head(dialect, labels, sum(map(len, above)), sum(lines), header_line, newline, stray)


def front_of(path: Path, dialect: Dialect, compression: str, number: int) -> list[bytes]:
    """So many records at the front of a file, or all there are; one that never ends is given as far as it may go."""
    quote = dialect.quote.encode()
    with text_of(path, dialect, compression) as stream:
        text, front, at = read(stream, HEAD), list[bytes](), 0
        while len(front) < number:
            end = at + first_record_end(text[at:], quote)
            if (
                end == len(text)
                and end - at <= RECORD_LIMIT
                and (more := read(stream, len(text) or HEAD))
            ):
                text += more
                continue
            if end == at:
                break
            front.append(text[at:end])
            at = end
    return front


def with_delimiter(dialect: Dialect, header: Sequence[bytes]) -> Dialect:
    """The delimiter that was declared, else that of these records."""
    text = "".join(record.decode("utf-8", "replace") for record in header)
    return (
        dialect
        if dialect.delimiter
        else replace(dialect, delimiter=delimiter_of(text, dialect.quote))
    )


def joined_labels(rows: Sequence[Sequence[str]], join: str) -> tuple[str, ...]:
    """The labels of a header of several rows, as Frictionless joins them: what a column repeats is not said twice."""
    labels: list[str] = []
    before: dict[int, str] = {}
    for cells in rows:
        for at, cell in enumerate(map(str.strip, cells)):
            if before.get(at) == cell:
                continue
            before[at] = cell
            labels[at:] = (
                [join.join([labels[at], cell]), *labels[at + 1 :]] if at < len(labels) else [cell]
            )
    return tuple(labels)


def newline_of(record: bytes) -> bytes:
    """How a record ends; empty where the file does."""
    return next((newline for newline in (CRLF, NEWLINE) if record.endswith(newline)), b"")


def title_lines(
    path: Path, dialect: Dialect, compression: str, names: tuple[str, ...]
) -> tuple[int, int] | None:
    """(line, number of the record) where these names stand as a header further down; None where they do not."""
    line = 1
    for number, record in enumerate(front_of(path, dialect, compression, TITLE_LINES), start=1):
        text, cells = record.decode("utf-8", "replace"), list[str]()
        with contextlib.suppress(csv.Error):
            cells = next(records(text, delimiter_of(text), dialect.quote), [])
        if number > 1 and sorted(cell for cell in cells if cell) == sorted(names):
            return line, number
        line += record.count(NEWLINE)
    return None


def _refuse_foreign(path: Path, head: bytes, encoding: str) -> None:
    """A workbook or a picture named .csv is said to be one, not reported as ten thousand bad cells."""
    kind = next((kind for magic, kind in FOREIGN_MAGIC.items() if head.startswith(magic)), None)
    if kind is not None:
        raise BinaryFileError(path=path, found=kind)
    wide = byte_order_mark(head)[1] or encoding.lower().replace("_", "-").startswith(WIDE)
    if b"\0" in head[:1024] and not wide:
        looks = _wide_encoding(head[:1024])
        if looks:
            raise WideTextError(path=path, encoding=looks)
        raise BinaryFileError(path=path, found=BINARY.fill(byte=head.find(b"\0")))


def _wide_encoding(head: bytes) -> str:
    """The encoding in which most letters would be a byte and a NUL: only ever said, never assumed."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(head) < 4 or 4 * max(even, odd) < len(head) or min(even, odd):  # noqa: PLR2004  two letters
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _refuse_wrong_name(path: Path, compression: str) -> None:
    """A file that is not compressed as its name says; an empty one is said to be empty."""
    with path.open("rb") as file:
        front = file.read(4)
    if not front:
        raise EmptyFileError(path=path)
    if compression and not front.startswith(COMPRESSED_MAGIC[compression]):
        raise WrongCompressionError(path=path, suffix=path.suffix, compression=compression)


def _known(path: Path, encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise UnknownEncodingError(path=path, encoding=encoding) from error
    return "utf-8" if name in ("utf-8", "utf-8-sig", "ascii") else name


def _refuse_irregular(
    path: Path, front: Sequence[bytes], header: Sequence[int], dialect: Dialect, newline: bytes
) -> Irregularity | None:
    """A title of one line may hold quotes wherever it likes: nobody reads it. Given is a stray quote of the header."""
    delimiter, quote, stray = dialect.delimiter.encode(), dialect.quote.encode(), None
    for number, (record, before, line) in enumerate(_placed(front), start=1):
        found = first_irregularity(memoryview(record), delimiter, quote, newline)
        if found is None:
            continue
        if found.kind != "stray-quote" or record.count(NEWLINE) > 1:
            raise irregular(
                path, line + record.count(NEWLINE, 0, found.offset), dialect.mark + before, found
            )
        if number in header and stray is None:
            stray = Irregularity(found.kind, before + found.offset)
    return stray


def _decoded(path: Path, front: Sequence[bytes], dialect: Dialect) -> list[str]:
    texts = []
    for record, before, line in _placed(front):
        try:
            texts.append(record.decode("utf-8").rstrip("\r\n"))
        except UnicodeDecodeError as error:
            raise bad_encoding(
                path, line + record.count(NEWLINE, 0, error.start), before, dialect, error
            ) from error
    return texts


def _placed(front: Sequence[bytes]) -> Iterator[tuple[bytes, int, int]]:
    """(record, bytes before it, its line)."""
    before, line = 0, 1
    for record in front:
        yield record, before, line
        before, line = before + len(record), line + record.count(NEWLINE)


def read_as(dialect: Dialect, compression: str, declared: TableDialect) -> Reading:
    """How a file is read, for the report."""
    mark = "-sig" if dialect.mark and dialect.encoding == "utf-8" else ""
    return Reading(
        "csv",
        dialect.encoding + mark,
        delimiter=dialect.delimiter,
        compression=compression,
        dialect=declared.unusual,
    )


# ---- refusing --------------------------------------------------------------------------------------


def irregular(path: Path, line: int, before: int, found: Irregularity) -> IrregularCsvError:
    """The refusal of a text that is no CSV from a byte on; `before` are those before the piece it was found in."""
    kind = IRREGULAR_CSV[found.kind]
    return kind(path=path, line=line, byte=before + found.offset, limit=RECORD_LIMIT >> 20)


def bad_encoding(
    path: Path, line: int, before: int, dialect: Dialect, error: UnicodeDecodeError
) -> BadEncodingError:
    """The refusal of bytes that are none of the encoding."""
    byte = dialect.mark + before + error.start
    return BadEncodingError(
        path=path, encoding=dialect.encoding, line=line, byte=byte, found=bytes_of(error)
    )
