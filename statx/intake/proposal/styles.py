"""How the numbers of a column are written: proven, told by the field's bounds, or asked."""

from __future__ import annotations

import re
from typing import cast

from statx.intake.proposal import words
from statx.intake.proposal.facts import FieldUse
from statx.intake.proposal.notation import Style, value_of
from statx.intake.proposal.questions import Answers, Choice, Question
from statx.intake.recipe import Numbers
from statx.texts import Text, number

SHOWN = {"id": words.INDONESIAN, "en": words.ENGLISH}
FEW = 3
_GROUPED = re.compile("[, ]")


def style_notes(use: FieldUse, answers: Answers) -> tuple[list[Text], Question | None, Numbers]:
    """(comments, a question where only a person knows, how the recipe has it)."""
    answer = answers.get(
        f"numbers:{use.of.name}",
        "",
    )
    if answer in SHOWN:
        return [], None, _in_recipe(use, cast("Style", answer))

    match use.style:
        case "open":
            return [], _open(use), ""
        case "mixed":
            return [], _mixed(use), ""
        case "id" | "en" if use.by_bounds:
            said = words.STYLE_BY_BOUNDS.fill(
                examples=_examples(use, "either"),
                style=SHOWN[use.style],
            )
            return [said], None, _in_recipe(use, use.style)
        case "id":
            said = words.STYLE.fill(
                style=SHOWN["id"],
                examples=_examples(use, "indonesian"),
            )
            return [said], None, "id"
    return [], None, _in_recipe(use, use.style)


def _in_recipe(use: FieldUse, style: Style) -> Numbers:
    """`1234.56` and `1,234.56` are the same where nothing is grouped."""
    if style == "id":
        return "id"

    # A text that could be read otherwise is refused where the recipe does not say how.
    for column in use.group.columns:
        is_grouped = any(map(_GROUPED.search, column.written))
        if style == "en" and (is_grouped or column.notation.either):
            return "en"
    return ""


def _examples(use: FieldUse, kind: str) -> str:
    texts: dict[str, None] = {}
    for column in use.group.columns:
        texts.update(dict.fromkeys(getattr(column.notation, kind)))
    return " · ".join(list(texts)[:FEW])


def _open(use: FieldUse) -> Question:
    examples = _examples(use, "either")
    first, *_ = examples.split(" · ")
    return Question(
        f"numbers:{use.of.name}",
        words.WHICH_STYLE.fill(column=use.group.pattern),
        words.OPEN_STYLE_EVIDENCE.fill(examples=examples),
        _choices(first, first),
    )


def _mixed(use: FieldUse) -> Question:
    indonesian = _examples(
        use,
        "indonesian",
    )
    english = _examples(use, "english")
    return Question(
        f"numbers:{use.of.name}",
        words.WHICH_STYLE.fill(column=use.group.pattern),
        words.MIXED_STYLE_EVIDENCE.fill(indonesian=indonesian, english=english),
        _choices(indonesian.split(" · ")[0], english.split(" · ")[0]),
    )


def _choices(indonesian: str, english: str) -> tuple[Choice, ...]:
    examples: dict[Style, str] = {"id": indonesian, "en": english}
    choices = []
    for style, text in examples.items():
        value = value_of(text, style)
        said = words.STYLE_CHOICE.fill(
            style=SHOWN[style],
            example=text,
            value=number(f"{value:.10g}" if value is not None else ""),
        )
        choices.append(Choice(style, said))
    return tuple(choices)
