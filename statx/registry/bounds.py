"""Whether a bound or an enum value is of its field's type; a cell is read by the same rules."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from statx.registry.vocabulary import Descriptor

LAST_YEAR = 9999
"""The last one of four digits."""
TRUE_WORDS = ("true", "True", "TRUE", "1")
FALSE_WORDS = ("false", "False", "FALSE", "0")
_AROUND_DIGITS = re.compile(r"((^[^-\d]*)|(\D*$))")


def is_readable(value: object, field: Descriptor, kind: str) -> bool:
    """Whether `value` can be read as the field's type; any value can where a type has no order."""
    reads = _READS.get(kind)
    return reads is None or reads(value, field)


def bare_text(text: str, field: Descriptor) -> str:
    """A number's text without what may stand around it: spaces; without `bareNumber` anything."""
    text = text.strip()
    if field.get("bareNumber", True):
        return text

    return _AROUND_DIGITS.sub("", text)


def is_number(value: object, field: Descriptor) -> bool:
    """A number, or a text that is one in the field's way of writing; NaN is no bound."""
    if isinstance(value, str):
        return _is_number_text(value, field)

    if isinstance(value, bool):
        return False

    if isinstance(value, Decimal):
        return not value.is_nan()

    return isinstance(value, (int, float)) and value == value  # noqa: PLR0124  which is how NaN is known


def _is_number_text(text: str, field: Descriptor) -> bool:
    text = _without_groups(text, field)
    decimal_char = str(field.get("decimalChar", "."))
    if decimal_char != "." and "." in text:
        return False

    try:
        number = Decimal(text.replace(decimal_char, "."))
    except InvalidOperation:
        return False

    return not number.is_nan()


def _is_integer(value: object, field: Descriptor) -> bool:
    if isinstance(value, str):
        return _is_integer_text(value, field)

    if isinstance(value, bool):
        return False

    if isinstance(value, float):
        return value.is_integer()

    return isinstance(value, int)


def _is_integer_text(text: str, field: Descriptor) -> bool:
    try:
        int(_without_groups(text, field))
    except ValueError:
        return False

    return True


def _without_groups(text: str, field: Descriptor) -> str:
    group_char = str(field.get("groupChar", ""))
    text = bare_text(text, field)
    return text.replace(group_char, "") if group_char else text


def _is_year(value: object, _field: Descriptor) -> bool:
    if isinstance(value, str):
        return bool(re.fullmatch(r"[0-9]{4}", value))

    if isinstance(value, bool):
        return False

    return isinstance(value, int) and 0 <= value <= LAST_YEAR


def _is_year_and_month(value: object, _field: Descriptor) -> bool:
    if not isinstance(value, str):
        return False

    return bool(re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", value))


def _is_boolean(value: object, field: Descriptor) -> bool:
    if isinstance(value, bool):
        return True

    true_words = field.get("trueValues", TRUE_WORDS)
    false_words = field.get("falseValues", FALSE_WORDS)
    return isinstance(value, str) and value in (*true_words, *false_words)


def _is_text(value: object, _field: Descriptor) -> bool:
    return isinstance(value, str)


# ---- moments -------------------------------------------------------------------------------------


def _is_date(value: object, field: Descriptor) -> bool:
    pattern = _pattern_of(field) or "%Y-%m-%d"
    return isinstance(value, str) and _fits(value, pattern)


def _is_time(value: object, field: Descriptor) -> bool:
    if not isinstance(value, str):
        return False

    pattern = _pattern_of(field)
    return _fits(value, pattern) if pattern else _is_iso(f"2000-01-01T{value}")


def _is_datetime(value: object, field: Descriptor) -> bool:
    if not isinstance(value, str):
        return False

    pattern = _pattern_of(field)
    return _fits(value, pattern) if pattern else _is_iso(value)


def _pattern_of(field: Descriptor) -> str:
    """The pattern in `format`; empty for the type's own form."""
    pattern = str(field.get("format", "default")).removeprefix("fmt:")
    return "" if pattern == "default" else pattern


def _fits(text: str, pattern: str) -> bool:
    try:
        datetime.datetime.strptime(text, pattern)  # noqa: DTZ007  a pattern without a zone has none
    except ValueError:
        return False

    return True


def _is_iso(text: str) -> bool:
    """Frictionless asks for seconds and leaves the rest to dateutil."""
    from dateutil.parser import isoparse  # type: ignore[import-untyped]  # few schemas bound a time

    try:
        isoparse(text)
    except ValueError:
        return False

    has_seconds = len(text) >= len("2000-01-01T00:00:00")
    return has_seconds and text[16] == ":"


_READS: Mapping[str, Callable[[object, Descriptor], bool]] = {
    "integer": _is_integer,
    "number": is_number,
    "year": _is_year,
    "yearmonth": _is_year_and_month,
    "date": _is_date,
    "time": _is_time,
    "datetime": _is_datetime,
    "boolean": _is_boolean,
    "string": _is_text,
    "duration": _is_text,
}
