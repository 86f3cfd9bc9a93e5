"""One sheet, from its cells to records: the steps of a recipe in their fixed order.

Place, fill, check and drop, clean, numbers, scale, codes, unpivot, constants. Each cell that is not
empty is counted as what it was used for; one that nothing foresees refuses the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

from statx.intake import findings
from statx.intake.accounting import count_cells
from statx.intake.columns import place_columns, refuse_columns_without_heading
from statx.intake.constants import settle_constants
from statx.intake.filtering import filter_rows
from statx.intake.grid import cut_grid, refuse_lone, refuse_merged
from statx.intake.meaning import ColumnMeaning
from statx.intake.opening import SourceSheet
from statx.intake.placing import place, refuse_unforeseen
from statx.intake.recipe import Source
from statx.intake.records import Records, unpivot
from statx.intake.summing import divide_totals, refuse_missing_totals
from statx.intake.totals import TotalsCheck
from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.results.account import Account
from statx.results.findings import Tally
from statx.texts import Text


@dataclass(frozen=True)
class TidiedSheet:
    """What became of a sheet."""

    records: Records
    account: Account
    tallies: tuple[Tally, ...]
    """What is wrong with it, found on the way: totals, names, texts."""
    is_readable: bool
    """Whether every name and text was known, so that the records can be judged."""
    remarks: tuple[Text, ...]


def tidy_sheet(
    source: SourceSheet, recipe: Source, schema: Schema, catalog: Catalog, number: int = 0
) -> TidiedSheet:
    """The records of a sheet; LayoutError where it is not laid out as the recipe says.

    `number` is that of the sheet among all that become one table, from 0.
    """
    placement = place(source, recipe)
    placed = place_columns(source, placement, recipe)
    refuse_columns_without_heading(source, placement, placed)

    constants = list(settle_constants(source, placement, recipe.constants))
    explained = [(constant.row, constant.column) for constant in constants if constant.row]
    refuse_unforeseen(source, placement, explained)

    grid = cut_grid(source, placement.body, placed.positions)
    refuse_merged(source, grid, placed)
    meaning = ColumnMeaning(source, schema, catalog, placed)

    body, summed = divide_totals(grid, placement, recipe, meaning)
    refuse_missing_totals(source, recipe, summed, placed)
    check = TotalsCheck(source, schema, body, placed, meaning.reading)
    check.check_rows(summed)
    check.check_columns([*body.rows, *(each.row for each in summed)])

    kept, dropped = filter_rows(source, body, placed, recipe.filters)
    refuse_lone(source, kept, placed)
    read = meaning.read(kept)

    account = count_cells(source, schema, placement, placed, kept, dropped, check.done, constants)
    unequal = findings.unequal_totals(source, check.done.unequal)
    return TidiedSheet(
        unpivot(read.columns, constants, len(kept.rows), number),
        account,
        (*unequal, *read.tallies),
        not read.tallies,
        read.remarks,
    )
