"""The code lists as they are shipped: complete, of the official form, with both code systems."""

from __future__ import annotations

import re

import pytest

from statx.config import Config
from statx.judging.reports import ReportOptions, judge_target
from statx.options import DataOptions
from statx.sources.targets import targets

from .shipped import CATALOG, CODE_LISTS, REGIONS

KEMENDAGRI = {
    "provinsi": r"\d{2}",
    "kabupaten_kota": r"\d{2}\.\d{2}",
    "kecamatan": r"\d{2}\.\d{2}\.\d{2}",
    "desa": r"\d{2}\.\d{2}\.\d{2}\.[12]\d{3}",
}
BPS_DIGITS = {"provinsi": 2, "kabupaten_kota": 4, "kecamatan": 7, "desa": 10}
KINDS = {
    "provinsi": {"provinsi"},
    "kabupaten_kota": {"kabupaten", "kota"},
    "kecamatan": {"kecamatan"},
    "desa": {"desa", "nagari", "kelurahan"},
}
PERMUTED = {f"13.{number:02}" for number in range(1, 12)}

of_every_list = pytest.mark.parametrize("name", CODE_LISTS)
of_every_level = pytest.mark.parametrize("level", KEMENDAGRI)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("wilayah_kabupaten_kota", 59),
        ("wilayah_kecamatan", 845),
        ("wilayah_desa", 9759 + 9),
        ("daerah_sampai_kecamatan", 59 + 845),
    ],
)
def test_a_code_list_is_complete(name: str, rows: int) -> None:
    code_list = CODE_LISTS[name]
    assert code_list is not None
    assert len(code_list.records) == rows


@of_every_list
def test_a_code_list_passes_its_own_schema(name: str) -> None:
    code_list = CODE_LISTS[name]
    assert code_list is not None
    choice = DataOptions(schema=str(code_list.path.with_suffix(".json")))
    [target] = targets([code_list.path], choice, CATALOG, Config())
    report = judge_target(target, CATALOG, ReportOptions())
    assert (report.exit_code, report.tallies) == (0, ())


@of_every_list
def test_the_example_of_a_code_list_is_one_of_its_records(name: str) -> None:
    code_list = CODE_LISTS[name]
    assert code_list is not None
    assert code_list.schema.example in code_list.records


@of_every_list
def test_a_code_list_is_sorted_by_code(name: str) -> None:
    code_list = CODE_LISTS[name]
    assert code_list is not None
    codes = [record["kode"] for record in code_list.records]
    assert codes == sorted(codes)


def test_no_code_stands_twice_in_either_system() -> None:
    codes = [region.code for region in REGIONS.all]
    bps = [region.bps for region in REGIONS.all if region.bps]
    assert (len(set(codes)), len(set(bps))) == (len(codes), len(bps))


@of_every_level
def test_codes_are_of_the_official_form(level: str) -> None:
    regions = [region for region in REGIONS.all if region.level == level]
    assert [region for region in regions if not re.fullmatch(KEMENDAGRI[level], region.code)] == []


@of_every_level
def test_bps_codes_have_the_digits_of_their_level(level: str) -> None:
    bps = [region.bps for region in REGIONS.all if region.level == level and region.bps]
    assert [code for code in bps if not (code.isdigit() and len(code) == BPS_DIGITS[level])] == []


@of_every_level
def test_kinds_are_those_of_the_level(level: str) -> None:
    assert {region.kind for region in REGIONS.all if region.level == level} == KINDS[level]


def test_only_109_villages_are_without_a_bps_code() -> None:
    without = [region for region in REGIONS.all if not region.bps]
    assert (len(without), {region.level for region in without}) == (109, {"desa"})


def test_every_region_lies_in_the_one_whose_code_begins_its_own() -> None:
    codes = {region.code for region in REGIONS.all}
    inner = [region for region in REGIONS.all if region.level != "provinsi"]
    assert {region.parent for region in inner} <= codes
    assert [region for region in inner if region.code.rpartition(".")[0] != region.parent] == []


def test_a_village_of_type_1_is_a_kelurahan_and_one_of_type_2_is_not() -> None:
    villages = [region for region in REGIONS.all if region.level == "desa"]
    assert [each for each in villages if (each.code[9] == "1") != (each.kind == "kelurahan")] == []


def test_eleven_kabupaten_of_sumatera_barat_have_the_same_codes_in_another_order() -> None:
    sumbar = [region for region in REGIONS.all if region.parent == "13"]
    differing = {
        region.code: region.bps for region in sumbar if region.code.replace(".", "") != region.bps
    }
    assert set(differing) == PERMUTED
    assert set(differing.values()) == {code.replace(".", "") for code in PERMUTED}


def test_the_38_regencies_of_jawa_timur_have_the_same_code_in_both_systems() -> None:
    jatim = [region for region in REGIONS.all if region.parent == "35"]
    assert (
        len(jatim),
        [region for region in jatim if region.code.replace(".", "") != region.bps],
    ) == (38, [])


def test_regions_of_several_levels_are_those_of_the_lists_of_one_level() -> None:
    of_several = CODE_LISTS["daerah_sampai_kecamatan"]
    of_one = [CODE_LISTS["wilayah_kabupaten_kota"], CODE_LISTS["wilayah_kecamatan"]]
    assert of_several is not None
    records = [record for code_list in of_one if code_list for record in code_list.records]
    assert sorted(records, key=lambda record: record["kode"]) == list(of_several.records)
