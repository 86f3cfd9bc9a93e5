"""`statx doctor`: whether this unit has what it needs, and what to do where it has not."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from statx.cli.doctor_words import DOCTOR
from statx.cli.folders import exchange_folder, key_folder, trust_folder
from statx.cli.help import Command
from statx.cli.options import AnswerForm, AnswerOption, LangOption, RegistryOption, examples, helped
from statx.cli.session import Session
from statx.cli.side import ExchangeFolderOption, Side
from statx.cli.verify import own_unit
from statx.errors import FAILED, FINE, StatxError
from statx.results.sheets import Checkup, CheckupLine, Health
from statx.texts import count

if TYPE_CHECKING:
    from statx.exchange.office import Partner

ROOM = 1 << 30
"""Bytes that the folder of the exchange should have left."""
EXPIRY = timedelta(days=30)
"""How long before its end a key is spoken of."""
REMOTE_DISKS = ("nfs", "cifs", "smb", "fuse.sshfs", "9p")
"""Kinds of file systems on which SQLite's log does not work, as it says itself."""


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Periksa kesiapan unit ini: kunci, kepercayaan, kotak pertukaran, diska, jam.",
            "Check what this unit needs: keys, trust, mailboxes, disk, clock.",
        ),
        epilog=examples("statx doctor"),
    )(doctor)


def doctor(
    format_: AnswerOption = AnswerForm.text,
    exchange: ExchangeFolderOption = None,
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Look at everything once, and say the remedy for what is wrong."""
    session = Session.open(lang, registry)
    side = Side(session, exchange, None, None)
    lines = [line for check in CHECKS for line in _done(check, side)]
    session.show(Checkup(tuple(lines)), format_)
    is_ill = any(line.health is Health.BAD for line in lines)
    raise typer.Exit(FAILED if is_ill else FINE)


Check = Callable[[Side], Iterator[CheckupLine]]


def _done(check: Check, side: Side) -> Iterator[CheckupLine]:
    """What a check says; an error of ours is what it says, with its own remedy."""
    try:
        yield from check(side)
    except StatxError as error:
        yield CheckupLine(Health.BAD, error.text)


def _good(text: str, **values: object) -> CheckupLine:
    return CheckupLine(Health.GOOD, DOCTOR[text].fill(**values))


def _worth_a_look(text: str, **values: object) -> CheckupLine:
    return CheckupLine(Health.NOTE, DOCTOR[text].fill(**values))


def _bad(text: str, **values: object) -> CheckupLine:
    return CheckupLine(Health.BAD, DOCTOR[text].fill(**values))


# ---- what is looked at ---------------------------------------------------------------------------


def _versions(_: Side) -> Iterator[CheckupLine]:
    import pyarrow

    from statx.version import __version__

    python = ".".join(str(part) for part in sys.version_info[:3])
    yield _good("versions", statx=__version__, python=python, pyarrow=pyarrow.__version__)
    encoding = (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "")
    if encoding != "utf8":
        yield _worth_a_look("letters", encoding=encoding or "?")


def _registry(side: Side) -> Iterator[CheckupLine]:
    yield _good("registry", n=count(len(side.session.catalog.names)))


def _settings(side: Side) -> Iterator[CheckupLine]:
    config = side.session.config
    me = own_unit(side.session, key_folder(side.session, side.keys))
    if not me:
        yield _bad("nobody")
        return

    yield _good("me", me=me, path=config.folder.absolute() / "statx.toml")
    if not config.producer:
        yield _worth_a_look("no producer", me=me)


def _keys(side: Side) -> Iterator[CheckupLine]:
    from statx.trust.keys import make_page

    folder = key_folder(side.session, side.keys)
    page, _ = make_page(folder, "release", side.now)
    yield _good("keys", folder=folder, principal=page.principal, fingerprint=page.fingerprint)


def _trust(side: Side) -> Iterator[CheckupLine]:
    from statx.trust.allowed_signers import TrustStore

    folder = trust_folder(side.session, side.trust)
    store = TrustStore.read(folder)
    if not store.signers:
        yield _bad("nobody trusted", folder=folder)
        return

    yield _good("trust", folder=folder, n=count(len(store.signers)))
    for signer in store.signers:
        if signer.valid_before is not None and signer.valid_before < side.now + EXPIRY:
            until = signer.valid_before.strftime("%Y-%m-%d")
            yield _worth_a_look("expires", principal=signer.principal, until=until)


def _mailboxes(side: Side) -> Iterator[CheckupLine]:
    for partner in side.partners(None):
        yield from _done(partial(_mailbox, partner), side)


def _mailbox(partner: Partner, side: Side) -> Iterator[CheckupLine]:
    from statx.exchange.mailbox import Direction
    from statx.exchange.transports import open_mailbox

    if not partner.recipient:
        yield _bad("no recipient", unit=partner.name)

    with open_mailbox(partner.address, trust_folder(side.session, side.trust)) as transport:
        names = transport.list_names(Direction(partner.name, "").notices)

    yield _good("mailbox", unit=partner.name, address=partner.address, n=count(len(names)))


def _office(side: Side) -> Iterator[CheckupLine]:
    from statx.exchange.journal import open_journal
    from statx.exchange.office import hold_lock, read_stamp
    from statx.trust.modes import PRIVATE_FOLDER, check_private

    folder = exchange_folder(side.session, side.exchange)
    if not folder.is_dir():
        yield _worth_a_look("no exchange", folder=folder)
        return

    check_private(folder, PRIVATE_FOLDER)
    kind = file_system_of(folder)
    if kind.startswith(REMOTE_DISKS):
        yield _bad("remote disk", folder=folder, kind=kind)

    free = shutil.disk_usage(folder).free
    told = _good if free >= ROOM else _bad
    yield told("disk" if free >= ROOM else "disk full", folder=folder, free=count(free >> 20))

    with hold_lock(folder) as is_alone:
        if not is_alone:
            yield _worth_a_look("busy")

    with open_journal(folder) as journal:
        latest = journal.latest_moment()

    if latest and read_stamp(latest) > side.now + timedelta(minutes=5):
        yield _bad("clock", now=side.now.strftime("%Y-%m-%d %H:%M UTC"), latest=latest)


def _programs(_: Side) -> Iterator[CheckupLine]:
    for name in ("ssh-keygen", "git"):
        if shutil.which(name) is None:
            yield _worth_a_look(f"no {name}")


CHECKS: tuple[Check, ...] = (
    _versions,
    _registry,
    _settings,
    _keys,
    _trust,
    _mailboxes,
    _office,
    _programs,
)


def file_system_of(folder: Path) -> str:
    """The kind of file system that a folder is on, as Linux names it; empty where nobody says."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""

    fields = [line.split(" ") for line in mounts]
    above = [entry for entry in fields if folder.resolve().is_relative_to(entry[1])]
    nearest = max(above, key=lambda entry: len(entry[1]), default=["", "", ""])

    return nearest[2]
