"""Canonical text: the one spelling of each value, between a cell as it is written and a typed Arrow column.

Integers and decimals without sign `+`, grouping or exponent and with a point; ISO dates and times;
`true` and `false`; texts as they are. A typed column is canonical text cast, a cell is canonical text
written as its field says (decimal comma, date format), and each way back gives the same text.
"""

from __future__ import annotations

import datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from statx.registry.schema import Field

NUMBER_DIGITS = 38
_EXPONENT = r"[eE]"


def arrow_type(field: Field) -> pa.DataType:
    """The Arrow type that holds every value of `field` exactly; text where no type does."""
    match field.type:
        case "integer":
            return pa.int64()
        case "number":
            return (
                pa.float64()
                if field.decimals is None
                else pa.decimal128(NUMBER_DIGITS, field.decimals)
            )
        case "boolean":
            return pa.bool_()
        case "date":
            return pa.date32()
        case "datetime":
            return pa.timestamp("us")
        case "year":
            return pa.int32()
        case _:
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
    if pa.types.is_floating(kind):
        return _plain_decimals(pc.cast(column, pa.string()))
    if pa.types.is_timestamp(kind):
        return _trimmed(pc.strftime(column, "%Y-%m-%dT%H:%M:%S"))
    return pc.cast(column, pa.string())


def written(canonical: pa.Array, field: Field) -> pa.Array:
    """Canonical texts as cells of a CSV file: as the field's own properties say. shape: (n,) text -> (n,) text."""
    if field.type == "number" and field.decimal_char != ".":
        return pc.replace_substring(canonical, ".", field.decimal_char)
    if field.type == "year":
        return pc.utf8_lpad(canonical, 4, "0")
    if field.type == "boolean" and "trueValues" in field.descriptor:
        return _booleans(canonical, field)
    if field.type in ("date", "datetime") and field.format not in ("default", "any"):
        return _dates(canonical, field)
    return canonical


def decimal_text(value: Decimal | int) -> str:
    """A number's canonical text: digits as they are, no exponent."""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return "0" + text[2:] if text.startswith("-0") and not text.strip("-0.") else text


def key_texts(canonical: pa.Array, field: Field) -> pa.Array:
    """One text per value, for keys: 1.50 and 1.5 are one number. shape: (n,) text -> (n,) text."""
    if field.type != "number":
        return canonical
    return pc.replace_substring_regex(
        pc.replace_substring_regex(canonical, r"(\.[0-9]*?)0+$", r"\1"), r"\.$", ""
    )


def _plain_decimals(texts: pa.Array) -> pa.Array:
    """Arrow writes 1e+22 and -0 where the canonical text is the digits."""
    odd = pc.match_substring_regex(texts, r"[eE]|^-0$|nan|inf")
    if not pc.any(odd).as_py():
        return texts
    plain = [_plain_decimal(text) if text else None for text in texts.filter(odd).to_pylist()]
    return pc.replace_with_mask(texts, odd.fill_null(False), pa.array(plain, pa.string()))


def _plain_decimal(text: str) -> str:
    number = Decimal(text)
    return decimal_text(number) if number.is_finite() else text


def _trimmed(texts: pa.Array) -> pa.Array:
    """Arrow writes the fraction of a second always; canonical text only where there is one."""
    return pc.replace_substring_regex(texts, r"\.0+$", "")


def _booleans(canonical: pa.Array, field: Field) -> pa.Array:
    words = {
        "true": field.descriptor["trueValues"][0],
        "false": field.descriptor.get("falseValues", ["false"])[0],
    }
    return pa.array([words.get(text) for text in canonical.to_pylist()], pa.string())


def _dates(canonical: pa.Array, field: Field) -> pa.Array:
    return pa.array([text and _date(text, field) for text in canonical.to_pylist()], pa.string())


def _date(text: str, field: Field) -> str:
    return in_format(datetime.datetime.fromisoformat(text), field.format)


def in_format(moment: datetime.datetime | datetime.time, form: str) -> str:
    """A moment as its format writes it; a year always in four digits."""
    padded = form if isinstance(moment, datetime.time) else form.replace("%Y", f"{moment.year:04}")
    return moment.strftime(padded)
