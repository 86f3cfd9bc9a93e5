"""`python -m tests.border.watch`: run commands of statx under an audit hook, and say what each did.

Standard input is one JSON object: `own`, a list of folders, and `commands`, each with its `line`,
its `folder` and whether it may start `git`. Standard output is one JSON line a command: its exit
`code`, the names of files that it `left_open`, and the `events` (`["open", "/etc/passwd"]`) outside
what is allowed:

* a file that lies neither in the command's folder nor in `own` (the places that are statx's:
  its temporary and personal folders) nor where Python and statx themselves lie;
* any socket, any foreign program but git where git was asked for, any unpickling.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import sysconfig
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
FILES = (
    "open",
    "os.listdir",
    "os.scandir",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "shutil.rmtree",
)
"""Events whose first argument is a path."""
NEVER: tuple[str, ...] = (
    "socket.",
    "urllib.",
    "ftplib.",
    "smtplib.",
    "http.",
    "os.exec",
    "os.spawn",
    "pty.",
)
NEVER += ("os.system", "os.fork", "os.posix_spawn", "os.startfile", "webbrowser.", "pickle.")
OF_SYSTEM = (
    "/dev/null",
    "/dev/urandom",
    "/proc/",
    "/sys/",
    "/usr/share/zoneinfo/",
    "/etc/localtime",
)
"""What Python and its libraries ask of the system itself."""
SETTINGS = "statx.toml"
"""Looked for in the working folder and above it: the user's own."""


@dataclass
class Watch:
    """The hook, and what it has seen since a command began."""

    own: tuple[str, ...]
    folder: str = ""
    """Of the command that runs; empty between commands, when nothing is watched."""
    git: str = ""
    events: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.folder:
            return

        # What is asked for an answer here is not what the command did.
        folder, self.folder = self.folder, ""
        try:
            if event in FILES and not self._may_touch(event, arguments[0], folder):
                self.events.append((event, os.fsdecode(arguments[0])))
            elif event == "subprocess.Popen" and arguments[0] != self.git:
                self.events.append((event, str(arguments[0])))
            elif event.startswith(NEVER):
                self.events.append((event, str(arguments)))
        finally:
            self.folder = folder

    def _may_touch(self, event: str, path: Any, folder: str) -> bool:  # noqa: ANN401  whatever open is given
        if path is None or isinstance(path, int):
            return True  # a file that is open already
        real = os.path.realpath(os.fsdecode(path))
        if real.startswith(OF_SYSTEM):
            return True
        if event == "os.listdir" and _lies_in(real, str(ROOT)):
            return True  # Python looks for a module in the checkout

        above = [os.path.join(parent, SETTINGS) for parent in _with_parents(folder)]  # noqa: PTH118  plain text: paths have events of their own
        return real in above or any(_lies_in(real, place) for place in (folder, *self.own))


def _lies_in(path: str, place: str) -> bool:
    return path == place or path.startswith(place.rstrip(os.sep) + os.sep)


def _with_parents(folder: str) -> list[str]:
    return [folder, *map(str, Path(folder).parents)]


def main() -> None:
    """Run what standard input asks for."""
    from statx.cli.app import run

    asked = json.load(sys.stdin)
    answers = sys.stdout
    watch = Watch(tuple(map(os.path.realpath, [*asked["own"], *places_of_python()])))
    sys.addaudithook(watch)

    for command in asked["commands"]:
        os.chdir(command["folder"])
        watch.git = str(shutil.which("git")) if command["git"] else ""
        watch.events = []
        before = open_files()
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            watch.folder = os.path.realpath(command["folder"])
            code = run(command["line"])
            watch.folder = ""

        left_open = sorted(open_files() - before)
        answer = {"code": code, "events": watch.events, "left_open": left_open}
        print(json.dumps(answer), file=answers, flush=True)


def open_files() -> set[str]:
    """The paths of all files that this process has open, where the system tells.

    Arrow keeps a pipe to itself, for signals, from its first file on.
    """
    paths = set()
    for descriptor in Path("/proc/self/fd").glob("*"):
        # The listing of that folder has a descriptor of its own, which is gone again.
        with suppress(OSError):
            paths.add(str(descriptor.readlink()))
    return {path for path in paths if path.startswith("/")}


def places_of_python() -> list[str]:
    """Where Python, the packages and statx with its registry lie."""
    paths = [*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix]
    packages = [path for path in sys.path if path and Path(path) != ROOT]
    return [*paths, *packages, *(str(ROOT / name) for name in ("statx", "schemas", "samples"))]


if __name__ == "__main__":
    main()
