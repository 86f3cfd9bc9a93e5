"""Which type of Table Schema a column has, by the forms that all its values have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from statx.intake.inference.columns import MOST_DECIMALS, Profile
from statx.registry.vocabulary import NumberLocale

DAY_FORMATS = {"day/month": "%d/%m/%Y", "day-month": "%d-%m-%Y"}
PLAIN = ("date", "datetime", "yearmonth", "boolean")
"""Forms that are the type itself."""
OTHERS = (
    *("integer", "number", "boolean", "date", "datetime", "time"),
    *("string", "array", "object", "duration", "any"),
)
"""What a typed column may be of whose texts the first choice was wrong, the likeliest first."""


@dataclass(frozen=True, slots=True)
class ColumnType:
    """What is proposed of a column."""

    type: str
    format: str = ""
    """Empty: the usual one."""
    decimals: int | None = None
    """Of a number; None where there are more than a schema may say."""


TEXT = ColumnType("string")


def type_of(profile: Profile, locale: NumberLocale) -> ColumnType:
    """The type whose form all values have; text where there is none."""
    numeric = _number(profile, locale)
    if numeric is not None:
        return numeric

    for form in PLAIN:
        if profile.has(form):
            return ColumnType(form)

    for form, pattern in DAY_FORMATS.items():
        if profile.has(form) and not profile.has("either-first"):
            return ColumnType("date", pattern)
    return TEXT


def looks_like_other_locale(profile: Profile, locale: NumberLocale) -> bool:
    """Whether its values are numbers only in the locale that was not named."""
    ours, theirs = _forms(locale)[1], _forms("en" if locale == "id" else "id")[1]
    return profile.has(theirs) and not profile.has(ours)


def has_ambiguous_days(profile: Profile) -> bool:
    """Whether all its days could be read with the month first as well."""
    return any(profile.has(form) for form in DAY_FORMATS) and profile.has("either-first")


def others(first: ColumnType) -> Iterable[ColumnType]:
    """The types to try after one that a typed column cannot hold."""
    return (ColumnType(name) for name in OTHERS if name != first.type)


def _number(profile: Profile, locale: NumberLocale) -> ColumnType | None:
    whole, number = _forms(locale)
    if profile.has(whole):
        return ColumnType("integer")
    if not profile.has(number):
        return None

    decimals = profile.comma_decimals if locale == "id" else profile.decimals
    return ColumnType("number", decimals=decimals if decimals <= MOST_DECIMALS else None)


def _forms(locale: NumberLocale) -> tuple[str, str]:
    """(of whole numbers, of all)"""
    return ("whole-id", "number-id") if locale == "id" else ("whole", "number")
