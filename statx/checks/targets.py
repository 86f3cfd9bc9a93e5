"""What is to be judged: which files, under which schema, with which references.

Which schema judges is settled in this order and said in the report: the one that was named; the datapackage.json
that names the file; the [[dataset]] of statx.toml; the schema a Parquet file of statx carries; the one registry
schema whose field names are the header. None or several: nothing is judged, and the candidates are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from statx.checks.check import References
from statx.config import Config
from statx.errors import (
    AmbiguousSchemaError,
    MissingFileError,
    NoDataError,
    NoSchemaError,
    StatxError,
)
from statx.registry.catalog import Catalog
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.descriptor import DataPackage, Resource
from statx.registry.schema import Schema
from statx.tables import FORMATS, format_of, open_table
from statx.tables.cells import Judge
from statx.tables.judged import judged
from statx.tables.canonical import key_texts
from statx.tables.table import Table
from statx.texts import Text

Locale = Literal["", "en", "id"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the caller settles about all that is to be judged; empty is left to the files."""

    schema: str = ""
    """A path, or a registry reference `kemiskinan@1.0.0`."""
    locale: Locale = ""
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True)
class Target:
    """One table and what it is judged by."""

    place: str
    """As the user named it."""
    path: Path
    schema: Schema
    chosen: Text
    table: Table
    references: References
    agreement: Schema
    """The schema as it was agreed, whatever the locale of this file."""
    locale: str = "en"
    resource: Resource | None = None

    @property
    def name(self) -> str:
        """The resource's name."""
        return self.resource.name if self.resource and self.resource.name else resource_name(self.path)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be judged, and why."""

    place: str
    path: Path
    error: StatxError


@dataclass(frozen=True)
class Registry(References):
    """References to the code lists of a registry, and to the resources of a package where there is one."""

    catalog: Catalog
    package: DataPackage | None = None
    own: Target | None = field(default=None, compare=False)

    def values(self, resource: str, fields: tuple[str, ...]) -> frozenset[tuple[str | None, ...]] | None:
        found = self.package.resource(resource) if self.package and resource else None
        if found is not None and found.schema is not None:
            table = open_table(found.path, encoding=found.encoding, delimiter=found.delimiter)
            return _values_of(table, found.schema, fields)
        if not resource:
            return None
        code_list = self.catalog.code_list(resource)
        return code_list.values(fields) if code_list and set(fields) <= set(code_list.schema.names) else None


def targets(paths: Sequence[Path], choice: Choice, catalog: Catalog, config: Config) -> Iterator[Target | Refusal]:
    """Every table below `paths`, settled one by one. Raises NoDataError where a folder holds none."""
    for path in paths:
        for place, file, package in _files(path):
            try:
                yield settled(place, file, package, choice, catalog, config)
            except StatxError as error:
                yield Refusal(place, file, error)


def settled(
    place: str,
    path: Path,
    package: DataPackage | None,
    choice: Choice,
    catalog: Catalog,
    config: Config,
    schema: Schema | None = None,
) -> Target:
    """One file, open, with the schema that judges it: the one given, else the one that is found."""
    resource = package.of_file(path) if package else None
    dataset = config.dataset_of(path)
    table = open_table(
        path,
        encoding=choice.encoding or (resource.encoding if resource else "") or (dataset.encoding if dataset else ""),
        delimiter=choice.delimiter or (resource.delimiter if resource else "") or (dataset.delimiter if dataset else ""),
    )
    found, chosen = (
        (schema, Text(id="Diberikan.", en="Given."))
        if schema
        else _schema(path, table, choice, resource, dataset.schema if dataset else "", catalog)
    )
    locale = choice.locale or cast(Locale, dataset.locale if dataset else "") or "en"
    judging = found.in_locale(locale)
    fitted, references = _for_schema(table, judging), Registry(catalog, package)
    return Target(place, path, judging, chosen, fitted, references, found, locale, resource)


def resource_name(path: Path) -> str:
    """A file's name as a Data Package names a resource: lower case, letters, digits, `-._`."""
    stem = path.name.split(".")[0].lower()
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-._") else "-" for letter in stem)


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
    found = sorted(path for path in folder.rglob("*") if path.is_file() and format_of(path) and not _hidden(path, folder))
    if not found:
        raise NoDataError(path=folder, known=", ".join(FORMATS))
    for path in found:
        yield str(path), path, _package_beside(path)


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)


def _package_beside(path: Path) -> DataPackage | None:
    described = path.parent / DESCRIPTOR
    if not described.is_file():
        return None
    package = DataPackage.read(described)
    return package if package.of_file(path) else None


def _schema(
    path: Path, table: Table, choice: Choice, resource: Resource | None, of_config: str, catalog: Catalog
) -> tuple[Schema, Text]:
    if choice.schema:
        return named_schema(choice.schema, catalog), Text(id="Disebut dengan --schema.", en="Named by --schema.")
    if resource is not None and resource.schema is not None:
        return resource.schema, Text(id="Disebut oleh datapackage.json.", en="Named by datapackage.json.")
    if of_config:
        return named_schema(of_config, catalog), Text(id="Disebut oleh statx.toml.", en="Named by statx.toml.")
    carried = table.metadata.get("schema")
    if carried:
        return Schema.parse(carried, source=path), Text(
            id="Terbawa di dalam berkas Parquet.", en="Carried inside the Parquet file."
        )
    return _by_header(path, table, catalog)


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
            id="Satu-satunya skema dengan nama kolom ini.", en="The only schema whose field names are this header."
        )
    if found:
        raise AmbiguousSchemaError(path=path, candidates=", ".join(schema.ref for schema in found))
    raise NoSchemaError(path=path, labels=", ".join(table.labels[:8]), near=_nearest(table.labels, catalog))


def _nearest(labels: Iterable[str], catalog: Catalog) -> str:
    """The schemas that share the most field names with a header."""
    shared = {schema.ref: len(set(schema.names) & set(labels)) for schema in catalog.schemas()}
    best = sorted((ref for ref, number in shared.items() if number), key=lambda ref: -shared[ref])[:3]
    return ", ".join(best or list(shared))


def _for_schema(table: Table, schema: Schema) -> Table:
    """Tell a table what only the schema knows of its cells."""
    return FORMATS[table.reading.format].fitted(table, schema)


def _values_of(table: Table, schema: Schema, names: tuple[str, ...]) -> frozenset[tuple[str | None, ...]] | None:
    """The key texts of these fields in every record of another resource."""
    if not set(names) <= set(table.labels) & set(schema.names):
        return None
    table = _for_schema(table, schema)
    judges = [Judge(schema.field(label) if label in schema.names else schema.fields[0]) for label in table.labels]
    found: set[tuple[str | None, ...]] = set()
    for block in table.blocks():
        columns = judged(block.read(), judges).columns
        chosen = [columns[table.labels.index(name)] for name in names]
        texts = [column.spread(key_texts(column.canonical, column.field).to_numpy(zero_copy_only=False)) for column in chosen]
        found.update(zip(*(each.tolist() for each in texts), strict=True))
    return frozenset(found)

