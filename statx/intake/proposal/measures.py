"""Which measure of a schema a group of columns is: by words, by unit, and above all by figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from statx.intake.proposal.coded import LEAST_LIKENESS
from statx.intake.proposal.columns import SheetColumn
from statx.intake.proposal.facts import Facts, FieldUse, is_measure, style_of_group
from statx.intake.proposal.groups import ColumnGroup
from statx.intake.proposal.meanings import VAGUE, Meanings, words_of
from statx.intake.proposal.notation import Style
from statx.intake.proposal.questions import Answers
from statx.intake.proposal.totals import is_sum_of
from statx.intake.proposal.units import Unit, scale_to, unit_of
from statx.registry.fields import Field
from statx.registry.schema import Schema

BOTH_STYLES: tuple[Style, ...] = ("id", "en")
_DECIDED = "field:"
"""How the ids of questions about measures begin; the pattern of the group follows."""
_UNIT_WEIGHT = 0.15
_BY_UNIT = 0.4
"""Likeness of a heading that is nothing but a unit, where one field has it."""
_BY_CODES = 0.55
"""Likeness of headings that are nothing but codes."""
_CONFLICT = 0.25
"""What is left of a likeness where unit or figures speak against it."""
_MOST = 0.9
"""Share of figures that must lie within a field's bounds."""

ColumnSum = tuple[SheetColumn, ColumnGroup]
"""A column, and the group whose columns it adds up."""


@dataclass(frozen=True)
class MeasureFinder:
    """A schema, and what is known of the sheet whose measures are looked for in it."""

    schema: Schema
    facts: Facts
    meanings: Meanings

    def uses(self, groups: Sequence[ColumnGroup], decided: Mapping[str, str]) -> list[FieldUse]:
        """Each group with its field, the likest pair first; each field once.

        `decided`: pattern of a group -> the field that a person said it is.
        """
        pairs = []
        for group in groups:
            for field in measures_of(self.schema):
                use = self._use(group, field)
                if decided.get(group.pattern) == field.name:
                    use = replace(use, likeness=1.0)
                if use.likeness >= LEAST_LIKENESS:
                    pairs.append(use)

        pairs.sort(key=lambda use: (-use.likeness, use.group.columns[0].number))
        uses: list[FieldUse] = []
        for use in pairs:
            if not any(other.of is use.of or other.group is use.group for other in uses):
                uses.append(use)
        return uses

    def _use(self, group: ColumnGroup, field: Field) -> FieldUse:
        likeness = self._said(group, field)
        unit = _unit_of(group) or self.facts.unit
        wanted = unit_of(field.unit.id)
        scale: Fraction | None = Fraction(1)
        if unit is not None and wanted is not None:
            scale = scale_to(
                _completed(wanted, unit),
                unit,
            )
            likeness = likeness * _CONFLICT if scale is None else likeness + _UNIT_WEIGHT

        scale = scale if scale is not None else Fraction(1)
        style = style_of_group(
            group,
            self.facts.style,
        )
        readings = BOTH_STYLES if style in ("open", "mixed") else (style,)
        fitting = [each for each in readings if _fits(group, field, scale, each)]
        if not fitting:
            likeness *= _CONFLICT

        by_bounds = style == "open" and len(fitting) == 1
        return FieldUse(
            field,
            group,
            min(likeness, 1.0),
            scale,
            style=fitting[0] if by_bounds else style,
            by_bounds=by_bounds,
            is_measure=True,
        )

    def _said(self, group: ColumnGroup, field: Field) -> float:
        """How far the heading is the field's; where it says nothing by itself, the title does."""
        words = set(words_of(group.words))
        likeness = self.meanings.likeness(
            group.words,
            field,
        )
        if not words <= VAGUE:
            return likeness

        context = self.facts.context
        of_title = self.meanings.mentioned(
            f"{context} {group.words}",
            field,
        )
        if VAGUE.issuperset(words_of(field.name)):
            # The one measure of a schema, such as `nilai`, is what the schema is about.
            of_title = max(
                of_title,
                self.meanings.share(context, self.schema),
            )

        by_unit = _BY_UNIT if words and self._is_only_one_of_its_unit(group, field) else 0.0
        by_codes = _BY_CODES if self._is_first_to_fit(group, field) else 0.0
        return max(
            likeness,
            of_title,
            by_unit,
            by_codes,
        )

    def _is_first_to_fit(self, group: ColumnGroup, field: Field) -> bool:
        """Headings that are codes of the schema are of its first measure that they may be."""
        if not group.categories:
            return False

        unit = self.facts.unit
        for each in measures_that_fit(group, self.schema):
            own = unit_of(each.unit.id)
            if unit is None or own is None or scale_to(own, unit) is not None:
                return each == field
        return False

    def _is_only_one_of_its_unit(self, group: ColumnGroup, field: Field) -> bool:
        """`Persen` is the one field of a schema that has this unit."""
        unit = _unit_of(group)
        if unit is None:
            return False

        same = []
        for each in measures_of(self.schema):
            own = unit_of(each.unit.id)
            if own is not None and own.dimension == unit.dimension:
                same.append(each)
        return same == [field]


def measures_of(schema: Schema) -> tuple[Field, ...]:
    """The fields that hold figures."""
    return tuple(field for field in schema.fields if is_measure(field, schema))


def measures_that_fit(group: ColumnGroup, schema: Schema) -> tuple[Field, ...]:
    """The measures in whose bounds the figures lie, in the order of the schema."""
    one = Fraction(1)
    return tuple(
        field
        for field in measures_of(schema)
        if any(_fits(group, field, one, style) for style in BOTH_STYLES)
    )


def room_of(field: Field) -> float:
    """How far apart its bounds are: the narrower, the more its figures prove."""
    low, high = _bounds(field)
    return high - low


def field_question_id(pattern: str) -> str:
    """The id of the question which measure a group is."""
    return _DECIDED + pattern


def decided_fields(answers: Answers) -> Mapping[str, str]:
    """Pattern of a group -> the field that a person said it is."""
    decided = {}
    for id_, name in answers.items():
        if id_.startswith(_DECIDED):
            decided[id_.removeprefix(_DECIDED)] = name
    return decided


def split_sums(
    groups: Sequence[ColumnGroup], style: Style
) -> tuple[list[ColumnGroup], tuple[ColumnSum, ...]]:
    """(the groups that are measures, columns that add up such a group)."""
    measures = []
    sums = []
    for group in groups:
        added = _added_by(group, groups, style)
        if added is None:
            measures.append(group)
        else:
            sums.append((group.columns[0], added))
    return measures, tuple(sums)


def _added_by(
    group: ColumnGroup, groups: Sequence[ColumnGroup], style: Style
) -> ColumnGroup | None:
    """The group whose columns are added up by the one column of this one."""
    if len(group.columns) > 1:
        return None

    for other in groups:
        of_other = style_of_group(other, style)
        if other is not group and is_sum_of(group.columns[0], other.columns, of_other):
            return other
    return None


def _unit_of(group: ColumnGroup) -> Unit | None:
    """In brackets, or the heading itself: `Persen`; `tahun` beside a year is none."""
    if group.unit is not None or words_of(group.words) == ("tahun",):
        return group.unit
    return unit_of(group.words)


def _completed(wanted: Unit, unit: Unit) -> Unit:
    """`(ribu)` alone is thousands of what a field counts, whatever that is."""
    return wanted if unit.dimension else Unit(wanted.text, "", wanted.factor)


def _fits(group: ColumnGroup, field: Field, scale: Fraction, style: Style) -> bool:
    """Whether the figures lie within the field's bounds, and are whole where it wants that."""
    low, high = _bounds(field)
    factor = float(scale)
    wants_whole = field.type == "integer"
    number = 0
    inside = 0
    for column in group.columns:
        for value in column.values(style):
            scaled = value * factor
            number += 1
            is_whole = not wants_whole or scaled.is_integer()
            inside += is_whole and low <= scaled <= high
    return inside >= _MOST * number


def _bounds(field: Field) -> tuple[float, float]:
    low = field.constraints.get(
        "minimum",
        "-inf",
    )
    high = field.constraints.get(
        "maximum",
        "inf",
    )
    return float(low), float(high)
