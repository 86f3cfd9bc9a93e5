"""Two units on one machine, each in a folder with a statx.toml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.command import GOOD, Here, Said
from tests.cli.conftest import statx
from tests.package import world as worlds
from tests.package.world import World, make_world

__all__ = ["Units", "statx", "units"]


@dataclass
class Units:
    """jatim and sumbar, each in a folder with a statx.toml."""

    statx: Here
    world: World
    patch: pytest.MonkeyPatch

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
    for unit, other in (("jatim", "sumbar"), ("sumbar", "jatim")):
        (statx.folder / unit).mkdir()
        (statx.folder / unit / "statx.toml").write_text(
            f'me = "{unit}"\nproducer = "ani@{unit}"\nexchange = "exchange"\n'
            f'keys = "{world.keys(unit)}"\ntrust = "{world.trust}"\n'
            f'[unit.{other}]\nmailbox = "{statx.folder / "box"}"\n'
        )
    return Units(statx, world, monkeypatch)
