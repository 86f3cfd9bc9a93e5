"""What is wrong with a Table Schema, all of it, before any data is read.

Nothing here trusts the shape of what it reads: any JSON ends in faults or in a schema that can be
built, never in a traceback.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from statx.registry import words
from statx.registry.disclosure_faults import disclosure_faults
from statx.registry.field_faults import field_faults, missing_value_faults
from statx.registry.locations import is_plain_name
from statx.registry.properties import property_faults
from statx.registry.shapes import are_names, as_names, unknown_fields
from statx.registry.statx_faults import statx_faults
from statx.registry.vocabulary import Descriptor, FieldsMatch
from statx.texts import Text


def faults_of(descriptor: Descriptor) -> Iterator[Text]:
    """Everything that is wrong with a descriptor whose `fields` is a list."""
    fields = descriptor["fields"]
    names = [field.get("name") if isinstance(field, Mapping) else None for field in fields]
    known = {name for name in names if isinstance(name, str)}

    yield from property_faults("schema", descriptor)
    yield from _of_fields(fields, names)
    yield from missing_value_faults(descriptor)
    yield from unknown_fields("primaryKey", descriptor.get("primaryKey", []), known)
    yield from _of_unique_keys(descriptor, known)
    yield from _of_foreign_keys(descriptor, known)
    yield from statx_faults(descriptor.get("statx", {}), fields, known)
    yield from disclosure_faults(descriptor, [each for each in fields if isinstance(each, Mapping)])
    yield from _of_fields_match(descriptor)


def _of_fields(fields: list[object], names: list[object]) -> Iterator[Text]:
    if not names:
        yield words.EMPTY_FIELDS

    earlier: set[str] = set()
    for number, (field, name) in enumerate(zip(fields, names, strict=True), start=1):
        if not isinstance(field, Mapping) or not isinstance(name, str) or not name:
            yield words.NO_NAME.fill(number=number)
            continue

        if name in earlier:
            yield words.OF_FIELD.fill(
                field=name,
                fault=words.NAMED_TWICE,
            )
            continue

        earlier.add(name)
        for fault in field_faults(field):
            yield words.OF_FIELD.fill(
                field=name,
                fault=fault,
            )


def _of_unique_keys(descriptor: Descriptor, known: set[str]) -> Iterator[Text]:
    unique_keys = descriptor.get("uniqueKeys", [])
    if not isinstance(unique_keys, list):
        yield words.NOT_A_LIST_OF_LISTS.fill(name="uniqueKeys")
        return

    for key in unique_keys:
        if not key:
            yield words.EMPTY_KEY
            continue

        yield from unknown_fields("uniqueKeys", key, known)


def _of_foreign_keys(descriptor: Descriptor, known: set[str]) -> Iterator[Text]:
    foreign_keys = descriptor.get("foreignKeys", [])
    if not isinstance(foreign_keys, list):
        yield words.NOT_A_LIST.fill(name="foreignKeys")
        return

    for key in foreign_keys:
        yield from _of_foreign_key(key, known)


def _of_foreign_key(key: object, known: set[str]) -> Iterator[Text]:
    reference = key.get("reference") if isinstance(key, Mapping) else None
    if not isinstance(key, Mapping) or not isinstance(reference, Mapping):
        yield words.NO_REFERENCE
        return

    resource = reference.get("resource", "")
    if not isinstance(resource, str):
        yield words.NO_REFERENCE
        return

    for name in reference:
        if name not in ("resource", "fields"):
            yield words.OTHER_PACKAGE.fill(name=name)

    # Table Schema v2 leaves `resource` out where the table refers to itself.
    if resource and not is_plain_name(resource):
        yield words.NO_PLAIN_NAME.fill(value=resource)

    ours = key.get("fields")
    theirs = reference.get("fields")
    yield from unknown_fields("foreignKeys", ours, known)
    if _size(ours) != _size(theirs) or not _size(theirs):
        yield words.AS_MANY_FIELDS


def _size(names: object) -> int:
    """How many names; none where they are no names."""
    return len(as_names(names)) if are_names(names) else 0


def _of_fields_match(descriptor: Descriptor) -> Iterator[Text]:
    known = get_args(FieldsMatch)
    value = descriptor.get("fieldsMatch", "exact")
    if value not in known:
        yield words.NONE_OF.fill(
            name="fieldsMatch",
            value=value,
            known=", ".join(known),
        )
