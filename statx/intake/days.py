"""Days as people write them here: `13 April 2022`, `13-04-2022`, `13/4/2022`, the day first."""

from __future__ import annotations

import datetime
import re

from statx.intake.headings import MONTHS, as_read

_NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
"""Name of a month -> its number."""
_BETWEEN = r"[ ./-]\s*"
_DAY = re.compile(
    rf"(?:[^\W\d]+, )?(\d\d?){_BETWEEN}(\d\d?|[^\W\d]+\.?){_BETWEEN}(\d{{4}})",
)
"""A weekday may stand before it: `Rabu, 13 April 2022`."""


def iso_day(text: str) -> str | None:
    """`2022-04-13`; None where the text is no day of a calendar, or leaves the century open."""
    match = _DAY.fullmatch(as_read(text))
    if match is None:
        return None

    day, month, year = match.groups()
    try:
        return datetime.date(int(year), _month(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(words: str) -> int:
    name = words.lower().rstrip(".")
    return _NUMBERS.get(name) or int(name)
