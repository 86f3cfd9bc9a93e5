"""The figures of a block: what each is, whether it is shown, and whether it is withheld on purpose.

A cell that is not shown is open: nobody outside knows it. It is withheld where it bears the mark of
the schema; where the schema names no mark, any gap may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.check import CheckContext
from statx.checks.exact_sums import Units, units_of_column
from statx.registry.disclosure import TableDisclosure
from statx.registry.fields import Field
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.vectorised import Flags

DECIMALS = 6
"""Kept of a number whose schema declares none."""


@dataclass(frozen=True)
class Figures:
    """The figures of one field of a block, an entry each. shape of all: (rows,)"""

    units: Units
    """In units of the last decimal; 0 where none is shown."""
    shown: Flags
    withheld: Flags


@dataclass(frozen=True)
class FigureReader:
    """Reads the figures of a field."""

    field: Field
    marks: tuple[str, ...] | None
    """Cell texts that say that a figure is withheld; None: every missing value."""

    @classmethod
    def of(cls, field: Field, declared: TableDisclosure | None) -> FigureReader:
        return cls(field, declared.suppressed if declared else None)

    def read(self, block: JudgedBlock) -> Figures | None:
        """Those of a block; None where it has no such column."""
        column = block.column(self.field.name)
        if column is None:
            return None

        units, shown = units_of_column(column, decimals_of(self.field))
        units = np.where(
            shown,
            units,
            0,
        )
        withheld = self._withheld(column)
        by_row = Figures(
            column.spread(units),
            column.spread(shown),
            column.spread(withheld),
        )

        # A blank row is no row of the table.
        if len(block.blank):
            by_row.withheld[block.blank] = False

        return by_row

    def _withheld(self, column: JudgedColumn) -> Flags:
        """By text."""
        if self.marks is None:
            return column.missing.copy()

        marks = pa.array(self.marks, pa.string())
        is_mark = pc.is_in(column.texts, value_set=marks)
        flags: Flags = is_mark.to_numpy(zero_copy_only=False) & column.missing

        return flags


def figure_readers(context: CheckContext, names: Sequence[str]) -> dict[str, FigureReader]:
    """Those of these fields."""
    declared = context.schema.disclosure
    return {name: FigureReader.of(context.schema.field(name), declared) for name in names}


def decimals_of(its_field: Field) -> int:
    """The decimals in which a field's figures are counted."""
    if its_field.type == "integer":
        return 0

    return DECIMALS if its_field.decimals is None else its_field.decimals
