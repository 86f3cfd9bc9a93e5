"""From a target to its report: judge the table, check what its descriptor declares of it, say what was done."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

from statx.errors import StatxError, UnreadableFileError
from statx.files import Digest, digest, reading
from statx.judging.engine import Judging, JudgingOptions
from statx.judging.errors import DigestMismatchError
from statx.judging.workers import ahead, here
from statx.registry.catalog import Catalog
from statx.results.findings import Rule, Severity, Tally
from statx.results.report import FileDigest, Reading, Report, SchemaUsed
from statx.sources.files import resource_name
from statx.sources.targets import Refusal, Target
from statx.tables.table import Table
from statx.texts import Text


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What a report is to hold beside the verdict."""

    terms: JudgingOptions = field(default_factory=JudgingOptions)
    digests: bool = False
    """The file's size and digests: one more read of it."""
    clock: Callable[[], float] = lambda: 0.0
    """Seconds of the run, from wherever the caller counts."""
    starting: Callable[[str, Table], None] = lambda _place, _table: None
    """Is told which table comes next."""


def reports(
    targets: Iterable[Target | Refusal], catalog: Catalog, wanted: ReportOptions
) -> Iterator[Report]:
    """Judge every target, in order, small ones side by side; one that cannot be judged does not stop the next."""
    at_once = wanted.terms.workers.at_once
    with ThreadPoolExecutor(at_once) as pool:
        begun = (_begun(target, catalog, wanted, pool) for target in targets)
        yield from (report() for report in ahead(begun, 2 * at_once))


def report_of(target: Target | Refusal, catalog: Catalog, wanted: ReportOptions) -> Report:
    """Judge one target. What keeps it from being judged is in the report, not raised."""
    started = wanted.clock()
    if isinstance(target, Refusal):
        return Report(
            target.place,
            resource_name(target.path),
            error=target.error,
            remarks=target.remarks,
            limit=wanted.terms.limit,
        )
    if target.is_unpacked:
        wanted = replace(wanted, terms=_working_here(wanted.terms))
    try:
        wanted.starting(target.place, target.table)
        found = digest(target.path) if wanted.digests else None
        check_declared(target, found)
        judging = Judging(target.table, target.schema, catalog, target.references, wanted.terms)
        judging.judge()
    except StatxError as error:
        return _with_error(target, error, wanted)
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        return _with_error(target, UnreadableFileError(path=target.path, reason=reason), wanted)
    return judged_report(target, judging, wanted, found, wanted.clock() - started)


def check_declared(target: Target, found: Digest | None = None) -> None:
    """DigestMismatchError where a descriptor declares another size or hash: a file that is not the one is not judged.

    `found` is the file's digest, from whoever has it.
    """
    resource = target.resource
    if resource is None or not (resource.sha256 or resource.md5 or resource.bytes is not None):
        return
    if found is None:
        with reading(target.path):
            found = digest(target.path)
    for name, declared, is_ in (
        ("sha256", resource.sha256, found.sha256),
        ("md5", resource.md5, found.md5),
        ("bytes", resource.bytes, found.size),
    ):
        if declared not in ("", None) and str(declared).lower() != str(is_):
            raise DigestMismatchError(path=target.path, name=name, declared=declared, found=is_)


def judged_report(
    target: Target,
    judging: Judging,
    wanted: ReportOptions,
    found: Digest | None = None,
    seconds: float = 0.0,
) -> Report:
    """The report of a judging that is concluded."""
    tallies = judging.tallies()
    if not judging.rows and judging.header.judgeable:
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
        digest=FileDigest(found.size, found.sha256, found.md5) if found else None,
        seconds=seconds,
        limit=wanted.terms.limit,
        key=target.schema.primary_key,
    )


NO_ROWS = Rule(
    "no-rows",
    "no-rows",
    Text(
        id="berkas ini hanya berisi tajuk kolom, tanpa satu baris data pun",
        en="the file has a header and no rows",
    ),
    Text(id="sekurang-kurangnya satu baris data", en="at least one row of data"),
    Text(
        id="Periksa ekspornya: apakah saringannya terlalu ketat?",
        en="Check the export: was its filter too narrow?",
    ),
    severity=Severity.WARNING,
    why=Text(
        id=(
            "Ekspor yang gagal sering meninggalkan tajuk saja; bila tidak dikatakan, itu tampak"
            " seperti data yang lolos."
        ),
        en=(
            "A failed export often leaves a header alone; unsaid, that would look like data that"
            " passed."
        ),
    ),
)


def _begun(
    target: Target | Refusal, catalog: Catalog, wanted: ReportOptions, pool: ThreadPoolExecutor
) -> Callable[[], Report]:
    """What gives a target's report, once it is its turn; a small one is judged meanwhile, unless misses are written."""
    beside = (
        None
        if isinstance(target, Refusal) or wanted.terms.sink
        else wanted.terms.workers.beside(target.table)
    )
    if beside is None:
        return partial(report_of, target, catalog, wanted)
    terms = JudgingOptions(wanted.terms.limit, beside)
    return pool.submit(
        report_of, target, catalog, ReportOptions(terms, wanted.digests, wanted.clock)
    ).result


def _with_error(target: Target, error: StatxError, wanted: ReportOptions) -> Report:
    return Report(
        target.place,
        target.name,
        schema=_schema_used(target),
        reading=_reading(target),
        labels=target.table.labels,
        error=error,
        remarks=target.remarks,
        limit=wanted.terms.limit,
    )


def _working_here(terms: JudgingOptions) -> JudgingOptions:
    """What was taken out of a package lies on this machine alone."""
    return replace(terms, workers=here(terms.workers))


def _schema_used(target: Target) -> SchemaUsed:
    schema = target.schema
    return SchemaUsed(schema.ref, schema.sha256, target.chosen, schema.title, schema.classification)


def _reading(target: Target) -> Reading:
    return replace(target.table.reading, locale=target.locale)
