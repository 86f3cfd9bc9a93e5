"""What there is to say of the columns of a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from statx.intake.inference import words
from statx.intake.inference.draft import Draft, DraftColumn
from statx.intake.inference.types import has_ambiguous_days, looks_like_other_locale
from statx.registry.vocabulary import NumberLocale
from statx.texts import Text


def remarks_about(draft: Draft, locale: NumberLocale) -> Iterator[Text]:
    """What a person should look at before anybody agrees on the schema."""
    if draft.missing != ("",):
        yield words.MARKS.fill(marks=" ".join(draft.missing[1:]))

    other: NumberLocale = "en" if locale == "id" else "id"
    meaning = words.GROUP_SIGN if locale == "id" else words.DECIMAL_POINT
    about: list[tuple[Text, Callable[[DraftColumn], object]]] = [
        (words.ENUMS, draft.enum),
        (words.EMPTY_COLUMNS, lambda column: column.profile.forms is None),
        (
            words.OTHER_LOCALE.fill(
                names="{names}",
                locale=other,
            ),
            lambda column: (
                column.type.type == "string"
                and looks_like_other_locale(column.profile, locale)
                and not column.region
            ),
        ),
        (
            words.BOTH_LOCALES.fill(
                names="{names}",
                meaning=meaning,
            ),
            lambda column: column.type.type in ("number", "integer") and column.profile.grouped,
        ),
        (words.AMBIGUOUS_DAYS, lambda column: has_ambiguous_days(column.profile)),
        (
            words.BINARY_NOISE,
            lambda column: column.type.type == "number" and column.type.decimals is None,
        ),
    ]
    for text, holds in about:
        names = [column.label for column in draft.columns if holds(column)]
        if names:
            yield text.fill(names=", ".join(names))
