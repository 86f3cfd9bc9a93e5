"""How the numbers of a column are written, and which of its texts say that there is none.

`1.234,56` is Indonesian, `1,234.56` English; `27,773` and `1.170` are both, and mean what the rest
of the column says. Where some texts can only be the one and others only the other, nobody knows
what those mean that could be both: that is asked, and never settled here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from statx.intake.headings import as_read

Style = Literal["", "id", "en", "open", "mixed"]
"""Written without any mark, in one of two styles, in one that cannot be known, or in both."""
MISSING_MARKS = frozenset(
    (
        *("-", "–", "—", "--", "…", "...", "..", "~", "*"),
        *("na", "n/a", "n.a.", "n.a", "#n/a", "tad", "t.a.d.", "nihil", "x", "tidak tersedia"),
    )
)
"""What tables of figures have in a cell without one, in small letters."""
SENTINELS = ("8888", "9999", "-999", "-9999", "99999")
"""Numbers that are none, where a column has them far beyond all others."""
FAR = 10
"""How many times the largest other value a sentinel is, at least."""
LEAST_SENTINELS = 2

_INDONESIAN = re.compile(r"[+−-]?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?")
_ENGLISH = re.compile(r"[+−-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?")
_MARKED_NUMBER = re.compile(r"(?P<number>[\d ., +−-]*\d)\s*(?P<mark>\*+\)?|[a-z]\)?|\d\)|[¹²³])")


@dataclass(frozen=True, slots=True)
class Notation:
    """How a column's numbers are written, with the texts that prove it."""

    style: Style
    indonesian: tuple[str, ...] = ()
    """Texts that are numbers in this style alone, the first few."""
    english: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    """Texts that are another number in each style."""


def notation_of(texts: Iterable[str]) -> Notation:
    """Of the texts of a column; those that are no number say nothing."""
    indonesian: dict[str, None] = {}
    english: dict[str, None] = {}
    either: dict[str, None] = {}
    for text in texts:
        as_indonesian = is_number(text, "id")
        as_english = is_number(text, "en")
        if as_indonesian and not as_english:
            indonesian[text] = None
        elif as_english and not as_indonesian:
            english[text] = None
        elif as_english and value_of(text, "id") != value_of(text, "en"):
            either[text] = None

    style = _style(
        bool(indonesian),
        bool(english),
        bool(either),
    )
    return Notation(
        style,
        _first(indonesian),
        _first(english),
        _first(either),
    )


def is_number(text: str, style: Style = "open") -> bool:
    """Whether it is one in that style; of an open one, in either."""
    if style == "id":
        return _INDONESIAN.fullmatch(text) is not None
    if style == "en":
        return _ENGLISH.fullmatch(text) is not None
    return is_number(text, "id") or is_number(text, "en")


def split_mark(text: str) -> tuple[str, str]:
    """(number, mark of a footnote behind it): `2021 *)`; the mark is empty where there is none."""
    match = _MARKED_NUMBER.fullmatch(text)
    if match is None or not is_number(match["number"]):
        return text, ""
    return match["number"], match["mark"]


def value_of(text: str, style: Style) -> float | None:
    """What it is about; None where it is no number. Exact values are for who tidies."""
    if not is_number(text, "id" if style == "id" else "en"):
        return None

    digits = text.replace(" ", "").replace(
        "−",
        "-",
    )
    if style == "id":
        return float(digits.replace(".", "").replace(",", "."))
    return float(digits.replace(",", ""))


def is_missing_mark(text: str) -> bool:
    """Whether tables say with it that there is no figure."""
    return as_read(text).casefold() in MISSING_MARKS


def sentinels(values: Sequence[float]) -> tuple[str, ...]:
    """The numbers among them that say that there is none."""
    is_sentinel = {float(text): text for text in SENTINELS}
    others = [abs(value) for value in values if value not in is_sentinel]
    if not others:
        return ()

    marks = []
    for value, text in is_sentinel.items():
        is_far = abs(value) >= FAR * max(others)
        if is_far and values.count(value) >= LEAST_SENTINELS:
            marks.append(text)
    return tuple(marks)


def _style(indonesian: bool, english: bool, either: bool) -> Style:  # noqa: FBT001  facts in order
    match indonesian, english:
        case True, True:
            return "mixed"
        case True, False:
            return "id"
        case False, True:
            return "en"
    return "open" if either else ""


def _first(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(texts)[:5]
