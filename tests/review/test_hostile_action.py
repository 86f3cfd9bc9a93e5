"""The script of the action, run on a pull request that was made to break out of it.

Whatever the tree holds, the step changes nothing but its report, runs nothing that the tree names,
and says no line that GitHub would take for a command of the tree's own.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from .composite import Ran, Runner
from .source import ROOT, offline
from .test_hostile import BASE, SETTINGS, repository_in_data
from .world import World

TABLE = "nama,gaji\nBudi,12345678\n"
NAMES = (
    "::error file=main.py::bad.csv",
    "##[error]bad.csv",
    "line\n::stop-commands::x.csv",
    "$(touch ran).csv",
    "`touch ran`.csv",
    "--output=ran.csv",
    "\x1b]0;title\x07.csv",
)
"""Names of tables, each of which is something else to somebody."""
HERE = 'registry = "../secret"\n[[dataset]]\nfiles = "*.csv"\nschema = "../secret/schema.json"\n'
COMMAND = re.compile(r"^::(?!(error|warning|notice) (file|title)=)|^##\[", re.MULTILINE)
"""Lines that statx itself would never say to GitHub."""


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A table that nobody named, beside the repository."""
    folder = tmp_path / "secret"
    folder.mkdir()
    (folder / "salary.csv").write_text(TABLE, encoding="utf-8")
    (folder / "schema.json").write_text('{"fields": [{"name": "gaji"}]}', encoding="utf-8")
    return folder


@pytest.fixture
def hostile(world: World, secret: Path) -> World:
    """A branch whose every file is a trap."""
    settings = "".join(SETTINGS.values()).format(command="touch ran; cat")
    repository_in_data(world, settings)
    world.write("data/statx.toml", HERE)
    for name in NAMES:
        world.write(f"data/{name}", "k,n\na,x\n")
    (world.root / "data" / "salary.csv").symlink_to(secret / "salary.csv")
    (world.root / "data" / "more").symlink_to(secret, target_is_directory=True)
    return world


def act_on(world: World, tmp_path: Path, **inputs: str) -> Ran:
    """The action, as it runs once statx is installed."""
    temp = tmp_path / "runner"
    temp.mkdir()
    statx = Path(sys.executable).with_name("statx")
    action = ROOT / ".github" / "actions" / "validate"
    installed = {"steps.install.outputs.statx": str(statx)}
    return Runner(action, world.root, temp, offline(tmp_path), installed).run(**inputs)


def contents(world: World) -> dict[str, bytes]:
    """Every file of the tree and of git; of its index the entries, beside which it keeps times."""
    files = [path for path in world.root.rglob("*") if path.is_file() and not path.is_symlink()]
    found = {str(path.relative_to(world.root)): path.read_bytes() for path in files}
    found[".git/index"] = world.git("ls-files", "--stage").encode()
    return found


def test_a_hostile_pull_request_changes_nothing_but_the_report(
    hostile: World, tmp_path: Path
) -> None:
    before = contents(hostile)
    ran = act_on(hostile, tmp_path, data="data\n", changed_since=BASE, lang="en")

    assert contents(hostile) == before
    assert ran.outputs["report"].startswith(str(tmp_path / "runner"))
    assert (int(ran.outputs["errors"]), ran.outputs["new"]) == (len(NAMES) + 1, str(len(NAMES) + 1))

    said = ran.log + ran.summary
    assert COMMAND.search(said) is None
    assert "12345678" not in said
    assert "\x1b" not in said
