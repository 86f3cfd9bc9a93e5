"""The Python face: frames with the schema's types.

Verdicts as frames, and the same conversions and packages.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import statx
from statx.errors import DoesNotPassError, MissingFileError
from statx.judging.errors import DigestMismatchError
from statx.sources.errors import NotOneTableError

ROOT = Path(__file__).parents[1]
GOOD = ROOT / "samples" / "kemiskinan" / "good" / "contoh_jawa_timur_2024.csv"
BAD = ROOT / "samples" / "kemiskinan" / "bad" / "maximum.csv"

FIELDS = {
    "kode": ("string", pa.string(), "007"),
    "n": ("integer", pa.int64(), "12"),
    "x": ("number", pa.float64(), "1.5"),
    "ya": ("boolean", pa.bool_(), "true"),
    "hari": ("date", pa.date32(), "2024-01-02"),
    "saat": ("datetime", pa.timestamp("us"), "2024-01-02T03:04:05"),
    "tahun": ("year", pa.int32(), "2024"),
    "bulan": ("yearmonth", pa.string(), "2024-05"),
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """One row of every type, and one with nothing but its code."""
    fields = [{"name": name, "type": kind} for name, (kind, _, _) in FIELDS.items()]
    (tmp_path / "schema.json").write_text(json.dumps({"fields": fields}), encoding="utf-8")
    cells = ",".join(cell for _, _, cell in FIELDS.values())
    (tmp_path / "x.csv").write_text(
        f"{','.join(FIELDS)}\n{cells}\n013{',' * 7}\n", encoding="utf-8"
    )
    return tmp_path / "x.csv"


def test_columns_have_the_types_of_the_schema(table: Path) -> None:
    frame = statx.read(table, str(table.parent / "schema.json"))
    assert dict(frame.dtypes) == {
        name: pd.ArrowDtype(kind) for name, (_, kind, _) in FIELDS.items()
    }


def test_codes_are_texts_and_missing_is_missing(table: Path) -> None:
    frame = statx.read(table, str(table.parent / "schema.json"))
    assert frame["kode"].tolist() == ["007", "013"]
    assert all(
        frame[name].iloc[1] is pd.NA for name in FIELDS if name not in ("kode", "hari", "saat")
    )
    assert frame.iloc[1, 1:].isna().all()


def test_parquet_reads_as_the_csv_it_was_made_of(table: Path) -> None:
    schema = str(table.parent / "schema.json")
    statx.convert(table, table.with_suffix(".parquet"), schema)
    pd.testing.assert_frame_equal(
        statx.read(table.with_suffix(".parquet"), schema), statx.read(table, schema)
    )


def test_decimals_are_exact() -> None:
    assert statx.read(GOOD)["p0"].dtype == pd.ArrowDtype(pa.decimal128(38, 2))


def test_data_that_does_not_pass_is_not_read() -> None:
    with pytest.raises(DoesNotPassError, match="maximum"):
        statx.read(BAD)


@pytest.mark.parametrize(
    ("path", "error"), [("none.csv", MissingFileError), (".", NotOneTableError)]
)
def test_what_is_no_table_is_not_read(path: str, error: type[Exception], tmp_path: Path) -> None:
    with pytest.raises(error):
        statx.read(tmp_path / path)


@pytest.mark.parametrize(
    "declared",
    [
        pytest.param({"hash": "0" * 32}, id="another MD5"),
        pytest.param({"hash": "sha256:" + "0" * 64}, id="another SHA-256"),
        pytest.param({"bytes": 1}, id="fewer bytes"),
        pytest.param({"bytes": 1 << 40}, id="more bytes"),
    ],
)
def test_a_file_that_is_not_the_one_described_is_not_read(
    table: Path, declared: dict[str, object]
) -> None:
    resource = {"name": "x", "path": "x.csv", "schema": "schema.json", **declared}
    described = json.dumps({"resources": [resource]})
    (table.parent / "datapackage.json").write_text(described, encoding="utf-8")
    with pytest.raises(DigestMismatchError):
        statx.read(table)


def test_a_file_of_the_declared_size_is_read(table: Path) -> None:
    size = table.stat().st_size
    resource = {"name": "x", "path": "x.csv", "schema": "schema.json", "bytes": size}
    described = json.dumps({"resources": [resource]})
    (table.parent / "datapackage.json").write_text(described, encoding="utf-8")
    assert len(statx.read(table)) == 2


def test_a_verdict_is_a_frame_of_findings() -> None:
    verdict = statx.validate(BAD)
    found = verdict.findings("id")
    assert (verdict.valid, found["code"].tolist(), found["row"].tolist()) == (
        False,
        ["maximum"] * 2,
        [4, 6],
    )
    assert found.columns.tolist() == [
        "file", "row", "line", "column", "field", "code", "severity", "found", "says", "hint"
    ]  # fmt: skip
    assert "terlalu besar" in found["says"].iloc[0]


def test_a_verdict_counts_exactly() -> None:
    counts = statx.validate(BAD, GOOD, limit=1).counts
    assert counts[["field", "code", "count"]].to_numpy().tolist() == [["p0", "maximum", 2]]


def test_data_that_passes_has_an_empty_frame() -> None:
    verdict = statx.validate(GOOD)
    assert (verdict.valid, len(verdict.findings()), len(verdict.counts)) == (True, 0, 0)


def test_what_cannot_be_read_is_in_the_verdict(tmp_path: Path) -> None:
    verdict = statx.validate(tmp_path / "none.csv", GOOD)
    assert (verdict.valid, verdict.run.exit_code, len(verdict.run.reports)) == (False, 3, 2)


def test_a_table_is_converted(tmp_path: Path) -> None:
    there = statx.convert(GOOD, tmp_path / "a.parquet")
    back = statx.convert(tmp_path / "a.parquet", tmp_path / "b.csv")
    assert (there.written, there.rows_out, there.content == back.content) == (True, 39, True)
    assert (tmp_path / "b.csv").read_bytes() == GOOD.read_bytes()


def test_rejects_are_set_aside(tmp_path: Path) -> None:
    done = statx.convert(BAD, tmp_path / "a.csv", rejects=tmp_path / "r.csv")
    assert done.rows_out + done.rows_rejected == done.report.rows


def test_tables_are_packed(tmp_path: Path) -> None:
    done = statx.pack([GOOD], tmp_path / "kemiskinan-1.0.0.zip")
    assert (done.run.valid, len(done.content_id)) == (True, 64)
    assert statx.validate(tmp_path / "kemiskinan-1.0.0.zip").valid


def test_data_that_does_not_pass_is_not_packed(tmp_path: Path) -> None:
    assert statx.pack(BAD, tmp_path / "x.zip").content_id == ""
    assert not (tmp_path / "x.zip").exists()


def test_importing_statx_costs_nothing() -> None:
    code = "import statx, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"pandas", "pyarrow", "numpy", "frictionless", "typer", "rich"} & set(
        done.stdout.split()
    )


def test_what_statx_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        statx.nothing  # noqa: B018  asking is the act
