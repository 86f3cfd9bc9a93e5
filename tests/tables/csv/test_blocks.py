"""Cutting bytes into whole records."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.tables.csv import blocks
from statx.tables.csv.blocks import (
    first_record_end,
    last_record_end,
    pieces,
    records,
    viewed,
)
from statx.tables.csv.irregular import Irregularity, first_irregularity

CELLS = st.text(alphabet='ab,"\n\r', max_size=5).map(lambda text: text.replace("\r", "\r\n"))
RECORDS = st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=8)


def as_bytes(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)

    return text.getvalue().encode()


def irregularity(data: bytes) -> Irregularity | None:
    return first_irregularity(memoryview(data), b",", b'"')


@given(RECORDS, st.integers(1, 40))
def test_no_cut_splits_a_record_and_nothing_is_lost(rows: list[list[str]], size: int) -> None:
    data = as_bytes(rows)
    cut = list(pieces(io.BytesIO(data), b'"', size=size))
    parts = [viewed(piece.data).tobytes() for piece in cut]
    assert b"".join(parts) == data

    read_again: list[list[str]] = []
    before = 0
    for piece, part in zip(cut, parts, strict=True):
        assert piece.offset == before
        read_again += records(part.decode(), ",", '"')
        before += len(part)
    assert read_again == rows


@given(RECORDS)
def test_the_first_record_ends_where_the_reader_ends_it(rows: list[list[str]]) -> None:
    data = as_bytes(rows)
    assert list(records(data[: first_record_end(data, b'"')].decode(), ",", '"')) == rows[:1]


@given(RECORDS)
def test_what_a_writer_of_csv_writes_is_regular(rows: list[list[str]]) -> None:
    assert irregularity(as_bytes(rows)) is None


@pytest.mark.parametrize(
    ("data", "kind", "offset"),
    [
        (b'a,b\n"1,2\n3,4\n', "open-quote", 4),
        (b'a,b\n1,"2\n3,4\n5,"6"\n', "open-quote", 6),
        (b'a,b\n1"x,2\n', "stray-quote", 5),
        (b'a,b\n"1"x,2\n', "stray-quote", 6),
        (b"a,b\n1,\x002\n", "nul", 6),
        (b"a,b\r1,2\r", "lone-return", 3),
        (b'a,b\n"1\rx",2\r3\n', "lone-return", 11),
    ],
    ids=[
        "never-closed",
        "closed-lines-below",
        "inside-a-cell",
        "behind-a-cell",
        "nul",
        "old-mac",
        "return-in-quotes-is-fine",
    ],
)
def test_the_first_irregular_byte_is_named(data: bytes, kind: str, offset: int) -> None:
    assert irregularity(data) == Irregularity(kind, offset)  # type: ignore[arg-type]  # one of the kinds


@pytest.mark.parametrize(
    ("data", "newline", "offset"),
    [
        pytest.param(b"a\nb\r\n", b"\n", 3, id="CRLF below LF"),
        pytest.param(b"a\r\nb\n", b"\r\n", 4, id="LF below CRLF"),
        pytest.param(b"\n", b"\r\n", 0, id="a blank line"),
        pytest.param(b'"a\nb"\r\n"c\r\nd"\r\n', b"\r\n", None, id="inside quotes"),
        pytest.param(b'"a\r\nb"\n', b"\n", None, id="inside quotes, below LF"),
        pytest.param(b"a\r\nb\n", b"", None, id="of no account"),
        pytest.param(b"a", b"\r\n", None, id="no newline at the end"),
    ],
)
def test_a_line_that_ends_otherwise_than_the_first_is_named(
    data: bytes, newline: bytes, offset: int | None
) -> None:
    expected = None if offset is None else Irregularity("mixed-newline", offset)
    assert first_irregularity(memoryview(data), b",", b'"', newline) == expected


@pytest.mark.parametrize(
    "data", [b"", b"a", b'""', b'"a""b"\n', b'a,"x\ny"\r\n', b"\n\n"], ids=repr
)
def test_regular_bytes_pass(data: bytes) -> None:
    assert irregularity(data) is None


def test_a_quote_sign_means_nothing_where_the_dialect_has_none() -> None:
    assert first_irregularity(memoryview(b'a"b\n'), b",", b"") is None
    assert last_record_end(memoryview(b'a"\nb'), b"") == (3, 0)


def test_a_record_without_end_is_given_up_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "RECORD_LIMIT", 100)
    first = next(pieces(io.BytesIO(b"x" * 10_000), b'"', size=64))

    assert first.data.size <= 100 + 2 * 64
    assert irregularity(viewed(first.data).tobytes()) == Irregularity("long-record", 0)
