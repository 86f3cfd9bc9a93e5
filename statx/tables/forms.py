"""Which texts have the usual form of a type: told without a regular expression where that can be.

Arrow's own operations look at a text in a fraction of the time that a pattern takes. They settle
what most columns hold; the pattern is asked of the texts that are left.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

MANY = 1000
"""Texts from which on several quick looks cost less than one slow one."""
DIGITS = 18
"""Digits that always fit into 64 bits."""
WHOLE_NUMBER = rf"^(?:0|-?[1-9][0-9]{{0,{DIGITS - 1}}})$"
_LEAP_YEAR = r"(?:[1-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)"
_DAY = (
    r"(?:[1-9][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    rf"|{_LEAP_YEAR}-02-29)"
)
DAY = rf"^{_DAY}$"
"""Every day of the years 1000 to 9999."""
MOMENT = rf"^{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"
FIRST_YEAR = "1000"
DAY_LENGTH, MOMENT_LENGTH = 10, 19


def whole_numbers(texts: pa.Array) -> pa.Array:
    """Which are 0, or digits with no zero before them and perhaps a minus. shape: (n,) -> (n,)"""
    return _matching(texts, WHOLE_NUMBER, _are_digits)


def days(texts: pa.Array) -> pa.Array:
    """Which are days as 2024-12-31, of the years 1000 to 9999. shape: (n,) -> (n,)"""
    return _matching(texts, DAY, _are_days)


def moments(texts: pa.Array) -> pa.Array:
    """Which are days with a time as 2024-12-31T23:59:59. shape: (n,) -> (n,)"""
    return _matching(texts, MOMENT, _are_moments)


def negative_zeros(texts: pa.Array, mark: str) -> pa.Array:
    """Which are -0, with decimals or without; `mark` is a pattern. shape: (n,) -> (n,)"""
    may_be = pc.starts_with(texts, "-0")
    if not pc.any(may_be).as_py():
        return may_be
    return pc.match_substring_regex(texts, rf"^-0(?:{mark}0*)?$")


def _matching(
    texts: pa.Array,
    pattern: str,
    quick: Callable[[pa.Array], pa.Array | None],
) -> pa.Array:
    """Which texts match; what `quick` says yes to surely does."""
    surely = quick(texts) if len(texts) >= MANY else None
    if surely is None:
        return pc.match_substring_regex(texts, pattern)

    flags = pc.fill_null(surely, False).to_numpy(zero_copy_only=False)
    left = np.flatnonzero(~flags)
    if len(left):
        matched = pc.match_substring_regex(texts.take(pa.array(left)), pattern)
        flags[left] = pc.fill_null(matched, False).to_numpy(zero_copy_only=False)
    return pa.array(flags)


def _are_digits(texts: pa.Array) -> pa.Array:
    lengths = pc.binary_length(texts)
    led_by_zero = pc.and_(pc.starts_with(texts, "0"), pc.greater(lengths, 1))
    fits = pc.and_not(pc.less_equal(lengths, DIGITS), led_by_zero)
    return pc.and_(pc.ascii_is_decimal(texts), fits)


def _are_days(texts: pa.Array) -> pa.Array | None:
    """None where one of them is no day: Arrow says no more than that."""
    if not _can_be_cast(texts, pa.date32()):
        return None
    return _of_length(texts, DAY_LENGTH)


def _are_moments(texts: pa.Array) -> pa.Array | None:
    """Arrow takes a blank for the T, too."""
    if not _can_be_cast(texts, pa.timestamp("s")):
        return None
    has_t = pc.equal(pc.find_substring(texts, "T"), DAY_LENGTH)
    return pc.and_(_of_length(texts, MOMENT_LENGTH), has_t)


def _of_length(texts: pa.Array, length: int) -> pa.Array:
    """Of so many bytes, and not before the first year that is written with four digits."""
    is_long = pc.equal(pc.binary_length(texts), length)
    return pc.and_(is_long, pc.greater_equal(texts, FIRST_YEAR))


def _can_be_cast(texts: pa.Array, kind: pa.DataType) -> bool:
    try:
        pc.cast(texts, kind)
    except pa.ArrowInvalid:
        return False
    return True
