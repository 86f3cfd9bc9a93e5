"""What git ignores, asked of git itself: only git knows which of those files it tracks anyway."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from statx.errors import StatxError

DOT_GIT = ".git"
QUESTION = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", "--")


@dataclass(frozen=True)
class GitIgnore:
    """Files that git leaves out of the working tree in which a folder lies, if it lies in one."""

    environment: Mapping[str, str]
    """The caller's, in which git is started."""

    def below(self, folder: Path) -> frozenset[Path]:
        """The real paths of ignored files below a folder, and of folders that are so as a whole.

        None where no git can be asked: what nobody knows to be ignored is read. A folder that is
        ignored itself was named nevertheless, and what lies in it is meant.
        """
        folder = folder.resolve()
        root = _working_tree(folder)
        if root is None:
            return frozenset()

        from statx.sources.git import Git  # starts a program, which most folders do without

        within = folder.relative_to(root).as_posix()
        try:
            names = list(Git(root, self.environment).names(*QUESTION, within))
        except (StatxError, OSError):
            return frozenset()

        ignored = [root / name for name in names]
        return frozenset(path for path in ignored if not folder.is_relative_to(path))


def _working_tree(folder: Path) -> Path | None:
    for root in (folder, *folder.parents):
        if (root / DOT_GIT).exists():
            return root
    return None
