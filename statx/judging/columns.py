"""As which field each column of a target is read."""

from __future__ import annotations

from dataclasses import replace

from statx.registry.fields import Field
from statx.sources.targets import Target
from statx.tables.header import Header, match_header
from statx.tables.meaning import CellReader
from statx.tables.table import Table


def pair_header(target: Target) -> Header:
    """The columns of a target with the fields that they are."""
    table, schema = target.table, target.schema
    labels, line = table.labels, table.header_line
    if sorted(labels) == sorted(schema.names):
        return match_header(labels, schema, line)

    # Only where the header is another one is it worth looking for the schema's own further down.
    below = table.title_lines(schema.names)
    return match_header(
        labels,
        schema,
        line,
        below,
    )


def column_readers(table: Table, header: Header) -> tuple[CellReader, ...]:
    """The reader of each column; one that cannot hold its field's values is an error by itself.

    And nothing more.
    """
    wrong_types = table.wrong_types()
    columns = zip(table.labels, header.fields, strict=False)
    readers = []
    for label, its_field in columns:
        judged_as = anything(its_field) if label in wrong_types else its_field
        readers.append(CellReader(judged_as))
    return tuple(readers)


def anything(field: Field) -> Field:
    """The same column, of which nothing is asked."""
    return replace(
        field,
        type="any",
        format="default",
        constraints={},
        descriptor={"name": field.name, "type": "any"},
    )
