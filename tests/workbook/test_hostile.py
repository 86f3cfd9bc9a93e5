"""A hostile or broken workbook ends in a sentence that names it, whatever the bytes."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest

from statx.errors import StatxError
from statx.workbook.reading import open_workbook
from tests.workbook.hostile import HOSTILE, Hostile, Spoil, good_book, lower, with_part, with_rows

MEMORY = 8 << 20


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_it_ends_in_a_sentence(
    hostile: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(hostile.spoil(good_book(tmp_path)))
    lower(hostile.bounds or {}, monkeypatch)

    with pytest.raises(hostile.error) as refusal:
        open_workbook(path)
    assert str(path) in refusal.value.text.en
    assert hostile.says in refusal.value.text.en
    assert refusal.value.exit_code == 3


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(with_part("xl/worksheets/sheet1.xml", b" " * (16 << 20)), id="blanks"),
        pytest.param(with_rows("<row><c/></row>" * 30_000), id="cells without a value"),
        pytest.param(
            with_rows('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
                      '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
                      behind='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
                             '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
            id="a sheet that is wide and long, and empty",
        ),
    ],
)  # fmt: skip
def test_memory_is_bounded_by_what_is_there(spoil: Spoil, tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(spoil(good_book(tmp_path)))
    tracemalloc.start()
    with suppress(StatxError):
        open_workbook(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEMORY
