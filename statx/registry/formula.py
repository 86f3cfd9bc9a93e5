"""A row rule's formula: Frictionless's `row-constraint`, read once and never `eval`ed.

The language is the part of Python that simpleeval, Frictionless's evaluator, reads the same way:
names, numbers, texts, `+ - * /`, comparisons, `and or not`, parentheses. Two readings are stricter
than Frictionless's: a number is exact (there, `0.05` and `1 / 3` are binary floats), and a rule is
not judged on a row in which one of its fields has no value (there, the row fails).
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
    """A formula that was read: its text, its tree, and its fields in order of appearance."""

    text: str
    tree: ast.expr = field(compare=False)
    names: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Formula:
        """Read `text`; FormulaError names the first part that is outside the language."""
        source = text.strip()
        try:
            tree = ast.parse(source, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise FormulaError(text) from error

        for node in ast.walk(tree):
            _refuse_foreign(node, source)

        names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
        return cls(
            text,
            tree,
            tuple(dict.fromkeys(names)),
        )

    def holds(self, row: Mapping[str, Value]) -> bool:
        """Whether the rule holds on one row, exactly; a division by zero does not hold."""
        try:
            return bool(_evaluate(self.tree, row))
        except (ArithmeticError, TypeError, ValueError):
            return False


def literal(node: ast.Constant) -> Value:
    """The value of a literal: exact decimals, not binary floats."""
    if isinstance(node.value, float):
        return Decimal(repr(node.value))

    return node.value


# ---- reading -------------------------------------------------------------------------------------

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


def _refuse_foreign(node: ast.AST, source: str) -> None:
    """Refuse a part outside the language, and a condition where a value must stand."""
    if not _is_known(node):
        raise FormulaError(_part_of(source, node))

    for operand in _operands(node):
        if _is_condition(operand):
            raise FormulaError(_part_of(source, operand))


def _is_known(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        value = node.value
        return isinstance(value, (int, float, str)) and not isinstance(value, bool)

    return isinstance(node, _LANGUAGE)


def _is_condition(node: ast.expr) -> bool:
    """Whatever Python makes of `(a or b) > 3`, a condition is no value."""
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not)

    return isinstance(node, (ast.BoolOp, ast.Compare))


def _operands(node: ast.AST) -> list[ast.expr]:
    """What must be a value."""
    match node:
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Compare(left=left, comparators=comparators):
            return [left, *comparators]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            return [operand]
    return []


def _part_of(source: str, node: ast.AST) -> str:
    return ast.get_source_segment(source, node) or type(node).__name__


# ---- evaluating ----------------------------------------------------------------------------------


def _evaluate(node: ast.expr, row: Mapping[str, Value]) -> Any:  # noqa: ANN401  the value's type is the data's
    match node:
        case ast.Name(id=name):
            return _exact(row[name])
        case ast.Constant():
            return _exact(literal(node))
        case ast.BinOp(left=left, op=op, right=right):
            calculate = ARITHMETIC[type(op)]
            return calculate(_evaluate(left, row), _evaluate(right, row))
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
            return _compare(
                left,
                ops,
                comparators,
                row,
            )
    raise FormulaError(type(node).__name__)


def _exact(value: Value) -> Value:
    """Numbers as fractions: no sum, product or quotient of them is ever rounded."""
    is_number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    return Fraction(value) if is_number else value


def _compare(
    left: ast.expr, ops: list[ast.cmpop], comparators: list[ast.expr], row: Mapping[str, Value]
) -> bool:
    """Chains as in Python: `a <= b <= c`."""
    value = _evaluate(left, row)
    for op, comparator in zip(
        ops,
        comparators,
        strict=True,
    ):
        compare = COMPARISONS[type(op)]
        other = _evaluate(comparator, row)
        if not compare(value, other):
            return False

        value = other

    return True
