"""The data and what judges it as they were in the base.

Each table settled once more, against that time's rules.

Only what changed is taken out of git, file by file, into a temporary folder in which every path has
the place it has on the machine. What did not change, what git ignores and what lies outside the
repository is read where it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from statx.config import NAME, Config, Dataset
from statx.errors import StatxError
from statx.files import sha256_of
from statx.options import SCHEMA, DataOptions
from statx.registry.catalog import REFERENCE, Catalog, shipped
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.descriptor import DataPackage, Resource
from statx.review.repository import Changes, Commit
from statx.sources.files import DataFile
from statx.sources.targets import Refusal, Target, settle
from statx.texts import Text


@dataclass(frozen=True, slots=True)
class Settings:
    """What settles how data is judged, beside the data and what describes it."""

    choice: DataOptions
    catalog: Catalog
    config: Config
    folder: Path
    """Where the command runs: paths of schemas start there."""
    environment: Mapping[str, str]
    """The caller's: git is found by its PATH, and reads the user's settings."""
    registry: Path | None = None
    """The registry that was named; None leaves it to the settings of the folder."""


@dataclass(frozen=True)
class Base:
    """The commit that the working tree is compared with, as a place to judge in."""

    commit: Commit
    room: Path
    """A temporary folder."""
    now: Settings
    _fetched: dict[Path, Path] = field(default_factory=dict)

    @cached_property
    def changes(self) -> Changes:
        """What differs from the working tree."""
        return self.commit.changes

    def at(self, path: Path) -> Path:
        """Where that path can be read as it was.

        Where it stands if it did not change, else taken out of git.
        """
        path = path.resolve()
        if not self.changes.touches(path):
            return path
        if path not in self._fetched:
            self._fetched[path] = self._taken(path)
        return self._fetched[path]

    def target(
        self, place: str, path: Path, beside: tuple[Path, ...] = ()
    ) -> Target | Refusal | None:
        """The table that stood at `path`, settled as it would have been.

        None where none stood there.

        `beside` are the descriptors that may have named it.
        """
        then = self.at(self.changes.before(path.resolve()))
        if not then.exists():
            return None
        try:
            package = self._package(then, beside)
            resource = package.of_file(then) if package else None
            file = DataFile(place, then, resource, package)
            return settle(file, self.choice, self.catalog, self._config_for(then))
        except StatxError as error:
            return Refusal(place, then, error)

    def named(self, words: Text) -> Text:
        """A sentence with the names that the user knows."""
        here = f"{self._mirror(self.now.folder)}/"
        return Text(
            *(said.replace(here, "").replace(str(self.room), "") for said in (words.id, words.en))
        )

    @cached_property
    def choice(self) -> DataOptions:
        """The options, with the schema's file as it was."""
        return self.now.choice.replaced(schema=self._words(self.now.choice[SCHEMA]))

    @cached_property
    def catalog(self) -> Catalog:
        """The registry as it was."""
        config = self._config
        named = self._real(config.folder / config.registry) if config.registry else None
        root = self.now.registry or named or shipped("schemas")
        then = self.at(self.now.folder / root)
        return self.now.catalog if then == self.now.catalog.root.resolve() else Catalog(then)

    @property
    def is_ruled_alike(self) -> bool:
        """Whether options, registry and settings are the same.

        Then only a file's own descriptor can differ.
        """
        try:
            config = replace(self._config, folder=self.now.config.folder)
            then = self.choice, self.catalog, config
        except StatxError:  # what was wrong then is said of each table
            return False
        return then == (self.now.choice, self.now.catalog, self.now.config)

    @cached_property
    def _config(self) -> Config:
        """The statx.toml that was nearest, in the folder where it stood, with the schemas' files as they were."""
        for above in (self.now.folder, *self.now.folder.parents):
            then = self.at(above / NAME)
            if then.is_file():
                found = Config.read(then)
                return replace(
                    found,
                    folder=above,
                    exclude=self.now.config.exclude,
                    datasets=tuple(self._dataset(each) for each in found.datasets),
                )
        return Config()

    def _dataset(self, dataset: Dataset) -> Dataset:
        schema = self._words(dataset.options[SCHEMA])
        return replace(dataset, options=dataset.options.replaced(schema=schema))

    def _config_for(self, then: Path) -> Config:
        """Patterns are relative to statx.toml.

        A file taken out of git is looked for beside the one taken out.
        """
        config = self._config
        return (
            replace(config, folder=self._mirror(config.folder))
            if then.is_relative_to(self.room)
            else config
        )

    def _words(self, schema: str) -> str:
        """A schema's name is a name; its file is the file as it was."""
        path = self.now.folder / schema
        if not schema or not (path.suffix == ".json" or path.is_file()):
            return schema
        then = self.at(path)
        return str(then) if then.is_relative_to(self.room) else schema

    def _package(self, then: Path, beside: tuple[Path, ...]) -> DataPackage | None:
        """The package that named the file, with its resources as they were."""
        described = (
            self._real(then).parent / DESCRIPTOR,
            *(self.changes.before(path.resolve()) for path in beside),
        )
        for path in dict.fromkeys(described):
            if self.at(path).is_file():
                package = self._read_package(path)
                if package.of_file(then):
                    return package
        return None

    def _read_package(self, path: Path) -> DataPackage:
        """Taken out of git as a whole where any part of it changed, data aside.

        Its parts name each other.
        """
        parts = [path, *(path.parent / words for words in _files_named(self.at(path)))]
        changed = [part for part in parts if self.changes.touches(part)]
        if changed:
            for part in parts:
                self._fetched[part] = self._taken(part)
        package = DataPackage.read(self._fetched[path] if changed else path)
        resources = tuple(
            replace(each, path=self.at(self._real(each.path))) for each in package.resources
        )
        return replace(package, resources=resources)

    def _taken(self, path: Path) -> Path:
        target = self._mirror(path)
        if path.is_relative_to(self.commit.repository.root):
            self.commit.export(path, target)
        return target

    def _mirror(self, path: Path) -> Path:
        return self.room / path.relative_to(path.anchor)

    def _real(self, path: Path) -> Path:
        return Path("/") / path.relative_to(self.room) if path.is_relative_to(self.room) else path


def judged_alike(one: Target | Refusal, other: Target | Refusal) -> bool:
    """Whether the same judges both: the schema, what that refers to, and how the file is read."""
    if isinstance(one, Target) and isinstance(other, Target):
        return _judged_by(one) == _judged_by(other)
    return (
        isinstance(one, Refusal)
        and isinstance(other, Refusal)
        and type(one.error) is type(other.error)
    )


def _judged_by(target: Target) -> tuple[object, ...]:
    how = target.locale, target.table.reading, _described(target.resource)
    return target.agreement.sha256, how, *_referred_to(target)


def _described(resource: Resource | None) -> Resource | None:
    """What a descriptor says of a file, wherever that lies."""
    return None if resource is None else replace(resource, path=Path(), schema=None)


def _referred_to(target: Target) -> Iterator[object]:
    """What the checks look up outside the table: other resources, code lists, the regions."""
    references, schema = target.references, target.agreement
    for name in sorted({key.resource for key in schema.foreign_keys} - {"", target.name}):
        resource = references.package.resource(name) if references.package else None
        found = resource or references.catalog.code_list(name)
        if found is not None:
            how = _described(resource), found.schema.sha256 if found.schema else ""
            yield name, how, _content(found.path)
    if any(field.region or field.name_of for field in schema.fields):
        yield from ((path.name, _content(path)) for path in _region_lists(references.catalog))


def _region_lists(catalog: Catalog) -> list[Path]:
    return sorted((catalog.root / REFERENCE).glob("wilayah_*.csv"))


def _content(path: Path) -> tuple[str, ...]:
    """The digest of a file, or of the files of a folder; of what is not there, none."""
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    return tuple(sha256_of(file) for file in files if file.is_file())


def _files_named(descriptor: Path) -> list[str]:
    """The schemas and dialects that a datapackage.json names by a file.

    What is wrong with it its reader will say.
    """
    try:
        resources = json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
        named = [resource.get(part) for resource in resources for part in ("schema", "dialect")]
    except (OSError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return []
    return [words for words in named if isinstance(words, str) and _is_inside(words)]


def _is_inside(words: str) -> bool:
    return "\0" not in words and not Path(words).is_absolute() and ".." not in Path(words).parts
