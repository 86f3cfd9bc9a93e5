"""Region names against region codes.

BPS codes in a Kemendagri column are valid codes of other places.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from statx.results.findings import Severity
from tests.verdicts import CATALOG, found, judge, only

SCHEMA = {
    "fields": [
        {"name": "kode", "statx": {"region": {"system": "kemendagri", "level": "kabupaten"}}},
        {"name": "nama", "statx": {"regionNameOf": "kode"}},
    ]
}


def test_bps_codes_of_sumatera_barat_in_a_kemendagri_column_are_another_code_system(
    tmp_path: Path,
) -> None:
    province = CATALOG.regions.by_code("13", "kemendagri")
    assert province is not None
    regencies = [
        region
        for region in CATALOG.regions.children(province)
        if region.name.startswith("Kabupaten")
    ]
    both = {region.code_in("bps"): region for region in regencies}
    swapped = {
        f"13.{bps[2:]}": region.name
        for bps, region in both.items()
        if f"13.{bps[2:]}" != region.code_in("kemendagri")
    }
    report = judge(
        tmp_path,
        SCHEMA,
        "kode,nama\n" + "".join(f"{code},{name}\n" for code, name in swapped.items()),
    )

    assert len(swapped) > 5
    assert [code for code, _, _ in found(report)] == ["code-system"] * len(swapped)


def test_what_was_meant_is_said(tmp_path: Path) -> None:
    finding = only(judge(tmp_path, SCHEMA, "kode,nama\n13.01,Kabupaten Kepulauan Mentawai\n"))
    assert finding.hint is not None
    assert "13.09" in finding.hint.en
    assert "Pesisir Selatan" in finding.hint.en


@pytest.mark.parametrize(
    ("name", "errors", "warnings"),
    [
        ("Kabupaten Pesisir Selatan", [], []),
        ("Kabupaten Pesisir Slatan", [], [("region-spelling", 2, "nama")]),
        ("Kota Surabaya", [("region-name", 2, "nama")], []),
        ("", [], []),
    ],
    ids=["right", "misspelt", "elsewhere", "no-name"],
)
def test_a_name_is_right_misspelt_or_of_another_place(
    tmp_path: Path, name: str, errors: list[object], warnings: list[object]
) -> None:
    report = judge(tmp_path, SCHEMA, f"kode,nama\n13.01,{name}\n")
    assert (found(report), found(report, Severity.WARNING)) == (errors, warnings)


def test_rows_of_a_wrong_shape_keep_their_own_codes(tmp_path: Path) -> None:
    report = judge(
        tmp_path,
        SCHEMA,
        "kode,nama\n13.01,Kota Surabaya,x\n13.71,Kota Padang\n13.74,Kota Medan\n",
    )
    cells = [(each.row, each.cell) for each in report.findings() if each.rule.code == "region-name"]

    assert cells == [(2, "13.01 Kota Surabaya"), (4, "13.74 Kota Medan")]
