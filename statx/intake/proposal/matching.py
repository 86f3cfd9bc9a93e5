"""Which field of a schema each column is, and which schema of the registry fits a sheet best.

A column is known by its words, by its unit, and above all by what stands in it: figures within a
field's bounds, texts that are its codes, regions of its level. A schema is measured by what it
explains, less what it leaves over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from statx.intake.naming import LEVELS
from statx.intake.proposal.coded import coded_uses
from statx.intake.proposal.columns import SheetColumn
from statx.intake.proposal.facts import (
    Facts,
    FieldUse,
    SchemaMatch,
    region_field,
    with_shared_variables,
)
from statx.intake.proposal.groups import group_columns
from statx.intake.proposal.meanings import Meanings
from statx.intake.proposal.measures import MeasureFinder, measures_of, split_sums
from statx.intake.proposal.places import PlaceColumn
from statx.intake.proposal.questions import NO_ANSWERS
from statx.registry.fields import Field
from statx.registry.schema import Schema

NEAR_BEST = 0.85
"""Of the best schema's measure: others that reach it are asked about."""
_CATEGORY = 0.5
"""What categories in the headings prove."""
_LEAST_SCORE = 0.5
_LEAST_SCORE_OF_LIST = 1.0
"""The same of a schema that measures nothing, such as a list of cases."""
_OF_LEVEL, _OF_REGIONS = 0.3, 0.1
"""What a column of regions proves, of the schema's level and of another one."""
_TOPIC = 0.5
"""What a title proves that is the schema's."""
_LEFT_OVER = 0.2
"""What a measure without a field costs a schema."""


def best_matches(facts: Facts, meanings: Meanings) -> tuple[SchemaMatch, ...]:
    """The best schema, and those that are nearly as good; none where none fits."""
    matches = [match_schema(facts, schema, meanings) for schema in meanings.schemas]
    fitting = [match for match in matches if _is_fitting(match)]
    fitting.sort(key=lambda match: (-match.score, match.schema.name))
    if not fitting:
        return ()

    least = NEAR_BEST * fitting[0].score
    return tuple(match for match in fitting if match.score >= least)


def match_schema(
    facts: Facts,
    schema: Schema,
    meanings: Meanings,
    decided: Mapping[str, str] = NO_ANSWERS,
) -> SchemaMatch:
    """Pair what a sheet has with the fields of one schema.

    `decided`: pattern of a group -> name of the field that a person said it is.
    """
    place = _place(facts.places, schema)
    of_places = {each.column.number for each in facts.places}
    headed = [column for column in facts.columns if column.heading]
    columns = [column for column in headed if column.number not in of_places]

    uses = coded_uses(
        columns,
        schema,
        meanings,
    )
    taken = {column.number for use in uses for column in use.group.columns}
    figures = [column for column in columns if column.number not in taken and _is_figures(column)]
    groups, sums = split_sums(
        group_columns(figures, schema),
        facts.style,
    )
    uses += MeasureFinder(schema, facts, meanings).uses(
        groups,
        decided,
    )

    uses = with_shared_variables(uses)
    explained = {column.number for use in uses for column in use.group.columns}
    explained.update(column.number for column, _ in sums)
    surplus = [column for column in facts.columns if column.number not in explained]
    if place is not None:
        surplus = [column for column in surplus if column is not place.column]

    unmatched = [group for group in groups if group.columns[0].number not in explained]
    score = _score(
        uses,
        place,
        schema,
        facts,
        meanings,
    ) - _LEFT_OVER * len(unmatched)
    return SchemaMatch(
        schema,
        place,
        tuple(uses),
        tuple(surplus),
        sums,
        tuple(unmatched),
        score,
    )


def _is_figures(column: SheetColumn) -> bool:
    return column.is_numeric or column.is_empty_of_figures


def _is_fitting(match: SchemaMatch) -> bool:
    """A schema that explains no measure, and has some, explains nothing."""
    if not measures_of(match.schema):
        return match.score > _LEAST_SCORE_OF_LIST

    return match.score > _LEAST_SCORE and any(use.is_measure for use in match.uses)


def _score(
    uses: Sequence[FieldUse],
    place: PlaceColumn | None,
    schema: Schema,
    facts: Facts,
    meanings: Meanings,
) -> float:
    # Squared: one heading that is surely a field's counts for more than two that may be.
    score = sum(use.likeness**2 + _CATEGORY * len(use.group.categories) for use in uses)
    if place is not None:
        is_of_level = place.rules.level == _level_of(region_field(schema))
        score += _OF_LEVEL if is_of_level else _OF_REGIONS

    return score + _TOPIC * meanings.share(
        facts.context,
        schema,
    )


# ---- places --------------------------------------------------------------------------------------


def _level_of(field: Field | None) -> str:
    return field.region.level if field is not None and field.region is not None else ""


def _place(places: Sequence[PlaceColumn], schema: Schema) -> PlaceColumn | None:
    """The column of regions that is nearest to the schema's level; names rather than codes.

    The same digits are another region in the other system, and only a name can tell.
    """
    if region_field(schema) is None:
        return None

    def fitness(place: PlaceColumn) -> tuple[bool, bool, int, int]:
        known = len(place.named) + len(place.ambiguous)
        narrow = LEVELS.index(place.rules.level)
        return known > 0, not place.is_code, narrow, -place.column.number

    return max(
        places,
        key=fitness,
        default=None,
    )
