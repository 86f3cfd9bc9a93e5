"""The part of a recipe that says which rows and columns add up others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from statx.intake.proposal import words
from statx.intake.proposal.columns import SheetColumn, is_filled_down
from statx.intake.proposal.draft import Draft
from statx.intake.proposal.facts import FieldUse, SchemaMatch
from statx.intake.proposal.notation import Style
from statx.intake.proposal.places import PlaceColumn
from statx.intake.proposal.recognition import RecognisedSheet
from statx.intake.proposal.region_draft import is_filtered
from statx.intake.proposal.totals import RowTotal, is_called_total, row_totals
from statx.intake.recipe import Total

MOST_SUSPECTS = 200
"""Rows without a region that is known, of which each is held to the sum of the others."""


def totalling_rows(recognised: RecognisedSheet, match: SchemaMatch) -> tuple[RowTotal, ...]:
    """The rows that add up others, or are called so."""
    place = match.place
    label = place.column if place is not None else _first_of_texts(recognised)
    columns = (column for use in match.uses for column in use.group.columns)
    measured = [column for column in columns if column.is_numeric]
    styles = [use.style for use in match.uses if use.style in ("id", "en")]
    style: Style = styles[0] if styles else "en"
    rows = sorted((*recognised.roles.body, *recognised.roles.inner))

    called = [row for row in rows if _is_called_total(row, label)]
    if place is not None and is_filtered(place):
        # Of a table of all provinces most names are unknown: only what adds up is a total.
        totals = row_totals(
            measured,
            label,
            called,
            rows,
            style,
        )
        return tuple(total for total in totals if total.adding)

    is_filled = is_filled_down(
        label,
        recognised.sheet,
        recognised.roles.body,
    )
    labelled = [row for row in rows if row in label.cells or not is_filled]
    suspects = [row for row in labelled if _is_suspect(row, label, place)]
    if len(suspects) > MOST_SUSPECTS:
        # The names are of regions that no list has; a word has to tell.
        suspects = called
    return row_totals(
        measured,
        label,
        suspects,
        rows,
        style,
    )


def _is_called_total(row: int, label: SheetColumn) -> bool:
    cell = label.cells.get(row)
    return cell is not None and is_called_total(cell.text)


def _first_of_texts(recognised: RecognisedSheet) -> SheetColumn:
    texts = (column for column in recognised.columns if not column.is_numeric)
    return next(
        texts,
        recognised.columns[0],
    )


def _is_suspect(row: int, label: SheetColumn, place: PlaceColumn | None) -> bool:
    """A row whose label is no region of the level, or that has none."""
    cell = label.cells.get(row)
    if cell is None:
        return place is not None
    if place is not None:
        text = " ".join(cell.text.split())
        return text not in place.named and text not in place.shared_names

    return is_called_total(cell.text)


def row_total_drafts(rows: Sequence[RowTotal], match: SchemaMatch, draft: Draft) -> Iterator[Total]:
    """Rows that add up the same columns are one total, each by its text."""
    for at, row in enumerate(rows, 1):
        adding, others = _split(row, match.uses)
        if not adding or not row.text:
            continue

        tolerance = max((row.sums[number].tolerance for number in row.adding), default=Decimal(0))
        said = words.ADDS_UP.fill(
            row=row.row,
            n=len(row.adding),
            of=len(row.sums),
        )
        draft.note(f"total[{at}]", said)
        yield Total(
            columns=tuple(use.group.pattern for use in adding),
            row_with=row.text,
            unchecked=tuple(use.group.pattern for use in others),
            over="above" if row.over_above else "all",
            tolerance=tolerance,
        )


def _split(row: RowTotal, uses: Sequence[FieldUse]) -> tuple[list[FieldUse], list[FieldUse]]:
    """(what adds up in this row, what does not, such as rates)."""
    adding: list[FieldUse] = []
    others: list[FieldUse] = []
    for use in uses:
        numbers = [column.number for column in use.group.columns]
        sums = [row.sums[number] for number in numbers if number in row.sums]
        if not sums:
            continue

        holding = [each for each in sums if each.holds or each.is_near]
        (adding if 2 * len(holding) >= len(sums) else others).append(use)
    return adding, others


def column_total_drafts(match: SchemaMatch, draft: Draft) -> Iterator[Total]:
    """Columns that add up those of a group."""
    for column, group in match.sums:
        draft.note(
            "sheet",
            words.COLUMN_ADDS_UP.fill(column=column.heading),
        )
        yield Total(columns=(group.pattern,), column=column.pattern)
