"""A table in memory as what is to be judged: no file, and nothing that says how to read it."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from statx.errors import OptionError, StatxError
from statx.options import DATA_OPTIONS, LOCALE, SCHEMA, DataOptions
from statx.registry.catalog import Catalog
from statx.sources.choice import merge
from statx.sources.references import TableReferences
from statx.sources.schemas import schema_of
from statx.sources.targets import Refusal, Target
from statx.tables.memory import MemoryTable
from statx.texts import Text, named_option

NO_FILE = Text(
    id="datanya tidak dibaca dari berkas.",
    en="the data is not read from a file.",
)
OF_ALL_DATA = (SCHEMA, LOCALE)
"""The options that do not say how a file is written, or are about the texts in it."""


def settle_in_memory(
    data: pa.Table, place: str, options: DataOptions, catalog: Catalog
) -> Target | Refusal:
    """The table with the schema that judges it; what keeps it from being judged is a refusal.

    `place` is what the report calls it.
    """
    try:
        return _settled(
            MemoryTable(data),
            place,
            options,
            catalog,
        )
    except StatxError as error:
        return Refusal(place, Path(place), error)


def _settled(table: MemoryTable, place: str, options: DataOptions, catalog: Catalog) -> Target:
    _refuse_options_of_files(options)

    merged = merge(options, None, None)
    agreement, chosen = schema_of(
        Path(place),
        table,
        merged,
        catalog,
    )

    judging = agreement.in_locale(merged.locale)
    fitted = table.fitted(judging)
    name = place.lower()
    references = TableReferences(
        name,
        fitted,
        judging,
        catalog,
    )
    return Target(
        place,
        Path(place),
        name,
        judging,
        chosen,
        fitted,
        references,
        agreement,
        merged.locale,
    )


def _refuse_options_of_files(options: DataOptions) -> None:
    """OptionError where the caller says how a file is written."""
    for option in DATA_OPTIONS.values():
        if options[option] and option not in OF_ALL_DATA:
            raise OptionError(
                option=named_option(option.name),
                reason=NO_FILE,
            )
