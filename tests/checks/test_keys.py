"""Primary keys, unique fields and unique keys: values are compared, hashes only find them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statx.tables import judged
from statx.tables.hashes import Hashes
from tests.verdicts import found, judge

PAIR = {"fields": [{"name": "a"}, {"name": "b"}], "primaryKey": ["a", "b"]}


@pytest.fixture
def colliding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text has the same hash."""

    def constant(texts: pa.Array) -> Hashes:
        return np.full(len(texts), 7, np.uint64)

    monkeypatch.setattr(judged, "text_hashes", constant)


@pytest.mark.usefixtures("colliding")
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(st.lists(st.tuples(st.sampled_from("ab\x1f"), st.sampled_from("ab\x1f")), max_size=12))
def test_where_all_hashes_collide_the_verdicts_stay_right(
    tmp_path: Path, pairs: list[tuple[str, str]]
) -> None:
    data = "a,b\n" + "".join(f"{one},{other}\n" for one, other in pairs)
    wanted = [
        ("primary-key", row, "")
        for row, pair in enumerate(pairs, start=2)
        if pair in pairs[: row - 2]
    ]

    assert found(judge(tmp_path, PAIR, data)) == wanted


@pytest.mark.usefixtures("colliding")
def test_no_two_different_keys_are_joined_into_one(tmp_path: Path) -> None:
    assert judge(tmp_path, PAIR, "a,b\na\x1fb,c\na,b\x1fc\n").valid


def test_a_repeated_key_names_the_row_before_it(tmp_path: Path) -> None:
    findings = judge(tmp_path, PAIR, "a,b\n1,2\n1,2\n3,4\n1,2\n").findings()
    notes = [(finding.row, finding.note) for finding in findings]

    assert notes == [
        (3, "the same as in the row at position 2"),
        (5, "the same as in the row at position 3"),
    ]


def test_a_key_is_repeated_whatever_block_it_stands_in_and_however_short_its_row(
    tmp_path: Path,
) -> None:
    assert found(judge(tmp_path, PAIR, "a,b\n1,2\n3\n1,2\n3,\n")) == [
        ("missing-cell", 3, "b"),
        ("primary-key", 4, ""),
        ("primary-key", 5, ""),
    ]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("integer", "1", "01"),
        ("number", "1.0", "1.00"),
        ("number", "-0", "0"),
        ("duration", "P1D", "PT24H"),
        ("number", "1e2", "100"),
    ],
)
def test_values_are_compared_and_not_texts(tmp_path: Path, kind: str, one: str, other: str) -> None:
    schema = {"fields": [{"name": "a", "type": kind}], "primaryKey": "a"}
    assert found(judge(tmp_path, schema, f"a\n{one}\n{other}\n")) == [("primary-key", 3, "")]


def test_not_a_number_equals_nothing_and_infinity_equals_itself(tmp_path: Path) -> None:
    schema = {
        "fields": [{"name": "a", "type": "number", "constraints": {"unique": True}}],
        "primaryKey": ["a"],
    }

    assert found(judge(tmp_path, schema, "a\nNaN\nNaN\ninf\nInfinity\n")) == [
        ("primary-key", 5, ""),
        ("unique", 5, "a"),
    ]


ABC = {"fields": [{"name": "a"}, {"name": "b"}, {"name": "c"}], "primaryKey": ["a", "b"]}


def test_each_empty_part_of_a_primary_key_is_an_error_on_its_row(tmp_path: Path) -> None:
    report = judge(tmp_path, ABC, "a,b,c\n,,x\n,1,x\n2,,y\n2,1,x\n")

    assert found(report) == [("primary-key", row, "") for row in (2, 3, 4)]
    assert [each.hint.en for each in report.findings() if each.hint] == [
        "the key is empty",
        "a part of the key is empty: a",
        "a part of the key is empty: b",
    ]


@pytest.mark.parametrize("missing", ["-", "NA"])
def test_a_missing_value_is_an_empty_part_whatever_its_spelling(
    tmp_path: Path, missing: str
) -> None:
    schema = {**ABC, "missingValues": ["-", "NA"]}
    assert found(judge(tmp_path, schema, f"a,b,c\n1,{missing},x\n")) == [("primary-key", 2, "")]


@pytest.mark.parametrize(
    ("constraints", "data", "code"),
    [
        ({"required": True}, "1,\n", "required"),
        ({}, "1\n", "missing-cell"),
    ],
    ids=["required", "not-there"],
)
def test_a_part_that_is_said_to_be_missing_is_not_said_to_be_empty_too(
    tmp_path: Path, constraints: dict[str, bool], data: str, code: str
) -> None:
    a, b = {"name": "a"}, {"name": "b", "constraints": constraints}
    schema = {"fields": [a, b], "primaryKey": ["a", "b"]}
    codes = {each for each, _, _ in found(judge(tmp_path, schema, f"a,b\n{data}"))}

    assert codes == {code}


def test_a_part_that_cannot_be_read_is_compared_as_if_it_were_empty(tmp_path: Path) -> None:
    schema = {**ABC, "fields": [{"name": "a", "type": "integer"}, {"name": "b"}, {"name": "c"}]}
    assert found(judge(tmp_path, schema, "a,b,c\nx,1,\ny,1,\n")) == [
        ("type-error", 2, "a"),
        ("type-error", 3, "a"),
        ("primary-key", 3, ""),
    ]


def test_nulls_of_a_unique_field_or_key_collide_with_nothing(tmp_path: Path) -> None:
    schema = {
        "fields": [{"name": "a", "constraints": {"unique": True}}, {"name": "b"}],
        "uniqueKeys": [["a", "b"]],
    }

    assert found(judge(tmp_path, schema, "a,b\n,1\n,1\nx,\nx,\n")) == [("unique", 5, "a")]


def test_a_key_whose_field_is_not_in_the_file_is_left_to_the_header(tmp_path: Path) -> None:
    schema = {**PAIR, "fieldsMatch": "subset"}
    assert found(judge(tmp_path, schema, "a,x\n1,1\n1,1\n")) == [("missing-label", None, "b")]
