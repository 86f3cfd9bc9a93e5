"""The records that did not pass, complete as they were written, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from statx.conversion.harmless import escape_cell
from statx.files import writing
from statx.registry.schema import Schema
from statx.results.findings import Rule, Severity
from statx.results.report import Report
from statx.sources.outputs import ABOUT_A_REJECT
from statx.sources.targets import Target
from statx.tables import written_format
from statx.tables.table import BlockExtent, Place, Rows
from statx.texts import clean

AT_ONCE = 50_000
"""Records that are held in memory to be written."""
Record = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class FailingRecords:
    """The records of a table that did not pass."""

    target: Target
    rows: Rows
    """From 0, ascending."""
    report: Report
    """Says why, of every one."""
    extents: Sequence[BlockExtent]
    """The table's blocks, in order."""


def write_rejects(part: Path, name: Path, failing: FailingRecords) -> None:
    """Write the failing records to `part`, in the format that `name` says."""
    table = failing.target.table
    schema = _text_schema((*ABOUT_A_REJECT, *_distinct(table.labels)))
    with writing(name):
        writer = written_format(name).writer(part, name, schema)

    for records in _batches(failing):
        by_column = zip(*records, strict=True)
        columns = [pa.array(cells, pa.string()) for cells in by_column]
        batch = pa.record_batch(columns, names=list(schema.names))
        with writing(name):
            writer.write(batch)

    with writing(name):
        writer.close({"rejectedFrom": clean(failing.target.path.name)})


def _batches(failing: FailingRecords) -> Iterator[list[Record]]:
    """The records that are written, some thousands at a time."""
    table = failing.target.table
    reasons_by_number = _reasons(failing.report)

    for first in range(0, len(failing.rows), AT_ONCE):
        end = first + AT_ONCE
        rows = failing.rows[first:end].tolist()
        places = table.places(rows, failing.extents)

        records = []
        for row in rows:
            number = table.number_of(row)
            reasons = reasons_by_number.get(number, [])
            record = _record(
                number,
                places[row],
                reasons,
                len(table.labels),
            )
            records.append(record)
        yield records


def _record(number: int, place: Place, reasons: Sequence[str], width: int) -> Record:
    """One record of the rejects: what is to be known of it, then its cells, `width` of them."""
    extra = "; ".join(place.cells[width:])
    cells = place.cells[:width]
    absent = (None,) * (width - len(cells))
    return (
        str(number),
        _line(place),
        escape_cell("; ".join(reasons)),
        extra or None,
        *cells,
        *absent,
    )


def _line(place: Place) -> str | None:
    """Where a record begins, in the file that holds it: `31`, or of a table in parts `b.csv:31`."""
    if not place.starts:
        return None
    line, _ = place.starts[0]
    return f"{place.part}:{line}" if place.part else str(line)


def _reasons(report: Report) -> Mapping[int, list[str]]:
    """Record number -> `field: code` of all that is wrong with it."""
    reasons: dict[int, list[str]] = {}
    for tally in report.tallies:
        if tally.rule.severity is not Severity.ERROR:
            continue
        for finding in tally.findings:
            if finding.row is None:
                continue
            of_record = reasons.setdefault(finding.row, [])
            of_record.append(_reason(tally.rule))
    return reasons


def _reason(rule: Rule) -> str:
    return f"{rule.field}: {rule.code}" if rule.field else rule.code


def _text_schema(names: Sequence[str]) -> Schema:
    fields = [{"name": name, "type": "string"} for name in names]
    return Schema.parse({"name": "rejects", "fields": fields}, source="rejects")


def _distinct(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels that are blank, stand twice, or are ours, with an underscore behind."""
    taken = set(ABOUT_A_REJECT)
    names = []
    for label in labels:
        name = label or "_"
        while name in taken:
            name += "_"
        taken.add(name)
        names.append(name)
    return tuple(names)
