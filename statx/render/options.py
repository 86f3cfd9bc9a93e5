"""What a renderer must know beside the run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from statx.results.report import Report
from statx.texts import Language


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """For whom the report is written, and by what."""

    language: Language = "en"
    width: int = 80
    """Columns of the terminal."""
    color: bool = False
    plain: bool = False
    """Whether marks are written in letters that every terminal has."""
    full: bool = False
    """Whether a report for a person says all that is known; else what is read at a glance."""
    every_place: bool = False
    """Whether all findings are listed that the run's limit allows; else as many as are read."""
    only_failing: bool = False
    """Whether a report for a person leaves out the tables that pass."""
    version: str = ""
    """statx's own version."""
    engine: str = ""
    """What judged: 'frictionless 5.21.0'."""
    command_for: Callable[[Report], str] | None = None
    """The command to type for a table whose errors have one cause; None where none was typed."""
    started: datetime | None = None
    """When the run began, in UTC; None where a report must not depend on it."""
