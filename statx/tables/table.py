"""What a table gives, whatever its format: labels, blocks of cells, and where a record stands.

A block is a run of whole records. It is cut by one thread and read by another, so reading is a
method of the block. Rows are counted inside the block, from 0; only the merge knows what came
before. A table remembers nothing of its blocks: whoever read them keeps a `BlockExtent` of each,
and asks by it to read one again. A `Span` is a part of the table that somebody else may read, in
another process or on another machine.

Between two calls a table holds no file open: each of its methods opens what it reads and closes it
again. So there may be more tables than a process may hold files open, and nobody has to close one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from statx.files import Digester
from statx.results.report import Reading
from statx.texts import Text

MARKED = "marked"
"""In the metadata of a table: statx marked the workbook it stands in."""
Rows = NDArray[np.int64]

TO_THE_END = 1 << 62
"""As the end of a span: behind everything there may be."""


@dataclass(frozen=True, slots=True)
class ExtraCells:
    """The cells beyond the header's last column, one entry each."""

    rows: Rows
    positions: Rows
    """From 1."""
    texts: pa.Array


@dataclass(frozen=True, slots=True)
class ShortRecords:
    """The records that have fewer cells than the header, one entry each."""

    rows: Rows
    cells: Rows
    """How many there are."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one block as they are written.

    Every column has one entry a record. Records of a wrong shape come last, filled up with nulls,
    and `order` says which record of the block an entry belongs to; None where entry i is record i.
    """

    columns: tuple[pa.Array, ...]
    """Text, plain or dictionary-encoded; null where the record has no such cell."""
    rows: int
    order: Rows | None = None
    extra: ExtraCells | None = None
    """None where no record is too long."""
    short: ShortRecords | None = None
    """None where no record is too short."""
    lines: int = 0
    """Physical lines that they take; 0 where they are not text."""


@dataclass(frozen=True, slots=True)
class BlockExtent:
    """Where a block stood that was read, and what it held."""

    first: int
    """Bytes of text before it; rows, where the table is not text."""
    size: int
    rows: int
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a table: whole records, from one place to before another.

    Both are counted as `BlockExtent.first` is.
    """

    first: int
    end: int


class ParallelMap(Protocol):
    """Does the same to many things at once, wherever there is room for it."""

    def __call__(self, work: Callable[[Any], Any], things: Sequence[Any], /) -> Iterator[Any]:
        """What `work` makes of each, in order."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands in its file, and what it holds."""

    starts: tuple[tuple[int, int], ...]
    """(line, character), from 1, at which each cell begins; empty where a record is not text."""
    cells: tuple[str, ...]
    part: str = ""
    """The file inside a partitioned folder."""
    addresses: tuple[str, ...] = ()
    """Where each cell stands in its workbook (`Produksi!D14`); empty where there is none."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """Cells of one column that are kept otherwise than people see them, or than it is judged.

    A workbook may hold a code as a number, a number as text, 0.075 that is shown as 7.5 %. Nothing
    of that is guessed away: the table says where it is, and a check says it (`checks/storage`).
    """

    code: str
    """That of the rule that says so."""
    label: str
    """Of their column."""
    position: int
    """Of their column in the file, from 1."""
    rows: Rows
    """Ascending, from 0."""
    cells: pa.Array
    """Their texts. shape: (rows,)"""
    hints: Sequence[Text | None] = ()
    """What people see of each; empty where that is no other thing."""


class Block(Protocol):
    """A run of whole records, not yet read."""

    @property
    def first(self) -> int:
        """As `BlockExtent.first`."""

    @property
    def size(self) -> int:
        """Bytes, or their like for a progress bar."""

    def text(self) -> pa.Buffer | None:
        """A copy of its bytes, where these may be canonical CSV. To be asked for before `read`."""

    def read(self, only: Sequence[int] | None = None) -> Cells:
        """Its cells, or those of some of its columns (ascending, from 0).

        Raises UnreadableError where it is no table.
        """


class Table(Protocol):
    """A table that can be read."""

    @property
    def reading(self) -> Reading:
        """How it is read."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The header's labels as they are written."""

    @property
    def size(self) -> int:
        """All its bytes, or their like, for a progress bar."""

    def absolute(self) -> Table:
        """The same table for whoever works in another folder."""

    def blocks(self, span: Span | None = None) -> Iterator[Block]:
        """The blocks of a span, or all there are, in order; may be asked for again."""

    def digested(self, digester: Digester) -> Table:
        """The same table, which adds up the bytes of its file while all its blocks are read.

        The digester is whole afterwards, unless the format is not read from the front to the end.
        """

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:
        """The table in spans of about `size` bytes, in order.

        What must be looked at to find them is spread.
        """

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        """These blocks (ascending), read from the file once more."""

    def holding(self, wanted: Sequence[tuple[BlockExtent, Rows]]) -> Iterator[tuple[Block, Rows]]:
        """Blocks, read from the file once more, with those of their rows that hold these records.

        A block may be made of them alone.
        """

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:
        """Where these records stand (from 0, the header not counted).

        `extents` are those of all blocks, in order.
        """

    def wrong_types(self) -> Mapping[str, str]:
        """Label -> type, of the columns whose type cannot hold their field's values."""

    def packed_in(self, size: int) -> Table:
        """The same table, out of a zip of so many bytes: it may not inflate to much more."""

    @property
    def most_rows(self) -> int:
        """More records than this no bytes of such a file explain."""

    def number_of(self, row: int) -> int:
        """The number of a record (from 0) as it is counted in the file.

        That is from 1, with the header and what is skipped.
        """

    @property
    def header_line(self) -> int:
        """The physical line of the header."""

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:
        """(line, number of the record) where these names stand as a header further down.

        None where they do not.
        """

    def front(self, number: int) -> Sequence[Sequence[str]]:
        """The first records as they are written, the header among them, each cut by its own sign.

        None where nothing can stand above a header.
        """

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What statx wrote into the file when it made it; empty where it did not."""

    @property
    def label_addresses(self) -> tuple[str, ...]:
        """Where each label stands in its workbook (`Produksi!D4`); empty where there is none."""

    @property
    def alternatives(self) -> Sequence[Table]:
        """Other tables of the same file, of which nobody said which is meant."""

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What is to be said of the file beside the verdict on the table."""

    @property
    def stored_numbers(self) -> frozenset[str]:
        """The labels of columns whose numbers are stored as such, which can be read in one way."""

    @property
    def oddities(self) -> Sequence[Oddity]:
        """What the file keeps otherwise than people see it, or than a column is judged."""


class TableDefaults:
    """What tables of most formats say alike: a new format adds only what is its own.

    It has `reading`, `labels`, `size`, `absolute` and `blocks`. Whatever else `Table` asks for is
    right for a file of named columns that is read from its front; text, which knows lines,
    overrides more of it.
    """

    @property
    def metadata(self) -> Mapping[str, Any]:
        return {}

    @property
    def label_addresses(self) -> tuple[str, ...]:
        return ()

    @property
    def alternatives(self) -> Sequence[Table]:
        return ()

    @property
    def remarks(self) -> tuple[Text, ...]:
        return ()

    @property
    def stored_numbers(self) -> frozenset[str]:
        return frozenset()

    @property
    def oddities(self) -> Sequence[Oddity]:
        return ()

    @property
    def header_line(self) -> int:
        return 1

    def number_of(self, row: int) -> int:
        return row + 2

    def digested(self, digester: Digester) -> Self:  # noqa: ARG002  it is not read from front to end
        return self

    def packed_in(self, size: int) -> Self:  # noqa: ARG002  it is not compressed as a whole
        return self

    @property
    def most_rows(self) -> int:
        return TO_THE_END

    def wrong_types(self) -> Mapping[str, str]:
        return {}

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:  # noqa: ARG002  columns have their names
        return None

    def front(self, number: int) -> Sequence[Sequence[str]]:  # noqa: ARG002  its header is no record
        return ()

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:  # noqa: ARG002  it cannot be entered in its middle
        return (Span(0, TO_THE_END),)

    def again(self: Table, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        blocks = self.blocks()
        for extent in extents:
            yield next(block for block in blocks if block.first == extent.first)

    def holding(
        self: Table, wanted: Sequence[tuple[BlockExtent, Rows]]
    ) -> Iterator[tuple[Block, Rows]]:
        blocks = self.again([extent for extent, _ in wanted])
        return zip(blocks, (rows for _, rows in wanted), strict=True)

    def places(
        self: Table, rows: Iterable[int], extents: Sequence[BlockExtent]
    ) -> Mapping[int, Place]:
        wanted = list(rows_by_block(rows, extents))
        first_rows = np.cumsum([0, *(extent.rows for extent in extents)])
        blocks = self.again([extents[number] for number, _ in wanted])

        places: dict[int, Place] = {}
        for (number, rows_inside), block in zip(
            wanted,
            blocks,
            strict=True,
        ):
            in_table = rows_inside + first_rows[number]
            cells = cells_of_rows(block, rows_inside)
            places.update(
                zip(
                    in_table.tolist(),
                    (Place((), row) for row in cells),
                    strict=True,
                )
            )
        return places


def rows_by_block(
    rows: Iterable[int], extents: Sequence[BlockExtent]
) -> Iterator[tuple[int, Rows]]:
    """(number of the block, its rows among these counted inside it), ascending.

    Blocks that hold none of the rows are left out.
    """
    wanted = np.unique(np.fromiter(rows, np.int64))
    starts = np.cumsum([0, *(extent.rows for extent in extents)])
    numbers = (
        np.searchsorted(
            starts,
            wanted,
            side="right",
        )
        - 1
    )
    for number in np.unique(numbers).tolist():
        yield number, wanted[numbers == number] - starts[number]


def cells_of_rows(block: Block, rows: Rows) -> Iterator[tuple[str, ...]]:
    """The cells of some rows of a block; a cell that is not there is an empty text."""
    columns = []
    for column in block.read().columns:
        texts = column.take(pa.array(rows)).to_pylist()
        columns.append(["" if text is None else text for text in texts])
    return zip(*columns, strict=True)
