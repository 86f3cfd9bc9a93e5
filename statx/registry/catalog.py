"""Which schemas and code lists there are: the catalogue is the folder.

`<name>/<major.minor.patch>.json` is a version of a schema, `reference/<name>.csv` with `<name>.json` a code
list. Nothing is fetched: what the folder does not hold does not exist.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from statx.errors import MissingFolderError
from statx.registry.errors import UnknownSchemaError
from statx.registry.regions import Regions
from statx.registry.schema import Schema

REFERENCE = "reference"
SHIPPED = Path(__file__).parents[1] / "_shipped"


@dataclass(frozen=True)
class CodeList:
    """A code list of the registry: its schema, and the file that holds it."""

    name: str
    schema: Schema
    path: Path

    @cached_property
    def records(self) -> tuple[Mapping[str, str], ...]:
        """Its records as texts."""
        with self.path.open(encoding="utf-8", newline="") as file:
            return tuple(csv.DictReader(file))

    def values(self, fields: tuple[str, ...]) -> frozenset[tuple[str | None, ...]]:
        """The texts of these fields in every record; an empty text is no value."""
        return frozenset(
            tuple(record.get(field) or None for field in fields) for record in self.records
        )


@dataclass(frozen=True)
class Catalog:
    """The schemas and code lists of one registry folder."""

    root: Path

    def __post_init__(self) -> None:
        if not self.root.is_dir():
            raise MissingFolderError(path=self.root)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The schemas' names, sorted."""
        found = (path.parent.name for path in self.root.glob("*/*.json"))
        return tuple(sorted({name for name in found if name != REFERENCE}))

    def versions(self, name: str) -> tuple[str, ...]:
        """The versions of a schema, oldest first."""
        return tuple(
            sorted((path.stem for path in (self.root / name).glob("*.json")), key=_version_key)
        )

    def schema(self, ref: str) -> Schema:
        """The schema `name` (its newest version) or `name@version`; UnknownSchemaError names what is near."""
        name, _, version = ref.partition("@")
        versions = self.versions(name) if name in self.names else ()
        if not versions or (version and version not in versions):
            raise UnknownSchemaError(
                ref=ref, near=", ".join(self._near(name, versions)) or ", ".join(self.names)
            )
        path = self.root / name / f"{version or versions[-1]}.json"
        return Schema.parse(path.read_bytes(), source=path)

    def schemas(self) -> tuple[Schema, ...]:
        """The newest version of every schema, by name."""
        return tuple(self.schema(name) for name in self.names)

    def with_header(self, labels: tuple[str, ...]) -> tuple[Schema, ...]:
        """The newest schemas whose field names are these labels, in any order."""
        wanted = sorted(labels)
        return tuple(schema for schema in self.schemas() if sorted(schema.names) == wanted)

    def code_list(self, name: str) -> CodeList | None:
        """The code list of that name; None where the registry has none."""
        if name not in self._code_lists:
            self._code_lists[name] = self._read_code_list(name)
        return self._code_lists[name]

    @cached_property
    def _code_lists(self) -> dict[str, CodeList | None]:
        """Those that were asked for: a folder of data asks for the same one again and again."""
        return {}

    def _read_code_list(self, name: str) -> CodeList | None:
        path = self.root / REFERENCE / f"{name}.csv"
        if not path.is_file():
            return None
        described = path.with_suffix(".json")
        return CodeList(name, Schema.parse(described.read_bytes(), source=described), path)

    @cached_property
    def regions(self) -> Regions:
        """All regions of the registry's code lists."""
        lists = (
            self.code_list(path.stem)
            for path in sorted((self.root / REFERENCE).glob("wilayah_*.csv"))
        )
        return Regions.of(
            record for code_list in lists if code_list for record in code_list.records
        )

    def _near(self, name: str, versions: tuple[str, ...]) -> list[str]:
        if versions:
            return [f"{name}@{version}" for version in versions]
        return get_close_matches(name.casefold(), self.names, cutoff=0.5)


def shipped(kind: str) -> Path:
    """A folder that comes with statx, `schemas` or `samples`: inside the wheel, or in the checkout it runs from."""
    packed = SHIPPED / kind
    return packed if packed.is_dir() else Path(__file__).parents[2] / kind


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else -1 for part in version.split("."))
