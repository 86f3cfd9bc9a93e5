"""What is the same in every row: a value of the recipe, or what a text outside the table says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statx.intake.headings import HeadingPattern, as_read
from statx.intake.layout_errors import ConstantTwiceError, NoConstantError
from statx.intake.nearness import say_nearest
from statx.intake.opening import SourceSheet
from statx.intake.placing import Placement
from statx.intake.recipe import Constant
from statx.workbook.sheets import SheetCell


@dataclass(frozen=True, slots=True)
class SettledConstant:
    """A field that has one value."""

    field: str
    value: str
    row: int = 0
    """Of the cell that says it; 0 where the recipe does."""
    column: int = 0


def settle_constants(
    source: SourceSheet, placement: Placement, constants: Sequence[Constant]
) -> Iterator[SettledConstant]:
    """Each with its value; LayoutError where no text says it, or several say otherwise."""
    texts = list(_texts_outside(source, placement))
    for constant in constants:
        if constant.text:
            yield _read(source, texts, constant)
        else:
            yield SettledConstant(constant.field, constant.value)


def _texts_outside(
    source: SourceSheet, placement: Placement
) -> Iterator[tuple[int, int, SheetCell]]:
    """(row, column, cell) of all that stands above the header or below the body."""
    first = placement.header[0]
    last = max(placement.body, default=placement.header[-1])
    for row in (*placement.outside, *placement.ignored):
        if first <= row <= last:
            continue
        for column, cell in source.sheet.rows[row].items():
            yield row, column, cell


def _read(
    source: SourceSheet, texts: Sequence[tuple[int, int, SheetCell]], constant: Constant
) -> SettledConstant:
    pattern = HeadingPattern.parse(constant.text)
    said = []
    for row, column, cell in texts:
        read = pattern.match(cell.text)
        if read is not None:
            said.append(SettledConstant(constant.field, read[constant.field], row, column))

    if not said:
        known = [as_read(cell.text) for _, _, cell in texts]
        raise NoConstantError(
            path=source.path,
            heading=constant.text,
            field=constant.field,
            near=say_nearest(constant.text, known),
        )
    if len({each.value for each in said}) > 1:
        raise ConstantTwiceError(
            path=source.path,
            cells=", ".join(source.address(each.row, each.column) for each in said),
            field=constant.field,
        )
    return said[0]
