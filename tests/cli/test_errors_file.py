"""Nothing in a file of failing cells is obeyed by a spreadsheet or a terminal."""

from __future__ import annotations

import csv
import json
import unicodedata
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.conversion.harmless import escape_cell, escape_cells

from .command import Here

SCHEMA = {
    "fields": [
        {"name": "k", "constraints": {"enum": ["a"]}},
        {"name": "n", "type": "integer", "constraints": {"minimum": 0}},
    ]
}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+62 812", "'+62 812"),
        ("\t=1", "\\t=1"),
        (" =1", "' =1"),
        ("-", "'-"),
        ("-5", "-5"),
        ("-1.234,5", "-1.234,5"),
        ("merah\x1b[31m", "merah\\x1b[31m"),
        ("biasa", "biasa"),
    ],
)
def test_a_formula_becomes_text_and_a_number_stays_one(cell: str, written: str) -> None:
    assert escape_cell(cell) == written


@given(st.lists(st.one_of(st.none(), st.text(max_size=12)), max_size=8))
def test_whatever_stands_in_a_cell_is_shown(cells: list[str | None]) -> None:
    shown = escape_cells(pa.array(cells, pa.string())).to_pylist()
    assert [cell is None for cell in shown] == [cell is None for cell in cells]
    letters = "".join(cell for cell in shown if cell)
    assert not {unicodedata.category(letter) for letter in letters} & {"Cc", "Cf", "Zl", "Zp"}
    assert [cell for cell in shown if cell and cell[0] in "=@"] == []


def test_each_failing_cell_has_its_place_a_hint_and_what_to_do(statx: Here) -> None:
    Path("schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    Path("data.csv").write_text('k,n\na,1\n"b\nc",=1+1\na,-5\n', encoding="utf-8")
    code = statx("validate", "data.csv", "--schema", "schema.json", "--errors", "errors.csv").code
    with Path("errors.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    places = [
        (row["row"], row["line"], row["column"], row["found"], row["escaped"]) for row in rows
    ]
    assert (code, places) == (
        1,
        [
            ("3", "3", "1", "b\\nc", "found"),
            ("3", "4", "4", "'=1+1", "found"),
            ("4", "5", "3", "-5", ""),
        ],
    )
    assert [row["remedy"] for row in rows if not row["remedy"]] == []


def test_the_file_speaks_the_language_of_the_run(statx: Here) -> None:
    Path("schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    Path("data.csv").write_text("k,n\na,-5\n", encoding="utf-8")
    statx("--lang", "id", "validate", "data.csv", "-s", "schema.json", "--errors", "errors.csv")
    assert "minimal 0" in Path("errors.csv").read_text(encoding="utf-8")


def test_rejected_rows_stay_as_they_are_but_for_the_reasons(statx: Here) -> None:
    schema = {"fields": [{"name": "=k", "type": "integer"}, {"name": "n"}]}
    Path("schema.json").write_text(json.dumps(schema), encoding="utf-8")
    Path("data.csv").write_text("=k,n\n1,a\nx,=1+1\n", encoding="utf-8")
    statx("convert", "data.csv", "o.csv", "-s", "schema.json", "--rejects", "r.csv")
    with Path("r.csv").open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["=k"], row["n"], row["statx_reasons"]) == ("x", "=1+1", "'=k: type-error")
