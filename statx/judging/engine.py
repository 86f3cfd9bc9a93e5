"""Judge a table against a schema: blocks side by side, in any order; their results added up in the order of the file.

What a block gives is small: exact counts, the first misses of each rule, what the checks carry. Where a finding
stands physically is looked up at the end, and only for the findings that are shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any, Protocol, TypeVar

import numpy as np

from statx.checks import plan
from statx.checks.check import NO_ROWS, Check, CheckContext, Failures, References, WholeTable
from statx.judging.workers import Look, Looked, Reread, Threads, Workers
from statx.registry.catalog import Catalog
from statx.registry.schema import Field, Schema
from statx.results.findings import Finding, Rule, Severity, Tally
from statx.results.report import Checked
from statx.tables.header import Header, match_header
from statx.tables.judged import JudgedBlock
from statx.tables.key_hashes import KeyHashes
from statx.tables.meaning import CellReader
from statx.tables.table import BlockExtent, Place, Rows, Table, rows_by_block
from statx.texts import Text

Result = TypeVar("Result")

HINTED = 50
"""Distinct cells of a rule for which a hint is looked up."""
EVERY_TALLY = 3
"""Places shown of every rule, however many findings stand before them."""


class MissesSink(Protocol):
    """Takes every miss, not only the first ones."""

    def write(self, failures: Failures) -> None:
        """Rows are counted in the table, from 0."""


def nothing_done(_stretch: BlockExtent) -> None:
    """The progress of whoever does not watch."""


@dataclass(frozen=True, slots=True)
class JudgingOptions:
    """How a table is to be judged."""

    limit: int = 1000
    """Findings kept of each rule; 0 keeps all."""
    workers: Workers = field(default_factory=Threads)
    """Who judges the blocks."""
    progress: Callable[[BlockExtent], None] = nothing_done
    """Is told of each block that is done."""
    sink: MissesSink | None = None


@dataclass
class Judging:
    """One table on its way to a verdict."""

    table: Table
    schema: Schema
    catalog: Catalog
    references: References
    terms: JudgingOptions = field(default_factory=JudgingOptions)
    extra: tuple[type[Check[Any]], ...] = ()
    """Checks beside those every table is asked."""
    rows: int = 0
    extents: list[BlockExtent] = field(default_factory=list)
    """The blocks that were read, in order."""
    remarks: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.header = self._match_header()
        wrong = self.table.wrong_types()
        self.judges = tuple(
            CellReader(anything(field) if label in wrong else field)
            for label, field in zip(self.table.labels, self.header.fields, strict=False)
        )
        asked = CheckContext(
            self.schema, self.table.labels, self.judges, self.catalog, self.references, wrong
        )
        self.checks: tuple[Check[Any], ...] = (
            plan(asked, self.extra) if self.header.judgeable else ()
        )
        self._tallies: dict[Rule, _Tallying] = {}
        self._checks_of: dict[Rule, Check[Any]] = {}
        self._hints: dict[Rule, dict[str | None, Text | None]] = {}
        self._summaries: list[list[Any] | KeyHashes[Any]] = [
            self.terms.workers.key_hashes() if check.summarises_hashes else []
            for check in self.checks
        ]

    def judge(self) -> None:
        """Judge all of the table."""
        for _ in self.run(_nothing_more):
            pass
        self.conclude()

    def run(
        self,
        then: Callable[[JudgedBlock], Result],
        *,
        text: bool = False,
        gather: Callable[[int, list[Result]], list[Result]] | None = None,
    ) -> Iterator[Result]:
        """Judge all blocks; give, in order, what `then` makes of each. Call `conclude` afterwards.

        `text` and `gather` are those of `Look`.
        """
        if not self.header.judgeable:
            return
        limit = 0 if self.terms.sink else self.terms.limit
        look = Look(self.judges, self.checks, then, limit, text, gather)
        for looked in self.terms.workers.looked(self.table, look):
            self._take(looked)
            self.terms.progress(looked.extent)
            yield looked.result

    def conclude(self) -> None:
        """Judge what only the whole table shows."""
        for check, summaries in zip(self.checks, self._summaries, strict=True):
            conclusion = check.conclude(*self._gathered(summaries))
            self.remarks.extend(conclusion.remarks)
            for failures in conclusion.failures:
                self._add(check, failures)
        self._summaries = []

    def _gathered(self, summaries: list[Any] | KeyHashes[Any]) -> tuple[Sequence[Any], WholeTable]:
        """What the conclusion of one check is given."""
        workers = self.terms.workers
        if isinstance(summaries, KeyHashes):
            return (), _Again(self.table, self.judges, self.extents, workers, summaries)
        return summaries, _Again(self.table, self.judges, self.extents, workers)

    def tallies(self) -> tuple[Tally, ...]:
        """Exact counts and the findings that are shown, with the places where they stand."""
        shown = self._shown()
        rows = {row for rows in shown.values() for row in rows if row >= 0}
        places = self.table.places(rows, self.extents)
        found = [
            Tally(
                rule,
                tallying.count,
                tuple(self._finding(rule, tallying, at, places) for at in range(len(shown[rule]))),
                check=self._checks_of[rule].code,
            )
            for rule, tallying in self._tallies.items()
        ]
        order = {rule: number for number, rule in enumerate(self._tallies)}
        found.sort(
            key=lambda tally: (self.checks.index(self._checks_of[tally.rule]), order[tally.rule])
        )
        return (*self.header.tallies, *(self._guarded(tally) for tally in found))

    def checked(self) -> tuple[Checked, ...]:
        """What was checked, kind by kind."""
        by_kind: dict[tuple[str, Text], int] = {}
        for check in self.checks:
            key = check.code, check.full_title
            by_kind[key] = by_kind.get(key, 0) + 1
        header = Checked("header", Text(id="tajuk kolom", en="the header"))
        return (
            header,
            *(Checked(code, title, number) for (code, title), number in by_kind.items()),
        )

    @property
    def failing_rows(self) -> Rows:
        """The rows (from 0) of all errors that were kept; all there are where `terms.limit` is 0."""
        kept = [
            tallying.first(0)
            for rule, tallying in self._tallies.items()
            if rule.severity is Severity.ERROR
        ]
        rows = np.unique(np.concatenate(kept)) if kept else np.empty(0, np.int64)
        return rows[rows >= 0]

    @property
    def failed(self) -> bool:
        """Whether an error was found, so far."""
        header = any(tally.rule.severity is Severity.ERROR for tally in self.header.tallies)
        return header or any(rule.severity is Severity.ERROR for rule in self._tallies)

    def _match_header(self) -> Header:
        labels, line = self.table.labels, self.table.header_line
        if sorted(labels) == sorted(self.schema.names):
            return match_header(labels, self.schema, line)
        return match_header(labels, self.schema, line, self.table.title_lines(self.schema.names))

    def _take(self, looked: Looked[Result]) -> None:
        for number, (check, seen) in enumerate(zip(self.checks, looked.seen, strict=True)):
            if seen.summary is not None:
                self._summaries[number].append(seen.summary)
            for failures in seen.failures:
                self._add(check, replace(failures, rows=failures.rows + self.rows))
        self.extents.append(looked.extent)
        self.rows += looked.extent.rows

    def _add(self, check: Check[Any], failures: Failures) -> None:
        self._checks_of.setdefault(failures.rule, check)
        self._tallies.setdefault(failures.rule, _Tallying()).add(failures, self.terms.limit)
        if self.terms.sink is not None:
            self.terms.sink.write(failures)

    def _shown(self) -> Mapping[Rule, list[int]]:
        """The first findings of every rule, and the first `limit` in the order of the file."""
        limit = self.terms.limit
        rows = {rule: tallying.first(limit) for rule, tallying in self._tallies.items()}
        if not limit or sum(map(len, rows.values())) <= limit:
            return {rule: of_rule.tolist() for rule, of_rule in rows.items()}
        last = np.partition(np.concatenate(list(rows.values())), limit - 1)[limit - 1]
        return {
            rule: (
                of_rule[
                    : max(EVERY_TALLY, int(np.searchsorted(of_rule, last, side="right")))
                ].tolist()
            )
            for rule, of_rule in rows.items()
        }

    def _finding(
        self, rule: Rule, tallying: _Tallying, at: int, places: Mapping[int, Place]
    ) -> Finding:
        row, cell, position, note, hint = tallying.at(at)
        if row < 0:
            return Finding(rule, note=note, hint=hint)
        place = places.get(row, Place((), ()))
        line, column = _start(place, position)
        return Finding(
            rule,
            row=self.table.number_of(row),
            line=line,
            column=column if position else None,
            position=position,
            cell=cell,
            cells=place.cells,
            hint=hint or self._hint(rule, cell),
            note=note,
            part=place.part,
        )

    def _hint(self, rule: Rule, cell: str | None) -> Text | None:
        """Looking for what may have been meant takes its time: once per cell, and not for hundreds of them."""
        known = self._hints.setdefault(rule, {})
        if cell not in known:
            known[cell] = self._checks_of[rule].hint(rule, cell) if len(known) < HINTED else None
        return known[cell]

    def _guarded(self, tally: Tally) -> Tally:
        """Every rule of a schema that is not public says so, for those who write logs."""
        if self.schema.is_public:
            return tally
        rule = replace(tally.rule, confidential=True)
        return replace(
            tally, rule=rule, findings=tuple(replace(found, rule=rule) for found in tally.findings)
        )


@dataclass
class _Tallying:
    """The findings of one rule so far: all counted, the first ones kept."""

    count: int = 0
    kept: list[Failures] = field(default_factory=list)
    held: int = 0
    last: int = -1
    """The row of the last one kept."""
    order: Rows = field(default_factory=lambda: NO_ROWS)
    """Which of the kept ones comes first, second, … in the file."""
    starts: list[int] = field(default_factory=list)
    """Where each part of them begins."""

    def add(self, failures: Failures, limit: int) -> None:
        """Blocks come in the order of the file; what is concluded of the whole table starts at its front again."""
        self.count += len(failures)
        again = len(failures) and failures.rows[0] <= self.last
        room = limit if again else limit - self.held
        if not limit or room > 0:
            self.kept.append(failures.cut(room) if limit else failures)
            self.held += len(self.kept[-1].rows)
            self.last = max(self.last, *self.kept[-1].rows[-1:].tolist())

    def first(self, limit: int) -> Rows:
        """The rows of the first findings, ascending; all that were kept where `limit` is 0."""
        rows = np.concatenate([part.rows for part in self.kept])
        self.order = np.argsort(rows, kind="stable")
        self.starts = list(accumulate((len(part.rows) for part in self.kept), initial=0))
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


def _nothing_more(_block: JudgedBlock) -> None:
    """What is made of blocks that are only judged."""


@dataclass(frozen=True)
class _Again:
    """Some of the table's records once more."""

    table: Table
    judges: tuple[CellReader, ...]
    extents: Sequence[BlockExtent]
    workers: Workers
    hashes: KeyHashes[Any] | None = None
    """Of the key that is checked, where a key is."""

    @property
    def starts(self) -> Rows:
        return np.cumsum([0, *(extent.rows for extent in self.extents)])

    def repeated(self) -> Rows:
        return NO_ROWS if self.hashes is None else self.hashes.candidates()

    def number_of(self, row: int) -> int:
        return self.table.number_of(row)

    def reread(
        self, rows: Rows, names: tuple[str, ...], work: Callable[[JudgedBlock, Rows], Result]
    ) -> Iterator[tuple[Rows, Result]]:
        wanted = list(rows_by_block(rows, self.extents))
        starts = self.starts
        pairs = [(self.extents[number], here) for number, here in wanted]
        found = self.workers.reread(self.table, pairs, Reread(self.judges, names, work))
        for (number, here), result in zip(wanted, found, strict=True):
            yield here + starts[number], result


def anything(field: Field) -> Field:
    """The same column, of which nothing is asked."""
    return replace(
        field,
        type="any",
        format="default",
        constraints={},
        descriptor={"name": field.name, "type": "any"},
    )


def _start(place: Place, position: int | None) -> tuple[int | None, int | None]:
    if not place.starts:
        return None, None
    return place.starts[min(position or 1, len(place.starts)) - 1]
