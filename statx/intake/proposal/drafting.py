"""A recipe out of what was recognised, with a reason for each part and a question for each gap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statx.intake.proposal import words
from statx.intake.proposal.column_draft import draft_column
from statx.intake.proposal.columns import SheetColumn
from statx.intake.proposal.constants import constants_of
from statx.intake.proposal.draft import Draft, few
from statx.intake.proposal.facts import SchemaMatch, region_fields
from statx.intake.proposal.layout_draft import Reasoned, draft_layout, has_hidden_cells
from statx.intake.proposal.places import PlaceColumn
from statx.intake.proposal.questions import Answers
from statx.intake.proposal.recognition import RecognisedSheet, is_unit_column
from statx.intake.proposal.region_draft import draft_region, place_above, rows_to_keep
from statx.intake.proposal.status_draft import draft_status
from statx.intake.proposal.total_draft import (
    column_total_drafts,
    row_total_drafts,
    totalling_rows,
)
from statx.intake.proposal.totals import RowTotal
from statx.intake.recipe import Column, Recipe, Source
from statx.registry.regions import Regions
from statx.texts import Language, Text, joined, verbatim


def draft_recipe(
    recognised: RecognisedSheet,
    match: SchemaMatch,
    regions: Regions,
    answers: Answers,
    language: Language,
) -> tuple[Recipe, Draft]:
    """The recipe that one schema and one sheet make."""
    draft = Draft()
    rows = totalling_rows(recognised, match)
    totals = [
        *row_total_drafts(
            rows,
            match,
            draft,
        ),
        *column_total_drafts(match, draft),
    ]
    columns = [
        *_region_columns(
            match,
            recognised,
            rows,
            regions,
            answers,
            draft,
        )
    ]
    for use in sorted(match.uses, key=lambda use: use.group.columns[0].number):
        columns.append(
            draft_column(
                use,
                recognised,
                answers,
                draft,
                len(columns) + 1,
            )
        )

    status = draft_status(match, recognised, draft, len(columns) + 1)
    if status is not None:
        columns.append(status)

    ignored = tuple(_ignored(recognised, match))
    layout = draft_layout(
        recognised,
        totals,
        [row.row for row in rows],
        ignored,
        language,
    )
    _note_layout(
        recognised,
        match,
        ignored,
        draft,
    )

    constants = []
    for settled in constants_of(match, recognised, regions, answers):
        constants.append(settled.constant)
        if settled.question is not None:
            draft.ask("constant", settled.question)
        elif settled.says is not None:
            draft.note("constant", settled.says)

    source = Source(
        sheet=layout,
        columns=tuple(columns),
        totals=tuple(totals),
        constants=tuple(constants),
        filters=rows_to_keep(match.place, language),
    )
    return Recipe(
        (source,),
        schema=match.schema.ref,
    ), draft


# ---- columns -------------------------------------------------------------------------------------


def _region_columns(
    match: SchemaMatch,
    recognised: RecognisedSheet,
    rows: Sequence[RowTotal],
    regions: Regions,
    answers: Answers,
    draft: Draft,
) -> Iterator[Column]:
    if match.place is None:
        return

    fields = region_fields(match.schema)
    region = draft_region(
        match.place,
        fields,
        recognised,
        [row.text for row in rows],
        regions,
        answers,
    )
    yield from region.looked_up_in
    place = f"column[{1 + len(region.looked_up_in)}]"
    for note in region.notes:
        draft.note(place, note)
    for question in region.questions:
        draft.ask(place, question)
    yield region.column


# ---- what is left over ---------------------------------------------------------------------------


def _ignored(recognised: RecognisedSheet, match: SchemaMatch) -> Iterator[Reasoned]:
    for column in recognised.line_numbers:
        yield column, words.LINE_NUMBER
    for column in recognised.uncounted:
        yield column, words.UNCOUNTED

    places = {place.column.number: place for place in recognised.places}
    used = place_above(
        match.place,
        recognised.places,
    )
    for column in match.surplus:
        if used is not None and column is used.column:
            continue
        yield (
            column,
            _reason(
                column,
                places.get(column.number),
            ),
        )


def _reason(column: SheetColumn, place: PlaceColumn | None) -> Text:
    if not column.heading:
        return words.NO_HEADING
    if place is not None and place.is_code:
        return words.OTHER_CODES
    if place is not None:
        return words.WIDER_REGION.fill(regions=few(list(column.distinct)))
    if len(column.distinct) == 1 and is_unit_column(column):
        return words.UNIT_COLUMN.fill(unit=next(iter(column.distinct)))
    return words.NO_FIELD


def _note_layout(
    recognised: RecognisedSheet,
    match: SchemaMatch,
    ignored: Sequence[Reasoned],
    draft: Draft,
) -> None:
    roles = recognised.roles
    header = _span(roles.header)
    draft.note(
        "sheet",
        words.ROWS.fill(header=header, body=_span(roles.body)),
    )
    if has_hidden_cells(recognised.sheet):
        draft.note("sheet", words.HIDDEN)

    surplus = [column for column, why in ignored if why is words.NO_FIELD]
    if not surplus:
        return

    headings = [column.heading for column in surplus]
    draft.note(
        "sheet",
        words.SURPLUS.fill(columns=joined(map(verbatim, headings))),
    )
    if _rows_repeat(recognised, match):
        draft.note("sheet", words.ROWS_REPEAT)


def _rows_repeat(recognised: RecognisedSheet, match: SchemaMatch) -> bool:
    """Whether what a schema takes of the rows is the same for several: a column parts them."""
    keys = [use.group.columns[0] for use in match.uses if not use.is_measure]
    if match.place is not None:
        keys.append(match.place.column)

    seen = set()
    for row in recognised.roles.body:
        cells = [column.cells.get(row) for column in keys]
        key = tuple(cell.text if cell else "" for cell in cells)
        if key in seen:
            return True
        seen.add(key)
    return False


def _span(rows: Sequence[int]) -> str:
    return str(rows[0]) if len(rows) == 1 else f"{rows[0]}–{rows[-1]}"
