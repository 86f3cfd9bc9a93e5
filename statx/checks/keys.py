"""Keys: a primary key is whole and stands once, a unique field or key stands once.

Every block gives one 64-bit hash of the key's value a record. Equal hashes are only candidates:
their records are read once more, and the values themselves are compared before anything is
reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    Failures,
    WholeTable,
    entries_of,
    failures_at,
)
from statx.checks.combinations import columns_of, combined_hashes, key_cells
from statx.checks.words import keys as words
from statx.results.findings import Rule
from statx.tables.hashes import Hashes
from statx.tables.judged import NO_VALUE, JudgedBlock, JudgedColumn
from statx.tables.table import Rows
from statx.tables.vectorised import Flags
from statx.texts import Text

KeyValue = tuple[str | None, ...]

ONE = np.uint64(1)
ALL_EMPTY = 'cells composing the primary keys are all "None"'
"""As Frictionless words it."""
PART_EMPTY = 'a cell composing the primary key is "None"'
HINTED = 5000
"""Failures that get a hint; beyond, nobody reads them."""


@dataclass(frozen=True)
class UniquenessCheck(Check[Hashes]):
    """No two records have the same value in `names`."""

    summarises_hashes = True
    names: tuple[str, ...]
    rule: Rule

    def look(self, block: JudgedBlock) -> BlockResult[Hashes]:
        columns = columns_of(block, self.names)
        hashes = self._hashes(columns, block.rows)

        # Entries are not in the order of the file where some records are of a wrong shape.
        if block.order is not None:
            in_file_order = np.argsort(block.order)
            hashes = hashes[in_file_order]

        return BlockResult(self._incomplete(block, columns), hashes)

    def conclude(self, summaries: Sequence[Hashes], table: WholeTable) -> Conclusion:  # noqa: ARG002  kept by who looked
        candidates = table.repeated()
        if not len(candidates):
            return Conclusion()

        repeated, earlier = self._compared(candidates, table)
        if not len(repeated):
            return Conclusion()

        numbers = [table.number_of(row) for row in earlier]
        failures = Failures(
            self.rule,
            repeated,
            notes=[f"the same as in the row at position {number}" for number in numbers],
            hints=[words.SAME_AS_ROW.fill(n=number) for number in numbers[:HINTED]],
        )
        return Conclusion((failures,))

    def _incomplete(
        self,
        block: JudgedBlock,  # noqa: ARG002  a primary key needs it
        columns: Sequence[JudgedColumn],  # noqa: ARG002
    ) -> tuple[Failures, ...]:
        """Records that must have a value and have none."""
        return ()

    def _hashes(self, columns: Sequence[JudgedColumn], rows: int) -> Hashes:
        """The hash of each record's key; NO_VALUE where it is not to be compared. shape: (rows,)"""
        hashes = combined_hashes(columns, rows)
        hashes[hashes == NO_VALUE] = ONE

        if any(column.valueless.any() for column in columns):
            left_out = self._left_out(columns)
            hashes[left_out] = NO_VALUE

        # Not a number equals nothing, itself included.
        for column in columns:
            if column.unequal.any():
                left_out = column.spread(column.unequal)
                hashes[left_out] = NO_VALUE

        return hashes

    def _left_out(self, columns: Sequence[JudgedColumn]) -> Flags:
        """Which records are compared with none: those without a value for a part of the key.

        shape: (rows,)
        """
        return _any_part([column.spread(column.valueless) for column in columns])

    def _compared(self, candidates: Rows, table: WholeTable) -> tuple[Rows, list[int]]:
        """(the candidates whose very value stood before, the row in which it stood last)"""
        last_row: dict[KeyValue, int] = {}
        repeated: list[int] = []
        earlier: list[int] = []

        for rows, values in table.reread(
            candidates,
            self.names,
            self._values,
        ):
            for row, value in zip(
                rows.tolist(),
                values,
                strict=True,
            ):
                if value in last_row:
                    repeated.append(row)
                    earlier.append(last_row[value])
                last_row[value] = row

        return np.array(repeated, np.int64), earlier

    def _values(self, block: JudgedBlock, rows: Rows) -> list[KeyValue]:
        """The key's values in these rows of a block."""
        entries = entries_of(block, rows)
        parts = []
        for column in columns_of(block, self.names):
            cells = key_cells(column, entries)
            parts.append(cells.to_pylist())
        return list(zip(*parts, strict=True))


@dataclass(frozen=True)
class PrimaryKeyCheck(UniquenessCheck):
    """The primary key: no part of it is empty, and it never stands twice."""

    code = "primary-key"
    title = Text(
        id="kunci primer",
        en="the primary key",
    )

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[Hashes]]:
        names = context.schema.primary_key
        if names and context.has(*names):
            yield cls(names, _rule("primary-key", names))

    def _incomplete(
        self, block: JudgedBlock, columns: Sequence[JudgedColumn]
    ) -> tuple[Failures, ...]:
        if not any(column.valueless.any() for column in columns):
            return ()
        whole = _all_parts([column.spread(column.valueless) for column in columns])
        empty = [_said_here(column) for column in columns]
        entries = np.flatnonzero(whole | _any_part(empty))
        if not len(entries):
            return ()

        failures = failures_at(
            self.rule,
            block,
            entries,
        )
        noted = entries_of(block, failures.rows[:HINTED])
        notes = [ALL_EMPTY if whole[entry] else PART_EMPTY for entry in noted]
        hints = [
            self._hint(
                columns,
                empty,
                entry,
            )
            for entry in noted.tolist()
        ]
        return (
            replace(
                failures,
                notes=notes,
                hints=hints,
            ),
        )

    def _left_out(self, columns: Sequence[JudgedColumn]) -> Flags:
        """An empty part is an error by itself.

        As in Frictionless, one that cannot be read is compared as if empty.
        """
        whole = _all_parts([column.spread(column.valueless) for column in columns])
        return whole | _any_part([_said_here(column) for column in columns])

    def _hint(self, columns: Sequence[JudgedColumn], empty: Sequence[Flags], entry: int) -> Text:
        """Which part of the key is empty in this entry."""
        names = []
        for column, flags in zip(
            columns,
            empty,
            strict=True,
        ):
            if flags[entry]:
                names.append(column.field.name)
        if not names or len(names) == len(columns):
            return words.KEY_IS_EMPTY
        return words.PART_IS_EMPTY.fill(names=", ".join(names))


@dataclass(frozen=True)
class UniqueFieldCheck(UniquenessCheck):
    """A field whose values stand once each."""

    code = "unique"
    title = Text(
        id="kolom unik",
        en="unique fields",
    )

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[Hashes]]:
        for field in context.schema.fields:
            if field.unique and context.has(field.name):
                names = (field.name,)
                rule = _rule("unique", names)
                yield cls(names, replace(rule, field=field.name))


@dataclass(frozen=True)
class UniqueKeyCheck(UniquenessCheck):
    """A unique key of several fields (Table Schema v2)."""

    code = "unique-key"
    title = Text(
        id="kunci unik",
        en="unique keys",
    )

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[Hashes]]:
        for names in context.schema.unique_keys:
            if context.has(*names):
                yield cls(names, _rule("unique-key", names))


def _said_here(column: JudgedColumn) -> Flags:
    """Which records have this part of the key empty, and are not told so by another check."""
    if column.field.required:
        return column.spread(np.zeros(len(column.texts), bool))
    has_cell = column.texts.is_valid().to_numpy(zero_copy_only=False)
    return column.spread(column.missing & has_cell)


def _any_part(flags: Sequence[Flags]) -> Flags:
    any_part: Flags = np.logical_or.reduce(flags)
    return any_part


def _all_parts(flags: Sequence[Flags]) -> Flags:
    all_parts: Flags = np.logical_and.reduce(flags)
    return all_parts


def _rule(code: str, names: tuple[str, ...]) -> Rule:
    rule = words.RULES[code].rule(code, names=", ".join(names))
    return replace(rule, fields=names)


CHECKS: tuple[type[Check[Hashes]], ...] = (PrimaryKeyCheck, UniqueFieldCheck, UniqueKeyCheck)
