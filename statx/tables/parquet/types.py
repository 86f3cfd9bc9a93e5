"""Arrow's types beside those of Table Schema: which can hold which, and their cells as texts.

A column is read exactly or refused by its type, never by a cast that rounds, cuts or drops a zone.
Columns that no field judges are only shown and carried along: they have a text whatever they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache, partial
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from statx.registry.fields import Field
from statx.tables.canonical import canonical_text, written

LONGEST_NAME = 80
"""Characters of a type's name that are said: a struct may have a thousand fields."""
MICROSECONDS = 6
"""Digits of a fraction that Python's times keep."""
TEXTUAL = frozenset(
    {
        "string",
        "time",
        "yearmonth",
        "duration",
        "array",
        "object",
        "list",
        "geopoint",
        "geojson",
    }
)
"""What texts may hold of Table Schema; numbers, truths and dates have columns of their own."""
WHOLE = frozenset({"integer", "year", "number"})
Texts = Callable[[pa.Array], pa.Array]


@dataclass(frozen=True, slots=True)
class Kind:
    """Some of Arrow's types: what they hold, and how."""

    includes: Callable[[pa.DataType], bool]
    holds: frozenset[str]
    """Types of Table Schema."""
    texts: Texts
    """The values as texts, each the spelling of one value alone. shape: (n,) -> (n,) text"""


def holds(kind: pa.DataType, field: Field | None) -> bool:
    """Whether a column of this Arrow type can hold the field's values without loss."""
    if field is None or field.type == "any" or pa.types.is_null(kind):
        return True
    if pa.types.is_dictionary(kind):
        return holds(kind.value_type, field)
    if _is_zoned(kind) and not _writes_zone(field):
        return False

    return field.type in _kind_of(kind).holds


def wrong_types(columns: pa.Schema, fields: Sequence[Field | None] | None) -> Mapping[str, str]:
    """Label -> the Arrow type, of the columns whose type cannot hold their field's values."""
    wrong: dict[str, str] = {}
    for column, field in zip(columns, fields or (), strict=False):
        if not holds(column.type, field):
            wrong[column.name] = str(column.type)[:LONGEST_NAME]

    return wrong


def as_cells(column: pa.Array, field: Field | None) -> pa.Array:
    """A column as its cells would stand in a CSV file. shape: (n,) -> (n,) text"""
    if pa.types.is_dictionary(column.type):
        codes = column.indices.cast(pa.int32())
        return pa.DictionaryArray.from_arrays(codes, as_cells(column.dictionary, field))

    texts = _kind_of(column.type).texts(column)
    if field is None or not holds(column.type, field):
        return texts
    return _in_format(texts, field)


def is_text(kind: pa.DataType) -> bool:
    """Whether a column holds texts, however Arrow keeps them."""
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    return any(test(kind) for test in tests)


def is_bytes(kind: pa.DataType) -> bool:
    """Whether a column holds bytes, however Arrow keeps them."""
    tests = (
        pa.types.is_binary,
        pa.types.is_large_binary,
        pa.types.is_binary_view,
        pa.types.is_fixed_size_binary,
    )
    return any(test(kind) for test in tests)


def _kind_of(kind: pa.DataType) -> Kind:
    for one in KINDS:
        if one.includes(kind):
            return one

    return STRANGER


def _in_format(texts: pa.Array, field: Field) -> pa.Array:
    """As the field's properties say; a moment that its format would cut stays as it is."""
    cells = written(texts, field)
    if field.type not in _MOMENTS or field.format in ("default", "any"):
        return cells

    exact: list[str | None] = []
    for text, cell in zip(texts.to_pylist(), cells.to_pylist(), strict=True):
        kept = _is_same_moment(text, cell, field)
        exact.append(cell if kept else text)

    return pa.array(exact, pa.string())


def _is_same_moment(text: str | None, cell: str | None, field: Field) -> bool:
    if text is None or cell is None:
        return True

    _, _, fraction = text.partition(".")
    try:
        moment = _MOMENTS[field.type](text)
        again = datetime.strptime(cell, field.format)  # noqa: DTZ007  the format says whether it has a zone
    except ValueError:
        return False

    same: object = again.timetz() if isinstance(moment, time) else again
    return moment == same and len(fraction.rstrip("Z")) <= MICROSECONDS


_MOMENTS: Mapping[str, Callable[[str], datetime | time]] = {
    "date": datetime.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


# ---- zones --------------------------------------------------------------------------------------


def _is_zoned(kind: pa.DataType) -> bool:
    return bool(pa.types.is_timestamp(kind)) and kind.tz is not None


def _is_in_known_zone(kind: pa.DataType) -> bool:
    return _is_zoned(kind) and _is_known(kind.tz)


@cache
def _is_known(zone: str) -> bool:
    """Whether the local time of a zone can be told."""
    moment = pa.array([0], pa.timestamp("s", zone))
    try:
        pc.strftime(moment, "%z")
    except pa.ArrowInvalid:
        return False

    return True


def _writes_zone(field: Field) -> bool:
    return field.format in ("default", "any") or "%z" in field.format


def _zoned(column: pa.Array) -> pa.Array:
    """Local times with their offset: 2024-01-01T07:00:00+07:00."""
    texts = pc.strftime(column, "%Y-%m-%dT%H:%M:%S%z")
    with_colon = pc.replace_substring_regex(texts, r"([+-]\d\d)(\d\d)$", r"\1:\2")
    trimmed = _without_zeros(with_colon)
    return pc.replace_substring_regex(trimmed, r"\+00:00$", "Z")


def _in_unknown_zone(column: pa.Array) -> pa.Array:
    """The moment in UTC and the zone's name, as RFC 9557 writes both."""
    in_utc = column.cast(pa.timestamp(column.type.unit, "UTC"))
    return pc.binary_join_element_wise(_zoned(in_utc), f"[{column.type.tz}]", "")


# ---- texts of values ----------------------------------------------------------------------------


def _cast(column: pa.Array) -> pa.Array:
    return column.cast(pa.string())


def _storage(column: pa.Array) -> pa.Array:
    return as_cells(column.storage, None)


def _truths(column: pa.Array) -> pa.Array:
    return _cast(pc.not_equal(column.storage, 0))


def _days(column: pa.Array) -> pa.Array:
    return canonical_text(column.cast(pa.date32()))


def _times(column: pa.Array) -> pa.Array:
    return _without_zeros(_cast(column))


def _without_zeros(texts: pa.Array) -> pa.Array:
    """Times of day, perhaps with an offset, and a fraction only where there is one."""
    shorter = pc.replace_substring_regex(texts, r"(\.\d*?)0+($|[+-])", r"\1\2")
    return pc.replace_substring_regex(shorter, r"\.($|[+-])", r"\1")


def _durations(column: pa.Array) -> pa.Array:
    """ISO 8601, in seconds."""
    digits = {"s": 0, "ms": 3, "us": 6, "ns": 9}[column.type.unit]
    counts = column.cast(pa.int64()).to_pylist()
    return _spelled(counts, partial(_duration, digits=digits))


def _duration(count: int, digits: int) -> str:
    whole, fraction = divmod(abs(count), 10**digits)
    decimals = str(fraction).zfill(digits).rstrip("0")
    sign = "-" if count < 0 else ""
    point = "." if decimals else ""
    return f"{sign}PT{whole}{point}{decimals}S"


def _uuids(column: pa.Array) -> pa.Array:
    return _spelled(column.storage.to_pylist(), lambda value: str(UUID(bytes=value)))


def _hexadecimals(column: pa.Array) -> pa.Array:
    """Bytes, two digits each."""
    return _spelled(column.to_pylist(), bytes.hex)


def _jsons(column: pa.Array) -> pa.Array:
    """Lists and structs as JSON; what JSON has no numbers or words for as texts inside."""
    return _spelled(_plain(column), partial(json.dumps, ensure_ascii=False))


def _spelled(values: Sequence[Any], spell: Callable[[Any], str]) -> pa.Array:
    """The text of each value that is one."""
    texts = [None if value is None else spell(value) for value in values]
    return pa.array(texts, pa.string())


def _plain(column: pa.Array) -> list[Any]:
    """Values that JSON knows. shape: (n,) -> n"""
    kind = column.type
    if pa.types.is_struct(kind):
        return _plain_structs(column)
    if _is_list(kind):
        return [_plain(value.values) if value.is_valid else None for value in column]
    if any(test(kind) for test in JSON_KNOWS):
        return list(column.to_pylist())

    texts = as_cells(column, None)
    return list(texts.to_pylist())


def _plain_structs(column: pa.Array) -> list[Any]:
    """Values of all fields, row by row. shape: (n,) -> n"""
    values: dict[str, list[Any]] = {}
    for field, inside in zip(column.type, column.flatten(), strict=True):
        values[field.name] = _plain(inside)

    structs: list[Any] = []
    for row, is_there in enumerate(column.is_valid().to_pylist()):
        struct = {name: inside[row] for name, inside in values.items()}
        structs.append(struct if is_there else None)

    return structs


# ---- the table ----------------------------------------------------------------------------------


def _is_list(kind: pa.DataType) -> bool:
    tests = (
        pa.types.is_list,
        pa.types.is_large_list,
        pa.types.is_fixed_size_list,
        pa.types.is_list_view,
        pa.types.is_large_list_view,
        pa.types.is_map,
    )
    return any(test(kind) for test in tests)


def _is_whole_decimal(kind: pa.DataType) -> bool:
    return bool(pa.types.is_decimal(kind)) and kind.scale == 0


def _is_extension(*names: str) -> Callable[[pa.DataType], bool]:
    """Of these names; of any, where none is given."""

    def includes(kind: pa.DataType) -> bool:
        if not isinstance(kind, pa.BaseExtensionType):
            return False
        return not names or kind.extension_name in names

    return includes


NOTHING = frozenset[str]()
JSON_KNOWS = (
    pa.types.is_null,
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_float64,
    is_text,
)
KINDS = (
    Kind(_is_extension("arrow.uuid"), frozenset({"string"}), _uuids),
    Kind(_is_extension("arrow.bool8"), frozenset({"boolean"}), _truths),
    Kind(_is_extension("arrow.json"), TEXTUAL, _storage),
    Kind(_is_extension(), NOTHING, _storage),
    Kind(pa.types.is_null, NOTHING, _cast),
    Kind(pa.types.is_boolean, frozenset({"boolean"}), canonical_text),
    Kind(pa.types.is_integer, WHOLE, canonical_text),
    Kind(pa.types.is_floating, frozenset({"number"}), canonical_text),
    Kind(_is_whole_decimal, WHOLE, canonical_text),
    Kind(pa.types.is_decimal, frozenset({"number"}), canonical_text),
    Kind(pa.types.is_date, frozenset({"date"}), _days),
    Kind(pa.types.is_time, frozenset({"time"}), _times),
    Kind(_is_in_known_zone, frozenset({"datetime"}), _zoned),
    Kind(_is_zoned, NOTHING, _in_unknown_zone),
    Kind(pa.types.is_timestamp, frozenset({"datetime"}), canonical_text),
    Kind(pa.types.is_duration, frozenset({"duration"}), _durations),
    Kind(is_text, TEXTUAL, _cast),
    Kind(is_bytes, NOTHING, _hexadecimals),
    Kind(_is_list, frozenset({"array"}), _jsons),
    Kind(pa.types.is_struct, frozenset({"object"}), _jsons),
)
"""Looked through from the top: an extension before what it is stored as, a zone before none."""
STRANGER = Kind(bool, NOTHING, _cast)
