"""Table Dialect: what a descriptor says of how a CSV file is written. It is kept or refused, and nothing is ignored.

Three spellings are understood: the properties of Data Package v1 and v2, which stand side by side, and those of
Frictionless 5, where the ones of CSV stand under "csv".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from statx.registry.errors import BrokenDialectError
from statx.texts import Text, joined, verbatim

NEWLINES = ("\n", "\r\n")
DESCRIPTIVE = ("$schema", "name", "title", "description", "csvddfVersion", "caseSensitiveHeader")
"""Say nothing that reading could obey. Labels are always compared letter by letter, which is said where they differ."""
FOREIGN = (
    "property",
    "itemType",
    "itemKeys",
    "sheetNumber",
    "sheetName",
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
    """How a CSV file is written, as far as anybody said."""

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
    """Numbers of the records that are the header, from 1; empty for none; None: the first that is no comment."""
    header_join: str = " "
    comment_rows: tuple[int, ...] = ()
    comment_char: str = ""
    skip_blank_rows: bool = False
    null_sequence: str | None = None
    """A text that is a missing value, whatever the schema says."""

    @property
    def plain(self) -> bool:
        """Whether only delimiter and quote have a meaning, and every record below the header is data."""
        signs = not (
            self.escape or self.skip_initial_space or self.comment_char or self.skip_blank_rows
        )
        last = max(self.header_rows or (0,))
        above = all(row <= last for row in self.comment_rows)
        return signs and self.double_quote and above and (self.delimiter + self.quote).isascii()

    @property
    def unusual(self) -> tuple[tuple[str, Any], ...]:
        """What a person must know to read the file in the same way, beside its delimiter: (property, value)."""
        rows = self.header_rows
        found = (
            ("header", False, rows == ()),
            ("headerRows", list(rows or ()), rows not in (None, (), (1,))),
            ("headerJoin", self.header_join, len(rows or ()) > 1 and self.header_join != " "),
            ("commentRows", list(self.comment_rows), bool(self.comment_rows)),
            ("commentChar", self.comment_char, bool(self.comment_char)),
            ("quoteChar", self.quote, self.quote != '"'),
            ("doubleQuote", False, not self.double_quote),
            ("escapeChar", self.escape, bool(self.escape)),
            ("skipInitialSpace", True, self.skip_initial_space),
            ("skipBlankRows", True, self.skip_blank_rows),
            ("nullSequence", self.null_sequence, self.null_sequence is not None),
        )
        return tuple((name, value) for name, value, said in found if said)


def parse(content: Mapping[str, Any], source: object) -> TableDialect:
    """The dialect that a descriptor declares; BrokenDialectError names all that is wrong with it."""
    declared = _flat(content)
    faults = list(_faults(declared))
    if faults:
        raise BrokenDialectError(path=source, faults=joined(faults, "; "))
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
    )


def _flat(content: Mapping[str, Any]) -> dict[str, Any]:
    """The three spellings as one; what Frictionless writes under "csv" wins, as it does there."""
    own = content.get("csv")
    declared = {
        key: value for key, value in content.items() if key != "csv" or not isinstance(own, Mapping)
    }
    return {**declared, **(own if isinstance(own, Mapping) else {})}


def _header_rows(
    declared: Mapping[str, Any], comments: tuple[int, ...], comment_char: str
) -> tuple[int, ...] | None:
    if not declared.get("header", True):
        return ()
    if "headerRows" in declared:
        return tuple(declared["headerRows"])
    if comment_char or not comments:
        return None  # only the file shows which record is no comment
    return (next(row for row in range(1, len(comments) + 2) if row not in comments),)


# ---- what may be said -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Property:
    """What one property may be."""

    allows: Callable[[Any], bool]
    wanted: Text


def _is_character(value: object) -> bool:
    return isinstance(value, str) and len(value) == 1 and value not in "\r\n\0"


def _is_sign(value: object) -> bool:
    return value == "" or _is_character(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _are_rows(value: object) -> bool:
    """Numbers from 1, each but once and in order."""
    if not isinstance(value, list) or not all(type(row) is int and row > 0 for row in value):
        return False
    return value == sorted(set(value))


_CHARACTER = _Property(_is_character, Text(id="satu karakter", en="one character"))
_SIGN = _Property(_is_sign, Text(id='satu karakter, atau ""', en='one character, or ""'))
_TRUTH = _Property(lambda value: isinstance(value, bool), verbatim("true, false"))
_TEXT = _Property(_is_text, Text(id="sebuah teks", en="a text"))
_ROWS = _Property(
    _are_rows,
    Text(id="nomor baris menaik, misalnya [1, 2]", en="ascending row numbers, such as [1, 2]"),
)
_NEWLINE = _Property(lambda value: value in NEWLINES, verbatim(r'"\n", "\r\n"'))
_CASE = _Property(
    lambda value: value is True,
    Text(
        id="true: nama kolom dibandingkan huruf demi huruf",
        en="true: column names are compared letter by letter",
    ),
)

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
}


def _faults(declared: Mapping[str, Any]) -> Iterator[Text]:
    for name, value in declared.items():
        if name in FOREIGN:
            yield NOT_OF_CSV.fill(name=name)
        elif name not in PROPERTIES and name not in DESCRIPTIVE:
            yield UNKNOWN.fill(name=name)
        elif name in PROPERTIES and not PROPERTIES[name].allows(value):
            yield OTHER.fill(name=name, wanted=PROPERTIES[name].wanted, value=repr(value))
    signs = [
        declared[name] for name in ("delimiter", "quoteChar", "escapeChar") if declared.get(name)
    ]
    if all(map(_is_text, signs)) and len(set(signs)) < len(signs):
        yield SAME


UNKNOWN = Text(id='"{name}" tidak dikenal', en='"{name}" is not known')
NOT_OF_CSV = Text(id='"{name}" tidak berlaku untuk CSV', en='"{name}" does not apply to CSV')
OTHER = Text(
    id='"{name}" harus {wanted}, sedangkan yang tertulis {value}',
    en='"{name}" must be {wanted}, and is {value}',
)
SAME = Text(
    id="pemisah, tanda kutip, dan tanda lolos harus berbeda",
    en="delimiter, quote and escape must be different signs",
)
