"""Totals: a province equals the sum of its regencies, twelve months equal the year.

A total is judged where all of its parts stand in the table; where some are missing it is not, and the report
says so. Values are added up as whole numbers of their last decimal, so that no rounding comes in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    Failures,
    WholeTable,
)
from statx.registry.regions import Regions
from statx.registry.schema import Field, Total
from statx.registry.vocabulary import CodeSystem
from statx.results.findings import Rule
from statx.tables.canonical import decimal_text
from statx.tables.hashes import Hashes, mixed, text_hashes
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.table import Rows
from statx.texts import Text, count, verbatim

Integers = NDArray[np.int64]

DECIMALS = 6
"""Kept of a number whose schema declares none."""
EXACT = 1 << 51
"""In units of the last decimal: below it, a double times a power of ten rounds to the right one."""
SHOWN = 5000
"""Hints written out; beyond, nobody reads them."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What one block knows of the parts and of the totals. Keys are hashes of (group, what the sum is over)."""

    keys: Hashes
    sums: Integers
    counts: Integers
    total_keys: Hashes
    total_values: Integers
    total_rows: Rows
    expected: Integers
    """Of each total: how many parts it must have."""


@dataclass(frozen=True)
class TotalCheck(Check[Sums]):
    """One field of one declared total."""

    code = "totals"
    title = Text(id="penjumlahan", en="totals")
    total: Total
    field: Field
    group: tuple[str, ...]
    rule: Rule
    regions: Regions | None
    system: CodeSystem

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[Sums]]:
        return [
            cls._of(total, context.schema.field(name), context)
            for total in context.schema.totals
            for name in total.fields
            if context.has(name, total.over)
        ]

    @classmethod
    def _of(cls, total: Total, field: Field, context: CheckContext) -> Check[Sums]:
        group = tuple(
            name for name in context.schema.primary_key if name != total.over and context.has(name)
        )
        coding = context.schema.field(total.over).region
        regions = context.catalog.regions if total.by_region else None
        return cls(
            total,
            field,
            group,
            _rule(total, field),
            regions,
            coding.system if coding else "kemendagri",
        )

    def look(self, block: JudgedBlock) -> BlockResult[Sums]:
        over, values = block.column(self.total.over), block.column(self.field.name)
        if over is None or values is None:
            return BlockResult()
        numbers, there = self._scaled(values)
        group = self._group_hashes(block)
        part_slot, total_slot, expected = self._slots(over)
        is_part = there & over.spread(part_slot != 0)
        is_total = np.flatnonzero(there & over.spread(total_slot != 0))
        keys = group[is_part] + over.spread(part_slot)[is_part]
        return BlockResult(
            summary=Sums(
                *_added(keys, numbers[is_part], np.ones(int(is_part.sum()), np.int64)),
                group[is_total] + over.spread(total_slot)[is_total],
                numbers[is_total],
                block.records(is_total),
                over.spread(expected)[is_total],
            )
        )

    def conclude(self, blocks: Sequence[Sums], table: WholeTable) -> Conclusion:
        if not blocks:
            return Conclusion()
        keys, sums, counts = _added(
            *(
                np.concatenate([getattr(b, name) for b in blocks])
                for name in ("keys", "sums", "counts")
            )
        )
        rows = np.concatenate(
            [start + block.total_rows for start, block in zip(table.starts, blocks, strict=False)]
        )
        values, wanted, expected = (
            np.concatenate([getattr(b, name) for b in blocks])
            for name in ("total_values", "total_keys", "expected")
        )
        at = np.minimum(np.searchsorted(keys, wanted), max(0, len(keys) - 1))
        has_parts = keys[at] == wanted if len(keys) else np.zeros(len(wanted), bool)
        found = np.where(has_parts, counts[at] if len(keys) else 0, 0)
        complete = has_parts & (found == expected)
        rounded = (expected + 1) // 2 + 1 if self._rounds else 0
        differs = complete & (
            np.abs(values - (sums[at] if len(keys) else 0)) > self._tolerance + rounded
        )
        chosen = np.flatnonzero(differs)[np.argsort(rows[differs], kind="stable")]
        failures = Failures(
            self.rule,
            rows[chosen],
            pa.array([self._text(value) for value in values[chosen].tolist()], pa.string()),
            hints=[
                self._hint(value, part)
                for value, part in zip(
                    values[chosen].tolist()[:SHOWN], sums[at[chosen]].tolist(), strict=False
                )
            ],
        )
        remark = self._incomplete(int((has_parts & ~complete).sum()))
        return Conclusion((failures,) if len(failures) else (), remark)

    def _scaled(self, column: JudgedColumn) -> tuple[Integers, NDArray[np.bool_]]:
        """(values in units of the last decimal, whether there is one) by entry."""
        scaled = np.nan_to_num(column.numbers, nan=np.inf) * 10.0**self._decimals
        there = np.abs(scaled) < EXACT
        return column.spread(np.rint(np.where(there, scaled, 0)).astype(np.int64)), column.spread(
            there
        )

    @property
    def _decimals(self) -> int:
        if self.field.type == "integer":
            return 0
        return DECIMALS if self.field.decimals is None else self.field.decimals

    @property
    def _rounds(self) -> bool:
        """Whether values may have more decimals than are kept of them."""
        return self.field.type == "number" and self.field.decimals is None

    @property
    def _tolerance(self) -> int:
        return int(self.total.tolerance * 10**self._decimals)

    def _group_hashes(self, block: JudgedBlock) -> Hashes:
        hashes = np.zeros(block.rows, np.uint64)
        for position, name in enumerate(self.group, start=1):
            column = block.column(name)
            if column is not None:
                hashes += column.spread(mixed(column.hashes, position))
        return hashes

    def _slots(self, over: JudgedColumn) -> tuple[Hashes, Hashes, Integers]:
        """By text of the column summed over: what it is a part of, what it is the total of (0: nothing), its parts."""
        return self._region_slots(over) if self.regions else self._category_slots(over)

    def _category_slots(self, over: JudgedColumn) -> tuple[Hashes, Hashes, Integers]:
        is_part = pc.is_in(over.canonical, value_set=pa.array(self.total.parts, pa.string()))
        is_total = pc.fill_null(pc.equal(over.canonical, self.total.total), False)
        return (
            is_part.to_numpy(zero_copy_only=False).astype(np.uint64),
            is_total.to_numpy(zero_copy_only=False).astype(np.uint64),
            np.full(len(over.texts), len(self.total.parts)),
        )

    def _region_slots(self, over: JudgedColumn) -> tuple[Hashes, Hashes, Integers]:
        assert self.regions is not None  # noqa: S101  the caller looked
        found = [
            self.regions.by_code(code, self.system) if code else None
            for code in over.canonical.to_pylist()
        ]
        children = [len(self.regions.children(region)) if region else 0 for region in found]
        parents = text_hashes(
            pa.array([region.parent if region else "" for region in found], pa.string())
        )
        selves = text_hashes(
            pa.array([region.code if region else "" for region in found], pa.string())
        )
        parents[[not (region and region.parent) for region in found]] = 0
        selves[[not some for some in children]] = 0
        return parents, selves, np.array(children, np.int64)

    def _text(self, scaled: int) -> str:
        return (
            decimal_text(Decimal(scaled).scaleb(-self._decimals)) if self._decimals else str(scaled)
        )

    def _hint(self, value: int, parts: int) -> Text:
        return Text(
            id="jumlah bagiannya {parts}, selisih {gap}",
            en="its parts add up to {parts}, a difference of {gap}",
        ).fill(parts=self._text(parts), gap=self._text(value - parts))

    def _incomplete(self, number: int) -> tuple[Text, ...]:
        if not number:
            return ()
        return (
            Text(
                id=(
                    "{n} angka total {field} tidak dibandingkan, "
                    "karena sebagian rinciannya ({over}) tidak ada dalam berkas."
                ),
                en=(
                    "{n} totals of {field} were not compared, as some of their parts ({over}) are"
                    " not in the file."
                ),
            ).fill(n=count(number), field=self.field.name, over=self.total.over),
        )


def _added(keys: Hashes, sums: Integers, counts: Integers) -> tuple[Hashes, Integers, Integers]:
    """Rows with equal keys added up, keys ascending."""
    if not len(keys):
        return keys, sums, counts
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[first], np.add.reduceat(sums[order], first), np.add.reduceat(counts[order], first)


def _rule(total: Total, field: Field) -> Rule:
    return Rule(
        code=total.id,
        type="total",
        says=Text(
            id="angka total tidak sama dengan jumlah rinciannya",
            en="the total is not the sum of its parts",
        )
        + verbatim(": ")
        + total.title,
        expected=Text(
            id="selisih paling banyak {tolerance}", en="a difference of at most {tolerance}"
        ).fill(tolerance=total.tolerance),
        remedy=Text(
            id="Periksa angka total dan rinciannya; satu di antaranya keliru.",
            en="Check the total and its parts: one of them is wrong.",
        ),
        field=field.name,
        fields=(field.name, total.over),
        why=Text(
            id=(
                "Bila total tidak sama dengan rinciannya, dua orang akan menerbitkan dua angka dari"
                " satu berkas."
            ),
            en=(
                "Where a total is not the sum of its parts, two people publish two figures from one"
                " file."
            ),
        ),
    )


CHECKS: tuple[type[Check[Sums]], ...] = (TotalCheck,)
