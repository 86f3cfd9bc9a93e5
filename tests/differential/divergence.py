"""What a deliberate difference from frictionless-py is."""

from __future__ import annotations

from dataclasses import dataclass

from tests.differential.answers import Answer, nothing
from tests.differential.oracle import Case, Entry


@dataclass(frozen=True)
class Divergence:
    """One deliberate difference."""

    id: str
    quirks: tuple[int, ...]
    """Empty where the notes did not know it yet."""
    why: str
    example: Case
    theirs: tuple[Entry, ...]
    ours: tuple[Entry, ...]
    answers: Answer = nothing
    """Takes away from (theirs, ours) what this difference explains in a case."""


def table(error: str) -> tuple[Entry, ...]:
    """One error of the whole table."""
    return ((error, None, ""),)


def cell(error: str, *rows: int) -> tuple[Entry, ...]:
    """An error in the column called `a`, in each of these rows."""
    return tuple((error, row, "a") for row in rows)
