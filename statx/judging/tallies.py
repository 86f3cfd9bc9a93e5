"""The failures of a table as they come in: all counted, the first of each rule kept, and those that are shown found.

Failures come block by block in the order of the file, and once more from the front where a check concludes. What is
kept of each rule is bounded, whatever the data; what is counted is exact.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import numpy as np

from statx.checks.check import NO_ROWS, Check, Failures
from statx.results.findings import Finding, Rule, Severity, Tally
from statx.tables.table import BlockExtent, Place, Rows, Table
from statx.texts import Text

HINTED = 50
"""Distinct cells of a rule for which a hint is looked up."""
EVERY_TALLY = 3
"""Places shown of every rule, however many findings stand before them."""
UNPLACED = Place((), ())


@dataclass
class FailureLog:
    """The failures of one table, rule by rule."""

    limit: int
    """Failures kept of each rule; 0 keeps all."""
    rules: dict[Rule, RuleLog] = field(default_factory=dict)

    def add(self, check: Check[Any], failures: Failures) -> None:
        """Count failures of a check, of the next block or of the whole table."""
        if failures.rule not in self.rules:
            self.rules[failures.rule] = RuleLog(failures.rule, check)
        self.rules[failures.rule].add(failures, self.limit)

    @property
    def has_errors(self) -> bool:
        """Whether a rule failed that is no mere warning."""
        return any(rule.severity is Severity.ERROR for rule in self.rules)

    def failing_rows(self) -> Rows:
        """The rows (from 0, ascending) of all errors that were kept; -1 stands for the table as a whole."""
        kept = [
            log.first_rows(0) for log in self.rules.values() if log.rule.severity is Severity.ERROR
        ]
        return np.unique(np.concatenate(kept)) if kept else NO_ROWS

    def tallies(
        self, table: Table, extents: Sequence[BlockExtent], checks: Sequence[Check[Any]]
    ) -> list[Tally]:
        """Exact counts with the findings that are shown and the places where they stand, in the order of `checks`."""
        rows_by_rule = self._shown_rows()
        places = table.places(_rows_in_file(rows_by_rule.values()), extents)

        logs = sorted(self.rules.values(), key=lambda log: checks.index(log.check))
        return [log.tally(rows_by_rule[log.rule], table, places) for log in logs]

    def _shown_rows(self) -> Mapping[Rule, Rows]:
        """Of all rules together the first `limit` findings in the order of the file, and some of every rule."""
        rows_by_rule = {rule: log.first_rows(self.limit) for rule, log in self.rules.items()}
        kept = sum(len(rows) for rows in rows_by_rule.values())
        if not self.limit or kept <= self.limit:
            return rows_by_rule

        every_row = np.concatenate(list(rows_by_rule.values()))
        last_shown = np.partition(every_row, self.limit - 1)[self.limit - 1]
        return {rule: _rows_up_to(last_shown, rows) for rule, rows in rows_by_rule.items()}


@dataclass
class RuleLog:
    """The failures of one rule so far: all counted, the first ones kept."""

    rule: Rule
    check: Check[Any]
    """Whose rule it is."""
    count: int = 0
    kept: list[Failures] = field(default_factory=list)
    number_kept: int = 0
    last_row: int = -1
    """The last row of those that are kept."""
    order: Rows = field(default_factory=lambda: NO_ROWS)
    """Which of the kept failures comes first, second, … in the file."""
    starts: list[int] = field(default_factory=list)
    """How many failures stand before each part of `kept`."""
    hints: dict[str | None, Text | None] = field(default_factory=dict)
    """Cell -> what may have been meant."""

    def add(self, failures: Failures, limit: int) -> None:
        """Count these failures, and keep them where they may be among the first `limit`."""
        self.count += len(failures)

        # Blocks come in the order of the file; what is concluded of the whole table starts at its front again, and
        # any of it may come before what is kept already.
        from_the_front = len(failures) > 0 and failures.rows[0] <= self.last_row
        room = limit if from_the_front else limit - self.number_kept
        if limit and room <= 0:
            return

        part = failures.cut(room) if limit else failures
        self.kept.append(part)
        self.number_kept += len(part.rows)
        if len(part.rows):
            self.last_row = max(self.last_row, int(part.rows[-1]))

    def first_rows(self, limit: int) -> Rows:
        """The rows of the first failures, ascending; all that were kept where `limit` is 0."""
        rows = np.concatenate([part.rows for part in self.kept])
        self.order = np.argsort(rows, kind="stable")
        self.starts = list(accumulate((len(part.rows) for part in self.kept), initial=0))

        ordered = rows[self.order]
        return ordered[:limit] if limit else ordered

    def tally(self, shown: Rows, table: Table, places: Mapping[int, Place]) -> Tally:
        """The count, and a finding for each of the rows that are shown."""
        findings = [self._finding(number, table, places) for number in range(len(shown))]
        return Tally(self.rule, self.count, tuple(findings), check=self.check.code)

    def _finding(self, number: int, table: Table, places: Mapping[int, Place]) -> Finding:
        """The finding with this number in the order of the file, from 0; `first_rows` has settled that order."""
        at_kept = int(self.order[number])
        part_number = bisect_right(self.starts, at_kept) - 1
        part = self.kept[part_number]
        at = at_kept - self.starts[part_number]

        row = int(part.rows[at])
        note = part.notes[at] if at < len(part.notes) else ""
        hint = part.hints[at] if at < len(part.hints) else None
        if row < 0:
            return Finding(self.rule, note=note, hint=hint)

        cell = None if part.cells is None else part.cells[at].as_py()
        position = None if part.positions is None else int(part.positions[at])
        place = places.get(row, UNPLACED)
        line, column = _start_of_cell(place, position)
        return Finding(
            self.rule,
            row=table.number_of(row),
            line=line,
            column=column if position else None,
            position=position,
            cell=cell,
            cells=place.cells,
            hint=hint or self._hint(cell),
            note=note,
            part=place.part,
        )

    def _hint(self, cell: str | None) -> Text | None:
        """Looking for what may have been meant takes its time: once per cell, and not for hundreds of them."""
        if cell not in self.hints:
            is_worth_it = len(self.hints) < HINTED
            self.hints[cell] = self.check.hint(self.rule, cell) if is_worth_it else None
        return self.hints[cell]


def _rows_in_file(rows_of_rules: Iterable[Rows]) -> set[int]:
    """All rows that stand in the file; -1 is the table as a whole."""
    return {row for rows in rows_of_rules for row in rows.tolist() if row >= 0}


def _rows_up_to(last: int, rows: Rows) -> Rows:
    """The rows that are not behind `last`, but a few in any case, so that every rule is seen at work."""
    number = int(np.searchsorted(rows, last, side="right"))
    return rows[: max(EVERY_TALLY, number)]


def _start_of_cell(place: Place, position: int | None) -> tuple[int | None, int | None]:
    """(line, character) at which a cell begins; of a cell that is missing, where the last one of its record does."""
    if not place.starts:
        return None, None
    number = min(position or 1, len(place.starts))
    return place.starts[number - 1]
