"""Which schema judges a table, where nobody named one: its own, or the only one with its header."""

from __future__ import annotations

from pathlib import Path

from statx.errors import MissingFileError
from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.registry.vocabulary import Descriptor
from statx.sources.choice import TableOptions
from statx.sources.errors import (
    AmbiguousSchemaError,
    HeaderBelowError,
    NoSchemaError,
    OtherColumnNamesError,
    OtherSpellingError,
)
from statx.sources.layout import recognise_layout
from statx.sources.nearness import Nearness, nearest
from statx.tables.table import Table
from statx.texts import Text, joined

LABELS_SHOWN = 5

BY_THE_FILE_FROM_REGISTRY = Text(
    id="Ditentukan dalam berkas Parquet, diambil dari registri.",
    en="Named by the Parquet file, taken from the registry.",
)
INSIDE_THE_FILE = Text(
    id="Terbawa di dalam berkas Parquet.",
    en="Carried inside the Parquet file.",
)
BY_THE_HEADER = Text(
    id="Satu-satunya skema dengan nama kolom ini.",
    en="The only schema whose field names are this header.",
)
NO_SCHEMA_HAS = Text(
    id="tidak ada skema dengan kolom ini ({labels})",
    en="no schema has these columns ({labels})",
)
CHOOSE = Text(
    id="Sebutkan skemanya dengan {options.schema}; semuanya ada di: statx schema list",
    en="Name one with {options.schema}; all of them: statx schema list",
).fill()
CHOOSE_THE_NEAREST = Text(
    id=(
        "Yang terdekat {ref}: {difference}. Bila itu yang dimaksud: {options.schema:{ref}};"
        " semuanya ada di: statx schema list"
    ),
    en=(
        "The nearest is {ref}: {difference}. If that is meant: {options.schema:{ref}}; all of them:"
        " statx schema list"
    ),
)
ALL_SCHEMAS = Text(
    id="Bentuk yang disepakati: statx schema list",
    en="For the layouts that were agreed: statx schema list",
)
PROPOSED = Text(
    id="Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx tidy {path}",
    en="Or have a recipe proposed that reads this file as it is: statx tidy {path}",
)
BY_A_RECIPE = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
"""Suffixes of files for which a recipe can be proposed."""
NEAREST_SCHEMA = Text(
    id="Bentuk yang disepakati, skema terdekat: statx schema show {ref}",
    en="For the layout that was agreed, the nearest schema: statx schema show {ref}",
)


def schema_of(
    path: Path, table: Table, options: TableOptions, catalog: Catalog
) -> tuple[Schema, Text]:
    """The schema that judges the table, and why it is this one.

    Raises UnknownSchemaError, BrokenSchemaError and MissingFileError for a schema that is named,
    NoSchemaError and its like where the header must decide and cannot.
    """
    if isinstance(options.schema, Schema):
        return options.schema, options.named_by
    if options.schema:
        return named_schema(options.schema, catalog), options.named_by

    inside = table.metadata.get("schema")
    if inside:
        return _schema_inside(inside, path, catalog)
    return _schema_with_header(path, table, catalog)


def named_schema(words: str, catalog: Catalog) -> Schema:
    """A schema by its path, or by its name in the registry; a code list has one, too."""
    path = Path(words)
    if path.suffix != ".json" and not path.is_file():
        return _schema_in_registry(words, catalog)

    try:
        raw = path.read_bytes()
    except OSError as error:
        raise MissingFileError(path=path) from error
    return Schema.parse(raw, source=path)


def _schema_in_registry(ref: str, catalog: Catalog) -> Schema:
    code_list = catalog.code_list(ref)
    if code_list is not None:
        return code_list.schema
    return catalog.schema(ref)


def agreed_schema(schema: Schema, catalog: Catalog) -> Schema | None:
    """The registry's schema of the same name and version; None where it has none."""
    if schema.name not in catalog.names:
        return None
    if schema.version not in catalog.versions(schema.name):
        return None
    return catalog.schema(schema.ref)


def _schema_inside(descriptor: Descriptor, path: Path, catalog: Catalog) -> tuple[Schema, Text]:
    """What a file says of itself is believed only where the registry does not know better."""
    schema = Schema.parse(descriptor, source=path)
    agreed = agreed_schema(schema, catalog)
    if agreed is not None:
        return agreed, BY_THE_FILE_FROM_REGISTRY
    return schema, INSIDE_THE_FILE


def _schema_with_header(path: Path, table: Table, catalog: Catalog) -> tuple[Schema, Text]:
    fitting = catalog.with_header(table.labels)
    if len(fitting) == 1:
        return fitting[0], BY_THE_HEADER
    if fitting:
        candidates = ", ".join(schema.ref for schema in fitting)
        raise AmbiguousSchemaError(
            path=path,
            candidates=candidates,
        )

    _refuse_header_below(path, table, catalog)
    near = nearest(table.labels, catalog)
    if near and near[0].differs_by_spelling_alone:
        raise _other_spelling(path, table, near[0])
    raise _no_schema(path, table, near, catalog)


def _refuse_header_below(path: Path, table: Table, catalog: Catalog) -> None:
    """HeaderBelowError where the header of a schema stands further down, under lines of titles."""
    for schema in catalog.schemas():
        below = table.title_lines(schema.names)
        if below is not None:
            line, row = below
            error = HeaderBelowError(
                path=path,
                schema=schema.ref,
                line=line,
                row=row,
            )
            error.row = row
            raise error


def _other_spelling(path: Path, table: Table, near: Nearness) -> OtherSpellingError:
    names = dict(near.renames)
    delimiter = table.reading.delimiter
    if delimiter:
        header = delimiter.join(names.get(label, label) for label in table.labels)
        error = OtherSpellingError(
            path=path,
            schema=near.schema.ref,
            header=header,
        )
    else:
        renames = [f"{label} → {name}" for label, name in near.renames]
        error = OtherColumnNamesError(
            path=path,
            schema=near.schema.ref,
            renames=", ".join(renames),
        )

    error.schema = near.schema.ref
    return error


def _no_schema(path: Path, table: Table, near: list[Nearness], catalog: Catalog) -> NoSchemaError:
    """With what the table looks like, where that is what keeps it from being any schema's."""
    layout = recognise_layout(table)
    if layout is None:
        error = NoSchemaError(
            path=path,
            why=NO_SCHEMA_HAS.fill(labels=_shown(table.labels)),
            near=_or_by_a_recipe(_in_words(near), path),
        )
    else:
        near = nearest(layout.labels, catalog)
        agreed = NEAREST_SCHEMA.fill(ref=near[0].schema.ref) if near else ALL_SCHEMAS
        error = NoSchemaError(
            path=path,
            why=layout.says,
            near=_or_by_a_recipe(agreed, path),
        )
        error.header_row = layout.header_row

    error.labels = table.labels
    return error


def _or_by_a_recipe(near: Text, path: Path) -> Text:
    """A layout need not be changed by hand where a recipe can describe it."""
    if path.suffix.lower() not in BY_A_RECIPE:
        return near

    return joined((near, PROPOSED.fill(path=path)), ". ")


def _shown(labels: tuple[str, ...]) -> str:
    shown = list(labels[:LABELS_SHOWN])
    if len(labels) > LABELS_SHOWN:
        shown.append("…")
    return ", ".join(shown)


def _in_words(near: list[Nearness]) -> Text:
    """The nearest schema with what differs; or where all are listed."""
    if not near:
        return CHOOSE
    return CHOOSE_THE_NEAREST.fill(
        ref=near[0].schema.ref,
        difference=near[0].difference,
    )
