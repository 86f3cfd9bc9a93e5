"""Counts are exact whatever is kept.

The first findings come first, and the report holds no more than asked.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statx.judging.tallies import EVERY_TALLY
from tests.verdicts import cut_small, found, judge

SCHEMA = {
    "fields": [{"name": "a", "type": "integer", "constraints": {"minimum": 0}}, {"name": "b"}],
    "primaryKey": ["b"],
}
ROWS = st.lists(st.tuples(st.sampled_from(["1", "-1", "x"]), st.sampled_from("pqrst")), max_size=40)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(ROWS, st.integers(1, 9), st.integers(8, 90))
def test_counts_are_exact_and_the_first_findings_are_shown(
    tmp_path: Path, rows: list[tuple[str, str]], limit: int, size: int
) -> None:
    data = "a,b\n" + "".join(f"{a},{b}\n" for a, b in rows)
    everything = judge(tmp_path, SCHEMA, data)
    with pytest.MonkeyPatch.context() as patch:
        cut_small(patch, size)
        limited = judge(tmp_path, SCHEMA, data, limit=limit)
    assert limited.errors == everything.errors == len(everything.findings())
    of_everything = replace(everything, limit=limit).findings()
    assert [each.row for each in limited.findings()] == [each.row for each in of_everything]
    assert {(t.rule.code, t.count) for t in limited.tallies} == {
        (t.rule.code, t.count) for t in everything.tallies
    }


@pytest.mark.parametrize(
    ("limit", "kept"),
    [
        pytest.param(0, {"type-error": 30, "minimum": 9}, id="all"),
        pytest.param(100, {"type-error": 30, "minimum": 9}, id="more than there are"),
        pytest.param(35, {"type-error": 30, "minimum": 5}, id="the first of all rules together"),
        pytest.param(
            5, {"type-error": 5, "minimum": 3}, id="some of every rule, though far behind"
        ),
    ],
)
def test_of_every_rule_some_findings_are_kept(
    tmp_path: Path, limit: int, kept: dict[str, int]
) -> None:
    rows = ["x"] * 30 + ["-1"] * 9
    data = "a,b\n" + "".join(f"{cell},{number}\n" for number, cell in enumerate(rows))
    report = judge(tmp_path, SCHEMA, data, limit=limit)
    assert {tally.rule.code: len(tally.findings) for tally in report.tallies} == kept
    assert {tally.rule.code: tally.count for tally in report.tallies} == {
        "type-error": 30,
        "minimum": 9,
    }


@pytest.mark.parametrize("late", [1, EVERY_TALLY, EVERY_TALLY + 2])
def test_some_findings_of_every_rule_are_kept_however_many_stand_before_them(
    tmp_path: Path, late: int
) -> None:
    data = "a,b\n" + "x,1\n" * 20 + "-1,1\n" * late
    schema = {**SCHEMA, "primaryKey": []}

    report = judge(tmp_path, schema, data, limit=5)

    kept = {tally.rule.code: (tally.count, len(tally.findings)) for tally in report.tallies}
    assert kept == {"type-error": (20, 5), "minimum": (late, min(late, EVERY_TALLY))}


def test_findings_of_one_rule_are_in_the_order_of_the_file_however_they_were_found(
    tmp_path: Path,
) -> None:
    data = "a,b\n" + "1,p\n" * 3 + "1,\n" * 3 + "1,p\n"
    rows = [row for _, row, _ in found(judge(tmp_path, SCHEMA, data))]
    assert rows == [3, 4, 5, 6, 7, 8]
    assert [row for _, row, _ in found(judge(tmp_path, SCHEMA, data, limit=2))] == [3, 4]


def test_a_file_without_rows_is_valid_and_yet_nothing_was_checked(tmp_path: Path) -> None:
    report = judge(tmp_path, SCHEMA, "a,b\n")
    assert (report.valid, report.warnings, report.exit_code) == (True, 1, 4)


def test_a_report_says_what_was_checked(tmp_path: Path) -> None:
    report = judge(tmp_path, SCHEMA, "a,b\n1,p\n")
    assert {"header", "shape", "cells", "primary-key"} <= {each.code for each in report.checked}


@pytest.mark.parametrize(
    ("value", "rows"),
    [({"missingValues": []}, [2]), ({"missingValues": ["-"]}, [2]), ({}, [])],
    ids=["none", "another", "the-usual-one"],
)
def test_an_empty_integer_is_an_error_where_it_is_not_missing(
    tmp_path: Path, value: dict[str, object], rows: list[int]
) -> None:
    schema = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}], **value}
    assert [row for _, row, _ in found(judge(tmp_path, schema, "a,b\n,x\n1,y\n"))] == rows


def test_a_field_may_have_missing_values_of_its_own(tmp_path: Path) -> None:
    schema = {
        "fields": [
            {"name": "a", "type": "integer", "missingValues": ["-"]},
            {"name": "b", "type": "integer"},
        ],
        "missingValues": ["NA"],
    }
    assert found(judge(tmp_path, schema, "a,b\n-,NA\nNA,-\n1,\n")) == [
        ("blank-row", 2, ""),
        ("type-error", 3, "a"),
        ("type-error", 3, "b"),
        ("type-error", 4, "b"),
    ]
