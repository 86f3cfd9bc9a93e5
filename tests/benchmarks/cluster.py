"""`python -m tests.benchmarks.cluster`: how the cost of a run grows with rows and workers.

The command `statx validate --cluster` against worker processes of this machine, each with one
thread: what the whole command takes, and the peaks of the client and of the largest worker. The
last line is what a row costs a worker.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from distributed import Client, LocalCluster

from statx.files import sha256_of
from tests.benchmarks.contenders.contender import script
from tests.benchmarks.given import Given
from tests.benchmarks.measuring import Bench
from tests.benchmarks.tables import CLUSTER_PLACE, marker, with_tables

M = 1_000_000
TITLES = "| rows | workers | s | s, one process | peak MiB, client | peak MiB, worker |"


@dataclass(frozen=True, slots=True)
class Run:
    """One table, judged by so many workers; none is one process with as many threads."""

    rows: int
    workers: int
    seconds: float
    client: float
    """Peak in mebibytes, as the next."""
    worker: float = 0


def main() -> None:
    options = _arguments().parse_args()
    with tempfile.TemporaryDirectory(prefix="statx-benchmark-") as folder:
        bench = Bench(Path(folder), 1, 0)
        tables = {rows: bench.given("clean", rows) for rows in options.rows}
        alone = {rows: _judge(rows, table, 0, "") for rows, table in tables.items()}
        runs = [run for workers in options.workers for run in _runs_with(workers, tables)]

    text = _table(runs, alone) + f"\n\n{_fitted_line(runs)}\n\n{options.date}"
    print(text)
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        options.write.write_text(with_tables(page, text, CLUSTER_PLACE), encoding="utf-8")


def _arguments() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.cluster", description=__doc__
    )
    arguments.add_argument("--rows", nargs="+", type=int, default=[5 * M, 10 * M, 20 * M])
    arguments.add_argument("--workers", nargs="+", type=int, default=[1, 2])
    arguments.add_argument(
        "--write", type=Path, metavar="PAGE", help=f"between {marker(CLUSTER_PLACE)} and its end"
    )
    arguments.add_argument("--date", default="")
    return arguments


def _runs_with(workers: int, tables: Mapping[int, Given]) -> Iterator[Run]:
    """Each table judged on a fresh cluster of so many workers."""
    for rows, table in tables.items():
        with _cluster(workers) as (address, client):
            _judge(rows, table, workers, address)  # workers import what they need once
            run = _judge(rows, table, workers, address)
            peaks = client.run(_peak)

        yield Run(rows, workers, run.seconds, run.client, max(peaks.values()))


@contextmanager
def _cluster(workers: int) -> Iterator[tuple[str, Client]]:
    """A scheduler with worker processes of one thread each: (its address, a client of it)."""
    with (
        LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0") as local,  # type: ignore[no-untyped-call]  # as all of distributed
        Client(local) as client,  # type: ignore[no-untyped-call]
    ):
        yield local.scheduler_address, client


def _judge(rows: int, table: Given, workers: int, address: str) -> Run:
    """One run of the command, in one process where there is no address."""
    line = [script("statx"), "validate", table.table.name, "--schema", table.schema.name, "--quiet"]
    if address:
        line += ["--cluster", address]
    sha256_of(table.table)  # whoever comes first would pay for bringing the file into memory

    started = time.perf_counter()
    process = subprocess.Popen(line, cwd=table.folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started

    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, line)
    return Run(rows, workers, seconds, usage.ru_maxrss / 1024)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _table(runs: list[Run], alone: Mapping[int, Run]) -> str:
    lines = [TITLES, "|---" * 6 + "|"]
    for run in runs:
        seconds = f"{run.seconds:.1f} | {alone[run.rows].seconds:.1f}"
        memory = f"{run.client:.0f} | {run.worker:.0f}"
        lines.append(f"| {run.rows:,} | {run.workers} | {seconds} | {memory} |")

    return "\n".join(lines)


def _fitted_line(runs: list[Run]) -> str:
    """The line that fits best: seconds = fixed + per row and worker."""
    shares = np.array([[1, run.rows / run.workers / M] for run in runs])
    seconds = np.array([run.seconds for run in runs])
    (fixed, each), *_ = np.linalg.lstsq(shares, seconds, rcond=None)

    return f"seconds ≈ {fixed:.1f} + {each:.3f} × million rows / workers"


if __name__ == "__main__":
    main()
