"""Which schemas and code lists there are: the catalogue is the folder.

`<name>/<major.minor.patch>.json` is a version of a schema, `reference/<name>.csv` with
`<name>.json` a code list. Nothing is fetched: what the folder does not hold does not exist.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache
from io import StringIO
from itertools import chain, zip_longest
from pathlib import Path

from statx.registry.errors import BrokenCodeListError, UnknownSchemaError
from statx.registry.history import HistoryFields, Validity
from statx.registry.layers import Layer, refuse_clashes
from statx.registry.regions import Regions
from statx.registry.schema import Schema

SHIPPED = Path(__file__).parents[1] / "_shipped"
OURS = "statx"
"""What settings call the registry that comes with statx."""
OF_REGIONS = "wilayah_"
"""How the names of the code lists of regions begin."""
LISTS_KEPT = 8
"""Code lists that a process keeps parsed: a notebook judges one table after the other by them."""


@dataclass(frozen=True)
class CodeList:
    """A code list of the registry: its schema, and the file that holds it."""

    name: str
    schema: Schema
    path: Path

    @cached_property
    def content(self) -> bytes:
        """Its file."""
        return self.path.read_bytes()

    @property
    def records(self) -> tuple[Mapping[str, str], ...]:
        """Its records as texts."""
        return _records_of(self.content)

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


@dataclass(
    frozen=True,
    init=False,
)
class Catalog:
    """The schemas and code lists of a registry: of one folder, or of several as layers."""

    layers: tuple[Layer, ...]
    """The nearest first. A name belongs to the last that has it."""

    def __init__(self, *folders: Path | Layer) -> None:
        """Of these folders. Raises MissingFolderError, OtherContentError, OtherVersionError."""
        layers = [each if isinstance(each, Layer) else Layer(each) for each in folders]
        refuse_clashes(layers)
        object.__setattr__(
            self,
            "layers",
            tuple(layers),
        )

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where it lies, the nearest first."""
        return tuple(layer.root for layer in self.layers)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The schemas' names, sorted."""
        return tuple(sorted(self._layer_of))

    def layer_of(self, name: str) -> Layer:
        """The layer to which a schema that there is belongs."""
        return self._layer_of[name]

    def versions(self, name: str) -> tuple[str, ...]:
        """The versions of a schema, oldest first; none where there is no such schema."""
        layer = self._layer_of.get(name)
        return layer.versions(name) if layer else ()

    def schema(self, ref: str) -> Schema:
        """The newest version of `name`, or `name@version`; UnknownSchemaError names near ones."""
        name, _, version = ref.partition("@")
        versions = self.versions(name)
        if not version and versions:
            version = versions[-1]

        if version not in versions:
            near = self._near(name, versions)
            raise UnknownSchemaError(
                ref=ref,
                near=near,
            )

        path = self.layer_of(name).schema_file(name, version)
        raw = path.read_bytes()
        return Schema.parse(raw, source=path)

    def schemas(self) -> tuple[Schema, ...]:
        """The newest version of every schema, by name."""
        return tuple(self.schema(name) for name in self.names)

    def every_version(self, name: str) -> tuple[Schema, ...]:
        """All versions of a schema, newest first."""
        return tuple(self.schema(f"{name}@{version}") for version in reversed(self.versions(name)))

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
        contents = tuple(code_list.content for code_list in self.region_lists)
        return _regions_of(contents)

    @property
    def region_lists(self) -> Iterator[CodeList]:
        """The code lists of regions, by name."""
        names = {name for layer in self.layers for name in layer.code_lists}
        for name in sorted(names):
            code_list = self.code_list(name) if name.startswith(OF_REGIONS) else None
            if code_list is not None:
                yield code_list

    def file(self, name: str) -> Path | None:
        """The file of that name in the last layer that has one; None where none has."""
        paths = [layer.root / name for layer in self.layers]
        there = [path for path in paths if path.is_file()]
        return there[-1] if there else None

    @cached_property
    def _layer_of(self) -> Mapping[str, Layer]:
        """Name of a schema -> the last layer that has it."""
        return {name: layer for layer in self.layers for name in layer.names}

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
        raw = self.layer_of(name).schema_file(name, version).read_bytes()
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
        for layer in reversed(self.layers):
            files = layer.code_list_files(name)
            if files is not None:
                path, described = files
                schema = Schema.parse(described.read_bytes(), source=described)
                return CodeList(
                    name,
                    schema,
                    path,
                )

        return None

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


def open_registries(folder: Path, names: Sequence[str]) -> Catalog:
    """The registry of the folders that settings in `folder` name. Raises what `Catalog` does."""
    named = registry_folders(folder, names)
    return Catalog(*(Layer(root, name) for name, root in named.items()))


def registry_folders(folder: Path, names: Sequence[str]) -> Mapping[str, Path]:
    """Name -> folder, the nearest first; that of statx where none is named."""
    return {name: _root(folder, name) for name in names or (OURS,)}


def shipped(kind: str) -> Path:
    """The folder `schemas` or `samples` that comes with statx: in the wheel, or in the checkout."""
    packed = SHIPPED / kind
    if packed.is_dir():
        return packed

    return Path(__file__).parents[2] / kind


def _root(folder: Path, name: str) -> Path:
    return shipped("schemas") if name == OURS else folder / name


@lru_cache(LISTS_KEPT)
def _records_of(content: bytes) -> tuple[Mapping[str, str], ...]:
    """The records of a code list's file as texts."""
    rows = csv.reader(StringIO(content.decode(), newline=""))
    names = next(rows, [])

    # A DictReader takes three times as long, and there are ten thousand villages.
    return tuple(dict(zip_longest(names, row)) for row in rows if row)


@lru_cache(LISTS_KEPT)
def _regions_of(contents: tuple[bytes, ...]) -> Regions:
    """All regions in the files of these code lists."""
    return Regions.of(chain.from_iterable(_records_of(content) for content in contents))


def _texts(record: Mapping[str, str], fields: tuple[str, ...]) -> tuple[str | None, ...]:
    return tuple(record.get(field) or None for field in fields)
