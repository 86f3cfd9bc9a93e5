"""The zip around a package: one form only, written by the standard library and read by its own strict reader.

Two zip readers may see different files in the same bytes (CVE-2024-0450, CVE-2025-54368). Here they cannot,
because there is one form, and the reader compares every byte that is not a member's own with what the writer
would have written:

* the members lie back to back from the first byte, the directory directly after, the end record last;
* no comment, no flag, no extra field but that of zip64, which is there exactly where a size needs it;
* the local header of a member says what its directory entry says; every member is a regular file, 0644,
  made on Unix, dated 1980-01-01;
* `.parquet`, `.gz` and `.zst` are stored as they are, everything else is deflated;
* the members a reader decides by come first (`FIRST`), the rest are sorted by bytes; names obey
  `statx.package.names`.

The same members give the same bytes under the same zlib. Clause numbers are those of PKWARE's APPNOTE 6.3.10.
"""

from __future__ import annotations

import io
import os
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from statx.errors import PackageLimitError, PackageMemberKindError, PackageZipError
from statx.files import CHUNK
from statx.package.names import LONGEST_NAME, check_distinct, check_name, quoted
from statx.texts import Text, count

FIRST = ("datapackage.json", "tagmanifest-sha256.txt", "manifest-sha256.txt")

NARROW = (1 << 31) - 1
"""The largest size or offset, in bytes, written without zip64; the standard library draws the line here too."""

_SATURATED = 0xFFFFFFFF  # 4.4.8: the value stands in the zip64 extra field
_STORED_SUFFIXES = (".parquet", ".gz", ".zst")  # compressed already
_MOST_MEMBERS = 0xFFFF  # 4.4.21: more need zip64 for their number, which this form has no use for
_RATIO_GRACE = 1024  # bytes any member may have, however small it was compressed
_PLAIN, _ZIP64 = 20, 45  # 4.4.3: version needed to extract
_UNIX = 3 << 8  # 4.4.2: made by
_DATE = 1 << 5 | 1  # 4.4.6: 1980-01-01 as MS-DOS counts
_MODE = (stat.S_IFREG | 0o644) << 16
_DOS_FOLDER = 0x10

_LOCAL = struct.Struct("<IHHHHHIIIHH")  # 4.3.7
_ENTRY = struct.Struct("<IHHHHHHIIIHHHHHII")  # 4.3.12
_END64 = struct.Struct("<IQHHIIQQQQ")  # 4.3.14
_LOCATOR = struct.Struct("<IIQI")  # 4.3.15
_END = struct.Struct("<IHHHHIIH")  # 4.3.16
_EXTRA = struct.Struct("<HH")  # 4.5.1: id and size of an extra field
_NUMBER = struct.Struct("<Q")
_LONGEST_ENTRY = _ENTRY.size + LONGEST_NAME + _EXTRA.size + 3 * _NUMBER.size

_NO_END = Text(
    id="akhir zip tidak ada di ujung berkas, mungkin terpotong atau ketambahan sesuatu",
    en="it does not end as a zip must, so it may be cut short or have something added",
)
_CUT = Text(id="berkas terpotong", en="it is cut short")
_BROKEN_DIRECTORY = Text(id="daftar isi zip rusak", en="its directory is damaged")
_NOT_CANONICAL = Text(
    id="{name} tidak tertulis seperti cara statx, mungkin paket pernah dibongkar lalu di-zip ulang",
    en="{name} is not written as statx writes it, so the package may have been unpacked and zipped again",
)
_GAP = Text(
    id="ada celah atau tumpang tindih di dekat {name}",
    en="there is a gap or an overlap next to {name}",
)
_ORDER = Text(id="urutan isinya bukan urutan baku", en="its members are not in the agreed order")
_BROKEN_MEMBER = Text(id="isi {name} rusak", en="the content of {name} is damaged")

_MEMBERS = Text(id="jumlah berkas", en="number of files")
_TOTAL = Text(id="jumlah byte seluruh isi", en="bytes of all members")
_RATIO = Text(id="byte {name} setelah dibuka", en="bytes of {name} once unpacked")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may ask of the one who opens it."""

    members: int = 2000
    """No more than 65535 can be allowed."""
    total_bytes: int = 64 << 30
    ratio: int = 1000
    """Bytes of a member for each byte it takes in the zip."""


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Member:
    """One file in the zip: its name, and where and how its bytes lie; sizes and offsets in bytes."""

    name: str
    size: int
    compressed_size: int
    crc: int
    offset: int
    """Where its local header begins."""

    @property
    def is_stored(self) -> bool:
        """Whether its bytes lie in the zip as they are."""
        return _is_stored(self.name)

    @property
    def data_offset(self) -> int:
        """Where its bytes begin."""
        return self.offset + len(_local_header(self))

    @property
    def end(self) -> int:
        """Where the next member begins."""
        return self.data_offset + self.compressed_size


def write_archive(members: Mapping[str, Path | bytes], target: Path) -> None:
    """Write the members, each a file or its bytes, into a zip at `target` in the one form.

    PackageNameError and PackageDuplicateError for names no package may have.
    """
    check_distinct(check_name(name) for name in members)
    with target.open("wb") as file, zipfile.ZipFile(file, "w") as archive:
        for name in sorted(members, key=_rank):
            _write_member(archive, name, members[name])


def read_directory(file: BinaryIO, limits: Limits = LIMITS) -> tuple[Member, ...]:
    """The members of a zip that has the one form, in their order; no member's bytes are read.

    Memory stays below what `limits.members` needs. PackageZipError, PackageNameError,
    PackageDuplicateError, PackageMemberKindError or PackageLimitError otherwise.
    """
    directory = _find_directory(file, limits)
    members = tuple(_entries(_read_at(file, directory.offset, directory.size), directory.members))
    check_distinct(member.name for member in members)
    _check_order(members)
    _check_limits(members, limits)
    _check_layout(file, members, directory)
    return members


def stream(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """The bytes of a member in chunks; the last chunk is given before size and CRC are judged at the end.

    PackageLimitError as soon as there is more than was declared, PackageZipError for anything else.
    """
    size, crc = 0, 0
    for chunk in _raw(file, member) if member.is_stored else _inflated(file, member):
        size, crc = size + len(chunk), zlib.crc32(chunk, crc)
        if size > member.size:
            raise _beyond(_RATIO.fill(name=member.name), size, member.size)
        yield chunk
    if (size, crc) != (member.size, member.crc):
        raise PackageZipError(found=_BROKEN_MEMBER.fill(name=member.name))


# ---- the one form ---------------------------------------------------------------------------------


class _LocalHeader(NamedTuple):
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


class _Entry(NamedTuple):
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


class _Directory(NamedTuple):
    offset: int
    size: int
    members: int

    @property
    def end(self) -> int:
        return self.offset + self.size


class _EndRecord(NamedTuple):
    signature: int
    disk: int
    first_disk: int
    entries_here: int
    entries: int
    size: int
    offset: int
    comment_length: int


class _EndRecord64(NamedTuple):
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


def _rank(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)


def _is_stored(name: str) -> bool:
    return name.lower().endswith(_STORED_SUFFIXES)


def _method(name: str) -> int:
    return zipfile.ZIP_STORED if _is_stored(name) else zipfile.ZIP_DEFLATED


def _is_wide(size: int) -> bool:
    """Whether the local header leaves room for zip64: the standard library's rule, which allows 5 % for bad luck."""
    return size * 1.05 > NARROW


def _local_header(member: Member) -> bytes:
    wide, name = _is_wide(member.size), member.name.encode("ascii")
    extra = _wide_extra(member.size, member.compressed_size) if wide else b""
    fixed = _LocalHeader(
        signature=0x04034B50,
        version=_ZIP64 if wide else _PLAIN,
        flags=0,
        method=_method(member.name),
        time=0,
        date=_DATE,
        crc=member.crc,
        compressed_size=_SATURATED if wide else member.compressed_size,
        size=_SATURATED if wide else member.size,
        name_length=len(name),
        extra_length=len(extra),
    )
    return _LOCAL.pack(*fixed) + name + extra


def _directory_entry(member: Member) -> bytes:
    wide_sizes = max(member.size, member.compressed_size) > NARROW
    wide_offset = member.offset > NARROW
    sizes = (member.size, member.compressed_size) if wide_sizes else ()
    offsets = (member.offset,) if wide_offset else ()
    name = member.name.encode("ascii")
    extra = _wide_extra(*sizes, *offsets) if sizes or offsets else b""
    version = _ZIP64 if extra or _is_wide(member.size) else _PLAIN
    fixed = _Entry(
        signature=0x02014B50,
        made_by=_UNIX | version,
        version=version,
        flags=0,
        method=_method(member.name),
        time=0,
        date=_DATE,
        crc=member.crc,
        compressed_size=_SATURATED if wide_sizes else member.compressed_size,
        size=_SATURATED if wide_sizes else member.size,
        name_length=len(name),
        extra_length=len(extra),
        comment_length=0,
        disk=0,
        internal_attributes=0,
        external_attributes=_MODE,
        offset=_SATURATED if wide_offset else member.offset,
    )
    return _ENTRY.pack(*fixed) + name + extra


def _wide_extra(*numbers: int) -> bytes:
    """The zip64 extra field, 4.5.3."""
    return _EXTRA.pack(1, len(numbers) * _NUMBER.size) + b"".join(map(_NUMBER.pack, numbers))


def _end_records(directory: _Directory) -> bytes:
    number, size, offset = directory.members, directory.size, directory.offset
    narrow_number = min(number, _MOST_MEMBERS)
    narrow = _EndRecord(
        signature=0x06054B50,
        disk=0,
        first_disk=0,
        entries_here=narrow_number,
        entries=narrow_number,
        size=min(size, _SATURATED),
        offset=min(offset, _SATURATED),
        comment_length=0,
    )
    if max(size, offset) <= NARROW:
        return _END.pack(*narrow)
    length = _END64.size - 12  # 4.3.14.1: without the signature and the length itself
    wide = _EndRecord64(
        signature=0x06064B50,
        length=length,
        made_by=_ZIP64,
        version=_ZIP64,
        disk=0,
        first_disk=0,
        entries_here=number,
        entries=number,
        size=size,
        offset=offset,
    )
    return _END64.pack(*wide) + _LOCATOR.pack(0x07064B50, 0, directory.end, 1) + _END.pack(*narrow)


# ---- writing --------------------------------------------------------------------------------------


def _write_member(archive: zipfile.ZipFile, name: str, content: Path | bytes) -> None:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr = _UNIX >> 8, _MODE
    info.compress_type = _method(name)
    info.file_size = len(content) if isinstance(content, bytes) else content.stat().st_size
    wide = _is_wide(info.file_size)
    with _opened(content) as source, archive.open(info, "w", force_zip64=wide) as sink:
        shutil.copyfileobj(source, sink, CHUNK)


def _opened(content: Path | bytes) -> BinaryIO:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


# ---- reading --------------------------------------------------------------------------------------


def _find_directory(file: BinaryIO, limits: Limits) -> _Directory:
    length = file.seek(0, os.SEEK_END)
    directory = _claimed_directory(file, length)
    if not 0 < directory.size <= directory.end < length:
        raise PackageZipError(found=_NO_END)
    end_records = _end_records(directory)
    if directory.end + len(end_records) != length or _read_at(file, directory.end, len(end_records)) != end_records:
        raise PackageZipError(found=_NO_END)
    _check_number(directory, min(limits.members, _MOST_MEMBERS))
    return directory


def _claimed_directory(file: BinaryIO, length: int) -> _Directory:
    """What the end record says, or the zip64 one before it where the numbers are too large."""
    end = _EndRecord._make(_END.unpack(_read_at(file, length - _END.size, _END.size)))
    if max(end.size, end.offset) <= NARROW:
        return _Directory(end.offset, end.size, end.entries)
    before = length - _END.size - _LOCATOR.size - _END64.size
    wide = _EndRecord64._make(_END64.unpack(_read_at(file, before, _END64.size)))
    return _Directory(wide.offset, wide.size, wide.entries)


def _check_number(directory: _Directory, most: int) -> None:
    """Before the directory is read into memory."""
    if directory.members > most:
        raise _beyond(_MEMBERS, directory.members, most)
    if directory.size > directory.members * _LONGEST_ENTRY:
        raise PackageZipError(found=_BROKEN_DIRECTORY)


def _entries(directory: bytes, number: int) -> Iterator[Member]:
    position = 0
    for _ in range(number):
        member = _parse_entry(directory, position)
        canonical = _directory_entry(member)
        if not directory.startswith(canonical, position):
            raise PackageZipError(found=_NOT_CANONICAL.fill(name=member.name))
        yield member
        position += len(canonical)
    if position != len(directory):
        raise PackageZipError(found=_BROKEN_DIRECTORY)


def _parse_entry(directory: bytes, position: int) -> Member:
    """Take an entry at its word, name and kind apart; what else it says is compared afterwards, byte for byte."""
    try:
        entry = _Entry._make(_ENTRY.unpack_from(directory, position))
    except struct.error as error:
        raise PackageZipError(found=_BROKEN_DIRECTORY) from error
    name_end = position + _ENTRY.size + entry.name_length
    name = directory[position + _ENTRY.size : name_end].decode("utf-8", "replace")
    wide = _wide_numbers(directory[name_end + _EXTRA.size : name_end + entry.extra_length])
    if not _is_regular(entry):
        raise PackageMemberKindError(name=quoted(name))
    return Member(
        name=check_name(name),
        size=next(wide, 0) if entry.size == _SATURATED else entry.size,
        compressed_size=next(wide, 0) if entry.compressed_size == _SATURATED else entry.compressed_size,
        crc=entry.crc,
        offset=next(wide, 0) if entry.offset == _SATURATED else entry.offset,
    )


def _wide_numbers(extra: bytes) -> Iterator[int]:
    whole = len(extra) // _NUMBER.size * _NUMBER.size
    return (number for (number,) in _NUMBER.iter_unpack(extra[:whole]))


def _is_regular(entry: _Entry) -> bool:
    kind = stat.S_IFMT(entry.external_attributes >> 16)
    return kind in (0, stat.S_IFREG) and not entry.external_attributes & _DOS_FOLDER


def _check_order(members: tuple[Member, ...]) -> None:
    names = [member.name for member in members]
    if names != sorted(names, key=_rank):
        raise PackageZipError(found=_ORDER)


def _check_limits(members: Iterable[Member], limits: Limits) -> None:
    total = 0
    for member in members:
        total += member.size
        most = member.compressed_size * limits.ratio + _RATIO_GRACE
        if member.size > most:
            raise _beyond(_RATIO.fill(name=member.name), member.size, most)
    if total > limits.total_bytes:
        raise _beyond(_TOTAL, total, limits.total_bytes)


def _check_layout(file: BinaryIO, members: Iterable[Member], directory: _Directory) -> None:
    position, name = 0, ""
    for member in members:
        name, header = member.name, _local_header(member)
        if member.offset != position or member.end > directory.offset:
            raise PackageZipError(found=_GAP.fill(name=name))
        if _read_at(file, position, len(header)) != header:
            raise PackageZipError(found=_NOT_CANONICAL.fill(name=name))
        position = member.end
    if position != directory.offset:
        raise PackageZipError(found=_GAP.fill(name=name))


def _inflated(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """Chunks of at most CHUNK bytes, whatever the deflated stream would like to become."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in _raw(file, member):
            waiting = piece
            while waiting and not inflater.unused_data:
                yield inflater.decompress(waiting, CHUNK)
                waiting = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise PackageZipError(found=_BROKEN_MEMBER.fill(name=member.name)) from error
    if not inflater.eof or inflater.unused_data:
        raise PackageZipError(found=_BROKEN_MEMBER.fill(name=member.name))


def _raw(file: BinaryIO, member: Member) -> Iterator[bytes]:
    position, end = member.data_offset, member.end
    while position < end:
        piece = _read_at(file, position, min(CHUNK, end - position))
        yield piece
        position += len(piece)


def _read_at(file: BinaryIO, position: int, size: int) -> bytes:
    """Exactly `size` bytes; the place is named each time, so that two streams of one file do not disturb each other."""
    if position < 0:
        raise PackageZipError(found=_CUT)
    file.seek(position)
    content = file.read(size)
    if len(content) != size:
        raise PackageZipError(found=_CUT)
    return content


def _beyond(what: Text, found: int, limit: int) -> PackageLimitError:
    return PackageLimitError(what=what, found=count(found), limit=count(limit))
