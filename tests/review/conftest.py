from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .world import World, make


@pytest.fixture(scope="session")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository as every test finds it."""
    root = tmp_path_factory.mktemp("beginning") / "repo"
    make(root)
    return root


@pytest.fixture
def world(
    beginning: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    """A repository of data; statx runs in it, speaking English."""
    world = World(shutil.copytree(beginning, tmp_path / "repo"), capsys)
    monkeypatch.chdir(world.root)
    monkeypatch.delenv("STATX_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return world
