"""Codes in force: a row is judged by the codes of its period."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from statx.errors import BrokenSchemaError
from statx.registry.catalog import CodeList
from statx.registry.errors import BrokenCodeListError
from statx.registry.schema import Schema
from tests.verdicts import CATALOG, found, judge, only

ENDED, BEGUN, ALWAYS = "35.78.12.1004", "13.06.03.2011", "13.07.05.2001"
"""Until 8 November 2022; since the day after; ever."""
LIST = {"resource": "wilayah_desa", "fields": ["kode"]}


def schema(*period: str, **statx: object) -> dict[str, Any]:
    """A table with region codes whose key tells these periods apart."""
    fields = [{"name": "kode", "statx": {"region": {"system": "kemendagri", "level": "desa"}}}]
    fields += [{"name": name, "type": "integer"} for name in period]
    return {
        "fields": fields,
        "primaryKey": ["kode", *period],
        "foreignKeys": [{"fields": ["kode"], "reference": LIST}],
        "statx": statx,
    }


BY_YEAR, BY_MONTH = schema("tahun"), schema("tahun", "bulan")
BY_QUARTER, BY_SEMESTER = schema("tahun", "triwulan"), schema("tahun", "semester")
DECLARED = schema("thn", "kuartal", periodFields={"year": "thn", "quarter": "kuartal"})
UNKNOWN = schema("thn")

CASES = {
    "before": (BY_YEAR, "2021", ["code-not-yet"]),
    "the year of the change": (BY_YEAR, "2022", []),
    "after": (BY_YEAR, "2025", ["code-ended"]),
    "the month before": (BY_MONTH, "2022,10", ["code-not-yet"]),
    "the month of the change": (BY_MONTH, "2022,11", []),
    "the month after": (BY_MONTH, "2022,12", ["code-ended"]),
    "the whole year": (BY_MONTH, "2022,0", []),
    "the quarter before": (BY_QUARTER, "2022,3", ["code-not-yet"]),
    "the quarter of the change": (BY_QUARTER, "2022,4", []),
    "the semester before": (BY_SEMESTER, "2022,1", ["code-not-yet"]),
    "the semester of the change": (BY_SEMESTER, "2022,2", []),
    "fields that are declared": (DECLARED, "2023,1", ["code-ended"]),
    "no field says a period": (UNKNOWN, "2021", ["code-ended"]),
    "no number": (BY_YEAR, "", ["primary-key", "code-ended"]),
}


@pytest.mark.parametrize(("asked", "period", "codes"), CASES.values(), ids=CASES)
def test_a_row_is_judged_by_the_codes_of_its_period(
    asked: dict[str, Any], period: str, codes: list[str], tmp_path: Path
) -> None:
    header = ",".join(asked["primaryKey"])
    rows = "\n".join(f"{code},{period}" for code in (ENDED, BEGUN, ALWAYS))
    report = judge(tmp_path, asked, f"{header}\n{rows}\n")
    assert list(dict.fromkeys(code for code, _, _ in found(report))) == codes


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(
            "35.78.12.1004,2025",
            "35.78.12.1004 Perak Timur was in force until 2022-11-08; "
            "its successor is 35.78.12.1006 Tanjung Perak",
            id="a successor",
        ),
        pytest.param(
            "35.15.04.2014,2025",
            "35.15.04.2014 Renokenongo was in force until 2022-11-08",
            id="no successor",
        ),
        pytest.param(
            "13.06.03.2011,2021",
            "13.06.03.2011 Dalko is in force since 2022-11-09",
            id="to come",
        ),
    ],
)
def test_a_code_that_is_not_in_force_is_known(row: str, said: str, tmp_path: Path) -> None:
    hint = only(judge(tmp_path, BY_YEAR, f"kode,tahun\n{row}\n")).hint
    assert hint is not None
    assert hint.en == said


def test_bps_codes_have_the_same_history(tmp_path: Path) -> None:
    asked = schema("tahun")
    asked["fields"][0]["statx"]["region"]["system"] = "bps"
    asked["foreignKeys"][0]["reference"] = {**LIST, "fields": ["kode_bps"]}
    finding = only(judge(tmp_path, asked, "kode,tahun\n3578240004,2022\n3578240004,2023\n"))
    assert (finding.rule.code, finding.row) == ("code-ended", 3)


def test_a_name_beside_a_code_that_has_ended_is_still_its_name(tmp_path: Path) -> None:
    asked = schema("tahun")
    asked["fields"].append({"name": "nama", "statx": {"regionNameOf": "kode"}})
    data = f"kode,tahun,nama\n{ENDED},2022,Perak Timur\n{ENDED},2021,Kauman\n"
    assert found(judge(tmp_path, asked, data)) == [("region-name", 3, "nama")]


def test_nothing_leads_to_a_region_whose_code_has_ended() -> None:
    codes = {region.code for region in CATALOG.regions.all}
    assert ENDED not in codes
    assert CATALOG.regions.find("Perak Timur")[0].successor in codes


def test_a_list_whose_history_is_no_date_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "opd.csv"
    path.write_text("kode,mulai,akhir\n1,tahun lalu,\n", encoding="utf-8")
    history = {"from": "mulai", "until": "akhir"}
    fields = [{"name": name} for name in ("kode", "mulai", "akhir")]
    described = Schema.parse({"fields": fields, "statx": {"history": history}}, source="opd.json")
    with pytest.raises(BrokenCodeListError, match="'tahun lalu' is no date"):
        CodeList("opd", described, path).validity("kode")


@pytest.mark.parametrize(
    ("declared", "fault"),
    [
        ({"history": {"from": "kode"}}, "statx.history: the name of a field for each of"),
        ({"history": {"from": "kode", "until": "x"}}, "statx.history: there is no field 'x'"),
        ({"periodFields": {"year": ["kode"]}}, "statx.periodFields: there is no field"),
        ({"periodFields": {"year": "kode", "week": "kode"}}, "year, month, quarter, semester"),
    ],
)
def test_a_history_names_fields_that_there_are(declared: dict[str, Any], fault: str) -> None:
    with pytest.raises(BrokenSchemaError, match=fault):
        Schema.parse({"fields": [{"name": "kode"}], "statx": declared}, source="x.json")
