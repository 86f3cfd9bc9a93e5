"""Only regular files are read: opening a pipe waits for who writes into it, perhaps for ever."""

from __future__ import annotations

from pathlib import Path

from statx.errors import NoRegularFileError


def refuse_irregular_file(path: Path) -> None:
    """NoRegularFileError for a pipe, a socket or a device; OSError where there is nothing."""
    if not path.is_file():
        path.stat()
        raise NoRegularFileError(path=path)
