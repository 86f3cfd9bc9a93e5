"""The registry between two calls of a session: read once, and again where a file of it changed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from statx.config import Config
from statx.registry.catalog import Catalog, open_registries, registry_folders

KEPT = 4
"""Registries that a session goes back and forth between; more are read again."""
FileState = tuple[Path, int, int]
"""A file, the time of its last change in nanoseconds, and its bytes."""


def registry_of(config: Config) -> Catalog:
    """The registries that the settings name, or the one that comes with statx.

    Reading the code lists takes longer than judging a small file, and people judge one again and
    again while they mend it. Raises what `Catalog` does.
    """
    folders = registry_folders(config.folder, config.registries)
    state = tuple(_state_of(folders.values()))
    return _opened(config.folder, config.registries, state)


@lru_cache(maxsize=KEPT)
def _opened(folder: Path, names: tuple[str, ...], _state: tuple[FileState, ...]) -> Catalog:
    return open_registries(folder, names)


def _state_of(folders: Iterable[Path]) -> Iterable[FileState]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            # A link to nowhere is no file of the registry.
            if path.is_file():
                about = path.stat()
                yield path, about.st_mtime_ns, about.st_size
