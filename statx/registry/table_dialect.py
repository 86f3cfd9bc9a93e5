"""Table Dialect: what a descriptor says of how a file is written. Nothing is ignored.

Three spellings are understood: the properties of Data Package v1 and v2, which stand side by side,
and those of Frictionless 5, where the ones of CSV stand under "csv".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from statx.registry import words
from statx.registry.errors import BrokenDialectError
from statx.texts import Text, joined

NEWLINES = ("\n", "\r\n")
DESCRIPTIVE = ("$schema", "name", "title", "description", "csvddfVersion", "caseSensitiveHeader")
"""Say nothing that reading could obey. Labels are always compared letter by letter."""
FOREIGN = (
    "property",
    "itemType",
    "itemKeys",
    "sheetNumber",
    "table",
    "excel",
    "json",
    "ods",
    "sql",
    "inline",
)
"""Of JSON, workbooks and databases."""


@dataclass(frozen=True, slots=True)
class TableDialect:
    """How a CSV file or a workbook is written, as far as anybody said."""

    delimiter: str = ""
    """Empty: it is found in the header."""
    quote: str = '"'
    """Empty where no sign quotes."""
    escape: str = ""
    """The sign before one that is to be taken as it stands; empty for none."""
    double_quote: bool = True
    """Whether a quote inside quotes is written twice."""
    skip_initial_space: bool = False
    header_rows: tuple[int, ...] | None = None
    """Records that are the header, from 1; empty for none; None: the first that is no comment."""
    header_join: str = " "
    comment_rows: tuple[int, ...] = ()
    comment_char: str = ""
    skip_blank_rows: bool = False
    null_sequence: str | None = None
    """A text that is a missing value, whatever the schema says."""
    sheet: str = ""
    """The sheet of a workbook; empty: the only one that can be meant."""

    @property
    def plain(self) -> bool:
        """Whether only delimiter and quote have a meaning, and all below the header is data."""
        if self.escape or self.comment_char or not self.double_quote:
            return False

        if self.skip_initial_space or self.skip_blank_rows:
            return False

        last_of_header = max(self.header_rows or (0,))
        comments_above = all(row <= last_of_header for row in self.comment_rows)
        signs = self.delimiter + self.quote
        return comments_above and signs.isascii()

    @property
    def unusual(self) -> tuple[tuple[str, Any], ...]:
        """(property, value) of what a person must know beside the delimiter to read the same."""
        properties = (
            ("header", False, self.header_rows == ()),
            ("headerRows", list(self.header_rows or ()), self._is_header_elsewhere),
            ("headerJoin", self.header_join, self._is_header_joined),
            ("commentRows", list(self.comment_rows), bool(self.comment_rows)),
            ("commentChar", self.comment_char, bool(self.comment_char)),
            ("quoteChar", self.quote, self.quote != '"'),
            ("doubleQuote", False, not self.double_quote),
            ("escapeChar", self.escape, bool(self.escape)),
            ("skipInitialSpace", True, self.skip_initial_space),
            ("skipBlankRows", True, self.skip_blank_rows),
            ("nullSequence", self.null_sequence, self.null_sequence is not None),
        )
        return tuple((name, value) for name, value, is_unusual in properties if is_unusual)

    @property
    def _is_header_elsewhere(self) -> bool:
        return self.header_rows not in (None, (), (1,))

    @property
    def _is_header_joined(self) -> bool:
        """Whether the header's rows are joined by another sign than a space."""
        return len(self.header_rows or ()) > 1 and self.header_join != " "


def parse(content: Mapping[str, Any], source: object) -> TableDialect:
    """The dialect that a descriptor declares; BrokenDialectError names all that is wrong."""
    declared = _flat(content)
    faults = list(_faults(declared))
    if faults:
        raise BrokenDialectError(
            path=source,
            faults=joined(faults, "; "),
        )

    comments = tuple(declared.get("commentRows", ()))
    comment_char = declared.get("commentChar", "")
    return TableDialect(
        delimiter=declared.get("delimiter", ""),
        quote=declared.get("quoteChar", '"'),
        escape=declared.get("escapeChar", ""),
        double_quote=declared.get("doubleQuote", True),
        skip_initial_space=declared.get("skipInitialSpace", False),
        header_rows=_header_rows(declared, comments, comment_char),
        header_join=declared.get("headerJoin", " "),
        comment_rows=comments,
        comment_char=comment_char,
        skip_blank_rows=declared.get("skipBlankRows", False),
        null_sequence=declared.get("nullSequence"),
        sheet=declared.get("sheetName", ""),
    )


def _flat(content: Mapping[str, Any]) -> dict[str, Any]:
    """The three spellings as one; what Frictionless writes under "csv" wins, as it does there."""
    declared = dict(content)
    own = content.get("csv")
    if isinstance(own, Mapping):
        del declared["csv"]
        declared |= own

    return declared


def _header_rows(
    declared: Mapping[str, Any], comments: tuple[int, ...], comment_char: str
) -> tuple[int, ...] | None:
    if not declared.get("header", True):
        return ()

    if "headerRows" in declared:
        return tuple(declared["headerRows"])

    if comment_char or not comments:
        return None  # only the file shows which record is no comment

    rows = range(1, len(comments) + 2)
    first = next(row for row in rows if row not in comments)
    return (first,)


# ---- what may be said ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Property:
    """What one property may be."""

    allows: Callable[[Any], bool]
    expected: Text


def _is_character(value: object) -> bool:
    return isinstance(value, str) and len(value) == 1 and value not in "\r\n\0"


def _is_sign(value: object) -> bool:
    return value == "" or _is_character(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_rows(value: object) -> bool:
    """Numbers from 1, each but once and in order."""
    if not isinstance(value, list):
        return False

    if not all(type(row) is int and row > 0 for row in value):
        return False

    return value == sorted(set(value))


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)


def _is_newline(value: object) -> bool:
    return value in NEWLINES


def _is_true(value: object) -> bool:
    return value is True


_CHARACTER = _Property(_is_character, words.ONE_CHARACTER)
_SIGN = _Property(_is_sign, words.ONE_SIGN)
_TRUTH = _Property(_is_truth, words.TRUE_OR_FALSE)
_TEXT = _Property(_is_text, words.A_TEXT)
_ROWS = _Property(_are_rows, words.ASCENDING_ROWS)
_NEWLINE = _Property(_is_newline, words.A_NEWLINE)
_CASE = _Property(_is_true, words.LETTER_BY_LETTER)

PROPERTIES: Mapping[str, _Property] = {
    "delimiter": _CHARACTER,
    "lineTerminator": _NEWLINE,
    "quoteChar": _SIGN,
    "doubleQuote": _TRUTH,
    "escapeChar": _SIGN,
    "nullSequence": _TEXT,
    "skipInitialSpace": _TRUTH,
    "header": _TRUTH,
    "headerRows": _ROWS,
    "headerJoin": _TEXT,
    "headerCase": _CASE,
    "commentRows": _ROWS,
    "commentChar": _TEXT,
    "skipBlankRows": _TRUTH,
    "sheetName": _TEXT,
}


def _faults(declared: Mapping[str, Any]) -> Iterator[Text]:
    for name, value in declared.items():
        yield from _of_property(name, value)

    if _has_a_sign_twice(declared):
        yield words.SAME_SIGNS


def _of_property(name: str, value: object) -> Iterator[Text]:
    if name in DESCRIPTIVE:
        return

    if name in FOREIGN:
        yield words.NOT_OF_CSV.fill(name=name)
        return

    known = PROPERTIES.get(name)
    if known is None:
        yield words.UNKNOWN_PROPERTY.fill(name=name)
    elif not known.allows(value):
        yield words.OTHER_VALUE.fill(
            name=name,
            wanted=known.expected,
            value=repr(value),
        )


def _has_a_sign_twice(declared: Mapping[str, Any]) -> bool:
    names = ("delimiter", "quoteChar", "escapeChar")
    signs = [declared[name] for name in names if declared.get(name)]
    if not all(isinstance(sign, str) for sign in signs):
        return False

    return len(set(signs)) < len(signs)
