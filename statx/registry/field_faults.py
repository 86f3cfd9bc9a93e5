"""What is wrong with a field of a Table Schema: its type, its properties, its constraints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import get_args

from statx.registry import words
from statx.registry.bounds import is_readable
from statx.registry.patterns import NO_PATTERN, read_pattern
from statx.registry.properties import property_faults
from statx.registry.shapes import are_texts, is_length, value_of
from statx.registry.vocabulary import (
    BOUNDS,
    CONSTRAINTS,
    FORMATS,
    ITEM_TYPES,
    MOMENTS,
    TYPES,
    WITH_CATEGORIES,
    CodeSystem,
    Descriptor,
)
from statx.texts import Text

FLAGS = ("bareNumber", "floatNumber", "categoriesOrdered")
DIRECTIVES = {
    "YYYY": "%Y",
    "yyyy": "%Y",
    "MM": "%m",
    "DD": "%d",
    "dd": "%d",
    "HH": "%H",
    "hh": "%H",
    "mm": "%M",
    "ss": "%S",
    "SS": "%S",
}
"""What other programs write for a directive of strptime."""
A_MOMENT = datetime(
    2024,
    12,
    31,
    13,
    59,
    58,
    123456,
    tzinfo=UTC,
)
MOST_DECIMALS = 30
"""Of the 38 digits of a decimal column."""
NOT_IN_MARKS = re.compile(r"[0-9+\-\s]")
"""What a decimal or a group mark cannot be; a space may group."""


def field_faults(field: Descriptor) -> Iterator[Text]:
    """Everything that is wrong with one field."""
    kind = field.get("type", "string")
    if kind not in TYPES:
        yield words.UNKNOWN_TYPE.fill(value=kind)
        return

    yield from property_faults("field", field)
    yield from _of_format(field, kind)
    of_properties = [*missing_value_faults(field), *_of_properties(field, kind)]
    yield from of_properties
    yield from _of_statx_part(field.get("statx", {}))

    constraints = field.get("constraints", {})
    if not isinstance(constraints, Mapping):
        yield words.NOT_AN_OBJECT.fill(name="constraints")
    elif not of_properties:  # with wrong properties, no bound can be read
        yield from _of_constraints(field, kind, constraints)


def missing_value_faults(descriptor: Descriptor) -> Iterator[Text]:
    """What is wrong with the missing values of a field or of the table."""
    values = descriptor.get("missingValues", [])
    if not isinstance(values, list):
        yield words.NOT_A_LIST.fill(name="missingValues")
        return

    for value in values:
        if not isinstance(value_of(value), str):
            yield words.NO_MISSING_VALUE.fill(
                name="missingValues",
                value=value,
            )


# ---- properties ----------------------------------------------------------------------------------


def _of_format(field: Descriptor, kind: str) -> Iterator[Text]:
    form = field.get("format", "default")
    if not isinstance(form, str):
        yield words.NO_TEXT.fill(
            name="format",
            value=form,
        )
        return

    if kind in MOMENTS and form == "any":
        yield words.GUESSING_FORMAT
        return

    if kind in MOMENTS:
        yield from _of_moment_format(form)
        return

    known = FORMATS.get(kind)
    if known is not None and form not in known:
        yield words.UNKNOWN_FORMAT.fill(
            value=form,
            known=", ".join(known),
        )


def _of_moment_format(form: str) -> Iterator[Text]:
    """A pattern as strptime reads them; `YYYY-MM-DD` is one of other programs."""
    pattern = form.removeprefix("fmt:")
    if pattern == "default" or _is_moment_pattern(pattern):
        return

    better = pattern
    for letters, directive in DIRECTIVES.items():
        better = better.replace(letters, directive)

    if not _is_moment_pattern(better):
        better = "%Y-%m-%d"

    yield words.NO_DATE_FORMAT.fill(
        value=form,
        better=better,
    )


def _is_moment_pattern(pattern: str) -> bool:
    """Whether it has a directive, and what it writes it also reads."""
    if "%" not in pattern:
        return False

    try:
        datetime.strptime(A_MOMENT.strftime(pattern), pattern)  # noqa: DTZ007  only whether it is read
    except ValueError:
        return False

    return True


def _of_properties(field: Descriptor, kind: str) -> Iterator[Text]:
    for name in FLAGS:
        if not isinstance(field.get(name, False), bool):
            yield words.NOT_TRUE_OR_FALSE.fill(name=name)

    yield from _of_marks(field)

    for name in ("trueValues", "falseValues"):
        if name in field and not are_texts(field[name]):
            yield words.NOT_A_LIST_OF_TEXTS.fill(name=name)

    yield from _of_items(field, kind)
    if field.get("categories") is not None:
        yield from _of_categories(field["categories"], kind)


def _of_marks(field: Descriptor) -> Iterator[Text]:
    decimal_char = field.get("decimalChar", ".")
    if not _is_mark(decimal_char):
        yield words.NO_DECIMAL_MARK.fill(value=decimal_char)

    group_char = field.get("groupChar", "")
    if not _is_group_mark(group_char):
        yield words.NO_GROUP_MARK.fill(value=group_char)
        return

    is_number = field.get("type") == "number"
    if is_number and group_char and group_char == decimal_char:
        yield words.ONE_MARK_FOR_TWO.fill(value=group_char)


def _is_mark(value: object) -> bool:
    if not isinstance(value, str) or not value:
        return False

    return not NOT_IN_MARKS.search(value)


def _is_group_mark(value: object) -> bool:
    """A mark, a space, or nothing."""
    if not isinstance(value, str):
        return False

    without_spaces = value.replace(" ", "").replace("\u00a0", "")
    return not NOT_IN_MARKS.search(without_spaces)


def _of_items(field: Descriptor, kind: str) -> Iterator[Text]:
    """Of a list in a cell, and of an array."""
    delimiter = field.get("delimiter", ",")
    if not isinstance(delimiter, str) or not delimiter:
        yield words.SEPARATES_NOTHING.fill(value=delimiter)

    item_type = field.get("itemType", "string")
    if item_type not in ITEM_TYPES:
        known = ", ".join(ITEM_TYPES)
        yield words.NONE_OF.fill(
            name="itemType",
            value=item_type,
            known=known,
        )

    if kind != "array" or "arrayItem" not in field:
        return

    item = field["arrayItem"]
    if not isinstance(item, Mapping):
        yield words.NOT_AN_OBJECT.fill(name="arrayItem")
        return

    for fault in field_faults({"type": "any", **item}):
        yield words.OF_PROPERTY.fill(
            name="arrayItem",
            fault=fault,
        )


def _of_categories(categories: object, kind: str) -> Iterator[Text]:
    if kind not in WITH_CATEGORIES:
        yield words.NO_CATEGORIES.fill(kind=kind)
        return

    if not isinstance(categories, list) or not categories:
        yield words.NOT_A_LIST_OF_VALUES.fill(name="categories")
        return

    type_ = str if kind == "string" else int
    for category in categories:
        value = value_of(category)
        if not isinstance(value, type_) or isinstance(value, bool):
            yield words.NOT_READABLE.fill(
                name="categories",
                value=value,
                kind=kind,
            )


def _of_statx_part(statx: object) -> Iterator[Text]:
    """What stands under `statx` at a field."""
    if not isinstance(statx, Mapping):
        yield words.NOT_AN_OBJECT.fill(name="statx")
        return

    decimals = statx.get("decimals", 0)
    if not is_length(decimals) or decimals > MOST_DECIMALS:
        yield words.NO_DECIMALS.fill(value=decimals)

    if not isinstance(statx.get("en", {}), Mapping):
        yield words.NOT_AN_OBJECT.fill(name="statx.en")

    if "region" in statx:
        yield from _of_region(statx["region"])

    if "synonyms" in statx and not are_texts(statx["synonyms"]):
        yield words.NOT_A_LIST_OF_TEXTS.fill(name="statx.synonyms")


def _of_region(region: object) -> Iterator[Text]:
    if not isinstance(region, Mapping) or set(region) != {"system", "level"}:
        yield words.NO_REGION
        return

    if not isinstance(region["level"], str):
        yield words.NO_REGION
        return

    systems = get_args(CodeSystem)
    if region["system"] not in systems:
        yield words.UNKNOWN_SYSTEM.fill(
            value=region["system"],
            known=", ".join(systems),
        )


# ---- constraints ---------------------------------------------------------------------------------


def _of_constraints(field: Descriptor, kind: str, constraints: Descriptor) -> Iterator[Text]:
    known = (*CONSTRAINTS[kind], "unique")
    for name, value in constraints.items():
        if name in known:
            yield from _of_constraint(
                name,
                value,
                field,
                kind,
            )
        else:
            yield words.OTHER_CONSTRAINT.fill(
                name=name,
                kind=kind,
            )


def _of_constraint(name: str, value: object, field: Descriptor, kind: str) -> Iterator[Text]:
    if name in ("required", "unique"):
        if not isinstance(value, bool):
            yield words.NOT_TRUE_OR_FALSE.fill(name=name)
    elif name in ("minLength", "maxLength"):
        if not is_length(value):
            yield words.NO_LENGTH.fill(
                name=name,
                value=value,
            )
    elif name in BOUNDS:
        yield from _of_value(
            name,
            value,
            field,
            kind,
        )
    elif name == "enum":
        yield from _of_enum(value, field, kind)
    elif name == "pattern":
        yield from _of_pattern(value)


def _of_value(name: str, value: object, field: Descriptor, kind: str) -> Iterator[Text]:
    if not is_readable(value, field, kind):
        yield words.NOT_READABLE.fill(
            name=name,
            value=value,
            kind=kind,
        )


def _of_enum(enum: object, field: Descriptor, kind: str) -> Iterator[Text]:
    if not isinstance(enum, list) or not enum:
        yield words.NOT_A_LIST_OF_VALUES.fill(name="enum")
        return

    for value in enum:
        yield from _of_value(
            "enum",
            value,
            field,
            kind,
        )


def _of_pattern(pattern: object) -> Iterator[Text]:
    if not isinstance(pattern, str):
        yield words.NO_TEXT.fill(
            name="pattern",
            value=pattern,
        )
        return

    try:
        is_bounded = read_pattern(pattern).is_bounded
    except NO_PATTERN as error:
        yield words.NO_PATTERN.fill(reason=error)
        return
    if not is_bounded:
        yield words.ENDLESS_PATTERN.fill(pattern=pattern)
