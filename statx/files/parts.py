"""Temporary files and folders, which the next run sweeps once nobody owns them.

Each is for its owner alone (0600, 0700), has a name that only statx gives, and is locked by the
process that made it. The lock ends with the process, however that ends: what can be locked by
another is nobody's, and is taken away by the next run that writes into the same folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

if sys.platform != "win32":  # nothing is locked there, so nothing is swept
    import fcntl

SUFFIX = ".statx.part"
_OURS = re.compile(r"\..+\.statx\.part(\.[a-z]+)?", re.DOTALL)
"""Also what got a format's suffix for as long as it was read again."""
_LONGEST_STEM = 32  # letters of the target's name: with the rest it stays a name everywhere
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A temporary file or folder, owned as long as it is not closed."""

    path: Path
    lock: int
    """The descriptor that holds the lock."""

    def close(self) -> None:
        """Take it away, unless it got another name meanwhile, and give up the lock."""
        try:
            _remove(self.path)
        finally:
            os.close(self.lock)


def new_file(folder: Path, name: str) -> Part:
    """An empty file in `folder` that will become `name`. OSError where there can be none."""
    while True:
        handle, path = tempfile.mkstemp(
            prefix=_prefix(name),
            suffix=SUFFIX,
            dir=folder,
        )
        part = _owned(handle, Path(path))
        if part is not None:
            return part


def new_folder(folder: Path, name: str) -> Part:
    """An empty folder in `folder` that will become `name`. OSError where there can be none."""
    while True:
        path = tempfile.mkdtemp(
            prefix=_prefix(name),
            suffix=SUFFIX,
            dir=folder,
        )
        try:
            handle = os.open(path if sys.platform != "win32" else os.devnull, os.O_RDONLY)
        except FileNotFoundError:
            continue  # a sweeper was faster than the lock
        part = _owned(handle, Path(path))
        if part is not None:
            return part


def sweep(folder: Path) -> None:
    """Take away what processes that are gone have left in `folder`; what cannot be, stays."""
    if sys.platform == "win32":
        return
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if _OURS.fullmatch(entry.name)]
    except OSError:
        return
    for name in names:
        _sweep(folder / name)


def _prefix(name: str) -> str:
    return f".{name[:_LONGEST_STEM]}."


def _owned(handle: int, path: Path) -> Part | None:
    """The part with its lock; None where a sweeper was faster than the lock."""
    if sys.platform == "win32":
        return Part(path, handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    except OSError:  # a file system without locks: no sweeper can lock it either
        return Part(path, handle)

    if not _is_at(handle, path):
        os.close(handle)
        return None
    return Part(path, handle)


def _sweep(path: Path) -> None:
    """Whoever can lock it, owns it; its owner is asked for, so that others' files stay."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(path, os.O_RDONLY | _NO_LINK)
    except OSError:
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(handle).st_uid == os.geteuid() and _is_at(handle, path):
            _remove(path)
    except OSError:
        return
    finally:
        os.close(handle)


def _is_at(handle: int, path: Path) -> bool:
    """Whether the open file still has that name."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    opened = os.fstat(handle)
    return (found.st_dev, found.st_ino) == (opened.st_dev, opened.st_ino)


def _remove(path: Path) -> None:
    try:
        is_folder = stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return
    if is_folder:
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
