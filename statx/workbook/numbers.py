"""What a number in a cell says: an exact decimal, a day, a moment, a time.

Excel holds doubles and writes up to 17 digits of them: 9.1999999999999993 is the double that
people write 9.2, and the shortest text that gives the same double is what was typed.
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from statx.workbook.formats import NumberFormat

_PLAIN = re.compile(r"-?(0|[1-9][0-9]{0,14})")
"""Whole numbers of up to 15 digits: the double that holds one is shown so."""
EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001  days of a workbook have no zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001  as above
NO_SUCH_DAY = 60
"""Excel holds that 1900 had a 29 February; days before it are counted one too few."""
TOO_LATE = 2_958_466
"""The day after 9999-12-31."""
DAY = 86_400_000
"""Milliseconds."""


def exact_number(written: str) -> str | None:
    """The shortest decimal text of the double that is written; None where it is no number."""
    if _PLAIN.fullmatch(written):
        return "0" if written == "-0" else written

    try:
        value = float(written)
    except ValueError:
        return None
    if not isfinite(value):
        return None
    if value.is_integer() and abs(value) < 1e16:  # noqa: PLR2004  every such double is exact
        return str(int(value))
    return _in_full(value)


def date_text(number: str, number_format: NumberFormat, *, from_1904: bool) -> str | None:
    """The day, moment, time or length of time that a number counts in days.

    `2024-12-31`, `2024-12-31T08:30:00`, `08:30:00`, `36:00:00`; None where Excel has no such day.
    """
    serial = float(number)
    if number_format.is_elapsed:
        return _elapsed(serial)
    if not 0 <= serial < TOO_LATE:
        return None

    # Excel itself shows no less than a millisecond.
    day, milliseconds = divmod(round(serial * DAY), DAY)
    since_midnight = timedelta(milliseconds=milliseconds)
    if day == 0:
        return _clock(since_midnight)

    first = _day(day, from_1904=from_1904)
    return None if first is None else _moment(first + since_midnight)


def _in_full(value: float) -> str:
    """Without an exponent. shape: 1e-05 -> 0.00001"""
    shortest = repr(value)
    if "e" not in shortest:
        return shortest
    return format(Decimal(shortest), "f")


def _day(day: int, *, from_1904: bool) -> datetime | None:
    if not from_1904 and day == NO_SUCH_DAY:
        return None

    epoch = EPOCH_1904 if from_1904 else EPOCH_1900
    is_early = not from_1904 and day < NO_SUCH_DAY
    try:
        return epoch + timedelta(days=day + is_early)
    except OverflowError:
        return None


def _moment(moment: datetime) -> str:
    """A day where it is midnight."""
    if moment.time() == time():
        return moment.date().isoformat()
    return moment.isoformat()


def _clock(since_midnight: timedelta) -> str:
    return (EPOCH_1900 + since_midnight).time().isoformat()


def _elapsed(days: float) -> str | None:
    if abs(days) >= TOO_LATE:
        return None

    seconds = round(days * DAY / 1000)
    sign = "-" if seconds < 0 else ""
    minutes, second = divmod(abs(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{sign}{hours:02}:{minute:02}:{second:02}"
