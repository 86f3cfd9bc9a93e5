"""Totals: a province equals the sum of its regencies, twelve months equal the year.

A total is judged where all of its parts have a number in the table. Where only some of them have, nothing can be
compared, and a warning names those that are missing. Values are added up as whole numbers of their last decimal, so
that no rounding comes in, whatever their size: what 64 bits could not hold is added up in Python's integers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    Failures,
    WholeTable,
)
from statx.checks.combinations import columns_of, combined_hashes
from statx.checks.exact_sums import (
    KeyedSums,
    Units,
    difference,
    text_of_units,
    units_of_column,
)
from statx.checks.parts import (
    NOWHERE,
    Bits,
    Parts,
    bits_below,
    bits_of,
    numbers_in,
)
from statx.checks.words import totals as words
from statx.registry.schema import Field, Total
from statx.results.findings import Rule
from statx.tables.hashes import Hashes
from statx.tables.judged import JudgedBlock
from statx.tables.table import Rows
from statx.tables.vectorised import Flags
from statx.texts import Text

DECIMALS = 6
"""Kept of a number whose schema declares none."""
HINTED = 5000
"""Failures that get a hint; beyond, nobody reads them."""
NAMED_PARTS = 20
"""Missing parts that a hint names: as many as fit a few lines."""


@dataclass(frozen=True, slots=True)
class TotalRows:
    """The totals of a block or of the table, one a row of it."""

    keys: Hashes
    """Of the group and what is summed over: the key that its parts have too."""
    values: Units
    rows: Rows
    members: Rows
    """Which total each is, as `Parts` numbers them."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What one block knows of the parts and of the totals."""

    parts: KeyedSums
    totals: TotalRows


@dataclass(frozen=True)
class TotalCheck(Check[Sums]):
    """One field of one declared total."""

    code = "totals"
    title = Text(id="penjumlahan", en="totals")
    total: Total
    field: Field
    group: tuple[str, ...]
    """The other fields of the key: totals and parts are compared within the same values of these."""
    parts: Parts
    rule: Rule
    rule_of_missing: Rule

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[Sums]]:
        checks: list[Check[Sums]] = []
        for total in context.schema.totals:
            present = [name for name in total.fields if context.has(name, total.over)]
            checks += [cls._of(total, context.schema.field(name), context) for name in present]
        return checks

    @classmethod
    def _of(cls, total: Total, field: Field, context: CheckContext) -> Check[Sums]:
        key = context.schema.primary_key
        group = tuple(name for name in key if name != total.over and context.has(name))
        parts = _parts_of(total, context)
        return cls(total, field, group, parts, _rule(total, field), _rule_of_missing(total, field))

    def look(self, block: JudgedBlock) -> BlockResult[Sums]:
        over = block.column(self.total.over)
        column = block.column(self.field.name)
        if over is None or column is None:
            return BlockResult()

        units_by_text, number_by_text = units_of_column(column, self._decimals)
        units = column.spread(units_by_text)
        has_number = column.spread(number_by_text)
        group = combined_hashes(columns_of(block, self.group), block.rows)

        member = over.spread(self.parts.numbers_of(over))
        part_of = self.parts.part_of[member]
        total = self.parts.total[member]
        is_part = has_number & (part_of != NOWHERE)
        is_total = np.flatnonzero(has_number & (total != NOWHERE))

        present = bits_of(self.parts.order[member[is_part]], self.parts.words())
        parts = KeyedSums.of(group[is_part] + part_of[is_part], units[is_part], present)
        totals = TotalRows(
            group[is_total] + total[is_total],
            units[is_total],
            block.records(is_total),
            member[is_total],
        )
        return BlockResult(summary=Sums(parts, totals))

    def conclude(self, summaries: Sequence[Sums], table: WholeTable) -> Conclusion:
        if not summaries:
            return Conclusion()
        parts = KeyedSums.joined([block.parts for block in summaries])
        totals = _in_file_order([block.totals for block in summaries], table.starts)
        if not len(parts.keys) or not len(totals.keys):
            return Conclusion()

        # A total of which no part is in the table is no total there.
        at = np.minimum(np.searchsorted(parts.keys, totals.keys), len(parts.keys) - 1)
        has_parts = parts.keys[at] == totals.keys
        required = bits_below(self.parts.counts()[totals.members], self.parts.words())
        missing = required & ~parts.present[at]
        is_complete = ~missing.any(axis=1)

        differs = has_parts & is_complete & self._differs(totals, parts.sums[at])
        incomplete = np.flatnonzero(has_parts & ~is_complete)
        failures = (
            self._differences(totals, parts.sums[at], np.flatnonzero(differs)),
            self._not_compared(totals, missing[incomplete], incomplete),
        )
        return Conclusion(tuple(each for each in failures if len(each)))

    @property
    def _decimals(self) -> int:
        if self.field.type == "integer":
            return 0
        return DECIMALS if self.field.decimals is None else self.field.decimals

    def _differs(self, totals: TotalRows, sums: Units) -> Flags:
        """Which totals differ from these sums by more than is allowed."""
        allowed = int(self.total.tolerance * 10**self._decimals)
        gaps = np.abs(difference(totals.values, sums))
        differs: Flags = (gaps > allowed + self._rounding(totals)).astype(bool)
        return differs

    def _rounding(self, totals: TotalRows) -> Rows:
        """What rounding may have cost each: half a unit for the total itself and for each of its parts, in units.

        Numbers whose schema declares their decimals were not rounded.
        """
        counts = self.parts.counts()[totals.members]
        if self.field.type != "number" or self.field.decimals is not None:
            return np.zeros_like(counts)
        return (counts + 1) // 2 + 1

    def _differences(self, totals: TotalRows, sums: Units, at: Rows) -> Failures:
        cells = [self._text(value) for value in totals.values[at].tolist()]
        shown = at[:HINTED]
        pairs = zip(totals.values[shown].tolist(), sums[shown].tolist(), strict=True)
        hints = [
            words.DIFFERENCE.fill(parts=self._text(parts), gap=self._text(value - parts))
            for value, parts in pairs
        ]
        return Failures(self.rule, totals.rows[at], pa.array(cells, pa.string()), hints=hints)

    def _not_compared(self, totals: TotalRows, missing: Bits, at: Rows) -> Failures:
        cells = [self._text(value) for value in totals.values[at].tolist()]
        members = totals.members[at[:HINTED]].tolist()
        hints = [self._missing(*pair) for pair in zip(members, missing, strict=False)]
        return Failures(
            self.rule_of_missing, totals.rows[at], pa.array(cells, pa.string()), hints=hints
        )

    def _missing(self, member: int, missing: Bits) -> Text:
        names = self.parts.names[member]
        absent = [names[number] for number in numbers_in(missing)]
        shown = ", ".join(absent[:NAMED_PARTS])
        if len(absent) > NAMED_PARTS:
            shown += ", …"
        return words.MISSING.fill(n=len(absent), parts=shown)

    def _text(self, units: int) -> str:
        return text_of_units(units, self._decimals)


def _parts_of(total: Total, context: CheckContext) -> Parts:
    if not total.by_region:
        return Parts.of_categories(total.total, total.parts)
    coding = context.schema.field(total.over).region
    return Parts.of_regions(context.catalog.regions, coding.system if coding else "kemendagri")


def _rule(total: Total, field: Field) -> Rule:
    rule = words.TOTAL.rule(total.id, title=total.title, tolerance=total.tolerance)
    return replace(rule, field=field.name, fields=(field.name, total.over))


def _rule_of_missing(total: Total, field: Field) -> Rule:
    rule = words.RULES["missing-parts"].rule("missing-parts", title=total.title, over=total.over)
    return replace(rule, field=field.name, fields=(field.name, total.over))


def _in_file_order(blocks: Sequence[TotalRows], starts: Rows) -> TotalRows:
    """The totals of all blocks, their rows counted in the table."""
    rows = [start + block.rows for start, block in zip(starts, blocks, strict=False)]
    totals = TotalRows(
        np.concatenate([block.keys for block in blocks]),
        np.concatenate([block.values for block in blocks]),
        np.concatenate(rows),
        np.concatenate([block.members for block in blocks]),
    )
    order = np.argsort(totals.rows, kind="stable")
    return TotalRows(
        totals.keys[order], totals.values[order], totals.rows[order], totals.members[order]
    )


CHECKS: tuple[type[Check[Sums]], ...] = (TotalCheck,)
