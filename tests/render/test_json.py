"""The JSON report beside the one that Frictionless itself writes about the same file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pytest
from frictionless import errors as frictionless_errors

from statx.render.frictionless import FRICTIONLESS
from statx.render.json import render
from statx.render.options import RenderOptions
from statx.results.findings import Finding, Rule, Tally
from statx.results.report import FileDigest, Report, Run
from statx.texts import LANGUAGES, Language, verbatim

from .runs import RUNS

Found = tuple[str, str, int | None, int, str | None, str]

CSV = 'kode,nilai,x\n3501,abc,2,9\n3502\n,,\n3501,-5,"a\nb"\n'
RECORDS: dict[int, tuple[str, ...]] = {
    1: ("kode", "nilai", "x"),
    2: ("3501", "abc", "2", "9"),
    3: ("3502",),
    4: ("", "", ""),
    5: ("3501", "-5", "a\nb"),
}
DESCRIPTOR = {
    "resources": [
        {
            "name": "s",
            "path": "s.csv",
            "schema": {
                "fields": [
                    {"name": "kode", "type": "string", "constraints": {"unique": True}},
                    {"name": "nilai", "type": "integer", "constraints": {"minimum": 0}},
                    {"name": "y", "type": "string"},
                ],
                "primaryKey": ["kode"],
                "foreignKeys": [
                    {"fields": ["kode"], "reference": {"resource": "ref", "fields": ["k"]}}
                ],
            },
        },
        {
            "name": "ref",
            "data": [["k"], ["3502"]],
            "schema": {"fields": [{"name": "k", "type": "string"}]},
        },
    ]
}
TWICE = "the same as in the row at position 2"
UNKNOWN = 'for "kode": values "3501" not found in the lookup table "ref" as "k"'
# (type, field, position, row, cell, note), in the order in which statx's checks come
FOUND: list[Found] = [
    ("incorrect-label", "y", 3, 1, None, ""),
    ("type-error", "nilai", 2, 2, "abc", 'type is "integer/default"'),
    ("extra-cell", "", 4, 2, "9", ""),
    ("foreign-key", "", None, 2, None, UNKNOWN),
    ("missing-cell", "nilai", 2, 3, None, ""),
    ("missing-cell", "y", 3, 3, None, ""),
    ("blank-row", "", None, 4, None, ""),
    ("primary-key", "", None, 4, None, 'cells composing the primary keys are all "None"'),
    ("constraint-error", "nilai", 2, 5, "-5", 'constraint "minimum" is "0"'),
    ("unique-error", "kode", 1, 5, "3501", TWICE),
    ("primary-key", "", None, 5, None, TWICE),
    ("foreign-key", "", None, 5, None, UNKNOWN),
]
VOLATILE = ("seconds", "md5", "sha256", "bytes")


@pytest.fixture
def theirs(tmp_path: Path) -> dict[str, Any]:
    (tmp_path / "s.csv").write_text(CSV)
    package = frictionless.Package.from_descriptor(DESCRIPTOR, basepath=str(tmp_path))
    report: dict[str, Any] = package.validate().to_descriptor()
    return report


@pytest.fixture
def ours() -> dict[str, Any]:
    tallies = tuple(_tally(found) for found in FOUND)
    report = Report(
        "s.csv",
        "s",
        labels=RECORDS[1],
        rows=4,
        tallies=tallies,
        digest=FileDigest(48, "ab" * 32, "cd"),
    )
    return _read(Run((report,)))


def test_every_key_that_frictionless_writes_of_an_error_is_there_in_its_order(
    ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    for our, their in zip(ours["tasks"][0]["errors"], theirs["tasks"][0]["errors"], strict=True):
        assert list(our.items())[: len(their)] == list(their.items())


def test_every_key_that_frictionless_writes_of_a_table_is_there_in_its_order(
    ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    our, their = ours["tasks"][0], {**theirs["tasks"][0], "place": "s.csv"}
    assert list(our)[: len(their)] == list(their)
    assert list(our["stats"]) == list(their["stats"])
    assert _steady(our["stats"]) == _steady(their["stats"])
    told_above = ("stats", "errors")
    assert [our[name] for name in their if name not in told_above] == [
        value for name, value in their.items() if name not in told_above
    ]


def test_every_key_that_frictionless_writes_of_the_run_is_there_in_its_order(
    ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    assert list(ours)[: len(theirs)] == list(theirs)
    assert _steady(ours["stats"]) | {"tasks": 2} == _steady(theirs["stats"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RUNS)
def test_frictionless_reads_every_report(name: str, language: Language) -> None:
    written = _read(RUNS[name], language)
    read = frictionless.Report.from_descriptor(written)
    assert read.stats["errors"] == written["stats"]["errors"]
    assert len(read.tasks) == len(RUNS[name].reports)


@pytest.mark.parametrize("kind", FRICTIONLESS)
def test_the_words_of_a_type_are_those_of_frictionless(kind: str) -> None:
    their = next(
        error for error in vars(frictionless_errors).values() if getattr(error, "type", "") == kind
    )
    our = FRICTIONLESS[kind]
    assert (our.title, our.description, our.template) == (
        their.title,
        their.description,
        their.template,
    )
    assert list(our.tags) == their.tags


def test_findings_that_are_not_listed_are_counted_and_the_limit_is_said() -> None:
    rule = Rule("type-error", "type-error", verbatim("a"), verbatim("b"), verbatim("c"))
    tally = Tally(rule, 700, tuple(Finding(rule, row=row, cell="x") for row in range(2, 12)))
    task = _read(Run((Report("s.csv", "s", rows=700, tallies=(tally,), limit=5),)))["tasks"][0]
    assert (len(task["errors"]), task["stats"]["errors"], task["stats"]["warnings"]) == (5, 700, 1)
    assert task["warnings"] == ["reached error limit: 5"]


def test_a_table_that_cannot_be_read_says_why_and_with_which_exit_code() -> None:
    task = _read(RUNS["many"])["tasks"][2]
    error = task["errors"][-1]
    assert (task["valid"], error["type"], error["exitCode"]) == (False, "encoding-error", 3)
    assert error["message"].startswith(
        "The data source could not be successfully decoded: Data Kemiskinan"
    )


def test_what_frictionless_does_not_know_has_our_title_and_the_code_of_its_rule() -> None:
    task = _read(RUNS["dirty"])["tasks"][0]
    own = {
        error["code"]: (error["type"], error["title"])
        for error in task["errors"] + task["statxWarnings"]
    }
    assert own["label-order"] == ("header-error", "Label Order")
    assert own["region-name"] == ("cell-error", "Region Name")
    assert own["brand-new"] == ("cell-error", "Brand New")


def test_hints_and_remarks_speak_the_chosen_language_and_the_rest_english() -> None:
    task = _read(RUNS["dirty"], "id")["tasks"][0]
    hinted = next(error for error in task["errors"] if "hint" in error)
    assert hinted["hint"].startswith("mungkin maksudnya 13.09")
    assert hinted["title"] == "ForeignKey Error"
    assert task["remarks"][0].startswith("Seluruh 1.237 kode")


def test_a_file_name_that_is_no_unicode_can_still_be_written() -> None:
    report = replace(RUNS["clean"].reports[0], place="data\udcff.csv")
    written = "".join(render(Run((report,)), RenderOptions())).encode("utf-8")
    assert json.loads(written)["tasks"][0]["place"] == "data\udcff.csv"


def _tally(found: Found) -> Tally:
    kind, field, position, row, cell, note = found
    names = ("kode",) if kind in ("primary-key", "foreign-key") else ()
    rule = Rule(kind, kind, verbatim(""), verbatim(""), verbatim(""), field, names)
    label = RECORDS[1][2] if kind == "incorrect-label" else None
    return Tally(
        rule, 1, (Finding(rule, row, row, 1, position, cell, RECORDS[row], None, note, label),)
    )


def _read(run: Run, language: Language = "en") -> dict[str, Any]:
    read: dict[str, Any] = json.loads("".join(render(run, RenderOptions(language))))
    return read


def _steady(stats: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in stats.items() if name not in VOLATILE}
