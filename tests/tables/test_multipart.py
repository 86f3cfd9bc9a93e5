"""One table in several files: judged, converted and packed as the one file that they make."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import frictionless
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statx.config import Config
from statx.conversion.convert import ConversionOptions, convert
from statx.errors import StatxError
from statx.judging import cluster
from statx.judging.engine import JudgingOptions
from statx.judging.errors import DigestMismatchError
from statx.judging.judge import judge
from statx.judging.reports import ReportOptions, judge_target
from statx.judging.workers import Threads, Workers
from statx.options import DataOptions
from statx.package.errors import NotExchangeFormError
from statx.package.label import Label
from statx.package.packing import pack
from statx.render.places import file_of
from statx.results.findings import Finding
from statx.results.report import Report
from statx.sources.targets import Refusal, Target, settle_one_target, targets
from statx.tables.errors import OtherPartError, OtherWritingError
from tests.judging.immediate import immediate_cluster
from tests.judging.test_blocks import FIELDS, KEYS, RECORDS, SMALL, written
from tests.package.world import looked_at
from tests.verdicts import CATALOG, cut_small

SCHEMA = {"fields": [{"name": "k"}, {"name": "n", "type": "integer"}], "primaryKey": ["k"]}

WHOLE = hashlib.sha256(b"k,n\na,1\nb,2\n").hexdigest()


def described(folder: Path, parts: Sequence[str], schema: dict[str, Any], **more: object) -> Path:
    """A descriptor of one table in these files."""
    entry = {"name": "tabel", "path": list(parts), "schema": schema, **more}
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"name": "p", "resources": [entry]}), encoding="utf-8")
    return path


def target_at(path: Path, schema: Path | str = "") -> Target:
    (target,) = targets([path], DataOptions(str(schema)), CATALOG, Config())
    assert isinstance(target, Target), target.error.text.en
    return target


def report_at(path: Path) -> Report:
    (report,) = judge([path], DataOptions(), CATALOG, Config(), ReportOptions())
    return report


def refusal_at(path: Path) -> StatxError:
    (refusal,) = targets([path], DataOptions(), CATALOG, Config())
    assert isinstance(refusal, Refusal)
    return refusal.error


# ---- the law -------------------------------------------------------------------------------------


def spoken(report: Report) -> list[tuple[object, ...]]:
    """All of a report but the files in which its findings stand."""
    return [(tally.rule, tally.count, *map(_placeless, tally.findings)) for tally in report.tallies]


def _placeless(finding: Finding) -> tuple[object, ...]:
    return finding.row, finding.position, finding.cell, finding.cells, finding.note


@settings(max_examples=12, deadline=None)
@given(
    RECORDS,
    st.integers(0, 14),
    st.booleans(),
    st.integers(1, 60),
    st.sampled_from([Threads(1), Threads(2, memory=1), immediate_cluster()]),
)
def test_wherever_a_table_is_cut_into_files_its_report_is_that_of_the_whole(
    records: list[list[str]], cut: int, repeats: bool, size: int, workers: Workers
) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        whole = written(records)
        (folder / "whole.csv").write_text(whole, encoding="utf-8", newline="")
        first, second = written(records[:cut]), written(records[cut:])
        if not repeats and records[cut:]:
            second = second.split("\n", 1)[1]
        (folder / "a.csv").write_text(first, encoding="utf-8", newline="")
        (folder / "b.csv").write_text(second, encoding="utf-8", newline="")
        schema = {"fields": FIELDS, **KEYS}
        (folder / "s.json").write_text(json.dumps(schema), encoding="utf-8")
        expected = judge_target(
            target_at(folder / "whole.csv", folder / "s.json"), CATALOG, ReportOptions()
        )

        cut_small(patch, size)
        for constant, value in SMALL.items():
            patch.setattr(cluster, constant, value)
        target = target_at(described(folder, ["a.csv", "b.csv"], schema))
        found = judge_target(target, CATALOG, ReportOptions(JudgingOptions(workers=workers)))
        assert (found.rows, spoken(found)) == (expected.rows, spoken(expected))


def gzipped(text: str, path: Path) -> None:
    path.write_bytes(gzip.compress(text.encode()))


def marked(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8-sig")


def plain(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def crlf(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="\r\n")


def parquet(text: str, path: Path) -> None:
    plain(text, path.with_suffix(".tmp"))
    pq.write_table(pacsv.read_csv(path.with_suffix(".tmp")), path)
    path.with_suffix(".tmp").unlink()


@pytest.mark.parametrize(
    ("names", "write", "second"),
    [
        pytest.param(("a.csv", "b.csv"), plain, "k,n\nc,3", id="the header in each"),
        pytest.param(("a.csv", "b.csv"), plain, "c,3\n", id="the header in the first alone"),
        pytest.param(("a.csv", "b.csv.gz"), gzipped, "k,n\nc,3\n", id="compressed"),
        pytest.param(("a.csv", "b.csv"), marked, "k,n\nc,3\n", id="with a byte order mark"),
        pytest.param(("a.csv", "b.csv"), crlf, "c,3\n", id="with other line ends"),
        pytest.param(("a.parquet", "b.parquet"), parquet, "k,n\nc,3\n", id="Parquet"),
        pytest.param(("a.csv", "lain/b.csv"), plain, "k,n\nc,3\n", id="in another folder"),
    ],
)
def test_parts_convert_into_the_one_table_that_they_are(
    tmp_path: Path, names: tuple[str, str], write: Callable[[str, Path], None], second: str
) -> None:
    (tmp_path / "lain").mkdir()
    first_as = parquet if names[0].endswith("parquet") else plain
    first_as("k,n\na,1\nb,2", tmp_path / names[0])
    write(second, tmp_path / names[1])
    target = settle_one_target(described(tmp_path, names, SCHEMA), DataOptions(), CATALOG, Config())
    contents = set()
    for output in ("out.csv", "out.parquet", "out.csv.gz"):
        contents.add(convert(target, ConversionOptions(tmp_path / output), CATALOG).content)
    whole = hashlib.sha256(b"k,n\na,1\nb,2\nc,3\n").hexdigest()
    assert contents == {f"sha256:{whole}"}


# ---- places --------------------------------------------------------------------------------------


def test_a_finding_names_its_part_and_the_line_in_that(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    plain('k,n\na,1\n"b\nb",2\n', tmp_path / "data" / "a.csv")
    plain("k,n\nc,3\na,x\n", tmp_path / "data" / "b.csv")
    report = report_at(described(tmp_path, ["data/a.csv", "data/b.csv"], SCHEMA))
    places = {
        each.rule.code: (file_of(each, report), each.row, each.line) for each in report.findings()
    }
    below = str(tmp_path / "data" / "b.csv")
    assert places == {"type-error": (below, 5, 3), "primary-key": (below, 5, 3)}


@pytest.mark.parametrize("named", ["datapackage.json", ".", "a.csv", "b.csv"])
def test_whichever_part_is_named_the_whole_is_judged_once(tmp_path: Path, named: str) -> None:
    plain("k,n\na,1\n", tmp_path / "a.csv")
    plain("k,n\na,1\n", tmp_path / "b.csv")
    described(tmp_path, ["a.csv", "b.csv"], SCHEMA)
    found = list(targets([tmp_path / named, tmp_path / "b.csv"], DataOptions(), CATALOG, Config()))
    assert [(each.path.name, isinstance(each, Target)) for each in found] == [("a.csv", True)]


# ---- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "error"),
    [
        pytest.param("n,k\n3,c\n", OtherPartError, id="the columns in another order"),
        pytest.param("k\nc\n", OtherPartError, id="a column less"),
        pytest.param("K,N\nc,3\n", OtherPartError, id="other spellings"),
        pytest.param("k,jumlah\nc,3\n", OtherPartError, id="another name"),
        pytest.param("k;n\nc;3\n", OtherWritingError, id="another delimiter"),
    ],
)
def test_a_part_that_does_not_continue_the_first_is_refused(
    tmp_path: Path, second: str, error: type[StatxError]
) -> None:
    plain("k,n\na,1\n", tmp_path / "a.csv")
    plain(second, tmp_path / "b.csv")
    refused = refusal_at(described(tmp_path, ["a.csv", "b.csv"], SCHEMA))
    assert (type(refused), refused.exit_code, "b.csv" in refused.text.en) == (error, 3, True)


@pytest.mark.parametrize(
    ("declared", "error"),
    [
        pytest.param({"bytes": 12}, None, id="the bytes of all parts"),
        pytest.param({"hash": f"sha256:{WHOLE}"}, None, id="their hash"),
        pytest.param({"rows": 2}, None, id="their rows"),
        pytest.param({"bytes": 8}, DigestMismatchError, id="the bytes of one"),
        pytest.param({"rows": 1}, DigestMismatchError, id="the rows of one"),
    ],
)
def test_what_is_declared_holds_for_the_parts_put_together(
    tmp_path: Path, declared: dict[str, object], error: type[StatxError] | None
) -> None:
    plain("k,n\na,1\n", tmp_path / "a.csv")
    plain("b,2\n", tmp_path / "b.csv")
    report = report_at(described(tmp_path, ["a.csv", "b.csv"], SCHEMA, **declared))
    assert (type(report.error) if report.error else None) is error


# ---- packages ------------------------------------------------------------------------------------


def test_parts_are_packed_as_they_are_and_frictionless_reads_them_alike(tmp_path: Path) -> None:
    plain("k,n\na,1\n", tmp_path / "a.csv")
    plain("k,n\nb,2\n", tmp_path / "b.csv")
    path = described(tmp_path, ["a.csv", "b.csv"], SCHEMA)
    chosen = list(targets([path], DataOptions(), CATALOG, Config()))
    package = tmp_path / "tabel-1.0.0.zip"
    pack(chosen, package, Label.of(package), CATALOG, ReportOptions())
    (opened,) = looked_at(package, CATALOG).run.reports
    theirs = frictionless.Package(str(package)).get_table_resource("tabel").read_rows()
    assert (opened.valid, opened.rows, [row["k"] for row in theirs]) == (True, 2, ["a", "b"])


def test_parts_that_others_would_read_otherwise_are_not_packed(tmp_path: Path) -> None:
    plain("k,n\na,1\n", tmp_path / "a.csv")
    plain("b,2\n", tmp_path / "b.csv")
    path = described(tmp_path, ["a.csv", "b.csv"], SCHEMA)
    chosen = list(targets([path], DataOptions(), CATALOG, Config()))
    package = tmp_path / "tabel-1.0.0.zip"
    with pytest.raises(NotExchangeFormError):
        pack(chosen, package, Label.of(package), CATALOG, ReportOptions())
