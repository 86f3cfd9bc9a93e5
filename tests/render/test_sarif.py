"""SARIF: what the standard asks of what is written, and what code scanning asks beside it.

The shapes below are the standard's (2.1.0 with errata 01, section 3) for the properties that statx
writes; a property that is not here is not written.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from statx.render.options import RenderOptions
from statx.render.sarif import ROOM, render
from statx.results.findings import Finding, Tally
from statx.results.report import Report, Run
from statx.texts import LANGUAGES, Language

from .runs import BLANK, CLEAN, DIRTY, NOT_A_NUMBER, RUNS

Object = dict[str, Any]


def closed(required: list[str], **properties: object) -> Object:
    """An object with these properties and no other."""
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = closed(["text"], text={"type": "string", "minLength": 1})
REGION = closed(
    ["startLine"],
    startLine={"type": "integer", "minimum": 1},
    startColumn={"type": "integer", "minimum": 1},
)
ARTIFACT = closed(
    ["uri"],
    uri={"type": "string", "pattern": r"^[A-Za-z0-9._~:/%-]+$"},
    uriBaseId={"const": "%SRCROOT%"},
)
LOCATION = closed(
    ["physicalLocation"],
    physicalLocation=closed(
        ["artifactLocation", "region"], artifactLocation=ARTIFACT, region=REGION
    ),
)
RULE = closed(
    ["id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"],
    id={"type": "string", "minLength": 1},
    name={"type": "string", "pattern": "^[A-Z]"},
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=closed(["level"], level=LEVEL),
    properties=closed(
        ["tags"],
        tags={"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        **{"problem.severity": {"enum": ["error", "warning", "recommendation"]}},
    ),
)
RESULT = closed(
    ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": 0},
    level=LEVEL,
    message=MESSAGE,
    locations={"type": "array", "items": LOCATION, "minItems": 1, "maxItems": 1},
    partialFingerprints={
        "type": "object",
        "additionalProperties": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
    baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
)
DRIVER = closed(
    ["name", "rules"],
    name={"const": "statx"},
    semanticVersion={"type": "string", "pattern": r"^\d+\.\d+\.\d+"},
    rules={"type": "array", "items": RULE, "uniqueItems": True},
)
INVOCATION = closed(
    ["executionSuccessful"],
    executionSuccessful={"type": "boolean"},
    exitCode={"type": "integer"},
    toolExecutionNotifications={
        "type": "array",
        "items": closed(["message"], level=LEVEL, message=MESSAGE),
    },
)
RUN = closed(
    ["tool", "results"],
    tool=closed(["driver"], driver=DRIVER),
    language={"type": "string", "pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
    invocations={"type": "array", "items": INVOCATION},
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    results={"type": "array", "items": RESULT},
)
LOG = closed(
    ["version", "runs"],
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs={"type": "array", "items": RUN, "minItems": 1, "maxItems": 20},
)


def sarif(run: Run, setting: RenderOptions | None = None) -> Object:
    log = json.loads("".join(render(run, setting or RenderOptions("en"))))
    only: Object = log["runs"][0]
    return only


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RUNS)
def test_every_log_has_the_shape_of_the_standard(name: str, language: Language) -> None:
    log = json.loads("".join(render(RUNS[name], RenderOptions(language, version="1.2.3"))))
    jsonschema.Draft202012Validator(LOG).validate(log)


@pytest.mark.parametrize("name", RUNS)
def test_every_result_points_at_its_own_rule_and_every_rule_is_used(name: str) -> None:
    run = sarif(RUNS[name])
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    assert set(rules) == {result["ruleId"] for result in run["results"]}
    assert len(rules) == len(set(rules))


def test_a_result_stands_on_the_physical_line_and_character() -> None:
    found = next(
        result for result in sarif(RUNS["dirty"])["results"] if result["ruleId"] == "type-error"
    )
    assert found["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 8,
        "startColumn": 58,
    }


@pytest.mark.parametrize(
    ("place", "artifact"),
    [
        pytest.param(
            "./data/x.csv", {"uri": "data/x.csv", "uriBaseId": "%SRCROOT%"}, id="relative"
        ),
        pytest.param(
            "a b/ü%.csv", {"uri": "a%20b/%C3%BC%25.csv", "uriBaseId": "%SRCROOT%"}, id="escaped"
        ),
        pytest.param("a\udcff.csv", {"uri": "a%FF.csv", "uriBaseId": "%SRCROOT%"}, id="no-unicode"),
        pytest.param("/data/x.csv", {"uri": "file:///data/x.csv"}, id="absolute"),
        pytest.param("C:\\data\\x.csv", {"uri": "file:///C:/data/x.csv"}, id="windows"),
    ],
)
def test_the_file_is_a_uri(place: str, artifact: dict[str, str]) -> None:
    found = sarif(Run((replace(DIRTY, place=place),)))["results"][0]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def test_github_finds_the_fingerprint_under_the_name_it_looks_for() -> None:
    prints = [result["partialFingerprints"] for result in sarif(RUNS["many"])["results"]]
    assert all(found["primaryLocationLineHash"] == found["statx/v1"] for found in prints)
    assert len({found["statx/v1"] for found in prints}) == len(prints)


def test_sorted_anew_the_data_have_the_same_alerts() -> None:
    shuffled = tuple(replace(tally, findings=_renumbered(tally)) for tally in DIRTY.tallies)
    before, after = (
        {result["partialFingerprints"]["statx/v1"] for result in sarif(Run((report,)))["results"]}
        for report in (DIRTY, replace(DIRTY, tallies=shuffled))
    )
    assert before == after


def test_what_github_would_drop_is_chosen_here_and_counted() -> None:
    findings = tuple(Finding(BLANK, row=row, line=row) for row in range(2, ROOM + 100))
    tallies = (
        Tally(BLANK, 90_000, findings),
        Tally(NOT_A_NUMBER, 1, (Finding(NOT_A_NUMBER, row=3, cell="x"),)),
    )
    run = sarif(Run((Report("x.csv", "x", labels=("a",), rows=90_000, tallies=tallies),)))
    assert len(run["results"]) == ROOM
    assert run["results"][-1]["ruleId"] == "type-error"
    note = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert note.startswith("Only 5,000 of 90,001 findings are listed here")


def test_warnings_give_way_to_errors() -> None:
    first = DIRTY.tallies[0]
    warnings = tuple(Finding(DIRTY.tallies[-1].rule, row=row) for row in range(2, ROOM + 2))
    tallies = (Tally(DIRTY.tallies[-1].rule, ROOM, warnings), first)
    results = sarif(Run((replace(DIRTY, tallies=tallies),)))["results"]
    assert [result["level"] for result in results].count("error") == 1


def test_a_table_without_verdict_is_an_alert_and_an_execution_that_did_not_succeed() -> None:
    run = sarif(RUNS["many"])
    said = {result["ruleId"]: result["message"]["text"] for result in run["results"]}
    assert "is not UTF-8" in said["unreadable"]
    assert "nothing is known about this file" in said["nothing-checked"]
    assert run["invocations"][0] == run["invocations"][0] | {
        "executionSuccessful": False,
        "exitCode": 3,
    }


def test_a_table_that_passes_has_no_results() -> None:
    run = sarif(Run((CLEAN,)))
    assert run["results"] == []
    assert run["invocations"][0]["toolExecutionNotifications"] == []


def test_a_cell_cannot_write_a_link() -> None:
    cell = Finding(NOT_A_NUMBER, row=2, line=2, cell="[press here](https://example.org)")
    text = sarif(Run((replace(DIRTY, tallies=(Tally(NOT_A_NUMBER, 1, (cell,)),)),)))["results"][0][
        "message"
    ]["text"]
    assert re.search(r"(?<!\\)\]\(", text) is None


def _renumbered(tally: Tally) -> tuple[Finding, ...]:
    """The same findings in the opposite order, on other rows."""
    rows = [finding.row for finding in tally.findings]
    if rows == [1]:
        return tally.findings
    return tuple(
        replace(finding, row=1000 + number, line=1001 + number)
        for number, finding in enumerate(reversed(tally.findings))
    )
