"""A sheet becomes the table that its recipe means, or is refused at a cell not foreseen."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from statx.config import Config
from statx.intake.settling import RecipeTidying
from statx.judging.reports import ReportOptions, judge_target
from statx.options import DataOptions
from statx.registry.catalog import Catalog, open_registries
from statx.results.report import Report
from statx.sources.files import DataFile
from statx.sources.settling import Target, settle, settle_or_refuse
from statx.tables.table import Table
from tests.intake.sample_workbooks import FOLDER

CONFIG = Config(tidying=RecipeTidying())
KINDS = sorted(path.parent for path in FOLDER.glob("*/resep.toml"))
GOOD = [folder for folder in KINDS if (folder / "hasil.csv").exists()]
REFUSED = [folder for folder in KINDS if not (folder / "hasil.csv").exists()]


def kind_id(folder: Path) -> str:
    return folder.name


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return open_registries(Path(), ())


def source_of(folder: Path) -> DataFile:
    path = next(each for each in folder.iterdir() if each.stem == "sumber")
    return DataFile(path.name, path)


def judged(folder: Path, catalog: Catalog) -> Report:
    options = DataOptions(recipe=str(folder / "resep.toml"))
    target = settle_or_refuse(source_of(folder), options, catalog, CONFIG)
    return judge_target(target, catalog, ReportOptions())


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
def test_a_kind_becomes_the_table_beside_it_and_passes(folder: Path, catalog: Catalog) -> None:
    expected = (folder / "hasil.csv").read_text(encoding="utf-8")
    assert as_csv(tidied(folder, catalog).table) == expected
    assert judged(folder, catalog).valid


@pytest.mark.parametrize("folder", REFUSED, ids=kind_id)
def test_a_kind_with_a_fault_is_refused_at_its_cell(folder: Path, catalog: Catalog) -> None:
    cell = (folder / "penolakan.txt").read_text(encoding="utf-8").strip()
    report = judged(folder, catalog)
    said = report.error.text.id if report.error else ""
    addresses = [finding.address for tally in report.tallies for finding in tally.findings]
    assert cell in {*addresses, *re.findall(r"(?:\w+!)?[A-Z]+\d+", said)}
