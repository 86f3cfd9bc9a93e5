"""`statx validate` in CI: what fails the data, further reports, and the summary of the step."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from .command import BAD, GOOD, ROOT, Here

RULES = [{"id": "a-le-b", "formula": "a <= b", "title": "a ≤ b", "severity": "warning"}]
SCHEMA = {
    "fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}],
    "statx": {"rules": RULES},
}
WARNED, WRONG, FINE, EMPTY = "a,b\n2,1\n", "a,b\nx,1\n", "a,b\n1,2\n", "a,b\n"


@pytest.mark.parametrize(
    ("text", "fail_on", "code", "says"),
    [
        pytest.param(FINE, "warning", 0, "x.csv  passes", id="nothing found"),
        pytest.param(WARNED, "error", 0, "x.csv  passes: 1 warning", id="a warning is said"),
        pytest.param(
            WARNED,
            "warning",
            1,
            "x.csv  does not pass: 1 warning",
            id="unless it is to fail the data",
        ),
        pytest.param(
            WRONG, "warning", 1, "x.csv  does not pass: 1 error", id="an error fails with either"
        ),
        pytest.param(
            EMPTY, "warning", 4, "x.csv  nothing was checked: 1 warning", id="no rows stay no rows"
        ),
        pytest.param("", "warning", 3, "x.csv  could not be checked", id="no file stays no file"),
    ],
)
def test_the_verdict_that_is_said_is_the_exit_code(
    statx: Here, text: str, fail_on: str, code: int, says: str
) -> None:
    Path("schema.json").write_text(json.dumps(SCHEMA), encoding="utf-8")
    Path("x.csv").write_text(text, encoding="utf-8")
    said = statx("validate", "x.csv", "--schema", "schema.json", "--fail-on", fail_on)
    assert (said.code, says in said.out) == (code, True), said.out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param(
            "--fail-on new",
            "without --changed-since REV nobody knows",
            id="new, and nothing compared",
        ),
        pytest.param("--fail-on never", "must be one of: error, warning, new", id="no such policy"),
        pytest.param("--report sarif", "sarif is no FORMAT=FILE", id="a report without a file"),
        pytest.param(
            "--report pdf=x.pdf", "pdf=x.pdf is no FORMAT=FILE", id="a report of no such format"
        ),
        pytest.param(
            "--report json=x.json --report sarif=x.json",
            "x.json is named twice",
            id="two into one file",
        ),
    ],
)
def test_wrong_usage_is_2_before_anything_is_read(statx: Here, options: str, says: str) -> None:
    said = statx("validate", "nowhere.csv", *options.split())
    assert (said.code, says in said.err, statx.names()) == (2, True, set())


def test_further_reports_are_written_beside_the_first(statx: Here) -> None:
    said = statx("validate", BAD, "--report", "sarif=x.sarif", "--report", "json=x.json")
    assert (said.code, "does not pass: 2 errors" in said.out, statx.names()) == (
        1,
        True,
        {"x.sarif", "x.json"},
    )
    assert json.loads(Path("x.json").read_text(encoding="utf-8"))["tasks"][0]["stats"]["sha256"]


def test_the_summary_of_a_step_is_added_to_what_stands_there(
    statx: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    Path("summary.md").write_text("before\n", encoding="utf-8")
    for path in (BAD, GOOD):
        statx("validate", path, "--format", "github", "--lang", "id")
    said = Path("summary.md").read_text(encoding="utf-8")
    assert said.startswith(
        "before\n## statx\n\n**1 berkas diperiksa: 1 tidak lolos · 2 kesalahan**"
    )
    assert said.count("## statx\n") == 2


@pytest.mark.parametrize(
    ("form", "named"),
    [
        pytest.param("text", "summary.md", id="another format"),
        pytest.param("github", "", id="GitHub asks for none"),
    ],
)
def test_no_summary_is_written_where_none_is_wanted(
    statx: Here, monkeypatch: pytest.MonkeyPatch, form: str, named: str
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", named)
    statx("validate", GOOD, "--format", form)
    assert statx.names() == set()


def test_a_summary_that_cannot_be_written_changes_no_verdict(
    statx: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "nowhere/summary.md")
    said = statx("validate", GOOD, "--format", "github")
    assert (said.code, "nowhere/summary.md cannot be written" in said.err) == (0, True)


def test_junit_says_when_the_run_began_in_utc(statx: Here) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    suite = ET.fromstring(statx("validate", GOOD, "--format", "junit").out).find("testsuite")  # noqa: S314  our own
    assert suite is not None
    assert (
        before
        <= datetime.fromisoformat(suite.attrib["timestamp"]).replace(tzinfo=UTC)
        <= datetime.now(UTC)
    )


def test_many_schemas_are_checked_and_the_worst_decides(statx: Here) -> None:
    right = ROOT / "schemas" / "kemiskinan" / "1.0.0.json"
    Path("wrong.json").write_text('{"fields": [{"name": "n", "type": "intger"}]}', encoding="utf-8")
    said = statx("schema", "check", "wrong.json", "missing.json", right)
    assert (said.code, "intger" in said.err, "missing.json was not found" in said.err) == (
        3,
        True,
        True,
    )
    assert "The schema is right" in said.out
