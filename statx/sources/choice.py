"""How one table is read and judged: what everybody says of it, merged once.

The caller goes first, then the descriptor's resource, then `[[dataset]]` of statx.toml. What nobody
says is found in the file itself, or is as usual.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from statx.config import Dataset
from statx.options import DATA_OPTIONS, ENCODING, LOCALE, RECIPE, SCHEMA, DataOptions
from statx.registry.descriptor import Resource
from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect
from statx.tables import format_of
from statx.texts import Text

AS_USUAL = TableDialect()
NOTHING = DataOptions()
Locale = Literal["en", "id"]

BY_THE_CALLER = Text(
    id="Ditentukan dengan {options.schema}.",
    en="Named by {options.schema}.",
).fill()
BY_THE_DESCRIPTOR = Text(
    id="Ditentukan dalam datapackage.json.",
    en="Named by datapackage.json.",
)
BY_THE_SETTINGS = Text(
    id="Ditentukan dalam statx.toml.",
    en="Named by statx.toml.",
)


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How one table is read and judged, as far as anybody says."""

    schema: Schema | str
    """The schema itself, or a path or reference to it; empty where nobody names one."""
    named_by: Text
    """Who names the schema."""
    locale: Locale
    encoding: str
    """Empty: the byte order mark says it, or it is UTF-8."""
    dialect: TableDialect
    recipe: str = ""
    """The path of the recipe that makes the table of a sheet; empty: the file is the table."""


def merge(caller: DataOptions, resource: Resource | None, dataset: Dataset | None) -> TableOptions:
    """What holds for one table, of what all of them say."""
    settings = dataset.options if dataset else NOTHING
    schema, named_by = _schema(caller, resource, settings)
    return TableOptions(
        schema,
        named_by,
        locale=_locale(caller, settings),
        encoding=_encoding(caller, resource, settings),
        dialect=_dialect(caller, resource, settings),
        recipe=caller[RECIPE] or settings[RECIPE],
    )


def _schema(
    caller: DataOptions, resource: Resource | None, settings: DataOptions
) -> tuple[Schema | str, Text]:
    if caller[SCHEMA]:
        return caller[SCHEMA], BY_THE_CALLER
    if resource is not None and resource.schema is not None:
        return resource.schema, BY_THE_DESCRIPTOR
    return settings[SCHEMA], BY_THE_SETTINGS


def _encoding(caller: DataOptions, resource: Resource | None, settings: DataOptions) -> str:
    if caller[ENCODING]:
        return caller[ENCODING]
    if resource is not None and resource.encoding and _may_be_text(resource):
        return resource.encoding
    return settings[ENCODING]


def _locale(caller: DataOptions, settings: DataOptions) -> Locale:
    """A descriptor cannot say it: Table Schema has signs for numbers, and no locale."""
    named = caller[LOCALE] or settings[LOCALE]
    return "id" if named == "id" else "en"


def _may_be_text(resource: Resource) -> bool:
    """Frictionless writes an encoding for every file, a workbook too, which has none."""
    format_ = format_of(resource.path)
    return format_ is None or format_.is_text


def _dialect(caller: DataOptions, resource: Resource | None, settings: DataOptions) -> TableDialect:
    """The resource's dialect, with the caller's word before it, and the settings' behind it."""
    dialect = _declared(resource)
    for option in DATA_OPTIONS.values():
        name = option.dialect_property
        if not name:
            continue

        value = caller[option]
        if value == option.empty and _is_usual(dialect, name):
            value = settings[option]
        if value != option.empty:
            changed = {name: option.in_dialect(value)}
            dialect = replace(dialect, **changed)
    return dialect


def _declared(resource: Resource | None) -> TableDialect:
    """The dialect of a resource; what is called tsv has tabs, unless it says otherwise."""
    if resource is None:
        return AS_USUAL
    if resource.format == "tsv" and _is_usual(resource.dialect, "delimiter"):
        return replace(resource.dialect, delimiter="\t")
    return resource.dialect


def _is_usual(dialect: TableDialect, name: str) -> bool:
    """Whether a descriptor leaves this property as it usually is."""
    value = getattr(dialect, name)
    usual = getattr(AS_USUAL, name)
    return bool(value == usual)
