"""What a table format is: how it is recognised, opened, and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa

from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect
from statx.tables.table import Table


class Writer(Protocol):
    """A table being written, batch by batch."""

    def write(self, batch: pa.RecordBatch, text: pa.Buffer | None = None) -> None:
        """Append typed columns, in the schema's order and types (`canonical.arrow_type`), with dictionaries or without.

        `text` is the same rows as canonical CSV, from whoever has them.
        """

    def close(self, provenance: Mapping[str, Any]) -> None:
        """End the file; what it can keep about itself is kept in it."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format. Adding one is writing a module that ends in its FORMAT and naming it in `tables`."""

    name: str
    suffixes: tuple[str, ...]
    written: tuple[str, ...]
    """Those of the suffixes under which it is written: nobody expects commas in a .tsv."""
    is_text: bool
    open: Callable[[Path, str, TableDialect], Table]
    """(path, encoding or '', what is declared of how it is written)"""
    fitted: Callable[[Any, Schema], Table]
    """The same table, told what only the schema knows of its cells."""
    writer: Callable[[Path, Path, Schema], Writer]
    """(temporary path to write to, the name it will have, the columns)"""
