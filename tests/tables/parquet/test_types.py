"""Every type of Arrow is read exactly, or refused by its name where a field asks for it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from statx.registry.vocabulary import TYPES
from statx.tables.parquet.table import BYTES, _cut
from statx.tables.parquet.types import TEXTUAL, as_cells, holds
from tests.verdicts import field, judge_file, only

WHOLE = {"integer", "year", "number"}
NUMBER = {"number"}
DATETIME = {"datetime"}
NOTHING: set[str] = set()
ID = "0f0e0d0c-0b0a-0908-0706-050403020100"
DAY = dt.date(2024, 1, 5)
NOON = 43_200


def array(value: Any, kind: pa.DataType) -> pa.Array:  # noqa: ANN401  whatever the type holds
    return pa.array([value, None], kind)


ARROW_TYPES = [
    pytest.param(pa.nulls(2), set(TYPES), None, id="null"),
    pytest.param(array(True, pa.bool_()), {"boolean"}, "true", id="bool"),
    *(
        pytest.param(array(7, getattr(pa, name)()), WHOLE, "7", id=name)
        for name in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32")
    ),
    pytest.param(array(2**64 - 1, pa.uint64()), WHOLE, "18446744073709551615", id="uint64"),
    pytest.param(array(1.5, pa.float16()), NUMBER, "1.5", id="half"),
    pytest.param(array(0.1, pa.float32()), NUMBER, "0.1", id="float"),
    pytest.param(array(1e22, pa.float64()), NUMBER, "1" + 22 * "0", id="double"),
    pytest.param(array(Decimal(7), pa.decimal32(5, 0)), WHOLE, "7", id="decimal32(n,0)"),
    pytest.param(array(Decimal(7), pa.decimal128(20, 0)), WHOLE, "7", id="decimal128(n,0)"),
    pytest.param(array(Decimal("1.50"), pa.decimal64(9, 2)), NUMBER, "1.50", id="decimal64"),
    pytest.param(array(Decimal("1.50"), pa.decimal128(9, 2)), NUMBER, "1.50", id="decimal128"),
    pytest.param(array(Decimal("1.50"), pa.decimal256(50, 2)), NUMBER, "1.50", id="decimal256"),
    pytest.param(array(DAY, pa.date32()), {"date"}, "2024-01-05", id="date32"),
    pytest.param(array(DAY, pa.date64()), {"date"}, "2024-01-05", id="date64"),
    pytest.param(array(NOON, pa.time32("s")), {"time"}, "12:00:00", id="time32 s"),
    pytest.param(array(10, pa.time32("ms")), {"time"}, "00:00:00.01", id="time32 ms"),
    pytest.param(array(NOON * 10**6, pa.time64("us")), {"time"}, "12:00:00", id="time64 us"),
    pytest.param(array(1, pa.time64("ns")), {"time"}, "00:00:00.000000001", id="time64 ns"),
    pytest.param(array(0, pa.timestamp("s")), DATETIME, "1970-01-01T00:00:00", id="timestamp s"),
    pytest.param(
        array(10, pa.timestamp("ms")), DATETIME, "1970-01-01T00:00:00.010", id="timestamp ms"
    ),
    pytest.param(
        array(0, pa.timestamp("us", "UTC")), DATETIME, "1970-01-01T00:00:00Z", id="in UTC"
    ),
    pytest.param(
        array(1500, pa.timestamp("ms", "Asia/Jakarta")),
        DATETIME,
        "1970-01-01T07:00:01.5+07:00",
        id="in a zone",
    ),
    pytest.param(
        array(0, pa.timestamp("ns", "-03:30")),
        DATETIME,
        "1969-12-31T20:30:00-03:30",
        id="at an offset",
    ),
    pytest.param(
        array(0, pa.timestamp("us", "Mars/Base")),
        NOTHING,
        "1970-01-01T00:00:00Z[Mars/Base]",
        id="in an unknown zone",
    ),
    pytest.param(array(-1500, pa.duration("ms")), {"duration"}, "-PT1.5S", id="duration"),
    pytest.param(array("é", pa.string()), TEXTUAL, "é", id="string"),
    pytest.param(array("é", pa.large_string()), TEXTUAL, "é", id="large string"),
    pytest.param(array("é", pa.string_view()), TEXTUAL, "é", id="string view"),
    pytest.param(array(b"\xff", pa.binary()), NOTHING, "ff", id="binary"),
    pytest.param(array(b"\xff", pa.large_binary()), NOTHING, "ff", id="large binary"),
    pytest.param(array(b"\xff", pa.binary_view()), NOTHING, "ff", id="binary view"),
    pytest.param(array(b"\xff\x00", pa.binary(2)), NOTHING, "ff00", id="fixed-size binary"),
    pytest.param(array([1, None], pa.list_(pa.int8())), {"array"}, "[1, null]", id="list"),
    pytest.param(array(["é"], pa.large_list(pa.string())), {"array"}, '["é"]', id="large list"),
    pytest.param(array([1], pa.list_(pa.int8(), 1)), {"array"}, "[1]", id="fixed-size list"),
    pytest.param(array([1], pa.list_view(pa.int8())), {"array"}, "[1]", id="list view"),
    pytest.param(
        array({"t": DAY, "b": b"\1"}, pa.struct([("t", pa.date32()), ("b", pa.binary())])),
        {"object"},
        '{"t": "2024-01-05", "b": "01"}',
        id="struct",
    ),
    pytest.param(
        array([("a", 1)], pa.map_(pa.string(), pa.int8())),
        {"array"},
        '[{"key": "a", "value": 1}]',
        id="map",
    ),
    pytest.param(array("é", pa.string()).dictionary_encode(), TEXTUAL, "é", id="of strings"),
    pytest.param(
        array("é", pa.large_string()).dictionary_encode(), TEXTUAL, "é", id="of large strings"
    ),
    pytest.param(array(b"\xff", pa.binary()).dictionary_encode(), NOTHING, "ff", id="of binaries"),
    pytest.param(
        array(DAY, pa.date32()).dictionary_encode(), {"date"}, "2024-01-05", id="of dates"
    ),
    pytest.param(
        pa.ExtensionArray.from_storage(pa.uuid(), array(UUID(ID).bytes, pa.binary(16))),
        {"string"},
        ID,
        id="UUID",
    ),
    pytest.param(
        pa.ExtensionArray.from_storage(pa.bool8(), array(1, pa.int8())),
        {"boolean"},
        "true",
        id="bool8",
    ),
    pytest.param(
        pa.ExtensionArray.from_storage(pa.json_(), array("{}", pa.string())),
        TEXTUAL,
        "{}",
        id="JSON",
    ),
    pytest.param(
        pa.ExtensionArray.from_storage(
            pa.opaque(pa.string(), "point", "postgis"), array("x", pa.string())
        ),
        NOTHING,
        "x",
        id="an extension of others",
    ),
]


@pytest.mark.parametrize(("values", "types", "text"), ARROW_TYPES)
def test_a_type_of_arrow_holds_these_types_and_no_other(
    values: pa.Array, types: set[str], text: str | None
) -> None:
    assert {name for name in TYPES if holds(values.type, field(type=name))} == {*types, "any"}
    assert as_cells(values, None).to_pylist() == [text, None]


@pytest.mark.parametrize(
    "values", [pytest.param(case.values[0], id=case.id) for case in ARROW_TYPES]
)
def test_a_column_of_any_type_is_read_where_nobody_judges_it(
    tmp_path: Path, values: pa.Array
) -> None:
    path = tmp_path / "data.parquet"
    pq.write_table(pa.table({"a": [1, 2], "b": values}), path)
    schema = {"fieldsMatch": "subset", "fields": [{"name": "a", "type": "integer"}]}

    assert judge_file(path, schema).valid


@pytest.mark.parametrize(
    ("values", "form", "cell"),
    [
        pytest.param(array(0, pa.timestamp("s")), "%d/%m/%Y %H:%M", "01/01/1970 00:00", id="fits"),
        pytest.param(
            array(1, pa.timestamp("s")), "%d/%m/%Y %H:%M", "1970-01-01T00:00:01", id="cut seconds"
        ),
        pytest.param(
            array(1, pa.timestamp("ns")),
            "%Y-%m-%d %H:%M:%S.%f",
            "1970-01-01T00:00:00.000000001",
            id="cut nanoseconds",
        ),
    ],
)
def test_a_moment_that_its_format_would_cut_is_not_cut(
    values: pa.Array, form: str, cell: str
) -> None:
    assert as_cells(values, field(type="datetime", format=form))[0].as_py() == cell


def test_a_format_without_a_zone_does_not_take_a_column_with_one() -> None:
    kind = pa.timestamp("us", "UTC")

    assert not holds(kind, field(type="datetime", format="%Y-%m-%d %H:%M"))
    assert holds(kind, field(type="datetime", format="%Y-%m-%dT%H:%M%z"))


def test_texts_beyond_two_gigabytes_come_in_blocks_that_arrow_can_hold() -> None:
    text = pa.array(["x" * (1 << 14)])
    column = pa.DictionaryArray.from_arrays(pa.array([0] * (1 << 17), pa.int32()), text)
    parts = list(_cut(pa.record_batch({"a": column})))

    assert sum(part.num_rows for part in parts) == 1 << 17
    assert {part.num_rows for part in parts} == {BYTES >> 14}


def test_a_column_that_cannot_hold_its_field_is_named_with_its_type(tmp_path: Path) -> None:
    path = tmp_path / "data.parquet"
    pq.write_table(pa.table({"a": pa.array([b"x"])}), path)
    finding = only(judge_file(path, {"fields": [{"name": "a", "type": "string"}]}))

    assert (finding.rule.code, finding.rule.field) == ("type-mismatch", "a")
    assert "binary" in finding.rule.says.en
