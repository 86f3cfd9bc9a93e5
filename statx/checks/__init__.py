"""The checks: what there is to ask of a table, family by family, and which of it a schema asks."""

from __future__ import annotations

from typing import Any

from statx.checks import (
    cells,
    coverage,
    keys,
    numbers,
    references,
    regions,
    rules,
    shape,
    storage,
    totals,
    validity,
)
from statx.checks.check import Check, CheckContext, CheckPlanner

CHECKS: tuple[type[Check[Any]], ...] = (
    *shape.CHECKS,
    *storage.CHECKS,
    *cells.CHECKS,
    *numbers.CHECKS,
    *keys.CHECKS,
    *references.CHECKS,
    *validity.CHECKS,
    *regions.CHECKS,
    *rules.CHECKS,
    *totals.CHECKS,
    *coverage.CHECKS,
)
"""In the order in which their findings are worth reading."""


def plan(context: CheckContext, extra: tuple[CheckPlanner, ...] = ()) -> tuple[Check[Any], ...]:
    """The checks that a schema asks of a file, and those of the extra kinds."""
    checks: list[Check[Any]] = []
    for kind in CHECKS:
        checks.extend(kind.plan(context))
    for planned in extra:
        checks.extend(planned(context))
    return tuple(checks)
