"""The schemas of a registry on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from statx.render import sheet_words as words
from statx.render.paper import QUIET, STRONG, Paper
from statx.results.sheets import SchemaEntry, SchemaList
from statx.texts import Text, verbatim

if TYPE_CHECKING:
    from rich.console import RenderableType

NARROW = 80
"""Columns below which a list is no table."""


def draw_list(sheet: SchemaList, paper: Paper) -> Iterator[RenderableType]:
    """A table; on a narrow terminal two lines a schema."""
    if paper.width >= NARROW:
        yield _table(sheet, paper)
        return

    for schema in sheet.schemas:
        yield paper.styled(schema.name, STRONG)
        yield paper.inset(paper.styled(schema.title))
        facts = (_versions(schema), _classification(schema), schema.layer)
        line = " · ".join(fact for fact in facts if fact)
        yield paper.inset(paper.styled(verbatim(line), QUIET))


def _table(sheet: SchemaList, paper: Paper) -> RenderableType:
    from rich.table import Table

    table = Table(
        box=None,
        pad_edge=False,
        header_style=STRONG,
    )
    is_layered = any(schema.layer for schema in sheet.schemas)
    headings = [words.NAME, words.TITLE, words.VERSIONS, words.CLASSIFICATION]
    if is_layered:
        headings.append(words.LAYER)

    for heading in headings:
        table.add_column(
            heading.say(paper.options.language),
            overflow="fold",
            no_wrap=heading not in (words.TITLE, words.LAYER),
        )

    for schema in sheet.schemas:
        cells = list(_cells(schema))
        if is_layered:
            cells.append(schema.layer)
        table.add_row(*map(paper.styled, cells))

    return table


def _cells(schema: SchemaEntry) -> Iterator[Text | str]:
    yield schema.name
    yield schema.title
    yield _versions(schema)
    yield _classification(schema)


def _versions(schema: SchemaEntry) -> str:
    return ", ".join(schema.versions)


def _classification(schema: SchemaEntry) -> str:
    return schema.classification.value if schema.classification else ""
