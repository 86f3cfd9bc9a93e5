"""A CSV file as text: UTF-8 bytes, whatever it is compressed or encoded with; and its faults."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from statx.errors import StatxError, UnreadableFileError
from statx.files import DigestedFile, Digester
from statx.tables import limits
from statx.tables.csv.blocks import BLOCK, RECORD_LIMIT, Readable, fill, first_record_end
from statx.tables.csv.dialect import Dialect
from statx.tables.csv.encodings import BEFORE, readings
from statx.tables.csv.errors import IRREGULAR_CSV, IrregularCsvError
from statx.tables.csv.irregular import Irregularity
from statx.tables.errors import (
    BadEncodingError,
    DamagedCompressionError,
    InflatedTextError,
    MarkedEncodingError,
    NoEncodingError,
    OtherEncodingError,
)

COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}
HEAD = 1 << 16
"""Bytes that are read at first where the front of a file is looked at."""
MOST_BYTES = 4
"""Of a character in UTF-8."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file, and how its text is written."""

    path: Path
    dialect: Dialect
    compression: str = ""
    packed_in: int = 0
    """Bytes of the zip in which it came; 0 where it came in none."""

    @contextlib.contextmanager
    def opened(self, digester: Digester | None = None) -> Iterator[Readable]:
        """Its text as UTF-8 bytes without the mark; the digester is given the bytes of the file."""
        try:
            with self._raw(digester) as raw:
                raw.read(self.dialect.mark)
                text: Readable = raw
                if self.dialect.encoding != "utf-8":
                    text = _Transcoded(self, raw)
                yield _Inflated(self, text) if self.compression else text
        except (OSError, EOFError) as error:
            raise self._unreadable(error) from error

    def front(self, number: int) -> list[bytes]:
        """So many records at its front, or all there are; one without end as far as it may go."""
        quote = self.dialect.quote.encode()
        records: list[bytes] = []
        at = 0

        with self.opened() as stream:
            text = read(stream, HEAD)
            while len(records) < number and at <= RECORD_LIMIT:
                end = first_record_end(text, quote, at)
                may_go_on = end == len(text) and end - at <= RECORD_LIMIT
                more = read(stream, len(text) or HEAD) if may_go_on else b""
                if more:
                    text += more
                    continue

                if end == at:
                    break
                records.append(text[at:end])
                at = end

        return records

    def line_at(self, offset: int) -> int:
        """The physical line, from 1, in which this byte of the text stands."""
        line = 1
        with self.opened() as stream:
            while offset:
                chunk = read(stream, min(offset, BLOCK))
                if not chunk:
                    break
                line += chunk.count(b"\n")
                offset -= len(chunk)

        return line

    def absolute(self) -> TextFile:
        """The same file for whoever works in another folder."""
        return replace(self, path=self.path.absolute())

    def irregular(self, irregularity: Irregularity, line: int, before: int) -> IrregularCsvError:
        """Say that it is no CSV from a byte on; `before` counts those before the piece."""
        error = IRREGULAR_CSV[irregularity.kind]
        return error(
            path=self.path,
            line=line,
            byte=self.dialect.mark + before + irregularity.offset,
            limit=RECORD_LIMIT >> 20,
        )

    def bad_encoding(self, error: UnicodeDecodeError, line: int, before: int) -> BadEncodingError:
        """Say that some bytes are none of its encoding; `before` counts those before the piece."""
        byte = self.dialect.mark + before + error.start
        return self._bad_byte(line, byte, error)

    def first_bad_byte(self) -> BadEncodingError:
        """Read the file once more, up to the byte at which its encoding breaks."""
        encoding = self.dialect.encoding
        decoder = codecs.getincrementaldecoder(encoding)()
        line = 1
        end = 0

        with self._raw() as raw:
            while True:
                chunk = raw.read(BLOCK)
                end += len(chunk)
                try:
                    text = decoder.decode(chunk, final=not chunk)
                except UnicodeDecodeError as error:
                    sound = error.object[: error.start].decode(encoding, "ignore")
                    line += sound.count("\n")
                    # What the decoder had kept back of the chunk before is in its object, too.
                    byte = end - len(error.object) + error.start
                    return self._bad_byte(line, byte, error)

                line += text.count("\n")
                if not chunk:
                    return self._bad_byte(line, end)

    @contextlib.contextmanager
    def _raw(self, digester: Digester | None = None) -> Iterator[Any]:
        """Its bytes, decompressed."""
        # As bytes: Arrow takes a text for UTF-8, and not every name is.
        with pa.OSFile(os.fsencode(self.path)) as file:
            raw = DigestedFile(file, digester) if digester else file
            if not self.compression:
                yield raw
                return

            with pa.CompressedInputStream(raw, self.compression) as stream:
                yield stream

    def _bad_byte(
        self, line: int, byte: int, error: UnicodeDecodeError | None = None
    ) -> BadEncodingError:
        """Say that the text breaks at a byte of the file, and what to do: never what failed."""
        start = max(0, byte - BEFORE)
        others = readings(self._bytes_from(start), byte - start, but=self.dialect.encoding)
        said = {
            "path": self.path,
            "encoding": self.dialect.encoding,
            "line": line,
            "byte": byte,
            "found": _first_bytes(error) if error else "…",
        }
        if self.dialect.mark:
            return MarkedEncodingError(**said)
        if not others:
            return NoEncodingError(**said)

        bad = self._in_another(others, said)
        bad.read_as = self.dialect.encoding
        bad.encodings = tuple(name for name, _ in others)
        return bad

    def _in_another(
        self, others: Sequence[tuple[str, str]], said: Mapping[str, object]
    ) -> BadEncodingError:
        """Say in which encodings it may be."""
        if self.dialect.encoding == "utf-8":
            return BadEncodingError(
                **said,
                other=others[0][0],
            )

        looks = ", ".join(f'{name} ("{letter}")' for name, letter in others)
        return OtherEncodingError(
            **said,
            others=looks,
        )

    def _bytes_from(self, byte: int) -> bytes:
        """Some bytes of the file as it is written, from one on."""
        with self._raw() as raw:
            skip(raw, byte)
            return read(raw, HEAD)

    def _unreadable(self, error: OSError | EOFError) -> StatxError:
        """Only the system numbers its errors; one without a number comes from decompressing."""
        number = getattr(error, "errno", None)
        if self.compression and not number:
            return DamagedCompressionError(path=self.path)

        reason = getattr(error, "strerror", None) or error
        return UnreadableFileError(
            path=self.path,
            reason=reason,
        )


def most_rows(file: TextFile, width: int) -> int:
    """How many records the size of a file explains, each of so many cells, there or not.

    A compressed text is taken for a hundred times its file.
    """
    size = file.path.stat().st_size * (100 if file.compression else 1)
    cells = limits.ALWAYS_JUDGED + limits.HIDDEN_CELLS.most * size
    return cells // max(width, 1)


def compression_of(path: Path) -> str:
    """What a file of this name is compressed with; '' for nothing."""
    return COMPRESSIONS.get(path.suffix.lower(), "")


def read(stream: Readable, size: int) -> bytes:
    """So many bytes, or all there are."""
    target = bytearray(size)
    done = fill(stream, memoryview(target))
    return bytes(target[:done])


def skip(stream: Readable, size: int) -> None:
    """Go on by so many bytes: at once where the stream can, else by reading them."""
    if isinstance(stream, pa.OSFile):
        stream.seek(stream.tell() + size)
        return

    while size:
        chunk = read(stream, min(size, BLOCK))
        if not chunk:
            return
        size -= len(chunk)


class _Inflated:
    """The text of a compressed file, as far as its size explains it."""

    def __init__(self, file: TextFile, text: Readable) -> None:
        self._file = file
        self._text = text
        self._most = limits.INFLATION.most
        size = file.path.stat().st_size
        if file.packed_in:
            self._most = limits.PACKED
            size = file.packed_in
        self._left = limits.ALWAYS_INFLATED + self._most * size

    def readinto(self, target: memoryview, /) -> int:
        """InflatedTextError where there is more than any real data would give."""
        given = self._text.readinto(target)
        self._left -= given
        if self._left < 0:
            raise InflatedTextError(
                path=self._file.path,
                limit=self._most,
            )
        return given


class _Transcoded:
    """A text in another encoding, given as UTF-8 bytes."""

    def __init__(self, file: TextFile, raw: Any) -> None:  # noqa: ANN401  pyarrow has no types
        self._file = file
        self._text = io.TextIOWrapper(
            raw,
            file.dialect.encoding,
            errors="strict",
            newline="",
        )
        self._left_over = b""

    def readinto(self, target: memoryview, /) -> int:
        """What is left of a character that did not fit comes first next time."""
        room = len(target)
        text = self._left_over or self._next(max(1, room // MOST_BYTES))
        part = text[:room]
        self._left_over = text[room:]

        target[: len(part)] = part
        return len(part)

    def _next(self, characters: int) -> bytes:
        try:
            return self._text.read(characters).encode("utf-8")
        except UnicodeDecodeError as error:
            raise self._file.first_bad_byte() from error
        except UnicodeError as error:
            raise UnreadableFileError(
                path=self._file.path,
                reason=error,
            ) from error


def _first_bytes(error: UnicodeDecodeError) -> str:
    """The first bytes that are no text."""
    bad = error.object[error.start : error.start + 2]
    return " ".join(f"0x{byte:02X}" for byte in bad)
