"""From columns of a sheet to records of a table, each value with the cell that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from statx.intake.columns import Binding, PlacedColumn
from statx.intake.constants import SettledConstant

Places = NDArray[np.int32]
NOWHERE = 0
"""As a row or a column: no cell says the value, but the recipe."""


@dataclass(frozen=True)
class FieldValues:
    """A field of all records: texts, null where there is no value, and where each comes from."""

    texts: pa.Array
    rows: Places
    columns: Places
    sheets: Places
    """The number of its sheet among all that are tidied, from 0."""


@dataclass(frozen=True)
class Records:
    """Records by their fields."""

    fields: Mapping[str, FieldValues]
    number: int


@dataclass(frozen=True)
class ReadColumn:
    """What the rows of one column of the sheet say of a field."""

    field: str
    position: int
    texts: Sequence[str | None]
    rows: Places
    """The row of the sheet that each comes from: another where it is filled from above."""
    binding: Binding = ()
    heading_row: int = NOWHERE


def unpivot(
    columns: Sequence[ReadColumn], constants: Iterable[SettledConstant], rows: int, sheet: int
) -> Records:
    """A record for each row and each thing that headings say (`Produksi / 2024`), in that order.

    What stands beside such columns is said again in each of the records of its row.
    """
    bindings = list(dict.fromkeys(each.binding for each in columns if each.binding)) or [()]
    number = rows * len(bindings)

    fields = {}
    for column in columns:
        if not column.binding and column.field:
            fields[column.field] = _repeated(column, len(bindings), sheet)

    spread = [column for column in columns if column.binding]
    for name in dict.fromkeys(column.field for column in spread):
        of_field = {each.binding: each for each in spread if each.field == name}
        fields[name] = _interleaved([of_field.get(each) for each in bindings], rows, sheet)

    for at, (name, _) in enumerate(bindings[0]):
        values = [binding[at][1] for binding in bindings]
        origins = [_first_with(spread, binding) for binding in bindings]
        fields[name] = _of_headings(values, origins, rows, sheet)

    for constant in constants:
        fields[constant.field] = _constant(constant, number, sheet)

    return Records(fields, number)


def read_column(
    field: str, placed: PlacedColumn, texts: Sequence[str | None], rows: Places
) -> ReadColumn:
    """A column of the sheet as one of a field."""
    return ReadColumn(
        field,
        placed.position,
        texts,
        rows,
        placed.binding,
        placed.heading.row,
    )


def _repeated(column: ReadColumn, times: int, sheet: int) -> FieldValues:
    texts = pa.array(column.texts, pa.string())
    rows = column.rows
    if times > 1:
        repeated = np.repeat(np.arange(len(rows)), times)
        texts = texts.take(pa.array(repeated))
        rows = rows[repeated]
    return _placed(texts, rows, np.full(len(rows), column.position, np.int32), sheet)


def _interleaved(columns: Sequence[ReadColumn | None], rows: int, sheet: int) -> FieldValues:
    """A column for each binding, row by row; None where the sheet has no such column."""
    texts = np.full((rows, len(columns)), None, object)
    of_rows = np.zeros((rows, len(columns)), np.int32)
    of_columns = np.zeros((rows, len(columns)), np.int32)
    for at, column in enumerate(columns):
        if column is not None:
            texts[:, at] = column.texts
            of_rows[:, at] = column.rows
            of_columns[:, at] = column.position
    return _placed(pa.array(texts.ravel(), pa.string()), of_rows.ravel(), of_columns.ravel(), sheet)


def _of_headings(
    values: Sequence[str], origins: Sequence[ReadColumn], rows: int, sheet: int
) -> FieldValues:
    texts = pa.array(np.tile(np.array(values, object), rows), pa.string())
    of_rows = np.tile(np.array([each.heading_row for each in origins], np.int32), rows)
    of_columns = np.tile(np.array([each.position for each in origins], np.int32), rows)
    return _placed(texts, of_rows, of_columns, sheet)


def _constant(constant: SettledConstant, number: int, sheet: int) -> FieldValues:
    texts = pa.repeat(pa.scalar(constant.value, pa.string()), number)
    return _placed(
        texts,
        np.full(number, constant.row, np.int32),
        np.full(number, constant.column, np.int32),
        sheet,
    )


def _placed(texts: pa.Array, rows: Places, columns: Places, sheet: int) -> FieldValues:
    return FieldValues(texts, rows, columns, np.full(len(rows), sheet, np.int32))


def _first_with(columns: Sequence[ReadColumn], binding: Binding) -> ReadColumn:
    return next(column for column in columns if column.binding == binding)
