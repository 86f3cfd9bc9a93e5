"""Foreign keys.

To the table itself, to another resource, to a code list of the registry, and to nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.differential.oracle import Case, of_frictionless, of_statx, report_on
from tests.verdicts import found, judge, only

NUMBERS = {"fields": [{"name": "r", "type": "number"}, {"name": "s"}]}


def case(
    data: str,
    *fields: Mapping[str, object],
    to: str = "reference",
    names: tuple[str, ...] = ("r", "s"),
) -> Case:
    ours = [str(field["name"]) for field in fields]
    key = {"fields": ours, "reference": {"resource": to, "fields": list(names[: len(ours)])}}
    schema = {"fields": [*fields, {"name": "note"}], "foreignKeys": [key]}
    return Case(
        schema,
        data.encode(),
        ",",
        NUMBERS,
        b"r,s\n1.0,x\n2,y\nNaN,z\nbroken,w\n",
    )


INTEGER, TEXT = {"name": "a", "type": "integer"}, {"name": "b"}


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        (case("a,b,note\n1,x,\n1,y,\n2,y,\n,,x\n,w,\n3,,\n", INTEGER, TEXT), [3, 7]),
        (case("a,note\n01,\n3,\n,x\n", INTEGER), [3]),
        (case("a,note\nNaN,\n1.00,\n", {"name": "a", "type": "number"}), [2]),
        (case("a,note\n1,\n1.0,\n", {"name": "a"}), [2, 3]),
        (case("b,a,note\nx,1,\ny,1,\n", TEXT, INTEGER, names=("s", "r")), [3]),
        (
            case(
                "a,b,note\n1,2,\n2,1,\n3,1,\n",
                INTEGER,
                {"name": "b", "type": "integer"},
                to="",
                names=("b", "a"),
            ),
            [4],
        ),
    ],
    ids=[
        "composite",
        "values-not-texts",
        "nan-is-never-found",
        "a-text-is-no-number",
        "in-another-order",
        "the-table-itself",
    ],
)
def test_what_is_not_in_the_reference_is_found_as_frictionless_finds_it(
    tmp_path: Path, asked: Case, rows: list[int]
) -> None:
    ours = of_statx(asked, tmp_path)
    assert (
        ours
        == of_frictionless(asked, tmp_path)
        == Counter(("foreign-key", row, "") for row in rows)
    )


def test_the_cells_of_a_composite_key_are_shown_with_their_row(tmp_path: Path) -> None:
    findings = report_on(
        case("a,b,note\n1,x,\n9\n8,x,\n1,x,q,r\n7,z,\n", INTEGER, TEXT), tmp_path
    ).findings()

    assert [(each.row, each.cell) for each in findings if each.rule.code == "foreign-key"] == [
        (3, "9, "),
        (4, "8, x"),
        (6, "7, z"),
    ]


def test_a_code_list_of_the_registry_is_a_reference(tmp_path: Path) -> None:
    key = {"fields": ["a"], "reference": {"resource": "wilayah_kabupaten_kota", "fields": ["kode"]}}
    finding = only(
        judge(tmp_path, {"fields": [{"name": "a"}], "foreignKeys": [key]}, "a\n13.71\n13.7l\n")
    )

    assert (finding.rule.code, finding.row) == ("foreign-key", 3)
    assert finding.hint is not None


@pytest.mark.parametrize(
    ("resource", "name"),
    [("nowhere", "kode"), ("wilayah_kabupaten_kota", "nothing"), ("", "nothing")],
)
def test_a_reference_to_nowhere_is_said_once_and_the_rest_is_judged(
    tmp_path: Path, resource: str, name: str
) -> None:
    key = {"fields": ["a"], "reference": {"resource": resource, "fields": [name]}}
    schema = {"fields": [{"name": "a", "type": "integer"}], "foreignKeys": [key]}

    assert found(judge(tmp_path, schema, "a\n1\nx\n2\n")) == [
        ("reference-error", None, ""),
        ("type-error", 3, "a"),
    ]
