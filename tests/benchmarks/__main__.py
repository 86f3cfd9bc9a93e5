"""`python -m tests.benchmarks [--case NAME…] [--rows N] [--runs N] [--only CONTENDER…]`: statx beside its peers.

The same files in the same run, a process of its own for each contender, seconds and memory of the whole process.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.cases import CASES, Case, Contenders
from tests.benchmarks.contenders.contender import lacking
from tests.benchmarks.measuring import Bench, Results
from tests.benchmarks.tables import (
    BEGIN,
    END,
    case_table,
    folded,
    notes,
    promise_table,
    with_tables,
)


def main() -> None:
    given = _arguments().parse_args()
    if given.write:
        _check_page(given.write, given.date)
    cases = {CASES[name]: _chosen(CASES[name], given.only) for name in given.case or CASES}
    with tempfile.TemporaryDirectory(
        prefix="statx-benchmark-", ignore_cleanup_errors=True
    ) as folder:
        bench = Bench(
            Path(folder), given.runs, given.patience, lambda what: print(what, file=sys.stderr)
        )
        results = {}
        for case, contenders in cases.items():
            there = [each for each in contenders if not lacking(each)]
            results[case.name] = bench.measure(case, there, given.rows or case.rows)
            print(f"{case_table(results[case.name])}\n", flush=True)
    absent = {
        package for contenders in cases.values() for each in contenders for package in lacking(each)
    }
    end = _end(results, absent, given.date, given.runs)
    print(f"{promise_table(results)}\n\n{end}")
    if given.write:
        tables = folded(
            promise_table(results), "\n\n".join([*map(case_table, results.values()), end])
        )
        given.write.write_text(
            with_tables(given.write.read_text(encoding="utf-8"), tables), encoding="utf-8"
        )


def _arguments() -> argparse.ArgumentParser:
    names = sorted({each.name for case in CASES.values() for each in case.contenders})
    arguments = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    arguments.add_argument(
        "--case", nargs="+", choices=CASES, metavar="NAME", help=", ".join(CASES)
    )
    arguments.add_argument(
        "--rows",
        type=_positive,
        help="rows of every chosen case; without it, each has its own size",
    )
    arguments.add_argument("--runs", type=_positive, default=3, help="medians over so many")
    arguments.add_argument(
        "--only", nargs="+", choices=names, metavar="CONTENDER", help="; ".join(names)
    )
    arguments.add_argument(
        "--patience", type=float, default=1800, help="seconds after which a contender is stopped"
    )
    arguments.add_argument(
        "--write", type=Path, metavar="PAGE", help="put the tables between the markers of a page"
    )
    arguments.add_argument(
        "--date", default="", help="the day of the measurement, as it is to be written"
    )
    return arguments


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise ValueError(word)
    return number


def _check_page(page: Path, date: str) -> None:
    """Said before hours of measuring, not after."""
    if not date:
        sys.exit("--write needs --date: figures without a day say nothing.")
    try:
        with_tables(page.read_text(encoding="utf-8"), "")
    except (OSError, LookupError):
        sys.exit(
            f"{page} must be there and hold a line {BEGIN} and below it a line {END}: the tables go"
            " between them."
        )


def _chosen(case: Case, only: list[str] | None) -> Contenders:
    return tuple(each for each in case.contenders if not only or each.name in only)


def _end(results: dict[str, Results], absent: set[str], date: str, runs: int) -> str:
    measured = [each.contender for found in results.values() for each in found.measured]
    machine = (
        f"{os.cpu_count()} processors, Python {platform.python_version()}, medians of {runs} runs"
    )
    return "\n\n".join([notes(measured, absent), f"{machine}{date and f', {date}'}."])


if __name__ == "__main__":
    main()
