"""What is in a folder: tables, what looks like a table and cannot be read, and other files.

A folder is never green over data that nobody read: what looks like a table is read or named. What
begins with a point or an underscore is hidden, and what the caller excludes is not looked at; what
git ignores is left out, and counted. Each folder is read once, by whatever links it is reached.

Whoever filled the folder may be a stranger: a link that leaves it is named, and never followed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from statx.config import NAME as SETTINGS
from statx.config import Config
from statx.errors import StatxError
from statx.exclusion import Exclusion, is_excluded
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.sources.errors import DanglingLinkError, LinkOutsideError, UnreadTableError
from statx.sources.kinds import SAVE_FIRST, is_table, remedy_of
from statx.tables.parquet.folder import is_partitioned
from statx.tables.parquet.parts import parts_of

DESCRIBING = (DESCRIPTOR, SETTINGS)
"""Files that say how data is judged."""


@dataclass
class FolderContents:
    """The paths below one folder, by what they are."""

    root: Path
    """The real path of the folder that was named."""
    exclusions: Sequence[Exclusion] = ()
    ignored: frozenset[Path] = frozenset()
    """Real paths of files and folders that are no data."""
    packages: list[Path] = field(default_factory=list)
    """Folders that a datapackage.json describes, this one or others below it."""
    tables: list[Path] = field(default_factory=list)
    """Files that can be read, and folders that are one table."""
    unread: dict[Path, StatxError] = field(default_factory=dict)
    """What looks like a table and cannot be read, and why."""
    others: list[Path] = field(default_factory=list)
    """Notes, pictures and the like."""
    left_out: list[Path] = field(default_factory=list)
    """What was ignored."""
    _seen: set[Path] = field(default_factory=set)
    """The folders that were read, by their real paths."""

    @classmethod
    def of(cls, folder: Path, config: Config) -> FolderContents:
        """Read a folder and all below it; the lists are sorted."""
        ignored = config.ignoring.below(folder) if config.ignoring else frozenset()
        contents = cls(folder.resolve(), config.exclude, ignored)
        contents._read(folder)
        for paths in (contents.packages, contents.tables, contents.others, contents.left_out):
            paths.sort()
        return contents

    def _read(self, folder: Path) -> None:
        real = folder.resolve()
        if real in self._seen:
            return
        self._seen.add(real)

        if (folder / DESCRIPTOR).is_file():
            self.packages.append(folder)
        if is_partitioned(folder):
            self.tables.append(folder)
            self._read_beside_parts(folder)
            return

        linked = []
        for path in self._shown(folder.iterdir(), folder):
            if self._leaves(path):
                self._name_link(path)
            elif not path.is_dir():
                self._take_file(path)
            elif path.is_symlink():
                linked.append(path)
            else:
                self._read(path)

        # Links last: a folder is known by its own name rather than by that of a link to it.
        for path in linked:
            self._read(path)

    def _read_beside_parts(self, folder: Path) -> None:
        """What stands beside the parts of a partitioned table may be a table, too."""
        parts = set(parts_of(folder))
        for path in self._shown(folder.rglob("*"), folder):
            if self._leaves(path):
                self._name_link(path)
            elif path not in parts and not path.is_dir():
                self._take_file(path)

    def _shown(self, paths: Iterator[Path], folder: Path) -> Iterator[Path]:
        """Those that are neither hidden, excluded nor ignored, in the order of their names."""
        real = folder.resolve()
        for path in sorted(paths):
            inside = path.relative_to(folder)
            if _is_hidden(inside) or is_excluded(path, self.exclusions):
                continue
            if self._is_ignored(real / inside, real):
                self.left_out.append(path)
            else:
                yield path

    def _is_ignored(self, path: Path, folder: Path) -> bool:
        """Whether the path, or a folder between it and this one, is ignored."""
        if not self.ignored:
            return False
        above = (each for each in path.parents if each.is_relative_to(folder))
        return not self.ignored.isdisjoint((path, *above))

    def _leaves(self, path: Path) -> bool:
        """Whether it is a link to something that is there, outside the folder that was named."""
        return path.is_symlink() and path.exists() and not path.resolve().is_relative_to(self.root)

    def _name_link(self, path: Path) -> None:
        """A link to a folder or a table may have been meant: it is not passed over in silence."""
        if path.is_dir() or is_table(path):
            self.unread[path] = LinkOutsideError(
                path=path,
                target=path.readlink(),
            )
        else:
            self.others.append(path)

    def _take_file(self, path: Path) -> None:
        if path.name in DESCRIBING:
            return

        remedy = SAVE_FIRST if _is_pipe(path) and is_table(path) else remedy_of(path)
        if remedy is not None:
            self.unread[path] = UnreadTableError(
                path=path,
                remedy=remedy,
            )
        elif path.is_file() and is_table(path):
            self.tables.append(path)
        elif is_table(path) and _is_dangling(path):
            target = path.readlink()
            self.unread[path] = DanglingLinkError(
                path=path,
                target=target,
            )
        else:
            self.others.append(path)


def _is_hidden(inside: Path) -> bool:
    """Whether a part of the path below the folder begins with a point or an underscore."""
    return any(part.startswith((".", "_")) for part in inside.parts)


def _is_pipe(path: Path) -> bool:
    """Whether it is something else than a file or a folder: a pipe, a socket, a device."""
    return path.exists() and not path.is_file()


def _is_dangling(path: Path) -> bool:
    return path.is_symlink() and not path.exists()
