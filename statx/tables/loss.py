"""What of a value would not come back: from a typed column, or from the cell it is written as."""

from __future__ import annotations

import datetime
import math
import re
from decimal import Decimal
from typing import Any

from statx.registry.fields import Field
from statx.tables.canonical import NUMBER_DIGITS, cell_of, decimals_of
from statx.tables.vectorised import INT64

BELOW_MICROSECONDS = r"[.,][0-9]{6}[0-9]*[1-9]"
"""A fraction of a second of which Frictionless leaves away the end."""


def loss_of(value: Any, text: str, canonical: str, field: Field) -> str:  # noqa: ANN401  a Table Schema value
    """Why this value, read from `text`, would not come back; empty where it would."""
    loss = _column_loss(
        value,
        text,
        field,
    )
    if loss:
        return loss

    cell = cell_of(
        value,
        canonical,
        field,
    )
    if cell in field.missing_values:
        return "becomes-missing"
    return (
        ""
        if _is_read_as(
            cell,
            value,
            field,
        )
        else "format"
    )


def has_too_many_decimals(value: object, field: Field) -> bool:
    """Whether a number has more decimals than the agreement gives it."""
    if field.decimals is None or isinstance(value, (bool, int)):
        return False

    number = _number(value)
    return number.is_finite() and decimals_of(number) > field.decimals


def _number(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _column_loss(value: Any, text: str, field: Field) -> str:  # noqa: ANN401  a Table Schema value
    match field.type:
        case "integer":
            return _integer_loss(
                int(str(value)),
                text,
                field,
            )
        case "number":
            return _number_loss(_number(value), field)
        case "datetime" if value.tzinfo is not None:
            return "zone"
        case "datetime" | "time" if re.search(BELOW_MICROSECONDS, text):
            return "format"
    return ""


def _integer_loss(value: int, text: str, field: Field) -> str:
    if not INT64[0] <= value <= INT64[1]:
        return "too-large"

    digits = text.strip().lstrip("+-")
    has_leading_zero = len(digits) > 1 and digits.startswith("0")
    return "leading-zero" if field.bare_number and has_leading_zero else ""


def _number_loss(value: Decimal, field: Field) -> str:
    if not value.is_finite():
        return "not-finite"
    if field.decimals is None and math.isinf(float(value)):
        return "too-large"
    if field.decimals is None:
        return "" if Decimal(repr(float(value))) == value else "digits"

    digits_before_point = max(0, value.adjusted() + 1)
    return "too-large" if digits_before_point + field.decimals > NUMBER_DIGITS else ""


def _is_read_as(cell: str, value: Any, field: Field) -> bool:  # noqa: ANN401  a Table Schema value
    """Whether a cell means this value once more: a format may not say all of a moment."""
    if field.type not in ("date", "datetime", "time") or field.format in ("default", "any"):
        return True

    try:
        moment = datetime.datetime.strptime(cell, field.format)  # noqa: DTZ007  the format says whether there is one
    except ValueError:
        return False
    if field.type == "date":
        return bool(moment.date() == value)
    read = moment if field.type == "datetime" else moment.timetz()
    return bool(read == value and read.tzinfo == value.tzinfo)
