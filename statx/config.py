"""statx.toml: what is settled for a folder of data, read once and checked whole."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from statx.errors import BrokenConfigError
from statx.texts import LANGUAGES

NAME = "statx.toml"


@dataclass(frozen=True, slots=True)
class Dataset:
    """One `[[dataset]]`: which files it is about, and how they are read and judged."""

    files: str
    """A pattern relative to statx.toml: `data/kemiskinan_*.csv`."""
    schema: str
    locale: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    """The record that is the header, from 1; 0 where nobody said."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a folder; all empty where there is no statx.toml."""

    folder: Path = Path()
    lang: str = ""
    registry: str = ""
    datasets: tuple[Dataset, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Config:
        """Read a statx.toml; BrokenConfigError names every key that is not known."""
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise BrokenConfigError(path=path, faults=error) from error
        datasets = content.pop("dataset", [])
        _refuse_unknown(path, content, ("lang", "registry", "dataset"))
        _refuse_other(path, "lang", content.get("lang", ""), ("", *LANGUAGES))
        _refuse_other(path, "registry", content.get("registry", ""))
        if not isinstance(datasets, list):
            raise BrokenConfigError(path=path, faults="[[dataset]]")
        return cls(
            path.parent, datasets=tuple(_dataset(path, dataset) for dataset in datasets), **content
        )

    @classmethod
    def near(cls, folder: Path) -> Config:
        """The statx.toml of `folder` or of the nearest folder above it."""
        found = (above / NAME for above in (folder, *folder.parents))
        return next((cls.read(path) for path in found if path.is_file()), cls())

    def dataset_of(self, path: Path) -> Dataset | None:
        """The first dataset whose pattern fits `path`."""
        try:
            relative = path.resolve().relative_to(self.folder.resolve()).as_posix()
        except ValueError:
            return None
        return next(
            (dataset for dataset in self.datasets if fnmatch(relative, dataset.files)), None
        )


def _dataset(path: Path, content: object) -> Dataset:
    if not isinstance(content, Mapping):
        raise BrokenConfigError(path=path, faults="[[dataset]]")
    _refuse_unknown(path, content, tuple(field.name for field in fields(Dataset)))
    texts = {key: value for key, value in content.items() if key != "header_row"}
    for key, value in texts.items():
        _refuse_other(path, key, value, ("en", "id") if key == "locale" else ())
    _refuse_no_row(path, content.get("header_row", 1))
    if not {"files", "schema"} <= set(content):
        raise BrokenConfigError(path=path, faults='[[dataset]]: "files", "schema"')
    return Dataset(**content)


def _refuse_other(path: Path, key: str, value: object, allowed: tuple[str, ...] = ()) -> None:
    """A value that is no text, or none of those allowed."""
    if not isinstance(value, str) or (allowed and value not in allowed):
        raise BrokenConfigError(
            path=path,
            faults=f"{key} = {value!r}"
            + (f" ({', '.join(filter(None, allowed))})" if allowed else ""),
        )


def _refuse_no_row(path: Path, value: object) -> None:
    if type(value) is not int or value < 1:
        raise BrokenConfigError(path=path, faults=f"header_row = {value!r} (1, 2, …)")


def _refuse_unknown(path: Path, content: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in content:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            raise BrokenConfigError(
                path=path,
                faults=f"{key}?" + (f" → {near[0]}" if near else f" ({', '.join(known)})"),
            )
