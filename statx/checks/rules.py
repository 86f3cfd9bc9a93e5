"""Row rules: what must hold between the cells of one row, `p2 <= p1`.

A formula is first computed on whole columns in doubles, with a bound for their rounding error.
What lies clearly on one side is decided there; rows within the bound are judged one by one on
exact decimals. A row in which a field of the rule has no value is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from statx.checks.check import BlockResult, Check, CheckContext, failures_at
from statx.checks.formulas import ColumnFormula, NotVectorised, Truth
from statx.checks.words.rules import ROW_RULE
from statx.registry.fields import RowRule
from statx.results.findings import Rule, Severity
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.meaning import CellReader
from statx.texts import Text


@dataclass(frozen=True)
class RowRuleCheck(Check[None]):
    """One row rule of the schema."""

    code = "row-rules"
    title = Text(
        id="aturan antarkolom",
        en="rules between columns",
    )
    row_rule: RowRule
    readers: tuple[CellReader, ...]
    """Of the fields in the formula."""
    rule: Rule

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[None]]:
        for row_rule in context.schema.rules:
            names = row_rule.formula.names
            if context.has(*names):
                readers = tuple(context.reader(name) for name in names)
                yield cls(row_rule, readers, _rule(row_rule))

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        columns = self._columns(block)
        valueless = [column.spread(column.valueless) for column in columns.values()]
        judged = ~np.logical_or.reduce(valueless)

        truth = self._on_columns(columns, block.rows)
        broken = truth.false & judged
        unsure = judged & ~truth.false & ~truth.true
        for entry in np.flatnonzero(unsure).tolist():
            holds = self._holds_exactly(columns, entry)
            broken[entry] = not holds

        entries = np.flatnonzero(broken)
        if not len(entries):
            return BlockResult()
        failures = failures_at(self.rule, block, entries)
        return BlockResult((failures,))

    def _columns(self, block: JudgedBlock) -> Mapping[str, JudgedColumn]:
        columns = {}
        for name in self.row_rule.formula.names:
            column = block.column(name)
            if column is not None:
                columns[name] = column
        return columns

    def _on_columns(self, columns: Mapping[str, JudgedColumn], rows: int) -> Truth:
        formula = ColumnFormula(columns, rows)
        try:
            with np.errstate(all="ignore"):
                return formula.condition(self.row_rule.formula.tree)
        except NotVectorised:
            undecided = np.zeros(rows, bool)
            return Truth(undecided, undecided)

    def _holds_exactly(self, columns: Mapping[str, JudgedColumn], entry: int) -> bool:
        row = {}
        for reader in self.readers:
            name = reader.field.name
            row[name] = columns[name].value_at(entry, reader)
        return self.row_rule.formula.holds(row)


def _rule(row_rule: RowRule) -> Rule:
    formula = row_rule.formula
    names = ", ".join(formula.names)
    rule = ROW_RULE.rule(
        row_rule.id,
        title=row_rule.title,
        formula=formula.text,
        names=names,
    )
    if row_rule.is_warning:
        rule = replace(rule, severity=Severity.WARNING)
    return replace(
        rule,
        fields=formula.names,
        note=f'the row constraint to conform is "{formula.text}"',
    )


CHECKS: tuple[type[Check[None]], ...] = (RowRuleCheck,)
