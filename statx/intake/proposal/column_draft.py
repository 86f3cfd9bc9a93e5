"""The part of a recipe that says what one group of columns means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from statx.intake.proposal import words
from statx.intake.proposal.columns import is_filled_down
from statx.intake.proposal.constants import code_choices
from statx.intake.proposal.draft import FEW, Draft, few
from statx.intake.proposal.facts import FieldUse
from statx.intake.proposal.questions import Answers, Question
from statx.intake.proposal.recognition import RecognisedSheet
from statx.intake.proposal.styles import style_notes
from statx.intake.recipe import Column, Dates
from statx.texts import Text

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def draft_column(
    use: FieldUse, recognised: RecognisedSheet, answers: Answers, draft: Draft, at: int
) -> Column:
    """The column, its comments and questions; `at` is its number in the recipe, from 1."""
    place = f"column[{at}]"
    group = use.group
    missing = _each_once(recognised.missing_in(column) for column in group.columns)
    notes, question, numbers = style_notes(use, answers)
    for note in (*_notes(use, missing), *notes):
        draft.note(place, note)
    if question is not None:
        draft.ask(place, question)

    return Column(
        to=use.of.name,
        heading=group.pattern,
        fill=is_filled_down(group.columns[0], recognised.sheet, recognised.roles.body),
        marks=_each_once(column.marks for column in group.columns),
        missing=missing if _has_figures(use) or not use.values else (),
        values=_values(use, answers, draft, place),
        numbers=numbers,
        dates=_dates(use),
        percent="as-shown" if _is_percent(use) else "",
        scale=use.scale,
        categories=group.categories,
    )


def _notes(use: FieldUse, missing: Sequence[str]) -> Iterator[Text]:
    """Why it is this field, and what to look at in its cells."""
    if use.of.title.id == use.of.name:
        yield words.NAMED_AFTER_HEADING
    else:
        yield words.LIKELY_FIELD.fill(
            title=use.of.title,
            field=use.of.name,
        )
    if missing:
        yield words.SUSPECT_MARKS.fill(marks=", ".join(missing))

    marks = _each_once(column.marks for column in use.group.columns)
    if marks:
        yield words.MARKS.fill(marks=" ".join(marks))

    odd = _each_once(column.odd for column in use.group.columns)
    if odd and _has_figures(use) and not use.values:
        yield words.ODD_TEXTS.fill(texts=few(odd))

    unit = use.group.unit
    if use.scale != 1 and unit is not None:
        yield words.SCALED.fill(
            unit=unit.text,
            wanted=use.of.unit,
            scale=use.scale,
        )
    if _is_percent(use):
        yield words.PERCENT


def _has_figures(use: FieldUse) -> bool:
    return any(column.is_numeric for column in use.group.columns)


def _is_percent(use: FieldUse) -> bool:
    return any(column.is_percent for column in use.group.columns)


def _each_once(texts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All texts of several columns, in the order of first standing."""
    return tuple(dict.fromkeys(chain.from_iterable(texts)))


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
