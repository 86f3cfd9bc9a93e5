"""The sentences of the checks, a file for each family, beside the logic and not inside it."""

from __future__ import annotations

from collections.abc import Mapping

from statx.checks.words import (
    cells,
    coverage,
    keys,
    numbers,
    references,
    regions,
    shape,
    totals,
    validity,
)
from statx.results.rule_words import RuleWords

RULES: Mapping[str, RuleWords] = {
    **shape.RULES,
    **cells.RULES,
    **numbers.RULES,
    **keys.RULES,
    **references.RULES,
    **validity.RULES,
    **regions.RULES,
    **totals.RULES,
    **coverage.RULES,
}
"""By code; the rules and totals of single schemas have codes of their own."""
