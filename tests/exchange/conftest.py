"""Two units on one machine, each in a folder with a statx.toml."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.command import GOOD, Here, Said
from tests.cli.conftest import statx
from tests.package import world as worlds
from tests.package.world import World, make_world

__all__ = ["EXPORT", "Units", "add_exports", "jatim", "states", "statx", "units"]

EXPORT = '[[export]]\nname = "kemiskinan"\nfiles = "data/*.csv"\nto = ["sumbar"]\n'


@dataclass
class Units:
    """jatim and sumbar, each in a folder with a statx.toml."""

    statx: Here
    world: World
    patch: pytest.MonkeyPatch

    def settle(self, unit: str, *others: str) -> Path:
        """The folder of a unit, with its statx.toml."""
        folder = self.statx.folder / unit
        folder.mkdir(exist_ok=True)
        head = (
            f'me = "{unit}"\nproducer = "ani@{unit}"\nexchange = "exchange"\n'
            f'keys = "{self.world.keys(unit)}"\ntrust = "{self.world.trust}"\n'
        )
        (folder / "statx.toml").write_text(head + "".join(map(self.partner, others)))
        return folder

    def partner(self, unit: str) -> str:
        """What statx.toml says of another unit."""
        return f'[unit.{unit}]\nmailbox = "{self.statx.folder / "box"}"\n'

    def at(self, unit: str, *arguments: str) -> Said:
        self.patch.chdir(self.statx.folder / unit)
        return self.statx(*arguments)

    def draft(self, version: str = "1.0.0") -> Path:
        draft = self.statx.folder / "jatim" / f"kemiskinan-{version}.zip"
        self.at("jatim", "pack", str(GOOD), "--draft", "-o", str(draft), "-q")
        return draft

    def approved(self, version: str = "1.0.0") -> Path:
        draft = self.draft(version)
        self.world.approve(draft)
        return draft


@pytest.fixture
def units(
    statx: Here, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Units:
    monkeypatch.setattr(worlds, "AT", datetime.now(UTC))
    world = make_world(tmp_path_factory.mktemp("keys") / "world")
    (statx.folder / "box").mkdir()
    units = Units(statx, world, monkeypatch)
    units.settle("jatim", "sumbar")
    units.settle("sumbar", "jatim")
    return units


@pytest.fixture
def jatim(units: Units) -> Path:
    """The folder of jatim, with one file to export."""
    folder = units.statx.folder / "jatim"
    (folder / "data").mkdir()
    shutil.copy(GOOD, folder / "data" / "kemiskinan.csv")
    add_exports(folder, EXPORT)
    return folder


def add_exports(folder: Path, exports: str) -> None:
    """Put [[export]] before the first [unit] of statx.toml, in place of those before."""
    path = folder / "statx.toml"
    head, _, units = path.read_text().partition("[unit.")
    before = head.partition("[[export]]")[0]
    path.write_text(f"{before}{exports}[unit.{units}")


def states(folder: Path) -> list[tuple[str, str, int]]:
    """(state, version, exit code) of each export in the newest run record."""
    newest = max((folder / "exchange" / "runs").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    exports = json.loads(newest.read_text())["exports"]
    return [(each["state"], each["version"], each["exitCode"]) for each in exports]
