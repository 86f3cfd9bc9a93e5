"""What look-ups answer is the same for people and for programs, in both languages."""

from __future__ import annotations

import json

import pytest

from statx.judging.sheets import check_sheet, schema_sheet
from statx.registry.catalog import Catalog, shipped
from statx.registry.schema import Schema
from statx.registry.sheets import region_sheet, schema_list
from statx.render import sheet_json, sheet_text
from statx.render.options import RenderOptions
from statx.results.sheets import (
    CheckList,
    Checkup,
    CheckupLine,
    ExchangeStatus,
    Health,
    RegionList,
    Sheet,
    SignerEntry,
    Standing,
    TrustList,
    UnitStatus,
    VersionSheet,
)
from statx.texts import LANGUAGES, Language, verbatim

CATALOG = Catalog(shipped("schemas"))
PRIMARY_KEY = check_sheet("primary-key", shipped("samples"), CATALOG)
(MENTAWAI,) = CATALOG.regions.find("13.09")

WORDS = verbatim("jam")
SHEETS: dict[str, tuple[Sheet, str]] = {
    "schemas": (schema_list(CATALOG), "insiden_siber"),
    "schema": (schema_sheet(CATALOG.schema("kemiskinan")), "garis_kemiskinan"),
    "region": (region_sheet(MENTAWAI, CATALOG.regions), "Pesisir Selatan"),
    "regions": (RegionList((region_sheet(MENTAWAI, CATALOG.regions),), 3), "3"),
    "trust": (
        TrustList(
            (SignerEntry("release@a", ("statx-release",), WORDS, "SHA256:x", "", Standing.HOLDS),)
        ),
        "release@a",
    ),
    "exchange": (
        ExchangeStatus(
            (UnitStatus("jatim", "2026-11-25T09:00:00Z", 1, 0, 2, 0, 0, 3, 0, (WORDS,)),)
        ),
        "jatim",
    ),
    "a unit's state": (Checkup((CheckupLine(Health.BAD, WORDS),)), "jam"),
    "version": (VersionSheet("0.1.0", "3.11", "20", "5.21", ("schemas",), ("a@1.0.0",)), "a@1.0.0"),
    "check": (PRIMARY_KEY, "primary-key"),
    "checks": (CheckList((PRIMARY_KEY,)), "primary-key"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("sheet", "says"), SHEETS.values(), ids=SHEETS)
def test_a_sheet_is_said_to_people(sheet: Sheet, says: str, language: Language) -> None:
    assert says in "".join(sheet_text.render(sheet, RenderOptions(language, width=120)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("sheet", "says"), SHEETS.values(), ids=SHEETS)
def test_a_sheet_is_said_to_programs(sheet: Sheet, says: str, language: Language) -> None:
    document = "".join(sheet_json.render(sheet, RenderOptions(language)))
    assert says in document
    assert isinstance(json.loads(document), dict)


def test_a_program_gets_the_sentences_in_one_language() -> None:
    document = "".join(sheet_json.render(SHEETS["schemas"][0], RenderOptions("id")))
    [poverty] = [each for each in json.loads(document)["schemas"] if each["name"] == "kemiskinan"]
    assert poverty == {
        "name": "kemiskinan",
        "title": CATALOG.schema("kemiskinan").title.id,
        "versions": list(CATALOG.versions("kemiskinan")),
        "classification": "terbuka",
        "layer": "",
    }


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("sheet", [SHEETS["schemas"][0], SHEETS["schema"][0]], ids=["all", "one"])
def test_a_schema_fits_the_terminal_without_a_broken_word(sheet: Sheet, width: int) -> None:
    said = "".join(sheet_text.render(sheet, RenderOptions("id", width)))
    lines = said.splitlines()
    assert max(map(len, lines)) <= width
    assert {"kependudukan_penduduk", "garis_kemiskinan"} & set(said.split())


def test_a_field_says_the_five_parts_of_standar_data_and_its_form_in_words() -> None:
    said = "".join(sheet_text.render(SHEETS["schema"][0], RenderOptions("id", 120)))
    for label, part in (
        ("Konsep", "Insidensi Kemiskinan"),
        ("Definisi", "Persentase penduduk miskin terhadap seluruh penduduk."),
        ("Klasifikasi", "daftar wilayah_kabupaten_kota; kode Kemendagri"),
        ("Ukuran", "Persentase"),
        ("Satuan", "persen"),
        ("Bentuk", "2 angka; atau 2 angka, titik, 2 angka (misalnya 13.09)"),
    ):
        assert f"  {label:11}  {part}" in said


@pytest.mark.parametrize(
    ("title", "unit", "declared", "measure"),
    [
        ("Persentase penduduk miskin", "persen", "", "Persentase"),
        ("Rata-rata waktu layanan", "hari", "", "Rata-rata"),
        ("Tingkat kemantapan jalan", "persen", "", "Tingkat"),
        ("Kemantapan jalan", "persen", "", "Persentase"),
        ("Anggaran", "juta rupiah", "", "Nilai"),
        ("Balita pendek", "anak", "", "Jumlah"),
        ("Balita pendek", "anak", "Banyaknya", "Banyaknya"),
    ],
)
def test_the_measure_is_declared_or_begins_the_title_or_follows_from_the_unit(
    title: str, unit: str, declared: str, measure: str
) -> None:
    about = {"concept": "Sesuatu", "unit": unit, "measure": declared}
    field = {"name": "a", "type": "integer", "title": title, "statx": about}
    assert Schema.parse({"fields": [field]}, source="x").fields[0].measure.id == measure
