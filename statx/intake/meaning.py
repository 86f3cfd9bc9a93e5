"""What the columns of a sheet mean: texts, numbers, and codes of the regions that they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from statx.intake import findings, words
from statx.intake.cells import CellReading
from statx.intake.coding import Coding, Outcome, code_of, official_name
from statx.intake.columns import PlacedColumn, PlacedColumns
from statx.intake.grid import Grid, fill_down
from statx.intake.headings import same_pattern
from statx.intake.naming import NamedRegion
from statx.intake.numbers import exact_factor, written
from statx.intake.opening import SourceSheet
from statx.intake.recipe import Total
from statx.intake.recipe_faults import is_code
from statx.intake.records import Places, ReadColumn, read_column
from statx.intake.refusing import refuser
from statx.intake.totals import is_number
from statx.registry.catalog import Catalog
from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.registry.vocabulary import CodeSystem
from statx.results.findings import Tally
from statx.texts import Text

Texts = list[str | None]


@dataclass(frozen=True)
class ColumnsRead:
    """What rows say of each field."""

    columns: tuple[ReadColumn, ...]
    tallies: tuple[Tally, ...]
    """Names and texts that are not known."""
    remarks: tuple[Text, ...]


@dataclass(frozen=True)
class ColumnMeaning:
    """How the columns of one sheet are read."""

    source: SourceSheet
    schema: Schema
    catalog: Catalog
    placed: PlacedColumns
    _codings: dict[int, Coding] = field(default_factory=dict)
    _readings: dict[tuple[int, str], CellReading] = field(default_factory=dict)

    def read(self, grid: Grid) -> ColumnsRead:
        """What these rows say."""
        columns: list[ReadColumn] = []
        tallies: list[Tally] = []
        remarks: list[Text] = []
        outcomes = self._outcomes(grid)

        for number, placed in enumerate(self.placed.columns):
            texts, rows, tally, remark = self._texts(grid, placed)
            remarks += remark
            if tally is not None:
                tallies.append(tally)

            if number not in outcomes:
                columns.append(read_column(placed.column.to, placed, texts, rows))
                continue

            tallies += findings.unknown_names(self.source, placed, rows, outcomes[number])
            columns += self._coded(placed, rows, outcomes[number])

        read = tuple(column for column in columns if column.field)
        return ColumnsRead(read, tuple(tallies), tuple(dict.fromkeys(remarks)))

    def codes(self, grid: Grid) -> Texts:
        """The codes of the first column of names; none where there is none."""
        for outcomes in self._outcomes(grid).values():
            return [code_of(outcome) for outcome in outcomes]
        return [None] * len(grid.rows)

    def regions_of_totals(
        self, grid: Grid, totals: Sequence[Total]
    ) -> list[tuple[Total, str] | None]:
        """Of each row, the total that it is by the level of the region it names, and its code."""
        regions: list[tuple[Total, str] | None] = [None] * len(grid.rows)
        named = [each for each in self.placed.columns if each.column.names is not None]
        if not totals or not named:
            return regions

        texts, _, _, _ = self._texts(grid, named[-1])
        own = self._outcomes(grid)[self.placed.columns.index(named[-1])]
        for total in totals:
            coding = self._coding(named[-1]).of_level(total.level)
            for at, outcome in enumerate(coding.outcomes(texts, None)):
                if not _is_of(own[at], named[-1]) and _is_level(outcome, total.level):
                    regions[at] = (total, code_of(outcome) or "")
        return regions

    def reading(self, placed: PlacedColumn) -> CellReading:
        """How a column is read; it remembers each distinct cell."""
        key = (placed.position, placed.column.to)
        if key not in self._readings:
            of_schema = self._field(placed.column.to)
            is_day = of_schema is not None and of_schema.type in ("date", "datetime")
            self._readings[key] = CellReading(
                placed.column,
                is_number(placed.column, self.schema),
                is_day,
            )
        return self._readings[key]

    # ---- columns of names ------------------------------------------------------------------------

    def _outcomes(self, grid: Grid) -> dict[int, list[Outcome]]:
        """The number of each column of names -> what its names mean."""
        outcomes: dict[int, list[Outcome]] = {}
        # A column in whose regions another's names lie is looked up before it.
        for is_inner in (False, True):
            for number, placed in enumerate(self.placed.columns):
                if placed.column.names is None or self._is_inner(placed) is not is_inner:
                    continue
                texts, _, _, _ = self._texts(grid, placed)
                parents = self._parents(placed, outcomes)
                outcomes[number] = self._coding(placed).outcomes(texts, parents)
        return dict(sorted(outcomes.items()))

    def _is_inner(self, placed: PlacedColumn) -> bool:
        names = placed.column.names
        return names is not None and bool(names.within) and not is_code(names.within)

    def _parents(self, placed: PlacedColumn, outcomes: dict[int, list[Outcome]]) -> Texts | None:
        if not self._is_inner(placed) or placed.column.names is None:
            return None

        within = placed.column.names.within
        for number, each in enumerate(self.placed.columns):
            if number in outcomes and same_pattern(each.column.heading, within):
                return [code_of(outcome) for outcome in outcomes[number]]
        return None

    def _coding(self, placed: PlacedColumn) -> Coding:
        coding = self._codings.get(placed.position)
        if coding is None and placed.column.names is not None:
            coding = Coding(
                self.catalog.regions,
                placed.column.names,
                placed.column.alias,
                self._system(placed),
            )
            self._codings[placed.position] = coding
        if coding is None:
            raise KeyError(placed.position)
        return coding

    def _system(self, placed: PlacedColumn) -> CodeSystem:
        of_schema = self._field(placed.column.to)
        if of_schema is None or of_schema.region is None:
            return "kemendagri"
        return of_schema.region.system

    def _coded(
        self, placed: PlacedColumn, rows: Places, outcomes: Sequence[Outcome]
    ) -> Iterator[ReadColumn]:
        codes = [code_of(outcome) for outcome in outcomes]
        yield read_column(placed.column.to, placed, codes, rows)
        if placed.column.names is not None:
            names = [official_name(outcome) for outcome in outcomes]
            yield read_column(placed.column.names.label, placed, names, rows)

    # ---- texts and numbers -----------------------------------------------------------------------

    def _texts(
        self, grid: Grid, placed: PlacedColumn
    ) -> tuple[Texts, Places, Tally | None, list[Text]]:
        """(texts, rows that they come from, texts that are not known, remarks)."""
        cells = grid.columns[placed.position]
        rows = np.array(grid.rows, np.int32)
        if placed.column.fill:
            cells, origins = fill_down(cells)
            rows = rows[origins]

        reading = self.reading(placed)
        unknown: list[int] = []
        refuse = refuser(self.source, placed, rows.tolist(), unknown)
        texts = reading.read_all(cells, refuse)

        tally = findings.unknown_texts(self.source, placed, rows, unknown) if unknown else None
        return texts, rows, tally, list(_remarks(placed, reading))

    def _field(self, name: str) -> Field | None:
        for each in self.schema.fields:
            if each.name == name:
                return each
        return None


def _is_of(outcome: Outcome, placed: PlacedColumn) -> bool:
    """Whether a name is that of a region of the column's own level."""
    names = placed.column.names
    return names is not None and _is_level(outcome, names.level)


def _is_level(outcome: Outcome, level: str) -> bool:
    if not isinstance(outcome, NamedRegion) or outcome.region is None:
        return False
    return outcome.region.level == level


def _remarks(placed: PlacedColumn, reading: CellReading) -> Iterator[Text]:
    """Where a figure in thousands became one in units, it is no more exact than it was."""
    scale = placed.column.scale
    if scale <= 1:
        return

    step = exact_factor(scale) * Decimal(10) ** -reading.most_decimals
    if step > 1:
        yield words.STEPS.fill(
            field=placed.column.to,
            step=written(step),
        )
