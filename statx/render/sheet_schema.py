"""One schema on a terminal, field by field.

A field has a line of its own and below it what *Standar Data* wants to know, each part behind its
label. So a page is read at any width, and no column of a table is too narrow for its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from statx.render import schema_words as words
from statx.render.paper import QUIET, STRONG, Paper
from statx.results.sheets import FieldEntry, ReferenceEntry, SchemaSheet
from statx.texts import Text, joined, verbatim

if TYPE_CHECKING:
    from rich.console import RenderableType

MARGIN = 2
GAP = 2
CELL = Text | str


def draw_schema(sheet: SchemaSheet, paper: Paper) -> Iterator[RenderableType]:
    """What it is about, its fields, and what must hold between cells and rows."""
    title = sheet.title.say(paper.options.language)
    yield paper.styled(f"{sheet.ref}  {title}", STRONG)
    yield paper.styled(sheet.description)
    yield paper.styled(_origin(sheet), QUIET)

    for field in sheet.fields:
        yield ""
        yield paper.line(
            paper.styled(field.name, STRONG),
            "  ",
            paper.styled(field.title),
        )
        yield _facts(field, paper)

    for heading, lines in _parts(sheet):
        yield ""
        yield paper.styled(heading, STRONG)
        for words_, style in lines:
            yield _indented(
                words_,
                paper,
                style,
            )

    if sheet.example:
        yield ""
        yield paper.styled(words.EXAMPLE_ROW, STRONG)
        yield _example(sheet.example, paper)


def _origin(sheet: SchemaSheet) -> str:
    """'terbuka · tahunan · Dinas Sosial'."""
    classification = sheet.classification.value if sheet.classification else ""
    parts = (classification, sheet.period, sheet.producer)
    return " · ".join(part for part in parts if part)


def _facts(field: FieldEntry, paper: Paper) -> RenderableType:
    """What is said of a field, each part behind its label; what is not said has no line."""
    language = paper.options.language
    facts = (
        verbatim(field.concept),
        field.definition,
        field.classification,
        field.measure,
        field.unit,
        joined(field.asks, "; "),
        field.form,
    )

    widest = max(len(label.say(language)) for label in words.LABELS)
    grid = paper.grid(
        margin=MARGIN - 1,
        label=widest + GAP - 1,
    )
    for label, fact in zip(words.LABELS, facts, strict=True):
        if fact.say(language):
            grid.add_row(
                "",
                paper.styled(label, QUIET),
                paper.styled(fact),
            )
    return grid


def _parts(sheet: SchemaSheet) -> Iterator[tuple[Text, list[tuple[CELL, str]]]]:
    """(heading, lines with their style) of what is said below the fields."""
    if sheet.primary_key:
        yield words.KEY, [(", ".join(sheet.primary_key), "")]

    if sheet.foreign_keys:
        yield words.REFERS, [(_reference(key), "") for key in sheet.foreign_keys]

    if sheet.rules:
        lines: list[tuple[CELL, str]] = []
        for rule in sheet.rules:
            lines += [(rule.title, ""), (rule.formula, QUIET)]
        yield words.RULES, lines

    if sheet.totals:
        lines = []
        for total in sheet.totals:
            sums = words.TOLERANCE.fill(
                fields=", ".join(total.fields),
                tolerance=total.tolerance,
            )
            lines += [(total.title, ""), (sums, QUIET)]
        yield words.TOTALS, lines

    if sheet.coverage:
        yield words.COVERAGE, [(title, "") for title in sheet.coverage]

    if sheet.sources:
        yield words.SOURCES, [(source, "") for source in sheet.sources]


def _reference(key: ReferenceEntry) -> str:
    """'kode → wilayah(kode)'."""
    fields = ", ".join(key.fields)
    reference_fields = ", ".join(key.reference_fields)
    return f"{fields} → {key.resource}({reference_fields})"


def _example(row: tuple[tuple[str, str], ...], paper: Paper) -> RenderableType:
    widest = max(len(name) for name, _ in row)
    grid = paper.grid(
        margin=MARGIN - 1,
        name=min(widest, paper.width // 2) + GAP - 1,
    )
    for name, cell in row:
        grid.add_row(
            "",
            paper.styled(name, QUIET),
            paper.styled(cell),
        )

    return grid


def _indented(words_: CELL, paper: Paper, style: str = "") -> RenderableType:
    """Words that keep their margin where they are broken."""
    grid = paper.grid(margin=MARGIN - 1)
    grid.add_row("", paper.styled(words_, style))
    return grid
