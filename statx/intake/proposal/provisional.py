"""Fields for a sheet that no schema explains: named as its columns are, for a schema to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from statx.intake.proposal.columns import SheetColumn
from statx.intake.proposal.facts import (
    Facts,
    FieldUse,
    SchemaMatch,
    style_of_group,
    with_shared_variables,
)
from statx.intake.proposal.groups import KINDS, ColumnGroup, group_columns
from statx.intake.proposal.meanings import words_of
from statx.intake.proposal.periods import mentions
from statx.intake.proposal.places import PlaceColumn
from statx.registry.schema import Schema
from statx.registry.vocabulary import Descriptor

PROVISIONAL = ""
"""The name of a schema that nobody has agreed on."""
UNNAMED = "nilai"


def match_provisional(facts: Facts) -> SchemaMatch:
    """Each column as a field of its own; columns of other regions and units stay, too."""
    place = _narrowest(facts.places)
    columns = [column for column in facts.columns if column.heading]
    if place is not None:
        columns = [column for column in columns if column is not place.column]

    figures = [column for column in columns if column.is_numeric]
    groups = group_columns(
        figures,
        _schema(_fixed(place, figures)),
    )
    fixed = list(_fixed(place, figures))
    texts = [_alone(column) for column in columns if column not in figures]
    names = _names([*groups, *texts], {str(each["name"]) for each in fixed})
    schema = _schema([*fixed, *_fields(names)])

    uses = []
    for name, group in names.items():
        style = style_of_group(
            group,
            facts.style,
        )
        is_measure = group.columns[0].is_numeric
        uses.append(
            FieldUse(
                schema.field(name),
                group,
                1.0,
                style=style,
                is_measure=is_measure,
            )
        )
    uses = with_shared_variables(uses)
    used = {column.number for use in uses for column in use.group.columns}
    others = [column for column in facts.columns if column.number not in used]
    surplus = tuple(column for column in others if place is None or column is not place.column)
    return SchemaMatch(
        schema,
        place,
        tuple(uses),
        surplus,
        (),
        (),
    )


def _narrowest(places: Sequence[PlaceColumn]) -> PlaceColumn | None:
    named = [place for place in places if not place.is_code]
    return named[-1] if named else None


def _fixed(place: PlaceColumn | None, figures: Sequence[SheetColumn]) -> Iterator[Descriptor]:
    if place is not None:
        region = {"system": "kemendagri", "level": place.rules.level}
        yield {"name": "kode_wilayah", "type": "string", "statx": {"region": region}}
        yield {"name": "nama_wilayah", "type": "string", "statx": {"regionNameOf": "kode_wilayah"}}

    kinds = {each.kind for column in figures for each in mentions(column.heading)}
    if "year" in kinds:
        yield {"name": "tahun", "type": "integer"}
    for name, kind in KINDS.items():
        if kind in kinds:
            yield {"name": name, "type": "integer"}


def _alone(column: SheetColumn) -> ColumnGroup:
    return ColumnGroup(
        column.pattern,
        column.heading,
        (column,),
    )


def _names(groups: Sequence[ColumnGroup], fixed: set[str]) -> Mapping[str, ColumnGroup]:
    """Name of a field -> its columns; a name that is taken gets a number."""
    names: dict[str, ColumnGroup] = {}
    for group in groups:
        name = "_".join(words_of(group.words))
        if not name or name in group.variables:
            name = UNNAMED

        numbered = name
        number = 1
        while numbered in names or numbered in fixed:
            number += 1
            numbered = f"{name}_{number}"
        names[numbered] = group
    return names


def _fields(names: Mapping[str, ColumnGroup]) -> Iterator[Descriptor]:
    for name, group in names.items():
        kind = "number" if group.columns[0].is_numeric else "string"
        yield {"name": name, "type": kind}


def _schema(fields: Sequence[Descriptor] | Iterator[Descriptor]) -> Schema:
    descriptors = {each["name"]: each for each in fields}
    usable = list(descriptors.values()) or [{"name": UNNAMED, "type": "number"}]
    return Schema.parse(
        {"name": PROVISIONAL, "fields": usable},
        source=PROVISIONAL,
    )
