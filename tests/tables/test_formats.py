"""A table is validated, converted and packed, be its format ours or a new one."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from statx.cli.app import run
from statx.registry.schema import Schema
from statx.tables import FORMATS
from statx.tables.format import Format
from tests.tables.arrow_format import ARROW
from tests.verdicts import judge_file, only

SAMPLES = Path(__file__).parents[2] / "samples" / "kemiskinan"
GOOD = SAMPLES / "good" / "contoh_jawa_timur_2024.csv"
WRITTEN = [*(format_ for format_ in FORMATS.values() if format_.written), ARROW]


@pytest.fixture(params=WRITTEN, ids=[format_.name for format_ in WRITTEN])
def format_(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Format:
    """Each format; Arrow is known for the time of the test alone."""
    each: Format = request.param
    monkeypatch.setitem(FORMATS, each.name, each)
    return each


@pytest.fixture
def good(format_: Format, tmp_path: Path) -> Path:
    path = tmp_path / f"kemiskinan{format_.written[0]}"
    assert statx("convert", GOOD, path, "--schema", "kemiskinan") == 0
    return path


def statx(*arguments: str | Path) -> int:
    return run([str(argument) for argument in arguments])


def test_a_table_is_validated_and_called_by_its_format(
    good: Path, format_: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    assert statx("validate", good, "--schema", "kemiskinan", "--format", "text") == 0
    assert format_.label in capsys.readouterr().out


def test_a_finding_has_the_cells_of_its_record(format_: Format, tmp_path: Path) -> None:
    small = {"name": "n", "type": "integer", "constraints": {"maximum": 5}}
    schema = {"fields": [{"name": "k"}, small]}
    path = tmp_path / f"data{format_.written[0]}"
    writer = format_.writer(path, path, Schema.parse(schema, source="test"))
    writer.write(pa.record_batch({"k": ["a", "b", None], "n": pa.array([1, 2, 9], pa.int64())}))
    writer.close({})

    finding = only(judge_file(path, schema))
    assert (finding.row, finding.position, finding.cells) == (4, 2, ("", "9"))


def test_a_table_is_converted_there_and_back(good: Path, tmp_path: Path) -> None:
    statx("convert", GOOD, tmp_path / "canonical.csv", "--schema", "kemiskinan")
    statx("convert", good, tmp_path / "back.csv", "--schema", "kemiskinan")
    canonical = (tmp_path / "canonical.csv").read_bytes()
    assert (tmp_path / "back.csv").read_bytes() == canonical


def test_a_table_is_packed_and_its_package_verified(good: Path, tmp_path: Path) -> None:
    package = tmp_path / "kemiskinan-1.0.0.zip"
    assert statx("pack", good, "--draft", "--output", package, "--schema", "kemiskinan") == 0
    assert statx("verify", package, "--draft") == 0
