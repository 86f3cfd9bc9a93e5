"""Whether a file is a right schema.

By Table Schema, Frictionless, its own example, the registry.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from statx.errors import BrokenSchemaError, MissingFileError
from statx.judging import schema_words as words
from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.registry.unfinished import is_unfinished, unfinished_parts
from statx.tables.meaning import CellReader
from statx.texts import Text

STATX_PART = "statx.schema.json"


def checked_schema(path: Path, catalog: Catalog, *, strict: bool = False) -> Schema:
    """Read a schema and find all its faults; BrokenSchemaError lists them.

    Any right Table Schema passes; `strict` asks for what the registry wants to know of a schema
    besides.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise MissingFileError(path=path) from error

    schema = Schema.parse(raw, source=path)
    faults = [
        *_frictionless(schema),
        *_references(schema, catalog),
        *_example(schema),
    ]
    if strict:
        faults += _of_the_registry(schema, catalog)

    if faults:
        raise BrokenSchemaError.of(path, faults)

    return schema


def _of_the_registry(schema: Schema, catalog: Catalog) -> Iterator[Text]:
    """By the JSON Schema that stands in the registry."""
    described = catalog.file(STATX_PART)
    if described is None:
        return

    from jsonschema import Draft202012Validator

    for part, places in unfinished_parts(schema.descriptor).items():
        still_open = words.TO_BE_WRITTEN.fill(places=", ".join(places))
        if part:
            yield words.OF_FIELD.fill(field=part, fault=still_open)
        else:
            yield words.AT.fill(place=words.SCHEMA, fault=still_open)

    validator: Any = Draft202012Validator(json.loads(described.read_text(encoding="utf-8")))
    for error in validator.iter_errors(schema.descriptor):
        if is_unfinished(error.instance):
            continue
        yield from _in_our_words(error, schema)


def _in_our_words(error: Any, schema: Schema) -> Iterator[Text]:  # noqa: ANN401  jsonschema is untyped
    """What a rule of JSON Schema asks for, at the place where it is not so."""
    place = ".".join(str(part) for part in error.absolute_path)
    asked = error.validator_value
    match error.validator:
        case "required":
            missing = [name for name in asked if name not in error.instance]
            faults = [words.IS_MISSING.fill(name=name) for name in missing]
        case "additionalProperties":
            known = error.schema.get("properties", {})
            unknown = [name for name in error.instance if name not in known]
            faults = [words.IS_UNKNOWN.fill(name=name) for name in unknown]
        case "type":
            faults = [words.IS_NO.fill(type=asked)]
        case "enum":
            faults = [words.IS_NONE_OF.fill(known=", ".join(map(str, asked)))]
        case "pattern":
            faults = [words.LOOKS_OTHERWISE.fill(pattern=asked)]
        case "minLength" | "minItems" | "minProperties":
            faults = [words.IS_EMPTY]
        case _:
            faults = [words.IS_NOT_AGREED.fill(rule=error.validator)]

    for fault in faults:
        yield _placed(place, fault, schema)


def _placed(place: str, fault: Text, schema: Schema) -> Text:
    """A fault with its place; that of a field by the field's name."""
    first, _, rest = place.partition(".")
    number, _, inside = rest.partition(".")
    if first != "fields" or not number.isdigit():
        return words.AT.fill(
            place=place or words.SCHEMA,
            fault=fault,
        )

    if inside:
        fault = words.AT.fill(
            place=inside,
            fault=fault,
        )

    return words.OF_FIELD.fill(
        field=schema.names[int(number)],
        fault=fault,
    )


def _frictionless(schema: Schema) -> Iterator[Text]:
    from frictionless import FrictionlessException
    from frictionless import Schema as Frictionless

    try:
        Frictionless.from_descriptor(dict(schema.descriptor))
    except FrictionlessException as error:
        for reason in error.reasons or [error.error]:
            yield words.FRICTIONLESS.fill(note=reason.note)


def _references(schema: Schema, catalog: Catalog) -> Iterator[Text]:
    for key in schema.foreign_keys:
        code_list = catalog.code_list(key.resource) if key.resource else None
        if code_list is None:
            continue
        if not set(key.reference_fields) <= set(code_list.schema.names):
            names = ", ".join(key.reference_fields)
            yield words.HAS_NO_FIELDS.fill(
                resource=key.resource,
                names=names,
            )


def _example(schema: Schema) -> Iterator[Text]:
    for name, text in schema.example.items():
        if name not in schema.names:
            yield words.EXAMPLE_FIELD.fill(name=name)
            continue

        reader = CellReader(schema.field(name))
        broken = reader.read(text).broken
        if broken:
            yield words.EXAMPLE_CELL.fill(
                name=name,
                text=text,
                rules=", ".join(broken),
            )
