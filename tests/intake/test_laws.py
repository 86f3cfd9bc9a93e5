"""Laws of tidying, whatever the sheet: nothing is lost, and nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statx.intake.layout_errors import LayoutError
from statx.intake.numbers import exact_factor, plain_number, scaled
from statx.intake.opening import SourceSheet
from statx.intake.recipe import Column, Header, Ignored, SheetLayout, Source, Total
from statx.intake.tidying import TidiedSheet, tidy_sheet
from statx.registry.catalog import Catalog, open_registries
from statx.registry.schema import Schema
from tests.intake.sheets import sheet_of

CATALOG: Catalog = open_registries(Path(), ())
SCHEMA = Schema.parse(
    {
        "name": "uji",
        "fields": [
            {"name": "wilayah", "type": "string"},
            {"name": "tahun", "type": "integer"},
            {"name": "nilai", "type": "number"},
        ],
        "primaryKey": ["wilayah", "tahun"],
    },
    source="uji.json",
)
RECIPE = Source(
    SheetLayout(
        Header(("Wilayah",)),
        ignore=(
            Ignored("judul", "above-header"),
            Ignored("catatan", "below-body", starts=("Sumber",)),
        ),
    ),
    (
        Column("wilayah", "Wilayah"),
        Column("nilai", "{tahun:year}", numbers="id", missing=("-",)),
    ),
    (Total(("{tahun}",), row_with="Jumlah"),),
)
Rows = list[list[str]]


@dataclass(frozen=True)
class Written:
    """Rows as they were written, and how many figures are in them."""

    rows: Rows
    figures: int


@st.composite
def written(draw: st.DrawFn) -> Written:
    """A table under titles and above notes, with its total."""
    years = draw(st.lists(st.integers(1990, 2030), min_size=1, max_size=3, unique=True))
    names = draw(st.lists(st.sampled_from("ABCDEFGH"), min_size=1, max_size=5, unique=True))
    figure = st.one_of(st.integers(0, 10**6), st.none())
    body = [[draw(figure) for _ in years] for _ in names]

    rows: Rows = [["Judul"] for _ in range(draw(st.integers(0, 2)))]
    rows.append(["Wilayah", *map(str, years)])
    for name, figures in zip(names, body, strict=True):
        rows.append([f"Kabupaten {name}", *(_in_style(each) for each in figures)])
    sums = [sum(each or 0 for each in column) for column in zip(*body, strict=True)]
    rows.append(["Jumlah", *map(_in_style, sums)])
    rows += [["Sumber: BPS"] for _ in range(draw(st.integers(0, 1)))]
    return Written(rows, len(years) * len(names))


def _in_style(figure: int | None) -> str:
    return "-" if figure is None else f"{figure:,}".replace(",", ".")


def tidied(rows: Rows) -> TidiedSheet:
    return tidy_sheet(SourceSheet(Path("uji.csv"), sheet_of(rows)), RECIPE, SCHEMA, CATALOG)


def records(sheet: TidiedSheet) -> dict[str, list[str | None]]:
    return {name: values.texts.to_pylist() for name, values in sheet.records.fields.items()}


def records_or_refusal(rows: Rows) -> dict[str, list[str | None]] | str:
    try:
        return records(tidied(rows))
    except LayoutError as error:
        return str(error)


@settings(max_examples=40)
@given(sheet=written())
def test_each_cell_is_accounted_for_and_each_figure_is_a_value(sheet: Written) -> None:
    done = tidied(sheet.rows)
    assert done.account.cells == sum(bool(text) for row in sheet.rows for text in row)
    assert (done.account.values, done.account.unequal) == (sheet.figures, 0)


@settings(max_examples=40)
@given(sheet=written(), place=st.integers(0, 12), text=st.sampled_from(["", "Judul", "Sumber: x"]))
def test_a_row_that_is_put_in_changes_no_record_or_refuses_the_sheet(
    sheet: Written, place: int, text: str
) -> None:
    at = min(place, len(sheet.rows))
    rows = [*sheet.rows[:at], [text], *sheet.rows[at:]]
    said = records_or_refusal(rows)
    assert said == records(tidied(sheet.rows)) or f"A{at + 1}" in said


@settings(max_examples=60)
@given(
    number=st.decimals(-(10**12), 10**12, allow_nan=False, places=4),
    factor=st.sampled_from(["1000", "1/1000", "1/8", "2.5", "1000000"]),
)
def test_a_scale_there_and_back_is_the_identity(number: object, factor: str) -> None:
    scale = Fraction(factor)
    there = scaled(str(number), exact_factor(scale))
    back = scaled(there, exact_factor(1 / scale))
    assert back == scaled(str(number), exact_factor(Fraction(1)))


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("1.234,56", "id", "1234.56"),
        ("1 234 567", "id", "1234567"),
        ("1.234 567", "id", None),
        ("0.125", "id", None),
        ("1,234.56", "en", "1234.56"),
        ("1234.56", "", "1234.56"),
        ("1.234", "", None),
        ("−5,5", "id", "-5.5"),
        ("1.234.56", "id", None),
    ],
)
def test_a_number_is_read_in_its_style_alone(text: str, style: str, number: str | None) -> None:
    assert plain_number(text, style) == number


def test_a_total_that_disagrees_is_a_finding_in_its_cell() -> None:
    rows = [["Wilayah", "2024"], ["A", "1"], ["B", "2"], ["Jumlah", "4"]]
    (tally,) = tidied(rows).tallies
    assert [finding.address for finding in tally.findings] == ["B4"]


@pytest.mark.parametrize(
    ("row", "column"),
    [(["Wilayah", "2024", "Ket"], "C1"), (["Wilayah", "2024", "2024"], "C1")],
    ids=["a column nobody foresees", "a heading twice"],
)
def test_a_column_that_is_not_certain_is_refused(row: list[str], column: str) -> None:
    with pytest.raises(LayoutError, match=column):
        tidied([row, ["A", "1", "2"]])
