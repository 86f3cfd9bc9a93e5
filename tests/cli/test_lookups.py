"""What look-ups answer to programs, and what a shell is told that completes a line."""

from __future__ import annotations

import json
import platform

import pytest

from statx.cli.completion import VARIABLE, Shell
from statx.version import __version__

from .command import Here


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ("schema list", lambda answer: answer["schemas"][0]["name"] == "bencana"),
        ("schema show kemiskinan", lambda answer: answer["fields"][0]["name"] == "kode_wilayah"),
        ("region find 13.09", lambda answer: answer["regions"][0]["bps"] == "1301"),
        ("explain maximum", lambda answer: answer["code"] == "maximum"),
        ("version", lambda answer: answer["python"].startswith(platform.python_version())),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_look_up_answers_programs_in_json(statx: Here, line: str, holds: object) -> None:
    said = statx(*line.split(), "--format", "json")
    assert (said.code, said.err) == (0, "")
    assert callable(holds)
    assert holds(json.loads(said.out))


def test_many_regions_are_one_document_that_says_how_many_more_there_are(statx: Here) -> None:
    answer = json.loads(statx("region", "find", "Kabupaten", "--format", "json").out)
    assert (len(answer["regions"]), answer["more"] > 0) == (20, True)


def test_the_version_names_what_judges_and_the_schemas(statx: Here) -> None:
    said = statx("version").out
    assert said.startswith(f"statx {__version__}\n")
    assert {"Python", "pyarrow", "frictionless", "kemiskinan@2.0.0"} <= set(said.split())


@pytest.mark.parametrize("shell", Shell)
def test_there_is_a_script_for_each_shell(statx: Here, shell: Shell) -> None:
    said = statx("completion", shell.value)
    assert (said.code, VARIABLE in said.out, said.err) == (0, True, "")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        pytest.param("statx val", "validate", id="a command"),
        pytest.param("statx validate --lim", "--limit", id="an option"),
        pytest.param("statx validate --format ju", "junit", id="a choice"),
        pytest.param("statx schema show kemis", "kemiskinan", id="a schema"),
        pytest.param(
            "statx validate a.csv --schema kemiskinan@", "kemiskinan@2.0.0", id="a version"
        ),
        pytest.param("statx explain exclusive-max", "exclusive-maximum", id="a code"),
    ],
)
def test_a_shell_is_told_what_may_stand_next(
    statx: Here, monkeypatch: pytest.MonkeyPatch, line: str, offered: str
) -> None:
    monkeypatch.setenv(VARIABLE, "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    said = statx()
    assert (said.code, said.err) == (0, "")
    assert offered in said.out.split()
