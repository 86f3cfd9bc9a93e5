"""Every failing cell as a table of its own, written while the data is judged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from statx.checks.check import Failures
from statx.errors import StatxError
from statx.files import atomic_file, writing
from statx.registry.schema import Schema
from statx.results.findings import Rule, Tally
from statx.results.report import Report
from statx.sources.outputs import FAILING_CELLS
from statx.tables import written_format
from statx.tables.format import Writer
from statx.tables.table import Table

SCHEMA = Schema.parse(
    {
        "name": "errors",
        "fields": [
            {"name": name, "type": "integer" if name == "row" else "string"}
            for name in FAILING_CELLS
        ],
    },
    source="errors",
)


@dataclass
class FailuresFile:
    """A file of failing cells; `at` says which table they are from."""

    writer: Writer
    path: Path
    """The name that the file will have."""
    place: str = ""
    table: Table | None = None
    rows: int = 0
    """Written so far."""
    error: StatxError | None = None
    """What kept a failing cell from being written: the file is then no file of all of them."""
    rules: set[Rule] = field(default_factory=set)
    """The rules of this table whose failures were written."""

    def at(self, place: str, table: Table) -> None:
        """What follows is found in this table."""
        self.place, self.table = place, table
        self.rules.clear()

    def write(self, failures: Failures) -> None:
        """One row for each; `row` is empty where the table as a whole is to blame."""
        self.rules.add(failures.rule)
        batch = self._batch(failures)
        try:
            with writing(self.path):
                self.writer.write(batch)
        except StatxError as error:
            self.error = error
            raise
        self.rows += len(failures)

    def rest(self, report: Report) -> None:
        """What is wrong with the header or the file.

        Found without looking at a row, and listed all the same.
        """
        self.place = report.place
        for tally in report.tallies:
            if tally.rule not in self.rules:
                self.write(_failures_of(tally))

    def _batch(self, failures: Failures) -> pa.RecordBatch:
        rule, number = failures.rule, len(failures)
        numbers = [self._number(row) for row in failures.rows.tolist()]
        cells = failures.cells
        if cells is None:
            cells = pa.nulls(number)

        columns = {
            "file": _repeated(self.place, number),
            "row": pa.array(numbers, pa.int64()),
            "field": _repeated(rule.field, number),
            "code": _repeated(rule.code, number),
            "type": _repeated(rule.type, number),
            "severity": _repeated(rule.severity.value, number),
            "found": cells.cast(pa.string()),
            "expected": _repeated(rule.expected.say("en"), number),
        }
        return pa.RecordBatch.from_pydict(columns)

    def _number(self, row: int) -> int | None:
        return None if row < 0 or self.table is None else self.table.number_of(row)


@contextmanager
def failures_file(target: Path, *, replace: bool = False) -> Iterator[FailuresFile]:
    """Open a CSV or Parquet file for failing cells; it appears when the body is through."""
    format_ = written_format(target)
    with atomic_file(target, replace=replace) as part:
        with writing(target):
            writer = format_.writer(
                part,
                target,
                SCHEMA,
            )
        file = FailuresFile(writer, target)
        yield file

        # whoever judged may have taken it for a fault of the table, and gone on
        if file.error is not None:
            raise file.error
        with writing(target):
            writer.close({})


def _repeated(word: str, number: int) -> pa.Array:
    return pa.repeat(pa.scalar(word, pa.string()), number)


def _failures_of(tally: Tally) -> Failures:
    """The failures of the whole table that a tally counts.

    With the labels they are about where it has any.
    """
    labels = [finding.label for finding in tally.findings]
    if not labels:
        labels = [None] * tally.count

    of_table = np.full(len(labels), -1)
    cells = pa.array(labels, pa.string())
    return Failures(
        tally.rule,
        of_table,
        cells,
    )
