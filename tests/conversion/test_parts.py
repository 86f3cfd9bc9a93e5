"""On a cluster a conversion gives the same table.

The same text, or a folder of parts that add up to it.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from statx.config import Config
from statx.conversion.convert import ConversionOptions, Converted, convert
from statx.judging import cluster
from statx.judging.cluster import Cluster
from statx.judging.engine import JudgingOptions
from statx.options import DataOptions
from statx.sources.targets import settle_one_target
from tests.conversion.world import (
    CATALOG,
    Descriptor,
    about,
    converted,
    csv_file,
    files,
    schema_file,
)

FIELDS: list[Descriptor] = [
    {"name": "a", "type": "integer", "constraints": {"maximum": 9000}},
    {"name": "b"},
    {"name": "c", "type": "number"},
]


pytestmark = pytest.mark.nightly


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "SPAN", 20_000)


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    return schema_file(tmp_path, FIELDS, primaryKey=["a"])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    rows = [[str(n), f'x "{n % 7}"\n' if n % 3 else "", f"{n % 11}.50"] for n in range(5000)]
    return csv_file(tmp_path, [["a", "b", "c"], *rows])


def on(
    workers: Cluster, source: Path, destination: Path, schema: Path, rejects: Path | None = None
) -> Converted:
    target = settle_one_target(source, DataOptions(str(schema)), CATALOG, Config())
    judging = JudgingOptions(workers=workers)
    return convert(
        target, ConversionOptions(destination, rejects, version="1.0", judging=judging), CATALOG
    )


def test_csv_written_by_a_cluster_is_the_same_file(
    workers: Cluster, tmp_path: Path, source: Path, schema: Path
) -> None:
    there = on(workers, source, tmp_path / "there.csv", schema)
    here = converted(source, tmp_path / "here.csv", schema)
    assert there.content == here.content
    assert (tmp_path / "there.csv").read_bytes() == (tmp_path / "here.csv").read_bytes()


def test_parquet_written_by_a_cluster_is_a_folder_of_parts_in_order(
    workers: Cluster, tmp_path: Path, source: Path, schema: Path
) -> None:
    there = on(workers, source, tmp_path / "there.parquet", schema)
    here = converted(source, tmp_path / "here.parquet", schema)
    parts = sorted((tmp_path / "there.parquet").iterdir())
    assert len(parts) > 2
    assert (there.content, there.rows_out) == (here.content, 5000)
    assert pq.read_table(parts).equals(pq.read_table(tmp_path / "here.parquet"))
    assert sum(about(part)["rows"] for part in parts) == 5000


def test_a_folder_of_parts_is_one_table_again(
    workers: Cluster, tmp_path: Path, source: Path, schema: Path
) -> None:
    there = on(workers, source, tmp_path / "there.parquet", schema)
    back = converted(tmp_path / "there.parquet", tmp_path / "back.csv", schema)
    assert back.content == there.content


def test_of_data_that_does_not_pass_no_part_is_left(
    workers: Cluster, tmp_path: Path, source: Path, schema: Path
) -> None:
    with source.open("a") as file:
        file.write("9001,x,1\n")
    before = files(tmp_path)
    done = on(workers, source, tmp_path / "there.parquet", schema)
    assert (done.written, done.report.errors) == (False, 1)
    assert files(tmp_path) == before


def test_rejects_are_judged_there_and_set_aside_here(
    workers: Cluster, tmp_path: Path, source: Path, schema: Path
) -> None:
    with source.open("a") as file:
        file.write("9001,x,1\n")
    done = on(workers, source, tmp_path / "rest.csv", schema, tmp_path / "aside.csv")
    assert (done.written, done.rows_out, done.rows_rejected) == (True, 5000, 1)
