"""The zip of a workbook, whose parts are read within limits that are looked at first.

Nothing is read but the parts that somebody asks for by name: pictures, macros and links to other
books stay unopened.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from statx.errors import StatxError
from statx.texts import Text, count
from statx.workbook import limits, words
from statx.workbook.errors import BrokenWorkbookError, OtherKindError, WorkbookLimitError
from statx.workbook.kinds import other_archive, other_kind
from statx.workbook.limits import Limit

ENTRY = b"PK\x01\x02"
"""Begins each entry of a zip's directory: so many there are at most."""
CHUNK = 1 << 18
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1


@dataclass(slots=True)
class Archive:
    """An open workbook file."""

    path: Path
    zip: zipfile.ZipFile
    names: frozenset[str]
    size: int
    """Of the file, in bytes."""
    _unpacked: int = field(default=0)
    """Bytes of all parts that were read so far."""

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part; BrokenWorkbookError, WorkbookLimitError."""
        entry = self._entry(name)
        self._unpacked += entry.file_size
        self._refuse_bomb(name)
        try:
            with self.zip.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise self.broken(name, words.NO_ZIP) from error

    def broken(self, part: str, reason: Text) -> BrokenWorkbookError:
        """The error of a part that is not what it should be."""
        return BrokenWorkbookError(
            path=self.path,
            part=part,
            reason=reason,
        )

    def beyond(self, part: str, limit: Limit) -> WorkbookLimitError:
        """The error of a part that is too much."""
        return WorkbookLimitError(
            path=self.path,
            part=part,
            limit=count(limit.most),
            what=limit.of,
        )

    def _entry(self, name: str) -> zipfile.ZipInfo:
        if name not in self.names:
            raise self.broken(name, words.MISSING_PART)

        entry = self.zip.getinfo(name)
        if entry.compress_type not in COMPRESSIONS or entry.flag_bits & ENCRYPTED:
            raise self.broken(name, words.OTHER_COMPRESSION)
        return entry

    def _refuse_bomb(self, name: str) -> None:
        """`zipfile` gives no more bytes of a part than its entry declares."""
        if self._unpacked > limits.INFLATED.most:
            raise self.beyond(name, limits.INFLATED)

        is_large = self._unpacked > limits.ALWAYS_INFLATED
        if is_large and self._unpacked > limits.RATIO.most * self.size:
            raise self.beyond(name, limits.RATIO)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a workbook file.

    Raises OSError, OtherKindError for a file of another kind, BrokenWorkbookError and
    WorkbookLimitError.
    """
    kind = other_kind(path)
    if kind is not None:
        raise _of_other_kind(path, kind)

    with path.open("rb") as file:
        size = _measured(file, path)
        with _opened(file, path) as archive:
            names = _distinct_names(archive, path)
            kind = other_archive(names)
            if kind is not None:
                raise _of_other_kind(path, kind)
            yield Archive(path, archive, names, size)


def _of_other_kind(path: Path, kind: tuple[Text, Text]) -> StatxError:
    what, remedy = kind
    return OtherKindError(
        path=path,
        what=what,
        remedy=remedy,
    )


def _measured(file: BinaryIO, path: Path) -> int:
    """The size of the file, once its entries are counted: their directory is held in memory."""
    entries = 0
    size = 0
    tail = b""
    while chunk := file.read(CHUNK):
        entries += (tail + chunk).count(ENTRY)
        size += len(chunk)
        tail = chunk[1 - len(ENTRY) :]

    if entries > limits.MEMBERS.most:
        raise WorkbookLimitError(
            path=path,
            part="zip",
            limit=count(limits.MEMBERS.most),
            what=limits.MEMBERS.of,
        )
    return size


def _opened(file: BinaryIO, path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise BrokenWorkbookError(
            path=path,
            part="zip",
            reason=words.NO_ZIP,
        ) from error


def _distinct_names(archive: zipfile.ZipFile, path: Path) -> frozenset[str]:
    """Of two parts with one name, two programs would read another one each."""
    names: set[str] = set()
    for name in archive.namelist():
        if name in names:
            raise BrokenWorkbookError(
                path=path,
                part=name,
                reason=words.TWICE,
            )
        names.add(name)
    return frozenset(names)
