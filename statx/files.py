"""Files and folders written whole or not at all, and what a file's bytes add up to."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from statx.errors import (
    CannotWriteError,
    DiskFullError,
    ExistingOutputError,
    FolderNotEmptyError,
    MissingFolderError,
    StatxError,
    UnreadableFileError,
)

CHUNK = 1 << 20
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where there is no room.

On the disk, in a quota, or for a file of that size.
"""


@dataclass(frozen=True, slots=True)
class Digest:
    """The size in bytes and the hexadecimal SHA-256 and MD5 of a file."""

    size: int
    sha256: str
    md5: str


# ---- what is read -------------------------------------------------------------------------------


@contextlib.contextmanager
def reading(source: Path) -> Iterator[None]:
    """Turn what the system says while `source` is read into our own error."""
    try:
        yield
    except OSError as error:
        raise UnreadableFileError(path=source, reason=error.strerror or error) from error


def digest(path: Path) -> Digest:
    """Read `path` once and add up its bytes; the MD5 is there because Frictionless reports name it.

    The digest of a folder is that of the list which `sha256sum` (or `md5sum`) prints for its files.
    """
    if path.is_dir():
        return _digest_of_folder(path)

    size = 0
    sha256 = hashlib.sha256()
    md5 = hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            sha256.update(chunk)
            md5.update(chunk)
    return Digest(size, sha256.hexdigest(), md5.hexdigest())


def sha256_of(path: Path) -> str:
    """The hexadecimal SHA-256 of a file, or of what `sha256sum` prints for the files of a folder."""
    if path.is_dir():
        return digest(path).sha256
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_of(folder: Path) -> list[Path]:
    """The files below a folder by their paths; what begins with a point or underscore is hidden."""
    by_name = {}
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        is_hidden = any(part[0] in "._" for part in inside.parts)
        if not is_hidden and path.is_file():
            by_name[inside.as_posix()] = path
    return [by_name[name] for name in sorted(by_name)]


def _digest_of_folder(folder: Path) -> Digest:
    size = 0
    sha256 = hashlib.sha256()
    md5 = hashlib.md5(usedforsecurity=False)
    for file in files_of(folder):
        name = file.relative_to(folder).as_posix()
        found = digest(file)
        size += found.size
        sha256.update(f"{found.sha256}  {name}\n".encode())
        md5.update(f"{found.md5}  {name}\n".encode())
    return Digest(size, sha256.hexdigest(), md5.hexdigest())


# ---- what is written ----------------------------------------------------------------------------


@contextlib.contextmanager
def atomic_file(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give a temporary path beside `target`; on success it becomes `target`, otherwise it is gone.

    Raises ExistingOutputError where `target` exists and `replace` is false, MissingFolderError
    where its folder does not exist, DiskFullError and CannotWriteError for what the disk says.
    Whoever writes to the path says so (`writing`): what fails in the body may be a file that is
    read.
    """
    refuse_existing(target, replace=replace)
    part = _new_part(target)
    try:
        yield part
        with writing(target):
            _settle(part, target)
    finally:
        part.unlink(missing_ok=True)


@contextlib.contextmanager
def atomic_folder(target: Path) -> Iterator[Path]:
    """Give a temporary folder beside `target`.

    On success it becomes `target`, otherwise it is gone.

    `target` must not exist, or be an empty folder: FolderNotEmptyError otherwise.
    """
    if target.exists() and not _is_empty_folder(target):
        raise FolderNotEmptyError(path=target)
    if not target.parent.is_dir():
        raise MissingFolderError(path=target.parent)

    prefix = f".{target.name}."
    with writing(target):
        part = Path(tempfile.mkdtemp(prefix=prefix, suffix=".part", dir=target.parent))
    try:
        yield part
        with writing(target):
            part.chmod(0o777 & ~_umask())
            part.replace(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextlib.contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn what the system says while `target` is written into our own errors."""
    try:
        yield
    except OSError as error:
        raise cannot_write(target, error) from error


def cannot_write(target: Path, error: OSError) -> StatxError:
    """Our own error for what the system said while `target` was written."""
    if error.errno in FULL:
        return DiskFullError(path=target)
    return CannotWriteError(path=target, reason=error.strerror or error)


def refuse_existing(target: Path, *, replace: bool) -> None:
    """ExistingOutputError or MissingFolderError, before any work is done for `target`."""
    if target.exists() and not replace:
        raise ExistingOutputError(path=target)
    if not target.parent.is_dir():
        raise MissingFolderError(path=target.parent)


def write_whole(file: BinaryIO | io.RawIOBase, content: bytes) -> None:
    """Write every byte: what is not buffered may take fewer at a time."""
    rest = memoryview(content)
    while rest:
        written = file.write(rest)
        rest = rest[written or 0 :]


def _new_part(target: Path) -> Path:
    prefix = f".{target.name}."
    with writing(target):
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=".part", dir=target.parent)
        os.close(handle)
    return Path(name)


def _settle(part: Path, target: Path) -> None:
    """Bytes on the disk first, then the name.

    After a power cut there is all of the file or none.
    """
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.chmod(0o666 & ~_umask())
    part.replace(target)


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
