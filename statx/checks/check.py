"""What a check is: rules it asks, a look at each block, and a conclusion over all of them.

`look` runs on many blocks at once and in any order; what it must remember of a block it returns
as its summary instead of keeping it. `conclude` gets the summaries in the order of the file. Rows
are counted inside the block in `look`, inside the table in `conclude`, from 0 and without the
header.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

import numpy as np
import pyarrow as pa

from statx.registry.catalog import Catalog
from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock
from statx.tables.meaning import CellReader
from statx.tables.table import Oddity, Rows
from statx.texts import Text

Result = TypeVar("Result")
Summary = TypeVar("Summary")
"""What a check carries from one block to its conclusion; None where it carries nothing."""


NO_ROWS: Rows = np.empty(0, np.int64)
OF_THE_TABLE = -1
"""The row of a failure that no row is to blame for."""


@dataclass(frozen=True, slots=True)
class Failures:
    """The rows in which one rule does not hold; in a block, then in the table."""

    rule: Rule
    rows: Rows
    """Ascending."""
    cells: pa.Array | None = None
    """What was found in each; None where no one cell is to blame."""
    positions: Rows | None = None
    """The column of each, from 1."""
    notes: Sequence[str] = ()
    """Frictionless's note of each, where it differs from the rule's."""
    hints: Sequence[Text | None] = ()
    unlisted: int = 0
    """How many more there are than `rows` lists."""

    def __len__(self) -> int:
        return len(self.rows) + self.unlisted

    def between(self, first: int, end: int) -> Failures:
        """Those that are listed from `first` to before `end`, alone."""
        cells, positions = self.cells, self.positions
        return replace(
            self,
            rows=self.rows[first:end],
            cells=None if cells is None else cells.slice(first, end - first),
            positions=None if positions is None else positions[first:end],
            notes=self.notes[first:end],
            hints=self.hints[first:end],
            unlisted=0,
        )

    def cut(self, number: int) -> Failures:
        """As many, of which no more than the first `number` are listed."""
        if len(self.rows) <= number:
            return self

        # Copies: a look at their front would keep all of them.
        shorter = replace(
            self,
            rows=self.rows[:number].copy(),
            notes=self.notes[:number],
            hints=self.hints[:number],
            unlisted=len(self) - number,
        )
        if self.cells is not None:
            shorter = replace(shorter, cells=self.cells.take(pa.array(range(number))))
        if self.positions is not None:
            shorter = replace(shorter, positions=self.positions[:number].copy())
        return shorter


@dataclass(frozen=True, slots=True)
class BlockResult(Generic[Summary]):
    """What a look at one block gives."""

    failures: tuple[Failures, ...] = ()
    summary: Summary | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What all blocks together give."""

    failures: tuple[Failures, ...] = ()
    remarks: tuple[Text, ...] = ()


class References(Protocol):
    """Where the values that a foreign key refers to are found."""

    def values(
        self, resource: str, names: tuple[str, ...], fields: tuple[Field, ...]
    ) -> frozenset[tuple[str | None, ...]] | None:
        """The values called `names` in every record of `resource`.

        They are texts that values of `fields` can equal.

        None where there is no such resource, or where it has no such fields.
        """

    def is_public(self, resource: str) -> bool:  # noqa: ARG002  for those who refer to more
        """Whether its values may be said to anyone.

        Those of the table itself are its schema's matter.
        """
        return True


@dataclass(frozen=True)
class CheckContext:
    """All that a check may know when it is planned."""

    schema: Schema
    labels: tuple[str, ...]
    readers: tuple[CellReader, ...]
    """One for each column of the file, in order."""
    catalog: Catalog
    references: References
    wrong_types: Mapping[str, str]
    """Label -> type, of typed columns that cannot hold their field's values."""
    stored_numbers: frozenset[str] = frozenset()
    """The labels of columns whose numbers are stored as such, which can be read in one way."""
    oddities: Sequence[Oddity] = ()
    """What the file keeps otherwise than people see it, or than a column is judged."""

    @property
    def present(self) -> tuple[str, ...]:
        """The names of the fields that the file has, in its order."""
        return tuple(reader.field.name for reader in self.readers)

    def reader(self, name: str) -> CellReader:
        """The reader of the field called `name`."""
        return self.readers[self.present.index(name)]

    def has(self, *names: str) -> bool:
        """Whether the file has all of these fields."""
        return set(names) <= set(self.present)


class WholeTable(Protocol):
    """The table once more, for a conclusion that must look at some of its records again."""

    @property
    def starts(self) -> Rows:
        """The first row of each block, and the end of the last. shape: (blocks + 1,)"""

    def repeated(self) -> Rows:
        """The rows whose key hash another row has too, ascending.

        For a check that summarises hashes.
        """

    def number_of(self, row: int) -> int:
        """The number of a record (from 0) as it is counted in the file."""

    def reread(
        self, rows: Rows, names: tuple[str, ...], work: Callable[[JudgedBlock, Rows], Result]
    ) -> Iterator[tuple[Rows, Result]]:
        """Give `work` each block that holds some of these rows, with the columns of these fields.

        Rows are ascending, and counted in the block for `work`. What comes back is the same rows
        counted in the table, and what `work` made of them.
        """


@dataclass(frozen=True)
class Check(Generic[Summary]):
    """One kind of check of one table. Frozen: it may look at several blocks at once."""

    code: ClassVar[str]
    title: ClassVar[Text]
    """What was checked, as a line of the report."""
    summarises_hashes: ClassVar[bool] = False
    """Whether the summary is hashes of a key.

    Too many to be brought together, they are kept by who looked.
    """

    @classmethod
    def plan(cls, context: CheckContext) -> Iterable[Check[Any]]:
        """The checks of this kind that the schema asks of this file."""
        raise NotImplementedError

    def look(self, block: JudgedBlock) -> BlockResult[Summary]:
        """Judge one block."""
        raise NotImplementedError

    def conclude(self, summaries: Sequence[Summary], table: WholeTable) -> Conclusion:  # noqa: ARG002  others need it
        """Judge the table from the summaries of its blocks, in order."""
        return Conclusion()

    @property
    def full_title(self) -> Text:
        """The title with what is particular to this check."""
        return self.title

    @property
    def hint_column(self) -> int | None:
        """The column, from 0, whose cell in the same record helps to tell what was meant."""
        return None

    def hint(self, rule: Rule, cell: str | None, beside: str) -> Text | None:  # noqa: ARG002  others need it
        """What may have been meant by a cell that breaks one of its rules.

        `beside` is that of `hint_column`.
        """
        return None


CheckPlanner = Callable[[CheckContext], Sequence[Check[Any]]]
"""Plans checks of a file: `plan` of a kind of check, or of somebody who knows more than the context
says."""


def failures_at(rule: Rule, block: JudgedBlock, entries: Rows, name: str = "") -> Failures:
    """The failures at these entries of a block, in the order of the file.

    Where `name` is a field, its cells are what was found.
    """
    rows = block.records(entries)

    # Records of a wrong shape stand behind the others in a block.
    if block.order is not None:
        sorting = np.argsort(rows, kind="stable")
        rows = rows[sorting]
        entries = entries[sorting]

    column = block.column(name) if name else None
    if column is None:
        return Failures(rule, rows)
    positions = np.full(len(rows), column.position, np.int64)
    return Failures(
        rule,
        rows,
        column.cells_at(entries),
        positions,
    )


def failure_of_table(rule: Rule) -> Failures:
    """One failure that no row is to blame for."""
    return Failures(rule, np.array([OF_THE_TABLE]))


def entries_of(block: JudgedBlock, rows: Rows) -> Rows:
    """The entries of a block that hold these of its rows. shape: (k,) -> (k,)"""
    if block.order is None:
        return rows
    return np.argsort(block.order)[rows]
