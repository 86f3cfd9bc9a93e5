"""`python -m tests.benchmarks [--rows N] [--runs N]`: statx beside its peers on the same file, as ratios in one run."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from statx.files import sha256_of
from tests.benchmarks.contenders import CONTENDERS

SLOW = {"frictionless-py": 100_000}
"""Rows given to whoever would take an hour for all of them; its seconds are scaled up and marked."""
FLOOR = "bare pyarrow"


@dataclass(frozen=True, slots=True)
class Measured:
    """One contender on one file: seconds and peak memory of the whole process, medians over the runs."""

    name: str
    seconds: float
    mebibytes: float
    found: dict[str, int]
    scaled: bool = False


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    arguments.add_argument("--rows", type=int, default=10_000_000)
    arguments.add_argument("--runs", type=int, default=3)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="statx-benchmark-") as folder:
        for kind in ("clean", "dirty"):
            print(f"\n{kind}: {given.rows:,} rows x 9 columns, a key of 4 columns, one foreign key\n")
            print(table(measured(Path(folder), kind, given.rows, given.runs)))


def measured(folder: Path, kind: str, rows: int, runs: int) -> list[Measured]:
    """Every contender in turn, several times over: a machine that slows down slows them all."""
    files = {name: _file(folder, kind, min(rows, SLOW.get(name, rows))) for name in CONTENDERS}
    taken: dict[str, list[tuple[float, float, dict[str, int]]]] = {name: [] for name in CONTENDERS}
    for run in range(runs):
        for name in CONTENDERS:
            if not run or name not in SLOW:
                taken[name].append(_once(name, files[name]))
    return [_median(name, taken[name], rows / min(rows, SLOW.get(name, rows))) for name in CONTENDERS]


def _file(folder: Path, kind: str, rows: int) -> Path:
    path = folder / f"{kind}_{rows}.csv"
    if not path.exists():  # in a process of its own: what this one once held would count as its children's memory
        subprocess.run([sys.executable, "-m", "tests.benchmarks.data", str(path), str(rows), kind], check=True)
        os.sync()  # nobody is to be measured while the disk still writes the file
    return path


def _median(name: str, taken: list[tuple[float, float, dict[str, int]]], scale: float) -> Measured:
    seconds = statistics.median(second for second, _, _ in taken)
    mebibytes = statistics.median(memory for _, memory, _ in taken)
    return Measured(name, seconds * scale, mebibytes, taken[0][2], scaled=scale != 1)


def table(results: list[Measured]) -> str:
    """The results as a Markdown table, with the ratio to the floor."""
    floor = next(result.seconds for result in results if result.name == FLOOR)
    lines = ["| | s | x floor | peak MiB | errors found |", "|---|---|---|---|---|"]
    for result in results:
        mark = "≈ " if result.scaled else ""
        errors = f"{result.found['errors']:,}" if "errors" in result.found else "–"
        seconds, ratio = f"{mark}{result.seconds:.1f}", f"{mark}{result.seconds / floor:.2f}"
        lines.append(f"| {result.name} | {seconds} | {ratio} | {result.mebibytes:.0f} | {errors} |")
    return "\n".join(lines)


def _once(name: str, path: Path) -> tuple[float, float, dict[str, int]]:
    sha256_of(path)  # whoever comes first would pay for bringing the file into memory
    started = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.contenders", name, str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    answer = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    return seconds, usage.ru_maxrss / 1024, json.loads(answer)


if __name__ == "__main__":
    main()
