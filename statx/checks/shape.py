"""The shape of records: blank, too long or too short; and columns of a type that cannot hold their field's values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from statx.checks.cells import as_cells
from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    Failures,
    WholeTable,
    failures_at,
)
from statx.registry.schema import Field
from statx.results.findings import Rule
from statx.tables.canonical import arrow_type
from statx.tables.judged import JudgedBlock
from statx.texts import Text

BLANK_ROW = Rule(
    "blank-row",
    "blank-row",
    Text(id="baris ini kosong sama sekali", en="this row is completely blank"),
    Text(id="sebuah rekaman", en="a record"),
    Text(id="Hapus baris kosongnya.", en="Remove the blank row."),
    why=Text(
        id=(
            "Sebagian program menghitung baris kosong sebagai rekaman, sebagian melewatinya: jumlah"
            " barisnya jadi berbeda."
        ),
        en=(
            "Some programs count a blank row as a record and some skip it: two readers count"
            " differently."
        ),
    ),
)
EXTRA_CELL = Rule(
    "extra-cell",
    "extra-cell",
    Text(
        id="baris ini memuat lebih banyak sel daripada tajuknya",
        en="this row has more cells than the header",
    ),
    Text(id="{n} sel", en="{n} cells"),
    Text(
        id="Apit sel yang memuat pemisah dengan tanda kutip, atau hapus pemisah yang berlebih.",
        en="Put quotes around cells that hold a delimiter, or remove the delimiters too many.",
    ),
    why=Text(
        id=(
            "Biasanya ada pemisah di dalam sebuah nilai, dan semua nilai sesudahnya bergeser ke"
            " kolom yang salah."
        ),
        en=(
            "Usually a value holds a delimiter, and everything behind it has slipped into the wrong"
            " column."
        ),
    ),
)
MISSING_CELL = Rule(
    "missing-cell",
    "missing-cell",
    Text(
        id="selnya tidak ada: baris ini terlalu pendek",
        en="the cell is not there: the row is too short",
    ),
    Text(id="sebuah sel", en="a cell"),
    Text(
        id="Lengkapi baris itu sampai kolom terakhir.", en="Complete the row up to the last column."
    ),
    why=Text(
        id=(
            "Baris yang terpotong sering berarti berkasnya terpotong, atau nilainya bergeser ke"
            " kolom lain."
        ),
        en=(
            "A row cut short often means a file cut short, or values that slipped into other"
            " columns."
        ),
    ),
)


@dataclass(frozen=True)
class ShapeCheck(Check[None]):
    """Every record has as many cells as the header, and is not blank."""

    code = "shape"
    title = Text(id="bentuk setiap baris", en="the shape of each row")
    names: tuple[str, ...]

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        return [cls(context.present)]

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        blank = block.records(block.blank)
        found = [failures_at(BLANK_ROW, block, block.blank)] if len(blank) else []
        found += self._extra(block, blank.tolist())
        found += self._short(block, set(blank.tolist()))
        return BlockResult(tuple(found))

    def _extra(self, block: JudgedBlock, blank: list[int]) -> list[Failures]:
        extra = [cell for cell in block.extra if cell.row not in blank]
        if not extra:
            return []
        rows, positions = (
            np.array([cell.row for cell in extra]),
            np.array([cell.position for cell in extra]),
        )
        return [
            Failures(
                _of_width(len(self.names)), rows, as_cells([cell.text for cell in extra]), positions
            )
        ]

    def _short(self, block: JudgedBlock, blank: set[int]) -> list[Failures]:
        by_position: dict[int, list[int]] = {}
        for row, cells in block.short:
            for position in range(cells, len(self.names)) if row not in blank else ():
                by_position.setdefault(position, []).append(row)
        return [
            Failures(
                _of_field(MISSING_CELL, self.names[position]),
                np.array(rows),
                None,
                np.full(len(rows), position + 1),
            )
            for position, rows in by_position.items()
        ]


def _of_width(cells: int) -> Rule:
    return replace(EXTRA_CELL, expected=EXTRA_CELL.expected.fill(n=cells))


def _of_field(rule: Rule, name: str) -> Rule:
    return replace(rule, field=name)


@dataclass(frozen=True)
class ColumnTypeCheck(Check[None]):
    """The typed columns of a file can hold the fields' values; where one cannot, it is said once for all rows."""

    code = "type-mismatch"
    title = Text(id="tipe kolom", en="column types")
    rule: Rule

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        return [
            cls(_type_rule(context.schema.field(label), found))
            for label, found in context.wrong_types.items()
        ]

    def look(self, block: JudgedBlock) -> BlockResult[None]:  # noqa: ARG002  nothing to see in the cells
        return BlockResult()

    def conclude(self, summaries: Sequence[None], table: WholeTable) -> Conclusion:  # noqa: ARG002
        return Conclusion((Failures(self.rule, np.array([-1])),))


def _type_rule(field: Field, found: str) -> Rule:
    return Rule(
        "type-mismatch",
        "type-mismatch",
        Text(
            id=(
                "kolom ini bertipe {found}, yang tidak dapat memuat nilainya; isinya tidak"
                " diperiksa"
            ),
            en=(
                "this column is of type {found}, which cannot hold its values; its cells were not"
                " judged"
            ),
        ).fill(found=found),
        Text(id="kolom bertipe {kind}", en="a column of type {kind}").fill(
            kind=str(arrow_type(field))
        ),
        Text(
            id="Buat berkasnya dengan: statx convert, yang memberi tipe menurut skema.",
            en="Make the file with statx convert, which gives types by the schema.",
        ),
        field=field.name,
        why=Text(
            id=(
                "Nilai dalam tipe yang salah sudah berubah: kode kehilangan nol di depan, angka"
                " panjang kehilangan digit."
            ),
            en=(
                "Values in the wrong type have changed already: codes lose leading zeros, long"
                " numbers lose digits."
            ),
        ),
    )


CHECKS: tuple[type[Check[None]], ...] = (ColumnTypeCheck, ShapeCheck)
