"""What a package is made of: the tables, the code lists they need, the schemas, the descriptor."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statx.container.strict_json import write_json
from statx.errors import OptionError
from statx.files import digest
from statx.package import words
from statx.package.errors import UnsuitableNameError
from statx.package.label import Label
from statx.registry.catalog import Catalog, CodeList
from statx.registry.descriptor import CODE_LIST
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.schema import Schema
from statx.results.classification import Classification
from statx.sources.targets import Target
from statx.tables import FORMATS, written_format
from statx.tables.format import Format
from statx.texts import named_option

FORMAT = "statx-package/1"

_LONGEST_STEM = 80  # characters of a schema's name in the name of its file
_DIGITS = 12  # of the SHA-256 that tells two schemas of one name apart


@dataclass(frozen=True, slots=True)
class Table:
    """A table that passed, and how many rows it has."""

    target: Target
    rows: int


def content_of(tables: Sequence[Table], label: Label, catalog: Catalog) -> dict[str, Path | bytes]:
    """The files of the package by their names inside it, each a file or its bytes.

    Raises UnsuitableNameError where two tables would be one file or one resource.
    """
    targets = [table.target for table in tables]
    code_lists = _code_lists(targets, catalog)
    _refuse_name_twice(targets, code_lists)

    schemas = [target.agreement for target in targets]
    schemas += [code_list.schema for code_list in code_lists]
    schema_files = _schema_files(schemas)

    content: dict[str, Path | bytes] = {}
    for path in (*_data_files(targets), *(each.path for each in code_lists)):
        content[f"data/{path.name}"] = path

    for schema in schemas:
        content[schema_files[schema.sha256]] = schema.raw

    content[DESCRIPTOR] = write_json(
        _descriptor(
            tables,
            code_lists,
            label,
            schema_files,
        )
    )

    return content


def _data_files(targets: Sequence[Target]) -> Iterator[Path]:
    for target in targets:
        yield from target.paths


def _code_lists(targets: Sequence[Target], catalog: Catalog) -> list[CodeList]:
    """The code lists that the tables refer to, and those that these refer to, each once."""
    resources = {target.name for target in targets}
    by_name: dict[str, CodeList] = {}
    waiting = deque[str]()
    for target in targets:
        waiting += _referred_to(target.agreement)

    while waiting:
        name = waiting.popleft()
        if name in resources or name in by_name:
            continue
        code_list = catalog.code_list(name)
        if code_list is not None:
            by_name[name] = code_list
            waiting += _referred_to(code_list.schema)

    return [by_name[name] for name in sorted(by_name)]


def _referred_to(schema: Schema) -> Iterator[str]:
    """The other tables that its foreign keys name."""
    for key in schema.foreign_keys:
        if key.resource:
            yield key.resource


def _refuse_name_twice(targets: Sequence[Target], code_lists: Sequence[CodeList]) -> None:
    files = Counter(path.name.lower() for path in _data_files(targets))
    files.update(code_list.path.name for code_list in code_lists)
    resources = Counter(target.name for target in targets)
    resources.update(code_list.name for code_list in code_lists)

    for target in targets:
        for path in target.paths:
            if files[path.name.lower()] > 1 or resources[target.name] > 1:
                raise UnsuitableNameError(path=path)


def _schema_files(schemas: Sequence[Schema]) -> dict[str, str]:
    """SHA-256 -> `schema/kemiskinan-1.0.0.json`.

    Two schemas that call themselves the same are told apart by their digest.
    """
    by_sha256: dict[str, str] = {}
    taken: set[str] = set()
    for schema in schemas:
        if schema.sha256 in by_sha256:
            continue
        stem = re.sub(r"[^A-Za-z0-9_.]+", "-", schema.ref)[:_LONGEST_STEM].strip("-._") or "schema"
        if stem.lower() in taken:
            stem = f"{stem}-{schema.sha256[:_DIGITS]}"
        taken.add(stem.lower())
        by_sha256[schema.sha256] = f"schema/{stem}.json"

    return by_sha256


# ---- the descriptor ---------------------------------------------------------------------------


def _descriptor(
    tables: Sequence[Table],
    code_lists: Sequence[CodeList],
    label: Label,
    schema_files: Mapping[str, str],
) -> dict[str, Any]:
    resources = []
    for table in tables:
        schema = table.target.agreement
        format_ = FORMATS[table.target.table.reading.format]
        resource = _resource(
            table.target,
            schema,
            format_,
            schema_files[schema.sha256],
        )
        resource["statx"]["rows"] = table.rows
        resources.append(resource)

    for code_list in code_lists:
        schema = code_list.schema
        format_ = written_format(code_list.path)
        resource = _resource(
            code_list,
            schema,
            format_,
            schema_files[schema.sha256],
        )
        resource["statx"]["role"] = CODE_LIST
        resources.append(resource)

    strictest = _strictest([table.target.agreement for table in tables])
    about = {"format": FORMAT, "classification": _classification(label, strictest)}
    if label.producer:
        about["producer"] = label.producer

    return {
        "name": label.name,
        "version": label.version,
        "resources": resources,
        "statx": about,
    }


def _resource(
    source: Target | CodeList, schema: Schema, format_: Format, schema_file: str
) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": source.name,
        "type": "table",
        "path": _path_inside(source),
        "format": format_.name,
        "mediatype": format_.media_type,
        "schema": schema_file,
        "statx": {"schema": schema.ref, "schemaSha256": schema.sha256},
    }
    if format_.is_text:
        resource["encoding"] = "utf-8"
    # Frictionless calls every Parquet file with a size wrong, and checks no hash of one; of a table
    # in parts it sums other bytes than the files'. The manifest has the hash of each file.
    if format_.is_text and len(_paths(source)) == 1:
        file = digest(source.path)
        resource["bytes"] = file.size
        resource["hash"] = f"sha256:{file.sha256}"

    return resource


def _path_inside(source: Target | CodeList) -> str | list[str]:
    """Its file, or where it has several, these in their order."""
    first, *more = [f"data/{path.name}" for path in _paths(source)]
    return [first, *more] if more else first


def _paths(source: Target | CodeList) -> tuple[Path, ...]:
    return source.paths if isinstance(source, Target) else (source.path,)


def _classification(label: Label, declared: str) -> str:
    """What the caller says, who may be stricter than the schemas, and never laxer."""
    if not label.classification:
        return declared
    if declared and Classification(label.classification) < Classification(declared):
        reason = words.NOT_LAXER.fill(declared=declared)
        raise OptionError(
            option=named_option("classification"),
            reason=reason,
        )

    return label.classification


def _strictest(schemas: Sequence[Schema]) -> str:
    """The classification of the whole package; empty where no schema declares one."""
    declared = [each.classification for each in schemas if each.classification is not None]
    return max(declared).value if declared else ""
