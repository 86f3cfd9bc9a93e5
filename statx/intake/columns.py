"""Which column of a sheet becomes which field, by its heading: every one is used or ignored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from statx.intake.headings import HeadingPattern, as_read
from statx.intake.layout_errors import (
    HeadingTwiceError,
    MissingHeadingError,
    NoHeadingError,
    UnknownHeadingError,
)
from statx.intake.nearness import say_nearest
from statx.intake.opening import SourceSheet
from statx.intake.placing import Heading, Placement
from statx.intake.recipe import Column, Source, Total
from statx.workbook.addresses import column_letters

Binding = tuple[tuple[str, str], ...]
"""(variable, what the heading says of it), in the order of the pattern's variables."""


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """A column of the sheet that becomes a field."""

    position: int
    heading: Heading
    """Empty text where it has none."""
    column: Column
    binding: Binding = ()


@dataclass(frozen=True, slots=True)
class TotalColumn:
    """A column of the sheet that adds up others."""

    position: int
    heading: Heading
    total: Total
    parts: tuple[int, ...]
    """The columns that it adds up."""


@dataclass(frozen=True, slots=True)
class PlacedColumns:
    """What each column of a sheet is; every one that the table has is in one of these."""

    columns: tuple[PlacedColumn, ...]
    """In the order of the sheet; one that becomes two fields is there twice."""
    totals: tuple[TotalColumn, ...]
    ignored: Mapping[int, str]
    """Column -> why it means nothing."""

    @property
    def positions(self) -> tuple[int, ...]:
        """Those of the columns that become fields, each once."""
        return tuple(dict.fromkeys(column.position for column in self.columns))


def place_columns(source: SourceSheet, placement: Placement, recipe: Source) -> PlacedColumns:
    """What each column is; LayoutError for one that the recipe does not know, or misses."""
    headings = dict(placement.headings)
    by_letter = {_position(column.letter): column for column in recipe.columns if column.letter}
    ignored = dict(_ignored_letters(recipe))
    totals: dict[int, Total] = {}
    columns: list[PlacedColumn] = []

    for position, column in by_letter.items():
        heading = headings.pop(position, Heading(position, placement.header[-1], ""))
        columns.append(PlacedColumn(position, heading, column))

    rules = _Rules.of(recipe)
    for position, heading in headings.items():
        if position in ignored:
            continue

        used = list(rules.used(heading))
        if used:
            columns += used
        elif rules.total(heading) is not None:
            totals[position] = rules.total(heading)  # type: ignore[assignment]  # asked just before
        elif rules.reason(heading) is not None:
            ignored[position] = rules.reason(heading) or ""
        else:
            raise _unknown(source, heading, recipe)

    _refuse_missing(source, columns, headings, recipe)
    _refuse_twice(source, columns)
    columns.sort(key=lambda column: column.position)
    return PlacedColumns(
        tuple(columns),
        tuple(_total_columns(totals, placement.headings)),
        ignored,
    )


def refuse_columns_without_heading(
    source: SourceSheet, placement: Placement, placed: PlacedColumns
) -> None:
    """NoHeadingError for a cell of the body in a column that has no heading and is not ignored."""
    known = {*placed.positions, *placed.ignored, *(total.position for total in placed.totals)}
    for row in (*placement.body, *(total.row for total in placement.totals)):
        cells = source.sheet.rows[row]
        if cells.keys() <= known:
            continue
        for position in cells.keys() - known:
            if cells[position].text.strip():
                raise NoHeadingError(
                    path=source.path,
                    cell=source.address(row, position),
                    text=cells[position].text,
                    letter=column_letters(position),
                )


@dataclass(frozen=True)
class _Rules:
    """What a recipe says of headings; the very text goes before a pattern."""

    columns: Sequence[tuple[HeadingPattern, Column]]
    totals: Sequence[tuple[HeadingPattern, Total]]
    ignored: Sequence[tuple[HeadingPattern, str]]

    @classmethod
    def of(cls, recipe: Source) -> _Rules:
        columns = [(each.heading, each) for each in recipe.columns if each.heading]
        totals = [(each.column, each) for each in recipe.totals if each.column]
        ignored = [(text, each.why) for each in recipe.sheet.ignore for text in each.columns]
        return cls(
            [(HeadingPattern.parse(text), each) for text, each in columns],
            [(HeadingPattern.parse(text), each) for text, each in totals],
            [(HeadingPattern.parse(text), why) for text, why in ignored],
        )

    def used(self, heading: Heading) -> Iterator[PlacedColumn]:
        """The fields that a column becomes: of patterns, the first that fits."""
        literal = False
        for pattern, column in self.columns:
            if not pattern.variables and pattern.match(heading.text) is not None:
                literal = True
                yield PlacedColumn(heading.column, heading, column)
        if literal or self._is_named(heading):
            return

        for pattern, column in self.columns:
            binding = _binding(pattern, heading, column)
            if binding:
                yield PlacedColumn(heading.column, heading, column, binding)
                return

    def total(self, heading: Heading) -> Total | None:
        """The total that a column is."""
        for pattern, total in self.totals:
            if pattern.match(heading.text) is not None:
                return total
        return None

    def reason(self, heading: Heading) -> str | None:
        """Why a column is ignored."""
        for pattern, why in self.ignored:
            if pattern.match(heading.text) is not None:
                return why
        return None

    def _is_named(self, heading: Heading) -> bool:
        """Whether its very text is that of a total or of a column that is ignored."""
        others = (*self.totals, *self.ignored)
        patterns = [pattern for pattern, _ in others if not pattern.variables]
        return any(pattern.match(heading.text) is not None for pattern in patterns)


def _binding(pattern: HeadingPattern, heading: Heading, column: Column) -> Binding:
    """What the heading says of each variable; empty where it does not fit."""
    read = pattern.match(heading.text)
    if read is None:
        return ()

    binding = []
    for variable in pattern.variables:
        said = read[variable.name]
        categories = column.categories.get(variable.name)
        if categories is not None:
            spelt = {as_read(text): value for text, value in categories.items()}
            if said not in spelt:
                return ()
            said = spelt[said]
        binding.append((variable.name, said))
    return tuple(binding)


def _total_columns(
    totals: Mapping[int, Total], headings: Mapping[int, Heading]
) -> Iterator[TotalColumn]:
    for position, total in totals.items():
        heading = headings[position]
        read = HeadingPattern.parse(total.column).match(heading.text) or {}
        parts = _parts(total, read, headings)
        yield TotalColumn(position, heading, total, tuple(parts))


def _parts(total: Total, read: Mapping[str, str], headings: Mapping[int, Heading]) -> Iterator[int]:
    """The columns whose headings fit one of its patterns, and say the same of shared variables."""
    patterns = [HeadingPattern.parse(text) for text in total.columns]
    for position, heading in headings.items():
        for pattern in patterns:
            said = pattern.match(heading.text)
            if said is not None and all(
                said.get(name, value) == value for name, value in read.items()
            ):
                yield position
                break


def _ignored_letters(recipe: Source) -> Iterator[tuple[int, str]]:
    for ignored in recipe.sheet.ignore:
        for letter in ignored.letters:
            yield _position(letter), ignored.why


def _position(letters: str) -> int:
    """The number of a column, from 1: A is 1, AA is 27."""
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - ord("A") + 1
    return position


def _unknown(source: SourceSheet, heading: Heading, recipe: Source) -> UnknownHeadingError:
    known = [column.heading for column in recipe.columns if column.heading]
    return UnknownHeadingError(
        path=source.path,
        cell=source.address(heading.row, heading.column),
        heading=heading.text,
        near=say_nearest(heading.text, known),
    )


def _refuse_missing(
    source: SourceSheet,
    columns: Sequence[PlacedColumn],
    headings: Mapping[int, Heading],
    recipe: Source,
) -> None:
    placed = [each.column for each in columns]
    for column in recipe.columns:
        if column not in placed:
            known = [heading.text for heading in headings.values()]
            raise MissingHeadingError(
                path=source.path,
                heading=column.heading,
                near=say_nearest(column.heading, known),
            )


def _refuse_twice(source: SourceSheet, columns: Sequence[PlacedColumn]) -> None:
    """Two columns of the sheet that would be the same field of the same rows."""
    first: dict[tuple[str, Binding], PlacedColumn] = {}
    for placed in columns:
        key = (placed.column.to or placed.column.heading, placed.binding)
        other = first.setdefault(key, placed)
        if other is not placed:
            places = [source.address(each.heading.row, each.position) for each in (other, placed)]
            raise HeadingTwiceError(
                path=source.path,
                heading=placed.heading.text,
                cells=", ".join(places),
            )
