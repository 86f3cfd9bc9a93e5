"""Totals: a region over its children, a category over its parts.

Judged where all parts are there, exactly.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statx.checks.exact_sums import text_of_units
from statx.checks.totals import DECIMALS
from statx.results.findings import Severity
from tests.verdicts import CATALOG, cut_small, found, judge, only

REGIONS = {
    "fields": [
        {"name": "kode", "statx": {"region": {"system": "kemendagri", "level": "kabupaten"}}},
        {"name": "n", "type": "integer"},
    ],
    "primaryKey": ["kode"],
    "statx": {"totals": [{"id": "prov", "fields": ["n"], "over": "kode", "by": "region"}]},
}


def by_sex(
    parts: tuple[str, ...] = ("L", "P"),
    tolerance: str = "0",
    **field: Any,  # noqa: ANN401  a descriptor's values
) -> dict[str, Any]:
    """A schema in which `L+P` is the sum of its parts."""
    total = {
        "id": "jk",
        "fields": ["n"],
        "over": "jk",
        "total": "L+P",
        "parts": list(parts),
        "tolerance": tolerance,
    }
    year, sex = {"name": "tahun", "type": "year"}, {"name": "jk"}
    number = {"name": "n", "type": "number", **field}
    return {
        "fields": [year, sex, number],
        "primaryKey": ["tahun", "jk"],
        "statx": {"totals": [total]},
    }


def table(**cells: object) -> str:
    """One year, with a cell for each sex."""
    rows = (f"2024,{sex.replace('LP', 'L+P')},{cell}\n" for sex, cell in cells.items())
    return "tahun,jk,n\n" + "".join(rows)


def regencies() -> list[str]:
    """The codes of the regencies of Sumatera Barat."""
    province = CATALOG.regions.by_code("13", "kemendagri")
    assert province is not None
    return [child.code for child in CATALOG.regions.children(province)]


# ---- what is compared ----------------------------------------------------------------------------


def test_a_total_is_the_sum_of_its_parts_in_its_own_group(tmp_path: Path) -> None:
    rows = "2023,L,1\n2023,P,2\n2023,L+P,3\n2024,L,1\n2024,L+P,4\n2024,P,2\n"

    finding = only(judge(tmp_path, by_sex(), f"tahun,jk,n\n{rows}"))

    assert (finding.row, finding.cell) == (6, "4.000000")
    assert finding.hint is not None
    assert "3.000000" in finding.hint.en


def test_a_province_is_the_sum_of_its_regencies(tmp_path: Path) -> None:
    rows = "".join(f"{code},2\n" for code in regencies())
    number = len(regencies())

    assert judge(tmp_path, REGIONS, f"kode,n\n13,{2 * number}\n{rows}").valid
    assert found(judge(tmp_path, REGIONS, f"kode,n\n{rows}13,1\n")) == [("prov", number + 2, "n")]


@pytest.mark.parametrize(("tolerance", "valid"), [("0", False), ("0.1", False), ("0.2", True)])
def test_a_difference_within_the_tolerance_is_fine(
    tmp_path: Path, tolerance: str, valid: bool
) -> None:
    schema = by_sex(tolerance=tolerance, statx={"decimals": 1})
    assert judge(tmp_path, schema, table(L="0.1", P="0.2", LP="0.5")).valid is valid


# ---- exactly, whatever the size ------------------------------------------------------------------


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(
    st.integers(0, 4),
    st.lists(st.integers(-(10**25), 10**25), min_size=2, max_size=2),
    st.integers(-2, 2),
)
def test_sums_are_exact_at_any_size(
    tmp_path: Path, decimals: int, units: list[int], gap: int
) -> None:
    one, other, total = (text_of_units(number, decimals) for number in (*units, sum(units) + gap))
    schema = by_sex(statx={"decimals": decimals})

    assert judge(tmp_path, schema, table(L=one, P=other, LP=total)).valid is (gap == 0)


BUDGETS = [
    pytest.param("number", {}, "1500000000", "4000000000", id="no-decimals-declared"),
    pytest.param("integer", {}, "3000000000000000", "6000000000000001", id="rupiah"),
    pytest.param(
        "number",
        {"statx": {"decimals": 2}},
        "30000000000000.25",
        "60000000000000.51",
        id="rupiah-and-sen",
    ),
]


@pytest.mark.parametrize(("kind", "field", "part", "total"), BUDGETS)
def test_a_wrong_total_of_a_large_budget_is_found(
    tmp_path: Path, kind: str, field: dict[str, Any], part: str, total: str
) -> None:
    schema = by_sex(**{"type": kind, **field})
    report = judge(tmp_path, schema, table(L=part, P=part, LP=total))

    assert found(report) == [("jk", 4, "n")]


def test_numbers_with_exponents_are_compared_too(tmp_path: Path) -> None:
    assert judge(tmp_path, by_sex(), table(L="5e299", P="5e299", LP="1e300")).valid
    assert not judge(tmp_path, by_sex(), table(L="5e299", P="5e299", LP="2e300")).valid


def test_many_large_parts_do_not_overflow(tmp_path: Path) -> None:
    names = tuple(f"p{number}" for number in range(5000))
    rows = "".join(f"2024,{name},2251799813685247\n" for name in names)
    total = 5000 * 2251799813685247
    schema = by_sex(names, type="integer")

    assert judge(tmp_path, schema, f"tahun,jk,n\n{rows}2024,L+P,{total}\n").valid
    wrong = judge(
        tmp_path,
        schema,
        f"tahun,jk,n\n{rows}2024,L+P,{total - (1 << 64)}\n",
    )

    assert found(wrong) == [("jk", 5002, "n")]


@pytest.mark.parametrize("number", [1, 2, 63, 64, 65, 128])
def test_a_total_may_have_any_number_of_parts(tmp_path: Path, number: int) -> None:
    names = tuple(f"p{at}" for at in range(number))
    rows = "".join(f"2024,{name},1\n" for name in names)

    report = judge(tmp_path, by_sex(names, type="integer"), f"tahun,jk,n\n{rows}2024,L+P,0\n")

    assert found(report) == [("jk", number + 2, "n")]


@pytest.mark.parametrize("size", [1, 20, 90])
def test_blocks_do_not_change_a_sum(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_small(monkeypatch, size)
    huge = "9007199254740993"
    report = judge(
        tmp_path,
        by_sex(type="integer"),
        table(L=1, P=huge, LP=huge),
    )

    assert found(report) == [("jk", 4, "n")]


# ---- what rounding may cost ----------------------------------------------------------------------

THIRDS = tuple("abc")
UNIT = Decimal(1).scaleb(-DECIMALS)


@pytest.mark.parametrize(
    ("gap", "valid"),
    [(0, True), (3, True), (-3, True), (4, False), (-4, False)],
    ids=["equal", "at-the-bound", "below-it", "beyond", "beyond-below"],
)
def test_half_a_unit_for_each_number_that_was_rounded_is_no_difference(
    tmp_path: Path, gap: int, valid: bool
) -> None:
    parts = dict.fromkeys(THIRDS, "0.333333")
    total = Decimal("0.999999") + gap * UNIT

    report = judge(tmp_path, by_sex(THIRDS), table(**parts, LP=total))

    assert report.valid is valid


@pytest.mark.parametrize("kind", [{"statx": {"decimals": 6}}, {"type": "integer"}], ids=str)
def test_numbers_that_were_not_rounded_are_allowed_nothing(
    tmp_path: Path, kind: dict[str, Any]
) -> None:
    one = "1" if kind.get("type") == "integer" else "0.000001"
    report = judge(tmp_path, by_sex(**kind), table(L=0, P=0, LP=one))

    assert found(report) == [("jk", 4, "n")]


def test_decimals_beyond_those_kept_are_no_difference(tmp_path: Path) -> None:
    assert judge(tmp_path, by_sex(), table(L="0.33333333", P="0.66666667", LP="1")).valid


# ---- what cannot be compared ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "cells",
    [{"L": 1}, {"L": 1, "P": ""}, {"L": 1, "P": "inf"}, {"L": 1, "P": "NaN"}],
    ids=["no-row", "empty", "infinite", "not-a-number"],
)
def test_a_total_without_one_of_its_parts_is_a_warning_that_names_it(
    tmp_path: Path, cells: dict[str, object]
) -> None:
    report = judge(tmp_path, by_sex(), table(**cells, LP=9))

    warnings = report.findings(Severity.WARNING)
    [finding] = [each for each in warnings if each.rule.code == "missing-parts"]

    assert report.valid
    assert finding.row == len(cells) + 2
    assert finding.hint is not None
    assert finding.hint.en.endswith(": P")


def test_a_part_that_stands_twice_does_not_make_up_for_one_that_is_missing(tmp_path: Path) -> None:
    rows = "2024,L,1\n2024,L,1\n2024,L+P,2\n"
    report = judge(tmp_path, by_sex(), f"tahun,jk,n\n{rows}")

    assert [each.rule.code for each in report.findings(Severity.WARNING)] == ["missing-parts"]


def test_missing_regencies_are_named(tmp_path: Path) -> None:
    absent = {"13.05", "13.74"}
    rows = "".join(f"{code},1\n" for code in regencies() if code not in absent)

    report = judge(tmp_path, REGIONS, f"kode,n\n13,17\n{rows}")

    [finding] = report.findings(Severity.WARNING)

    assert finding.hint is not None
    assert finding.hint.en.endswith(": 13.05 Kabupaten Padang Pariaman, 13.74 Kota Padang Panjang")


def test_a_total_of_which_no_part_is_there_is_a_number_as_any_other(tmp_path: Path) -> None:
    report = judge(tmp_path, by_sex(), table(LP=9))
    assert report.tallies == ()


def test_a_total_may_be_restricted_to_rows_of_some_kind(tmp_path: Path) -> None:
    schema = by_sex()
    schema["statx"]["totals"][0]["where"] = {"tahun": ["2024", "2025"]}
    table = "tahun,jk,n\n2023,L,1\n2023,P,1\n2023,L+P,9\n2024,L,1\n2024,P,1\n2024,L+P,8\n"
    assert only(judge(tmp_path, schema, table)).row == 7


def test_what_is_no_number_is_no_total(tmp_path: Path) -> None:
    assert judge(tmp_path, by_sex(), table(L=1, P=1, LP="NaN")).valid
