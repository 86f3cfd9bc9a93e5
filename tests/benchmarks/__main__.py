"""`python -m tests.benchmarks [--case NAME…] [--rows N] [--runs N]`: statx beside its peers.

The same files in the same run, a process of its own for each contender, seconds and memory of the
whole process.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.benchmarks.cases import CASES, Case, Contenders
from tests.benchmarks.contenders.contender import lacking
from tests.benchmarks.measuring import Bench, Results
from tests.benchmarks.tables import (
    PLACE,
    case_table,
    marker,
    notes,
    promise_table,
    with_tables,
)


def main() -> None:
    options = _arguments().parse_args()
    if options.write:
        _check_page(options.write, options.date)
    chosen = {CASES[name]: _chosen(CASES[name], options.only) for name in options.case or CASES}

    with tempfile.TemporaryDirectory(
        prefix="statx-benchmark-", ignore_cleanup_errors=True
    ) as folder:
        bench = Bench(Path(folder), options.runs, options.patience, _tell)
        results = {}
        for case, contenders in chosen.items():
            present = [each for each in contenders if not lacking(each)]
            results[case.name] = bench.measure(case, present, options.rows or case.rows)
            print(f"{case_table(results[case.name])}\n", flush=True)

    promises = promise_table(results)
    end = _end(results, _absent(chosen.values()), options)
    print(f"{promises}\n\n{end}")
    if options.write:
        tables = "\n\n".join([promises, *map(case_table, results.values()), end])
        _write(options.write, tables)


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
        with_tables(page.read_text(encoding="utf-8"), "", PLACE)
    except (OSError, LookupError):
        sys.exit(
            f"{page} must be there and hold a line {marker(PLACE)} and below it a line"
            f" {marker('/' + PLACE)}: the tables go between them."
        )


def _chosen(case: Case, only: list[str] | None) -> Contenders:
    return tuple(each for each in case.contenders if not only or each.name in only)


def _tell(progress: str) -> None:
    print(progress, file=sys.stderr)


def _absent(chosen: Iterable[Contenders]) -> set[str]:
    """The packages that keep a contender from being measured, as they are not installed."""
    absent: set[str] = set()
    for contenders in chosen:
        for each in contenders:
            absent |= lacking(each)

    return absent


def _end(results: Mapping[str, Results], absent: set[str], options: argparse.Namespace) -> str:
    """What stands below the tables: what is not checked, and where and when was measured."""
    measured = [each.contender for case in results.values() for each in case.measured]
    machine = f"{os.cpu_count()} processors, Python {platform.python_version()}"
    when = f", {options.date}" if options.date else ""

    return f"{notes(measured, absent)}\n\n{machine}, medians of {options.runs} runs{when}."


def _write(page: Path, tables: str) -> None:
    text = page.read_text(encoding="utf-8")
    page.write_text(with_tables(text, tables, PLACE), encoding="utf-8")


if __name__ == "__main__":
    main()
