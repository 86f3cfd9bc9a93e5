"""Keys: a primary key is whole and stands once, a unique field or key stands once.

Every block gives one 64-bit hash of the key's value a record. Equal hashes are only candidates: their records are
read once more, and the values themselves are compared before anything is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pyarrow as pa

from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    Failures,
    WholeTable,
    failures_at,
)
from statx.results.findings import Rule
from statx.tables.hashes import Hashes, mixed
from statx.tables.judged import NO_VALUE, JudgedBlock, JudgedColumn
from statx.tables.table import Rows
from statx.tables.vectorised import Flags
from statx.texts import Text


@dataclass(frozen=True)
class UniquenessCheck(Check[Hashes]):
    """No two records have the same value in `names`."""

    summarises_hashes = True
    names: tuple[str, ...]
    rule: Rule

    def look(self, block: JudgedBlock) -> BlockResult[Hashes]:
        hashes = self._hashes(block)
        if block.order is not None:
            hashes = hashes[np.argsort(block.order)]
        return BlockResult(self._incomplete(block), hashes)

    def conclude(self, summaries: Sequence[Hashes], table: WholeTable) -> Conclusion:  # noqa: ARG002  kept by who looked
        candidates = table.repeated()
        if not len(candidates):
            return Conclusion()
        again, earlier = self._compared(candidates, table)
        numbers = [table.number_of(row) for row in earlier]
        notes = [f"the same as in the row at position {number}" for number in numbers]
        hints = [
            Text(id="sama dengan baris {n}", en="the same as row {n}").fill(n=number)
            for number in numbers[:5000]
        ]
        return Conclusion(
            (Failures(self.rule, again, notes=notes, hints=hints),) if len(again) else ()
        )

    def _incomplete(self, block: JudgedBlock) -> tuple[Failures, ...]:  # noqa: ARG002
        """Records that must have a value and have none."""
        return ()

    def _hashes(self, block: JudgedBlock) -> Hashes:
        """The hash of the key by entry; NO_VALUE where it is not to be compared."""
        columns = self._columns(block)
        by_column = [
            column.spread(mixed(column.hashes, at)) for at, column in enumerate(columns, start=1)
        ]
        valueless, unequal = (
            [column.valueless for column in columns],
            [column.unequal for column in columns],
        )
        hashes = reduce(np.add, by_column) if len(by_column) > 1 else by_column[0].copy()
        hashes[hashes == NO_VALUE] = np.uint64(1)
        if any(flags.any() for flags in valueless):
            nothing = [
                column.spread(flags) for column, flags in zip(columns, valueless, strict=True)
            ]
            hashes[self._left_out(nothing)] = NO_VALUE
        for column, flags in zip(columns, unequal, strict=True):
            if flags.any():
                hashes[column.spread(flags)] = NO_VALUE
        return hashes

    def _left_out(self, nothing: list[Flags]) -> Flags:
        """A null collides with nothing."""
        left_out: Flags = np.logical_or.reduce(nothing)
        return left_out

    def _columns(self, block: JudgedBlock) -> list[JudgedColumn]:
        return [column for name in self.names if (column := block.column(name)) is not None]

    def _compared(self, candidates: Rows, table: WholeTable) -> tuple[Rows, list[int]]:
        """(the candidates whose very value stood before, the row in which it stood last)."""
        last: dict[tuple[str | None, ...], int] = {}
        again, earlier = [], []
        for rows, values in table.reread(candidates, self.names, self._values):
            for row, value in zip(rows.tolist(), values, strict=True):
                if value in last:
                    again.append(row)
                    earlier.append(last[value])
                last[value] = row
        return np.array(again, np.int64), earlier

    def _values(self, block: JudgedBlock, rows: Rows) -> list[tuple[str | None, ...]]:
        """The key's values in these rows of a block."""
        entries = rows if block.order is None else np.argsort(block.order)[rows]
        columns = (_key_cells(column, entries).to_pylist() for column in self._columns(block))
        return list(zip(*columns, strict=True))


@dataclass(frozen=True)
class PrimaryKeyCheck(UniquenessCheck):
    """The primary key: not wholly without value, and never twice."""

    code = "primary-key"
    title = Text(id="kunci primer", en="the primary key")

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[Hashes]]:
        names = context.schema.primary_key
        return [cls(names, _primary_rule(names))] if names and context.has(*names) else []

    def _incomplete(self, block: JudgedBlock) -> tuple[Failures, ...]:
        columns = self._columns(block)
        if not all(column.valueless.any() for column in columns):
            return ()
        nothing = np.logical_and.reduce([column.spread(column.valueless) for column in columns])
        found = failures_at(self.rule, block, np.flatnonzero(nothing))
        note = 'cells composing the primary keys are all "None"'
        hint = Text(id="kuncinya kosong", en="the key is empty")
        return (
            (
                Failures(
                    self.rule,
                    found.rows,
                    notes=[note] * len(found),
                    hints=[hint] * min(len(found), 5000),
                ),
            )
            if len(found)
            else ()
        )

    def _left_out(self, nothing: list[Flags]) -> Flags:
        """As in Frictionless, a key is compared unless all of it is missing."""
        left_out: Flags = np.logical_and.reduce(nothing)
        return left_out


@dataclass(frozen=True)
class UniqueFieldCheck(UniquenessCheck):
    """A field whose values stand once each."""

    code = "unique"
    title = Text(id="kolom unik", en="unique fields")

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[Hashes]]:
        return [
            cls((field.name,), _unique_rule((field.name,)))
            for field in context.schema.fields
            if field.unique and context.has(field.name)
        ]


@dataclass(frozen=True)
class UniqueKeyCheck(UniquenessCheck):
    """A unique key of several fields (Table Schema v2)."""

    code = "unique-key"
    title = Text(id="kunci unik", en="unique keys")

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[Hashes]]:
        return [
            cls(names, _unique_rule(names, "unique-key"))
            for names in context.schema.unique_keys
            if context.has(*names)
        ]


def _key_cells(column: JudgedColumn, entries: Rows) -> pa.Array:
    return column.keys.take(pa.array(entries if column.codes is None else column.codes[entries]))


def _primary_rule(names: tuple[str, ...]) -> Rule:
    return Rule(
        "primary-key",
        "primary-key",
        Text(
            id=(
                "kunci primer berulang atau kosong: setiap baris harus punya gabungan {names} yang"
                " berbeda"
            ),
            en="the primary key is repeated or empty: each row needs a {names} of its own",
        ).fill(names=", ".join(names)),
        Text(
            id="setiap {names} hanya sekali, dan tidak kosong",
            en="each {names} once, and not empty",
        ).fill(names=", ".join(names)),
        Text(
            id="Hapus baris gandanya, atau perbaiki kolom kuncinya.",
            en="Remove the repeated row, or correct its key.",
        ),
        fields=names,
        why=Text(
            id=(
                "Baris dengan kunci yang sama terhitung dua kali, dan menggandakan baris saat tabel"
                " digabungkan."
            ),
            en="Rows with the same key are counted twice, and multiply the rows of every join.",
        ),
    )


def _unique_rule(names: tuple[str, ...], type_: str = "unique-error") -> Rule:
    return Rule(
        "unique" if type_ == "unique-error" else type_,
        type_,
        Text(id="nilai {names} berulang", en="a value of {names} is repeated").fill(
            names=", ".join(names)
        ),
        Text(id="setiap nilai hanya sekali", en="each value once"),
        Text(
            id="Hapus baris gandanya, atau perbaiki nilainya.",
            en="Remove the repeated row, or correct its value.",
        ),
        field=names[0] if type_ == "unique-error" else "",
        fields=names,
        why=Text(
            id=(
                "Nilai yang berulang berarti satu hal tercatat dua kali, atau dua hal memakai satu"
                " nomor."
            ),
            en="A repeated value is one thing recorded twice, or two things under one number.",
        ),
    )


CHECKS: tuple[type[Check[Hashes]], ...] = (PrimaryKeyCheck, UniqueFieldCheck, UniqueKeyCheck)
