"""Every property that a Data Package.

A Table Schema or frictionless 5 knows, and what statx does with it.

None is passed over in silence. A property is obeyed; or harmless, because it describes and asks
nothing of the data; or refused before data is read, as statx could not obey it; or it stands at the
wrong level, where it would be ignored, and is refused with the place where it belongs. A property
that none of the three knows is its author's own, and harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from statx.registry import words
from statx.registry.table_dialect import PROPERTIES as DIALECT_PROPERTIES
from statx.registry.vocabulary import BOUNDS
from statx.texts import Text

OF_CONSTRAINTS = ("required", "unique", "minLength", "maxLength", *BOUNDS, "pattern", "enum")
"""Stand under `constraints` of a field."""
OF_SCHEMA = ("primaryKey", "uniqueKeys", "foreignKeys", "fieldsMatch")
"""Stand at the schema."""
OF_FIELD = (
    *("constraints", "categories", "categoriesOrdered", "trueValues", "falseValues"),
    *("decimalChar", "groupChar", "bareNumber", "floatNumber", "itemType", "arrayItem"),
)
"""Stand at a field."""
OF_RESOURCE = ("path", "encoding", "dialect", "bytes", "hash", "stats", "extrapaths")
"""Stand at a resource."""

DESCRIBING = (
    *("$schema", "profile", "id", "title", "description", "homepage", "sources", "licenses"),
    *("contributors", "keywords", "image", "created"),
)
"""Describe, and ask nothing of the data."""

OBEYED: Mapping[str, tuple[str, ...]] = {
    "package": ("name", "resources", "statx"),
    "resource": (
        *("name", "path", "schema", "dialect", "encoding", "hash", "bytes", "rows", "fields"),
        # Parts and inline data are named when the table is opened.
        *("stats", "format", "data", "extrapaths", "statx"),
    ),
    "schema": ("name", "version", "fields", "missingValues", *OF_SCHEMA, "statx"),
    "field": ("name", "type", "format", "missingValues", "delimiter", *OF_FIELD, "statx"),
}
HARMLESS: Mapping[str, tuple[str, ...]] = {
    "package": (*DESCRIBING, "version", "type"),
    # How a file is written, the file itself says: its suffix, and its first bytes.
    "resource": (*DESCRIBING, "version", "type", "mediatype", "compression"),
    "schema": (*DESCRIBING, "type"),
    "field": (*DESCRIBING, "version", "example", "rdfType"),
}
REFUSED: Mapping[str, tuple[str, ...]] = {
    "package": (),
    "resource": (
        *("innerpath", "scheme", "url", "checklist", "pipeline", "detector"),
        *("control", "layout", "basepath"),
    ),
    "schema": (),
    "field": (),
}
"""What frictionless would obey, and statx cannot: another result than the descriptor's author
wants."""
MISPLACED: Mapping[str, Mapping[str, Text]] = {
    "package": {
        **dict.fromkeys(OF_RESOURCE, words.IN_RESOURCE),
        **dict.fromkeys(("schema", "rows"), words.IN_RESOURCE),
        **dict.fromkeys(("fields", "missingValues", *OF_SCHEMA), words.IN_SCHEMA),
    },
    "resource": {
        **dict.fromkeys(("missingValues", *OF_SCHEMA), words.IN_SCHEMA),
        **dict.fromkeys(DIALECT_PROPERTIES, words.IN_DIALECT),
        **dict.fromkeys(OF_FIELD, words.IN_FIELD),
    },
    "schema": {
        **dict.fromkeys(OF_CONSTRAINTS, words.IN_CONSTRAINTS),
        **dict.fromkeys(OF_FIELD, words.IN_FIELD),
        **dict.fromkeys(OF_RESOURCE, words.IN_RESOURCE),
    },
    "field": {
        **dict.fromkeys(OF_CONSTRAINTS, words.IN_CONSTRAINTS),
        **dict.fromkeys(OF_SCHEMA, words.IN_SCHEMA),
    },
}
"""Level -> property that another level knows -> where it belongs."""
STATS = ("hash", "md5", "sha256", "bytes", "rows", "fields")
"""Obeyed under `stats` of a resource."""


def property_faults(level: str, names: Iterable[str]) -> Iterator[Text]:
    """What is wrong with the properties that stand at a level.

    'package', 'resource', 'schema', 'field'.
    """
    for name in names:
        if name in OBEYED[level]:
            continue

        place = MISPLACED[level].get(name)
        if place is not None:
            yield words.MISPLACED.fill(
                name=name,
                place=place,
            )
        elif name in REFUSED[level]:
            yield words.NOT_SUPPORTED.fill(name=name)
