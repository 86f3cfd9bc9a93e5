"""Without a recipe one is proposed beside the file; a terminal is asked only what is open."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
import typer

from statx.cli.errors import ExistingRecipeError, NoPlaceForRecipeError
from statx.cli.proposal import propose
from statx.cli.session import Session
from statx.intake.recipe_reading import read_recipe

KINDS = Path(__file__).parents[2] / "samples" / "_intake"


class Terminal(io.StringIO):
    """What a person types, line by line."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "solok.csv"
    shutil.copy(KINDS / "nama-dua-wilayah" / "sumber.csv", path)
    return path


def proposed(source: Path, form: str = "text") -> int:
    """The exit code."""
    with pytest.raises(typer.Exit) as stopped:
        propose(Session.open("id"), source, form=form)
    return int(stopped.value.exit_code)


def test_a_recipe_is_written_beside_the_file_and_confirmed_by_nobody(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = proposed(source)

    assert code == 4
    assert read_recipe(source.with_name("solok.csv.recipe.toml")).confirmed == ""
    assert not source.with_name("solok.csv.preview.csv").exists()
    assert "? Nama tanpa jenis: kabupaten atau kota?" in capsys.readouterr().err


def test_a_terminal_is_asked_what_is_open_and_the_preview_shows_the_answers(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Which place, which year, which semester (first no choice, then one), which source.
    monkeypatch.setattr("sys.stdin", Terminal("1\n2024\n7\n2\n1\n"))

    proposed(source)

    rows = source.with_name("solok.csv.preview.csv").read_text(encoding="utf-8").splitlines()
    assert rows[2] == "13.02,Kabupaten Solok,2024,2,T,total,413075,dkb_dukcapil"


def test_programs_get_what_is_open_as_json(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proposed(source, form="json")

    answer = json.loads(capsys.readouterr().out)
    assert [question["id"] for question in answer["open"]] == [
        *("bare", "constant:tahun", "constant:semester", "constant:sumber"),
    ]


@pytest.mark.parametrize("place", [Path("-"), KINDS], ids=["standard input", "folder"])
def test_for_what_is_no_file_nothing_is_proposed(place: Path) -> None:
    with pytest.raises(NoPlaceForRecipeError):
        propose(Session.open("id"), place)


def test_what_stands_there_already_is_not_replaced(source: Path) -> None:
    recipe = source.with_name("solok.csv.recipe.toml")
    recipe.write_text("milik orang", encoding="utf-8")

    with pytest.raises(ExistingRecipeError):
        propose(Session.open("id"), source)

    assert recipe.read_text(encoding="utf-8") == "milik orang"
