"""Canonical text and typed columns: each way back gives the same text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.registry.fields import Field
from statx.tables.canonical import (
    arrow_type,
    canonical_text,
    decimal_text,
    key_texts,
    typed,
    written,
)
from statx.tables.meaning import CellReader
from tests.verdicts import field

DAYS = st.dates(dt.date(1, 1, 1)).map(lambda day: day.isoformat())
TEXTS = {
    "integer": st.integers(-(1 << 63), (1 << 63) - 1).map(str),
    "boolean": st.sampled_from(["true", "false"]),
    "date": DAYS,
    "year": st.integers(1000, 9999).map(str),
    "string": st.text(max_size=9),
}
MARKS: tuple[dict[str, str], ...] = (
    {},
    {"decimalChar": ",", "groupChar": "."},
    {"decimalChar": ","},
)


def written_cell(canonical: str, field: Field) -> str:
    cell: str = written(pa.array([canonical]), field)[0].as_py()
    return cell


def keys(texts: list[str]) -> list[str]:
    of_numbers: list[str] = key_texts(pa.array(texts), field(type="number")).to_pylist()
    return of_numbers


@given(st.data(), st.sampled_from(sorted(TEXTS)))
def test_a_typed_column_gives_its_canonical_texts_back(data: st.DataObject, kind: str) -> None:
    texts = pa.array(data.draw(st.lists(st.none() | TEXTS[kind], max_size=9)), pa.string())
    column = typed(texts, field(type=kind))
    assert column.type == arrow_type(field(type=kind))
    assert canonical_text(column).equals(texts)


@given(st.lists(st.decimals(-(10**9), 10**9, places=3).map(decimal_text), max_size=9))
def test_decimals_keep_every_digit_where_their_number_is_agreed(texts: list[str]) -> None:
    column = typed(pa.array(texts, pa.string()), field(type="number", statx={"decimals": 3}))
    assert canonical_text(column).to_pylist() == texts


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=9))
def test_doubles_are_written_without_exponent_and_read_back_the_same(values: list[float]) -> None:
    texts = canonical_text(pa.array(values, pa.float64())).to_pylist()
    assert [float(text) for text in texts] == values
    assert not any(set(text) & set("eE+") for text in texts)


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.sampled_from(MARKS))
def test_a_written_number_is_read_as_the_same_number(
    units: int, places: int, marks: dict[str, str]
) -> None:
    number = field(type="number", **marks)
    text = decimal_text(Decimal(units).scaleb(-places))
    assert CellReader(number).read(written_cell(text, number)).canonical == text


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%Y%m%d", "%Y-%m-%d"]))
def test_a_written_date_is_read_as_the_same_date(day: str, form: str) -> None:
    dated = field(type="date", format=form)
    result = CellReader(dated).read(written_cell(day, dated))
    assert (result.canonical, result.loss) == (day, "")


@given(st.datetimes())
def test_moments_come_back_with_and_without_fractions(moment: dt.datetime) -> None:
    column = typed(pa.array([moment.isoformat()]), field(type="datetime"))
    back = canonical_text(column)[0].as_py()
    assert dt.datetime.fromisoformat(back) == moment


@pytest.mark.parametrize(
    ("one", "other"), [("1.50", "1.5"), ("1.0", "1"), ("0.0", "0"), ("100", "100.00")]
)
def test_equal_numbers_have_one_key(one: str, other: str) -> None:
    assert keys([one])[0] == keys([other])[0]


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2))
def test_keys_are_equal_where_numbers_are(one: Decimal, other: Decimal) -> None:
    first, second = keys([decimal_text(one), decimal_text(other)])
    assert (first == second) is (one == other)


def test_true_and_false_are_written_in_the_schemas_own_words() -> None:
    words = field(type="boolean", trueValues=["ya"], falseValues=["tidak"])
    assert written(pa.array(["true", "false", None]), words).to_pylist() == ["ya", "tidak", None]
