"""One table that is to be judged, with its schema and where its keys look.

Which schema judges is settled in this order and said in the report: the one that was named; the
datapackage.json that names the file; the [[dataset]] of statx.toml; the schema a Parquet file of
statx carries; the one registry schema whose field names are the header. None or several: nothing is
judged, and the candidates are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from statx.config import Config
from statx.errors import StatxError, UnreadableFileError
from statx.files import reading, shown
from statx.options import RECIPE, SCHEMA, DataOptions, Value
from statx.registry.catalog import Catalog
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.descriptor import DataPackage, Resource
from statx.registry.schema import Schema
from statx.registry.vocabulary import NumberLocale
from statx.sources.choice import TableOptions, merge
from statx.sources.errors import (
    NotOneTableError,
    OwnOutputError,
    SeveralFilesError,
    SeveralResourcesError,
    UnreadableTableError,
)
from statx.sources.files import (
    DataFile,
    UnreadFile,
    described_files,
    files_in_package,
    missing_file,
)
from statx.sources.kinds import remedy_of_named
from statx.sources.outputs import is_own_output
from statx.sources.patterns import expand
from statx.sources.references import TableReferences, with_null
from statx.sources.schemas import schema_of
from statx.sources.sheets import ambiguous_sheet, sheet_with_table
from statx.sources.standard_input import NAME as STREAM
from statx.sources.standard_input import spool
from statx.sources.tidied import Tidied, refuse_with_recipe
from statx.tables import fit, open_parts
from statx.tables.parquet.folder import is_partitioned
from statx.tables.table import MARKED, Table
from statx.texts import Text, count

GIVEN = Text(
    id="Diberikan.",
    en="Given.",
)
NO_UTF8_NAME = Text(
    id="namanya bukan UTF-8; ganti nama berkasnya", en="its name is no UTF-8; rename the file"
)


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
    settling: Settling | None = None
    """How it was settled; None where it is no file."""
    tidied: Tidied | None = None
    """What was seen where a recipe made the table of a sheet; None where the file is the table."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """All its files, in their order; most often one."""
        more = self.resource.more_parts if self.resource is not None else ()
        return (self.path, *more)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be judged, and why."""

    place: str
    path: Path
    error: StatxError
    remarks: tuple[Text, ...] = ()
    settling: Settling | None = None
    """How it was to be settled; None where there is no such file."""


@dataclass(frozen=True)
class Settling:
    """All that settles a target but the file's content, to settle it once more otherwise."""

    file: DataFile
    options: DataOptions
    catalog: Catalog
    config: Config

    def otherwise(self, **options: Value) -> Target:
        """The target as it would be with these options; raises what `settle` raises."""
        return settle(
            self.file,
            self.options.replaced(**options),
            self.catalog,
            self.config,
        )


def settle(
    file: DataFile,
    options: DataOptions,
    catalog: Catalog,
    config: Config,
    schema: Schema | None = None,
) -> Target:
    """One file, open, with the schema that judges it: the one given, else the one that is found."""
    dataset = config.dataset_of(file.path)
    merged = merge(options, file.resource, dataset)
    if merged.recipe and schema is None:
        return settle_tidied(
            file,
            merged,
            catalog,
            config,
        )

    table = _opened(file, merged)
    if table.alternatives:
        table = sheet_with_table(file.path, table, merged, catalog)
    if schema is not None:
        agreement, chosen = schema, GIVEN
    else:
        agreement, chosen = schema_of(
            file.path,
            table,
            merged,
            catalog,
        )

    judging = with_null(agreement.in_locale(merged.locale), file.resource)
    table = fit(table, judging)
    references = TableReferences(
        file.name,
        table,
        judging,
        catalog,
        file.package,
    )
    return Target(
        file.place,
        file.path,
        file.name,
        judging,
        chosen,
        table,
        references,
        agreement,
        merged.locale,
        file.resource,
        (*file.remarks, *table.remarks),
        settling=Settling(
            file,
            options,
            catalog,
            config,
        ),
    )


def settle_tidied(
    file: DataFile, options: TableOptions, catalog: Catalog, config: Config
) -> Target:
    """The table that a recipe makes of a file, with the schema that judges it."""
    refuse_with_recipe(options)
    tidied = config.tidying.tidy(file.path, options, catalog)
    references = TableReferences(
        file.name,
        tidied.table,
        tidied.schema,
        catalog,
        file.package,
    )
    return Target(
        file.place,
        tidied.files[0],
        file.name,
        tidied.schema,
        tidied.chosen,
        tidied.table,
        references,
        tidied.schema,
        remarks=(*file.remarks, *tidied.remarks),
        # It is in the memory of this process, and no other machine sees it.
        is_unpacked=True,
        tidied=tidied,
    )


def settle_or_refuse(
    file: DataFile | UnreadFile, options: DataOptions, catalog: Catalog, config: Config
) -> Target | Refusal:
    """The same for a file of many: what keeps it from being judged does not stop the next."""
    if isinstance(file, UnreadFile):
        return Refusal(
            file.place,
            file.path,
            file.error,
            file.remarks,
        )
    try:
        return settle(
            file,
            options,
            catalog,
            config,
        )
    except StatxError as error:
        settling = Settling(
            file,
            options,
            catalog,
            config,
        )
        return Refusal(
            file.place,
            file.path,
            error,
            file.remarks,
            settling,
        )


def settle_one_target(path: Path, options: DataOptions, catalog: Catalog, config: Config) -> Target:
    """The one table at `path`, settled; raises what keeps it from being judged."""
    return settle(
        _one_file(_one_path(path), options),
        options,
        catalog,
        config,
    )


@dataclass(frozen=True)
class UnjudgedTable:
    """One table, open, that no schema judges yet."""

    path: Path
    name: str
    table: Table
    locale: NumberLocale


def open_unjudged(path: Path, options: DataOptions, config: Config) -> UnjudgedTable:
    """The one table at `path`, read as the caller, its descriptor and the settings say.

    Raises what keeps it from being read.
    """
    file = _one_file(_one_path(path), options)
    merged = merge(options, file.resource, config.dataset_of(file.path))
    table = _opened(file, merged)
    if table.alternatives:
        raise ambiguous_sheet(file.path, [table, *table.alternatives])
    return UnjudgedTable(file.path, file.name, table, merged.locale)


def settle_stream(
    stream: BinaryIO, scratch: Path, options: DataOptions, catalog: Catalog, config: Config
) -> Target | Refusal:
    """The table that a stream gives, written into a private folder to be read more than once."""
    try:
        path = spool(stream, scratch)
    except StatxError as error:
        return Refusal(STREAM, Path(STREAM), error)

    target = settle_or_refuse(
        DataFile(STREAM, path),
        options,
        catalog,
        config,
    )
    if isinstance(target, Refusal):
        return target
    return replace(target, is_unpacked=True)


def _one_path(path: Path) -> Path:
    """What a name or a pattern means; SeveralFilesError where that is more than one file."""
    first, *others = expand([path])
    if others:
        raise SeveralFilesError(
            path=path,
            n=count(1 + len(others)),
        )
    return first


def _one_file(path: Path, options: DataOptions) -> DataFile:
    """The table at a path; raises what keeps it from being one, or from being read."""
    with reading(path):
        # A recipe may make one table of several files in a folder.
        if path.is_dir() and options[RECIPE]:
            return DataFile(shown(path), path)
        if path.is_dir() and not is_partitioned(path):
            raise NotOneTableError(path=path)
        if not path.exists():
            raise missing_file(path)
        files = list(_files_of_one(path))

    # As which of its resources it is meant, a schema says.
    if len(files) > 1 and not options[SCHEMA]:
        names = [file.name for file in files]
        raise SeveralResourcesError(
            path=path,
            names=", ".join(names),
        )

    only = files[0]
    if isinstance(only, UnreadFile):
        raise only.error
    return only


def _files_of_one(path: Path) -> Iterator[DataFile | UnreadFile]:
    """What a file, a folder that is one table, or a datapackage.json means as one table."""
    if path.name == DESCRIPTOR:
        return files_in_package(DataPackage.read(path))
    return described_files(path)


def _opened(file: DataFile, options: TableOptions) -> Table:
    """The open file; a kind of file that statx does not read is refused with what to do instead."""
    for path in file.paths:
        remedy = remedy_of_named(path)
        if remedy is not None and path.exists():
            raise UnreadableTableError(
                path=path,
                remedy=remedy,
            )

    try:
        table = open_parts(
            file.paths,
            encoding=options.encoding,
            declared=options.dialect,
            format_name=file.resource.format if file.resource else "",
        )
    except UnicodeEncodeError as error:
        raise UnreadableFileError(
            path=file.place,
            reason=NO_UTF8_NAME,
        ) from error
    is_own = MARKED in table.metadata or is_own_output(table.labels)
    if file.is_listed and is_own:
        raise OwnOutputError(path=file.path)
    return table
