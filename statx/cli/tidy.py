"""`statx tidy`: from the workbook people have to a table that passes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.data import WRITTEN, Format, FormatOption
from statx.cli.data_options import with_data_options
from statx.cli.help import Command
from statx.cli.log import record
from statx.cli.marked import check_marking, write_marked
from statx.cli.options import (
    OUTPUT,
    ForceOption,
    FullOption,
    LangOption,
    LimitOption,
    MarkedOption,
    QuietOption,
    RegistryOption,
    examples,
    helped,
    named_path,
)
from statx.cli.progress import progress
from statx.cli.proposal import propose
from statx.cli.reporting import check_outputs, render, report_options
from statx.cli.session import Session
from statx.cli.standard_input import source_of
from statx.cli.workers import threads
from statx.options import RECIPE, SCHEMA, SHEET, DataOptions
from statx.texts import Text, amount, count

if TYPE_CHECKING:
    from statx.conversion.convert import Converted
    from statx.judging.reports import ReportOptions
    from statx.results.report import Report
    from statx.sources.settling import Target

SAID_BY_THE_RECIPE = ("locale", "encoding", "delimiter", "header_row")
"""Options on data that a recipe settles itself."""
NOT_WRITTEN = Text(
    id="{path} tidak ditulis, karena datanya tidak lolos.",
    en="{path} was not written, as the data does not pass.",
)
LINEAGE = Text(
    id="  {path}: asal {n} nilai.",
    en="  {path}: where {n} values come from.",
)
ACCOUNT = Text(
    id="  {account}",
    en="  {account}",
)


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Jadikan lembar kerja tabel yang lolos, dengan resep; tanpa resep, diusulkan satu.",
            "Make a table that passes of the sheet you have, by a recipe; without one, propose it.",
        ),
        epilog=examples(
            "statx tidy produksi.xlsx",
            "statx tidy produksi.xlsx --recipe padi.recipe.toml",
            "statx tidy produksi.xlsx padi_2024.csv --recipe padi.recipe.toml",
            "statx tidy produksi.xlsx padi.csv --recipe padi.recipe.toml --lineage asal.csv",
        ),
    )(with_data_options(tidy, without=SAID_BY_THE_RECIPE))


def tidy(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SRC",
            parser=named_path,
            help=helped(
                "Buku kerja Excel atau CSV; folder bila resep menyebut beberapa berkas.",
                "An Excel workbook or CSV; a folder where the recipe names several files.",
            ),
        ),
    ],
    options: DataOptions,
    destination: Annotated[
        Path | None,
        typer.Argument(
            metavar="DST",
            parser=named_path,
            show_default=False,
            help=helped(
                "Berkas hasil: .csv atau .parquet. Tanpa ini tabelnya hanya diperiksa.",
                "The result: .csv or .parquet. Without it the table is only judged.",
            ),
        ),
    ] = None,
    lineage: Annotated[
        Path | None,
        typer.Option(
            "--lineage",
            rich_help_panel=OUTPUT,
            metavar="FILE",
            help=helped(
                "Tulis asal setiap nilai ke CSV: baris, kolom, lembar, sel, teks.",
                "Write where each value comes from to CSV: row, field, sheet, cell, text.",
            ),
        ),
    ] = None,
    marked: MarkedOption = None,
    format_: FormatOption = Format("text"),
    limit: LimitOption = None,
    full: FullOption = False,
    force: ForceOption = False,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Tidy a sheet, judge the table, and write it where it passes."""
    from statx.results.report import Run

    session = Session.open(lang, registry, quiet=quiet, full=full, limit=limit)
    if not _recipe_of(session, source, options):
        propose(session, source, options[SCHEMA], options[SHEET], format_.value)

    check_marking([source], marked)
    outputs = [destination, lineage, marked]
    check_outputs(session, outputs, [source], options, force=force)
    with source_of(session, source, options) as target, progress(session) as bar:
        wanted = report_options(session, threads(session), bar)
        wanted.starting(str(source), target.table)
        report, done = _judged(session, target, destination, wanted, force=force)

    _show(session, report, done, destination, format_)
    if lineage is not None:
        _write_lineage(session, target, lineage, force=force)
    if marked is not None:
        run = Run((report,), report.seconds)
        write_marked(session, run, [source], options, marked, force=force)
    raise typer.Exit(0 if done and done.written else report.exit_code)


def _recipe_of(session: Session, source: Path, options: DataOptions) -> str:
    """The recipe that is named, or that statx.toml has for such files; empty where none is."""
    dataset = session.config.dataset_of(source)
    return options[RECIPE] or (dataset.options[RECIPE] if dataset else "")


def _judged(
    session: Session,
    target: Target,
    destination: Path | None,
    wanted: ReportOptions,
    *,
    force: bool,
) -> tuple[Report, Converted | None]:
    """The verdict, and what was written where a destination is named."""
    if destination is None:
        from statx.judging.reports import judge_target

        return judge_target(target, session.catalog, wanted), None

    from statx.conversion.convert import ConversionOptions, convert
    from statx.version import __version__

    how = ConversionOptions(destination, None, force, __version__, wanted.judging)
    done = convert(target, how, session.catalog)
    return done.report, done


def _show(
    session: Session,
    report: Report,
    done: Converted | None,
    destination: Path | None,
    format_: Format,
) -> None:
    """The report; of a table that was written, in words, only what was written and its hash."""
    from statx.render.words import ROWS
    from statx.results.report import Run

    run = Run((report,), report.seconds)
    is_written = done is not None and done.written
    if format_.value != "text" or not is_written:
        render(session, run, format_.value, None)
    if destination is None or done is None:
        return

    if not done.written:
        session.say(NOT_WRITTEN.fill(path=destination))
        return

    record(written=str(destination), content=done.content)
    session.say(WRITTEN.fill(path=destination, rows=amount(done.rows_out, ROWS)))
    if report.account is not None:
        session.say(ACCOUNT.fill(account=report.account.in_words()))
    if format_.value == "text":
        session.answer(done.content)


def _write_lineage(session: Session, target: Target, lineage: Path, *, force: bool) -> None:
    from statx.intake.lineage import write_lineage
    from statx.intake.table import TidiedTable

    is_readable = target.tidied is not None and target.tidied.is_readable
    if is_readable and isinstance(target.table, TidiedTable):
        number = write_lineage(target.table, lineage, replace=force)
        record(lineage=str(lineage))
        session.say(LINEAGE.fill(path=lineage, n=count(number)))
