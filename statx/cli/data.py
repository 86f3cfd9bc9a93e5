"""`statx validate` and `statx convert`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from statx.cli.data_options import with_data_options
from statx.cli.errors import ClosedOutputError, FullOutputError
from statx.cli.help import Command
from statx.cli.log import record, record_run
from statx.cli.options import (
    OUTPUT,
    ClusterOption,
    DataArgument,
    ExcludeOption,
    FailOn,
    FailOnOption,
    ForceOption,
    FullOption,
    LangOption,
    LimitOption,
    MemoryOption,
    QuietOption,
    RegistryOption,
    ReportOption,
    SinceOption,
    examples,
    helped,
    named_path,
)
from statx.cli.progress import Progress, progress
from statx.cli.review import add_summary, check_since, failing_on, more_reports, reviewed
from statx.cli.session import Session
from statx.cli.standard_input import refuse_stream, source_of, standard_input
from statx.cli.suggestion import suggest_for
from statx.cli.workers import workers
from statx.options import DataOptions
from statx.render import RENDERERS
from statx.texts import Text, amount, count

if TYPE_CHECKING:
    from statx.conversion.convert import Converted
    from statx.conversion.failures import FailuresFile
    from statx.judging.reports import ReportOptions
    from statx.judging.workers import Workers
    from statx.results.report import Report, Run
    from statx.tables.table import Table


NAMES = {name: name for name in RENDERERS}
Format = StrEnum("Format", NAMES)  # type: ignore[misc]  # mypy wants a literal
"""How a report is given."""

FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        "-f",
        rich_help_panel=OUTPUT,
        help=helped("Bentuk laporan.", "How the report is given."),
    ),
]


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Periksa data terhadap skemanya; kode keluar 0 berarti lolos.",
            "Judge data against its schema; exit code 0 means that it passes.",
        ),
        epilog=examples(
            "statx validate kemiskinan_2024.csv",
            "statx validate data/ --schema kemiskinan@1.0.0",
            "statx validate data.csv --locale id --encoding cp1252",
            "statx validate data/ -f github --changed-since origin/main --fail-on new",
            "statx validate data.csv --errors errors.csv --limit 20",
        ),
    )(with_data_options(validate))
    app.command(
        cls=Command,
        help=helped(
            "Ubah CSV menjadi Parquet atau sebaliknya, tanpa ada yang hilang.",
            "Turn CSV into Parquet or back, with nothing lost.",
        ),
        epilog=examples(
            "statx convert kemiskinan_2024.csv kemiskinan_2024.parquet",
            "statx convert kemiskinan_2024.parquet kembali.csv",
            "statx convert data.csv data.parquet --rejects ditolak.csv",
        ),
    )(with_data_options(convert))


def validate(
    data: DataArgument,
    options: DataOptions,
    exclude: ExcludeOption = None,
    format_: FormatOption = Format("text"),
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            rich_help_panel=OUTPUT,
            metavar="FILE",
            help=helped("Tulis laporan ke berkas.", "Write the report to a file."),
        ),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            "--errors",
            rich_help_panel=OUTPUT,
            metavar="FILE",
            help=helped(
                "Tulis semua sel yang salah ke CSV atau Parquet, dengan letak dan perbaikannya.",
                "Write every failing cell to CSV or Parquet, with its place and what to do.",
            ),
        ),
    ] = None,
    limit: LimitOption = None,
    full: FullOption = False,
    since: SinceOption = None,
    fail_on: FailOnOption = FailOn.error,
    reports: ReportOption = None,
    memory: MemoryOption = "",
    cluster: ClusterOption = "",
    force: ForceOption = False,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Judge data and give the report."""
    from statx.files import ALGORITHMS

    session = Session.open(
        lang, registry, quiet=quiet, exclude=exclude or (), full=full, limit=limit
    )
    check_since(since, fail_on)
    refuse_stream(data, since)
    more = more_reports(reports or [])
    outputs = [output, errors, *(path for _, path in more)]
    check_outputs(session, outputs, data, options, force=force)
    forms = {format_.value, *(form for form, _ in more)}

    with (
        workers(session, cluster, memory) as crew,
        failing_cells(session, errors, force=force) as cells,
        progress(session) as bar,
    ):
        digests = ALGORITHMS if "json" in forms else ()
        wanted = report_options(session, crew, bar, cells, digests=digests)
        run = judge_data(session, data, options, since, wanted, cells)
    run = failing_on(run, fail_on)

    for form, path in [(format_.value, output), *more]:
        render(session, run, form, path, force=force, data=data)
    if format_.value == "github":
        add_summary(session, run)
    raise typer.Exit(run.exit_code)


def convert(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SRC",
            parser=named_path,
            help=helped("Berkas asal.", "The file to convert."),
        ),
    ],
    destination: Annotated[
        Path,
        typer.Argument(
            metavar="DST",
            parser=named_path,
            help=helped("Berkas hasil: .csv atau .parquet.", "The result: .csv or .parquet."),
        ),
    ],
    options: DataOptions,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            rich_help_panel=OUTPUT,
            metavar="FILE",
            help=helped(
                "Sisihkan baris yang tidak lolos ke berkas ini.",
                "Put the rows that do not pass into this file.",
            ),
        ),
    ] = None,
    limit: LimitOption = None,
    full: FullOption = False,
    memory: MemoryOption = "",
    cluster: ClusterOption = "",
    force: ForceOption = False,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Convert a table and say its content hash."""
    from statx.conversion.convert import ConversionOptions
    from statx.conversion.convert import convert as convert_table
    from statx.version import __version__

    session = Session.open(lang, registry, quiet=quiet, full=full, limit=limit)
    check_outputs(session, [destination, rejects], [source], options, force=force)
    with (
        source_of(session, source, options) as target,
        workers(session, cluster, memory) as crew,
        progress(session) as bar,
    ):
        wanted = report_options(session, crew, bar)
        wanted.starting(str(source), target.table)
        how = ConversionOptions(destination, rejects, force, __version__, wanted.judging)
        done = convert_table(target, how, session.catalog)

    if not done.written:
        _say_why_not(session, done, destination, rejects)
    _say_what_was_written(session, done, destination, rejects)
    session.answer(done.content)
    if not done.rows_out:
        raise typer.Exit(done.report.exit_code)


WRITTEN = Text(id="✓ {path}: {rows}. Sidik jari isi:", en="✓ {path}: {rows}. Content hash:")
REJECTED = Text(
    id="  {path}: {rows} disisihkan dari {all}, lengkap dengan alasannya.",
    en="  {path}: {rows} of {all} set aside, with the reason.",
)
NOTHING_SET_ASIDE = Text(
    id=(
        "{path} tidak ditulis: tidak ada baris yang tersisa, atau yang salah adalah baris nama"
        " kolom atau seluruh tabelnya."
    ),
    en=(
        "{path} was not written: no row would remain, or the header or the table as a whole is"
        " wrong."
    ),
)
NOT_WRITTEN = Text(
    id=(
        "{path} tidak ditulis, karena datanya tidak lolos. Perbaiki datanya, atau pakai --rejects"
        " BERKAS untuk menyisihkan baris yang salah."
    ),
    en=(
        "{path} was not written, as the data does not pass. Correct it, or use --rejects FILE to"
        " set the wrong rows aside."
    ),
)


def _say_why_not(
    session: Session, done: Converted, destination: Path, rejects: Path | None
) -> NoReturn:
    from statx.results.report import Run

    run = Run((done.report,))
    show_failed(session, run)
    reason = NOT_WRITTEN if rejects is None else NOTHING_SET_ASIDE
    session.say(reason.fill(path=destination))
    raise typer.Exit(run.exit_code)


def _say_what_was_written(
    session: Session, done: Converted, destination: Path, rejects: Path | None
) -> None:
    from statx.render.words import ROWS
    from statx.results.report import Run

    record_run(Run((done.report,)))
    record(written=str(destination), content=done.content)
    session.say(WRITTEN.fill(path=destination, rows=amount(done.rows_out, ROWS)))
    if rejects is not None:
        rejected, rows = amount(done.rows_rejected, ROWS), count(done.report.rows)
        session.say(REJECTED.fill(path=rejects, rows=rejected, all=rows))


# ---- what the commands share ---------------------------------------------------------------------

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
