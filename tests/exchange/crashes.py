"""Killing both units at every step that changes something: `python -m tests.exchange.crashes DIR`.

A fork does one round and is killed at its nth change. Then ordinary rounds follow, and the laws
must hold. Prints a line for each that does not, and in the end how many points there were.
"""

from __future__ import annotations

import sys
from pathlib import Path

from statx.exchange.journal import open_journal
from statx.exchange.sending import Parcel
from statx.exchange.transports.folder import Folder
from tests.exchange.killing import NEVER, in_fork
from tests.exchange.offices import Unit, make_parcel, make_units

ROUNDS = 2


def world(folder: Path) -> tuple[Unit, Unit]:
    (folder / "box").mkdir(parents=True)
    return make_units(folder, Folder(folder / "box"))


PACKAGES = (("one", "1.0.0"), ("bad", "1.1.0"))


def broken_laws(folder: Path, jatim: Unit, sumbar: Unit) -> list[str]:
    with open_journal(jatim.office.folder) as journal:
        sent = [(each.number, each.code) for each in journal.sent_to("sumbar")]
        alarms = [alarm.kind for alarm in journal.alarms()]
    inbox = [path.name for path in sumbar.office.inbox.iterdir()]
    part = [path for path in folder.rglob("*") if path.name.endswith(".part")]
    work = [
        path
        for unit in (jatim, sumbar)
        for name in ("spool", "work")
        for path in (unit.office.folder / name).iterdir()
    ]
    payloads = list((folder / "box").glob("*/payload/*"))
    receipts = list((folder / "box").glob("sumbar-to-jatim/receipt/*.json"))
    laws = {
        "sent once": sent == [(1, "delivered"), (2, "data")],
        "no alarm at the sender": not alarms,
        "taken once": len(inbox) == 1,
        "nothing half-written": not part,
        "nothing left in spool or work": not work,
        "nothing left in the mailbox": not payloads,
        "a receipt each": len(receipts) == len(PACKAGES),
    }
    return [law for law, holds in laws.items() if not holds]


def kill_at(folder: Path, at: int) -> tuple[int, list[str]]:
    """(changes that were made, laws that are broken after ordinary rounds)."""
    jatim, sumbar = world(folder)
    packages = folder / "packages"
    parcels = [make_parcel(packages / content, content, version) for content, version in PACKAGES]

    def work() -> str:
        jatim.send(*parcels)
        sumbar.receive()
        jatim.send()
        return ""

    counted, _ = in_fork(work, at)
    for _ in range(ROUNDS):
        jatim.send(*never_prepared(jatim, parcels))
        sumbar.receive()
    jatim.send()
    return counted[0] if counted else 0, broken_laws(folder, jatim, sumbar)


def never_prepared(jatim: Unit, parcels: list[Parcel]) -> list[Parcel]:
    """What a person would send once more: a package that was rejected is not among them."""
    with open_journal(jatim.office.folder) as journal:
        known = {sent.payload for sent in journal.sent_to("sumbar")}
    return [parcel for parcel in parcels if parcel.sha256 not in known]


def main(folder: Path, stride: int) -> int:
    total, _ = kill_at(folder / "count", NEVER)
    bad = 0
    for at in range(1, total + 1, stride):
        _, laws = kill_at(folder / str(at), at)
        bad += bool(laws)
        if laws:
            print(f"killed at change {at}: broken: {', '.join(laws)}")
    print(f"{total} points, {bad} broken")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
