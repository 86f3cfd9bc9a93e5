"""Columns of which the same is asked are looked at as one, and each as if it were alone."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from statx.tables.meaning import CellReader
from statx.tables.together import look_at_columns
from tests.verdicts import field

BOUNDED = {"type": "integer", "constraints": {"minimum": 5}}
FIELDS = (
    field(type="integer"),
    field(type="integer", title="another"),
    field(**BOUNDED),
    field(**BOUNDED),
    field(type="date"),
    field(type="number", decimalChar=","),
    field(type="number"),
    field(type="number", missingValues=["-", "7"]),
)
TEXTS = st.lists(
    st.sampled_from(["7", "4", "1,5", "1.5", "2024-01-05", "", "-", "x", None]), max_size=9
)


@given(st.tuples(*[TEXTS] * len(FIELDS)))
def test_a_column_is_judged_beside_others_as_it_is_alone(
    columns: tuple[list[str | None], ...],
) -> None:
    readers = [CellReader(each) for each in FIELDS]
    arrays = [pa.array(texts, pa.string()) for texts in columns]

    together = look_at_columns(readers, arrays)

    for reader, texts, flags in zip(readers, arrays, together, strict=True):
        alone = reader.vectorised.looked_at(texts)
        assert [each.tolist() for each in flags] == [each.tolist() for each in alone]
