"""How the figures of a table differ from those it had: rows gone, rows new, cells changed by field.

A row is known again by the schema's primary key; where there is none, by all its cells, so that a
row with another figure is one gone and one new. Values are compared, not the way they are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from statx.errors import StatxError
from statx.review import words
from statx.sources.targets import Refusal, Target
from statx.tables.hashes import Hashes
from statx.tables.header import match_header
from statx.tables.judged import judge_block
from statx.tables.meaning import CellReader
from statx.texts import Text, count, joined, verbatim

MOST_ROWS = 2_000_000
"""Rows of a table that are compared: each takes 8 bytes a column, twice."""

_MIXER = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no bit of a hash is lost

Positions = NDArray[np.int64]
Columns = Mapping[str, Hashes]
"""By field: one hash a row, the same for equal values."""


@dataclass(frozen=True, slots=True)
class FigureChanges:
    """Counts of what differs between two versions of one table, or of several."""

    removed: int = 0
    """Rows that are no longer there."""
    added: int = 0
    changed: Mapping[str, int] = field(default_factory=dict)
    """By field: rows that are still there with another value."""

    def said_since(self, revision: str) -> list[Text]:
        """A sentence about them; none where nothing differs."""
        parts = []
        if self.removed:
            parts.append(words.ROWS_REMOVED.fill(n=count(self.removed)))
        if self.added:
            parts.append(words.ROWS_ADDED.fill(n=count(self.added)))
        for name, rows in self.changed.items():
            parts.append(
                words.FIGURES_CHANGED.fill(
                    field=verbatim(name),
                    n=count(rows),
                )
            )
        if not parts:
            return []
        return [
            words.DIFFERENCES.fill(
                revision=revision,
                parts=joined(parts),
            )
        ]


def total_of(changes: Sequence[FigureChanges]) -> tuple[int, int]:
    """Rows that disappeared, and figures that changed, over all tables."""
    removed = sum(each.removed for each in changes)
    changed = sum(sum(each.changed.values()) for each in changes)
    return removed, changed


def compare_figures(now: Target | Refusal, then: Target | Refusal) -> FigureChanges:
    """What differs; nothing where one version cannot be read, of which its report tells."""
    if isinstance(now, Refusal) or isinstance(then, Refusal):
        return FigureChanges()
    try:
        ours = _columns_of(now)
        theirs = _columns_of(then)
    except (StatxError, OSError):
        return FigureChanges()

    names = [name for name in now.agreement.names if name in ours and name in theirs]
    key = [name for name in now.agreement.primary_key if name in names] or names
    if not names:
        return FigureChanges()
    return _compare(
        ours,
        theirs,
        key,
        [name for name in names if name not in key],
    )


def _columns_of(target: Target) -> Columns:
    paired = match_header(target.table.labels, target.schema).fields
    readers = [CellReader(each) for each in paired]
    parts: dict[str, list[Hashes]] = defaultdict(list)
    rows = 0
    for block in target.table.blocks():
        judged = judge_block(block.read(), readers)
        for column in judged.columns:
            parts[column.field.name].append(column.spread(column.hashes))

        rows = sum(map(len, parts[paired[0].name]))
        if rows > MOST_ROWS:
            return {}
    return {name: np.concatenate(hashes) for name, hashes in parts.items()}


def _compare(
    ours: Columns, theirs: Columns, key: Sequence[str], others: Sequence[str]
) -> FigureChanges:
    now, now_at, now_number = _distinct(ours, key)
    then, then_at, then_number = _distinct(theirs, key)
    _, in_now, in_then = np.intersect1d(
        now,
        then,
        assume_unique=True,
        return_indices=True,
    )
    kept = int(np.minimum(now_number[in_now], then_number[in_then]).sum())

    changed = {}
    for name in others:
        differs = ours[name][now_at[in_now]] != theirs[name][then_at[in_then]]
        if differs.any():
            changed[name] = int(differs.sum())
    return FigureChanges(
        removed=int(then_number.sum()) - kept,
        added=int(now_number.sum()) - kept,
        changed=changed,
    )


def _distinct(columns: Columns, key: Sequence[str]) -> tuple[Hashes, Positions, Positions]:
    """The distinct keys, where each stands first, and how often it is there."""
    mixed = np.zeros(len(columns[key[0]]), np.uint64)
    for name in key:
        mixed = (mixed ^ columns[name]) * _MIXER
    distinct, first, number = np.unique(
        mixed,
        return_index=True,
        return_counts=True,
    )
    return distinct, first.astype(np.int64), number.astype(np.int64)
