"""`statx pack`, `statx verify` and `statx unpack`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.data import check_outputs, render, report_options, show_failed
from statx.cli.data_options import with_data_options
from statx.cli.help import Command
from statx.cli.log import record, record_run
from statx.cli.options import (
    DataArgument,
    ExcludeOption,
    ForceOption,
    FullOption,
    LangOption,
    LimitOption,
    QuietOption,
    RegistryOption,
    examples,
    helped,
)
from statx.cli.progress import progress
from statx.cli.session import Session
from statx.cli.workers import threads
from statx.options import DataOptions
from statx.texts import Text, count

if TYPE_CHECKING:
    from statx.package.opening import Opened

PackageArgument = Annotated[
    Path,
    typer.Argument(
        metavar="PACKAGE",
        help=helped("Paket (.zip).", "The package (.zip)."),
    ),
]


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Kemas data yang lolos bersama skema dan daftar kodenya menjadi satu zip.",
            "Pack data that passes, with its schemas and code lists, into one zip.",
        ),
        epilog=examples(
            "statx pack kemiskinan_2024.csv --output kemiskinan-1.0.0.zip",
            "statx pack data/ --output kependudukan-2024.2.0.zip --name kependudukan",
        ),
    )(with_data_options(pack))
    app.command(
        cls=Command,
        help=helped(
            "Periksa paket: setiap byte, lalu datanya sekali lagi.",
            "Verify a package: every byte, then its data again.",
        ),
        epilog=examples("statx verify kemiskinan-1.0.0.zip"),
    )(verify)
    app.command(
        cls=Command,
        help=helped("Buka paket ke sebuah folder baru.", "Open a package into a new folder."),
        epilog=examples("statx unpack kemiskinan-1.0.0.zip kemiskinan"),
    )(unpack)


def pack(
    data: DataArgument,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="X.zip",
            help=helped("Paket yang dibuat.", "The package to make."),
        ),
    ],
    options: DataOptions,
    name: Annotated[
        str, typer.Option("--name", help=helped("Nama paket.", "The package's name."))
    ] = "",
    version: Annotated[
        str, typer.Option("--version", help=helped("Versi paket.", "The package's version."))
    ] = "",
    exclude: ExcludeOption = None,
    limit: LimitOption = None,
    full: FullOption = False,
    force: ForceOption = False,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Judge data and pack it."""
    from statx.package.label import Label
    from statx.package.packing import pack as packed
    from statx.sources.targets import targets

    session = Session.open(
        lang,
        registry,
        quiet=quiet,
        exclude=exclude or (),
        full=full,
        limit=limit,
    )
    label = Label.of(output, name, version)
    check_outputs(
        session,
        [output],
        data,
        options,
        force=force,
    )
    with progress(session) as bar:
        chosen = list(
            targets(
                data,
                options,
                session.catalog,
                session.config,
            )
        )
        reporting = report_options(
            session,
            threads(session),
            bar,
        )
        done = packed(
            chosen,
            output,
            label,
            session.catalog,
            reporting,
            replace=force,
        )

    record_run(done.run)
    if not done.content_id:
        show_failed(session, done.run)
        session.say(NOT_PACKED.fill(path=output))
        raise typer.Exit(done.run.exit_code)
    session.say(
        PACKED.fill(
            path=output,
            name=label.name,
            version=label.version,
            bytes=count(done.size),
        )
    )
    record(written=str(output), content=f"sha256:{done.content_id}")
    session.answer(f"sha256:{done.content_id}")


def verify(
    package: PackageArgument,
    limit: LimitOption = None,
    full: FullOption = False,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Check a package's bytes and judge its data."""
    from statx.package.opening import verify as verified

    session = Session.open(
        lang,
        registry,
        quiet=quiet,
        full=full,
        limit=limit,
    )
    with progress(session) as bar:
        reporting = report_options(
            session,
            threads(session),
            bar,
        )
        opened = verified(package, session.catalog, reporting)
    _tell(session, package, opened)


def unpack(
    package: PackageArgument,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            help=helped("Folder baru.", "A new folder."),
        ),
    ],
    limit: LimitOption = None,
    full: FullOption = False,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Verify a package and open it into a folder."""
    from statx.package.opening import unpack as unpacked

    session = Session.open(
        lang,
        registry,
        quiet=quiet,
        full=full,
        limit=limit,
    )
    with progress(session) as bar:
        reporting = report_options(
            session,
            threads(session),
            bar,
        )
        opened = unpacked(
            package,
            folder,
            session.catalog,
            reporting,
        )

    if opened.run.valid:
        session.say(UNPACKED.fill(path=folder))
    _tell(session, package, opened)


PACKED = Text(
    id=(
        "✓ {path}: {name} versi {version}, {bytes} byte. Draf: belum ada yang menjaminnya. Sidik"
        " jari isi:"
    ),
    en=(
        "✓ {path}: {name} version {version}, {bytes} bytes. Draft: nobody vouches for it yet."
        " Content id:"
    ),
)
NOT_PACKED = Text(
    id="{path} tidak dibuat, karena ada data yang tidak lolos. Perbaiki dahulu datanya.",
    en="{path} was not made, as some data does not pass. Correct the data first.",
)
WHOLE = Text(
    id="✓ {path} utuh: {n} berkas, semua sesuai sidik jarinya.",
    en="✓ {path} is whole: {n} files, each as its digest says.",
)
DRAFT = Text(
    id="! Draf: tidak ada yang menjamin paket ini (belum bertanda tangan).",
    en="! Draft: nobody vouches for this package (it is not signed).",
)
UNPACKED = Text(
    id="✓ Paket dibuka di {path}.",
    en="✓ The package was opened in {path}.",
)
DATA_FAILED = Text(
    id="✗ Datanya tidak lolos, sehingga paket tidak dapat dipakai. Minta pengirim memperbaikinya.",
    en=(
        "✗ Its data does not pass, so that the package cannot be used. Ask the sender to"
        " correct it."
    ),
)


def _tell(session: Session, package: Path, opened: Opened) -> None:
    session.say(
        WHOLE.fill(
            path=package,
            n=count(len(opened.package.members)),
        )
    )
    for remark in opened.remarks:
        session.say(remark)
    record_run(opened.run)
    if not session.quiet or not opened.run.valid:
        render(
            session,
            opened.run,
            "text",
            None,
        )
    session.say(DRAFT if opened.run.valid else DATA_FAILED)
    if opened.run.valid:
        session.answer(f"sha256:{opened.package.content_id}")
    raise typer.Exit(opened.run.exit_code)
