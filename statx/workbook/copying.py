"""A copy of a workbook in which some parts differ: all others keep their bytes, packed as they are.

What is read goes through the limits of `archive`.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from statx.texts import verbatim
from statx.workbook import words
from statx.workbook.archive import Archive, open_archive
from statx.workbook.elements import Element, ForbiddenXmlError, read_elements
from statx.workbook.errors import BrokenWorkbookError, DeclaredEntitiesError

_LOCAL = struct.Struct("<4sHHHHHLLLHH")
"""Signature, version, flags, method, time, date, CRC, packed, size, name, extra (APPNOTE 4.3.7)."""
_ENTRY = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")
_VERSION = 20
_UTF8 = 0x800
_FIRST_DAY = 0x21
"""1980-01-01, as zips write it: the same run gives the same bytes."""
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class _Member:
    """One file of the zip, packed."""

    name: str
    packed: bytes | memoryview
    size: int
    crc: int
    method: int = zipfile.ZIP_DEFLATED
    time: int = 0
    date: int = _FIRST_DAY
    attributes: int = 0
    """As the system that made the zip has them."""


@dataclass
class BookCopy:
    """The parts of a workbook that is being copied; the order stays, new ones come last."""

    path: Path
    """The workbook, as the user named it."""
    archive: Archive | None = None
    """What is copied; None where all parts are new."""
    changed: dict[str, bytes] = field(default_factory=dict)
    """Parts that are new or differ."""
    names: dict[str, str] = field(default_factory=dict)
    """In lower case -> as it is: names of parts are the same in any case (OPC 6.2.2.3)."""

    @classmethod
    def new(cls, path: Path, parts: Mapping[str, str | bytes]) -> BookCopy:
        """A workbook that is no copy, of these parts."""
        book = cls(path)
        for name, content in parts.items():
            book.write(name, content)
        return book

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def read(self, name: str) -> bytes:
        """A part, unpacked. BrokenWorkbookError, WorkbookLimitError."""
        known = self.names.get(name.lower(), name)
        if known in self.changed:
            return self.changed[known]
        if self.archive is None:
            raise self.broken(name, words.MISSING_PART)
        return b"".join(self.archive.chunks(known))

    def beginning(self, name: str) -> bytes:
        """The first piece of a part, at least some thousand bytes where there are so many."""
        known = self.names[name.lower()]
        if known in self.changed or self.archive is None:
            return self.changed[known]
        return next(self.archive.chunks(known), b"")

    def elements(self, name: str, skipped: str = "") -> tuple[bytes, Element]:
        """(bytes, root) of a part of XML, see `read_elements`.

        BrokenWorkbookError, DeclaredEntitiesError, WorkbookLimitError.
        """
        content = self.read(name)
        with self.well_formed(name):
            return content, read_elements(content, skipped)

    @contextmanager
    def well_formed(self, name: str) -> Iterator[None]:
        """Say of which part it is that something is not as it must be (ValueError)."""
        try:
            yield
        except ForbiddenXmlError as error:
            raise DeclaredEntitiesError(path=self.path, part=name) from error
        except ValueError as error:
            raise self.broken(name, verbatim(error)) from error

    def write(self, name: str, content: str | bytes) -> None:
        """Change a part, or add one."""
        known = self.names.setdefault(name.lower(), name)
        self.changed[known] = content.encode() if isinstance(content, str) else content

    def free_name(self, pattern: str) -> str:
        """A name that no part has, `{n}` in it numbered: `xl/comments{n}.xml`."""
        number = 1
        while pattern.format(n=number) in self:
            number += 1
        return pattern.format(n=number)

    def broken(self, part: str, reason: object) -> BrokenWorkbookError:
        """The error of a part that is not what it should be."""
        return BrokenWorkbookError(
            path=self.path,
            part=part,
            reason=reason,
        )

    def save(self, file: BinaryIO) -> None:
        """Write the zip."""
        at = 0
        entries = []
        for member in self._members():
            header = _local_header(member)
            entries.append(_entry(member, at))
            file.write(header)
            file.write(member.packed)
            at += len(header) + len(member.packed)

        directory = b"".join(entries)
        number = len(entries)
        file.write(directory)
        file.write(_END.pack(b"PK\5\6", 0, 0, number, number, len(directory), at, 0))

    def _members(self) -> Iterator[_Member]:
        copied = self.archive.zip.infolist() if self.archive else []
        source = self.path.read_bytes() if copied else b""
        for entry in copied:
            if entry.filename not in self.changed:
                yield self._copied(entry, source)
            else:
                yield _packed(entry.filename, self.changed[entry.filename])

        old = {entry.filename for entry in copied}
        for name, content in self.changed.items():
            if name not in old:
                yield _packed(name, content)

    def _copied(self, entry: zipfile.ZipInfo, source: bytes) -> _Member:
        """The packed bytes begin behind the local header, whose lengths are its own."""
        start = entry.header_offset + _LOCAL.size
        header = source[entry.header_offset : start]
        if len(header) < _LOCAL.size:
            raise self.broken(entry.filename, words.NO_ZIP)

        *_, name, extra = _LOCAL.unpack(header)
        start += name + extra
        packed = memoryview(source)[start : start + entry.compress_size]
        if len(packed) < entry.compress_size:
            raise self.broken(entry.filename, words.NO_ZIP)

        year, month, day, hour, minute, second = entry.date_time
        return _Member(
            entry.filename,
            packed,
            entry.file_size,
            entry.CRC,
            entry.compress_type,
            time=hour << 11 | minute << 5 | second // 2,
            date=(year - 1980) << 9 | month << 5 | day,
            attributes=entry.external_attr,
        )


@contextmanager
def copy_of(path: Path) -> Iterator[BookCopy]:
    """A workbook file whose copy is to differ.

    Raises what `open_archive` raises.
    """
    with open_archive(path) as archive:
        names = {name.lower(): name for name in archive.zip.namelist()}
        yield BookCopy(path, archive, names=names)


def _packed(name: str, content: bytes) -> _Member:
    deflating = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    packed = deflating.compress(content) + deflating.flush()
    return _Member(name, packed, len(content), zlib.crc32(content))


def _encoded(member: _Member) -> tuple[bytes, int]:
    """(name, flags)"""
    flags = 0 if member.name.isascii() else _UTF8
    return member.name.encode(), flags


def _facts(member: _Member) -> tuple[int, ...]:
    """What both headers of a member say alike: method, time, date, CRC, sizes."""
    return (
        member.method,
        member.time,
        member.date,
        member.crc,
        len(member.packed),
        member.size,
    )


def _local_header(member: _Member) -> bytes:
    name, flags = _encoded(member)
    header = _LOCAL.pack(b"PK\3\4", _VERSION, flags, *_facts(member), len(name), 0)
    return header + name


def _entry(member: _Member, at: int) -> bytes:
    name, flags = _encoded(member)
    # no extra field, no remark, first disk, no internal attributes
    rest = (len(name), 0, 0, 0, 0, member.attributes, at)
    entry = _ENTRY.pack(b"PK\1\2", _VERSION, _VERSION, flags, *_facts(member), *rest)
    return entry + name
