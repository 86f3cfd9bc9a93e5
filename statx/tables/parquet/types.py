"""Arrow's types beside those of Table Schema: which can hold which, and their cells as texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from statx.registry.schema import Field
from statx.tables.canonical import canonical_text, written


def holds(kind: pa.DataType, field: Field | None) -> bool:
    """Whether a column of this Arrow type can hold the field's values without loss."""
    if field is None or field.type == "any" or pa.types.is_null(kind):
        return True
    if pa.types.is_dictionary(kind):
        return holds(kind.value_type, field)

    match field.type:
        case "integer" | "year":
            return bool(pa.types.is_integer(kind))
        case "number":
            return _is_number(kind)
        case "boolean":
            return bool(pa.types.is_boolean(kind))
        case "date":
            return bool(pa.types.is_date32(kind))
        case "datetime":
            # A plain timestamp keeps no zone.
            return bool(pa.types.is_timestamp(kind)) and kind.tz is None
        case _:
            return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def wrong_types(columns: pa.Schema, fields: Sequence[Field | None] | None) -> Mapping[str, str]:
    """Label -> the Arrow type, of the columns whose type cannot hold their field's values."""
    wrong: dict[str, str] = {}
    for column, field in zip(columns, fields or (), strict=False):
        if not holds(column.type, field):
            wrong[column.name] = str(column.type)

    return wrong


def as_cells(column: pa.Array, field: Field | None) -> pa.Array:
    """A column as its cells would stand in a CSV file. shape: (n,) -> (n,) text"""
    if field is None or not holds(column.type, field):
        return column if _is_text(column.type) else _as_texts(column)
    if _has_no_cast(column.type):
        return written(_as_texts(column), field)

    texts = canonical_text(column)
    if not pa.types.is_dictionary(texts.type):
        return written(texts, field)

    words = written(texts.dictionary, field)
    return pa.DictionaryArray.from_arrays(texts.indices, words)


def _is_number(kind: pa.DataType) -> bool:
    is_kind = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal)
    return any(test(kind) for test in is_kind)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return bool(pa.types.is_string(kind.value_type))
    return bool(pa.types.is_string(kind))


def _has_no_cast(kind: pa.DataType) -> bool:
    """Whether Arrow makes no texts of such values."""
    return bool(pa.types.is_nested(kind) or pa.types.is_binary(kind))


def _as_texts(column: pa.Array) -> pa.Array:
    """Anything as texts: of columns that are not judged, or that Arrow makes no texts of."""
    if not _has_no_cast(column.type):
        return canonical_text(column).cast(pa.string())

    values = column.to_pylist()
    texts = [None if value is None else str(value) for value in values]
    return pa.array(texts, pa.string())
