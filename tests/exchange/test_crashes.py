from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NIGHTLY = "STATX_NIGHTLY" in os.environ


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is such a place: waiting for a disk proves nothing about a kill."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of our own is made there
    if not memory.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as place:
        yield Path(place)


@pytest.mark.parametrize(
    ("matrix", "stride", "least"),
    [
        # Every other change, and all of them at night.
        pytest.param("crashes", 1 if NIGHTLY else 3, 40, id="send and receive"),
        # The transactions of the journal, and every change at night.
        pytest.param("export_crashes", 1 if NIGHTLY else 0, 10, id="export"),
    ],
)
def test_killed_at_any_change_everything_is_delivered_once_by_ordinary_runs(
    folder: Path, matrix: str, stride: int, least: int
) -> None:
    ended = run(matrix, folder, stride)
    points, words = ended.stdout.split(maxsplit=1)
    assert (words, ended.stderr) == ("points, 0 broken\n", "")
    assert int(points) >= (least if stride != 1 else 100)


def test_overlapping_runs_killed_at_random_deliver_everything_once(folder: Path) -> None:
    ended = run("soak", folder, 1200 if NIGHTLY else 60)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert " 0 laws broken" in ended.stdout


def run(module: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"tests.exchange.{module}", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
