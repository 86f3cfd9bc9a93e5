"""Where foreign keys look: the table itself, other resources of its package, code lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.check import References
from statx.registry.catalog import Catalog
from statx.registry.descriptor import DataPackage, Resource
from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.tables import fit, open_parts
from statx.tables.header import match_header
from statx.tables.judged import JudgedColumn, judge_block
from statx.tables.meaning import CellReader
from statx.tables.table import Table

KINDS = {"integer": "number", "year": "number", "any": "string"}
"""Types whose values can equal those of another: 1 is 1.0, and not the text 1."""
UNEQUAL = "\0"
"""Stands for a value that no value of the other field can equal."""

KeyValues = frozenset[tuple[str | None, ...]]
"""The key texts of some fields in every record; None for a missing value."""


@dataclass(frozen=True)
class TableReferences(References):
    """What a table's foreign keys can refer to."""

    name: str
    table: Table
    schema: Schema
    catalog: Catalog
    package: DataPackage | None = None

    def within(self, package: DataPackage) -> TableReferences:
        """The same beside the resources of this package.

        What stands in a package already stays there.
        """
        if self.package is not None:
            return self
        return replace(self, package=package)

    def of_table(self, table: Table, schema: Schema) -> TableReferences:
        """The same for another table in this one's place.

        Where it looks up what refers to itself.
        """
        return replace(
            self,
            table=table,
            schema=schema,
        )

    def values(
        self, resource: str, names: tuple[str, ...], fields: tuple[Field, ...]
    ) -> KeyValues | None:
        """The values called `names` in every record of `resource`.

        None where there is no such resource, or where it has no such fields.
        """
        if resource in ("", self.name):
            return _key_values(
                self.table,
                self.schema,
                names,
                fields,
            )

        sibling = self._sibling(resource)
        if sibling is not None and sibling.schema is not None:
            return _key_values_of_resource(
                sibling,
                sibling.schema,
                names,
                fields,
            )

        code_list = self.catalog.code_list(resource)
        if code_list is None or not set(names) <= set(code_list.schema.names):
            return None
        return code_list.values(names)

    def is_public(self, resource: str) -> bool:
        """Whether the values it holds may be said to anyone."""
        if resource in ("", self.name):
            return self.schema.is_public

        sibling = self._sibling(resource)
        if sibling is not None and sibling.schema is not None:
            return sibling.schema.is_public

        code_list = self.catalog.code_list(resource)
        return code_list is None or code_list.schema.is_public

    def _sibling(self, name: str) -> Resource | None:
        """The resource of that name in the same package."""
        if self.package is None:
            return None
        return self.package.resource(name)


def with_null(schema: Schema, resource: Resource | None) -> Schema:
    """The same agreement for a file in whose dialect one more text is a missing value."""
    if resource is None:
        return schema
    null = resource.dialect.null_sequence
    if null is None:
        return schema

    fields = []
    for field in schema.fields:
        missing = (*field.missing_values, null)
        fields.append(replace(field, missing_values=missing))
    return replace(schema, fields=tuple(fields))


def _key_values_of_resource(
    resource: Resource, schema: Schema, names: tuple[str, ...], fields: tuple[Field, ...]
) -> KeyValues | None:
    table = open_parts(
        resource.paths,
        encoding=resource.encoding,
        declared=resource.dialect,
        format_name=resource.format,
    )
    return _key_values(
        table,
        with_null(schema, resource),
        names,
        fields,
    )


def _key_values(
    table: Table, schema: Schema, names: tuple[str, ...], fields: tuple[Field, ...]
) -> KeyValues | None:
    """The key texts called `names` in every record, as values of `fields` would be written."""
    table = fit(table, schema)
    paired = match_header(table.labels, schema).fields
    positions = _positions(paired, schema, names)
    if positions is None:
        return None

    readers = [CellReader(field) for field in paired]
    keys: set[tuple[str | None, ...]] = set()
    for block in table.blocks():
        judged = judge_block(block.read(), readers)
        columns = [judged.columns[at] for at in positions]
        keys.update(_keys_of_rows(columns, fields))

    # What no value of the other field can equal is nothing to refer to.
    return frozenset(key for key in keys if UNEQUAL not in key)


def _positions(paired: Sequence[Field], schema: Schema, names: tuple[str, ...]) -> list[int] | None:
    """The columns of these fields; None where one is not there, or is none of the schema."""
    present = [field.name for field in paired]
    positions = []
    for name in names:
        if name not in present or name not in schema.names:
            return None
        positions.append(present.index(name))
    return positions


def _keys_of_rows(
    columns: Sequence[JudgedColumn], fields: tuple[Field, ...]
) -> Iterator[tuple[str | None, ...]]:
    by_column = []
    for column, field in zip(columns, fields, strict=True):
        by_column.append(_keys_of_column(column, field))
    return zip(*by_column, strict=True)


def _keys_of_column(column: JudgedColumn, other: Field) -> list[str | None]:
    """One key a row, as a value of the other field would be written; UNEQUAL where none can be."""
    can_equal = _can_equal(column.field, other)
    unequal = column.unequal if can_equal else ~column.valueless
    keys = column.keys
    if unequal.any():
        mask = pa.array(unequal)
        keys = pc.if_else(mask, UNEQUAL, keys)

    values = keys.to_numpy(zero_copy_only=False)
    rows = column.spread(values)
    by_row: list[str | None] = rows.tolist()
    return by_row


def _can_equal(field: Field, other: Field) -> bool:
    """Whether a value of one field can equal a value of the other."""
    kind = KINDS.get(field.type, field.type)
    other_kind = KINDS.get(other.type, other.type)
    return kind == other_kind
