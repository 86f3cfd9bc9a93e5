"""A recipe out of what was recognised, with a reason for each part and a question for each gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from statx.intake.proposal import words
from statx.intake.proposal.columns import SheetColumn, is_filled_down
from statx.intake.proposal.constants import code_choices, constants_of
from statx.intake.proposal.facts import FieldUse, SchemaMatch, region_fields
from statx.intake.proposal.layout_draft import Reasoned, draft_layout, has_hidden_cells
from statx.intake.proposal.notation import Style
from statx.intake.proposal.places import PlaceColumn
from statx.intake.proposal.questions import Answers, Question
from statx.intake.proposal.recognition import RecognisedSheet, is_unit_column
from statx.intake.proposal.region_draft import draft_region, place_above, rows_to_keep
from statx.intake.proposal.styles import style_notes
from statx.intake.proposal.totals import RowTotal, is_called_total, row_totals
from statx.intake.recipe import Column, Dates, Recipe, Source, Total
from statx.registry.regions import Regions
from statx.texts import Language, Text, joined, verbatim

FEW = 5
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
"""Texts that are named as examples."""


@dataclass
class Draft:
    """A recipe in the making."""

    notes: dict[str, list[Text]] = field(default_factory=dict)
    """Place in the recipe -> comments."""
    questions: list[Question] = field(default_factory=list)

    def note(self, place: str, text: Text) -> None:
        """Put a comment above a part of the recipe."""
        self.notes.setdefault(place, []).append(text)

    def ask(self, place: str, question: Question) -> None:
        """Leave a question open, and say so in the recipe."""
        self.questions.append(question)
        said = words.OPEN.fill(asks=question.asks, evidence=question.evidence)
        self.note(place, said)
        for choice in question.choices:
            self.note(place, words.CHOICE.fill(says=choice.says))


def draft_recipe(
    recognised: RecognisedSheet,
    match: SchemaMatch,
    regions: Regions,
    answers: Answers,
    language: Language,
) -> tuple[Recipe, Draft]:
    """The recipe that one schema and one sheet make."""
    draft = Draft()
    rows = _row_totals(recognised, match)
    totals = [*_row_totals_of(rows, match, draft), *_column_totals(match, draft)]
    columns = [*_region_columns(match, recognised, rows, regions, answers, draft)]
    for use in sorted(match.uses, key=lambda use: use.group.columns[0].number):
        columns.append(_column(use, recognised, answers, draft, len(columns) + 1))

    ignored = tuple(_ignored(recognised, match))
    layout = draft_layout(recognised, totals, [row.row for row in rows], ignored, language)
    _note_layout(recognised, ignored, draft)

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
    return Recipe((source,), schema=match.schema.ref), draft


# ---- totals --------------------------------------------------------------------------------------


def _row_totals(recognised: RecognisedSheet, match: SchemaMatch) -> tuple[RowTotal, ...]:
    label = match.place.column if match.place is not None else _first_of_texts(recognised)
    columns = (column for use in match.uses for column in use.group.columns)
    measured = [column for column in columns if column.is_numeric]
    rows = (*recognised.roles.body, *recognised.roles.inner)
    is_filled = is_filled_down(label, recognised.sheet, recognised.roles.body)
    suspects = []
    for row in sorted(rows):
        is_of_above = is_filled and row not in label.cells
        if not is_of_above and _is_suspect(row, label, match.place):
            suspects.append(row)
    styles = [use.style for use in match.uses if use.style in ("id", "en")]
    style: Style = styles[0] if styles else "en"
    return row_totals(measured, label, suspects, sorted(rows), style)


def _first_of_texts(recognised: RecognisedSheet) -> SheetColumn:
    texts = (column for column in recognised.columns if not column.is_numeric)
    return next(texts, recognised.columns[0])


def _is_suspect(row: int, label: SheetColumn, place: PlaceColumn | None) -> bool:
    """A row whose label is no region of the level, or that has none."""
    cell = label.cells.get(row)
    if cell is None:
        return place is not None
    if place is not None:
        text = " ".join(cell.text.split())
        return text not in place.named and text not in place.shared_names

    return is_called_total(cell.text)


def _row_totals_of(rows: Sequence[RowTotal], match: SchemaMatch, draft: Draft) -> Iterator[Total]:
    """Rows that add up the same columns are one total, each by its text."""
    for at, row in enumerate(rows, 1):
        adding, others = _split(row, match.uses)
        if not adding or not row.text:
            continue

        tolerance = max((row.sums[number].tolerance for number in row.adding), default=Decimal(0))
        said = words.ADDS_UP.fill(row=row.row, n=len(row.adding), of=len(row.sums))
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


def _column_totals(match: SchemaMatch, draft: Draft) -> Iterator[Total]:
    for column, group in match.sums:
        draft.note("sheet", words.COLUMN_ADDS_UP.fill(column=column.heading))
        yield Total(columns=(group.pattern,), column=column.heading)


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


def _column(
    use: FieldUse, recognised: RecognisedSheet, answers: Answers, draft: Draft, at: int
) -> Column:
    place = f"column[{at}]"
    group = use.group
    said = words.LIKELY_FIELD.fill(title=use.of.title, field=use.of.name)
    draft.note(place, said)

    marks = dict.fromkeys(mark for column in group.columns for mark in column.marks)
    missing = dict.fromkeys(
        mark for column in group.columns for mark in recognised.missing_in(column)
    )
    if missing:
        draft.note(place, words.SUSPECT_MARKS.fill(marks=", ".join(missing)))

    odd = dict.fromkeys(text for column in group.columns for text in column.odd)
    is_figures = any(column.is_numeric for column in group.columns)
    if odd and is_figures and not use.values:
        draft.note(place, words.ODD_TEXTS.fill(texts=_few(list(odd))))

    if use.scale != 1 and group.unit is not None:
        scaled = words.SCALED.fill(unit=group.unit.text, wanted=use.of.unit, scale=use.scale)
        draft.note(place, scaled)

    is_percent = any(column.is_percent for column in group.columns)
    if is_percent:
        draft.note(place, words.PERCENT)

    notes, question, numbers = style_notes(use, answers)
    for note in notes:
        draft.note(place, note)
    if question is not None:
        draft.ask(place, question)

    return Column(
        to=use.of.name,
        heading=group.pattern,
        fill=is_filled_down(group.columns[0], recognised.sheet, recognised.roles.body),
        marks=tuple(marks),
        missing=tuple(missing) if is_figures or not use.values else (),
        values=_values(use, answers, draft, place),
        numbers=numbers,
        dates=_dates(use),
        percent="as-shown" if is_percent else "",
        scale=use.scale,
        categories=group.categories,
    )


def _dates(use: FieldUse) -> Dates:
    """Day first, unless all are written as the table has them."""
    if use.of.type != "date":
        return ""

    texts = [text for column in use.group.columns for text in column.written]
    return "" if all(map(_ISO.fullmatch, texts)) else "id"


def _values(use: FieldUse, answers: Answers, draft: Draft, place: str) -> Mapping[str, str]:
    known = {text: code for text, code in use.values.items() if code is not None}
    unknown = [text for text, code in use.values.items() if code is None]
    for text in unknown:
        answer = answers.get(f"value:{use.of.name}:{text}", "")
        if answer:
            known[text] = answer

    open_ = [text for text in unknown if text not in known]
    if open_:
        draft.note(place, words.UNKNOWN_CODES.fill(texts=_few(open_)))
    for text in open_[:FEW]:
        draft.questions.append(_which_code(use, text))
    return known


def _which_code(use: FieldUse, text: str) -> Question:
    return Question(
        f"value:{use.of.name}:{text}",
        words.WHICH_CODE.fill(text=text, title=use.of.title),
        words.CODE_EVIDENCE.fill(column=use.group.pattern),
        tuple(code_choices(use.of)),
    )


# ---- what is left over ---------------------------------------------------------------------------


def _ignored(recognised: RecognisedSheet, match: SchemaMatch) -> Iterator[Reasoned]:
    for column in recognised.line_numbers:
        yield column, words.LINE_NUMBER
    for column in recognised.uncounted:
        yield column, words.UNCOUNTED

    places = {place.column.number: place for place in recognised.places}
    used = place_above(match.place, recognised.places)
    for column in match.surplus:
        if used is not None and column is used.column:
            continue
        yield column, _reason(column, places.get(column.number))


def _reason(column: SheetColumn, place: PlaceColumn | None) -> Text:
    if not column.heading:
        return words.NO_HEADING
    if place is not None and place.is_code:
        return words.OTHER_CODES
    if place is not None:
        return words.WIDER_REGION.fill(regions=_few(list(column.distinct)))
    if len(column.distinct) == 1 and is_unit_column(column):
        return words.UNIT_COLUMN.fill(unit=next(iter(column.distinct)))
    return words.NO_FIELD


def _note_layout(recognised: RecognisedSheet, ignored: Sequence[Reasoned], draft: Draft) -> None:
    roles = recognised.roles
    header = _span(roles.header)
    draft.note("sheet", words.ROWS.fill(header=header, body=_span(roles.body)))
    if has_hidden_cells(recognised.sheet):
        draft.note("sheet", words.HIDDEN)

    surplus = [column.heading for column, why in ignored if why is words.NO_FIELD]
    if surplus:
        draft.note("sheet", words.SURPLUS.fill(columns=joined(map(verbatim, surplus))))


def _span(rows: Sequence[int]) -> str:
    return str(rows[0]) if len(rows) == 1 else f"{rows[0]}–{rows[-1]}"


def _few(texts: Sequence[str]) -> str:
    few = ", ".join(texts[:FEW])
    return f"{few}, …" if len(texts) > FEW else few
