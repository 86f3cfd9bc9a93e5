"""datapackage.json: which files a package holds, and under which schema. Nothing is fetched."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statx.registry import words
from statx.registry.errors import BrokenDescriptorError
from statx.registry.json_file import JsonError, read_json
from statx.registry.locations import OutsideFolderError, locate
from statx.registry.properties import STATS, property_faults
from statx.registry.schema import Schema
from statx.registry.shapes import are_texts, is_count
from statx.registry.table_dialect import TableDialect
from statx.registry.table_dialect import parse as parse_dialect
from statx.texts import Text, joined

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
    rows: int | None = None
    """Declared number of records; None where none is."""
    columns: int | None = None
    is_code_list: bool = False
    format: str = ""
    """What the file is, as declared: `csv`; empty where its name says it."""
    more_parts: tuple[Path, ...] = ()
    """Further files of the same table, in their order."""
    is_inline: bool = False
    """Whether the data stands in the descriptor itself; then `path` is the descriptor's."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """All its files, in their order."""
        return (self.path, *self.more_parts)


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
        faults = list(_of_package(content))
        if faults:
            raise BrokenDescriptorError(
                path=path,
                faults=joined(faults, "; "),
            )

        name = str(content.get("name", ""))
        resources = tuple(_resource(path, entry) for entry in content["resources"])
        return cls(path, name, resources)

    def resource(self, name: str) -> Resource | None:
        """The resource of that name."""
        named = (resource for resource in self.resources if resource.name == name)
        return next(named, None)

    @property
    def code_lists(self) -> tuple[Resource, ...]:
        """The resources that are code lists put in for others to refer to."""
        return tuple(resource for resource in self.resources if resource.is_code_list)


def _load(path: Path) -> Mapping[str, Any]:
    try:
        content = read_json(path.read_bytes())
    except OSError as error:
        raise BrokenDescriptorError(
            path=path,
            faults=error.strerror or error,
        ) from error
    except JsonError as error:
        raise BrokenDescriptorError(
            path=path,
            faults=error.text,
        ) from error

    if not isinstance(content, dict):
        raise BrokenDescriptorError(
            path=path,
            faults=words.NO_OBJECT.fill(),
        )

    return content


# ---- what is wrong, before anything is opened ----------------------------------------------------


def _of_package(content: Mapping[str, Any]) -> Iterator[Text]:
    yield from property_faults("package", content)
    resources = content.get("resources")
    if not isinstance(resources, list) or not resources:
        yield words.NO_RESOURCES
        return

    names: set[str] = set()
    for number, resource in enumerate(resources, start=1):
        named = resource.get("name") if isinstance(resource, Mapping) else None
        for fault in _of_resource(resource, names):
            yield words.OF_RESOURCE.fill(
                resource=named or number,
                fault=fault,
            )

        if isinstance(named, str):
            names.add(named)


def _of_resource(resource: object, names: Collection[str]) -> Iterator[Text]:
    if not isinstance(resource, Mapping):
        yield words.NO_PATH
        return

    yield from _of_name(resource.get("name"), names)
    yield from property_faults("resource", _declared_names(resource))
    yield from _of_path(resource)
    yield from _of_parts(resource)
    if isinstance(resource.get("fields"), list):  # a number counts them
        yield words.MISPLACED.fill(
            name="fields",
            place=words.IN_SCHEMA,
        )

    counts, faults = _measures(resource)
    yield from faults
    for name, values in counts.items():
        if len(set(values)) > 1:
            yield words.DECLARED_TWICE.fill(name=name)


def _declared_names(resource: Mapping[str, Any]) -> Iterator[str]:
    """What is empty declares nothing, and a file of this computer is the only kind that is read."""
    for name, value in resource.items():
        is_usual = name == "scheme" and value == "file"
        if value not in (None, "", [], {}) and not is_usual:
            yield name


def _of_name(name: object, names: Collection[str]) -> Iterator[Text]:
    if not isinstance(name, str) or not name:
        yield words.NO_RESOURCE_NAME
    elif name in names:
        yield words.SAME_NAME


def _of_path(resource: Mapping[str, Any]) -> Iterator[Text]:
    is_inline = "path" not in resource and "data" in resource
    if not is_inline and not are_texts(_named_files(resource)):
        yield words.NO_PATH


def _named_files(resource: Mapping[str, Any]) -> list[Any]:
    """The files of a table, in their order; Frictionless 5 names further parts beside the first."""
    path = resource.get("path")
    more = resource.get("extrapaths") or []
    first = path if isinstance(path, list) else [path]
    return [*first, *more] if isinstance(more, list) else [*first, more]


def _of_parts(resource: Mapping[str, Any]) -> Iterator[Text]:
    for name in ("encoding", "format"):
        value = resource.get(name, "")
        if not isinstance(value, str):
            yield words.NO_TEXT.fill(
                name=name,
                value=value,
            )

    schema = resource.get("schema") or {}
    if not isinstance(schema, (str, Mapping)):
        yield words.NO_SCHEMA.fill(value=schema)

    dialect = resource.get("dialect") or {}
    if not isinstance(dialect, (str, Mapping)):
        yield words.NO_DIALECT.fill(value=dialect)


# ---- sizes and digests ---------------------------------------------------------------------------

COUNTS = ("bytes", "rows", "fields")
DIGESTS = ("sha256", "md5")


def _measures(resource: Mapping[str, Any]) -> tuple[dict[str, list[Any]], list[Text]]:
    """What is declared of the file, at the resource and under `stats`, and what of it is wrong."""
    stats = resource.get("stats")
    if stats is None:
        stats = {}

    if not isinstance(stats, Mapping):
        return {}, [words.NOT_AN_OBJECT.fill(name="stats")]

    measures: dict[str, list[Any]] = {}
    unknown = [name for name in stats if name not in STATS]
    faults = [words.NOT_SUPPORTED.fill(name=f"stats.{name}") for name in unknown]

    for declared in (resource, stats):
        _add_counts(declared, measures, faults)
        _add_digests(declared, measures, faults)

    return measures, faults


def _add_counts(
    declared: Mapping[str, Any], measures: dict[str, list[Any]], faults: list[Text]
) -> None:
    for name in COUNTS:
        value = declared.get(name)
        if value is None or isinstance(value, list):
            continue

        if is_count(value):
            measures.setdefault(name, []).append(value)
        else:
            faults.append(
                words.NO_COUNT.fill(
                    name=name,
                    value=value,
                )
            )


def _add_digests(
    declared: Mapping[str, Any], measures: dict[str, list[Any]], faults: list[Text]
) -> None:
    """`hash` is md5 unless it says otherwise; one that cannot be verified is not let pass."""
    for name in ("hash", *DIGESTS):
        value = declared.get(name)
        if value in (None, ""):
            continue

        algorithm, _, digest = str(value).rpartition(":")
        if name != "hash":
            algorithm = name
        elif not algorithm:
            algorithm = "md5"

        if not isinstance(value, str) or algorithm not in DIGESTS:
            faults.append(
                words.NO_HASH.fill(
                    name=name,
                    value=value,
                )
            )
        else:
            measures.setdefault(algorithm, []).append(digest.lower())


# ---- building ------------------------------------------------------------------------------------


def _resource(package: Path, content: Mapping[str, Any]) -> Resource:
    path, *more_parts = _paths(package, content)
    measures, _ = _measures(content)
    first = {name: values[0] for name, values in measures.items()}
    return Resource(
        name=content["name"],
        path=path,
        schema=_schema(package, content),
        encoding=content.get("encoding", ""),
        dialect=_dialect(package, content),
        sha256=first.get("sha256", ""),
        md5=first.get("md5", ""),
        bytes=first.get("bytes"),
        rows=first.get("rows"),
        columns=first.get("fields"),
        is_code_list=_is_code_list(content),
        format=content.get("format", "").lower(),
        more_parts=tuple(more_parts),
        is_inline="path" not in content,
    )


def _paths(package: Path, content: Mapping[str, Any]) -> list[Path]:
    """The files of a resource; the descriptor itself where it holds the data."""
    if "path" not in content:
        return [package]

    return [_inside(package, reference) for reference in _named_files(content)]


def _is_code_list(content: Mapping[str, Any]) -> bool:
    statx = content.get("statx")
    return isinstance(statx, Mapping) and statx.get("role") == CODE_LIST


def _schema(package: Path, content: Mapping[str, Any]) -> Schema | None:
    schema = content.get("schema")
    if isinstance(schema, str):
        return _schema_in_file(package, schema)

    if isinstance(schema, Mapping):
        return Schema.parse(schema, source=content["name"])

    return None


def _schema_in_file(package: Path, reference: str) -> Schema:
    path = _inside(package, reference)
    try:
        raw = path.read_bytes()
    except OSError as error:
        fault = words.NO_SCHEMA_FILE.fill(
            path=reference,
            reason=error.strerror or error,
        )
        raise BrokenDescriptorError(
            path=package,
            faults=fault,
        ) from error

    return Schema.parse(raw, source=path)


def _dialect(package: Path, content: Mapping[str, Any]) -> TableDialect:
    """How the file is written: said in the descriptor, or in a JSON file of its folder."""
    dialect = content.get("dialect")
    if isinstance(dialect, str):
        path = _inside(package, dialect)
        return parse_dialect(_load(path), path)

    return parse_dialect(dialect or {}, package)


def _inside(package: Path, reference: str) -> Path:
    """A path of the descriptor, which stays in its folder."""
    try:
        return locate(package.parent, reference)
    except OutsideFolderError as error:
        fault = words.LEAVES_FOLDER.fill(path=reference)
        raise BrokenDescriptorError(
            path=package,
            faults=fault,
        ) from error
