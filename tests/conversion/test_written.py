"""What was written passes its schema and holds the same values, missing ones included.

Or the cell is refused.
"""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Schema as TheirSchema
from hypothesis import given, settings
from hypothesis import strategies as st

from statx.conversion.errors import LabelNotKeptError
from statx.registry.schema import Schema
from statx.tables.meaning import CellReader
from tests.verdicts import judge_file

from .strategies import FLOATS, MOMENTS, TEXTS, Cells, decimals
from .world import Descriptor, codes, converted, csv_file, files, schema_file

NUMBERS = st.one_of(
    FLOATS.map(lambda number: format(Decimal(repr(number)).normalize(), "f")),
    st.sampled_from(["-99.0", "-99", "0", "0.0", "-0", "1e3", "1.50", "+7", "NaN", "1E-7"]),
)
GROUPED = st.sampled_from(["1.234,50", "1234,5", "-0,25", "1.000", "12.345.678", "7", "0,0"])
WORDS = st.sampled_from(["true", "false", "ya", "tidak", "1", "0", "True"])
MARKS = st.sampled_from(
    [[""], ["-"], ["NA", ""], ["", "-99"], ["", "0"], ["true", ""], ["1.5"], []]
)


def places(number: int) -> tuple[Descriptor, Cells]:
    """Numbers of so many decimals at the most, whatever is written of them."""
    cells = st.integers(0, number).flatmap(decimals)
    return {"type": "number", "statx": {"decimals": number}}, cells


def moments(form: str) -> Cells:
    return MOMENTS.map(lambda moment: moment.strftime(form))


KINDS: dict[str, tuple[Descriptor, Cells]] = {
    "string": ({"type": "string"}, TEXTS),
    "any": ({"type": "any"}, TEXTS),
    "integer": ({"type": "integer"}, st.integers(-(2**64), 2**64).map(str) | NUMBERS),
    "grouped integer": ({"type": "integer", "groupChar": "."}, GROUPED),
    "percentage": (
        {"type": "integer", "bareNumber": False},
        st.sampled_from(["5%", "IDR 07", "8"]),
    ),
    "number": ({"type": "number"}, NUMBERS),
    "grouped number": ({"type": "number", "decimalChar": ",", "groupChar": "."}, GROUPED),
    **{f"{number} decimals": places(number) for number in (0, 2, 7, 20)},
    "boolean": ({"type": "boolean"}, WORDS),
    "words": ({"type": "boolean", "trueValues": ["ya"], "falseValues": ["tidak", "0"]}, WORDS),
    "true words": ({"type": "boolean", "trueValues": ["1", "ya"]}, WORDS),
    "false words": ({"type": "boolean", "falseValues": ["tidak"]}, WORDS),
    "date": ({"type": "date"}, moments("%Y-%m-%d")),
    "formatted date": (
        {"type": "date", "format": "%d/%m/%Y"},
        moments("%d/%m/%Y") | st.just("1/2/2024"),
    ),
    "two digits": ({"type": "date", "format": "%d/%m/%y"}, moments("%d/%m/%y")),
    "datetime": (
        {"type": "datetime"},
        MOMENTS.map(dt.datetime.isoformat) | moments("%Y-%m-%dT%H:%M:%SZ"),
    ),
    "formatted datetime": (
        {"type": "datetime", "format": "%d.%m.%Y %H.%M"},
        moments("%d.%m.%Y %H.%M"),
    ),
    "time": ({"type": "time"}, MOMENTS.map(lambda moment: moment.time().isoformat())),
    "formatted time": ({"type": "time", "format": "%H.%M"}, moments("%H.%M") | st.just("8.5")),
    "year": ({"type": "year"}, st.integers(1000, 9999).map(str)),
    "yearmonth": ({"type": "yearmonth"}, moments("%Y-%m")),
    "duration": ({"type": "duration"}, st.sampled_from(["P1Y", "PT5M", "P1DT12H"])),
    "list": ({"type": "list"}, st.sampled_from(["a", "a,b", "1,2"])),
    "array": ({"type": "array"}, st.sampled_from(["[1]", '["a", 2]', "[]"])),
    "geopoint": ({"type": "geopoint"}, st.sampled_from(["1,2", "1.50, 2"])),
}  # fmt: skip
"""Kind -> a field of it, and cells of which most can be read."""


@dataclass(frozen=True)
class Drawn:
    """A schema's fields and missing values, and a table of its cells.

    The first column says which row it is.
    """

    fields: list[Descriptor]
    missing: list[str]
    rows: list[list[str]]


@st.composite
def tables(draw: st.DrawFn) -> Drawn:
    kinds = draw(st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=3))
    missing = draw(MARKS)
    fields = [{"name": "k"}]
    cells = []
    for number, kind in enumerate(kinds):
        field, of_kind = KINDS[kind]
        fields.append({"name": f"f{number}", **field})
        cells.append(st.one_of(of_kind, st.sampled_from(missing)) if missing else of_kind)

    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=5))
    return Drawn(fields, missing, [[f"row{at}", *row] for at, row in enumerate(rows)])


def values(schema: Schema, rows: list[list[str]]) -> list[list[Any]]:
    """What the cells mean."""
    readers = [CellReader(field) for field in schema.fields]
    return [
        [reader.read(cell).value for reader, cell in zip(readers, row, strict=True)] for row in rows
    ]


def their_values(descriptor: Descriptor, path: Path) -> list[list[Any]]:
    """What frictionless-py reads in canonical CSV."""
    theirs = TheirSchema.from_descriptor(descriptor)
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return [theirs.read_cells(row)[0] for row in rows]


@settings(max_examples=30, deadline=None)
@given(tables(), st.sampled_from(["", "id"]))
def test_what_was_written_passes_and_holds_the_same_values(drawn: Drawn, locale: str) -> None:
    descriptor: Descriptor = {
        "name": "table",
        "fields": drawn.fields,
        "missingValues": drawn.missing,
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        schema = schema_file(folder, drawn.fields, missingValues=drawn.missing)
        header = [field["name"] for field in drawn.fields]
        source = csv_file(folder, [header, *drawn.rows])

        done = converted(source, folder / "out.csv", schema, locale=locale)
        alike = converted(source, folder / "out.parquet", schema, locale=locale)
        assert done.written == alike.written
        if not done.written:
            assert not judge_file(source, descriptor, locale=locale).valid or {
                code for code in codes(done) if code.startswith("loss-")
            }
            return

        for path in (folder / "out.csv", folder / "out.parquet"):
            assert judge_file(path, descriptor).valid
        converted(folder / "out.parquet", folder / "back.csv", schema)
        assert (folder / "back.csv").read_bytes() == (folder / "out.csv").read_bytes()

        agreed = Schema.parse(descriptor, source="law")
        read = values(agreed.in_locale("id" if locale else "en"), drawn.rows)
        assert their_values(descriptor, folder / "out.csv") == read


@pytest.mark.parametrize(
    "name", [" n", "n ", "\ufeffn"], ids=["a blank before", "behind", "a mark"]
)
def test_a_field_name_that_csv_does_not_keep_is_refused(tmp_path: Path, name: str) -> None:
    pq.write_table(pa.table({name: ["a"], "k": ["b"]}), tmp_path / "in.parquet")
    schema = schema_file(tmp_path, [{"name": name}, {"name": "k"}])
    with pytest.raises(LabelNotKeptError):
        converted(tmp_path / "in.parquet", tmp_path / "out.csv", schema)
    assert files(tmp_path) == {"in.parquet", "schema.json"}
