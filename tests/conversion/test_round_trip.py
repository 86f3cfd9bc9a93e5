"""The law of conversion: there and back gives the same bytes, and one content hash for both."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statx.conversion.errors import ContentMismatchError
from statx.tables import FORMATS
from statx.tables.errors import UnknownFormatError

from .strategies import Drawn, canonical_tables
from .world import CATALOG, GOOD, SAMPLES, about, converted, csv_file, schema_file


def sha256(path: Path) -> str:
    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


@given(canonical_tables())
@settings(max_examples=30, deadline=None)
def test_csv_to_parquet_to_csv_gives_the_same_bytes(drawn: Drawn) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        schema = schema_file(folder, drawn.fields, missingValues=drawn.missing)
        source = csv_file(folder, [drawn.header, *drawn.rows])
        there = converted(source, folder / "a.parquet", schema)
        back = converted(folder / "a.parquet", folder / "b.csv", schema)
        assert (folder / "b.csv").read_bytes() == source.read_bytes()
        assert there.content == back.content == sha256(source)


@given(canonical_tables(), st.integers(1, 5), st.sampled_from(["none", "snappy", "gzip", "zstd"]))
@settings(max_examples=20, deadline=None)
def test_the_content_hash_does_not_depend_on_row_groups_or_compression(
    drawn: Drawn, rows: int, compression: str
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        schema = schema_file(folder, drawn.fields, missingValues=drawn.missing)
        there = converted(
            csv_file(folder, [drawn.header, *drawn.rows]), folder / "a.parquet", schema
        )
        pq.write_table(
            pq.read_table(folder / "a.parquet"), folder / "b.parquet", rows, compression=compression
        )
        assert converted(folder / "b.parquet", folder / "b.csv", schema).content == there.content


def header_of(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.readline()


ONE_OF_EACH = {header_of(path): path for path in sorted(SAMPLES.glob("[!_]*/good/*.csv"))}
"""One sample of each header: the other samples of a schema hold the same types."""


@pytest.mark.parametrize(
    "path", ONE_OF_EACH.values(), ids=lambda path: f"{path.parts[-3]}/{path.stem}"
)
def test_every_good_sample_comes_back_to_the_byte(path: Path, tmp_path: Path) -> None:
    schema = path.parts[-3]
    first = converted(path, tmp_path / "a.csv", schema)
    converted(tmp_path / "a.csv", tmp_path / "a.parquet", schema)
    again = converted(tmp_path / "a.parquet", tmp_path / "b.csv", schema)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert first.content == again.content == sha256(tmp_path / "b.csv")


def test_the_same_input_gives_the_same_parquet_bytes(tmp_path: Path) -> None:
    converted(GOOD, tmp_path / "a.parquet")
    converted(GOOD, tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_parquet_file_carries_its_schema_and_where_it_comes_from(tmp_path: Path) -> None:
    done = converted(GOOD, tmp_path / "a.parquet")
    summary = about(tmp_path / "a.parquet")
    assert summary.pop("schema") == CATALOG.schema("kemiskinan").descriptor
    assert summary == {
        "statx": "1.0",
        "schemaRef": "kemiskinan@2.0.0",
        "rows": 39,
        "content": done.content,
        "source": {"name": GOOD.name, "sha256": sha256(GOOD).removeprefix("sha256:")},
    }


def test_the_way_back_needs_no_schema(tmp_path: Path) -> None:
    source = csv_file(tmp_path, [["kode", "n"], ["007", "1.50"]])
    schema = schema_file(
        tmp_path, [{"name": "kode"}, {"name": "n", "type": "number", "statx": {"decimals": 2}}]
    )
    converted(source, tmp_path / "a.parquet", schema)
    converted(tmp_path / "a.parquet", tmp_path / "b.csv")
    assert (tmp_path / "b.csv").read_bytes() == source.read_bytes()


def test_a_parquet_file_that_was_edited_afterwards_is_refused(tmp_path: Path) -> None:
    converted(GOOD, tmp_path / "a.parquet")
    table, metadata = (
        pq.read_table(tmp_path / "a.parquet"),
        pq.read_metadata(tmp_path / "a.parquet").metadata,
    )
    with pq.ParquetWriter(tmp_path / "b.parquet", table.schema) as writer:
        writer.write_table(table.slice(1))
        writer.add_key_value_metadata({"statx": metadata[b"statx"].decode()})
    with pytest.raises(ContentMismatchError):
        converted(tmp_path / "b.parquet", tmp_path / "b.csv", "kemiskinan")
    assert not (tmp_path / "b.csv").exists()


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        pytest.param(
            "k;n\na;1.234,56\nb;1234,5\n", "k,n\na,1234.56\nb,1234.50\n", id="grouped or not"
        ),
        pytest.param("k;n\na;-1.234.567,00\n", "k,n\na,-1234567.00\n", id="negative, two groups"),
        pytest.param('k;n\n"a;b";0,1\n', "k,n\na;b,0.10\n", id="the delimiter inside a cell"),
        pytest.param("\ufeffk;n\na;\nb;7\n", "k,n\na,\nb,7.00\n", id="a byte order mark and a gap"),
        pytest.param("k;n\r\na;1,5\r\n", "k,n\na,1.50\n", id="Windows line ends"),
    ],
)
def test_a_file_in_indonesian_style_becomes_canonical(
    tmp_path: Path, written: str, canonical: str
) -> None:
    schema = schema_file(
        tmp_path, [{"name": "k"}, {"name": "n", "type": "number", "statx": {"decimals": 2}}]
    )
    (tmp_path / "in.csv").write_bytes(written.encode())
    converted(tmp_path / "in.csv", tmp_path / "out.csv", schema, locale="id")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == canonical


@pytest.mark.parametrize(
    "ending", [ending for format_ in FORMATS.values() for ending in format_.written]
)
def test_every_ending_that_can_be_written_can_be_read_back(tmp_path: Path, ending: str) -> None:
    there = converted(GOOD, tmp_path / f"a{ending}")
    assert (
        converted(tmp_path / f"a{ending}", tmp_path / "b.csv", "kemiskinan").content
        == there.content
    )


@pytest.mark.parametrize("ending", [".tsv", ".txt", ".xlsx", ""])
def test_an_ending_that_promises_another_form_is_refused(tmp_path: Path, ending: str) -> None:
    with pytest.raises(UnknownFormatError, match=r"\.csv"):
        converted(GOOD, tmp_path / f"a{ending}")


@pytest.mark.parametrize(
    ("match", "header"),
    [
        pytest.param("subset", ["lain", "k", "n"], id="subset: more columns in the file"),
        pytest.param("partial", ["n", "lain"], id="partial: some of either"),
        pytest.param("superset", ["n"], id="superset: fewer columns in the file"),
    ],
)
def test_a_file_keeps_the_columns_it_has_and_their_order(
    tmp_path: Path, match: str, header: list[str]
) -> None:
    schema = schema_file(
        tmp_path, [{"name": "k"}, {"name": "n", "type": "integer"}], fieldsMatch=match
    )
    source = csv_file(tmp_path, [header, [str(number) for number, _ in enumerate(header, start=1)]])
    converted(source, tmp_path / "a.parquet", schema)
    converted(tmp_path / "a.parquet", tmp_path / "b.csv", schema)
    assert (tmp_path / "b.csv").read_bytes() == source.read_bytes()
