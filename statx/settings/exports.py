"""`[[export]]`: what goes out every night, from which files, and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statx.errors import BrokenConfigError
from statx.options import DATA_OPTIONS, DataOptions
from statx.results.classification import CLASSIFICATIONS
from statx.settings.values import (
    data_options,
    refuse_other,
    refuse_unknown,
    tables,
    texts,
    whole_number,
)

AN_EXPORT = "[[export]]"
EXPORT_KEYS = (
    "name",
    "files",
    "to",
    "format",
    "classification",
    "approval",
    "min_rows",
    "newer_than_days",
    "accepted_within_days",
)
FORMATS = ("csv", "parquet")
ASK, REQUIRED = "ask", "required"


@dataclass(frozen=True, slots=True)
class Export:
    """One dataset that is sent whenever it changed."""

    name: str
    """Of the package."""
    files: str
    """A pattern relative to statx.toml: `data/kemiskinan_*.csv`."""
    to: tuple[str, ...]
    """Units; each gets its own release and answers with its own receipt."""
    options: DataOptions
    """How the files are read and judged."""
    format: str = "csv"
    """In which it is handed over."""
    classification: str = ""
    """Where its schema declares none, or a laxer one."""
    approval: str = ASK
    """required: without an approval the run fails; ask: it prepares, asks for one and goes on."""
    min_rows: int = 1
    """Fewer rows in all files together are not sent."""
    newer_than_days: int = 0
    """How old the newest file may be; 0: any age."""
    accepted_within_days: int = 0
    """How long it may be since a unit last took it; 0: any time."""


def read_exports(path: Path, content: object) -> tuple[Export, ...]:
    """Every [[export]], each key of it checked."""
    exports = tuple(_export(path, each) for each in tables(path, AN_EXPORT, content))
    names = [export.name for export in exports]
    for name in names:
        if names.count(name) > 1:
            raise BrokenConfigError(
                path=path,
                faults=f"{AN_EXPORT}: 2 × name = {name!r}",
            )

    return exports


def _export(path: Path, content: Mapping[str, Any]) -> Export:
    refuse_unknown(path, content, (*EXPORT_KEYS, *DATA_OPTIONS))
    for key in ("name", "files"):
        refuse_other(path, f"{AN_EXPORT} {key}", content.get(key))

    to = texts(path, f"{AN_EXPORT} to", content.get("to"))
    if not to:
        raise BrokenConfigError(
            path=path,
            faults=f'{AN_EXPORT} to = [] (["…"])',
        )

    for key, known in _CHOICES.items():
        refuse_other(path, key, content.get(key, known[0]), known)

    settled: dict[str, Any] = {key: content[key] for key in _CHOICES if key in content}
    settled |= {key: whole_number(path, key, content[key]) for key in _NUMBERS if key in content}
    options = {key: content[key] for key in DATA_OPTIONS if key in content}

    return Export(
        name=content["name"],
        files=content["files"],
        to=to,
        options=data_options(path, options),
        **settled,
    )


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "format": FORMATS,
    "classification": ("", *CLASSIFICATIONS),
    "approval": (ASK, REQUIRED),
}
_NUMBERS = ("min_rows", "newer_than_days", "accepted_within_days")
