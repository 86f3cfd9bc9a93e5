"""`statx send`, `statx receive`, `statx status`: packages between units, delivered once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.folders import exchange_folder, key_folder, trust_folder
from statx.cli.help import Command
from statx.cli.hook import call_hook
from statx.cli.key import KeyFolderOption
from statx.cli.options import (
    UNIT,
    AnswerForm,
    AnswerOption,
    LangOption,
    QuietOption,
    RegistryOption,
    examples,
    helped,
    named_path,
)
from statx.cli.progress import progress
from statx.cli.reporting import ENGINE, render, report_options
from statx.cli.session import Session
from statx.cli.side import ExchangeFolderOption, Side
from statx.cli.trust import TrustFolderOption
from statx.cli.verify import reader_of
from statx.cli.workers import threads
from statx.errors import FAILED, FINE, OptionError
from statx.texts import Text

if TYPE_CHECKING:
    from statx.exchange.correspondence import Correspondence
    from statx.exchange.parcels import Releasing
    from statx.exchange.receiving import Arrived
    from statx.exchange.records import Sent
    from statx.judging.reports import ReportOptions
    from statx.results.report import Run

UnitsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--unit",
        rich_help_panel=UNIT,
        metavar="UNIT",
        help=helped(
            "Hanya unit ini; boleh berulang. Tanpa ini, semua unit di statx.toml.",
            "Only this unit; may be repeated. Without it, all units of statx.toml.",
        ),
    ),
]


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Kirim draf yang sudah disetujui, dan teruskan yang belum dijawab.",
            "Send drafts that were approved, and go on with what is not answered yet.",
        ),
        epilog=examples("statx send kemiskinan-1.0.0.zip --to sumbar", "statx send"),
    )(send)
    app.command(
        cls=Command,
        help=helped(
            "Ambil paket yang dikirim unit lain, periksa, dan jawab dengan tanda terima.",
            "Take the packages that other units sent, verify them, and answer with receipts.",
        ),
        epilog=examples("statx receive", "statx receive --unit jatim"),
    )(receive)
    app.command(
        cls=Command,
        help=helped(
            "Keadaan pertukaran: di perjalanan, terlambat, ditolak, dan yang perlu ditangani.",
            "How the exchange stands: on the way, overdue, refused, and what is to be done.",
        ),
        epilog=examples("statx status", "statx status --format json", "statx status --seen"),
    )(status)


def send(
    drafts: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="DRAFT",
            parser=named_path,
            help=helped(
                "Draf yang sudah disetujui (statx pack --draft).",
                "Drafts that were approved (statx pack --draft).",
            ),
        ),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="UNIT",
            help=helped(
                "Unit penerima; boleh berulang, masing-masing mendapat rilisnya sendiri.",
                "Who it goes to; may be repeated, and each gets a release of its own.",
            ),
        ),
    ] = None,
    exchange: ExchangeFolderOption = None,
    keys: KeyFolderOption = None,
    trust: TrustFolderOption = None,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Release drafts to units and deliver them."""
    session = Session.open(lang, registry, quiet=quiet)
    if bool(drafts) != bool(to):
        raise OptionError(
            option="--to",
            reason=DRAFTS_AND_UNITS,
        )

    side = Side(session, exchange, keys, trust)
    raise typer.Exit(side.with_each(to, lambda mail: send_drafts(side, mail, drafts or [])))


def receive(
    unit: UnitsOption = None,
    exchange: ExchangeFolderOption = None,
    keys: KeyFolderOption = None,
    trust: TrustFolderOption = None,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Take what was sent, once, and answer it."""
    session = Session.open(lang, registry, quiet=quiet)
    side = Side(session, exchange, keys, trust)
    raise typer.Exit(side.with_each(unit, lambda mail: _receive(side, mail)))


def status(
    unit: UnitsOption = None,
    seen: Annotated[
        bool,
        typer.Option(
            "--seen",
            help=helped(
                "Peringatan yang ditampilkan sudah diperiksa; jangan ditampilkan lagi.",
                "The alarms shown were looked into; do not show them again.",
            ),
        ),
    ] = False,
    format_: AnswerOption = AnswerForm.text,
    exchange: ExchangeFolderOption = None,
    trust: TrustFolderOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Show both directions at a glance."""
    from statx.exchange.journal import open_journal
    from statx.exchange.office import make_folders, stamp
    from statx.exchange.sheets import status_sheet
    from statx.exchange.status import status_of

    session = Session.open(lang, quiet=quiet)
    side = Side(session, exchange, None, trust)
    folder = exchange_folder(session, exchange)
    partners = side.partners(unit)
    make_folders(folder)
    with open_journal(folder) as journal:
        statuses = [status_of(partner, journal, side.now) for partner in partners]
        session.show(status_sheet(statuses), format_)
        if seen:
            for partner in partners:
                journal.acknowledge_alarms(partner.name, stamp(side.now))

    needs_a_person = any(each.needs_a_person for each in statuses) and not seen
    raise typer.Exit(FAILED if needs_a_person else FINE)


# ---- what is said ----------------------------------------------------------------------------


DRAFTS_AND_UNITS = Text(
    id=(
        "sebutkan draf dan penerimanya bersama-sama (statx send DRAF.zip --to UNIT), atau tidak"
        " keduanya untuk meneruskan yang belum dijawab."
    ),
    en=(
        "name drafts and who gets them together (statx send DRAFT.zip --to UNIT), or neither, to"
        " go on with what is not answered yet."
    ),
)
PREPARED = Text(
    id="✓ {name} {version} dirilis untuk {unit}, nomor {number}.",
    en="✓ {name} {version} was released for {unit}, number {number}.",
)
SENT_BEFORE = Text(
    id="= {name} {version} sudah dikirim ke {unit}; tidak dikirim dua kali.",
    en="= {name} {version} went to {unit} before; it is not sent twice.",
)
ANNOUNCED = Text(
    id="✓ {name} {version} ada di kotak pertukaran untuk {unit} (nomor {number}).",
    en="✓ {name} {version} lies in the mailbox for {unit} (number {number}).",
)
ACCEPTED = Text(
    id="✓ {unit} menerima {name} {version} (nomor {number}); tanda terima tersimpan.",
    en="✓ {unit} accepted {name} {version} (number {number}); its receipt is kept.",
)
REJECTED = Text(
    id="✗ {unit} menolak {name} {version} (nomor {number}): {code}.",
    en="✗ {unit} rejected {name} {version} (number {number}): {code}.",
)
TAKEN = Text(
    id="✓ {name} {version} dari {unit} diterima di {path}.",
    en="✓ {name} {version} of {unit} was taken into {path}.",
)
TAKEN_BEFORE = Text(
    id="= {name} {version} dari {unit} sudah diterima sebelumnya.",
    en="= {name} {version} of {unit} was taken before.",
)
REFUSED = Text(
    id="✗ paket nomor {number} dari {unit} ditolak ({code}); disimpan di {path}. {reason}",
    en="✗ package {number} of {unit} was refused ({code}); it is kept in {path}. {reason}",
)
# ---- sending -------------------------------------------------------------------------------------


def send_drafts(side: Side, mail: Correspondence, drafts: Sequence[Path]) -> Iterator[int]:
    """Receipts first: what was rejected may be sent again."""
    yield from close_answered(side.session, mail)
    for draft in drafts:
        yield _prepare(side, mail, draft)

    yield from announce(side.session, mail)


def close_answered(session: Session, mail: Correspondence) -> Iterator[int]:
    """Read the receipts of a partner, and tell of each."""
    from statx.exchange.sending import collect_receipts

    for closed in collect_receipts(mail):
        yield _tell_closed(session, closed)


def announce(session: Session, mail: Correspondence) -> Iterator[int]:
    """Put into the mailbox what is on its way, and tell of what is there now."""
    from statx.exchange.sending import publish

    for announced in publish(mail):
        session.say(_about(ANNOUNCED, announced))
        yield FINE


def releasing_of(side: Side, mail: Correspondence, options: ReportOptions) -> Releasing:
    """By whom drafts are released here."""
    from statx.exchange.parcels import Releasing
    from statx.package.releasing import Sender

    session = side.session
    sender = Sender(
        key_folder(session, side.keys),
        trust_folder(session, side.trust),
        mail.at,
        session.config.units,
    )

    return Releasing(sender, session.catalog, options)


def _prepare(side: Side, mail: Correspondence, draft: Path) -> int:
    """Release a draft for this partner, unless it has it already."""
    from statx.exchange.parcels import release_parcel
    from statx.exchange.sending import prepare

    session = side.session
    with progress(session) as bar:
        options = report_options(session, threads(session), bar)
        verdict, parcel = release_parcel(mail, draft, releasing_of(side, mail, options))

    if parcel is None:
        render(session, verdict, "text", None)
        return verdict.exit_code

    prepared = prepare(mail, parcel)
    parcel.path.unlink()
    if prepared is not None:
        session.say(_about(PREPARED, prepared))
        return FINE

    session.say(
        SENT_BEFORE.fill(
            name=parcel.name,
            version=parcel.version,
            unit=mail.partner.name,
        )
    )

    return FINE


def _tell_closed(session: Session, closed: Sent) -> int:
    is_accepted = closed.state == "accepted"
    session.say(_about(ACCEPTED if is_accepted else REJECTED, closed))
    call_hook(
        session,
        closed.state,
        unit=closed.partner,
        name=closed.name,
        version=closed.version,
        code=closed.code,
    )

    return FINE if is_accepted else FAILED


def _about(text: Text, sent: Sent) -> Text:
    return text.fill(
        name=sent.name,
        version=sent.version,
        unit=sent.partner,
        number=sent.number,
        code=sent.code,
    )


# ---- receiving -----------------------------------------------------------------------------------


def _receive(side: Side, mail: Correspondence) -> Iterator[int]:
    from statx.exchange.opening import opener
    from statx.exchange.receiving import receive as received

    session = side.session
    with progress(session) as bar:
        options = report_options(session, threads(session), bar)
        reader = reader_of(session, options, side.keys, side.trust, [])
        for arrived in received(mail, opener(reader, report_for_sender)):
            session.say(_about_arrived(arrived, mail))
            _tell_hook(session, arrived, mail)
            yield arrived.reason.exit_code if arrived.reason else FINE


def report_for_sender(run: Run) -> bytes:
    """The JSON report on refused data: all of it, as only the owner of the data will read it."""
    from statx.render import RENDERERS
    from statx.render.options import RenderOptions
    from statx.version import __version__

    setting = RenderOptions(language="id", version=__version__, engine=ENGINE)

    return "".join(RENDERERS["json"](run, setting)).encode()


def _tell_hook(session: Session, arrived: Arrived, mail: Correspondence) -> None:
    done = arrived.received
    call_hook(
        session,
        "refused" if arrived.reason else "taken",
        unit=done.partner,
        name=done.name,
        version=done.version,
        code=done.code,
        path=_place_of(arrived, mail),
    )


def _place_of(arrived: Arrived, mail: Correspondence) -> Path:
    """Where the package lies now."""
    done = arrived.received
    if arrived.reason:
        return mail.office.quarantine / done.notice_sha256

    return mail.office.inbox_folder(done.name, done.version, done.content)


def _about_arrived(arrived: Arrived, mail: Correspondence) -> Text:
    from statx.exchange.letters import DUPLICATE

    done = arrived.received
    if arrived.reason is not None:
        return REFUSED.fill(
            number=done.number,
            unit=done.partner,
            code=done.code,
            path=_place_of(arrived, mail),
            reason=arrived.reason.text,
        )

    text = TAKEN_BEFORE if done.code == DUPLICATE else TAKEN

    return text.fill(
        name=done.name,
        version=done.version,
        unit=done.partner,
        path=_place_of(arrived, mail),
    )
