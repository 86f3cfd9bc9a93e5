"""The records that did not pass, complete as they were written, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from statx.files import writing
from statx.registry.schema import Schema
from statx.results.findings import Severity
from statx.results.report import Report
from statx.sources.targets import Target
from statx.tables import written_format
from statx.tables.table import BlockExtent, Place, Rows

AT_ONCE = 50_000
ABOUT = ("statx_row", "statx_line", "statx_reasons", "statx_extra_cells")


@dataclass(frozen=True, slots=True)
class Failing:
    """The records of a table that did not pass."""

    rows: Rows
    """From 0."""
    report: Report
    """Says why, of every one."""
    extents: Sequence[BlockExtent]
    """The table's blocks, in order."""


def write_rejects(part: Path, name: Path, target: Target, failing: Failing) -> None:
    """Write the failing records to `part`, in the format that `name` says."""
    format_ = written_format(name)
    labels = _distinct(target.table.labels)
    schema = _texts((*ABOUT, *labels))
    with writing(name):
        writer = format_.writer(part, name, schema)
    why = _reasons(failing.report)
    for first in range(0, len(failing.rows), AT_ONCE):
        rows = failing.rows[first : first + AT_ONCE].tolist()
        places = target.table.places(rows, failing.extents)
        numbered = [(row, target.table.number_of(row)) for row in rows]
        records = [
            _record(number, places[row], why.get(number, ()), len(labels))
            for row, number in numbered
        ]
        columns = [pa.array(column, pa.string()) for column in zip(*records, strict=True)]
        with writing(name):
            writer.write(pa.record_batch(columns, names=list(schema.names)))
    with writing(name):
        writer.close({"rejectedFrom": target.path.name})


def _record(number: int, place: Place, why: Sequence[str], width: int) -> tuple[str | None, ...]:
    line = str(place.starts[0][0]) if place.starts else None
    extra = "; ".join(place.cells[width:]) or None
    cells = (*place.cells[:width], *([None] * (width - len(place.cells))))
    return str(number), line, "; ".join(why), extra, *cells


def _reasons(report: Report) -> Mapping[int, list[str]]:
    """Record number -> `field: code` of all that is wrong with it."""
    found: dict[int, list[str]] = {}
    for tally in (tally for tally in report.tallies if tally.rule.severity is Severity.ERROR):
        for finding in tally.findings:
            if finding.row is not None:
                found.setdefault(finding.row, []).append(
                    ": ".join(filter(None, (tally.rule.field, tally.rule.code)))
                )
    return found


def _texts(names: Sequence[str]) -> Schema:
    return Schema.parse(
        {"name": "rejects", "fields": [{"name": name, "type": "string"} for name in names]},
        source="rejects",
    )


def _distinct(labels: Sequence[str]) -> tuple[str, ...]:
    """Labels that are blank, stand twice, or are ours, with an underscore behind."""
    taken = set(ABOUT)
    found = []
    for label in labels:
        name = label or "_"
        while name in taken:
            name += "_"
        taken.add(name)
        found.append(name)
    return tuple(found)
