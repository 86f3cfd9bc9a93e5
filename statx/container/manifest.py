"""What a package says about itself: its two lists of hashes, its BagIt tag files, its JSON and what that refers to.

* A list has one line `<64 hexadecimal digits><two spaces><name>` for each file, lower case, sorted by bytes,
  each ended by LF: BagIt 1.0 (RFC 8493, 2.1.3) and `sha256sum --check` read the same bytes alike, as no name
  needs escaping.
* `manifest-sha256.txt` lists `data/` and nothing else; `tagmanifest-sha256.txt` lists everything else the
  content is made of, `manifest-sha256.txt` included. So the SHA-256 of the tag manifest stands for the whole
  content, whatever the zip around it: it is the content id.
* JSON is UTF-8 without BOM, an object, at most 1 MiB, no key twice, every number finite.
* The descriptor refers to listed files alone: data below `data/`, nothing in `data/` that is no resource,
  no URL, no key by which a reader would look elsewhere. Nothing is ever fetched.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from statx.container.errors import (
    PackageContentError,
    PackageJsonError,
    PackageManifestError,
    PackageReferenceError,
    PackageUnlistedError,
)
from statx.container.names import check_name, quoted
from statx.texts import Text, verbatim

DESCRIPTOR = "datapackage.json"
PAYLOAD_MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
BAGIT, BAG_INFO = "bagit.txt", "bag-info.txt"
PAYLOAD = "data/"

LARGEST_TEXT = 1 << 20
"""Bytes a JSON file or a list of hashes may have: it is read whole."""

_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<name>\S+)")
_PROFILES = "https://datapackage.org/"
_PROFILE_KEYS = ("profile", "$schema")
_FILE_KEYS = ("schema", "dialect", "jsonschema")  # an object, or the name of a file that holds one
# By these Frictionless 5 would read something else than `path`: v0 and v5 spellings, loaders, data in place.
_ASTRAY_KEYS = ("url", "extrapaths", "scheme", "profiles", "basepath", "data")

_NOT_ASCII = Text(id="ada huruf di luar ASCII", en="it has letters beyond ASCII")
_UNENDED = Text(id="baris terakhir tidak diakhiri ganti baris", en="its last line is not ended")
_BAD_LINE = Text(
    id="baris {number} bukan SHA-256, dua spasi, dan nama: {line}",
    en="line {number} is not a SHA-256, two spaces and a name: {line}",
)
_UNSORTED = Text(
    id="baris {number} tidak berurutan atau berulang: {line}",
    en="line {number} is out of order or there twice: {line}",
)
_TOO_LARGE = Text(id="lebih dari 1 MiB", en="it is larger than 1 MiB")
_NOT_UTF8 = Text(id="bukan UTF-8", en="it is not UTF-8")
_NOT_JSON = Text(
    id="keliru di baris {line} kolom {column}", en="it goes wrong in line {line}, column {column}"
)
_NOT_OBJECT = Text(id="isinya bukan objek", en="it is not an object")
_TOO_DEEP = Text(
    id="terlalu bertingkat atau memuat angka yang terlalu panjang",
    en="it is nested too deep or has too long a number",
)
_KEY_TWICE = Text(id="kunci {key} ada dua kali", en="the key {key} is there twice")
_NOT_FINITE = Text(
    id="{number} bukan angka JSON yang terhingga", en="{number} is not a finite JSON number"
)
_LONE_SURROGATE = Text(
    id="memuat setengah karakter (surrogate)", en="it holds half a character (a surrogate)"
)

_LISTED_FILE = Text(
    id="yang boleh hanya nama berkas yang tercantum di daftar paket",
    en="only the name of a file that the package lists is allowed",
)
_LISTED_DATA = Text(
    id="yang boleh hanya nama berkas di data/ yang tercantum di daftar paket",
    en="only the name of a file below data/ that the package lists is allowed",
)
_OFFICIAL_PROFILE = Text(
    id=f"yang boleh hanya {_PROFILES}...", en=f"only {_PROFILES}... is allowed"
)
_NO_SUCH_KEY = Text(id="kunci itu tidak boleh dipakai", en="that key is not allowed")
_RESOURCES = Text(id="daftar resources yang berisi objek", en="a list of resources, each an object")
_RESOURCE = Text(id="resources[{number}]", en="resources[{number}]")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A list of files and the hexadecimal SHA-256 of each; `render` and `parse` undo each other."""

    digests: Mapping[str, str]
    """By name."""

    @classmethod
    def parse(cls, content: bytes, name: str) -> Manifest:
        """The list that the file `name` holds; PackageManifestError or PackageNameError where it is not strict."""
        digests: dict[str, str] = {}
        for number, line in enumerate(_lines(content, name), start=1):
            match = _LINE.fullmatch(line)
            if match is None:
                raise PackageManifestError(
                    name=name, found=_BAD_LINE.fill(number=number, line=quoted(line))
                )
            if digests and match["name"] <= next(reversed(digests)):
                raise PackageManifestError(
                    name=name, found=_UNSORTED.fill(number=number, line=quoted(line))
                )
            digests[check_name(match["name"])] = match["sha256"]
        return cls(digests)

    def render(self) -> bytes:
        """The bytes of the file, sorted by name."""
        return "".join(f"{self.digests[name]}  {name}\n" for name in sorted(self.digests)).encode(
            "ascii"
        )


def bagit_txt() -> bytes:
    """The declaration that makes a folder a bag; RFC 8493, 2.1.1."""
    return b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag_info(payload_bytes: int, payload_files: int, info: Mapping[str, str]) -> bytes:
    """`bag-info.txt`: the labels of `info` (RFC 8493, 2.2.2) sorted, a value on one line, and what data/ adds up to."""
    lines = {**info, "Payload-Oxum": f"{payload_bytes}.{payload_files}"}
    return "".join(
        f"{label}: {' '.join(lines[label].split())}\n" for label in sorted(lines)
    ).encode("utf-8")


def read_json(content: bytes, name: str) -> dict[str, Any]:
    """The object that the file `name` holds; PackageJsonError where it is not strict JSON."""
    if len(content) > LARGEST_TEXT:
        raise PackageJsonError(name=name, found=_TOO_LARGE)
    try:
        value = _DECODER.decode(content.decode("utf-8"))
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except _JsonFaultError as fault:
        raise PackageJsonError(name=name, found=fault.found) from fault
    except json.JSONDecodeError as error:
        raise PackageJsonError(
            name=name, found=_NOT_JSON.fill(line=error.lineno, column=error.colno)
        ) from error
    except UnicodeDecodeError as error:
        raise PackageJsonError(name=name, found=_NOT_UTF8) from error
    except UnicodeEncodeError as error:
        raise PackageJsonError(name=name, found=_LONE_SURROGATE) from error
    except (ValueError, RecursionError) as error:
        raise PackageJsonError(name=name, found=_TOO_DEEP) from error
    if not isinstance(value, dict):
        raise PackageJsonError(name=name, found=_NOT_OBJECT)
    return value


def write_json(value: Mapping[str, Any]) -> bytes:
    """The one way statx writes an object that is to be hashed: same value, same bytes."""
    text = json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def check_references(descriptor: Mapping[str, Any], listed: Collection[str]) -> None:
    """Whether everything the descriptor refers to is among the `listed` names, and all of data/ is referred to.

    PackageReferenceError, PackageUnlistedError, or PackageContentError where there are no resources.
    """
    _check_profiles(descriptor, verbatim(DESCRIPTOR))
    used: set[str] = set()
    for number, resource in enumerate(_resources(descriptor)):
        where = _RESOURCE.fill(number=number)
        _check_keys(resource, where)
        used.update(_data_files(resource, where, listed))
        _check_files(resource, where, listed)
    for name in sorted(set(listed) - used):
        if name.startswith(PAYLOAD):
            raise PackageUnlistedError(name=name, list=f"{DESCRIPTOR} (resources)")


class _JsonFaultError(ValueError):
    """What the decoder's hooks found; it never leaves `read_json`."""

    def __init__(self, found: Text) -> None:
        super().__init__(found.en)
        self.found = found


def _lines(content: bytes, name: str) -> list[str]:
    if len(content) > LARGEST_TEXT:
        raise PackageManifestError(name=name, found=_TOO_LARGE)
    if content and not content.endswith(b"\n"):
        raise PackageManifestError(name=name, found=_UNENDED)
    try:
        return content.decode("ascii").split("\n")[:-1]
    except UnicodeDecodeError as error:
        raise PackageManifestError(name=name, found=_NOT_ASCII) from error


def _distinct_keys(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key, item in pairs:
        if key in value:
            raise _JsonFaultError(_KEY_TWICE.fill(key=quoted(key)))
        value[key] = item
    return value


def _finite(number: str) -> float:
    """Also the way in for NaN and Infinity, which JSON does not have, and for 1e999, which is infinite only here."""
    value = float(number)
    if not math.isfinite(value):
        raise _JsonFaultError(_NOT_FINITE.fill(number=quoted(number)))
    return value


_DECODER = json.JSONDecoder(
    object_pairs_hook=_distinct_keys, parse_float=_finite, parse_constant=_finite
)


def _check_profiles(part: Mapping[str, Any], where: Text) -> None:
    for key in _PROFILE_KEYS:
        profile = part.get(key, _PROFILES)
        if not (isinstance(profile, str) and profile.startswith(_PROFILES)):
            raise PackageReferenceError(
                found=quoted(profile), where=_at(where, key), expected=_OFFICIAL_PROFILE
            )


def _resources(descriptor: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    resources = descriptor.get("resources")
    if not (
        isinstance(resources, list)
        and resources
        and all(isinstance(resource, dict) for resource in resources)
    ):
        raise PackageContentError(
            what=verbatim(DESCRIPTOR), expected=_RESOURCES, found=quoted(resources)
        )
    return resources


def _check_keys(resource: Mapping[str, Any], where: Text) -> None:
    _check_profiles(resource, where)
    for key in _ASTRAY_KEYS:
        if key in resource:
            raise PackageReferenceError(
                found=quoted(resource[key]), where=_at(where, key), expected=_NO_SUCH_KEY
            )


def _data_files(resource: Mapping[str, Any], where: Text, listed: Collection[str]) -> Iterator[str]:
    path = resource.get("path")
    for name in path if isinstance(path, list) and path else [path]:
        if not (isinstance(name, str) and name in listed and name.startswith(PAYLOAD)):
            raise PackageReferenceError(
                found=quoted(name), where=_at(where, "path"), expected=_LISTED_DATA
            )
        yield name


def _check_files(resource: Mapping[str, Any], where: Text, listed: Collection[str]) -> None:
    for key in _FILE_KEYS:
        value = resource.get(key, {})
        if isinstance(value, dict):
            _check_profiles(value, _at(where, key))
        elif not (isinstance(value, str) and value in listed):
            raise PackageReferenceError(
                found=quoted(value), where=_at(where, key), expected=_LISTED_FILE
            )


def _at(where: Text, key: str) -> Text:
    return where + verbatim(f".{key}")
