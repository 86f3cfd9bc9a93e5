"""Both directions at a glance: what is on its way, what is late, and what a person must do.

It reads the journal alone: it works without the mailbox, and beside a run that is going on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from statx.exchange.journal import Journal
from statx.exchange.letters import DELIVERED, DUPLICATE
from statx.exchange.office import Partner, read_stamp
from statx.exchange.records import Alarm, Received, Sent


@dataclass(frozen=True, slots=True)
class PartnerStatus:
    """How things stand with one partner."""

    partner: str
    last_contact: str
    """When something new of it was read; empty: never."""
    on_the_way: tuple[Sent, ...]
    """Not answered yet, the overdue ones too."""
    overdue: tuple[Sent, ...]
    accepted: int
    """Packages that it took."""
    rejected: tuple[Sent, ...]
    """Refused there, and not yet sent again."""
    waiting: tuple[Received, ...]
    """Announced by it, their files not here yet."""
    taken: int
    """Packages that we took."""
    refused: tuple[Received, ...]
    """Refused here."""
    gaps: tuple[int, ...]
    """Numbers of notices that never came."""
    alarms: tuple[Alarm, ...]

    @property
    def needs_a_person(self) -> bool:
        """Whether something does not mend itself by running again."""
        return bool(self.overdue or self.rejected or self.gaps or self.alarms)


def status_of(partner: Partner, journal: Journal, at: datetime) -> PartnerStatus:
    """How things stand with a partner at a moment."""
    sent = journal.sent_to(partner.name)
    received = journal.received_from(partner.name)
    on_the_way = [each for each in sent if each.state in ("prepared", "announced")]
    done = [each for each in received if each.state == "done"]

    return PartnerStatus(
        partner.name,
        journal.last_contact(partner.name),
        tuple(on_the_way),
        tuple(each for each in on_the_way if at - read_stamp(each.prepared_at) > partner.overdue),
        sum(each.state == "accepted" for each in sent),
        tuple(_never_sent_again(sent)),
        tuple(each for each in received if each.state == "seen"),
        sum(each.code in (DELIVERED, DUPLICATE) for each in done),
        tuple(each for each in done if each.code not in (DELIVERED, DUPLICATE)),
        tuple(_missing_numbers(received)),
        tuple(alarm for alarm in journal.alarms() if alarm.partner == partner.name),
    )


def _never_sent_again(sent: Iterable[Sent]) -> list[Sent]:
    """What was rejected, unless a later notice carries the same version."""
    latest = {(each.name, each.version): each for each in sent}
    return [each for each in latest.values() if each.state == "rejected"]


def _missing_numbers(received: Iterable[Received]) -> list[int]:
    """Below the highest number that was seen."""
    numbers = {each.number for each in received if each.state != "conflict"}
    return sorted(set(range(1, max(numbers, default=0))) - numbers)
