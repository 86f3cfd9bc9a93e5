"""The table that was made of sheets: judged like any other, each cell with its place in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from statx.intake.opening import SourceSheet
from statx.intake.records import NOWHERE, FieldValues, Records
from statx.results.account import Account
from statx.results.report import Reading
from statx.tables.table import Block, BlockExtent, Cells, Place, Span, TableDefaults

ROWS = 1 << 17
"""Rows of a block at most."""
NO_VALUE = pa.scalar(None, pa.string())


@dataclass(frozen=True)
class TidiedTable(TableDefaults):
    """A table whose cells stand in sheets: its labels are the fields of the schema."""

    data: pa.Table
    """Texts, null where there is no value."""
    fields: Mapping[str, FieldValues]
    """Those that the recipe fills."""
    sources: tuple[SourceSheet, ...]
    account: Account = field(default_factory=Account)
    reading: Reading = field(default_factory=lambda: Reading("tidied"))

    @classmethod
    def of(
        cls,
        records: Records,
        names: Sequence[str],
        sources: Sequence[SourceSheet],
        account: Account,
    ) -> TidiedTable:
        """The records with these columns; one that nothing fills is empty."""
        nothing = pa.repeat(NO_VALUE, records.number)
        columns = []
        for name in names:
            values = records.fields.get(name)
            columns.append(nothing if values is None else _each_once(values.texts))

        return cls(
            pa.table(columns, names=list(names)),
            records.fields,
            tuple(sources),
            account,
            _reading(sources[0]),
        )

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.data.column_names)

    @property
    def stored_numbers(self) -> frozenset[str]:
        """All of them: the recipe has settled how they are read."""
        return frozenset(self.labels)

    @property
    def size(self) -> int:
        return int(self.data.num_rows)

    def absolute(self) -> TidiedTable:
        return self

    def blocks(self, span: Span | None = None) -> Iterator[Block]:  # noqa: ARG002  it has one span
        for first in range(0, self.size, ROWS):
            yield TidiedBlock(self, first)

    def places(
        self,
        rows: Iterable[int],
        extents: Sequence[BlockExtent],  # noqa: ARG002  any record is at hand
    ) -> Mapping[int, Place]:
        return {row: self._place(row) for row in rows}

    def origin(self, name: str, row: int) -> tuple[SourceSheet, int, int] | None:
        """(sheet, row, column) of the cell that says a field of a record.

        None where no cell does, but the recipe.
        """
        values = self.fields.get(name)
        if values is None or values.rows[row] == NOWHERE:
            return None

        source = self.sources[values.sheets[row]]
        return source, int(values.rows[row]), int(values.columns[row])

    def _place(self, row: int) -> Place:
        cells = [column[row].as_py() or "" for column in self.data.columns]
        origins = [self.origin(name, row) for name in self.labels]
        addresses = [each[0].address(*each[1:]) if each else "" for each in origins]
        # Where nothing says a value, the record is best looked for where its first value stands.
        first = next((each for each in origins if each is not None), None)
        row_of_sheet = first[0].address(*first[1:]) if first else ""
        files = {source.path for source in self.sources}
        return Place(
            (),
            tuple(cells),
            part=first[0].path.name if first and len(files) > 1 else "",
            addresses=tuple(address or row_of_sheet for address in addresses),
        )


@dataclass(frozen=True, slots=True)
class TidiedBlock:
    """Some records of a tidied table."""

    table: TidiedTable
    first: int
    """Records before it."""

    @property
    def size(self) -> int:
        return min(ROWS, self.table.size - self.first)

    def text(self) -> pa.Buffer | None:
        return None

    def read(self, only: Sequence[int] | None = None) -> Cells:
        """Its cells as they would stand in a CSV file."""
        part = self.table.data.slice(self.first, ROWS).combine_chunks()
        wanted = range(part.num_columns) if only is None else only
        columns = [part.column(at).combine_chunks() for at in wanted]
        return Cells(tuple(map(_one_array, columns)), self.size)


def _each_once(texts: pa.Array) -> pa.Array:
    """Texts each once, so that each is judged once."""
    return texts.dictionary_encode()


def _one_array(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        return column.chunk(0) if column.num_chunks else pa.array([], column.type)
    return column


def _reading(source: SourceSheet) -> Reading:
    is_text = bool(source.lines)
    return Reading(
        "csv" if is_text else "xlsx",
        label="CSV" if is_text else "Excel",
    )
