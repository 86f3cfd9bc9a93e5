"""A table that was made of a sheet by a recipe, for those who judge it like any other.

Who makes it stands above this room: the settings of the run carry them here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from statx.errors import OptionError
from statx.options import DELIMITER, ENCODING, LOCALE, SHEET
from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.results.account import Account
from statx.results.findings import Tally
from statx.sources.choice import AS_USUAL, TableOptions
from statx.tables.table import Table
from statx.texts import Text, named_option

IN_THE_RECIPE = Text(
    id="cara membaca berkas dan angkanya sudah ditentukan dalam resep.",
    en="how the file and its numbers are read is said by the recipe.",
)


@dataclass(frozen=True)
class Tidied:
    """The table, and what was seen on the way to it."""

    table: Table
    schema: Schema
    chosen: Text
    """Why it is this schema."""
    account: Account
    files: tuple[Path, ...]
    """That it was made of, each once."""
    recipe: Path
    tallies: tuple[Tally, ...]
    """What is wrong with the sheet itself."""
    is_readable: bool
    """Whether its records can be judged: every name and every text was known."""
    remarks: tuple[Text, ...]


class Tidying(Protocol):
    """Makes tables by recipes."""

    def tidy(self, path: Path, options: TableOptions, catalog: Catalog) -> Tidied:
        """The table that the recipe at `options.recipe` makes of a file; raises StatxError."""


def refuse_with_recipe(options: TableOptions) -> None:
    """OptionError where somebody says beside a recipe how the file is written."""
    settled = {
        LOCALE.name: options.locale != "en",
        ENCODING.name: bool(options.encoding),
        SHEET.name: bool(options.dialect.sheet),
        DELIMITER.name: options.dialect != AS_USUAL,
    }
    for name, is_settled in settled.items():
        if is_settled:
            raise OptionError(
                option=named_option(name),
                reason=IN_THE_RECIPE,
            )
