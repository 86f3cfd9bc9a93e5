"""What of a value a typed column could not hold, or not give back as it was written."""

from __future__ import annotations

import re
from decimal import Decimal

from statx.registry.schema import Field
from statx.tables.canonical import NUMBER_DIGITS, is_too_long
from statx.tables.vectorised import INT64

ZONE = r"[+-]\d{2}:\d{2}(:\d{2})?$"
"""At the end of a canonical text, behind its date and time."""
FRACTION = re.compile(r":\d\d[.,](\d+)")
"""Of a second."""
MICROSECONDS = 6
"""Digits of a fraction that are kept."""


def loss_of(value: object, text: str, canonical: str, field: Field) -> str:
    """Why a typed column cannot hold this value, read from `text`; empty where it can."""
    match field.type:
        case "integer":
            return _integer_loss(int(str(value)), text, field)
        case "number":
            return _number_loss(Decimal(str(value)), field)
        case "date" | "datetime" | "time":
            return _moment_loss(text, canonical, field)
    return ""


def has_too_many_decimals(value: object, field: Field) -> bool:
    """Whether a number has more decimals than the agreement gives it."""
    if field.decimals is None or not isinstance(value, Decimal):
        return False
    if not value.is_finite():
        return False

    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent > field.decimals


def _integer_loss(value: int, text: str, field: Field) -> str:
    if not INT64[0] <= value <= INT64[1]:
        return "too-large"

    digits = text.strip().lstrip("+-")
    has_leading_zero = len(digits) > 1 and digits.startswith("0")
    return "leading-zero" if field.bare_number and has_leading_zero else ""


def _number_loss(value: Decimal, field: Field) -> str:
    if not value.is_finite():
        return "not-finite"
    if is_too_long(value):
        return "too-large"

    if field.decimals is None:
        return "" if Decimal(repr(float(value))) == value else "digits"
    # Places before the point: what the decimals leave of the column's digits, and one to be safe.
    digits_before_point = value.adjusted() + 1
    return "too-large" if digits_before_point + field.decimals >= NUMBER_DIGITS else ""


def _moment_loss(text: str, canonical: str, field: Field) -> str:
    after_minutes = canonical[len("2024-01-01T00:00") :]
    if field.type == "datetime" and re.search(ZONE, after_minutes):
        return "zone"

    fraction = FRACTION.search(text)
    is_cut = fraction is not None and len(fraction[1].rstrip("0")) > MICROSECONDS
    return "format" if is_cut else ""
