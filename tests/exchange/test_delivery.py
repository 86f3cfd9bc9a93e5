from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from statx.exchange import letters
from statx.exchange.errors import TransportError, VersionReusedError
from statx.exchange.journal import open_journal
from statx.exchange.letters import Notice, Receipt, sha256_of_letter
from statx.exchange.receiving import Arrived
from statx.trust import sshsig
from tests.exchange.offices import NOW, Unit, make_parcel, make_units, signing_key
from tests.exchange.places import Counting, Damaging, Faulty, Memory, Stale

Attack = Callable[[Memory], None]
NOTICES = "jatim-to-sumbar/notice"
RECEIPTS = "sumbar-to-jatim/receipt"


@pytest.fixture
def place() -> Memory:
    return Memory()


@pytest.fixture
def units(tmp_path: Path, place: Memory) -> tuple[Unit, Unit]:
    return make_units(tmp_path, place)


def inbox(unit: Unit) -> list[str]:
    return sorted(path.name for path in unit.office.inbox.iterdir())


def sent(unit: Unit) -> list[tuple[int, str, str]]:
    with open_journal(unit.office.folder) as journal:
        return [(each.number, each.state, each.code) for each in journal.sent_to("sumbar")]


def alarms(unit: Unit) -> list[str]:
    with open_journal(unit.office.folder) as journal:
        return [alarm.kind for alarm in journal.alarms()]


def leftovers(unit: Unit) -> list[str]:
    folders = unit.office.spool, unit.office.work
    return [path.name for folder in folders for path in folder.iterdir()]


def codes(arrived: list[Arrived]) -> list[str]:
    return [each.received.code for each in arrived]


# ---- the ordinary way ----------------------------------------------------------------------------


def test_a_package_is_taken_once_and_its_sender_holds_a_receipt(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path))
    sumbar.receive()
    jatim.send()
    assert sent(jatim) == [(1, "accepted", "delivered")]
    assert inbox(sumbar) == [f"padi-1.0.0-{b'one'.hex().ljust(16, '0')}"]
    assert not [name for name in place.objects if "/payload/" in name]
    assert leftovers(jatim) == leftovers(sumbar) == alarms(jatim) == alarms(sumbar) == []


def test_running_again_changes_nothing(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory
) -> None:
    jatim, sumbar = units
    parcel = make_parcel(tmp_path)
    for _ in range(3):
        jatim.send(parcel)
        sumbar.receive()
    before = dict(place.objects)
    jatim.send(parcel)
    sumbar.receive()
    assert place.objects == before
    assert (sent(jatim), len(inbox(sumbar))) == ([(1, "accepted", "delivered")], 1)


def test_no_title_or_value_is_visible_in_the_mailbox(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path, "bad"))
    sumbar.receive()
    everything = b"".join(name.encode() + content for name, content in place.objects.items())
    assert b"padi" not in everything
    assert b"valid" not in everything


def test_refused_data_comes_back_with_a_report_for_its_sender_alone(
    tmp_path: Path, units: tuple[Unit, Unit]
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path, "bad"))
    sumbar.receive()
    (closed,) = jatim.send()
    assert (closed.state, closed.code) == ("rejected", "data")
    assert Receipt.parse(closed.receipt).report
    assert inbox(sumbar) == []
    assert alarms(sumbar) == ["refused"]
    assert len(list(sumbar.office.quarantine.iterdir())) == 1


def test_what_was_rejected_may_be_sent_again_under_a_new_number(
    tmp_path: Path, units: tuple[Unit, Unit]
) -> None:
    jatim, sumbar = units
    for content in ("bad", "good"):
        jatim.send(make_parcel(tmp_path, content))
        sumbar.receive()
    jatim.send()
    assert sent(jatim) == [(1, "rejected", "data"), (2, "accepted", "delivered")]


def test_a_version_is_never_sent_with_other_content(
    tmp_path: Path, units: tuple[Unit, Unit]
) -> None:
    jatim, _ = units
    jatim.send(make_parcel(tmp_path, "one"))
    with pytest.raises(VersionReusedError, match=r"padi 1\.0\.0"):
        jatim.send(make_parcel(tmp_path, "two"))


# ---- what strangers and bad lines do -------------------------------------------------------------


def resigned(unit: str, content: bytes, namespace: str) -> bytes:
    return sshsig.sign(content, signing_key(unit), namespace)


def put_notice(place: Memory, notice: Notice, signer: str = "jatim") -> None:
    content = notice.to_bytes()
    name = f"{NOTICES}/{notice.number:08d}-{sha256_of_letter(content)}.json"
    place.objects[name] = content
    place.objects[name + ".sig"] = resigned(signer, content, letters.NOTICE_NAMESPACE)


def first_notice(place: Memory) -> tuple[str, Notice]:
    (name,) = (name for name in place.objects if "/notice/" in name and name.endswith(".json"))
    return name, Notice.parse(place.objects[name])


def edit_notice(place: Memory) -> None:
    name, _ = first_notice(place)
    place.objects[name] = place.objects[name].replace(b'"bytes": ', b'"bytes": 1')


def swap_signer(place: Memory) -> None:
    name, notice = first_notice(place)
    place.objects[name + ".sig"] = resigned("sumbar", notice.to_bytes(), "statx-notice")


def use_other_namespace(place: Memory) -> None:
    name, notice = first_notice(place)
    place.objects[name + ".sig"] = resigned("jatim", notice.to_bytes(), "statx-receipt")


def send_elsewhere(place: Memory) -> None:
    name, notice = first_notice(place)
    del place.objects[name]
    put_notice(place, replace(notice, recipient="jatim"))


@pytest.mark.parametrize("attack", [edit_notice, swap_signer, use_other_namespace, send_elsewhere])
def test_a_notice_that_cannot_be_trusted_changes_nothing_and_gets_no_answer(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory, attack: Attack
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path))
    attack(place)
    sumbar.receive()
    assert (inbox(sumbar), alarms(sumbar)) == ([], ["bad-notice"])
    assert not [name for name in place.objects if name.startswith(RECEIPTS)]


def flip_payload(place: Memory) -> None:
    (name,) = (name for name in place.objects if "/payload/" in name)
    content = bytearray(place.objects[name])
    content[-1] ^= 1
    place.objects[name] = bytes(content)


def cut_payload(place: Memory) -> None:
    (name,) = (name for name in place.objects if "/payload/" in name)
    place.objects[name] = place.objects[name][:-1]


@pytest.mark.parametrize(
    ("attack", "code"), [(flip_payload, "payload-hash"), (cut_payload, "payload-size")]
)
def test_a_payload_that_is_not_what_was_announced_is_refused_with_a_signed_receipt(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory, attack: Attack, code: str
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path))
    attack(place)
    assert codes(sumbar.receive()) == [code]
    jatim.send()
    assert sent(jatim) == [(1, "rejected", code)]


def test_a_package_for_another_key_is_refused(tmp_path: Path, units: tuple[Unit, Unit]) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path))
    sumbar.key = "jatim"
    assert codes(sumbar.receive()) == ["decrypt"]


def test_data_that_its_sender_may_not_send_is_refused(
    tmp_path: Path, units: tuple[Unit, Unit]
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path))
    sumbar.partner = replace(sumbar.partner, schemas=("kemiskinan",))
    assert codes(sumbar.receive()) == ["not-entitled"]
    assert leftovers(sumbar) == []


def test_two_notices_of_one_number_raise_an_alarm_and_the_first_counts(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path))
    sumbar.receive()
    _, notice = first_notice(place)
    put_notice(place, replace(notice, created=NOW + timedelta(hours=1)))
    sumbar.receive()
    assert (alarms(sumbar), len(inbox(sumbar))) == (["conflict"], 1)


def test_a_history_that_was_rewritten_raises_an_alarm(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path))
    sumbar.receive()
    _, notice = first_notice(place)
    put_notice(place, replace(notice, number=2, previous="0" * 64))
    sumbar.receive()
    assert alarms(sumbar) == ["chain-break"]


def test_the_same_content_in_a_new_release_is_acknowledged_and_not_taken_twice(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path / "one"))
    sumbar.receive()
    _, notice = first_notice(place)
    again = make_parcel(tmp_path / "again")
    place.objects[f"jatim-to-sumbar/payload/{again.sha256}"] = again.path.read_bytes()
    previous = sha256_of_letter(notice.to_bytes())
    size = again.path.stat().st_size
    later = replace(notice, number=2, previous=previous, payload=again.sha256, size=size)
    put_notice(place, later)
    assert codes(sumbar.receive()) == ["duplicate"]
    assert leftovers(sumbar) == []
    assert len(inbox(sumbar)) == 1


def forge_receipt(place: Memory, notice: str, signer: str) -> None:
    receipt = Receipt("sumbar", "jatim", 1, notice, is_accepted=True, code="delivered", at=NOW)
    name = f"{RECEIPTS}/{notice}.json"
    place.objects[name] = receipt.to_bytes()
    place.objects[name + ".sig"] = resigned(signer, receipt.to_bytes(), "statx-receipt")


def test_a_forged_receipt_closes_nothing_and_the_payload_stays(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory
) -> None:
    jatim, _ = units
    jatim.send(make_parcel(tmp_path))
    name, _ = first_notice(place)
    forge_receipt(place, sha256_of_letter(place.objects[name]), "jatim")
    jatim.send()
    assert (sent(jatim), alarms(jatim)) == ([(1, "announced", "")], ["bad-receipt"])
    assert [name for name in place.objects if "/payload/" in name]


def test_a_receipt_for_another_notice_closes_nothing(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory
) -> None:
    jatim, _ = units
    jatim.send(make_parcel(tmp_path))
    name, _ = first_notice(place)
    notice = sha256_of_letter(place.objects[name])
    forge_receipt(place, "0" * 64, "sumbar")
    for end in ("", ".sig"):
        moved = place.objects.pop(f"{RECEIPTS}/{'0' * 64}.json{end}")
        place.objects[f"{RECEIPTS}/{notice}.json{end}"] = moved
    jatim.send()
    assert (sent(jatim), alarms(jatim)) == ([(1, "announced", "")], ["bad-receipt"])


@pytest.mark.parametrize("folder", ["notice", "payload", "receipt"])
def test_what_vanished_from_the_mailbox_is_put_back(
    tmp_path: Path, units: tuple[Unit, Unit], place: Memory, folder: str
) -> None:
    jatim, sumbar = units
    jatim.send(make_parcel(tmp_path))
    if folder == "receipt":
        sumbar.receive()
    for name in [name for name in place.objects if f"/{folder}/" in name]:
        del place.objects[name]
    jatim.send()
    sumbar.receive()
    jatim.send()
    assert (sent(jatim), len(inbox(sumbar))) == ([(1, "accepted", "delivered")], 1)


# ---- bad lines -----------------------------------------------------------------------------------


FAULTS = [
    (verb, nth)
    for verb, times in {"list": 6, "size": 5, "put": 5, "get": 5, "delete": 1}.items()
    for nth in range(times)
]


@pytest.mark.parametrize(("verb", "nth"), FAULTS)
def test_whatever_breaks_once_is_made_good_by_later_runs(
    tmp_path: Path, verb: str, nth: int
) -> None:
    place = Memory()
    faulty = Faulty(place, verb, nth)
    jatim, sumbar = make_units(tmp_path, faulty)
    parcel = make_parcel(tmp_path)
    for _ in range(4):
        for run in (lambda: jatim.send(parcel), sumbar.receive):
            try:
                run()
            except TransportError:
                continue
    assert faulty.used
    assert (sent(jatim), len(inbox(sumbar))) == ([(1, "accepted", "delivered")], 1)
    assert leftovers(jatim) == leftovers(sumbar) == alarms(jatim) == alarms(sumbar) == []


def test_what_came_damaged_is_fetched_once_more(tmp_path: Path) -> None:
    place = Damaging()
    jatim, sumbar = make_units(tmp_path, place)
    jatim.send(make_parcel(tmp_path))
    assert codes(sumbar.receive()) == ["delivered"]
    assert place.damaged == 1


def test_a_place_that_lists_what_there_was_delays_and_loses_nothing(tmp_path: Path) -> None:
    jatim, sumbar = make_units(tmp_path, Stale())
    jatim.send(make_parcel(tmp_path))
    for _ in range(3):
        sumbar.receive()
        jatim.send()
    assert (sent(jatim), len(inbox(sumbar))) == ([(1, "accepted", "delivered")], 1)


def test_what_a_run_asks_the_mailbox_depends_on_what_is_new_not_on_what_is_there(
    tmp_path: Path,
) -> None:
    place = Counting()
    jatim, sumbar = make_units(tmp_path, place)
    asked = []
    for number in range(8):
        before = place.asked
        jatim.send(make_parcel(tmp_path, f"c{number}", f"1.{number}.0"))
        sumbar.receive()
        jatim.send()
        asked.append(place.asked - before)
    assert len(set(asked)) == 1
