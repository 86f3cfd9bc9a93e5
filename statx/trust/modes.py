"""Who else may touch a file.

Keys are nobody else's to read, a store of trust nobody else's to write.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from statx.trust.errors import LaxModeError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
PUBLIC_FILE = 0o644

_OTHERS_WRITE = 0o022
_OTHERS_DO_ANYTHING = 0o077


def check_private(path: Path, expected: int) -> None:
    """LaxModeError where others may read, write or enter `path`; `expected` is the mode to name."""
    _check(path, _OTHERS_DO_ANYTHING, expected)


def check_guarded(path: Path) -> None:
    """LaxModeError where others may write the file `path`."""
    _check(path, _OTHERS_WRITE, PUBLIC_FILE)


def _check(path: Path, forbidden: int, expected: int) -> None:
    if os.name != "posix":  # elsewhere the mode does not say who may do what
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & forbidden:
        raise LaxModeError(
            path=path,
            found=f"{mode:04o}",
            expected=f"{expected:04o}",
        )
