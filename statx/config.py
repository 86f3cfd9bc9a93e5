"""statx.toml: what is settled for a folder of data, read once and checked whole."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Protocol

from statx.errors import BrokenConfigError
from statx.exclusion import Exclusion
from statx.options import DATA_OPTIONS, RECIPE, SCHEMA, DataOptions
from statx.settings.exports import Export, read_exports
from statx.settings.toml import toml_fault
from statx.settings.units import Unit, read_units
from statx.settings.values import data_options, refuse_other, refuse_unknown, tables, texts
from statx.texts import LANGUAGES
from statx.thresholds import THRESHOLDS, Thresholds, is_threshold

NAME = "statx.toml"
BAG = "bagit.txt"
"""Stands in every folder that a package was opened into."""
PATH_KEYS = ("keys", "trust", "exchange")
KEYS = (
    "lang",
    "registries",
    "registry",
    "exclude",
    "dataset",
    "disclosure",
    "me",
    "producer",
    *PATH_KEYS,
    "hook",
    "unit",
    "export",
)
A_DATASET = "[[dataset]]"


class Ignoring(Protocol):
    """Somebody else's word on what is no data."""

    def below(self, folder: Path) -> frozenset[Path]:
        """The real paths of files and folders below this one that are no data."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One `[[dataset]]`: which files it is about, and how they are read and judged."""

    files: str
    """A pattern relative to statx.toml: `data/kemiskinan_*.csv`."""
    options: DataOptions


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a folder; all empty where there is no statx.toml."""

    folder: Path = Path()
    lang: str = ""
    registries: tuple[str, ...] = ()
    """Folders of schemas, the nearest first, from the settings' folder; empty: that of statx."""
    datasets: tuple[Dataset, ...] = ()
    exclude: tuple[Exclusion, ...] = ()
    """What is left out of folders."""
    disclosure: Thresholds = field(default_factory=Thresholds)
    """How much a figure may say before it gives somebody away."""
    ignoring: Ignoring | None = None
    """Who says what else is left out of folders; None where nobody is asked."""
    tidying: Any = None
    """Who makes tables by recipes (`sources.tidied.Tidying`); None where nobody does.

    The ground does not know what tables are; whoever runs statx brings together who does.
    """
    me: str = ""
    """The unit whose folder this is: `sumbar`."""
    producer: str = ""
    """Who makes the data that is packed here: `ani@sumbar`."""
    keys: str = ""
    """The folder of the unit's keys, from this one; empty: the user's own."""
    trust: str = ""
    """The folder of trust, the same way."""
    exchange: str = ""
    """The folder of what was sent and received, the same way."""
    units: Mapping[str, Unit] = field(default_factory=dict)
    """The other units."""
    hook: tuple[str, ...] = ()
    """A command that hears of what was taken, refused, or waits: `["./notify.sh"]`."""
    exports: tuple[Export, ...] = ()
    """What goes out every night."""

    @classmethod
    def read(cls, path: Path) -> Config:
        """Read a statx.toml; BrokenConfigError names the first key or value that cannot be used."""
        content = _content(path)
        refuse_unknown(path, content, KEYS)

        lang = content.get("lang", "")
        refuse_other(
            path,
            "lang",
            lang,
            ("", *LANGUAGES),
        )

        listed = tables(path, A_DATASET, content.get("dataset", []))
        datasets = tuple(_dataset(path, each) for each in listed)
        exclude = _exclusions(path, content.get("exclude", []))
        disclosure = _thresholds(path, content.get("disclosure", {}))
        for key in ("me", "producer", *PATH_KEYS):
            refuse_other(path, key, content.get(key, ""))

        return cls(
            path.parent,
            lang,
            _registries(path, content),
            datasets,
            exclude,
            disclosure,
            me=content.get("me", ""),
            producer=content.get("producer", ""),
            keys=content.get("keys", ""),
            trust=content.get("trust", ""),
            exchange=content.get("exchange", ""),
            units=read_units(path, content.get("unit", {})),
            hook=texts(path, "hook", content.get("hook", [])),
            exports=read_exports(path, content.get("export", [])),
        )

    @classmethod
    def near(cls, folder: Path) -> Config:
        """The statx.toml of `folder` or of the nearest folder above it.

        One that came in a package is somebody else's, and settles nothing.
        """
        for above in (folder, *folder.parents):
            path = above / NAME
            bag = above / BAG
            if path.is_file() and not bag.is_file():
                return cls.read(path)
        return cls()

    def excluding(self, folder: Path, patterns: Sequence[str]) -> Config:
        """The same, with more that is left out; the patterns count from `folder`."""
        more = [Exclusion(folder, pattern) for pattern in patterns]
        return replace(self, exclude=(*self.exclude, *more))

    def dataset_of(self, path: Path) -> Dataset | None:
        """The first dataset whose pattern fits `path`; None for a file outside the folder."""
        folder = self.folder.resolve()
        file = path.resolve()
        if not file.is_relative_to(folder):
            return None

        inside = file.relative_to(folder).as_posix()
        for dataset in self.datasets:
            if fnmatch(inside, dataset.files):
                return dataset
        return None


def _content(path: Path) -> Mapping[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BrokenConfigError(
            path=path,
            faults=error,
        ) from error

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenConfigError(
            path=path,
            faults=toml_fault(error),
        ) from error


def _registries(path: Path, content: Mapping[str, Any]) -> tuple[str, ...]:
    """One folder as `registry`, or several as `registries`."""
    names = content.get("registries", [])
    one = content.get("registry", "")
    refuse_other(path, "registry", one)
    if not isinstance(names, list) or (names and one):
        raise BrokenConfigError(
            path=path,
            faults=f"registries = {names!r} ([…])",
        )

    for name in names:
        refuse_other(path, "registries", name)
    return tuple(names) or tuple(filter(None, [one]))


def _exclusions(path: Path, patterns: object) -> tuple[Exclusion, ...]:
    if not isinstance(patterns, list):
        raise BrokenConfigError(
            path=path,
            faults=f"exclude = {patterns!r} ([…])",
        )

    for pattern in patterns:
        refuse_other(path, "exclude", pattern)
    return tuple(Exclusion(path.parent, pattern) for pattern in patterns)


def _thresholds(path: Path, content: object) -> Thresholds:
    """What stands under [disclosure], every key of it checked."""
    if not isinstance(content, Mapping):
        raise BrokenConfigError(
            path=path,
            faults="[disclosure]",
        )

    refuse_unknown(path, content, tuple(THRESHOLDS))
    for name, value in content.items():
        if not is_threshold(name, value):
            most = THRESHOLDS[name].most
            raise BrokenConfigError(
                path=path,
                faults=f"disclosure.{name} = {value!r} (1 … {most})",
            )
    return Thresholds.of(content)


def _dataset(path: Path, content: Mapping[str, Any]) -> Dataset:
    """One [[dataset]], every key of it checked."""
    refuse_unknown(path, content, ("files", *DATA_OPTIONS))
    options = dict(content)
    files = options.pop("files", None)
    # A recipe names a schema of its own.
    says_schema = SCHEMA.name in options or RECIPE.name in options
    if files is None or not says_schema:
        raise BrokenConfigError(
            path=path,
            faults=f'{A_DATASET}: "files", "schema"',
        )

    refuse_other(path, "files", files)
    return Dataset(files, data_options(path, options))
