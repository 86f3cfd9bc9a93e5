"""Where a reference leads: to a file below the folder that holds it, and nowhere else.

What a schema, a descriptor or a catalogue refers to was written by whoever sent it. Each reference
is either a plain name, which is no path at all, or a relative path that stays below its folder,
links included. Nothing is opened before that is known.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

LONGEST_NAME = 200
"""Characters; most file systems hold 255 bytes."""
NOT_IN_NAMES = frozenset('/\\:*?"<>|')
"""What separates folders, drives and streams on some system, or stands for other names."""
NOT_IN_PATHS = ("://", "\\", "\0")


class OutsideFolderError(ValueError):
    """The reference leads out of its folder; the message is the reference."""


def is_plain_name(name: str) -> bool:
    """Whether it is the name of a resource or a code list, and can be nothing else."""
    if not name or len(name) > LONGEST_NAME or name.startswith("."):
        return False

    return name.isprintable() and NOT_IN_NAMES.isdisjoint(name)


def is_relative(reference: str) -> bool:
    """A relative path without `..`, and no address on the network, on any system."""
    if any(mark in reference for mark in NOT_IN_PATHS):
        return False

    has_drive = reference[1:2] == ":"
    pure = PurePosixPath(reference)
    if has_drive or pure.is_absolute():
        return False

    return bool(pure.parts) and ".." not in pure.parts


def locate(folder: Path, reference: str) -> Path:
    """The path that `reference` names below `folder`.

    OutsideFolderError where it leads elsewhere.
    """
    if not is_relative(reference):
        raise OutsideFolderError(reference)

    path = folder / PurePosixPath(reference)
    if not _stays_below(folder, path):
        raise OutsideFolderError(reference)

    return path


def _stays_below(folder: Path, path: Path) -> bool:
    """Whether the file lies below the folder once all links are followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a loop of links leads nowhere
        return False
