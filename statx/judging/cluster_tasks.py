"""What the workers of a cluster do: plain functions of what was sent, so that they can travel."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np

from statx.judging.workers import BlockOutcome
from statx.tables.hashes import Hashes
from statx.tables.key_hashes import repeated_in
from statx.tables.table import BlockExtent, Rows, Span

Output = TypeVar("Output")
NO_HASHES: Hashes = np.empty(0, np.uint64)


@lru_cache(maxsize=8)
def unpack_job(job: bytes) -> Any:  # noqa: ANN401  whatever was sent
    """What a client sent; it is asked for again with every span."""
    return pickle.loads(job)  # noqa: S301  from our own client


def judge_span(job: bytes, number: int, span: Span) -> list[BlockOutcome[Any]]:
    """What the task makes of every block of a span."""
    table, task = unpack_job(job)
    outcomes = []
    for block in table.blocks(span):
        outcome = task(block)
        outcomes.append(task.shorten(outcome))
    if task.gather is None or not outcomes:
        return outcomes

    outputs = [outcome.output for outcome in outcomes]
    gathered = task.gather(number, outputs)
    pairs = zip(outcomes, gathered, strict=True)
    return [replace(outcome, output=output) for outcome, output in pairs]


def hashes_of_key(outcomes: list[BlockOutcome[Any]], key: int) -> Hashes:
    """The hashes of all blocks of a span, of the check with this number."""
    of_blocks = [outcome.results[key].summary for outcome in outcomes]
    return np.concatenate([NO_HASHES, *of_blocks])


def without_hashes(
    outcomes: list[BlockOutcome[Any]], keys: Sequence[int]
) -> list[BlockOutcome[Any]]:
    """The outcomes that travel: hashes stay where they are."""
    return [with_summaries(outcome, dict.fromkeys(keys)) for outcome in outcomes]


def repeated_hashes(*of_spans: Hashes) -> Hashes:
    """The hashes that stand more than once among those of several spans."""
    return repeated_in(np.concatenate(of_spans))


def reread_blocks(job: bytes, wanted: Sequence[tuple[BlockExtent, Rows]]) -> list[Any]:
    """What the task makes of these rows of these blocks."""
    table, task = unpack_job(job)
    return [task(block, rows) for block, rows in table.holding(wanted)]


def apply_work(job: bytes, item: Any) -> Any:  # noqa: ANN401  whatever is mapped
    """The work that was sent, done on one item."""
    return unpack_job(job)(item)


def version_there() -> str:
    """The version of statx on the worker, not the one that this function was sent with."""
    from statx.version import __version__ as version

    return version


def with_summaries(
    outcome: BlockOutcome[Output], summaries: Mapping[int, object]
) -> BlockOutcome[Output]:
    """The outcome with other summaries of some of its checks, by their numbers."""
    results = list(outcome.results)
    for number, summary in summaries.items():
        results[number] = replace(results[number], summary=summary)
    return replace(outcome, results=tuple(results))
