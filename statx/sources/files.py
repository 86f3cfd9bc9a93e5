"""Which files are meant by what the user names: a file, a folder, or a datapackage.json."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from statx.errors import MissingFileError, NoDataError, StatxError
from statx.exclusion import Exclusion
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.descriptor import DataPackage, Resource
from statx.sources.errors import MistypedFileError, UnlistedTableError
from statx.sources.folders import FolderContents
from statx.tables import FORMATS
from statx.texts import Text, count

NAMED = 5
"""Files named in a remark."""
OTHER_FILES = Text(
    id="{n} berkas lain di {folder} bukan tabel dan tidak dibaca: {names}.",
    en="{n} other files in {folder} are no tables and were not read: {names}.",
)
ONE_OTHER_FILE = Text(
    id="1 berkas lain di {folder} bukan tabel dan tidak dibaca: {names}.",
    en="1 other file in {folder} is no table and was not read: {names}.",
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


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that should be judged and is not, and why."""

    place: str
    path: Path
    error: StatxError
    remarks: tuple[Text, ...] = ()


def files_at(path: Path, exclusions: Sequence[Exclusion] = ()) -> Iterator[DataFile | UnreadFile]:
    """All data at `path`; MissingFileError or NoDataError where there is none."""
    if path.name == DESCRIPTOR and path.is_file():
        yield from files_in_package(DataPackage.read(path))
    elif path.is_dir():
        yield from _files_in_folder(path, exclusions)
    elif path.exists():
        yield from described_files(path)
    else:
        raise missing_file(path)


def files_in_package(package: DataPackage) -> Iterator[DataFile]:
    """Every resource of a package, in its order; each is its entry, whatever file it names."""
    for resource in package.resources:
        place = shown(resource.path)
        yield DataFile(place, resource.path, resource, package)


def described_files(path: Path) -> Iterator[DataFile]:
    """A file as each resource that the datapackage.json beside it makes of it; else as it is."""
    place = shown(path)
    descriptor = path.parent / DESCRIPTOR
    if not descriptor.is_file():
        yield DataFile(place, path)
        return

    package = DataPackage.read(descriptor)
    resources = resources_of(package, path)
    for resource in resources:
        yield DataFile(place, path, resource, package)
    if not resources:
        yield DataFile(place, path)


def resources_of(package: DataPackage, path: Path) -> list[Resource]:
    """The resources whose file this is, by whatever link it is reached."""
    real = path.resolve()
    resources = []
    for resource in package.resources:
        if resource.path.resolve() == real:
            resources.append(resource)  # noqa: PERF401  one step a line
    return resources


def missing_file(path: Path) -> MissingFileError:
    """The error for a path at which nothing is, with the name that may have been meant."""
    folder = path.parent
    try:
        names = [each.name for each in folder.iterdir()]
    except OSError:
        return MissingFileError(path=path)

    near = get_close_matches(path.name, names, n=1)
    if not near:
        return MissingFileError(path=path)
    return MistypedFileError(path=path, near=folder / near[0])


def no_data(path: Path) -> NoDataError:
    """The error for a folder without a table."""
    known = []
    for name, format_ in FORMATS.items():
        if format_.suffixes:
            known.append(name)
    return NoDataError(path=path, known=", ".join(known))


def resource_name(path: Path) -> str:
    """A file's name as a Data Package names a resource: lower case, letters, digits, `-._`."""
    stem, _, _ = path.name.partition(".")
    letters = [letter if _is_of_a_name(letter) else "-" for letter in stem.lower()]
    return "".join(letters)


def shown(path: Path) -> str:
    """A path in letters that every report can hold: a byte that is no UTF-8 is escaped."""
    raw = os.fsencode(path)
    return raw.decode("utf-8", "backslashreplace")


def _is_of_a_name(letter: str) -> bool:
    if not letter.isascii():
        return False
    return letter.isalnum() or letter in "-._"


def _files_in_folder(
    folder: Path, exclusions: Sequence[Exclusion]
) -> Iterator[DataFile | UnreadFile]:
    contents = FolderContents.of(folder, exclusions)
    files = list(_files_of(contents))
    if not files:
        raise no_data(folder)

    # What is true of the folder is said once, at the first of its files.
    remarks = _about_others(folder, contents.others)
    first, *rest = files
    yield replace(first, remarks=remarks)
    yield from rest


def _files_of(contents: FolderContents) -> Iterator[DataFile | UnreadFile]:
    """The resources of packages first, then the tables, in the order of their paths."""
    described: set[Path] = set()
    for folder in contents.packages:
        package = DataPackage.read(folder / DESCRIPTOR)
        for file in files_in_package(package):
            described.add(file.path.resolve())
            yield file

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

    unlisted = UnlistedTableError(path=path, descriptor=folder / DESCRIPTOR)
    return UnreadFile(place, path, unlisted)


def _package_around(path: Path, packages: Sequence[Path]) -> Path | None:
    """The nearest folder above a file that a datapackage.json describes."""
    for folder in path.parents:
        if folder in packages:
            return folder
    return None


def _about_others(folder: Path, others: Sequence[Path]) -> tuple[Text, ...]:
    if not others:
        return ()

    names = [shown(path.relative_to(folder)) for path in others[:NAMED]]
    if len(others) > NAMED:
        names.append("…")

    sentence = ONE_OTHER_FILE if len(others) == 1 else OTHER_FILES
    remark = sentence.fill(
        n=count(len(others)),
        folder=shown(folder),
        names=", ".join(names),
    )
    return (remark,)
