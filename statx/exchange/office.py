"""A unit's own side of the exchange: its folder, its keys, and its partners.

exchange/               0700
    journal.sqlite      what was sent and taken
    lock                held by the one run that changes something
    spool/<sha256>      what is being published
    inbox/<name>-<version>-<content id>/
    quarantine/<sha256 of the notice>    refused, kept for a person to look at
    work/               of the run that holds the lock; plaintext in it is swept at each start
"""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from statx.exchange.journal import Journal
from statx.exchange.mailbox import Direction
from statx.files import writing
from statx.files.resuming import SUFFIX
from statx.settings.units import Unit
from statx.trust.allowed_signers import TrustStore
from statx.trust.modes import PRIVATE_FOLDER, check_private

if sys.platform != "win32":
    import fcntl

SPOOL, INBOX, QUARANTINE, WORK = "spool", "inbox", "quarantine", "work"

Sign = Callable[[bytes, str], bytes]
"""(message, namespace) -> armoured signature by the unit's release key."""


@dataclass(frozen=True, slots=True)
class Partner:
    """Another unit, as statx.toml names it."""

    name: str
    address: str
    """Of the mailbox between us."""
    recipient: str
    """`age1…`: opens what is sent to it."""
    overdue: timedelta = timedelta(hours=24)
    """How long a receipt may take."""
    schemas: tuple[str, ...] = ()
    """Which data it may send; all where none is named."""

    @property
    def principal(self) -> str:
        """Who signs its releases, notices and receipts."""
        return f"release@{self.name}"


@dataclass(frozen=True, slots=True)
class Office:
    """This unit."""

    name: str
    folder: Path
    sign: Sign
    trust: TrustStore

    @property
    def spool(self) -> Path:
        """What is being published, by SHA-256."""
        return self.folder / SPOOL

    def spooled(self) -> list[str]:
        """The payloads that lie in the spool."""
        return sorted(path.name for path in self.spool.iterdir() if path.name[0] != ".")

    @property
    def inbox(self) -> Path:
        """Packages that were taken, each in its folder."""
        return self.folder / INBOX

    def inbox_folder(self, name: str, version: str, content: str) -> Path:
        """Where a package that was taken lies; `content` is its content id."""
        return self.inbox / f"{name}-{version}-{content[:16]}"

    @property
    def quarantine(self) -> Path:
        """Packages that were refused."""
        return self.folder / QUARANTINE

    @property
    def work(self) -> Path:
        """Where the run that holds the lock works."""
        return self.folder / WORK

    def direction_to(self, partner: Partner) -> Direction:
        """What this unit puts into the mailbox for a partner."""
        return Direction(self.name, partner.name)


def partner_of(name: str, unit: Unit, recipient: str, folder: Path) -> Partner:
    """A unit of the statx.toml in `folder` as a partner.

    `recipient` is its age key, empty where none is known.
    """
    is_folder = "://" not in unit.mailbox
    return Partner(
        name,
        str(folder / unit.mailbox) if is_folder else unit.mailbox,
        recipient,
        timedelta(hours=unit.overdue_hours),
        unit.schemas,
    )


def make_folders(folder: Path) -> None:
    """The folders of an office, private. Raises LaxModeError and what writing raises."""
    for name in ("", SPOOL, INBOX, QUARANTINE, WORK):
        with writing(folder / name):
            (folder / name).mkdir(
                mode=PRIVATE_FOLDER,
                parents=True,
                exist_ok=True,
            )

    check_private(folder, PRIVATE_FOLDER)


@contextlib.contextmanager
def hold_lock(folder: Path) -> Iterator[bool]:
    """Whether this is the only run that changes something, for as long as the body lasts.

    The system frees the lock of a process that is gone, however it went.
    """
    with writing(folder):
        file = (folder / "lock").open("a")

    with file:
        yield _try_lock(file.fileno())


def _try_lock(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False

    return True


def sweep(office: Office, journal: Journal) -> None:
    """Take away what a run that was killed has left. Whoever calls holds the lock.

    What is promised stays in the spool. A ciphertext that is half here stays, to be gone on with;
    what lies there in the clear never does.
    """
    published = journal.open_payloads()
    closed = journal.known_payloads(office.spooled())
    for path in office.spool.iterdir():
        if path.name not in published | closed:
            path.unlink()

    waiting = journal.waiting_notices()
    for path in office.work.iterdir():
        if path.name.removesuffix(SUFFIX) not in waiting:
            _remove(path)


def stamp(moment: datetime) -> str:
    """A moment as letters and the journal write it: 2026-11-25T09:00:00Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_stamp(text: str) -> datetime:
    """The moment of a stamp, in UTC."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
