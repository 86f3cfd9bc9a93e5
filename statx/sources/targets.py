"""What is to be judged: each table that is meant, with its schema and where its keys look.

Which schema judges is settled in this order and said in the report: the one that was named; the
datapackage.json that names the file; the [[dataset]] of statx.toml; the schema a Parquet file of
statx carries; the one registry schema whose field names are the header. None or several: nothing is
judged, and the candidates are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from statx.config import Config
from statx.container.bag import is_package
from statx.errors import StatxError, UnreadableFileError
from statx.files import reading, shown
from statx.options import SCHEMA, DataOptions, Value
from statx.registry.catalog import Catalog
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.descriptor import DataPackage, Resource
from statx.registry.schema import Schema
from statx.sources.choice import TableOptions, merge
from statx.sources.errors import (
    NotOneTableError,
    OwnOutputError,
    SeveralResourcesError,
    UnreadableTableError,
)
from statx.sources.files import (
    DataFile,
    UnreadFile,
    described_files,
    files_at,
    files_in_package,
    missing_file,
    no_data,
)
from statx.sources.kinds import remedy_of
from statx.sources.outputs import is_own_output
from statx.sources.packages import RELEASED, UnpackedPackage, refuse_options, unpack_package
from statx.sources.references import TableReferences, with_null
from statx.sources.schemas import schema_of
from statx.tables import fit, open_parts
from statx.tables.parquet.folder import is_partitioned
from statx.tables.table import Table
from statx.texts import Text

GIVEN = Text(
    id="Diberikan.",
    en="Given.",
)
NO_UTF8_NAME = Text(
    id="namanya bukan UTF-8; ganti nama berkasnya", en="its name is no UTF-8; rename the file"
)

Multipart = tuple[tuple[Path, ...], str]
"""The files of a table in parts, and the name of the resource."""


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


def targets(
    paths: Sequence[Path],
    options: DataOptions,
    catalog: Catalog,
    config: Config,
    scratch: Path | None = None,
) -> Iterator[Target | Refusal]:
    """Every table at `paths`, settled one by one; what cannot be settled is a refusal, not raised.

    Packages are taken out into `scratch`, a private folder that stays as long as the targets; where
    there is none, a package is a file of an unknown format.
    """
    given: set[Multipart] = set()
    for number, path in enumerate(paths):
        if scratch is not None and is_package(path):
            yield from _targets_in_zip(
                path,
                options,
                catalog,
                scratch / str(number),
            )
        else:
            yield from _targets_at(
                path,
                options,
                catalog,
                config,
                given,
            )


def settle_one_target(path: Path, options: DataOptions, catalog: Catalog, config: Config) -> Target:
    """The one table at `path`, settled; raises what keeps it from being judged."""
    with reading(path):
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

    first = files[0]
    if isinstance(first, UnreadFile):
        raise first.error
    return settle(
        first,
        options,
        catalog,
        config,
    )


def _files_of_one(path: Path) -> Iterator[DataFile | UnreadFile]:
    """What a file, a folder that is one table, or a datapackage.json means as one table."""
    if path.name == DESCRIPTOR:
        return files_in_package(DataPackage.read(path))
    return described_files(path)


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
    table = _opened(file, merged)
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
        file.remarks,
        settling=Settling(
            file,
            options,
            catalog,
            config,
        ),
    )


def targets_in_package(unpacked: UnpackedPackage, catalog: Catalog) -> Iterator[Target | Refusal]:
    """The tables of a package that was taken out.

    Each is called by the package's path and its own inside it.
    """
    for file in files_in_package(unpacked.described):
        inside = file.path.relative_to(unpacked.folder).as_posix()
        named = replace(file, place=f"{unpacked.path}/{inside}")
        target = _settle_or_refuse(
            named,
            DataOptions(),
            catalog,
            Config(),
        )
        if isinstance(target, Target):
            # It is written in the one agreed form, and no option applies.
            target = replace(
                target,
                is_unpacked=True,
                settling=None,
                table=target.table.packed_in(unpacked.path.stat().st_size),
            )
        yield target


def _targets_at(
    path: Path, options: DataOptions, catalog: Catalog, config: Config, given: set[Multipart]
) -> Iterator[Target | Refusal]:
    try:
        with reading(path):
            files = list(files_at(path, config))
    except StatxError as error:
        yield Refusal(shown(path), path, error)
        return

    fresh = list(_each_once(files, given))
    has_data = len(fresh) < len(files)
    for file in fresh:
        target = _settle_or_refuse(
            file,
            options,
            catalog,
            config,
        )
        if _is_own_output(target):
            continue
        has_data = True
        yield target
    if not has_data:
        yield Refusal(shown(path), path, no_data(path))


def _each_once(
    files: Sequence[DataFile | UnreadFile], given: set[Multipart]
) -> Iterator[DataFile | UnreadFile]:
    """Without tables in parts that were given before: each of their files names the whole."""
    for file in files:
        multipart = _multipart(file)
        if multipart is None:
            yield file
        elif multipart not in given:
            given.add(multipart)
            yield file


def _multipart(file: DataFile | UnreadFile) -> Multipart | None:
    """What is the same of a table in parts by whichever of them it is named."""
    if isinstance(file, UnreadFile) or len(file.paths) == 1:
        return None
    return tuple(path.resolve() for path in file.paths), file.name


def _is_own_output(target: Target | Refusal) -> bool:
    """Whether statx wrote it: failing cells beside the data are no data, unless they are named."""
    return isinstance(target, Refusal) and isinstance(target.error, OwnOutputError)


def _settle_or_refuse(
    file: DataFile | UnreadFile, options: DataOptions, catalog: Catalog, config: Config
) -> Target | Refusal:
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


def _targets_in_zip(
    path: Path, options: DataOptions, catalog: Catalog, folder: Path
) -> Iterator[Target | Refusal]:
    """The tables of a package; what the package as a whole has to say stands at the first."""
    try:
        refuse_options(options)
        unpacked = unpack_package(path, folder, catalog)
    except StatxError as error:
        yield Refusal(shown(path), path, error)
        return

    remarks = unpacked.remarks
    if not unpacked.container.is_draft:
        remarks = (*remarks, RELEASED)
    for target in targets_in_package(unpacked, catalog):
        yield replace(target, remarks=remarks)
        remarks = ()


def _opened(file: DataFile, options: TableOptions) -> Table:
    """The open file; a kind of file that statx does not read is refused with what to do instead."""
    for path in file.paths:
        remedy = remedy_of(path)
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
    if file.is_listed and is_own_output(table.labels):
        raise OwnOutputError(path=file.path)
    return table
