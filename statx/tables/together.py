"""Columns of which the same is asked, looked at as one.

A table may have hundreds of them, and where rows are long a block holds few: calling Arrow for each
column would cost more than what it does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from statx.tables.meaning import CellReader
from statx.tables.vectorised import FEW, Flags

SHORT = 20_000
"""Texts of a column up to which calling Arrow weighs."""


def look_at_columns(
    readers: Sequence[CellReader], columns: Sequence[pa.Array]
) -> list[tuple[Flags, Flags]]:
    """What `VectorisedCheck.looked_at` says of each reader's column."""
    alike: dict[str, list[int]] = {}
    looked_at: dict[int, tuple[Flags, Flags]] = {}
    for number, (reader, texts) in enumerate(zip(readers, columns, strict=True)):
        if FEW < len(texts) <= SHORT:
            alike.setdefault(reader.asked, []).append(number)
        else:
            looked_at[number] = reader.vectorised.looked_at(texts)

    for numbers in alike.values():
        check = readers[numbers[0]].vectorised
        texts_of_each = [columns[number] for number in numbers]
        # Of one column that would be a copy, and its texts may be long.
        is_alone = len(texts_of_each) == 1
        together = texts_of_each[0] if is_alone else pa.concat_arrays(texts_of_each)
        missing, passing = check.looked_at(together)

        borders = np.cumsum([len(texts) for texts in texts_of_each])[:-1]
        flags = zip(np.split(missing, borders), np.split(passing, borders), strict=True)
        looked_at.update(zip(numbers, flags, strict=True))

    return [looked_at[number] for number in range(len(columns))]
