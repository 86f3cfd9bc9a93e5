"""Overlapping runs with random kills: `python -m tests.exchange.soak DIR RUNS [SEED]`.

Two units, two runs of each at a time, as cron starts them where one takes too long: each takes the
lock of its unit or says that it is busy, sends or receives, and every other is killed at a change
by chance. In the end come ordinary runs; every package must be in the inbox exactly once. The seed
settles what is run and where it is killed; which of two runs is first, the machine settles.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from statx.exchange.journal import open_journal
from statx.exchange.office import hold_lock
from statx.exchange.sending import Parcel
from statx.exchange.transports.folder import Folder
from tests.exchange.killing import NEVER, begin_fork
from tests.exchange.offices import Unit, make_parcel, make_units

RUNS_A_PACKAGE = 6
BAD = 7
"""Of so many packages the recipient refuses one."""
AT_A_TIME = 3
LAST_CHANGE = 30
"""About as many as a run with two packages makes."""


@dataclass
class Soak:
    """Two units, what is to be sent, and what became of the runs."""

    folder: Path
    runs: int
    chance: random.Random
    ended: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        (self.folder / "box").mkdir()
        self.jatim, self.sumbar = make_units(self.folder, Folder(self.folder / "box"))
        self.contents = [
            f"c{number}" if number % BAD else "bad"
            for number in range(1, self.runs // RUNS_A_PACKAGE + 1)
        ]
        self.parcels = [self._parcel(*each) for each in enumerate(self.contents)]

    def _parcel(self, number: int, content: str) -> Parcel:
        return make_parcel(self.folder / "packages" / f"{number}", content, f"1.{number}.0")

    def storm(self) -> None:
        """All runs, a few at a time; meanwhile one package after the other is ready."""
        waiting: dict[int, int] = {}
        for number in range(self.runs):
            ready = self.parcels[: 1 + number // RUNS_A_PACKAGE]
            at = self.chance.randint(2, LAST_CHANGE) if number % 2 else NEVER
            unit = self.chance.choice((self.jatim, self.sumbar))
            child, answer = begin_fork(lambda: self._run(unit, ready), at)  # noqa: B023  done by the fork
            waiting[child] = answer
            if len(waiting) >= AT_A_TIME:
                self._reap(waiting)
        while waiting:
            self._reap(waiting)

    def calm(self) -> None:
        """What a person sends once more, and ordinary runs."""
        for _ in range(2):
            self._run(self.jatim, self.parcels)
            self._run(self.sumbar, [])
        self._run(self.jatim, [])

    def _run(self, unit: Unit, ready: list[Parcel]) -> str:
        with hold_lock(unit.office.folder) as is_alone:
            if not is_alone:
                return "busy"
            if unit is self.sumbar:
                unit.receive()
            else:
                unit.send(*self._new(ready))
        return "done"

    def _new(self, ready: list[Parcel]) -> list[Parcel]:
        """Nobody sends a package again that was refused."""
        with open_journal(self.jatim.office.folder) as journal:
            known = {sent.payload for sent in journal.sent_to("sumbar")}
        return [parcel for parcel in ready if parcel.sha256 not in known]

    def _reap(self, waiting: dict[int, int]) -> None:
        child, status = os.waitpid(-1, 0)
        with os.fdopen(waiting.pop(child), "rb") as answer:
            said = answer.read().decode().partition("\n")[2]
        self.ended["killed" if os.WIFSIGNALED(status) else said or "failed"] += 1

    def broken_laws(self) -> list[str]:
        """What does not hold in the end."""
        with open_journal(self.jatim.office.folder) as journal:
            sent = {each.version: each.code for each in journal.sent_to("sumbar")}
            numbers = [each.number for each in journal.sent_to("sumbar")]
            alarms = [alarm.kind for alarm in journal.alarms()]
        expected = {
            f"1.{number}.0": "data" if content == "bad" else "delivered"
            for number, content in enumerate(self.contents)
        }
        inbox = sorted(path.read_text() for path in self.sumbar.office.inbox.glob("*/data.txt"))
        offices = [unit.office for unit in (self.jatim, self.sumbar)]
        left = [path for each in offices for path in (*each.spool.iterdir(), *each.work.iterdir())]
        box = self.folder / "box"
        laws = {
            "no run failed": not self.ended["failed"],
            "each sent once": (sent, numbers) == (expected, list(range(1, len(sent) + 1))),
            "each taken once": inbox == sorted(set(self.contents) - {"bad"}),
            "no alarm at the sender": not alarms,
            "both journals are whole": all(_is_whole(each.folder) for each in offices),
            "nothing half-written": not list(self.folder.rglob("*.part")),
            "nothing left in spool or work": not left,
            "nothing left in the mailbox": not list(box.glob("*/payload/*")),
            "a receipt each": len(list(box.glob("*/receipt/*.json"))) == len(expected),
        }
        return [law for law, holds in laws.items() if not holds]


def _is_whole(office: Path) -> bool:
    with sqlite3.connect(office / "journal.sqlite") as database:
        return list(database.execute("pragma integrity_check")) == [("ok",)]


def main(folder: Path, runs: int, seed: int) -> int:
    soak = Soak(folder, runs, random.Random(seed))  # noqa: S311  nothing is kept secret
    soak.storm()
    soak.calm()
    broken = soak.broken_laws()
    ended = ", ".join(f"{number} {how}" for how, number in sorted(soak.ended.items()))
    print(f"{runs} runs, seed {seed}: {ended}; {len(broken)} laws broken. {'; '.join(broken)}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int((sys.argv[3:] or ["1"])[0])))
