"""Every failing cell as a table of its own, written while the data is judged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from statx.checks.check import Failures
from statx.files import atomic_file, writing
from statx.registry.schema import Schema
from statx.results.findings import Rule, Tally
from statx.results.report import Report
from statx.tables import written_format
from statx.tables.format import Writer
from statx.tables.table import Table

COLUMNS = ("file", "row", "field", "code", "type", "severity", "found", "expected")
SCHEMA = Schema.parse(
    {
        "name": "errors",
        "fields": [{"name": n, "type": "integer" if n == "row" else "string"} for n in COLUMNS],
    },
    source="errors",
)


@dataclass
class FailuresFile:
    """A file of failing cells; `at` says which table they are from."""

    writer: Writer
    target: Path
    place: str = ""
    table: Table | None = None
    rows: int = 0
    seen: set[Rule] = field(default_factory=set)
    """The rules of this table whose misses were written."""

    def at(self, place: str, table: Table) -> None:
        """What follows is found in this table."""
        self.place, self.table = place, table
        self.seen.clear()

    def write(self, failures: Failures) -> None:
        """One row for each; `row` is empty where the table as a whole is to blame."""
        rule, number = failures.rule, len(failures)
        self.seen.add(rule)
        rows = pa.array([self._number(row) for row in failures.rows.tolist()], pa.int64())
        found = failures.cells if failures.cells is not None else pa.nulls(number, pa.string())
        known = (rule.field, rule.code, rule.type, rule.severity.value)
        words = [
            pa.repeat(pa.scalar(word, pa.string()), number)
            for word in (self.place, *known, rule.expected.en)
        ]
        place, name, code, type_, severity, expected = words
        columns = [place, rows, name, code, type_, severity, found.cast(pa.string()), expected]
        with writing(self.target):
            self.writer.write(pa.record_batch(columns, names=list(COLUMNS)))
        self.rows += number

    def _number(self, row: int) -> int | None:
        return None if row < 0 or self.table is None else self.table.number_of(row)

    def rest(self, report: Report) -> None:
        """What is wrong with the header or the file: found without looking at a row, and listed all the same."""
        self.place = report.place
        for tally in report.tallies:
            if tally.rule not in self.seen:
                self.write(_misses(tally))


@contextmanager
def failures_file(target: Path, *, replace: bool = False) -> Iterator[FailuresFile]:
    """Open a CSV or Parquet file for failing cells; it appears when the body is through."""
    format_ = written_format(target)
    with atomic_file(target, replace=replace) as part:
        with writing(target):
            writer = format_.writer(part, target, SCHEMA)
        yield FailuresFile(writer, target)
        with writing(target):
            writer.close({})


def _misses(tally: Tally) -> Failures:
    labels = pa.array(
        [finding.label for finding in tally.findings] or [None] * tally.count, pa.string()
    )
    return Failures(tally.rule, np.full(len(labels), -1), labels)
