"""Table Dialect as frictionless-py 5.21 reads it: headers, comments, escapes, spaces.

Each property is tried in each of its spellings.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from statx.registry.table_dialect import PROPERTIES
from tests.differential.divergences import comparable
from tests.differential.oracle import Case, of_frictionless, of_statx
from tests.differential.test_differential import SLOW, examples

OF_CSV = (
    "delimiter",
    "lineTerminator",
    "quoteChar",
    "doubleQuote",
    "escapeChar",
    "skipInitialSpace",
)
SCHEMA = {
    "fields": [{"name": "a", "type": "integer"}, {"name": "b", "constraints": {"required": True}}],
    "primaryKey": ["a"],
}
HEADERS: tuple[Mapping[str, Any], ...] = (
    {"header": True, "headerRows": [1]},
    {"headerRows": [2]},
    {"header": True, "headerRows": [3], "headerJoin": "-"},
    {"headerRows": [1, 2]},
    {"headerRows": [1, 3], "headerJoin": ""},
    {"headerRows": []},
    {"header": False},
    {"header": False, "headerRows": [2]},
)
CELLS = (
    "1",
    "2",
    "x",
    "",
    "#c",
    " y",
    '"d"',
    '"e,;f"',
    '"g""h"',
    '"i\nj"',
    "'k'",
    "l\\",
    '\\"m',
    "'n''o'",
    '" p"',
    "a b",
)
LINES = ("", "#", "# z", "Judul", '#"r"')


@st.composite
def dialects(draw: st.DrawFn) -> Mapping[str, Any]:
    """Any mixture of properties, in one of the spellings."""
    found: dict[str, Any] = {
        "delimiter": draw(st.sampled_from([",", ";", "|"])),
        **draw(st.sampled_from(HEADERS)),
    }
    optional = {
        "quoteChar": st.sampled_from(['"', "'", ""]),
        "escapeChar": st.just("\\"),
        "doubleQuote": st.booleans(),
        "skipInitialSpace": st.booleans(),
        "commentChar": st.sampled_from(["#", ""]),
        "commentRows": st.sampled_from([[1], [2], [1, 4], [5]]),
        "skipBlankRows": st.booleans(),
        "lineTerminator": st.sampled_from(["\n", "\r\n"]),
    }
    for name in draw(st.lists(st.sampled_from(sorted(optional)), unique=True, max_size=4)):
        found[name] = draw(optional[name])
    if draw(st.booleans()):
        own = {name: found.pop(name) for name in OF_CSV if name in found}
        found["csv"] = own
    return found


@st.composite
def files(draw: st.DrawFn) -> Case:
    """A file with a header near its front, cells in every dress, and lines that are none."""
    dialect = draw(dialects())
    delimiter = {**dialect, **dialect.get("csv", {})}["delimiter"]
    row = st.lists(st.sampled_from(CELLS), min_size=1, max_size=3).map(delimiter.join)
    line = row | st.sampled_from(LINES)
    header = delimiter.join(("a", "b"))
    above = draw(st.lists(line, max_size=2))
    below = draw(
        st.lists(
            st.tuples(st.integers(1, 4).map(str), st.sampled_from(CELLS)).map(delimiter.join)
            | line,
            max_size=6,
        )
    )
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    lines = [*above, header, *below]
    return Case(
        SCHEMA,
        (newline.join(lines) + draw(st.sampled_from(["", newline]))).encode(),
        dialect=dialect,
    )


@settings(max_examples=examples(), deadline=None, suppress_health_check=SLOW)
@given(files())
def test_a_file_is_read_by_its_dialect_as_frictionless_reads_it(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = of_frictionless(case, Path(folder)), of_statx(case, Path(folder))
    theirs, ours = comparable(case, theirs, ours)
    assert theirs == ours


def test_every_property_of_csv_is_tried() -> None:
    tried = {
        "headerCase",
        "nullSequence",
        *OF_CSV,
        *(name for header in HEADERS for name in header),
    }
    of_workbooks = {"sheetName"}
    assert set(PROPERTIES) - of_workbooks == tried | {"commentChar", "commentRows", "skipBlankRows"}
