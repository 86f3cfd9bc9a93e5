"""What frictionless-py's published tests hold it to, statx holds to as well.

The written list names what it does not.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from frictionless import FrictionlessException, Schema

from statx.errors import BrokenSchemaError
from statx.registry.schema import Schema as Agreement
from statx.registry.vocabulary import CONSTRAINTS as APPLICABLE
from statx.registry.vocabulary import TYPES
from statx.tables.meaning import TABLE_SCHEMA_2, CellReader
from tests.differential.divergences import DIVERGENCES
from tests.differential.oracle import Case, Entry, Verdict, of_frictionless, of_statx
from tests.differential.published import CRASHES, Broken, Column
from tests.differential.published_constraints import CONSTRAINTS, NOTHING, SUPPORTED
from tests.differential.published_tables import TABLES, Table
from tests.differential.published_types import OF_TYPES

COLUMNS = (*OF_TYPES, *CONSTRAINTS, *NOTHING)
NAMES = {divergence.id for divergence in DIVERGENCES}


def reads(column: Column, text: str) -> object:
    """What the case states of a text for Frictionless."""
    return column.theirs.get(text, column.cells[text])


CELLS = [
    pytest.param(column, text, id=f"{column.id}: {text!r}")
    for column in COLUMNS
    for text in column.cells
]


@pytest.mark.parametrize(("column", "text"), CELLS)
def test_a_text_means_to_frictionless_what_is_stated(column: Column, text: str) -> None:
    assert by_frictionless(column.field, text) == reads(column, text)


@pytest.mark.parametrize(("column", "text"), CELLS)
def test_a_text_means_to_statx_what_is_stated(column: Column, text: str) -> None:
    assert by_statx(column.field, text) == column.cells[text]


def by_frictionless(field: Any, text: str) -> object:  # noqa: ANN401  a descriptor
    """The value, or what does not hold."""
    schema = Schema.from_descriptor(described(field))
    try:
        value, notes = schema.fields[0].read_cell(text)
    except Exception:  # noqa: BLE001  whatever it is, Frictionless did not expect it either
        return CRASHES
    named = [
        name if name == "type" or name in field.get("constraints", {}) else "items"
        for name in notes or ()
    ]
    return Broken(tuple(dict.fromkeys(named))) if named else value


def by_statx(field: Any, text: str) -> object:  # noqa: ANN401  a descriptor
    """The value, or what does not hold."""
    result = CellReader(Agreement.parse(described(field), source="case").fields[0]).read(text)
    return Broken(result.broken) if result.broken else result.value


def described(field: Any) -> dict[str, Any]:  # noqa: ANN401  a descriptor
    """A schema of this one field."""
    return {"$schema": TABLE_SCHEMA_2, "fields": [{"name": "a", **field}]}


# ---- the same texts in files ---------------------------------------------------------------------


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.id)
def test_a_file_of_these_texts_gets_the_stated_verdict(column: Column, tmp_path: Path) -> None:
    case = file_of(column, [text for text in column.cells if reads(column, text) != CRASHES])
    theirs, ours = of_frictionless(case, tmp_path), of_statx(case, tmp_path)
    assert (theirs, ours) == (stated(column, case, theirs=True), stated(column, case, theirs=False))


def file_of(column: Column, texts: list[str]) -> Case:
    """A numbered column beside it keeps empty texts from being blank rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([["n", "a"], *([str(number), text] for number, text in enumerate(texts))])
    fields = [{"name": "n", "type": "integer"}, {"name": "a", **column.field}]
    return Case({"fields": fields}, out.getvalue().encode())


def stated(column: Column, case: Case, *, theirs: bool) -> Verdict:
    """What the column states of the cells in that file."""
    records = list(csv.reader(io.StringIO(case.data.decode(), newline="")))[1:]
    found: list[Entry] = []
    for row, (_, text) in enumerate(records, start=2):
        said = reads(column, text) if theirs else column.cells[text]
        broken = said.names if isinstance(said, Broken) else ()
        found += [
            ("type-error" if name == "type" else "constraint-error", row, "a") for name in broken
        ]
    return Counter(found)


# ---- whole tables, and schemas -------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_a_table_gets_the_stated_verdict(table: Table, tmp_path: Path) -> None:
    theirs, ours = of_frictionless(table.case, tmp_path), of_statx(table.case, tmp_path)
    assert (theirs, ours) == (
        Counter(table.found if table.theirs is None else table.theirs),
        Counter(table.found),
    )


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(("name", "bound"), SUPPORTED)
def test_a_constraint_applies_to_the_types_that_are_stated(
    name: str, bound: object, kind: str
) -> None:
    bounds = bound if isinstance(bound, dict) else {}
    descriptor = described(
        {"type": kind, "constraints": {name: bounds.get(kind, bounds.get("", bound))}}
    )
    assert accepts_theirs(descriptor) == accepts_ours(descriptor) == (name in APPLICABLE[kind])


def accepts_theirs(descriptor: Any) -> bool:  # noqa: ANN401
    try:
        Schema.from_descriptor(json.loads(json.dumps(descriptor)))
    except FrictionlessException:
        return False
    return True


def accepts_ours(descriptor: Any) -> bool:  # noqa: ANN401
    try:
        Agreement.parse(descriptor, source="case")
    except BrokenSchemaError:
        return False
    return True


# ---- nothing is left out -------------------------------------------------------------------------


def test_every_type_has_its_texts() -> None:
    assert {column.field.get("type", "string") for column in OF_TYPES} == set(TYPES)


@pytest.mark.parametrize("case", [*COLUMNS, *TABLES], ids=lambda case: case.id)
def test_only_a_written_divergence_lets_statx_differ(case: Column | Table) -> None:
    assert (case.theirs is None or case.theirs == {}) == (not case.divergence)
    assert case.divergence in {"", *NAMES}


def test_no_stated_difference_is_one_in_words_only() -> None:
    assert all(
        column.cells[text] != said for column in COLUMNS for text, said in column.theirs.items()
    )
