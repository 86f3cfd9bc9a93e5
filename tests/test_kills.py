"""Every command that writes, killed at each change that it makes to a disk.

What it was to write is there whole or not at all, what it read and what was there before stays, and
after the next run nothing is left of the one that was killed.
"""

from __future__ import annotations

import json
import operator
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from statx.cli.app import run
from statx.errors import FolderNotEmptyError
from statx.files.parts import SUFFIX
from tests.kills import changes_of, kill_at
from tests.package.world import PRODUCER, World, make_world

SCHEMA = {
    "fields": [
        {"name": "kode", "constraints": {"required": True, "unique": True}},
        {"name": "nilai", "type": "number"},
    ],
    "statx": {"classification": "terbuka"},
}
GOOD = "kode,nilai\na,1.5\nb,2\n"
BAD = "kode,nilai\na,1.5\nb,dua\n"
OLD = b"what was there before"
MANY = 1000
"""Random examples of a property in the nightly profile, at the least."""
FINGERPRINT = "fingerprint"
SENDER = "release@jatim"
DRAFT = ("--draft", "--producer", PRODUCER, "--output", "table-1.0.0.zip")
AGREED = ("--schema", "schema.json")

Contents = Mapping[str, bytes]
"""Path of each file below a folder -> its bytes."""
IsWhole = Callable[[bytes, bytes], bool]
"""Whether a file is what a run that is not killed leaves, given what such a run left."""


def _is_json(found: bytes, _whole: bytes) -> bool:
    """A report says how long it took."""
    return bool(json.loads(found))


def _is_as_long(found: bytes, whole: bytes) -> bool:
    """Keys are new each time, and of one length."""
    return len(found) == len(whole)


@dataclass(frozen=True)
class Case:
    """A command that writes."""

    line: tuple[str, ...]
    again: tuple[str, ...] = ()
    """What is said more where the same is done again."""
    old: str = ""
    """A file that is there before, and is given up."""
    is_whole: IsWhole = operator.eq


CASES = {
    "convert": Case(("convert", "good.csv", "out.parquet", *AGREED), ("--force",)),
    "convert, setting rows aside": Case(
        ("convert", "bad.csv", "out.parquet", "--rejects", "rejects.csv", *AGREED),
        ("--force",),
    ),
    "pack": Case(("pack", "good.csv", *DRAFT, *AGREED), ("--force",), is_whole=_is_as_long),
    "unpack": Case(("unpack", "release", "opened")),
    "validate with failing cells": Case(
        ("validate", "bad.csv", "--errors", "errors.csv", *AGREED, "--force"),
        old="errors.csv",
    ),
    "validate with a report": Case(
        ("validate", "good.csv", "--format", "json", "--output", "report.json", *AGREED),
        ("--force",),
        is_whole=_is_json,
    ),
    "key new": Case(
        ("key", "new", "release@sumbar", "--keys", "keys"),
        is_whole=_is_as_long,
    ),
    "trust add": Case(("trust", "add", "page.keys", "--fingerprint", FINGERPRINT)),
}


@dataclass(frozen=True)
class Laid:
    """What the commands read: tables, a schema, a release, somebody's page of keys."""

    folder: Path
    world: World

    def fingerprint(self) -> str:
        return self.world.page(SENDER).fingerprint


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Laid:
    place = tmp_path_factory.mktemp("kills")
    folder = place / "laid"
    folder.mkdir()
    (folder / "good.csv").write_text(GOOD)
    (folder / "bad.csv").write_text(BAD)
    (folder / "schema.json").write_text(json.dumps(SCHEMA))

    world = make_world(place / "world")
    draft = place / "table-1.0.0.zip"
    pack = ["pack", f"{folder}/good.csv", "--schema", f"{folder}/schema.json", "--draft"]
    assert run([*pack, "--producer", PRODUCER, "--output", f"{draft}"]) == 0
    shutil.copy(world.released(draft), folder / "release")
    shutil.copy(world.folder / f"{SENDER}.keys", folder / "page.keys")
    return Laid(folder, world)


@dataclass(frozen=True)
class Place:
    """A folder with what a command reads, in which it runs."""

    folder: Path
    case: Case
    laid: Laid
    monkeypatch: pytest.MonkeyPatch

    @classmethod
    def lay(cls, folder: Path, case: Case, laid: Laid, monkeypatch: pytest.MonkeyPatch) -> Place:
        shutil.copytree(laid.folder, folder)
        (folder / "temporary").mkdir()
        if case.old:
            (folder / case.old).write_bytes(OLD)
        return cls(folder, case, laid, monkeypatch)

    def run(self, *more: str) -> None:
        """The command in its folder, which is all that it knows."""
        self.monkeypatch.chdir(self.folder)
        self.monkeypatch.setenv("XDG_CONFIG_HOME", str(self.folder / "config"))
        self.monkeypatch.setattr("tempfile.tempdir", str(self.folder / "temporary"))

        line = [*self.case.line, *more]
        if line[0] == "unpack":
            self._unpack(*line[1:])
        elif FINGERPRINT in line:
            run([*line[:-1], self.laid.fingerprint()])
        else:
            run(line)

    def _unpack(self, release: str, folder: str) -> None:
        """What `statx unpack` calls, on the day when the release was made."""
        with suppress(FolderNotEmptyError):
            self.laid.world.unpack(Path(release), Path(folder))

    def contents(self) -> Contents:
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("name", CASES)
def test_a_killed_command_leaves_the_old_or_the_new_and_the_next_run_sweeps(
    name: str, laid: Laid, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay = partial(Place.lay, case=CASES[name], laid=laid, monkeypatch=monkeypatch)
    place = lay(tmp_path / "whole")
    before = place.contents()
    number = changes_of(place.run, place.folder)
    whole = place.contents()
    assert number > 3
    assert whole != before

    for at in _moments(number):
        killed = lay(tmp_path / str(at))
        kill_at(at, killed.run, killed.folder)
        assert _spoilt(killed.contents(), before, whole, CASES[name].is_whole) == []

        killed.run(*CASES[name].again)
        assert killed.contents().keys() == whole.keys()
        assert _spoilt(killed.contents(), before, whole, CASES[name].is_whole) == []


def _moments(number: int) -> Iterable[int]:
    """All of so many changes at night; else the first, one in the midst, and those at the end."""
    if settings().max_examples >= MANY:
        return range(number)
    return sorted({0, number // 2, *range(number - 3, number)})


def _spoilt(now: Contents, before: Contents, whole: Contents, is_whole: IsWhole) -> list[str]:
    """The files that are neither as they were nor as they should become, but for temporary ones."""
    spoilt = [path for path in before if path not in now]
    for path, content in now.items():
        is_old = content == before.get(path)
        if is_old or SUFFIX in path:
            continue
        if path not in whole or not is_whole(content, whole[path]):
            spoilt.append(path)
    return spoilt
