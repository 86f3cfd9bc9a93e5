"""What may be written to: a new file, an old one that the caller gives up, or a stream.

Nothing that a run reads is written, by whatever name it is called.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from statx.errors import (
    CannotWriteError,
    ExistingOutputError,
    MissingFolderError,
    SameFileError,
)

_LONGEST_CHAIN = 40  # links that lead to each other, as Linux follows them
_STREAMS = (stat.S_ISCHR, stat.S_ISBLK, stat.S_ISFIFO, stat.S_ISSOCK)

Identity = tuple[object, ...]
"""What two names of one file have in common."""


def refuse_existing(target: Path, *, replace: bool) -> None:
    """Refuse what must not be written to, before any work is done for it.

    ExistingOutputError where something has its name, even a link that leads nowhere, unless it is
    to be replaced; MissingFolderError where its folder is not there. A stream is written to,
    whoever asks.
    """
    if is_stream(target):
        return
    if not target.parent.is_dir():
        raise MissingFolderError(path=target.parent)
    if not replace and os.path.lexists(target):
        raise ExistingOutputError(path=target)


def refuse_folder(target: Path) -> None:
    """CannotWriteError where a folder has the name that a file is to get."""
    if target.is_dir():
        raise CannotWriteError(
            path=target,
            reason=os.strerror(errno.EISDIR),
        )


def refuse_read_files(targets: Iterable[Path], read: Iterable[Path]) -> None:
    """SameFileError where a target is one of the files that are `read`, or named twice."""
    taken = {_identity(path) for path in read}
    for target in targets:
        if is_stream(target):
            continue
        identity = _identity(target)
        if identity in taken:
            raise SameFileError(path=target)
        taken.add(identity)


def same_place(one: Path, other: Path) -> bool:
    """Whether two names lead to one file, through links of either kind, or to one that may come."""
    return _identity(one) == _identity(other)


def is_stream(target: Path) -> bool:
    """Whether writing goes through: a device, a pipe, a descriptor of this process."""
    if own_descriptor(target) is not None:
        return True
    try:
        mode = target.stat().st_mode
    except OSError:
        return False
    return any(is_kind(mode) for is_kind in _STREAMS)


def own_descriptor(target: Path) -> int | None:
    """The descriptor that `target` stands for: 1 for /dev/stdout and /dev/fd/1, whatever it is."""
    own = f"/proc/{os.getpid()}/fd"
    path = target
    for _ in range(_LONGEST_CHAIN):
        if path.name.isdecimal() and os.path.realpath(path.parent) == own:
            return int(path.name)
        if not path.is_symlink():
            return None
        path = path.parent / path.readlink()
    return None


def _identity(path: Path) -> Identity:
    try:
        found = path.stat()
    except OSError:
        return (str(path.resolve()),)
    return found.st_dev, found.st_ino
