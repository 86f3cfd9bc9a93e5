"""The vectorised check: which texts of a column surely are values of its field, all at once.

It may say no to a text that is fine: the cell reader then looks at that text by itself. It must
never say yes to a text that the reader refuses, nor to one whose canonical text is another text.
The types that can be checked this way stand in `_CHECKS`; texts of all other types are left to the
reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.registry.fields import Field
from statx.registry.patterns import Pattern, read_pattern
from statx.registry.re2 import re2_takes
from statx.registry.vocabulary import BOUNDS
from statx.tables.forms import DAY, MOMENT, days, moments, negative_zeros, whole_numbers

Flags = NDArray[np.bool_]

MANTISSA = 15
"""Decimal digits that a double always gives back."""
INT64 = (-(1 << 63), (1 << 63) - 1)
"""The least and the greatest number of 64 bits."""
FEW, MOST_KNOWN = 4, 100
"""Texts of a column whose flags are remembered, and how many times."""
CHECKED_ELSEWHERE = ("required", "unique")
"""Constraints that do not ask anything of a cell that has a value."""


class VectorisedCheck:
    """The vectorised check of one field."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.missing = pa.array(field.missing_values, pa.string())
        self._check = _CHECKS.get(field.type, _check_nothing)
        self._known: dict[tuple[str | None, ...], tuple[Flags, Flags]] = {}

    def looked_at(self, texts: pa.Array) -> tuple[Flags, Flags]:
        """(which texts are missing values, which surely are values). shape: (n,) -> (n,), (n,)

        Columns of few texts mostly hold those of the block before. Nobody may change the flags.
        """
        if len(texts) > FEW:
            return self._look_at(texts)

        named = tuple(texts.to_pylist())
        flags = self._known.get(named)
        if flags is None:
            flags = self._look_at(texts)
            if len(self._known) < MOST_KNOWN:
                self._known[named] = flags
        return flags

    def missing_of(self, texts: pa.Array) -> Flags:
        """Which texts are missing values; a null is one. shape: (n,) text -> (n,) bool"""
        if self.field.missing_values == ("",):
            # The usual list: comparing lengths costs a fraction of looking texts up in a set.
            return _flags(pc.equal(pc.binary_length(texts), 0), when_null=True)

        listed = pc.is_in(texts, value_set=self.missing)
        return _flags(pc.or_kleene(listed, pc.is_null(texts)), when_null=True)

    def passes(self, texts: pa.Array) -> Flags:
        """Which texts surely are values of the field, canonical and within its constraints.

        shape: (n,) -> (n,)
        """
        passing = self._check(texts, self.field)
        if passing is None:
            return np.zeros(len(texts), bool)

        return _flags(passing, when_null=False)

    def _look_at(self, texts: pa.Array) -> tuple[Flags, Flags]:
        missing = self.missing_of(texts)
        return missing, self.passes(texts) & ~missing


def plain_number(texts: pa.Array, field: Field) -> pa.Array:
    """Numbers that passed, with a point and without groups. shape: (n,) text -> (n,) text"""
    if field.group_char:
        texts = pc.replace_substring(
            texts,
            field.group_char,
            "",
        )
    if field.decimal_char != ".":
        texts = pc.replace_substring(
            texts,
            field.decimal_char,
            ".",
        )
    return texts


def _flags(array: pa.Array, *, when_null: bool) -> Flags:
    flags: Flags = pc.fill_null(array, when_null).to_numpy(zero_copy_only=False)
    return flags


def _cell_constraints(field: Field) -> Iterator[tuple[str, Any]]:
    """The constraints that ask something of a cell's value, with their limits."""
    for name, limit in field.constraints.items():
        if name not in CHECKED_ELSEWHERE:
            yield name, limit


def _text_set(values: Any) -> pa.Array:  # noqa: ANN401  a list of Table Schema values
    return pa.array([str(value) for value in values], pa.string())


# ---- one check a type; None where the reader has to look at each text


def _check_nothing(_texts: pa.Array, _field: Field) -> pa.Array | None:
    return None


def _check_any(texts: pa.Array, field: Field) -> pa.Array | None:
    """Every text is its own value.

    Also in columns that no schema knows, of which there may be thousands.
    """
    is_constrained = any(_cell_constraints(field))
    if field.format != "default" or is_constrained:
        return None

    return pc.is_valid(texts)


def _check_string(texts: pa.Array, field: Field) -> pa.Array | None:
    if field.format != "default":
        return None

    passing = pc.is_valid(texts)
    if field.categories:
        passing = pc.is_in(texts, value_set=_text_set(field.categories))

    for name, limit in _cell_constraints(field):
        holds = _string_constraint(
            texts,
            name,
            limit,
        )
        if holds is None:
            return None
        passing = pc.and_(passing, holds)
    return passing


def _string_constraint(texts: pa.Array, name: str, limit: Any) -> pa.Array | None:  # noqa: ANN401  what constraints hold
    match name:
        case "minLength":
            return pc.greater_equal(pc.utf8_length(texts), limit)
        case "maxLength":
            return pc.less_equal(pc.utf8_length(texts), limit)
        case "enum":
            return pc.is_in(texts, value_set=_text_set(limit))
        case "pattern":
            return _matches(texts, read_pattern(limit))
    return None


def _matches(texts: pa.Array, pattern: Pattern) -> pa.Array | None:
    if not re2_takes(pattern.re2):
        return None

    matched = pc.match_substring_regex(texts, pattern.re2)
    if pattern.needs_ascii:
        matched = pc.and_(matched, pc.string_is_ascii(texts))
    return matched


def _check_integer(texts: pa.Array, field: Field) -> pa.Array | None:
    if not field.bare_number or field.categories:
        return None

    # Longer ones are left to the reader.
    return _within_bounds(
        texts,
        whole_numbers(texts),
        field,
        pa.int64(),
    )


def _check_number(texts: pa.Array, field: Field) -> pa.Array | None:
    if not field.bare_number or field.descriptor.get("floatNumber"):
        return None

    passing = pc.match_substring_regex(texts, _number_pattern(field))
    mark = re.escape(field.decimal_char)
    # The canonical text of -0,00 is without the sign.
    passing = pc.and_not(passing, negative_zeros(texts, mark))

    plain = plain_number(texts, field)
    passing = _without_missing_numbers(
        plain,
        passing,
        field,
    )
    return _within_bounds(
        plain,
        passing,
        field,
        pa.float64(),
    )


def _without_missing_numbers(plain: pa.Array, passing: pa.Array, field: Field) -> pa.Array:
    """Not those that would be written as a missing value: -99.0, where -99 is one."""
    mark = re.escape(field.decimal_char)
    number = re.compile(rf"-?[0-9]+(?:{mark}[0-9]+)?")
    markers = filter(number.fullmatch, field.missing_values)
    missing = [float(marker.replace(field.decimal_char, ".")) for marker in markers]
    if not missing:
        return passing

    numbers = pc.cast(
        pc.if_else(
            passing,
            plain,
            None,
        ),
        pa.float64(),
    )
    is_missing = pc.is_in(numbers, value_set=pa.array(missing, pa.float64()))
    return pc.and_not(passing, is_missing)


def _number_pattern(field: Field) -> str:
    """Numbers of at most MANTISSA digits, and no more decimals than were agreed."""
    places = MANTISSA - 9
    if field.decimals is not None:
        places = min(field.decimals, MANTISSA)

    more_digits = max(0, MANTISSA - places - 1)
    whole = rf"0|[1-9][0-9]{{0,{more_digits}}}"
    if field.group_char:
        group = re.escape(field.group_char)
        whole += rf"|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}}){{1,2}}"

    fraction = ""
    if places:
        mark = re.escape(field.decimal_char)
        fraction = rf"(?:{mark}[0-9]{{1,{places}}})?"
    return rf"^-?(?:{whole}){fraction}$"


def _check_date(texts: pa.Array, field: Field) -> pa.Array | None:
    if field.format != "default":
        return None

    return _in_text_order(
        texts,
        days(texts),
        DAY,
        field,
    )


def _check_datetime(texts: pa.Array, field: Field) -> pa.Array | None:
    if field.format != "default":
        return None

    return _in_text_order(
        texts,
        moments(texts),
        MOMENT,
        field,
    )


def _check_year(texts: pa.Array, field: Field) -> pa.Array | None:
    passing = pc.match_substring_regex(texts, r"^[1-9][0-9]{3}$")
    return _within_bounds(
        texts,
        passing,
        field,
        pa.int64(),
    )


def _check_yearmonth(texts: pa.Array, field: Field) -> pa.Array | None:
    pattern = r"^[0-9]{4}-(?:0[1-9]|1[0-2])$"
    return _in_text_order(
        texts,
        pc.match_substring_regex(texts, pattern),
        pattern,
        field,
    )


# ---- bounds


def _in_text_order(
    texts: pa.Array, passing: pa.Array, pattern: str, field: Field
) -> pa.Array | None:
    """Texts of one form that sort as their values do.

    Bounds of the same form, which has this pattern, are compared as texts.
    """
    for name, limit in _cell_constraints(field):
        bound = str(limit)
        if name not in BOUNDS or not re.fullmatch(pattern, bound):
            return None
        passing = pc.and_(passing, _COMPARE[name](texts, bound))
    return passing


def _within_bounds(
    texts: pa.Array, passing: pa.Array, field: Field, kind: pa.DataType
) -> pa.Array | None:
    """Numbers within their bounds.

    Exact: decimals of at most MANTISSA digits are equal where their doubles are.
    """
    values = None
    for name, limit in _cell_constraints(field):
        if _is_integer_enum(
            name,
            limit,
            kind,
        ):
            passing = pc.and_(passing, pc.is_in(texts, value_set=_text_set(limit)))
            continue
        if name not in BOUNDS or not _is_comparable(limit, kind):
            return None

        if values is None:
            values = pc.cast(
                pc.if_else(
                    passing,
                    texts,
                    None,
                ),
                kind,
            )
        bound = int(limit) if pa.types.is_integer(kind) else float(limit)
        holds = _COMPARE[name](values, bound)
        passing = pc.and_(passing, pc.fill_null(holds, False))
    return passing


def _is_integer_enum(name: str, limit: Any, kind: pa.DataType) -> bool:  # noqa: ANN401  what constraints hold
    if name != "enum" or not pa.types.is_integer(kind):
        return False
    return all(type(value) is int for value in limit)


def _is_comparable(bound: Any, kind: pa.DataType) -> bool:  # noqa: ANN401  what constraints hold
    """Whether a bound is a number, and comparing with it as `kind` is exact."""
    if isinstance(bound, str):
        return False
    if isinstance(bound, float) and pa.types.is_integer(kind):
        return False
    if not INT64[0] <= bound <= INT64[1]:
        return False

    # A bound of more digits than a double has would be rounded to a number that the cell may equal.
    return not isinstance(bound, Decimal) or Decimal(repr(float(bound))) == bound


_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "minimum": pc.greater_equal,
    "exclusiveMinimum": pc.greater,
    "maximum": pc.less_equal,
    "exclusiveMaximum": pc.less,
}
_CHECKS: Mapping[str, Callable[[pa.Array, Field], pa.Array | None]] = {
    "any": _check_any,
    "string": _check_string,
    "integer": _check_integer,
    "number": _check_number,
    "date": _check_date,
    "datetime": _check_datetime,
    "year": _check_year,
    "yearmonth": _check_yearmonth,
}
