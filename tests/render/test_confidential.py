"""The law of reports for anyone: what was read under a confidential rule is nowhere in them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from statx.render import RENDERERS
from statx.render.options import RenderOptions
from statx.render.step_summary import SUMMARY
from statx.results.findings import Finding, Rule, Severity, Tally
from statx.results.redacted import Audience
from statx.results.report import FailOn, Report, Run, Since
from statx.texts import LANGUAGES, Language, verbatim

from .runs import DIRTY, WRONG_NIK

OUTLETS = {**RENDERERS, "summary": SUMMARY}
CI = [name for name, outlet in OUTLETS.items() if outlet.audience is Audience.ANYONE]

SECRETS = {name: f"secret-{name}" for name in ("cell", "cells", "hint", "note", "label")}


@pytest.mark.parametrize("known", [None, False, True], ids=["not compared", "new", "known"])
@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", CI)
def test_no_part_of_a_confidential_finding_is_said(
    form: str, language: Language, severity: Severity, known: bool | None
) -> None:
    said = _said(form, _aged(_run(SECRETS, severity), known), language)
    assert [secret for secret in SECRETS.values() if secret in said] == []
    assert "nik" in said


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("form", CI)
def test_not_even_a_hash_depends_on_it(form: str, name: str) -> None:
    other = _said(form, _run(SECRETS | {name: "another"}))
    assert other == _said(form, _run(SECRETS))


def test_values_are_kept_only_for_those_who_hold_the_data() -> None:
    assert sorted(set(OUTLETS) - set(CI)) == ["json", "text"]


@pytest.mark.parametrize("form", CI)
def test_the_same_values_are_said_where_they_are_not_confidential(form: str) -> None:
    assert SECRETS["cell"] in _said(form, _run(SECRETS, confidential=False))


def _aged(run: Run, known: bool | None) -> Run:
    """The same run compared with an earlier version."""
    if known is None:
        return run
    report = run.reports[0]
    tallies = (
        replace(
            tally,
            known=int(known),
            findings=tuple(replace(found, known=known) for found in tally.findings),
        )
        for tally in report.tallies
    )
    return replace(
        run,
        since=Since("main"),
        reports=(replace(report, tallies=tuple(tallies), since="main", fail_on=FailOn.NEW),),
    )


def _said(form: str, run: Run, language: Language = "en") -> str:
    return "".join(OUTLETS[form](run, RenderOptions(language)))


def _run(
    secrets: dict[str, str], severity: Severity = Severity.ERROR, *, confidential: bool = True
) -> Run:
    """A field, a key and a header, each with every attribute of a finding filled."""
    nik = replace(WRONG_NIK, confidential=confidential, severity=severity)
    key = replace(nik, code="primary-key", type="primary-key", field="", fields=("nik",))
    label = replace(nik, code="extra-label", type="extra-label")
    found = (
        _finding(nik, secrets),
        replace(_finding(key, secrets), cell=None),
        replace(_finding(label, secrets), label=secrets["label"]),
    )
    tallies = tuple(Tally(finding.rule, 1, (finding,)) for finding in found)
    return Run((Report("x.csv", "x", labels=DIRTY.labels, key=("nik",), rows=3, tallies=tallies),))


def _finding(rule: Rule, secrets: dict[str, str]) -> Finding:
    cells = (secrets["cells"],) * len(DIRTY.labels)
    return Finding(
        rule, 3, 3, 1, 7, secrets["cell"], cells, verbatim(secrets["hint"]), secrets["note"]
    )
