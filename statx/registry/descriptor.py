"""datapackage.json: which files a package holds, and under which schema each is to be read. Nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from statx.registry.errors import BrokenDescriptorError
from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect
from statx.registry.table_dialect import parse as parsed_dialect

NAME = "datapackage.json"
UNDECLARED = TableDialect()
CODE_LIST = "code-list"
"""The role, in the descriptor's `statx` part, of a resource that only others refer to."""


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


@dataclass(frozen=True, slots=True)
class DataPackage:
    """A Data Package in a folder."""

    path: Path
    name: str
    resources: tuple[Resource, ...]

    @classmethod
    def read(cls, path: Path) -> DataPackage:
        """Read a datapackage.json; BrokenDescriptorError where it refers to anything outside its folder."""
        content = _content(path)
        resources = content.get("resources")
        if not isinstance(resources, list) or not resources:
            raise BrokenDescriptorError(path=path, faults='"resources": …')
        return cls(
            path, str(content.get("name", "")), tuple(_resource(path, each) for each in resources)
        )

    def resource(self, name: str) -> Resource | None:
        """The resource of that name."""
        return next((resource for resource in self.resources if resource.name == name), None)

    @property
    def code_lists(self) -> tuple[Resource, ...]:
        """The resources that are code lists put in for others to refer to."""
        return tuple(each for each in self.resources if each.is_code_list)

    def of_file(self, path: Path) -> Resource | None:
        """The resource that this file is."""
        return next(
            (each for each in self.resources if each.path.resolve() == path.resolve()), None
        )


def _content(path: Path) -> Mapping[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        json.dumps(
            content, ensure_ascii=False
        ).encode()  # JSON can name half a letter, which no file can be called
    except (OSError, ValueError, RecursionError) as error:
        raise BrokenDescriptorError(path=path, faults=error) from error
    if not isinstance(content, dict):
        raise BrokenDescriptorError(path=path, faults="{…}")
    return content


def _resource(package: Path, content: object) -> Resource:
    if not isinstance(content, Mapping) or not isinstance(content.get("path"), str):
        raise BrokenDescriptorError(path=package, faults='resources: "path": "data/….csv"')
    algorithm, digest = _hash(package, content)
    return Resource(
        name=str(content.get("name", "")),
        path=_inside(package, content["path"]),
        schema=_schema(package, content),
        encoding=_text(content, "encoding"),
        dialect=_dialect(package, content),
        sha256=digest if algorithm == "sha256" else "",
        md5=digest if algorithm in ("", "md5") else "",
        bytes=_size(content),
        is_code_list=isinstance(content.get("statx"), Mapping)
        and content["statx"].get("role") == CODE_LIST,
    )


def _text(content: Mapping[str, Any], key: str) -> str:
    """A property's text; what is no text says nothing."""
    value = content.get(key, "")
    return value if isinstance(value, str) else ""


def _size(content: Mapping[str, Any]) -> int | None:
    value = content.get("bytes")
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _hash(package: Path, content: Mapping[str, Any]) -> tuple[str, str]:
    """(algorithm, hexadecimal digest) of a declared hash; one that cannot be verified is not let pass."""
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
        path = _inside(package, schema)
        try:
            return Schema.parse(path.read_bytes(), source=path)
        except OSError as error:
            raise BrokenDescriptorError(
                path=package, faults=f"schema {schema}: {error.strerror}"
            ) from error
    return (
        Schema.parse(schema, source=content.get("name", package))
        if isinstance(schema, Mapping)
        else None
    )


def _dialect(package: Path, content: Mapping[str, Any]) -> TableDialect:
    """How the file is written: said in the descriptor, or in a JSON file of its folder."""
    dialect = content.get("dialect")
    if isinstance(dialect, str):
        path = _inside(package, dialect)
        return parsed_dialect(_content(path), path)
    if dialect is not None and not isinstance(dialect, Mapping):
        raise BrokenDescriptorError(path=package, faults=f"dialect {dialect!r}")
    return parsed_dialect(dialect or {}, package)


def _inside(package: Path, words: str) -> Path:
    """A path of the descriptor: relative, without `..`, and no address on the network."""
    pure = PurePosixPath(words)
    foreign = any(mark in words for mark in ("://", "\\", "\0")) or words[1:2] == ":"
    if foreign or pure.is_absolute() or ".." in pure.parts or not pure.parts:
        raise BrokenDescriptorError(path=package, faults=f"path {words!r}")
    return package.parent / pure
