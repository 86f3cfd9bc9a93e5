"""A contender: what it runs in a process of its own, and how its answer is read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.given import Given

ROOT = Path(__file__).parents[3]
FLOOR, STATX = "bare pyarrow", "statx"
PASSES, FAILS = 0, 1
"""What a validator's exit codes mean."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a contender found, as far as it says so."""

    errors: int | None = None
    passes: bool | None = None


@dataclass(frozen=True)
class Contender:
    """A function of ours that calls somebody's library."""

    name: str
    work: Callable[[Given], Answer]
    packages: tuple[str, ...] = ()
    """What must be installed."""
    leaves_out: str = ""
    """What it does not check, in one line."""
    slow: bool = False
    """Is given fewer rows, as all of them would take hours."""
    exact: bool = False
    """Promises statx's number of errors."""

    def command(self, case: str, given: Given) -> Sequence[str]:
        return (
            sys.executable,
            "-m",
            "tests.benchmarks.contenders",
            case,
            self.name,
            str(given.folder),
        )

    def folder(self, _given: Given) -> Path:
        return ROOT

    def answer(self, said: bytes, code: int) -> Answer | None:
        """What it said; None where it could not do its work."""
        return None if code else Answer(**json.loads(said))


@dataclass(frozen=True)
class Command:
    """A line typed at a shell, in the folder of the table."""

    name: str
    line: Callable[[Given], Sequence[str]]
    read: Callable[[bytes, int], Answer | None] = lambda _said, code: None if code else Answer()
    """(standard output, exit code) -> what it said; None where it could not do its work"""
    packages: tuple[str, ...] = ()
    leaves_out: str = ""
    slow: bool = False
    exact: bool = False

    def command(self, _case: str, given: Given) -> Sequence[str]:
        return self.line(given)

    def folder(self, given: Given) -> Path:
        return given.folder

    def answer(self, said: bytes, code: int) -> Answer | None:
        return self.read(said, code)


def lacking(contender: Contender | Command) -> set[str]:
    """The packages it needs that are not installed."""
    return {package for package in contender.packages if find_spec(package) is None}


def script(name: str) -> str:
    """A command of this environment."""
    return str(Path(sys.executable).with_name(name))


def verdict(_said: bytes, code: int) -> Answer | None:
    """Of a validator that only its exit code is asked of."""
    return Answer(passes=code == PASSES) if code in (PASSES, FAILS) else None
