"""Parquet from other tools: judged by its values.

Converted without loss, or refused in so many words.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from statx.errors import UnreadableFileError

from .world import codes, converted, files, schema_file

DAY = dt.datetime(2024, 1, 2)  # noqa: DTZ001  no zone is meant


def foreign(folder: Path, column: pa.Array) -> Path:
    path = folder / "in.parquet"
    keys = pa.array([f"r{number}" for number in range(len(column))])
    pq.write_table(pa.table({"k": keys, "n": column}), path)
    return path


@pytest.mark.parametrize(
    ("column", "field", "cells"),
    [
        pytest.param(pa.array([1, None], pa.int32()), {"type": "integer"}, ["1", ""], id="int32"),
        pytest.param(pa.array([1, 255], pa.uint8()), {"type": "integer"}, ["1", "255"], id="uint8"),
        pytest.param(
            pa.array([2024], pa.int16()), {"type": "year"}, ["2024"], id="a year as int16"
        ),
        pytest.param(pa.array(["a", "é"], pa.large_string()), {}, ["a", "é"], id="large_string"),
        pytest.param(
            pa.array(["a", "b", "a"]).dictionary_encode(), {}, ["a", "b", "a"], id="dictionary"
        ),
        pytest.param(pa.array([1.5, None]), {"type": "number"}, ["1.5", ""], id="float with nulls"),
        pytest.param(pa.array([1.5], pa.float32()), {"type": "number"}, ["1.5"], id="float32"),
        pytest.param(pa.array([1, 2]), {"type": "number"}, ["1", "2"], id="integers for a number"),
        pytest.param(
            pa.array([Decimal("1.50")]),
            {"type": "number", "statx": {"decimals": 2}},
            ["1.50"],
            id="decimal",
        ),
        pytest.param(
            pa.array([DAY], pa.timestamp("ns")),
            {"type": "datetime"},
            ["2024-01-02T00:00:00"],
            id="timestamp ns",
        ),
        pytest.param(
            pa.array([DAY], pa.timestamp("ms")),
            {"type": "datetime"},
            ["2024-01-02T00:00:00"],
            id="timestamp ms",
        ),
        pytest.param(pa.nulls(2), {"type": "integer"}, ["", ""], id="nothing but nulls"),
    ],
)
def test_a_column_of_another_tool_is_read_by_its_values(
    tmp_path: Path, column: pa.Array, field: dict[str, Any], cells: list[str]
) -> None:
    schema = schema_file(tmp_path, [{"name": "k"}, {"name": "n", **field}])
    done = converted(foreign(tmp_path, column), tmp_path / "out.csv", schema)
    assert done.written, codes(done)
    assert [
        row.split(",")[1] for row in (tmp_path / "out.csv").read_text(encoding="utf-8").split()[1:]
    ] == cells


@pytest.mark.parametrize(
    ("column", "field", "code"),
    [
        pytest.param(
            pa.array(["1"]), {"type": "integer"}, "type-mismatch", id="texts for an integer"
        ),
        pytest.param(
            pa.array([1.0, None]),
            {"type": "integer"},
            "type-mismatch",
            id="integers that became floats",
        ),
        pytest.param(
            pa.array([1301]), {"type": "string"}, "type-mismatch", id="codes that became numbers"
        ),
        pytest.param(
            pa.array([DAY], pa.timestamp("us")),
            {"type": "date"},
            "type-mismatch",
            id="a timestamp for a date",
        ),
        pytest.param(pa.array([[1, 2]]), {}, "type-mismatch", id="a list"),
        pytest.param(pa.array([{"a": 1}]), {}, "type-mismatch", id="a struct"),
        pytest.param(pa.array([b"a"]), {"type": "string"}, "type-mismatch", id="bytes"),
        pytest.param(
            pa.array([2**64 - 1], pa.uint64()), {"type": "integer"}, "loss-too-large", id="uint64"
        ),
        pytest.param(pa.array([float("nan")]), {"type": "number"}, "loss-not-finite", id="NaN"),
        pytest.param(
            pa.array([1], pa.timestamp("ns")),
            {"type": "datetime"},
            "loss-format",
            id="a nanosecond",
        ),
        pytest.param(
            pa.array([DAY], pa.timestamp("us", "Asia/Jakarta")),
            {"type": "datetime"},
            "loss-zone",
            id="a time zone",
        ),
    ],
)
def test_a_column_that_cannot_hold_the_values_is_refused_by_name(
    tmp_path: Path, column: pa.Array, field: dict[str, Any], code: str
) -> None:
    schema = schema_file(tmp_path, [{"name": "k"}, {"name": "n", **field}])
    done = converted(foreign(tmp_path, column), tmp_path / "out.csv", schema)
    assert (done.written, done.report.errors, codes(done)[code]) == (False, 1, 1)


def test_a_frame_of_pandas_with_its_index_is_told_which_column_is_too_many(tmp_path: Path) -> None:
    frame = pd.DataFrame({"k": ["a"], "n": [1]}, index=[7])
    frame.to_parquet(tmp_path / "in.parquet")
    schema = schema_file(tmp_path, [{"name": "k"}, {"name": "n", "type": "integer"}])
    done = converted(tmp_path / "in.parquet", tmp_path / "out.csv", schema)
    assert [finding.label for finding in done.report.findings()] == ["__index_level_0__"]


def test_a_text_that_no_csv_can_hold_is_refused(tmp_path: Path) -> None:
    schema = schema_file(tmp_path, [{"name": "k"}, {"name": "n"}])
    done = converted(foreign(tmp_path, pa.array(["a\0b", "a\rb"])), tmp_path / "out.csv", schema)
    assert (done.written, [finding.row for finding in done.report.findings()]) == (False, [2])
    assert codes(done) == {"loss-nul": 1}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PAR1", id="only the magic"),
        pytest.param(b"k,n\na,1\n", id="a CSV under that name"),
    ],
)
def test_a_broken_parquet_file_is_said_to_be_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "in.parquet").write_bytes(content)
    with pytest.raises(UnreadableFileError):
        converted(
            tmp_path / "in.parquet", tmp_path / "out.csv", schema_file(tmp_path, [{"name": "k"}])
        )
    assert files(tmp_path) == {"in.parquet", "schema.json"}


def test_a_parquet_file_cut_short_is_refused(tmp_path: Path) -> None:
    path = foreign(tmp_path, pa.array(range(1000)))
    path.write_bytes(path.read_bytes()[:-50])
    with pytest.raises(UnreadableFileError):
        converted(
            path,
            tmp_path / "out.csv",
            schema_file(tmp_path, [{"name": "k"}, {"name": "n", "type": "integer"}]),
        )
