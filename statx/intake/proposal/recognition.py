"""What is known of a sheet by itself: its rows, its columns, its regions, its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from statx.intake.headings import as_read
from statx.intake.proposal.columns import SheetColumn, columns_of, fill_of
from statx.intake.proposal.facts import Facts
from statx.intake.proposal.meanings import words_of
from statx.intake.proposal.notation import Style
from statx.intake.proposal.periods import mentions
from statx.intake.proposal.places import Gazetteer, PlaceColumn
from statx.intake.proposal.rows import RowRoles, roles_of
from statx.intake.proposal.units import Unit, unit_in, unit_of
from statx.intake.recipe import Fill
from statx.workbook.sheets import Sheet

LINE_NUMBERS = frozenset(("no", "nomor", "id", "urut", "number"))
"""Words of the headings of columns that number the rows."""
_EXPLAINED = re.compile(r"(-?\d+)\s*[:=]")
OF_UNITS = frozenset(("satuan", "unit"))


@dataclass(frozen=True)
class RecognisedSheet:
    """A sheet with what a person would see in it at once."""

    sheet: Sheet
    file_name: str
    """Without folder and suffix."""
    roles: RowRoles
    fill: Fill
    columns: tuple[SheetColumn, ...]
    places: tuple[PlaceColumn, ...]

    @cached_property
    def line_numbers(self) -> tuple[SheetColumn, ...]:
        """Columns that number the rows."""
        return tuple(column for column in self.columns if _numbers_rows(column))

    @cached_property
    def empty(self) -> tuple[SheetColumn, ...]:
        """Columns of figures in which each cell says that there is none."""
        return tuple(column for column in self.columns if column.is_empty_of_figures)

    @cached_property
    def title_cells(self) -> tuple[str, ...]:
        """The texts above the header."""
        return tuple(self._texts(self.roles.titles))

    @cached_property
    def footnote_cells(self) -> tuple[str, ...]:
        """The texts below the body."""
        return tuple(self._texts(self.roles.footnotes))

    @property
    def context(self) -> str:
        """The titles, the name of the sheet and of the file."""
        return " ".join((*self.title_cells, self.sheet.name, self.file_name))

    @cached_property
    def style(self) -> Style:
        """How numbers are written, where all columns that prove it prove the same."""
        styles = {column.notation.style for column in self.columns} & {"id", "en", "mixed"}
        return styles.pop() if len(styles) == 1 and "mixed" not in styles else ""

    @cached_property
    def unit(self) -> Unit | None:
        """That of the title, or the one that a column of units says."""
        before = ""
        for text in self.title_cells:
            # `SATUAN` in one cell has its value in the next.
            is_named = OF_UNITS.issuperset(words_of(before) or ("",))
            unit = unit_of(text.lstrip(": ")) if is_named else unit_in(text)
            if unit is not None:
                return unit
            before = text

        of_column = [column for column in self.columns if is_unit_column(column)]
        if len(of_column) == 1 and len(of_column[0].distinct) == 1:
            return unit_of(of_column[0].texts[0])
        return None

    def missing_in(self, column: SheetColumn) -> tuple[str, ...]:
        """The texts in a column that say that there is no figure, as footnotes explain, too."""
        explained = [text for text in self._explained if text in column.distinct]
        return tuple(dict.fromkeys((*column.missing, *explained)))

    @cached_property
    def _explained(self) -> tuple[str, ...]:
        """Numbers with which footnotes begin: `8888: Data tidak terukur`."""
        matches = [_EXPLAINED.match(text) for text in self.footnote_cells]
        return tuple(match[1] for match in matches if match)

    def facts(self) -> Facts:
        """What a schema is matched with."""
        apart = (*self.line_numbers, *self._empty_periods)
        columns = tuple(column for column in self.columns if column not in apart)
        return Facts(
            columns,
            self.places,
            self.context,
            self.style,
            self.unit,
        )

    @cached_property
    def _empty_periods(self) -> tuple[SheetColumn, ...]:
        """Empty columns, where no other column says anything of their month or year."""
        # A month that was not counted is empty in each measure; one measure alone is a gap.
        return self.empty if _is_a_whole_period(self.empty, self.columns) else ()

    @property
    def uncounted(self) -> tuple[SheetColumn, ...]:
        """Columns of a month or a year of which there is no figure at all."""
        return self._empty_periods

    def _texts(self, rows: Sequence[int]) -> Iterator[str]:
        for row in rows:
            for cell in self.sheet.rows[row].values():
                yield as_read(cell.text)


def recognise(sheet: Sheet, file_name: str, gazetteer: Gazetteer) -> RecognisedSheet | None:
    """What a sheet is; None where nothing in it looks like a table."""
    roles = roles_of(sheet)
    if roles is None:
        return None

    columns = columns_of(sheet, roles)
    return RecognisedSheet(
        sheet=sheet,
        file_name=file_name,
        roles=roles,
        fill=fill_of(sheet, roles.header),
        columns=columns,
        places=gazetteer.places(columns),
    )


def is_unit_column(column: SheetColumn) -> bool:
    """`satuan`"""
    return OF_UNITS.issuperset(words_of(column.heading) or ("",))


def _numbers_rows(column: SheetColumn) -> bool:
    words = words_of(column.heading)
    return column.is_numeric and bool(words) and LINE_NUMBERS.issuperset(words)


def _is_a_whole_period(empty: Sequence[SheetColumn], columns: Sequence[SheetColumn]) -> bool:
    """Whether those with figures name other periods than the empty ones."""
    named = {_periods(column) for column in empty}
    others = {_periods(column) for column in columns if column.is_numeric}
    return len(named) == 1 and named != {()} and not named & others


def _periods(column: SheetColumn) -> tuple[tuple[str, str], ...]:
    return tuple((each.kind, each.value) for each in mentions(column.heading))
