"""The samples of intake: each layout gives exactly the table that was written by hand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from statx.intake.recipe_reading import read_recipe
from statx.workbook.reading import open_workbook
from tests.intake.sample_workbooks import FOLDER, KINDS, SOURCE, write_workbooks

FOLDERS = sorted(path.parent for path in FOLDER.glob("*/resep.toml"))


def kind_id(folder: Path) -> str:
    return folder.name


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All workbooks as they are written now."""
    folder = tmp_path_factory.mktemp("workbooks")
    write_workbooks(folder)
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_holds_what_is_written_for_its_kind(kind: str, written: Path) -> None:
    # Cells, not bytes: another release of XlsxWriter or of zlib may pack the same otherwise.
    shipped = open_workbook(FOLDER / kind / SOURCE)
    assert shipped == open_workbook(written / kind / SOURCE)


@pytest.mark.parametrize("folder", FOLDERS, ids=kind_id)
def test_each_kind_has_a_source_a_confirmed_recipe_and_what_must_come_of_it(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}

    assert len(names & {"sumber.csv", SOURCE}) == 1
    assert len(names & {"hasil.csv", "penolakan.txt"}) == 1
    assert read_recipe(folder / "resep.toml").confirmed
