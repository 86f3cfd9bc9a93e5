"""What a typed column cannot hold is refused with its place.

Nothing is rounded, and nothing half-written is left.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from statx.conversion.words import LOSSES
from statx.results.findings import Finding

from .world import BAD, codes, converted, csv_file, files, schema_file

NUMBER: dict[str, Any] = {"type": "number"}
MONEY: dict[str, Any] = {"type": "number", "statx": {"decimals": 2}}
LOSSY = [
    pytest.param({"type": "integer"}, "007", "leading-zero", id="a code in a column of numbers"),
    pytest.param({"type": "integer"}, "-01", "leading-zero", id="a negative one"),
    pytest.param(
        {"type": "integer"}, "9223372036854775808", "too-large", id="one more than 64 bits hold"
    ),
    pytest.param({"type": "integer"}, "-9223372036854775809", "too-large", id="one less"),
    pytest.param(NUMBER, "1e400", "too-large", id="an exponent no double has"),
    pytest.param(MONEY, "1" + "0" * 40, "too-large", id="a decimal of 41 digits"),
    pytest.param(NUMBER, "NaN", "not-finite", id="not a number"),
    pytest.param(NUMBER, "-Infinity", "not-finite", id="infinity"),
    pytest.param(NUMBER, "0.1234567890123456789", "digits", id="more digits than a double holds"),
    pytest.param(NUMBER, "9007199254740993", "digits", id="a whole number between two doubles"),
    pytest.param({"type": "datetime"}, "2024-05-01T10:00:00+07:00", "zone", id="a time zone"),
    pytest.param({"type": "datetime"}, "2024-05-01T10:00:00Z", "zone", id="universal time"),
    pytest.param({"type": "time"}, "10:00:00.1234567", "format", id="finer than microseconds"),
    pytest.param(
        {**NUMBER, "missingValues": ["", "-99"]},
        "-99.0",
        "becomes-missing",
        id="a number whose canonical spelling is a missing value",
    ),
]


def lossy_cell(folder: Path, field: dict[str, Any], cell: str, **more: object) -> Finding:
    schema = schema_file(folder, [{"name": "k"}, {"name": "n", **field}], **more)
    source = csv_file(folder, [["k", "n"], ["a", ""], ["b", cell]])
    done = converted(source, folder / "out.parquet", schema)
    assert (done.written, done.report.errors, files(folder)) == (
        False,
        1,
        {"schema.json", "in.csv"},
    )
    return done.report.findings()[0]


@pytest.mark.parametrize(("field", "cell", "kind"), LOSSY)
def test_a_loss_is_refused_with_its_place(
    tmp_path: Path, field: dict[str, Any], cell: str, kind: str
) -> None:
    found = lossy_cell(tmp_path, field, cell)
    assert (found.rule.code, found.row, found.line, found.column, found.cell) == (
        f"loss-{kind}",
        3,
        3,
        3,
        cell,
    )


def test_a_missing_value_with_a_meaning_of_its_own_is_refused(tmp_path: Path) -> None:
    missing = ["", {"value": "-9", "label": "rahasia"}]
    found = lossy_cell(tmp_path, {"type": "integer"}, "-9", missingValues=missing)
    assert (found.rule.code, found.line, found.column) == ("loss-labelled-missing", 3, 3)


def test_a_missing_value_for_which_the_schema_has_no_mark_is_refused(tmp_path: Path) -> None:
    table = pa.table({"k": ["a", "b"], "n": pa.array(["x", None])})
    pq.write_table(table, tmp_path / "in.parquet")
    schema = schema_file(tmp_path, [{"name": "k"}, {"name": "n"}], missingValues=[])
    done = converted(tmp_path / "in.parquet", tmp_path / "out.csv", schema)
    assert (done.written, codes(done)) == (False, {"loss-no-mark": 1})


def test_more_decimals_than_were_agreed_are_refused(tmp_path: Path) -> None:
    found = lossy_cell(tmp_path, MONEY, "1.005")
    assert (found.rule.code, found.row, found.cell) == ("decimals", 3, "1.005")


def test_every_kind_of_loss_has_its_case() -> None:
    assert {case.values[2] for case in LOSSY} | {
        "labelled-missing",
        "no-mark",
        "nul",
        "changed",
    } == set(LOSSES)


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        pytest.param({"type": "integer"}, "0", id="zero has no leading zero"),
        pytest.param({"type": "integer"}, "9223372036854775807", id="the largest of 64 bits"),
        pytest.param(NUMBER, "0.1", id="a decimal that a double writes alike"),
        pytest.param(MONEY, "123456789012345678901234567.89", id="27 digits and two decimals"),
        pytest.param({"type": "year"}, "0999", id="a year with a leading zero"),
        pytest.param(
            {"type": "date", "format": "%d/%m/%Y"}, "01/02/2024", id="a date as it is written here"
        ),
        pytest.param(
            {"type": "boolean", "trueValues": ["ya"], "falseValues": ["tidak"]}, "ya", id="yes"
        ),
        pytest.param({"type": "time"}, "10:00:00", id="a time"),
        pytest.param({"type": "string"}, "garis\r\nbaru", id="a line end inside a cell"),
    ],
)
def test_what_fits_comes_back_as_it_was_written(
    tmp_path: Path, field: dict[str, Any], cell: str
) -> None:
    schema = schema_file(tmp_path, [{"name": "k"}, {"name": "n", **field}])
    source = csv_file(tmp_path, [["k", "n"], ["a", cell]])
    converted(source, tmp_path / "a.parquet", schema)
    converted(tmp_path / "a.parquet", tmp_path / "b.csv", schema)
    assert (tmp_path / "b.csv").read_bytes() == source.read_bytes()


def test_data_that_does_not_pass_leaves_nothing(tmp_path: Path) -> None:
    done = converted(BAD, tmp_path / "out.parquet", "kemiskinan")
    assert (done.written, codes(done), files(tmp_path)) == (False, {"maximum": 2}, set())


def test_data_that_does_not_pass_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("lama", encoding="utf-8")
    converted(BAD, tmp_path / "out.csv", "kemiskinan", force=True)
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "lama"


def test_a_header_without_rows_is_not_converted(tmp_path: Path) -> None:
    schema = schema_file(tmp_path, [{"name": "k"}])
    done = converted(csv_file(tmp_path, [["k"]]), tmp_path / "out.csv", schema)
    assert (done.written, done.report.exit_code) == (False, 4)
