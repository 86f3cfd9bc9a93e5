"""The workers of a dask.distributed cluster: the same look at the same blocks, on other machines.

A table is cut into spans of whole records, each judged by one task. What a task finds goes to the client, which adds
it up in the order of the file as it does in one process; the hashes of keys stay on the worker. The hashes of one
range of values are brought together on one worker, and only those that stand more than once come back. A task can be
done again anywhere: what a lost worker held is computed anew.

Nothing is started, and nothing is sent but to the address that was given. Workers must see the same files under the
same paths, and have the same statx.
"""

from __future__ import annotations

import contextlib
import logging
import pickle
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, ClassVar, TypeVar

import numpy as np

from statx.errors import StatxError, UnreadableError
from statx.judging.errors import (
    ClusterError,
    ClusterNotInstalledError,
    ClusterVersionError,
    WorkerReadingError,
)
from statx.judging.workers import Look, Looked, Reread, ahead
from statx.tables.hashes import Hashes
from statx.tables.key_hashes import KeyHashes, found_in, in_range, repeated_in
from statx.tables.table import BlockExtent, Rows, Span, Table
from statx.version import __version__

Result = TypeVar("Result")
Seconds = float

SPAN = 32 << 20
"""Bytes of a table that one task judges."""
SPANS = 512
"""Spans beyond which they grow: each costs the scheduler a task for every range of hashes."""
RANGE = 32 << 20
"""Hashes that are brought together on one worker."""
BLOCKS = 8
"""Blocks that one task reads again."""
PATIENCE: Seconds = 10


@dataclass(frozen=True)
class Cluster:
    """The workers of a cluster, through its client."""

    client: Any
    """distributed.Client"""
    address: str
    far: ClassVar[bool] = True

    @property
    def at_once(self) -> int:
        return self._threads

    def beside(self, table: Table) -> Cluster:  # noqa: ARG002
        """The client has little to do for each: the more tables, the fewer workers wait for it."""
        return self

    def looked(self, table: Table, look: Look[Result]) -> Iterator[Looked[Result]]:
        keys = [number for number, check in enumerate(look.checks) if check.summarises_hashes]
        job = self._handed((table.absolute(), look))
        try:
            for kept, light in ahead(self._judged(table, job, keys), 2 * self._threads):
                yield from _with_keys(self._answer(light), kept)
        except UnreadableError as error:
            _read_here(
                table
            )  # a span may begin in the midst of what is wrong: it is said as one process says it
            raise WorkerReadingError(address=self.address, reason=error) from error

    def key_hashes(self) -> ClusterHashes:
        return ClusterHashes(self)

    def reread(
        self, table: Table, wanted: Sequence[tuple[BlockExtent, Rows]], reread: Reread[Result]
    ) -> Iterator[Result]:
        job = self._handed((table.absolute(), reread))
        some = (wanted[first : first + BLOCKS] for first in range(0, len(wanted), BLOCKS))
        tasks = (self.submit(_reread, job, pairs) for pairs in some)
        for found in self.answers(tasks):
            yield from found

    def submit(self, work: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401  a future
        """A task that does `work` on what is given, or on what other tasks give."""
        return self.client.submit(work, *given, pure=False)

    def answers(self, tasks: Iterator[Any]) -> Iterator[Any]:
        """What each task gives, in order, some of them on their way at a time."""
        return map(self._answer, ahead(tasks, 2 * self._threads))

    def _judged(
        self,
        table: Table,
        job: Any,  # noqa: ANN401
        keys: Sequence[int],
    ) -> Iterator[tuple[dict[int, Any], Any]]:
        """(the tasks that keep hashes, by number of their check; the task that gives the rest) of every span."""
        size = max(SPAN, table.size // SPANS)
        for number, span in enumerate(table.absolute().spans(size, self._spread)):
            whole = self.submit(_looked, job, number, span)
            yield (
                {key: self.submit(_hashes, whole, key) for key in keys},
                self.submit(_without_hashes, whole, keys),
            )

    def _spread(self, work: Callable[[Any], Any], things: Sequence[Any]) -> Iterator[Any]:
        job = self._handed(work)
        return self.answers(self.submit(_done, job, thing) for thing in things)

    def _handed(self, job: object) -> Any:  # noqa: ANN401  a future
        """A job as every worker can have it: as bytes, which no task changes while another worker asks for them."""
        return self.submit(bytes, pickle.dumps(job))

    def _answer(self, task: Any) -> Any:  # noqa: ANN401  a future, and what it gives
        try:
            return task.result()
        except StatxError:
            raise
        except Exception as error:
            raise ClusterError(
                address=self.address, reason=f"{type(error).__name__}: {error}"
            ) from error

    @property
    def _threads(self) -> int:
        number: int = sum(self.client.nthreads().values())
        return max(1, number)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The hashes of a span, where they are."""

    task: Any
    rows: int


@dataclass
class ClusterHashes(KeyHashes[_Kept]):
    """The hashes of one key, each span's on the worker that judged it."""

    cluster: Cluster
    parts: list[_Kept] = field(default_factory=list)

    def append(self, part: _Kept) -> None:
        self.parts.append(part)

    def candidates(self) -> Rows:
        ranges = max(1, -(-sum(part.rows for part in self.parts) // RANGE))
        repeated = np.concatenate(
            [
                np.empty(0, np.uint64),
                *self.cluster.answers(self._repeated(at, ranges) for at in range(ranges)),
            ]
        )
        if not len(repeated):
            return np.empty(0, np.int64)
        (wanted,) = self.cluster.client.scatter([repeated], broadcast=True, hash=False)
        found = self.cluster.answers(
            self.cluster.submit(found_in, part.task, wanted) for part in self.parts
        )
        starts = np.cumsum([0, *(part.rows for part in self.parts)])
        return np.concatenate([start + rows for start, rows in zip(starts, found, strict=False)])

    def _repeated(self, number: int, ranges: int) -> Any:  # noqa: ANN401  a future
        """The task that brings one range of values together."""
        return self.cluster.submit(
            _repeated,
            *(self.cluster.submit(in_range, part.task, number, ranges) for part in self.parts),
        )


@contextlib.contextmanager
def cluster_at(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler listens at `address`, `tcp://10.0.0.5:8786`.

    Raises ClusterNotInstalledError, ClusterError where nobody answers or no worker is there, ClusterVersionError.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterNotInstalledError from error
    logging.getLogger("distributed").setLevel(
        logging.CRITICAL
    )  # a lost worker is no news: its tasks are done again
    try:
        client: Any = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # as all of distributed
    except (OSError, ValueError, ImportError) as error:
        raise ClusterError(address=address, reason=error) from error
    try:
        _check(client, address)
        yield Cluster(client, address)
    finally:
        client.close(PATIENCE)


def _check(client: Any, address: str) -> None:  # noqa: ANN401  distributed.Client
    """Nobody judges with another statx."""
    try:
        versions = client.run(_version)
    except Exception as error:  # whatever a worker without statx says
        raise ClusterError(address=address, reason=error) from error
    if not versions:
        raise ClusterError(address=address, reason="0 workers")
    other = {version for version in versions.values() if version != __version__}
    if other:
        raise ClusterVersionError(address=address, here=__version__, there=", ".join(sorted(other)))


def _read_here(table: Table) -> None:
    for block in table.blocks():
        block.read(only=(0,))


def _with_keys(looked: list[Looked[Result]], kept: dict[int, Any]) -> Iterator[Looked[Result]]:
    """The first block of a span stands for the hashes of all of it."""
    rows = sum(each.extent.rows for each in looked)
    for number, each in enumerate(looked):
        yield (
            each
            if number
            else _carrying(each, {key: _Kept(task, rows) for key, task in kept.items()})
        )


def _carrying(looked: Looked[Result], kept: dict[int, _Kept | None]) -> Looked[Result]:
    seen = (
        replace(each, summary=kept.get(key, each.summary)) for key, each in enumerate(looked.seen)
    )
    return replace(looked, seen=tuple(seen))


# ---- what workers do -------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _unpacked(job: bytes) -> Any:  # noqa: ANN401  whatever was handed over
    return pickle.loads(job)  # noqa: S301  from our own client


def _looked(job: bytes, number: int, span: Span) -> list[Looked[Any]]:
    table, look = _unpacked(job)
    looked = [look.short(look(block)) for block in table.blocks(span)]
    if look.gather is None or not looked:
        return looked
    results = look.gather(number, [each.result for each in looked])
    return [replace(each, result=result) for each, result in zip(looked, results, strict=True)]


def _hashes(looked: list[Looked[Any]], key: int) -> Hashes:
    return np.concatenate([np.empty(0, np.uint64), *(each.seen[key].summary for each in looked)])


def _without_hashes(looked: list[Looked[Any]], keys: Sequence[int]) -> list[Looked[Any]]:
    return [_carrying(each, dict.fromkeys(keys)) for each in looked]


def _repeated(*parts: Hashes) -> Hashes:
    return repeated_in(np.concatenate(parts))


def _reread(job: bytes, pairs: Sequence[tuple[BlockExtent, Rows]]) -> list[Any]:
    table, reread = _unpacked(job)
    blocks = table.again([extent for extent, _ in pairs])
    return [reread(block, rows) for block, (_, rows) in zip(blocks, pairs, strict=True)]


def _done(job: bytes, thing: Any) -> Any:  # noqa: ANN401  whatever is spread
    return _unpacked(job)(thing)


def _version() -> str:
    from statx.version import __version__ as version

    return version
