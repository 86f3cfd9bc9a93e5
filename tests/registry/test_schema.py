"""A schema is read whole: every fault of a descriptor is named, all of them at once, before any data is read."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import Any

import pytest

from statx.errors import BrokenSchemaError
from statx.registry.schema import ForeignKey, Schema

from .shipped import FILES

NAME = {"name": "a"}


def parsed(descriptor: Any) -> Schema:
    return Schema.parse(descriptor, source="a.json")


def field(**properties: Any) -> dict[str, Any]:
    return {"fields": [{**NAME, **properties}]}


def constrained(kind: str, **constraints: Any) -> dict[str, Any]:
    return field(type=kind, constraints=constraints)


def table(**properties: Any) -> dict[str, Any]:
    return {"fields": [NAME, {"name": "n", "type": "integer"}], **properties}


def statx(**properties: Any) -> dict[str, Any]:
    return table(statx=properties)


FAULTS = [
    pytest.param(b"{", "JSON: ", id="no JSON"),
    pytest.param(b"\xff", "JSON: ", id="no UTF-8"),
    pytest.param(b"[" * 100_000, "JSON: ", id="too deep"),
    pytest.param(b"[]", '"fields": …', id="a list"),
    pytest.param({}, '"fields": …', id="without fields"),
    pytest.param({"fields": {}}, '"fields": …', id="fields are no list"),
    pytest.param({"fields": []}, "fields: empty", id="no field"),
    pytest.param({"fields": ["a"]}, "field 1: no name", id="a field that is a text"),
    pytest.param({"fields": [{"type": "string"}]}, "field 1: no name", id="a field without a name"),
    pytest.param({"fields": [{"name": ""}]}, "field 1: no name", id="an empty name"),
    pytest.param({"fields": [NAME, NAME]}, "field a: named twice", id="a name twice"),
    pytest.param(field(type="text"), "field a: type 'text' is not known", id="unknown type"),
    pytest.param(field(type="date", format="any"), 'format "any" guesses', id="any date"),
    pytest.param(field(constraints=[]), "field a: constraints: not an object", id="constraints are a list"),
    pytest.param(constrained("string", minimum=1), "constraint 'minimum' does not apply", id="a text has no minimum"),
    pytest.param(constrained("integer", pattern="x"), "constraint 'pattern' does not", id="a number has no pattern"),
    pytest.param(constrained("string", required="yes"), "required: not true or false", id="required is a text"),
    pytest.param(constrained("string", unique=1), "unique: not true or false", id="unique is a number"),
    pytest.param(constrained("string", minLength=-1), "minLength: -1 is not a length", id="negative length"),
    pytest.param(constrained("string", maxLength="9"), "maxLength: '9' is not a length", id="length is a text"),
    pytest.param(constrained("integer", minimum="nol"), "minimum: 'nol' cannot be read as", id="bound of words"),
    pytest.param(constrained("integer", maximum=True), "maximum: True cannot be read", id="bound is a boolean"),
    pytest.param(constrained("number", exclusiveMinimum="1,5"), "'1,5' cannot be read as number", id="decimal comma"),
    pytest.param(constrained("date", minimum="01-02-2024"), "'01-02-2024' cannot be read as date", id="date bound"),
    pytest.param(constrained("yearmonth", minimum="2024-13"), "cannot be read as yearmonth", id="month 13"),
    pytest.param(constrained("string", enum=[]), "enum: not a list of values", id="empty enum"),
    pytest.param(constrained("string", enum="LP"), "enum: not a list of values", id="enum is a text"),
    pytest.param(constrained("integer", enum=[1, "dua"]), "enum: 'dua' cannot be read as integer", id="enum value"),
    pytest.param(constrained("string", pattern="("), "pattern: ", id="no pattern"),
    pytest.param(table(primaryKey="b"), "primaryKey: there is no field 'b'", id="primary key"),
    pytest.param(table(uniqueKeys=[["a", "b"]]), "uniqueKeys: there is no field 'b'", id="unique key"),
    pytest.param(table(uniqueKeys="a"), "uniqueKeys: not a list of lists", id="unique keys are a text"),
    pytest.param(table(foreignKeys={}), "foreignKeys: not a list", id="foreign keys are an object"),
    pytest.param(table(foreignKeys=[{"fields": "a"}]), "foreignKeys: each needs", id="foreign key without reference"),
    pytest.param(
        table(foreignKeys=[{"fields": "b", "reference": {"resource": "r", "fields": "k"}}]),
        "foreignKeys: there is no field 'b'",
        id="foreign key of an unknown field",
    ),
    pytest.param(
        table(foreignKeys=[{"fields": ["a", "n"], "reference": {"resource": "r", "fields": ["k"]}}]),
        "foreignKeys: as many reference fields",
        id="foreign key of two fields to one",
    ),
    pytest.param(table(fieldsMatch="roughly"), "fieldsMatch: 'roughly' is none of", id="fieldsMatch"),
    pytest.param(table(statx=[]), "statx: not an object", id="statx is a list"),
    pytest.param(statx(classification="rahasia"), "statx.classification: 'rahasia' is none of", id="classification"),
    pytest.param(statx(rules=[{"id": "r", "formula": "abs(n)"}]), "rule r: abs(n) is not understood", id="rule: call"),
    pytest.param(statx(rules=[{"id": "r", "formula": "m > 1"}]), "rule r: there is no field 'm'", id="rule: field"),
    pytest.param(statx(rules=[{"id": "r"}]), "rule without 'formula'", id="rule without a formula"),
    pytest.param(statx(totals=[{"id": "t"}]), "total t: needs", id="total without anything"),
    pytest.param(
        statx(totals=[{"id": "t", "fields": ["m"], "over": "b", "by": "region"}]),
        "total t: there is no field 'm'; total t: there is no field 'b'",
        id="total of unknown fields",
    ),
]


@pytest.mark.parametrize(("descriptor", "fault"), FAULTS)
def test_a_fault_of_a_descriptor_is_named(descriptor: Any, fault: str) -> None:
    with pytest.raises(BrokenSchemaError) as broken:
        parsed(descriptor)
    assert fault in broken.value.text.en


def test_all_faults_are_named_at_once_with_the_file() -> None:
    descriptor = {**field(type="text"), "primaryKey": "b", "statx": {"classification": "x"}}
    with pytest.raises(BrokenSchemaError) as broken:
        parsed(descriptor)
    for words in ("a.json", "type 'text'", "no field 'b'", "statx.classification"):
        assert words in broken.value.text.id


@pytest.mark.parametrize(
    "descriptor",
    [
        pytest.param(field(), id="a name alone"),
        pytest.param(constrained("integer", minimum="0", maximum=9), id="bounds as text and number"),
        pytest.param(constrained("number", minimum="0.5"), id="decimal bound"),
        pytest.param(field(type="number", decimalChar=",", constraints={"maximum": "1,5"}), id="bound as in the file"),
        pytest.param(constrained("date", maximum="2024-12-31"), id="date bound"),
        pytest.param(constrained("boolean", enum=[True]), id="boolean enum"),
        pytest.param(table(primaryKey="a", foreignKeys=[]), id="key as a text"),
        pytest.param(table(homepage="https://satudata.example", statx={"note": 1}), id="what others write"),
    ],
)
def test_what_is_no_fault_is_read(descriptor: dict[str, Any]) -> None:
    assert parsed(descriptor).names[0] == "a"


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_the_digest_is_that_of_the_file(path: Any) -> None:
    assert Schema.parse(path.read_bytes(), source=path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_schema_without_a_name_is_called_after_its_file() -> None:
    assert Schema.parse(field(), source="/data/pasar.json").ref == "pasar"


def test_one_language_stands_in_for_the_other() -> None:
    text = parsed({**field(title="Luas"), "title": "Pasar", "statx": {"en": {"title": "Market"}}})
    assert (text.title.id, text.title.en, text.fields[0].title.en) == ("Pasar", "Market", "Luas")


def test_keys_may_be_written_as_one_text() -> None:
    schema = parsed(table(primaryKey="a", foreignKeys=[{"fields": "n", "reference": {"resource": "", "fields": "a"}}]))
    assert (schema.primary_key, schema.foreign_keys) == (("a",), (ForeignKey(("n",), "", ("a",)),))


def test_missing_values_are_the_fields_own_or_the_tables() -> None:
    schema = parsed({"missingValues": ["", "-"], "fields": [NAME, {"name": "b", "missingValues": ["NA"]}]})
    assert [field.missing_values for field in schema.fields] == [("", "-"), ("NA",)]


def test_a_rule_is_an_error_unless_it_says_warning() -> None:
    rules = [{"formula": "n > 0"}, {"id": "w", "formula": "n > 0", "severity": "warning"}]
    assert [(rule.id, rule.is_warning) for rule in parsed(statx(rules=rules)).rules] == [("n > 0", False), ("w", True)]


def test_a_total_without_tolerance_is_exact() -> None:
    [total] = parsed(statx(totals=[{"id": "t", "fields": ["n"], "over": "a", "by": "region"}])).totals
    assert (total.tolerance, total.by_region) == (Decimal(0), True)


def test_in_the_indonesian_locale_numbers_are_written_with_comma_and_dots() -> None:
    schema = parsed({"fields": [{"name": "x", "type": "number"}, {"name": "t"}]}).in_locale("id")
    assert [(field.decimal_char, field.group_char) for field in schema.fields] == [(",", "."), (".", "")]


def test_a_field_that_says_how_it_writes_numbers_keeps_its_way() -> None:
    [number] = parsed(field(type="number", decimalChar=".")).in_locale("id").fields
    assert (number.decimal_char, number.group_char) == (".", "")


def test_the_digest_of_a_descriptor_does_not_hang_on_the_order_of_its_keys() -> None:
    descriptor = {"name": "x", **field()}
    assert parsed(descriptor).sha256 == parsed(json.loads(json.dumps(dict(reversed(descriptor.items()))))).sha256
