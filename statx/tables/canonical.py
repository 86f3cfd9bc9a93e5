"""Canonical text: the one spelling of each value, between a cell and a typed Arrow column.

Integers and decimals without sign `+`, grouping or exponent and with a point; ISO dates and times;
`true` and `false`; texts as they are. A typed column is canonical text cast, a cell is canonical
text written as its field says (decimal comma, date format), and each way back gives the same text.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from statx.registry.schema import Field

NUMBER_DIGITS = 38
"""Of a decimal column."""
PLAIN_PLACES = 6
"""Decimals up to which Arrow writes no exponent."""
WRITTEN_OUT = 400
"""Digits before or behind the point that a canonical number may have.

1e999999999 would be a gigabyte of zeros.
"""


# ---- of one value


def canonical_of(value: Any, text: str, field: Field) -> str:  # noqa: ANN401  a Table Schema value
    """The canonical text of a value that was read from `text`."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() if field.type == "year":
            return f"{value:04}"
        case int():
            return str(value)
        case float():
            return canonical_of(Decimal(repr(value)), text, field)
        case Decimal() if not value.is_finite() or is_too_long(value):
            return str(value)
        case Decimal():
            return decimal_text(value)
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
    return f"{value.year:04}-{value.month:02}" if field.type == "yearmonth" else text


def decimal_text(value: Decimal | int) -> str:
    """A number's canonical text: digits as they are, no exponent."""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    is_zero = not text.strip("-0.")
    return text.removeprefix("-") if is_zero else text


def is_too_long(value: Decimal) -> bool:
    """Whether a finite number has too many digits to be written without an exponent."""
    return abs(value.adjusted()) >= WRITTEN_OUT


def key_of(value: Any) -> str | None:  # noqa: ANN401  a Table Schema value
    """The text that equal values share, where their canonical texts may differ.

    None where those agree.
    """
    match value:
        case datetime.datetime(tzinfo=zone) if zone is not None:
            return value.astimezone(datetime.UTC).isoformat()
        case datetime.time(tzinfo=zone) if zone is not None:
            moment = datetime.datetime.combine(datetime.date(2000, 1, 2), value)
            return repr(moment - datetime.datetime(2000, 1, 2, tzinfo=datetime.UTC))
        case datetime.timedelta():
            return repr(value)

    if hasattr(value, "lon"):
        return f"{_decimal_key(value.lon)},{_decimal_key(value.lat)}"
    if hasattr(value, "tdelta"):
        # An ISO 8601 duration with years or months, of which nobody knows the days.
        return f"{_decimal_key(value.years)},{_decimal_key(value.months)},{value.tdelta!r}"
    return None


def in_format(moment: datetime.datetime | datetime.time, form: str) -> str:
    """A moment as its format writes it; a year always in four digits."""
    if isinstance(moment, datetime.datetime):
        form = form.replace("%Y", f"{moment.year:04}")
    return moment.strftime(form)


def _decimal_key(value: Decimal | int) -> str:
    number = Decimal(value)
    return str(number.normalize()) if number else "0"


# ---- of a column


def arrow_type(field: Field) -> pa.DataType:
    """The Arrow type that holds every value of `field` exactly; text where no type does."""
    match field.type:
        case "integer":
            return pa.int64()
        case "number" if field.decimals is None:
            return pa.float64()
        case "number":
            return pa.decimal128(NUMBER_DIGITS, field.decimals)
        case "boolean":
            return pa.bool_()
        case "date":
            return pa.date32()
        case "datetime":
            return pa.timestamp("us")
        case "year":
            return pa.int32()
    return pa.string()


def typed(canonical: pa.Array, field: Field) -> pa.Array:
    """Canonical texts as a column of `arrow_type(field)`; nulls stay null.

    shape: (n,) text -> (n,). Raises pyarrow.ArrowInvalid on a text that is not canonical.
    """
    return pc.cast(canonical, arrow_type(field))


def canonical_text(column: pa.Array) -> pa.Array:
    """A typed column as canonical texts; nulls stay null. shape: (n,) -> (n,) text."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return pa.DictionaryArray.from_arrays(column.indices, canonical_text(column.dictionary))
    if pa.types.is_floating(kind) or _has_exponents(kind):
        return _without_exponents(pc.cast(column, pa.string()))
    if pa.types.is_timestamp(kind):
        # Arrow always writes the fraction of a second, canonical text only where there is one.
        seconds = pc.strftime(column, "%Y-%m-%dT%H:%M:%S")
        return pc.replace_substring_regex(seconds, r"\.0+$", "")
    return pc.cast(column, pa.string())


def written(canonical: pa.Array, field: Field) -> pa.Array:
    """Canonical texts as cells of a CSV file: as the field's own properties say.

    shape: (n,) text -> (n,) text.
    """
    match field.type:
        case "number" if field.decimal_char != ".":
            return pc.replace_substring(canonical, ".", field.decimal_char)
        case "year":
            return pc.utf8_lpad(canonical, 4, "0")
        case "boolean" if field.descriptor.keys() & {"trueValues", "falseValues"}:
            return _each(canonical, lambda text: _boolean_word(text, field))
        case "date" | "datetime" | "time" if field.format not in ("default", "any"):
            return _each(canonical, lambda text: _formatted_moment(text, field))
    return canonical


def key_texts(canonical: pa.Array, field: Field) -> pa.Array:
    """One text per value, for keys: 1.50 and 1.5 are one number. shape: (n,) text -> (n,) text."""
    if field.type != "number":
        return canonical

    without_zeros = pc.replace_substring_regex(canonical, r"(\.[0-9]*?)0+$", r"\1")
    return pc.replace_substring_regex(without_zeros, r"\.$", "")


def _has_exponents(kind: pa.DataType) -> bool:
    """Whether Arrow may write a decimal as 1E-8."""
    return bool(pa.types.is_decimal(kind)) and kind.scale > PLAIN_PLACES


def _without_exponents(texts: pa.Array) -> pa.Array:
    """Arrow writes 1e+22 and -0 where the canonical text is the digits."""
    is_other = pc.match_substring_regex(texts, r"[eE]|^-0$|nan|inf")
    if not pc.any(is_other).as_py():
        return texts

    plain = _each(texts.filter(is_other), _plain_decimal)
    return pc.replace_with_mask(texts, is_other.fill_null(False), plain)


def _plain_decimal(text: str) -> str:
    number = Decimal(text)
    return decimal_text(number) if number.is_finite() else text


def _boolean_word(text: str, field: Field) -> str:
    words = field.descriptor.get(f"{text}Values", [text])
    return str(words[0])


def _formatted_moment(text: str, field: Field) -> str:
    """A moment in the field's format; what is none, as others may have written it, stays as it is."""
    read = datetime.time if field.type == "time" else datetime.datetime
    try:
        return in_format(read.fromisoformat(text), field.format)
    except ValueError:
        return text


def _each(texts: pa.Array, spell: Callable[[str], str]) -> pa.Array:
    """Every text spelt anew, one by one; nulls stay null. shape: (n,) text -> (n,) text"""
    spelt = [None if text is None else spell(text) for text in texts.to_pylist()]
    return pa.array(spelt, pa.string())
