"""Who does the work on a table's blocks: the threads of this process, or the workers of a cluster.

Three things are done with blocks, and each can be done anywhere: a first look at every block, the finding of key
hashes that stand more than once, and a second look at some records. What is handed to the workers is plain data with
a method to call (`Look`, `Reread`), so that it may travel; what comes back comes in the order of the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from statx.checks.check import BlockResult, Check
from statx.tables.csv.blocks import BLOCK
from statx.tables.judged import JudgedBlock, judge_block
from statx.tables.key_hashes import HashStore, KeyHashes
from statx.tables.meaning import CellReader
from statx.tables.table import Block, BlockExtent, Rows, Table

Thing = TypeVar("Thing")
Result = TypeVar("Result")
Handed = TypeVar("Handed")


@dataclass(frozen=True, slots=True)
class Looked(Generic[Result]):
    """What a look at one block gave."""

    extent: BlockExtent
    seen: tuple[BlockResult[Any], ...]
    """By check."""
    result: Result


@dataclass(frozen=True)
class Look(Generic[Result]):
    """What is done with every block of a table."""

    judges: tuple[CellReader, ...]
    checks: tuple[Check[Any], ...]
    then: Callable[[JudgedBlock], Result]
    limit: int = 0
    """Misses of each rule that need to be listed; 0 for all of them."""
    text: bool = False
    """Whether `then` is to have the block's own text."""
    gather: Callable[[int, list[Result]], list[Result]] | None = None
    """What workers that are far make of all results of a span, before they send them; given the span's number too."""

    def __call__(self, block: Block) -> Looked[Result]:
        text = block.text() if self.text else None
        found = replace(judge_block(block.read(), self.judges), text=text)
        extent = BlockExtent(block.first, block.size, found.rows, found.lines)
        return Looked(extent, tuple(check.look(found) for check in self.checks), self.then(found))

    def short(self, looked: Looked[Result]) -> Looked[Result]:
        """The same with no more misses listed than are needed: for who must send them."""
        if not self.limit:
            return looked
        seen = (
            replace(each, failures=tuple(one.cut(self.limit) for one in each.failures))
            for each in looked.seen
        )
        return replace(looked, seen=tuple(seen))


@dataclass(frozen=True)
class Reread(Generic[Result]):
    """What is done with some records of a table that are read once more."""

    judges: tuple[CellReader, ...]
    names: tuple[str, ...]
    """The fields that are needed."""
    work: Callable[[JudgedBlock, Rows], Result]
    """Is given a block with these columns, and the rows that are wanted of it."""

    def __call__(self, block: Block, rows: Rows) -> Result:
        only = [at for at, judge in enumerate(self.judges) if judge.field.name in self.names]
        return self.work(judge_block(block.read(only), self.judges, only), rows)


class Workers(Protocol):
    """Who does the work."""

    far: ClassVar[bool]
    """Whether it is done in other processes, a span of the table at a time."""

    @property
    def at_once(self) -> int:
        """How many tables are worth judging side by side."""

    def beside(self, table: Table) -> Workers | None:
        """Who judges this table beside others; None for one that gives enough to do by itself."""

    def looked(self, table: Table, look: Look[Result]) -> Iterator[Looked[Result]]:
        """What `look` makes of every block, in the order of the file."""

    def key_hashes(self) -> KeyHashes[Any]:
        """What keeps the hashes of one key that `looked` gives."""

    def reread(
        self, table: Table, wanted: Sequence[tuple[BlockExtent, Rows]], reread: Reread[Result]
    ) -> Iterator[Result]:
        """What `reread` makes of these rows of these blocks, in order."""


@dataclass(frozen=True)
class Threads:
    """The threads of this process: one cuts the file, the others read its blocks."""

    number: int = 2
    memory: int = 256 << 20
    """Bytes that the hashes of one key may take; beyond, they go to temporary files."""
    far: ClassVar[bool] = False

    @property
    def at_once(self) -> int:
        return self.number

    def beside(self, table: Table) -> Threads | None:
        return replace(self, number=1) if table.size <= BLOCK else None

    def looked(self, table: Table, look: Look[Result]) -> Iterator[Looked[Result]]:
        return map_parallel(table.blocks(), look, self.number)

    def key_hashes(self) -> HashStore:
        return HashStore(self.memory, self.number)

    def reread(
        self, table: Table, wanted: Sequence[tuple[BlockExtent, Rows]], reread: Reread[Result]
    ) -> Iterator[Result]:
        blocks = table.again([extent for extent, _ in wanted])
        pairs = zip(blocks, (rows for _, rows in wanted), strict=True)
        return map_parallel(pairs, lambda pair: reread(*pair), self.number)


def here(workers: Workers) -> Workers:
    """Who works on files that only this process sees."""
    return Threads() if workers.far else workers


def map_parallel(
    things: Iterable[Thing], work: Callable[[Thing], Result], number: int
) -> Iterator[Result]:
    """Do `work` on several things at once and give the results in order; one thing needs no second thread."""
    things = iter(things)
    first = [thing for _, thing in zip(range(2), things, strict=False)]
    if len(first) < 2 or number < 2:  # noqa: PLR2004  two make it a pair
        yield from map(work, chain(first, things))
        return
    pool = ThreadPoolExecutor(number)
    try:
        submitted = (pool.submit(work, thing) for thing in chain(first, things))
        yield from (future.result() for future in ahead(submitted, number + 1))
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def ahead(things: Iterable[Handed], number: int) -> Iterator[Handed]:
    """The same things, each drawn `number` things before it is given."""
    waiting: deque[Handed] = deque()
    for thing in things:
        waiting.append(thing)
        if len(waiting) > number:
            yield waiting.popleft()
    yield from waiting
