"""`statx pack`: a draft, and the release of one that was approved."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from statx.cli.data_options import with_data_options
from statx.cli.errors import DraftOrReleaseError, UnnamedDraftError
from statx.cli.folders import key_folder, trust_folder
from statx.cli.help import Command
from statx.cli.key import KeyFolderOption
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
from statx.cli.reporting import check_outputs, report_options, show_failed
from statx.cli.session import Session
from statx.cli.trust import TrustFolderOption
from statx.cli.workers import threads
from statx.errors import OptionError
from statx.options import DataOptions
from statx.texts import Text, count

OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="X.zip",
        help=helped(
            "Paket yang dibuat; rilis terenkripsi berakhiran .zip.age.",
            "The package to make; an encrypted release ends in .zip.age.",
        ),
    ),
]
DraftOption = Annotated[
    bool,
    typer.Option(
        "--draft",
        help=helped(
            "Buat draf: untuk disetujui, belum untuk dikirim.",
            "Make a draft: to be approved, not yet to be sent.",
        ),
    ),
]
ToOption = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="UNIT",
        help=helped(
            "Rilis draf yang sudah disetujui kepada unit ini, atau '*' untuk umum.",
            "Release an approved draft to this unit, or '*' for everybody.",
        ),
    ),
]
ClearancesOption = Annotated[
    Path | None,
    typer.Option(
        "--clearances",
        metavar="DIR",
        help=helped(
            "Folder persetujuan (bawaan: DRAF.clearance di samping draf).",
            "The folder of clearances (DRAFT.clearance beside the draft unless said).",
        ),
    ),
]


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Kemas data yang lolos menjadi draf, atau rilis draf yang sudah disetujui.",
            "Pack data that passes into a draft, or release a draft that was approved.",
        ),
        epilog=examples(
            "statx pack kemiskinan.csv --draft -o kemiskinan-1.0.0.zip --producer ani@jatim",
            "statx clearance approve kemiskinan-1.0.0.zip --for sumbar",
            "statx pack kemiskinan-1.0.0.zip --to sumbar",
        ),
    )(with_data_options(pack))


def pack(
    data: DataArgument,
    options: DataOptions,
    draft: DraftOption = False,
    to: ToOption = "",
    output: OutputOption = None,
    name: Annotated[
        str, typer.Option("--name", help=helped("Nama paket.", "The package's name."))
    ] = "",
    version: Annotated[
        str, typer.Option("--version", help=helped("Versi paket.", "The package's version."))
    ] = "",
    producer: Annotated[
        str,
        typer.Option(
            "--producer",
            metavar="NAME@UNIT",
            help=helped(
                "Produsen data, misalnya ani@jatim (bawaan: producer di statx.toml).",
                "Who made the data, such as ani@jatim (producer in statx.toml unless said).",
            ),
        ),
    ] = "",
    classification: Annotated[
        str,
        typer.Option(
            "--classification",
            metavar="WORD",
            help=helped(
                "terbuka, terbatas, atau tertutup; tidak lebih longgar dari skemanya.",
                "terbuka, terbatas or tertutup; no laxer than its schema.",
            ),
        ),
    ] = "",
    clearances: ClearancesOption = None,
    keys: KeyFolderOption = None,
    trust: TrustFolderOption = None,
    exclude: ExcludeOption = None,
    limit: LimitOption = None,
    full: FullOption = False,
    force: ForceOption = False,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Judge data and pack it, or release what was packed."""
    session = Session.open(
        lang,
        registry,
        quiet=quiet,
        exclude=exclude or (),
        full=full,
        limit=limit,
    )
    if draft == bool(to):
        raise DraftOrReleaseError
    if draft:
        if output is None:
            raise UnnamedDraftError
        producer = producer or session.config.producer
        label = (name, version, producer, classification)
        _pack_draft(session, data, options, output, label, force=force)
        return

    _refuse_draft_options(data, options, (name, version, producer, classification))
    [package] = data
    _release(session, package, to, output, clearances, (keys, trust), force=force)


FROM_A_DRAFT = Text(
    id=(
        "yang dirilis adalah satu draf. Buat drafnya dengan --draft, mintakan persetujuan, lalu:"
        " statx pack DRAF.zip --to UNIT."
    ),
    en=(
        "what is released is one draft. Make it with --draft, have it approved, then: statx pack"
        " DRAFT.zip --to UNIT."
    ),
)
SETTLED_BY_THE_DRAFT = Text(
    id="sudah ditetapkan di dalam draf.",
    en="the draft has settled that.",
)
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
RELEASED = Text(
    id=(
        "✓ {path}: {name} versi {version}, {classification}, untuk {to}; dirilis {signer},"
        " disetujui {approvers}; {bytes} byte. Sidik jari isi:"
    ),
    en=(
        "✓ {path}: {name} version {version}, {classification}, for {to}; released by {signer},"
        " approved by {approvers}; {bytes} bytes. Content id:"
    ),
)


def _pack_draft(
    session: Session,
    data: list[Path],
    options: DataOptions,
    output: Path,
    said: tuple[str, str, str, str],
    *,
    force: bool,
) -> None:
    from statx.package.label import Label
    from statx.package.packing import pack as packed
    from statx.sources.targets import targets

    name, version, producer, classification = said
    label = Label.of(
        output,
        name,
        version,
        producer=producer,
        classification=classification,
    )
    check_outputs(session, [output], data, options, force=force)
    with progress(session) as bar:
        chosen = list(targets(data, options, session.catalog, session.config))
        reporting = report_options(session, threads(session), bar)
        done = packed(chosen, output, label, session.catalog, reporting, replace=force)

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


def _refuse_draft_options(data: list[Path], options: DataOptions, said: tuple[str, ...]) -> None:
    """What was settled when the draft was made cannot be said again."""
    from statx.container.bag import SUFFIX
    from statx.sources.packages import refuse_options

    if len(data) != 1 or data[0].suffix.lower() != SUFFIX:
        raise OptionError(
            option="--to",
            reason=FROM_A_DRAFT,
        )
    refuse_options(options)
    flags = ("--name", "--version", "--producer", "--classification")
    for flag, words in zip(flags, said, strict=True):
        if words:
            raise OptionError(
                option=flag,
                reason=SETTLED_BY_THE_DRAFT,
            )


def _release(
    session: Session,
    draft: Path,
    to: str,
    output: Path | None,
    clearances: Path | None,
    folders: tuple[Path | None, Path | None],
    *,
    force: bool,
) -> None:
    from statx.package.clearing import clearance_folder
    from statx.package.releasing import Delivery, Sender, release_draft

    keys, trust = folders
    sender = Sender(
        key_folder(session, keys),
        trust_folder(session, trust),
        session.started or datetime.now(UTC),
        session.config.units,
    )
    delivery = Delivery(
        to,
        clearances or clearance_folder(draft),
        output,
        replace=force,
    )
    with progress(session) as bar:
        reporting = report_options(session, threads(session), bar)
        done = release_draft(draft, delivery, sender, session.catalog, reporting)

    record_run(done.run)
    if done.release is None:
        show_failed(session, done.run)
        session.say(NOT_PACKED.fill(path=output or to))
        raise typer.Exit(done.run.exit_code)
    release = done.release
    approvers = ", ".join(approval.signer.principal for approval in done.approvals)
    session.say(
        RELEASED.fill(
            path=done.path,
            name=release.name,
            version=release.version,
            classification=release.classification,
            to=to,
            signer=release.signer,
            approvers=approvers,
            bytes=count(done.size),
        )
    )
    record(written=str(done.path), content=f"sha256:{release.content_id}")
    session.answer(f"sha256:{release.content_id}")
