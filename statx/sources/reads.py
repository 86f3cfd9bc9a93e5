"""Which files a run reads: none of them may be written by it, whatever it is called by."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from statx.config import NAME as SETTINGS_NAME
from statx.config import Config
from statx.errors import StatxError
from statx.options import SCHEMA, DataOptions
from statx.registry.catalog import Catalog
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.locations import is_relative
from statx.sources.files import DataFile, files_at
from statx.sources.patterns import expand


def files_read(
    paths: Sequence[Path], options: DataOptions, catalog: Catalog, config: Config
) -> Iterator[Path]:
    """The data, what describes it, the schemas, the settings and the registry: what is there."""
    for path in expand(paths):
        yield from _data_at(path)

    for folder in catalog.folders:
        yield from _below(folder)
    yield Path(options[SCHEMA])
    yield config.folder / SETTINGS_NAME
    for dataset in config.datasets:
        yield config.folder / dataset.options[SCHEMA]


def files_named(descriptor: Path) -> Iterator[str]:
    """The schemas and dialects that a datapackage.json names by a file in its folder or below.

    What is wrong with the descriptor, its reader will say.
    """
    try:
        resources = json.loads(descriptor.read_text(encoding="utf-8"))["resources"]
        named = [resource.get(part) for resource in resources for part in ("schema", "dialect")]
    except (OSError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return
    for name in named:
        if isinstance(name, str) and is_relative(name):
            yield name


def _data_at(path: Path) -> Iterator[Path]:
    yield path
    descriptor = path if path.name == DESCRIPTOR else _descriptor_of(path)
    yield descriptor
    for name in files_named(descriptor):
        yield descriptor.parent / name

    for start in (path, descriptor):
        # what cannot be read, is not: judging will say why
        with contextlib.suppress(StatxError, OSError):
            for file in files_at(start):
                paths = file.paths if isinstance(file, DataFile) else (file.path,)
                for each in paths:
                    yield from _below(each)


def _descriptor_of(path: Path) -> Path:
    folder = path if path.is_dir() else path.parent
    return folder / DESCRIPTOR


def _below(path: Path) -> Iterator[Path]:
    """A file, or the files of a folder."""
    if not path.is_dir():
        yield path
        return
    for file in path.rglob("*"):
        if file.is_file():
            yield file
