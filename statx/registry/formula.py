"""A row rule's formula: the arithmetic and comparisons of Frictionless's `row-constraint`, read once, never `eval`ed.

The language is the part of Python that simpleeval, Frictionless's evaluator, reads the same way: names,
numbers, texts, `+ - * /`, comparisons, `and or not`, parentheses. Two readings are stricter than
Frictionless's: a number is exact (there, `0.05` and `1 / 3` are binary floats), and a rule is not judged on
a row in which one of its fields has no value (there, the row fails).
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

Value = int | Decimal | str | Any

ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


class FormulaError(ValueError):
    """The text is no formula; the message says which part is not understood."""


@dataclass(frozen=True)
class Formula:
    """A formula that was read: its text, its tree, and the fields it speaks of, in order of appearance."""

    text: str
    tree: ast.expr = field(compare=False)
    names: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Formula:
        """Read `text`; FormulaError names the first part that is outside the language."""
        try:
            tree = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise FormulaError(text) from error
        _refuse_foreign(tree, text)
        names = dict.fromkeys(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
        return cls(text, tree, tuple(names))

    def holds(self, row: Mapping[str, Value]) -> bool:
        """Whether the rule holds on one row of values, exactly; a division by zero does not hold."""
        try:
            return bool(_evaluate(self.tree, row))
        except (ArithmeticError, TypeError, ValueError):
            return False


def literal(node: ast.Constant) -> Value:
    """The value of a literal: exact decimals, not binary floats."""
    return Decimal(repr(node.value)) if isinstance(node.value, float) else node.value


def _refuse_foreign(tree: ast.expr, text: str) -> None:
    for node in ast.walk(tree):
        if not isinstance(node, _LANGUAGE) or (
            isinstance(node, ast.Constant) and not _plain(node.value)
        ):
            raise FormulaError(ast.get_source_segment(text.strip(), node) or type(node).__name__)
        for operand in _operands(node):
            if isinstance(operand, (ast.BoolOp, ast.Compare)) or isinstance(
                getattr(operand, "op", None), ast.Not
            ):
                raise FormulaError(
                    ast.get_source_segment(text.strip(), operand) or type(operand).__name__
                )


def _operands(node: ast.AST) -> list[ast.expr]:
    """What must be a value: a condition is none, whatever Python makes of `(a or b) > 3`."""
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Compare(left=left, comparators=comparators):
            return [left, *comparators]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            return [operand]
    return []


def _plain(value: object) -> bool:
    return isinstance(value, (int, float, str)) and not isinstance(value, bool)


_LANGUAGE = (
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.BinOp,
    ast.UnaryOp,
    ast.BoolOp,
    ast.Compare,
    ast.And,
    ast.Or,
    ast.Not,
    ast.USub,
    ast.UAdd,
    *ARITHMETIC,
    *COMPARISONS,
)


def _evaluate(node: ast.expr, row: Mapping[str, Value]) -> Any:  # noqa: ANN401  the value's type is the data's
    match node:
        case ast.Name(id=name):
            return _exact(row[name])
        case ast.Constant():
            return _exact(literal(node))
        case ast.BinOp(left=left, op=op, right=right):
            return ARITHMETIC[type(op)](_evaluate(left, row), _evaluate(right, row))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _evaluate(operand, row)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluate(operand, row)
        case ast.UnaryOp(operand=operand):
            return _evaluate(operand, row)
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_evaluate(value, row) for value in values)
        case ast.BoolOp(values=values):
            return any(_evaluate(value, row) for value in values)
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            return _compare(left, ops, comparators, row)
    raise FormulaError(type(node).__name__)


def _exact(value: Value) -> Value:
    """Numbers as fractions: no sum, product or quotient of them is ever rounded."""
    return (
        Fraction(value)
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool)
        else value
    )


def _compare(
    left: ast.expr, ops: list[ast.cmpop], comparators: list[ast.expr], row: Mapping[str, Value]
) -> bool:
    """Chains as in Python: `a <= b <= c`."""
    value = _evaluate(left, row)
    for op, comparator in zip(ops, comparators, strict=True):
        other = _evaluate(comparator, row)
        if not COMPARISONS[type(op)](value, other):
            return False
        value = other
    return True
