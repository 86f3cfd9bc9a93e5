"""Random schemas, and random tables that fit them in canonical form, or are dirty in any way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

Cells = st.SearchStrategy[str]


@dataclass(frozen=True)
class Drawn:
    """A schema's fields and missing values, and rows of cells."""

    fields: list[dict[str, Any]]
    missing: list[str]
    rows: list[list[str]]

    @property
    def header(self) -> list[str]:
        return [field["name"] for field in self.fields]


TEXTS = st.text(
    st.one_of(
        st.sampled_from(list("\"',;\n\r .-|\t0é漢😀")),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=8,
)
FLOATS = st.floats(allow_nan=False, allow_infinity=False).filter(
    lambda number: str(number) != "-0.0"
)
MOMENTS = st.datetimes(dt.datetime(1000, 1, 1), dt.datetime(9999, 12, 31))  # noqa: DTZ001  no zone is meant


def decimals(places: int) -> Cells:
    """Numbers with just so many decimals."""
    return st.integers(-(10**20), 10**20).map(
        lambda digits: format(Decimal(digits).scaleb(-places), "f")
    )


CANONICAL: dict[str, tuple[dict[str, Any], Cells]] = {
    "string": ({"type": "string"}, TEXTS),
    "integer": ({"type": "integer"}, st.integers(-(2**63), 2**63 - 1).map(str)),
    "number": (
        {"type": "number"},
        FLOATS.map(lambda number: format(Decimal(repr(number)).normalize(), "f")),
    ),
    "decimals": ({"type": "number", "statx": {"decimals": 2}}, decimals(2)),
    "boolean": ({"type": "boolean"}, st.sampled_from(["true", "false"])),
    "date": ({"type": "date"}, MOMENTS.map(lambda moment: moment.date().isoformat())),
    "datetime": ({"type": "datetime"}, MOMENTS.map(dt.datetime.isoformat)),
    "year": ({"type": "year"}, st.integers(1000, 9999).map(str)),
    "yearmonth": ({"type": "yearmonth"}, MOMENTS.map(lambda moment: f"{moment:%Y-%m}")),
}
"""Kind -> a field of it, and its canonical cells."""

DIRTY = st.one_of(
    TEXTS,
    st.sampled_from(["", "NA", "1.5", "007", "NaN", "9" * 25, "2024-02-30", "tidak ada", "ya"]),
)


@st.composite
def canonical_tables(draw: st.DrawFn) -> Drawn:
    """A table as statx itself would write it; no row is blank."""
    kinds = draw(st.lists(st.sampled_from(list(CANONICAL)), min_size=1, max_size=4))
    missing = draw(st.sampled_from([[""], ["-"], ["NA", ""]]))
    fields = [{"name": f"f{number}", **CANONICAL[kind][0]} for number, kind in enumerate(kinds)]
    cells = [
        st.one_of(CANONICAL[kind][1].filter(lambda c: c not in missing), st.just(missing[0]))
        for kind in kinds
    ]
    rows = draw(st.lists(st.tuples(*cells).map(list), min_size=1, max_size=8))
    fallback = [draw(CANONICAL[kind][1].filter(lambda c: c not in missing)) for kind in kinds]
    return Drawn(fields, missing, [row if set(row) != {missing[0]} else fallback for row in rows])


def spoilt(row: list[str], width: int) -> st.SearchStrategy[list[str]]:
    """The record as it is, another of any width, or a blank one."""
    return st.one_of(
        st.just(row), st.lists(DIRTY, min_size=1, max_size=width + 2), st.just([""] * width)
    )


@st.composite
def dirty_tables(draw: st.DrawFn) -> Drawn:
    """Cells of any kind, records of any width, keys that repeat."""
    clean = draw(canonical_tables())
    width = len(clean.fields)
    rows = [
        draw(spoilt(row, width))
        for row in draw(st.lists(st.sampled_from(clean.rows), min_size=1, max_size=12))
    ]
    return Drawn(clean.fields, clean.missing, rows)
