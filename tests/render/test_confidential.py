"""The law of reports for anyone: what was read under a confidential rule is nowhere in them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from statx.errors import UnreadableFileError
from statx.render import RENDERERS
from statx.render.options import RenderOptions
from statx.render.step_summary import SUMMARY
from statx.results.classification import Classification
from statx.results.findings import Finding, Rule, Severity, Tally
from statx.results.redacted import Audience
from statx.results.report import FailOn, Report, Run, SchemaUsed, Since
from statx.sources.errors import NoSchemaError
from statx.tables.errors import PartitionError
from statx.texts import LANGUAGES, Language, verbatim

from .runs import DIRTY, WRONG_NIK

OUTLETS = {**RENDERERS, "summary": SUMMARY}
CI = [name for name, outlet in OUTLETS.items() if outlet.audience is Audience.ANYONE]

SECRETS = {name: f"secret-{name}" for name in ("cell", "cells", "hint", "note", "label", "part")}


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
        rule,
        3,
        3,
        1,
        7,
        secrets["cell"],
        cells,
        verbatim(secrets["hint"]),
        secrets["note"],
        part=f"nik={secrets['part']}/0.parquet",
    )


# ---- what is said of the whole table -------------------------------------------------------------

VALUE = "secret-3501"
NEAR = verbatim("statx schema list")
HEADER = Rule(
    code="duplicate-label",
    type="duplicate-label",
    says=verbatim("A label stands twice."),
    expected=verbatim(VALUE),
    remedy=verbatim("Rename it."),
    field=VALUE,
    confidential=True,
)
LIMITED = SchemaUsed(
    "penduduk@1.0.0",
    "ab" * 32,
    verbatim("chosen"),
    verbatim("title"),
    Classification.LIMITED,
    fields=("nik", "nama"),
)
DATA = Report("data/penduduk.csv", "penduduk", LIMITED, labels=("nik", "nama"), rows=3)
HEADERLESS = Tally(HEADER, 1, (Finding(HEADER, 1, 1, label=VALUE, cells=(VALUE,)),))
TOLD = {
    "first record as a header": replace(DATA, labels=(VALUE,), tallies=(HEADERLESS,)),
    "labels": replace(DATA, labels=(VALUE,)),
    "remark": replace(DATA, remarks=(verbatim(f"Nothing is near {VALUE}."),)),
    "partition folder": replace(DATA, place=f"data/nik={VALUE}/0.parquet"),
    "partition folder, alone": replace(DATA, place=f"data/nik={VALUE}"),
    "no schema found": replace(
        DATA, schema=None, error=NoSchemaError(path="x.csv", why=VALUE, near=NEAR)
    ),
    "partition in an error": replace(
        DATA, error=UnreadableFileError(path=f"d/nik={VALUE}/0.parquet", reason="–")
    ),
    "error of a partition": replace(DATA, error=PartitionError(path="d", part=VALUE, reason=VALUE)),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", TOLD.values(), ids=TOLD)
@pytest.mark.parametrize("form", CI)
def test_nothing_of_a_table_that_is_not_public_is_said(
    form: str, report: Report, language: Language
) -> None:
    assert VALUE not in _said(form, Run((report,)), language)


@pytest.mark.parametrize("report", TOLD.values(), ids=TOLD)
def test_those_who_hold_the_data_are_told_all(report: Report) -> None:
    assert VALUE in _said("json", Run((report,)))
