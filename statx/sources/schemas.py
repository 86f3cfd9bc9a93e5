"""Which schema judges a table, where nobody named one: the file's own, or the only one with its header."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from statx.errors import MissingFileError
from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.registry.vocabulary import Descriptor
from statx.sources.choice import TableOptions
from statx.sources.errors import AmbiguousSchemaError, NoSchemaError
from statx.tables.table import Table
from statx.texts import Text

LABELS_SHOWN = 8
NEAREST_SHOWN = 3

BY_THE_FILE_FROM_REGISTRY = Text(
    id="Disebut oleh berkas Parquet, diambil dari registri.",
    en="Named by the Parquet file, taken from the registry.",
)
INSIDE_THE_FILE = Text(id="Terbawa di dalam berkas Parquet.", en="Carried inside the Parquet file.")
BY_THE_HEADER = Text(
    id="Satu-satunya skema dengan nama kolom ini.",
    en="The only schema whose field names are this header.",
)
ALL_OF_THEM = Text(id="semuanya ada di: statx schema list", en="all of them: statx schema list")
THE_NEAREST = Text(id="yang terdekat: {best}", en="the nearest are: {best}")


def schema_of(
    path: Path, table: Table, options: TableOptions, catalog: Catalog
) -> tuple[Schema, Text]:
    """The schema that judges the table, and why it is this one.

    Raises UnknownSchemaError, BrokenSchemaError and MissingFileError for a schema that is named, NoSchemaError and
    AmbiguousSchemaError where the header must decide and cannot.
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
    """A schema by its path, or by its name in the registry."""
    path = Path(words)
    if path.suffix != ".json" and not path.is_file():
        return catalog.schema(words)
    try:
        return Schema.parse(path.read_bytes(), source=path)
    except OSError as error:
        raise MissingFileError(path=path) from error


def _schema_inside(descriptor: Descriptor, path: Path, catalog: Catalog) -> tuple[Schema, Text]:
    """What a file says of itself is believed only where the registry knows no schema of that name and version."""
    schema = Schema.parse(descriptor, source=path)
    if schema.name in catalog.names and schema.version in catalog.versions(schema.name):
        return catalog.schema(schema.ref), BY_THE_FILE_FROM_REGISTRY
    return schema, INSIDE_THE_FILE


def _schema_with_header(path: Path, table: Table, catalog: Catalog) -> tuple[Schema, Text]:
    fitting = catalog.with_header(table.labels)
    if len(fitting) == 1:
        return fitting[0], BY_THE_HEADER
    if fitting:
        raise AmbiguousSchemaError(
            path=path, candidates=", ".join(schema.ref for schema in fitting)
        )
    raise NoSchemaError(
        path=path, labels=_shown(table.labels), near=_nearest(table.labels, catalog)
    )


def _shown(labels: tuple[str, ...]) -> str:
    shown = ", ".join(labels[:LABELS_SHOWN])
    return f"{shown}, …" if len(labels) > LABELS_SHOWN else shown


def _nearest(labels: Iterable[str], catalog: Catalog) -> Text:
    """The schemas that share the most field names with a header, or where all of them are listed."""
    header = set(labels)
    shared = {schema.ref: len(header & set(schema.names)) for schema in catalog.schemas()}
    sharing = [ref for ref, number in shared.items() if number]
    if not sharing:
        return ALL_OF_THEM

    sharing.sort(key=lambda ref: -shared[ref])
    return THE_NEAREST.fill(best=", ".join(sharing[:NEAREST_SHOWN]))
