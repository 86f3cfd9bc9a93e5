"""Each bound on a file of data: what lies at it is read, what goes beyond it has its own error."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from statx.registry.schema import Schema
from statx.tables import FORMATS, limits, open_table
from statx.tables.csv import blocks
from statx.tables.csv import table as csv_table
from statx.tables.limits import LIMITS
from tests.verdicts import judge

MOST = 50
"""The bound on columns and cells in these tests."""
ANYTHING = Schema.parse({"fields": [{"name": "a"}], "missingValues": ["-"]}, source="test")


def csv_columns(path: Path, size: int) -> None:
    path.write_text(",".join(f'"c,{number}"' for number in range(size)) + "\n")


def parquet_columns(path: Path, size: int) -> None:
    pq.write_table(pa.table({f"c{number}": [1] for number in range(size)}), path)


def cells(path: Path, size: int) -> None:
    path.write_text("a,b\n1,2\n" + ",".join(['"x,\n"'] * size) + "\n1,2\n")


def cells_beside_blank_lines(path: Path, size: int) -> None:
    path.write_text("a\n1\n\n" + ",".join("x" * size) + "\n1\n")


@pytest.mark.parametrize(
    ("name", "limit", "write"),
    [
        pytest.param("data.csv", "COLUMNS", csv_columns, id="columns of CSV"),
        pytest.param("data.parquet", "COLUMNS", parquet_columns, id="columns of Parquet"),
        pytest.param("data.csv", "CELLS", cells, id="cells of a record"),
        pytest.param("data.csv", "CELLS", cells_beside_blank_lines, id="cells beside blank lines"),
    ],
)
def test_as_many_as_may_be_are_read_and_one_more_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    limit: str,
    write: Callable[[Path, int], None],
) -> None:
    bound = replace(getattr(limits, limit), most=MOST)
    monkeypatch.setattr(limits, limit, bound)
    write(tmp_path / name, MOST)

    assert read_all(tmp_path / name) >= 0

    write(tmp_path / name, MOST + 1)

    with pytest.raises(bound.error, match=f"{MOST + 1} .*{MOST}"):
        read_all(tmp_path / name)


def test_a_compressed_text_that_grows_out_of_proportion_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 100_000))

    assert read_all(path) == 100_000

    monkeypatch.setattr(limits, "ALWAYS_INFLATED", 1 << 17)
    monkeypatch.setattr(limits, "INFLATION", replace(limits.INFLATION, most=20))

    with pytest.raises(limits.INFLATION.error, match="20 times its size"):
        read_all(path)


def test_rows_that_no_bytes_explain_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.parquet"
    pq.write_table(pa.table({"a": pa.nulls(1_000_000, pa.int8())}), path)

    assert read_all(path) == 1_000_000

    monkeypatch.setattr(limits, "ALWAYS_HELD", 1 << 17)
    monkeypatch.setattr(limits, "HIDDEN_ROWS", replace(limits.HIDDEN_ROWS, most=100))

    with pytest.raises(limits.HIDDEN_ROWS.error, match="1000000 rows"):
        open_table(path)


@pytest.mark.parametrize("line", ["", "1", "1,2"], ids=["blank", "short", "nearly blank"])
def test_lines_that_are_hardly_there_are_refused_beyond_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    labels = [f"c{number}" for number in range(40)]
    schema = {"fields": [{"name": label} for label in labels]}
    text = ",".join(labels) + "\n" + f"{line}\n" * 400
    monkeypatch.setattr(limits, "ALWAYS_JUDGED", 10_000)

    assert judge(tmp_path, schema, text, limit=1).rows == 400

    monkeypatch.setattr(limits, "HIDDEN_CELLS", replace(limits.HIDDEN_CELLS, most=2))
    refused = judge(tmp_path, schema, text, limit=1)

    assert isinstance(refused.error, limits.HIDDEN_CELLS.error)
    assert refused.exit_code == 3


def test_a_compressed_table_may_inflate_less_where_it_came_in_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" + b"1,2\n" * 100_000))
    monkeypatch.setattr(limits, "ALWAYS_INFLATED", 1 << 17)
    monkeypatch.setattr(limits, "PACKED", 20)

    assert read_all(path) == 100_000
    assert sum(block.read().rows for block in open_table(path).packed_in(1 << 15).blocks())

    with pytest.raises(limits.INFLATION.error, match="20 times its size"):
        list(open_table(path).packed_in(1 << 10).blocks())


def test_each_bound_has_a_name_and_an_error_of_its_own() -> None:
    assert len({limit.name for limit in LIMITS}) == len(LIMITS)
    assert len({limit.error for limit in LIMITS}) == len(LIMITS)


@pytest.mark.parametrize("width", [1, 3])
def test_blank_lines_come_in_blocks_of_bounded_width_and_length(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr(csv_table, "LINES", 100)
    path = tmp_path / "data.csv"
    path.write_text(",".join("abc"[:width]) + "\n" + 1_001 * "\n")
    blocks = [block.read().rows for block in open_table(path).blocks()]

    assert blocks == [100] * 10 + [1]


def test_long_records_of_many_cells_come_in_blocks_of_fewer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "CELLS", 20_000)
    path = tmp_path / "data.csv"
    path.write_text("a,b\n" + ("1,x" + "," * 5_000 + "\n") * 40)

    assert [block.read().rows for block in open_table(path).blocks()] == [4] * 10


def read_all(path: Path) -> int:
    opened = open_table(path)
    table = FORMATS[opened.reading.format].fitted(opened, ANYTHING)

    return sum(block.read().rows for block in table.blocks())
