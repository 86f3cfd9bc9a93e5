"""The data and what judges it as they were: each table settled against the rules of that time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from statx.config import NAME as SETTINGS_NAME
from statx.config import Config, Dataset
from statx.errors import StatxError
from statx.options import SCHEMA, DataOptions
from statx.registry.catalog import Catalog, registry_folders
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.descriptor import DataPackage, Resource
from statx.registry.layers import Layer
from statx.review.checkout import Checkout
from statx.review.repository import Changes
from statx.sources.files import DataFile
from statx.sources.reads import files_named
from statx.sources.targets import Refusal, Target, settle


@dataclass(frozen=True, slots=True)
class Settings:
    """What settles how data is judged, beside the data and what describes it."""

    options: DataOptions
    catalog: Catalog
    config: Config
    folder: Path
    """Where the command runs: paths of schemas start there."""
    environment: Mapping[str, str]
    """The caller's: git is found by its PATH, and reads the user's settings."""
    registries: Sequence[str] = ()
    """The registries that were named; none leaves it to the settings of the folder."""


@dataclass(frozen=True)
class Snapshot:
    """The commit that the working tree is compared with, as a place to judge in."""

    checkout: Checkout
    now: Settings

    @property
    def changes(self) -> Changes:
        """What differs from the working tree."""
        return self.checkout.changes

    def target(
        self, now: Target | Refusal, descriptors: tuple[Path, ...] = ()
    ) -> Target | Refusal | None:
        """The same table as it was, settled as it would have been; None where there was none.

        `descriptors` may have named it, beside the one in its own folder.
        """
        then = self.checkout.at_former_name(now.path)
        try:
            file = self._file(
                now,
                then,
                descriptors,
            )
            if file is None or not file.path.exists():
                return None
            return settle(
                file,
                self.options,
                self.catalog,
                self._config_for(file.path),
            )
        except StatxError as error:
            return Refusal(
                now.place,
                then,
                error,
            )

    @cached_property
    def options(self) -> DataOptions:
        """The caller's options, with the schema's file as it was."""
        schema = self._schema_then(self.now.options[SCHEMA])
        return self.now.options.replaced(schema=schema)

    @cached_property
    def catalog(self) -> Catalog:
        """The registry as it was."""
        layers = []
        for name, folder in self._registries.items():
            layers.append(Layer(self.checkout.at(folder), name))

        folders_now = [folder.resolve() for folder in self.now.catalog.folders]
        if [layer.root for layer in layers] == folders_now:
            return self.now.catalog
        return Catalog(*layers)

    @cached_property
    def has_same_rules(self) -> bool:
        """Whether options, registry and settings are the same."""
        try:
            config = replace(self._config, folder=self.now.config.folder)
            then = (self.options, self.catalog, config)
        except StatxError:  # what was wrong then is said of each table
            return False
        return then == (self.now.options, self.now.catalog, self.now.config)

    # ---- settings and schemas of then -----------------------------------------------------------

    @property
    def _registries(self) -> Mapping[str, Path]:
        """The registry's folders: the caller's, else the settings', else the shipped one."""
        if self.now.registries:
            return registry_folders(self.now.folder, self.now.registries)

        folder = self.checkout.original(self._config.folder)
        return registry_folders(folder, self._config.registries)

    @cached_property
    def _config(self) -> Config:
        """The nearest statx.toml, in the folder where it stood, naming schemas as they were."""
        for folder in (self.now.folder, *self.now.folder.parents):
            then = self.checkout.at(folder / SETTINGS_NAME)
            if not then.is_file():
                continue
            config = Config.read(then)
            datasets = tuple(map(self._dataset_then, config.datasets))
            exclude = self.now.config.exclude
            return replace(
                config,
                folder=folder,
                exclude=exclude,
                datasets=datasets,
            )
        return Config()

    def _config_for(self, then: Path) -> Config:
        """The settings for a file: patterns are relative to statx.toml."""
        if not self.checkout.holds(then):
            return self._config
        return replace(self._config, folder=self.checkout.inside(self._config.folder))

    def _dataset_then(self, dataset: Dataset) -> Dataset:
        named = dataset.options[SCHEMA]
        original = str(self.checkout.original(Path(named))) if named else ""
        schema = self._schema_then(original)
        return replace(dataset, options=dataset.options.replaced(schema=schema))

    def _schema_then(self, schema: str) -> str:
        """A schema's name is a name; its file is the file as it was."""
        path = self.now.folder / schema
        is_file = path.suffix == ".json" or path.is_file()
        if not schema or not is_file:
            return schema
        then = self.checkout.at(path)
        return str(then) if self.checkout.holds(then) else schema

    # ---- one table and the package that lists it -------------------------------------------------

    def _file(
        self, now: Target | Refusal, then: Path, descriptors: tuple[Path, ...]
    ) -> DataFile | None:
        """The table as its entry in a descriptor of then, or else the file by itself.

        None where it was no entry, though other tables were made of that file.
        """
        for path in self._descriptors_then(then, descriptors):
            if not self.checkout.at(path).is_file():
                continue

            package = self._read_package(path)
            entry = _entry(package, now, then)
            if entry is not None:
                return DataFile(
                    now.place,
                    entry.path,
                    entry,
                    package,
                )
            if _tables_of(package, then):
                return None
        return DataFile(now.place, then)

    def _descriptors_then(self, then: Path, descriptors: tuple[Path, ...]) -> list[Path]:
        """The one beside the file first, each once."""
        beside = self.checkout.original(then).parent / DESCRIPTOR
        former = [self.changes.before(path.resolve()) for path in descriptors]
        return list(dict.fromkeys([beside, *former]))

    def _read_package(self, path: Path) -> DataPackage:
        names = files_named(self.checkout.at(path))
        parts = [path, *(path.parent / name for name in names)]
        changed = self.checkout.together(parts)

        then = self.checkout.inside(path) if changed else path
        package = DataPackage.read(then)
        resources = []
        for resource in package.resources:
            first, *more = [self._as_it_was(path) for path in resource.paths]
            resources.append(
                replace(
                    resource,
                    path=first,
                    more_parts=tuple(more),
                )
            )
        return replace(package, resources=tuple(resources))

    def _as_it_was(self, path: Path) -> Path:
        return self.checkout.at(self.checkout.original(path))


def _entry(package: DataPackage, now: Target | Refusal, then: Path) -> Resource | None:
    """What the table was in this package: the entry of its name, or what that was called before.

    An entry was called otherwise where it is the only one of the file that is no longer there.
    """
    if isinstance(now, Refusal) or now.resource is None:
        tables = _tables_of(package, then)
        return tables[0] if tables else None

    named = package.resource(now.name)
    if named is not None:
        return named

    package_now = now.references.package
    names = [each.name for each in package_now.resources] if package_now else []
    gone = [each for each in _tables_of(package, then) if each.name not in names]
    return gone[0] if len(gone) == 1 else None


def _tables_of(package: DataPackage, path: Path) -> list[Resource]:
    """The entries of which this file is, or is a part of."""
    real = path.resolve()
    return [each for each in package.resources if real in [part.resolve() for part in each.paths]]
