"""How a table is laid out that no schema fits: shapes that people read, and programs do not.

Three are known again by their header and the records below it: periods side by side as columns, a
header of several rows, and a table that begins below lines about it. Each has its own way out, and
no renaming of columns would be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statx.tables.table import Table
from statx.texts import Text, count

LOOKED_AT = 20
"""Records in which the header is looked for."""
SEVERAL = 3
"""Years from which columns are a series."""
NAMED = 3
"""Columns named of a header that was found."""
YEAR = re.compile(r"(?:^|\D)((?:19|20)\d\d)$")
MONTH_NAMES = (
    *("januari january", "februari february", "maret march", "april", "mei may", "juni june"),
    *("juli july", "agustus august", "september", "oktober october", "november"),
    "desember december",
)
MONTHS = {name: names for names in MONTH_NAMES for name in names.split()}
"""Name of a month -> what stands for the month."""

Row = Sequence[str]

YEARS_ACROSS = Text(
    id=(
        "tahun berjajar sebagai kolom ({first} … {last}). Susun ulang: satu baris untuk tiap"
        " wilayah dan tahun, dengan kolom tahun dan kolom nilai"
    ),
    en=(
        "years stand side by side as columns ({first} … {last}). Arrange it anew: a row for each"
        " region and year, with a column for the year and one for the value"
    ),
)
MONTHS_ACROSS = Text(
    id=(
        "bulan berjajar sebagai kolom ({first} … {last}). Susun ulang: satu baris untuk tiap"
        " wilayah dan bulan, dengan bulan di kolom tersendiri"
    ),
    en=(
        "months stand side by side as columns ({first} … {last}). Arrange it anew: a row for each"
        " region and month, with the month in a column of its own"
    ),
)
STACKED = Text(
    id=(
        "nama kolomnya bertumpuk dalam {n} baris. Tulis satu baris nama kolom, satu nama untuk tiap"
        " kolom, dan hapus yang lain"
    ),
    en=(
        "its header is stacked in {n} rows. Write one row, with a name for each column, and remove"
        " the others"
    ),
)
BELOW_LINES = Text(
    id=(
        "tabelnya baru mulai di baris {row} ({labels}), di bawah keterangan. Periksa dengan"
        " {options.header_row:{row}}, atau hapus baris di atasnya"
    ),
    en=(
        "the table begins only in row {row} ({labels}), below lines about it. Judge it with"
        " {options.header_row:{row}}, or remove the lines above"
    ),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A shape that was recognised."""

    says: Text
    """What it is and what to do, without a full stop."""
    labels: tuple[str, ...]
    """The names of its columns, wherever they stand, without periods."""
    header_row: int = 0
    """The number of the record that holds them; 0 where they are the header that was read."""


def recognise_layout(table: Table) -> Layout | None:
    """What shape the table has; None where it is an ordinary one."""
    labels = table.labels
    below = _header_below(table.front(LOOKED_AT)) if "" in labels or len(labels) == 1 else None
    if below is not None:
        return below
    return _periods_across(labels)


def _periods_across(labels: tuple[str, ...]) -> Layout | None:
    """Years or months in the names of columns."""
    years = [match[1] for match in map(YEAR.search, labels) if match]
    if len(set(years)) >= SEVERAL:
        says = YEARS_ACROSS.fill(
            first=years[0],
            last=years[-1],
        )
        others = [label for label in labels if not YEAR.search(label)]
        return Layout(says, tuple(others))

    months = list(dict.fromkeys(_months_in(labels)))
    if len({MONTHS[month.casefold()] for month in months}) > 1:
        says = MONTHS_ACROSS.fill(
            first=months[0],
            last=months[-1],
        )
        return Layout(says, labels)
    return None


def _months_in(labels: Sequence[str]) -> Iterator[str]:
    for label in labels:
        for word in re.findall(r"[^\W\d_]+", label):
            if word.casefold() in MONTHS:
                yield word


def _header_below(rows: Sequence[Row]) -> Layout | None:
    """The first record whose cells are all filled, with records of its width below."""
    widest = max((len(row) for row in rows), default=0)
    for number, row in enumerate(rows[:-1], start=1):
        is_whole = len(row) == widest > 1 and _filled(row) * 5 >= widest * 4
        if not is_whole or len(rows[number]) != widest:
            continue
        if number == 1:
            return None

        above = rows[: number - 1]
        if all(_filled(each) > 1 for each in above):
            says = STACKED.fill(n=count(number))
            return Layout(says, tuple(row))

        says = BELOW_LINES.fill(
            row=number,
            labels=_some(row),
        )
        return Layout(says, tuple(row), number)
    return None


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell.strip())


def _some(row: Row) -> str:
    listed = ", ".join(row[:NAMED])
    return f"{listed}, …" if len(row) > NAMED else listed
