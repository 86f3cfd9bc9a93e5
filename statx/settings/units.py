"""`[unit.NAME]`: the other units, and what was agreed with each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from statx.errors import BrokenConfigError
from statx.results.classification import CLASSIFICATIONS
from statx.settings.values import refuse_other, refuse_unknown, table, texts, whole_number

A_UNIT = "[unit.NAME]"
UNIT_KEYS = ("name", "min_approvals", "mailbox", "overdue_hours", "schemas")
OVERDUE_HOURS = 24
MIN_APPROVALS: Mapping[str, int] = {"terbuka": 1, "terbatas": 1, "tertutup": 2}
"""How many people must have approved what is released, by its classification."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One `[unit.NAME]`: another unit, and what holds between it and us."""

    name: str = ""
    """For people: `Diskominfo Jawa Timur`."""
    min_approvals: Mapping[str, int] = field(default_factory=dict)
    """By classification, where it is not the usual number."""
    mailbox: str = ""
    """Where packages are exchanged: a folder or `sftp://user@host/folder`."""
    overdue_hours: int = OVERDUE_HOURS
    """How long the receipt for a package may take."""
    schemas: tuple[str, ...] = ()
    """Which data it may send us; all where none is named."""

    def minimum(self, classification: str) -> int:
        """How many approvals a release of this classification needs."""
        return self.min_approvals.get(classification, MIN_APPROVALS[classification])


def read_units(path: Path, content: object) -> Mapping[str, Unit]:
    """Every [unit.NAME], each key of it checked."""
    units = table(path, A_UNIT, content)
    return {name: _unit(path, table(path, A_UNIT, each)) for name, each in units.items()}


def _unit(path: Path, content: Mapping[str, Any]) -> Unit:
    refuse_unknown(path, content, UNIT_KEYS)
    for key in ("name", "mailbox"):
        refuse_other(path, key, content.get(key, ""))

    return Unit(
        content.get("name", ""),
        _min_approvals(path, content.get("min_approvals", {})),
        content.get("mailbox", ""),
        whole_number(path, "overdue_hours", content.get("overdue_hours", OVERDUE_HOURS)),
        texts(path, "schemas", content.get("schemas", [])),
    )


def _min_approvals(path: Path, content: object) -> Mapping[str, int]:
    if not isinstance(content, Mapping):
        raise BrokenConfigError(
            path=path,
            faults=f"min_approvals = {content!r}",
        )

    refuse_unknown(path, content, CLASSIFICATIONS)
    # Nothing leaves without a second person, so there is no 0.
    return {
        classification: whole_number(path, f"min_approvals.{classification}", number)
        for classification, number in content.items()
    }
