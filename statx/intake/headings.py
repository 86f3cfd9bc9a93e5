"""What a heading says, by a pattern: `Produksi (ton) / {tahun:year}` fits `Produksi (ton) / 2024`.

A variable is `{name:kind}`. Its kind says which words it stands for and what they mean: a year, a
semester, a quarter, a month by its Indonesian or English name, or a category, which is any text;
`{name}` is a category, and `{}` any text that does not matter. A brace itself is doubled.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Formatter

MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb", "peb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "agust", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
"""The names of each month, in small letters."""
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
CATEGORY = "category"
SEPARATOR = " / "
"""Between the texts of a header of several rows."""
_WITHOUT_WIDTH = {0x200B: None, 0xFEFF: None, 0x00AD: None}
_NAME = re.compile(r"[^\W\d]\w*")


class PatternError(ValueError):
    """A pattern that cannot be read; it says which part."""


@dataclass(frozen=True, slots=True)
class Variable:
    """What stands in braces."""

    name: str
    kind: str


@dataclass(frozen=True)
class HeadingPattern:
    """A heading with its variables; without any it fits the very text."""

    text: str
    pieces: tuple[tuple[str, Variable | None], ...]
    """(what stands before a variable, the variable); the last may have none."""

    @classmethod
    def parse(cls, text: str) -> HeadingPattern:
        """Read a pattern; PatternError where a brace or a kind is wrong."""
        try:
            parsed = list(Formatter().parse(as_read(text)))
        except ValueError as error:
            raise PatternError(text) from error

        pieces = []
        for literal, name, kind, _ in parsed:
            variable = None if name is None else _variable(name, kind or "")
            pieces.append((literal, variable))

        pattern = cls(text, tuple(pieces))
        names = [variable.name for variable in pattern.variables]
        for name in names:
            if names.count(name) > 1:
                raise PatternError(name)
        return pattern

    @property
    def variables(self) -> tuple[Variable, ...]:
        """Those with a name, in their order."""
        variables = [variable for _, variable in self.pieces if variable is not None]
        return tuple(variable for variable in variables if variable.name)

    @property
    def words(self) -> str:
        """What stands outside braces: how a table calls such a column."""
        return "".join(literal for literal, _ in self.pieces)

    def match(self, heading: str) -> Mapping[str, str] | None:
        """Variable -> what the heading says of it; None where the heading does not fit."""
        match = self._expression.fullmatch(as_read(heading))
        if match is None:
            return None

        read = {}
        for number, variable in enumerate(self.variables):
            words = match[f"v{number}"]
            read[variable.name] = KINDS[variable.kind].read(words)
        return read

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        expression = ""
        number = 0
        for literal, variable in self.pieces:
            expression += re.escape(literal)
            if variable is None:
                continue

            words = KINDS[variable.kind].words
            if variable.name:
                expression += f"(?P<v{number}>(?i:{words}))"
                number += 1
            else:
                expression += f"(?i:{words})"
        return re.compile(expression)


def same_pattern(one: str, other: str) -> bool:
    """Whether both call the same columns: the kind of a variable need not be said again."""
    return _without_kinds(one) == _without_kinds(other)


def as_read(text: str) -> str:
    """A text as a reader sees it: entities resolved, and every run of spaces one space."""
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = text.translate(_WITHOUT_WIDTH)

    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Kind:
    """What a variable can stand for."""

    words: str
    """An expression that its words fit, whatever their case."""
    read: Callable[[str], str]
    """What they mean, as a table holds it."""


def _variable(name: str, kind: str) -> Variable:
    if name and not _NAME.fullmatch(name):
        raise PatternError(name)

    kind = kind or CATEGORY
    if kind not in KINDS:
        raise PatternError(kind)

    return Variable(name, kind)


def _without_kinds(pattern: str) -> str:
    return re.sub(r"(?<!\{)\{(\w*):\w*\}", r"{\1}", as_read(pattern))


def _number(words: str) -> str:
    last = words.lower().split()[-1].removeprefix("q")
    return ROMAN.get(last, last)


def _month(words: str) -> str:
    name = words.lower().rstrip(".")
    for number, names in enumerate(MONTHS, 1):
        if name in names:
            return str(number)

    return str(int(name))


_MONTH_NAMES = "|".join(name for names in MONTHS for name in names)
KINDS: Mapping[str, Kind] = {
    "year": Kind(r"(?:19|20)\d\d", str),
    "semester": Kind(r"(?:semester\s+|smt\s+)?(?:ii|i|1|2)", _number),
    "quarter": Kind(r"(?:triwulan\s+|tw\s+|q)?(?:iii|ii|iv|i|[1-4])", _number),
    "month": Kind(rf"(?:{_MONTH_NAMES})\.?|0?[1-9]|1[0-2]", _month),
    CATEGORY: Kind(r".+?", str),
}
"""Kind of a variable -> its words and their meaning."""
