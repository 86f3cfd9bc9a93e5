"""Sheets of one workbook that are laid out alike, as one for each year: one table of them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from statx.intake.proposal.draft import Draft
from statx.intake.proposal.recognition import RecognisedSheet
from statx.intake.recipe import Recipe
from statx.registry.schema import Schema
from statx.texts import Text

Drafted = tuple[Recipe, Draft]


def alike(tables: Sequence[RecognisedSheet], chosen: int) -> list[int]:
    """Which sheets have the headings of the chosen one, itself among them, in their order."""
    headings = _headings(tables[chosen])
    return [at for at, table in enumerate(tables) if _headings(table) == headings]


def gather(drafts: Sequence[Drafted], schema: Schema) -> Drafted:
    """One recipe of several, joined by the key; what is open in each is asked once."""
    (recipe, first), *others = drafts
    if not others:
        return recipe, first

    sources = tuple(source for each, _ in drafts for source in each.sources)
    questions = {question.id: question for _, draft in drafts for question in draft.questions}
    notes: dict[str, list[Text]] = {}
    for number, (_, draft) in enumerate(drafts, 1):
        for place, texts in draft.notes.items():
            notes[f"source[{number}].{place}"] = texts

    joined = replace(
        recipe,
        sources=sources,
        join=schema.primary_key,
    )
    return joined, Draft(
        notes,
        list(questions.values()),
    )


def _headings(table: RecognisedSheet) -> list[tuple[str, ...]]:
    return [column.parts for column in table.columns]
