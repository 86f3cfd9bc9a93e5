"""Years and parts of a year, as titles, questions and headings name them.

A heading becomes a pattern: of `Penduduk Miskin - Maret 2024` the month and the year are variables,
and what is left are the words that say what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from statx.intake.headings import MONTHS, ROMAN, as_read

_MONTH_NAMES = "|".join(
    sorted((name for names in MONTHS for name in names), key=len, reverse=True),
)
_EXPRESSIONS: Mapping[str, re.Pattern[str]] = {
    "semester": re.compile(r"(?<!\w)(?:semester|smt)\s+(?P<v>ii|i|1|2)(?!\w)", re.IGNORECASE),
    "quarter": re.compile(
        r"(?<!\w)(?:(?:triwulan|tw)\s+(?P<v>iii|ii|iv|i|[1-4])|q(?P<q>[1-4]))(?!\w)",
        re.IGNORECASE,
    ),
    "month": re.compile(rf"(?<!\w)(?P<v>{_MONTH_NAMES})\b\.?(?!\w)", re.IGNORECASE),
    "year": re.compile(r"(?<![A-Za-z\d])(?P<v>(?:19|20)\d\d)(?!\d)"),
}
"""Kind of a variable -> how a text names one; what is looked for first stands first."""
_WHOLE_YEAR = re.compile(r"(?<!\w)(?:tahunan|setahun|total tahun|annual)(?!\w)", re.IGNORECASE)
WHOLE = "0"
"""What schemas call the part of a year that is the whole of it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One period that a text names."""

    kind: str
    """year, month, quarter or semester"""
    value: str
    """2024, or the number of the part of the year."""
    start: int
    end: int
    """Where it stands in the text, which is as a reader sees it."""


@lru_cache(maxsize=1 << 12)
def mentions(text: str) -> tuple[Mention, ...]:
    """All periods that a text names, in its order."""
    read = as_read(text)
    named = []
    for kind, expression in _EXPRESSIONS.items():
        for match in expression.finditer(read):
            words = next(filter(None, match.groups()))
            named.append(Mention(kind, _number(kind, words), *match.span()))
    return tuple(sorted(named, key=lambda mention: mention.start))


def names_whole_year(text: str) -> bool:
    """`Tahunan`"""
    return _WHOLE_YEAR.search(text) is not None


def without_periods(text: str) -> str:
    """The words that are left."""
    read = as_read(text)
    for mention in reversed(mentions(read)):
        read = f"{read[: mention.start]} {read[mention.end :]}"
    return as_read(read)


def _number(kind: str, words: str) -> str:
    name = words.lower().rstrip(".")
    if kind == "month":
        return next(str(number) for number, names in enumerate(MONTHS, 1) if name in names)
    return ROMAN.get(name, name)
