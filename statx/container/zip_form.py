"""The one form of a package's zip.

The order of its members, and every byte that is not a member's own.

Writer and reader share it: the standard library writes this form, and the reader renders it again
from the few numbers it parsed and compares.

* the members a reader decides by come first (`FIRST`), the rest are sorted by bytes;
* no comment, no flag, no extra field but that of zip64, which is there exactly where a size needs
  it;
* every member is a regular file, 0644, made on Unix, dated 1980-01-01;
* `.parquet`, `.gz` and `.zst` are stored as they are, everything else is deflated.

Clause numbers are those of PKWARE's APPNOTE 6.3.10.
"""

from __future__ import annotations

import stat
import struct
import zipfile
from dataclasses import dataclass
from typing import NamedTuple

from statx.container.names import LONGEST_NAME

FIRST = (
    "datapackage.json",
    "release.json",
    "release.json.sig",
    "tagmanifest-sha256.txt",
    "manifest-sha256.txt",
)
"""What a reader decides by, in this order; a draft has no release."""

NARROW = (1 << 31) - 1
"""The largest size or offset, in bytes, written without zip64.

The standard library draws the line here too.
"""

SATURATED = 0xFFFFFFFF  # 4.4.8: the value stands in the zip64 extra field
_STORED_SUFFIXES = (".parquet", ".gz", ".zst")  # compressed already
MOST_MEMBERS = 0xFFFF  # 4.4.21: more need zip64 for their number, which this form has no use for
_PLAIN, _ZIP64 = 20, 45  # 4.4.3: version needed to extract
UNIX = 3 << 8  # 4.4.2: made by
_DATE = 1 << 5 | 1  # 4.4.6: 1980-01-01 as MS-DOS counts
MODE = (stat.S_IFREG | 0o644) << 16

LOCAL = struct.Struct("<IHHHHHIIIHH")  # 4.3.7
ENTRY = struct.Struct("<IHHHHHHIIIHHHHHII")  # 4.3.12
END64 = struct.Struct("<IQHHIIQQQQ")  # 4.3.14
LOCATOR = struct.Struct("<IIQI")  # 4.3.15
END = struct.Struct("<IHHHHIIH")  # 4.3.16
EXTRA = struct.Struct("<HH")  # 4.5.1: id and size of an extra field
NUMBER = struct.Struct("<Q")
LONGEST_ENTRY = ENTRY.size + LONGEST_NAME + EXTRA.size + 3 * NUMBER.size


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the zip: its name, and where and how its bytes lie.

    Sizes and offsets in bytes.
    """

    name: str
    size: int
    compressed_size: int
    crc: int
    offset: int
    """Where its local header begins."""

    @property
    def is_stored(self) -> bool:
        """Whether its bytes lie in the zip as they are."""
        return is_stored(self.name)

    @property
    def data_offset(self) -> int:
        """Where its bytes begin."""
        return self.offset + len(local_header(self))

    @property
    def end(self) -> int:
        """Where the next member begins."""
        return self.data_offset + self.compressed_size


class LocalHeader(NamedTuple):
    """What stands before the bytes of a member, field by field as in 4.3.7."""

    signature: int
    version: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    compressed_size: int
    size: int
    name_length: int
    extra_length: int


class Entry(NamedTuple):
    """A directory entry as it is read, field by field as in 4.3.12."""

    signature: int
    made_by: int
    version: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    compressed_size: int
    size: int
    name_length: int
    extra_length: int
    comment_length: int
    disk: int
    internal_attributes: int
    external_attributes: int
    offset: int


class Directory(NamedTuple):
    """Where the central directory lies, in bytes, and how many members it lists."""

    offset: int
    size: int
    members: int

    @property
    def end(self) -> int:
        return self.offset + self.size


class EndRecord(NamedTuple):
    """4.3.16, in its order."""

    signature: int
    disk: int
    first_disk: int
    entries_here: int
    entries: int
    size: int
    offset: int
    comment_length: int


class EndRecord64(NamedTuple):
    """4.3.14, in its order."""

    signature: int
    length: int
    made_by: int
    version: int
    disk: int
    first_disk: int
    entries_here: int
    entries: int
    size: int
    offset: int


def rank(name: str) -> tuple[int, str]:
    """By which the members are sorted."""
    place = FIRST.index(name) if name in FIRST else len(FIRST)
    return place, name


def is_stored(name: str) -> bool:
    """Whether a member of this name lies in the zip as it is."""
    return name.lower().endswith(_STORED_SUFFIXES)


def method_of(name: str) -> int:
    """4.4.5: how a member of this name is compressed."""
    return zipfile.ZIP_STORED if is_stored(name) else zipfile.ZIP_DEFLATED


def is_wide(size: int) -> bool:
    """Whether the local header leaves room for zip64.

    The standard library's rule, which allows 5 % for bad luck.
    """
    return size * 1.05 > NARROW


def local_header(member: Member) -> bytes:
    """What stands before a member's bytes."""
    name = member.name.encode("ascii")
    size = member.size
    compressed_size = member.compressed_size
    version = _PLAIN
    extra = b""

    if is_wide(member.size):
        extra = _wide_extra(size, compressed_size)
        size = compressed_size = SATURATED
        version = _ZIP64

    fixed = LocalHeader(
        signature=0x04034B50,
        version=version,
        flags=0,
        method=method_of(member.name),
        time=0,
        date=_DATE,
        crc=member.crc,
        compressed_size=compressed_size,
        size=size,
        name_length=len(name),
        extra_length=len(extra),
    )
    return LOCAL.pack(*fixed) + name + extra


def directory_entry(member: Member) -> bytes:
    """What the central directory says of a member."""
    name = member.name.encode("ascii")
    size = member.size
    compressed_size = member.compressed_size
    offset = member.offset
    wide: list[int] = []

    # 4.5.3: a number that is too large moves to the extra field, in this order
    if max(size, compressed_size) > NARROW:
        wide += [size, compressed_size]
        size = compressed_size = SATURATED
    if offset > NARROW:
        wide += [offset]
        offset = SATURATED

    extra = _wide_extra(*wide) if wide else b""
    version = _ZIP64 if wide or is_wide(member.size) else _PLAIN
    fixed = Entry(
        signature=0x02014B50,
        made_by=UNIX | version,
        version=version,
        flags=0,
        method=method_of(member.name),
        time=0,
        date=_DATE,
        crc=member.crc,
        compressed_size=compressed_size,
        size=size,
        name_length=len(name),
        extra_length=len(extra),
        comment_length=0,
        disk=0,
        internal_attributes=0,
        external_attributes=MODE,
        offset=offset,
    )
    return ENTRY.pack(*fixed) + name + extra


def end_records(directory: Directory) -> bytes:
    """What stands behind the central directory, to the end of the file."""
    number = min(directory.members, MOST_MEMBERS)
    narrow = EndRecord(
        signature=0x06054B50,
        disk=0,
        first_disk=0,
        entries_here=number,
        entries=number,
        size=min(directory.size, SATURATED),
        offset=min(directory.offset, SATURATED),
        comment_length=0,
    )
    if max(directory.size, directory.offset) <= NARROW:
        return END.pack(*narrow)
    return _end_records_64(directory) + END.pack(*narrow)


def _end_records_64(directory: Directory) -> bytes:
    wide = EndRecord64(
        signature=0x06064B50,
        length=END64.size - 12,  # 4.3.14.1: without the signature and the length itself
        made_by=_ZIP64,
        version=_ZIP64,
        disk=0,
        first_disk=0,
        entries_here=directory.members,
        entries=directory.members,
        size=directory.size,
        offset=directory.offset,
    )
    locator = LOCATOR.pack(
        0x07064B50,
        0,
        directory.end,
        1,
    )
    return END64.pack(*wide) + locator


def _wide_extra(*numbers: int) -> bytes:
    """The zip64 extra field, 4.5.3."""
    packed = b"".join(map(NUMBER.pack, numbers))
    return EXTRA.pack(1, len(packed)) + packed
