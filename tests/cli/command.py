"""statx as a process, and in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from statx.cli.app import run

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
GOOD = SAMPLES / "kemiskinan" / "good" / "contoh_jawa_timur_2024.csv"
BAD = SAMPLES / "kemiskinan" / "bad" / "maximum.csv"
STATX = (sys.executable, "-m", "statx")


@dataclass(frozen=True)
class Said:
    """What a command answered, said, and ended with."""

    code: int
    out: str
    err: str


@dataclass
class Here:
    """statx in this process, in a folder of its own."""

    capsys: pytest.CaptureFixture[str]
    folder: Path

    def __call__(self, *arguments: str | Path) -> Said:
        code = run([str(argument) for argument in arguments])
        out, err = self.capsys.readouterr()
        return Said(code, out, err)

    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()}


def environment(**more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name not in ("STATX_LANG", "NO_COLOR")
    }
    return {**kept, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **more}


def process(*arguments: str | Path, cwd: Path = ROOT, **more: str) -> Said:
    """One command as a process of its own."""
    command = [*STATX, *(str(argument) for argument in arguments)]
    done = subprocess.run(
        command, cwd=cwd, env=environment(**more), capture_output=True, check=False
    )
    return Said(
        done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
    )
