"""Judge a table against its schema: blocks side by side, in any order.

Their results added up in the order of the file.

What a block gives is small: exact counts, the first failures of each rule, what the checks
summarise. Where a finding stands physically is looked up at the end, and only for the findings that
are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol, TypeVar

import numpy as np

from statx.checks import plan
from statx.checks.check import Check, CheckContext, CheckPlanner, Conclusion, Failures
from statx.files import Digest, Digester
from statx.judging.columns import column_readers, pair_header
from statx.judging.declared import check_counted, check_declared, compare_declared, digest_of
from statx.judging.errors import ChangedFileError
from statx.judging.tallies import FailureLog
from statx.judging.whole_table import JudgedTable
from statx.judging.words import THE_HEADER
from statx.judging.workers import (
    BlockOutcome,
    BlockTask,
    Threads,
    Workers,
    local,
)
from statx.registry.catalog import Catalog
from statx.results.findings import Severity, Tally
from statx.results.report import Checked
from statx.sources.targets import Target
from statx.tables import limits
from statx.tables.errors import HiddenCellsError
from statx.tables.judged import JudgedBlock
from statx.tables.key_hashes import KeyHashes
from statx.tables.spill import SpillFile
from statx.tables.table import BlockExtent, Rows, Table
from statx.texts import Text

Output = TypeVar("Output")


class FailuresSink(Protocol):
    """Takes every failure, not only the first ones."""

    def write(
        self, found: Sequence[tuple[Check[Any], Failures]], extents: Sequence[BlockExtent]
    ) -> None:
        """All failures of a block, or those that a check concludes.

        Rows are counted in the table, from 0; `extents` are its blocks so far.
        """


def no_progress(_extent: BlockExtent) -> None:
    """The progress of whoever does not watch."""


@dataclass(frozen=True, slots=True)
class JudgingOptions:
    """How a table is to be judged."""

    limit: int = 1000
    """Findings kept of each rule; 0 keeps all."""
    workers: Workers = field(default_factory=Threads)
    """Who judges the blocks."""
    progress: Callable[[BlockExtent], None] = no_progress
    """Is called with each block that is done."""
    sink: FailuresSink | None = None
    digests: Sequence[str] = ()
    """Which digests the report is to give of the file's bytes, and their size: `files.ALGORITHMS`.
    They are added up while the file is judged."""


@contextmanager
def open_judging(
    target: Target,
    catalog: Catalog,
    options: JudgingOptions,
    extra: tuple[CheckPlanner, ...] = (),
) -> Iterator[Judging]:
    """Judge a target: the body takes its blocks (`Judging.blocks`).

    Leaving it judges what only the whole shows.

    `extra` are checks beside those that every table is asked. Raises DigestMismatchError where the
    file is not the one that its descriptor declares, and what reading raises.
    """
    check_declared(target)

    with SpillFile() as spill:
        judging = Judging(
            target,
            catalog,
            options,
            extra,
            spill,
        )
        yield judging
        judging.conclude()
        if judging.is_judgeable:
            check_counted(target, judging.rows)
        if judging.digest is not None:
            compare_declared(target, judging.digest)


def judge_whole(
    target: Target,
    catalog: Catalog,
    options: JudgingOptions,
    extra: tuple[CheckPlanner, ...] = (),
) -> Judging:
    """Judge a target of whose blocks nothing else is made. Raises what `open_judging` raises."""
    with open_judging(
        target,
        catalog,
        options,
        extra,
    ) as judging:
        for _ in judging.blocks(_make_nothing):
            pass
    return judging


@dataclass
class Judging:
    """One target on its way to a verdict."""

    target: Target
    catalog: Catalog
    options: JudgingOptions
    extra: tuple[CheckPlanner, ...] = ()
    spill: SpillFile = field(default_factory=SpillFile)
    """Where key hashes go that do not fit into memory; whoever opened it closes it."""
    rows: int = 0
    """Records judged so far."""
    extents: list[BlockExtent] = field(default_factory=list)
    """The blocks that were read, in order."""
    remarks: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.table = self.target.table
        self.header = pair_header(self.target)
        self.readers = column_readers(self.table, self.header)
        self.checks = self._plan_checks() if self.is_judgeable else ()
        self._log = FailureLog(self.options.limit)
        self._summaries = [self._new_summaries(check) for check in self.checks]
        self._digester = Digester(self.options.digests)
        self._most_rows = self.table.most_rows

    def blocks(
        self,
        make: Callable[[JudgedBlock], Output],
        *,
        text: bool = False,
        gather: Callable[[int, list[Output]], list[Output]] | None = None,
    ) -> Iterator[Output]:
        """Judge all blocks, and give in order what `make` makes of each.

        `text` and `gather` as in `BlockTask`.
        """
        if not self.is_judgeable:
            return

        # Whoever takes every failure needs all of them listed.
        limit = 0 if self.options.sink else self.options.limit
        task = BlockTask(
            self.readers,
            self.checks,
            make,
            limit,
            text,
            gather,
        )
        workers = self.options.workers
        for outcome in workers.judge_blocks(self._digested(workers, self._digester), task):
            self._add_block(outcome)
            self.options.progress(outcome.extent)
            yield outcome.output

    def blocks_again(
        self, make: Callable[[JudgedBlock], Output], *, text: bool = False
    ) -> Iterator[Output]:
        """What `make` makes of each block of a table that was judged before.

        Nothing is checked or counted. Raises ChangedFileError where the bytes are others by now, as
        far as digests are wanted.
        """
        task = BlockTask(
            self.readers,
            (),
            make,
            text=text,
        )
        workers = local(self.options.workers)
        digester = Digester(self.options.digests)
        for outcome in workers.judge_blocks(self._digested(workers, digester), task):
            self.options.progress(outcome.extent)
            yield outcome.output

        if digester.whole and digester.digest != self.digest:
            raise ChangedFileError(path=self.target.path)

    @cached_property
    def digest(self) -> Digest | None:
        """Of the bytes that were judged; None where nobody wants it.

        The file is read once more where it was not read from its front to its end by this process:
        Parquet, a folder, a cluster, a header under which nothing is judged.
        """
        algorithms = self.options.digests
        if not algorithms:
            return None
        if self._digester.whole:
            return self._digester.digest
        return digest_of(self.target.paths, algorithms)

    def conclude(self) -> None:
        """Judge what only the whole table shows."""
        for check, summaries in zip(self.checks, self._summaries, strict=True):
            conclusion = self._conclude(check, summaries)
            self.remarks.extend(conclusion.remarks)
            self._add_failures([(check, failures) for failures in conclusion.failures])
        self._summaries = []

    def tallies(self) -> tuple[Tally, ...]:
        """Exact counts and the findings that are shown, with the places where they stand."""
        of_cells = self._log.tallies(self.table, self.extents, self.checks)
        of_sheet = self.target.tidied.tallies if self.target.tidied else ()
        tallies = (*of_sheet, *self._header_tallies(), *of_cells)
        if self.target.schema.is_public:
            return tallies

        # Where the header is missing, its labels are the first record.
        return tuple(_as_confidential(tally) for tally in tallies)

    def _header_tallies(self) -> tuple[Tally, ...]:
        """Those of the header, its labels with their addresses where it stands in a workbook."""
        addresses = self.table.label_addresses
        if not addresses:
            return self.header.tallies
        return tuple(_at_addresses(tally, addresses) for tally in self.header.tallies)

    def checked(self) -> tuple[Checked, ...]:
        """What was checked, kind by kind."""
        kinds = Counter((check.code, check.full_title) for check in self.checks)

        checked = [Checked("header", THE_HEADER)]
        for (code, title), number in kinds.items():
            checked.append(Checked(code, title, number))
        return tuple(checked)

    @property
    def failing_rows(self) -> Rows:
        """The rows (from 0) of all errors that were kept.

        All there are where `options.limit` is 0.
        """
        rows = self._log.failing_rows()
        return rows[rows >= 0]

    @property
    def fails_as_a_whole(self) -> bool:
        """Whether an error was found that is in no row."""
        return bool(np.any(self._log.failing_rows() < 0))

    @property
    def failed(self) -> bool:
        """Whether an error was found, so far."""
        of_sheet = self.target.tidied.tallies if self.target.tidied else ()
        known_before = (tally.rule.severity for tally in (*of_sheet, *self.header.tallies))
        return Severity.ERROR in known_before or self._log.has_errors

    @property
    def is_judgeable(self) -> bool:
        """Whether its rows can be judged: by its header, and by what a sheet of it says."""
        is_readable = self.target.tidied is None or self.target.tidied.is_readable
        return is_readable and self.header.judgeable

    @property
    def errors(self) -> int:
        """How many were found, so far: told without looking up where they stand."""
        of_header = [t.count for t in self.header.tallies if t.rule.severity is Severity.ERROR]
        return sum(of_header) + self._log.errors

    def _digested(self, workers: Workers, digester: Digester) -> Table:
        """The table as these workers are to read it, its bytes added up where that can be."""
        is_wanted = self.options.digests and not workers.remote
        return self.table.digested(digester) if is_wanted else self.table

    def _plan_checks(self) -> tuple[Check[Any], ...]:
        target = self.target
        context = CheckContext(
            target.schema,
            self.table.labels,
            self.readers,
            self.catalog,
            target.references,
            self.table.wrong_types(),
            self.table.stored_numbers,
            self.table.oddities,
        )
        return plan(context, self.extra)

    def _new_summaries(self, check: Check[Any]) -> list[Any] | KeyHashes[Any]:
        return self.options.workers.new_key_store(self.spill) if check.summarises_hashes else []

    def _conclude(self, check: Check[Any], summaries: list[Any] | KeyHashes[Any]) -> Conclusion:
        """Hashes are too many to be brought together.

        A check asks the table for those that matter.
        """
        whole = JudgedTable(
            self.table,
            self.readers,
            self.extents,
            self.options.workers,
        )
        if isinstance(summaries, KeyHashes):
            return check.conclude((), replace(whole, hashes=summaries))
        return check.conclude(summaries, whole)

    def _add_block(self, outcome: BlockOutcome[Output]) -> None:
        """Rows are counted inside the block; what came before it is known here."""
        self.extents.append(outcome.extent)
        found: list[tuple[Check[Any], Failures]] = []
        of_checks = zip(
            self.checks,
            self._summaries,
            outcome.results,
            strict=True,
        )
        for check, summaries, result in of_checks:
            if result.summary is not None:
                summaries.append(result.summary)

            for failures in result.failures:
                rows = failures.rows + self.rows
                found.append((check, replace(failures, rows=rows)))

        self._add_failures(found)
        self.rows += outcome.extent.rows
        if self.rows > self._most_rows:
            raise HiddenCellsError(
                path=self.target.place,
                limit=limits.HIDDEN_CELLS.most,
            )

    def _add_failures(self, found: Sequence[tuple[Check[Any], Failures]]) -> None:
        for check, failures in found:
            self._log.add(check, failures)
        if self.options.sink is not None:
            self.options.sink.write(found, self.extents)


def _make_nothing(_block: JudgedBlock) -> None:
    """What is made of blocks that are only judged."""


def _at_addresses(tally: Tally, addresses: Sequence[str]) -> Tally:
    """Findings about labels with the addresses of these; about the whole header, with the first.

    A label that is missing has no address.
    """
    findings = []
    for finding in tally.findings:
        at = (finding.position or 1) - 1
        address = addresses[at] if at < len(addresses) else ""
        findings.append(replace(finding, address=address, line=None))
    return replace(tally, findings=tuple(findings))


def _as_confidential(tally: Tally) -> Tally:
    """Every rule of a schema that is not public says so, for those who write logs."""
    rule = replace(tally.rule, confidential=True)
    findings = [replace(finding, rule=rule) for finding in tally.findings]
    return replace(
        tally,
        rule=rule,
        findings=tuple(findings),
    )
