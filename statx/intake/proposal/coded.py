"""Columns that are one field as they stand: a year, codes, a day, a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from statx.intake.proposal.columns import SheetColumn
from statx.intake.proposal.facts import FieldUse, is_measure
from statx.intake.proposal.groups import KINDS, YEAR_FIELDS, ColumnGroup
from statx.intake.proposal.meanings import Meanings, code_called, codes_of
from statx.intake.proposal.notation import split_mark
from statx.intake.proposal.periods import WHOLE, mentions, names_whole_year
from statx.intake.proposal.rows import is_year
from statx.registry.fields import Field
from statx.registry.schema import Schema

LEAST_LIKENESS = 0.5
"""From which on a heading may be a field's."""
MOST_CODES = 4
"""Times as many texts as a field has codes are none of it."""
_CODED = 0.5
"""Share of the texts that must be codes, and how much years and codes prove by themselves."""


def coded_uses(
    columns: Sequence[SheetColumn], schema: Schema, meanings: Meanings
) -> list[FieldUse]:
    """The columns that are a field of this schema as they stand, each field once."""
    uses = []
    for column in columns:
        use = _coded(column, schema, meanings)
        if use is not None:
            uses.append(use)
    return _once(uses)


def _coded(column: SheetColumn, schema: Schema, meanings: Meanings) -> FieldUse | None:
    """A column that is one field as it stands: a year, codes, a day, a text."""
    best: FieldUse | None = None
    for field in schema.fields:
        use = _use_of(
            column,
            field,
            schema,
            meanings,
        )
        if use is not None and (best is None or use.likeness > best.likeness):
            best = use
    return best


def _use_of(
    column: SheetColumn, field: Field, schema: Schema, meanings: Meanings
) -> FieldUse | None:
    if field.region is not None or field.name_of or is_measure(field, schema):
        return None

    likeness = meanings.likeness(
        column.heading,
        field,
    )
    if field.name in YEAR_FIELDS:
        years = [split_mark(text)[0] for text in column.distinct]
        is_years = bool(years) and all(map(is_year, years))
        return _alone(column, field, max(likeness, _CODED)) if is_years else None

    codes = codes_of(field)
    if codes:
        values = _codes_in(column, field)
        known = sum(1 for value in values.values() if value is not None)
        is_numeric_code = column.is_numeric and likeness < LEAST_LIKENESS
        if not values or known < _CODED * len(values) or is_numeric_code:
            return None
        return _alone(
            column,
            field,
            max(likeness, _CODED) * known / len(values),
            values,
        )

    is_text = field.type in ("string", "date") and not column.is_numeric
    return _alone(column, field, likeness) if is_text and likeness >= LEAST_LIKENESS else None


def _codes_in(column: SheetColumn, field: Field) -> dict[str, str | None]:
    """Text -> code, for a column whose texts are not too many to be codes."""
    codes = codes_of(field)
    if len(column.distinct) > MOST_CODES * len(codes) or not column.texts:
        return {}

    values: dict[str, str | None] = {}
    for text in column.distinct:
        if field.name in KINDS:
            values[text] = _period_in(text, field)
        else:
            values[text] = code_called(text, codes)
    return values


def _period_in(text: str, field: Field) -> str | None:
    codes = {code.value for code in codes_of(field)}
    if text in codes:
        return text
    if WHOLE in codes and names_whole_year(text):
        return WHOLE

    named = [each.value for each in mentions(text) if each.kind == KINDS[field.name]]
    return named[0] if len(named) == 1 and named[0] in codes else None


def _alone(
    column: SheetColumn,
    field: Field,
    likeness: float,
    values: Mapping[str, str | None] | None = None,
) -> FieldUse:
    group = ColumnGroup(
        column.pattern,
        column.heading,
        (column,),
    )
    kept = dict(values or {})
    if all(text == code for text, code in kept.items()):
        kept = {}
    return FieldUse(
        field,
        group,
        likeness,
        values=kept,
    )


def _once(uses: Sequence[FieldUse]) -> list[FieldUse]:
    """Of several columns for one field, the likest; of equals, the first."""
    best: dict[str, FieldUse] = {}
    for use in uses:
        other = best.get(use.of.name)
        if other is None or use.likeness > other.likeness:
            best[use.of.name] = use
    return list(best.values())
