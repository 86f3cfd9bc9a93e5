"""All the cases in which statx gives another verdict than frictionless-py 5.21 on purpose.

Frictionless passes wrong data in these cases, says one thing on every row, or ends in a traceback.
The numbers are those of the quirks in the notes on its behaviour. A difference that is not in this
list is a bug: the differential test takes away from both verdicts what an entry answers for, and
asks that the rest be equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.differential.answers import (
    Both,
    beyond_digits,
    empty_key_parts,
    falls_over,
    half_matched,
    has,
    labels_elsewhere,
    misgrouped,
    where,
    whole,
    without,
)
from tests.differential.dialect_divergences import OF_DIALECTS
from tests.differential.divergence import Divergence, cell, table
from tests.differential.oracle import CRASH, Case, Verdict, cells_of


def comparable(case: Case, theirs: Verdict, ours: Verdict) -> Both:
    """Both verdicts without what the list answers for."""
    for divergence in DIVERGENCES:
        theirs, ours = divergence.answers(case, theirs, ours)
    return theirs, ours


# ---- writing examples down -----------------------------------------------------------------------


def _one(field: Mapping[str, Any], *cells: str, **schema: Any) -> Case:  # noqa: ANN401  a descriptor's values
    """A column called `a`."""
    text = "a\n" + "".join(f'"{each}"\n' for each in cells)
    return Case({"fields": [{"name": "a", **field}], **schema}, text.encode())


def _two(text: str, **schema: Any) -> Case:  # noqa: ANN401  a descriptor's values
    """Columns of whole numbers called `a` and `b`."""
    return Case(
        {"fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}], **schema},
        text.encode(),
    )


INDONESIAN = {"type": "number", "decimalChar": ",", "groupChar": "."}

DIVERGENCES = (
    Divergence(
        "grouping",
        (3,),
        "1.5 under a group mark of . is no 15: digits are grouped by three or not at all, and no"
        " group is led by zero.",
        _one(INDONESIAN, "1.5", "1.2.3.4,5", "12.34,5", "0.125", "1.234,56", "1234,56"),
        (),
        cell("type-error", 2, 3, 4, 5),
        where(misgrouped),
    ),
    Divergence(
        "integer-groups",
        (5,),
        "Table Schema v2 gives integers a groupChar, which Frictionless passes over in silence.",
        _one({"type": "integer", "groupChar": "."}, "1.000", "1.5"),
        cell("type-error", 2, 3),
        cell("type-error", 3),
        where(
            lambda field, cell: (
                field.get("type") == "integer" and bool(field.get("groupChar")) and "." in cell
            )
        ),
    ),
    Divergence(
        "too-many-digits",
        (2,),
        "A number that takes more than a thousand digits to be written out is none that anyone"
        " meant.",
        _one({"type": "number"}, "1e300", "1e1000000", "1e-999999999"),
        (),
        cell("type-error", 3, 4),
        where(beyond_digits),
    ),
    Divergence(
        "unreadable-bound",
        (8,),
        "A bound that cannot be read is a fault of the schema, said before any data is read.",
        _one({"type": "integer", "constraints": {"minimum": "abc"}}, "1"),
        table(CRASH),
        table("BrokenSchemaError"),
    ),
    Divergence(
        "whole-pattern",
        (11,),
        "A pattern is one for the whole text: with a|b, neither axyz nor a trailing newline"
        " passes.",
        _one({"constraints": {"pattern": "a|b"}}, "a", "axyz", "b\n"),
        (),
        cell("constraint-error", 3, 4),
        where(half_matched),
    ),
    Divergence(
        "broken-pattern",
        (12,),
        "A pattern that is none is a fault of the schema, said before any data is read.",
        _one({"constraints": {"pattern": "("}}, "a"),
        table(CRASH),
        table("BrokenSchemaError"),
    ),
    Divergence(
        "format-any",
        (15,),
        "The date format any reads 05/01 as May, and 12 as a day of this month: a schema must name"
        " its format.",
        _one({"type": "date", "format": "any"}, "05/01/2024", "12"),
        (),
        table("BrokenSchemaError"),
    ),
    Divergence(
        "format-of-no-directives",
        (),
        "YYYY-MM-DD is no format of dates for either program, and reads no date at all: a fault of"
        " the schema, said once, instead of one of each cell.",
        _one({"type": "date", "format": "YYYY-MM-DD"}, "2024-01-31"),
        cell("type-error", 2),
        table("BrokenSchemaError"),
    ),
    Divergence(
        "year",
        (18,),
        "A year is four ASCII digits.",
        _one({"type": "year"}, "2024", " 024", "+024", "1_24"),
        (),
        cell("type-error", 3, 4, 5),
        where(
            lambda field, cell: field.get("type") == "year" and not re.fullmatch("[0-9]{4}", cell)
        ),
    ),
    Divergence(
        "yearmonth",
        (18,),
        "A month is written YYYY-MM.",
        _one({"type": "yearmonth"}, "2024-01", "2024-1", "24-01"),
        (),
        cell("type-error", 3, 4),
        where(
            lambda field, cell: (
                field.get("type") == "yearmonth" and not re.fullmatch("[0-9]{4}-[0-9]{2}", cell)
            )
        ),
    ),
    Divergence(
        "reader-falls-over",
        (2, 8),
        "Where Frictionless's reader ends in a traceback, the cell cannot be read.",
        _one({"type": "number", "constraints": {"minimum": 0}}, "1", "sNaN"),
        table(CRASH),
        cell("type-error", 3),
        whole(
            lambda case, theirs, _: (
                has(theirs, CRASH)
                and any(
                    falls_over(field, cell)
                    for field in case.schema["fields"]
                    for (_, name), cell in cells_of(case).items()
                    if name == field["name"]
                )
            )
        ),
    ),
    Divergence(
        "unhashable-key",
        (26,),
        "Objects, arrays and lists in a key are compared by their text; Frictionless cannot keep"
        " them in a dictionary.",
        _one({"type": "object"}, "{}", "{}", primaryKey=["a"]),
        table(CRASH),
        (("primary-key", 3, ""),),
    ),
    Divergence(
        "empty-key-part",
        (),
        "Each part of a primary key is required, as the Table Schema has it; Frictionless minds"
        " only a key that is wholly empty.",
        _two("a,b\n1,1\n1,\n", primaryKey=["a", "b"]),
        (),
        (("primary-key", 3, ""),),
        empty_key_parts,
    ),
    Divergence(
        "code-list",
        (28,),
        "A foreign key to a code list of the registry is looked up there; Frictionless reads no row"
        " at all.",
        _one(
            {},
            "13",
            "99",
            foreignKeys=[
                {
                    "fields": ["a"],
                    "reference": {"resource": "wilayah_kabupaten_kota", "fields": ["kode"]},
                }
            ],
        ),
        table("resource-error"),
        (("foreign-key", 3, ""),),
    ),
    Divergence(
        "missing-reference",
        (28,),
        "A reference that cannot be found is one error, and everything else is judged.",
        _one(
            {"type": "integer"},
            "x",
            foreignKeys=[{"fields": ["a"], "reference": {"resource": "nowhere", "fields": ["b"]}}],
        ),
        table("resource-error"),
        (*table("reference-error"), *cell("type-error", 2)),
    ),
    Divergence(
        "missing-reference-field",
        (28,),
        "A reference to a field that is not there is one error, not one on each row.",
        _one(
            {"type": "integer"},
            "1",
            "2",
            foreignKeys=[{"fields": ["a"], "reference": {"resource": "", "fields": ["b"]}}],
        ),
        (("foreign-key", 2, ""), ("foreign-key", 3, "")),
        table("reference-error"),
        lambda _case, theirs, ours: (
            (
                without(theirs, lambda e: e[0] == "foreign-key"),
                without(ours, lambda e: e[0] == "reference-error"),
            )
            if has(ours, "reference-error")
            else (theirs, ours)
        ),
    ),
    Divergence(
        "unique-keys",
        (31,),
        "The unique keys of Table Schema v2 are checked.",
        _two("a,b\n1,2\n1,2\n1,3\n", uniqueKeys=[["a", "b"]]),
        (),
        (("unique-key", 3, ""),),
        lambda _case, theirs, ours: (theirs, without(ours, lambda entry: entry[0] == "unique-key")),
    ),
    Divergence(
        "categories",
        (31,),
        "The categories of Table Schema v2 are the only values there may be.",
        _one({"categories": ["L", {"value": "P", "label": "Perempuan"}]}, "L", "P", "X"),
        (),
        cell("constraint-error", 4),
    ),
    Divergence(
        "label-order",
        (32,),
        "A header that is wrong by its order alone is said once, and the rows are judged by name.",
        _two("b,a\nx,1\n"),
        (("incorrect-label", None, "a"), ("incorrect-label", None, "b"), ("type-error", 2, "a")),
        (("label-order", None, ""), ("type-error", 2, "b")),
        whole(
            lambda _case, theirs, ours: has(ours, "label-order") and has(theirs, "incorrect-label")
        ),
    ),
    Divergence(
        "label-elsewhere",
        (),
        "Labels are paired with fields by name: one column too many in front is one error, and the"
        " rows are judged.",
        _two("no,a,b\n1,2,3\n"),
        (
            ("extra-label", None, ""),
            ("incorrect-label", None, "a"),
            ("incorrect-label", None, "b"),
        ),
        (("extra-label", None, ""),),
        labels_elsewhere,
    ),
    Divergence(
        "header-line",
        (35,),
        "A header under title lines is said once, with its line; no row is judged as if it were"
        " data.",
        _two("Judul\n\na,b\n1,2\n"),
        (
            ("incorrect-label", None, "a"),
            ("missing-label", None, "b"),
            ("blank-row", 2, ""),
            ("type-error", 3, "a"),
            ("extra-cell", 3, ""),
            ("extra-cell", 4, ""),
        ),
        table("header-line"),
        whole(lambda _case, _theirs, ours: has(ours, "header-line")),
    ),
    Divergence(
        "blank-header",
        (35,),
        "A blank header is an error, said once; Frictionless takes a blank first line for a header"
        " without faults.",
        _two("\n1,2\n"),
        (),
        table("blank-header"),
        whole(lambda _case, _theirs, ours: has(ours, "blank-header")),
    ),
    Divergence(
        "duplicate-label",
        (33,),
        "Duplicate labels under a match by name are named, and the rows are judged.",
        _two("a,b,b\n1,2,x\n", fieldsMatch="subset"),
        table("error"),
        (("duplicate-label", None, "b"),),
        whole(lambda _case, theirs, ours: has(theirs, "error") and has(ours, "duplicate-label")),
    ),
    Divergence(
        "open-quote",
        (39,),
        "A quote that is never closed swallows the rest of the file.",
        _two('a,b\n1,2\n"3,4\n5,6\n'),
        (("type-error", 3, "a"), ("missing-cell", 3, "b")),
        table("OpenQuoteError"),
    ),
    Divergence(
        "stray-quote",
        (39,),
        "A quote inside an unquoted cell is read one way here and another there.",
        _one({}, 'a"b'),
        (),
        table("StrayQuoteError"),
    ),
    Divergence(
        "nul-byte",
        (39,),
        "A NUL byte is no text.",
        Case({"fields": [{"name": "a"}]}, b"a\n" + b"x\n" * 1000 + b"b\0c\n"),
        (),
        table("NulByteError"),
    ),
    Divergence(
        "lone-return",
        (39,),
        "Lines that end in CR alone are not seen by half of all programs.",
        Case({"fields": [{"name": "a"}]}, b"a\nb\rc\n"),
        (),
        table("LoneReturnError"),
    ),
    Divergence(
        "mixed-newline",
        (39,),
        "A file that ends its lines in two ways was put together from two, and half of all programs"
        " see its seams.",
        Case({"fields": [{"name": "a"}]}, b"a\nb\r\nc\n"),
        (),
        table("MixedNewlineError"),
        whole(lambda _case, _theirs, ours: has(ours, "MixedNewlineError")),
    ),
    Divergence(
        "encoding",
        (38, 40),
        "An encoding is declared, named by a byte order mark, or UTF-8 to the last byte; none is"
        " guessed.",
        Case({"fields": [{"name": "a"}]}, "a\nkafé\n".encode("cp1252") * 40, encoding=""),
        (),
        table("BadEncodingError"),
    ),
    Divergence(
        "well-known-text",
        (),
        "The format wkt is none of Table Schema's; Frictionless reads it with another package only,"
        " and else no table.",
        _one({"format": "wkt"}, "POINT (30 10)"),
        table("error"),
        table("BrokenSchemaError"),
    ),
    Divergence(
        "version-by-shape",
        (45,),
        "What Table Schema v2 added is understood wherever it stands, whatever version a descriptor"
        " declares.",
        Case(
            {"fields": [{"name": "a", "type": "integer", "constraints": {"exclusiveMinimum": 0}}]},
            b"a\n0\n",
            profile="",
        ),
        table("package-error"),
        cell("constraint-error", 2),
    ),
    *OF_DIALECTS,
)

OF_THE_COMMAND = {
    42: "An option that cannot apply is an error, never ignored.",
    44: "Counting never stops: a limit cuts what is listed, not what is counted.",
    47: "Every hash a descriptor declares is verified, or refused where its kind is not known.",
    48: "Nothing is fetched.",
}
"""Differences that no verdict on one table can show; the tests of the command line do."""
