"""`statx validate` and `statx convert`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from statx.cli.data_options import with_data_options
from statx.cli.help import Command
from statx.cli.log import record, record_run
from statx.cli.marked import check_marking, write_marked
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
    MarkedOption,
    MemoryOption,
    QuietOption,
    RegistryOption,
    ReportOption,
    SinceOption,
    examples,
    helped,
    named_path,
)
from statx.cli.progress import progress
from statx.cli.reporting import (
    check_outputs,
    failing_cells,
    judge_data,
    render,
    report_options,
    show_failed,
)
from statx.cli.review import add_summary, check_since, failing_on, more_reports
from statx.cli.session import Session
from statx.cli.standard_input import refuse_stream, source_of
from statx.cli.workers import workers
from statx.options import DataOptions
from statx.render import RENDERERS
from statx.texts import Text, amount, count

if TYPE_CHECKING:
    from statx.conversion.convert import Converted


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
            "statx validate data.xlsx --marked data_perbaikan.xlsx",
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
    marked: MarkedOption = None,
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
    check_marking(data, marked)
    more = more_reports(reports or [])
    outputs = [output, errors, marked, *(path for _, path in more)]
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
    if marked is not None:
        write_marked(session, run, data, options, marked, force=force)
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
