"""What a schema is made of: fields, references to other tables, rules, totals and coverage."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from statx.registry.disclosure import FieldDisclosure
from statx.registry.formula import Formula
from statx.registry.vocabulary import CodeSystem, Descriptor
from statx.texts import Text

UNMEASURED = Text(
    id="",
    en="",
)


@dataclass(frozen=True, slots=True)
class RegionCoding:
    """The code system and the level of the region codes in a field."""

    system: CodeSystem
    level: str


@dataclass(frozen=True)
class Field:
    """One column: its type, what constrains it, what it means."""

    name: str
    type: str
    format: str
    title: Text
    definition: Text
    unit: Text
    constraints: Descriptor
    missing_values: tuple[str, ...]
    labelled_missing: frozenset[str]
    """Missing values that carry a meaning of their own (Table Schema v2)."""
    decimals: int | None
    """How many decimals the agreement gives this number; None where it says nothing."""
    region: RegionCoding | None
    name_of: str
    """The field whose region code this field names; empty where it names none."""
    descriptor: Descriptor
    categories: tuple[str, ...] = ()
    """The only values there may be, as texts (Table Schema v2); empty where it says nothing."""
    concept: str = ""
    """The *konsep* of a measured quantity; empty where it measures none."""
    measure: Text = UNMEASURED
    """Its *ukuran*: Jumlah, Persentase, …; empty where none is known."""
    example: str = ""
    """A cell that passes, as the schema has one."""
    disclosure: FieldDisclosure | None = None
    """How its figures may give somebody away; None where the schema says nothing."""

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    @property
    def unique(self) -> bool:
        return bool(self.constraints.get("unique"))

    @property
    def decimal_char(self) -> str:
        return str(self.descriptor.get("decimalChar", "."))

    @property
    def group_char(self) -> str:
        return str(self.descriptor.get("groupChar", ""))

    @property
    def bare_number(self) -> bool:
        return bool(self.descriptor.get("bareNumber", True))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Cells of `fields` must stand in `reference_fields` of `resource`; empty: this table."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowRule:
    """What must hold between the cells of one row."""

    id: str
    formula: Formula
    title: Text
    is_warning: bool


@dataclass(frozen=True, slots=True)
class Total:
    """Rows that equal the sum of others: a region over its children, or `total` over `parts`."""

    id: str
    fields: tuple[str, ...]
    over: str
    total: str
    parts: tuple[str, ...]
    """Empty where the parts are the child regions of the code in `over`."""
    tolerance: Decimal
    title: Text
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(field, cell texts): a row that is compared has one of them; empty: every row is."""

    @property
    def by_region(self) -> bool:
        return not self.parts


@dataclass(frozen=True, slots=True)
class Coverage:
    """The regions that each period must have: all that lie in another."""

    over: str
    """The field that holds their codes."""
    of: tuple[str, ...]
    """Codes of regions of which all that lie in them must be there.

    Empty: of each region that has a row of its own.
    """
    level: str
    """The level of those that must be there; empty: that of the codes in `over`."""
    per: tuple[str, ...]
    """The fields that tell one period from another; empty: all other fields of the key."""
    title: Text
    is_warning: bool
