"""How a file's delimiter and encoding are found: by fixed rules."""

from __future__ import annotations

import codecs

import pytest

from statx.tables.csv.dialect import byte_order_mark, delimiter_of


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("a,b", ","),
        ("a;b", ";"),
        ("a\tb", "\t"),
        ("a|b", "|"),
        ("a", ","),
        ('"x;y;z",b', ","),
        ("a;b,c;d", ";"),
        ("", ","),
    ],
    ids=[
        "comma",
        "semicolon",
        "tab",
        "bar",
        "one-column",
        "quoted-ones-do-not-count",
        "the-more-frequent",
        "blank",
    ],
)
def test_the_delimiter_is_the_one_that_stands_most_often_outside_quotes(
    header: str, delimiter: str
) -> None:
    assert delimiter_of(header) == delimiter


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (codecs.BOM_UTF8 + b"a", ("utf-8", 3)),
        (codecs.BOM_UTF16_LE + b"a\0", ("utf-16-le", 2)),
        (codecs.BOM_UTF16_BE + b"\0a", ("utf-16-be", 2)),
        (b"a", ("", 0)),
    ],
    ids=["utf-8", "utf-16-le", "utf-16-be", "none"],
)
def test_a_byte_order_mark_names_the_encoding(head: bytes, found: tuple[str, int]) -> None:
    assert byte_order_mark(head) == found
