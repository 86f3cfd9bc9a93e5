"""The workers of a dask.distributed cluster: the same work on the same blocks, on other machines.

A table is cut into spans of whole records, each judged by one task. What a task finds goes to the
client, which adds it up in the order of the file as it does in one process; the hashes of keys stay
on the worker. The hashes of one range of values are brought together on one worker, and only those
that stand more than once come back. A task can be done again anywhere: what a lost worker held is
computed anew.

Nothing is started, and nothing is sent but to the address that was given. Workers must see the same
files under the same paths, and have the same statx.
"""

from __future__ import annotations

import contextlib
import logging
import math
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

import numpy as np

from statx.errors import StatxError, UnreadableError
from statx.judging.cluster_tasks import (
    apply_work,
    hashes_of_key,
    judge_span,
    repeated_hashes,
    reread_blocks,
    version_there,
    with_summaries,
    without_hashes,
)
from statx.judging.errors import (
    ClusterAddressError,
    ClusterError,
    ClusterNotInstalledError,
    ClusterVersionError,
    WorkerReadingError,
)
from statx.judging.waiting import call_within
from statx.judging.workers import BlockOutcome, BlockTask, RereadTask, prefetch
from statx.tables.hashes import Hashes
from statx.tables.key_hashes import KeyHashes, found_in, in_range
from statx.tables.spill import SpillFile
from statx.tables.table import BlockExtent, Rows, Table
from statx.version import __version__

Item = TypeVar("Item")
Output = TypeVar("Output")
Seconds = float
Future = Any
"""distributed.Future: a task, and what it will give. Distributed has no types."""

SPAN = 32 << 20
"""Bytes of a table that one task judges."""
SPANS = 512
"""Spans beyond which they grow: each costs the scheduler a task for every range of hashes."""
RANGE = 32 << 20
"""Hashes that are brought together on one worker."""
BLOCKS = 8
"""Blocks that one task reads again."""
PATIENCE: Seconds = 10
"""How long the scheduler may take to answer."""
WITHOUT_WORKERS = 6
"""How many times in a row it may answer that no worker is there: a lost one is replaced within
seconds."""
ADDRESS = re.compile(r"(tcp://)?[^\s/]+:\d+")
"""Other schemes need certificates or packages that statx is not given."""
NO_ROWS: Rows = np.empty(0, np.int64)


@dataclass(frozen=True)
class Cluster:
    """The workers of a cluster, through its client."""

    client: Any
    """distributed.Client"""
    address: str
    remote: ClassVar[bool] = True

    @property
    def tables_at_once(self) -> int:
        return self._threads

    def side_by_side(self, table: Table) -> Cluster:  # noqa: ARG002  whatever the table
        """The client has little to do for each: the more tables, the fewer workers wait for it."""
        return self

    def judge_blocks(self, table: Table, task: BlockTask[Output]) -> Iterator[BlockOutcome[Output]]:
        spans = self._judge_spans(table, task)
        try:
            for span in prefetch(spans, 2 * self._threads):
                outcomes = self._result(span.outcomes)
                yield from _with_hashes_of_span(outcomes, span.hashes)
        except UnreadableError as error:
            # A span may begin in the midst of what is wrong: read from the front, it is said as one
            # process says it.
            _read_here(table)
            raise WorkerReadingError(address=self.address, reason=error) from error

    def new_key_store(self, spill: SpillFile) -> ClusterHashes:  # noqa: ARG002  they stay on the workers
        return ClusterHashes(self)

    def reread(
        self, table: Table, wanted: Sequence[tuple[BlockExtent, Rows]], task: RereadTask[Output]
    ) -> Iterator[Output]:
        job = self._send((table.absolute(), task))
        batches = _batches(wanted, BLOCKS)
        futures = (self.submit(reread_blocks, job, batch) for batch in batches)

        for outputs in self.results(futures):
            yield from outputs

    def submit(self, work: Callable[..., Any], *arguments: Any) -> Future:  # noqa: ANN401  whatever `work` takes
        """A task that does `work` on these arguments, or on what other tasks give."""
        return self.client.submit(work, *arguments, pure=False)

    def results(self, futures: Iterable[Future]) -> Iterator[Any]:
        """What each task gives, in order; some of them are on their way at a time."""
        for future in prefetch(futures, 2 * self._threads):
            yield self._result(future)

    def _judge_spans(self, table: Table, task: BlockTask[Output]) -> Iterator[_JudgedSpan]:
        """The tasks of every span, submitted as they are drawn."""
        keys = _checks_with_hashes(task)
        there = table.absolute()
        job = self._send((there, task))

        size = max(SPAN, table.size // SPANS)
        spans = there.spans(size, self._map)
        for number, span in enumerate(spans):
            judged = self.submit(judge_span, job, number, span)

            hashes = {}
            for key in keys:
                hashes[key] = self.submit(hashes_of_key, judged, key)
            outcomes = self.submit(without_hashes, judged, keys)
            yield _JudgedSpan(outcomes, hashes)

    def _map(self, work: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        job = self._send(work)
        futures = (self.submit(apply_work, job, item) for item in items)
        return self.results(futures)

    def _send(self, job: object) -> Future:
        """A job as every worker can have it.

        As bytes, which no task changes while another worker asks for them.
        """
        return self.submit(bytes, pickle.dumps(job))

    def _result(self, future: Future) -> Any:  # noqa: ANN401  whatever the task gives
        try:
            self._wait_for(future)
            return future.result()
        except StatxError:
            raise
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise ClusterError(address=self.address, reason=reason) from error

    def _wait_for(self, future: Future) -> None:
        """A task may take as long as it takes.

        While the scheduler answers and somebody can do it.
        """
        without_workers = 0
        while not _is_done_within(future, PATIENCE):
            number = self._count_threads()
            without_workers = 0 if number else without_workers + 1
            if without_workers == WITHOUT_WORKERS:
                raise ClusterError(address=self.address, reason="0 workers")

    @property
    def _threads(self) -> int:
        return max(1, self._count_threads())

    def _count_threads(self) -> int:
        by_worker = call_within(PATIENCE, self.client.nthreads)
        number: int = sum(by_worker.values())
        return number


@dataclass(frozen=True, slots=True)
class _JudgedSpan:
    """The tasks of one span."""

    outcomes: Future
    """Gives the outcome of every block, without the hashes."""
    hashes: dict[int, Future]
    """Number of the check -> the task that keeps its hashes."""


@dataclass(frozen=True, slots=True)
class _SpanHashes:
    """The hashes of one key in a span, where they are."""

    hashes: Future
    rows: int
    """Of the span."""


@dataclass
class ClusterHashes(KeyHashes[_SpanHashes]):
    """The hashes of one key, each span's on the worker that judged it."""

    cluster: Cluster
    spans: list[_SpanHashes] = field(default_factory=list)

    def append(self, part: _SpanHashes) -> None:
        self.spans.append(part)

    def candidates(self) -> Rows:
        if not self.spans:
            return NO_ROWS
        repeated = self._repeated()
        if not len(repeated):
            return NO_ROWS

        # A span keeps its hashes in the order of its rows: where the repeated ones stand, it can
        # say itself.
        submit = self.cluster.submit
        (wanted,) = self.cluster.client.scatter([repeated], broadcast=True, hash=False)
        futures = (submit(found_in, span.hashes, wanted) for span in self.spans)

        rows_of_table = []
        first = 0
        for span, rows in zip(self.spans, self.cluster.results(futures), strict=True):
            rows_of_table.append(first + rows)
            first += span.rows
        return np.concatenate(rows_of_table)

    def _repeated(self) -> Hashes:
        """The hashes that stand more than once in the table.

        One range of values after the other is brought together.
        """
        rows = sum(span.rows for span in self.spans)
        ranges = max(1, math.ceil(rows / RANGE))

        futures = (self._repeated_of_range(number, ranges) for number in range(ranges))
        by_range = list(self.cluster.results(futures))
        return np.concatenate(by_range)

    def _repeated_of_range(self, number: int, ranges: int) -> Future:
        """The task that brings one range of values together, from all spans."""
        submit = self.cluster.submit
        of_spans = [submit(in_range, span.hashes, number, ranges) for span in self.spans]
        return submit(repeated_hashes, *of_spans)


@contextlib.contextmanager
def cluster_at(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler listens at `address`, `tcp://10.0.0.5:8786`.

    Raises ClusterNotInstalledError, ClusterError where nobody answers or no worker is there,
    ClusterVersionError.
    """
    if not ADDRESS.fullmatch(address):
        raise ClusterAddressError(address=address)
    client = _connect(address)
    try:
        _check_versions(client, address)
        yield Cluster(client, address)
    finally:
        _disconnect(client)


def _connect(address: str) -> Any:  # noqa: ANN401  distributed.Client
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterNotInstalledError from error

    # A lost worker is no news: its tasks are done again.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)

    def connect() -> Any:  # noqa: ANN401  distributed.Client
        return Client(  # type: ignore[no-untyped-call]  # as all of distributed
            address,
            timeout=PATIENCE,
            set_as_default=False,
        )

    try:
        return call_within(2 * PATIENCE, connect)
    except Exception as error:  # whatever answers there may be no scheduler
        reason = str(error) or type(error).__name__
        raise ClusterError(address=address, reason=reason) from error


def _disconnect(client: Any) -> None:  # noqa: ANN401  distributed.Client
    """Whatever was done is done: nobody waits for a scheduler that does not say goodbye."""
    with contextlib.suppress(Exception):
        call_within(PATIENCE, lambda: client.close(PATIENCE))


def _is_done_within(future: Future, seconds: Seconds) -> bool:
    try:
        future.result(timeout=seconds)
    except TimeoutError:
        return bool(future.done())  # the task itself may have ended so
    return True


def _check_versions(client: Any, address: str) -> None:  # noqa: ANN401  distributed.Client
    """Nobody judges with another statx."""
    try:
        version_by_worker = call_within(PATIENCE, lambda: client.run(version_there))
    except Exception as error:  # whatever a worker without statx says
        reason = str(error) or type(error).__name__
        raise ClusterError(address=address, reason=reason) from error

    versions = set(version_by_worker.values())
    if not versions:
        raise ClusterError(address=address, reason="0 workers")
    others = versions - {__version__}
    if others:
        there = ", ".join(sorted(others))
        raise ClusterVersionError(address=address, here=__version__, there=there)


def _batches(wanted: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for first in range(0, len(wanted), size):
        yield wanted[first : first + size]


def _checks_with_hashes(task: BlockTask[Output]) -> list[int]:
    """The numbers of the checks whose summaries are hashes of a key."""
    return [number for number, check in enumerate(task.checks) if check.summarises_hashes]


def _read_here(table: Table) -> None:
    for block in table.blocks():
        block.read(only=(0,))


def _with_hashes_of_span(
    outcomes: list[BlockOutcome[Output]], hashes: dict[int, Future]
) -> Iterator[BlockOutcome[Output]]:
    """The first block of a span stands for the hashes of all of it."""
    if not outcomes:
        return

    rows = sum(outcome.extent.rows for outcome in outcomes)
    of_span = {key: _SpanHashes(future, rows) for key, future in hashes.items()}
    first, *others = outcomes
    yield with_summaries(first, of_span)
    yield from others
