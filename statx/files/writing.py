"""The one place that writes files: whole or not at all, on the disk, and never over another.

What is written goes to a temporary file beside the target. Only when it is complete and on the disk
does it get the target's name, in one step of the system: one that refuses where the name is taken,
unless the caller gave up what has it. So whatever is killed, full or raced, there is the old file
or the new one, whole.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import io
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from statx.errors import (
    CannotWriteError,
    DiskFullError,
    ExistingOutputError,
    FolderNotEmptyError,
    MissingFolderError,
    StatxError,
)
from statx.files import parts
from statx.files.digests import CHUNK
from statx.files.targets import is_stream, own_descriptor, refuse_existing, refuse_folder

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says where a disk or a quota is full, or a file would be too large."""
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL)
"""What it says where a file cannot have two names."""
_NOT_EMPTY = (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR)
"""What it says where a folder cannot take the place of what is there."""


@contextlib.contextmanager
def atomic_file(target: Path, *, replace: bool = False, private: bool = False) -> Iterator[Path]:
    """Give a temporary path; on success it becomes `target`, otherwise it is gone.

    Into a device, a pipe or a descriptor, what was written is poured at the end. A link is replaced
    by the file; what it leads to stays. A private file is its owner's alone.

    Raises ExistingOutputError where `target` exists and `replace` is false, MissingFolderError
    where its folder does not exist, DiskFullError and CannotWriteError for what the system says.
    Whoever writes to the path says so (`writing`): what fails in the body may be a file that is
    read.
    """
    refuse_existing(target, replace=replace)
    if is_stream(target):
        with scratch_folder() as scratch:
            yield scratch / "stream"
            _pour(scratch / "stream", target)
        return

    refuse_folder(target)
    with writing(target):
        parts.sweep(target.parent)
        part = parts.new_file(target.parent, target.name)
    with contextlib.closing(part):
        yield part.path
        with writing(target):
            if not private:
                part.path.chmod(_mode_of(target))
            _settle_file(part.path, target, replace=replace)


@contextlib.contextmanager
def atomic_folder(target: Path, *, private: bool = False) -> Iterator[Path]:
    """Give a temporary folder; on success it becomes `target`, otherwise it is gone.

    `target` must not exist, or be an empty folder, which the new one replaces: FolderNotEmptyError
    otherwise, and MissingFolderError where its own folder is not there. A private folder is its
    owner's alone.
    """
    if target.is_dir():
        target = target.resolve()  # a link to an empty folder stays a link
    if os.path.lexists(target) and not _is_empty_folder(target):
        raise FolderNotEmptyError(path=target)
    if not target.parent.is_dir():
        raise MissingFolderError(path=target.parent)

    with writing(target):
        parts.sweep(target.parent)
        part = parts.new_folder(target.parent, target.name)
    with contextlib.closing(part):
        yield part.path
        with writing(target):
            if not private:
                part.path.chmod(_mode_of_folder(target))
            _settle_folder(part.path, target)


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """A private folder among the system's temporary ones; it goes when the body ends.

    DiskFullError and CannotWriteError where there can be none.
    """
    above = Path(tempfile.gettempdir())
    with writing(above):
        parts.sweep(above)
        part = parts.new_folder(above, "statx")
    with contextlib.closing(part):
        yield part.path.resolve()


@contextlib.contextmanager
def writing(target: Path) -> Iterator[None]:
    """Turn what the system says while `target` is written into our own errors."""
    try:
        yield
    except OSError as error:
        raise cannot_write(target, error) from error


def move_folder(folder: Path, target: Path) -> None:
    """Give a finished folder on the same disk the name `target`, which must be free.

    Its files are on the disk first. Raises FolderNotEmptyError and what writing raises.
    """
    with writing(target):
        _settle_folder(folder, target)


def cannot_write(target: Path, error: OSError) -> StatxError:
    """Our own error for what the system said while `target` was written."""
    if error.errno in FULL:
        return DiskFullError(path=target)
    return CannotWriteError(
        path=target,
        reason=error.strerror or error,
    )


def write_whole(file: BinaryIO | io.RawIOBase, content: bytes) -> None:
    """Write every byte: what is not buffered may take fewer at a time."""
    rest = memoryview(content)
    while rest:
        written = file.write(rest)
        rest = rest[written or 0 :]


# ---- streams ------------------------------------------------------------------------------------


def _pour(source: Path, target: Path) -> None:
    """Write the file into the stream; whoever reads may have enough before the end."""
    with (
        source.open("rb") as file,
        writing(target),
        contextlib.suppress(BrokenPipeError),
        _open_stream(target) as stream,
    ):
        while chunk := file.read(CHUNK):
            write_whole(stream, chunk)


def _open_stream(target: Path) -> io.RawIOBase:
    """Of a descriptor its copy: opened by its name, a file behind it would be cut off."""
    descriptor = own_descriptor(target)
    if descriptor is None:
        return target.open("wb", buffering=0)
    return os.fdopen(os.dup(descriptor), "wb", buffering=0)


# ---- files --------------------------------------------------------------------------------------


def _settle_file(part: Path, target: Path, *, replace: bool) -> None:
    """Bytes on the disk first, then the name: after a power cut there is all of it or none."""
    sync(part)
    if replace:
        part.replace(target)
    else:
        _give_name(part, target)
    sync(target.parent)


def _mode_of(target: Path) -> int:
    """A file that is replaced keeps its rights: what was private stays so."""
    try:
        mode = os.lstat(target).st_mode
    except OSError:
        return 0o666 & ~_umask()
    if stat.S_ISREG(mode):
        return stat.S_IMODE(mode)
    return 0o666 & ~_umask()


def _give_name(part: Path, target: Path) -> None:
    """Refused by the system itself where the name was taken meanwhile, even by a dead link."""
    try:
        os.link(part, target, follow_symlinks=False)
    except FileExistsError as error:
        raise ExistingOutputError(path=target) from error
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _rename_to_new(part, target)
    else:
        part.unlink()


def _rename_to_new(part: Path, target: Path) -> None:
    """Where a file cannot have two names, as on FAT: the name is taken first, then given over."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        raise ExistingOutputError(path=target) from error
    part.replace(target)


# ---- folders ------------------------------------------------------------------------------------


def _settle_folder(part: Path, target: Path) -> None:
    for folder, _, files in os.walk(part, topdown=False):
        for name in files:
            sync(Path(folder, name))
        sync(Path(folder))

    try:
        part.replace(target)
    except OSError as error:
        if error.errno in _NOT_EMPTY:
            raise FolderNotEmptyError(path=target) from error
        raise
    sync(target.parent)


def _mode_of_folder(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    return 0o777 & ~_umask()


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())


# ---- what the system knows ----------------------------------------------------------------------


def sync(path: Path) -> None:
    """Bytes of a file, or names in a folder, to the disk."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:
        if path.is_dir():  # Windows opens no folder
            return
        raise
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a file system that cannot
            raise
    finally:
        os.close(handle)


def _umask() -> int:
    """The rights that new files are not given.

    Linux says it; elsewhere it is asked for once, as asking means to set it for a moment.
    """
    with contextlib.suppress(OSError):
        status = Path("/proc/self/status").read_text(
            encoding="utf-8",
            errors="replace",
        )
        line = re.search(r"^Umask:\s*([0-7]+)$", status, re.MULTILINE)
        if line:
            return int(line[1], 8)
    return _umask_asked_once()


@functools.cache
def _umask_asked_once() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
