"""Constraints and missing values.

What passes, what breaks which of them, and to which types each applies.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

import pytest

from tests.differential.published import MISSING, Broken, Column, breaking, themselves, unreadable
from tests.differential.words import ENUMS

LABELLED = [{"value": "", "label": "tidak diisi"}, {"value": "-99", "label": "menolak menjawab"}]

CONSTRAINTS = (
    Column(
        "required, with other words for nothing",
        {"type": "string", "constraints": {"required": True}, "missingValues": ["", "NA", "N/A"]},
        {
            **themselves("teks", "null", "none", "nil", "nan", "-"),
            **breaking("required", "NA", "N/A", ""),
        },
    ),
    Column(
        "required integer",
        {"type": "integer", "constraints": {"required": True}, "missingValues": ["-"]},
        {"1": 1, **unreadable("teks", ""), **breaking("required", "-")},
    ),
    Column(
        "minLength",
        {"type": "string", "constraints": {"minLength": 2}},
        {**themselves("abc", "ab", "👍👍"), **breaking("minLength", "a", "👍"), "": MISSING},
    ),
    Column(
        "maxLength",
        {"type": "string", "constraints": {"maxLength": 2}},
        {**themselves("a", "ab", "👍👍"), **breaking("maxLength", "abc"), "": MISSING},
    ),
    Column(
        "lengths of an array",
        {"type": "array", "constraints": {"minLength": 1, "maxLength": 2}},
        {"[1]": [1], **breaking("minLength", "[]"), **breaking("maxLength", "[1,2,3]")},
    ),
    Column(
        "lengths of a list",
        {"type": "list", "constraints": {"required": True, "minLength": 2, "maxLength": 2}},
        {
            "a,b": ["a", "b"],
            **breaking("minLength", "a"),
            **breaking("maxLength", "a,b,c"),
            **breaking("required", ""),
        },
    ),
    Column(
        "minimum",
        {"type": "integer", "constraints": {"minimum": 2}},
        {"3": 3, "2": 2, **breaking("minimum", "1"), "": MISSING},
    ),
    Column(
        "maximum",
        {"type": "integer", "constraints": {"maximum": 2}},
        {"1": 1, "2": 2, **breaking("maximum", "3"), "": MISSING},
    ),
    Column(
        "bounds written as texts",
        {"type": "number", "constraints": {"minimum": "0.1", "maximum": "0.3"}},
        {
            "0.1": Decimal("0.1"),
            "0.30": Decimal("0.3"),
            **breaking("minimum", "0"),
            **breaking("maximum", "0.31"),
        },
    ),
    Column(
        "exclusive bounds",
        {"type": "integer", "constraints": {"exclusiveMinimum": 0, "exclusiveMaximum": 3}},
        {
            "1": 1,
            "2": 2,
            **breaking("exclusiveMinimum", "0", "-1"),
            **breaking("exclusiveMaximum", "3"),
            "": MISSING,
        },
    ),
    Column(
        "exclusive bounds of a date",
        {
            "type": "date",
            "constraints": {"exclusiveMinimum": "2024-01-01", "exclusiveMaximum": "2024-12-31"},
        },
        {
            "2024-01-02": date(2024, 1, 2),
            **breaking("exclusiveMinimum", "2024-01-01"),
            **breaking("exclusiveMaximum", "2024-12-31"),
        },
    ),
    Column(
        "bounds of a year",
        {"type": "year", "constraints": {"minimum": 1945, "maximum": 2045}},
        {"1945": 1945, **breaking("minimum", "1944"), **breaking("maximum", "2046")},
    ),
    Column(
        "bounds of a month",
        {"type": "yearmonth", "constraints": {"minimum": "2024-01", "maximum": "2024-12"}},
        {"2024-01": (2024, 1), **breaking("minimum", "2023-12"), **breaking("maximum", "2025-01")},
    ),
    Column(
        "bounds of a time",
        {"type": "time", "constraints": {"minimum": "08:00:00"}},
        {"08:00:00": time(8), **breaking("minimum", "07:59:59")},
    ),
    Column(
        "pattern",
        {"type": "string", "constraints": {"pattern": "a|b"}},
        {**themselves("a", "b"), **breaking("pattern", "c", "axyz"), "": MISSING},
        theirs={"axyz": "axyz"},
        divergence="whole-pattern",
    ),
    Column(
        "enum written as texts",
        {"type": "integer", "constraints": {"enum": ["1", "2", "3"]}},
        {"1": 1, "01": 1, **breaking("enum", "4"), "": MISSING},
    ),
    Column(
        "enum with nothing in it",
        {"type": "string", "constraints": {"enum": ["L", "P"]}},
        {**themselves("L", "P"), **breaking("enum", "l", " L"), "": MISSING},
    ),
    Column(
        "several at once",
        {"type": "string", "constraints": {"pattern": "a|b", "enum": ["a", "b"]}},
        {**themselves("a", "b"), "c": Broken(("pattern", "enum")), "": MISSING},
    ),
    Column(
        "categories",
        {"type": "string", "categories": ["L", {"value": "P", "label": "Perempuan"}]},
        {**themselves("L", "P"), **breaking("categories", "X"), "": MISSING},
        theirs={"X": "X"},
        divergence="categories",
    ),
)

NOTHING = (
    Column(
        "missing values of a text",
        {"type": "string", "missingValues": ["", "NA", "N/A"]},
        {**themselves("teks", "na", " NA "), "": MISSING, "NA": MISSING, "N/A": MISSING},
    ),
    Column(
        "missing values with labels",
        {"type": "string", "missingValues": LABELLED},
        {**themselves("teks", "99"), "": MISSING, "-99": MISSING},
    ),
    Column(
        "missing values of a number",
        {"type": "number", "missingValues": ["", "NA", "N/A", "0"]},
        {
            "1": Decimal(1),
            "0.0": Decimal(0),
            "": MISSING,
            "NA": MISSING,
            "N/A": MISSING,
            "0": MISSING,
        },
    ),
    Column(
        "labelled missing values of an integer",
        {"type": "integer", "missingValues": LABELLED},
        {"1": 1, "-98": -98, "": MISSING, "-99": MISSING},
    ),
    Column("no missing values", {"type": "string", "missingValues": []}, themselves("teks", "")),
    Column(
        "no missing values of an integer",
        {"type": "integer", "missingValues": []},
        {"1": 1, **unreadable("")},
    ),
)

BOUND: Mapping[str, object] = {
    "": 4,
    "date": "2001-01-01",
    "datetime": "2001-01-01T12:00:00Z",
    "time": "07:07:07",
    "yearmonth": "2001-01",
}
"""By type, a bound that it could read."""
SUPPORTED = [
    pytest.param("minLength", 4, id="minLength"),
    pytest.param("maxLength", 3, id="maxLength"),
    *(
        pytest.param(name, BOUND, id=name)
        for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    ),
    pytest.param("pattern", "[0-9]+", id="pattern"),
    pytest.param("required", True, id="required"),
    pytest.param(
        "enum", {"": ["a"], **{kind: values[0] for kind, values in ENUMS.items()}}, id="enum"
    ),
]
"""Each constraint, with a value for it. The types it applies to are those of
`vocabulary.CONSTRAINTS`."""
