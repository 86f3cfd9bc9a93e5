"""Totals: a province equals the sum of its regencies, twelve months equal the year.

A total is judged where all of its parts have a number in the table. Where only some of them have,
nothing can be compared, and a warning names those that are missing. Values are added up as whole
numbers of their last decimal, so that no rounding comes in, whatever their size: what 64 bits
could not hold is added up in Python's integers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    found_keys,
    text_of_units,
    units_of_column,
)
from statx.checks.parts import (
    NOWHERE,
    Bits,
    Parts,
    bits_below,
    numbers_in,
)
from statx.checks.words import totals as words
from statx.registry.fields import Field, Total
from statx.results.findings import Rule
from statx.tables.hashes import Hashes
from statx.tables.judged import JudgedBlock
from statx.tables.table import Rows
from statx.tables.vectorised import Flags
from statx.texts import Text, number

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


@dataclass(frozen=True, slots=True)
class _Rows:
    """What a block says of each of its rows."""

    group: Hashes
    member: Rows
    units: Units
    has_number: Flags


@dataclass(frozen=True)
class TotalCheck(Check[Sums]):
    """One field of one declared total."""

    code = "totals"
    title = Text(
        id="uji kesesuaian jumlah",
        en="totals",
    )
    total: Total
    field: Field
    group: tuple[str, ...]
    """The other fields of the key.

    Totals and parts are compared within the same values of these.
    """
    parts: Parts
    rule: Rule
    rule_of_missing: Rule

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[Sums]]:
        for total in context.schema.totals:
            for name in total.fields:
                if context.has(name, total.over):
                    field = context.schema.field(name)
                    yield cls._of(
                        total,
                        field,
                        context,
                    )

    @classmethod
    def _of(cls, total: Total, field: Field, context: CheckContext) -> Check[Sums]:
        key = context.schema.primary_key
        others = [name for name in key if name != total.over]
        return cls(
            total,
            field,
            group=tuple(name for name in others if context.has(name)),
            parts=parts_of(total, context),
            rule=_rule(total, field),
            rule_of_missing=_rule_of_missing(total, field),
        )

    def look(self, block: JudgedBlock) -> BlockResult[Sums]:
        over = block.column(self.total.over)
        column = block.column(self.field.name)
        if over is None or column is None:
            return BlockResult()

        units_by_text, number_by_text = units_of_column(column, self._decimals)
        member = self.parts.numbers_of(over)
        rows = _Rows(
            group=combined_hashes(columns_of(block, self.group), block.rows),
            member=over.spread(member),
            units=column.spread(units_by_text),
            has_number=column.spread(number_by_text) & meant_rows(self.total, block),
        )
        sums = Sums(self._parts(rows), self._totals(rows, block))
        return BlockResult(summary=sums)

    def conclude(self, summaries: Sequence[Sums], table: WholeTable) -> Conclusion:
        if not summaries:
            return Conclusion()
        parts = KeyedSums.joined([block.parts for block in summaries])
        totals = _in_file_order([block.totals for block in summaries], table.starts)
        if not len(parts.keys) or not len(totals.keys):
            return Conclusion()

        # A total of which no part is in the table is a number as any other.
        at, has_parts = found_keys(totals.keys, parts.keys)
        counts = self.parts.counts[totals.members]
        required = bits_below(counts, self.parts.words())
        missing = required & ~parts.present[at]
        is_complete = ~missing.any(axis=1)

        sums = parts.sums[at]
        differs = has_parts & is_complete & self._differs(totals, sums)
        incomplete = has_parts & ~is_complete
        failures = []
        if differs.any():
            failures.append(
                self._differences(
                    totals,
                    sums,
                    np.flatnonzero(differs),
                )
            )
        if incomplete.any():
            failures.append(
                self._not_compared(
                    totals,
                    missing,
                    np.flatnonzero(incomplete),
                )
            )
        return Conclusion(tuple(failures))

    def _parts(self, rows: _Rows) -> KeyedSums:
        """The parts of a block, added up."""
        part_of = self.parts.part_of[rows.member]
        is_part = rows.has_number & (part_of != NOWHERE)

        keys = rows.group + part_of
        present = self.parts.bits()[rows.member[is_part]]
        return KeyedSums.of(
            keys[is_part],
            rows.units[is_part],
            present,
        )

    def _totals(self, rows: _Rows, block: JudgedBlock) -> TotalRows:
        """The totals of a block."""
        total = self.parts.total[rows.member]
        is_total = rows.has_number & (total != NOWHERE)
        entries = np.flatnonzero(is_total)

        keys = rows.group + total
        return TotalRows(
            keys[entries],
            rows.units[entries],
            block.records(entries),
            rows.member[entries],
        )

    @property
    def _decimals(self) -> int:
        if self.field.type == "integer":
            return 0
        return DECIMALS if self.field.decimals is None else self.field.decimals

    def _differs(self, totals: TotalRows, sums: Units) -> Flags:
        """Which totals differ from these sums by more than is allowed."""
        tolerance = int(self.total.tolerance * 10**self._decimals)
        allowed = tolerance + self._rounding(totals)

        gaps = np.abs(difference(totals.values, sums))
        differs: Flags = (gaps > allowed).astype(bool)
        return differs

    def _rounding(self, totals: TotalRows) -> Rows:
        """What rounding may have cost each, in units: half a one for itself and for each part.

        Numbers whose schema declares their decimals were not rounded.
        """
        counts = self.parts.counts[totals.members]
        if self.field.type != "number" or self.field.decimals is not None:
            return np.zeros_like(counts)
        return (counts + 1) // 2 + 1

    def _differences(self, totals: TotalRows, sums: Units, at: Rows) -> Failures:
        values = totals.values[at].tolist()
        pairs = zip(
            values[:HINTED],
            sums[at].tolist(),
            strict=False,
        )
        hints = []
        for value, parts in pairs:
            hint = words.DIFFERENCE.fill(
                parts=number(self._text(parts)),
                gap=number(self._text(value - parts)),
            )
            hints.append(hint)
        return Failures(
            self.rule,
            totals.rows[at],
            self._cells(values),
            hints=hints,
        )

    def _not_compared(self, totals: TotalRows, missing: Bits, at: Rows) -> Failures:
        values = totals.values[at].tolist()
        hints = []
        for total in at[:HINTED].tolist():
            member = int(totals.members[total])
            hints.append(self._missing(member, missing[total]))
        return Failures(
            self.rule_of_missing,
            totals.rows[at],
            self._cells(values),
            hints=hints,
        )

    def _missing(self, member: int, missing: Bits) -> Text:
        """The parts of a total that have no number, by name."""
        names = self.parts.names[member]
        absent = [names[number] for number in numbers_in(missing)]
        shown = ", ".join(absent[:NAMED_PARTS])
        if len(absent) > NAMED_PARTS:
            shown += ", …"
        return words.MISSING.fill(
            n=len(absent),
            parts=shown,
        )

    def _cells(self, values: list[int]) -> pa.Array:
        texts = [self._text(value) for value in values]
        return pa.array(texts, pa.string())

    def _text(self, units: int) -> str:
        return text_of_units(units, self._decimals)


def meant_rows(total: Total, block: JudgedBlock) -> Flags:
    """Which rows have what a total is restricted to. shape: (rows,)"""
    meant = np.ones(block.rows, bool)
    for name, texts in total.where:
        column = block.column(name)
        if column is None:
            return np.zeros(block.rows, bool)

        has_one = [text in texts for text in column.canonical.to_pylist()]
        meant &= column.spread(np.array(has_one, bool))
    return meant


def parts_of(total: Total, context: CheckContext) -> Parts:
    """What a declared total is the sum of."""
    if not total.by_region:
        return Parts.of_categories(total.total, total.parts)
    coding = context.schema.field(total.over).region
    return Parts.of_regions(context.catalog.regions, coding.system if coding else "kemendagri")


def _rule(total: Total, field: Field) -> Rule:
    rule = words.TOTAL.rule(
        total.id,
        title=total.title,
        tolerance=number(total.tolerance),
    )
    return replace(
        rule,
        field=field.name,
        fields=(field.name, total.over),
    )


def _rule_of_missing(total: Total, field: Field) -> Rule:
    rule = words.RULES["missing-parts"].rule(
        "missing-parts",
        title=total.title,
        over=total.over,
    )
    return replace(
        rule,
        field=field.name,
        fields=(field.name, total.over),
    )


def _in_file_order(blocks: Sequence[TotalRows], starts: Rows) -> TotalRows:
    """The totals of all blocks, their rows counted in the table."""
    in_table = []
    for start, block in zip(
        starts,
        blocks,
        strict=False,
    ):
        in_table.append(start + block.rows)

    rows = np.concatenate(in_table)
    order = np.argsort(rows, kind="stable")
    keys = np.concatenate([block.keys for block in blocks])
    values = np.concatenate([block.values for block in blocks])
    members = np.concatenate([block.members for block in blocks])
    return TotalRows(
        keys[order],
        values[order],
        rows[order],
        members[order],
    )


CHECKS: tuple[type[Check[Sums]], ...] = (TotalCheck,)
