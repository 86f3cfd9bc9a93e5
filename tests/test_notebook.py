"""The Python face: frames with the schema's types.

Verdicts as frames, and the same conversions and packages.
"""

from __future__ import annotations

import json
import pydoc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import statx
from statx.errors import DoesNotPassError, MissingFileError, OptionError, UsageError
from statx.judging.errors import DigestMismatchError
from statx.notebook import Verdict
from statx.sources.errors import NotOneTableError

Patch = pytest.MonkeyPatch

ROOT = Path(__file__).parents[1]
GOOD = ROOT / "samples" / "kemiskinan" / "good" / "contoh_jawa_timur_2024.csv"
BAD = ROOT / "samples" / "kemiskinan" / "bad" / "maximum.csv"

RESTRICTED = ROOT / "samples" / "insiden_siber" / "bad" / "decimals.csv"

FIELDS = {
    "kode": ("string", "string", "007"),
    "n": ("integer", "Int64", "12"),
    "x": ("number", "float64", "1.5"),
    "ya": ("boolean", "boolean", "true"),
    "hari": ("date", "datetime64[us]", "2024-01-02"),
    "saat": ("datetime", "datetime64[us]", "2024-01-02T03:04:05"),
    "tahun": ("year", "Int64", "2024"),
    "bulan": ("yearmonth", "string", "2024-05"),
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


def test_columns_have_the_types_that_pandas_calculates_with(table: Path) -> None:
    frame = statx.read(table, table.parent / "schema.json")
    assert frame.dtypes.astype(str).to_dict() == {
        name: kind for name, (_, kind, _) in FIELDS.items()
    }


def test_codes_are_texts_and_missing_is_missing(table: Path) -> None:
    frame = statx.read(table, table.parent / "schema.json")
    assert frame["kode"].tolist() == ["007", "013"]
    assert frame.iloc[1, 1:].isna().all()


def test_parquet_reads_as_the_csv_it_was_made_of(table: Path) -> None:
    schema = str(table.parent / "schema.json")
    statx.convert(table, table.with_suffix(".parquet"), schema)
    pd.testing.assert_frame_equal(
        statx.read(table.with_suffix(".parquet"), schema), statx.read(table, schema)
    )


def test_decimals_are_floats_unless_they_are_to_be_exact() -> None:
    usual, exact = statx.read(GOOD)["p0"], statx.read(GOOD, decimals="exact")["p0"]
    assert (str(usual.dtype), str(exact.dtype)) == ("float64", "decimal128(38, 2)[pyarrow]")
    assert usual.tolist() == [float(value) for value in exact]


def test_decimals_are_nothing_else() -> None:
    with pytest.raises(OptionError, match="float, exact"):
        statx.read(GOOD, decimals="Decimal")  # type: ignore[arg-type]  # that is the test


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
        "file", "row", "line", "column", "address", "field", "code", "severity", "found", "says",
        "hint",
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


def test_why_a_file_was_not_judged_is_a_finding(tmp_path: Path) -> None:
    said = statx.validate(tmp_path / "none.csv").findings()["says"]
    assert said.str.contains("was not found").tolist() == [True]


def test_a_list_of_paths_is_as_good_as_each_by_itself() -> None:
    assert statx.validate([BAD, [GOOD]]).run.reports == statx.validate(BAD, GOOD).run.reports


# ---- tables in memory ---------------------------------------------------------------------------


def as_pandas_reads_it() -> pd.DataFrame:
    return pd.read_csv(GOOD, dtype={"kode_wilayah": str})


def with_gaps_as_pandas_keeps_them() -> pd.DataFrame:
    """A whole number with a gap is a float, and a column without a value is, too."""
    frame = as_pandas_reads_it()
    frame.loc[3, "garis_kemiskinan"] = None
    return frame.assign(p1=float("nan"))


IN_MEMORY: dict[str, Callable[[], object]] = {
    "as it was read": lambda: statx.read(GOOD),
    "with exact decimals": lambda: statx.read(GOOD, decimals="exact"),
    "as pandas reads it": as_pandas_reads_it,
    "with gaps": with_gaps_as_pandas_keeps_them,
    "texts alone": lambda: pd.read_csv(GOOD, dtype=str),
    "an index with a name": lambda: as_pandas_reads_it().set_index("kode_wilayah"),
    "categories": lambda: as_pandas_reads_it().astype({"nama_wilayah": "category"}),
    "Arrow": lambda: pa.Table.from_pandas(as_pandas_reads_it()),
    "a stream of Arrow": lambda: pa.Table.from_pandas(as_pandas_reads_it()).to_reader(),
}


@pytest.mark.parametrize("make", IN_MEMORY.values(), ids=IN_MEMORY)
def test_a_table_in_memory_is_judged(make: Callable[[], object]) -> None:
    verdict = statx.validate(make(), schema="kemiskinan")
    assert (verdict.valid, verdict.run.reports[0].rows) == (True, 39)


def test_rows_of_a_frame_are_counted_as_pandas_does() -> None:
    frame = as_pandas_reads_it()
    frame.loc[5, "p0"] = 612.3
    row = statx.validate(frame).findings()["row"].iloc[0]
    assert frame.iloc[row]["p0"] == 612.3


def test_days_may_be_moments_at_midnight(table: Path) -> None:
    schema = table.parent / "schema.json"
    assert statx.validate(statx.read(table, schema), schema=schema).valid


UNUSABLE = {
    "no table at all": (3, TypeError, "not int"),
    "a column alone": (pd.Series([1.5]), TypeError, "not Series"),
    "several types in a column": (pd.DataFrame({"a": [1, "x"]}), UsageError, "type"),
    "two columns of one name": (
        pd.DataFrame([[1, 2]], columns=["a", "a"]),
        UsageError,
        "Duplicate",
    ),
    "one column": (pa.chunked_array([[1]]), UsageError, "struct"),
}


@pytest.mark.parametrize(("data", "error", "words"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_is_no_table_is_refused(data: object, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        statx.validate(data)


def test_how_a_file_is_written_does_not_apply_to_a_frame() -> None:
    said = repr(statx.validate(as_pandas_reads_it(), encoding="cp1252"))
    assert "encoding does not apply here" in said


# ---- what a notebook shows ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def long_verdict() -> Verdict:
    return statx.validate(BAD.with_name("decimals.csv"), [BAD] * 21, "none.csv")


def test_a_verdict_at_the_prompt_is_ten_lines_at_most(long_verdict: Verdict) -> None:
    lines = repr(long_verdict).splitlines()
    assert (len(lines), "files checked" in lines[0]) == (10, True)
    assert max(map(len, lines)) < 180


def test_a_short_verdict_says_where_the_first_is() -> None:
    said = repr(statx.validate(BAD))
    assert "2 p0 [maximum]: is too large, first in row 4" in said


def test_a_verdict_speaks_the_language_of_the_settings(tmp_path: Path, monkeypatch: Patch) -> None:
    (tmp_path / "statx.toml").write_text('lang = "id"', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "nilainya terlalu besar" in repr(statx.validate(BAD))


def test_a_verdict_in_a_cell_is_a_table(long_verdict: Verdict) -> None:
    shown = long_verdict._repr_html_()
    assert (shown.count("<tr>"), shown.count("</table>"), "more" in shown) == (21, 1, True)


def test_nothing_in_a_cell_is_markup_of_the_data() -> None:
    frame = as_pandas_reads_it()
    frame.loc[2, "nama_wilayah"] = "<script>alert(1)</script>"
    shown = statx.validate(frame)._repr_html_()
    assert ("<script" in shown, "&lt;script&gt;" in shown) == (False, True)


def test_what_is_shown_has_no_value_of_data_that_is_not_public() -> None:
    verdict = statx.validate(RESTRICTED)
    value = verdict.findings()["found"].iloc[0]
    assert value not in repr(verdict) + verdict._repr_html_()


def test_what_is_shown_names_arguments(long_verdict: Verdict) -> None:
    assert " --" not in long_verdict._repr_html_() + repr(long_verdict)


def test_a_schema_that_was_changed_meanwhile_is_read_again(
    tmp_path: Path, monkeypatch: Patch
) -> None:
    schema = tmp_path / "own" / "pasar" / "1.0.0.json"
    schema.parent.mkdir(parents=True)
    (tmp_path / "statx.toml").write_text('registries = ["own", "statx"]', encoding="utf-8")
    (tmp_path / "x.csv").write_text("a\n1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    verdicts = []
    for name in ("a", "kode"):
        about = {"name": "pasar", "fields": [{"name": name}], "statx": {"version": "1.0.0"}}
        schema.write_text(json.dumps(about), encoding="utf-8")
        verdicts.append(statx.validate("x.csv").valid)
    assert verdicts == [True, False]


def test_the_functions_are_seen_before_they_are_used() -> None:
    shown = pydoc.render_doc(statx, renderer=pydoc.plaintext)  # type: ignore[attr-defined]  # documented
    assert set(statx.__all__) <= set(dir(statx))
    assert all(f"    {name}(" in shown for name in ("convert", "pack", "read", "validate"))


# ---- conversion and packages --------------------------------------------------------------------


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


def test_what_became_of_a_table_is_a_line(tmp_path: Path) -> None:
    converted = statx.convert(GOOD, tmp_path / "a.parquet")
    assert len(repr(converted)) < 250
