from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is such a place: waiting for a disk proves nothing about a kill."""
    memory = Path("/dev/shm")  # noqa: S108  a folder of our own is made there
    if not memory.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as place:
        yield Path(place)


def test_killed_at_any_change_everything_is_delivered_once_by_ordinary_runs(folder: Path) -> None:
    stride = "1" if "STATX_NIGHTLY" in os.environ else "2"
    command = [sys.executable, "-m", "tests.exchange.crashes", str(folder), stride]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    points, words = ended.stdout.split(maxsplit=1)
    assert (words, ended.stderr) == ("points, 0 broken\n", "")
    assert int(points) > 100
