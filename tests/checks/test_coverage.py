"""Coverage: the regions that each period must have are there, and those that are not are named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from statx.results.findings import Severity
from tests.verdicts import CATALOG, cut_small, found, judge, only

CODES = {"name": "kode", "statx": {"region": {"system": "kemendagri", "level": "kecamatan"}}}


def schema(**coverage: object) -> dict[str, Any]:
    """Codes, years and sexes, of which some regions must be there."""
    fields = [CODES, {"name": "tahun", "type": "year"}, {"name": "jk"}]
    entry = {"over": "kode", "per": ["tahun"], **coverage}
    return {
        "fields": fields,
        "primaryKey": ["kode", "tahun", "jk"],
        "statx": {"coverage": [entry]},
    }


def table(*rows: str) -> str:
    """`13.74 2024` for each row."""
    cells = (row.split() for row in rows)
    return "kode,tahun,jk\n" + "".join(f"{code},{year},L\n" for code, year in cells)


BOTH = ("13.74.01 2024", "13.74.02 2024")


@pytest.mark.parametrize(
    ("coverage", "rows", "lacking"),
    [
        pytest.param({}, ("13.74 2024", *BOTH), [], id="all-there"),
        pytest.param({}, BOTH[:1], [], id="no-row-of-the-whole"),
        pytest.param({}, ("13.74 2024", BOTH[0]), [2], id="one-lacking"),
        pytest.param({}, (BOTH[0], "13.74 2024"), [3], id="said-at-the-row-of-the-whole"),
        pytest.param({}, ("13.74 2024",), [2], id="all-lacking"),
        pytest.param({}, ("13.74 2024", *BOTH, "13.74 2023", "13.74.01 2023"), [5], id="one-year"),
        pytest.param({"of": ["13.74"]}, BOTH, [], id="named-and-there"),
        pytest.param({"of": ["13.74"]}, BOTH[:1], [2], id="named-and-lacking"),
        pytest.param({"of": ["13.74"]}, (*BOTH, "35.09.01 2023"), [4], id="named-in-each-period"),
        pytest.param({"per": [], "of": ["13.74"]}, BOTH[1:], [2], id="per-the-rest-of-the-key"),
    ],
)
def test_what_must_be_there_is_there_in_each_period(
    tmp_path: Path, coverage: dict[str, Any], rows: tuple[str, ...], lacking: list[int]
) -> None:
    report = judge(tmp_path, schema(**coverage), table(*rows))
    assert found(report) == [("coverage", row, "") for row in lacking]


def test_the_regions_without_a_row_are_named(tmp_path: Path) -> None:
    province = CATALOG.regions.by_code("13", "kemendagri")
    assert province is not None
    codes = [child.code for child in CATALOG.regions.children(province)]
    kept = [code for code in codes if code not in ("13.09", "13.77")]
    rows = [f"{code} 2024" for code in ("13", *kept)]

    finding = only(judge(tmp_path, schema(level="kabupaten_kota"), table(*rows)))

    assert finding.hint is not None
    assert finding.hint.en == (
        "no row for 2: 13.09 Kabupaten Kepulauan Mentawai, 13.77 Kota Pariaman"
    )


def test_a_region_is_there_whatever_the_rest_of_its_rows(tmp_path: Path) -> None:
    rows = "13.74,2024,T\n13.74,2024,L\n13.74.01,2024,L\n13.74.02,2024,T\n"
    assert judge(tmp_path, schema(), f"kode,tahun,jk\n{rows}").valid


@pytest.mark.parametrize("severity", list(Severity))
def test_it_is_as_severe_as_the_schema_declares(tmp_path: Path, severity: Severity) -> None:
    report = judge(
        tmp_path,
        schema(severity=severity.value),
        table("13.74 2024"),
    )
    assert found(report, severity) == [("coverage", 2, "")]


def test_bps_codes_are_covered_as_well(tmp_path: Path) -> None:
    bps = {"name": "kode", "statx": {"region": {"system": "bps", "level": "kecamatan"}}}
    described = schema(of=["1374"])
    described["fields"][0] = bps

    finding = only(judge(tmp_path, described, table("1374020 2024")))

    assert finding.hint is not None
    assert finding.hint.en == "no row for 1: 1374010 Padang Panjang Barat"


@pytest.mark.parametrize("size", [1, 30])
def test_blocks_do_not_change_what_is_there(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_small(monkeypatch, size)
    rows = (BOTH[0], "13.74 2024", "13.74 2023", "13.74.02 2023", BOTH[1])

    report = judge(tmp_path, schema(), table(*rows))

    assert found(report) == [("coverage", 4, "")]


def test_a_table_without_rows_lacks_nothing(tmp_path: Path) -> None:
    assert judge(tmp_path, schema(of=["13.74"]), table()).valid
