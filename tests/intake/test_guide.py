"""What the guide shows of a workbook is what the workbook, its recipe and the program give."""

from __future__ import annotations

import re
import shlex
import shutil

from statx.workbook.reading import open_workbook
from tests.cli.command import ROOT, Here
from tests.intake.sample_workbooks import FOLDER

GUIDE = (ROOT / "statx" / "README.md").read_text(encoding="utf-8")
SECTION = GUIDE.partition("## From a workbook")[2].partition("\n## ")[0]
BLOCK = re.compile(r"^```(\w+)\n(.+?)\n```", flags=re.MULTILINE | re.DOTALL)
SHEET, RECIPE, COMMAND, SAID, RESULT = [block for _, block in BLOCK.findall(SECTION)[:5]]
KIND = FOLDER / "baris-induk"


def test_its_picture_is_the_sheet() -> None:
    (sheet,) = open_workbook(KIND / "sumber.xlsx").sheets
    drawn = [line.split() for line in SHEET.splitlines()[1:]]
    stored = [
        [str(row), *" ".join(cell.text for cell in cells.values()).split()]
        for row, cells in sheet.rows.items()
    ]
    assert drawn == stored


def test_its_recipe_is_the_one_of_the_sample() -> None:
    recipe = (KIND / "resep.toml").read_text(encoding="utf-8")
    without_comments = re.sub(r"^#.*\n", "", recipe, flags=re.MULTILINE)
    assert without_comments.strip() == RECIPE.strip()


def test_typed_as_it_is_written_it_says_and_writes_what_is_shown(statx: Here) -> None:
    for name in ("sumber.xlsx", "resep.toml"):
        shutil.copy(KIND / name, statx.folder)

    said = statx(*shlex.split(COMMAND)[1:])

    first, origin = RESULT.splitlines()
    assert (said.code, said.err.strip()) == (0, SAID)
    assert (statx.folder / "penduduk.csv").read_text().splitlines()[1] == first
    assert origin in (statx.folder / "asal.csv").read_text().splitlines()
