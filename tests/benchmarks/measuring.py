"""What each contender of a case takes.

Seconds and peak memory of a process of its own, several times over.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from statx.files import sha256_of
from tests.benchmarks.cases import Case
from tests.benchmarks.contenders.contender import ROOT, Answer, Command, Contender
from tests.benchmarks.given import Given

UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""Set, it would have statx compiled anew at each start, while its peers were when they were
installed."""
FIRST_TO_GO = "1000"
"""Where memory runs out, the contender goes, and not whoever measures."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One contender on one file: medians over the runs."""

    contender: Contender | Command
    seconds: float
    """Scaled up where it was given fewer rows."""
    mebibytes: float
    answer: Answer | None
    """None where it did not come to an end."""
    sample: int = 0
    """The rows it was given, where these were fewer than all."""


@dataclass(frozen=True, slots=True)
class Results:
    """One case at one size."""

    case: Case
    rows: int
    measured: tuple[Measured, ...]

    def of(self, name: str) -> Measured | None:
        """What a contender took; None where it was not measured, or did not come to an end."""
        return next(
            (each for each in self.measured if each.contender.name == name and each.answer), None
        )


@dataclass(frozen=True, slots=True)
class Bench:
    """Where and how often is measured."""

    folder: Path
    runs: int
    patience: float
    """Seconds after which a contender is stopped."""
    tell: Callable[[str], None] = lambda _what: None

    def measure(self, case: Case, contenders: Iterable[Contender | Command], rows: int) -> Results:
        """Every contender in turn, several times over: a machine that slows down slows them all."""
        chosen = tuple(contenders)
        samples = {each.name: min(rows, case.sample) if each.slow else rows for each in chosen}
        files = {each.name: self.given(case.table, samples[each.name]) for each in chosen}
        taken: dict[str, list[_Run]] = {each.name: [] for each in chosen}
        runs = 1 if case.once else self.runs
        for run in range(runs):
            for each in chosen:
                if _again(taken[each.name], fewer=samples[each.name] < rows):
                    self.tell(f"{case.name}, run {run + 1} of {runs}: {each.name}")
                    taken[each.name].append(_once(each, case.name, files[each.name], self.patience))
        return Results(
            case,
            rows,
            tuple(_median(each, taken[each.name], rows, samples[each.name]) for each in chosen),
        )

    def given(self, table: str, rows: int) -> Given:
        """The files, written at first need."""
        folder = self.folder / f"{table}_{rows}"
        if (
            not folder.exists()
        ):  # in a process of its own: what this one once held would count as its children's memory
            folder.mkdir()
            command = [sys.executable, "-m", "tests.benchmarks.data", table, str(rows), str(folder)]
            subprocess.run(command, check=True, cwd=ROOT)
            os.sync()  # nobody is to be measured while the disk still writes the file
        return Given(folder)


@dataclass(frozen=True, slots=True)
class _Run:
    seconds: float
    mebibytes: float
    answer: Answer | None


def _again(before: list[_Run], *, fewer: bool) -> bool:
    """Once is enough for estimates, and for those who failed."""
    return not before or (not fewer and before[-1].answer is not None)


def _once(contender: Contender | Command, case: str, given: Given, patience: float) -> _Run:
    sha256_of(given.source)  # whoever comes first would pay for bringing the file into memory
    given.result.unlink(missing_ok=True)
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        started = time.perf_counter()
        process = subprocess.Popen(
            contender.command(case, given),
            cwd=contender.folder(given),
            env={name: value for name, value in os.environ.items() if name != UNCOMPILED},
            stdout=said,
            stderr=complained,
        )
        with contextlib.suppress(OSError):  # only Linux has it
            Path(f"/proc/{process.pid}/oom_score_adj").write_text(FIRST_TO_GO, encoding="ascii")
        impatient = threading.Timer(patience, process.kill)
        impatient.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        impatient.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        answer = contender.answer(_written(said), process.returncode)
        if answer is None:
            sys.stderr.buffer.write(_written(complained))
    given.result.unlink(missing_ok=True)
    shutil.rmtree(given.folder / "duckdb", ignore_errors=True)  # what a killed one leaves
    return _Run(seconds, usage.ru_maxrss / 1024, answer)


def _written(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _median(contender: Contender | Command, taken: list[_Run], rows: int, sample: int) -> Measured:
    seconds = statistics.median(run.seconds for run in taken) * rows / sample
    mebibytes = statistics.median(run.mebibytes for run in taken)
    return Measured(contender, seconds, mebibytes, taken[-1].answer, sample if sample < rows else 0)
