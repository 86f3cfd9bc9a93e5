from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from statx.exchange.journal import open_journal
from statx.exchange.status import PartnerStatus, status_of
from tests.exchange.offices import NOW, Unit, make_parcel, make_units
from tests.exchange.places import Memory


@pytest.fixture
def place() -> Memory:
    return Memory()


@pytest.fixture
def units(tmp_path: Path, place: Memory) -> tuple[Unit, Unit]:
    return make_units(tmp_path, place)


def status(unit: Unit, hours: int = 0) -> PartnerStatus:
    with open_journal(unit.office.folder) as journal:
        return status_of(unit.partner, journal, NOW + timedelta(hours=hours))


def test_what_is_not_answered_is_on_its_way_and_overdue_after_a_day(
    tmp_path: Path, units: tuple[Unit, Unit]
) -> None:
    jatim, _ = units
    jatim.send(make_parcel(tmp_path))
    assert [len(status(jatim, hours).on_the_way) for hours in (0, 25)] == [1, 1]
    assert [status(jatim, hours).needs_a_person for hours in (24, 25)] == [False, True]


def test_what_was_answered_needs_nobody_and_is_dated(
    tmp_path: Path, units: tuple[Unit, Unit]
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path))
    sumbar.receive()
    jatim.send()
    assert (status(jatim).accepted, status(sumbar).taken) == (1, 1)
    assert status(jatim, 100).needs_a_person is status(sumbar, 100).needs_a_person is False
    assert status(jatim).last_contact == status(sumbar).last_contact == "2026-11-25T09:00:00Z"


def test_what_was_rejected_needs_a_person_until_it_is_sent_again(
    tmp_path: Path, units: tuple[Unit, Unit]
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path, "bad"))
    sumbar.receive()
    jatim.send()
    assert [each.code for each in status(jatim).rejected] == ["data"]
    jatim.send(make_parcel(tmp_path, "good"))
    assert status(jatim).rejected == ()


def test_a_notice_that_never_came_is_a_gap(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory
) -> None:
    jatim, sumbar = units
    for version in ("1.0.0", "1.1.0", "1.2.0"):
        jatim.send(make_parcel(tmp_path, version, version))
    for name in [name for name in place.objects if "/notice/00000002" in name]:
        del place.objects[name]
    sumbar.receive()
    assert status(sumbar).gaps == (2,)
    jatim.send()
    sumbar.receive()
    assert status(sumbar).gaps == ()


def test_a_file_that_is_not_there_yet_is_waited_for(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path))
    place.objects = {name: place.objects[name] for name in place.objects if "/payload" not in name}
    assert sumbar.receive() == []
    assert [each.number for each in status(sumbar).waiting] == [1]


def test_alarms_are_said_once_until_a_person_has_seen_them(
    tmp_path: Path, units: tuple[Unit, Unit]
) -> None:
    jatim, sumbar = units
    sumbar.key = "jatim"
    jatim.send(make_parcel(tmp_path))
    sumbar.receive()
    assert [alarm.kind for alarm in status(sumbar).alarms] == ["refused"]
    with open_journal(sumbar.office.folder) as journal:
        journal.acknowledge_alarms("jatim", "2026-11-25T10:00:00Z")
    sumbar.receive()
    assert status(sumbar).alarms == ()
