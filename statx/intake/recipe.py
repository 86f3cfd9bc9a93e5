"""A recipe: how a sheet is laid out, and what its columns mean. It is no program.

The order of steps is fixed: read, place, fill, check and drop, unpivot, clean, numbers, scale,
codes, constants, judge. So a recipe can be reviewed, compared, and proposed by a machine; a person
confirms it. Texts are compared as a reader sees them: spaces of any kind are one space.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from statx.intake.naming import Bare, Level

Fill = Literal["merged", "right"]
"""What fills the upper rows of a header: merged cells alone, or each text to its right."""
Until = Literal["end", "total", "blank", "row"]
"""Where the body ends: with the sheet, the last total, a blank row, or before a row by its text."""
Hidden = Literal["refuse", "include"]
IgnoredRows = Literal["", "above-header", "numbering", "below-body", "with"]
Over = Literal["all", "above"]
"""What a total adds up: all rows that are no totals, or those since the total before."""
Numbers = Literal["", "id", "en"]
Dates = Literal["", "id"]
Percent = Literal["", "as-shown", "as-stored"]
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Header:
    """Where the headings stand: found once by what its first row says, or the sheet is refused."""

    row_with: tuple[str, ...]
    """Texts that all stand in its first row, and in no other row together."""
    rows: int = 1
    """How many rows it has; headings of several are joined: `Produksi (ton) / 2024`."""
    fill: Fill = "merged"


@dataclass(frozen=True, slots=True)
class Body:
    """Where the rows of data end; they begin below the header."""

    until: Until = "end"
    row_with: str = ""
    """Of `row`: the text of the first row behind the body."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Cells that mean nothing for the table, and why."""

    why: str
    rows: IgnoredRows = ""
    """above-header; numbering, as (1) (2) (3); below-body, as they start; or with a text."""
    starts: tuple[str, ...] = ()
    """Of below-body: how each such row starts."""
    row_with: tuple[str, ...] = ()
    """Of with: a text that such a row of the body has as a cell."""
    columns: tuple[str, ...] = ()
    """Headings, or patterns of them."""
    letters: tuple[str, ...] = ()
    """Columns without a heading: `A`."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """Where in a file the table stands."""

    header: Header
    name: str = ""
    """Of the sheet; empty for a CSV file and for a workbook with one sheet."""
    encoding: str = ""
    """Of a CSV file; empty: the byte order mark says it, or it is UTF-8."""
    delimiter: str = ""
    """Of a CSV file; empty: found in it."""
    body: Body = field(default_factory=Body)
    hidden: Hidden = "refuse"
    """What becomes of hidden rows, columns and sheets."""
    ignore: tuple[Ignored, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """A row or a column that adds others up: it is checked, and not in the table.

    It is a row with a text, the rows that name a region of a level above the others', or a column.
    """

    columns: tuple[str, ...]
    """Columns that add up, as `[[column]]` calls them; of a column: the headings of its parts."""
    row_with: str = ""
    level: Level | Literal[""] = ""
    """Rows that name a region of this level add up the rows of the regions that lie in it."""
    column: str = ""
    """The heading of a column that adds up others, or a pattern."""
    unchecked: tuple[str, ...] = ()
    """Columns that do not add up, such as rates: their cells in such a row are ignored."""
    over: Over = "all"
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of regions become codes, by exact match after normalising."""

    level: Level
    within: str = ""
    """The code of the region they lie in, or the heading of the column that names it."""
    bare: Bare = ""
    """What a name without its kind is, where a kabupaten and a kota share it."""
    label: str = ""
    """The field that gets the official name; empty where none does."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet, or all that a pattern fits, and the field that it becomes."""

    to: str = ""
    """The field; empty for a column that only says where the names of another one lie."""
    heading: str = ""
    """In TOML `from`: a heading, or a pattern such as `Produksi (ton) / {tahun:year}`."""
    letter: str = ""
    """`A`, where the column has no heading."""
    fill: bool = False
    """In TOML `fill = "down"`: an empty cell says what the one above says; merged ones, too."""
    marks: tuple[str, ...] = ()
    """Signs at the end of a cell that refer to a footnote: `*)`, `r`."""
    missing: tuple[str, ...] = ()
    """Texts that say that there is no value."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Text -> what the table has in its place; where there are any, other texts are refused."""
    numbers: Numbers = ""
    """How numbers are written that are stored as text; empty: 1234.56."""
    dates: Dates = ""
    """How days are written that are stored as text, id: 31 Desember 2024 or 31-12-2024; empty:
    2024-12-31."""
    scale: Fraction = ONE
    percent: Percent = ""
    """7.5 or 0.075, where the sheet shows 7.5 %."""
    names: Names | None = None
    alias: Mapping[str, str] = field(default_factory=dict)
    """Name -> code: each a person's decision."""
    categories: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Variable of the pattern -> text in the heading -> what the table has in its place."""


@dataclass(frozen=True, slots=True)
class Constant:
    """The same in every row: a value, or what a text above the header says."""

    field: str
    value: str = ""
    text: str = ""
    """A pattern that one cell outside the body fits: `Produksi Padi Tahun {tahun:year}`."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are kept, or dropped, by what they say in a column."""

    column: str
    """Its heading."""
    why: str
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet with its meaning."""

    sheet: SheetLayout
    columns: tuple[Column, ...] = ()
    totals: tuple[Total, ...] = ()
    constants: tuple[Constant, ...] = ()
    filters: tuple[Filter, ...] = ()
    file: str = ""
    """Its name, or a pattern that fits one file, in the folder of the data; empty: the one that
    is tidied."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What makes a table of one or several sheets."""

    sources: tuple[Source, ...]
    """One, or several that `join` brings together."""
    schema: str = ""
    """`pertanian_padi@1.0.0`."""
    confirmed: str = ""
    """Who has looked at it and when; empty: it does not run."""
    join: tuple[str, ...] = ()
    """The fields by which rows of several sources are one row."""
