"""Row rules: on columns of doubles where that is safe, exactly where it is not.

Never two answers.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.checks.check import CheckContext, References
from statx.checks.rules import RowRuleCheck
from statx.registry.schema import Schema
from statx.tables.judged import judge_block
from statx.tables.meaning import CellReader
from statx.tables.table import Cells
from tests.verdicts import CATALOG, found, judge

NUMBERS = st.one_of(
    st.decimals(-1000, 1000, places=3).map(str),
    st.integers(-(10**20), 10**20).map(str),
    st.sampled_from(
        [
            "0",
            "-0",
            "0.1",
            "0.2",
            "0.3",
            "0.30000000000000004",
            "1e300",
            "1e-300",
            "1E-400",
            "NaN",
            "inf",
            "1e400",
            "x",
            "",
        ]
    ),
)
TERMS = (
    "a",
    "b",
    "c",
    "a + b",
    "a - b",
    "a * b",
    "a / b",
    "a / (b - c)",
    "-c",
    "0.3",
    "1",
    "(a + b) * c",
    "0",
)
CONDITIONS = st.builds(
    "{} {} {}".format,
    st.sampled_from(TERMS),
    st.sampled_from(["<", "<=", "==", "!=", ">", ">="]),
    st.sampled_from(TERMS),
)
FORMULAS = st.one_of(
    CONDITIONS,
    st.builds("{} {} {}".format, CONDITIONS, st.sampled_from(["and", "or"]), CONDITIONS),
    CONDITIONS.map(lambda condition: f"not ({condition})"),
    st.builds("{0} <= {1} < {2}".format, *[st.sampled_from(TERMS)] * 3),
)


class NoReferences(References):
    """A table that refers to nothing."""

    def values(self, *_asked: object) -> None:
        return None


def looked(
    formula: str, columns: dict[str, list[str]], kind: str = "number"
) -> tuple[list[int], list[int]]:
    """(rows that break it by `look`, rows that break it one by one)."""
    descriptor = {
        "fields": [{"name": name, "type": kind} for name in columns],
        "statx": {"rules": [{"id": "r", "formula": formula}]},
    }
    schema = Schema.parse(descriptor, source="law")
    readers = tuple(CellReader(field) for field in schema.fields)
    return _by_column(schema, readers, columns), _by_row(schema, readers, columns)


def _by_column(
    schema: Schema, readers: tuple[CellReader, ...], columns: dict[str, list[str]]
) -> list[int]:
    arrays = tuple(pa.array(texts, pa.string()) for texts in columns.values())
    block = judge_block(Cells(arrays, len(arrays[0])), readers)
    context = CheckContext(schema, tuple(columns), readers, CATALOG, NoReferences(), {})

    (check,) = RowRuleCheck.plan(context)
    failures = check.look(block).failures
    return failures[0].rows.tolist() if failures else []


def _by_row(
    schema: Schema, readers: tuple[CellReader, ...], columns: dict[str, list[str]]
) -> list[int]:
    """The rows that break the rule, of those in which each of its fields has a value."""
    formula = schema.rules[0].formula
    broken = []
    for number, texts in enumerate(zip(*columns.values(), strict=True)):
        row = {}
        for reader, text in zip(readers, texts, strict=True):
            row[reader.field.name] = reader.read(text).value

        is_judged = None not in [row[name] for name in formula.names]
        if is_judged and not formula.holds(row):
            broken.append(number)
    return broken


@given(
    FORMULAS.filter(lambda formula: set("abc") & set(formula.replace("and", ""))),
    st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=6),
)
def test_columns_and_rows_give_one_answer(formula: str, rows: list[tuple[str, str, str]]) -> None:
    a, b, c = (list(column) for column in zip(*rows, strict=True))
    columns = {"a": a, "b": b, "c": c}
    fast, exact = looked(formula, columns)

    assert fast == exact


@given(
    st.lists(st.tuples(*[st.integers(-(1 << 60), 1 << 60).map(str)] * 2), min_size=1, max_size=6),
    st.sampled_from(["a < b", "a * b == b * a", "a + 1 > b", "a == b"]),
)
def test_whole_numbers_too_large_for_a_double_are_compared_exactly(
    rows: list[tuple[str, str]], formula: str
) -> None:
    columns = {"a": [one for one, _ in rows], "b": [other for _, other in rows]}
    fast, exact = looked(formula, columns, "integer")

    assert fast == exact


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("date", ["2024-01-05", "2024-02-29", "0001-01-01", "x", ""]),
        (
            "datetime",
            [
                "2024-01-05T08:00:00",
                "2024-01-05T08:00:00.5",
                "2024-01-05T08:00:00Z",
                "2024-01-05T15:00:00+07:00",
                "0001-01-01T00:00:00",
                "9999-12-31T23:59:59.999999",
            ],
        ),
        ("boolean", ["true", "false", ""]),
        ("string", ["a", "b", "", "1"]),
        ("time", ["08:00:00", "09:00:00", "08:00:00Z"]),
    ],
)
@pytest.mark.parametrize(
    "formula",
    ["a <= b", "a == b", "a != 'a'", "a == 1", "a + b > 1", "not a == b", "a < 5", "1 / a > b"],
)
def test_other_types_give_one_answer_too(kind: str, texts: list[str], formula: str) -> None:
    pairs = [(one, other) for one in texts for other in texts]
    fast, exact = looked(
        formula,
        {"a": [one for one, _ in pairs], "b": [other for _, other in pairs]},
        kind,
    )

    assert fast == exact


def test_a_tenth_and_two_tenths_are_three_tenths(tmp_path: Path) -> None:
    schema = {
        "fields": [{"name": name, "type": "number"} for name in "abc"],
        "statx": {
            "rules": [
                {"id": "sum", "formula": "a + b == c"},
                {"id": "share", "formula": "a <= 1", "severity": "warning"},
            ]
        },
    }
    report = judge(
        tmp_path,
        schema,
        "a,b,c\n0.1,0.2,0.3\n0.1,0.2,0.31\n2,,2\n",
    )

    assert found(report) == [("sum", 3, "")]
    assert report.warnings == 1


EDGES = ["0001-01-01T00:00:00", "9999-12-31T23:59:59.999998", "9999-12-31T23:59:59.999999"]


@pytest.mark.parametrize("one", EDGES)
@pytest.mark.parametrize("other", EDGES)
def test_moments_at_the_edge_of_the_calendar_are_compared_to_the_microsecond(
    tmp_path: Path, one: str, other: str
) -> None:
    fields = [{"name": name, "type": "datetime"} for name in ("m", "s")]
    schema = {"fields": fields, "statx": {"rules": [{"id": "order", "formula": "m <= s"}]}}

    report = judge(tmp_path, schema, f"m,s\n{one},{other}\n")

    assert report.valid is (one <= other)
