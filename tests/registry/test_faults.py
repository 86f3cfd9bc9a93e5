"""Any JSON is a schema or a BrokenSchemaError; bounds are readable where a cell would be."""

from __future__ import annotations

import contextlib
import json
from decimal import Decimal
from typing import Any

import pytest
from frictionless import Schema as TheirSchema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statx.errors import BrokenSchemaError
from statx.registry.bounds import is_readable
from statx.registry.schema import Schema
from statx.registry.vocabulary import BOUNDS, CONSTRAINTS, TYPES
from statx.tables.meaning import CellReader
from tests.differential.strategies import schema
from tests.differential.words import BOUNDS as READABLE
from tests.differential.words import CELLS, ENUMS

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["a", "integer", "\ud800", "{", "(", "1"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = ["required", "unique", *BOUNDS, "minLength", "maxLength", "pattern", "enum"]
PROPERTIES = [
    "format", "missingValues", "decimalChar", "groupChar", "bareNumber", "floatNumber",
    "trueValues", "falseValues", "delimiter", "itemType", "arrayItem", "categories",
    "constraints", "statx", "title", "description", "example", "type",
]  # fmt: skip
TABLE = [
    "primaryKey",
    "uniqueKeys",
    "foreignKeys",
    "missingValues",
    "fieldsMatch",
    "statx",
    "name",
    "version",
    "title",
    "$schema",
]
STATX = st.dictionaries(
    st.sampled_from(
        [
            "decimals",
            "region",
            "regionNameOf",
            "unit",
            "en",
            "rules",
            "totals",
            "coverage",
            "history",
            "periodFields",
            "example",
            "sources",
            "classification",
        ]
    ),
    JSON,
    max_size=2,
)
FIELDS = st.builds(
    lambda kind, properties, constraints: {
        "name": "a",
        "type": kind,
        "constraints": constraints,
        **properties,
    },
    st.sampled_from(TYPES),
    st.dictionaries(st.sampled_from(PROPERTIES), JSON | STATX, max_size=2),
    st.dictionaries(st.sampled_from(NAMES), JSON, max_size=2),
)
TABLES = st.builds(
    lambda fields, properties: {"fields": fields, **properties},
    st.lists(FIELDS, min_size=1, max_size=1) | st.lists(FIELDS | JSON, max_size=2) | JSON,
    st.dictionaries(st.sampled_from(TABLE), JSON | STATX, max_size=2),
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150, deadline=None)
@given(TABLES)
def test_any_json_is_a_usable_schema_or_a_broken_one(descriptor: dict[str, Any]) -> None:
    with contextlib.suppress(BrokenSchemaError):
        for raw in (descriptor, json.dumps(descriptor).encode()):
            parsed = Schema.parse(raw, source="fuzz")
            for field in parsed.in_locale("id").fields:
                assert callable(CellReader(field)._frictionless_reader)


@given(st.binary(max_size=30) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_end_in_a_schema_or_a_broken_one(raw: bytes) -> None:
    with contextlib.suppress(BrokenSchemaError):
        Schema.parse(raw, source="fuzz")


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(schema())
def test_what_frictionless_accepts_is_no_fault(descriptor: dict[str, Any]) -> None:
    assert Schema.parse(descriptor, source="law").names


VALUES = st.one_of(
    st.sampled_from([value for values in READABLE.values() for value in values]),
    st.sampled_from([text for texts in CELLS.values() for text in texts]),
    st.sampled_from([value for lists in ENUMS.values() for values in lists for value in values]),
    st.integers(-10, 10000) | st.floats() | st.booleans() | st.none(),
)
STRICTER = ("year", "yearmonth")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        ["integer", "number", "date", "time", "datetime", "boolean", "string", "year", "yearmonth"]
    ),
    VALUES,
    st.data(),
)
def test_a_bound_is_readable_where_frictionless_reads_it(
    kind: str, value: object, data: st.DataObject
) -> None:
    form = (
        data.draw(st.sampled_from(["default", "%d/%m/%Y"]))
        if kind in ("date", "datetime")
        else "default"
    )
    marks: dict[str, object] = (
        data.draw(
            st.sampled_from([{}, {"decimalChar": ","}, {"groupChar": ","}, {"bareNumber": False}])
        )
        if kind == "number"
        else {}
    )
    descriptor = {"name": "a", "type": kind, "format": form, **marks}
    theirs = TheirSchema.from_descriptor({"fields": [descriptor]}).fields[0].create_value_reader()
    try:
        read = theirs(value)
    except Exception:  # noqa: BLE001  a value it falls over is one it cannot read
        read = None
    ours = is_readable(value, descriptor, kind)
    assert (
        ours is (read is not None and not _is_nan(read))
        or (kind in STRICTER and not ours)
        or "snan" in str(value).lower()
    )


def _is_nan(value: Any) -> bool:  # noqa: ANN401  whatever Frictionless reads
    """NaN is no bound, as nothing compares with it."""
    if isinstance(value, Decimal):  # a signalling one must not be compared
        return value.is_nan()
    return bool(value != value)  # noqa: PLR0124  which is how it is known


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ({"type": "list", "constraints": {"enum": ["a"]}}, "'enum' does not apply"),
        ({"constraints": {"pattern": "a(?i)"}}, "pattern"),
        ({"constraints": {"minLength": True}}, "not a length"),
        ({"type": "number", "decimalChar": ",", "groupChar": ","}, "both"),
        ({"type": "number", "decimalChar": ""}, "no decimal mark"),
        ({"type": "boolean", "trueValues": []}, "trueValues"),
        (
            {"type": "datetime", "constraints": {"minimum": "2024-01-01"}},
            "cannot be read as datetime",
        ),
        ({"type": "date", "constraints": {"minimum": "2024-W01-1"}}, "cannot be read as date"),
        ({"statx": {"decimals": -1}}, "decimals"),
        ({"statx": {"region": {"system": "iso"}}}, "region"),
        ({"statx": {"regionNameOf": "nowhere"}}, "regionNameOf"),
        ({"statx": {"synonyms": "faskes"}}, "synonyms"),
        ({"type": "list", "delimiter": ""}, "separates nothing"),
        ({"type": "array", "arrayItem": {"type": "x"}}, "arrayItem"),
        ({"type": "number", "categories": [1]}, "categories"),
        ({"name": "\ud800"}, "JSON"),
    ],
)
def test_faults_are_named(field: dict[str, Any], says: str) -> None:
    with pytest.raises(BrokenSchemaError) as caught:
        Schema.parse({"fields": [{"name": "a", **field}]}, source="test")
    assert says in caught.value.text.en


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_knows_the_constraints_frictionless_gives_it(kind: str) -> None:
    theirs = (
        TheirSchema.from_descriptor({"fields": [{"name": "a", "type": kind}]})
        .fields[0]
        .supported_constraints
    )
    assert sorted(CONSTRAINTS[kind]) == sorted(theirs)
