"""A folder that both units reach: a share, an NFS mount, a stick that is carried over."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import SplitResult

from statx.errors import CannotWriteError, StatxError, UnreadableFileError
from statx.exchange.errors import (
    AccessDeniedError,
    MissingMailboxError,
    MissingObjectError,
    TransportError,
)
from statx.files import copy_resumed
from statx.files.resuming import SUFFIX, part_of


def open_transport(address: SplitResult, _trust: Path) -> Folder:
    """The folder of an address. MissingMailboxError: a mount that is away must not be made anew."""
    root = Path(address.path)
    if not root.is_dir():
        raise MissingMailboxError(path=root)

    return Folder(root)


class Folder:
    """Objects are files below `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def list_names(self, folder: str) -> list[str]:
        with _speaking(self._root / folder):
            try:
                with os.scandir(self._root / folder) as entries:
                    names = [entry.name for entry in entries if entry.is_file()]
            except FileNotFoundError:
                return []

        return sorted(name for name in names if not name.endswith(SUFFIX))

    def size_of(self, name: str) -> int | None:
        with _speaking(self._root / name):
            try:
                return (self._root / name).stat().st_size
            except FileNotFoundError:
                return None

    def put(self, source: Path, name: str) -> None:
        target = self._root / name
        if self.size_of(name) == source.stat().st_size:
            part_of(target).unlink(missing_ok=True)
            return

        with _speaking(target, CannotWriteError):
            target.parent.mkdir(
                parents=True,
                exist_ok=True,
            )
            copy_resumed(source, target)

    def get(self, name: str, target: Path) -> None:
        source = self._root / name
        if self.size_of(name) is None:
            raise MissingObjectError(name=name)

        with _speaking(source, UnreadableFileError):
            copy_resumed(source, target)

    def delete(self, name: str) -> None:
        with _speaking(self._root / name):
            (self._root / name).unlink(missing_ok=True)

    def close(self) -> None:
        """There is nothing to give up."""


@contextlib.contextmanager
def _speaking(place: Path, side: type[StatxError] = TransportError) -> Iterator[None]:
    """What the system says of the mailbox, as an error of the exchange.

    `side`: the error in which our own copying speaks of the mailbox; its others are of our disk.
    """
    try:
        yield
    except OSError as error:
        raise _as_ours(place, error) from error
    except side as error:
        if isinstance(error, TransportError) or not isinstance(error.__cause__, OSError):
            raise
        raise _as_ours(place, error.__cause__) from error


def _as_ours(place: Path, error: OSError) -> StatxError:
    if isinstance(error, PermissionError):
        return AccessDeniedError(place=place)

    return TransportError(
        place=place,
        reason=error.strerror or error,
    )
