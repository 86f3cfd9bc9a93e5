"""`python -m tests.benchmarks.hostile`: what small files that ask for much take.

Each is written and judged by processes of its own. Seconds are those of processors, which other
work on the machine changes little.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.contenders.contender import ROOT, script
from tests.benchmarks.data.bombs import BOMBS, MB, Bomb
from tests.benchmarks.tables import HOSTILE_PLACE, marker, with_tables

MOST_MEMORY = 400
"""Millions of bytes."""
MOST_SECONDS = 1.5
"""Of one processor, for each million bytes of text."""
START = 1.5
"""Seconds for the start of a run, and for each thousand columns."""
TITLES = "| what | MB of text | kB of file | s of processor | peak MB | ends with | |"
PATIENCE = 300
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one bomb took."""

    bomb: Bomb
    file: int
    """Bytes."""
    seconds: float
    """Of processors."""
    peak: float
    """Millions of bytes."""
    code: int

    @property
    def kept(self) -> bool:
        """Whether it stayed within what is promised, and ended as it must."""
        starts = 1 + self.bomb.columns / 1000
        allowed = START * starts + MOST_SECONDS * self.bomb.size / MB
        bounded = self.seconds <= allowed and self.peak <= MOST_MEMORY
        return bounded and self.code == self.bomb.code


def main() -> None:
    options = _arguments().parse_args()
    chosen = [bomb for bomb in BOMBS if not options.only or bomb.name in options.only]
    taken = []
    for bomb in chosen:
        taken.append(_set_off(bomb))
        print(_row(taken[-1]), flush=True)

    text = f"{_table(taken)}\n\n{_said(options.date)}"
    print(f"\n{text}")
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        options.write.write_text(with_tables(page, text, HOSTILE_PLACE), encoding="utf-8")


def _arguments() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.hostile", description=__doc__
    )
    arguments.add_argument(
        "--only", nargs="+", metavar="NAME", help="; ".join(each.name for each in BOMBS)
    )
    arguments.add_argument(
        "--write", type=Path, metavar="PAGE", help=f"between {marker(HOSTILE_PLACE)} and its end"
    )
    arguments.add_argument("--date", default="")
    return arguments


def _set_off(bomb: Bomb) -> Taken:
    with tempfile.TemporaryDirectory(prefix="statx-benchmark-") as name:
        folder = Path(name)
        line = _written(bomb, folder)
        process = subprocess.Popen(
            ("timeout", str(PATIENCE), script("statx"), *line),
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)

        return Taken(
            bomb,
            file=(folder / bomb.file).stat().st_size,
            seconds=usage.ru_utime + usage.ru_stime,
            peak=usage.ru_maxrss * 1024 / MB,
            code=process.returncode,
        )


def _written(bomb: Bomb, folder: Path) -> Sequence[str]:
    """Written by another process: what it holds would count as the memory of those started here."""
    command = [sys.executable, "-m", "tests.benchmarks.data.bombs", bomb.name, str(folder)]
    written = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return written.stdout.split()


def _table(taken: Iterable[Taken]) -> str:
    return "\n".join([TITLES, "|---" * 7 + "|", *map(_row, taken)])


def _row(taken: Taken) -> str:
    sizes = f"{taken.bomb.size / MB:,.0f} | {taken.file / 1000:,.0f}"
    figures = f"{taken.seconds:.1f} | {taken.peak:.0f} | {taken.code}"
    verdict = "kept" if taken.kept else "**missed**"
    return f"| {taken.bomb.name} | {sizes} | {figures} | {verdict} |"


def _said(date: str) -> str:
    promise = (
        f"Kept is: at most {MOST_MEMORY} MB; at most {MOST_SECONDS} s of one processor for each"
        f" million bytes of text, beside {START} s to start with and for each thousand columns."
        " Ends with 1: does not pass; 3: refused by an error of its own; 5: a"
        " package that is not accepted."
    )
    machine = f"{os.cpu_count()} processors, one run{', ' if date else ''}{date}."
    return f"{promise} {machine}"


if __name__ == "__main__":
    main()
