"""Whether the same judges two versions of a table: schema, what that refers to, how it is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from statx.files import sha256_of
from statx.registry.descriptor import Resource
from statx.sources.targets import Refusal, Target


def judged_alike(one: Target | Refusal, other: Target | Refusal) -> bool:
    """Whether the same judges both; two refusals are alike where the reason is of one kind."""
    if isinstance(one, Target) and isinstance(other, Target):
        return _judged_by(one) == _judged_by(other)
    if isinstance(one, Refusal) and isinstance(other, Refusal):
        return type(one.error) is type(other.error)
    return False


def _judged_by(target: Target) -> tuple[object, ...]:
    return (
        target.agreement.sha256,
        target.locale,
        target.table.reading,
        _declared(target.resource),
        *_referred_to(target),
    )


def _declared(resource: Resource | None) -> Resource | None:
    """What a descriptor says of a file, wherever that lies."""
    if resource is None:
        return None
    return replace(
        resource,
        path=Path(),
        more_parts=(),
        schema=None,
    )


def _referred_to(target: Target) -> Iterator[object]:
    """What the checks look up outside the table: other resources, code lists, the regions."""
    schema = target.agreement
    package = target.references.package
    catalog = target.references.catalog

    names = {key.resource for key in schema.foreign_keys}
    for name in sorted(names - {"", target.name}):
        resource = package.resource(name) if package else None
        table = resource or catalog.code_list(name)
        if table is not None:
            sha256 = table.schema.sha256 if table.schema else ""
            files = resource.paths if resource else (table.path,)
            yield name, _declared(resource), sha256, *map(_digests, files)

    if any(field.region or field.name_of for field in schema.fields):
        for code_list in catalog.region_lists:
            yield code_list.name, _digests(code_list.path)


def _digests(path: Path) -> tuple[str, ...]:
    """The digest of a file, or of the files of a folder; of what is not there, none."""
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return tuple(sha256_of(file) for file in files if file.is_file())
