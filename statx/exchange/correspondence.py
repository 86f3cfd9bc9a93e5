"""What the letters between this unit and one partner are written and read with, in one run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from statx.exchange.journal import Journal
from statx.exchange.mailbox import Direction
from statx.exchange.office import Office, Partner, stamp
from statx.exchange.records import Alarm
from statx.exchange.transport import Transport


@dataclass(frozen=True, slots=True)
class Correspondence:
    """One run's business with one partner."""

    partner: Partner
    office: Office
    journal: Journal
    transport: Transport
    at: datetime

    @property
    def incoming(self) -> Direction:
        """What the partner puts there for us."""
        return self.office.direction_to(self.partner).back

    @property
    def outgoing(self) -> Direction:
        """What we put there for the partner."""
        return self.office.direction_to(self.partner)

    def raise_alarm(self, kind: str, detail: object) -> None:
        """A person must look into this; said once, however often it is met."""
        self.journal.raise_alarm(Alarm(self.partner.name, kind, str(detail), stamp(self.at)))
