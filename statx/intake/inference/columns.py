"""What all cells of a column have in common, added up block by block.

A form is a way of writing values of one type. Of each block those are kept that all its values
have, and of the table those of all blocks: so a type is proposed that every cell has, wherever in
the file it stands. A form says yes only to what Frictionless reads as that type. Numbers led by a
zero, or of more digits than a double keeps, have none: they are texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.tables.forms import days, moments, whole_numbers
from statx.tables.judged import JudgedBlock, JudgedColumn

MISSING = ("", "-", "--", "–", "—", "...", "…", "..", "NA", "N/A", "n/a", "n.a.", "NULL", "null")
"""Texts that stand for no figure in published tables."""
FIRST_LOOKED_AT = 64
"""Values that are looked at before all are: most forms fail at once."""
MOST_CODES = 20_000
"""Different codes of a column that are remembered: more than a code list has villages."""
MOST_CATEGORIES = 20
"""Different texts of any other column that are remembered: as many as an enum may have."""
MOST_DECIMALS = 12
MOST_DIGITS = 15
"""Of a number, its minus counted: more, and a double would not give them back."""
WHOLE = r"(?:0|-?[1-9][0-9]{0,14})"
GROUPED = r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}"
AMBIGUOUS = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
"""A number in both locales, and not the same one."""
DAY_FIRST = r"^(?:0[1-9]|[12][0-9]|3[01]){0}(?:0[1-9]|1[0-2]){0}[1-9][0-9]{{3}}$"

Test: TypeAlias = Callable[[Any], Any]
"""Texts -> which have a form. shape: (n,) text -> (n,) bool"""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one column, of a block or of all that were read."""

    forms: frozenset[str] | None = None
    """Those that every value has; None where no value was seen."""
    decimals: int = 0
    """The most that a number has behind a point."""
    comma_decimals: int = 0
    """The most that a number has behind a comma."""
    missing: frozenset[str] = frozenset()
    """The texts for no figure that stand in it."""
    texts: Mapping[str, int] | None = field(default_factory=dict)
    """How often each text stands; None where there are too many."""
    longest: int = 0
    """Characters of the longest text."""
    grouped: bool = False
    """Whether every number with a point would be another number in the other locale."""
    pointed: bool = False
    """Whether a number has a point."""

    def __add__(self, other: Profile) -> Profile:
        return Profile(
            _common(self.forms, other.forms),
            max(self.decimals, other.decimals),
            max(self.comma_decimals, other.comma_decimals),
            self.missing | other.missing,
            _together(self.texts, other.texts),
            max(self.longest, other.longest),
            *_ambiguity(self, other),
        )

    def has(self, form: str) -> bool:
        """Whether there are values, and all have this form."""
        return self.forms is not None and form in self.forms


@dataclass(frozen=True, slots=True)
class BlockProfile:
    """The columns of one block, and the block itself while it is the first."""

    columns: tuple[Profile, ...]
    rows: int
    misshapen: int
    """Records with more or fewer cells than the header."""
    blank: int
    """Records without any value."""
    block: JudgedBlock


def profile_block(block: JudgedBlock) -> BlockProfile:
    """What the columns of a block are."""
    too_long = len(np.unique(block.extra.rows)) if block.extra else 0
    too_short = len(block.short.rows) if block.short else 0
    return BlockProfile(
        tuple(profile_column(column) for column in block.columns),
        block.rows,
        too_long + too_short,
        len(block.blank),
        block,
    )


def profile_column(column: JudgedColumn) -> Profile:
    """What one column of a block is."""
    there = pc.is_valid(column.texts)
    is_mark = pc.is_in(column.texts, value_set=_MARKS)
    marks = column.texts.filter(pc.and_(there, is_mark))
    values = column.texts.filter(pc.and_(there, pc.invert(is_mark)))
    seen = _mark_seen(column, marks)
    if not len(values):
        return Profile(missing=seen)

    forms = _forms_of(values)
    points = _with_mark(values, ".", forms & {"number", "number-id"})
    commas = _with_mark(values, ",", forms & {"number-id"})
    remembered = MOST_CODES if "coded" in forms else MOST_CATEGORIES

    return Profile(
        forms,
        _most_decimals(points, "."),
        _most_decimals(commas, ","),
        seen,
        _counted(column, values, remembered),
        pc.max(pc.utf8_length(values)).as_py(),
        grouped=len(points) > 0 and _all_have(points, _is_ambiguous),
        pointed=len(points) > 0,
    )


def added(profiles: Sequence[Profile]) -> Profile:
    """Those of one column in several tables, as one."""
    return reduce(Profile.__add__, profiles)


_MARKS = pa.array(MISSING, pa.string())


def _mark_seen(column: JudgedColumn, marks: pa.Array) -> frozenset[str]:
    """A cell that a record does not have is missing like an empty one."""
    seen = set(pc.unique(marks).to_pylist())
    if column.texts.null_count:
        seen.add("")
    return frozenset(seen)


def _forms_of(values: pa.Array) -> frozenset[str]:
    forms: set[str] = set()
    for name, test in FORMS.items():
        if name not in forms and _all_have(values, test):
            forms |= {name, *IMPLIED.get(name, ())}
    return frozenset(forms)


def _all_have(values: pa.Array, test: Test) -> bool:
    first = values.slice(0, FIRST_LOOKED_AT)
    if not pc.all(test(first)).as_py():
        return False
    return len(values) <= FIRST_LOOKED_AT or bool(pc.all(test(values)).as_py())


def _with_mark(values: pa.Array, mark: str, forms: frozenset[str]) -> pa.Array:
    """The numbers that have this mark; none where the values are no numbers."""
    if not forms:
        return values.slice(0, 0)
    return values.filter(pc.match_substring(values, mark))


def _most_decimals(numbers: pa.Array, mark: str) -> int:
    if not len(numbers):
        return 0

    marks = pc.find_substring(numbers, mark)
    behind = pc.subtract(pc.binary_length(numbers), pc.add(marks, 1))
    return int(pc.max(behind).as_py())


def _counted(column: JudgedColumn, values: pa.Array, most: int) -> Mapping[str, int] | None:
    """The rows of each text; None where there are more different texts than `most`."""
    first = values.slice(0, most + 1)
    if len(first) > most and len(pc.unique(first)) > most:
        return None

    if column.codes is not None:
        rows = np.bincount(column.codes, minlength=len(column.texts)).tolist()
        texts = column.texts.to_pylist()
    else:
        counts = pc.value_counts(column.texts)
        rows, texts = counts.field(1).to_pylist(), counts.field(0).to_pylist()

    counted = {
        text: number
        for text, number in zip(
            texts,
            rows,
            strict=True,
        )
        if number
    }
    counted.pop(None, None)
    return counted if len(counted) <= most else None


def _ambiguity(one: Profile, other: Profile) -> tuple[bool, bool]:
    """(grouped, pointed) of both together."""
    pointed = [each for each in (one, other) if each.pointed]
    return bool(pointed) and all(each.grouped for each in pointed), bool(pointed)


def _common(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _together(
    one: Mapping[str, int] | None, other: Mapping[str, int] | None
) -> Mapping[str, int] | None:
    if one is None or other is None:
        return None

    both = Counter(one)
    both.update(other)
    return both if len(both) <= MOST_CODES else None


# ---- the forms ----------------------------------------------------------------------------------


def _matches(texts: pa.Array, pattern: str) -> pa.Array:
    return pc.match_substring_regex(texts, pattern)


def _is_ambiguous(texts: pa.Array) -> pa.Array:
    return _matches(texts, AMBIGUOUS)


def _is_one_of(texts: pa.Array, known: pa.Array) -> pa.Array:
    return pc.is_in(texts, value_set=known)


def _is_day_first(texts: pa.Array, separator: str) -> pa.Array:
    """Days of the calendar as 31/12/2024."""
    matched = pc.fill_null(_matches(texts, DAY_FIRST.format(separator)), False)
    days_there = pc.strptime(
        texts, format=f"%d{separator}%m{separator}%Y", unit="s", error_is_null=True
    )
    return pc.and_(matched, pc.is_valid(days_there))


def _are_whole(texts: pa.Array) -> pa.Array:
    """Whole numbers that a double keeps."""
    return pc.and_(whole_numbers(texts), pc.less_equal(pc.binary_length(texts), MOST_DIGITS))


_TRUTHS = pa.array(["true", "True", "TRUE", "false", "False", "FALSE"], pa.string())
FORMS: Mapping[str, Test] = {
    "whole": _are_whole,
    "number": partial(_matches, pattern=r"^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,30})?$"),
    "whole-id": partial(_matches, pattern=rf"^(?:{WHOLE}|{GROUPED})$"),
    "number-id": partial(_matches, pattern=rf"^(?:{WHOLE}|{GROUPED})(?:,[0-9]+)?$"),
    "date": days,
    "datetime": moments,
    "yearmonth": partial(_matches, pattern=r"^[1-9][0-9]{3}-(?:0[1-9]|1[0-2])$"),
    "boolean": partial(_is_one_of, known=_TRUTHS),
    "day/month": partial(_is_day_first, separator="/"),
    "day-month": partial(_is_day_first, separator="-"),
    "either-first": partial(_matches, pattern="^(?:0[1-9]|1[0-2])[/-](?:0[1-9]|1[0-2])[/-]"),
    "coded": partial(_matches, pattern=r"^[0-9]{2}(?:[0-9.]*[0-9])?$"),
}
"""What a column may be written as, each with its test."""
IMPLIED: Mapping[str, tuple[str, ...]] = {"whole": ("number", "whole-id", "number-id")}
"""What values of one form have as well."""
