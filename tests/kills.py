"""A process that dies at a chosen moment: from then on nothing that it does changes a disk.

An audit hook sees each call that is about to change something and raises there; so it does for
every call after it, as the clean-up of a killed process does not run either. Locks go when the
frames unwind and close what they opened, as they go with a process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHANGES = frozenset(
    {
        "os.chmod",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.truncate",
    }
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Killed(BaseException):
    """The process is gone; no Exception, so that nobody catches it."""


class _Watch:
    """What is done at each change while somebody watches: one hook, as none can be removed."""

    def __init__(self) -> None:
        self.folder = Path()
        self.at_change: Callable[[str, tuple[Any, ...]], None] | None = None

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.at_change is None or not self._changes(event, arguments):
            return
        self.at_change(event, arguments)

    def _changes(self, event: str, arguments: tuple[Any, ...]) -> bool:
        if event == "open":
            flags = arguments[2]
            return isinstance(flags, int) and bool(flags & WRITES) and self._is_here(arguments[0])
        return event in CHANGES

    def _is_here(self, name: object) -> bool:
        if not isinstance(name, (str, bytes)):
            return False
        return os.path.abspath(os.fsdecode(name)).startswith(str(self.folder))  # noqa: PTH100  plain text: paths have events of their own


WATCH = _Watch()
sys.addaudithook(WATCH.hook)


@contextmanager
def watching(folder: Path, at_change: Callable[[str, tuple[Any, ...]], None]) -> Iterator[None]:
    """Call `at_change` before each change to a disk, and each file opened to write in `folder`."""
    WATCH.folder = folder
    WATCH.at_change = at_change
    try:
        yield
    finally:
        WATCH.at_change = None


def changes_of(act: Callable[[], object], folder: Path) -> int:
    """How many changes `act` makes."""
    seen: list[str] = []
    with watching(folder, lambda event, _: seen.append(event)):
        act()
    return len(seen)


def kill_at(number: int, act: Callable[[], object], folder: Path) -> None:
    """Let `act` make so many changes, and none from then on."""
    done = 0

    def count(_event: str, _arguments: tuple[Any, ...]) -> None:
        nonlocal done
        if done >= number:
            raise Killed
        done += 1

    with watching(folder, count):
        try:
            act()
        except Killed:
            return
