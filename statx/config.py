"""statx.toml: what is settled for a folder of data, read once and checked whole."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from statx.errors import BrokenConfigError
from statx.options import DATA_OPTIONS, SCHEMA, DataOptions
from statx.texts import LANGUAGES, verbatim

NAME = "statx.toml"
KEYS = ("lang", "registry", "dataset")
A_DATASET = "[[dataset]]"


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
    registry: str = ""
    datasets: tuple[Dataset, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Config:
        """Read a statx.toml; BrokenConfigError names the first key or value that cannot be used."""
        content = _content(path)
        _refuse_unknown(path, content, KEYS)

        lang, registry = content.get("lang", ""), content.get("registry", "")
        _refuse_other(path, "lang", lang, ("", *LANGUAGES))
        _refuse_other(path, "registry", registry)

        datasets = content.get("dataset", [])
        if not isinstance(datasets, list):
            raise BrokenConfigError(path=path, faults=A_DATASET)
        return cls(path.parent, lang, registry, tuple(_dataset(path, each) for each in datasets))

    @classmethod
    def near(cls, folder: Path) -> Config:
        """The statx.toml of `folder` or of the nearest folder above it."""
        for above in (folder, *folder.parents):
            if (above / NAME).is_file():
                return cls.read(above / NAME)
        return cls()

    def dataset_of(self, path: Path) -> Dataset | None:
        """The first dataset whose pattern fits `path`; None for a file outside the folder."""
        folder, file = self.folder.resolve(), path.resolve()
        if not file.is_relative_to(folder):
            return None

        relative = file.relative_to(folder).as_posix()
        fitting = (dataset for dataset in self.datasets if fnmatch(relative, dataset.files))
        return next(fitting, None)


def _content(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenConfigError(path=path, faults=error) from error


def _dataset(path: Path, content: object) -> Dataset:
    if not isinstance(content, Mapping):
        raise BrokenConfigError(path=path, faults=A_DATASET)

    _refuse_unknown(path, content, ("files", *DATA_OPTIONS))
    for key, value in content.items():
        _refuse_value(path, key, value)

    if "files" not in content or SCHEMA.name not in content:
        raise BrokenConfigError(path=path, faults=f'{A_DATASET}: "files", "schema"')
    options = {key: value for key, value in content.items() if key != "files"}
    return Dataset(content["files"], DataOptions(**options))


def _refuse_value(path: Path, key: str, value: object) -> None:
    """A value that its option cannot take; an empty text settles nothing, as on the command line."""
    if key == "files":
        _refuse_other(path, key, value)
        return

    option = DATA_OPTIONS[key]
    fault = option.fault(value)
    settles_nothing = option.empty == "" and value == ""
    if fault is not None and not settles_nothing:
        said = verbatim(f"{key} = {value!r} (") + fault + verbatim(")")
        raise BrokenConfigError(path=path, faults=said)


def _refuse_other(path: Path, key: str, value: object, allowed: tuple[str, ...] = ()) -> None:
    """A value that is no text, or none of those allowed."""
    if isinstance(value, str) and (not allowed or value in allowed):
        return
    named = ", ".join(filter(None, allowed))
    raise BrokenConfigError(
        path=path, faults=f"{key} = {value!r} ({named})" if named else f"{key} = {value!r}"
    )


def _refuse_unknown(path: Path, content: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in content:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            meant = f" → {near[0]}" if near else f" ({', '.join(known)})"
            raise BrokenConfigError(path=path, faults=f"{key}?{meant}")
