"""What a schema may say of disclosure, and what a unit may settle, is checked before any data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from statx.config import Config
from statx.errors import BrokenConfigError, BrokenSchemaError
from statx.registry.schema import Schema
from statx.thresholds import THRESHOLDS, TOPICS
from tests.registry.shipped import FOLDER, SCHEMAS, descriptor_of

from .tables import COUNT, number, schema_of

STATX_PART = descriptor_of(FOLDER / "statx.schema.json")
TEXT = {"name": "kode", "type": "string"}
RATIO = {"kind": "ratio", "numerator": "kasus", "denominator": "semua"}


def faults_of(field: dict[str, Any], **statx: object) -> str:
    with pytest.raises(BrokenSchemaError) as broken:
        Schema.parse(schema_of(TEXT, number("kasus", COUNT), field, **statx), source="s")

    return broken.value.text.en


@pytest.mark.parametrize(
    ("disclosure", "said"),
    [
        pytest.param([], "disclosure", id="no object"),
        pytest.param({"kind": "secret"}, "'secret' is none of count, magnitude", id="kind"),
        pytest.param({"kind": "count"}, '"count" needs "of"', id="count of what"),
        pytest.param({"kind": "count", "of": "cats"}, "'cats' is none of", id="of"),
        pytest.param({**COUNT, "scale": 0}, "0 is no whole number from 1", id="scale"),
        pytest.param({**COUNT, "topic": "politik"}, "'politik' is none of umum", id="topic"),
        pytest.param({**COUNT, "per": 100}, "'per' is none of kind, of", id="of another kind"),
        pytest.param({"kind": "ratio"}, '"ratio" needs "numerator"', id="ratio of what"),
        pytest.param(RATIO, "no field of numbers 'semua'", id="unknown field"),
    ],
)
def test_a_fault_of_a_field_is_said(disclosure: object, said: str) -> None:
    assert said in faults_of({**number("lain"), "statx": {"disclosure": disclosure}})


def test_a_text_cannot_be_a_count() -> None:
    text = {"name": "lain", "type": "string", "statx": {"disclosure": COUNT}}
    assert "for fields of numbers alone" in faults_of(text)


def test_a_mark_must_be_a_missing_value() -> None:
    declared = {"topic": "umum", "suppressed": ["x"]}
    assert "'x' is not among" in faults_of(number("lain"), disclosure=declared)


def test_the_json_schema_knows_the_same_topics() -> None:
    assert tuple(STATX_PART["$defs"]["topic"]["enum"]) == TOPICS
    assert {f"minimum_{topic}" for topic in TOPICS} <= set(THRESHOLDS)


@pytest.mark.parametrize("kind", ["count", "magnitude", "ratio", "none"])
def test_the_json_schema_accepts_what_is_read(kind: str) -> None:
    described = {"$defs": STATX_PART["$defs"], "$ref": "#/$defs/fieldDisclosure"}
    declared = {"count": COUNT, "ratio": RATIO}.get(kind, {"kind": kind})
    assert Draft202012Validator(described).is_valid(declared)
    assert not Draft202012Validator(described).is_valid({**declared, "other": 1})


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_a_declared_schema_leaves_no_number_out(schema: Schema) -> None:
    measures = [
        field
        for field in schema.fields
        if field.type in ("integer", "number") and field.name not in schema.primary_key
    ]
    declared = [field.disclosure is not None for field in measures]
    assert all(declared) if schema.disclosure else not any(declared)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("minimum_kesehatan = 0", "disclosure.minimum_kesehatan = 0"),
        ("dominance_1 = 101", "disclosure.dominance_1 = 101 (1 … 100)"),
        ('contributors = "3"', "disclosure.contributors = '3'"),
        ("minimum_kesehatn = 9", "minimum_kesehatn? → minimum_kesehatan"),
    ],
)
def test_a_limit_that_cannot_be_is_refused(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "statx.toml").write_text(f"[disclosure]\n{content}\n", encoding="utf-8")
    with pytest.raises(BrokenConfigError) as broken:
        Config.read(tmp_path / "statx.toml")

    assert said in broken.value.text.en
