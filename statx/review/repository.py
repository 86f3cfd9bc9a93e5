"""What is asked of git: what changed since a revision, and what a file was before.

Only git itself knows which files it tracks, ignores and renames, so the program is asked and
nothing of it is imitated. Names are taken and given with NUL between them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from statx.review.errors import (
    NoMergeBaseError,
    NoMergeBaseInShallowCloneError,
    NotARepositoryError,
    UnknownRevisionError,
    UnknownRevisionInShallowCloneError,
)
from statx.sources.git import Git, reason_of

_DOT_GIT = ".git"
_LINK = "120000"  # modes, as git writes them
_SUBMODULE = "160000"

_DIFF = (
    "diff",
    "--name-status",
    "-z",
    "-M",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules=dirty",  # to ask whether it is dirty, git would be started inside it
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between a commit and the working tree. All paths are absolute."""

    touched: frozenset[Path]
    """Files that are new, changed, or no longer there, and the folders that hold them."""
    deleted: frozenset[Path]
    renamed: Mapping[Path, Path]
    """Name now -> name then."""
    tracked: frozenset[Path]
    """All files that git knows or would add, and their folders; what is not here it ignores."""
    opaque: frozenset[Path] = frozenset()
    """Folders with a repository of their own of which nobody knows what changed inside."""

    def touches(self, path: Path) -> bool:
        """Whether that file, or any file in that folder, differs, or may differ."""
        return path in self.touched or self._is_opaque(path)

    def tracks(self, path: Path) -> bool:
        """Whether git knows that file, or would add it."""
        return path in self.tracked or self._is_opaque(path)

    def before(self, path: Path) -> Path:
        """The name it had then."""
        return self.renamed.get(path, path)

    def _is_opaque(self, path: Path) -> bool:
        return not self.opaque.isdisjoint((path, *path.parents))


@dataclass(frozen=True)
class Repository:
    """A working tree, asked through the program git."""

    git: Git

    @property
    def root(self) -> Path:
        """The folder that holds `.git`."""
        return self.git.root

    @classmethod
    def around(cls, folder: Path, environment: Mapping[str, str]) -> Repository:
        """The repository that holds `folder`. Raises NoGitError, NotARepositoryError.

        Its root is looked for here, not by git: started inside data, git would take files that look
        like a repository for one.
        """
        reason = "no .git"
        folder = folder.resolve()
        for root in (folder, *folder.parents):
            if not (root / _DOT_GIT).exists():
                continue
            git = Git(root, environment)
            done = git.run("rev-parse", "--show-toplevel")
            top = os.fsdecode(done.stdout).rstrip("\n")
            if top and Path(top).resolve() == root:
                return cls(git)
            reason = reason_of(done)
        raise NotARepositoryError(
            path=folder,
            reason=reason,
        )

    def base(self, revision: str) -> Commit:
        """The commit from which HEAD and the revision went apart.

        What came to the revision since is not ours.
        """
        for name in (revision, "HEAD"):
            if not self.has_commit(name):
                raise self._unknown(name)

        done = self.git.run("merge-base", revision, "HEAD")
        if done.returncode and self._is_shallow:
            raise NoMergeBaseInShallowCloneError(revision=revision)
        if done.returncode:
            raise NoMergeBaseError(revision=revision)
        return Commit(self, os.fsdecode(done.stdout).strip())

    def has_commit(self, name: str) -> bool:
        """Whether git knows a commit by that name, and has it here."""
        if name.startswith("-"):
            return False
        done = self.git.run(
            "rev-parse",
            "--verify",
            "--quiet",
            f"{name}^{{commit}}",
        )
        return done.returncode == 0

    def _unknown(self, name: str) -> UnknownRevisionError | UnknownRevisionInShallowCloneError:
        if self._is_shallow:
            return UnknownRevisionInShallowCloneError(revision=name)
        return UnknownRevisionError(
            revision=name,
            root=self.root,
        )

    @property
    def _is_shallow(self) -> bool:
        done = self.git.run("rev-parse", "--is-shallow-repository")
        return done.stdout.strip() == b"true"


@dataclass(frozen=True)
class Commit:
    """One commit of a repository."""

    repository: Repository
    sha: str

    @cached_property
    def changes(self) -> Changes:
        """What differs from the working tree, files that git does not know yet included."""
        untracked = set(
            self._paths(
                "ls-files",
                "-z",
                "--others",
                "--exclude-standard",
            )
        )
        touched = set(untracked)
        deleted = set[Path]()
        renamed = dict[Path, Path]()

        for status, then, now in self._differences():
            touched |= {then, now}
            if then != now:
                renamed[now] = then
            if status == "D" and now not in untracked:
                deleted.add(now)

        tracked = untracked | self._files
        opaque = {path for path in untracked if _is_repository(path)}
        for folder, commit in self._submodules.items():
            if commit is None:
                opaque.add(folder)
                continue
            inside = commit.changes
            touched |= inside.touched
            deleted |= inside.deleted
            renamed |= inside.renamed
            tracked |= inside.tracked
            opaque |= inside.opaque

        return Changes(
            touched=self._with_folders(touched),
            deleted=frozenset(deleted),
            renamed=renamed,
            tracked=self._with_folders(tracked),
            opaque=frozenset(opaque),
        )

    def export(self, path: Path, target: Path) -> None:
        """Write the file, or the files of the folder, that stood at `path`, if any did."""
        for folder, commit in self._known_submodules.items():
            if path.is_relative_to(folder):
                commit.export(path, target)
                return
        self._export_own(path, target)

    def _export_own(self, path: Path, target: Path) -> None:
        root = self.repository.root
        within = path.relative_to(root)
        named = [] if within == Path() else [within.as_posix()]

        for entry in self._entries(
            "ls-tree",
            "-r",
            "-z",
            "--full-tree",
            self.sha,
            "--",
            *named,
        ):
            place = target / entry.path.relative_to(path)
            submodule = self._known_submodules.get(entry.path)
            if submodule is not None:
                submodule.export(entry.path, place)
            elif entry.is_file:
                place.parent.mkdir(
                    parents=True,
                    exist_ok=True,
                )
                self.repository.git.write_blob(entry.sha, place)

    def _differences(self) -> Iterator[tuple[str, Path, Path]]:
        """The kind of each difference, as git's letter, with the name then and the name now."""
        root = self.repository.root
        answer = self.repository.git.names(*_DIFF, self.sha, "--")
        for status in answer:
            then = now = root / next(answer)
            if status[0] in "RC":  # renamed or copied: two names follow
                now = root / next(answer)
            yield status[0], then, now

    @cached_property
    def _files(self) -> set[Path]:
        """All files that git knows now."""
        return {entry.path for entry in self._entries("ls-files", "-z", "--stage")}

    @cached_property
    def _submodules(self) -> dict[Path, Commit | None]:
        """Each submodule that is here, and its commit in this one; None where nobody knows that."""
        now = self._entries("ls-files", "-z", "--stage")
        here = [each.path for each in now if each.is_submodule and _is_repository(each.path)]
        if not here:
            return {}

        then = self._entries(
            "ls-tree",
            "-r",
            "-z",
            "--full-tree",
            self.sha,
        )
        recorded = {entry.path: entry.sha for entry in then if entry.is_submodule}
        return {folder: self._commit_of(folder, recorded.get(folder)) for folder in here}

    @property
    def _known_submodules(self) -> dict[Path, Commit]:
        return {folder: commit for folder, commit in self._submodules.items() if commit}

    def _commit_of(self, submodule: Path, sha: str | None) -> Commit | None:
        repository = Repository(Git(submodule, self.repository.git.environment))
        if sha is None or not repository.has_commit(sha):
            return None
        return Commit(repository, sha)

    def _entries(self, *arguments: str) -> Iterator[_Entry]:
        """What `ls-tree` and `ls-files --stage` list."""
        for line in self.repository.git.names(*arguments):
            about, _, name = line.partition("\t")
            mode, second, third = about.split()
            # ls-tree says "mode type sha", ls-files says "mode sha stage"
            sha = third if arguments[0] == "ls-tree" else second
            yield _Entry(mode, sha, self.repository.root / name)

    def _with_folders(self, files: set[Path]) -> frozenset[Path]:
        root = self.repository.root
        folders = set[Path]()
        for folder in {file.parent for file in files}:
            above = (each for each in (folder, *folder.parents) if each.is_relative_to(root))
            folders.update(above)
        return frozenset(files | folders)

    def _paths(self, *arguments: str) -> Iterator[Path]:
        for name in self.repository.git.names(*arguments):
            yield self.repository.root / name


@dataclass(frozen=True, slots=True)
class _Entry:
    """What git lists: a file, a link, or the commit of a submodule."""

    mode: str
    sha: str
    path: Path

    @property
    def is_submodule(self) -> bool:
        return self.mode == _SUBMODULE

    @property
    def is_file(self) -> bool:
        """Of a link git keeps a name, not a file."""
        return self.mode not in (_SUBMODULE, _LINK)


def _is_repository(folder: Path) -> bool:
    return (folder / _DOT_GIT).exists()
