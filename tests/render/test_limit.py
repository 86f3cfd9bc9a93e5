"""`--limit` means the same wherever a report is read."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from statx.render import RENDERERS
from statx.render.options import RenderOptions
from statx.render.step_summary import SUMMARY
from statx.results.findings import Finding, Rule, Severity, Tally
from statx.results.report import Report, Run
from statx.texts import verbatim

RULES = 3
EACH = 50
"""Findings of a rule, every one in a cell of its own."""


def rule(name: str, severity: Severity = Severity.ERROR) -> Rule:
    words = verbatim("wrong"), verbatim("right"), verbatim("mend it")
    return Rule(name, name, *words, field=name, severity=severity)


def tally(number: int) -> Tally:
    of = rule(f"rule-{number}", Severity.WARNING if number == RULES - 1 else Severity.ERROR)
    rows = range(2 + number * EACH, 2 + (number + 1) * EACH)
    findings = (Finding(of, row=row, line=row, column=1, cell=f"<{row}>") for row in rows)
    return Tally(of, EACH, tuple(findings))


TABLE = Report("x.csv", "x", labels=("f",), rows=150, tallies=tuple(map(tally, range(RULES))))
OUTLETS = {**RENDERERS, "summary": SUMMARY}
A_RULE_ONCE = {"github", "summary"}
"""They name each rule's first place alone, as there is no room for more."""


def listed(form: str, limit: int, *, full: bool = False) -> set[str]:
    """The cells that the report names."""
    options = RenderOptions(full=full, every_place=True)
    written = "".join(OUTLETS[form](Run((replace(TABLE, limit=limit),)), options))
    return set(re.findall(r"(?:<|&lt;|\\<)(\d+)(?:>|&gt;|\\>)", written))


@pytest.mark.parametrize("full", [False, True], ids=["brief", "full"])
@pytest.mark.parametrize("limit", [1, RULES, 20, RULES * EACH, 0])
@pytest.mark.parametrize("form", OUTLETS)
def test_as_many_findings_are_listed_as_the_limit_says(form: str, limit: int, full: bool) -> None:
    number = limit or RULES * EACH
    if form in A_RULE_ONCE:
        number = min(number, RULES)
    assert len(listed(form, limit, full=full)) == number


@pytest.mark.parametrize("form", OUTLETS)
def test_each_rule_is_heard_before_any_is_heard_twice(form: str) -> None:
    assert listed(form, RULES) == {"2", str(2 + EACH), str(2 + 2 * EACH)}
