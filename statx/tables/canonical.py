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

from statx.registry.fields import Field

NUMBER_DIGITS = 38
"""Of a decimal column."""
MOST_DIGITS = 1000
"""Digits before the point, or behind it, of a number.

Every double has fewer; `1e999999999` would be a gigabyte of zeros.
"""
TRUE_WORDS = ("true", "True", "TRUE", "1")
FALSE_WORDS = ("false", "False", "FALSE", "0")
"""What stands for true and false where a field does not say."""


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
            return canonical_of(
                Decimal(repr(value)),
                text,
                field,
            )
        case Decimal():
            return decimal_text(value) if value.is_finite() else str(value)
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
    return f"{value.year:04}-{value.month:02}" if field.type == "yearmonth" else text


def decimal_text(value: Decimal | int) -> str:
    """A number's canonical text: digits as they are, no exponent."""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    is_zero = not text.strip("-0.")
    return text.removeprefix("-") if is_zero else text


def has_too_many_digits(value: object) -> bool:
    """Whether a number is too long to be written without an exponent."""
    match value:
        case bool():
            return False
        case int():
            return bool(abs(value) >= 10**MOST_DIGITS)
        case Decimal() if value.is_finite():
            exponent = int(value.as_tuple().exponent)
            return bool(value.adjusted() >= MOST_DIGITS or -exponent > MOST_DIGITS)
    return False


def decimals_of(value: Decimal) -> int:
    """How many decimals a finite number has; zeros at its end do not count."""
    _, digits, exponent = value.as_tuple()
    if not any(digits):
        return 0

    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return max(0, -int(exponent) - zeros)


def cell_of(value: Any, canonical: str, field: Field) -> str:  # noqa: ANN401  a Table Schema value
    """The cell of a CSV file that a value becomes, on its way through a typed column.

    The same as `written(canonical_text(typed(...)))` gives for a whole column.
    """
    match field.type:
        case "number" if field.decimals is None:
            number = decimal_text(Decimal(repr(float(value))))
            return number.removesuffix(".0").replace(".", field.decimal_char)
        case "number":
            number = f"{Decimal(canonical):.{field.decimals}f}"
            return number.replace(".", field.decimal_char)
        case "boolean":
            return boolean_word(canonical, field)
        case "date" | "datetime" | "time" if field.format not in ("default", "any"):
            return in_format(value, field.format)
    return canonical


def key_of(value: Any) -> str | None:  # noqa: ANN401  a Table Schema value
    """The text that equal values share, where their canonical texts may differ.

    None where those agree.
    """
    match value:
        case datetime.datetime(tzinfo=zone) if zone is not None:
            return _moment_key(value)
        case datetime.time(tzinfo=zone) if zone is not None:
            return _moment_key(
                datetime.datetime.combine(
                    datetime.date(
                        2000,
                        1,
                        2,
                    ),
                    value,
                )
            )
        case datetime.timedelta():
            return repr(value)

    if hasattr(value, "lon"):
        return f"{_decimal_key(value.lon)},{_decimal_key(value.lat)}"
    if hasattr(value, "tdelta"):
        # An ISO 8601 duration with years or months, of which nobody knows the days.
        return f"{_decimal_key(value.years)},{_decimal_key(value.months)},{value.tdelta!r}"
    return None


def boolean_word(canonical: str, field: Field) -> str:
    """The first of a field's words for `true` or `false` that is read as that.

    And not as missing.
    """
    true_words = field.descriptor.get("trueValues", TRUE_WORDS)
    false_words = field.descriptor.get("falseValues", FALSE_WORDS)
    words = false_words
    if canonical == "true":
        words = [word for word in true_words if word not in false_words]

    for word in words:
        if word not in field.missing_values:
            return str(word)
    return canonical


def in_format(moment: datetime.date | datetime.time, form: str) -> str:
    """A moment as its format writes it; a year always in four digits."""
    if isinstance(moment, datetime.date):
        form = form.replace("%Y", f"{moment.year:04}")
    return moment.strftime(form)


def _moment_key(moment: datetime.datetime) -> str:
    """Days and seconds in UTC, counted from the year 1.

    There may be none for it in the calendar.
    """
    offset = moment.utcoffset() or datetime.timedelta()
    first = datetime.datetime(1, 1, 1)  # noqa: DTZ001  as naive as what it is taken from
    since = moment.replace(tzinfo=None) - first - offset
    return repr(since)


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
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return _without_exponents(pc.cast(column, pa.string()))
    if pa.types.is_timestamp(kind):
        # Arrow always writes the fraction of a second, canonical text only where there is one.
        seconds = pc.strftime(column, "%Y-%m-%dT%H:%M:%S")
        return pc.replace_substring_regex(
            seconds,
            r"\.0+$",
            "",
        )
    return pc.cast(column, pa.string())


def written(canonical: pa.Array, field: Field) -> pa.Array:
    """Canonical texts as cells of a CSV file: as the field's own properties say.

    shape: (n,) text -> (n,) text.
    """
    match field.type:
        case "number" if field.decimal_char != ".":
            return pc.replace_substring(
                canonical,
                ".",
                field.decimal_char,
            )
        case "year":
            return pc.utf8_lpad(
                canonical,
                4,
                "0",
            )
        case "boolean":
            return _each(canonical, lambda text: boolean_word(text, field))
        case "date" | "datetime" | "time" if field.format not in ("default", "any"):
            return _each(canonical, lambda text: _formatted_moment(text, field))
    return canonical


def key_texts(canonical: pa.Array, field: Field) -> pa.Array:
    """One text per value, for keys: 1.50 and 1.5 are one number. shape: (n,) text -> (n,) text."""
    if field.type != "number":
        return canonical

    without_zeros = pc.replace_substring_regex(
        canonical,
        r"(\.[0-9]*?)0+$",
        r"\1",
    )
    return pc.replace_substring_regex(
        without_zeros,
        r"\.$",
        "",
    )


def _without_exponents(texts: pa.Array) -> pa.Array:
    """Arrow writes 1e+22 and -0 where the canonical text is the digits."""
    is_other = pc.match_substring_regex(texts, r"[eE]|^-0$|nan|inf")
    if not pc.any(is_other).as_py():
        return texts

    plain = _each(texts.filter(is_other), _plain_decimal)
    return pc.replace_with_mask(
        texts,
        is_other.fill_null(False),
        plain,
    )


def _plain_decimal(text: str) -> str:
    number = Decimal(text)
    return decimal_text(number) if number.is_finite() else text


def _formatted_moment(text: str, field: Field) -> str:
    """A moment in the field's format.

    What is none, as others may have written it, stays as it is.
    """
    read = datetime.time if field.type == "time" else datetime.datetime
    try:
        return in_format(read.fromisoformat(text), field.format)
    except ValueError:
        return text


def _each(texts: pa.Array, spell: Callable[[str], str]) -> pa.Array:
    """Every text spelt anew; nulls stay null. shape: (n,) text -> (n,) text"""
    known: dict[str | None, str | None] = {None: None}
    for text in pc.unique(texts).to_pylist():
        known.setdefault(text, text if text is None else spell(text))
    return pa.array([known[text] for text in texts.to_pylist()], pa.string())
