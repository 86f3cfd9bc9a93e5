"""Records of any length are read in groups as Python's reader reads them one by one."""

from __future__ import annotations

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statx.tables import limits
from statx.tables.csv import uneven
from statx.tables.csv.cells import TooManyCells, cells_of
from statx.tables.csv.dialect import Dialect
from statx.tables.csv.dictionaries import Dictionaries
from statx.tables.csv.uneven import Columns, read_uneven
from statx.tables.table import Cells

from .test_block_sizes import in_order

CELL = st.sampled_from(["", "1", "é", "a,b", 'q"', "x\ny", "\ufeff"])
RECORDS = st.lists(st.lists(CELL, max_size=5), min_size=1, max_size=12)
WIDTH = 3
MOST = limits.CELLS.most


def as_text(records: list[list[str]], newline: str, *, ended: bool) -> str:
    """CSV of these records; one without cells is a blank line."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=newline).writerows(records)
    return text.getvalue() if ended else text.getvalue().removesuffix(newline)


@given(RECORDS, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 3))
@example([["\ufeff1", "2", "3"], ["1", "2"]], "\n", True, 1)
@example([["1"], [], ["1"]], "\n", False, 1)
def test_groups_of_one_length_are_read_as_records_one_by_one(
    records: list[list[str]], newline: str, ended: bool, few: int
) -> None:
    text = as_text(records, newline, ended=ended)
    data = pa.py_buffer(text.encode() or b"\n")
    one_by_one = cells_of(csv.reader(io.StringIO(text or "\n", newline="")), WIDTH)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uneven, "FEW", few)
        columns = Columns(WIDTH, Dictionaries(), blank_is_regular=False)
        cells = read_uneven(data, Dialect(","), columns)

    assert in_order(cells) == in_order(one_by_one)
    assert shape(cells) == shape(one_by_one)


@pytest.mark.parametrize("record", ["x" + "," * MOST, '"\n,"' + "," * MOST])
def test_a_record_of_too_many_cells_is_named_by_its_row(record: str) -> None:
    data = pa.py_buffer(f"1\n\n{record}\n1\n".encode())

    with pytest.raises(TooManyCells) as refused:
        read_uneven(data, Dialect(","), Columns(WIDTH, Dictionaries()))

    assert (refused.value.row, refused.value.cells) == (2, 1 + MOST)


def shape(cells: Cells) -> object:
    """What is said of records that are too long or too short."""
    extra, short = cells.extra, cells.short
    return (
        extra and (extra.rows.tolist(), extra.positions.tolist()),
        short and (short.rows.tolist(), short.cells.tolist()),
    )
