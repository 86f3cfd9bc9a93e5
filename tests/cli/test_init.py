"""`statx init` makes a folder in which the data passes: by options, and by a few questions."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from statx.registry.json_file import read_json

from .command import GOOD, SAMPLES, Here

OWN = "nama,nilai\na,1\nb,2\n"
INDONESIAN = "nama;nilai\na;1.234,5\nb;2,25\n"
TITLED = SAMPLES / "_intake" / "unduhan-bps" / "sumber.csv"


def settings(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / "statx.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "dataset"),
    [
        pytest.param(GOOD.read_text(), {"schema": "kemiskinan"}, id="columns of the registry"),
        pytest.param(OWN, {"schema": "skema/data.json"}, id="columns of its own"),
        pytest.param(
            INDONESIAN, {"schema": "skema/data.json", "locale": "id"}, id="in Indonesian style"
        ),
    ],
)
def test_the_first_file_of_data_passes_in_the_folder_that_was_made(
    statx: Here, text: str, dataset: dict[str, str]
) -> None:
    (statx.folder / "data.csv").write_text(text, encoding="utf-8")
    made, judged = statx("init", "--data", "data.csv"), statx("validate", "data.csv")
    assert (made.code, judged.code) == (0, 0)
    assert settings(statx.folder)["dataset"] == [{"files": "data.csv", **dataset}]
    assert "  statx validate data.csv" in made.err


def test_what_is_no_plain_table_gets_a_recipe_to_be_confirmed(statx: Here) -> None:
    (statx.folder / "unduhan.csv").write_bytes(TITLED.read_bytes())
    made, judged = statx("init", "--data", "unduhan.csv"), statx("validate", "unduhan.csv")
    assert (made.code, judged.code) == (0, 4)
    assert 'confirmed = ""' in (statx.folder / "unduhan.csv.recipe.toml").read_text("utf-8")
    assert "statx tidy unduhan.csv --recipe unduhan.csv.recipe.toml" in made.err


def test_editors_are_told_by_what_they_check_and_nothing_is_fetched(statx: Here) -> None:
    (statx.folder / "data.csv").write_text(OWN)
    statx("init", "--data", "data.csv")
    first_line = (statx.folder / "statx.toml").read_text().splitlines()[0]
    schema = statx.folder / first_line.removeprefix("#:schema ")
    Draft202012Validator(read_json(schema.read_bytes())).validate(settings(statx.folder))

    draft = statx.folder / "skema" / "data.json"
    beside = (draft.parent / read_json(draft.read_bytes())["$schema"]).resolve()
    assert beside.is_file()


def test_nothing_that_is_there_is_replaced(statx: Here) -> None:
    (statx.folder / "data.csv").write_text(OWN)
    (statx.folder / ".pre-commit-config.yaml").write_text("repos: []\n")
    made = statx("init", "--data", "data.csv", "--ci", "github", "--pre-commit")
    again = statx("init", "--data", "data.csv")

    assert (made.code, again.code) == (0, 2)
    assert "· .pre-commit-config.yaml was there" in made.err
    assert (statx.folder / ".pre-commit-config.yaml").read_text() == "repos: []\n"
    assert (statx.folder / ".github" / "workflows" / "statx.yml").is_file()


def test_data_from_elsewhere_settles_nothing_here(statx: Here) -> None:
    assert (statx("init", "--data", str(GOOD)).code, statx.names()) == (2, set())


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where somebody at a terminal types."""
    pty = pytest.importorskip("pty")
    keyboard, terminal = pty.openpty()
    with os.fdopen(terminal, encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        yield keyboard
    os.close(keyboard)


def test_a_terminal_is_asked_what_options_leave_open(statx: Here, typed: int) -> None:
    (statx.folder / "data.csv").write_text(OWN)
    os.write(typed, b"data.csv\n\ny\n")
    made = statx("init")

    assert made.code == 0
    assert statx.names() == {
        *("data.csv", "statx.toml", "skema", ".statx"),
        *(".github", ".pre-commit-config.yaml"),
    }
    assert made.err.count("?") == 3
