"""Text in a file that people open in a spreadsheet or a terminal: shown, and obeyed by neither.

A spreadsheet takes a cell that begins with one of four signs for a formula, and some look behind a
tab or a line's end. An apostrophe in front makes it text. A terminal obeys what stands behind an
escape; such characters become their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from statx.texts import clean

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?%?")
"""What begins with a sign and is no formula."""
_SUSPECT = r"^\s*[=+\-@]|[^\x20-\x7e]"
"""What need be looked at; anything else is harmless."""


def escape_cell(text: str) -> str:
    """The text as it may stand in a cell."""
    shown = clean(text)
    if _FORMULA.match(shown) and not _NUMBER.fullmatch(shown):
        return f"'{shown}"
    return shown


def escape_cells(cells: pa.Array) -> pa.Array:
    """The same of a column of texts; null stays null."""
    suspect = pc.match_substring_regex(cells, _SUSPECT)
    if not pc.any(suspect).as_py():
        return cells

    encoded = cells.dictionary_encode()
    distinct = [escape_cell(cell) for cell in encoded.dictionary.to_pylist()]
    return pc.take(pa.array(distinct, pa.string()), encoded.indices)


def escaped_columns(before: Mapping[str, pa.Array], after: Mapping[str, pa.Array]) -> pa.Array:
    """Of each row the names of the columns in which it was changed; null where in none."""
    number = len(next(iter(before.values())))
    names: list[list[str]] = [[] for _ in range(number)]
    for name, cells in before.items():
        changed = pc.fill_null(pc.not_equal(cells, after[name]), fill_value=False)
        for at in pc.indices_nonzero(changed).to_pylist():
            names[at].append(name)

    return pa.array([", ".join(each) or None for each in names], pa.string())
