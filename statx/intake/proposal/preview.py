"""What a proposed recipe makes of the file, for a person to look at before they confirm it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import pyarrow as pa

from statx.errors import StatxError
from statx.intake.recipe import Recipe
from statx.intake.settling import tidy_by_recipe
from statx.registry.catalog import Catalog
from statx.results.account import Account
from statx.sources.choice import NOTHING, merge
from statx.texts import Text

ROWS = 1 << 12
"""Rows that are written at once."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The table, or what keeps the recipe from making one."""

    data: pa.Table | None
    """Texts, null where there is no value."""
    account: Account | None = None
    refusal: Text | None = None

    def records(self) -> Iterator[Sequence[str | None]]:
        """The header, then each row."""
        if self.data is None:
            return

        yield self.data.column_names
        for first in range(0, self.data.num_rows, ROWS):
            columns = [column.to_pylist() for column in self.data.slice(first, ROWS).columns]
            yield from zip(*columns, strict=True)

    def write(self, file: TextIO) -> None:
        """As CSV, to a text file that ends no lines itself."""
        writer = csv.writer(
            file,
            lineterminator="\n",
        )
        writer.writerows(self.records())


def preview_of(path: Path, place: Path, recipe: Recipe, catalog: Catalog) -> Preview:
    """What the recipe, which is to stand at `place`, makes of a file, unconfirmed as it is."""
    if not recipe.schema:
        return Preview(None)

    try:
        tidied = tidy_by_recipe(
            path,
            place,
            recipe,
            merge(NOTHING, None, None),
            catalog,
        )
    except StatxError as error:
        return Preview(None, refusal=error.text)

    table = tidied.table
    data = getattr(table, "data", None) if tidied.is_readable else None
    return Preview(data, tidied.account)
