"""Which kinds of check a table passed: those that were done, and to which no error belongs.

A tally says which kind of check found it. An error that no listed kind found could belong to any of
them, and then none is called passed.
"""

from __future__ import annotations

from statx.render.outcome import reason_unjudged
from statx.results.findings import Severity
from statx.results.report import Checked, Report


def passed_checks(report: Report) -> tuple[Checked, ...]:
    """The kinds of check that hold; none of a table that has no verdict."""
    if reason_unjudged(report) is not None:
        return ()

    failed = {tally.check for tally in report.tallies if tally.rule.severity is Severity.ERROR}
    listed = {checked.code for checked in report.checked}
    if failed - listed:
        return ()

    return tuple(checked for checked in report.checked if checked.code not in failed)
