"""The one place that starts git, so that nothing in the judged data can choose what git does.

Data comes from strangers: a pull request can put a repository of its own, as plain files, into the
folder that is judged, or name a program in `.gitattributes`. So git is started

* at the root of the repository that the user works in, never inside data;
* with an environment of its own (nothing of GIT_* but where the user's own settings lie);
* with settings that come last and win: no repository but the one that is named, no hook, no
  monitor, no filter, no transport;
* with arguments that forbid external diffs and textconv, where a command would start them;
* by its absolute path, so that no file named `git` in the tree is taken for it.

It is asked questions alone; no object is fetched for an answer.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from statx.sources.errors import GitFailedError, NoGitError

_PROGRAM = "git"
_ARGUMENTS = ("--no-optional-locks", "--literal-pathspecs")
"""No lock that a second git would wait for, no pattern in a name."""

_SETTINGS = {
    "safe.bareRepository": "explicit",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "diff.external": "",
    "diff.relative": "false",
    "protocol.allow": "never",
    "submodule.recurse": "false",
}
_USERS_OWN = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
"""Where the user's settings lie: `safe.directory` of a CI runner stands there."""
_FIXED = {
    "GIT_ALLOW_PROTOCOL": "none",  # unlike protocol.allow, no other setting outweighs it
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_DRIVERS = r"^(filter|diff)\..*\.(clean|smudge|process|required|command|textconv)$"
"""The settings by which an attribute of a file names a program."""


@dataclass(frozen=True)
class Git:
    """git, as it is started for one working tree."""

    root: Path
    """The folder that holds `.git`."""
    environment: Mapping[str, str]
    """The caller's: PATH and HOME are taken from it."""

    def run(
        self, *arguments: str, stdout: int = subprocess.PIPE
    ) -> subprocess.CompletedProcess[bytes]:
        """Start git and wait for it, whatever it ends with. NoGitError where there is none."""
        return self._start(arguments, stdout, self._disarmed)

    def names(self, *arguments: str) -> Iterator[str]:
        """What git answers with NUL between; GitFailedError where it fails."""
        done = self.run(*arguments)
        if done.returncode:
            raise GitFailedError(
                root=self.root,
                reason=reason_of(done),
            )
        for part in done.stdout.split(b"\0"):
            if part:
                yield os.fsdecode(part)

    def write_blob(self, blob: str, target: Path) -> None:
        """Write the bytes that git keeps, as they are: a filter would be a foreign program."""
        with target.open("wb") as file:
            done = self.run(
                "cat-file",
                "blob",
                blob,
                stdout=file.fileno(),
            )
        if done.returncode:
            raise GitFailedError(
                root=self.root,
                reason=reason_of(done),
            )

    @cached_property
    def _disarmed(self) -> dict[str, str]:
        """The settings that win, and each program that an attribute could name set to none.

        Reading settings starts nothing, so it is safe to ask for them first.
        """
        arguments = ("config", "--name-only", "-z", "--get-regexp", _DRIVERS)
        done = self._start(arguments, subprocess.PIPE, _SETTINGS)
        drivers = [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]

        off = dict.fromkeys(drivers, "")
        off |= {name: "false" for name in drivers if name.endswith(".required")}
        return {**_SETTINGS, **off}

    def _start(
        self, arguments: tuple[str, ...], stdout: int, settings: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(  # noqa: S603  a list of words, none of them read by a shell
            [self._program, *_ARGUMENTS, *arguments],
            cwd=self.root,
            env=_environment(self.environment, self.root, settings),
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            check=False,
        )

    @cached_property
    def _program(self) -> str:
        """Looked for in absolute folders alone; an empty part of PATH would mean the tree."""
        folders = self.environment.get("PATH", "").split(os.pathsep)
        absolute = [folder for folder in folders if Path(folder).is_absolute()]
        program = shutil.which(_PROGRAM, path=os.pathsep.join(absolute)) if absolute else None
        if program is None:
            raise NoGitError
        return program


def reason_of(done: subprocess.CompletedProcess[bytes]) -> str:
    """The first line of what git said when it failed."""
    words = done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
    if not words:
        return f"git: {done.returncode}"
    return words.splitlines()[0]


def _environment(
    callers: Mapping[str, str], root: Path, settings: Mapping[str, str]
) -> dict[str, str]:
    """The caller's environment without what steers git, and the settings that come last."""
    environment = {
        name: value
        for name, value in callers.items()
        if name in _USERS_OWN or not name.startswith("GIT_")
    }
    environment |= _FIXED
    environment["GIT_CEILING_DIRECTORIES"] = str(root.parent)

    environment["GIT_CONFIG_COUNT"] = str(len(settings))
    for number, (name, value) in enumerate(settings.items()):
        environment[f"GIT_CONFIG_KEY_{number}"] = name
        environment[f"GIT_CONFIG_VALUE_{number}"] = value
    return environment
