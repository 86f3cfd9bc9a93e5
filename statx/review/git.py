"""What is asked of git: what changed since a revision, and what a file was before.

Only git itself knows which files it tracks, ignores and renames, so the program is asked and
nothing of it is imitated. Names are taken and given with NUL between them, and no setting of the
user's changes an answer.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from statx.review.errors import (
    GitFailedError,
    NoGitError,
    NoMergeBaseError,
    NoMergeBaseInShallowCloneError,
    NotARepositoryError,
    UnknownRevisionError,
    UnknownRevisionInShallowCloneError,
)

GIT = "git"
PLAIN = (
    "--no-optional-locks",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "diff.relative=false",
)
"""No lock that a second git would wait for, no pattern in a name, no program of the user's."""
LINK = "120000"
"""The mode of a symbolic link: what git keeps of it is a name, not a file."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between a commit and the working tree. All paths are absolute."""

    touched: frozenset[Path]
    """Files that are new, changed, or no longer there, and the folders that hold them."""
    deleted: frozenset[Path]
    renamed: Mapping[Path, Path]
    """Name now -> name then."""
    tracked: frozenset[Path]
    """All files that git knows or would add, and their folders.

    What is not among them it ignores.
    """

    def touches(self, path: Path) -> bool:
        """Whether that file, or any file in that folder, differs."""
        return path in self.touched

    def before(self, path: Path) -> Path:
        """The name it had then."""
        return self.renamed.get(path, path)


@dataclass(frozen=True)
class Repository:
    """A working tree, asked through the program git."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that holds `folder`. Raises NoGitError, NotARepositoryError."""
        done = _git(folder, "rev-parse", "--show-toplevel")
        root = os.fsdecode(done.stdout).rstrip("\n")
        if done.returncode or not root:
            raise NotARepositoryError(path=folder, reason=_reason(done))
        return cls(Path(root).resolve())

    def base(self, revision: str) -> Commit:
        """The commit from which HEAD and the revision went apart.

        What came to the revision since is not ours.
        """
        for name in (revision, "HEAD"):
            if (
                name.startswith("-")
                or self._run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode
            ):
                if self._is_shallow:
                    raise UnknownRevisionInShallowCloneError(revision=name)
                raise UnknownRevisionError(revision=name, root=self.root)
        found = self._run("merge-base", revision, "HEAD")
        if found.returncode:
            raise (NoMergeBaseInShallowCloneError if self._is_shallow else NoMergeBaseError)(
                revision=revision
            )
        return Commit(self, os.fsdecode(found.stdout).strip())

    def names(self, *arguments: str) -> Iterator[str]:
        """What git answers with NUL between."""
        done = self._run(*arguments)
        if done.returncode:
            raise GitFailedError(root=self.root, reason=_reason(done))
        yield from (os.fsdecode(part) for part in done.stdout.split(b"\0") if part)

    def write(self, blob: str, path: Path, target: Path) -> None:
        """Write a file as a checkout of it under that path would.

        With the line ends and filters of the repository.
        """
        with target.open("wb") as file:
            done = _git(
                self.root,
                "cat-file",
                "--filters",
                f"--path={path.as_posix()}",
                blob,
                stdout=file.fileno(),
            )
        if done.returncode:
            raise GitFailedError(root=self.root, reason=_reason(done))

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return _git(self.root, *arguments)

    @property
    def _is_shallow(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


@dataclass(frozen=True)
class Commit:
    """One commit of a repository."""

    repository: Repository
    sha: str

    @cached_property
    def changes(self) -> Changes:
        """What differs between this commit and the working tree, files that git does not know yet included."""
        root = self.repository.root
        untracked = set(self._paths("ls-files", "-z", "--others", "--exclude-standard"))
        touched, gone, renamed = set(untracked), set[Path](), dict[Path, Path]()
        answer = self.repository.names(
            "diff",
            "--name-status",
            "-z",
            "-M",
            "--no-ext-diff",
            "--no-textconv",
            "--ignore-submodules",
            self.sha,
            "--",
        )
        for status in answer:
            path = root / next(answer)
            if status[0] in "RC":
                path, then = root / next(answer), path
                renamed[path] = then
                touched.add(then)
            if status[0] == "D" and path not in untracked:
                gone.add(path)
            touched.add(path)
        tracked = untracked | set(self._paths("ls-files", "-z", "--cached"))
        return Changes(
            self._with_folders(touched), frozenset(gone), renamed, self._with_folders(tracked)
        )

    def export(self, path: Path, target: Path) -> None:
        """Write the file, or the files of the folder, that stood at `path` to `target`.

        Nothing where none did.
        """
        within = path.relative_to(self.repository.root)
        named = [] if within == Path() else [within.as_posix()]
        for entry in self.repository.names(
            "ls-tree", "-r", "-z", "--full-tree", self.sha, "--", *named
        ):
            about, _, name = entry.partition("\t")
            mode, kind, blob = about.split()
            if kind == "blob" and mode != LINK:
                place = target / Path(name).relative_to(within)
                place.parent.mkdir(parents=True, exist_ok=True)
                self.repository.write(blob, Path(name), place)

    def _with_folders(self, files: set[Path]) -> frozenset[Path]:
        root = self.repository.root
        folders = {
            folder for path in {file.parent for file in files} for folder in (path, *path.parents)
        }
        return frozenset(files | {folder for folder in folders if folder.is_relative_to(root)})

    def _paths(self, *arguments: str) -> Iterator[Path]:
        return (self.repository.root / name for name in self.repository.names(*arguments))


def _git(
    folder: Path, *arguments: str, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    command = [GIT, *PLAIN, *arguments]
    try:
        return subprocess.run(  # noqa: S603  a list of words, none of them read by a shell
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
        )
    except FileNotFoundError as error:
        raise NoGitError from error


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first line of what git said of it."""
    said = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
    return said.splitlines()[0] if said else f"git: {done.returncode}"
