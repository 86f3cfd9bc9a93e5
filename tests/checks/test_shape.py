"""Headers in all five modes, and rows that are blank, too long or too short."""

from __future__ import annotations

from pathlib import Path

import pytest

from statx.registry.schema import Schema
from statx.tables.header import match_header
from tests.verdicts import found, judge


def codes(labels: str, mode: str) -> list[tuple[str, int | None]]:
    schema = Schema.parse(
        {
            "fields": [
                {"name": "a", "constraints": {"required": True}},
                {"name": "b"},
                {"name": "c"},
            ],
            "fieldsMatch": mode,
            "primaryKey": ["c"],
        },
        source="test",
    )
    tallies = match_header(tuple(labels.split(",")), schema).tallies
    return [
        (finding.rule.code, finding.position) for tally in tallies for finding in tally.findings
    ]


@pytest.mark.parametrize(
    ("mode", "labels", "wrong"),
    [
        ("exact", "a,b,c", []),
        ("exact", "a,b,c,d", [("extra-label", 4)]),
        ("exact", "a,b", [("missing-label", 3)]),
        ("exact", "a,,c", [("blank-label", 2)]),
        ("exact", "a,a,c", [("duplicate-label", 2)]),
        ("exact", "a,x,c", [("incorrect-label", 2)]),
        ("exact", "c,b,a", [("label-order", None)]),
        ("equal", "c,b,a", []),
        ("equal", "c,a", [("missing-label", 3)]),
        ("equal", "c,b,a,d", [("extra-label", 4)]),
        ("subset", "d,c,b,a", []),
        ("subset", "d,c,a", [("missing-label", 4)]),
        ("superset", "c,a", []),
        ("superset", "b", [("missing-label", 2), ("missing-label", 3)]),
        ("superset", "c,a,d", [("extra-label", 3)]),
        ("partial", "d,c,a", []),
        (
            "partial",
            "x,y",
            [("unmatched-header", None), ("missing-label", 3), ("missing-label", 4)],
        ),
        ("partial", "a,c,a", [("duplicate-label", 3)]),
        ("exact", ",,", [("blank-header", None)]),
    ],
)
def test_headers_are_matched_as_the_mode_says(
    mode: str, labels: str, wrong: list[tuple[str, int | None]]
) -> None:
    assert codes(labels, mode) == wrong


AB = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}]}


def test_a_header_in_another_order_is_said_once_and_does_not_cascade(tmp_path: Path) -> None:
    report = judge(tmp_path, AB, "b,a\n" + "x,1\n" * 50)
    assert found(report) == [("label-order", None, "")]
    assert "a, b" in report.findings()[0].rule.remedy.en


@pytest.mark.parametrize("titles", ["Judul\n\n", "Judul;;\nSumber: BPS;;\n;;\n"])
def test_a_header_under_title_lines_is_said_once_with_its_line(tmp_path: Path, titles: str) -> None:
    report = judge(tmp_path, AB, titles + "a;b\n" + "x;1\n" * 50)
    assert found(report) == [("header-line", None, "")]
    assert f"line {titles.count(chr(10)) + 1}" in report.findings()[0].rule.says.en
    assert report.rows == 0


def test_a_label_without_a_field_is_said_once_and_its_cells_are_anything(tmp_path: Path) -> None:
    assert found(judge(tmp_path, AB, "a,b,x\n1,2,3\n1,2,\n")) == [("extra-label", None, "")]


def test_cells_missing_under_unknown_labels_are_named_as_frictionless_names_them(
    tmp_path: Path,
) -> None:
    schema = {**AB, "fields": [{"name": "a"}]}
    report = judge(tmp_path, schema, "a,a,a,\nx\n")

    assert [entry for entry in found(report) if entry[0] == "missing-cell"] == [
        ("missing-cell", 2, "a2"),
        ("missing-cell", 2, "a3"),
        ("missing-cell", 2, ""),
    ]


def test_wrong_shapes_are_said_cell_by_cell_and_blank_rows_once(tmp_path: Path) -> None:
    report = judge(tmp_path, AB, "a,b\n1\n1,2,3,4\n\n,\n,,\n2,x\n")
    assert sorted(found(report), key=lambda entry: entry[1] or 0) == [
        ("missing-cell", 2, "b"),
        ("extra-cell", 3, ""),
        ("extra-cell", 3, ""),
        ("blank-row", 4, ""),
        ("blank-row", 5, ""),
        ("blank-row", 6, ""),
    ]


def test_a_required_field_is_not_asked_of_a_blank_row(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "constraints": {"required": True}}, {"name": "b"}]}
    assert found(judge(tmp_path, schema, "a,b\n,\n,x\n")) == [
        ("blank-row", 2, ""),
        ("required", 3, "a"),
    ]
