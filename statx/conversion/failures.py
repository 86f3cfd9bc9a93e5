"""Every failing cell as a table of its own, written while the data is judged.

It is read by people in a spreadsheet: each row says where, what, what may have been meant and what
to do, in their language, and nothing in it is a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from statx.checks.check import Check, Failures
from statx.conversion.harmless import escape_cells, escaped_columns
from statx.errors import StatxError
from statx.files import atomic_file, writing
from statx.judging.tallies import UNPLACED, HintBook, address_of_cell, start_of_cell
from statx.registry.schema import Schema
from statx.results.findings import Finding, Rule, Tally
from statx.results.report import Report
from statx.sources.outputs import FAILING_CELLS
from statx.tables import written_format
from statx.tables.format import Writer
from statx.tables.table import BlockExtent, Place, Table
from statx.texts import Language

NUMBERS = ("row", "line", "column")
AT_ONCE = 20_000
"""Failing records whose places are held in memory."""
SCHEMA = Schema.parse(
    {
        "name": "errors",
        "fields": [
            {"name": name, "type": "integer" if name in NUMBERS else "string"}
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
    language: Language = "en"
    place: str = ""
    table: Table | None = None
    rows: int = 0
    """Written so far."""
    error: StatxError | None = None
    """What kept a failing cell from being written: the file is then no file of all of them."""
    books: dict[Rule, HintBook] = field(default_factory=dict)
    """What may have been meant, by the rules of this table whose failures were written."""

    def at(self, place: str, table: Table) -> None:
        """What follows is found in this table."""
        self.place, self.table = place, table
        self.books.clear()

    def write(
        self, found: Sequence[tuple[Check[Any], Failures]], extents: Sequence[BlockExtent]
    ) -> None:
        """One row for each; `row` is empty where the table as a whole is to blame."""
        if self.table is None:
            return

        for check, failures in found:
            self.books.setdefault(failures.rule, HintBook(failures.rule, check))

        # Whatever a block has is looked up at once, since it is read again for that.
        for part in _parts([failures for _, failures in found]):
            rows = {row for failures in part for row in failures.rows.tolist() if row >= 0}
            places = self.table.places(rows, extents)
            for failures in part:
                findings = self._findings(failures, places, self.table)
                self._write(failures.rule, findings)

    def rest(self, report: Report) -> None:
        """What is wrong with the header or the file.

        Found without looking at a row, and listed all the same.
        """
        self.place = report.place
        for tally in report.tallies:
            if tally.rule not in self.books:
                self._write(tally.rule, _findings_of(tally))

    def _findings(
        self, failures: Failures, places: Mapping[int, Place], table: Table
    ) -> list[Finding]:
        book = self.books[failures.rule]
        cells = [None] * len(failures) if failures.cells is None else failures.cells.to_pylist()
        findings = []
        for at, row in enumerate(failures.rows.tolist()):
            place = places.get(row, UNPLACED)
            position = None if failures.positions is None else int(failures.positions[at])
            line, column = start_of_cell(place, position)
            hint = failures.hints[at] if at < len(failures.hints) else None
            if hint is None and row >= 0:
                hint = book.look_up(cells[at], place.cells)

            findings.append(
                Finding(
                    failures.rule,
                    row=None if row < 0 else table.number_of(row),
                    line=line,
                    column=column if position else None,
                    cell=cells[at],
                    hint=hint,
                    part=place.part,
                    address=address_of_cell(place, position),
                )
            )
        return findings

    def _write(self, rule: Rule, findings: Sequence[Finding]) -> None:
        if not findings:
            return

        batch = self._batch(rule, findings)
        try:
            with writing(self.path):
                self.writer.write(batch)
        except StatxError as error:
            self.error = error
            raise
        self.rows += len(findings)

    def _batch(self, rule: Rule, findings: Sequence[Finding]) -> pa.RecordBatch:
        number = len(findings)
        files = [f"{self.place}/{each.part}" if each.part else self.place for each in findings]
        addresses = [each.address or None for each in findings]
        found = [each.label if each.cell is None else each.cell for each in findings]
        hints = [each.hint.say(self.language) if each.hint else None for each in findings]
        written = {
            "file": pa.array(files, pa.string()),
            "address": pa.array(addresses, pa.string()),
            "field": _repeated(rule.field, number),
            "code": _repeated(rule.code, number),
            "type": _repeated(rule.type, number),
            "severity": _repeated(rule.severity.value, number),
            "found": pa.array(found, pa.string()),
            "expected": _repeated(rule.expected.say(self.language), number),
            "hint": pa.array(hints, pa.string()),
            "remedy": _repeated(rule.remedy.say(self.language), number),
        }
        columns = {name: escape_cells(cells) for name, cells in written.items()}
        columns["escaped"] = escaped_columns(written, columns)
        for name in NUMBERS:
            places = [getattr(each, name) for each in findings]
            columns[name] = pa.array(places, pa.int64())

        return pa.RecordBatch.from_pydict({name: columns[name] for name in FAILING_CELLS})


@contextmanager
def failures_file(
    target: Path, *, language: Language = "en", replace: bool = False
) -> Iterator[FailuresFile]:
    """Open a CSV or Parquet file for failing cells; it appears when the body is through."""
    format_ = written_format(target)
    with atomic_file(target, replace=replace) as part:
        with writing(target):
            writer = format_.writer(
                part,
                target,
                SCHEMA,
            )
        file = FailuresFile(writer, target, language)
        yield file

        # whoever judged may have taken it for a fault of the table, and gone on
        if file.error is not None:
            raise file.error
        with writing(target):
            writer.close({})


def _parts(found: Sequence[Failures]) -> Iterator[list[Failures]]:
    """The failures, so many at once that their places can be held."""
    part: list[Failures] = []
    room = AT_ONCE
    for failures in found:
        for first in range(0, len(failures.rows), AT_ONCE):
            piece = failures.between(first, first + AT_ONCE)
            if part and len(piece) > room:
                yield part
                part, room = [], AT_ONCE
            part.append(piece)
            room -= len(piece)
    if part:
        yield part


def _repeated(word: str, number: int) -> pa.Array:
    return pa.repeat(pa.scalar(word, pa.string()), number)


def _findings_of(tally: Tally) -> Sequence[Finding]:
    """The findings that a tally lists; where it lists none, one without a place for each."""
    return tally.findings or [Finding(tally.rule)] * tally.count
