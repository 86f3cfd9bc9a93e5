"""The status of the exchange as a sheet that renderers know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from statx.exchange.status import PartnerStatus
from statx.exchange.words import ALARMS, TO_DO
from statx.results.sheets import ExchangeStatus, UnitStatus
from statx.texts import Text


def status_sheet(statuses: Iterable[PartnerStatus]) -> ExchangeStatus:
    """The sheet of all partners."""
    return ExchangeStatus(tuple(_unit_status(status) for status in statuses))


def _unit_status(status: PartnerStatus) -> UnitStatus:
    return UnitStatus(
        unit=status.partner,
        last_contact=status.last_contact,
        on_the_way=len(status.on_the_way),
        overdue=len(status.overdue),
        accepted=status.accepted,
        rejected=len(status.rejected),
        waiting=len(status.waiting),
        taken=status.taken,
        refused=len(status.refused),
        to_do=tuple(_to_do(status)),
    )


def _to_do(status: PartnerStatus) -> Iterator[Text]:
    for sent in status.overdue:
        yield TO_DO["overdue"].fill(
            name=sent.name,
            version=sent.version,
            number=sent.number,
            since=sent.prepared_at,
        )

    for sent in status.rejected:
        yield TO_DO["rejected"].fill(
            name=sent.name,
            version=sent.version,
            number=sent.number,
            code=sent.code,
        )

    if status.gaps:
        yield TO_DO["gap"].fill(numbers=", ".join(str(number) for number in status.gaps))

    for alarm in status.alarms:
        yield TO_DO["alarm"].fill(
            at=alarm.at,
            alarm=ALARMS[alarm.kind].fill(detail=alarm.detail),
        )
