"""Magnitudes that are nearly all of one contributor, or of two, are found by each rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from statx.results.clearance import Outcome

from .tables import checked, number, places, schema_of

CODE = {"name": "kode", "type": "string"}
OF_BUSINESSES = {
    "kind": "magnitude", "contributors": "usaha", "largest": "satu", "second": "dua",
}  # fmt: skip
VALUE = {"name": "nilai", "type": "number", "statx": {"decimals": 2, "disclosure": OF_BUSINESSES}}
OTHERS = (number("usaha"), number("satu"), number("dua"))


def schema(*fields: dict[str, Any]) -> dict[str, Any]:
    return schema_of(CODE, VALUE, *fields, classification="terbatas")


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        pytest.param("100.00,3,40,30", [], id="three of a like size"),
        pytest.param("100.00,2,40,30", ["few-contributors"], id="two contributors"),
        pytest.param("0.00,0,0,0", [], id="none contributes"),
        pytest.param("100.00,9,75,5", [], id="just 75 %"),
        pytest.param("100.00,9,76,5", ["dominance"], id="more than 75 %"),
        pytest.param("100.00,9,43,43", ["dominance"], id="two have more than 85 %"),
        pytest.param("100.00,9,50,45", ["dominance"], id="just 10 % beside them"),
        pytest.param("99.99,9,50,45", ["dominance", "p-percent"], id="less than 10 % beside them"),
        pytest.param("NA,2,76,20", [], id="withheld"),
        pytest.param("9000000000000000.00,9,8000000000000000,1", ["dominance"], id="large"),
    ],
)
def test_each_rule_finds_what_it_is_for(line: str, codes: list[str], tmp_path: Path) -> None:
    report = checked(tmp_path, schema(*OTHERS), ["kode,nilai,usaha,satu,dua", f"a,{line}"])
    assert places(report) == [(code, "nilai", 2) for code in codes]
    assert report.exit_code == (1 if codes else 0)


def test_contributions_do_not_stand_in_a_table_for_everybody(tmp_path: Path) -> None:
    public = schema_of(CODE, VALUE, *OTHERS, classification="terbuka")
    report = checked(tmp_path, public, ["kode,nilai,usaha,satu,dua", "a,100.00,9,30,20"])
    assert places(report) == [("contribution-shown", name, 2) for name in ("satu", "dua")]


def test_what_the_file_does_not_tell_is_unchecked(tmp_path: Path) -> None:
    alone = schema(number("usaha"), number("satu"), number("dua"))
    alone["fieldsMatch"] = "superset"
    report = checked(tmp_path, alone, ["kode,nilai,usaha", "a,100.00,9"])
    results = {check.id: check.result for check in report.checks}
    assert results["disclosure-contributors"] is Outcome.PASS
    assert results["disclosure-dominance"] is Outcome.UNCHECKED
    assert report.exit_code == 4
