"""statx.toml: what is settled for a folder of data, read once and checked whole."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Protocol

from statx.errors import BrokenConfigError
from statx.exclusion import Exclusion
from statx.options import DATA_OPTIONS, SCHEMA, DataOptions
from statx.results.classification import CLASSIFICATIONS
from statx.texts import LANGUAGES, verbatim
from statx.thresholds import THRESHOLDS, Thresholds, is_threshold

LONGEST_KEY = 100
"""Letters of an unknown key that are compared with the known ones."""
NAME = "statx.toml"
JSON = ".json"
BAG = "bagit.txt"
"""Stands in every folder that a package was opened into."""
KEYS = (
    "lang",
    "registries",
    "registry",
    "exclude",
    "dataset",
    "disclosure",
    "me",
    "producer",
    "unit",
)
A_DATASET = "[[dataset]]"
A_UNIT = "[unit.NAME]"
UNIT_KEYS = ("name", "min_approvals")
MIN_APPROVALS: Mapping[str, int] = {"terbuka": 1, "terbatas": 1, "tertutup": 2}
"""How many people must have approved what is released, by its classification."""


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
class Unit:
    """One `[unit.NAME]`: another unit, and what holds between it and us."""

    name: str = ""
    """For people: `Diskominfo Jawa Timur`."""
    min_approvals: Mapping[str, int] = field(default_factory=dict)
    """By classification, where it is not the usual number."""

    def minimum(self, classification: str) -> int:
        """How many approvals a release of this classification needs."""
        return self.min_approvals.get(classification, MIN_APPROVALS[classification])


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
    me: str = ""
    """The unit whose folder this is: `sumbar`."""
    producer: str = ""
    """Who makes the data that is packed here: `ani@sumbar`."""
    units: Mapping[str, Unit] = field(default_factory=dict)
    """The other units."""

    @classmethod
    def read(cls, path: Path) -> Config:
        """Read a statx.toml; BrokenConfigError names the first key or value that cannot be used."""
        content = _content(path)
        _refuse_unknown(path, content, KEYS)

        lang = content.get("lang", "")
        _refuse_other(
            path,
            "lang",
            lang,
            ("", *LANGUAGES),
        )

        listed = content.get("dataset", [])
        if not isinstance(listed, list):
            raise BrokenConfigError(
                path=path,
                faults=A_DATASET,
            )
        datasets = tuple(_dataset(path, each) for each in listed)
        exclude = _exclusions(path, content.get("exclude", []))
        disclosure = _thresholds(path, content.get("disclosure", {}))
        for key in ("me", "producer"):
            _refuse_other(path, key, content.get(key, ""))

        return cls(
            path.parent,
            lang,
            _registries(path, content),
            datasets,
            exclude,
            disclosure,
            me=content.get("me", ""),
            producer=content.get("producer", ""),
            units=_units(path, content.get("unit", {})),
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
        return tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise BrokenConfigError(
            path=path,
            faults=error,
        ) from error


def _registries(path: Path, content: Mapping[str, Any]) -> tuple[str, ...]:
    """One folder as `registry`, or several as `registries`."""
    names = content.get("registries", [])
    one = content.get("registry", "")
    _refuse_other(path, "registry", one)
    if not isinstance(names, list) or (names and one):
        raise BrokenConfigError(
            path=path,
            faults=f"registries = {names!r} ([…])",
        )

    for name in names:
        _refuse_other(path, "registries", name)
    return tuple(names) or tuple(filter(None, [one]))


def _exclusions(path: Path, patterns: object) -> tuple[Exclusion, ...]:
    if not isinstance(patterns, list):
        raise BrokenConfigError(
            path=path,
            faults=f"exclude = {patterns!r} ([…])",
        )

    for pattern in patterns:
        _refuse_other(path, "exclude", pattern)
    return tuple(Exclusion(path.parent, pattern) for pattern in patterns)


def _thresholds(path: Path, content: object) -> Thresholds:
    """What stands under [disclosure], every key of it checked."""
    if not isinstance(content, Mapping):
        raise BrokenConfigError(
            path=path,
            faults="[disclosure]",
        )

    _refuse_unknown(path, content, tuple(THRESHOLDS))
    for name, value in content.items():
        if not is_threshold(name, value):
            most = THRESHOLDS[name].most
            raise BrokenConfigError(
                path=path,
                faults=f"disclosure.{name} = {value!r} (1 … {most})",
            )
    return Thresholds.of(content)


def _dataset(path: Path, content: object) -> Dataset:
    """One [[dataset]], every key of it checked."""
    if not isinstance(content, Mapping):
        raise BrokenConfigError(
            path=path,
            faults=A_DATASET,
        )

    _refuse_unknown(path, content, ("files", *DATA_OPTIONS))
    options = dict(content)
    files = options.pop("files", None)
    if files is None or SCHEMA.name not in options:
        raise BrokenConfigError(
            path=path,
            faults=f'{A_DATASET}: "files", "schema"',
        )

    _refuse_other(path, "files", files)
    for key, value in options.items():
        _refuse_value(path, key, value)
    schema = _from_folder(path.parent, options[SCHEMA.name])
    return Dataset(files, DataOptions(**options).replaced(schema=schema))


def _from_folder(folder: Path, schema: str) -> str:
    """A schema's name as it is; its file from the folder of statx.toml, wherever statx runs."""
    path = folder / schema
    is_file = path.suffix == JSON or path.is_file()
    return str(path) if schema and is_file else schema


def _units(path: Path, content: object) -> Mapping[str, Unit]:
    """Every [unit.NAME], each key of it checked."""
    if not isinstance(content, Mapping):
        raise BrokenConfigError(
            path=path,
            faults=A_UNIT,
        )
    return {name: _unit(path, each) for name, each in content.items()}


def _unit(path: Path, content: object) -> Unit:
    if not isinstance(content, Mapping):
        raise BrokenConfigError(
            path=path,
            faults=A_UNIT,
        )

    _refuse_unknown(path, content, UNIT_KEYS)
    _refuse_other(path, "name", content.get("name", ""))
    min_approvals = content.get("min_approvals", {})
    if not isinstance(min_approvals, Mapping):
        raise BrokenConfigError(
            path=path,
            faults=f"min_approvals = {min_approvals!r}",
        )

    _refuse_unknown(path, min_approvals, CLASSIFICATIONS)
    for classification, number in min_approvals.items():
        # Nothing leaves without a second person, so there is no 0.
        if type(number) is not int or number < 1:
            raise BrokenConfigError(
                path=path,
                faults=f"min_approvals.{classification} = {number!r} (1, 2, …)",
            )
    return Unit(content.get("name", ""), min_approvals)


def _refuse_value(path: Path, key: str, value: object) -> None:
    """A value that its option cannot take."""
    # An empty text settles nothing, as on the command line.
    option = DATA_OPTIONS[key]
    if value == "" and option.empty == "":
        return

    fault = option.fault(value)
    if fault is not None:
        before = verbatim(f"{key} = {value!r} (")
        after = verbatim(")")
        raise BrokenConfigError(
            path=path,
            faults=before + fault + after,
        )


def _refuse_other(path: Path, key: str, value: object, allowed: tuple[str, ...] = ()) -> None:
    """A value that is no text, or none of those allowed."""
    if isinstance(value, str) and (value in allowed or not allowed):
        return

    faults = f"{key} = {value!r}"
    known = ", ".join(filter(None, allowed))
    if known:
        faults += f" ({known})"
    raise BrokenConfigError(
        path=path,
        faults=faults,
    )


def _refuse_unknown(path: Path, content: Mapping[str, Any], known: tuple[str, ...]) -> None:
    """A key that nobody knows, with the one that may have been meant."""
    for key in content:
        if key in known:
            continue

        # A key may have any length, and comparing costs the square of it.
        near = get_close_matches(key[:LONGEST_KEY], known, n=1)
        if near:
            faults = f"{key}? → {near[0]}"
        else:
            all_known = ", ".join(known)
            faults = f"{key}? ({all_known})"
        raise BrokenConfigError(
            path=path,
            faults=faults,
        )
