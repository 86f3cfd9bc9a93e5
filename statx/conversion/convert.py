"""Convert a table: judged and written in one pass, kept only if it passes.

Or split into what passes and what does not.

1. Each block is judged, typed, and rendered as canonical CSV (for the content hash). 2. The batches
go to a temporary file beside the destination. 3. Only when the whole table has passed does that
file get its name. With `rejects` the table is judged first. The failing records, complete and with
the reason, go to one file, the rest to the other, and the rest is judged once more as it was
written: rows in = rows out + rejects, always.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest
from pathlib import Path

from statx.config import Config
from statx.conversion.errors import ContentMismatchError, LabelNotKeptError, RestDoesNotPassError
from statx.conversion.loss import LOSS_CHECKS, WrittenChecks
from statx.conversion.rejects import FailingRecords, write_rejects
from statx.conversion.rendering import Rendered, leave_out, render, written_schema
from statx.conversion.written import Written, write_file, write_parts
from statx.files import atomic_file, atomic_folder, refuse_existing, refuse_read_files
from statx.judging.cause import find_cause
from statx.judging.engine import Judging, JudgingOptions, judge_whole, open_judging
from statx.judging.reports import report_on
from statx.judging.workers import local
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.results.report import Report
from statx.sources.files import DataFile
from statx.sources.targets import Target, settle
from statx.tables import open_table, written_format
from statx.tables.judged import JudgedBlock


@dataclass(frozen=True, slots=True)
class ConversionOptions:
    """What is to be converted where, and how."""

    destination: Path
    rejects: Path | None = None
    """Where the records go that do not pass; None where nothing is written unless all pass."""
    replace: bool = False
    """Whether files that are there may be replaced."""
    version: str = ""
    """Of statx, for the provenance."""
    judging: JudgingOptions = field(default_factory=JudgingOptions)


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a table."""

    report: Report = field(repr=False)
    """On the source."""
    written: bool
    rows_out: int = 0
    rows_rejected: int = 0
    content: str = ""
    """The logical content hash of what was written."""


def convert(target: Target, options: ConversionOptions, catalog: Catalog) -> Converted:
    """Write the table in the format that the destination's name says.

    Raises UnknownFormatError, SameFileError, ExistingOutputError, DigestMismatchError,
    ContentMismatchError and what reading raises. Data that does not pass is not written (`written`
    is false), unless `options.rejects` takes it.
    """
    _check_outputs(target, options)
    if options.rejects is None:
        return _convert_whole(target, options, catalog)
    return _split(
        target,
        options,
        options.rejects,
        catalog,
    )


def _check_outputs(target: Target, options: ConversionOptions) -> None:
    """Everything that can be known before a byte is read."""
    outputs = [path for path in (options.destination, options.rejects) if path is not None]
    for path in outputs:
        written_format(path)
    refuse_read_files(outputs, target.paths)
    for path in outputs:
        refuse_existing(path, replace=options.replace)


def _hashed(options: JudgingOptions) -> JudgingOptions:
    """What is written says of which bytes it was made."""
    return replace(options, digests=("sha256",))


class _NotPassed(Exception):  # noqa: N818  leaves the temporary file behind; never reaches a caller
    """The table did not pass; what was written is thrown away."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


def _convert_whole(target: Target, options: ConversionOptions, catalog: Catalog) -> Converted:
    try:
        with _destination(options) as part:
            return _judge_and_write(
                target,
                part,
                options,
                catalog,
            )
    except _NotPassed as not_passed:
        return Converted(not_passed.report, written=False)


def _destination(options: ConversionOptions) -> AbstractContextManager[Path]:
    """A file; of remote workers, which cannot write one file together.

    A folder where the format cannot be added to.
    """
    format_ = written_format(options.destination)
    if options.judging.workers.remote and not format_.is_text:
        return atomic_folder(options.destination)
    return atomic_file(options.destination, replace=options.replace)


def _judge_and_write(
    target: Target, part: Path, options: ConversionOptions, catalog: Catalog
) -> Converted:
    checks = (*LOSS_CHECKS, WrittenChecks(target.agreement).plan)
    # Parts of a folder are written by others before the whole was read.
    how = options.judging if part.is_dir() else _hashed(options.judging)
    with open_judging(
        target,
        catalog,
        how,
        checks,
    ) as judging:
        written = _write_passing(judging, part, options)

    report = report_on(judging)
    if judging.failed or not written.rows:
        raise _NotPassed(replace(report, cause=find_cause(judging)))
    _check_labels(judging, part, options.destination)
    _compare_content(target, written)
    return Converted(
        report,
        written=True,
        rows_out=written.rows,
        content=written.content,
    )


def _write_passing(judging: Judging, part: Path, options: ConversionOptions) -> Written:
    if part.is_dir():
        return write_parts(
            judging,
            part,
            options.destination,
            options.version,
        )

    is_text = written_format(options.destination).is_text
    blocks = judging.blocks(_rendering(judging, typed=not is_text), text=True)
    # Once a row has failed nothing more is written, but all is judged.
    passing = (block for block in blocks if not judging.failed)
    return write_file(
        judging,
        passing,
        part,
        options.destination,
        options.version,
    )


def _check_labels(judging: Judging, part: Path, destination: Path) -> None:
    """LabelNotKeptError where the header of what was written is read as another one."""
    if part.is_dir():
        return
    with _readable(part, destination) as path:
        labels = open_table(path).labels

    names = written_schema(judging).names
    for name, label in zip_longest(names, labels, fillvalue=""):
        if name != label:
            raise LabelNotKeptError(
                path=destination,
                name=repr(name),
                label=repr(label),
            )


@contextmanager
def _readable(part: Path, destination: Path) -> Iterator[Path]:
    """The file that is being written under a name that says in which format it is read."""
    suffix = "".join(destination.suffixes[-2:])
    named = part.with_name(part.name + suffix)
    part.rename(named)
    try:
        yield named
    finally:
        named.rename(part)


def _compare_content(target: Target, written: Written) -> None:
    """A Parquet file of statx says what its content was when it was written."""
    declared = target.table.metadata.get("content")
    if declared and declared != written.content:
        raise ContentMismatchError(
            path=target.path,
            declared=declared,
            found=written.content,
        )


def _rendering(judging: Judging, *, typed: bool) -> Callable[[JudgedBlock], Rendered]:
    return partial(
        render,
        schema=written_schema(judging),
        typed=typed,
    )


# ---- with rejects --------------------------------------------------------------------------------


def _split(
    target: Target, options: ConversionOptions, rejects: Path, catalog: Catalog
) -> Converted:
    # Every failing record is needed, whatever is shown of them.
    keep_all = replace(_hashed(options.judging), limit=0)
    checks = (*LOSS_CHECKS, WrittenChecks(target.agreement).plan)
    judging = judge_whole(
        target,
        catalog,
        keep_all,
        checks,
    )
    report = replace(report_on(judging), limit=options.judging.limit)
    failing = FailingRecords(
        target,
        judging.failing_rows,
        report,
        judging.extents,
    )
    remaining = judging.rows - len(failing.rows)
    if _is_wrong_as_a_whole(judging) or not remaining:
        return Converted(report, written=False)

    blocks = _without(judging, failing)
    with (
        atomic_file(options.destination, replace=options.replace) as part,
        atomic_file(rejects, replace=options.replace) as aside,
    ):
        written = write_file(
            judging,
            blocks,
            part,
            options.destination,
            options.version,
        )
        write_rejects(aside, rejects, failing)
        _judge_rest(
            part,
            options,
            catalog,
            target,
        )

    return Converted(
        report,
        written=True,
        rows_out=written.rows,
        rows_rejected=len(failing.rows),
        content=written.content,
    )


def _is_wrong_as_a_whole(judging: Judging) -> bool:
    """A fault of the header or of all the table is in no row that could be left out."""
    header_fails = not judging.header.judgeable or bool(judging.header.tallies)
    return header_fails or judging.fails_as_a_whole


def _without(judging: Judging, failing: FailingRecords) -> Iterator[Rendered]:
    """The blocks of a judged table once more, without the failing records."""
    schema, first = written_schema(judging), 0
    for block in judging.blocks_again(_rendering(judging, typed=True), text=True):
        yield leave_out(
            block,
            failing.rows,
            first,
            schema,
        )
        first += block.rows


def _judge_rest(part: Path, options: ConversionOptions, catalog: Catalog, target: Target) -> None:
    """What is left out may be what something else referred to: the rest must pass by itself."""
    with _readable(part, options.destination) as path:
        rest = _rest(
            path,
            options,
            catalog,
            target,
        )
        workers = local(options.judging.workers)
        judging = judge_whole(rest, catalog, JudgingOptions(workers=workers))
        if judging.failed:
            rules = ", ".join(tally.rule.code for tally in judging.tallies())
            raise RestDoesNotPassError(
                path=target.path,
                rules=rules,
            )


def _rest(path: Path, options: ConversionOptions, catalog: Catalog, target: Target) -> Target:
    """What was written, referring to others as the source does.

    And to itself where that refers to itself.
    """
    file = DataFile(str(options.destination), path)
    rest = settle(
        file,
        DataOptions(),
        catalog,
        Config(),
        target.agreement,
    )
    return replace(rest, references=target.references.of_table(rest.table, rest.schema))
