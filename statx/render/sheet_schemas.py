"""The schemas of a registry, and one of them, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from statx.render import sheet_words as words
from statx.render.paper import QUIET, STRONG, Paper
from statx.results.sheets import FieldEntry, ReferenceEntry, SchemaEntry, SchemaList, SchemaSheet
from statx.texts import Language, Text, joined, verbatim

if TYPE_CHECKING:
    from rich.console import RenderableType

NARROW = 60
"""Columns below which a list is no table."""
NAMES = 24
"""Columns of the field names beside an example row."""


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


def draw_schema(sheet: SchemaSheet, paper: Paper) -> Iterator[RenderableType]:
    """What is in the table, field by field, then what holds between fields and rows."""
    language = paper.options.language
    yield paper.styled(f"{sheet.ref}  {sheet.title.say(language)}", STRONG)
    yield paper.styled(sheet.description)
    yield paper.styled(verbatim(_origin(sheet)), QUIET)

    for field in sheet.fields:
        yield ""
        yield paper.styled(field.name, STRONG)
        for label, said in _facts(field):
            named = label + verbatim(": ")
            fact = paper.line(paper.styled(named, QUIET), paper.styled(said))
            yield paper.inset(fact)

    for heading, lines in _parts(sheet, language):
        yield ""
        yield paper.styled(heading, STRONG)
        for line in lines:
            yield paper.inset(paper.styled(verbatim(line)))


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


def _origin(sheet: SchemaSheet) -> str:
    """'terbuka · tahunan · Dinas Sosial'."""
    classification = sheet.classification.value if sheet.classification else ""
    parts = (classification, sheet.period, sheet.producer)
    return " · ".join(part for part in parts if part)


def _facts(field: FieldEntry) -> Iterator[tuple[Text, Text]]:
    """(label, what is said) of a field."""
    facts = {
        words.MEANING: field.meaning,
        words.ASKED: joined(field.asks, "; "),
        words.UNIT: field.unit,
    }
    for label, said in facts.items():
        if said.en:
            yield label, said


def _parts(sheet: SchemaSheet, language: Language) -> Iterator[tuple[Text, list[str]]]:
    """(heading, lines) of all that is said below the fields."""
    if sheet.primary_key:
        yield words.KEY, [", ".join(sheet.primary_key)]

    if sheet.foreign_keys:
        yield words.REFERS, [_reference(key) for key in sheet.foreign_keys]

    if sheet.rules:
        yield (
            words.RULES,
            [f"{rule.title.say(language)}  [{rule.formula}]" for rule in sheet.rules],
        )

    if sheet.totals:
        lines = []
        for total in sheet.totals:
            fields = ", ".join(total.fields)
            lines.append(f"{total.title.say(language)}  [{fields} ± {total.tolerance}]")

        yield words.TOTALS, lines

    if sheet.example:
        yield words.EXAMPLE_ROW, [f"{name.ljust(NAMES)} {cell}" for name, cell in sheet.example]

    if sheet.sources:
        yield words.SOURCES, list(sheet.sources)


def _reference(key: ReferenceEntry) -> str:
    """'kode → wilayah(kode)'."""
    fields = ", ".join(key.fields)
    reference_fields = ", ".join(key.reference_fields)
    return f"{fields} → {key.resource}({reference_fields})"
