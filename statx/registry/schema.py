"""A Table Schema as values: what was agreed about a table, read once and checked whole.

What Table Schema itself can say keeps its names. What it cannot say stands under the key `statx`, at the
table and at each field (`schemas/README.md`). `Schema.parse` collects every fault of a descriptor and
raises them together, before any data is read: a bound that cannot be read, a pattern that is no pattern,
a rule that names an unknown field.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from statx.errors import BrokenSchemaError
from statx.registry.faults import bare, faults_of
from statx.registry.formula import Formula
from statx.registry.vocabulary import (
    CodeSystem,
    Descriptor,
    FieldsMatch,
    NumberLocale,
)
from statx.results.classification import Classification
from statx.texts import Text


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
    categories: tuple[str, ...] = ()
    """The only values there may be, as texts (Table Schema v2); empty where it says nothing."""

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
    classification: Classification | None
    """None where the descriptor says nothing."""
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
    """Of `raw`."""
    descriptor: Descriptor
    raw: bytes
    """The descriptor's bytes as they were read."""

    @classmethod
    def parse(cls, raw: bytes | Descriptor, *, source: object) -> Schema:
        """Read a descriptor; BrokenSchemaError lists everything that is wrong with it, naming `source`."""
        descriptor = _loaded(raw, source)
        text = (
            raw
            if isinstance(raw, bytes)
            else json.dumps(raw, ensure_ascii=False, sort_keys=True).encode()
        )
        faults = list(faults_of(descriptor))
        if faults:
            raise BrokenSchemaError(path=source, faults="; ".join(faults))
        return _built(descriptor, text, fallback=str(source))

    @property
    def ref(self) -> str:
        """`name@version`, or the name alone."""
        return f"{self.name}@{self.version}" if self.version else self.name

    @property
    def is_public(self) -> bool:
        """Whether its values may be said to anyone; so where nothing is declared."""
        return self.classification in (None, Classification.PUBLIC)

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
        json.dumps(
            descriptor, ensure_ascii=False
        ).encode()  # "\\ud800" is JSON, and no text that could ever be written
    except (ValueError, RecursionError) as error:
        raise BrokenSchemaError(path=source, faults=f"JSON: {error}") from error
    if not isinstance(descriptor, Mapping) or not isinstance(descriptor.get("fields"), list):
        raise BrokenSchemaError(path=source, faults='"fields": …')
    return descriptor


# ---- building, from a descriptor without faults ----------------------------------------------------


def _built(descriptor: Descriptor, raw: bytes, fallback: str) -> Schema:
    statx = descriptor.get("statx", {})
    return Schema(
        name=str(descriptor.get("name") or _stem(fallback)),
        version=str(statx.get("version", descriptor.get("version", ""))),
        title=_both(descriptor, statx, "title"),
        description=_both(descriptor, statx, "description"),
        classification=_classification(statx),
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
        sha256=hashlib.sha256(raw).hexdigest(),
        descriptor=descriptor,
        raw=raw,
    )


def _classification(statx: Descriptor) -> Classification | None:
    declared = statx.get("classification")
    return None if declared is None else Classification(declared)


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
        missing_values=tuple(str(_value_of(value)) for value in missing),
        labelled_missing=frozenset(
            str(value["value"]) for value in missing if isinstance(value, Mapping)
        ),
        decimals=statx.get("decimals"),
        region=RegionCoding(**statx["region"]) if "region" in statx else None,
        name_of=str(statx.get("regionNameOf", "")),
        descriptor=descriptor,
        categories=tuple(
            str(_value_of(category)) for category in descriptor.get("categories") or ()
        ),
    )


def _value_of(entry: object) -> object:
    """Of a value alone, or of an object with a label beside it."""
    return entry["value"] if isinstance(entry, Mapping) else entry


def _foreign_key(descriptor: Descriptor) -> ForeignKey:
    reference = descriptor["reference"]
    return ForeignKey(
        _as_tuple(descriptor["fields"]), str(reference["resource"]), _as_tuple(reference["fields"])
    )


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
    indonesian = str(descriptor.get(key) or "").strip() or fallback
    return Text(id=indonesian, en=str(statx.get("en", {}).get(key) or "").strip() or indonesian)


def _as_tuple(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]  # lists, after JSON


def _stem(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".json")


def _in_indonesian(field: Field) -> Field:
    """Bounds stay what they were: those that the descriptor writes as text are read here, in its own style."""
    if field.type not in ("number", "integer") or {"decimalChar", "groupChar"} & set(
        field.descriptor
    ):
        return field
    constraints = field.constraints
    if field.type == "number":
        constraints = {
            name: _as_number(bound, field.descriptor) for name, bound in constraints.items()
        }
    return replace(
        field,
        constraints=constraints,
        descriptor={**field.descriptor, "decimalChar": ",", "groupChar": "."},
    )


def _as_number(bound: object, field: Descriptor) -> Any:  # noqa: ANN401  what constraints hold
    if isinstance(bound, list):
        return [_as_number(value, field) for value in bound]
    return Decimal(bare(bound, field)) if isinstance(bound, str) else bound
