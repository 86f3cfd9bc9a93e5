"""The logical content hash: the SHA-256 of a table's canonical CSV.

It does not depend on the format, the row groups or the compression a table is kept in, and anyone
can check it: it is what `sha256sum` prints for the CSV that `statx convert` writes.
"""

from __future__ import annotations

import hashlib

import pyarrow as pa
import pyarrow.compute as pc

from statx.registry.schema import Schema
from statx.tables.csv.blocks import NEWLINE, RETURN, count, holds, viewed
from statx.tables.csv.writer import Spelt, canonical_header, joined, to_be_quoted
from statx.tables.judged import JudgedBlock, JudgedColumn

QUOTE = b'"'


class ContentHash:
    """A table's canonical CSV, added up batch by batch."""

    def __init__(self, schema: Schema) -> None:
        self._sum = hashlib.sha256(canonical_header(schema))

    def add(self, rows: pa.Buffer) -> None:
        """Add rows of canonical CSV."""
        self._sum.update(rows)

    @property
    def text(self) -> str:
        """`sha256:` and 64 hexadecimal digits."""
        return f"sha256:{self._sum.hexdigest()}"


def canonical_csv(block: JudgedBlock, columns: list[Spelt]) -> pa.Buffer:
    """The rows of a block as canonical CSV.

    Its own text where that is proven to be it, else written anew.
    """
    if block.text is not None and _is_canonical(
        block,
        block.text,
        columns,
    ):
        return block.text
    return joined(columns)


def _is_canonical(block: JudgedBlock, text: pa.Buffer, columns: list[Spelt]) -> bool:
    """Every cell is spelt as it stands, and only those that must be are quoted."""
    if block.order is not None or len(columns) == 1:
        return False

    view = viewed(text)
    if view[-1:] != NEWLINE or holds(view, RETURN):
        return False

    in_file = zip(
        columns,
        block.columns,
        strict=True,
    )
    if not all(_is_spelt(column, found) for column, found in in_file):
        return False

    quotes = count(view, QUOTE)
    return not quotes or quotes == sum(_count_quotes(column) for column in columns)


def _is_spelt(column: Spelt, in_file: JudgedColumn) -> bool:
    return bool(column.texts.equals(in_file.texts))


def _count_quotes(column: Spelt) -> int:
    """How many quotes the column has in canonical CSV.

    Two round each cell that needs them, and each inside twice.
    """
    needs_quotes = to_be_quoted(column.texts)
    if not pc.any(needs_quotes).as_py():
        return 0

    inside = pc.count_substring(column.texts, QUOTE.decode())
    in_canonical = pc.add(2, pc.multiply(2, inside))
    by_text = pc.if_else(
        needs_quotes,
        in_canonical,
        0,
    ).to_numpy(zero_copy_only=False)
    by_row = by_text if column.codes is None else by_text[column.codes]
    return int(by_row.sum())
