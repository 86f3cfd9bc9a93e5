"""Which files are meant by what the user names: a file, a folder, or a datapackage.json."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from statx.config import Config
from statx.errors import MissingFileError, NoDataError, StatxError
from statx.files import shown
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.descriptor import DataPackage, Resource
from statx.sources.errors import (
    InlineDataError,
    MistypedFileError,
    NoMatchError,
    NoTableError,
    UnlistedTableError,
)
from statx.sources.folders import FolderContents
from statx.sources.kinds import is_table, remedy_of
from statx.sources.patterns import is_pattern
from statx.tables import FORMATS, FORMATS_BY_NAME
from statx.tables.multipart import part_names
from statx.texts import Text, count, joined

NOTHING_SETTLED = Config()
NAMED = 5
"""Files named in a remark."""
OTHER_FILES = Text(
    id="{n} berkas lain yang bukan tabel: {names}",
    en="{n} other files that are no tables: {names}",
)
ONE_OTHER_FILE = Text(
    id="1 berkas lain yang bukan tabel: {names}",
    en="1 other file that is no table: {names}",
)
IGNORED = Text(
    id="{n} berkas atau folder yang diabaikan git: {names}",
    en="{n} files or folders that git ignores: {names}",
)
ONE_IGNORED = Text(
    id="1 berkas atau folder yang diabaikan git: {names}",
    en="1 file or folder that git ignores: {names}",
)
NOT_READ = Text(
    id="Di {folder} tidak dibaca {seen}.",
    en="Not read in {folder}: {seen}.",
)
SEVERAL_PARTS = Text(
    id="{name} adalah satu tabel dalam {n} berkas: {parts}.",
    en="{name} is one table in {n} files: {parts}.",
)
NO_TABLE = Text(
    id="Resource {name} ({path}) bukan tabel dan tidak diperiksa.",
    en="The resource {name} ({path}) is no table and was not judged.",
)


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file, or a folder that is one table, that is to be judged."""

    place: str
    """As the user named it, in letters that can be shown."""
    path: Path
    resource: Resource | None = None
    """What a descriptor says of it."""
    package: DataPackage | None = None
    """The package that it belongs to."""
    is_listed: bool = False
    """Whether it was found in a folder, rather than named."""
    remarks: tuple[Text, ...] = ()
    """What is to be said beside its verdict."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """All its files, in their order: a descriptor may name several."""
        more = self.resource.more_parts if self.resource is not None else ()
        return (self.path, *more)

    @property
    def name(self) -> str:
        """What others call the table: as its descriptor says, else by its file."""
        if self.resource is not None and self.resource.name:
            return self.resource.name
        return resource_name(self.path)


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that should be judged and is not, and why."""

    place: str
    path: Path
    error: StatxError
    remarks: tuple[Text, ...] = ()

    @property
    def name(self) -> str:
        """What it would be called."""
        return resource_name(self.path)


def files_at(path: Path, config: Config = NOTHING_SETTLED) -> Iterator[DataFile | UnreadFile]:
    """All data at `path`; MissingFileError or NoDataError where there is none.

    `config` says what is left out of folders.
    """
    if path.name == DESCRIPTOR and path.is_file():
        yield from files_in_package(DataPackage.read(path))
    elif path.is_dir():
        yield from _files_in_folder(path, config)
    elif path.exists():
        yield from described_files(path)
    else:
        raise missing_file(path)


def files_in_package(package: DataPackage) -> Iterator[DataFile | UnreadFile]:
    """Every table of a package, in its order; a resource is its entry, whatever file it names.

    What keeps one from being read is said in its place; a resource that is no table is a remark.
    """
    others = [resource for resource in package.resources if not _is_table(resource)]
    remarks = tuple(
        NO_TABLE.fill(
            name=each.name,
            path=each.path.name,
        )
        for each in others
    )
    for resource in package.resources:
        if resource not in others:
            yield _file_of(resource, package, remarks)
            remarks = ()


def _file_of(
    resource: Resource, package: DataPackage, remarks: tuple[Text, ...]
) -> DataFile | UnreadFile:
    place = shown(resource.path)
    if resource.is_inline:
        inline = InlineDataError(
            path=package.path,
            name=resource.name,
        )
        return UnreadFile(
            place,
            resource.path,
            inline,
            remarks,
        )

    if resource.more_parts:
        remarks = (*remarks, _about_parts(resource))
    return DataFile(
        place,
        resource.path,
        resource,
        package,
        remarks=remarks,
    )


def _about_parts(resource: Resource) -> Text:
    """Which files one table is; findings name the part in which they stand."""
    names = part_names(resource.paths)
    shown_names = names[:NAMED]
    if len(names) > NAMED:
        shown_names.append("…")
    return SEVERAL_PARTS.fill(
        name=resource.name,
        n=count(len(names)),
        parts=", ".join(shown_names),
    )


def _is_table(resource: Resource) -> bool:
    """Whether a resource is, or should be, a table: a note or a picture beside the data is none."""
    if resource.schema is not None or resource.is_inline:
        return True
    if resource.format in FORMATS_BY_NAME:
        return True
    return is_table(resource.path) or remedy_of(resource.path) is not None


def described_files(path: Path) -> Iterator[DataFile | UnreadFile]:
    """A file as each resource that the datapackage.json beside it makes of it; else as it is."""
    place = shown(path)
    descriptor = path.parent / DESCRIPTOR
    if not descriptor.is_file():
        yield DataFile(place, path)
        return

    package = DataPackage.read(descriptor)
    resources = resources_of(package, path)
    for resource in resources:
        file = _file_of(resource, package, ())
        if not resource.more_parts:
            # The user's own name for it, which may be a link.
            file = replace(
                file,
                place=place,
                path=path,
            )
        yield file
    if not resources:
        yield DataFile(place, path)


def resources_of(package: DataPackage, path: Path) -> list[Resource]:
    """The resources whose file this is, by whatever link it is reached."""
    real = path.resolve()
    return [each for each in package.resources if real in _real_parts(each)]


def _real_parts(resource: Resource) -> list[Path]:
    return [part.resolve() for part in resource.paths]


def missing_file(path: Path) -> StatxError:
    """The error for a path at which nothing is, with the name that may have been meant."""
    if is_pattern(path):
        return NoMatchError(path=path)

    folder = path.parent
    try:
        names = [each.name for each in folder.iterdir()]
    except OSError:
        return MissingFileError(path=path)

    near = get_close_matches(path.name, names, n=1)
    if not near:
        return MissingFileError(path=path)
    return MistypedFileError(
        path=path,
        near=folder / near[0],
    )


def no_data(path: Path, seen: Sequence[Text] = ()) -> NoDataError:
    """The error for a folder without a table, in which this was seen instead."""
    names = [name for name, format_ in FORMATS.items() if format_.suffixes]
    known = ", ".join(names)
    if not seen:
        return NoDataError(
            path=path,
            known=known,
        )
    return NoTableError(
        path=path,
        known=known,
        seen=joined(seen, "; "),
    )


def resource_name(path: Path) -> str:
    """A file's name as a Data Package names a resource: lower case, letters, digits, `-._`."""
    stem, _, _ = path.name.partition(".")
    letters = [letter if _is_of_a_name(letter) else "-" for letter in stem.lower()]
    return "".join(letters)


def _is_of_a_name(letter: str) -> bool:
    if not letter.isascii():
        return False
    return letter.isalnum() or letter in "-._"


def _files_in_folder(folder: Path, config: Config) -> Iterator[DataFile | UnreadFile]:
    contents = FolderContents.of(folder, config)
    files = list(_files_of(contents))
    if not files:
        raise no_data(folder, list(_seen(folder, contents)))

    # What is true of the folder is said once, at the first of its files.
    remarks = _about_others(folder, contents)
    first, *rest = files
    yield replace(first, remarks=(*first.remarks, *remarks))
    yield from rest


def _files_of(contents: FolderContents) -> Iterator[DataFile | UnreadFile]:
    """The resources of packages first, then the tables, in the order of their paths."""
    described: set[Path] = set()
    for folder in contents.packages:
        package = DataPackage.read(folder / DESCRIPTOR)
        yield from files_in_package(package)
        for resource in package.resources:
            described.update(_real_parts(resource))

    for path in contents.tables:
        if path.resolve() not in described:
            yield _undescribed(path, contents.packages)

    for path in sorted(contents.unread):
        if path.resolve() not in described:
            place = shown(path)
            yield UnreadFile(place, path, contents.unread[path])


def _undescribed(path: Path, packages: Sequence[Path]) -> DataFile | UnreadFile:
    """A table that no descriptor lists, though there may be one that should."""
    place = shown(path)
    folder = _package_around(path, packages)
    if folder is None:
        return DataFile(place, path, is_listed=True)

    unlisted = UnlistedTableError(
        path=path,
        descriptor=folder / DESCRIPTOR,
    )
    return UnreadFile(place, path, unlisted)


def _package_around(path: Path, packages: Sequence[Path]) -> Path | None:
    """The nearest folder above a file that a datapackage.json describes."""
    for folder in path.parents:
        if folder in packages:
            return folder
    return None


def _about_others(folder: Path, contents: FolderContents) -> Iterator[Text]:
    """What was not read, as sentences."""
    for seen in _seen(folder, contents):
        yield NOT_READ.fill(
            folder=shown(folder),
            seen=seen,
        )


def _seen(folder: Path, contents: FolderContents) -> Iterator[Text]:
    """What is in a folder beside its tables."""
    for paths, one, many in (
        (contents.others, ONE_OTHER_FILE, OTHER_FILES),
        (contents.left_out, ONE_IGNORED, IGNORED),
    ):
        if not paths:
            continue

        names = [shown(path.relative_to(folder)) for path in paths[:NAMED]]
        if len(paths) > NAMED:
            names.append("…")
        words = one if len(paths) == 1 else many
        yield words.fill(
            n=count(len(paths)),
            names=", ".join(names),
        )
