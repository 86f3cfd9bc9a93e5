"""A sheet becomes the table that its recipe means, or is refused at a cell not foreseen."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from statx.config import Config
from statx.intake.settling import RecipeTidying
from statx.options import DataOptions
from statx.registry.catalog import Catalog, open_registries
from statx.sources.files import DataFile
from statx.sources.settling import Target, settle
from statx.tables.table import Table
from tests.intake.sample_workbooks import FOLDER

CONFIG = Config(tidying=RecipeTidying())
KINDS = sorted(path.parent for path in FOLDER.glob("*/resep.toml"))
GOOD = [folder for folder in KINDS if (folder / "hasil.csv").exists()]


def kind_id(folder: Path) -> str:
    return folder.name


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_registries(Path(), ())


def source_of(folder: Path) -> DataFile:
    path = next(each for each in folder.iterdir() if each.stem == "sumber")
    return DataFile(path.name, path)


def tidied(folder: Path, catalog: Catalog) -> Target:
    options = DataOptions(recipe=str(folder / "resep.toml"))
    return settle(source_of(folder), options, catalog, CONFIG)


def as_csv(table: Table) -> str:
    """A table of one block, as text."""
    (block,) = table.blocks()
    columns = [column.to_pylist() for column in block.read().columns]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.labels)
    writer.writerows(zip(*columns, strict=True))
    return text.getvalue()


@pytest.mark.parametrize("folder", GOOD, ids=kind_id)
def test_a_kind_becomes_the_table_beside_it(folder: Path, catalog: Catalog) -> None:
    expected = (folder / "hasil.csv").read_text(encoding="utf-8")
    assert as_csv(tidied(folder, catalog).table) == expected
