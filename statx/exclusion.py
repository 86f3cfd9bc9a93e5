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

        relative = file.relative_to(folder).as_posix()
        inside = PurePosixPath(relative)
        parts = [inside, *inside.parents]
        return any(self._fits(part) for part in parts)

    def _fits(self, part: PurePosixPath) -> bool:
        pattern = self.pattern.removeprefix("./")
        pattern = pattern.rstrip("/")
        # A pattern without a slash is one for names, wherever they stand.
        if "/" in pattern:
            return fnmatch(str(part), pattern)
        return fnmatch(part.name, pattern)


def is_excluded(path: Path, exclusions: Sequence[Exclusion]) -> bool:
    """Whether any pattern covers the path."""
    return any(exclusion.covers(path) for exclusion in exclusions)
