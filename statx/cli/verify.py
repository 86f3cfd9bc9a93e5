"""`statx verify` and `statx unpack`: who vouches for a package, and what was checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.folders import key_folder, trust_folder
from statx.cli.help import Command
from statx.cli.key import KeyFolderOption
from statx.cli.log import record_run
from statx.cli.options import (
    FullOption,
    LangOption,
    LimitOption,
    QuietOption,
    RegistryOption,
    examples,
    helped,
    named_path,
)
from statx.cli.progress import progress
from statx.cli.reporting import render, report_options
from statx.cli.session import Session
from statx.cli.trust import TrustFolderOption
from statx.cli.workers import threads
from statx.errors import StatxError
from statx.texts import Text, count, joined, verbatim

if TYPE_CHECKING:
    from statx.judging.reports import ReportOptions
    from statx.package.acceptance import Approval
    from statx.package.opening import Examined, Reader
    from statx.package.verifying import TrustedRelease

PackageArgument = Annotated[
    Path,
    typer.Argument(
        metavar="PACKAGE",
        parser=named_path,
        help=helped("Paket (.zip atau .zip.age).", "The package (.zip or .zip.age)."),
    ),
]


class VerifyFormat(StrEnum):
    """How what was verified is given."""

    text = "text"
    json = "json"


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Periksa rilis: siapa yang menjaminnya, setiap byte, lalu datanya sekali lagi.",
            "Verify a release: who vouches for it, every byte, then its data again.",
        ),
        epilog=examples(
            "statx verify kemiskinan-1.0.0-sumbar.zip", "statx verify kemiskinan-1.0.0.zip --draft"
        ),
    )(verify)
    app.command(
        cls=Command,
        help=helped(
            "Periksa rilis, dan buka ke sebuah folder baru.",
            "Verify a release, and open it into a new folder.",
        ),
        epilog=examples("statx unpack kemiskinan-1.0.0-sumbar.zip kemiskinan"),
    )(unpack)


def verify(
    package: PackageArgument,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft",
            help=helped(
                "Lihat isi draf; tidak ada yang menjaminnya.",
                "Look at a draft; nobody vouches for it.",
            ),
        ),
    ] = False,
    format_: Annotated[
        VerifyFormat,
        typer.Option(
            "--format",
            "-f",
            help=helped("Bentuk laporan.", "How the report is given."),
        ),
    ] = VerifyFormat.text,
    keys: KeyFolderOption = None,
    trust: TrustFolderOption = None,
    limit: LimitOption = None,
    full: FullOption = False,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Check who vouches for a package, its bytes and its data."""
    from statx.cli.verify_json import refused_document, verified_document
    from statx.package.opening import examined_draft
    from statx.package.opening import verify as verified

    session = Session.open(
        lang,
        registry,
        quiet=quiet,
        full=full,
        limit=limit,
    )
    as_text = format_ is VerifyFormat.text
    passed: list[Text] = []
    try:
        with progress(session) as bar:
            options = report_options(session, threads(session), bar)
            if draft:
                with examined_draft(package, session.catalog, options) as examined:
                    pass  # what it came to outlives the files
            else:
                examined = verified(package, reader_of(session, options, keys, trust, passed))
    except StatxError as error:
        if as_text:
            _tell_passed(session, passed)
        else:
            session.give([refused_document(package, error, passed, session.language)])
        raise

    if as_text:
        _give_verdict(session, examined)
        (_tell_draft if draft else _tell_verified)(session, package, examined, passed)
    else:
        record_run(examined.run)
        session.give([verified_document(package, examined, passed, session.language)])
    raise typer.Exit(examined.run.exit_code)


def unpack(
    package: PackageArgument,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="DIR",
            parser=named_path,
            help=helped("Folder baru.", "A new folder."),
        ),
    ],
    keys: KeyFolderOption = None,
    trust: TrustFolderOption = None,
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
    passed: list[Text] = []
    try:
        with progress(session) as bar:
            options = report_options(session, threads(session), bar)
            examined = unpacked(package, folder, reader_of(session, options, keys, trust, passed))
    except StatxError:
        _tell_passed(session, passed)
        raise

    _give_verdict(session, examined)
    _tell_verified(session, package, examined, passed)
    if examined.run.valid:
        session.say(UNPACKED.fill(path=folder))
    raise typer.Exit(examined.run.exit_code)


def own_unit(session: Session, keys: Path) -> str:
    """Which unit this is: as statx.toml says, else the one that its release key names."""
    from statx.trust.keys import own_principal

    if session.config.me:
        return session.config.me
    return own_principal(keys).partition("@")[2]


NOTHING = verbatim("")
PASSED = Text(
    id="  ✓ {check}",
    en="  ✓ {check}",
)
NOTE = Text(
    id="  ! {remark}",
    en="  ! {remark}",
)
VERIFIED = Text(
    id=(
        "✓ {path}: {name} versi {version}, {classification}\n"
        "  dirilis     {signer}, {created}, untuk {recipients}\n"
        "  disetujui   {approvals}\n"
        "  produsen    {producer}\n"
        "Sidik jari isi:"
    ),
    en=(
        "✓ {path}: {name} version {version}, {classification}\n"
        "  released    {signer}, {created}, for {recipients}\n"
        "  approved    {approvals}\n"
        "  produced    {producer}\n"
        "Content id:"
    ),
)
APPROVAL = Text(
    id="{approver}{about}, {decided}, berlaku sampai {until}{basis}{excepted}",
    en="{approver}{about}, {decided}, valid until {until}{basis}{excepted}",
)
BASIS = Text(
    id=", dasar: {basis}",
    en=", on the basis of {basis}",
)
EXCEPTED = Text(
    id=", dengan pengecualian beralasan: {checks}",
    en=", with reasons for: {checks}",
)
WHOLE = Text(
    id="✓ {path} utuh: {n} berkas, semua sesuai sidik jarinya.",
    en="✓ {path} is whole: {n} files, each as its digest says.",
)
DRAFT = Text(
    id="! Draf: tidak ada yang menjamin paket ini (belum dirilis). Sidik jari isi:",
    en="! Draft: nobody vouches for this package (it is not released). Content id:",
)
LOOKED_AT = Text(
    id="! Ini sebuah rilis, tetapi tanda tangannya tidak diperiksa di sini. Sidik jari isi:",
    en="! This is a release, but its signatures were not checked here. Content id:",
)
DATA_FAILED = Text(
    id="✗ Datanya tidak lolos, sehingga paket tidak dapat dipakai. Minta pengirim memperbaikinya.",
    en=(
        "✗ Its data does not pass, so that the package cannot be used. Ask the sender to"
        " correct it."
    ),
)
UNPACKED = Text(
    id="✓ Paket dibuka di {path}.",
    en="✓ The package was opened in {path}.",
)


def reader_of(
    session: Session,
    options: ReportOptions,
    keys: Path | None,
    trust: Path | None,
    passed: list[Text],
) -> Reader:
    """From whose side packages are opened here."""
    from statx.package.opening import Reader
    from statx.package.verifying import Recipient
    from statx.trust.allowed_signers import TrustStore

    folder = key_folder(session, keys)
    store = TrustStore.read(trust_folder(session, trust))
    recipient = Recipient(
        own_unit(session, folder),
        store,
        session.started or datetime.now(UTC),
        session.config.units,
    )
    return Reader(
        recipient,
        session.catalog,
        options,
        folder,
        passed.append,
    )


def _give_verdict(session: Session, examined: Examined) -> None:
    """The report on the data inside."""
    record_run(examined.run)
    if not session.quiet or not examined.run.valid:
        render(session, examined.run, "text", None)


def _tell_passed(session: Session, passed: Sequence[Text]) -> None:
    """Each check that passed, before the one that did not is said."""
    for check in passed:
        session.say(PASSED.fill(check=check))


def _tell_draft(
    session: Session, package: Path, examined: Examined, _passed: Sequence[Text]
) -> None:
    """That the bytes of a draft are whole, and that nobody vouches for them."""
    members = count(len(examined.package.members))
    session.say(WHOLE.fill(path=package, n=members))
    for remark in examined.remarks:
        session.say(remark)
    if not examined.run.valid:
        session.say(DATA_FAILED)
        return
    session.say(DRAFT if examined.package.is_draft else LOOKED_AT)
    session.answer(f"sha256:{examined.package.content_id}")


def _tell_verified(
    session: Session, package: Path, examined: Examined, passed: Sequence[Text]
) -> None:
    """Who released what to whom, who cleared it, and each check."""
    trusted = examined.trusted
    if trusted is None:  # of a draft there is nothing to tell
        return

    _tell_passed(session, passed)
    for remark in examined.remarks:
        session.say(NOTE.fill(remark=remark))
    if not examined.run.valid:
        session.say(DATA_FAILED)
        return
    session.say(_summary(package, trusted))
    session.answer(f"sha256:{examined.package.content_id}")


def day(moment: datetime) -> Text:
    """`2026-11-25`."""
    return verbatim(moment.strftime("%Y-%m-%d"))


def _summary(package: Path, trusted: TrustedRelease) -> Text:
    release = trusted.release
    return VERIFIED.fill(
        path=package,
        name=release.name,
        version=release.version,
        classification=release.classification,
        signer=trusted.signer.principal,
        recipients=", ".join(release.recipients),
        created=release.created.strftime("%Y-%m-%d %H:%M UTC"),
        producer=release.producer,
        approvals=joined(map(_approval, trusted.approvals), "; "),
    )


def _approval(approval: Approval) -> Text:
    clearance = approval.clearance
    approver = clearance.approver
    about = ", ".join(filter(None, (approver.name, approver.role)))
    basis = BASIS.fill(basis=clearance.basis) if clearance.basis else NOTHING
    excepted = dict.fromkeys(check.id for check in clearance.checks if check.reason)
    reasons = EXCEPTED.fill(checks=", ".join(excepted)) if excepted else NOTHING
    return APPROVAL.fill(
        approver=approver.id,
        about=f" ({about})" if about else "",
        decided=day(clearance.decided_on),
        until=day(clearance.valid_until),
        basis=basis,
        excepted=reasons,
    )
