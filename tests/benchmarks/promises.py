"""What statx promises, each as a row: what was said, what was measured, whether it was kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.benchmarks.contenders import openpyxl
from tests.benchmarks.contenders.contender import FLOOR, STATX
from tests.benchmarks.measuring import Measured, Results

MEBIBYTE = (1 << 20) / 1_000_000
PEERS = (FLOOR, "streaming pyarrow", "polars", "duckdb")
"""Of whom the quickest conversion counts."""

Figure = Callable[[Measured, Results], float | None]
"""From what statx took, and all results of the case; None where there is nothing to compare it
with."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A limit for one figure; over several cases the worst counts."""

    said: str
    limit: float
    unit: str
    cases: tuple[str, ...]
    figure: Figure
    than: str = ""
    """What the figure is a multiple of."""

    def row(self, results: Mapping[str, Results]) -> tuple[str, str, str]:
        """(promise, measured, verdict)"""
        said = f"{self.said}: ≤ {self.limit:g} {self.unit}{self.than}"
        figures = [self._figure(results.get(name)) for name in self.cases]
        known = [figure for figure in figures if figure is not None]
        if not known:
            return said, "–", "not measured"

        worst = max(known)
        measured = f"{worst:.{0 if worst >= 100 else 2}f} {self.unit}"
        return said, measured, self._verdict(results, worst, whole=len(known) == len(figures))

    def _verdict(self, results: Mapping[str, Results], worst: float, *, whole: bool) -> str:
        """Kept or missed: only where every case was measured, and at the size of the promise."""
        for name in self.cases:
            case = results.get(name)
            if case and case.rows != case.case.rows:
                return f"not measured at its size, but at {case.rows:,} rows"

        if not whole:
            return "measured in part only"
        return "kept" if worst <= self.limit else "**missed**"

    def _figure(self, results: Results | None) -> float | None:
        ours = results.of(STATX) if results else None
        return self.figure(ours, results) if ours and results else None


def of_floor(ours: Measured, results: Results) -> float | None:
    """Times the bare typed read."""
    floor = results.of(FLOOR)
    return ours.seconds / floor.seconds if floor else None


def of_best(ours: Measured, results: Results) -> float | None:
    """Times the quickest peer."""
    peers = [peer.seconds for name in PEERS if (peer := results.of(name))]
    return ours.seconds / min(peers) if peers else None


def of_load(ours: Measured, results: Results) -> float | None:
    """Times what openpyxl takes to load the workbook."""
    load = results.of(openpyxl.NAME)
    return ours.seconds / load.seconds if load else None


def memory(ours: Measured, _results: Results) -> float:
    """Peak, in millions of bytes."""
    return ours.mebibytes * MEBIBYTE


def seconds(ours: Measured, _results: Results) -> float:
    """The whole process."""
    return ours.seconds


OVER_FLOOR = " the floor"
PROMISES = (
    Promise("a clean file", 1.5, "×", ("clean",), of_floor, OVER_FLOOR),
    Promise("1 % of rows bad", 1.8, "×", ("dirty",), of_floor, OVER_FLOOR),
    Promise("all values different", 3, "×", ("unique",), of_floor, OVER_FLOOR),
    Promise("memory at 10 million rows", 450, "MB", ("clean", "dirty"), memory),
    Promise("memory at 100 million keys", 700, "MB", ("keys",), memory),
    Promise(
        "CSV to Parquet", 1.1, "×", ("convert",), of_best, " the best of pyarrow, polars and duckdb"
    ),
    Promise("a workbook tidied", 1.3, "×", ("tidy",), of_load, " openpyxl's load of it"),
    Promise("100 rows from the shell", 0.6, "s", ("small", "small-dirty"), seconds),
)
