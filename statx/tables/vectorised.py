"""The proof: which texts of a field are surely fine, found for whole columns at once and without judging any.

It may say no to a text that is fine; the judge then looks at it. It must never say yes to a text that the judge
refuses, nor to one whose canonical text would not be itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.registry.schema import Field
from statx.registry.vocabulary import BOUNDS

Flags = NDArray[np.bool_]

MANTISSA = 15
"""Decimal digits that a double always gives back."""
INT64 = (-(1 << 63), (1 << 63) - 1)
"""The least and the greatest number of 64 bits."""
READ_ALIKE = (
    r"(?:[A-Za-z0-9 _,:/@%=<>~#&;!'\"-]|\\d|\\[.()\[\]{}*+?|/^$\\-]|\[[A-Za-z0-9 _.,:/@-]+\]"
    r"|\(\?:|\((?!\?)|[)|*+?.]|\{\d+(?:,\d*)?\})*"
)
"""Patterns that Python and RE2 read alike: what RE2 accepts, Python accepts."""
POSSESSIVE = r"[*+?}]\+"
"""`a{2}+` never gives back in Python, and repeats `a{2}` in RE2."""


class VectorisedCheck:
    """The vectorised proof that texts of one field are fine."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.missing = pa.array(field.missing_values, pa.string())
        self._proof = _PROOFS.get(field.type, _no_proof)

    def missing_of(self, texts: pa.Array) -> Flags:
        """Which texts are missing values. shape: (n,) text -> (n,) bool"""
        if len(self.missing) == 1 and self.missing[0].as_py() == "":
            return _flags(pc.equal(pc.binary_length(texts), 0), when_null=True)
        return _flags(
            pc.or_kleene(pc.is_in(texts, value_set=self.missing), pc.is_null(texts)), when_null=True
        )

    def fine(self, texts: pa.Array) -> Flags:
        """Which texts surely are values of the field, canonical and within its constraints. shape: (n,) -> (n,)"""
        proven = self._proof(texts, self.field)
        return np.zeros(len(texts), bool) if proven is None else _flags(proven, when_null=False)


def _flags(array: pa.Array, *, when_null: bool) -> Flags:
    flags: Flags = pc.fill_null(array, when_null).to_numpy(zero_copy_only=False)
    return flags


def _no_proof(_texts: pa.Array, _field: Field) -> pa.Array | None:
    return None


def _any(texts: pa.Array, field: Field) -> pa.Array | None:
    """Every text is its own value; also those of columns that no schema knows, of which there may be thousands."""
    free = field.format == "default" and not set(field.constraints) - {"required", "unique"}
    return pc.is_valid(texts) if free else None


def _string(texts: pa.Array, field: Field) -> pa.Array | None:
    if field.format != "default":
        return None
    proven = (
        pc.is_valid(texts)
        if not field.categories
        else pc.is_in(texts, value_set=pa.array(field.categories, pa.string()))
    )
    for name, limit in field.constraints.items():
        match name:
            case "required" | "unique":
                continue
            case "minLength":
                holds = pc.greater_equal(pc.utf8_length(texts), limit)
            case "maxLength":
                holds = pc.less_equal(pc.utf8_length(texts), limit)
            case "enum":
                holds = pc.is_in(
                    texts, value_set=pa.array([str(value) for value in limit], pa.string())
                )
            case "pattern" if _read_alike(limit):
                holds = pc.match_substring_regex(texts, rf"^(?:{limit})$")
            case _:
                return None
        proven = pc.and_(proven, holds)
    return proven


@cache
def _read_alike(pattern: str) -> bool:
    if not re.fullmatch(READ_ALIKE, pattern) or re.search(POSSESSIVE, pattern):
        return False
    try:
        pc.match_substring_regex(pa.array([""]), rf"^(?:{pattern})$")
    except pa.ArrowInvalid:  # RE2 counts to a thousand only
        return False
    return True


def _integer(texts: pa.Array, field: Field) -> pa.Array | None:
    if not field.bare_number or field.categories:
        return None
    proven = pc.match_substring_regex(texts, r"^(?:0|-?[1-9][0-9]{0,17})$")
    return _within(texts, proven, field, pa.int64(), int)


def _number(texts: pa.Array, field: Field) -> pa.Array | None:
    if not field.bare_number or field.descriptor.get("floatNumber"):
        return None
    places = MANTISSA - 9 if field.decimals is None else min(field.decimals, MANTISSA)
    whole = rf"[1-9][0-9]{{0,{max(0, MANTISSA - places - 1)}}}"
    mark, group = re.escape(field.decimal_char), re.escape(field.group_char)
    grouped = rf"|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}}){{1,2}}" if group else ""
    fraction = rf"(?:{mark}[0-9]{{1,{places}}})?" if places else ""
    proven = pc.match_substring_regex(texts, rf"^-?(?:0|{whole}{grouped}){fraction}$")
    negative_zero = pc.match_substring_regex(texts, rf"^-0(?:{mark}0*)?$")
    return _within(
        plain_number(texts, field), pc.and_not(proven, negative_zero), field, pa.float64(), float
    )


def plain_number(texts: pa.Array, field: Field) -> pa.Array:
    """Numbers that were proven right, with a point and without groups. shape: (n,) text -> (n,) text"""
    if field.group_char:
        texts = pc.replace_substring(texts, field.group_char, "")
    return (
        pc.replace_substring(texts, field.decimal_char, ".") if field.decimal_char != "." else texts
    )


def _date(texts: pa.Array, field: Field) -> pa.Array | None:
    return _in_order(texts, rf"^{_DAY}$", field) if field.format == "default" else None


def _datetime(texts: pa.Array, field: Field) -> pa.Array | None:
    if field.format != "default":
        return None
    return _in_order(texts, rf"^{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$", field)


def _year(texts: pa.Array, field: Field) -> pa.Array | None:
    return _within(
        texts, pc.match_substring_regex(texts, r"^[1-9][0-9]{3}$"), field, pa.int64(), int
    )


def _yearmonth(texts: pa.Array, field: Field) -> pa.Array | None:
    return _in_order(texts, r"^[0-9]{4}-(?:0[1-9]|1[0-2])$", field)


def _in_order(texts: pa.Array, pattern: str, field: Field) -> pa.Array | None:
    """Texts of one form, which sort as their values do."""
    proven = pc.match_substring_regex(texts, pattern)
    for name, bound in field.constraints.items():
        if name in ("required", "unique"):
            continue
        if name not in BOUNDS or not re.fullmatch(pattern, str(bound)):
            return None
        proven = pc.and_(proven, _WITHIN[name](texts, str(bound)))
    return proven


def _within(
    texts: pa.Array, proven: pa.Array, field: Field, kind: pa.DataType, read: Callable[[Any], float]
) -> pa.Array | None:
    """Within the bounds: exactly, as decimals of at most MANTISSA digits are equal where their doubles are."""
    numbers = None
    for name, bound in field.constraints.items():
        if name in ("required", "unique"):
            continue
        if (
            name == "enum"
            and pa.types.is_integer(kind)
            and all(type(value) is int for value in bound)
        ):
            proven = pc.and_(
                proven, pc.is_in(texts, value_set=pa.array([str(value) for value in bound]))
            )
            continue
        if name not in BOUNDS or isinstance(bound, str) or not INT64[0] <= bound <= INT64[1]:
            return None
        if isinstance(bound, float) and pa.types.is_integer(kind):
            return None
        if numbers is None:
            numbers = pc.cast(pc.if_else(proven, texts, None), kind)
        proven = pc.and_(proven, pc.fill_null(_WITHIN[name](numbers, read(bound)), False))
    return proven


_LEAP_YEAR = r"(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)"
_DAY = (
    r"(?:[1-9][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    rf"|{_LEAP_YEAR}-02-29)"
)
"""Every day of the years 1000 to 9999."""
_WITHIN: Mapping[str, Callable[[Any, Any], Any]] = {
    "minimum": pc.greater_equal,
    "exclusiveMinimum": pc.greater,
    "maximum": pc.less_equal,
    "exclusiveMaximum": pc.less,
}
_PROOFS: Mapping[str, Callable[[pa.Array, Field], pa.Array | None]] = {
    "any": _any,
    "string": _string,
    "integer": _integer,
    "number": _number,
    "date": _date,
    "datetime": _datetime,
    "year": _year,
    "yearmonth": _yearmonth,
}
