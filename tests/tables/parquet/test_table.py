"""Parquet: the same verdicts on typed columns, and a wrong type said once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from statx.errors import UnreadableFileError
from statx.results.report import Report
from statx.tables import open_table
from statx.tables.parquet.types import holds
from tests.verdicts import field, found, judge_file, only

SCHEMA = {
    "fields": [
        {"name": "a", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "b", "constraints": {"enum": ["x", "y"]}},
    ],
    "primaryKey": ["a"],
}


def judged(folder: Path, columns: dict[str, pa.Array]) -> Report:
    path = folder / "data.parquet"
    pq.write_table(pa.table(columns), path)

    return judge_file(path, SCHEMA)


def test_typed_columns_are_judged_as_their_texts_would_be(tmp_path: Path) -> None:
    report = judged(
        tmp_path, {"a": pa.array([1, -1, 1, None]), "b": pa.array(["x", "z", None, None])}
    )

    assert sorted(found(report)) == [
        ("blank-row", 5, ""),
        ("enum", 3, "b"),
        ("minimum", 3, "a"),
        ("primary-key", 4, ""),
        ("primary-key", 5, ""),
    ]
    assert report.findings()[0].line is None


def test_a_column_of_a_wrong_type_is_said_once_for_all_rows(tmp_path: Path) -> None:
    report = judged(tmp_path, {"a": pa.array(["1"] * 500), "b": pa.array(["x"] * 499 + ["z"])})

    assert ("type-mismatch", None, "a") in found(report)
    assert [entry for entry in found(report) if entry[0] != "primary-key"] == [
        ("type-mismatch", None, "a"),
        ("enum", 501, "b"),
    ]
    assert report.rows == 500


@pytest.mark.parametrize(
    ("kind", "array", "fits"),
    [
        ("integer", pa.array([1], pa.int8()), True),
        ("integer", pa.array([1.0]), False),
        ("number", pa.array([Decimal("1.5")]), True),
        ("string", pa.array([1]), False),
        ("string", pa.array(["a"]).dictionary_encode(), True),
        ("date", pa.array([dt.date(2024, 1, 5)]), True),
        ("date", pa.array([0], pa.timestamp("us")), False),
        ("boolean", pa.array([1]), False),
        ("any", pa.array([1]), True),
        ("integer", pa.nulls(1), True),
    ],
)
def test_which_types_hold_which_fields(kind: str, array: pa.Array, fits: bool) -> None:
    assert holds(array.type, field(type=kind)) is fits


def test_places_name_the_cells_of_a_record(tmp_path: Path) -> None:
    finding = only(
        judged(tmp_path, {"a": pa.array([*range(200_000), -5]), "b": pa.array(["x"] * 200_001)})
    )
    assert (finding.row, finding.cells, finding.cell) == (200_002, ("-5", "x"), "-5")


def test_what_is_no_parquet_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "data.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(UnreadableFileError):
        open_table(tmp_path / "data.parquet")
