"""What commands that judge data share: what is settled before, and how a verdict is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from statx.cli.errors import ClosedOutputError, FullOutputError
from statx.cli.log import record_run
from statx.cli.progress import Progress
from statx.cli.review import reviewed
from statx.cli.session import Session
from statx.cli.standard_input import standard_input
from statx.cli.suggestion import suggest_for
from statx.options import DataOptions
from statx.render import RENDERERS

if TYPE_CHECKING:
    from statx.conversion.failures import FailuresFile
    from statx.judging.reports import ReportOptions
    from statx.judging.workers import Workers
    from statx.results.report import Report, Run
    from statx.tables.table import Table

LISTED = 1000
"""Findings of a table that are kept, and listed where a format's readers take so many."""
ENGINE = "statx blocks, frictionless 5.21 cell readers"


def check_outputs(
    session: Session,
    outputs: Iterable[Path | None],
    data: list[Path],
    options: DataOptions,
    *,
    force: bool,
) -> None:
    """Say before anything is read what would be wrong with writing these files.

    SameFileError where something that is read would be written over, or written twice.
    """
    from statx.files import refuse_existing, refuse_folder, refuse_read_files
    from statx.sources.reads import files_read

    targets = [path for path in outputs if path is not None]
    refuse_read_files(targets, data)
    for path in targets:
        refuse_existing(path, replace=force)
        refuse_folder(path)
    if any(path.exists() for path in targets):
        refuse_read_files(targets, files_read(data, options, session.catalog, session.config))


def failing_cells(
    session: Session, errors: Path | None, *, force: bool
) -> AbstractContextManager[FailuresFile | None]:
    """The file that every failing cell is written to, where the user names one."""
    if errors is None:
        return nullcontext()
    from statx.conversion.failures import failures_file

    return failures_file(
        errors,
        language=session.language,
        replace=force,
    )


def report_options(
    session: Session,
    crew: Workers,
    bar: Progress,
    cells: FailuresFile | None = None,
    *,
    digests: Sequence[str] = (),
) -> ReportOptions:
    """What the report is to hold; the bar and the file of failing cells hear of each table."""
    from statx.judging.engine import JudgingOptions
    from statx.judging.reports import ReportOptions

    def starting(place: str, table: Table) -> None:
        bar.start(place, table)
        if cells is not None:
            cells.at(place, table)

    limit = LISTED if session.limit is None else session.limit
    judging = JudgingOptions(limit, crew, bar.advance, cells, digests)
    return ReportOptions(judging, session.clock, starting)


def judge_data(
    session: Session,
    data: list[Path],
    options: DataOptions,
    since: str | None,
    wanted: ReportOptions,
    cells: FailuresFile | None,
) -> Run:
    """Judge all that is named, or what of it was touched since a revision."""
    from statx.judging.judge import judge
    from statx.results.report import Run

    started = session.clock()
    finish = _finisher(cells)
    if since is not None:
        touched, compared = reviewed(session, data, options, since, wanted, finish)
        return Run(touched, session.clock() - started, compared)

    reports: list[Report] = []
    stream = standard_input()
    for report in judge(data, options, session.catalog, session.config, wanted, stream):
        finish(report)
        reports.append(report)
    return Run(tuple(reports), session.clock() - started)


def _finisher(cells: FailuresFile | None) -> Callable[[Report], None]:
    """What is done with each report: faults of its header go to the file of failing cells, too."""
    if cells is not None:
        return cells.rest
    return lambda _report: None


def render(
    session: Session,
    run: Run,
    format_: str,
    output: Path | None,
    *,
    force: bool = False,
    data: Sequence[Path] = (),
) -> None:
    """Give the report on standard output, or to a file that appears whole.

    What goes to a file is summed up on the terminal. A report for people is as long as the session
    wants it; one for programs is always whole.
    """
    from statx.render.options import RenderOptions
    from statx.render.outcome import summarise
    from statx.version import __version__

    record_run(run)
    if output is None and format_ == "text" and session.quiet > 1:
        return
    setting = RenderOptions(
        language=session.language,
        width=session.width,
        color=session.color and output is None,
        plain=session.plain and output is None,
        full=session.full,
        every_place=session.limit is not None,
        only_failing=session.quiet > 0,
        version=__version__,
        engine=ENGINE,
        command_for=suggest_for(run, map(str, data)),
        started=session.started,
    )
    pieces = RENDERERS[format_](run, setting)
    if output is None and format_ == "text":
        session.give(pieces)
    elif output is None:
        session.give_document(pieces)
    else:
        _write_report(pieces, output, force=force)
        session.say(summarise(run))


def show_failed(session: Session, run: Run) -> None:
    """Say why data was not taken; the verdict stays, also where nobody can read the report."""
    with suppress(ClosedOutputError, FullOutputError):
        render(
            session,
            run,
            "text",
            None,
        )


def _write_report(pieces: Iterator[str], output: Path, *, force: bool) -> None:
    from statx.files import atomic_file, writing

    with (
        atomic_file(output, replace=force) as part,
        writing(output),
        part.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(pieces)
