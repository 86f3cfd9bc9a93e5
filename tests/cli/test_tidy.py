"""`statx tidy`: what it writes, what it says, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.intake.sample_workbooks import FOLDER

from .command import Here

KIND = FOLDER / "baris-induk"
SOURCE = KIND / "sumber.xlsx"
RECIPE = KIND / "resep.toml"
EXPECTED = (KIND / "hasil.csv").read_text(encoding="utf-8")


def test_the_table_and_its_lineage_are_written(statx: Here, tmp_path: Path) -> None:
    said = statx("tidy", SOURCE, "out.csv", "--recipe", RECIPE, "--lineage", "asal.csv")
    assert said.code == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == EXPECTED
    assert "2,kode_wilayah,sumber.xlsx,Penduduk,B5,Padang\n" in (tmp_path / "asal.csv").read_text()
    assert "45 cells: 6 headings, 7 keys, 21 values, 3 totals agree, 8 ignored" in said.err


def test_without_a_destination_the_table_is_judged_and_nothing_written(
    statx: Here, tmp_path: Path
) -> None:
    said = statx("tidy", SOURCE, "--recipe", RECIPE, "--format", "json")
    account = json.loads(said.out)["tasks"][0]["account"]
    assert (said.code, account["cells"], account["ignored"]["nomor urut"]) == (0, 45, 7)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        pytest.param("jumlah-tidak-cocok", 1, "jumlah C2:C8 = 778607", id="1 an unequal total"),
        pytest.param("nama-dua-wilayah", 1, '"Solok" = "13.02"', id="1 a name of two regions"),
        pytest.param("sel-tak-terduga", 3, "C3", id="3 a cell nobody foresees"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    statx: Here, tmp_path: Path, kind: str, code: int, words: str
) -> None:
    source = FOLDER / kind / "sumber.csv"
    recipe = FOLDER / kind / "resep.toml"
    said = statx("tidy", source, "out.csv", "--recipe", recipe, "--lang", "id")
    assert said.code == code
    assert words in said.out + said.err
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_is_not_packed_in_place_of_its_table(statx: Here, tmp_path: Path) -> None:
    said = statx("pack", SOURCE, "--draft", "-o", "p.zip", "--recipe", RECIPE)
    assert (said.code, list(tmp_path.iterdir())) == (2, [])


def test_the_source_comes_back_marked(statx: Here, tmp_path: Path) -> None:
    kind = FOLDER / "sel-galat"
    line = ("tidy", kind / "sumber.xlsx", "--recipe", kind / "resep.toml", "--marked", "m.xlsx")
    assert statx(*line).code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["m.xlsx"]


def test_a_recipe_that_nobody_confirmed_is_not_run(statx: Here, tmp_path: Path) -> None:
    content = RECIPE.read_text(encoding="utf-8")
    open_recipe = content.replace("contoh, Diskominfotik Sumbar, 2026-11-25", "")
    (tmp_path / "r.toml").write_text(open_recipe, encoding="utf-8")
    said = statx("tidy", SOURCE, "out.csv", "--recipe", "r.toml")
    assert said.code == 4
    assert "is not confirmed" in said.err


def test_a_recipe_of_statx_toml_is_used_for_its_files(statx: Here, tmp_path: Path) -> None:
    (tmp_path / "sumber.xlsx").write_bytes(SOURCE.read_bytes())
    (tmp_path / "r.toml").write_bytes(RECIPE.read_bytes())
    (tmp_path / "statx.toml").write_text('[[dataset]]\nfiles = "*.xlsx"\nrecipe = "r.toml"\n')
    assert statx("validate", "sumber.xlsx").code == 0
