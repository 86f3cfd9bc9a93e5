"""Which kinds of check a table passed: those that were done, and to which no error belongs.

A report does not say which check a rule comes from; its type tells. An error that no known kind claims could belong to
any of them, and then none is called passed.
"""

from __future__ import annotations

from statx.render.frictionless import FRICTIONLESS, HEADER, LABEL
from statx.render.verdict import reason
from statx.results.findings import Rule, Severity
from statx.results.report import Checked, Report

_KINDS = {
    "label-order": "header",
    "header-line": "header",
    "blank-row": "shape",
    "extra-cell": "shape",
    "missing-cell": "shape",
    "type-error": "cells",
    "constraint-error": "cells",
    "decimals": "cells",
    "unusual-form": "cells",
    "ambiguous-number": "number-style",
    "unique-error": "unique",
    "row-constraint": "row-rules",
    "code-system": "region-name",
    "region-spelling": "region-name",
    "total": "totals",
}
"""Type of a rule -> code of its kind of check, where the two have different names."""


def passed(report: Report) -> tuple[Checked, ...]:
    """The kinds of check that hold; none of a table that has no verdict."""
    if reason(report) is not None:
        return ()
    failed = {
        _kind(tally.rule) for tally in report.tallies if tally.rule.severity is Severity.ERROR
    }
    if failed - {checked.code for checked in report.checked}:
        return ()
    return tuple(checked for checked in report.checked if checked.code not in failed)


def _kind(rule: Rule) -> str:
    words = FRICTIONLESS.get(rule.type)
    if words is not None and words.tags in (HEADER, LABEL):
        return "header"
    return _KINDS.get(rule.type, rule.type)
