"""datapackage.json: which files a package holds, and under which schema. Nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statx.registry.errors import BrokenDescriptorError
from statx.registry.locations import OutsideFolderError, locate
from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect
from statx.registry.table_dialect import parse as parse_dialect

NAME = "datapackage.json"
UNDECLARED = TableDialect()
CODE_LIST = "code-list"
"""The role, in the descriptor's `statx` part, of a resource that only others refer to."""
A_PATH = 'resources: "path": "data/….csv"'


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource of a Data Package."""

    name: str
    path: Path
    schema: Schema | None
    encoding: str = ""
    dialect: TableDialect = UNDECLARED
    sha256: str = ""
    """Declared, in hexadecimal; empty where none is."""
    md5: str = ""
    bytes: int | None = None
    is_code_list: bool = False
    format: str = ""
    """What the file is, as declared: `csv`; empty where its name says it."""
    more_parts: tuple[Path, ...] = ()
    """Further files of the same table, in their order."""
    is_inline: bool = False
    """Whether the data stands in the descriptor itself; then `path` is the descriptor's."""


@dataclass(frozen=True, slots=True)
class DataPackage:
    """A Data Package in a folder."""

    path: Path
    name: str
    resources: tuple[Resource, ...]

    @classmethod
    def read(cls, path: Path) -> DataPackage:
        """Read a datapackage.json; BrokenDescriptorError where it refers outside its folder."""
        content = _load(path)
        listed = content.get("resources")
        if not isinstance(listed, list) or not listed:
            raise BrokenDescriptorError(path=path, faults='"resources": …')

        name = str(content.get("name", ""))
        resources = tuple(_resource(path, entry) for entry in listed)
        _refuse_equal_names(path, resources)
        return cls(path, name, resources)

    def resource(self, name: str) -> Resource | None:
        """The resource of that name."""
        named = (resource for resource in self.resources if resource.name == name)
        return next(named, None)

    @property
    def code_lists(self) -> tuple[Resource, ...]:
        """The resources that are code lists put in for others to refer to."""
        return tuple(resource for resource in self.resources if resource.is_code_list)

    def of_file(self, path: Path) -> Resource | None:
        """The resource that this file is."""
        file = path.resolve()
        same = (resource for resource in self.resources if resource.path.resolve() == file)
        return next(same, None)


def _load(path: Path) -> Mapping[str, Any]:
    try:
        # Windows programs put a byte order mark in front.
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        # JSON can name half a letter, which no file can be called.
        json.dumps(content, ensure_ascii=False).encode()
    except (OSError, ValueError, RecursionError) as error:
        raise BrokenDescriptorError(path=path, faults=error) from error

    if not isinstance(content, dict):
        raise BrokenDescriptorError(path=path, faults="{…}")

    return content


def _resource(package: Path, content: object) -> Resource:
    if not isinstance(content, Mapping):
        raise BrokenDescriptorError(path=package, faults=A_PATH)

    algorithm, digest = _hash(package, content)
    first, *others = _paths(package, content)
    return Resource(
        name=str(content.get("name", "")),
        path=first,
        schema=_schema(package, content),
        encoding=_text(content, "encoding"),
        dialect=_dialect(package, content),
        sha256=digest if algorithm == "sha256" else "",
        md5=digest if algorithm in ("", "md5") else "",
        bytes=_size(content),
        is_code_list=_is_code_list(content),
        format=_text(content, "format").lower(),
        more_parts=tuple(others),
        is_inline="path" not in content,
    )


def _paths(package: Path, content: Mapping[str, Any]) -> list[Path]:
    """The files of a resource, in their order; the descriptor itself where it holds the data."""
    named = content.get("path")
    if named is None and "data" in content:
        return [package]

    listed = named if isinstance(named, list) else [named]
    # Frictionless 5 names further parts beside the first.
    more = content.get("extrapaths", [])
    words = [*listed, *(more if isinstance(more, list) else [more])]
    if not listed or not all(isinstance(word, str) for word in words):
        raise BrokenDescriptorError(path=package, faults=A_PATH)
    return [_inside(package, word) for word in words]


def _refuse_equal_names(package: Path, resources: tuple[Resource, ...]) -> None:
    """A resource is known by its name: two of one name would be taken for each other."""
    names = [resource.name for resource in resources]
    for name in names:
        if names.count(name) > 1:
            fault = f'resources: "name": {name!r} × {names.count(name)}'
            raise BrokenDescriptorError(path=package, faults=fault)


def _text(content: Mapping[str, Any], key: str) -> str:
    """A property's text; what is no text says nothing."""
    value = content.get(key, "")
    return value if isinstance(value, str) else ""


def _size(content: Mapping[str, Any]) -> int | None:
    value = content.get("bytes")
    if isinstance(value, bool) or not isinstance(value, int):
        return None

    return value


def _is_code_list(content: Mapping[str, Any]) -> bool:
    statx = content.get("statx")
    return isinstance(statx, Mapping) and statx.get("role") == CODE_LIST


def _hash(package: Path, content: Mapping[str, Any]) -> tuple[str, str]:
    """(algorithm, hexadecimal digest) of a declared hash; what cannot be verified is refused."""
    declared = content.get("hash")
    if declared is None or declared == "":
        return "", ""

    algorithm, _, digest = str(declared).rpartition(":")
    if not isinstance(declared, str) or algorithm not in ("", "md5", "sha256"):
        raise BrokenDescriptorError(path=package, faults=f"hash {declared!r}: sha256:…, md5:…")

    return algorithm, digest


def _schema(package: Path, content: Mapping[str, Any]) -> Schema | None:
    schema = content.get("schema")
    if isinstance(schema, str):
        return _schema_in_file(package, schema)

    if isinstance(schema, Mapping):
        return Schema.parse(schema, source=content.get("name", package))

    return None


def _schema_in_file(package: Path, words: str) -> Schema:
    path = _inside(package, words)
    try:
        raw = path.read_bytes()
    except OSError as error:
        fault = f"schema {words}: {error.strerror}"
        raise BrokenDescriptorError(path=package, faults=fault) from error

    return Schema.parse(raw, source=path)


def _dialect(package: Path, content: Mapping[str, Any]) -> TableDialect:
    """How the file is written: said in the descriptor, or in a JSON file of its folder."""
    dialect = content.get("dialect")
    if isinstance(dialect, str):
        path = _inside(package, dialect)
        return parse_dialect(_load(path), path)

    if dialect is not None and not isinstance(dialect, Mapping):
        raise BrokenDescriptorError(path=package, faults=f"dialect {dialect!r}")

    return parse_dialect(dialect or {}, package)


def _inside(package: Path, reference: str) -> Path:
    """A path of the descriptor, which stays in its folder."""
    try:
        return locate(package.parent, reference)
    except OutsideFolderError as error:
        raise BrokenDescriptorError(path=package, faults=f"path {reference!r}") from error
