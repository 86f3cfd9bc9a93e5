"""A partitioned folder of Parquet files is the same table as one file with the same rows."""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.config import Config
from statx.options import DataOptions
from statx.registry.schema import Schema
from statx.sources.targets import targets
from statx.tables import FORMATS, open_table
from statx.tables.errors import PartitionError
from statx.tables.parquet.folder import ParquetFolder
from statx.tables.parquet.parts import NO_VALUE
from statx.tables.table import Block, BlockExtent, Cells, Table
from tests.verdicts import CATALOG, found, judge_file

FIELDS = [
    {"name": "a", "type": "integer", "constraints": {"minimum": 0}},
    {"name": "b"},
    {"name": "tahun", "type": "integer"},
]
SCHEMA = {"fields": FIELDS, "primaryKey": ["a"]}
COLUMNS = pa.schema([("a", pa.int64()), ("b", pa.string())])


def write(path: Path, rows: list[tuple[int | None, str | None]], group: int = 1 << 20) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = list(zip(*rows, strict=True)) or [(), ()]
    table = pa.table(
        [pa.array(column, kind) for column, kind in zip(columns, COLUMNS.types, strict=True)],
        COLUMNS,
    )
    pq.write_table(table, path, row_group_size=group)

    return path


ROWS = st.lists(
    st.tuples(st.none() | st.integers(0, 9), st.none() | st.text(max_size=2)), max_size=6
)
YEARS = st.none() | st.sampled_from(["2023", "2024", "20/24", "a b", "é=%"])


@given(
    st.lists(st.tuples(YEARS, ROWS), min_size=1, max_size=4), st.integers(1, 3), st.integers(1, 400)
)
def test_parts_are_the_rows_of_one_file_however_they_are_cut(
    parts: list[tuple[str | None, list[tuple[int | None, str | None]]]], group: int, size: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "data")
        expected = write_parts(folder, parts, group)
        opened: Table = pickle.loads(pickle.dumps(open_table(folder)))  # noqa: S301  our own
        table = fitted(opened)

        whole = list(table.blocks())
        spans = table.spans(size, map)
        joined = [block for span in spans for block in table.blocks(span)]
        assert cells(whole) == cells(joined) == expected

        extents = [BlockExtent(block.first, block.size, block.read().rows) for block in whole]
        again = list(table.again(extents))
        assert cells(again) == expected

        places = table.places(range(len(expected)), extents)
        placed = [places[row].cells for row in range(len(expected))]
        assert placed == [as_shown(record) for record in expected]


def write_parts(
    folder: Path, parts: list[tuple[str | None, list[tuple[int | None, str | None]]]], group: int
) -> list[tuple[int | str | None, ...]]:
    """Each part in folders of its own; all records with what these say."""
    records: list[tuple[int | str | None, ...]] = []
    for number, (year, rows) in enumerate(parts):
        inside = folder / f"n={number}" / f"tahun={folder_name(year)}"
        write(inside / "p.parquet", rows, group)
        records += [(*row, str(number), year) for row in rows]

    return records


def as_shown(record: tuple[object, ...]) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in record)


def folder_name(year: str | None) -> str:
    return NO_VALUE if year is None else quote(year, safe="")


def fitted(table: Table) -> Table:
    schema = Schema.parse(
        {"fields": [{"name": name} for name in ("b", "n", "tahun")]}, source="test"
    )
    return FORMATS[table.reading.format].fitted(table, schema)


def cells(blocks: list[Block]) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for block in blocks:
        columns = texts(block.read())
        assert texts(block.read([0, 3])) == [columns[0], columns[3]]

        for number, *others in zip(*columns, strict=True):
            rows.append((None if number is None else int(number), *others))

    return rows


def texts(cells: Cells) -> list[list[str | None]]:
    return [column.to_pylist() for column in cells.columns]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "data" / "tahun=2023" / "p.parquet", [(1, "x"), (2, "y")])
    write(tmp_path / "data" / "tahun=2024" / "p.parquet", [(3, "x"), (-4, "y"), (1, "z")])

    return tmp_path / "data"


def test_a_finding_names_the_part_in_which_it_stands(folder: Path) -> None:
    findings = judge_file(folder, SCHEMA).findings()
    assert [(each.rule.code, each.row, each.part) for each in findings] == [
        ("minimum", 5, "tahun=2024/p.parquet"),
        ("primary-key", 6, "tahun=2024/p.parquet"),
    ]


def test_what_a_folder_is_named_is_judged_under_its_field(folder: Path) -> None:
    write(folder / "tahun=lusa" / "p.parquet", [(7, "x")])
    assert ("type-error", 7, "tahun") in found(judge_file(folder, SCHEMA))


def test_what_is_no_data_is_passed_over(folder: Path) -> None:
    for name in (
        "_SUCCESS",
        "_metadata",
        ".p.parquet.crc",
        "_temporary/p.parquet",
        ".hidden/p.parquet",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"nothing")

    assert [part.name for part in _opened(folder).parts] == [
        "tahun=2023/p.parquet",
        "tahun=2024/p.parquet",
    ]


def _opened(folder: Path) -> ParquetFolder:
    table = open_table(folder)

    assert isinstance(table, ParquetFolder)
    return table


def test_a_folder_of_data_holds_a_partitioned_one_as_one_table(folder: Path) -> None:
    (folder.parent / "a.csv").write_text("a\n")
    (folder / "tahun=2023" / "beside.csv").write_text("a\n")
    write(folder.parent / "plain" / "p.parquet", [(1, "x")])
    write(folder.parent / "spark.parquet" / "p.parquet", [(1, "x")])
    targeted = targets([folder.parent], DataOptions(), CATALOG, Config())

    assert [each.path.relative_to(folder.parent).as_posix() for each in targeted] == [
        "a.csv",
        "data",
        "data/tahun=2023/beside.csv",
        "plain/p.parquet",
        "spark.parquet",
    ]


def test_a_column_that_is_empty_in_one_part_takes_its_type_from_the_others(folder: Path) -> None:
    pq.write_table(
        pa.table({"a": pa.array([8]), "b": pa.nulls(1)}), folder / "tahun=2023" / "a.parquet"
    )
    assert _opened(folder).columns.types == COLUMNS.types


def test_a_wrong_type_is_said_once_for_all_parts(tmp_path: Path) -> None:
    for year in (2023, 2024):
        path = tmp_path / "data.parquet" / f"tahun={year}" / "p.parquet"
        path.parent.mkdir(parents=True)
        pq.write_table(pa.table({"a": ["1"], "b": ["x"]}), path)

    assert [
        entry[0] for entry in found(judge_file(tmp_path / "data.parquet", {"fields": FIELDS}))
    ] == ["type-mismatch"]


@pytest.mark.parametrize(
    ("name", "columns", "says"),
    [
        pytest.param(
            "tahun=2025/q.parquet",
            {"a": [1]},
            "its columns are not those of the first part",
            id="fewer",
        ),
        pytest.param(
            "tahun=2025/q.parquet",
            {"b": ["x"], "a": [1]},
            "its columns are not",
            id="in another order",
        ),
        pytest.param(
            "tahun=2025/q.parquet",
            {"a": ["1"], "b": ["x"]},
            "b string): a string",
            id="of another type",
        ),
        pytest.param(
            "q.parquet", {"a": [1], "b": ["x"]}, "name each of these once: tahun", id="outside"
        ),
        pytest.param(
            "tahun=2025/bulan=1/q.parquet",
            {"a": [1], "b": ["x"]},
            "once: tahun",
            id="one name more",
        ),
        pytest.param(
            "tahun=2025/tahun=1/q.parquet",
            {"a": [1], "b": ["x"]},
            "once: tahun",
            id="one name twice",
        ),
    ],
)
def test_a_part_that_does_not_fit_the_others_is_named(
    folder: Path, name: str, columns: dict[str, list[object]], says: str
) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), folder / name)

    with pytest.raises(PartitionError) as refused:
        open_table(folder)

    assert says in refused.value.text.say("en")


def test_a_column_that_stands_in_the_files_and_in_the_folders_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "data" / "a=1" / "p.parquet", [(1, "x")])
    with pytest.raises(PartitionError, match="must not have such a column"):
        open_table(tmp_path / "data")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("_delta_log", "Delta", id="Delta"),
        pytest.param("other", "no Parquet", id="empty"),
    ],
)
def test_what_is_another_kind_of_folder_is_refused(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "data.parquet" / name).mkdir(parents=True)
    with pytest.raises(PartitionError, match=says):
        open_table(tmp_path / "data.parquet")
