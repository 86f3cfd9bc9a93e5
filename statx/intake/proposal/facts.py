"""What is known of a sheet, and what a schema makes of it: the values between the two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from statx.intake.proposal.columns import SheetColumn
from statx.intake.proposal.groups import ColumnGroup
from statx.intake.proposal.meanings import codes_of
from statx.intake.proposal.notation import Style
from statx.intake.proposal.places import PlaceColumn
from statx.intake.proposal.units import Unit
from statx.registry.fields import Field
from statx.registry.schema import Schema


@dataclass(frozen=True)
class FieldUse:
    """What becomes a field: a column, or a group of them."""

    of: Field
    group: ColumnGroup
    likeness: float
    scale: Fraction = Fraction(1)
    values: Mapping[str, str | None] = field(default_factory=dict)
    """Text -> code; None where nobody knows which."""
    style: Style = ""
    """How its numbers are written, `open` where only a person knows."""
    by_bounds: bool = False
    """Whether it is the field's bounds that tell how numbers are written."""
    is_measure: bool = False


@dataclass(frozen=True)
class Facts:
    """What is known of a sheet before any schema is looked at."""

    columns: tuple[SheetColumn, ...]
    """Without numbers of lines and totals."""
    places: tuple[PlaceColumn, ...]
    context: str
    """The title, the name of the sheet and of the file."""
    style: Style
    """How numbers are written, as another column proves; empty where none does."""
    unit: Unit | None
    """That of the title, or of a column that says nothing else."""


@dataclass(frozen=True)
class SchemaMatch:
    """How far a schema explains a sheet."""

    schema: Schema
    place: PlaceColumn | None
    uses: tuple[FieldUse, ...]
    surplus: tuple[SheetColumn, ...]
    """Columns that no field is made of."""
    sums: tuple[tuple[SheetColumn, ColumnGroup], ...]
    """Columns that add up those of a group."""
    unmatched: tuple[ColumnGroup, ...]
    """Groups of figures that no field is made of."""
    score: float = 0.0

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields that come from columns and headings."""
        names = {use.of.name for use in self.uses}
        for use in self.uses:
            names.update(use.group.variables)
        if self.place is not None:
            names.update(region_fields(self.schema))
        return frozenset(names)


def with_shared_variables(uses: Sequence[FieldUse]) -> list[FieldUse]:
    """Those whose headings say the same fields, as rows can be made of no others together.

    Of `Produksi Maret 2024` and `Luas 2024` it is what more columns have; headings without any
    variable go with all.
    """
    columns: Counter[frozenset[str]] = Counter()
    for use in uses:
        if use.group.variables:
            columns[frozenset(use.group.variables)] += len(use.group.columns)

    most = max(columns, key=lambda said: (columns[said], sorted(said)), default=frozenset())
    return [use for use in uses if frozenset(use.group.variables) in (most, frozenset())]


def region_fields(schema: Schema) -> tuple[str, ...]:
    """The field of region codes that the key has, and that of their names."""
    coded = region_field(schema)
    if coded is None:
        return ()

    names = [field.name for field in schema.fields if field.name_of == coded.name]
    return (coded.name, *names)


def region_field(schema: Schema) -> Field | None:
    """The field that says of which region a row is."""
    return next((field for field in schema.fields if field.region is not None), None)


def is_measure(field_: Field, schema: Schema) -> bool:
    """Whether a field holds figures, rather than what they are about."""
    is_number = field_.type in ("number", "integer")
    return is_number and field_.name not in schema.primary_key and not codes_of(field_)


def style_of_group(group: ColumnGroup, of_sheet: Style) -> Style:
    """What the columns of a group prove together, else what the sheet does."""
    styles = {column.notation.style for column in group.columns}
    if "mixed" in styles or {"id", "en"} <= styles:
        return "mixed"

    proven = styles & {"id", "en"}
    if proven:
        return proven.pop()
    if "open" in styles:
        return of_sheet or "open"
    return ""


def _completed(wanted: Unit, unit: Unit) -> Unit:
    """`(ribu)` alone is thousands of what a field counts, whatever that is."""
    return wanted if unit.dimension else Unit(wanted.text, "", wanted.factor)
