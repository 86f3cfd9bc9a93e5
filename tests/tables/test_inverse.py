"""Writing is the inverse of reading: a cell that was written means the value it was written for."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.tables.canonical import canonical_text, cell_of, written
from statx.tables.judged import judge_block
from statx.tables.meaning import CellReader
from statx.tables.table import Cells
from tests.verdicts import field

Variants = list[dict[str, Any]]

MARKS: Variants = [
    {},
    {"decimalChar": ",", "groupChar": "."},
    {"decimalChar": ","},
    {"groupChar": ","},
    {"groupChar": " "},
    {"bareNumber": False},
]
DECIMALS: Variants = [{}, *({"statx": {"decimals": number}} for number in (0, 1, 2, 8, 20, 30))]
DESCRIPTORS: dict[str, Variants] = {
    "any": [{}],
    "string": [{}, {"format": "uri"}, {"format": "binary"}],
    "integer": [{}, {"groupChar": "."}, {"bareNumber": False}],
    "number": [
        *({**marks, **decimals} for marks in MARKS for decimals in DECIMALS),
        *({"floatNumber": True, **decimals} for decimals in DECIMALS),
    ],
    "boolean": [
        {},
        {"falseValues": ["tidak", "T"]},
        {"trueValues": ["ya", "1"]},
        {"trueValues": ["-", "ya"], "falseValues": ["-99", "0"]},
        {"trueValues": ["x"], "falseValues": ["x", "y"]},
    ],
    "date": [
        {},
        *({"format": form} for form in ("%d/%m/%Y", "%d/%m/%y", "%m/%Y", "%Y%m%d", "%j %Y")),
    ],
    "datetime": [
        {},
        *(
            {"format": form}
            for form in ("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%d %H:%M%z")
        ),
    ],
    "time": [{}, *({"format": form} for form in ("%H.%M", "%I:%M %p", "%H:%M:%S%z"))],
    "year": [{}],
    "yearmonth": [{}],
    "duration": [{}],
    "geopoint": [{}, {"format": "array"}],
    "list": [{}, {"delimiter": ";", "itemType": "integer"}],
    "array": [{}],
    "object": [{}],
}
MISSING = st.sampled_from(
    [
        [""],
        [],
        ["-"],
        ["-99"],
        ["-99.00"],
        ["", "-99,0"],
        ["0", "1"],
        ["true"],
        ["9999", "2024-01-05"],
        ["00.30"],
    ]
)
DIGITS = st.one_of(
    st.sampled_from(
        ["-99", "-99.0", "-99,0", " -99 ", "0", "-0.0", "1.50", "1.234,5", "0.125", "1e2"]
    ),
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    st.floats().map(repr),
    st.from_regex(r"[+-]?[0-9]{1,40}([.,][0-9]{1,32})?([eE][+-]?[0-9]{1,4})?", fullmatch=True),
    st.from_regex(r"Rp [0-9]{1,3}(\.[0-9]{3}){0,2}(,[0-9]{1,3})?%?", fullmatch=True),
)
MOMENTS = st.one_of(
    st.datetimes().map(str),
    st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat()),
    st.sampled_from(
        ["0001-01-01T00:00:00+07:00", "9999-12-31T23:59:59-07:00", "2024-1-5", "05/01/2024"]
    ),
    st.sampled_from(
        ["5/1/2024 7:03", "2024-01-31T08:00:00.5", "2024-01-31 08:00:00Z", "2024-01-05 10:20+0700"]
    ),
    st.sampled_from(
        ["08:00:00", "08:00:00.25Z", "08:00:00+07:00", "24:00:00", "8.05", "00.30", "12:30 AM"]
    ),
    st.dates().map(lambda day: day.strftime("%d/%m/%Y")),
    st.dates().map(lambda day: day.strftime("%m/%Y")),
    st.dates().map(str),
    st.from_regex(r"[0-9]{4}(-[0-9]{2})?", fullmatch=True),
)
OTHERS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(["ya", "tidak", "T", "true", "TRUE", "1", "0", "x", "y", "-", "false"]),
    st.sampled_from(
        ["P1D", "PT24H", "P1Y2M", "1, 2", "[1, 2]", "1;2", "a,b", '{"a": 1}', "[]", "YQ=="]
    ),
)
KINDS = st.sampled_from(sorted(DESCRIPTORS))


@st.composite
def fields(draw: st.DrawFn) -> Field:
    kind = draw(KINDS)
    descriptor = {"name": "a", "type": kind, **draw(st.sampled_from(DESCRIPTORS[kind]))}
    schema = {"fields": [descriptor], "missingValues": draw(MISSING)}
    return Schema.parse(schema, source="law").fields[0]


def written_cell(text: str, reader: CellReader) -> str | None:
    """The cell that conversion writes for this one; None where it refuses to."""
    column = judge_block(Cells((pa.array([text]),), 1), [reader]).columns[0]
    is_lost = any(result.loss for result in column.results.values())
    if is_lost or column.broken or column.valueless[0]:
        return None

    cell: str = written(canonical_text(column.typed()), reader.field)[0].as_py()
    return cell


@given(fields(), st.one_of(DIGITS, MOMENTS, OTHERS))
def test_what_was_written_means_what_was_read(field: Field, text: str) -> None:
    reader = CellReader(field)
    cell = written_cell(text, reader)
    if cell is None:
        return

    first, again = reader.read(text), reader.read(cell)
    assert cell not in field.missing_values
    assert (again.value, again.key, again.broken, again.loss) == (first.value, first.key, (), "")
    assert written_cell(cell, reader) == cell
    assert cell_of(first.value, str(first.canonical), field) == cell


@pytest.mark.parametrize(
    ("descriptor", "text", "cell"),
    [
        pytest.param(
            {"type": "number", "missingValues": ["-99"]},
            "-99.0",
            None,
            id="a number that is missing",
        ),
        pytest.param(
            {"type": "number", "missingValues": ["-99.00"], "statx": {"decimals": 2}},
            "-99",
            None,
            id="a decimal that is missing",
        ),
        pytest.param(
            {"type": "number", "missingValues": ["-99"]}, "-98.0", "-98", id="a number that is not"
        ),
        pytest.param(
            {"type": "boolean", "falseValues": ["tidak"]},
            "tidak",
            "tidak",
            id="false alone has words",
        ),
        pytest.param({"type": "boolean", "trueValues": ["1"]}, "1", "1", id="true alone has words"),
        pytest.param(
            {"type": "boolean", "missingValues": ["true"]},
            "TRUE",
            "True",
            id="a word that is missing",
        ),
        pytest.param(
            {"type": "time", "format": "%H.%M"}, "08.30", "08.30", id="a time with a format"
        ),
        pytest.param(
            {"type": "time", "format": "%H.%M"}, "8.5", "08.05", id="a time written otherwise"
        ),
        pytest.param(
            {"type": "datetime"},
            "2024-01-31T08:00:00.5",
            "2024-01-31T08:00:00.500000",
            id="half a second",
        ),
        pytest.param({"type": "datetime"}, "2024-01-31T08:00:00Z", None, id="a zone"),
        pytest.param(
            {"type": "number", "statx": {"decimals": 8}},
            "0",
            "0.00000000",
            id="eight decimals of zero",
        ),
        pytest.param(
            {"type": "number", "statx": {"decimals": 8}}, "1e-8", "0.00000001", id="eight decimals"
        ),
        pytest.param({"type": "number"}, "1e22", "10000000000000000000000", id="no exponent"),
    ],
)
def test_cells_are_written_so_or_refused(
    descriptor: dict[str, Any], text: str, cell: str | None
) -> None:
    assert written_cell(text, CellReader(field(**descriptor))) == cell
