"""The names a member of a package may have.

The same file on every computer, and never outside the folder.

A name is ASCII, at most 200 characters, with `/` between segments of at most 100. A segment is
letters, digits and `_`, with `.`, `@`, `+` and `-` only inside it: so no `..`, no hidden file, no
drive, no trailing dot. A name Windows keeps for a device is refused. Two names must differ in more
than upper and lower case, and no file may stand where another needs a folder. Nothing is mended: a
name fits or is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from statx.container import words
from statx.container.errors import PackageDuplicateError, PackageNameError

LONGEST_NAME, LONGEST_SEGMENT = 200, 100  # characters, which are bytes here

_SEGMENT = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.@+-]*[A-Za-z0-9_])?")
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_DEVICES = frozenset({"con", "prn", "aux", "nul", *_PORTS})
_LONGEST_QUOTE = 120  # characters of a foreign text that a sentence repeats


def check_name(name: str) -> str:
    """`name` itself if it obeys the rule, PackageNameError otherwise."""
    segments = name.split("/")
    if len(name) > LONGEST_NAME or not all(map(_is_segment, segments)):
        raise PackageNameError(
            name=quoted(name),
            expected=words.NAME_RULE,
        )

    return name


def check_distinct(names: Iterable[str]) -> None:
    """PackageDuplicateError where two names, or a name and a folder, are one place on some disk."""
    by_place: dict[str, str] = {}
    for name in names:
        place = name.lower()
        if place in by_place:
            raise PackageDuplicateError(
                name=name,
                other=by_place[place],
            )
        by_place[place] = name

    for place, name in by_place.items():
        for folder in map(str, PurePosixPath(place).parents):
            if folder in by_place:
                raise PackageDuplicateError(
                    name=name,
                    other=by_place[folder],
                )


def quoted(foreign: object) -> str:
    """What a stranger wrote, fit for a sentence: quoted, ASCII alone, and not long."""
    shown = ascii(foreign)
    if len(shown) > _LONGEST_QUOTE:
        return shown[: _LONGEST_QUOTE - 3] + "..."
    return shown


def _is_segment(segment: str) -> bool:
    stem = segment.lower().partition(".")[0]
    if len(segment) > LONGEST_SEGMENT or stem in _DEVICES:
        return False
    return _SEGMENT.fullmatch(segment) is not None
