"""`validate --marked`: the workbook that data came from, or a new one of CSV, with marks in it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import statx as statx_in_python

from .command import BAD, ROOT, Here

SCHEMA = {
    "fields": [
        {"name": "k", "constraints": {"required": True}},
        {"name": "n", "type": "integer", "constraints": {"minimum": 0}},
    ]
}


@pytest.fixture(autouse=True)
def schema(statx: Here) -> Here:
    Path("schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    return statx


def cells(path: str, sheet: int) -> list[list[object]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(path).worksheets[sheet]]


def test_of_csv_a_workbook_is_made_with_each_record_in_the_row_of_its_number(statx: Here) -> None:
    Path("data.csv").write_text('k,n\na,1\n"b\nc",=1+1\n\n,-5,x,y\nd\n', encoding="utf-8")
    said = statx("--lang", "id", "validate", "data.csv", "-s", "schema.json", "--marked", "m.xlsx")
    assert said.code == 1
    assert "✓ m.xlsx: " in said.err
    assert cells("m.xlsx", 1) == [
        ["k", "n", None, None],
        ["a", 1, None, None],
        ["b\nc", "=1+1", None, None],
        [None, None, None, None],
        [None, -5, "x", "y"],
        ["d", None, None, None],
    ]
    sheet = openpyxl.load_workbook("m.xlsx")["data"]
    assert "minimal 0" in sheet["B5"].comment.text
    assert (sheet["A5"].comment is None, sheet["B3"].data_type) == (False, "s")


def test_a_workbook_that_was_made_has_the_same_errors_when_it_is_judged(statx: Here) -> None:
    statx("validate", BAD, "--marked", "m.xlsx")
    said = statx("validate", "m.xlsx", "-f", "json", "--marked", "again.xlsx")
    [table] = json.loads(said.out)["tasks"]
    [code] = {error["type"] for error in table["errors"]}
    assert (code, len(table["errors"])) == ("constraint-error", 2)
    assert cells("m.xlsx", 1) == cells("again.xlsx", 1)


def test_a_marked_workbook_is_data_where_it_is_named_and_none_in_its_folder(statx: Here) -> None:
    Path("data.csv").write_text("k,n\n,1\n", encoding="utf-8")
    statx("validate", "data.csv", "-s", "schema.json", "--marked", "data.xlsx")
    named = statx("validate", "data.xlsx", "-s", "schema.json")
    assert (named.code, "data!A2" in named.out, "statx findings" in named.out) == (1, True, False)

    folder = statx("validate", ".", "-s", "schema.json", "-f", "json")
    assert [task["place"] for task in json.loads(folder.out)["tasks"]] == ["data.csv"]


def test_what_passes_gets_a_list_that_says_so(statx: Here) -> None:
    Path("data.csv").write_text("k,n\na,1\n", encoding="utf-8")
    assert statx("validate", "data.csv", "-s", "schema.json", "--marked", "m.xlsx").code == 0
    assert str(cells("m.xlsx", 0)[1][0]).startswith("Passes, nothing was found.")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("a.csv", "b.csv", "--marked", "m.xlsx"), "one data file is marked at a time"),
        (("-", "--marked", "m.xlsx"), "one data file is marked at a time"),
        (("a.csv", "--marked", "m.csv"), "must be named .xlsx"),
        (("a.xlsm", "--marked", "m.xlsx"), "must be named .xlsm"),
        (("a.csv", "--marked", "schema.json/m.xlsx"), "The folder schema.json does not exist"),
    ],
)
def test_what_cannot_be_marked_is_said_before_anything_is_read(
    statx: Here, arguments: tuple[str, ...], sentence: str
) -> None:
    said = statx("validate", *arguments)
    assert (said.code, sentence in said.err, said.out) == (2, True, "")


def test_a_table_that_is_not_judged_is_not_marked(statx: Here) -> None:
    Path("data.csv").write_text("", encoding="utf-8")
    said = statx("validate", "data.csv", "-s", "schema.json", "--marked", "m.xlsx")
    assert (said.code, statx.names()) == (3, {"schema.json", "data.csv"})
    assert "m.xlsx was not written" in said.err


def test_python_marks_the_one_file_that_it_judges() -> None:
    statx_in_python.validate(BAD, marked="m.xlsx")
    assert cells("m.xlsx", 0)[0][0] == "Findings in maximum.csv"


def test_what_a_recipe_tidied_is_marked_where_it_stands(statx: Here) -> None:
    sample = ROOT / "samples" / "_intake" / "jumlah-tidak-cocok"
    statx(
        "validate", sample / "sumber.csv", "--recipe", sample / "resep.toml", "--marked", "m.xlsx"
    )
    sheet = openpyxl.load_workbook("m.xlsx")["sumber"]
    assert [cell.coordinate for row in sheet for cell in row if cell.comment] == ["C9"]
