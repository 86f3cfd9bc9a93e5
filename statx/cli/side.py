"""This unit's side of the exchange, as options and statx.toml name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.folders import exchange_folder, key_folder, trust_folder
from statx.cli.options import UNIT, helped
from statx.cli.session import Session
from statx.cli.verify import own_unit
from statx.errors import FINE, StatxError, worst
from statx.texts import Text

if TYPE_CHECKING:
    from statx.exchange.correspondence import Correspondence
    from statx.exchange.journal import Journal
    from statx.exchange.office import Office, Partner

ExchangeFolderOption = Annotated[
    Path | None,
    typer.Option(
        "--exchange",
        rich_help_panel=UNIT,
        metavar="DIR",
        help=helped(
            "Folder pertukaran unit ini (bawaan: ~/.local/share/statx/exchange).",
            "This unit's folder of the exchange (~/.local/share/statx/exchange unless said).",
        ),
    ),
]
BUSY = Text(
    id="Pertukaran unit ini sedang dijalankan oleh proses lain. Tidak ada yang perlu dilakukan.",
    en="Another run is at work for this unit's exchange. There is nothing to do.",
)
NOTHING_NEW = Text(
    id="Tidak ada yang baru untuk {unit}.",
    en="There is nothing new for {unit}.",
)


@dataclass(frozen=True, slots=True)
class OpenOffice:
    """The office while this run is alone in it, with its journal."""

    office: Office
    journal: Journal


Work = Callable[["Correspondence"], Iterator[int]]
"""What is done with one partner; gives an exit code for each thing that came of it."""


@dataclass(frozen=True, slots=True)
class Side:
    """One run of a command of the exchange."""

    session: Session
    exchange: Path | None
    keys: Path | None
    trust: Path | None

    def with_each(self, units: Sequence[str] | None, work: Work) -> int:
        """Do the work with each partner, alone in this office; the worst of all exit codes."""
        partners = self.partners(units)
        with self.alone() as opened:
            if opened is None:
                return FINE
            return worst([self.with_one(each, opened, work) for each in partners])

    @contextmanager
    def alone(self) -> Iterator[OpenOffice | None]:
        """The office with its lock held; None, and said so, where another run holds it."""
        from statx.exchange.journal import open_journal
        from statx.exchange.office import hold_lock, make_folders, sweep

        office = self._office()
        make_folders(office.folder)
        with hold_lock(office.folder) as is_alone:
            if not is_alone:
                self.session.say(BUSY)
                yield None
                return
            with open_journal(office.folder) as journal:
                sweep(office, journal)
                yield OpenOffice(office, journal)

    def with_one(self, partner: Partner, opened: OpenOffice, work: Work) -> int:
        """The exit code of the work with one partner.

        One that cannot be reached does not keep the others from getting theirs.
        """
        from statx.exchange.correspondence import Correspondence
        from statx.exchange.transports import open_mailbox

        trust = trust_folder(self.session, self.trust)
        try:
            with open_mailbox(partner.address, trust) as transport:
                mail = Correspondence(
                    partner,
                    opened.office,
                    opened.journal,
                    transport,
                    self.now,
                )
                codes = list(work(mail))
        except StatxError as error:
            self.session.say(error.text)
            return error.exit_code

        if not codes:
            self.session.say(NOTHING_NEW.fill(unit=partner.name))

        return worst([FINE, *codes])

    def partners(self, units: Sequence[str] | None) -> list[Partner]:
        """The units that are named, or all of statx.toml that have a mailbox.

        Raises NoMailboxError where a unit that is named has none, NoPartnersError where none has.
        """
        from statx.exchange.errors import NoMailboxError, NoPartnersError
        from statx.exchange.office import partner_of
        from statx.trust.store import read_recipients

        known = self.session.config.units
        for name in units or ():
            if name not in known or not known[name].mailbox:
                raise NoMailboxError(unit=name)

        named = units or [name for name, unit in known.items() if unit.mailbox]
        if not named:
            raise NoPartnersError

        recipients = read_recipients(trust_folder(self.session, self.trust))

        folder = self.session.config.folder
        return [partner_of(name, known[name], recipients.get(name, ""), folder) for name in named]

    @property
    def now(self) -> datetime:
        """When this run began."""
        return self.session.started or datetime.now(UTC)

    def _office(self) -> Office:
        from statx.exchange.office import Office
        from statx.trust.allowed_signers import TrustStore
        from statx.trust.keys import sign_bytes

        keys = key_folder(self.session, self.keys)

        def sign(message: bytes, namespace: str) -> bytes:
            return sign_bytes(message, keys / "release.key", namespace)

        return Office(
            own_unit(self.session, keys),
            exchange_folder(self.session, self.exchange),
            sign,
            TrustStore.read(trust_folder(self.session, self.trust)),
        )
