"""Who does the work on a table's blocks: the threads of this process, or the workers of a cluster.

Three things are done with blocks, and each can be done anywhere: every block is judged, the key
hashes that stand more than once are found, and some records are read a second time. What is handed
to the workers is plain data with a method to call (`BlockTask`, `RereadTask`), so that it may
travel; what comes back comes in the order of the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from statx.checks.check import BlockResult, Check
from statx.tables.csv.blocks import BLOCK
from statx.tables.judged import JudgedBlock, judge_block
from statx.tables.key_hashes import HashStore, KeyHashes
from statx.tables.meaning import CellReader
from statx.tables.spill import SpillFile
from statx.tables.table import Block, BlockExtent, Rows, Table

Item = TypeVar("Item")
Output = TypeVar("Output")


@dataclass(frozen=True, slots=True)
class BlockOutcome(Generic[Output]):
    """What became of one block."""

    extent: BlockExtent
    results: tuple[BlockResult[Any], ...]
    """Of each check, in the order of the task's checks."""
    output: Output
    """What the caller made of the judged block."""


@dataclass(frozen=True)
class BlockTask(Generic[Output]):
    """What is done with every block of a table.

    Its cells are judged, its checks look, the caller makes something.
    """

    readers: tuple[CellReader, ...]
    checks: tuple[Check[Any], ...]
    make: Callable[[JudgedBlock], Output]
    limit: int = 0
    """Failures of each rule that need to be listed; 0 for all of them."""
    text: bool = False
    """Whether `make` is to have the block's own text."""
    gather: Callable[[int, list[Output]], list[Output]] | None = None
    """What remote workers make of all outputs of a span before they send them; it is given the
    span's number too."""

    def __call__(self, block: Block) -> BlockOutcome[Output]:
        # The text comes first: a block that was read has given its memory to the next one.
        text = block.text() if self.text else None
        cells = block.read()
        judged = judge_block(cells, self.readers)
        judged = replace(judged, text=text)

        results = tuple(check.look(judged) for check in self.checks)
        output = self.make(judged)
        extent = BlockExtent(
            block.first,
            block.size,
            judged.rows,
            judged.lines,
        )
        return BlockOutcome(extent, results, output)

    def shorten(self, outcome: BlockOutcome[Output]) -> BlockOutcome[Output]:
        """The same with no more failures listed than are needed."""
        if not self.limit:
            return outcome
        results = tuple(self._shorten_result(result) for result in outcome.results)
        return replace(outcome, results=results)

    def _shorten_result(self, result: BlockResult[Any]) -> BlockResult[Any]:
        failures = tuple(failures.cut(self.limit) for failures in result.failures)
        return replace(result, failures=failures)


@dataclass(frozen=True)
class RereadTask(Generic[Output]):
    """What is done with some records of a table that are read once more."""

    readers: tuple[CellReader, ...]
    names: tuple[str, ...]
    """The fields that are needed."""
    work: Callable[[JudgedBlock, Rows], Output]
    """Is given a block with these columns, and the rows that are wanted of it."""

    def __call__(self, block: Block, rows: Rows) -> Output:
        positions = [
            position
            for position, reader in enumerate(self.readers)
            if reader.field.name in self.names
        ]

        cells = block.read(positions)
        judged = judge_block(cells, self.readers, positions)
        return self.work(judged, rows)


class Workers(Protocol):
    """Who does the work."""

    remote: ClassVar[bool]
    """Whether it is done in other processes, a span of the table at a time."""

    @property
    def tables_at_once(self) -> int:
        """How many tables are worth judging side by side."""

    def side_by_side(self, table: Table) -> Workers | None:
        """Who judges this table while others are judged too.

        None where it gives enough to do by itself.
        """

    def judge_blocks(self, table: Table, task: BlockTask[Output]) -> Iterator[BlockOutcome[Output]]:
        """What `task` gives for every block, in the order of the file."""

    def new_key_store(self, spill: SpillFile) -> KeyHashes[Any]:
        """An empty store for the hashes of one key that `judge_blocks` gives.

        What is too much goes to `spill`.
        """

    def reread(
        self, table: Table, wanted: Sequence[tuple[BlockExtent, Rows]], task: RereadTask[Output]
    ) -> Iterator[Output]:
        """What `task` makes of these rows of these blocks, in order."""


@dataclass(frozen=True)
class Threads:
    """The threads of this process: one cuts the file, the others read its blocks."""

    number: int = 2
    memory: int = 256 << 20
    """Bytes that the hashes of one key may take; beyond, they go to temporary files."""
    remote: ClassVar[bool] = False

    @property
    def tables_at_once(self) -> int:
        return self.number

    def side_by_side(self, table: Table) -> Threads | None:
        """A table of one block cannot be shared by two threads; a larger one takes them all."""
        return replace(self, number=1) if table.size <= BLOCK else None

    def judge_blocks(self, table: Table, task: BlockTask[Output]) -> Iterator[BlockOutcome[Output]]:
        # Several outcomes wait for their turn, and a block may be wrong in every cell.
        return map_parallel(
            table.blocks(),
            lambda block: task.shorten(task(block)),
            self.number,
        )

    def new_key_store(self, spill: SpillFile) -> HashStore:
        return HashStore(self.memory, self.number, spill)

    def reread(
        self, table: Table, wanted: Sequence[tuple[BlockExtent, Rows]], task: RereadTask[Output]
    ) -> Iterator[Output]:
        return map_parallel(table.holding(wanted), lambda pair: task(*pair), self.number)


def local(workers: Workers) -> Workers:
    """Who works on files that only this process sees."""
    return Threads() if workers.remote else workers


def map_parallel(
    items: Iterable[Item], work: Callable[[Item], Output], threads: int
) -> Iterator[Output]:
    """Do `work` on several items at once and give the results in order."""
    remaining = iter(items)
    first_two = list(islice(remaining, 2))
    all_items = chain(first_two, remaining)

    # A single item needs no second thread, and most files are a single block.
    is_single = len(first_two) < 2  # noqa: PLR2004  two make it several
    if is_single or threads < 2:  # noqa: PLR2004  the same
        yield from map(work, all_items)
        return

    with thread_pool(threads) as pool:
        futures = (pool.submit(work, item) for item in all_items)
        for future in prefetch(futures, threads + 1):
            yield future.result()


@contextmanager
def thread_pool(number: int) -> Iterator[ThreadPoolExecutor]:
    """Threads that are waited for, unless the run is interrupted or nobody wants more of them.

    What they are in the midst of is of no account then. What was left half-way may be collected in
    one of these threads, which could not wait for itself.
    """
    pool = ThreadPoolExecutor(number)
    is_wanted = True
    try:
        yield pool
    except (KeyboardInterrupt, GeneratorExit):
        is_wanted = False
        raise
    finally:
        pool.shutdown(
            wait=is_wanted,
            cancel_futures=True,
        )


def prefetch(items: Iterable[Item], number: int) -> Iterator[Item]:
    """The same items, each drawn `number` items before it is given."""
    waiting: deque[Item] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) > number:
            yield waiting.popleft()
    yield from waiting
