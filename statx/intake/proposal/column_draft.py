"""The part of a recipe that says what one group of columns means."""

from __future__ import annotations

import re
from collections.abc import Mapping

from statx.intake.proposal import words
from statx.intake.proposal.columns import is_filled_down
from statx.intake.proposal.constants import code_choices
from statx.intake.proposal.draft import FEW, Draft, few
from statx.intake.proposal.facts import FieldUse
from statx.intake.proposal.questions import Answers, Question
from statx.intake.proposal.recognition import RecognisedSheet
from statx.intake.proposal.styles import style_notes
from statx.intake.recipe import Column, Dates

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def draft_column(
    use: FieldUse, recognised: RecognisedSheet, answers: Answers, draft: Draft, at: int
) -> Column:
    """The column, its comments and questions; `at` is its number in the recipe, from 1."""
    place = f"column[{at}]"
    group = use.group
    said = words.LIKELY_FIELD.fill(
        title=use.of.title,
        field=use.of.name,
    )
    draft.note(place, said)

    marks = dict.fromkeys(mark for column in group.columns for mark in column.marks)
    missing = dict.fromkeys(
        mark for column in group.columns for mark in recognised.missing_in(column)
    )
    if missing:
        draft.note(
            place,
            words.SUSPECT_MARKS.fill(marks=", ".join(missing)),
        )

    odd = dict.fromkeys(text for column in group.columns for text in column.odd)
    is_figures = any(column.is_numeric for column in group.columns)
    if odd and is_figures and not use.values:
        draft.note(
            place,
            words.ODD_TEXTS.fill(texts=few(list(odd))),
        )

    if use.scale != 1 and group.unit is not None:
        scaled = words.SCALED.fill(
            unit=group.unit.text,
            wanted=use.of.unit,
            scale=use.scale,
        )
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
        answer = answers.get(
            f"value:{use.of.name}:{text}",
            "",
        )
        if answer:
            known[text] = answer

    open_ = [text for text in unknown if text not in known]
    if open_:
        draft.note(
            place,
            words.UNKNOWN_CODES.fill(texts=few(open_)),
        )
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
