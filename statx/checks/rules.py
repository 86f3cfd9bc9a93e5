"""Row rules: what must hold between the cells of one row, `p2 <= p1`.

A formula is first computed on whole columns in doubles, with a bound for their rounding error. What lies
clearly on one side is decided there; rows within the bound are judged one by one on exact decimals. A row in
which a field of the rule has no value is not judged.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.checks.check import BlockResult, Check, CheckContext, failures_at
from statx.registry.formula import literal
from statx.registry.schema import RowRule
from statx.results.findings import Rule, Severity
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.meaning import CellReader
from statx.tables.vectorised import Flags
from statx.texts import Text, verbatim

Doubles = NDArray[np.float64]

EXACT_INTEGERS = float(1 << 53)
RELATIVE_ERROR = 1e-12
"""Far above what a dozen operations on doubles can lose."""
TINY = 1e-290
"""Below it doubles lose their digits."""
LARGEST = 1e300
NUMERIC = ("integer", "number", "year")
MOMENTS = ("date", "datetime")
COMPARE: dict[type[ast.cmpop], Callable[[Doubles, Doubles], Flags]] = {
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """A part of a formula, one number a row: its value and how large anything in it has been."""

    value: Doubles
    magnitude: Doubles
    integral: bool
    """Made of whole numbers by + - * alone, so exact up to 2**53."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition, by row: surely true, surely false, or neither."""

    true: Flags
    false: Flags


@dataclass(frozen=True)
class RowRuleCheck(Check[None]):
    """One row rule of the schema."""

    code = "row-rules"
    title = Text(id="aturan antarkolom", en="rules between columns")
    row_rule: RowRule
    readers: tuple[CellReader, ...]
    rule: Rule

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        return [
            cls(rule, tuple(context.reader(name) for name in rule.formula.names), _rule(rule))
            for rule in context.schema.rules
            if context.has(*rule.formula.names)
        ]

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        columns = {
            name: column
            for name in self.row_rule.formula.names
            if (column := block.column(name)) is not None
        }
        judged = ~np.logical_or.reduce(
            [column.spread(column.valueless) for column in columns.values()]
        )
        truth = self._on_columns(columns, block.rows)
        broken = truth.false & judged
        for entry in np.flatnonzero(judged & ~truth.false & ~truth.true).tolist():
            broken[entry] = not self._holds_exactly(columns, entry)
        entries = np.flatnonzero(broken)
        return BlockResult((failures_at(self.rule, block, entries),) if len(entries) else ())

    def _on_columns(self, columns: dict[str, JudgedColumn], rows: int) -> Truth:
        try:
            with np.errstate(all="ignore"):
                return _condition(self.row_rule.formula.tree, columns, rows)
        except _NotVectorised:
            nothing = np.zeros(rows, bool)
            return Truth(nothing, nothing)

    def _holds_exactly(self, columns: dict[str, JudgedColumn], entry: int) -> bool:
        row = {
            reader.field.name: columns[reader.field.name].value_at(entry, reader)
            for reader in self.readers
        }
        return self.row_rule.formula.holds(row)


class _NotVectorised(Exception):  # noqa: N818  not an error: the rows are judged one by one
    """A part of the formula that columns of doubles cannot say."""


def _condition(node: ast.expr, columns: dict[str, JudgedColumn], rows: int) -> Truth:
    match node:
        case ast.BoolOp(op=op, values=values):
            parts = [_condition(value, columns, rows) for value in values]
            return (
                _one_by_one(parts)
                if isinstance(op, ast.And)
                else _swapped(_one_by_one([_swapped(part) for part in parts]))
            )
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _swapped(_condition(operand, columns, rows))
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            operands = [left, *comparators]
            return _one_by_one(
                [
                    _comparison(one, op, other, columns, rows)
                    for one, op, other in zip(operands, ops, comparators, strict=False)
                ]
            )
    raise _NotVectorised


def _one_by_one(parts: list[Truth]) -> Truth:
    """All of them, asked in turn: what stands behind an unsure part, perhaps a division by zero, decides nothing."""
    asked, false = np.ones_like(parts[0].true), np.zeros_like(parts[0].true)
    for part in parts:
        false |= asked & part.false
        asked &= part.true
    return Truth(asked, false)


def _swapped(part: Truth) -> Truth:
    return Truth(part.false, part.true)


def _comparison(
    left: ast.expr, op: ast.cmpop, right: ast.expr, columns: dict[str, JudgedColumn], rows: int
) -> Truth:
    if _is_text(left, columns) or _is_text(right, columns):
        return _text_comparison(left, op, right, columns)
    one, other = _moments(left, right, columns) or (
        _numbers(left, columns, rows),
        _numbers(right, columns, rows),
    )
    holds = COMPARE[type(op)](one.value, other.value)
    magnitude = one.magnitude + other.magnitude
    if one.integral and other.integral:
        sure = magnitude < EXACT_INTEGERS
    else:
        sure = np.abs(one.value - other.value) > RELATIVE_ERROR * magnitude + TINY
    return Truth(holds & sure, ~holds & sure)


def _is_text(node: ast.expr, columns: dict[str, JudgedColumn]) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    return isinstance(node, ast.Name) and columns[node.id].field.type not in (*NUMERIC, *MOMENTS)


def _moments(
    left: ast.expr, right: ast.expr, columns: dict[str, JudgedColumn]
) -> tuple[Numbers, Numbers] | None:
    """Two dates, or two times without a zone, side by side; None where both are no names of such."""
    if not isinstance(left, ast.Name) or not isinstance(right, ast.Name):
        return None
    one, other = columns[left.id], columns[right.id]
    if (
        one.field.type not in MOMENTS
        or one.field.type != other.field.type
        or one.has_own_keys
        or other.has_own_keys
    ):
        return None
    first, second = (column.spread(column.numbers) for column in (one, other))
    return Numbers(first, np.abs(first), integral=True), Numbers(
        second, np.abs(second), integral=True
    )


def _text_comparison(
    left: ast.expr, op: ast.cmpop, right: ast.expr, columns: dict[str, JudgedColumn]
) -> Truth:
    """A text column against one text: decided by distinct text."""
    if isinstance(left, ast.Constant):
        left, right = right, left
    if not (
        isinstance(left, ast.Name)
        and isinstance(right, ast.Constant)
        and isinstance(op, (ast.Eq, ast.NotEq))
    ):
        raise _NotVectorised
    column = columns[left.id]
    if column.field.type != "string" or not isinstance(right.value, str):
        raise _NotVectorised
    equal = column.spread(
        pc.fill_null(pc.equal(column.texts, right.value), False).to_numpy(zero_copy_only=False)
    )
    return Truth(equal, ~equal) if isinstance(op, ast.Eq) else Truth(~equal, equal)


def _numbers(node: ast.expr, columns: dict[str, JudgedColumn], rows: int) -> Numbers:
    match node:
        case ast.Name(id=name):
            column = columns[name]
            if column.field.type not in NUMERIC:
                raise _NotVectorised
            value = column.spread(column.numbers)
            return Numbers(value, np.abs(value), integral=column.field.type != "number")
        case ast.Constant(value=value):
            number = np.full(rows, _double(node))
            return Numbers(number, np.abs(number), integral=isinstance(value, int))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            part = _numbers(operand, columns, rows)
            return Numbers(-part.value, part.magnitude, part.integral)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _numbers(operand, columns, rows)
        case ast.BinOp(left=left, op=op, right=right):
            return _arithmetic(op, _numbers(left, columns, rows), _numbers(right, columns, rows))
    raise _NotVectorised


def _double(node: ast.Constant) -> float:
    value = literal(node)
    if isinstance(value, str) or abs(value) > LARGEST:
        raise _NotVectorised
    return float(value)


def _arithmetic(op: ast.operator, left: Numbers, right: Numbers) -> Numbers:
    both = left.integral and right.integral
    match op:
        case ast.Add():
            return Numbers(left.value + right.value, left.magnitude + right.magnitude, both)
        case ast.Sub():
            return Numbers(left.value - right.value, left.magnitude + right.magnitude, both)
        case ast.Mult():
            return Numbers(left.value * right.value, left.magnitude * right.magnitude, both)
    # A divisor that is itself nearly cancelled makes the quotient's error large, and zero makes it infinite.
    magnitude = left.magnitude * right.magnitude / np.square(right.value)
    return Numbers(
        left.value / right.value,
        np.nan_to_num(magnitude, nan=np.inf, posinf=np.inf),
        integral=False,
    )


def _rule(row_rule: RowRule) -> Rule:
    return Rule(
        code=row_rule.id,
        type="row-constraint",
        says=row_rule.title,
        expected=verbatim(row_rule.formula.text),
        remedy=Text(
            id="Periksa angka pada kolom {names} di baris itu.",
            en="Check the figures of {names} in that row.",
        ).fill(names=", ".join(row_rule.formula.names)),
        fields=row_rule.formula.names,
        severity=Severity.WARNING if row_rule.is_warning else Severity.ERROR,
        note=f'the row constraint to conform is "{row_rule.formula.text}"',
        why=Text(
            id=(
                "Angka yang saling bertentangan dalam satu baris berarti ada yang keliru; pembaca"
                " satu kolom saja tidak melihatnya."
            ),
            en=(
                "Figures of one row that contradict each other mean that one is wrong; who reads"
                " one column only never sees it."
            ),
        ),
    )


CHECKS: tuple[type[Check[None]], ...] = (RowRuleCheck,)
