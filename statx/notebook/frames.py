"""Between pandas and Arrow: the types in which a statistician calculates, and back.

A table as its schema types it has exact decimals and Arrow's types. pandas calculates with float64
and Int64, so measures come as these, and nothing that is missing becomes 0 or a text.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from statx.notebook.errors import UnreadableFrameError

MOMENT = pa.timestamp("us")
BROKEN = (pa.ArrowException, ValueError, TypeError)
"""What Arrow raises of columns of several types, and of two of one name."""
PANDAS_TYPES = {
    pa.string(): pd.StringDtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.int32(): pd.Int64Dtype(),
}
"""Those in which a missing value stays one. Of float64 and days pandas knows it by itself."""


def is_table(data: object) -> bool:
    """Whether it is a table in memory: of pandas, Arrow, polars, or who else speaks with Arrow."""
    if isinstance(data, pd.Series):
        return False

    return hasattr(data, "columns") or hasattr(data, "__arrow_c_stream__")


def as_frame(table: pa.Table, *, exact: bool) -> pd.DataFrame:
    """A typed table for pandas; decimals as float64, or `exact` as Arrow keeps them."""
    columns = [_usable(column, exact=exact) for column in table.columns]

    usable = pa.table(columns, names=table.column_names)
    frame: pd.DataFrame = usable.to_pandas(types_mapper=_pandas_type)
    return frame


def as_arrow(data: Any) -> pa.Table:  # noqa: ANN401  whatever `is_table` takes
    """A table in memory as Arrow has it; UnreadableFrameError where it is none."""
    try:
        if isinstance(data, pd.DataFrame):
            return _without_index(data)

        return pa.table(data)
    except BROKEN as error:
        reason = " · ".join(str(part) for part in error.args)
        raise UnreadableFrameError(reason=reason) from error


def _usable(column: pa.ChunkedArray, *, exact: bool) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_date32(kind):
        return column.cast(MOMENT)

    if pa.types.is_decimal(kind) and not exact:
        # By way of its text, the float is the nearest there is, however many digits it has.
        return column.cast(pa.string()).cast(pa.float64())

    return column


def _pandas_type(kind: pa.DataType) -> Any:  # noqa: ANN401  pandas has no type for its types
    """None where pandas may choose."""
    if pa.types.is_decimal(kind):
        return pd.ArrowDtype(kind)

    return PANDAS_TYPES.get(kind)


def _without_index(frame: pd.DataFrame) -> pa.Table:
    """An index that has a name is a column; else it is no more than the number of the row."""
    named = [name for name in frame.index.names if name is not None]
    if named:
        frame = frame.reset_index()

    return pa.Table.from_pandas(frame, preserve_index=False)
