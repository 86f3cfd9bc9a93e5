"""A place where a report is read: for whom it is written, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from statx.render.options import RenderOptions
from statx.results.redacted import Audience, redact
from statx.results.report import Run

Renderer = Callable[[Run, RenderOptions], Iterator[str]]
"""Yields a report in pieces that are whole lines; never prints."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A renderer with its audience; it never sees what its audience may not read."""

    audience: Audience
    renderer: Renderer

    def __call__(self, run: Run, options: RenderOptions) -> Iterator[str]:
        """The report as this audience may read it."""
        return self.renderer(redact(run, self.audience), options)
