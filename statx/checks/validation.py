"""Judge a table against a schema: blocks side by side, in any order; their results added up in the order of the file.

What a block gives is small: exact counts, the first misses of each rule, what the checks carry. Where a finding
stands physically is looked up at the end, and only for the findings that are shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Protocol, TypeVar

import numpy as np

from statx.checks import plan
from statx.checks.check import NO_ROWS, Asked, Carrier, Check, Misses, References, Seen
from statx.checks.shape import Header, match_header
from statx.registry.catalog import Catalog
from statx.registry.schema import Field, Schema
from statx.report import Checked, Finding, Rule, Severity, Tally
from statx.tables.cells import Judge
from statx.tables.judged import JudgedBlock, judged
from statx.tables.table import Block, Place, Rows, Table
from statx.texts import Text

Result = TypeVar("Result")

HINTED = 50
"""Distinct cells of a rule for which a hint is looked up."""
EVERY_TALLY = 3
"""Places shown of every rule, however many findings stand before them."""


class MissesSink(Protocol):
    """Takes every miss, not only the first ones."""

    def write(self, misses: Misses) -> None:
        """Rows are counted in the table, from 0."""


def nothing_done(_size: int) -> None:
    """The progress of whoever does not watch."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a table is to be judged."""

    limit: int = 1000
    """Findings kept of each rule; 0 keeps all."""
    workers: int = 2
    """Blocks judged at once."""
    progress: Callable[[int], None] = nothing_done
    """Is told the bytes (or rows, of Parquet) of each block that is done."""
    sink: MissesSink | None = None
    memory: int = 1 << 30
    """Bytes that the hashes of one key may take; beyond, they go to a temporary file."""


@dataclass
class Judging:
    """One table on its way to a verdict."""

    table: Table
    schema: Schema
    catalog: Catalog
    references: References
    terms: Terms = field(default_factory=Terms)
    extra: tuple[type[Check], ...] = ()
    """Checks beside those every table is asked."""
    rows: int = 0
    remarks: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.header = self._match_header()
        wrong = self.table.wrong_types()
        self.judges = tuple(
            Judge(anything(field) if label in wrong else field)
            for label, field in zip(self.table.labels, self.header.fields, strict=False)
        )
        asked = Asked(self.schema, self.table.labels, self.judges, self.catalog, self.references, wrong)
        self.checks: tuple[Check, ...] = plan(asked, self.extra) if self.header.judgeable else ()
        self._tallies: dict[Rule, _Tallying] = {}
        self._checks_of: dict[Rule, Check] = {}
        self._hints: dict[Rule, dict[str | None, Text | None]] = {}
        self._carried: list[Carrier] = [check.carrier(self.terms.memory) for check in self.checks]
        self._starts: list[int] = []

    def run(self, then: Callable[[JudgedBlock], Result]) -> Iterator[Result]:
        """Judge all blocks; give, in order, what `then` makes of each. Call `conclude` afterwards."""
        if not self.header.judgeable:
            return
        for block, (looks, result) in _side_by_side(
            self.table.blocks(), lambda b: self._look(b, then), self.terms.workers
        ):
            self._take(looks)
            self.terms.progress(block.size)
            yield result

    def conclude(self) -> None:
        """Judge what only the whole table shows."""
        starts = np.array([*self._starts, self.rows], np.int64)
        records = _Again(self.table, self.judges, starts, self.terms.workers)
        for check, carried in zip(self.checks, self._carried, strict=True):
            conclusion = check.conclude(carried, starts, records)
            self.remarks.extend(conclusion.remarks)
            for misses in conclusion.misses:
                self._add(check, misses)
        self._carried = []

    def tallies(self) -> tuple[Tally, ...]:
        """Exact counts and the findings that are shown, with the places where they stand."""
        shown = self._shown()
        places = self.table.places(sorted({row for rows in shown.values() for row in rows if row >= 0}))
        found = [
            Tally(
                rule, tallying.count, tuple(self._finding(rule, tallying, at, places) for at in range(len(shown[rule])))
            )
            for rule, tallying in self._tallies.items()
        ]
        order = {rule: number for number, rule in enumerate(self._tallies)}
        found.sort(key=lambda tally: (self.checks.index(self._checks_of[tally.rule]), order[tally.rule]))
        return (*self.header.tallies, *(self._guarded(tally) for tally in found))

    def checked(self) -> tuple[Checked, ...]:
        """What was checked, kind by kind."""
        by_kind: dict[tuple[str, Text], int] = {}
        for check in self.checks:
            key = check.code, check.titled
            by_kind[key] = by_kind.get(key, 0) + 1
        header = Checked("header", Text(id="tajuk kolom", en="the header"))
        return (header, *(Checked(code, title, number) for (code, title), number in by_kind.items()))

    @property
    def failing_rows(self) -> Rows:
        """The rows (from 0) of all errors that were kept; all there are where `terms.limit` is 0."""
        kept = [tallying.first(0) for rule, tallying in self._tallies.items() if rule.severity is Severity.ERROR]
        rows = np.unique(np.concatenate(kept)) if kept else np.empty(0, np.int64)
        return rows[rows >= 0]

    @property
    def failed(self) -> bool:
        """Whether an error was found, so far."""
        header = any(tally.rule.severity is Severity.ERROR for tally in self.header.tallies)
        return header or any(rule.severity is Severity.ERROR for rule in self._tallies)

    def _match_header(self) -> Header:
        labels = self.table.labels
        if sorted(labels) == sorted(self.schema.names):
            return match_header(labels, self.schema)
        return match_header(labels, self.schema, self.table.title_lines(self.schema.names))

    def _look(self, block: Block, then: Callable[[JudgedBlock], Result]) -> tuple[_Looks, Result]:
        found = judged(block.read(), self.judges)
        return _Looks(found.rows, tuple(check.look(found) for check in self.checks)), then(found)

    def _take(self, looks: _Looks) -> None:
        for number, (check, seen) in enumerate(zip(self.checks, looks.seen, strict=True)):
            if seen.carried is not None:
                self._carried[number].append(seen.carried)
            for misses in seen.misses:
                self._add(check, replace(misses, rows=misses.rows + self.rows))
        self._starts.append(self.rows)
        self.rows += looks.rows

    def _add(self, check: Check, misses: Misses) -> None:
        self._checks_of.setdefault(misses.rule, check)
        self._tallies.setdefault(misses.rule, _Tallying()).add(misses, self.terms.limit)
        if self.terms.sink is not None:
            self.terms.sink.write(misses)

    def _shown(self) -> Mapping[Rule, list[int]]:
        """The first findings of every rule, and the first `limit` in the order of the file."""
        limit = self.terms.limit
        rows = {rule: tallying.first(limit) for rule, tallying in self._tallies.items()}
        if not limit or sum(map(len, rows.values())) <= limit:
            return {rule: of_rule.tolist() for rule, of_rule in rows.items()}
        last = np.partition(np.concatenate(list(rows.values())), limit - 1)[limit - 1]
        return {
            rule: of_rule[: max(EVERY_TALLY, int(np.searchsorted(of_rule, last, side="right")))].tolist()
            for rule, of_rule in rows.items()
        }

    def _finding(self, rule: Rule, tallying: _Tallying, at: int, places: Mapping[int, Place]) -> Finding:
        row, cell, position, note, hint = tallying.at(at)
        if row < 0:
            return Finding(rule, note=note, hint=hint)
        place = places.get(row, Place((), ()))
        line, column = _start(place, position)
        return Finding(
            rule,
            row=row + 2,
            line=line,
            column=column if position else None,
            position=position,
            cell=cell,
            cells=place.cells,
            hint=hint or self._hint(rule, cell),
            note=note,
        )

    def _hint(self, rule: Rule, cell: str | None) -> Text | None:
        """Looking for what may have been meant takes its time: once per cell, and not for hundreds of them."""
        known = self._hints.setdefault(rule, {})
        if cell not in known:
            known[cell] = self._checks_of[rule].hint(rule, cell) if len(known) < HINTED else None
        return known[cell]

    def _guarded(self, tally: Tally) -> Tally:
        """Every rule of a schema that is not public says so, for those who write logs."""
        if self.schema.classification in ("", "terbuka"):
            return tally
        rule = replace(tally.rule, confidential=True)
        return replace(tally, rule=rule, findings=tuple(replace(found, rule=rule) for found in tally.findings))


@dataclass(frozen=True, slots=True)
class _Looks:
    """What all checks saw in one block."""

    rows: int
    seen: tuple[Seen, ...]


@dataclass
class _Tallying:
    """The findings of one rule so far: all counted, the first ones kept."""

    count: int = 0
    kept: list[Misses] = field(default_factory=list)
    held: int = 0
    last: int = -1
    """The row of the last one kept."""
    order: Rows = field(default_factory=lambda: NO_ROWS)
    """Which of the kept ones comes first, second, … in the file."""
    starts: list[int] = field(default_factory=list)
    """Where each part of them begins."""

    def add(self, misses: Misses, limit: int) -> None:
        """Blocks come in the order of the file; what is concluded of the whole table starts at its front again."""
        self.count += len(misses)
        again = len(misses) and misses.rows[0] <= self.last
        room = limit if again else limit - self.held
        if not limit or room > 0:
            self.kept.append(_first(misses, room) if limit else misses)
            self.held += len(self.kept[-1])
            self.last = max(self.last, *self.kept[-1].rows[-1:].tolist())

    def first(self, limit: int) -> Rows:
        """The rows of the first findings, ascending; all that were kept where `limit` is 0."""
        rows = np.concatenate([part.rows for part in self.kept])
        self.order, self.starts = np.argsort(rows, kind="stable"), list(accumulate(map(len, self.kept), initial=0))
        return rows[self.order][: limit or None]

    def at(self, number: int) -> tuple[int, str | None, int | None, str, Text | None]:
        """(row, cell, position, note, hint) of the finding with this number, in the order that `first` found."""
        kept = int(self.order[number])
        which = bisect_right(self.starts, kept) - 1
        part, number = self.kept[which], kept - self.starts[which]
        return (
            int(part.rows[number]),
            part.cells[number].as_py() if part.cells is not None else None,
            int(part.positions[number]) if part.positions is not None else None,
            part.notes[number] if number < len(part.notes) else "",
            part.hints[number] if number < len(part.hints) else None,
        )


@dataclass(frozen=True)
class _Again:
    """The table's blocks once more."""

    table: Table
    judges: Sequence[Judge]
    starts: Rows
    workers: int

    def blocks(self, rows: Rows, names: Sequence[str]) -> Iterator[tuple[int, JudgedBlock]]:
        numbers = np.unique(np.searchsorted(self.starts, rows, side="right") - 1).tolist()
        only = [at for at, judge in enumerate(self.judges) if judge.field.name in names]
        again = (block for _, block in self.table.again(numbers))
        done = _side_by_side(again, lambda block: judged(block.read(only), self.judges, only), self.workers)
        for number, (_, block) in zip(numbers, done, strict=True):
            yield int(self.starts[number]), block


def _side_by_side(
    blocks: Iterator[Block], work: Callable[[Block], Result], workers: int
) -> Iterator[tuple[Block, Result]]:
    """Do `work` on several blocks at once and give the results in order; one block needs no second thread."""
    first = next(blocks, None)
    second = next(blocks, None) if first is not None else None
    if first is None or second is None or workers < 2:  # noqa: PLR2004  two make it a pair
        for block in (*(b for b in (first, second) if b is not None), *blocks):
            yield block, work(block)
        return
    waiting: deque[tuple[Block, Future[Result]]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        for block in _chained(first, second, blocks):
            waiting.append((block, pool.submit(work, block)))
            if len(waiting) > workers + 1:
                yield _done(waiting.popleft())
        while waiting:
            yield _done(waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _chained(first: Block, second: Block, rest: Iterator[Block]) -> Iterator[Block]:
    yield first
    yield second
    yield from rest


def _done(waiting: tuple[Block, Future[Result]]) -> tuple[Block, Result]:
    return waiting[0], waiting[1].result()


def anything(field: Field) -> Field:
    """The same column, of which nothing is asked."""
    return replace(field, type="any", format="default", constraints={}, descriptor={"name": field.name, "type": "any"})


def _first(misses: Misses, number: int) -> Misses:
    if len(misses) <= number:
        return misses
    return Misses(
        misses.rule,
        misses.rows[:number],
        None if misses.cells is None else misses.cells.slice(0, number),
        None if misses.positions is None else misses.positions[:number],
        misses.notes[:number],
        misses.hints[:number],
    )


def _start(place: Place, position: int | None) -> tuple[int | None, int | None]:
    if not place.starts:
        return None, None
    return place.starts[min(position or 1, len(place.starts)) - 1]
