"""What a CSV file holds, where it stands and what is wrong with it does not depend on blocks."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statx.errors import StatxError
from statx.registry.schema import Schema
from statx.tables.csv.table import FORMAT, open_csv
from statx.tables.table import BlockExtent, Cells, Table
from tests.verdicts import cut_small

BOM = "\ufeff".encode()
PARTS = [b"a", b",", b"\n", b"\r\n", b'"', b'""', b"1,2\n", b'"x\ny",', "é".encode(), BOM]
BROKEN = [b"\r", b"\0", b"\xe9", b'x"y']
BODIES = st.lists(st.sampled_from(PARTS + BROKEN), max_size=12).map(b"".join)
SOUND = st.lists(st.sampled_from([b"1", b",", b"\n", b"2,", BOM, b'"x\n,"']), max_size=20)


def seen(data: bytes, labels: str, missing: str, size: int) -> object:
    """All that a file shows if it is read in blocks of about so many bytes: or its error."""
    schema = Schema.parse(
        {"fields": [{"name": name} for name in labels.split(",")], "missingValues": [missing]},
        source="test",
    )
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        cut_small(patch, size)
        patch.chdir(folder)
        Path("data.csv").write_bytes(labels.encode() + b"\n" + data)
        try:
            return read(FORMAT.fitted(open_csv(Path("data.csv")), schema))
        except StatxError as error:
            return type(error), error.text.say("en")


def read(table: Table) -> object:
    """(records with their surplus, where each stands)."""
    extents: list[BlockExtent] = []
    records: list[list[str | None]] = []
    for block in table.blocks():
        cells = block.read()
        records += in_order(cells)
        extent = BlockExtent(block.first, block.size, cells.rows, cells.lines)
        extents.append(extent)

    places = table.places(range(len(records)), extents)
    return records, dict(places)


def in_order(cells: Cells) -> list[list[str | None]]:
    """The cells of each record, with those beyond the header."""
    columns = [column.to_pylist() for column in cells.columns]
    records: list[list[str | None]] = [[] for _ in range(cells.rows)]
    order = range(cells.rows) if cells.order is None else cells.order.tolist()
    for entry, row in enumerate(order):
        records[row] = [column[entry] for column in columns]

    if cells.extra is not None:
        rows = cells.extra.rows.tolist()
        texts = cells.extra.texts.to_pylist()
        for row, text in zip(rows, texts, strict=True):
            records[row].append(text)

    return records


@given(
    BODIES | SOUND.map(b"".join),
    st.sampled_from(["a", "a,b"]),
    st.sampled_from(["", "-"]),
    st.integers(1, 40),
)
@example(BOM + b"1,2\n" + BOM + b"3,4\n", "a,b", "", 1)
@example(b"\n\n,\n\n", "a,b", "-", 1)
@example(b"\xe9\n\0\n", "a", "", 1)
@example(b'\xe9\nx"y\n', "a", "", 1)
@example(b'1,"x\n' + b"2,3\n" * 9, "a,b", "", 3)
def test_a_file_shows_the_same_whatever_its_blocks(
    data: bytes, labels: str, missing: str, size: int
) -> None:
    assert seen(data, labels, missing, size) == seen(data, labels, missing, 1 << 20)
