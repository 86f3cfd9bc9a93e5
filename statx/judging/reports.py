"""From targets to their reports.

Judge each table, check what its descriptor declares of it, say what was done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from statx.errors import StatxError, UnreadableFileError
from statx.judging.cause import find_cause, find_cause_of_error, repeated_by
from statx.judging.engine import Judging, JudgingOptions, judge_whole
from statx.judging.words import NO_ROWS
from statx.judging.workers import Workers, local, prefetch, thread_pool
from statx.registry.catalog import Catalog
from statx.results.findings import Tally
from statx.results.report import FileDigest, Reading, Report, SchemaUsed
from statx.sources.files import resource_name
from statx.sources.targets import Refusal, Target
from statx.tables.table import Table
from statx.texts import Text


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How tables are judged for their reports, and who is told of it."""

    judging: JudgingOptions = field(default_factory=JudgingOptions)
    clock: Callable[[], float] = lambda: 0.0
    """Seconds of the run, from wherever the caller counts."""
    starting: Callable[[str, Table], None] = lambda _place, _table: None
    """Is called with the place of the table that comes next, and the table."""


def judge_targets(
    targets: Iterable[Target | Refusal], catalog: Catalog, options: ReportOptions
) -> Iterator[Report]:
    """Judge every target, in order, small ones side by side.

    One that cannot be judged does not stop the next.
    """
    at_once = options.judging.workers.tables_at_once
    with thread_pool(at_once) as pool:
        started = (
            _start(
                target,
                catalog,
                options,
                pool,
            )
            for target in targets
        )
        for finish in prefetch(started, 2 * at_once):
            yield finish()


def judge_target(target: Target | Refusal, catalog: Catalog, options: ReportOptions) -> Report:
    """Judge one target. What keeps it from being judged is in the report, not raised."""
    if isinstance(target, Refusal):
        return _report_refusal(
            target,
            catalog,
            options,
        )

    started = options.clock()
    try:
        options.starting(target.place, target.table)
        judging = judge_whole(target, catalog, _options_for(target, options.judging))
        cause = find_cause(judging)
    except StatxError as error:
        cause = find_cause_of_error(
            target.settling,
            error,
            catalog,
            options.judging.workers,
        )
        return replace(_report_error(target, error, options), cause=cause)
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        unreadable = UnreadableFileError(
            path=target.path,
            reason=reason,
        )
        return _report_error(target, unreadable, options)

    report = report_on(judging, options.clock() - started)
    repeated = repeated_by(cause, judging)
    remarks = tuple(remark for remark in report.remarks if remark not in repeated)
    return replace(
        report,
        cause=cause,
        remarks=remarks,
    )


def report_on(judging: Judging, seconds: float = 0.0) -> Report:
    """The report of a judging that is concluded."""
    target, digest = judging.target, judging.digest
    tallies = judging.tallies()
    if not judging.rows and judging.is_judgeable:
        tallies = (*tallies, Tally(NO_ROWS, 1, ()))

    return Report(
        place=target.place,
        name=target.name,
        schema=_schema_used(target),
        reading=_reading(target),
        labels=target.table.labels,
        rows=judging.rows,
        checked=judging.checked(),
        tallies=tallies,
        remarks=(*judging.remarks, *target.remarks),
        digest=FileDigest(digest.size, digest.sha256, digest.md5) if digest else None,
        seconds=seconds,
        limit=judging.options.limit,
        key=target.schema.primary_key,
        account=target.tidied.account if target.tidied else None,
    )


def _start(
    target: Target | Refusal, catalog: Catalog, options: ReportOptions, pool: ThreadPoolExecutor
) -> Callable[[], Report]:
    """What gives a target's report, once it is its turn; a small one is judged meanwhile."""
    workers = _workers_meanwhile(target, options)
    if workers is None:
        return partial(
            judge_target,
            target,
            catalog,
            options,
        )

    # Several tables that are judged at once would confuse whoever watches one.
    judging = JudgingOptions(options.judging.limit, workers, digests=options.judging.digests)
    unwatched = ReportOptions(judging, options.clock)
    return pool.submit(
        judge_target,
        target,
        catalog,
        unwatched,
    ).result


def _workers_meanwhile(target: Target | Refusal, options: ReportOptions) -> Workers | None:
    """Who can judge a target while others are judged.

    Nobody where failures are written, in the order of the tables.
    """
    if isinstance(target, Refusal) or options.judging.sink:
        return None
    return options.judging.workers.side_by_side(target.table)


def _options_for(target: Target, options: JudgingOptions) -> JudgingOptions:
    """What was taken out of a package lies on this machine alone."""
    return replace(options, workers=local(options.workers)) if target.is_unpacked else options


def _report_refusal(refusal: Refusal, catalog: Catalog, options: ReportOptions) -> Report:
    cause = find_cause_of_error(
        refusal.settling,
        refusal.error,
        catalog,
        options.judging.workers,
    )
    return Report(
        refusal.place,
        resource_name(refusal.path),
        error=_said_of(refusal.error, refusal.path, refusal.place),
        remarks=refusal.remarks,
        cause=cause,
        limit=options.judging.limit,
    )


def _report_error(target: Target, error: StatxError, options: ReportOptions) -> Report:
    return Report(
        target.place,
        target.name,
        schema=_schema_used(target),
        reading=_reading(target),
        labels=target.table.labels,
        error=_said_of(error, target.path, target.place),
        remarks=target.remarks,
        limit=options.judging.limit,
    )


def _said_of(error: StatxError, path: Path, place: str) -> StatxError:
    """An error by the name that the user knows: what came in a package lies elsewhere by now."""
    if str(path) == place or str(path) not in error.text.en:
        return error

    def named(text: Text) -> Text:
        return Text(id=text.id.replace(str(path), place), en=text.en.replace(str(path), place))

    return error.reworded(named)


def _schema_used(target: Target) -> SchemaUsed:
    schema = target.schema
    return SchemaUsed(
        ref=schema.ref,
        sha256=schema.sha256,
        chosen=target.chosen,
        title=schema.title,
        classification=schema.classification,
        fields=schema.names,
    )


def _reading(target: Target) -> Reading:
    return replace(target.table.reading, locale=target.locale)
