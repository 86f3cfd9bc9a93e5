"""No data, schema or package makes statx open, start or connect to anything that was not named.

All commands run in one process under an audit hook (`watch.py`); each test looks at one of them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import statx
from tests.border.traps import LINK, TRAPS, lay_link, lay_repository, lay_secret, lay_trap
from tests.container.hostile import HOSTILE, good_package
from tests.package.world import make_world

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
GOOD = SAMPLES / "kemiskinan" / "good" / "contoh_jawa_timur_2024.csv"
BOOK = SAMPLES / "_checks" / "shown-otherwise" / "data.xlsx"
DRAFT, RELEASE = "kemiskinan-1.0.0.zip", "kemiskinan-1.0.0-sumbar.zip"


def trusting(unit: str) -> tuple[str, ...]:
    """The keys of a unit, and whom it trusts."""
    return ("--keys", f"world/{unit}", "--trust", "world/trust")


ORDINARY = {
    "a good table": ("validate", str(GOOD)),
    "a wrong table": ("validate", str(SAMPLES / "kemiskinan" / "bad" / "code-system.csv")),
    "unreadable tables": ("validate", str(SAMPLES / "_unreadable"), "--schema", "kemiskinan"),
    "a workbook": ("validate", str(BOOK), "--schema", str(BOOK.with_name("schema.json"))),
    "as Parquet": ("convert", str(GOOD), "data.parquet"),
    "as CSV again": ("convert", "data.parquet", "data.csv"),
    "packed": ("pack", str(GOOD), "--draft", "--output", DRAFT, "--producer", "ani@jatim"),
    "looked at": ("verify", DRAFT, "--draft"),
    "released": ("pack", DRAFT, "--to", "sumbar", *trusting("jatim")),
    "verified": ("verify", RELEASE, *trusting("sumbar")),
    "unpacked": ("unpack", RELEASE, "opened", *trusting("sumbar")),
    "a schema checked": ("schema", "check", str(ROOT / "schemas" / "kemiskinan" / "1.0.0.json")),
    "all checks listed": ("explain",),
}
"""What people do with their own files, one command after the other in one folder."""
NIGHTLY = "STATX_NIGHTLY" in os.environ
PACKAGES = sorted(HOSTILE)[:: 1 if NIGHTLY else 3]
VERBS = ("verify", "validate")
"""In turn: each takes some time, and both refuse a package before they look into it."""
REPOSITORY = "a hostile repository"
SINCE = ("validate", "data.csv", "--schema", "schema.json", "--changed-since", "HEAD")


@dataclass(frozen=True)
class Command:
    """One line typed in a folder."""

    line: tuple[str, ...]
    folder: Path
    git: bool = False


@dataclass(frozen=True)
class Done:
    """What a command ended with, and what it did that it may not do."""

    code: int
    events: list[list[str]]
    left_open: list[str]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Done]:
    """Every command of this file by its name, all run in one process that is watched."""
    place = tmp_path_factory.mktemp("border")
    commands = dict(_commands(place / "strangers"))
    own = {"TMPDIR": place / "temporary", "HOME": place / "home"}
    for folder in own.values():
        folder.mkdir()

    asked = {
        "own": [str(folder) for folder in own.values()],
        "commands": [
            {"line": each.line, "folder": str(each.folder), "git": each.git}
            for each in commands.values()
        ],
    }
    environment = {**os.environ, **{name: str(path) for name, path in own.items()}}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.border.watch"],
        input=json.dumps(asked),
        cwd=ROOT,
        env={**environment, "XDG_CONFIG_HOME": "", "STATX_LANG": "en"},
        capture_output=True,
        text=True,
        check=False,
    )
    answers = [Done(**json.loads(line)) for line in ran.stdout.splitlines()]
    assert len(answers) == len(commands), ran.stderr
    return dict(zip(commands, answers, strict=True))


def _commands(place: Path) -> Iterator[tuple[str, Command]]:
    place.mkdir()
    secret = lay_secret(place)

    own_files = place / "ordinary"
    own_files.mkdir()
    _lay_clearance(own_files)
    for name, line in ORDINARY.items():
        # The samples lie in a working tree, and git is asked what it ignores there.
        yield name, Command(line, own_files, git=True)

    for number, (name, (_, line)) in enumerate(TRAPS.items()):
        folder = place / "traps" / str(number)
        lay_trap(folder, name, secret)
        yield name, Command(line, folder)
    lay_link(place / "traps" / "link", secret)
    yield LINK, Command(("validate", "."), place / "traps" / "link")

    ran = place / "ran"
    lay_repository(place / "repository", f"touch {ran}; cat")
    ran.unlink(missing_ok=True)  # git itself runs the command while the trap is laid
    yield REPOSITORY, Command(SINCE, place / "repository", git=True)

    package = good_package()
    for number, name in enumerate(PACKAGES):
        folder = place / "packages" / str(number)
        folder.mkdir(parents=True)
        (folder / "paket.zip").write_bytes(HOSTILE[name].spoil(package))
        verb = VERBS[number % len(VERBS)]
        options = ("--draft",) if verb == "verify" else ()
        yield name, Command((verb, "paket.zip", *options), folder)


def _lay_clearance(folder: Path) -> None:
    """Keys, and the approval of the very draft that will be packed: same input, same content."""
    world = make_world(folder / "world")
    draft = folder / DRAFT
    statx.pack(GOOD, draft, producer="ani@jatim")
    world.approve(draft)
    draft.unlink()


@pytest.mark.parametrize("name", ORDINARY)
def test_what_people_do_touches_what_they_named(name: str, done: Mapping[str, Done]) -> None:
    assert done[name].events == []


@pytest.mark.parametrize("name", [*TRAPS, LINK])
def test_what_a_stranger_wrote_leads_nowhere(name: str, done: Mapping[str, Done]) -> None:
    assert done[name].events == []


@pytest.mark.parametrize("name", PACKAGES)
def test_a_hostile_package_touches_nothing(name: str, done: Mapping[str, Done]) -> None:
    assert done[name].events == []


def test_no_command_leaves_a_file_open(done: Mapping[str, Done]) -> None:
    assert {name: each.left_open for name, each in done.items() if each.left_open} == {}


def test_a_hostile_repository_starts_git_alone(done: Mapping[str, Done]) -> None:
    assert done[REPOSITORY] == Done(0, [], [])


def test_the_watch_sees_what_may_not_be(tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    shutil.copy(GOOD, outside)
    folder = tmp_path / "inside"
    folder.mkdir()
    commands = [{"line": ["validate", str(outside)], "folder": str(folder), "git": False}]

    ran = subprocess.run(
        [sys.executable, "-m", "tests.border.watch"],
        input=json.dumps({"own": [], "commands": commands}),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ["open", str(outside)] in json.loads(ran.stdout)["events"]
