"""How a workbook keeps its cells: what it holds otherwise than people see it, or than it is judged.

The table says where (`Table.oddities`); here it becomes findings. Only what loses or hides a value
is an error: an error of Excel, and a value below a merged cell. The rest is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    Failures,
    WholeTable,
)
from statx.checks.words.storage import RULES
from statx.registry.schema import Schema
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock
from statx.tables.table import Oddity
from statx.texts import Text


@dataclass(frozen=True)
class StorageCheck(Check[None]):
    """One column of a workbook holds its cells as they are shown, and as its field has them."""

    code = "storage"
    title = Text(
        id="penyimpanan sel",
        en="how cells are stored",
    )
    rule: Rule
    oddity: Oddity

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[None]]:
        for oddity in context.oddities:
            yield cls(_rule(oddity, context.schema), oddity)

    def look(self, block: JudgedBlock) -> BlockResult[None]:  # noqa: ARG002  the table saw it
        return BlockResult()

    def conclude(self, summaries: Sequence[None], table: WholeTable) -> Conclusion:  # noqa: ARG002  as above
        oddity = self.oddity
        failures = Failures(
            self.rule,
            oddity.rows,
            oddity.cells,
            oddity.rows * 0 + oddity.position,
            hints=oddity.hints,
        )
        return Conclusion((failures,))


def _rule(oddity: Oddity, schema: Schema) -> Rule:
    rule = RULES[oddity.code].rule(oddity.code)
    is_field = oddity.label in schema.names
    return replace(rule, field=oddity.label if is_field else "")


CHECKS: tuple[type[Check[None]], ...] = (StorageCheck,)
