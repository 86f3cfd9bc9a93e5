"""The cell reader: what each text means under its field, and what of it could not be kept."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from statx.tables import meaning
from statx.tables.meaning import CellReader, CellResult
from tests.verdicts import field

INDONESIAN = {"type": "number", "decimalChar": ",", "groupChar": "."}


def read(text: str | None, **descriptor: object) -> CellResult:
    return CellReader(field(**descriptor)).read(text)


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
    assert read(text, **INDONESIAN).value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *("1.5", "12.34,5", "1.2.3.4,5", "1.2345", "1,234.5", ".123", "1.", "1..234"),
        *("0.125", "000.125", "012.345", "-0.125", "0.125,5"),
    ],
)
def test_wrong_grouping_is_no_number(text: str) -> None:
    assert read(text, **INDONESIAN).broken == ("type",)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.000", 1000), ("1000", 1000), ("-12.345.678", -12345678), ("1.00", None), ("1.5", None)],
)
def test_integers_know_groups(text: str, value: int | None) -> None:
    assert read(text, type="integer", groupChar=".").value == value


@pytest.mark.parametrize(("text", "broken"), [("999", ("minimum",)), ("1.000", ())])
def test_bounds_of_a_grouped_integer_may_be_grouped(text: str, broken: tuple[str, ...]) -> None:
    bounded = {"type": "integer", "groupChar": ".", "constraints": {"minimum": "1.000"}}
    assert read(text, **bounded).broken == broken


@pytest.mark.parametrize(
    ("text", "broken"),
    [("NaN", ("minimum", "maximum")), ("inf", ("maximum",)), ("-inf", ("minimum",))],
)
def test_what_is_not_finite_meets_bounds_as_in_frictionless(
    text: str, broken: tuple[str, ...]
) -> None:
    bounds = {"minimum": 0, "maximum": 1}
    assert read(text, type="number", constraints=bounds).broken == broken
    assert read(text, type="number").loss == "not-finite"


@pytest.mark.parametrize(
    ("text", "kind", "is_number"),
    [
        pytest.param("1e999", "number", True, id="a thousand digits"),
        pytest.param("1e1000", "number", False, id="one digit more"),
        pytest.param("1e-1000", "number", True, id="a thousand decimals"),
        pytest.param("1e-1001", "number", False, id="one decimal more"),
        pytest.param("1e999999999", "number", False, id="a billion zeros"),
        pytest.param("1e-999999999", "number", False, id="a billionth of a billionth"),
        pytest.param("0" * 1999 + "1", "number", True, id="two thousand characters"),
        pytest.param("0" * 2000 + "1", "number", False, id="one character more"),
        pytest.param("9" * 1000, "integer", True, id="an integer of a thousand digits"),
        pytest.param("9" * 1001, "integer", False, id="an integer of one digit more"),
    ],
)
def test_a_number_has_a_bounded_number_of_digits(text: str, kind: str, is_number: bool) -> None:
    result = read(text, type=kind)
    assert result.broken == (() if is_number else ("type",))
    assert "E" not in (result.canonical or "")


@pytest.mark.parametrize("is_float", [False, True], ids=["decimal", "float"])
@pytest.mark.parametrize(
    ("text", "broken"),
    [
        pytest.param("1.23", (), id="as many as agreed"),
        pytest.param("1.2345", ("decimals",), id="more"),
        pytest.param("1.2300", (), id="zeros at the end"),
        pytest.param("1e-2", (), id="with an exponent"),
        pytest.param("1e-3", ("decimals",), id="more, with an exponent"),
        pytest.param("0.000", (), id="zero"),
    ],
)
def test_decimals_are_asked_of_every_number(
    text: str, broken: tuple[str, ...], is_float: bool
) -> None:
    agreed = {"type": "number", "floatNumber": is_float, "statx": {"decimals": 2}}
    assert read(text, **agreed).broken == broken


@pytest.mark.parametrize("text", ["1." + "0" * 27 + "1", "1" * 27 + ".1234"])
def test_decimals_are_asked_exactly(text: str) -> None:
    assert read(text, type="number", statx={"decimals": 3}).broken == ("decimals",)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+07:00", "9999-12-31T23:59:59-07:00", "9999-12-31T23:59:59Z"]
)
def test_moments_at_the_edge_of_the_calendar_are_moments(text: str) -> None:
    result = read(text, type="datetime")
    assert (result.broken, result.loss) == ((), "zone")
    assert result.key is not None


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("-0", "0"), ("-0.0", "0.0"), ("1e2", "100"), ("1.50", "1.50"), (" 2 ", "2")],
)
def test_one_spelling_of_each_number(text: str, canonical: str) -> None:
    assert read(text, type="number").canonical == canonical


def test_a_float_is_canonical_too() -> None:
    result = read(" 1.50 ", type="number", floatNumber=True)
    assert (result.value, result.canonical) == (1.5, "1.5")
    assert math.isnan(read("nan", type="number", floatNumber=True).value)


@pytest.mark.parametrize("text", ["-", "x"])
def test_a_labelled_missing_value_is_missing_and_would_be_lost(text: str) -> None:
    labelled = [{"value": "-", "label": "tidak tersedia"}, {"value": "x"}]
    result = read(text, missingValues=labelled)
    assert (result.value, result.loss) == (None, "labelled-missing")


def test_without_missing_values_an_empty_text_is_a_value_like_any_other() -> None:
    assert read("", missingValues=[]).value == ""
    assert read("", type="integer", missingValues=[]).broken == ("type",)


def test_a_cell_that_is_not_there_is_missing_and_no_text() -> None:
    required = {"constraints": {"required": True}, "missingValues": ["-"]}
    assert read(None, **required).broken == ("required",)
    assert read("None", **required).broken == ()


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "REMEMBERED", 3)
    reader = CellReader(field(type="integer"))
    values = [reader.read(str(number)).value for number in (*range(10), *range(10))]
    assert values == [*range(10), *range(10)]
    assert len(reader._memory) <= 3


def test_a_text_is_read_once() -> None:
    reader = CellReader(field(type="integer"))
    assert reader.read("01") is reader.read("01")


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
    first, second = read(one, type=kind), read(other, type=kind)
    assert first.value == second.value
    assert first.key == second.key is not None


def test_what_frictionless_falls_over_cannot_be_read() -> None:
    assert read("sNaN", type="number", constraints={"minimum": 0}).broken == ("type",)
    bound_with_zone = {"minimum": "2024-01-05T00:00:00Z"}
    result = read("2024-01-05T08:00:00", type="datetime", constraints=bound_with_zone)
    assert result.broken == ("type",)


@pytest.mark.parametrize(
    ("text", "broken"), [("[2]", ()), ("[1]", ("items",)), ('["x"]', ("type",))]
)
def test_an_item_of_an_array_that_does_not_fit_is_said_of_the_field(
    text: str, broken: tuple[str, ...]
) -> None:
    items = {"type": "integer", "constraints": {"minimum": 2}}
    assert read(text, type="array", arrayItem=items).broken == broken


@pytest.mark.parametrize("kind", ["string", "integer"])
def test_only_categories_pass(kind: str) -> None:
    one, two = ("1", "2") if kind == "string" else (1, 2)
    reader = CellReader(field(type=kind, categories=[one, {"value": two, "label": "dua"}]))
    broken = [reader.read(text).broken for text in ("1", "2", "3", "")]
    assert broken == [(), (), ("categories",), ()]
