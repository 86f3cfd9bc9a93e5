"""The judge: what each text means under its field, and what of it could not be kept."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from statx.tables import meaning as cells
from statx.tables.meaning import CellReader
from tests.verdicts import field

ID = {"type": "number", "decimalChar": ",", "groupChar": "."}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1.234", "1234"),
        ("-1.234.567,0", "-1234567.0"),
        ("0,5", "0.5"),
    ],
)
def test_indonesian_numbers_are_read(text: str, value: str) -> None:
    assert CellReader(field(**ID)).verdict(text).value == Decimal(value)


@pytest.mark.parametrize(
    "text", ["1.5", "12.34,5", "1.2.3.4,5", "1.2345", "1,234.5", ".123", "1.", "1..234"]
)
def test_wrong_grouping_is_no_number(text: str) -> None:
    assert CellReader(field(**ID)).verdict(text).broken == ("type",)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.000", 1000), ("1000", 1000), ("-12.345.678", -12345678), ("1.00", None), ("1.5", None)],
)
def test_integers_know_groups(text: str, value: int | None) -> None:
    assert CellReader(field(type="integer", groupChar=".")).verdict(text).value == value


def test_bounds_of_a_grouped_integer_may_be_grouped() -> None:
    judge = CellReader(field(type="integer", groupChar=".", constraints={"minimum": "1.000"}))
    assert [judge.verdict(text).broken for text in ("999", "1.000")] == [("minimum",), ()]


@pytest.mark.parametrize("text", ["NaN", "inf", "-inf"])
def test_what_is_not_finite_meets_bounds_as_in_frictionless(text: str) -> None:
    bounded = (
        CellReader(field(type="number", constraints={"minimum": 0, "maximum": 1}))
        .verdict(text)
        .broken
    )
    assert (
        bounded == {"NaN": ("minimum", "maximum"), "inf": ("maximum",), "-inf": ("minimum",)}[text]
    )
    assert CellReader(field(type="number")).verdict(text).loss == "not-finite"


def test_a_number_of_a_billion_zeros_is_not_written_out() -> None:
    verdict = CellReader(field(type="number")).verdict("1e999999999")
    assert (verdict.canonical, verdict.loss) == ("1E+999999999", "too-large")


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("-0", "0"), ("-0.0", "0.0"), ("1e2", "100"), ("1.50", "1.50"), (" 2 ", "2")],
)
def test_one_spelling_of_each_number(text: str, canonical: str) -> None:
    assert CellReader(field(type="number")).verdict(text).canonical == canonical


def test_a_float_is_canonical_too() -> None:
    verdict = CellReader(field(type="number", floatNumber=True)).verdict(" 1.50 ")
    assert (verdict.value, verdict.canonical) == (1.5, "1.5")
    assert math.isnan(CellReader(field(type="number", floatNumber=True)).verdict("nan").value)


@pytest.mark.parametrize("text", ["-", "x"])
def test_a_labelled_missing_value_is_missing_and_would_be_lost(text: str) -> None:
    judge = CellReader(
        field(missingValues=[{"value": "-", "label": "tidak tersedia"}, {"value": "x"}])
    )
    assert (judge.verdict(text).value, judge.verdict(text).loss) == (None, "labelled-missing")


def test_without_missing_values_an_empty_text_is_a_value_like_any_other() -> None:
    assert CellReader(field(missingValues=[])).verdict("").value == ""
    assert CellReader(field(type="integer", missingValues=[])).verdict("").broken == ("type",)


def test_a_cell_that_is_not_there_is_missing_and_no_text() -> None:
    judge = CellReader(field(constraints={"required": True}, missingValues=["-"]))
    assert (judge.verdict(None).broken, judge.verdict("None").broken) == (("required",), ())


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "REMEMBERED", 3)
    judge = CellReader(field(type="integer"))
    verdicts = [judge.verdict(str(number)).value for number in (*range(10), *range(10))]
    assert verdicts == [*range(10), *range(10)]
    assert len(judge._memory) <= 3


def test_a_text_is_judged_once() -> None:
    judge = CellReader(field(type="integer"))
    assert judge.verdict("01") is judge.verdict("01")


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("time", "08:00:00+07:00", "01:00:00Z"),
        ("datetime", "2024-01-05T08:00:00+07:00", "2024-01-05T01:00:00Z"),
        ("duration", "P1D", "PT24H"),
        ("geopoint", "106.8,-6.2", "106.80, -6.20"),
    ],
)
def test_equal_values_have_one_key(kind: str, one: str, other: str) -> None:
    judge = CellReader(field(type=kind))
    assert judge.verdict(one).value == judge.verdict(other).value
    assert judge.verdict(one).key == judge.verdict(other).key is not None


def test_what_the_reader_falls_over_cannot_be_read() -> None:
    assert CellReader(field(type="number", constraints={"minimum": 0})).verdict("sNaN").broken == (
        "type",
    )
    aware = field(type="datetime", constraints={"minimum": "2024-01-05T00:00:00Z"})
    assert CellReader(aware).verdict("2024-01-05T08:00:00").broken == ("type",)


def test_an_item_of_an_array_that_does_not_fit_is_said_of_the_field() -> None:
    judge = CellReader(
        field(type="array", arrayItem={"type": "integer", "constraints": {"minimum": 2}})
    )
    assert [judge.verdict(text).broken for text in ("[2]", "[1]", '["x"]')] == [
        (),
        ("items",),
        ("type",),
    ]


@pytest.mark.parametrize("kind", ["string", "integer"])
def test_only_categories_pass(kind: str) -> None:
    values = ["1", "2"] if kind == "string" else [1, 2]
    judge = CellReader(
        field(type=kind, categories=[values[0], {"value": values[1], "label": "dua"}])
    )
    assert [judge.verdict(text).broken for text in ("1", "2", "3", "")] == [
        (),
        (),
        ("categories",),
        (),
    ]
