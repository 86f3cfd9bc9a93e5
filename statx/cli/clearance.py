"""`statx clearance`: what is checked, and who agrees, before a dataset leaves the unit."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.approval import approve
from statx.cli.data_options import with_data_options
from statx.cli.help import Command, Group
from statx.cli.options import (
    ClusterOption,
    DataArgument,
    ExcludeOption,
    LangOption,
    LimitOption,
    MemoryOption,
    QuietOption,
    RegistryOption,
    examples,
    helped,
    named_path,
)
from statx.cli.progress import progress
from statx.cli.reporting import report_options
from statx.cli.session import Session
from statx.cli.standing import show
from statx.cli.workers import workers
from statx.options import DataOptions

if TYPE_CHECKING:
    from statx.results.clearance import DisclosureRun


class CheckFormat(StrEnum):
    """How a report on disclosure checks is given."""

    text = "text"
    json = "json"


PreviousOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--previous",
        metavar="DATA",
        parser=named_path,
        help=helped(
            "Rilis sebelumnya dari data yang sama: paket, berkas, atau folder.",
            "The release before this one: a package, a file or a folder.",
        ),
    ),
]


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    group = typer.Typer(
        cls=Group,
        epilog=examples(
            "statx clearance check kemiskinan_2024.csv",
            "statx clearance approve kemiskinan-1.0.0.zip --for sumbar",
        ),
        help=helped(
            "Kerahasiaan dan persetujuan sebelum data dirilis.",
            "What is checked, and who agrees, before data is released.",
        ),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(
        cls=Command,
        help=helped(
            "Periksa kerahasiaan: pengenal pribadi, jumlah kecil, dan angka yang dapat dihitung"
            " kembali.",
            "Check for disclosure: identifiers, small counts, figures that can be recomputed.",
        ),
        epilog=examples(
            "statx clearance check kemiskinan_2024.csv",
            "statx clearance check kemiskinan_2024.csv --previous kemiskinan-1.0.0.zip",
            "statx clearance check data/ --format json",
        ),
    )(with_data_options(check))
    group.command(
        cls=Command,
        help=helped(
            "Setujui atau tolak sebuah draf dengan tanda tangan Anda.",
            "Approve a draft or refuse it, with your signature.",
        ),
        epilog=examples(
            "statx clearance approve kemiskinan-1.0.0.zip --for sumbar",
            "statx clearance approve kemiskinan-1.0.0.zip --reject",
        ),
    )(approve)
    group.command(
        cls=Command,
        help=helped(
            "Tunjukkan persetujuan sebuah draf; kode keluar 0 berarti boleh dirilis.",
            "Show the clearances of a draft; exit code 0 means that it may be released.",
        ),
        epilog=examples("statx clearance show kemiskinan-1.0.0.zip --to sumbar"),
    )(show)
    app.add_typer(group, name="clearance")


def check(
    data: DataArgument,
    options: DataOptions,
    format_: Annotated[
        CheckFormat,
        typer.Option(
            "--format",
            "-f",
            help=helped("Bentuk laporan.", "How the report is given."),
        ),
    ] = CheckFormat.text,
    previous: PreviousOption = None,
    exclude: ExcludeOption = None,
    limit: LimitOption = None,
    memory: MemoryOption = "",
    cluster: ClusterOption = "",
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Say what may not be released, what was checked, and what was not."""
    from statx.files import scratch_folder
    from statx.judging.clearance import ClearanceOptions, check_disclosures, named_targets
    from statx.results.clearance import DisclosureRun
    from statx.sources.targets import targets

    session = Session.open(
        lang,
        registry,
        quiet=quiet,
        exclude=exclude or (),
        limit=limit,
    )
    started = session.clock()
    with (
        scratch_folder() as scratch,
        workers(session, cluster, memory) as crew,
        progress(session) as bar,
    ):
        reporting = report_options(
            session,
            crew,
            bar,
        )
        named = targets(
            data,
            options,
            session.catalog,
            session.config,
            scratch / "data",
        )
        before = targets(
            previous or [],
            options,
            session.catalog,
            session.config,
            scratch / "previous",
        )
        how = ClearanceOptions(
            session.config.disclosure,
            reporting,
            named_targets(before),
        )
        tables = tuple(
            check_disclosures(
                named,
                session.catalog,
                how,
            )
        )

    run = DisclosureRun(tables, session.clock() - started)
    _give(
        session,
        run,
        format_,
    )
    raise typer.Exit(run.exit_code)


def _give(session: Session, run: DisclosureRun, format_: CheckFormat) -> None:
    """The report on standard output."""
    from statx.render import clearance, clearance_json
    from statx.render.options import RenderOptions

    if session.quiet > 1 and format_ is CheckFormat.text:
        return

    setting = RenderOptions(
        session.language,
        session.width,
        session.color,
    )
    renderer = clearance_json if format_ is CheckFormat.json else clearance
    session.give(renderer.render(run, setting))
