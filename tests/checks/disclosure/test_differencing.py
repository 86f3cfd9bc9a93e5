"""What two releases say together, and neither alone, is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from statx.results.clearance import Outcome

from .tables import COUNT, checked, compared, number, places, schema_of

DISTRICT = {"name": "wilayah", "type": "string"}
SEX = {"name": "jk", "type": "string"}
OVER_SEX = {
    "id": "jk", "fields": ["kasus"], "over": "jk", "total": "T", "parts": ["L", "P"],
    "tolerance": "0",
}  # fmt: skip
SCHEMA = schema_of(DISTRICT, SEX, number("kasus", COUNT), totals=[OVER_SEX])
HEADER = "wilayah,jk,kasus"


def release(whole: str, men: str, women: str) -> list[str]:
    return [HEADER, f"a,T,{whole}", f"a,L,{men}", f"a,P,{women}"]


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        pytest.param(("20", "7", "13"), ("20", "7", "13"), [], id="the same"),
        pytest.param(("50", "20", "30"), ("60", "28", "32"), [("small-difference", 4)],
                     id="two women more"),
        pytest.param(("20", "7", "13"), ("20", "NA", "NA"),
                     [("published-before", 3), ("published-before", 4)], id="shown before"),
        pytest.param(("NA", "7", "NA"), ("20", "NA", "NA"),
                     [("published-before", 3), ("recomputable-together", 4)],
                     id="given away by both together"),
        pytest.param(("20", "NA", "NA"), ("20", "NA", "NA"), [], id="withheld in both"),
        pytest.param(("NA", "NA", "NA"), ("20", "7", "13"), [], id="withheld before"),
    ],
)  # fmt: skip
def test_a_release_is_compared_with_the_one_before(
    before: tuple[str, str, str],
    now: tuple[str, str, str],
    found: list[tuple[str, int]],
    tmp_path: Path,
) -> None:
    report = compared(tmp_path, SCHEMA, release(*before), release(*now))
    assert [(code, row) for code, _, row in places(report)] == found


def test_rows_are_paired_by_their_key_in_any_order(tmp_path: Path) -> None:
    before = [HEADER, "b,L,40", "a,L,30"]
    report = compared(tmp_path, SCHEMA, before, [HEADER, "a,L,31", "b,L,40"])
    assert places(report) == [("small-difference", "kasus", 2)]


def test_an_earlier_release_without_the_key_is_unchecked(tmp_path: Path) -> None:
    loose: dict[str, Any] = {**SCHEMA, "fieldsMatch": "superset"}
    report = compared(tmp_path, loose, ["wilayah,kasus", "a,30"], release("20", "7", "13"))
    assert (report.checks[-1].result, report.exit_code) == (Outcome.UNCHECKED, 4)


def test_a_table_that_the_earlier_release_lacks_is_unchecked(tmp_path: Path) -> None:
    rows = release("20", "7", "13")
    report = compared(tmp_path, SCHEMA, rows, rows, {**SCHEMA, "name": "other"})
    assert (report.checks[-1].result, report.exit_code) == (Outcome.UNCHECKED, 4)


def test_a_first_release_has_nothing_before_it(tmp_path: Path) -> None:
    report = checked(tmp_path, SCHEMA, release("20", "7", "13"))
    assert (report.checks[-1].result, report.exit_code) == (Outcome.NOT_APPLICABLE, 0)
