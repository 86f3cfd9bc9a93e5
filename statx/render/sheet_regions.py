"""Regions with both their codes, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from statx.render import sheet_words as words
from statx.render.paper import CARE, QUIET, STRONG, Paper
from statx.results.sheets import RegionList, RegionSheet
from statx.texts import Text, count, verbatim

if TYPE_CHECKING:
    from rich.console import RenderableType

LABELS = (words.KEMENDAGRI, words.BPS, words.DECREE, words.SUCCESSOR, words.WITHIN)


def draw_regions(sheet: RegionList, paper: Paper) -> Iterator[RenderableType]:
    """Region by region, and how many more there are."""
    for region in sheet.regions:
        yield from draw_region(region, paper)
        yield ""

    if sheet.more:
        more = words.MORE_REGIONS.fill(n=count(sheet.more))
        yield paper.styled(more, QUIET)


def draw_region(sheet: RegionSheet, paper: Paper) -> Iterator[RenderableType]:
    """The name, its codes, where it lies, and what its digits mean in the other system."""
    yield paper.styled(verbatim(f"{sheet.name} ({sheet.kind})"), STRONG)

    longest = max(len(label.say(paper.options.language)) for label in LABELS)
    for label, fact in _facts(sheet):
        row = paper.grid(
            mark=1,
            label=longest + 1,
        )
        row.add_row("", paper.styled(label, QUIET), paper.styled(fact))
        yield row

    for twin in sheet.twins:
        warning = words.TWIN.fill(
            code=twin.code,
            system=twin.system,
            name=twin.other.name,
            other=twin.other.code,
        )
        yield paper.inset(paper.marked(CARE, paper.styled(warning)))


def _facts(sheet: RegionSheet) -> Iterator[tuple[Text, Text]]:
    yield words.KEMENDAGRI, verbatim(sheet.code)
    yield words.BPS, verbatim(sheet.bps) if sheet.bps else words.NO_BPS
    yield (
        words.DECREE,
        words.SINCE.fill(
            decree=sheet.decree,
            since=sheet.since,
        ),
    )
    if sheet.begins:
        yield words.CODE, words.BEGINS.fill(day=sheet.begins)
    if sheet.ends:
        yield words.CODE, words.ENDS.fill(day=sheet.ends)
    if sheet.successor is not None:
        yield words.SUCCESSOR, verbatim(f"{sheet.successor.name} ({sheet.successor.code})")
    if sheet.parents:
        parents = [f"{parent.name} ({parent.code})" for parent in sheet.parents]
        yield words.WITHIN, verbatim(", ".join(parents))
