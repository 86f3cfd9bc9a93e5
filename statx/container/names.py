"""The names a member of a package may have: the same file on every computer, and never outside the folder.

A name is ASCII, at most 200 characters, with `/` between segments of at most 100. A segment is letters,
digits and `_`, with `.`, `@`, `+` and `-` only inside it: so no `..`, no hidden file, no drive, no trailing
dot. A name Windows keeps for a device is refused. Two names must differ in more than upper and lower case,
and no file may stand where another needs a folder. Nothing is mended: a name fits or is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from statx.container.errors import PackageDuplicateError, PackageNameError
from statx.texts import Text

LONGEST_NAME, LONGEST_SEGMENT = 200, 100  # characters, which are bytes here

_SEGMENT = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.@+-]*[A-Za-z0-9_])?")
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_DEVICES = frozenset({"con", "prn", "aux", "nul", *_PORTS})
_SHOWN = 120  # characters of a foreign text that a sentence repeats

_EXPECTED = Text(
    id=(
        "nama hanya boleh memakai huruf A-Z, angka, dan _ (di tengah juga . @ + -), dengan /"
        " antarfolder, paling panjang 200 karakter, dan bukan nama perangkat Windows"
    ),
    en=(
        "a name may only have letters A-Z, digits and _ (inside it also . @ + -), with / between"
        " folders, at most 200 characters, and must not be the name of a Windows device"
    ),
)


def check_name(name: str) -> str:
    """`name` itself if it obeys the rule, PackageNameError otherwise."""
    if len(name) > LONGEST_NAME or not all(map(_is_segment, name.split("/"))):
        raise PackageNameError(name=quoted(name), expected=_EXPECTED)
    return name


def check_distinct(names: Iterable[str]) -> None:
    """PackageDuplicateError where two of the names, or a name and a folder of another, are one place on some disk."""
    places: dict[str, str] = {}
    for name in names:
        if other := places.get(name.lower()):
            raise PackageDuplicateError(name=name, other=other)
        places[name.lower()] = name
    for name in places.values():
        for folder in PurePosixPath(name.lower()).parents:
            if other := places.get(str(folder)):
                raise PackageDuplicateError(name=name, other=other)


def quoted(foreign: object) -> str:
    """What a stranger wrote, fit for a sentence: quoted, ASCII alone, and not long."""
    shown = ascii(foreign)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 3] + "..."


def _is_segment(segment: str) -> bool:
    device = segment.lower().partition(".")[0] in _DEVICES
    return (
        len(segment) <= LONGEST_SEGMENT and not device and _SEGMENT.fullmatch(segment) is not None
    )
