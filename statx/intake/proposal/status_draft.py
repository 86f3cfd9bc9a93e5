"""Marks of footnotes behind years: what they mean becomes a column where the schema has one."""

from __future__ import annotations

from collections.abc import Sequence

from statx.intake.proposal import words
from statx.intake.proposal.columns import SheetColumn
from statx.intake.proposal.draft import Draft
from statx.intake.proposal.facts import FieldUse, SchemaMatch
from statx.intake.proposal.groups import YEAR_FIELDS
from statx.intake.proposal.meanings import code_called, codes_of
from statx.intake.proposal.notation import split_mark
from statx.intake.proposal.recognition import RecognisedSheet
from statx.intake.recipe import Column
from statx.registry.fields import Field

FINAL = "tetap"
"""The code of a figure without a mark."""


def draft_status(
    match: SchemaMatch, recognised: RecognisedSheet, draft: Draft, at: int
) -> Column | None:
    """The column that says which years are provisional; None where no footnote explains the marks.

    `at` is its number in the recipe, from 1.
    """
    years = [use for use in match.uses if use.of.name in YEAR_FIELDS]
    if not years or not years[0].group.columns[0].marks:
        return None

    column = years[0].group.columns[0]
    for field in match.schema.fields:
        codes = _codes(column, field, recognised.footnote_cells)
        if codes and field.name not in match.fields:
            draft.note(f"column[{at}]", words.STATUS.fill(field=field.name))
            return _column(years[0], field, codes)
    return None


def _codes(column: SheetColumn, field: Field, footnotes: Sequence[str]) -> dict[str, str]:
    """Mark -> code; empty where the footnotes leave one of them open."""
    known = codes_of(field)
    if FINAL not in {code.value for code in known}:
        return {}

    codes = {"": FINAL}
    for mark in column.marks:
        said = [text.rpartition(mark)[2] for text in footnotes if mark in text]
        code = code_called(said[0], known) if said else None
        if code is None:
            return {}
        codes[mark] = code
    return codes


def _column(use: FieldUse, field: Field, codes: dict[str, str]) -> Column:
    column = use.group.columns[0]
    values = {text: codes[split_mark(text)[1]] for text in column.distinct}
    return Column(
        to=field.name,
        heading=use.group.pattern,
        values=values,
    )
