"""Where each value of a tidied table comes from: a line for every value, as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from statx.files import atomic_file, writing
from statx.intake.records import NOWHERE, FieldValues
from statx.intake.table import TidiedTable
from statx.workbook.addresses import cell_address

COLUMNS = ("row", "field", "file", "sheet", "cell", "text")
"""The record, as the result counts it (its header is row 1); the field; where the cell is, and what
it says there. A value that the recipe gives has no file and no cell."""
Line = tuple[int, str, str, str, str, str]


def write_lineage(table: TidiedTable, path: Path, *, replace: bool = False) -> int:
    """Write it whole or not at all; how many values it has. Raises what writing raises."""
    number = 0
    with (
        atomic_file(path, replace=replace) as part,
        writing(path),
        part.open("w", encoding="utf-8", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for line in _lines(table):
            writer.writerow(line)
            number += 1
    return number


def _lines(table: TidiedTable) -> Iterator[Line]:
    """In the order of the records, and of the fields in each."""
    fields = [(name, table.fields[name]) for name in table.labels if name in table.fields]
    texts = {name: table.data.column(name).to_pylist() for name, _ in fields}
    for row in range(table.size):
        for name, values in fields:
            if texts[name][row] is not None:
                yield _line(table, name, values, row, texts[name][row])


def _line(table: TidiedTable, name: str, values: FieldValues, row: int, text: str) -> Line:
    number = table.number_of(row)
    at_row = int(values.rows[row])
    at_column = int(values.columns[row])
    if at_row == NOWHERE:
        return number, name, "", "", "", text

    source = table.sources[values.sheets[row]]
    cell = source.sheet.cell(at_row, at_column)
    return (
        number,
        name,
        source.path.name,
        source.sheet.name,
        cell_address(at_row, at_column),
        cell.text if cell else "",
    )
