"""The samples of intake: each layout gives exactly the table that was written by hand beside it.

Or it is refused for the fault that is in it, at its cell.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import openpyxl
import pytest

from statx.config import Config
from statx.intake.recipe_reading import read_recipe
from statx.intake.settling import RecipeTidying
from statx.judging.reports import ReportOptions, judge_target
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.results.report import Report
from statx.sources.targets import targets
from statx.workbook.reading import open_workbook
from tests.cli.command import ROOT, Here
from tests.intake.sample_workbooks import FOLDER, KINDS, SOURCE, write_workbooks

CATALOG = Catalog(ROOT / "schemas")
RESULT = "hasil.csv"
REFUSAL = "penolakan.txt"
FOLDERS = sorted(path.parent for path in FOLDER.glob("*/resep.toml"))
TIDIED = [folder for folder in FOLDERS if (folder / RESULT).is_file()]
REFUSED = [folder for folder in FOLDERS if (folder / REFUSAL).is_file()]


def kind_id(folder: Path) -> str:
    return folder.name


def source_of(folder: Path) -> Path:
    return next(folder.glob("sumber.*"))


def judged(folder: Path) -> Report:
    [target] = targets(
        [source_of(folder)],
        DataOptions(recipe=str(folder / "resep.toml")),
        CATALOG,
        Config(tidying=RecipeTidying()),
    )
    return judge_target(target, CATALOG, ReportOptions())


def filled_cells(folder: Path) -> int:
    """How many cells of all its sources are not empty, by other readers than ours."""
    if (folder / SOURCE).is_file():
        book = openpyxl.load_workbook(folder / SOURCE)
        return sum(cell.value is not None for sheet in book for row in sheet for cell in row)

    encoding = read_recipe(folder / "resep.toml").sources[0].sheet.encoding
    filled = 0
    for source in folder.glob("sumber*.csv"):
        lines = source.read_text(encoding=encoding or "utf-8-sig").splitlines()
        delimiter = ";" if ";" in lines[-1] else ","
        cells = (cell for row in csv.reader(lines, delimiter=delimiter) for cell in row)
        filled += sum(bool(cell) for cell in cells)
    return filled


@pytest.mark.parametrize("folder", TIDIED, ids=kind_id)
def test_what_is_tidied_is_what_was_written_by_hand_and_no_cell_is_lost(
    folder: Path, statx: Here
) -> None:
    said = statx("tidy", source_of(folder), "x.csv", "--recipe", folder / "resep.toml")

    assert said.code == 0, said
    assert (statx.folder / "x.csv").read_bytes() == (folder / RESULT).read_bytes()
    assert f" {filled_cells(folder)} cells: " in said.err


@pytest.mark.parametrize("folder", REFUSED, ids=kind_id)
def test_what_is_refused_is_refused_for_its_fault_at_its_cell(folder: Path) -> None:
    code, cell = (folder / REFUSAL).read_text(encoding="utf-8").split()
    report = judged(folder)

    if report.error is not None:
        name = type(report.error).__name__.removesuffix("Error")
        assert re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower() == code
        assert re.search(rf"\b{cell}\b", str(report.error))
    else:
        found = [
            (tally.rule.code, finding.address)
            for tally in report.tallies
            for finding in tally.findings
        ]
        assert found == [(code, cell)]


def test_how_numbers_are_written_is_not_asked_where_the_recipe_says_it(statx: Here) -> None:
    recipe = (FOLDER / "nama-tidak-dikenal" / "resep.toml").read_text(encoding="utf-8")
    recipe = recipe.replace('to = "jumlah"', 'to = "jumlah"\nnumbers = "id"')
    (statx.folder / "r.toml").write_text(recipe, encoding="utf-8")
    (statx.folder / "x.csv").write_text("Kabupaten/Kota;Jumlah Penduduk\nKota Solok;85,553\n")

    said = statx("tidy", "x.csv", "--recipe", "r.toml")

    assert said.code == 1
    assert "--locale" not in said.out


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
    assert len(names & {RESULT, REFUSAL}) == 1
    assert read_recipe(folder / "resep.toml").confirmed
