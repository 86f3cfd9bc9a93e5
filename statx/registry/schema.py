"""A Table Schema as values: what was agreed about a table, read once and checked whole.

What Table Schema itself can say keeps its names. What it cannot say stands under the key `statx`, at the
table and at each field (`schemas/README.md`). `Schema.parse` collects every fault of a descriptor and
raises them together, before any data is read: a bound that cannot be read, a pattern that is no pattern,
a rule that names an unknown field.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any, Literal, get_args

from statx.errors import BrokenSchemaError
from statx.registry.formula import Formula, FormulaError
from statx.texts import Text

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
CLASSIFICATIONS = ("terbuka", "terbatas", "tertutup")
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
CONSTRAINTS: dict[str, tuple[str, ...]] = {
    "string": ("required", "minLength", "maxLength", "pattern", "enum"),
    **dict.fromkeys(
        ("integer", "number", "date", "datetime", "time", "year", "yearmonth"), ("required", *BOUNDS, "enum")
    ),
    **dict.fromkeys(("boolean", "duration", "any", "geopoint"), ("required", "enum")),
    **dict.fromkeys(("array", "list", "object"), ("required", "minLength", "maxLength", "enum")),
    "geojson": ("required", "enum"),
}


@dataclass(frozen=True, slots=True)
class RegionCoding:
    """The code system and the level of the region codes in a field."""

    system: CodeSystem
    level: str


@dataclass(frozen=True)
class Field:
    """One column: its type, what constrains it, what it means."""

    name: str
    type: str
    format: str
    title: Text
    definition: Text
    unit: Text
    constraints: Descriptor
    missing_values: tuple[str, ...]
    labelled_missing: frozenset[str]
    """Missing values that carry a meaning of their own (Table Schema v2)."""
    decimals: int | None
    """How many decimals the agreement gives this number; None where it says nothing."""
    region: RegionCoding | None
    name_of: str
    """The field whose region code this field names; empty where it names none."""
    descriptor: Descriptor

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    @property
    def unique(self) -> bool:
        return bool(self.constraints.get("unique"))

    @property
    def decimal_char(self) -> str:
        return str(self.descriptor.get("decimalChar", "."))

    @property
    def group_char(self) -> str:
        return str(self.descriptor.get("groupChar", ""))

    @property
    def bare_number(self) -> bool:
        return bool(self.descriptor.get("bareNumber", True))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Cells of `fields` must stand as `reference_fields` in `resource`; an empty resource is this table itself."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowRule:
    """What must hold between the cells of one row."""

    id: str
    formula: Formula
    title: Text
    is_warning: bool


@dataclass(frozen=True, slots=True)
class Total:
    """Rows that must equal the sum of other rows: a region over its children, or `total` over `parts`."""

    id: str
    fields: tuple[str, ...]
    over: str
    total: str
    parts: tuple[str, ...]
    """Empty where the parts are the child regions of the code in `over`."""
    tolerance: Decimal
    title: Text

    @property
    def by_region(self) -> bool:
        return not self.parts


@dataclass(frozen=True)
class Schema:
    """What was agreed about a table. Frozen: the same file gives the same digest."""

    name: str
    version: str
    title: Text
    description: Text
    classification: str
    producer: str
    period: str
    sources: tuple[str, ...]
    example: Mapping[str, str]
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...]
    foreign_keys: tuple[ForeignKey, ...]
    fields_match: FieldsMatch
    rules: tuple[RowRule, ...]
    totals: tuple[Total, ...]
    sha256: str
    """Of the descriptor's bytes as they were read."""
    descriptor: Descriptor

    @classmethod
    def parse(cls, raw: bytes | Descriptor, *, source: object) -> Schema:
        """Read a descriptor; BrokenSchemaError lists everything that is wrong with it, naming `source`."""
        text = raw if isinstance(raw, bytes) else json.dumps(raw, ensure_ascii=False, sort_keys=True).encode()
        descriptor = _loaded(raw, source)
        faults = list(_faults(descriptor))
        if faults:
            raise BrokenSchemaError(path=source, faults="; ".join(faults))
        return _built(descriptor, hashlib.sha256(text).hexdigest(), fallback=str(source))

    @property
    def ref(self) -> str:
        """`name@version`, or the name alone."""
        return f"{self.name}@{self.version}" if self.version else self.name

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields' names in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The field called `name`."""
        return self.fields[self.names.index(name)]

    def in_locale(self, locale: NumberLocale) -> Schema:
        """The same agreement for a file in which numbers are written as in `locale`: `id` is 1.234,56."""
        if locale == "en":
            return self
        return replace(self, fields=tuple(_in_indonesian(field) for field in self.fields))


def _loaded(raw: bytes | Descriptor, source: object) -> Descriptor:
    try:
        descriptor = json.loads(raw.decode("utf-8-sig")) if isinstance(raw, bytes) else raw
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise BrokenSchemaError(path=source, faults=f"JSON: {error}") from error
    if not isinstance(descriptor, Mapping) or not isinstance(descriptor.get("fields"), list):
        raise BrokenSchemaError(path=source, faults='"fields": …')
    return descriptor


# ---- faults: English words and the descriptor's own names, as a schema's author reads them ----------


def _faults(descriptor: Descriptor) -> Iterator[str]:
    fields = descriptor["fields"]
    if not fields:
        yield "fields: empty"
    names = [field.get("name") if isinstance(field, Mapping) else None for field in fields]
    for number, (field, name) in enumerate(zip(fields, names, strict=True), start=1):
        if not isinstance(name, str) or not name:
            yield f"field {number}: no name"
        elif names.index(name) < number - 1:
            yield f"field {name}: named twice"
        else:
            yield from (f"field {name}: {fault}" for fault in _field_faults(field))
    known = {name for name in names if isinstance(name, str)}
    yield from _key_faults(descriptor, known)
    if not isinstance(descriptor.get("statx", {}), Mapping):
        yield "statx: not an object"
    else:
        yield from _statx_faults(descriptor.get("statx", {}), known)
    if descriptor.get("fieldsMatch", "exact") not in get_args(FieldsMatch):
        yield f"fieldsMatch: {descriptor['fieldsMatch']!r} is none of {', '.join(get_args(FieldsMatch))}"


def _field_faults(field: Descriptor) -> Iterator[str]:
    kind, constraints = field.get("type", "string"), field.get("constraints", {})
    if kind not in TYPES:
        yield f"type {kind!r} is not known"
        return
    if kind in ("date", "datetime", "time") and field.get("format") == "any":
        yield 'format "any" guesses (05/01 is May or January); name the format, such as "%d/%m/%Y"'
    if not isinstance(constraints, Mapping):
        yield "constraints: not an object"
        return
    for name in constraints:
        if name not in (*CONSTRAINTS[kind], "unique"):
            yield f"constraint {name!r} does not apply to type {kind!r}"
    yield from _constraint_faults(field, kind, constraints)


def _constraint_faults(field: Descriptor, kind: str, constraints: Descriptor) -> Iterator[str]:
    for name in ("required", "unique"):
        if not isinstance(constraints.get(name, False), bool):
            yield f"{name}: not true or false"
    for name in ("minLength", "maxLength"):
        if name in constraints and (not isinstance(constraints[name], int) or constraints[name] < 0):
            yield f"{name}: {constraints[name]!r} is not a length"
    for name in BOUNDS:
        if name in constraints and not _readable(constraints[name], field, kind):
            yield f"{name}: {constraints[name]!r} cannot be read as {kind}"
    enum = constraints.get("enum")
    if enum is not None and (not isinstance(enum, list) or not enum):
        yield "enum: not a list of values"
    elif enum is not None:
        yield from (
            f"enum: {value!r} cannot be read as {kind}" for value in enum if not _readable(value, field, kind)
        )
    try:
        re.compile(str(constraints.get("pattern", "")))
    except (re.error, RecursionError) as error:
        yield f"pattern: {error}"


def _readable(value: object, field: Descriptor, kind: str) -> bool:
    """Whether a bound or an enum value is of the field's type; the judge reads it with the same reader as a cell."""
    if isinstance(value, bool):
        return kind in ("boolean", "any")
    match kind:
        case "integer" | "year":
            return isinstance(value, int) or bool(re.fullmatch(r"\s*[+-]?\d+\s*", str(value)))
        case "number":
            return _is_decimal(value, str(field.get("decimalChar", ".")), str(field.get("groupChar", "")))
        case "date" | "time" | "datetime":
            return _is_moment(str(value), kind, str(field.get("format", "default")))
        case "yearmonth":
            return bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", str(value)))
        case "string":
            return isinstance(value, str)
    return True


def _is_decimal(value: object, decimal_char: str, group_char: str) -> bool:
    text = str(value)
    if isinstance(value, str):
        text = text.replace(group_char, "") if group_char else text
        text = text.replace(decimal_char, ".")
    try:
        return not Decimal(text).is_nan()
    except InvalidOperation:
        return False


def _is_moment(text: str, kind: str, form: str) -> bool:
    reader = {"date": datetime.date, "time": datetime.time, "datetime": datetime.datetime}[kind]
    try:
        reader.fromisoformat(text) if form in ("default", "any") else datetime.datetime.strptime(text, form)  # noqa: DTZ007  a pattern without a zone has none
    except ValueError:
        return False
    return True


def _key_faults(descriptor: Descriptor, known: set[str]) -> Iterator[str]:
    yield from _unknown("primaryKey", _as_tuple(descriptor.get("primaryKey", ())), known)
    unique_keys = descriptor.get("uniqueKeys", [])
    if not isinstance(unique_keys, list):
        yield "uniqueKeys: not a list of lists"
        unique_keys = []
    for key in unique_keys:
        yield from _unknown("uniqueKeys", _as_tuple(key), known)
    foreign_keys = descriptor.get("foreignKeys", [])
    if not isinstance(foreign_keys, list):
        yield "foreignKeys: not a list"
        foreign_keys = []
    for key in foreign_keys:
        reference = key.get("reference") if isinstance(key, Mapping) else None
        if not isinstance(reference, Mapping) or not {"resource", "fields"} <= set(reference) or "fields" not in key:
            yield 'foreignKeys: each needs "fields" and "reference" with "resource" and "fields"'
            continue
        yield from _unknown("foreignKeys", _as_tuple(key["fields"]), known)
        if len(_as_tuple(key["fields"])) != len(_as_tuple(reference["fields"])):
            yield "foreignKeys: as many reference fields as fields are needed"


def _unknown(key: str, names: tuple[str, ...], known: set[str]) -> Iterator[str]:
    return (f"{key}: there is no field {name!r}" for name in names if name not in known)


def _statx_faults(statx: Descriptor, known: set[str]) -> Iterator[str]:
    if "classification" in statx and statx["classification"] not in CLASSIFICATIONS:
        yield f"statx.classification: {statx['classification']!r} is none of {', '.join(CLASSIFICATIONS)}"
    for rule in statx.get("rules", ()):
        try:
            names = Formula.parse(str(rule["formula"])).names
        except FormulaError as error:
            yield f"rule {rule.get('id')}: {error} is not understood"
        except KeyError as error:
            yield f"rule without {error}"
        else:
            yield from _unknown(f"rule {rule.get('id')}", names, known)
    for total in statx.get("totals", ()):
        if not {"id", "fields", "over"} <= set(total) or ("parts" not in total and total.get("by") != "region"):
            yield f'total {total.get("id")}: needs "id", "fields", "over", and "by": "region" or "total" and "parts"'
            continue
        yield from _unknown(f"total {total['id']}", (*_as_tuple(total["fields"]), total["over"]), known)


# ---- building, from a descriptor without faults ----------------------------------------------------


def _built(descriptor: Descriptor, sha256: str, fallback: str) -> Schema:
    statx = descriptor.get("statx", {})
    return Schema(
        name=str(descriptor.get("name") or _stem(fallback)),
        version=str(statx.get("version", descriptor.get("version", ""))),
        title=_both(descriptor, statx, "title"),
        description=_both(descriptor, statx, "description"),
        classification=str(statx.get("classification", "")),
        producer=str(statx.get("producer", "")),
        period=str(statx.get("period", "")),
        sources=tuple(statx.get("sources", ())),
        example=dict(statx.get("example", {})),
        fields=tuple(_field(field, descriptor) for field in descriptor["fields"]),
        primary_key=_as_tuple(descriptor.get("primaryKey", ())),
        unique_keys=tuple(_as_tuple(key) for key in descriptor.get("uniqueKeys", ())),
        foreign_keys=tuple(_foreign_key(key) for key in descriptor.get("foreignKeys", ())),
        fields_match=descriptor.get("fieldsMatch", "exact"),
        rules=tuple(_row_rule(rule) for rule in statx.get("rules", ())),
        totals=tuple(_total(total) for total in statx.get("totals", ())),
        sha256=sha256,
        descriptor=descriptor,
    )


def _field(descriptor: Descriptor, schema: Descriptor) -> Field:
    statx = descriptor.get("statx", {})
    missing = descriptor.get("missingValues", schema.get("missingValues", [""]))
    english = statx.get("en", {})
    unit = str(statx.get("unit", ""))
    return Field(
        name=descriptor["name"],
        type=descriptor.get("type", "string"),
        format=str(descriptor.get("format", "default")).removeprefix("fmt:"),
        title=_both(descriptor, statx, "title", fallback=descriptor["name"]),
        definition=_both(descriptor, statx, "description"),
        unit=Text(id=unit, en=str(english.get("unit", unit))),
        constraints=descriptor.get("constraints", {}),
        missing_values=tuple(str(value["value"] if isinstance(value, Mapping) else value) for value in missing),
        labelled_missing=frozenset(str(value["value"]) for value in missing if isinstance(value, Mapping)),
        decimals=statx.get("decimals"),
        region=RegionCoding(**statx["region"]) if "region" in statx else None,
        name_of=str(statx.get("regionNameOf", "")),
        descriptor=descriptor,
    )


def _foreign_key(descriptor: Descriptor) -> ForeignKey:
    reference = descriptor["reference"]
    return ForeignKey(_as_tuple(descriptor["fields"]), str(reference["resource"]), _as_tuple(reference["fields"]))


def _row_rule(descriptor: Descriptor) -> RowRule:
    formula = str(descriptor["formula"])
    title = _both(descriptor, descriptor, "title", fallback=formula)
    is_warning = descriptor.get("severity") == "warning"
    return RowRule(str(descriptor.get("id", formula)), Formula.parse(formula), title, is_warning)


def _total(descriptor: Descriptor) -> Total:
    return Total(
        id=descriptor["id"],
        fields=_as_tuple(descriptor["fields"]),
        over=descriptor["over"],
        total=str(descriptor.get("total", "")),
        parts=tuple(str(part) for part in descriptor.get("parts", ())),
        tolerance=Decimal(str(descriptor.get("tolerance", "0"))),
        title=_both(descriptor, descriptor, "title", fallback=descriptor["id"]),
    )


def _both(descriptor: Descriptor, statx: Descriptor, key: str, fallback: str = "") -> Text:
    """The text under `key` in Indonesian, and under `en` in English; one stands in for the other."""
    indonesian = str(descriptor.get(key) or fallback)
    return Text(id=indonesian, en=str(statx.get("en", {}).get(key) or indonesian))


def _as_tuple(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]  # lists, after JSON


def _stem(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".json")


def _in_indonesian(field: Field) -> Field:
    if field.type not in ("number", "integer") or {"decimalChar", "groupChar"} & set(field.descriptor):
        return field
    return replace(field, descriptor={**field.descriptor, "decimalChar": ",", "groupChar": "."})
