"""The formula of a row rule on whole columns of doubles.

Where that is safe it decides, elsewhere it says so.
Beside each value stands how large anything in it has been, from which follows what rounding can
have cost it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.registry.formula import literal
from statx.tables.judged import JudgedColumn
from statx.tables.vectorised import Flags

Doubles = NDArray[np.float64]

EXACT_INTEGERS = float(1 << 53)
RELATIVE_ERROR = 1e-12
"""Far above what a dozen operations on doubles can lose."""
TINY = 1e-290
"""Below it doubles lose their digits."""
LARGEST = 1e300
NUMERIC = ("integer", "number", "year")
MOMENTS = ("date", "datetime")
COMPARE: Mapping[type[ast.cmpop], Callable[[Doubles, Doubles], Flags]] = {
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
}


class NotVectorised(Exception):  # noqa: N818  not an error: the rows are judged one by one
    """A part of the formula that columns of doubles cannot say."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition, by row: surely true, surely false, or neither."""

    true: Flags
    false: Flags

    def negated(self) -> Truth:
        """The opposite condition."""
        return Truth(self.false, self.true)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A part of a formula, one number a row: its value and how large anything in it has been."""

    value: Doubles
    magnitude: Doubles
    integral: bool
    """Made of whole numbers by + - * alone, so exact up to 2**53."""

    @classmethod
    def exact(cls, value: Doubles, *, integral: bool) -> Numbers:
        """Values as they stand in a column."""
        return cls(value, np.abs(value), integral)


@dataclass(frozen=True, slots=True)
class ColumnFormula:
    """A formula over these columns; NotVectorised where they cannot answer it."""

    columns: Mapping[str, JudgedColumn]
    rows: int

    def condition(self, node: ast.expr) -> Truth:
        """A condition, by row."""
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                parts = [self.condition(value) for value in values]
                return _all(parts)

            # The opposite of both opposites.
            case ast.BoolOp(op=ast.Or(), values=values):
                parts = [self.condition(value) for value in values]
                negated = [part.negated() for part in parts]
                return _all(negated).negated()

            case ast.UnaryOp(op=ast.Not(), operand=operand):
                truth = self.condition(operand)
                return truth.negated()

            case ast.Compare():
                return self._chain(node)
        raise NotVectorised

    def _chain(self, node: ast.Compare) -> Truth:
        """`a <= b < c` is `a <= b and b < c`."""
        left = node.left
        parts = []
        for op, right in zip(node.ops, node.comparators, strict=True):
            part = self._comparison(left, op, right)
            parts.append(part)
            left = right
        return _all(parts)

    def _comparison(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Truth:
        if self._is_text(left) or self._is_text(right):
            return self._text_comparison(left, op, right)

        one, other = self._moments(left, right) or (
            self._numbers(left),
            self._numbers(right),
        )
        compare = COMPARE[type(op)]
        holds = compare(one.value, other.value)

        magnitude = one.magnitude + other.magnitude
        if one.integral and other.integral:
            sure = magnitude < EXACT_INTEGERS
        else:
            gap = np.abs(one.value - other.value)
            sure = gap > RELATIVE_ERROR * magnitude + TINY
        return Truth(holds & sure, ~holds & sure)

    def _is_text(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Constant):
            return isinstance(node.value, str)
        if not isinstance(node, ast.Name):
            return False

        field = self.columns[node.id].field
        return field.type not in (*NUMERIC, *MOMENTS)

    def _text_comparison(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> Truth:
        """A text column against one text: decided by distinct text."""
        if isinstance(left, ast.Constant):
            left, right = right, left
        column = self._text_column(left)
        word = _text_constant(right)

        equal_texts = pc.equal(column.texts, word)
        equal_texts = pc.fill_null(equal_texts, False)
        equal = column.spread(equal_texts.to_numpy(zero_copy_only=False))

        match op:
            case ast.Eq():
                return Truth(equal, ~equal)
            case ast.NotEq():
                return Truth(~equal, equal)
        raise NotVectorised

    def _text_column(self, node: ast.expr) -> JudgedColumn:
        if not isinstance(node, ast.Name):
            raise NotVectorised
        column = self.columns[node.id]
        if column.field.type != "string":
            raise NotVectorised
        return column

    def _moments(self, left: ast.expr, right: ast.expr) -> tuple[Numbers, Numbers] | None:
        """Two dates, or two times without a zone, side by side.

        None where both are no names of such.
        """
        if not isinstance(left, ast.Name) or not isinstance(right, ast.Name):
            return None

        one = self.columns[left.id]
        other = self.columns[right.id]
        type_ = one.field.type
        if type_ not in MOMENTS or other.field.type != type_:
            return None

        # Times with a zone are kept by their moment, and not by their canonical text.
        if one.has_own_keys or other.has_own_keys:
            return None
        return _moments_of(one), _moments_of(other)

    def _numbers(self, node: ast.expr) -> Numbers:
        """A part of the formula that is a number, by row."""
        match node:
            case ast.Name(id=name):
                return self._number_column(name)

            case ast.Constant(value=value):
                number = np.full(self.rows, _double(node))
                return Numbers.exact(number, integral=isinstance(value, int))

            case ast.UnaryOp(op=ast.USub(), operand=operand):
                part = self._numbers(operand)
                return Numbers(
                    -part.value,
                    part.magnitude,
                    part.integral,
                )

            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self._numbers(operand)

            case ast.BinOp(left=left, op=op, right=right):
                one = self._numbers(left)
                other = self._numbers(right)
                return _arithmetic(op, one, other)

        raise NotVectorised

    def _number_column(self, name: str) -> Numbers:
        column = self.columns[name]
        if column.field.type not in NUMERIC:
            raise NotVectorised

        value = column.spread(column.numbers)
        return Numbers.exact(value, integral=column.field.type != "number")


def _all(parts: Sequence[Truth]) -> Truth:
    """All of them, asked in turn.

    What stands behind an unsure part, perhaps a division by zero, decides nothing.
    """
    true_so_far = np.ones_like(parts[0].true)
    false = np.zeros_like(parts[0].true)
    for part in parts:
        false |= true_so_far & part.false
        true_so_far &= part.true

    return Truth(true_so_far, false)


def _moments_of(column: JudgedColumn) -> Numbers:
    value = column.spread(column.numbers)
    return Numbers.exact(value, integral=True)


def _text_constant(node: ast.expr) -> str:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        raise NotVectorised
    return node.value


def _double(node: ast.Constant) -> float:
    value = literal(node)
    if isinstance(value, str) or abs(value) > LARGEST:
        raise NotVectorised
    return float(value)


def _arithmetic(op: ast.operator, left: Numbers, right: Numbers) -> Numbers:
    integral = left.integral and right.integral
    magnitude = left.magnitude + right.magnitude
    match op:
        case ast.Add():
            return Numbers(
                left.value + right.value,
                magnitude,
                integral,
            )

        case ast.Sub():
            return Numbers(
                left.value - right.value,
                magnitude,
                integral,
            )

        case ast.Mult():
            magnitude = left.magnitude * right.magnitude
            return Numbers(
                left.value * right.value,
                magnitude,
                integral,
            )

    return _quotient(left, right)


def _quotient(left: Numbers, right: Numbers) -> Numbers:
    # A divisor that is itself nearly cancelled makes the quotient's error large, and zero makes
    # it infinite.
    magnitude = left.magnitude * right.magnitude / np.square(right.value)
    magnitude = np.nan_to_num(
        magnitude,
        nan=np.inf,
        posinf=np.inf,
    )
    return Numbers(left.value / right.value, magnitude, integral=False)
