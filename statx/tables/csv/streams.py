"""A file's text as UTF-8 bytes, whatever it is compressed or encoded with; and where its encoding breaks."""

from __future__ import annotations

import codecs
import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from statx.errors import UnreadableFileError
from statx.tables.csv.blocks import BLOCK, Readable, fill
from statx.tables.csv.dialect import Dialect
from statx.tables.errors import BadEncodingError, DamagedCompressionError

COMPRESSIONS = {".gz": "gzip", ".zst": "zstd"}


class Transcoded:
    """A text in another encoding, given as UTF-8 bytes."""

    def __init__(self, raw: Any, path: Path, encoding: str, compression: str) -> None:  # noqa: ANN401  pyarrow's streams have no type
        self._text = io.TextIOWrapper(raw, encoding, errors="strict", newline="")
        self._path, self._encoding, self._compression = path, encoding, compression
        self._given = b""

    def readinto(self, target: memoryview, /) -> int:
        """What is left of a character that did not fit comes first next time."""
        if not self._given:
            self._given = self._next(max(1, len(target) // 4))
        given, self._given = self._given[: len(target)], self._given[len(target) :]
        target[: len(given)] = given
        return len(given)

    def _next(self, characters: int) -> bytes:
        try:
            return self._text.read(characters).encode("utf-8")
        except UnicodeDecodeError as error:
            raise first_bad_byte(self._path, self._encoding, self._compression) from error
        except UnicodeError as error:
            raise UnreadableFileError(path=self._path, reason=error) from error

    def close(self) -> None:
        self._text.close()


@contextlib.contextmanager
def text_of(path: Path, dialect: Dialect, compression: str) -> Iterator[Readable]:
    """The file's text as UTF-8 bytes without its mark, whatever it is compressed or encoded with."""
    raw: Any = None
    try:
        raw = _raw(path, compression)
        raw.read(dialect.mark)
        yield (
            raw
            if dialect.encoding == "utf-8"
            else Transcoded(raw, path, dialect.encoding, compression)
        )
    except (OSError, EOFError) as error:
        if compression and not getattr(error, "errno", None):
            raise DamagedCompressionError(path=path) from error
        raise UnreadableFileError(
            path=path, reason=getattr(error, "strerror", None) or error
        ) from error
    finally:
        if raw is not None:
            raw.close()


def _raw(path: Path, compression: str) -> Any:  # noqa: ANN401  pyarrow's streams have no type
    file = pa.OSFile(str(path))
    return pa.CompressedInputStream(file, compression) if compression else file


def skip(stream: Readable, size: int) -> None:
    """At once where the stream can, else by reading on."""
    if isinstance(stream, pa.OSFile):
        stream.seek(stream.tell() + size)
        return
    while size and (chunk := read(stream, min(size, BLOCK))):
        size -= len(chunk)


def read(stream: Readable, size: int) -> bytes:
    """So many bytes, or all there are."""
    target = bytearray(size)
    return bytes(target[: fill(stream, memoryview(target))])


def first_bad_byte(path: Path, encoding: str, compression: str) -> BadEncodingError:
    """The file once more, up to the byte at which its encoding breaks."""
    decoder, line, read_so_far = codecs.getincrementaldecoder(encoding)(), 1, 0
    with contextlib.closing(_raw(path, compression)) as raw:
        while True:
            chunk = raw.read(BLOCK)
            read_so_far += len(chunk)
            try:
                line += decoder.decode(chunk, final=not chunk).count("\n")
            except UnicodeDecodeError as error:
                line += error.object[: error.start].decode(encoding, "ignore").count("\n")
                byte = read_so_far - len(error.object) + error.start
                return BadEncodingError(
                    path=path, encoding=encoding, line=line, byte=byte, found=bytes_of(error)
                )
            if not chunk:
                return BadEncodingError(
                    path=path, encoding=encoding, line=line, byte=read_so_far, found="…"
                )


def bytes_of(error: UnicodeDecodeError) -> str:
    """The first bytes that are no text."""
    return " ".join(f"0x{byte:02X}" for byte in error.object[error.start : error.start + 2])
