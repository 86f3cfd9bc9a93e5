"""`--rejects`: rows in = rows out + rejects, always; what is set aside is complete and says why."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statx.conversion.errors import RestDoesNotPassError
from statx.errors import SameFileError
from statx.tables.errors import UnknownFormatError

from .strategies import Drawn, dirty_tables
from .world import BAD, converted, csv_file, files, schema_file

FIELDS = [{"name": "kode"}, {"name": "n", "type": "integer"}]
DIRTY = [
    ["kode", "n"],
    ["a", "1"],
    ["b", "x"],
    ["c"],
    ["d", "4", "5", "6"],
    ["e", "5"],
    ["a;\n", "7"],
    ["", ""],
]


def records(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@given(dirty_tables(), st.booleans())
@settings(max_examples=30, deadline=None)
def test_rows_in_are_rows_out_and_rejects(drawn: Drawn, keyed: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, key = Path(name), {"primaryKey": ["f0"]} if keyed else {}
        schema = schema_file(folder, drawn.fields, missingValues=drawn.missing, **key)
        source = csv_file(folder, [drawn.header, *drawn.rows])
        done = converted(source, folder / "out.csv", schema, rejects=folder / "rejects.csv")
        if not done.written:  # nothing would remain
            failing = {finding.row for finding in done.report.findings()}
            assert len(failing) == len(drawn.rows)
            assert files(folder) == {"schema.json", "in.csv"}
            return
        assert done.rows_out + done.rows_rejected == len(drawn.rows) == done.report.rows
        assert len(records(folder / "rejects.csv")) == done.rows_rejected
        rest = converted(folder / "out.csv", folder / "rest.parquet", schema)
        assert rest.report.errors == 0
        assert rest.rows_out == done.rows_out


def test_a_rejected_row_is_complete_and_says_why(tmp_path: Path) -> None:
    schema = schema_file(tmp_path, FIELDS)
    done = converted(
        csv_file(tmp_path, DIRTY), tmp_path / "out.csv", schema, rejects=tmp_path / "rejects.csv"
    )
    assert (done.rows_out, done.rows_rejected) == (3, 4)
    assert [tuple(record.values()) for record in records(tmp_path / "rejects.csv")] == [
        ("3", "3", "n: type-error", "", "b", "x"),
        ("4", "4", "n: missing-cell", "", "c", ""),
        ("5", "5", "extra-cell; extra-cell", "5; 6", "d", "4"),
        ("8", "9", "blank-row", "", "", ""),
    ]
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == 'kode,n\na,1\ne,5\n"a;\n",7\n'


@pytest.mark.parametrize(
    ("rows", "exit_code"),
    [
        pytest.param([], 4, id="a header alone"),
        pytest.param([["a", "x"], ["b"]], 1, id="every row is wrong"),
    ],
)
def test_where_no_row_remains_nothing_is_written(
    tmp_path: Path, rows: list[list[str]], exit_code: int
) -> None:
    source = csv_file(tmp_path, [["kode", "n"], *rows])
    schema = schema_file(tmp_path, FIELDS)
    done = converted(source, tmp_path / "out.csv", schema, rejects=tmp_path / "rejects.csv")
    assert (done.written, done.report.exit_code) == (False, exit_code)
    assert files(tmp_path) == {"in.csv", "schema.json"}


def test_rejects_may_be_parquet(tmp_path: Path) -> None:
    converted(BAD, tmp_path / "out.parquet", "kemiskinan", rejects=tmp_path / "rejects.parquet")
    found = pq.read_table(tmp_path / "rejects.parquet")
    assert found["statx_reasons"].to_pylist() == ["p0: maximum"] * 2
    assert found.column_names[:5] == [
        "statx_row",
        "statx_line",
        "statx_reasons",
        "statx_extra_cells",
        "kode_wilayah",
    ]


def test_both_rows_of_one_key_are_set_aside_where_both_are_wrong(tmp_path: Path) -> None:
    schema = schema_file(tmp_path, FIELDS, primaryKey=["kode"])
    source = csv_file(tmp_path, [["kode", "n"], ["a", "1"], ["a", "2"], ["b", "3"]])
    done = converted(source, tmp_path / "out.csv", schema, rejects=tmp_path / "rejects.csv")
    assert done.rows_out + done.rows_rejected == 3
    assert [record["statx_reasons"] for record in records(tmp_path / "rejects.csv")] == [
        "primary-key"
    ] * done.rows_rejected


def test_a_rest_that_refers_to_a_rejected_row_is_not_written(tmp_path: Path) -> None:
    fields = [{"name": "kode"}, {"name": "induk"}, {"name": "n", "type": "integer"}]
    keys = [{"fields": ["induk"], "reference": {"resource": "", "fields": ["kode"]}}]
    source = csv_file(tmp_path, [["kode", "induk", "n"], ["a", "", "x"], ["b", "a", "2"]])
    with pytest.raises(RestDoesNotPassError):
        converted(
            source,
            tmp_path / "out.csv",
            schema_file(tmp_path, fields, foreignKeys=keys),
            rejects=tmp_path / "r.csv",
        )
    assert files(tmp_path) == {"in.csv", "schema.json"}


def test_a_header_that_is_wrong_is_in_no_row_that_could_be_set_aside(tmp_path: Path) -> None:
    source = csv_file(tmp_path, [["kode", "m"], ["a", "1"]])
    done = converted(
        source,
        tmp_path / "out.csv",
        schema_file(tmp_path, FIELDS),
        rejects=tmp_path / "rejects.csv",
    )
    assert (done.written, files(tmp_path)) == (False, {"in.csv", "schema.json"})


@pytest.mark.parametrize(
    ("out", "rejects", "error"),
    [
        pytest.param("out.csv", "out.csv", SameFileError, id="rejects over the result"),
        pytest.param("out.csv", "in.csv", SameFileError, id="rejects over the source"),
        pytest.param(
            "./in.csv", "r.csv", SameFileError, id="the result over the source, by a detour"
        ),
        pytest.param("out.csv", "rejects.xlsx", UnknownFormatError, id="rejects of another kind"),
    ],
)
def test_what_would_be_lost_is_refused_before_anything_is_read(
    tmp_path: Path, out: str, rejects: str, error: type[Exception]
) -> None:
    source, schema = csv_file(tmp_path, DIRTY), schema_file(tmp_path, FIELDS)
    before = source.read_bytes()
    with pytest.raises(error):
        converted(source, tmp_path / out, schema, rejects=tmp_path / rejects, force=True)
    assert (source.read_bytes(), files(tmp_path)) == (before, {"in.csv", "schema.json"})
