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
  `statx.container.names`.

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
from typing import BinaryIO

from statx.container.errors import PackageLimitError, PackageMemberKindError, PackageZipError
from statx.container.names import check_distinct, check_name, quoted
from statx.container.zip_form import (
    END,
    END64,
    ENTRY,
    EXTRA,
    LOCATOR,
    LONGEST_ENTRY,
    MODE,
    MOST_MEMBERS,
    NARROW,
    NUMBER,
    SATURATED,
    UNIX,
    Directory,
    EndRecord,
    EndRecord64,
    Entry,
    Member,
    directory_entry,
    end_records,
    is_wide,
    local_header,
    method_of,
    rank,
)
from statx.files import CHUNK
from statx.texts import Text, count

_RATIO_GRACE = 1024  # bytes any member may have, however small it was compressed
_DOS_FOLDER = 0x10

_NO_END = Text(
    id="akhir zip tidak ada di ujung berkas, mungkin terpotong atau ketambahan sesuatu",
    en="it does not end as a zip must, so it may be cut short or have something added",
)
_CUT = Text(id="berkas terpotong", en="it is cut short")
_BROKEN_DIRECTORY = Text(id="daftar isi zip rusak", en="its directory is damaged")
_NOT_CANONICAL = Text(
    id="{name} tidak tertulis seperti cara statx, mungkin paket pernah dibongkar lalu di-zip ulang",
    en=(
        "{name} is not written as statx writes it, so the package may have been unpacked and zipped"
        " again"
    ),
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


def write_archive(members: Mapping[str, Path | bytes], target: Path) -> None:
    """Write the members, each a file or its bytes, into a zip at `target` in the one form.

    PackageNameError and PackageDuplicateError for names no package may have.
    """
    check_distinct(check_name(name) for name in members)
    with target.open("wb") as file, zipfile.ZipFile(file, "w") as archive:
        for name in sorted(members, key=rank):
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


# ---- writing --------------------------------------------------------------------------------------


def _write_member(archive: zipfile.ZipFile, name: str, content: Path | bytes) -> None:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.create_system, info.external_attr = UNIX >> 8, MODE
    info.compress_type = method_of(name)
    info.file_size = len(content) if isinstance(content, bytes) else content.stat().st_size
    wide = is_wide(info.file_size)
    with _opened(content) as source, archive.open(info, "w", force_zip64=wide) as sink:
        shutil.copyfileobj(source, sink, CHUNK)


def _opened(content: Path | bytes) -> BinaryIO:
    return io.BytesIO(content) if isinstance(content, bytes) else content.open("rb")


# ---- reading --------------------------------------------------------------------------------------


def _find_directory(file: BinaryIO, limits: Limits) -> Directory:
    length = file.seek(0, os.SEEK_END)
    directory = _claimed_directory(file, length)
    if not 0 < directory.size <= directory.end < length:
        raise PackageZipError(found=_NO_END)
    records = end_records(directory)
    if (
        directory.end + len(records) != length
        or _read_at(file, directory.end, len(records)) != records
    ):
        raise PackageZipError(found=_NO_END)
    _check_number(directory, min(limits.members, MOST_MEMBERS))
    return directory


def _claimed_directory(file: BinaryIO, length: int) -> Directory:
    """What the end record says, or the zip64 one before it where the numbers are too large."""
    end = EndRecord._make(END.unpack(_read_at(file, length - END.size, END.size)))
    if max(end.size, end.offset) <= NARROW:
        return Directory(end.offset, end.size, end.entries)
    before = length - END.size - LOCATOR.size - END64.size
    wide = EndRecord64._make(END64.unpack(_read_at(file, before, END64.size)))
    return Directory(wide.offset, wide.size, wide.entries)


def _check_number(directory: Directory, most: int) -> None:
    """Before the directory is read into memory."""
    if directory.members > most:
        raise _beyond(_MEMBERS, directory.members, most)
    if directory.size > directory.members * LONGEST_ENTRY:
        raise PackageZipError(found=_BROKEN_DIRECTORY)


def _entries(directory: bytes, number: int) -> Iterator[Member]:
    position = 0
    for _ in range(number):
        member = _parse_entry(directory, position)
        canonical = directory_entry(member)
        if not directory.startswith(canonical, position):
            raise PackageZipError(found=_NOT_CANONICAL.fill(name=member.name))
        yield member
        position += len(canonical)
    if position != len(directory):
        raise PackageZipError(found=_BROKEN_DIRECTORY)


def _parse_entry(directory: bytes, position: int) -> Member:
    """Take an entry at its word, name and kind apart; what else it says is compared afterwards, byte for byte."""
    try:
        entry = Entry._make(ENTRY.unpack_from(directory, position))
    except struct.error as error:
        raise PackageZipError(found=_BROKEN_DIRECTORY) from error
    name_end = position + ENTRY.size + entry.name_length
    name = directory[position + ENTRY.size : name_end].decode("utf-8", "replace")
    wide = _wide_numbers(directory[name_end + EXTRA.size : name_end + entry.extra_length])
    if not _is_regular(entry):
        raise PackageMemberKindError(name=quoted(name))
    return Member(
        name=check_name(name),
        size=next(wide, 0) if entry.size == SATURATED else entry.size,
        compressed_size=(
            next(wide, 0) if entry.compressed_size == SATURATED else entry.compressed_size
        ),
        crc=entry.crc,
        offset=next(wide, 0) if entry.offset == SATURATED else entry.offset,
    )


def _wide_numbers(extra: bytes) -> Iterator[int]:
    whole = len(extra) // NUMBER.size * NUMBER.size
    return (number for (number,) in NUMBER.iter_unpack(extra[:whole]))


def _is_regular(entry: Entry) -> bool:
    kind = stat.S_IFMT(entry.external_attributes >> 16)
    return kind in (0, stat.S_IFREG) and not entry.external_attributes & _DOS_FOLDER


def _check_order(members: tuple[Member, ...]) -> None:
    names = [member.name for member in members]
    if names != sorted(names, key=rank):
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


def _check_layout(file: BinaryIO, members: Iterable[Member], directory: Directory) -> None:
    position, name = 0, ""
    for member in members:
        name, header = member.name, local_header(member)
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
