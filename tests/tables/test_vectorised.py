"""The vectorised check says yes only where the reader does, and to canonical texts alone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.tables.judged import judge_block
from statx.tables.meaning import CellReader
from statx.tables.table import Cells
from statx.tables.vectorised import VectorisedCheck, plain_number
from tests.differential.strategies import cell, field
from tests.differential.words import CELLS, Descriptor
from tests.verdicts import field as one_field

CHECKED = ("any", "string", "integer", "number", "date", "datetime", "year", "yearmonth")
NEAR = (
    r"-?[0-9]{1,20}([.,][0-9]{1,9})?"
    r"|[0-9]{4}-[0-9]{2}(-[0-9]{2}(T[0-9:]{8})?)?"
)
"""Texts that many of these types nearly accept."""


@st.composite
def fields_and_texts(draw: st.DrawFn) -> tuple[Field, list[str]]:
    descriptor: Descriptor = draw(field("a", CHECKED))
    near = st.from_regex(NEAR, fullmatch=True)
    texts = st.one_of(cell(descriptor, {}), near, st.text(max_size=4))
    schema = Schema.parse({"fields": [descriptor]}, source="law")
    return schema.fields[0], draw(st.lists(texts, min_size=1, max_size=12))


def passes(texts: list[str], **descriptor: object) -> list[bool]:
    flags: list[bool] = VectorisedCheck(one_field(**descriptor)).passes(pa.array(texts)).tolist()
    return flags


@given(fields_and_texts())
def test_what_passes_the_reader_accepts_under_the_same_text(case: tuple[Field, list[str]]) -> None:
    field, texts = case
    check, reader, column = VectorisedCheck(field), CellReader(field), pa.array(texts, pa.string())
    canonical = plain_number(column, field) if field.type == "number" else column

    for at in np.flatnonzero(check.passes(column) & ~check.missing_of(column)).tolist():
        result = reader.read(texts[at])
        assert (result.broken, result.loss, result.unusual) == ((), "", False)
        assert result.canonical == canonical[at].as_py()


@given(fields_and_texts())
def test_missing_is_what_stands_in_the_list(case: tuple[Field, list[str]]) -> None:
    field, texts = case
    flags = VectorisedCheck(field).missing_of(pa.array([*texts, None], pa.string()))
    assert flags.tolist() == [text in field.missing_values for text in texts] + [True]


@given(
    st.sampled_from(CHECKED).flatmap(
        lambda kind: st.tuples(st.just(kind), st.lists(st.sampled_from(CELLS[kind]), max_size=9))
    )
)
def test_a_dictionary_and_a_plain_column_are_judged_alike(case: tuple[str, list[str]]) -> None:
    kind, texts = case
    plain = pa.array(texts, pa.string())
    by_row = []
    for column in (plain, plain.dictionary_encode()):
        reader = CellReader(one_field(type=kind))
        judged = judge_block(Cells((column,), len(texts)), [reader]).columns[0]
        keys = np.array(judged.keys.to_pylist(), object)
        by_row.append((judged.spread(keys).tolist(), judged.spread(judged.valueless).tolist()))
    assert by_row[0] == by_row[1]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?=a).*", "ab"),
        ("a*+b", "aab"),
        ("(?:a|b){1001}", "a" * 1001),
        ("a{2}+", "aa"),
        ("(?i:é)", "É"),
        ("\\w+", "é"),
        ("(a)\\1", "aa"),
    ],
)
def test_patterns_that_arrow_cannot_read_go_to_the_reader(pattern: str, text: str) -> None:
    patterned = {"constraints": {"pattern": pattern}}
    assert passes([text], **patterned) == [False]
    assert CellReader(one_field(**patterned)).read(text).broken == ()


def test_what_arrow_would_repeat_and_python_would_not_does_not_pass() -> None:
    assert passes(["aaaa"], constraints={"pattern": "a{2}+"}) == [False]


@pytest.mark.parametrize("bound", [10**19, -(10**400), 5.0, "5"])
def test_bounds_of_any_size_can_be_asked(bound: object) -> None:
    bounded = {"type": "integer", "constraints": {"minimum": bound}}
    assert passes(["7"], **bounded) in ([True], [False])
    broken = CellReader(one_field(**bounded)).read("7").broken
    assert broken == (("minimum",) if bound == 10**19 else ())


def test_moments_are_compared_only_with_bounds_of_their_form() -> None:
    bounds = {"minimum": "2024-01-05 12:00:00"}
    assert passes(["2024-01-05T00:00:00"], type="datetime", constraints=bounds) == [False]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", "-12"),
        ("number", "1.5"),
        ("date", "2024-12-31"),
        ("year", "2024"),
        ("string", "x"),
    ],
)
def test_ordinary_values_never_reach_the_reader(kind: str, text: str) -> None:
    assert passes([text], type=kind) == [True]
