"""A sheet is a table like any other, and what it keeps otherwise than it shows is said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from statx.cli.app import run
from statx.config import Config
from statx.errors import OptionError, StatxError
from statx.judging.reports import ReportOptions, judge_target
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.results.redacted import Audience, redact
from statx.results.report import Report, Run
from statx.sources.errors import AmbiguousSheetError, NoSheetFitsError
from statx.sources.settling import Refusal
from statx.sources.targets import targets
from statx.tables.errors import HiddenCellsError, NoSuchSheetError, UncachedFormulaError
from tests.workbook.odd_books import CHANGES, HEADER, ROWS, SAMPLES, write_book

CATALOG = Catalog(Path(__file__).parents[2] / "schemas")
GOOD = SAMPLES.parent / "kemiskinan" / "good" / "contoh_jawa_timur_2024.csv"
SCHEMA = str(SAMPLES / "error-cell" / "schema.json")
Sheets = Mapping[str, Sequence[Sequence[object]]]
A_TABLE = (HEADER, *ROWS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data.xlsx"


def write_sheets(path: Path, sheets: Sheets, hidden: str = "") -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == hidden:
                sheet.hide()
    return path


def judged(path: Path, schema: str = SCHEMA, **options: Any) -> Report:  # noqa: ANN401  of any kind
    [target] = targets(
        [path],
        DataOptions(schema=schema, **options),
        CATALOG,
        Config(),
    )
    return judge_target(target, CATALOG, ReportOptions())


def refused(path: Path, **options: Any) -> StatxError | None:  # noqa: ANN401  as above
    [target] = targets(
        [path],
        DataOptions(**options),
        CATALOG,
        Config(),
    )
    return target.error if isinstance(target, Refusal) else judged(path, **options).error


def schema_of_one(folder: Path, **field: Any) -> str:  # noqa: ANN401  what a schema holds
    schema = folder / "schema.json"
    schema.write_text(json.dumps({"fields": [{"name": "x", **field}]}))
    return str(schema)


# ---- cells and their fields ----


@pytest.mark.parametrize(
    ("field", "value", "number_format"),
    [
        ({"type": "string"}, "0012", ""),
        ({"type": "integer"}, 1301, ""),
        ({"type": "integer", "constraints": {"enum": ["1301"]}}, 1301.0, ""),
        ({"type": "number", "constraints": {"enum": ["9.2"]}}, 9.1999999999999993, ""),
        ({"type": "number", "decimalChar": ",", "constraints": {"enum": ["9,2"]}}, 9.2, ""),
        ({"type": "number", "groupChar": ".", "decimalChar": ","}, 1234567.5, ""),
        ({"type": "date"}, date(2024, 12, 31), "d mmm yyyy"),
        ({"type": "date", "format": "%d/%m/%Y"}, date(2024, 12, 31), "yyyy-mm-dd"),
        ({"type": "datetime"}, datetime(2024, 12, 31), "d/m/yy h:mm"),  # noqa: DTZ001  has no zone
        ({"type": "time"}, 0.5, "hh:mm"),
        ({"type": "boolean"}, True, ""),
        ({"type": "boolean", "trueValues": ["ya"], "falseValues": ["tidak"]}, True, ""),
    ],
)
def test_what_is_stored_is_a_value_of_its_field(
    path: Path, field: Mapping[str, Any], value: object, number_format: str
) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "x")
        style = book.add_format({"num_format": number_format or "General"})
        sheet.write("A2", value, style)

    report = judged(path, schema_of_one(path.parent, **field))
    assert (report.exit_code, report.tallies) == (0, ())


def test_a_table_of_a_workbook_is_the_table_of_the_csv_file(path: Path, tmp_path: Path) -> None:
    rows = [line.split(",") for line in GOOD.read_text(encoding="utf-8").splitlines()]
    texts = {"kode_wilayah", "nama_wilayah", "daerah"}
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, rows[0])
        for at, row in enumerate(rows[1:], 1):
            pairs = zip(rows[0], row, strict=True)
            typed = [cell if name in texts else float(cell) for name, cell in pairs]
            sheet.write_row(at, 0, typed)

    for source, name in ((path, "a.csv"), (GOOD, "b.csv")):
        assert run(["convert", str(source), str(tmp_path / name)]) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert run(["pack", str(path), "--draft", "-o", str(tmp_path / "x-1.0.0.zip")]) == 2


# ---- places ----


def test_a_finding_names_its_sheet_and_cell_in_every_report(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_book(path, CHANGES["error-cell"], "Data 2024")
    errors = path.with_name("errors.csv")
    for form in ("text", "json", "github", "gitlab", "junit", "sarif"):
        run(["validate", str(path), "--schema", SCHEMA, "--format", form])
        assert "'Data 2024'!B3" in capsys.readouterr().out.replace("&#x27;", "'"), form

    run(["validate", str(path), "--schema", SCHEMA, "--errors", str(errors)])
    assert "'Data 2024'!B3" in errors.read_text(encoding="utf-8")


def test_a_finding_about_the_header_has_the_address_of_its_label(path: Path) -> None:
    write_sheets(path, {"Data": [("kode", "nama", "persem"), *ROWS]})
    [tally] = judged(path).tallies
    assert [finding.address for finding in tally.findings] == ["Data!C1"]


def test_the_name_of_a_sheet_is_not_for_everybody(path: Path) -> None:
    write_book(path, CHANGES["error-cell"], "Ani")
    schema = json.loads(Path(SCHEMA).read_text())
    path.with_name("schema.json").write_text(
        json.dumps({**schema, "statx": {"classification": "tertutup"}})
    )
    report = judged(path, str(path.with_name("schema.json")))
    assert report.tallies[0].findings[0].address == "Ani!B3"
    [shown] = redact(Run((report,)), Audience.ANYONE).reports
    assert (shown.tallies[0].findings[0].address, "Ani" in repr(shown)) == ("B3", False)


def test_rows_are_counted_as_excel_counts_them(path: Path) -> None:
    write_sheets(path, {"Data": [("Judul",), (), HEADER, *ROWS, ("0014", "x", "salah")]})
    [tally] = judged(path, header_row=3).tallies
    assert [(each.row, each.address) for each in tally.findings] == [(6, "Data!C6")]


def test_hidden_rows_and_columns_are_counted(path: Path) -> None:
    def hide(_book: object, sheet: Any) -> None:  # noqa: ANN401  of XlsxWriter, which is not typed
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})

    report = judged(write_book(path, hide))
    assert "1 row (2), 1 column (C)" in report.remarks[0].en


# ---- which sheet ----

SHEETS = [
    pytest.param({"A": A_TABLE, "B": [("x",)]}, "A", id="the only one with the header"),
    pytest.param({"A": [("Judul",), *A_TABLE], "B": [("x",)]}, "A", id="below a title"),
    pytest.param({"B": [("x",)], "A": [("kode", "nama", "p")]}, "A", id="some of its columns"),
    pytest.param({"B": [], "A": [("x",)]}, "A", id="the only one that is not empty"),
]


@pytest.mark.parametrize(("sheets", "meant"), SHEETS)
def test_the_sheet_that_can_be_meant_is_read(path: Path, sheets: Sheets, meant: str) -> None:
    reading = judged(write_sheets(path, sheets)).reading
    assert reading is not None
    assert dict(reading.dialect)["sheetName"] == meant


def test_nobody_means_a_hidden_sheet_that_nobody_names(path: Path) -> None:
    write_sheets(path, {"A": A_TABLE, "B": A_TABLE}, hidden="B")
    report = judged(path)
    assert "not read: B (hidden)" in report.remarks[0].en
    assert judged(path, sheet="B").exit_code == 0


REFUSALS = [
    pytest.param({"A": A_TABLE, "B": A_TABLE}, {}, AmbiguousSheetError, "A, B", id="two fit"),
    pytest.param({"A": [("x",)], "B": [("y",)]}, {}, NoSheetFitsError, "A, B", id="none fits"),
    pytest.param({"A": A_TABLE}, {"sheet": "C"}, NoSuchSheetError, "are: A", id="no such sheet"),
    pytest.param({"A": A_TABLE}, {"encoding": "cp1252"}, OptionError, "no text", id="encoding"),
    pytest.param({"A": A_TABLE}, {"delimiter": ";"}, OptionError, "no text", id="delimiter"),
]


@pytest.mark.parametrize(("sheets", "options", "error", "says"), REFUSALS)
def test_what_cannot_be_settled_is_said(
    path: Path, sheets: Sheets, options: Mapping[str, str], error: type[StatxError], says: str
) -> None:
    refusal = refused(write_sheets(path, sheets), schema=SCHEMA, **options)
    assert isinstance(refusal, error)
    assert says in refusal.text.en


def test_a_csv_file_has_no_sheets() -> None:
    refusal = refused(GOOD, sheet="A")
    assert refusal is not None
    assert "has no sheets" in refusal.text.en


def test_a_descriptor_and_the_settings_name_the_sheet(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    write_sheets(path, {"A": A_TABLE, "B": A_TABLE})
    resource = {"name": "data", "path": path.name, "encoding": "utf-8", "format": "xlsx"}
    schema = json.loads(Path(SCHEMA).read_text())
    package = {"resources": [{**resource, "schema": schema, "dialect": {"sheetName": "B"}}]}
    path.with_name("datapackage.json").write_text(json.dumps(package))
    assert run(["validate", str(path)]) == 0

    path.with_name("datapackage.json").unlink()
    settings = f'[[dataset]]\nfiles = "data.xlsx"\nschema = "{SCHEMA}"\nsheet = "A"\n'
    path.with_name("statx.toml").write_text(settings)
    assert run(["validate", path.name]) == 0


# ---- what is refused ----


def test_a_formula_that_was_never_computed_is_refused_with_its_cell(path: Path) -> None:
    write_book(path, lambda _, sheet: sheet.write_formula("C2", "=1+1", value=""))
    refusal = refused(path, schema=SCHEMA)
    assert isinstance(refusal, UncachedFormulaError)
    assert "Puskesmas!C2" in refusal.text.en


def test_one_cell_at_the_end_of_a_wide_sheet_is_no_table(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statx.tables.limits.ALWAYS_JUDGED", 1 << 10)
    write_book(path, lambda _, sheet: sheet.write("A1048576", "x"))
    assert isinstance(refused(path, schema=SCHEMA), HiddenCellsError)


def test_what_excel_leaves_beside_an_open_workbook_is_no_data(tmp_path: Path) -> None:
    write_book(tmp_path / "data.xlsx")
    (tmp_path / "~$data.xlsx").write_bytes(b"\x03Ani")
    assert run(["validate", str(tmp_path), "--schema", SCHEMA]) == 0
