"""Formulas of row rules: a small language, exact decimals, frictionless's whole numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simpleeval import EvalWithCompoundTypes  # type: ignore[import-untyped]

from statx.registry.fields import RowRule
from statx.registry.formula import Formula, FormulaError

from .shipped import SCHEMAS

NAMES = ("a", "b", "c")
RULES = {f"{schema.name} {rule.id}": rule for schema in SCHEMAS.values() for rule in schema.rules}


def _joined(parts: list[str], operators: list[str]) -> str:
    return (
        "("
        + " ".join(
            part for pair in zip(parts, ["", *operators], strict=False) for part in reversed(pair)
        )
        + ")"
    )


def _chains(inner: st.SearchStrategy[str], operators: list[str]) -> st.SearchStrategy[str]:
    """`(x op y op z)` of two or three parts."""
    return st.builds(
        _joined,
        st.lists(inner, min_size=2, max_size=3),
        st.lists(st.sampled_from(operators), min_size=2, max_size=2),
    )


LEAVES = st.sampled_from(NAMES) | st.integers(0, 99).map(str)
SUMS = st.recursive(
    LEAVES,
    lambda inner: _chains(inner, ["+", "-", "*"]) | inner.map(lambda part: f"(-{part})"),
    max_leaves=6,
)
COMPARISONS = _chains(SUMS, ["==", "!=", "<", "<=", ">", ">="])
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda inner: _chains(inner, ["and", "or"]) | inner.map(lambda part: f"(not {part})"),
    max_leaves=4,
)
ROWS = st.fixed_dictionaries({name: st.integers(-99, 99) for name in NAMES})


@given(text=CONDITIONS, row=ROWS)
def test_on_whole_numbers_a_formula_says_what_frictionless_says(
    text: str, row: dict[str, int]
) -> None:
    assert Formula.parse(text).holds(row) == bool(EvalWithCompoundTypes(names=row).eval(text))


@given(a=st.decimals(-999, 999, places=4), b=st.decimals(-999, 999, places=4))
def test_what_is_added_is_taken_away_again_exactly(a: Decimal, b: Decimal) -> None:
    assert Formula.parse("a + b - b == a and a + 0.1 - 0.1 == a").holds({"a": a, "b": b})


@pytest.mark.parametrize(
    ("text", "row", "holds"),
    [
        pytest.param("p2 <= p1", {"p1": Decimal("1.87"), "p2": Decimal("0.41")}, True, id="less"),
        pytest.param("p2 <= p1", {"p1": Decimal("1.87"), "p2": Decimal("1.87")}, True, id="equal"),
        pytest.param(
            "p2 <= p1", {"p1": Decimal("1.87"), "p2": Decimal("1.871")}, False, id="just more"
        ),
        pytest.param(
            "a + b == 0.3", {"a": Decimal("0.1"), "b": Decimal("0.2")}, True, id="tenths are exact"
        ),
        pytest.param("a * 3 == 0.3", {"a": Decimal("0.1")}, True, id="a decimal literal is exact"),
        pytest.param("a == b + 1", {"a": 10**18 + 1, "b": 10**18}, True, id="beyond doubles"),
        pytest.param("0 <= a <= 10", {"a": 11}, False, id="chain"),
        pytest.param("a / b >= 2", {"a": 5, "b": 2}, True, id="division is no floor"),
        pytest.param("a / b >= 0", {"a": 5, "b": 0}, False, id="division by zero does not hold"),
        pytest.param("status == 'ya' or a == 0", {"status": "tidak", "a": 0}, True, id="text"),
        pytest.param("not a > 3", {"a": 3}, True, id="not"),
        pytest.param("-a == +3", {"a": -3}, True, id="signs"),
        pytest.param("a > b", {"a": 3, "b": "x"}, False, id="number beside text does not hold"),
    ],
)
def test_a_formula_holds_or_not(text: str, row: dict[str, Any], *, holds: bool) -> None:
    assert Formula.parse(text).holds(row) is holds


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param("abs(a) > 1", "abs(a)", id="call"),
        pytest.param("a.real > 1", "a.real", id="attribute"),
        pytest.param("a[0] > 1", "a[0]", id="index"),
        pytest.param("a in (1, 2)", "In", id="in"),
        pytest.param("a is b", "Is", id="is"),
        pytest.param("a % 2 == 0", "Mod", id="remainder"),
        pytest.param("a ** 2 > 1", "Pow", id="power"),
        pytest.param("a // 2 > 1", "FloorDiv", id="floor division"),
        pytest.param("~a > 1", "Invert", id="bitwise not"),
        pytest.param("a & b", "BitAnd", id="bitwise and"),
        pytest.param("1 if a else 2", "1 if a else 2", id="conditional"),
        pytest.param("[a, b]", "[a, b]", id="list"),
        pytest.param("lambda: a", "lambda: a", id="lambda"),
        pytest.param("(x := a) > 1", "x := a", id="assignment"),
        pytest.param("f'{a}' == 'x'", "f'{a}'", id="f-string"),
        pytest.param("a == True", "True", id="boolean"),
        pytest.param("a == None", "None", id="none"),
        pytest.param("a == b'x'", "b'x'", id="bytes"),
        pytest.param("a == 2j", "2j", id="imaginary"),
        pytest.param("a = 1", "a = 1", id="statement"),
        pytest.param("a <= ", "a <=", id="unfinished"),
        pytest.param("", "", id="nothing"),
        pytest.param("a; b", "a; b", id="two"),
        pytest.param("__import__('os').system('x')", "__import__('os').system('x')", id="mischief"),
        pytest.param("(" * 5000 + "a" + ")" * 5000, "((((", id="too deep"),
        pytest.param("a \0", "a", id="NUL"),
    ],
)
def test_what_is_outside_the_language_is_refused_by_name(text: str, part: str) -> None:
    with pytest.raises(FormulaError) as refused:
        Formula.parse(text)
    assert part in str(refused.value)


def test_the_names_of_a_formula_come_once_each_in_order() -> None:
    assert Formula.parse("c == a + b + a").names == ("c", "a", "b")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_shipped_rule_speaks_of_its_own_fields(rule: RowRule) -> None:
    [schema] = [schema for schema in SCHEMAS.values() if rule in schema.rules]
    assert set(rule.formula.names) <= set(schema.names)
