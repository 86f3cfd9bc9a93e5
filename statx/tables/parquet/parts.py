"""The parts of a partitioned folder: which files they are, and whether they make one table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pyarrow as pa

from statx.tables.errors import PartitionError
from statx.tables.parquet import words
from statx.tables.parquet.table import open_parquet

if TYPE_CHECKING:
    import pyarrow.parquet as pq

SUFFIX = ".parquet"
NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
LOGS = ("_delta_log", "_hudi", ".hoodie")
"""Folders of table formats in which not every file is data that still counts."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the folder."""

    name: str
    """Its path inside the folder, with forward slashes."""
    values: tuple[str | None, ...]
    """What its folders say, one for each partition column."""
    groups: tuple[tuple[int, int], ...]
    """(rows, bytes) of each row group."""

    @property
    def rows(self) -> int:
        """All its rows."""
        return sum(rows for rows, _ in self.groups)


def hidden(name: str) -> bool:
    """Whether a file or folder of this name is none of the data."""
    return name.startswith((".", "_"))


def parts_of(folder: Path) -> list[Path]:
    """The files of a partitioned folder in the order of their names."""
    parts: dict[str, Path] = {}
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if any(map(hidden, inside.parts)):
            continue
        if path.name.lower().endswith(SUFFIX) and path.is_file():
            parts[inside.as_posix()] = path

    return [parts[name] for name in sorted(parts)]


def read_parts(folder: Path) -> tuple[tuple[Part, ...], pa.Schema, tuple[str, ...]]:
    """(the parts, the Arrow schema of each, the names of the columns that the folders make).

    PartitionError names the first part that does not fit the others.
    """
    files = _files(folder)
    names = _partitions(folder, files)
    columns = pa.schema([])
    parts: list[Part] = []

    for file in files:
        footer, schema = _footer(file)
        _refuse_misplaced(
            folder,
            file,
            names,
            schema,
        )
        columns = (
            _agreed(
                columns,
                schema,
                folder,
                file,
            )
            if parts
            else schema
        )

        _, values = _named(folder, file)
        inside = file.relative_to(folder).as_posix()
        parts.append(Part(inside, values, _groups(footer)))

    return tuple(parts), columns.remove_metadata(), names


def _files(folder: Path) -> list[Path]:
    for log in LOGS:
        if (folder / log).exists():
            raise PartitionError(
                path=folder,
                part=log,
                reason=words.OTHER_FORMAT,
            )

    files = parts_of(folder)
    if not files:
        raise PartitionError(
            path=folder,
            part=f"*{SUFFIX}",
            reason=words.NO_PARTS,
        )
    return files


def _partitions(folder: Path, files: list[Path]) -> tuple[str, ...]:
    """The names that the folders above the first part with any name."""
    for file in files:
        names, _ = _named(folder, file)
        if names:
            return names

    return ()


def _named(folder: Path, file: Path) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """What the folders above a part say: (names, values)."""
    names: list[str] = []
    values: list[str | None] = []

    for above in file.relative_to(folder).parent.parts:
        name, equals, value = above.partition("=")
        if equals:
            names.append(unquote(name))
            values.append(None if value == NO_VALUE else unquote(value))

    return tuple(names), tuple(values)


def _footer(file: Path) -> tuple[pq.FileMetaData, pa.Schema]:
    table = open_parquet(file)
    return table.footer, table.schema


def _groups(footer: pq.FileMetaData) -> tuple[tuple[int, int], ...]:
    """(rows, bytes) of each row group."""
    groups = [footer.row_group(number) for number in range(footer.num_row_groups)]
    return tuple((group.num_rows, group.total_byte_size) for group in groups)


def _refuse_misplaced(folder: Path, file: Path, names: tuple[str, ...], schema: pa.Schema) -> None:
    """A part whose folders name other columns than those of the others, or one of its own."""
    own, _ = _named(folder, file)
    twice = len(set(own)) < len(own)
    inside_too = set(own) & set(schema.names)
    if own == names and not twice and not inside_too:
        return

    expected = ", ".join(names) or words.UNPARTITIONED
    raise PartitionError(
        path=folder,
        part=file.relative_to(folder).as_posix(),
        reason=words.MISPLACED.fill(names=expected),
    )


def _agreed(columns: pa.Schema, own: pa.Schema, folder: Path, file: Path) -> pa.Schema:
    """The columns of all parts so far; one that is empty in a whole part has no type there."""
    agreed = []
    for before, column in zip(columns, own, strict=False):
        if pa.types.is_null(before.type):
            agreed.append(column)
        elif column.type in (before.type, pa.null()):
            agreed.append(before)

    if columns.names == own.names and len(agreed) == len(own):
        return pa.schema(agreed)

    raise PartitionError(
        path=folder,
        part=file.relative_to(folder).as_posix(),
        reason=words.OTHER_COLUMNS.fill(
            expected=_spelled(columns),
            found=_spelled(own),
        ),
    )


def _spelled(columns: pa.Schema) -> str:
    return ", ".join(f"{column.name} {column.type}" for column in columns)
