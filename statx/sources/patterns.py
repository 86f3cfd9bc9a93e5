"""Patterns of files, where no shell has put the files in their place: on Windows, in cron, in CI.

`*` and `?` stand for letters of a name, `[abc]` for one of these, `**` for folders at any depth. A
file that is called so is that file: its name is no pattern.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path


def is_pattern(path: Path) -> bool:
    """Whether a path that leads to no file can stand for several."""
    return has_magic(os.fspath(path)) and not os.path.lexists(path)


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths, each pattern replaced by what fits it, in the order of the names.

    A pattern that nothing fits stays as it is: whoever opens it says so.
    """
    for path in paths:
        if not is_pattern(path):
            yield path
            continue

        fitting = sorted(glob(os.fspath(path), recursive=True))  # noqa: PTH207  a path may be absolute
        if not fitting:
            yield path
        for name in fitting:
            yield Path(name)
