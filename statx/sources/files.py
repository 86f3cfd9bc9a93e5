"""Which files are meant by what the user names: a file, a folder, or a datapackage.json."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from statx.errors import MissingFileError, NoDataError
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.descriptor import DataPackage, Resource
from statx.tables import FORMATS, format_of
from statx.tables.parquet.folder import is_partitioned
from statx.tables.parquet.parts import parts_of


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file, or a folder that is one table, that is to be judged."""

    place: str
    """As the user named it."""
    path: Path
    resource: Resource | None = None
    """What a descriptor says of it."""
    package: DataPackage | None = None
    """The package that it belongs to."""


def files_at(path: Path) -> Iterator[DataFile]:
    """All data at `path`; MissingFileError or NoDataError where there is none."""
    if path.name == DESCRIPTOR and path.is_file():
        yield from files_in_package(DataPackage.read(path))
    elif path.is_dir():
        yield from _files_in_folder(path)
    elif path.exists():
        yield described_file(path)
    else:
        raise MissingFileError(path=path)


def files_in_package(package: DataPackage) -> Iterator[DataFile]:
    """Every resource of a package, in its order."""
    for resource in package.resources:
        yield DataFile(str(resource.path), resource.path, package.of_file(resource.path), package)


def described_file(path: Path) -> DataFile:
    """A file with what the datapackage.json beside it says of it."""
    descriptor = path.parent / DESCRIPTOR
    if not descriptor.is_file():
        return DataFile(str(path), path)

    package = DataPackage.read(descriptor)
    resource = package.of_file(path)
    return DataFile(str(path), path, resource, package if resource else None)


def resource_name(path: Path) -> str:
    """A file's name as a Data Package names a resource: lower case, letters, digits, `-._`."""
    stem = path.name.split(".")[0].lower()
    return "".join(letter if _is_of_a_name(letter) else "-" for letter in stem)


def _is_of_a_name(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter in "-._")


def _files_in_folder(folder: Path) -> Iterator[DataFile]:
    if (folder / DESCRIPTOR).is_file():
        yield from files_in_package(DataPackage.read(folder / DESCRIPTOR))
        return

    tables = sorted(_tables_in(folder))
    if not tables:
        known = ", ".join(name for name, each in FORMATS.items() if each.suffixes)
        raise NoDataError(path=folder, known=known)
    yield from (described_file(path) for path in tables)


def _tables_in(folder: Path) -> Iterator[Path]:
    """The files that are tables, and the folders that are one."""
    if is_partitioned(folder):
        yield folder
        yield from _tables_beside_parts(folder)
        return

    for path in folder.iterdir():
        if _is_hidden(Path(path.name)):
            continue
        if path.is_dir():
            yield from _tables_in(path)
        elif path.is_file() and format_of(path):
            yield path


def _tables_beside_parts(folder: Path) -> Iterator[Path]:
    """What stands beside the parts of a partitioned table is a table, too."""
    parts = set(parts_of(folder))
    for path in folder.rglob("*"):
        is_part = path in parts or _is_hidden(path.relative_to(folder))
        if not is_part and path.is_file() and format_of(path):
            yield path


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.parts)
