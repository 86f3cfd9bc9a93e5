"""Whether a file is a right schema: by Table Schema, by Frictionless, by the registry's rules, by its own example."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from statx.errors import BrokenSchemaError, MissingFileError
from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.tables.meaning import CellReader

STATX_PART = "statx.schema.json"


def checked_schema(path: Path, catalog: Catalog) -> Schema:
    """Read a schema and find all its faults; BrokenSchemaError lists them."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise MissingFileError(path=path) from error
    schema = Schema.parse(raw, source=path)
    faults = [
        *_statx_part(schema, catalog),
        *_frictionless(schema),
        *_references(schema, catalog),
        *_example(schema),
    ]
    if faults:
        raise BrokenSchemaError(path=path, faults="; ".join(faults))
    return schema


def _statx_part(schema: Schema, catalog: Catalog) -> Iterator[str]:
    """By the JSON Schema that stands in the registry."""
    described = catalog.root / STATX_PART
    if not described.is_file():
        return
    from jsonschema import Draft202012Validator

    validator: Any = Draft202012Validator(json.loads(described.read_text(encoding="utf-8")))
    for error in validator.iter_errors(schema.descriptor):
        place = ".".join(str(part) for part in error.absolute_path)
        yield f"{place or 'schema'}: {error.message}"


def _frictionless(schema: Schema) -> Iterator[str]:
    from frictionless import FrictionlessException
    from frictionless import Schema as Frictionless

    try:
        Frictionless.from_descriptor(dict(schema.descriptor))
    except FrictionlessException as error:
        yield from (reason.note for reason in error.reasons or [error.error])


def _references(schema: Schema, catalog: Catalog) -> Iterator[str]:
    for key in schema.foreign_keys:
        code_list = catalog.code_list(key.resource) if key.resource else None
        if code_list is None:
            continue
        if not set(key.reference_fields) <= set(code_list.schema.names):
            yield f"foreignKeys: {key.resource} has no {', '.join(key.reference_fields)}"

    for field in schema.fields:
        is_known = field.name_of in ("", *schema.names)
        if not is_known:
            yield f"field {field.name}: regionNameOf {field.name_of!r} is no field"


def _example(schema: Schema) -> Iterator[str]:
    for name, text in schema.example.items():
        if name not in schema.names:
            yield f"example: there is no field {name!r}"
            continue

        reader = CellReader(schema.field(name))
        broken = reader.read(text).broken
        if broken:
            yield f"example: {name} {text!r} ({', '.join(broken)})"
