"""What is wrong with a descriptor, all of it, before any data is read.

The faults are English words and the descriptor's own names, as a schema's author reads them. Nothing here trusts
the shape of what it reads: any JSON ends in faults or in a schema that can be built, never in a traceback.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import get_args

from statx.registry.formula import Formula, FormulaError
from statx.registry.vocabulary import (
    BOUNDS,
    CONSTRAINTS,
    FORMATS,
    ITEM_TYPES,
    TYPES,
    WITH_CATEGORIES,
    CodeSystem,
    Descriptor,
    FieldsMatch,
)
from statx.results.classification import CLASSIFICATIONS

FLAGS = ("bareNumber", "floatNumber", "categoriesOrdered")
NOT_IN_MARKS = re.compile(r"[0-9+\-\s]")
"""What a decimal or a group mark cannot be; a space may group."""


def faults_of(descriptor: Descriptor) -> Iterator[str]:
    """Everything that is wrong with a descriptor whose `fields` is a list."""
    names = [
        field.get("name") if isinstance(field, Mapping) else None for field in descriptor["fields"]
    ]
    if not names:
        yield "fields: empty"
    for number, (field, name) in enumerate(zip(descriptor["fields"], names, strict=True), start=1):
        if not isinstance(name, str) or not name:
            yield f"field {number}: no name"
        elif names.index(name) < number - 1:
            yield f"field {name}: named twice"
        else:
            yield from (f"field {name}: {fault}" for fault in _of_field(field))
    known = {name for name in names if isinstance(name, str)}
    yield from _of_missing_values(descriptor)
    yield from _of_keys(descriptor, known)
    yield from _of_foreign_keys(descriptor, known)
    yield from _of_statx(descriptor.get("statx", {}), descriptor["fields"], known)
    if descriptor.get("fieldsMatch", "exact") not in get_args(FieldsMatch):
        yield (
            f"fieldsMatch: {descriptor['fieldsMatch']!r} is none of"
            f" {', '.join(get_args(FieldsMatch))}"
        )


# ---- a field ---------------------------------------------------------------------------------------


def _of_field(field: Descriptor) -> Iterator[str]:
    kind = field.get("type", "string")
    if kind not in TYPES:
        yield f"type {kind!r} is not known"
        return
    yield from _of_format(field, kind)
    properties = list(chain(_of_missing_values(field), _of_properties(field, kind)))
    yield from properties
    yield from _of_own(field.get("statx", {}))
    constraints = field.get("constraints", {})
    if not isinstance(constraints, Mapping):
        yield "constraints: not an object"
    elif not properties:  # without them, no bound can be read
        yield from _of_constraints(field, kind, constraints)


def _of_format(field: Descriptor, kind: str) -> Iterator[str]:
    form = field.get("format", "default")
    if not isinstance(form, str):
        yield f"format: {form!r} is no text"
    elif kind in ("date", "datetime", "time") and form == "any":
        yield 'format "any" guesses (05/01 is May or January); name the format, such as "%d/%m/%Y"'
    elif form not in FORMATS.get(kind, (form,)):
        yield f"format {form!r} is none of {', '.join(FORMATS[kind])}"


def _of_missing_values(descriptor: Descriptor) -> Iterator[str]:
    values = descriptor.get("missingValues", [])
    if not isinstance(values, list):
        yield "missingValues: not a list"
        return
    for value in values:
        text = value.get("value") if isinstance(value, Mapping) else value
        if not isinstance(text, str):
            yield f"missingValues: {value!r} is no text, nor an object with a value that is one"


def _of_properties(field: Descriptor, kind: str) -> Iterator[str]:
    yield from (
        f"{name}: not true or false"
        for name in FLAGS
        if not isinstance(field.get(name, False), bool)
    )
    yield from _of_marks(field)
    for name in ("trueValues", "falseValues"):
        if name in field and not _are_texts(field[name]):
            yield f"{name}: not a list of texts"
    if not isinstance(field.get("delimiter", ","), str) or not field.get("delimiter", ","):
        yield f"delimiter: {field['delimiter']!r} separates nothing"
    if field.get("itemType", "string") not in ITEM_TYPES:
        yield f"itemType: {field['itemType']!r} is none of {', '.join(ITEM_TYPES)}"
    if "arrayItem" in field and kind == "array":
        yield from _of_items(field["arrayItem"])
    if field.get("categories") is not None:
        yield from _of_categories(field["categories"], kind)


def _of_marks(field: Descriptor) -> Iterator[str]:
    decimal, group = field.get("decimalChar", "."), field.get("groupChar", "")
    if not isinstance(decimal, str) or not decimal or NOT_IN_MARKS.search(decimal):
        yield f"decimalChar: {decimal!r} is no decimal mark"
    if not isinstance(group, str) or NOT_IN_MARKS.search(
        group.replace(" ", "").replace("\u00a0", "")
    ):
        yield f"groupChar: {group!r} is no group mark"
    elif group and group == decimal and field.get("type") == "number":
        yield f"decimalChar and groupChar are both {group!r}"


def _of_items(items: object) -> Iterator[str]:
    if not isinstance(items, Mapping):
        yield "arrayItem: not an object"
        return
    yield from (f"arrayItem: {fault}" for fault in _of_field({"type": "any", **items}))


def _of_categories(categories: object, kind: str) -> Iterator[str]:
    if kind not in WITH_CATEGORIES:
        yield f"categories do not apply to type {kind!r}"
    elif not isinstance(categories, list) or not categories:
        yield "categories: not a list of values"
    else:
        wanted = str if kind == "string" else int
        for category in categories:
            value = category.get("value") if isinstance(category, Mapping) else category
            if not isinstance(value, wanted) or isinstance(value, bool):
                yield f"categories: {value!r} cannot be read as {kind}"


def _of_own(statx: object) -> Iterator[str]:
    """What stands under `statx` at a field."""
    if not isinstance(statx, Mapping):
        yield "statx: not an object"
        return
    decimals = statx.get("decimals", 0)
    if not isinstance(decimals, int) or isinstance(decimals, bool) or not 0 <= decimals <= 30:  # noqa: PLR2004  of the 38 digits of a decimal column
        yield f"statx.decimals: {decimals!r} is no number of decimals"
    if not isinstance(statx.get("en", {}), Mapping):
        yield "statx.en: not an object"
    if "region" in statx:
        yield from _of_region(statx["region"])


def _of_region(region: object) -> Iterator[str]:
    if (
        not isinstance(region, Mapping)
        or set(region) != {"system", "level"}
        or not isinstance(region["level"], str)
    ):
        yield 'statx.region: needs "system" and "level"'
    elif region["system"] not in get_args(CodeSystem):
        yield (
            f"statx.region: system {region['system']!r} is none of"
            f" {', '.join(get_args(CodeSystem))}"
        )


# ---- constraints -----------------------------------------------------------------------------------


def _of_constraints(field: Descriptor, kind: str, constraints: Descriptor) -> Iterator[str]:
    for name in constraints:
        if name not in (*CONSTRAINTS[kind], "unique"):
            yield f"constraint {name!r} does not apply to type {kind!r}"
    for name in ("required", "unique"):
        if not isinstance(constraints.get(name, False), bool):
            yield f"{name}: not true or false"
    for name in ("minLength", "maxLength"):
        length = constraints.get(name, 0)
        if not isinstance(length, int) or isinstance(length, bool) or length < 0:
            yield f"{name}: {length!r} is not a length"
    for name in BOUNDS:
        if name in constraints and not readable(constraints[name], field, kind):
            yield f"{name}: {constraints[name]!r} cannot be read as {kind}"
    yield from _of_enum(constraints, field, kind)
    if "pattern" in constraints:
        yield from _of_pattern(constraints["pattern"])


def _of_enum(constraints: Descriptor, field: Descriptor, kind: str) -> Iterator[str]:
    if "enum" not in constraints:
        return
    enum = constraints["enum"]
    if not isinstance(enum, list) or not enum:
        yield "enum: not a list of values"
    else:
        yield from (
            f"enum: {value!r} cannot be read as {kind}"
            for value in enum
            if not readable(value, field, kind)
        )


def _of_pattern(pattern: object) -> Iterator[str]:
    """Read as the judge reads it: a pattern for the whole text."""
    if not isinstance(pattern, str):
        yield f"pattern: {pattern!r} is no text"
        return
    try:
        re.compile(pattern)
        re.compile(rf"^(?:{pattern})\Z$")
    except (re.error, RecursionError, OverflowError) as error:
        yield f"pattern: {error}"


def readable(value: object, field: Descriptor, kind: str) -> bool:
    """Whether a bound or an enum value is of the field's type; the judge reads it with the same reader as a cell."""
    match kind:
        case "integer":
            return _is_integer(value, field)
        case "number":
            return _is_number(value, field)
        case "year":
            is_year = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 9999  # noqa: PLR2004  the last year of four digits
            return is_year or (isinstance(value, str) and bool(re.fullmatch(r"[0-9]{4}", value)))
        case "yearmonth":
            return isinstance(value, str) and bool(re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", value))
        case "date" | "time" | "datetime":
            return isinstance(value, str) and _is_moment(
                value, kind, str(field.get("format", "default"))
            )
        case "boolean":
            words = (
                *field.get("trueValues", ("true", "True", "TRUE", "1")),
                *field.get("falseValues", ("false", "False", "FALSE", "0")),
            )
            return isinstance(value, bool) or (isinstance(value, str) and value in words)
        case "string" | "duration":
            return isinstance(value, str)
    return True


def _is_integer(value: object, field: Descriptor) -> bool:
    if isinstance(value, str):
        return _reads(int, bare(value, field).replace(str(field.get("groupChar", "")) or "\0", ""))
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, float) and value.is_integer()
    )


def _is_number(value: object, field: Descriptor) -> bool:
    if isinstance(value, str):
        text = bare(value, field).replace(str(field.get("groupChar", "")) or "\0", "")
        decimal = str(field.get("decimalChar", "."))
        if decimal != "." and "." in text:
            return False
        return (
            _reads(Decimal, text.replace(decimal, "."))
            and not Decimal(text.replace(decimal, ".")).is_nan()
        )
    return (
        isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and value == value  # noqa: PLR0124  NaN is no bound
    )


def bare(text: str, field: Descriptor) -> str:
    """A number's text without what may stand around it: spaces, or with `bareNumber` false anything."""
    return (
        text.strip()
        if field.get("bareNumber", True)
        else re.sub(r"((^[^-\d]*)|(\D*$))", "", text.strip())
    )


def _reads(reader: type[int | Decimal], text: str) -> bool:
    try:
        reader(text)
    except (ValueError, InvalidOperation):
        return False
    return True


def _is_moment(text: str, kind: str, form: str) -> bool:
    form = form.removeprefix("fmt:")
    try:
        if form != "default" or kind == "date":
            datetime.datetime.strptime(text, "%Y-%m-%d" if form == "default" else form)  # noqa: DTZ007  a pattern without a zone has none
            return True
        return _is_iso(text if kind == "datetime" else f"2000-01-01T{text}")
    except ValueError:
        return False


def _is_iso(text: str) -> bool:
    """Frictionless asks for seconds and leaves the rest to dateutil."""
    from dateutil.parser import isoparse  # type: ignore[import-untyped]  # few schemas bound a time

    isoparse(text)
    return len(text) >= len("2000-01-01T00:00:00") and text[16] == ":"


# ---- keys ------------------------------------------------------------------------------------------


def _of_keys(descriptor: Descriptor, known: set[str]) -> Iterator[str]:
    yield from _unknown("primaryKey", descriptor.get("primaryKey", []), known)
    unique_keys = descriptor.get("uniqueKeys", [])
    if not isinstance(unique_keys, list):
        yield "uniqueKeys: not a list of lists"
        return
    for key in unique_keys:
        yield from _unknown("uniqueKeys", key, known) if key else ["uniqueKeys: an empty key"]


def _of_foreign_keys(descriptor: Descriptor, known: set[str]) -> Iterator[str]:
    foreign_keys = descriptor.get("foreignKeys", [])
    if not isinstance(foreign_keys, list):
        yield "foreignKeys: not a list"
        return
    for key in foreign_keys:
        reference = key.get("reference") if isinstance(key, Mapping) else None
        if not isinstance(reference, Mapping) or not isinstance(reference.get("resource"), str):
            yield 'foreignKeys: each needs "fields" and "reference" with "resource" and "fields"'
            continue
        ours, theirs = key.get("fields"), reference.get("fields")
        yield from _unknown("foreignKeys", ours, known)
        if not _are_names(theirs) or _size(ours) != _size(theirs) or not _size(ours):
            yield "foreignKeys: as many reference fields as fields are needed"


def _unknown(key: str, names: object, known: set[str]) -> Iterator[str]:
    if not _are_names(names):
        yield f"{key}: not a list of field names"
        return
    each = [names] if isinstance(names, str) else names
    yield from (f"{key}: there is no field {name!r}" for name in each if name not in known)  # type: ignore[attr-defined]  # a list, by now


def _are_names(names: object) -> bool:
    return isinstance(names, str) or (
        isinstance(names, (list, tuple)) and all(isinstance(name, str) for name in names)
    )


def _are_texts(values: object) -> bool:
    return (
        isinstance(values, list)
        and bool(values)
        and all(isinstance(value, str) for value in values)
    )


def _size(names: object) -> int:
    return len(names) if isinstance(names, (list, tuple)) else 1


# ---- what Table Schema cannot say ------------------------------------------------------------------


def _of_statx(statx: object, fields: list[object], known: set[str]) -> Iterator[str]:
    if not isinstance(statx, Mapping):
        yield "statx: not an object"
        return
    if statx.get("classification", CLASSIFICATIONS[0]) not in CLASSIFICATIONS:
        yield (
            f"statx.classification: {statx['classification']!r} is none of"
            f" {', '.join(CLASSIFICATIONS)}"
        )
    for name, kind in (
        ("en", Mapping),
        ("example", Mapping),
        ("sources", list),
        ("rules", list),
        ("totals", list),
    ):
        if not isinstance(statx.get(name, kind() if kind is list else {}), kind):
            yield f"statx.{name}: not {'a list' if kind is list else 'an object'}"
            return
    yield from _of_names(fields, known)
    for rule in statx.get("rules", ()):
        yield from _of_rule(rule, known)
    numeric = {
        str(field.get("name"))
        for field in fields
        if isinstance(field, Mapping) and field.get("type") in ("integer", "number")
    }
    for total in statx.get("totals", ()):
        yield from _of_total(total, known, numeric)


def _of_names(fields: list[object], known: set[str]) -> Iterator[str]:
    """`regionNameOf` speaks of another field."""
    for field in fields:
        statx = field.get("statx") if isinstance(field, Mapping) else None
        named = statx.get("regionNameOf", "") if isinstance(statx, Mapping) else ""
        if not isinstance(named, str) or (named and named not in known):
            yield f"statx.regionNameOf: there is no field {named!r}"


def _of_rule(rule: object, known: set[str]) -> Iterator[str]:
    if not isinstance(rule, Mapping) or not isinstance(rule.get("formula"), str):
        yield 'rule without "formula"'
        return
    if not isinstance(rule.get("en", {}), Mapping):
        yield f"rule {rule.get('id')}: en is not an object"
    try:
        names = Formula.parse(rule["formula"]).names
    except FormulaError as error:
        yield f"rule {rule.get('id')}: {error} is not understood"
        return
    yield from _unknown(f"rule {rule.get('id')}", names, known)
    if not names:
        yield f"rule {rule.get('id')}: speaks of no field"


def _of_total(total: object, known: set[str], numeric: set[str]) -> Iterator[str]:
    needed = {"id", "fields", "over"}
    if (
        not isinstance(total, Mapping)
        or not needed <= set(total)
        or not all(isinstance(total[name], str) for name in ("id", "over"))
    ):
        yield 'total: needs "id", "fields", "over", and "by": "region" or "total" and "parts"'
        return
    if total.get("by") != "region" and not (
        isinstance(total.get("parts"), list) and total["parts"] and "total" in total
    ):
        yield f'total {total["id"]}: needs "by": "region", or "total" and "parts"'
    if not isinstance(total.get("en", {}), Mapping):
        yield f"total {total['id']}: en is not an object"
    tolerance = total.get("tolerance", "0")
    if not _is_number(tolerance, {}) or not 0 <= Decimal(str(tolerance)) < 10**12:
        yield f"total {total['id']}: tolerance {total['tolerance']!r} is no number"
    yield from _unknown(f"total {total['id']}", total["fields"], known & numeric)
    yield from _unknown(f"total {total['id']}", total["over"], known)
