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
    OtherSpellingError,
)
from statx.sources.nearness import Nearness, nearest
from statx.tables.table import Table
from statx.texts import Text

LABELS_SHOWN = 8
NEAREST_SHOWN = 3

BY_THE_FILE_FROM_REGISTRY = Text(
    id="Disebut oleh berkas Parquet, diambil dari registri.",
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
ALL_OF_THEM = Text(
    id="semuanya ada di: statx schema list",
    en="all of them: statx schema list",
)
THE_NEAREST = Text(
    id="yang terdekat {ref} ({difference}){others}",
    en="the nearest is {ref} ({difference}){others}",
)
THEN = Text(
    id=", lalu {refs}",
    en=", then {refs}",
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
        raise _other_spelling(path, near[0])

    raise NoSchemaError(
        path=path,
        labels=_shown(table.labels),
        near=_in_words(near),
    )


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


def _other_spelling(path: Path, near: Nearness) -> OtherSpellingError:
    renames = [f"{label} → {name}" for label, name in near.renames]
    return OtherSpellingError(
        path=path,
        schema=near.schema.ref,
        renames=", ".join(renames),
    )


def _shown(labels: tuple[str, ...]) -> str:
    shown = list(labels[:LABELS_SHOWN])
    if len(labels) > LABELS_SHOWN:
        shown.append("…")
    return ", ".join(shown)


def _in_words(near: list[Nearness]) -> Text:
    """The nearest schema with what differs, and those behind it; or where all are listed."""
    if not near:
        return ALL_OF_THEM

    first, *rest = near[:NEAREST_SHOWN]
    refs = [each.schema.ref for each in rest]
    others = THEN.fill(refs=", ".join(refs)) if refs else ""
    return THE_NEAREST.fill(
        ref=first.schema.ref,
        difference=first.difference,
        others=others,
    )
