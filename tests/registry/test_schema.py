"""A schema is read whole: all faults of a descriptor are named at once, before data is read."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.errors import BrokenSchemaError
from statx.registry.fields import ForeignKey
from statx.registry.schema import Schema
from statx.registry.vocabulary import Descriptor

from .shipped import FILES, descriptor_of

NAME = {"name": "a"}
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
ANYTHING = st.recursive(
    SCALARS,
    lambda part: st.lists(part, max_size=2) | st.dictionaries(st.text(), part, max_size=2),
    max_leaves=5,
)


def parsed(descriptor: bytes | Descriptor) -> Schema:
    return Schema.parse(descriptor, source="a.json")


def field(**properties: object) -> dict[str, Any]:
    return {"fields": [{**NAME, **properties}]}


def constrained(kind: str, **constraints: object) -> dict[str, Any]:
    return field(type=kind, constraints=constraints)


def table(**properties: object) -> dict[str, Any]:
    return {"fields": [NAME, {"name": "n", "type": "integer"}], **properties}


def statx(**properties: object) -> dict[str, Any]:
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
    pytest.param(
        field(constraints=[]), "field a: constraints: not an object", id="constraints are a list"
    ),
    pytest.param(
        constrained("string", minimum=1),
        "constraint 'minimum' does not apply",
        id="a text has no minimum",
    ),
    pytest.param(
        constrained("integer", pattern="x"),
        "constraint 'pattern' does not",
        id="a number has no pattern",
    ),
    pytest.param(
        constrained("string", required="yes"),
        "required: not true or false",
        id="required is a text",
    ),
    pytest.param(
        constrained("string", unique=1), "unique: not true or false", id="unique is a number"
    ),
    pytest.param(
        constrained("string", minLength=-1), "minLength: -1 is not a length", id="negative length"
    ),
    pytest.param(
        constrained("string", maxLength="9"),
        "maxLength: '9' is not a length",
        id="length is a text",
    ),
    pytest.param(
        constrained("integer", minimum="nol"),
        "minimum: 'nol' cannot be read as",
        id="bound of words",
    ),
    pytest.param(
        constrained("integer", maximum=True),
        "maximum: True cannot be read",
        id="bound is a boolean",
    ),
    pytest.param(
        constrained("number", exclusiveMinimum="1,5"),
        "'1,5' cannot be read as number",
        id="decimal comma",
    ),
    pytest.param(
        constrained("date", minimum="01-02-2024"),
        "'01-02-2024' cannot be read as date",
        id="date bound",
    ),
    pytest.param(
        constrained("yearmonth", minimum="2024-13"), "cannot be read as yearmonth", id="month 13"
    ),
    pytest.param(constrained("string", enum=[]), "enum: not a list of values", id="empty enum"),
    pytest.param(
        constrained("string", enum="LP"), "enum: not a list of values", id="enum is a text"
    ),
    pytest.param(
        constrained("integer", enum=[1, "dua"]),
        "enum: 'dua' cannot be read as integer",
        id="enum value",
    ),
    pytest.param(constrained("string", pattern="("), "pattern: ", id="no pattern"),
    pytest.param(
        constrained("string", pattern=5), "pattern: 5 is no text", id="pattern is a number"
    ),
    pytest.param(
        field(type="number", decimalChar=""),
        "decimalChar: '' is no decimal mark",
        id="no decimal mark",
    ),
    pytest.param(
        field(type="number", groupChar="."),
        "decimalChar and groupChar are both '.'",
        id="one mark for two",
    ),
    pytest.param(
        field(type="number", bareNumber=1),
        "bareNumber: not true or false",
        id="bareNumber is a number",
    ),
    pytest.param(
        field(missingValues="-"), "missingValues: not a list", id="missing values are a text"
    ),
    pytest.param(
        table(missingValues=[9]), "missingValues: 9 is no text", id="a missing value is a number"
    ),
    pytest.param(field(format="surel"), "format 'surel' is none of", id="unknown format"),
    pytest.param(field(categories=[]), "categories: not a list of values", id="no category"),
    pytest.param(
        field(statx={"decimals": "2"}), "statx.decimals: '2' is no number", id="decimals are a text"
    ),
    pytest.param(
        field(statx={"region": "desa"}),
        'statx.region: needs "system" and "level"',
        id="region is a text",
    ),
    pytest.param(
        field(statx={"region": {"system": "pos", "level": "desa"}}),
        "system 'pos' is none of",
        id="unknown code system",
    ),
    pytest.param(
        field(statx={"regionNameOf": "b"}),
        "regionNameOf: there is no field 'b'",
        id="name of no field",
    ),
    pytest.param(table(primaryKey="b"), "primaryKey: there is no field 'b'", id="primary key"),
    pytest.param(
        table(uniqueKeys=[["a", "b"]]), "uniqueKeys: there is no field 'b'", id="unique key"
    ),
    pytest.param(
        table(uniqueKeys="a"), "uniqueKeys: not a list of lists", id="unique keys are a text"
    ),
    pytest.param(table(foreignKeys={}), "foreignKeys: not a list", id="foreign keys are an object"),
    pytest.param(
        table(foreignKeys=[{"fields": "a"}]),
        "foreignKeys: each needs",
        id="foreign key without reference",
    ),
    pytest.param(
        table(foreignKeys=[{"fields": "b", "reference": {"resource": "r", "fields": "k"}}]),
        "foreignKeys: there is no field 'b'",
        id="foreign key of an unknown field",
    ),
    pytest.param(
        table(
            foreignKeys=[{"fields": ["a", "n"], "reference": {"resource": "r", "fields": ["k"]}}]
        ),
        "foreignKeys: as many reference fields",
        id="foreign key of two fields to one",
    ),
    pytest.param(
        table(fieldsMatch="roughly"), "fieldsMatch: 'roughly' is none of", id="fieldsMatch"
    ),
    pytest.param(table(statx=[]), "statx: not an object", id="statx is a list"),
    pytest.param(statx(rules={}), "statx.rules: not a list", id="rules are an object"),
    pytest.param(statx(example=["x"]), "statx.example: not an object", id="example is a list"),
    pytest.param(
        statx(rules=[{"id": "r", "formula": "1 < 2"}]),
        "rule r: speaks of no field",
        id="rule of nothing",
    ),
    pytest.param(
        statx(classification="rahasia"),
        "statx.classification: 'rahasia' is none of",
        id="classification",
    ),
    pytest.param(
        statx(rules=[{"id": "r", "formula": "abs(n)"}]),
        "rule r: abs(n) is not understood",
        id="rule: call",
    ),
    pytest.param(
        statx(rules=[{"id": "r", "formula": "m > 1"}]),
        "rule r: there is no field 'm'",
        id="rule: field",
    ),
    pytest.param(statx(rules=[{"id": "r"}]), 'rule without "formula"', id="rule without a formula"),
    pytest.param(statx(totals=[{"id": "t"}]), 'total: needs "id"', id="total without anything"),
    pytest.param(statx(coverage=[{}]), 'coverage: needs "over"', id="coverage of nothing"),
    pytest.param(
        statx(coverage=[{"over": "a"}]), "holds no region codes", id="coverage of no region codes"
    ),
    pytest.param(
        statx(coverage=[{"over": "a", "per": ["z"]}]),
        "there is no field 'z'",
        id="coverage per an unknown field",
    ),
    pytest.param(
        statx(coverage=[{"over": "a", "severity": "x", "level": "y", "of": 1}]),
        "severity",
        id="coverage of a strange severity",
    ),
    pytest.param(
        statx(totals=[{"id": "t", "fields": ["n"], "over": "a"}]),
        'total t: needs "by"',
        id="total without parts",
    ),
    pytest.param(
        statx(
            totals=[
                {"id": "t", "fields": ["n"], "over": "a", "by": "region", "tolerance": "sedikit"}
            ]
        ),
        "total t: tolerance 'sedikit' is no number",
        id="tolerance of words",
    ),
    pytest.param(
        statx(totals=[{"id": "t", "fields": ["a"], "over": "n", "by": "region"}]),
        "total t: there is no field 'a'",
        id="total of a text",
    ),
    pytest.param(
        statx(totals=[{"id": "t", "fields": ["m"], "over": "b", "by": "region"}]),
        "total t: there is no field 'm'; total t: there is no field 'b'",
        id="total of unknown fields",
    ),
]


@pytest.mark.parametrize(("descriptor", "fault"), FAULTS)
def test_a_fault_of_a_descriptor_is_named(descriptor: bytes | Descriptor, fault: str) -> None:
    with pytest.raises(BrokenSchemaError) as broken:
        parsed(descriptor)
    assert fault in broken.value.text.en


@given(data=st.data())
def test_a_descriptor_of_which_any_part_is_anything_is_refused_or_read(data: st.DataObject) -> None:
    descriptor = descriptor_of(data.draw(st.sampled_from(list(FILES.values()))))
    *path, last = data.draw(st.sampled_from(list(_paths(descriptor))))
    part: Any = descriptor
    for key in path:
        part = part[key]
    part[last] = data.draw(ANYTHING)
    with contextlib.suppress(BrokenSchemaError):
        parsed(json.dumps(descriptor).encode())


def _paths(part: object, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The keys and numbers that lead to every part."""
    entries = (
        part.items()
        if isinstance(part, dict)
        else enumerate(part)
        if isinstance(part, list)
        else ()
    )
    for key, inner in entries:
        yield (*above, key)
        yield from _paths(inner, (*above, key))


def test_all_faults_are_named_at_once_with_the_file() -> None:
    descriptor = {**field(type="text"), "primaryKey": "b", "statx": {"classification": "x"}}
    with pytest.raises(BrokenSchemaError) as broken:
        parsed(descriptor)
    for words in ("a.json", "type 'text'", "tidak ada kolom 'b'", "statx.classification"):
        assert words in broken.value.text.id


@pytest.mark.parametrize(
    "descriptor",
    [
        pytest.param(field(), id="a name alone"),
        pytest.param(
            constrained("integer", minimum="0", maximum=9), id="bounds as text and number"
        ),
        pytest.param(constrained("number", minimum="0.5"), id="decimal bound"),
        pytest.param(
            field(type="number", decimalChar=",", constraints={"maximum": "1,5"}),
            id="bound as in the file",
        ),
        pytest.param(constrained("date", maximum="2024-12-31"), id="date bound"),
        pytest.param(constrained("boolean", enum=[True]), id="boolean enum"),
        pytest.param(table(primaryKey="a", foreignKeys=[]), id="key as a text"),
        pytest.param(
            table(homepage="https://satudata.example", statx={"note": 1}), id="what others write"
        ),
    ],
)
def test_what_is_no_fault_is_read(descriptor: dict[str, Any]) -> None:
    assert parsed(descriptor).names[0] == "a"


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_the_digest_is_that_of_the_file(path: Path) -> None:
    assert (
        Schema.parse(path.read_bytes(), source=path).sha256
        == hashlib.sha256(path.read_bytes()).hexdigest()
    )


def test_a_schema_without_a_name_is_called_after_its_file() -> None:
    assert Schema.parse(field(), source="/data/pasar.json").ref == "pasar"


def test_one_language_stands_in_for_the_other() -> None:
    text = parsed({**field(title="Luas"), "title": "Pasar", "statx": {"en": {"title": "Market"}}})
    assert (text.title.id, text.title.en, text.fields[0].title.en) == ("Pasar", "Market", "Luas")


def test_a_title_of_nothing_but_spaces_is_none() -> None:
    rule = {
        "id": "a-ge-0",
        "formula": "a >= 0",
        "severity": "error",
        "title": " ",
        "en": {"title": "Not less"},
    }
    (found,) = parsed(
        {"fields": [{"name": "a", "type": "integer"}], "statx": {"rules": [rule]}}
    ).rules
    assert (found.title.id, found.title.en) == ("a >= 0", "Not less")


def test_keys_may_be_written_as_one_text() -> None:
    schema = parsed(
        table(
            primaryKey="a",
            foreignKeys=[{"fields": "n", "reference": {"resource": "", "fields": "a"}}],
        )
    )
    assert (schema.primary_key, schema.foreign_keys) == (("a",), (ForeignKey(("n",), "", ("a",)),))


def test_missing_values_are_the_fields_own_or_the_tables() -> None:
    schema = parsed(
        {"missingValues": ["", "-"], "fields": [NAME, {"name": "b", "missingValues": ["NA"]}]}
    )
    assert [field.missing_values for field in schema.fields] == [("", "-"), ("NA",)]


def test_a_rule_is_an_error_unless_it_says_warning() -> None:
    rules = [{"formula": "n > 0"}, {"id": "w", "formula": "n > 0", "severity": "warning"}]
    assert [(rule.id, rule.is_warning) for rule in parsed(statx(rules=rules)).rules] == [
        ("n > 0", False),
        ("w", True),
    ]


def test_a_total_without_tolerance_is_exact() -> None:
    [total] = parsed(
        statx(totals=[{"id": "t", "fields": ["n"], "over": "a", "by": "region"}])
    ).totals
    assert (total.tolerance, total.by_region) == (Decimal(0), True)


def test_in_the_indonesian_locale_numbers_are_written_with_comma_and_dots() -> None:
    schema = parsed({"fields": [{"name": "x", "type": "number"}, {"name": "t"}]}).in_locale("id")
    assert [(field.decimal_char, field.group_char) for field in schema.fields] == [
        (",", "."),
        (".", ""),
    ]


def test_a_field_that_says_how_it_writes_numbers_keeps_its_way() -> None:
    [number] = parsed(field(type="number", decimalChar=".")).in_locale("id").fields
    assert (number.decimal_char, number.group_char) == (".", "")


def test_the_digest_of_a_descriptor_does_not_hang_on_the_order_of_its_keys() -> None:
    descriptor = {"name": "x", **field()}
    assert (
        parsed(descriptor).sha256
        == parsed(json.loads(json.dumps(dict(reversed(descriptor.items()))))).sha256
    )
