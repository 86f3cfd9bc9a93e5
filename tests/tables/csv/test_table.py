"""CSV files as they come: compressed, encoded, damaged; and where in them a cell stands."""

from __future__ import annotations

import codecs
import gzip
import os
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pytest

from statx.errors import MissingFileError, NoRegularFileError, StatxError, UnreadableFileError
from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect
from statx.tables import open_table
from statx.tables.csv import blocks, textfile
from statx.tables.csv import table as csv
from statx.tables.csv.errors import (
    LoneReturnError,
    LongRecordError,
    MixedNewlineError,
    NulByteError,
    OpenQuoteError,
    StrayQuoteError,
)
from statx.tables.errors import (
    BadEncodingError,
    BinaryFileError,
    DamagedCompressionError,
    EmptyFileError,
    MarkedEncodingError,
    NoEncodingError,
    NoHeaderRowError,
    OtherEncodingError,
    UnknownEncodingError,
    UnknownFormatError,
    WideTextError,
    WrongCompressionError,
)
from statx.tables.table import Table
from tests.verdicts import cut_small, found, judge, judge_file, only

BOM = "\ufeff"
AB = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}]}
TEXT = "a,b\n1,é\nx,日本\n"


def opened(folder: Path, data: bytes, name: str = "data.csv", encoding: str = "") -> Table:
    path = folder / name
    path.write_bytes(data)

    return open_table(path, encoding=encoding)


def cells(table: Table) -> list[list[str | None]]:
    columns = [block.read().columns for block in table.blocks()]
    return [
        [cell for block in columns for cell in block[at].to_pylist()]
        for at in range(len(table.labels))
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp932"]
)
def test_a_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = TEXT.replace("é", "e")
    declared = encoding if encoding in ("utf-16-le", "cp932") else ""
    table = opened(tmp_path, text.encode(encoding), encoding=declared)

    assert (table.labels, cells(table)) == (("a", "b"), [["1", "x"], ["e", "日本"]])


def test_a_mark_wins_over_what_is_declared(tmp_path: Path) -> None:
    assert cells(opened(tmp_path, TEXT.encode("utf-8-sig"), encoding="cp1252"))[1] == ["é", "日本"]


@pytest.mark.parametrize("name", ["data.csv.gz", "data.csv.zst"])
def test_a_compressed_text_is_the_same_text(tmp_path: Path, name: str) -> None:
    plain = TEXT.encode()
    data = gzip.compress(plain) if name.endswith("gz") else pa.compress(plain, "zstd", asbytes=True)
    table = opened(tmp_path, data, name)
    assert table.labels == ("a", "b")
    assert cells(table)[1] == ["é", "日本"]

    finding = only(judge(tmp_path, AB, data, name=name))
    assert (finding.row, finding.line, finding.column) == (3, 3, 1)


def test_a_damaged_archive_is_unreadable_and_not_short(tmp_path: Path) -> None:
    data = gzip.compress(b"a,b\n" + b"1,x\n" * 50_000)
    report = judge(tmp_path, AB, data[: len(data) // 2], name="data.csv.gz")

    assert isinstance(report.error, UnreadableFileError)


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b'a,b\n1,x\n2,"y\n3,z\n', OpenQuoteError, "line 3, byte 10"),
        (b'a,b\n1,x\n2,y"z\n', StrayQuoteError, "line 3, byte 11"),
        (b"a,b\n" + b"1,x\n" * 500 + b"2,\0\n", NulByteError, "line 502, byte 2006"),
        (b"a,b\n1,x\r2,y\r", LoneReturnError, "line 2, byte 7"),
        (b"a,b\n1,x\n2,y\r\n", MixedNewlineError, "line 3, byte 11"),
        (b'a,b\r\n1,"x\ny"\r\n2,y\n', MixedNewlineError, "line 4, byte 17"),
        (b'a,"b\nc"\n1,x\r\n', MixedNewlineError, "line 3, byte 11"),
        (b'a"b,c\n1,x\n', StrayQuoteError, "line 1, byte 1"),
        (b"a,b\n1,x\n2,\xe9t\n", BadEncodingError, "line 3, byte 10: 0xE9 0x74"),
        (b"\xef\xbb\xbfa,b\n1,\xe9t\n", MarkedEncodingError, "line 2, byte 9: 0xE9"),
        (b"a,b\n1,x,\xe9\n", BadEncodingError, "line 2, byte 8: 0xE9"),
        (b"\xe9,b\n", BadEncodingError, "line 1, byte 0: 0xE9"),
    ],
    ids=[
        "open-quote",
        "stray-quote",
        "nul",
        "old-mac",
        "crlf-below-lf",
        "lf-below-crlf",
        "crlf-below-a-header-of-two-lines",
        "stray-quote-in-the-header",
        "latin-1",
        "the-mark-counts",
        "in-a-long-record",
        "in-the-header",
    ],
)
def test_a_damaged_text_is_refused_with_line_and_byte(
    tmp_path: Path, data: bytes, error: type[StatxError], says: str
) -> None:
    refused = _refusal(tmp_path, data)

    assert type(refused) is error
    assert says in refused.text.say("en")


def _refusal(folder: Path, data: bytes) -> StatxError | None:
    try:
        return judge(folder, AB, data).error
    except StatxError as error:
        return error


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFileError),
        (codecs.BOM_UTF8, EmptyFileError),
        (b"PK\x03\x04...", BinaryFileError),
        (b"a\0b", BinaryFileError),
        (b"%PDF-1.7", BinaryFileError),
        (gzip.compress(b"a,b\n"), BinaryFileError),
        (b"PAR1\x15\x04\x15", BinaryFileError),
        ("a,b\n1,x\n".encode("utf-16-le"), WideTextError),
        ("a,b\n1,x\n".encode("utf-16-be"), WideTextError),
    ],
    ids=[
        "empty",
        "only-a-mark",
        "workbook",
        "nul",
        "pdf",
        "gzip",
        "parquet",
        "utf-16-le",
        "utf-16-be",
    ],
)
def test_what_is_no_text_is_said_to_be_none(
    tmp_path: Path, data: bytes, error: type[StatxError]
) -> None:
    with pytest.raises(error):
        opened(tmp_path, data)


@pytest.mark.parametrize(
    ("data", "name", "error"),
    [
        pytest.param(b"a,b\n1,x\n", "data.csv.gz", WrongCompressionError, id="no gzip"),
        pytest.param(b"a,b\n1,x\n", "data.csv.zst", WrongCompressionError, id="no Zstandard"),
        pytest.param(b"", "data.csv.gz", EmptyFileError, id="empty"),
        pytest.param(gzip.compress(b""), "data.csv.gz", EmptyFileError, id="empty inside"),
        pytest.param(
            gzip.compress(b"a,b\n" * 99)[:20],
            "data.csv.gz",
            DamagedCompressionError,
            id="gzip cut off",
        ),
        pytest.param(
            pa.compress(b"a,b\n" * 99, "zstd", asbytes=True)[:9],
            "data.csv.zst",
            DamagedCompressionError,
            id="Zstandard cut off",
        ),
    ],
)
def test_what_is_not_compressed_as_it_is_named_is_said_so(
    tmp_path: Path, data: bytes, name: str, error: type[StatxError]
) -> None:
    with pytest.raises(error):
        opened(tmp_path, data, name)


@pytest.mark.parametrize("header", ["PAR1,PAR2", "%PDF,b", "PK,b", "RIFF,b", "GIF8,b"])
def test_letters_alone_are_no_proof_of_a_foreign_file(tmp_path: Path, header: str) -> None:
    assert opened(tmp_path, f"{header}\n1,2\n".encode()).labels == tuple(header.split(","))


@pytest.mark.parametrize(
    "name",
    ["latin-99", "zlib", "hex", "rot13", "base64", "idna", "unicode_escape", "undefined", "\0"],
)
def test_a_name_of_no_character_encoding_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownEncodingError):
        opened(tmp_path, b"a\n", encoding=name)


def test_a_tsv_has_tabs_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    data = b"a,x,y\tb\n1\t2\n"

    assert opened(tmp_path, data, "data.tsv").labels == ("a,x,y", "b")
    semicolons = TableDialect(delimiter=";")

    assert open_table(tmp_path / "data.tsv", declared=semicolons).labels == ("a,x,y\tb",)


@pytest.mark.parametrize("name", ["data.csv", "data.tsv", "data.parquet", "data.csv.gz"])
def test_a_pipe_is_refused_and_nobody_waits_for_it(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(NoRegularFileError):
        open_table(tmp_path / name)


def test_what_cannot_be_opened_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError):
        opened(tmp_path, b"a\n", name="data.docx")

    with pytest.raises(MissingFileError):
        open_table(tmp_path / "nowhere.csv")


def test_one_endless_line_is_refused_in_bounded_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (blocks, textfile):
        monkeypatch.setattr(module, "RECORD_LIMIT", 1 << 16)

    cut_small(monkeypatch, 1 << 14)
    path = tmp_path / "data.csv"
    path.write_bytes(b"a,b\n" + b"x" * (20 << 20))
    before = pa.total_allocated_bytes()
    tracemalloc.start()
    report = judge_file(path, AB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert isinstance(report.error, LongRecordError)
    assert "line 2, byte 4" in report.error.text.en
    assert max(peak, pa.total_allocated_bytes() - before) < 8 << 20


@pytest.mark.parametrize("size", [1, 3, 7, 64])
@pytest.mark.parametrize("encoding", ["utf-16", "cp932", "cp1252"])
def test_letters_of_another_encoding_are_not_split_between_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, size: int
) -> None:
    cut_small(monkeypatch, size)
    letter = "é" if encoding == "cp1252" else "日"
    data = ("a,b\n" + f"1,{letter * 5}\n" * 9).encode(encoding)

    assert cells(opened(tmp_path, data, encoding=encoding)) == [["1"] * 9, [letter * 5] * 9]


@pytest.mark.parametrize("name", ["data.csv", "data.csv.gz"])
def test_a_byte_that_is_none_of_a_declared_encoding_is_named_too(tmp_path: Path, name: str) -> None:
    data = b"a,b\n" + b"1,\xe9\n" * 3 + b"2,\x81\n"
    with pytest.raises(BadEncodingError, match="line 5, byte 18: 0x81"):
        cells(
            opened(
                tmp_path,
                gzip.compress(data) if name.endswith("gz") else data,
                name,
                encoding="cp1252",
            )
        )


@pytest.mark.parametrize(
    ("data", "encoding", "error", "advice"),
    [
        pytest.param(b"a\nJawa\xe9\n", "", BadEncodingError, "cp1252", id="none was named"),
        pytest.param(b"a\nJawa\x9dTimur\n", "", BadEncodingError, "cp850", id="not even in cp1252"),
        pytest.param(
            b"a\nJawa\x9dTimur\n", "cp1252", OtherEncodingError, 'cp850 ("Ø")', id="that failed"
        ),
        pytest.param(
            "a\nJawa\u201dTimur\n".encode(), "cp1252", OtherEncodingError, "utf-8", id="it is UTF-8"
        ),
        pytest.param(
            b"\xef\xbb\xbfa\ncaf\xe9\n", "", MarkedEncodingError, "two", id="against its mark"
        ),
        pytest.param(
            b"\xef\xbb\xbfa\ncaf\xe9\n", "cp1252", MarkedEncodingError, "two", id="mark and name"
        ),
        pytest.param(b"a\n\x01\xff\x02\n", "", NoEncodingError, "damaged", id="in none"),
    ],
)
def test_advice_on_an_encoding_never_names_the_one_that_failed(
    tmp_path: Path, data: bytes, encoding: str, error: type[StatxError], advice: str
) -> None:
    with pytest.raises(error) as refused:
        cells(opened(tmp_path, data, encoding=encoding))

    _, _, remedy = refused.value.text.en.partition(". ")

    assert advice in refused.value.text.en
    assert type(refused.value) is error
    assert not encoding or encoding not in remedy


@pytest.mark.parametrize("size", [1, 7, 64, 1 << 20])
@pytest.mark.parametrize("width", [1, 2])
def test_a_byte_order_mark_inside_the_data_is_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, width: int
) -> None:
    cut_small(monkeypatch, size)
    labels, rest = ("a,b", ",x") if width > 1 else ("a", "")
    rows = [f"{BOM}{number}{rest}" for number in range(9)]
    text = "\n".join([labels, *rows, ""])

    assert cells(opened(tmp_path, text.encode()))[0] == [f"{BOM}{number}" for number in range(9)]


def test_places_count_physical_lines_and_characters_behind_quoted_newlines(tmp_path: Path) -> None:
    data = 'b,a\r\n"é\r\n""x"", y",1\r\n"1\n2",x\r\n'
    schema = {"fields": [{"name": "b"}, {"name": "a", "type": "integer"}]}
    finding = only(judge(tmp_path, schema, data))

    assert (finding.row, finding.line, finding.column, finding.position) == (3, 5, 4, 2)
    assert finding.cells == ("1\n2", "x")


def test_the_column_counts_characters_and_not_bytes(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "b"}, {"name": "a", "type": "integer"}]}
    finding = only(judge(tmp_path, schema, "b,a\n日本👍,x\n"))

    assert (finding.line, finding.column) == (2, 5)


def test_places_are_found_again_in_every_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_small(monkeypatch, 64)
    rows = [f'"{number}\n",z\n' if number % 7 else "x,z\n" for number in range(100)]
    text = "".join(["a,b\n", *rows])
    findings = judge(tmp_path, AB, text).findings()
    assert [finding.row for finding in findings] == list(range(2, 102, 7))

    lines = text.split("\n")
    found_lines = [lines[(finding.line or 0) - 1] for finding in findings]
    assert found_lines == ["x,z"] * len(findings)


def test_a_cell_of_a_megabyte_is_a_cell(tmp_path: Path) -> None:
    report = judge(tmp_path, AB, "a,b\n1," + "y" * (1 << 20) + "\n\nx,1\n1\n")
    assert found(report) == [("blank-row", 3, ""), ("type-error", 4, "a"), ("missing-cell", 5, "b")]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_blank_lines_in_a_file_of_one_column_are_blank_rows(tmp_path: Path, newline: str) -> None:
    text = newline.join(["a", "1", "", '""', "x", ""])
    schema = {"fields": [{"name": "a", "type": "integer"}]}

    assert found(judge(tmp_path, schema, text)) == [
        ("blank-row", 3, ""),
        ("blank-row", 4, ""),
        ("type-error", 5, "a"),
    ]


def test_an_empty_text_that_is_no_missing_value_is_told_from_a_blank_line(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a"}, {"name": "b"}], "missingValues": ["-"]}
    assert found(judge(tmp_path, schema, "a,b\n,\n\n-,-\n")) == [
        ("blank-row", 3, ""),
        ("blank-row", 4, ""),
    ]


def test_labels_are_read_without_the_spaces_around_them(tmp_path: Path) -> None:
    assert judge(tmp_path, AB, "a, b \n1,x\n").valid


def test_a_declared_delimiter_is_kept_even_where_another_stands_more_often(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a;b\n1;x,y,z\n")
    assert judge_file(tmp_path / "data.csv", AB, delimiter=";").valid


# ---- a header that is declared ------------------------------------------------------------------

TITLED = 'Tabel "Miskin" 2024\n"Jawa\nTimur"\na;b\n1;x\nx;"y\nz"\n1;1;1\n'


def test_rows_above_a_declared_header_are_skipped_and_counted(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(TITLED)
    findings = judge_file(tmp_path / "data.csv", AB, header_row=3).findings()

    assert [(each.rule.code, each.row, each.line) for each in findings] == [
        ("type-error", 5, 6),
        ("extra-cell", 6, 8),
    ]


def test_a_declared_header_that_is_wrong_is_said_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("Judul\n\na,c\n1,x\n")
    assert only(judge_file(tmp_path / "data.csv", AB, header_row=3)).line == 3


def test_a_header_under_title_lines_is_found_and_its_row_is_the_remedy(tmp_path: Path) -> None:
    finding = only(judge(tmp_path, AB, TITLED))

    assert (finding.rule.code, finding.line) == ("header-line", 4)
    assert "--header-row 3" in finding.rule.remedy.say("en")


def test_a_declared_header_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        NoHeaderRowError, match="has only 2 rows, and its header was declared to be row 3"
    ):
        open_table(_written(tmp_path, "a,b\n1,x\n"), declared=TableDialect(header_rows=(3,)))


def test_without_a_header_cells_belong_to_the_fields_by_position(tmp_path: Path) -> None:
    table = csv.FORMAT.fitted(
        open_table(_written(tmp_path, "1,x\n2,y\n"), declared=TableDialect(header_rows=())),
        Schema.parse(AB, source="test"),
    )
    assert (table.labels, cells(table), table.number_of(0)) == (
        ("a", "b"),
        [["1", "2"], ["x", "y"]],
        1,
    )


def _written(folder: Path, text: str) -> Path:
    (folder / "data.csv").write_text(text)
    return folder / "data.csv"
