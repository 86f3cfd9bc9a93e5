"""Which sheet of a workbook is the table that is meant, where nobody named one.

It is the only sheet that has the header of a schema; else the only one that has such a header below
lines of titles; else, under a schema that was named, the only one with some of its columns. Where
that leaves several, or none, nothing is chosen, and the sheets are named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.sources.choice import TableOptions
from statx.sources.errors import AmbiguousSheetError, NoSheetFitsError
from statx.sources.schemas import named_schema
from statx.tables.table import Table

SEVERAL = 2
"""Columns that a sheet shares with a schema, from which on it is no accident."""
Test = Callable[[Table], bool]


def sheet_with_table(path: Path, table: Table, options: TableOptions, catalog: Catalog) -> Table:
    """The one of a file's tables that is meant.

    Raises AmbiguousSheetError where several fit, NoSheetFitsError where none does.
    """
    tables = [table, *table.alternatives]
    for is_meant in _tests(options, catalog):
        meant = [each for each in tables if is_meant(each)]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise ambiguous_sheet(path, meant)

    raise NoSheetFitsError(
        path=path,
        sheets=_names(tables),
    )


def ambiguous_sheet(path: Path, tables: Sequence[Table]) -> AmbiguousSheetError:
    """The error for a workbook of which any of these sheets may be meant."""
    return AmbiguousSheetError(
        path=path,
        sheets=_names(tables),
    )


def _tests(options: TableOptions, catalog: Catalog) -> Sequence[Test]:
    """The surest first."""
    if not options.schema:
        schemas = list(catalog.schemas())
        return (
            lambda table: bool(catalog.with_header(table.labels)),
            lambda table: any(_has_below(table, schema) for schema in schemas),
        )

    schema = options.schema
    if not isinstance(schema, Schema):
        schema = named_schema(schema, catalog)
    return (
        lambda table: sorted(table.labels) == sorted(schema.names),
        lambda table: _has_below(table, schema),
        lambda table: len(set(table.labels) & set(schema.names)) >= SEVERAL,
    )


def _has_below(table: Table, schema: Schema) -> bool:
    return table.title_lines(schema.names) is not None


def _names(tables: Sequence[Table]) -> str:
    names = [str(dict(table.reading.dialect).get("sheetName", "")) for table in tables]
    return ", ".join(names)
