"""The shared schemas as they are shipped: whole, accepted by frictionless, true to the README."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import frictionless
import pytest
from jsonschema import Draft202012Validator

from statx.config import Config
from statx.judging.reports import ReportOptions, judge_target
from statx.options import DataOptions
from statx.registry.schema import Schema
from statx.sources.targets import targets

from .shipped import CATALOG, CODE_LISTS, FILES, FOLDER, SCHEMAS, descriptor_of

STATX_PART = Draft202012Validator(descriptor_of(FOLDER / "statx.schema.json"))
MEASURE_WORDS = {
    "Jumlah",
    "Banyaknya",
    "Persentase",
    "Rata-rata",
    "Rasio",
    "Indeks",
    "Tingkat",
    "Angka",
    "Laju",
}

of_every_file = pytest.mark.parametrize("path", FILES.values(), ids=FILES)
of_every_schema = pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)


def test_the_schema_of_the_statx_part_is_itself_a_json_schema() -> None:
    Draft202012Validator.check_schema(STATX_PART.schema)


@of_every_file
def test_the_statx_part_is_as_agreed(path: Path) -> None:
    assert [error.message for error in STATX_PART.iter_errors(descriptor_of(path))] == []


@of_every_file
def test_frictionless_accepts_the_schema(path: Path) -> None:
    assert list(frictionless.Schema.metadata_validate(descriptor_of(path))) == []


@of_every_schema
def test_the_example_row_passes(schema: Schema, tmp_path: Path) -> None:
    with (tmp_path / "example.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([schema.example.keys(), schema.example.values()])
    [target] = targets(
        [tmp_path / "example.csv"], DataOptions(schema=schema.ref), CATALOG, Config()
    )
    report = judge_target(target, CATALOG, ReportOptions())
    assert (report.exit_code, report.tallies) == (0, ())


@of_every_schema
def test_name_and_version_are_those_of_folder_and_file(schema: Schema) -> None:
    assert (FOLDER / schema.name / f"{schema.version}.json").is_file()


@of_every_schema
def test_a_foreign_key_refers_to_columns_of_a_code_list(schema: Schema) -> None:
    for key in schema.foreign_keys:
        code_list = CODE_LISTS[key.resource]
        assert code_list is not None
        assert set(key.reference_fields) <= set(code_list.schema.names)


@of_every_schema
def test_every_region_code_has_its_name_beside_it(schema: Schema) -> None:
    coded = [field.name for field in schema.fields if field.region]
    assert [field.name_of for field in schema.fields if field.name_of] == coded


@of_every_schema
def test_every_region_code_is_a_foreign_key(schema: Schema) -> None:
    coded = {(field.name,) for field in schema.fields if field.region}
    assert coded == {key.fields for key in schema.foreign_keys}


@of_every_schema
def test_keys_are_required(schema: Schema) -> None:
    assert [name for name in schema.primary_key if not schema.field(name).required] == []


@of_every_schema
def test_ids_of_rules_and_totals_are_unique(schema: Schema) -> None:
    ids = [*(rule.id for rule in schema.rules), *(total.id for total in schema.totals)]
    assert len(set(ids)) == len(ids)


@of_every_schema
def test_totals_are_of_numbers_over_a_key_field(schema: Schema) -> None:
    for total in schema.totals:
        assert total.over in schema.primary_key
        assert {schema.field(name).type for name in total.fields} <= {"integer", "number"}


@of_every_schema
def test_total_and_parts_are_all_the_values_of_the_field_they_are_over(schema: Schema) -> None:
    for total in (total for total in schema.totals if not total.by_region):
        values = {str(value) for value in schema.field(total.over).constraints["enum"]}
        members = {total.total, *total.parts}
        assert members <= values if total.where else members == values


@of_every_schema
def test_totals_by_region_are_over_region_codes(schema: Schema) -> None:
    assert [
        total.id
        for total in schema.totals
        if total.by_region and not schema.field(total.over).region
    ] == []


@of_every_schema
def test_a_concept_is_unique_title_case_and_without_measure_word_or_period(schema: Schema) -> None:
    described = (field.descriptor["statx"] for field in schema.fields)
    concepts = [str(statx["concept"]) for statx in described if "concept" in statx]
    assert len(set(concepts)) == len(concepts)
    assert [
        concept for concept in concepts if concept.split()[0] in MEASURE_WORDS or "." in concept
    ] == []
    assert [word for concept in concepts for word in concept.split() if not word[0].isupper()] in (
        [],
        ["yang"],
    )


@of_every_schema
def test_every_measure_has_a_concept_and_every_number_a_unit(schema: Schema) -> None:
    numbers = [field for field in schema.fields if field.type in ("integer", "number")]
    codes = {"tahun", "bulan", "semester", "triwulan", "tahun_mulai"}
    assert [field.name for field in numbers if not field.unit.id] == []
    assert {field.name for field in numbers if "concept" not in field.descriptor["statx"]} <= codes


@of_every_schema
def test_the_readme_tells_classification_period_and_key(schema: Schema) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `{schema.name}` \|.*$", readme, re.MULTILINE)
    assert row is not None
    told = [cell.strip() for cell in row[0].strip("|").split("|")][2:]
    classification = schema.classification.value if schema.classification else ""
    assert told == [classification, schema.period, ", ".join(schema.primary_key)]
