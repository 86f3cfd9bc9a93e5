"""CSV in rare dialects: what is data, where it stands, what is refused."""

from __future__ import annotations

import csv
import io
import json
import pickle
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statx.config import Config
from statx.errors import StatxError
from statx.judging.engine import JudgingOptions
from statx.judging.reports import ReportOptions, judge_target
from statx.options import DataOptions
from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect, parse
from statx.results.report import Report
from statx.sources.targets import Refusal, Target, targets
from statx.tables.csv import exact as csv_exact
from statx.tables.csv import exact_records
from statx.tables.csv.errors import (
    LoneReturnError,
    LongRecordError,
    MixedNewlineError,
    NulByteError,
    OpenQuoteError,
    StrayQuoteError,
)
from statx.tables.csv.exact import open_exact
from statx.tables.csv.head import open_text
from statx.tables.csv.table import FORMAT, open_csv
from statx.tables.errors import BadEncodingError
from statx.tables.table import BlockExtent, Cells, Table
from tests.verdicts import CATALOG

SCHEMA = Schema.parse(
    {"fields": [{"name": "a"}, {"name": "b"}], "missingValues": ["-"]}, source="test"
)
AB = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}], "primaryKey": ["a"]}


def described(folder: Path, dialect: Mapping[str, Any], data: bytes | str) -> Report:
    """The report on a file whose dialect a descriptor declares."""
    (folder / "data.csv").write_bytes(data.encode() if isinstance(data, str) else data)
    resource = {"name": "data", "path": "data.csv", "dialect": dialect, "schema": AB}
    (folder / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    target: Target | Refusal
    [target] = targets([folder / "datapackage.json"], DataOptions(), CATALOG, Config())

    return judge_target(target, CATALOG, ReportOptions(JudgingOptions(limit=0)))


def refusal(folder: Path, dialect: Mapping[str, Any], data: bytes | str) -> StatxError | None:
    try:
        return described(folder, dialect, data).error
    except StatxError as error:
        return error


@pytest.mark.parametrize(
    ("dialect", "data"),
    [
        pytest.param({"commentChar": "#"}, '# say "what"\na,b\n#\n1,x\n# 2,y', id="comments"),
        pytest.param(
            {"commentRows": [1, 4]}, "Judul\na,b\n1,x\nsumber: BPS\n", id="comments by row"
        ),
        pytest.param({"skipInitialSpace": True}, 'a, b\n1, "x, y"\n', id="spaces before cells"),
        pytest.param({"escapeChar": "\\"}, 'a,b\n1,x\\,y\\"\n', id="escapes"),
        pytest.param(
            {"escapeChar": "\\", "doubleQuote": False}, 'a,b\n1,"x\\"y"\n', id="escapes in quotes"
        ),
        pytest.param({"skipBlankRows": True}, "a,b\n\n,\n1,x\n\n", id="blank rows"),
        pytest.param({"delimiter": "§"}, "a§b\n1§x\n", id="a delimiter of two bytes"),
        pytest.param({"commentChar": "#", "header": False}, "1,x\n#\n2,y\n", id="no header"),
        pytest.param(
            {"commentChar": "#", "headerRows": [2, 3], "headerJoin": ""},
            "#\na,\n,b\n1,x\n",
            id="two rows",
        ),
        pytest.param({"commentChar": "#"}, "#\r\na;b\r\n1;x\r\n", id="a delimiter that is found"),
        pytest.param({"nullSequence": "-", "header": False}, "1,-\n2,y\n", id="a null sequence"),
    ],
)
def test_a_dialect_is_obeyed(tmp_path: Path, dialect: Mapping[str, Any], data: str) -> None:
    assert described(tmp_path, dialect, data).exit_code == 0


@pytest.mark.parametrize("size", [1, 12, 1 << 20])
def test_rows_lines_and_characters_are_counted_with_all_that_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(csv_exact, "SIZE", size)
    data = '# judul\na, b\n#\n1, "x\ny"\n\n2, é\n# 3\n\n1, "z",z\n'
    dialect = {"commentChar": "#", "skipInitialSpace": True, "skipBlankRows": True}
    extra, again = described(tmp_path, dialect, data).findings()

    assert (again.row, again.line, again.note) == (9, 10, "the same as in the row at position 4")
    assert (extra.row, extra.line, extra.column, extra.cell) == (9, 10, 8, "z")


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        pytest.param('a,b\n1,"x\n2,y\n', OpenQuoteError, "line 2, byte 6", id="open quote"),
        pytest.param(
            'a,b\n1,"x\n2,"y"\n', OpenQuoteError, "line 2, byte 6", id="a quote closed lines below"
        ),
        pytest.param('a,b\n1,é"y\n', StrayQuoteError, "line 2, byte 8", id="stray quote"),
        pytest.param(
            'a,b\n1,"x"y\n', StrayQuoteError, "line 2, byte 8", id="a quote closed in a cell"
        ),
        pytest.param(
            "a,b\n#" + 2000 * "-" + "\n1,\0\n", NulByteError, "line 3, byte 2008", id="NUL"
        ),
        pytest.param("a,b\n1,x\r2,y\n", LoneReturnError, "line 2, byte 7", id="old Mac"),
        pytest.param("a,b\n1,x\r", LoneReturnError, "line 2, byte 7", id="old Mac at the end"),
        pytest.param("a,b\n1,x\r\n", MixedNewlineError, "line 2, byte 7", id="mixed newlines"),
        pytest.param(b"a,b\n1,\xe9t\n", BadEncodingError, "line 2, byte 6: 0xE9", id="latin-1"),
    ],
)
def test_a_damaged_text_is_refused_with_line_and_byte(
    tmp_path: Path, data: bytes | str, error: type[StatxError], says: str
) -> None:
    refused = refusal(tmp_path, {"commentChar": "#"}, data)

    assert type(refused) is error
    assert says in refused.text.say("en")


def test_one_endless_record_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact_records, "RECORD_LIMIT", 1 << 12)
    monkeypatch.setattr(exact_records, "CHUNK", 1 << 10)

    assert (
        type(refusal(tmp_path, {"commentChar": "#"}, 'a,b\n1,"' + "x\n" * (1 << 13)))
        is LongRecordError
    )


def test_what_is_unusual_in_a_dialect_is_said(tmp_path: Path) -> None:
    report = described(
        tmp_path, {"commentChar": "#", "quoteChar": "'", "headerRows": [1]}, "a,b\n1,x\n"
    )

    assert report.reading is not None
    assert report.reading.dialect == (("commentChar", "#"), ("quoteChar", "'"))


# ---- the same as the fast reader ----------------------------------------------------------------

CELLS = st.text(alphabet="ab,;'\"\n é", max_size=4)
RECORDS = st.lists(st.lists(CELLS, max_size=3), min_size=1, max_size=8)


@st.composite
def plain_files(draw: st.DrawFn) -> tuple[TableDialect, bytes]:
    """Regular files in dialects that both readers know."""
    delimiter = draw(st.sampled_from([",", ";"]))
    quote = draw(st.sampled_from(['"', "'"]))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    rows: list[int] | None = draw(st.sampled_from([None, [], [1], [2], [1, 2]]))

    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=delimiter,
        quotechar=quote,
        lineterminator=newline,
        quoting=csv.QUOTE_ALL,
    )
    writer.writerows([["a", "b"], ["c"], *draw(RECORDS)])
    data = text.getvalue()
    if draw(st.booleans()):
        data = data.removesuffix(newline)

    declared: dict[str, Any] = {"delimiter": delimiter, "quoteChar": quote}
    if rows is not None:
        declared["headerRows"] = rows
    return parse(declared, "test"), data.encode()


@given(plain_files(), st.integers(1, 40))
@example((TableDialect(delimiter=","), b"a,b\nc\n\n,\n"), 1)
def test_both_readers_give_the_same_cells_and_places(
    case: tuple[TableDialect, bytes], size: int
) -> None:
    declared, data = case
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_exact, "SIZE", size)
        path = Path(folder, "data.csv")
        path.write_bytes(data)
        fast = open_csv(path, declared=declared)
        exact = open_exact(open_text(path, "", declared), declared)
        assert all_of(exact) == all_of(fast)


def all_of(table: Table) -> object:
    """Labels, records, their numbers and places, of a table that travelled."""
    travelled = pickle.loads(pickle.dumps(table))  # noqa: S301  our own
    fitted: Table = FORMAT.fitted(travelled, SCHEMA)
    rows, extents = read(fitted)
    numbers = range(len(rows))

    again = [block.read() for block in fitted.again(extents)]
    assert sum(cells.rows for cells in again) == len(rows)

    places = fitted.places(numbers, extents)
    counted = [fitted.number_of(row) for row in numbers]
    return fitted.labels, rows, counted, dict(places)


def read(table: Table) -> tuple[list[list[str | None]], list[BlockExtent]]:
    """(records as far as the header goes, where the blocks stood)."""
    rows: list[list[str | None]] = []
    extents: list[BlockExtent] = []
    for block in table.blocks():
        cells = block.read()
        rows += in_order(cells)
        extent = BlockExtent(block.first, block.size, cells.rows, cells.lines)
        extents.append(extent)

    return rows, extents


def in_order(cells: Cells) -> list[list[str | None]]:
    """The records of a block as they stand in the file."""
    columns = [column.to_pylist() for column in cells.columns]
    records: list[list[str | None]] = [[] for _ in range(cells.rows)]
    order = range(cells.rows) if cells.order is None else cells.order.tolist()
    for entry, row in enumerate(order):
        records[row] = [column[entry] for column in columns]

    return records
