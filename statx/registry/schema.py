"""A Table Schema as values: what was agreed about a table, read once and checked whole.

What Table Schema itself can say keeps its names. What it cannot say stands under the key `statx`,
at the table and at each field (`schemas/README.md`). `Schema.parse` collects every fault of a
descriptor and raises them together, before any data is read: a bound that cannot be read, a pattern
that is no pattern, a rule that names an unknown field.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

from statx.errors import BrokenSchemaError
from statx.registry import words
from statx.registry.bounds import bare_text
from statx.registry.disclosure import FieldDisclosure, TableDisclosure
from statx.registry.faults import faults_of
from statx.registry.fields import Coverage, Field, ForeignKey, RegionCoding, RowRule, Total
from statx.registry.formula import Formula
from statx.registry.history import HistoryFields, PeriodFields, history_fields, period_fields
from statx.registry.json_file import JsonError, check_json, read_json
from statx.registry.measures import measure_of
from statx.registry.shapes import as_names, value_of
from statx.registry.unfinished import without_unfinished
from statx.registry.vocabulary import Descriptor, FieldsMatch, NumberLocale
from statx.results.classification import Classification
from statx.texts import Text, clean

KEPT = 64
"""Schemas that a process keeps: a package asks for the same one again and again."""


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
    coverage: tuple[Coverage, ...]
    history: HistoryFields | None
    """Of a code list: which of its fields say when a code is in force."""
    period_fields: PeriodFields | None
    """Which fields say what period a row is about; None where none does."""
    sha256: str
    """Of `raw`."""
    descriptor: Descriptor
    raw: bytes
    """The descriptor's bytes as they were read."""
    disclosure: TableDisclosure | None = None
    """What its figures are about; None where it says nothing."""

    @classmethod
    def parse(cls, raw: bytes | Descriptor, *, source: object) -> Schema:
        """Read a descriptor; BrokenSchemaError names `source` and lists all that is wrong."""
        return _read(raw, source) if isinstance(raw, bytes) else _parse(raw, source)

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
        """The same agreement where numbers are written as in `locale`: `id` is 1.234,56."""
        if locale == "en":
            return self

        fields = tuple(_in_indonesian(field) for field in self.fields)
        return replace(self, fields=fields)


@lru_cache(KEPT)
def _read(raw: bytes, source: object) -> Schema:
    return _parse(raw, source)


def _parse(raw: bytes | Descriptor, source: object) -> Schema:
    descriptor = _load(raw, source)
    settled = without_unfinished(descriptor)
    faults = list(faults_of(settled))
    if faults:
        raise BrokenSchemaError.of(source, faults)

    schema = _build(settled, _as_bytes(raw), fallback=str(source))
    return schema if settled is descriptor else replace(schema, descriptor=descriptor)


def _load(raw: bytes | Descriptor, source: object) -> Descriptor:
    try:
        descriptor = read_json(raw) if isinstance(raw, bytes) else raw
        check_json(descriptor)
    except JsonError as error:
        raise BrokenSchemaError.of(source, [error.text]) from error

    if not isinstance(descriptor, Mapping) or not isinstance(descriptor.get("fields"), list):
        raise BrokenSchemaError.of(source, [words.NO_FIELDS])

    return descriptor


def _as_bytes(raw: bytes | Descriptor) -> bytes:
    """What the digest is taken of; that of a descriptor does not hang on the order of its keys."""
    if isinstance(raw, bytes):
        return raw

    return json.dumps(raw, ensure_ascii=False, sort_keys=True).encode()


# ---- building, from a descriptor without faults --------------------------------------------------


def _build(descriptor: Descriptor, raw: bytes, fallback: str) -> Schema:
    statx = descriptor.get("statx", {})
    name = descriptor.get("name") or _stem(fallback)
    version = statx.get("version", descriptor.get("version", ""))
    fields = [_field(field, descriptor) for field in descriptor["fields"]]
    unique_keys = [as_names(key) for key in descriptor.get("uniqueKeys", ())]
    foreign_keys = [_foreign_key(key) for key in descriptor.get("foreignKeys", ())]
    rules = [_row_rule(rule) for rule in statx.get("rules", ())]
    totals = [_total(total) for total in statx.get("totals", ())]
    coverage = [_coverage(entry) for entry in statx.get("coverage", ())]
    primary_key = as_names(descriptor.get("primaryKey", ()))

    return Schema(
        name=str(name),
        version=str(version),
        title=_in_both_languages(descriptor, statx, "title"),
        description=_in_both_languages(descriptor, statx, "description"),
        classification=_classification(statx),
        producer=str(statx.get("producer", "")),
        period=str(statx.get("period", "")),
        sources=tuple(statx.get("sources", ())),
        example=dict(statx.get("example", {})),
        fields=tuple(fields),
        primary_key=primary_key,
        unique_keys=tuple(unique_keys),
        foreign_keys=tuple(foreign_keys),
        fields_match=descriptor.get("fieldsMatch", "exact"),
        rules=tuple(rules),
        totals=tuple(totals),
        coverage=tuple(coverage),
        history=history_fields(statx),
        period_fields=period_fields(statx, primary_key),
        sha256=hashlib.sha256(raw).hexdigest(),
        descriptor=descriptor,
        raw=raw,
        disclosure=TableDisclosure.of_descriptor(statx),
    )


def _classification(statx: Descriptor) -> Classification | None:
    declared = statx.get("classification")
    if declared is None:
        return None

    return Classification(declared)


def _field(descriptor: Descriptor, schema: Descriptor) -> Field:
    statx = descriptor.get("statx", {})
    name = descriptor["name"]
    kind = descriptor.get("type", "string")
    missing = _missing_values(descriptor, schema)
    labelled = [value_of(value) for value in missing if isinstance(value, Mapping)]
    categories = [value_of(category) for category in descriptor.get("categories") or ()]

    return Field(
        name=name,
        type=kind,
        format=str(descriptor.get("format", "default")).removeprefix("fmt:"),
        title=_in_both_languages(descriptor, statx, "title", fallback=name),
        definition=_in_both_languages(descriptor, statx, "description"),
        unit=_unit(statx),
        constraints=descriptor.get("constraints", {}),
        missing_values=tuple(str(value_of(value)) for value in missing),
        labelled_missing=frozenset(map(str, labelled)),
        decimals=statx.get("decimals"),
        region=_region(statx),
        name_of=str(statx.get("regionNameOf", "")),
        descriptor=descriptor,
        categories=tuple(map(str, categories)),
        concept=_stripped(statx.get("concept")),
        measure=measure_of(statx, _stripped(descriptor.get("title")), kind),
        example=_example(name, schema),
        disclosure=FieldDisclosure.of_descriptor(statx),
    )


def _example(name: str, schema: Descriptor) -> str:
    row = schema.get("statx", {}).get("example", {})
    return str(row.get(name) or "")


def _missing_values(descriptor: Descriptor, schema: Descriptor) -> list[object]:
    """The field's own, else the table's, else the empty text."""
    of_table = schema.get("missingValues", [""])
    values: list[object] = descriptor.get("missingValues", of_table)
    return values


def _region(statx: Descriptor) -> RegionCoding | None:
    if "region" not in statx:
        return None

    return RegionCoding(**statx["region"])


def _unit(statx: Descriptor) -> Text:
    indonesian = _stripped(statx.get("unit"))
    english = _stripped(statx.get("en", {}).get("unit"))
    return Text(id=indonesian, en=english or indonesian)


def _foreign_key(descriptor: Descriptor) -> ForeignKey:
    reference = descriptor["reference"]
    return ForeignKey(
        fields=as_names(descriptor["fields"]),
        resource=reference.get("resource", ""),
        reference_fields=as_names(reference["fields"]),
    )


def _row_rule(descriptor: Descriptor) -> RowRule:
    formula = str(descriptor["formula"])
    return RowRule(
        id=str(descriptor.get("id", formula)),
        formula=Formula.parse(formula),
        title=_in_both_languages(descriptor, descriptor, "title", fallback=formula),
        is_warning=descriptor.get("severity") == "warning",
    )


def _coverage(descriptor: Descriptor) -> Coverage:
    over = descriptor["over"]
    return Coverage(
        over=over,
        of=as_names(descriptor.get("of", ())),
        level=str(descriptor.get("level", "")),
        per=as_names(descriptor.get("per", ())),
        title=_in_both_languages(descriptor, descriptor, "title", fallback=over),
        is_warning=descriptor.get("severity") == "warning",
    )


def _total(descriptor: Descriptor) -> Total:
    id_ = descriptor["id"]
    tolerance = descriptor.get("tolerance", "0")
    return Total(
        id=id_,
        fields=as_names(descriptor["fields"]),
        over=descriptor["over"],
        total=str(descriptor.get("total", "")),
        parts=tuple(str(part) for part in descriptor.get("parts", ())),
        tolerance=Decimal(str(tolerance)),
        title=_in_both_languages(descriptor, descriptor, "title", fallback=id_),
        where=tuple((name, as_names(texts)) for name, texts in descriptor.get("where", {}).items()),
    )


def _in_both_languages(
    descriptor: Descriptor, statx: Descriptor, key: str, fallback: str = ""
) -> Text:
    """The text under `key` in Indonesian, under `en` in English; one stands in for the other."""
    indonesian = _stripped(descriptor.get(key)) or fallback
    english = _stripped(statx.get("en", {}).get(key))
    return Text(id=indonesian, en=english or indonesian)


def _stripped(value: object) -> str:
    """Foreign words on one line."""
    return clean(" ".join(str(value or "").split()))


def _stem(path: str) -> str:
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return name.removesuffix(".json")


# ---- in another locale ---------------------------------------------------------------------------


def _in_indonesian(field: Field) -> Field:
    """Bounds stay what they were: those written as text are read here, in the field's own style."""
    if field.type not in ("number", "integer"):
        return field

    if {"decimalChar", "groupChar"} & set(field.descriptor):
        return field

    marks = {"decimalChar": ",", "groupChar": "."}
    return replace(
        field,
        constraints=_bounds_as_numbers(field),
        descriptor={**field.descriptor, **marks},
    )


def _bounds_as_numbers(field: Field) -> Descriptor:
    if field.type != "number":
        return field.constraints

    return {name: _as_number(bound, field) for name, bound in field.constraints.items()}


def _as_number(bound: object, field: Field) -> Any:  # noqa: ANN401  what constraints hold
    if isinstance(bound, list):
        return [_as_number(value, field) for value in bound]

    if isinstance(bound, str):
        return Decimal(bare_text(bound, field.descriptor))

    return bound
