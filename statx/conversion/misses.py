"""Every failing cell as a table of its own, written while the data is judged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from statx.checks.check import Misses
from statx.errors import UnknownFormatError
from statx.files import whole_file
from statx.registry.schema import Schema
from statx.tables import FORMATS, format_of
from statx.tables.format import Writer

COLUMNS = ("file", "row", "field", "code", "type", "severity", "found", "expected")
SCHEMA = Schema.parse(
    {"name": "errors", "fields": [{"name": n, "type": "integer" if n == "row" else "string"} for n in COLUMNS]},
    source="errors",
)


@dataclass
class MissesFile:
    """A file of failing cells; `at` says which table they are from."""

    writer: Writer
    place: str = ""
    rows: int = 0

    def at(self, place: str) -> None:
        """What follows is found in this table."""
        self.place = place

    def write(self, misses: Misses) -> None:
        """One row for each; `row` counts the header as 1 and is empty where the table as a whole is to blame."""
        rule, number = misses.rule, len(misses)
        rows = pa.array([None if row < 0 else row + 2 for row in misses.rows.tolist()], pa.int64())
        found = misses.cells if misses.cells is not None else pa.nulls(number, pa.string())
        known = (rule.field, rule.code, rule.type, rule.severity.value)
        words = [pa.repeat(pa.scalar(word, pa.string()), number) for word in (self.place, *known, rule.expected.en)]
        place, field, code, type_, severity, expected = words
        columns = [place, rows, field, code, type_, severity, found.cast(pa.string()), expected]
        self.writer.write(pa.record_batch(columns, names=list(COLUMNS)))
        self.rows += number


@contextmanager
def misses_file(target: Path, *, replace: bool = False) -> Iterator[MissesFile]:
    """Open a CSV or Parquet file for failing cells; it appears when the body is through."""
    format_ = format_of(target)
    if format_ is None:
        raise UnknownFormatError(path=target, known=", ".join(s for each in FORMATS.values() for s in each.suffixes))
    with whole_file(target, replace=replace) as part:
        writer = format_.writer(part, target, SCHEMA)
        yield MissesFile(writer)
        writer.close({})
