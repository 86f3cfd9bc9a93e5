"""Totals: a region over its children, a category over its parts; judged where all parts are there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.verdicts import CATALOG, found, judge, only


def schema(tolerance: str = "0", **number: Any) -> dict[str, Any]:  # noqa: ANN401  a descriptor's values
    return {
        "fields": [
            {"name": "tahun", "type": "year"},
            {"name": "jk"},
            {"name": "n", "type": "number", **number},
        ],
        "primaryKey": ["tahun", "jk"],
        "statx": {
            "totals": [
                {
                    "id": "jk",
                    "fields": ["n"],
                    "over": "jk",
                    "total": "L+P",
                    "parts": ["L", "P"],
                    "tolerance": tolerance,
                }
            ]
        },
    }


def test_a_total_is_the_sum_of_its_parts_in_its_own_group(tmp_path: Path) -> None:
    rows = "2023,L,1\n2023,P,2\n2023,L+P,3\n2024,L,1\n2024,L+P,4\n2024,P,2\n"
    finding = only(judge(tmp_path, schema(), f"tahun,jk,n\n{rows}"))
    assert (finding.row, finding.cell) == (6, "4.000000")
    assert finding.hint is not None
    assert "3.000000" in finding.hint.en


@pytest.mark.parametrize(("tolerance", "valid"), [("0", False), ("0.1", False), ("0.2", True)])
def test_a_difference_within_the_tolerance_is_fine(
    tmp_path: Path, tolerance: str, valid: bool
) -> None:
    data = "tahun,jk,n\n2024,L,0.1\n2024,P,0.2\n2024,L+P,0.5\n"
    assert judge(tmp_path, schema(tolerance, statx={"decimals": 1}), data).valid is valid


def test_where_a_part_is_missing_nothing_is_compared_and_that_is_said(tmp_path: Path) -> None:
    report = judge(tmp_path, schema(), "tahun,jk,n\n2024,L,1\n2024,L+P,9\n2024,P,\n")
    assert report.valid
    assert any("were not compared" in remark.en for remark in report.remarks)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(st.lists(st.decimals(-(10**9), 10**9, places=4), min_size=2, max_size=2), st.integers(-2, 2))
def test_sums_are_exact(tmp_path: Path, parts: list[Decimal], units: int) -> None:
    total = sum(parts) + Decimal(units).scaleb(-4)
    data = f"tahun,jk,n\n2024,L,{parts[0]}\n2024,P,{parts[1]}\n2024,L+P,{total}\n"
    assert judge(tmp_path, schema(statx={"decimals": 4}), data).valid is (units == 0)


def test_what_is_no_number_or_too_large_to_add_up_is_left_out(tmp_path: Path) -> None:
    data = "tahun,jk,n\n2024,L,inf\n2024,P,1\n2024,L+P,5\n2023,L,1e300\n2023,P,1\n2023,L+P,NaN\n"
    assert judge(tmp_path, schema(), data).valid


def test_decimals_beyond_those_kept_are_no_difference(tmp_path: Path) -> None:
    assert judge(
        tmp_path, schema(), "tahun,jk,n\n2024,L,0.33333333\n2024,P,0.66666667\n2024,L+P,1\n"
    ).valid


def test_a_province_is_the_sum_of_its_regencies(tmp_path: Path) -> None:
    region = {"name": "kode", "statx": {"region": {"system": "kemendagri", "level": "kabupaten"}}}
    described = {
        "fields": [region, {"name": "n", "type": "integer"}],
        "primaryKey": ["kode"],
        "statx": {"totals": [{"id": "prov", "fields": ["n"], "over": "kode", "by": "region"}]},
    }
    province = CATALOG.regions.by_code("13", "kemendagri")
    assert province is not None
    codes = [child.code for child in CATALOG.regions.children(province)]
    rows = "".join(f"{code},2\n" for code in codes)
    assert judge(tmp_path, described, f"kode,n\n13,{2 * len(codes)}\n{rows}").valid
    assert found(judge(tmp_path, described, f"kode,n\n{rows}13,1\n")) == [
        ("prov", len(codes) + 2, "n")
    ]
