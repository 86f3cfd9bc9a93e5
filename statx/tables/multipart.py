"""One table in several files: parts that are read one after the other, as if they were one file.

The rules, which frictionless-py leaves open (it drops the first line of every further part):

* The first part has the header. A further part begins with the same header, or with a record.
* A part whose first record names columns, but others or in another order, is refused: no reader
  could know whether to trust the names or the places.
* All parts are written alike: one format, one encoding, one delimiter. One may be compressed.
* Records are counted through all parts; the place of one is its part, and the line in that.

What asks a table for its blocks need not know of parts. A block is known by where it begins, so
each part has a stretch of numbers of its own for that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from statx.files import shown
from statx.registry.table_dialect import TableDialect
from statx.results.report import Reading
from statx.tables.errors import NoHeaderRowError, OtherPartError, OtherWritingError
from statx.tables.table import (
    TO_THE_END,
    Block,
    BlockExtent,
    Cells,
    ParallelMap,
    Place,
    Span,
    Table,
    TableDefaults,
)

STRETCH = 1 << 46
"""Numbers for the blocks of one part: 64 tebibytes of text, or as many rows."""
FIRST_RECORD = (1,)
LABELS_SHOWN = 8
WITHOUT_HEADER = "partsWithoutHeader"
"""Of Table Dialect's properties none says it: how many parts begin with a record."""
OpenAs = Callable[[Path, TableDialect], Table]
"""Opens a file, written in this way."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the table."""

    name: str
    """As a report names it: from the folder of the first part."""
    table: Table
    has_header: bool = True
    """Whether it begins with the header, as the first part does."""


@dataclass(frozen=True)
class MultipartTable(TableDefaults):
    """Several open files with the columns of the first."""

    parts: tuple[Part, ...]

    @property
    def first(self) -> Table:
        """The part that has the header."""
        return self.parts[0].table

    @property
    def reading(self) -> Reading:
        """That of the first part, with what others must know of the further ones."""
        reading = self.first.reading
        encodings = [part.table.reading.encoding for part in self.parts]
        headless = sum(not part.has_header for part in self.parts)

        dialect = reading.dialect
        if headless:
            dialect = (*dialect, (WITHOUT_HEADER, headless))
        return replace(
            reading,
            encoding=max(encodings, key=len),
            dialect=dialect,
            parts=tuple(part.name for part in self.parts),
        )

    @property
    def labels(self) -> tuple[str, ...]:
        return self.first.labels

    @property
    def size(self) -> int:
        return sum(part.table.size for part in self.parts)

    @property
    def header_line(self) -> int:
        return self.first.header_line

    @property
    def metadata(self) -> Mapping[str, Any]:
        """The schema that all parts carry; what else a part says is true of that part alone."""
        schemas = [part.table.metadata.get("schema") for part in self.parts]
        schema = schemas[0]
        is_carried_by_all = schema is not None and all(each == schema for each in schemas)
        return {"schema": schema} if is_carried_by_all else {}

    def absolute(self) -> MultipartTable:
        return self.of_each(lambda table: table.absolute())

    def of_each(self, change: Callable[[Table], Table]) -> MultipartTable:
        """The same with this made of each of its files; those without a header keep the first's."""
        tables = [change(part.table) for part in self.parts]
        labels = tables[0].labels
        parts = []
        for part, table in zip(self.parts, tables, strict=True):
            labelled = table if part.has_header else _under(labels, table)
            parts.append(replace(part, table=labelled))
        return replace(self, parts=tuple(parts))

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:
        return self.first.title_lines(names)

    def front(self, number: int) -> Sequence[Sequence[str]]:
        return self.first.front(number)

    def number_of(self, row: int) -> int:
        return self.first.number_of(row)

    def wrong_types(self) -> Mapping[str, str]:
        """Of the columns that any part holds in such a type."""
        wrong: dict[str, str] = {}
        for part in self.parts:
            wrong = {**part.table.wrong_types(), **wrong}
        return wrong

    def blocks(self, span: Span | None = None) -> Iterator[Block]:
        if span is None:
            for number in range(len(self.parts)):
                yield from self._blocks_of(number, None)
            return

        number = span.first // STRETCH
        first = span.first % STRETCH
        end = span.end - number * STRETCH
        inside = Span(first, end if end < STRETCH else TO_THE_END)
        yield from self._blocks_of(number, inside)

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:
        """The spans of each part by itself: none reaches into the next."""
        spans = []
        for number, part in enumerate(self.parts):
            before = number * STRETCH
            for span in part.table.spans(size, spread):
                end = min(span.end, STRETCH)
                spans.append(Span(before + span.first, before + end))
        return spans

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        for number, of_part in groupby(extents, _number_of_part):
            inside = [_inside(extent) for extent in of_part]
            for block in self.parts[number].table.again(inside):
                yield PartBlock(block, number)

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:
        """Where these records stand, each in its part."""
        wanted = np.unique(np.fromiter(rows, np.int64))
        places: dict[int, Place] = {}
        start = 0
        for number, of_part in groupby(extents, _number_of_part):
            inside = [_inside(extent) for extent in of_part]
            end = start + sum(extent.rows for extent in inside)
            rows_of_part = wanted[(wanted >= start) & (wanted < end)]

            part = self.parts[number]
            of_rows = part.table.places((rows_of_part - start).tolist(), inside)
            for row, place in of_rows.items():
                places[start + row] = replace(place, part=part.name)
            start = end
        return places

    def _blocks_of(self, number: int, span: Span | None) -> Iterator[Block]:
        for block in self.parts[number].table.blocks(span):
            yield PartBlock(block, number)


@dataclass(frozen=True, slots=True)
class PartBlock:
    """A block of one part."""

    inside: Block
    part: int
    """The number of the part, from 0."""

    @property
    def first(self) -> int:
        return self.part * STRETCH + self.inside.first

    @property
    def size(self) -> int:
        return self.inside.size

    def text(self) -> pa.Buffer | None:
        return self.inside.text()

    def read(self, only: Sequence[int] | None = None) -> Cells:
        return self.inside.read(only)


def open_multipart(
    paths: Sequence[Path], declared: TableDialect, open_as: OpenAs
) -> MultipartTable:
    """Open several files as one table.

    Raises OtherPartError for a part that does not continue the first, and what `open_as` raises.
    """
    first_name, *names = part_names(paths)
    first = Part(first_name, open_as(paths[0], declared))
    parts = [first]
    for name, path in zip(names, paths[1:], strict=True):
        table, has_header = _open_further(path, first.table, declared, open_as)
        _refuse_written_otherwise(path, table.reading, paths[0], first.table.reading)
        parts.append(Part(name, table, has_header))
    return MultipartTable(tuple(parts))


def part_names(paths: Sequence[Path]) -> list[str]:
    """What the files of one table are called in reports: from the folder of the first."""
    folder = paths[0].parent
    return [shown(Path(os.path.relpath(path, folder))).replace(os.sep, "/") for path in paths]


def _open_further(
    path: Path, first: Table, declared: TableDialect, open_as: OpenAs
) -> tuple[Table, bool]:
    """A further part, and whether it has the header once more."""
    for dialect in _with_header(declared):
        table = _opened_under(path, dialect, open_as)
        if table is not None and table.labels == first.labels:
            return table, True

    # What the first record holds, told apart as in the first part.
    alike = replace(declared, delimiter=first.reading.delimiter)
    table = open_as(path, replace(alike, header_rows=FIRST_RECORD))
    if not first.reading.is_text or _names_columns(table.labels, first.labels):
        raise OtherPartError(
            path=path,
            header=_in_words(table.labels),
            expected=_in_words(first.labels),
        )

    table = open_as(path, replace(alike, header_rows=()))
    return _under(first.labels, table), False


def _under(labels: tuple[str, ...], table: Table) -> Table:
    """A text table without a header, under this one."""
    text: Any = table
    labelled: Table = replace(text, labels=labels)
    return labelled


def _with_header(declared: TableDialect) -> list[TableDialect]:
    """Where a header may stand: where the first part has it, or in front of all."""
    in_front = replace(declared, header_rows=FIRST_RECORD)
    if declared.header_rows in (None, (), FIRST_RECORD):
        return [declared]
    return [declared, in_front]


def _opened_under(path: Path, dialect: TableDialect, open_as: OpenAs) -> Table | None:
    """None where the file is too short to have its header there."""
    try:
        return open_as(path, dialect)
    except NoHeaderRowError:
        return None


def _names_columns(cells: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether a record is rather a header than data: half of its cells are names of columns."""
    names = {label.strip().casefold() for label in labels}
    named = [cell for cell in cells if cell.strip().casefold() in names]
    return bool(named) and 2 * len(named) >= len(cells)


def _refuse_written_otherwise(path: Path, own: Reading, first: Path, agreed: Reading) -> None:
    """One way of writing holds for the table; a byte order mark changes nothing."""
    for name, value, expected in (
        ("format", own.format, agreed.format),
        ("encoding", own.encoding.removesuffix("-sig"), agreed.encoding.removesuffix("-sig")),
        ("delimiter", own.delimiter, agreed.delimiter),
    ):
        if value != expected:
            raise OtherWritingError(
                path=path,
                first=first,
                name=name,
                value=repr(value),
                expected=repr(expected),
            )


def _in_words(labels: Sequence[str]) -> str:
    listed = ", ".join(labels[:LABELS_SHOWN])
    return f"{listed}, …" if len(labels) > LABELS_SHOWN else listed


def _number_of_part(extent: BlockExtent) -> int:
    return extent.first // STRETCH


def _inside(extent: BlockExtent) -> BlockExtent:
    """The same block as its part counts it."""
    return replace(extent, first=extent.first % STRETCH)
