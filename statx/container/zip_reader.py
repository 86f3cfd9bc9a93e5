"""Read the zip of a package: a strict reader of our own, which accepts one form alone.

Two zip readers may see different files in the same bytes (CVE-2024-0450, CVE-2025-54368). Here they
cannot, because there is one form (`zip_form`), and the reader renders again what the writer would
have written and compares every byte that is not a member's own:

* the members lie back to back from the first byte, the directory directly after, the end record
  last;
* the local header of a member says what its directory entry says;
* the members a reader decides by come first (`FIRST`), the rest are sorted by bytes; names obey
  `statx.container.names`.

Clause numbers are those of PKWARE's APPNOTE 6.3.10.
"""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from statx.container import words
from statx.container.errors import PackageLimitError, PackageMemberKindError, PackageZipError
from statx.container.names import check_distinct, check_name, quoted
from statx.container.zip_form import (
    END,
    END64,
    ENTRY,
    EXTRA,
    LOCATOR,
    LONGEST_ENTRY,
    MOST_MEMBERS,
    NARROW,
    NUMBER,
    SATURATED,
    Directory,
    EndRecord,
    EndRecord64,
    Entry,
    Member,
    directory_entry,
    end_records,
    local_header,
    rank,
)
from statx.files import CHUNK
from statx.texts import Text, count

_RATIO_GRACE = 1024  # bytes any member may have, however small it was compressed
_DOS_FOLDER = 0x10


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a package may ask of the one who opens it."""

    members: int = 2000
    """No more than 65535 can be allowed."""
    total_bytes: int = 64 << 30
    ratio: int = 1000
    """Bytes of a member for each byte it takes in the zip."""


LIMITS = Limits()


def read_directory(file: BinaryIO, limits: Limits = LIMITS) -> tuple[Member, ...]:
    """The members of a zip that has the one form, in their order; no member's bytes are read.

    Memory stays below what `limits.members` needs. PackageZipError, PackageNameError,
    PackageDuplicateError, PackageMemberKindError or PackageLimitError otherwise.
    """
    directory = _find_directory(file, limits)
    listing = _read_at(
        file,
        directory.offset,
        directory.size,
    )
    members = tuple(_parse_entries(listing, directory.members))

    check_distinct(member.name for member in members)
    _check_order(members)
    _check_limits(members, limits)
    _check_layout(
        file,
        members,
        directory,
    )
    return members


def stream(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """The bytes of a member in chunks.

    The last chunk is given before size and CRC are judged at the end.

    PackageLimitError as soon as there is more than was declared, PackageZipError for anything else.
    """
    chunks = _raw_bytes(file, member) if member.is_stored else _inflated(file, member)
    size = 0
    crc = 0

    for chunk in chunks:
        size += len(chunk)
        crc = zlib.crc32(chunk, crc)
        if size > member.size:
            what = words.BYTES_ONCE_UNPACKED.fill(name=member.name)
            raise _limit_error(
                what,
                size,
                member.size,
            )
        yield chunk

    if (size, crc) != (member.size, member.crc):
        raise PackageZipError(found=words.BROKEN_MEMBER.fill(name=member.name))


# ---- the directory ----------------------------------------------------------------------------


def _find_directory(file: BinaryIO, limits: Limits) -> Directory:
    length = file.seek(0, os.SEEK_END)
    directory = _claimed_directory(file, length)

    if not 0 < directory.size <= directory.end < length:
        raise PackageZipError(found=words.NO_END)
    _check_end(
        file,
        directory,
        length,
    )
    _check_number(directory, min(limits.members, MOST_MEMBERS))
    return directory


def _claimed_directory(file: BinaryIO, length: int) -> Directory:
    """What the end record says, or the zip64 one before it where the numbers are too large."""
    tail = _read_at(
        file,
        length - END.size,
        END.size,
    )
    end = EndRecord._make(END.unpack(tail))
    if max(end.size, end.offset) <= NARROW:
        return Directory(
            end.offset,
            end.size,
            end.entries,
        )

    before = length - END.size - LOCATOR.size - END64.size
    wide_tail = _read_at(
        file,
        before,
        END64.size,
    )
    wide = EndRecord64._make(END64.unpack(wide_tail))
    return Directory(
        wide.offset,
        wide.size,
        wide.entries,
    )


def _check_end(file: BinaryIO, directory: Directory, length: int) -> None:
    """Whether nothing but the end records of this directory stands behind it."""
    records = end_records(directory)
    if directory.end + len(records) != length:
        raise PackageZipError(found=words.NO_END)
    if (
        _read_at(
            file,
            directory.end,
            len(records),
        )
        != records
    ):
        raise PackageZipError(found=words.NO_END)


def _check_number(directory: Directory, most: int) -> None:
    """Before the directory is read into memory."""
    if directory.members > most:
        raise _limit_error(
            words.NUMBER_OF_MEMBERS,
            directory.members,
            most,
        )
    if directory.size > directory.members * LONGEST_ENTRY:
        raise PackageZipError(found=words.BROKEN_DIRECTORY)


def _parse_entries(listing: bytes, number: int) -> Iterator[Member]:
    position = 0
    for _ in range(number):
        member = _parse_entry(listing, position)
        canonical = directory_entry(member)
        if not listing.startswith(canonical, position):
            raise PackageZipError(found=words.NOT_CANONICAL.fill(name=member.name))

        yield member
        position += len(canonical)

    if position != len(listing):
        raise PackageZipError(found=words.BROKEN_DIRECTORY)


def _parse_entry(listing: bytes, position: int) -> Member:
    """Take an entry at its word, name and kind apart.

    Its other claims are compared afterwards, byte for byte.
    """
    try:
        entry = Entry._make(ENTRY.unpack_from(listing, position))
    except struct.error as error:
        raise PackageZipError(found=words.BROKEN_DIRECTORY) from error

    name_start = position + ENTRY.size
    name_end = name_start + entry.name_length
    name = listing[name_start:name_end].decode("utf-8", "replace")
    if not _is_regular(entry):
        raise PackageMemberKindError(name=quoted(name))

    # 4.5.3: the numbers stand in this order, each only where its narrow field is saturated
    wide = _wide_numbers(listing[name_end + EXTRA.size : name_end + entry.extra_length])
    size = _number(entry.size, wide)
    compressed_size = _number(entry.compressed_size, wide)
    offset = _number(entry.offset, wide)
    return Member(
        check_name(name),
        size,
        compressed_size,
        entry.crc,
        offset,
    )


def _number(narrow: int, wide: Iterator[int]) -> int:
    if narrow != SATURATED:
        return narrow
    return next(wide, 0)


def _wide_numbers(extra: bytes) -> Iterator[int]:
    whole = len(extra) // NUMBER.size * NUMBER.size
    return (number for (number,) in NUMBER.iter_unpack(extra[:whole]))


def _is_regular(entry: Entry) -> bool:
    kind = stat.S_IFMT(entry.external_attributes >> 16)
    if entry.external_attributes & _DOS_FOLDER:
        return False
    return kind in (0, stat.S_IFREG)


# ---- what the directory must not say ----------------------------------------------------------


def _check_order(members: tuple[Member, ...]) -> None:
    names = [member.name for member in members]
    if names != sorted(names, key=rank):
        raise PackageZipError(found=words.WRONG_ORDER)


def _check_limits(members: Iterable[Member], limits: Limits) -> None:
    total = 0
    for member in members:
        total += member.size
        most = member.compressed_size * limits.ratio + _RATIO_GRACE
        if member.size > most:
            what = words.BYTES_ONCE_UNPACKED.fill(name=member.name)
            raise _limit_error(
                what,
                member.size,
                most,
            )

    if total > limits.total_bytes:
        raise _limit_error(
            words.TOTAL_BYTES,
            total,
            limits.total_bytes,
        )


def _check_layout(file: BinaryIO, members: Iterable[Member], directory: Directory) -> None:
    position = 0
    name = ""
    for member in members:
        name = member.name
        header = local_header(member)
        if member.offset != position or member.end > directory.offset:
            raise PackageZipError(found=words.GAP.fill(name=name))
        if (
            _read_at(
                file,
                position,
                len(header),
            )
            != header
        ):
            raise PackageZipError(found=words.NOT_CANONICAL.fill(name=name))
        position = member.end

    if position != directory.offset:
        raise PackageZipError(found=words.GAP.fill(name=name))


# ---- the members' bytes -----------------------------------------------------------------------


def _inflated(file: BinaryIO, member: Member) -> Iterator[bytes]:
    """Chunks of at most CHUNK bytes, whatever the deflated stream would like to become."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in _raw_bytes(file, member):
            waiting = piece
            while waiting and not inflater.unused_data:
                yield inflater.decompress(waiting, CHUNK)
                waiting = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as error:
        raise PackageZipError(found=words.BROKEN_MEMBER.fill(name=member.name)) from error

    if not inflater.eof or inflater.unused_data:
        raise PackageZipError(found=words.BROKEN_MEMBER.fill(name=member.name))


def _raw_bytes(file: BinaryIO, member: Member) -> Iterator[bytes]:
    position = member.data_offset
    while position < member.end:
        size = min(CHUNK, member.end - position)
        yield _read_at(
            file,
            position,
            size,
        )
        position += size


def _read_at(file: BinaryIO, position: int, size: int) -> bytes:
    """Exactly `size` bytes.

    The place is named each time, so that two streams of one file do not disturb each other.
    """
    if position < 0:
        raise PackageZipError(found=words.CUT_SHORT)
    file.seek(position)
    content = file.read(size)
    if len(content) != size:
        raise PackageZipError(found=words.CUT_SHORT)
    return content


def _limit_error(what: Text, found: int, limit: int) -> PackageLimitError:
    return PackageLimitError(
        what=what,
        found=count(found),
        limit=count(limit),
    )
