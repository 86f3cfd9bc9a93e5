"""What was released of a table before: its figures by key, as they were shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from statx.checks.exact_sums import Units
from statx.tables.hashes import Hashes
from statx.tables.vectorised import Flags


@dataclass(frozen=True)
class Figures:
    """The figures of one field, one for each key."""

    units: Units
    """In units of the last decimal."""
    shown: Flags
    """Whether there is a figure at all."""


@dataclass(frozen=True)
class PreviousRelease:
    """An earlier release: 8 bytes for each key, and 9 for each of its figures."""

    place: str
    """As the user named it."""
    key: tuple[str, ...]
    """The fields by which a row is known again."""
    keys: Hashes
    """Ascending."""
    figures: Mapping[str, Figures]
    """By field."""
