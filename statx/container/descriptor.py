"""What a package's datapackage.json may say: who it is, and references to listed files alone.

Data lies below `data/`, and nothing lies there that is no resource. No URL, and no key by which a
reader would look elsewhere. Nothing is ever fetched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeGuard

from statx.container import words
from statx.container.errors import (
    PackageContentError,
    PackageReferenceError,
    PackageUnlistedError,
)
from statx.container.manifest import PAYLOAD, SCHEMAS
from statx.container.names import quoted
from statx.texts import Text, verbatim

DESCRIPTOR = "datapackage.json"

_IDENTITY = ("name", "version")
_PROFILES = "https://datapackage.org/"
_PROFILE_KEYS = ("profile", "$schema")
_FILE_KEYS = ("schema", "dialect", "jsonschema")  # an object, or the name of a file that holds one
# By these Frictionless 5 would read something else than `path`: v0 and v5 spellings, loaders, data
# in place.
_ASTRAY_KEYS = ("url", "extrapaths", "scheme", "profiles", "basepath", "data")


def check_identity(descriptor: Mapping[str, Any]) -> None:
    """PackageContentError where the package has no name or no version."""
    for key in _IDENTITY:
        value = descriptor.get(key)
        if not (isinstance(value, str) and value):
            what = verbatim(f"{DESCRIPTOR} ({key})")
            raise PackageContentError(
                what=what,
                expected=words.SOME_TEXT,
                found=quoted(value),
            )


def check_references(descriptor: Mapping[str, Any], listed: Collection[str]) -> None:
    """Whether it refers to `listed` names alone, and to each of them in data/ and schema/.

    PackageReferenceError, PackageUnlistedError, or PackageContentError where there are no
    resources.
    """
    _check_profiles(descriptor, verbatim(DESCRIPTOR))

    used: set[str] = set()
    for number, resource in enumerate(_resources(descriptor)):
        where = words.RESOURCE.fill(number=number)
        _check_keys(resource, where)
        used.update(_data_files(resource, where, listed))
        used.update(_check_files(resource, where, listed))

    for name in sorted(set(listed) - used):
        if name.startswith((PAYLOAD, SCHEMAS)):
            raise PackageUnlistedError(
                name=name,
                list=f"{DESCRIPTOR} (resources)",
            )


def _resources(descriptor: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    resources = descriptor.get("resources")
    entries = resources if isinstance(resources, list) else []
    if not entries or not all(isinstance(entry, dict) for entry in entries):
        raise PackageContentError(
            what=verbatim(DESCRIPTOR),
            expected=words.A_LIST_OF_RESOURCES,
            found=quoted(resources),
        )

    return entries


def _check_keys(resource: Mapping[str, Any], where: Text) -> None:
    _check_profiles(resource, where)
    for key in _ASTRAY_KEYS:
        if key in resource:
            raise _astray(resource[key], _at(where, key), words.NO_SUCH_KEY)


def _data_files(resource: Mapping[str, Any], where: Text, listed: Collection[str]) -> Iterator[str]:
    """The files of data that the resource names: one, or the parts of one table."""
    path = resource.get("path")
    names = path if isinstance(path, list) and path else [path]
    for name in names:
        if not _is_listed(name, listed) or not name.startswith(PAYLOAD):
            raise _astray(name, _at(where, "path"), words.LISTED_DATA)
        yield name


def _check_files(
    resource: Mapping[str, Any], where: Text, listed: Collection[str]
) -> Iterator[str]:
    """The files by which it says how its data is to be read."""
    for key in _FILE_KEYS:
        value = resource.get(key, {})
        if isinstance(value, dict):
            _check_profiles(value, _at(where, key))
        elif not _is_listed(value, listed):
            raise _astray(value, _at(where, key), words.A_LISTED_FILE)
        else:
            yield value


def _check_profiles(part: Mapping[str, Any], where: Text) -> None:
    for key in _PROFILE_KEYS:
        profile = part.get(key, _PROFILES)
        if not (isinstance(profile, str) and profile.startswith(_PROFILES)):
            raise _astray(profile, _at(where, key), words.AN_OFFICIAL_PROFILE)


def _is_listed(name: object, listed: Collection[str]) -> TypeGuard[str]:
    return isinstance(name, str) and name in listed


def _astray(reference: object, where: Text, expected: Text) -> PackageReferenceError:
    return PackageReferenceError(
        found=quoted(reference),
        where=where,
        expected=expected,
    )


def _at(where: Text, key: str) -> Text:
    return where + verbatim(f".{key}")
