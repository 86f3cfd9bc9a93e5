"""The report for a person: at a glance, or all of it."""

from __future__ import annotations

from collections.abc import Iterator

from statx.render import brief, terminal
from statx.render.options import RenderOptions
from statx.results.redacted import Audience
from statx.results.report import Run

AUDIENCE = Audience.KEEPERS


def render(run: Run, options: RenderOptions) -> Iterator[str]:
    """As long as was asked for."""
    if options.full:
        return terminal.render(run, options)
    return brief.render(run, options)
