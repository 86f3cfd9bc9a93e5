"""What is to be judged: which files, under which schema, with which references.

Which schema judges is settled in this order and said in the report: the one that was named; the datapackage.json
that names the file; the [[dataset]] of statx.toml; the schema a Parquet file of statx carries; the one registry
schema whose field names are the header. None or several: nothing is judged, and the candidates are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast

import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.check import References
from statx.config import Config, Dataset
from statx.errors import MissingFileError, NoDataError, StatxError
from statx.files import reading
from statx.registry.catalog import Catalog
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.descriptor import DataPackage, Resource
from statx.registry.schema import Field, Schema
from statx.registry.table_dialect import TableDialect
from statx.registry.vocabulary import Descriptor
from statx.sources.errors import AmbiguousSchemaError, NoSchemaError, NotOneTableError
from statx.tables import FORMATS, format_of, open_table
from statx.tables.header import match_header
from statx.tables.judged import JudgedColumn, judge_block
from statx.tables.meaning import CellReader
from statx.tables.parquet.folder import is_partitioned, parts_of
from statx.tables.table import Table
from statx.texts import Text

Locale = Literal["", "en", "id"]
LABELS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class DataOptions:
    """What the caller settles about all that is to be judged; empty is left to the files."""

    schema: str = ""
    """A path, or a registry reference `kemiskinan@1.0.0`."""
    locale: Locale = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    """The record that is the header, from 1."""


@dataclass(frozen=True)
class Target:
    """One table and what it is judged by."""

    place: str
    """As the user named it."""
    path: Path
    name: str
    """The resource's."""
    schema: Schema
    chosen: Text
    table: Table
    references: References
    agreement: Schema
    """The schema as it was agreed, whatever the locale of this file."""
    locale: str = "en"
    resource: Resource | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be judged, and why."""

    place: str
    path: Path
    error: StatxError


@dataclass(frozen=True)
class TableReferences(References):
    """What a table's foreign keys can refer to: itself, the resources of its package, the registry's code lists."""

    name: str
    table: Table
    schema: Schema
    catalog: Catalog
    package: DataPackage | None = None

    def values(
        self, resource: str, names: tuple[str, ...], fields: tuple[Field, ...]
    ) -> frozenset[tuple[str | None, ...]] | None:
        if resource in ("", self.name):
            return _values_of(self.table, self.schema, names, fields)
        found = self.package.resource(resource) if self.package else None
        if found is not None and found.schema is not None:
            table = open_table(found.path, encoding=found.encoding, declared=found.dialect)
            return _values_of(table, _with_null(found.schema, found), names, fields)
        code_list = self.catalog.code_list(resource)
        return (
            code_list.values(names)
            if code_list and set(names) <= set(code_list.schema.names)
            else None
        )


def targets(
    paths: Sequence[Path], choice: DataOptions, catalog: Catalog, config: Config
) -> Iterator[Target | Refusal]:
    """Every table below `paths`, settled one by one."""
    for path in paths:
        try:
            with reading(path):
                found = list(_files(path))
        except StatxError as error:
            yield Refusal(str(path), path, error)
            continue
        for place, file, package in found:
            try:
                yield settled(place, file, package, choice, catalog, config)
            except StatxError as error:
                yield Refusal(place, file, error)


def settle_one_target(path: Path, choice: DataOptions, catalog: Catalog, config: Config) -> Target:
    """The one table at `path`, settled; raises what keeps it from being judged."""
    with reading(path):
        if path.is_dir() and not is_partitioned(path):
            raise NotOneTableError(path=path)
        if not path.exists():
            raise MissingFileError(path=path)
        package = _package_beside(path)
    return settled(str(path), path, package, choice, catalog, config)


def settled(
    place: str,
    path: Path,
    package: DataPackage | None,
    choice: DataOptions,
    catalog: Catalog,
    config: Config,
    schema: Schema | None = None,
) -> Target:
    """One file, open, with the schema that judges it: the one given, else the one that is found."""
    resource = package.of_file(path) if package else None
    dataset = config.dataset_of(path)
    table = open_table(
        path,
        encoding=choice.encoding
        or (resource.encoding if resource else "")
        or (dataset.encoding if dataset else ""),
        declared=_declared(choice, resource, dataset),
    )
    found, chosen = (
        (schema, Text(id="Diberikan.", en="Given."))
        if schema
        else _schema(path, table, choice, resource, dataset.schema if dataset else "", catalog)
    )
    locale = choice.locale or cast("Locale", dataset.locale if dataset else "") or "en"
    judging = _with_null(found.in_locale(locale), resource)
    fitted = _for_schema(table, judging)
    name = resource.name if resource and resource.name else resource_name(path)
    references = TableReferences(name, fitted, judging, catalog, package)
    return Target(place, path, name, judging, chosen, fitted, references, found, locale, resource)


def _declared(
    choice: DataOptions, resource: Resource | None, dataset: Dataset | None
) -> TableDialect:
    """What the caller says goes before the descriptor, and that before statx.toml."""
    declared = resource.dialect if resource else TableDialect()
    delimiter = choice.delimiter or declared.delimiter or (dataset.delimiter if dataset else "")
    row = choice.header_row or (
        dataset.header_row if dataset and declared.header_rows is None else 0
    )
    return replace(
        declared, delimiter=delimiter, header_rows=(row,) if row else declared.header_rows
    )


def _with_null(schema: Schema, resource: Resource | None) -> Schema:
    """The same agreement for a file in whose dialect one more text is a missing value."""
    null = resource.dialect.null_sequence if resource else None
    if null is None:
        return schema
    fields = (
        replace(field, missing_values=(*field.missing_values, null)) for field in schema.fields
    )
    return replace(schema, fields=tuple(fields))


def resource_name(path: Path) -> str:
    """A file's name as a Data Package names a resource: lower case, letters, digits, `-._`."""
    stem = path.name.split(".")[0].lower()
    return "".join(
        letter if letter.isascii() and (letter.isalnum() or letter in "-._") else "-"
        for letter in stem
    )


def _files(path: Path) -> Iterator[tuple[str, Path, DataPackage | None]]:
    """(place, file, the package it belongs to) of all data at `path`."""
    if path.name == DESCRIPTOR and path.is_file():
        package = DataPackage.read(path)
        yield from ((str(each.path), each.path, package) for each in package.resources)
    elif path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield str(path), path, _package_beside(path)
    else:
        raise MissingFileError(path=path)


def _in_folder(folder: Path) -> Iterator[tuple[str, Path, DataPackage | None]]:
    if (folder / DESCRIPTOR).is_file():
        yield from _files(folder / DESCRIPTOR)
        return
    found = sorted(_tables(folder))
    if not found:
        raise NoDataError(
            path=folder, known=", ".join(name for name, each in FORMATS.items() if each.suffixes)
        )
    for path in found:
        yield str(path), path, _package_beside(path)


def _tables(folder: Path) -> Iterator[Path]:
    """The files that are tables, and the folders that are one; what stands beside the parts of one is a table, too."""
    if is_partitioned(folder):
        parts = set(parts_of(folder))
        beside = (
            path
            for path in folder.rglob("*")
            if path not in parts and not _hidden(path.relative_to(folder))
        )
        yield folder
        yield from (path for path in beside if path.is_file() and format_of(path))
        return
    for path in (path for path in folder.iterdir() if not _hidden(Path(path.name))):
        if path.is_dir():
            yield from _tables(path)
        elif path.is_file() and format_of(path):
            yield path


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.parts)


def _package_beside(path: Path) -> DataPackage | None:
    described = path.parent / DESCRIPTOR
    if not described.is_file():
        return None
    package = DataPackage.read(described)
    return package if package.of_file(path) else None


def _schema(
    path: Path,
    table: Table,
    choice: DataOptions,
    resource: Resource | None,
    of_config: str,
    catalog: Catalog,
) -> tuple[Schema, Text]:
    if choice.schema:
        return named_schema(choice.schema, catalog), Text(
            id="Disebut dengan --schema.", en="Named by --schema."
        )
    if resource is not None and resource.schema is not None:
        return resource.schema, Text(
            id="Disebut oleh datapackage.json.", en="Named by datapackage.json."
        )
    if of_config:
        return named_schema(of_config, catalog), Text(
            id="Disebut oleh statx.toml.", en="Named by statx.toml."
        )
    summary = table.metadata.get("schema")
    return _carried(summary, path, catalog) if summary else _by_header(path, table, catalog)


def _carried(descriptor: Descriptor, path: Path, catalog: Catalog) -> tuple[Schema, Text]:
    """What a file says of itself is believed only where the registry knows no schema of that name and version."""
    schema = Schema.parse(descriptor, source=path)
    if schema.name in catalog.names and schema.version in catalog.versions(schema.name):
        return catalog.schema(schema.ref), Text(
            id="Disebut oleh berkas Parquet, diambil dari registri.",
            en="Named by the Parquet file, taken from the registry.",
        )
    return schema, Text(
        id="Terbawa di dalam berkas Parquet.", en="Carried inside the Parquet file."
    )


def named_schema(words: str, catalog: Catalog) -> Schema:
    """A schema by its path, or by its name in the registry."""
    path = Path(words)
    if path.suffix == ".json" or path.is_file():
        try:
            return Schema.parse(path.read_bytes(), source=path)
        except OSError as error:
            raise MissingFileError(path=path) from error
    return catalog.schema(words)


def _by_header(path: Path, table: Table, catalog: Catalog) -> tuple[Schema, Text]:
    found = catalog.with_header(table.labels)
    if len(found) == 1:
        return found[0], Text(
            id="Satu-satunya skema dengan nama kolom ini.",
            en="The only schema whose field names are this header.",
        )
    if found:
        raise AmbiguousSchemaError(path=path, candidates=", ".join(schema.ref for schema in found))
    labels = ", ".join(table.labels[:LABELS_SHOWN]) + (
        ", …" if len(table.labels) > LABELS_SHOWN else ""
    )
    raise NoSchemaError(path=path, labels=labels, near=_nearest(table.labels, catalog))


def _nearest(labels: Iterable[str], catalog: Catalog) -> Text:
    """The schemas that share the most field names with a header, or where all of them are listed."""
    shared = {schema.ref: len(set(schema.names) & set(labels)) for schema in catalog.schemas()}
    best = sorted((ref for ref, number in shared.items() if number), key=lambda ref: -shared[ref])[
        :3
    ]
    if not best:
        return Text(id="semuanya ada di: statx schema list", en="all of them: statx schema list")
    return Text(id="yang terdekat: {best}", en="the nearest are: {best}").fill(best=", ".join(best))


def _for_schema(table: Table, schema: Schema) -> Table:
    """Tell a table what only the schema knows of its cells."""
    return FORMATS[table.reading.format].fitted(table, schema)


def _values_of(
    table: Table, schema: Schema, names: tuple[str, ...], fields: tuple[Field, ...]
) -> frozenset[tuple[str | None, ...]] | None:
    """The key texts of these fields in every record of another resource, or of the table itself."""
    table = _for_schema(table, schema)
    paired = match_header(table.labels, schema).fields
    present = [field.name for field in paired]
    if not set(names) <= set(present) & set(schema.names):
        return None
    at = [present.index(name) for name in names]
    judges = [CellReader(field) for field in paired]
    found: set[tuple[str | None, ...]] = set()
    for block in table.blocks():
        columns = judge_block(block.read(), judges).columns
        keys = [
            _keys_by_row(columns[position], field)
            for position, field in zip(at, fields, strict=True)
        ]
        found.update(zip(*keys, strict=True))
    return frozenset(value for value in found if UNEQUAL not in value)


def _comparable(field: Field, other: Field) -> bool:
    """Whether a value of one can equal a value of the other: 1 is 1.0, and not the text 1."""
    return _KINDS.get(field.type, field.type) == _KINDS.get(other.type, other.type)


_KINDS = {"integer": "number", "year": "number", "any": "string"}


UNEQUAL = "\0"
"""Stands for a value that no value of the other field can equal."""


def _keys_by_row(column: JudgedColumn, other: Field) -> list[str | None]:
    unequal = column.unequal if _comparable(column.field, other) else ~column.valueless
    keys = pc.if_else(pa.array(unequal), UNEQUAL, column.keys) if unequal.any() else column.keys
    by_row: list[str | None] = column.spread(keys.to_numpy(zero_copy_only=False)).tolist()
    return by_row
