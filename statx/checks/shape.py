"""The shape of records, and the types of columns.

A record may be blank, too long or too short; a typed column may be unable to hold its field's
values.
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
    failure_of_table,
    failures_at,
)
from statx.checks.words.shape import RULES
from statx.registry.fields import Field
from statx.results.findings import Rule
from statx.tables.canonical import arrow_type
from statx.tables.judged import JudgedBlock
from statx.tables.table import Rows
from statx.texts import Text

BLANK_ROW = RULES["blank-row"].rule("blank-row")


@dataclass(frozen=True)
class ColumnTypeCheck(Check[None]):
    """The typed columns of a file can hold the fields' values.

    Where one cannot, it is said once for all rows.
    """

    code = "type-mismatch"
    title = Text(
        id="tipe kolom",
        en="column types",
    )
    rule: Rule

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[None]]:
        for label, type_ in context.wrong_types.items():
            field = context.schema.field(label)
            yield cls(_type_rule(field, type_))

    def look(self, block: JudgedBlock) -> BlockResult[None]:  # noqa: ARG002  nothing to see in the cells
        return BlockResult()

    def conclude(self, summaries: Sequence[None], table: WholeTable) -> Conclusion:  # noqa: ARG002  no row is to blame
        return Conclusion((failure_of_table(self.rule),))


@dataclass(frozen=True)
class ShapeCheck(Check[None]):
    """Every record has as many cells as the header, and is not blank."""

    code = "shape"
    title = Text(
        id="bentuk setiap baris",
        en="the shape of each row",
    )
    names: tuple[str, ...]

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        return [cls(context.present)]

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        blank = block.records(block.blank)
        failures = []
        if len(blank):
            of_blank = failures_at(BLANK_ROW, block, block.blank)
            failures.append(of_blank)

        # A blank row is said once, whatever its length.
        failures += self._too_long(block, blank)
        failures += self._too_short(block, blank)
        return BlockResult(tuple(failures))

    def _too_long(self, block: JudgedBlock, blank: Rows) -> list[Failures]:
        extra = block.extra
        if extra is None:
            return []

        rule = RULES["extra-cell"].rule("extra-cell", n=len(self.names))
        failures = Failures(
            rule,
            extra.rows,
            extra.texts,
            extra.positions,
        )
        if not len(blank):
            return [failures]

        told = ~np.isin(extra.rows, blank)
        told_failures = replace(
            failures,
            rows=extra.rows[told],
            cells=extra.texts.filter(pa.array(told)),
            positions=extra.positions[told],
        )
        return [told_failures] if told.any() else []

    def _too_short(self, block: JudgedBlock, blank: Rows) -> list[Failures]:
        short = block.short
        if short is None:
            return []

        told = ~np.isin(short.rows, blank)
        rows = short.rows[told]
        cells = short.cells[told]
        if not len(rows):
            return []

        failures = []
        most = cells.max()
        for position in range(int(cells.min()), len(self.names)):
            # Behind the longest of them all lack the cell: the same rows, and no copy of them.
            without = rows if position >= most else rows[cells <= position]
            failures.append(self._missing(position, without))

        return failures

    def _missing(self, position: int, rows: Rows) -> Failures:
        rule = RULES["missing-cell"].rule("missing-cell")
        rule = replace(rule, field=self.names[position])
        positions = np.broadcast_to(np.int64(position + 1), len(rows))
        return Failures(rule, rows, positions=positions)


def _type_rule(field: Field, type_: str) -> Rule:
    rule = RULES["type-mismatch"].rule(
        "type-mismatch",
        found=type_,
        kind=str(arrow_type(field)),
    )
    return replace(rule, field=field.name)


CHECKS: tuple[type[Check[None]], ...] = (ColumnTypeCheck, ShapeCheck)
