"""What a renderer is, and what it is told beside the verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from statx.results.report import Run
from statx.texts import Language


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """For whom the report is written, and by what."""

    language: Language = "en"
    width: int = 80
    """Columns of the terminal."""
    color: bool = False
    version: str = ""
    """statx's own version."""
    engine: str = ""
    """What judged: 'frictionless 5.21.0'."""
    started: datetime | None = None
    """When the run began, in UTC; None where a report is to be the same whenever it is written."""


Renderer = Callable[[Run, RenderOptions], Iterator[str]]
"""Yields the report in pieces that are whole lines; never prints."""
