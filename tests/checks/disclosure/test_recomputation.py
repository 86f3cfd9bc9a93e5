"""A withheld figure that the table gives away is found, through however many totals it takes."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.checks.disclosure.elimination import narrowest
from statx.checks.disclosure.propagation import Bounds, Sums
from statx.results.clearance import DisclosureReport, Outcome

from .tables import COUNT, NONE, checked, number, schema_of

Cell = tuple[str, str]
DISTRICT = {"name": "wilayah", "type": "string"}
SEX = {"name": "jk", "type": "string"}
AGE = {"name": "umur", "type": "string"}
CASES = number("kasus", COUNT)


def total(over: str, whole: str, *parts: str, fields: str = "kasus") -> dict[str, Any]:
    return {
        "id": f"total-{over}", "fields": [fields], "over": over, "total": whole,
        "parts": list(parts), "tolerance": "0",
    }  # fmt: skip


OVER_SEX = total("jk", "T", "L", "P")
OVER_AGE = total("umur", "total", "0-4", "5-9", "10+")
OVER_DISTRICT = total("wilayah", "prov", "a", "b", "c")


def cells(report: DisclosureReport) -> dict[int, str]:
    """Row -> what an outsider can derive, of every figure that is given away."""
    return {
        place.row: place.detail.en
        for finding in report.findings
        if finding.code == "recomputable"
        for place in finding.places
        if place.row is not None
    }


def table(text: str) -> list[str]:
    """A cross table as a long one: a row for each of its cells."""
    header, *lines = text.split("\n")
    columns = header.split()
    long = ["wilayah,jk,kasus"]
    for line in lines:
        name, *figures = line.split()
        long += [
            f"{name},{column},{figure}" for column, figure in zip(columns, figures, strict=True)
        ]
    return long


def test_one_total_gives_a_single_withheld_cell_away(tmp_path: Path) -> None:
    schema = schema_of(DISTRICT, SEX, CASES, totals=[OVER_SEX])
    report = checked(tmp_path, schema, table("T L P\na 20 NA 13\nb 30 NA NA"))
    assert cells(report) == {3: "exactly 7"}


def test_a_withheld_total_is_the_sum_of_its_parts(tmp_path: Path) -> None:
    schema = schema_of(DISTRICT, SEX, CASES, totals=[OVER_SEX])
    assert cells(checked(tmp_path, schema, table("T L P\na NA 7 13"))) == {2: "exactly 20"}


def test_two_totals_give_a_cell_away_that_each_alone_protects(tmp_path: Path) -> None:
    schema = schema_of(DISTRICT, SEX, CASES, totals=[OVER_SEX, OVER_DISTRICT])
    report = checked(
        tmp_path, schema, table("T L P\nprov 90 40 50\na 20 NA NA\nb 30 12 18\nc 40 21 19")
    )
    assert cells(report) == {6: "exactly 7", 7: "exactly 13"}


def test_three_totals_give_a_chain_of_cells_away(tmp_path: Path) -> None:
    schema = schema_of(DISTRICT, SEX, AGE, CASES, totals=[OVER_SEX, OVER_AGE, OVER_DISTRICT])
    shown = {
        (place, sex, age): 10 + 3 * len(place) + ord(place[0]) % 5 + len(sex) + len(age)
        for place, sex, age in product("abc", "LP", ("0-4", "5-9", "10+"))
    }
    figures = _with_totals(shown)
    # By sex and by age each of the four has another that hides it; by district each stands alone.
    withheld = {("b", sex, age) for sex in "LP" for age in ("0-4", "5-9")}
    lines = ["wilayah,jk,umur,kasus"]
    rows = {}
    for row, (cell, figure) in enumerate(figures.items(), start=2):
        rows[row] = cell
        lines.append(",".join([*cell, "NA" if cell in withheld else str(figure)]))
    report = checked(tmp_path, schema, lines)
    assert {rows[row]: said for row, said in cells(report).items()} == {
        cell: f"exactly {figures[cell]}" for cell in withheld
    }


def _with_totals(parts: dict[tuple[str, str, str], int]) -> dict[tuple[str, str, str], int]:
    figures = dict(parts)
    for axis, whole in ((0, "prov"), (1, "T"), (2, "total")):
        sums: dict[tuple[str, str, str], int] = {}
        for cell, figure in figures.items():
            key = (*cell[:axis], whole, *cell[axis + 1 :])
            sums[key] = sums.get(key, 0) + figure  # type: ignore[arg-type, index]  # three of three
        figures |= sums
    return figures


def test_four_cells_in_a_rectangle_protect_each_other(tmp_path: Path) -> None:
    schema = schema_of(DISTRICT, SEX, CASES, totals=[OVER_SEX, OVER_DISTRICT])
    report = checked(
        tmp_path, schema, table("T L P\nprov 90 40 50\na 20 NA NA\nb 30 NA NA\nc 40 21 19")
    )
    assert cells(report) == {}
    assert report.exit_code == 0


def test_a_cell_between_two_rectangles_is_the_difference_of_their_totals(tmp_path: Path) -> None:
    ages = ["0-4", "5-9", "10-14", "15-19"]
    over_age = total("umur", "total", *ages)
    over_place = total("wilayah", "prov", *"abcd")
    withheld = {*product("ab", ages[:2]), *product("cd", ages[2:]), ("b", "10-14")}
    shown = {cell: 20 + 7 * number for number, cell in enumerate(product("abcd", ages))}
    lines = ["wilayah,umur,kasus"]
    lines += [f"{place},total,{sum(shown[place, age] for age in ages)}" for place in "abcd"]
    lines += [f"prov,{age},{sum(shown[place, age] for place in 'abcd')}" for age in ages]
    for (place, age), figure in shown.items():
        lines.append(f"{place},{age},{'NA' if (place, age) in withheld else figure}")
    report = checked(
        tmp_path, schema_of(DISTRICT, AGE, CASES, totals=[over_age, over_place]), lines
    )
    [said] = cells(report).values()
    assert said == f"exactly {shown['b', '10-14']}"


def test_a_part_without_a_row_protects_the_others_from_exactness(tmp_path: Path) -> None:
    schema = schema_of(DISTRICT, SEX, CASES, totals=[OVER_SEX])
    assert cells(checked(tmp_path, schema, table("T L\na 20 NA"))) == {}


def test_a_narrow_interval_is_said(tmp_path: Path) -> None:
    schema = schema_of(DISTRICT, SEX, CASES, totals=[{**OVER_SEX, "tolerance": "2"}])
    report = checked(tmp_path, schema, table("T L P\na 200 NA 100\nb 20 NA 10"))
    assert cells(report) == {3: "between 98 and 102"}


@pytest.mark.parametrize(
    ("formula", "line", "said"),
    [
        pytest.param("balita == pendek + sangat", "a,50,NA,20,", "exactly 30", id="sum"),
        pytest.param("100 * balita == 100 * (pendek + sangat) + 200", "a,50,NA,20,",
                     "exactly 28", id="scaled sum"),
        pytest.param("pendek <= sangat and sangat <= pendek", "a,50,NA,20,", "exactly 20",
                     id="two comparisons"),
        pytest.param("pendek < 31 and pendek > 28", "a,50,NA,20,", "between 29 and 30",
                     id="bounds of one figure"),
        pytest.param("balita == pendek + sangat or balita > 0", "a,50,NA,20,", None, id="or"),
        pytest.param("balita > 0", "a,50,NA,20,60.0", "exactly 30", id="ratio"),
        pytest.param("balita > 0", "a,NA,30,20,60.0", "exactly 50", id="ratio's denominator"),
    ],
)  # fmt: skip
def test_rules_and_ratios_of_a_row_give_figures_away(
    formula: str, line: str, said: str | None, tmp_path: Path
) -> None:
    ratio = {"kind": "ratio", "numerator": "pendek", "denominator": "balita", "per": 100}
    schema = schema_of(
        DISTRICT, number("balita", COUNT), number("pendek", COUNT), number("sangat", COUNT),
        {"name": "persen", "type": "number", "statx": {"decimals": 1, "disclosure": ratio}},
        rules=[{"id": "r", "formula": formula}],
    )  # fmt: skip
    report = checked(tmp_path, schema, ["wilayah,balita,pendek,sangat,persen", line])
    assert cells(report) == ({} if said is None else {2: said})


BOTH = {3: "exactly 7", 6: "exactly 1"}


@pytest.mark.parametrize(
    ("suppressed", "gap", "found"),
    [
        pytest.param(["NA"], "NA", BOTH, id="marked"),
        pytest.param(["NA"], "", {}, id="no mark in the cell"),
        pytest.param(None, "", {6: BOTH[6]}, id="no mark in the schema: small counts alone"),
    ],
)
def test_a_gap_is_withheld_by_its_mark(
    suppressed: list[str] | None, gap: str, found: dict[int, str], tmp_path: Path
) -> None:
    schema = schema_of(DISTRICT, SEX, CASES, totals=[OVER_SEX])
    declared = {"topic": "umum"} | ({"suppressed": suppressed} if suppressed else {})
    schema["statx"]["disclosure"] = declared
    lines = table("T L P\na 20 NA 13\nb 30 NA 29")
    assert cells(checked(tmp_path, schema, [line.replace("NA", gap) for line in lines])) == found


def test_without_relations_there_is_nothing_to_recompute(tmp_path: Path) -> None:
    report = checked(tmp_path, schema_of(DISTRICT, number("luas", NONE)), ["wilayah,luas", "a,1"])
    results = {check.id: check.result for check in report.checks}
    assert results["disclosure-recomputation"] is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("seed", range(12))
def test_an_interval_is_that_of_all_tables_with_these_totals(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  no secret
    table_of = {cell: chance.choice([0, 1, 2]) for cell in product("abc", "xyz")}
    lines = [*(tuple(product(row, "xyz")) for row in "abc")]
    lines += [tuple(product("abc", column)) for column in "xyz"]
    withheld = chance.sample(sorted(table_of), 5)
    fitting = _tables_like(table_of, withheld, lines)
    sums = [[withheld.index(cell) for cell in line if cell in withheld] for line in lines]
    left = [sum(table_of[withheld[at]] for at in of_line) for of_line in sums]
    found = narrowest(
        _sums([(of_line, rest) for of_line, rest in zip(sums, left, strict=True)]),
        _from_zero(len(withheld)),
    )
    assert list(zip(found.low.tolist(), found.high.tolist(), strict=True)) == [
        (min(values), max(values)) for values in zip(*fitting, strict=True)
    ]


def _tables_like(
    table_of: Mapping[Cell, int], withheld: Sequence[Cell], lines: Sequence[Sequence[Cell]]
) -> list[tuple[int, ...]]:
    """What the withheld cells may be, in every table whose lines add up to the same."""
    most = [
        min(
            sum(table_of[each] for each in line if each in withheld)
            for line in lines
            if cell in line
        )
        for cell in withheld
    ]
    fitting = []
    for values in product(*(range(high + 1) for high in most)):
        guess = dict(zip(withheld, values, strict=True))
        if all(
            sum(guess[each] - table_of[each] for each in line if each in guess) == 0
            for line in lines
        ):
            fitting.append(values)
    return fitting


def _sums(sums: Sequence[tuple[Sequence[int], int]]) -> Sums:
    """Sums of numbers, by their position, that add up to these values."""
    used = [(of_sum, value) for of_sum, value in sums if of_sum]
    values = np.array([value for _, value in used], np.int64)
    terms = [(number_, at) for number_, (of_sum, _) in enumerate(used) for at in of_sum]
    return Sums(
        Bounds(values, values, np.ones(len(used), bool), np.ones(len(used), bool)),
        np.array([term[0] for term in terms], np.int64),
        np.array([term[1] for term in terms], np.int64),
        np.ones(len(terms), np.int64),
    )


def _from_zero(size: int) -> Bounds:
    zeros = np.zeros(size, np.int64)
    return Bounds(zeros, zeros, np.ones(size, bool), np.zeros(size, bool))


@given(
    numbers=st.lists(st.integers(0, 9) | st.integers(0, 10**20), min_size=1, max_size=6),
    sums=st.lists(
        st.lists(st.integers(-3, 3).filter(bool) | st.just(0), min_size=6, max_size=6), max_size=6
    ),
)
def test_bounds_always_hold_the_numbers_that_the_sums_were_made_of(
    numbers: list[int], sums: list[list[int]]
) -> None:
    size = len(numbers)
    terms = [
        (number_, at, coefficient)
        for number_, of_sum in enumerate(sums)
        for at, coefficient in enumerate(of_sum[:size])
        if coefficient
    ]
    used = sorted({term[0] for term in terms})
    totals = [sum(c * x for c, x in zip(sums[at], numbers, strict=False)) for at in used]
    kind = np.int64 if max(numbers) < 10**12 else object
    values = np.array(totals, kind)
    given_ = np.ones(len(used), bool)
    system = Sums(
        Bounds(values, values, given_, given_),
        np.array([used.index(term[0]) for term in terms], np.int64),
        np.array([term[1] for term in terms], np.int64),
        np.array([term[2] for term in terms], kind),
    )
    zeros = np.zeros(size, kind)
    start = Bounds(zeros, zeros, np.ones(size, bool), np.zeros(size, bool))
    found = narrowest(system, start)
    for at, value in enumerate(numbers):
        assert found.low[at] <= value
        assert not found.has_high[at] or value <= found.high[at]
