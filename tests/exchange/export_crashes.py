"""Killing `statx export` at its changes: `python -m tests.exchange.export_crashes DIR STRIDE`.

Three nights: the draft is made; what was approved is released and sent; its receipt is read. In
each a fork runs the command and is killed at its nth change. Then ordinary runs of both units
follow, and the laws must hold. With a stride of 0 it is killed at the journal's transactions
alone. Prints a line for each law that is broken, and in the end how many points were tried.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from statx.cli import app as cli
from tests.exchange.killing import in_fork
from tests.package import world as worlds
from tests.package.world import World, make_world

TABLE = "kode,nilai\na,1.5\nb,2\n"
SCHEMA = {
    "fields": [{"name": "kode"}, {"name": "nilai", "type": "number"}],
    "statx": {"classification": "terbatas"},
}
EXPORT = (
    '[[export]]\nname = "tabel"\nfiles = "tabel.csv"\nschema = "schema.json"\nto = ["sumbar"]\n'
)
DRAFTS = {"tabel-1.0.0.clearance", "tabel-1.0.0.zip"}
STEPS = ("export", "approve", "export", "receive", "export")
NIGHTS = (0, 2, 4)
"""At which steps `export` is killed."""


class Place:
    """Two units in a folder that is copied for each point."""

    def __init__(self, folder: Path, world: World) -> None:
        self.folder = folder
        self.world = world

    def lay(self) -> None:
        (self.folder / "box").mkdir(parents=True)
        (self.folder / "temporary").mkdir()
        for unit, other in (("jatim", "sumbar"), ("sumbar", "jatim")):
            (self.folder / unit).mkdir()
            (self.folder / unit / "statx.toml").write_text(
                f'me = "{unit}"\nproducer = "ani@{unit}"\nexchange = "exchange"\n'
                f'keys = "{self.world.keys(unit)}"\ntrust = "{self.world.trust}"\n'
                f'{EXPORT if unit == "jatim" else ""}[unit.{other}]\nmailbox = "../box"\n'
            )
            (self.folder / unit / "schema.json").write_text(json.dumps(SCHEMA))
        (self.folder / "jatim" / "tabel.csv").write_text(TABLE)

    def do(self, steps: Iterable[str]) -> str:
        """The exit codes."""
        tempfile.tempdir = str(self.folder / "temporary")
        sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115  this is a fork
        return " ".join(str(self._do(step)) for step in steps)

    def _do(self, step: str) -> int:
        if step == "approve":
            self.world.approve(self.folder / "jatim" / "exchange" / "drafts" / "tabel-1.0.0.zip")
            return 0
        os.chdir(self.folder / ("sumbar" if step == "receive" else "jatim"))
        return cli.run([step, "-q"])

    def copy(self, name: str) -> Place:
        shutil.copytree(self.folder, self.folder.parent / name)
        return Place(self.folder.parent / name, self.world)

    def broken_laws(self) -> list[str]:
        jatim, sumbar = (self.folder / unit / "exchange" for unit in ("jatim", "sumbar"))
        box = self.folder / "box"
        sent = _rows(jatim, "SELECT number, version, state FROM sent")
        alarms = [_rows(unit, "SELECT kind FROM alarm") for unit in (jatim, sumbar)]
        newest = max((jatim / "runs").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        records = [json.loads(path.read_bytes()) for path in (jatim / "runs").iterdir()]
        taken = [path.read_text() for path in sumbar.glob("inbox/*/data/*.csv")]
        left = [
            path
            for name in ("spool", "work", "quarantine")
            for unit in (jatim, sumbar)
            for path in (unit / name).iterdir()
        ]
        laws = {
            "sent once": sent == [(1, "1.0.0", "accepted")],
            "no alarm": alarms == [[], []],
            "taken once, as it was": taken == [TABLE],
            "one draft": {path.name for path in (jatim / "drafts").iterdir()} == DRAFTS,
            "each record is whole": all(record["exports"] for record in records),
            "nothing to do": json.loads(newest.read_bytes())["exports"][0]["state"] == "unchanged",
            "nothing half-written": not list(self.folder.rglob("*.part")),
            "nothing left to work on": not left,
            "nothing left in the mailbox": not list(box.glob("*/payload/*")),
            "one receipt": len(list(box.glob("sumbar-to-jatim/receipt/*.json"))) == 1,
            "nothing left in the clear": not list((self.folder / "temporary").iterdir()),
        }
        return [law for law, holds in laws.items() if not holds]


def _rows(office: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(office / "journal.sqlite") as database:
        return database.execute(query).fetchall()


def kill_at(before: Place, steps: Sequence[str], at: int) -> list[str]:
    """The laws that are broken once all ordinary steps were done after a kill in the first."""
    place = before.copy(f"{before.folder.name}-{at}")
    in_fork(lambda: place.do(steps[:1]), at)
    _, codes = in_fork(lambda: place.do(steps))
    laws = place.broken_laws()
    shutil.rmtree(place.folder)
    return laws if set(codes.split()) == {"0"} else [*laws, f"ends with {codes}"]


def points(counted: Sequence[int], stride: int) -> Iterable[int]:
    """Of so many changes; the journal's are always among them."""
    total, *of_journal = counted
    return sorted({*of_journal, *(range(1, total + 1, stride) if stride else ())})


def warm_up(place: Place) -> None:
    """Import here what a run imports, so that no fork has to: a fork of threads is none."""
    _, names = in_fork(lambda: f"{place.do(STEPS)}" and " ".join(sorted(sys.modules)))
    for name in names.split():
        if name.partition(".")[0] in ("statx", "pyarrow", "cryptography", "pyrage"):
            importlib.import_module(name)
    cli.program(("export",))


def main(folder: Path, stride: int) -> int:
    worlds.AT = datetime.now(UTC)
    world = make_world(folder / "world")
    Place(folder / "warm", world).lay()
    warm_up(Place(folder / "warm", world))

    tried = bad = 0
    place = Place(folder / "0", world)
    place.lay()
    for step in range(len(STEPS)):
        counted, _ = in_fork(lambda: place.copy("count").do(STEPS[step : step + 1]))  # noqa: B023  done at once
        shutil.rmtree(folder / "count")
        if step in NIGHTS:
            for at in points(counted, stride):
                laws = kill_at(place, STEPS[step:], at)
                tried += 1
                bad += bool(laws)
                if laws:
                    print(f"step {step} killed at change {at}: broken: {', '.join(laws)}")
        in_fork(lambda: place.do(STEPS[step : step + 1]))  # noqa: B023  done at once

    print(f"{tried} points, {bad} broken")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
