"""The tables that statx itself writes beside data, known by their headers: they are not data."""

from __future__ import annotations

FAILING_CELLS = (
    "file",
    "row",
    "line",
    "column",
    "address",
    "field",
    "code",
    "type",
    "severity",
    "found",
    "expected",
    "hint",
    "remedy",
    "escaped",
)
"""The header of a file of failing cells."""
FAILING_CELLS_BEFORE = (
    ("file", "row", "field", "code", "type", "severity", "found", "expected"),
    tuple(name for name in FAILING_CELLS if name != "address"),
)
"""What it was in files that an earlier statx wrote."""
ABOUT_A_REJECT = ("statx_row", "statx_line", "statx_reasons", "statx_extra_cells")
"""What stands before the labels of a table in the file of its rejected rows."""


def is_own_output(labels: tuple[str, ...]) -> bool:
    """Whether a table with this header was written by statx."""
    if labels in (FAILING_CELLS, *FAILING_CELLS_BEFORE):
        return True

    in_front = labels[: len(ABOUT_A_REJECT)]
    return in_front == ABOUT_A_REJECT
