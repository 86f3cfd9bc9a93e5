"""A place where a report is read: for whom it is written, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from statx.render.options import RenderOptions
from statx.results.redacted import Audience, redact
from statx.results.report import Run

Renderer = Callable[[Run, RenderOptions], Iterator[str]]
"""Yields a report in pieces that are whole lines; never prints."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A renderer with its audience.

    It never sees what its audience may not read, nor more findings than a report is to list.
    """

    audience: Audience
    renderer: Renderer

    def __call__(self, run: Run, options: RenderOptions) -> Iterator[str]:
        """The report as this audience may read it."""
        return self.renderer(redact(_listed(run), self.audience), options)


def _listed(run: Run) -> Run:
    reports = tuple(replace(report, tallies=report.listed) for report in run.reports)
    return replace(run, reports=reports)
