"""Which schemas and code lists there are: the catalogue is the folder.

`<name>/<major.minor.patch>.json` is a version of a schema, `reference/<name>.csv` with
`<name>.json` a code list. Nothing is fetched: what the folder does not hold does not exist.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from statx.errors import MissingFolderError
from statx.registry.errors import BrokenCodeListError, UnknownSchemaError
from statx.registry.history import HistoryFields, Validity
from statx.registry.locations import OutsideFolderError, is_plain_name, locate
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
        with self.path.open(
            encoding="utf-8",
            newline="",
        ) as file:
            return tuple(csv.DictReader(file))

    def validity(self, field: str) -> Mapping[str, Validity]:
        """Value of the field -> when it is in force; those that always were are left out.

        BrokenCodeListError where the list says it in no date.
        """
        history = self.schema.history
        if history is None:
            return {}

        by_value = {}
        for record in self.records:
            validity = self._validity_of(record, history)
            if validity is not None and record.get(field):
                by_value[record[field]] = validity
        return by_value

    def _validity_of(self, record: Mapping[str, str], history: HistoryFields) -> Validity | None:
        try:
            return Validity.of(record, history)
        except ValueError as error:
            days = (record[history.since], record[history.until])
            raise BrokenCodeListError(
                path=self.path,
                value=" – ".join(filter(None, days)),
            ) from error

    def values(self, fields: tuple[str, ...]) -> frozenset[tuple[str | None, ...]]:
        """The texts of these fields in every record; an empty text is no value."""
        return frozenset(_texts(record, fields) for record in self.records)


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
        folders = {path.parent.name for path in self.root.glob("*/*.json")}
        return tuple(sorted(folders - {REFERENCE}))

    def versions(self, name: str) -> tuple[str, ...]:
        """The versions of a schema, oldest first."""
        versions = [path.stem for path in (self.root / name).glob("*.json")]
        return tuple(sorted(versions, key=_version_key))

    def schema(self, ref: str) -> Schema:
        """The newest version of `name`, or `name@version`; UnknownSchemaError names near ones."""
        name, _, version = ref.partition("@")
        versions: tuple[str, ...] = ()
        if name in self.names:
            versions = self.versions(name)

        if not version and versions:
            version = versions[-1]

        if version not in versions:
            near = self._near(name, versions)
            raise UnknownSchemaError(
                ref=ref,
                near=near,
            )

        path = self.root / name / f"{version}.json"
        raw = path.read_bytes()
        return Schema.parse(raw, source=path)

    def schemas(self) -> tuple[Schema, ...]:
        """The newest version of every schema, by name."""
        return tuple(self.schema(name) for name in self.names)

    def with_header(self, labels: tuple[str, ...]) -> tuple[Schema, ...]:
        """The schemas whose field names are these labels, in any order.

        Of each schema it is the newest version that has them: a file of the columns that were
        agreed before is still judged by what was agreed then.
        """
        header = tuple(sorted(labels))
        refs = self._refs_by_header.get(header, {})
        return tuple(self.schema(ref) for ref in refs.values())

    def code_list(self, name: str) -> CodeList | None:
        """The code list of that name; None where the registry has none."""
        if name not in self._code_lists:
            self._code_lists[name] = self._read_code_list(name)

        return self._code_lists[name]

    @cached_property
    def regions(self) -> Regions:
        """All regions of the registry's code lists."""
        records: list[Mapping[str, str]] = []
        for path in sorted((self.root / REFERENCE).glob("wilayah_*.csv")):
            code_list = self.code_list(path.stem)
            if code_list is not None:
                records += code_list.records

        return Regions.of(records)

    @cached_property
    def _refs_by_header(self) -> Mapping[tuple[str, ...], Mapping[str, str]]:
        """Names of fields, sorted -> name of each schema that has them -> its newest such version.

        A folder of data asks for one header after the other.
        """
        refs: dict[tuple[str, ...], dict[str, str]] = {}
        for name in self.names:
            for version in self.versions(name):
                header = self._header(name, version)
                refs.setdefault(header, {})[name] = f"{name}@{version}"
        return refs

    def _header(self, name: str, version: str) -> tuple[str, ...]:
        """The names of its fields, sorted; all versions are asked, so they are not checked."""
        raw = (self.root / name / f"{version}.json").read_bytes()
        try:
            names = [field["name"] for field in json.loads(raw)["fields"]]
        except (ValueError, LookupError, TypeError):
            # Whatever it is, reading it as a schema says what is wrong with it.
            names = list(self.schema(f"{name}@{version}").names)
        return tuple(sorted(names))

    @cached_property
    def _code_lists(self) -> dict[str, CodeList | None]:
        """Those that were asked for: a folder of data asks for the same one again and again."""
        return {}

    def _read_code_list(self, name: str) -> CodeList | None:
        if not is_plain_name(name):
            return None

        folder = self.root / REFERENCE
        try:
            path = locate(folder, f"{name}.csv")
            described = locate(folder, f"{name}.json")
        except OutsideFolderError:
            return None

        if not path.is_file():
            return None

        schema = Schema.parse(described.read_bytes(), source=described)
        return CodeList(
            name,
            schema,
            path,
        )

    def _near(self, name: str, versions: tuple[str, ...]) -> str:
        """What may have been meant, as one line; all names where none is near."""
        if versions:
            return ", ".join(f"{name}@{version}" for version in versions)

        near = get_close_matches(
            name.casefold(),
            self.names,
            cutoff=0.5,
        )
        return ", ".join(near or self.names)


def shipped(kind: str) -> Path:
    """The folder `schemas` or `samples` that comes with statx: in the wheel, or in the checkout."""
    packed = SHIPPED / kind
    if packed.is_dir():
        return packed

    return Path(__file__).parents[2] / kind


def _texts(record: Mapping[str, str], fields: tuple[str, ...]) -> tuple[str | None, ...]:
    return tuple(record.get(field) or None for field in fields)


def _version_key(version: str) -> tuple[int, ...]:
    """Its numbers, in the order of which versions stand."""
    parts = version.split(".")
    return tuple(int(part) if part.isdigit() else -1 for part in parts)
