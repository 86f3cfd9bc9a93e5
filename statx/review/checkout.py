"""Files as they were in a commit, each in a place where it can be read.

Only what changed is taken out of git, file by file, into a scratch folder in which every path has
the place that it has on the machine. What did not change, what git ignores and what lies outside
the repository is read where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from statx.review.repository import Changes, Commit
from statx.texts import Text


@dataclass(frozen=True)
class Checkout:
    """One commit, as far as it differs from the working tree."""

    commit: Commit
    scratch: Path
    """A temporary folder, resolved."""
    _fetched: dict[Path, Path] = field(default_factory=dict)
    """Path on the machine -> where it lies in the scratch folder."""

    @property
    def changes(self) -> Changes:
        """What differs from the working tree."""
        return self.commit.changes

    def at(self, path: Path) -> Path:
        """Where `path` can be read as it was; nothing lies there where nothing was."""
        path = path.resolve()
        if not self.changes.touches(path):
            return path
        if path not in self._fetched:
            self._fetch(path)
        return self._fetched[path]

    def at_former_name(self, path: Path) -> Path:
        """Where the file that is now called `path` can be read as it was, under its name then."""
        return self.at(self.changes.before(path.resolve()))

    def together(self, paths: Iterable[Path]) -> bool:
        """Take these out as a whole if any of them changed; whether any did."""
        parts = list(paths)
        if not any(self.changes.touches(part) for part in parts):
            return False
        for part in parts:
            self._fetch(part)
        return True

    def holds(self, path: Path) -> bool:
        """Whether `path` lies among what was taken out."""
        return path.is_relative_to(self.scratch)

    def inside(self, path: Path) -> Path:
        """The place of a path of the machine in the scratch folder."""
        return self.scratch / path.relative_to(path.anchor)

    def original(self, path: Path) -> Path:
        """The path on the machine of what may have been taken out."""
        if not self.holds(path):
            return path
        return Path("/") / path.relative_to(self.scratch)

    def named(self, text: Text, folder: Path) -> Text:
        """A sentence with the names that a user in `folder` knows."""
        here = f"{self.inside(folder)}/"
        elsewhere = str(self.scratch)
        return Text(
            id=text.id.replace(here, "").replace(elsewhere, ""),
            en=text.en.replace(here, "").replace(elsewhere, ""),
        )

    def _fetch(self, path: Path) -> None:
        place = self.inside(path)
        if path.is_relative_to(self.commit.repository.root):
            self.commit.export(path, place)
        self._fetched[path] = place
