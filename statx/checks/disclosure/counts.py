"""Small counts: no number of persons or units is shown that is above zero and below its limit."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from statx.checks.check import BlockResult, Check, CheckContext
from statx.checks.disclosure.figures import decimals_of
from statx.checks.disclosure.question import (
    Question,
    Terms,
    declared_fields,
    minimum_of,
    parameters_of,
    places_at,
)
from statx.checks.exact_sums import units_of_column
from statx.checks.words import disclosure as words
from statx.registry.fields import Field
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock

CODE = "disclosure-min-count"


@dataclass(frozen=True)
class SmallCountCheck(Check[None]):
    """One count of a table."""

    code = CODE
    title = words.MINIMUM
    field: Field
    scale: int
    """How many persons or units one of the field's unit is."""
    minimum: int
    """The smallest number of them that may be shown."""
    rule: Rule

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        column = block.column(self.field.name)
        if column is None:
            return BlockResult()

        decimals = decimals_of(self.field)
        units, has_number = units_of_column(column, decimals)
        counted = units * self.scale
        is_small = has_number & (counted > 0) & (counted < self.minimum * 10**decimals)
        if not is_small.any():
            return BlockResult()

        entries = np.flatnonzero(column.spread(is_small.astype(bool)))
        places = places_at(
            self.rule,
            block,
            entries,
            self.field.name,
        )

        return BlockResult((places,))


def ask(context: CheckContext, terms: Terms) -> Question:
    """Every field that is a count, by the limit of its topic."""
    checks = []
    limits = []
    for field, declared in declared_fields(context, "count"):
        limit = minimum_of(context, declared)
        minimum = terms.thresholds[limit]
        rule = words.RULES["small-count"].rule("small-count", minimum=minimum)
        rule = replace(rule, field=field.name)
        check = SmallCountCheck(
            field,
            declared.scale,
            minimum,
            rule,
        )
        checks.append(check)
        limits.append(limit)

    return Question(
        CODE,
        words.MINIMUM,
        tuple(checks),
        tuple(check.field.name for check in checks),
        parameters_of(terms.thresholds, list(dict.fromkeys(limits))),
        words.NO_COUNTS,
    )
