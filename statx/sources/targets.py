"""What is to be judged: each table that is meant, open, with the schema that judges it and where its keys look.

Which schema judges is settled in this order and said in the report: the one that was named; the datapackage.json
that names the file; the [[dataset]] of statx.toml; the schema a Parquet file of statx carries; the one registry
schema whose field names are the header. None or several: nothing is judged, and the candidates are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from statx.config import Config
from statx.errors import MissingFileError, StatxError
from statx.files import reading
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.registry.descriptor import Resource
from statx.registry.schema import Schema
from statx.sources.choice import merge
from statx.sources.errors import NotOneTableError
from statx.sources.files import (
    DataFile,
    described_file,
    files_at,
    files_in_package,
    resource_name,
)
from statx.sources.packages import UnpackedPackage, is_package, refuse_options, unpack_package
from statx.sources.references import TableReferences, fit, with_null
from statx.sources.schemas import schema_of
from statx.tables import open_table
from statx.tables.parquet.folder import is_partitioned
from statx.tables.table import Table
from statx.texts import Text

GIVEN = Text(id="Diberikan.", en="Given.")


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
    """Why it is this schema."""
    table: Table
    references: TableReferences
    agreement: Schema
    """The schema as it was agreed, whatever the locale of this file."""
    locale: str = "en"
    resource: Resource | None = None
    remarks: tuple[Text, ...] = ()
    """What is to be said beside the verdict."""
    is_unpacked: bool = False
    """Whether the file was taken out of a package for this run: no other machine sees it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be judged, and why."""

    place: str
    path: Path
    error: StatxError
    remarks: tuple[Text, ...] = ()


def targets(
    paths: Sequence[Path],
    options: DataOptions,
    catalog: Catalog,
    config: Config,
    scratch: Path | None = None,
) -> Iterator[Target | Refusal]:
    """Every table at `paths`, settled one by one; what cannot be settled is a refusal, not raised.

    Packages are taken out into `scratch`, a private folder that stays as long as the targets; where there is none,
    a package is a file of an unknown format.
    """
    for number, path in enumerate(paths):
        if scratch is not None and is_package(path):
            yield from _targets_in_zip(path, options, catalog, scratch / str(number))
        else:
            yield from _targets_at(path, options, catalog, config)


def settle_one_target(path: Path, options: DataOptions, catalog: Catalog, config: Config) -> Target:
    """The one table at `path`, settled; raises what keeps it from being judged."""
    with reading(path):
        if path.is_dir() and not is_partitioned(path):
            raise NotOneTableError(path=path)
        if not path.exists():
            raise MissingFileError(path=path)
        file = described_file(path)
    return settle(file, options, catalog, config)


def settle(
    file: DataFile,
    options: DataOptions,
    catalog: Catalog,
    config: Config,
    schema: Schema | None = None,
) -> Target:
    """One file, open, with the schema that judges it: the one given, else the one that is found."""
    merged = merge(options, file.resource, config.dataset_of(file.path))
    table = open_table(file.path, encoding=merged.encoding, declared=merged.dialect)
    agreement, chosen = (schema, GIVEN) if schema else schema_of(file.path, table, merged, catalog)

    judging = with_null(agreement.in_locale(merged.locale), file.resource)
    table = fit(table, judging)
    name = file.resource.name if file.resource else ""
    name = name or resource_name(file.path)
    return Target(
        file.place,
        file.path,
        name,
        judging,
        chosen,
        table,
        TableReferences(name, table, judging, catalog, file.package),
        agreement,
        merged.locale,
        file.resource,
    )


def targets_in_package(unpacked: UnpackedPackage, catalog: Catalog) -> Iterator[Target | Refusal]:
    """The tables of a package that was taken out, each called by the package's path and its own inside it."""
    for file in files_in_package(unpacked.described):
        inside = file.path.relative_to(unpacked.folder).as_posix()
        named = replace(file, place=f"{unpacked.path}/{inside}")
        settled = _settled_or_refused(named, DataOptions(), catalog, Config())
        yield replace(settled, is_unpacked=True) if isinstance(settled, Target) else settled


def _targets_at(
    path: Path, options: DataOptions, catalog: Catalog, config: Config
) -> Iterator[Target | Refusal]:
    try:
        with reading(path):
            files = list(files_at(path))
    except StatxError as error:
        yield Refusal(str(path), path, error)
        return
    for file in files:
        yield _settled_or_refused(file, options, catalog, config)


def _settled_or_refused(
    file: DataFile, options: DataOptions, catalog: Catalog, config: Config
) -> Target | Refusal:
    try:
        return settle(file, options, catalog, config)
    except StatxError as error:
        return Refusal(file.place, file.path, error)


def _targets_in_zip(
    path: Path, options: DataOptions, catalog: Catalog, folder: Path
) -> Iterator[Target | Refusal]:
    """The tables of a package; what the package as a whole has to say stands at the first."""
    try:
        refuse_options(options)
        unpacked = unpack_package(path, folder, catalog)
    except StatxError as error:
        yield Refusal(str(path), path, error)
        return

    remarks = unpacked.remarks
    for target in targets_in_package(unpacked, catalog):
        yield replace(target, remarks=remarks)
        remarks = ()
