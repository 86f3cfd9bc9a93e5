"""Every planted identifier is found, no trap is, and nothing that was found is ever said."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from statx.checks.disclosure.announced import announced_by
from statx.cli.app import run as statx
from statx.config import Config
from statx.judging.clearance import ClearanceOptions, check_disclosures
from statx.options import DataOptions
from statx.registry.schema import Schema
from statx.results.clearance import Outcome
from statx.sources.targets import targets
from tests.registry.shipped import CATALOG, SCHEMAS

from .corpus import DISGUISES, IN_FIGURES, NIK, OTHER_NIK, TRAPS
from .tables import NONE, checked, number, schema_of

SAMPLES = Path(__file__).parents[3] / "samples"
CODE = {"name": "kode", "type": "string"}
NOTE = {"name": "catatan", "type": "string"}
AMOUNT = number("nilai", NONE)
IN_TEXT = [pytest.param(*planted, id=name) for name, planted in DISGUISES.items()]
IN_NUMBERS = [pytest.param(*planted, id=name) for name, planted in IN_FIGURES.items()]


def quoted(*cells: str) -> str:
    return ",".join(f'"{cell}"' for cell in cells)


@pytest.mark.parametrize(("kind", "cell"), IN_TEXT)
def test_an_identifier_in_a_column_of_text_is_found(kind: str, cell: str, tmp_path: Path) -> None:
    lines = ["kode,catatan", 'a,"baik"', quoted("b", cell), 'c,"baik"']
    report = checked(tmp_path, schema_of(CODE, NOTE), lines)
    found = [(each.code, [place.row for place in each.places]) for each in report.findings]
    assert found == [(f"identifier-{kind}", [3])]


@pytest.mark.parametrize(("kind", "cells"), IN_NUMBERS)
def test_identifiers_in_a_column_of_figures_are_found(
    kind: str, cells: tuple[str, ...], tmp_path: Path
) -> None:
    lines = [f"b{row},{cell}" for row, cell in enumerate(cells)]
    report = checked(tmp_path, schema_of(CODE, AMOUNT), ["kode,nilai", "a,1500", *lines])
    assert [(each.code, each.field, each.count) for each in report.findings] == [
        (f"identifier-{kind}", "nilai", len(cells))
    ]


@pytest.mark.parametrize("cells", TRAPS.values(), ids=TRAPS)
def test_a_number_that_is_no_identifier_raises_nothing(
    cells: tuple[str, ...], tmp_path: Path
) -> None:
    lines = ["kode,catatan", *(quoted(str(row), cell) for row, cell in enumerate(cells))]
    assert checked(tmp_path, schema_of(CODE, NOTE), lines).findings == ()


def test_no_good_sample_discloses_anything() -> None:
    named = targets(sorted(SAMPLES.glob("*/good")), DataOptions(), CATALOG, Config())
    reports = list(check_disclosures(named, CATALOG, ClearanceOptions()))
    assert len(reports) >= len(SCHEMAS)
    assert {report.error for report in reports} == {None}
    assert {each.code for report in reports for each in report.findings} == set()


def test_domestic_product_in_rupiah_is_no_nik(tmp_path: Path) -> None:
    figures = random.Random(1).sample(range(10**15, 10**16), 3000)  # noqa: S311  no secret
    lines = ["kode,nilai", *(f"{row},{figure}" for row, figure in enumerate(figures))]
    assert checked(tmp_path, schema_of(CODE, AMOUNT), lines).findings == ()


def test_a_column_that_is_called_after_an_identifier_is_a_leak_whatever_it_holds(
    tmp_path: Path,
) -> None:
    schema = {**schema_of(CODE), "fieldsMatch": "subset"}
    report = checked(tmp_path, schema, ["kode,NIK Penerima", "a,3.57E+09", "b,-", "c,"])
    [finding] = report.findings
    assert (finding.code, finding.field, finding.count) == ("identifier-header", "", 2)


def test_an_identifier_may_be_the_name_of_a_column(tmp_path: Path) -> None:
    schema = {**schema_of(CODE), "fieldsMatch": "subset"}
    report = checked(tmp_path, schema, [f"kode,{NIK}", "a,1"])
    [finding] = report.findings
    assert (finding.code, "column 2" in finding.says.en) == ("identifier-nik", True)
    assert NIK not in repr(report.findings)


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_no_agreed_column_announces_an_identifier(schema: Schema) -> None:
    names = [name for field in schema.fields for name in (field.name, field.title.id)]
    assert [name for name in names if announced_by(name, in_schema=True)] == []


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("No. KK", "kk"), ("nomorHP", "phone"), ("no_hp_ibu", "phone"), ("e-mail", "email"),
        ("Tgl Lahir", "birth"), ("nama", "person"), ("nama_kabupaten_kota", None),
        ("jumlah_peserta_bpjs", None), ("alamat_laman", None), ("jumlah_kepala_keluarga", None),
        ("persentase_kepemilikan_ktp", None), ("agama", None), ("jenis_penyakit", None),
    ],
)  # fmt: skip
def test_a_label_announces_what_its_words_say(label: str, kind: str | None) -> None:
    announced = announced_by(label, in_schema=False)
    assert (announced.kind if announced else None) == kind


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_format_says_what_was_found(
    form: str, language: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = ["kode,catatan", quoted(NIK, OTHER_NIK), quoted("b", "sari@gmail.com")]
    schema = tmp_path / "s.json"
    schema.write_text(json.dumps(schema_of(CODE, NOTE)), encoding="utf-8")
    data = tmp_path / "d.csv"
    data.write_text("\n".join([*lines, ""]), encoding="utf-8")
    code = statx(
        ["clearance", "check", str(data), "-s", str(schema), "--format", form, "--lang", language]
    )
    said = "".join(capfd.readouterr())
    assert (code, "catatan" in said) == (1, True)
    assert not [secret for secret in (NIK, OTHER_NIK, "sari", NIK[:6]) if secret in said]


def test_a_table_without_identifiers_passes_both_questions(tmp_path: Path) -> None:
    report = checked(tmp_path, schema_of(CODE, NOTE), ["kode,catatan", "a,baik"])
    results = {check.id: check.result for check in report.checks}
    assert results["disclosure-identifiers"] is Outcome.PASS
    assert results["disclosure-headers"] is Outcome.PASS
    assert report.exit_code == 0
