"""What stands on a terminal or in a log that can show less than others: colour, signs, columns."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statx.cli.streams import COLOR, Color, shows_signs, wants_color
from statx.version import __version__

from .command import BAD, GOOD, Here

BOLD = "\x1b[1m"


@pytest.fixture(autouse=True)
def _colour_of_the_run_before() -> Iterator[None]:
    token = COLOR.set(Color.auto)
    yield
    COLOR.reset(token)


class Stream(io.TextIOWrapper):
    """A terminal, or a file, with an encoding of its own."""

    def __init__(self, encoding: str = "utf-8", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("asked", "environment", "terminal", "coloured"),
    [
        pytest.param("auto", {}, True, True, id="a terminal"),
        pytest.param("auto", {}, False, False, id="a pipe"),
        pytest.param("auto", {"TERM": "dumb"}, True, False, id="a dumb terminal"),
        pytest.param("auto", {"NO_COLOR": "1"}, True, False, id="NO_COLOR"),
        pytest.param("auto", {"NO_COLOR": ""}, True, True, id="an empty NO_COLOR says nothing"),
        pytest.param("auto", {"FORCE_COLOR": "1"}, False, True, id="FORCE_COLOR"),
        pytest.param(
            "auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False, id="NO_COLOR wins"
        ),
        pytest.param("always", {"NO_COLOR": "1"}, False, True, id="--color always wins"),
        pytest.param("never", {"FORCE_COLOR": "1"}, True, False, id="--color never wins"),
    ],
)
def test_colour_is_settled_in_this_order(
    asked: str, environment: dict[str, str], terminal: bool, coloured: bool
) -> None:
    COLOR.set(Color(asked))
    assert wants_color(Stream(terminal=terminal), environment) is coloured


@pytest.mark.parametrize(
    ("encoding", "environment", "signs"),
    [
        pytest.param("utf-8", {"LANG": "id_ID.UTF-8"}, True, id="UTF-8"),
        pytest.param("utf-8", {"LC_ALL": "C.UTF-8"}, True, id="C.UTF-8"),
        pytest.param("utf-8", {"LC_ALL": "C", "LANG": "id_ID.UTF-8"}, False, id="LC_ALL=C"),
        pytest.param("utf-8", {}, False, id="cron, which says nothing"),
        pytest.param("cp1252", {"LANG": "id_ID.UTF-8"}, False, id="Windows in Western Europe"),
        pytest.param("ascii", {"LANG": "id_ID.UTF-8"}, False, id="ASCII"),
    ],
)
def test_signs_stand_only_where_they_can_be_read(
    encoding: str, environment: dict[str, str], signs: bool
) -> None:
    assert shows_signs(Stream(encoding), environment) is signs


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize(
    "line",
    [
        f"validate {BAD}",
        f"validate {BAD} {GOOD} --full",
        f"convert {GOOD} x.parquet",
        f"pack {GOOD} -o x.zip",
        "schema list",
        "region find 13.01",
        "explain maximum",
        "validate",
        "validate --help",
        "--help",
    ],
)
def test_a_log_without_utf8_is_plain(
    statx: Here, monkeypatch: pytest.MonkeyPatch, line: str, lang: str
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    said = statx("--lang", lang, *line.split())
    shown = said.out + said.err
    assert [letter for letter in shown if not letter.isascii()] == []
    assert "\\u" not in shown


def test_colour_can_be_asked_for_in_a_pipe(statx: Here) -> None:
    assert BOLD in statx("schema", "list", "--color", "always").out
    assert BOLD not in statx("schema", "list").out


# ---- the line for logs ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        pytest.param(
            f"validate {BAD} -qq",
            {"exit": 1, "files": 1, "passed": 0, "rows": 6, "errors": 2, "warnings": 0},
            id="data that does not pass",
        ),
        pytest.param(
            f"convert {GOOD} x.parquet",
            {"exit": 0, "files": 1, "passed": 1, "errors": 0, "written": "x.parquet"},
            id="a conversion",
        ),
        pytest.param("validate none.csv", {"exit": 3, "files": 1}, id="a file that is not there"),
        pytest.param(
            "validate",
            {"exit": 2, "message": "DATA… is missing."},
            id="wrong usage, with the reason",
        ),
    ],
)
def test_a_run_ends_with_one_line_of_json_where_that_is_asked_for(
    statx: Here, line: str, facts: dict[str, object]
) -> None:
    said = statx(*line.split(), "--log", "json")
    logged = json.loads(said.err.splitlines()[-1])
    ago = datetime.now(UTC) - datetime.fromisoformat(logged["time"])
    assert {name: logged.get(name) for name in facts} == facts
    assert (logged["statx"], logged["arguments"][: len(line.split())]) == (
        __version__,
        line.split(),
    )
    assert (logged["exit"], ago < timedelta(minutes=1), logged["seconds"] >= 0) == (
        said.code,
        True,
        True,
    )


def test_the_line_of_text_has_a_moment_a_version_and_pairs(statx: Here) -> None:
    Path("dua kata.csv").write_bytes(BAD.read_bytes())
    said = statx("validate", "dua kata.csv", "-qq", "--log", "text")
    assert re.fullmatch(
        rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ statx {re.escape(__version__)} exit=1 seconds=[\d.]+"
        r" files=1 passed=0 rows=6 errors=2 warnings=0"
        r""" command="validate 'dua kata.csv' -qq --log text"\n""",
        said.err,
    )


def test_no_line_is_logged_where_none_is_asked_for(statx: Here) -> None:
    assert statx("validate", GOOD).err == ""
