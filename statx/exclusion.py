"""What is left out of folders: patterns of statx.toml and of the caller, each from a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One pattern, and the folder from which it counts.

    `*.bak.csv` is any file of that name at any depth, `arsip/` all that lies in a folder of that
    name, `2019/*.csv` the files of one folder.
    """

    folder: Path
    pattern: str

    def covers(self, path: Path) -> bool:
        """Whether a file, or a folder above it, fits the pattern."""
        folder = self.folder.absolute()
        file = path.absolute()
        if not file.is_relative_to(folder):
            return False

        pattern = self.pattern.removeprefix("./").rstrip("/")
        inside = PurePosixPath(file.relative_to(folder).as_posix())
        for part in (inside, *inside.parents):
            # A pattern without a slash is one for names, wherever they stand.
            name = str(part) if "/" in pattern else part.name
            if fnmatch(name, pattern):
                return True
        return False


def is_excluded(path: Path, exclusions: Sequence[Exclusion]) -> bool:
    """Whether any pattern covers the path."""
    return any(exclusion.covers(path) for exclusion in exclusions)
