"""The words of a Table Schema: its types, what each type knows, and statx's own settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Descriptor = Mapping[str, Any]
CodeSystem = Literal["kemendagri", "bps"]
FieldsMatch = Literal["exact", "equal", "subset", "superset", "partial"]
NumberLocale = Literal["en", "id"]

TYPES = (
    "any",
    "array",
    "boolean",
    "date",
    "datetime",
    "duration",
    "geojson",
    "geopoint",
    "integer",
    "list",
    "number",
    "object",
    "string",
    "time",
    "year",
    "yearmonth",
)
MOMENTS = ("date", "datetime", "time")
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
CONSTRAINTS: Mapping[str, tuple[str, ...]] = {
    "string": ("required", "minLength", "maxLength", "pattern", "enum"),
    **dict.fromkeys(
        ("integer", "number", "date", "datetime", "time", "year", "yearmonth"),
        ("required", *BOUNDS, "enum"),
    ),
    **dict.fromkeys(("boolean", "duration", "any", "geopoint", "geojson"), ("required", "enum")),
    **dict.fromkeys(("array", "object"), ("required", "minLength", "maxLength", "enum")),
    "list": ("required", "minLength", "maxLength"),
}
FORMATS: Mapping[str, tuple[str, ...]] = {
    "string": ("default", "email", "uri", "binary", "uuid"),
    "geopoint": ("default", "array", "object"),
    "geojson": ("default", "topojson"),
}
"""Of the types that know only these; a date's format is a pattern."""
ITEM_TYPES = ("string", "integer", "boolean", "number", "datetime", "date", "time")
"""What the items of a list may be."""
WITH_CATEGORIES = ("string", "integer")
