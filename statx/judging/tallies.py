"""The failures of a table as they come in.

All counted, the first of each rule kept, and those that are shown found.

Failures come block by block in the order of the file, and once more from the front where a check
concludes. What is kept of each rule is bounded, whatever the data; what is counted is exact.
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
        if not len(failures):
            return
        log = self.rules.get(failures.rule)
        if log is None:
            log = RuleLog(failures.rule, check)
            self.rules[failures.rule] = log
        log.add(failures, self.limit)

    @property
    def has_errors(self) -> bool:
        """Whether a rule failed that is no mere warning."""
        return any(rule.severity is Severity.ERROR for rule in self.rules)

    @property
    def errors(self) -> int:
        """How many there are of all rules that are no mere warnings."""
        logs = self.rules.items()
        return sum(log.count for rule, log in logs if rule.severity is Severity.ERROR)

    def failing_rows(self) -> Rows:
        """The rows (from 0, ascending) of all errors that were kept.

        -1 stands for the table as a whole.
        """
        kept = [NO_ROWS]
        for rule, log in self.rules.items():
            if rule.severity is Severity.ERROR:
                kept.append(log.first_rows(0))
        return np.unique(np.concatenate(kept))

    def tallies(
        self, table: Table, extents: Sequence[BlockExtent], checks: Sequence[Check[Any]]
    ) -> list[Tally]:
        """Exact counts with the findings that are shown and the places where they stand.

        In the order of `checks`.
        """
        shown = self._shown_rows()
        rows = _rows_in_file(shown.values())
        places = table.places(rows, extents)

        # Not in the order in which blocks brought them, as that depends on where blocks end.
        def worth_reading(log: RuleLog) -> tuple[int, int, int, str]:
            row, position = log.first_place
            return checks.index(log.check), row, position, log.rule.code

        tallies = []
        for log in sorted(self.rules.values(), key=worth_reading):
            number = len(shown[log.rule])
            tallies.append(
                log.tally(
                    number,
                    table,
                    places,
                )
            )
        return tallies

    def _shown_rows(self) -> Mapping[Rule, Rows]:
        """Of all rules together the first `limit` findings in the order of the file.

        And some of every rule.
        """
        kept = {}
        for rule, log in self.rules.items():
            kept[rule] = log.first_rows(self.limit)
        number_kept = sum(len(rows) for rows in kept.values())
        if not self.limit or number_kept <= self.limit:
            return kept

        last_shown = _nth_row(kept.values(), self.limit)
        shown = {}
        for rule, rows in kept.items():
            shown[rule] = _rows_up_to(last_shown, rows)
        return shown


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

    def __post_init__(self) -> None:
        self.hints = HintBook(self.rule, self.check)

    def add(self, failures: Failures, limit: int) -> None:
        """Count these failures, and keep them where they may be among the first `limit`."""
        self.count += len(failures)
        if not limit:
            self._keep(failures)
            return

        # Blocks come in the order of the file; what is concluded of the whole table starts at its
        # front again, and
        # any of it may come before what is kept already.
        from_the_front = len(failures) > 0 and failures.rows[0] <= self.last_row
        room = limit if from_the_front else limit - self.number_kept
        if room > 0:
            self._keep(failures.cut(room))

    def first_rows(self, limit: int) -> Rows:
        """The rows of the first failures, ascending; all that were kept where `limit` is 0."""
        parts = [part.rows for part in self.kept]
        sizes = [len(part) for part in parts]
        self.starts = list(accumulate(sizes, initial=0))

        rows = np.concatenate(parts)
        self.order = np.argsort(rows, kind="stable")
        ordered = rows[self.order]
        return ordered[:limit] if limit else ordered

    @property
    def first_place(self) -> tuple[int, int]:
        """(row, column) of the first failure in the file.

        Once `first_rows` has settled the order; 0 is no column.
        """
        failure = self._failure(0)
        return failure.row, failure.position or 0

    def tally(self, number: int, table: Table, places: Mapping[int, Place]) -> Tally:
        """The count, and the first `number` findings in the order that `first_rows` has settled."""
        findings = []
        for at in range(number):
            failure = self._failure(at)
            findings.append(
                self._finding(
                    failure,
                    table,
                    places,
                )
            )
        return Tally(
            self.rule,
            self.count,
            tuple(findings),
            check=self.check.code,
        )

    def _keep(self, failures: Failures) -> None:
        self.kept.append(failures)
        self.number_kept += len(failures.rows)
        if len(failures.rows):
            self.last_row = max(self.last_row, int(failures.rows[-1]))

    def _failure(self, number: int) -> _Failure:
        """The failure with this number in the order of the file, from 0."""
        at_kept = int(self.order[number])
        part_number = bisect_right(self.starts, at_kept) - 1
        part = self.kept[part_number]
        at = at_kept - self.starts[part_number]

        cell, position, note, hint = None, None, "", None
        if part.cells is not None:
            cell = part.cells[at].as_py()
        if part.positions is not None:
            position = int(part.positions[at])
        if at < len(part.notes):
            note = part.notes[at]
        if at < len(part.hints):
            hint = part.hints[at]
        return _Failure(
            int(part.rows[at]),
            cell,
            position,
            note,
            hint,
        )

    def _finding(self, failure: _Failure, table: Table, places: Mapping[int, Place]) -> Finding:
        if failure.row < 0:
            return Finding(
                self.rule,
                note=failure.note,
                hint=failure.hint,
            )

        place = places.get(failure.row, UNPLACED)
        line, column = start_of_cell(place, failure.position)
        return Finding(
            self.rule,
            row=table.number_of(failure.row),
            line=line,
            column=column if failure.position else None,
            position=failure.position,
            cell=failure.cell,
            cells=place.cells,
            hint=failure.hint or self.hints.look_up(failure.cell, place.cells),
            note=failure.note,
            part=place.part,
            address=address_of_cell(place, failure.position),
        )


@dataclass
class HintBook:
    """What may have been meant where one rule does not hold.

    Looking for it takes its time: once per cell, and not for hundreds of them.
    """

    rule: Rule
    check: Check[Any]
    hints: dict[tuple[str | None, str], Text | None] = field(default_factory=dict)
    """(cell, the one beside it that tells more) -> hint."""

    def look_up(self, cell: str | None, record: Sequence[str]) -> Text | None:
        """The hint for a cell of that record; None where there is none."""
        column = self.check.hint_column
        beside = record[column] if column is not None and column < len(record) else ""
        known = (cell, beside)
        if known not in self.hints:
            is_worth_it = len(self.hints) < HINTED
            self.hints[known] = self.check.hint(self.rule, cell, beside) if is_worth_it else None
        return self.hints[known]


def start_of_cell(place: Place, position: int | None) -> tuple[int | None, int | None]:
    """(line, character) at which a cell begins.

    Of a cell that is missing, where the last one of its record does.
    """
    if not place.starts:
        return None, None
    number = min(position or 1, len(place.starts))
    return place.starts[number - 1]


def address_of_cell(place: Place, position: int | None) -> str:
    """The cell in its workbook, by its number from 1; of the whole record its first.

    Of a cell that is missing, its last.
    """
    if not place.addresses:
        return ""

    number = min(position or 1, len(place.addresses))
    return place.addresses[number - 1]


@dataclass(frozen=True, slots=True)
class _Failure:
    """One failure of a rule."""

    row: int
    """From 0; -1 is the table as a whole."""
    cell: str | None
    position: int | None
    note: str
    hint: Text | None


def _rows_in_file(rows_of_rules: Iterable[Rows]) -> set[int]:
    """All rows that stand in the file; -1 is the table as a whole."""
    rows: set[int] = set()
    for of_rule in rows_of_rules:
        rows.update(of_rule.tolist())
    return rows - {-1}


def _nth_row(rows_of_rules: Iterable[Rows], number: int) -> int:
    """The row of the failure with this number, from 1.

    Among those of all rules in the order of the file.
    """
    rows = np.concatenate(list(rows_of_rules))
    partly_sorted = np.partition(rows, number - 1)
    return int(partly_sorted[number - 1])


def _rows_up_to(last: int, rows: Rows) -> Rows:
    """The rows that are not behind `last`, but a few in any case.

    So that every rule is seen at work.
    """
    number = int(
        np.searchsorted(
            rows,
            last,
            side="right",
        )
    )
    return rows[: max(EVERY_TALLY, number)]
