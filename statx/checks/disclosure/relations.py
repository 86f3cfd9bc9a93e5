"""What an outsider knows to hold between the figures of one row, as sums with whole coefficients.

It stands in the schema, which is public: row rules that are sums or comparisons of fields
(`a == b + c`, `a <= b`), and ratios, which are rounded quotients of two fields. Figures are counted
in units of their last decimal, so that every coefficient is whole and nothing is rounded.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from statx.checks.check import CheckContext
from statx.checks.disclosure.figures import decimals_of
from statx.registry.fields import Field
from statx.registry.formula import literal

NUMERIC = ("integer", "number")
Linear = Mapping[str, Fraction]
"""Coefficient by field; that of "" is added."""


@dataclass(
    frozen=True,
    slots=True,
)
class RowSum:
    """low <= the sum of coefficient x figure <= high, in every row."""

    coefficients: tuple[tuple[str, int], ...]
    """(field, of its units)"""
    low: int | None
    high: int | None


@dataclass(
    frozen=True,
    slots=True,
)
class RowRatio:
    """A figure is `per` times the quotient of two others, rounded to its last decimal.

    For a ratio of R units: (2R - 1) b <= a n and a n <= (2R + 1) b, where n counts units of the
    numerator and b those of the denominator, each times its coefficient.
    """

    ratio: str
    numerator: str
    denominator: str
    of_numerator: int
    of_denominator: int


def row_sums(context: CheckContext) -> list[RowSum]:
    """The row rules that are sums, of fields that the file has; a warning may not hold."""
    decimals = {
        field.name: decimals_of(field) for field in context.schema.fields if field.type in NUMERIC
    }
    sums = []
    for rule in context.schema.rules:
        names = rule.formula.names
        is_certain = not rule.is_warning and context.has(*names)
        if is_certain and set(names) <= set(decimals):
            sums += list(_sums_in(rule.formula.tree, decimals))

    return sums


def row_ratios(context: CheckContext) -> list[RowRatio]:
    """The declared ratios whose three fields the file has."""
    ratios = []
    for field in context.schema.fields:
        declared = field.disclosure
        if declared is None or declared.kind != "ratio":
            continue

        names = (field.name, declared.numerator, declared.denominator)
        if context.has(*names):
            numerator, denominator = (context.schema.field(name) for name in names[1:])
            ratios.append(
                _ratio(
                    field,
                    numerator,
                    denominator,
                    declared.per,
                )
            )

    return ratios


def _ratio(field: Field, numerator: Field, denominator: Field, per: int) -> RowRatio:
    most = max(decimals_of(numerator), decimals_of(denominator))
    own = 10 ** decimals_of(field)

    return RowRatio(
        field.name,
        numerator.name,
        denominator.name,
        of_numerator=2 * per * own * 10 ** (most - decimals_of(numerator)),
        of_denominator=10 ** (most - decimals_of(denominator)),
    )


# ---- rules ---------------------------------------------------------------------------------------


def _sums_in(node: ast.expr, decimals: Mapping[str, int]) -> Iterator[RowSum]:
    """What holds for certain: either side of an `or` may not."""
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            for value in values:
                yield from _sums_in(value, decimals)
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            sides = [left, *comparators]
            for number, op in enumerate(ops):
                one = _linear(sides[number])
                other = _linear(sides[number + 1])
                if one is not None and other is not None:
                    yield from _compared(
                        _added(
                            one,
                            other,
                            -1,
                        ),
                        op,
                        decimals,
                    )


def _compared(linear: Linear, op: ast.cmpop, decimals: Mapping[str, int]) -> Iterator[RowSum]:
    """`linear op 0` in whole units."""
    in_units = {name: value / 10 ** decimals[name] for name, value in linear.items() if name}
    added = linear.get("", Fraction(0))
    factor = lcm(*(value.denominator for value in (*in_units.values(), added)))
    coefficients = {name: int(value * factor) for name, value in in_units.items() if value}
    if not coefficients:
        return

    border = int(-added * factor)
    low, high = _bounds(op, border)
    if (low, high) != (None, None):
        yield RowSum(
            tuple(coefficients.items()),
            low,
            high,
        )


def _bounds(op: ast.cmpop, border: int) -> tuple[int | None, int | None]:
    """(low, high) of a whole number that is compared with `border`."""
    match op:
        case ast.Eq():
            return border, border
        case ast.LtE():
            return None, border
        case ast.Lt():
            return None, border - 1
        case ast.GtE():
            return border, None
        case ast.Gt():
            return border + 1, None

    return None, None


def _linear(node: ast.expr) -> Linear | None:
    """An expression as a sum of fields; None where it is none."""
    match node:
        case ast.Name(id=name):
            return {name: Fraction(1)}
        case ast.Constant(value=int() | float()):
            return {"": Fraction(literal(node))}
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _scaled(_linear(operand), Fraction(-1))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _linear(operand)
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(
                _linear(left),
                op,
                _linear(right),
            )

    return None


def _combined(left: Linear | None, op: ast.operator, right: Linear | None) -> Linear | None:
    if left is None or right is None:
        return None

    match op:
        case ast.Add():
            return _added(
                left,
                right,
                1,
            )
        case ast.Sub():
            return _added(
                left,
                right,
                -1,
            )
        case ast.Mult() if set(left) == {""}:
            return _scaled(right, left[""])
        case ast.Mult() if set(right) == {""}:
            return _scaled(left, right[""])
        case ast.Div() if set(right) == {""} and right[""]:
            return _scaled(left, 1 / right[""])

    return None


def _added(one: Linear, other: Linear, sign: int) -> Linear:
    names = dict.fromkeys((*one, *other))
    return {
        name: one.get(name, Fraction(0)) + sign * other.get(name, Fraction(0)) for name in names
    }


def _scaled(linear: Linear | None, factor: Fraction) -> Linear | None:
    if linear is None:
        return None

    return {name: value * factor for name, value in linear.items()}
