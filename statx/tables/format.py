"""What a table format is: how it is recognised, opened, written and handed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect
from statx.results.report import Reading
from statx.tables.table import Table


class Writer(Protocol):
    """A table being written, batch by batch."""

    def write(self, batch: pa.RecordBatch, text: pa.Buffer | None = None) -> None:
        """Append typed columns, in the schema's order and types, with dictionaries or without.

        The types are those of `canonical.arrow_type`. `text` is the same rows as canonical CSV,
        from whoever has them.
        """

    def close(self, provenance: Mapping[str, Any]) -> None:
        """End the file; what it can keep about itself is kept in it."""


def as_it_is(table: Any, schema: Schema) -> Any:  # noqa: ANN401, ARG001  any kind of table
    """`Format.fitted` of a format whose cells need no schema to be read."""
    return table


def always(reading: Reading) -> bool:  # noqa: ARG001  whatever it is
    """`Format.is_exchange_form` of a format that can be written in one way only."""
    return True


def never_written(part: Path, name: Path, schema: Schema) -> Writer:
    """`Format.writer` of a format that has no suffix under which it is written."""
    raise NotImplementedError(part, name, schema)


NOT_OF_TEXT = frozenset({"sheet"})
TEXT_PROPERTIES = tuple(each.name for each in fields(TableDialect) if each.name not in NOT_OF_TEXT)
"""What a dialect says of a text file."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. Adding one is a module that ends in its FORMAT, and its name in `tables`."""

    name: str
    """In descriptors and reports."""
    label: str
    """For people."""
    media_type: str
    suffixes: tuple[str, ...]
    written: tuple[str, ...]
    """Those of the suffixes under which it is written: nobody expects commas in a .tsv."""
    is_text: bool
    """Whether a file is text, with an encoding; handed over, its size and hash are said."""
    open: Callable[[Path, str, TableDialect], Table]
    """(path, encoding or '', what is declared of how it is written)"""
    writer: Callable[[Path, Path, Schema], Writer]
    """(temporary path to write to, the name it will have, the columns)"""
    obeys: tuple[str, ...] = ()
    """The properties of a dialect that mean something here; nobody may declare another."""
    fitted: Callable[[Any, Schema], Table] = as_it_is
    """The same table, told what only the schema knows of its cells."""
    is_exchange_form: Callable[[Reading], bool] = always
    """Whether a file that is read in this way may be handed over as it is."""
