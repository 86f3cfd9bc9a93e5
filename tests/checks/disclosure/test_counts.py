"""Small counts are found by their topic's limit; what nobody declared is never called safe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from statx.config import Config
from statx.judging.clearance import ClearanceOptions, check_disclosures
from statx.options import DataOptions
from statx.results.clearance import Outcome
from statx.sources.targets import targets
from statx.thresholds import Thresholds
from tests.registry.shipped import CATALOG, FOLDER

from .tables import COUNT, NONE, checked, number, places, schema_of

TEXT = {"name": "kode", "type": "string"}
LINES = ["kode,kasus", "a,0", "b,1", "c,4", "d,5", "e,NA", "f,2"]


@pytest.mark.parametrize(
    ("declared", "rows"),
    [
        pytest.param(COUNT, [3, 4, 7], id="the topic of the table"),
        pytest.param({**COUNT, "topic": "umum"}, [3, 7], id="a topic of its own"),
        pytest.param({"kind": "count", "of": "units"}, [3, 7], id="units"),
        pytest.param({**COUNT, "scale": 1000}, [], id="in thousands"),
        pytest.param(NONE, [], id="no count"),
    ],
)
def test_a_count_above_zero_and_below_its_limit_is_found(
    declared: dict[str, Any], rows: list[int], tmp_path: Path
) -> None:
    report = checked(tmp_path, schema_of(TEXT, number("kasus", declared)), LINES)
    assert places(report) == [("small-count", "kasus", row) for row in rows]


def test_a_unit_may_settle_another_limit_and_it_is_said(tmp_path: Path) -> None:
    options = ClearanceOptions(Thresholds.of({"minimum_kesehatan": 2}))
    report = checked(tmp_path, schema_of(TEXT, number("kasus", COUNT)), LINES, options)
    assert (places(report), len(report.remarks)) == ([("small-count", "kasus", 3)], 1)


def test_a_schema_that_declares_nothing_is_unchecked(tmp_path: Path) -> None:
    schema = schema_of(TEXT, number("kasus"))
    del schema["statx"]
    report = checked(tmp_path, schema, LINES)
    results = {check.id: check.result for check in report.checks}
    assert report.exit_code == 4
    assert results["disclosure-min-count"] is Outcome.UNCHECKED


def test_a_version_that_was_agreed_before_names_the_one_that_declares() -> None:
    good = FOLDER.parent / "samples" / "clearance_permohonan" / "good"
    chosen = DataOptions("clearance_permohonan@1.0.0")
    [report] = check_disclosures(
        targets([good], chosen, CATALOG, Config()), CATALOG, ClearanceOptions()
    )
    reasons = {check.reason.en for check in report.checks if check.result is Outcome.UNCHECKED}
    assert len(reasons) == 1
    assert "use clearance_permohonan@1.1.0" in reasons.pop()


def test_a_number_that_was_left_out_keeps_the_table_from_being_safe(tmp_path: Path) -> None:
    schema = schema_of(TEXT, number("kasus", COUNT), number("lain"))
    report = checked(tmp_path, schema, ["kode,kasus,lain", "a,0,1"])
    assert report.exit_code == 4
    assert [check.fields for check in report.checks if check.id.endswith("declared")] == [("lain",)]


def test_data_that_does_not_pass_is_not_released_whatever_it_discloses(tmp_path: Path) -> None:
    report = checked(tmp_path, schema_of(TEXT, number("kasus", COUNT)), ["kode,kasus", "a,x"])
    assert (report.checks[0].id, report.checks[0].result) == ("schema", Outcome.FAIL)
    assert (report.exit_code, report.findings) == (1, ())


def test_a_code_list_of_the_registry_discloses_nothing() -> None:
    path = FOLDER / "reference" / "wilayah_kabupaten_kota.csv"
    schema = path.with_suffix(".json")
    named = targets([path], DataOptions(schema=str(schema)), CATALOG, Config())
    [report] = check_disclosures(named, CATALOG, ClearanceOptions())
    assert report.exit_code == 0
