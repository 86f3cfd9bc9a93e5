"""Foreign keys: what a cell refers to stands in its code list, or in another resource.

The verdict is one per distinct value. A reference that cannot be found at all is an error of its
own, said once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.check import (
    NO_ROWS,
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    WholeTable,
    entries_of,
    failure_of_table,
    failures_at,
)
from statx.checks.combinations import columns_of, distinct_combinations, key_cells
from statx.checks.hints import NEAR_VALUE, did_you_mean, near_region
from statx.checks.words import references as words
from statx.registry.fields import Field, ForeignKey
from statx.registry.near_words import NearWords
from statx.registry.regions import Regions
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.table import Rows
from statx.texts import Text

Values = frozenset[tuple[str | None, ...]]

NOTED = 5000
"""Failures that get a note of their own: as many as any list shows."""


@dataclass(frozen=True)
class ForeignKeyCheck(Check[None]):
    """One foreign key against the values it refers to."""

    code = "foreign-key"
    title = Text(
        id="kunci asing ke {resource}",
        en="foreign keys to {resource}",
    )
    key: ForeignKey
    known: Values
    rule: Rule
    fields: tuple[Field, ...]
    regions: Regions | None
    """Where the values are region codes."""
    name_column: int | None
    """The column of the names beside them, from 0."""
    is_public: bool
    """Whether the values referred to are public.

    Those of data that is not must not stand in a report.
    """

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[None]]:
        for key in context.schema.foreign_keys:
            if context.has(*key.fields):
                yield cls._of(key, context)

    @classmethod
    def _of(cls, key: ForeignKey, context: CheckContext) -> Check[None]:
        fields = tuple(context.schema.field(name) for name in key.fields)
        known = context.references.values(
            key.resource,
            key.reference_fields,
            fields,
        )
        if known is None:
            return MissingReferenceCheck(key)

        regions = context.catalog.regions if fields[0].region else None
        rule = _rule(key, fields)
        is_public = context.references.is_public(key.resource)
        if not is_public:
            rule = replace(rule, confidential=True)  # a hint would say its values
        name_column = _name_column(key, context)
        return cls(
            key,
            known,
            rule,
            fields,
            regions,
            name_column,
            is_public,
        )

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        columns = columns_of(block, self.key.fields)
        is_composite = len(columns) > 1
        unknown = self._unknown_tuples(columns) if is_composite else self._unknown(columns[0])
        if not len(unknown):
            return BlockResult()

        failures = failures_at(
            self.rule,
            block,
            unknown,
            self.key.fields[0],
        )
        cells = failures.cells
        if is_composite:
            entries = entries_of(block, failures.rows)
            cells = _joined_cells(columns, entries)

        failures = replace(
            failures,
            cells=cells,
            notes=_notes(self.key, cells),
        )
        return BlockResult((failures,))

    @property
    def full_title(self) -> Text:
        return self.title.fill(resource=_resource_of(self.key))

    @property
    def hint_column(self) -> int | None:
        return self.name_column

    def hint(self, rule: Rule, cell: str | None, beside: str) -> Text | None:  # noqa: ARG002  it has one rule
        if cell is None:
            return None
        coding = self.fields[0].region
        if self.regions is not None and coding is not None:
            return near_region(
                cell,
                beside,
                coding,
                self.regions,
            )
        if not self.is_public or len(self.key.fields) > 1:
            return None

        near = self._near_values.nearest(cell.strip(), NEAR_VALUE)
        return did_you_mean(near) if near else None

    @cached_property
    def _near_values(self) -> NearWords:
        values = frozenset(value[0] for value in self.known if value[0])
        return NearWords(values)

    def _unknown(self, column: JudgedColumn) -> Rows:
        """The entries whose value is not among those known."""
        is_known = pc.is_in(column.keys, value_set=self._known_texts)
        unknown = pc.invert(is_known).to_numpy(zero_copy_only=False)
        unknown |= column.unequal
        unknown &= ~column.valueless
        if not unknown.any():
            return NO_ROWS

        texts = np.flatnonzero(unknown)
        return column.rows_of(texts.tolist())

    def _unknown_tuples(self, columns: list[JudgedColumn]) -> Rows:
        """The same for several fields: one verdict per distinct combination."""
        number_of_row, first = distinct_combinations(columns)
        parts = []
        for column in columns:
            cells = key_cells(column, first)
            parts.append(cells.to_pylist())

        values = zip(*parts, strict=True)
        unknown = np.array([self._is_unknown(value) for value in values], bool)
        by_row = unknown[number_of_row]

        # Not a number is found nowhere.
        for column in columns:
            by_row |= column.spread(column.unequal)

        return np.flatnonzero(by_row)

    def _is_unknown(self, value: tuple[str | None, ...]) -> bool:
        """Whether it refers to nothing; a key that is wholly empty refers to nothing on purpose."""
        has_value = any(part is not None for part in value)
        return has_value and value not in self.known

    @cached_property
    def _known_texts(self) -> pa.Array:
        texts = [value[0] for value in self.known if value[0] is not None]
        return pa.array(texts, pa.string())


@dataclass(frozen=True)
class MissingReferenceCheck(Check[None]):
    """A foreign key to nowhere: said once, and never a silent pass."""

    code = "reference-error"
    title = ForeignKeyCheck.title
    key: ForeignKey

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:  # noqa: ARG003  the foreign keys plan it
        return ()

    def look(self, block: JudgedBlock) -> BlockResult[None]:  # noqa: ARG002  no cell can be judged
        return BlockResult()

    def conclude(self, summaries: Sequence[None], table: WholeTable) -> Conclusion:  # noqa: ARG002  no row is to blame
        names = ", ".join(self.key.fields)
        rule = words.RULES[self.code].rule(
            self.code,
            resource=self.key.resource,
            names=names,
        )
        rule = replace(rule, fields=self.key.fields)
        return Conclusion((failure_of_table(rule),))


def _rule(key: ForeignKey, fields: tuple[Field, ...]) -> Rule:
    names = ", ".join(key.reference_fields)
    rule = words.RULES["foreign-key"].rule(
        "foreign-key",
        resource=_resource_of(key),
        names=names,
    )
    if fields[0].region:
        rule = replace(rule, remedy=words.FIND_REGION)
    if len(key.fields) == 1:
        rule = replace(rule, field=key.fields[0])

    return replace(
        rule,
        fields=key.fields,
        reference=(key.resource, key.reference_fields),
    )


def _name_column(key: ForeignKey, context: CheckContext) -> int | None:
    """The column of the names that stand beside the codes."""
    for position, name in enumerate(context.present):
        if name in context.schema.names and context.schema.field(name).name_of == key.fields[0]:
            return position
    return None


def _resource_of(key: ForeignKey) -> str | Text:
    return key.resource or words.ITSELF


def _joined_cells(columns: list[JudgedColumn], entries: Rows) -> pa.Array:
    """The cells of these entries, `13, Kota Padang`."""
    cells = [column.cells_at(entries) for column in columns]
    return pc.binary_join_element_wise(
        *cells,
        ", ",
        null_handling="replace",
        null_replacement="",
    )


def _notes(key: ForeignKey, cells: pa.Array | None) -> Sequence[str]:
    """As Frictionless words it; only of as many as any list shows."""
    if cells is None:
        return ()

    ours = ", ".join(key.fields)
    theirs = ", ".join(key.reference_fields)
    where = f'not found in the lookup table "{key.resource}" as "{theirs}"'

    noted = cells.slice(0, NOTED)
    return [f'for "{ours}": values "{cell}" {where}' for cell in noted.to_pylist()]


CHECKS: tuple[type[Check[None]], ...] = (ForeignKeyCheck,)
