"""`python -m tests.benchmarks.cluster [--rows N…] [--workers N…]`: how the cost of a run grows with rows and workers.

The command `statx validate --cluster` against worker processes of this machine, each with one thread: what the whole
command takes, and the peaks of the client and of the largest worker. The last line is what a row costs a worker.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from distributed import Client, LocalCluster

from statx.files import sha256_of
from tests.benchmarks.contenders.contender import script
from tests.benchmarks.given import Given
from tests.benchmarks.measuring import Bench
from tests.benchmarks.tables import BEGIN, END, with_tables

M = 1_000_000
HEAD = (
    "| rows | workers | s | s, one process | peak MiB, client | peak MiB, worker"
    " |\n|---|---|---|---|---|---|"
)


@dataclass(frozen=True, slots=True)
class Run:
    """One table, judged by so many workers; none is one process with as many threads."""

    rows: int
    workers: int
    seconds: float
    client: float
    """Mebibytes."""
    worker: float = 0


def main() -> None:
    given = _arguments().parse_args()
    with tempfile.TemporaryDirectory(prefix="statx-benchmark-") as folder:
        bench = Bench(Path(folder), 1, 0)
        tables = {rows: bench.given("clean", rows) for rows in given.rows}
        alone = {rows: _judged(rows, table, 0, "") for rows, table in tables.items()}
        runs = [run for workers in given.workers for run in _with(workers, tables)]
    text = "\n".join(
        [HEAD, *(_line(run, alone[run.rows]) for run in runs), "", _grown(runs), f"{given.date}"]
    )
    print(text)
    if given.write:
        given.write.write_text(
            with_tables(given.write.read_text(encoding="utf-8"), text), encoding="utf-8"
        )


def _arguments() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.cluster", description=__doc__
    )
    arguments.add_argument("--rows", nargs="+", type=int, default=[5 * M, 10 * M, 20 * M])
    arguments.add_argument("--workers", nargs="+", type=int, default=[1, 2])
    arguments.add_argument("--write", type=Path, metavar="PAGE", help=f"between {BEGIN} and {END}")
    arguments.add_argument("--date", default="")
    return arguments


def _with(workers: int, tables: dict[int, Given]) -> Iterator[Run]:
    for rows, table in tables.items():
        with _cluster(workers) as (address, client):
            _judged(rows, table, workers, address)  # workers import what they need once
            run = _judged(rows, table, workers, address)
            peak = max(client.run(_peak).values())
        yield Run(rows, workers, run.seconds, run.client, peak)


@contextmanager
def _cluster(workers: int) -> Iterator[tuple[str, Client]]:
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0") as local,  # type: ignore[no-untyped-call]  # as all of distributed
        Client(local) as client,  # type: ignore[no-untyped-call]
    ):
        yield local.scheduler_address, client


def _judged(rows: int, table: Given, workers: int, address: str) -> Run:
    sha256_of(table.table)  # whoever comes first would pay for bringing the file into memory
    line = [script("statx"), "validate", table.table.name, "--schema", table.schema.name, "--quiet"]
    started = time.perf_counter()
    line += ["--cluster", address] if address else []
    process = subprocess.Popen(line, cwd=table.folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, line)
    return Run(rows, workers, time.perf_counter() - started, usage.ru_maxrss / 1024)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _line(run: Run, alone: Run) -> str:
    cells = (f"{run.rows:,}", run.workers, f"{run.seconds:.1f}", f"{alone.seconds:.1f}")
    return f"| {' | '.join(map(str, cells))} | {run.client:.0f} | {run.worker:.0f} |"


def _grown(runs: list[Run]) -> str:
    """The line that fits best: seconds = fixed + per row and worker."""
    shares = np.array([[1, run.rows / run.workers / M] for run in runs])
    fixed, each = np.linalg.lstsq(shares, np.array([run.seconds for run in runs]), rcond=None)[0]
    return f"seconds ≈ {fixed:.1f} + {each:.3f} × million rows / workers"


if __name__ == "__main__":
    main()
