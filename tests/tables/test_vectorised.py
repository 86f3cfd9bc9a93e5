"""The proof never says yes where the judge says no, nor where the canonical text would be another."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.registry.schema import Field, Schema
from statx.tables.judged import judged
from statx.tables.meaning import CellReader
from statx.tables.table import Cells
from statx.tables.vectorised import VectorisedCheck, plain_number
from tests.differential.strategies import cell, field
from tests.differential.words import CELLS, Descriptor
from tests.verdicts import field as one_field

PROVEN = ("any", "string", "integer", "number", "date", "datetime", "year", "yearmonth")


@st.composite
def fields_and_texts(draw: st.DrawFn) -> tuple[Field, list[str]]:
    descriptor: Descriptor = draw(field("a", PROVEN))
    near = st.from_regex(
        r"-?[0-9]{1,20}([.,][0-9]{1,9})?|[0-9]{4}-[0-9]{2}(-[0-9]{2}(T[0-9:]{8})?)?", fullmatch=True
    )
    texts = draw(
        st.lists(
            st.one_of(cell(descriptor, {}), near, st.text(max_size=4)), min_size=1, max_size=12
        )
    )
    return Schema.parse({"fields": [descriptor]}, source="law").fields[0], texts


@given(fields_and_texts())
def test_what_is_proven_the_judge_accepts_under_the_same_text(
    case: tuple[Field, list[str]],
) -> None:
    field, texts = case
    sure, judge, column = VectorisedCheck(field), CellReader(field), pa.array(texts, pa.string())
    spelled = plain_number(column, field) if field.type == "number" else column
    for at in np.flatnonzero(sure.fine(column) & ~sure.missing_of(column)).tolist():
        verdict = judge.verdict(texts[at])
        assert (verdict.broken, verdict.loss, verdict.unusual) == ((), "", False)
        assert verdict.canonical == spelled[at].as_py()


@given(fields_and_texts())
def test_missing_is_what_stands_in_the_list(case: tuple[Field, list[str]]) -> None:
    field, texts = case
    flags = VectorisedCheck(field).missing_of(pa.array([*texts, None], pa.string()))
    assert flags.tolist() == [text in field.missing_values for text in texts] + [True]


@given(
    st.sampled_from(PROVEN).flatmap(
        lambda kind: st.tuples(st.just(kind), st.lists(st.sampled_from(CELLS[kind]), max_size=9))
    )
)
def test_a_dictionary_and_a_plain_column_are_judged_alike(case: tuple[str, list[str]]) -> None:
    kind, texts = case
    plain = pa.array(texts, pa.string())
    found = [
        judged(Cells((column,), len(texts)), [CellReader(one_field(type=kind))]).columns[0]
        for column in (plain, plain.dictionary_encode())
    ]
    one, other = (
        [
            column.spread(np.array(column.keys.to_pylist(), object)).tolist(),
            column.spread(column.valueless).tolist(),
        ]
        for column in found
    )
    assert one == other


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?=a).*", "ab"),
        ("a*+b", "aab"),
        ("(?:a|b){1001}", "a" * 1001),
        ("a{2}+", "aa"),
        ("(?i:a)", "A"),
        ("\\w+", "é"),
        ("(a)\\1", "aa"),
    ],
)
def test_patterns_that_arrow_cannot_read_go_to_the_judge(pattern: str, text: str) -> None:
    patterned = one_field(constraints={"pattern": pattern})
    assert not VectorisedCheck(patterned).fine(pa.array([text])).any()
    assert CellReader(patterned).verdict(text).broken == ()


def test_what_arrow_would_repeat_and_python_would_not_is_not_proven() -> None:
    assert (
        not VectorisedCheck(one_field(constraints={"pattern": "a{2}+"}))
        .fine(pa.array(["aaaa"]))
        .any()
    )


@pytest.mark.parametrize("bound", [10**19, -(10**400), 5.0, "5"])
def test_bounds_of_any_size_can_be_asked(bound: object) -> None:
    bounded = one_field(type="integer", constraints={"minimum": bound})
    assert VectorisedCheck(bounded).fine(pa.array(["7"])).tolist() in ([True], [False])
    assert CellReader(bounded).verdict("7").broken == (("minimum",) if bound == 10**19 else ())


def test_moments_are_compared_only_with_bounds_of_their_form() -> None:
    bounded = one_field(type="datetime", constraints={"minimum": "2024-01-05 12:00:00"})
    assert not VectorisedCheck(bounded).fine(pa.array(["2024-01-05T00:00:00"])).any()


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
def test_ordinary_values_never_reach_the_judge(kind: str, text: str) -> None:
    assert VectorisedCheck(one_field(type=kind)).fine(pa.array([text])).all()
