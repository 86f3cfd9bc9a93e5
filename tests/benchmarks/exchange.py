"""`python -m tests.benchmarks.exchange`: what the exchange costs.

How long a run takes while a mailbox fills with packages that were answered long ago; and how a
large package is moved, beside `cp` and stock `sftp`, which do the same in the same run. Each copy
is a process of its own, and the file is on the disk in the end (`sync`), as it is with statx.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from statx.exchange.journal import open_journal
from statx.exchange.status import status_of
from statx.exchange.transports.folder import Folder
from tests.benchmarks.contenders.contender import ROOT
from tests.benchmarks.tables import EXCHANGE_PLACE, marker, with_tables
from tests.exchange.offices import Unit, make_parcel, make_units
from tests.exchange.servers import SSHD, Server, ssh_server

MB = 1_000_000
LEAST = 0.5
"""Of the peer's speed, at the least."""
MOST_GROWTH = 0.05
"""Milliseconds of processor that a package which was answered may cost each later run."""
TRIALS = 5


@dataclass(frozen=True, slots=True)
class Round:
    """One new package among so many that were answered: milliseconds of processor."""

    there: int
    send: float
    receive: float
    status: float


@dataclass(frozen=True, slots=True)
class Copied:
    """A large file, moved once."""

    what: str
    who: str
    seconds: float
    peak: float
    """Millions of bytes."""


def main() -> None:
    options = _arguments().parse_args()
    with tempfile.TemporaryDirectory(prefix="statx-benchmark-") as name:
        folder = Path(name)
        rounds = list(_rounds(folder / "mailbox", options.packages))
        copies = list(_copies(folder, options.size * MB))

    text = f"{_rounds_table(rounds)}\n\n{_copies_table(copies, options.size)}\n\n{_said(options)}"
    print(text)
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        options.write.write_text(with_tables(page, text, EXCHANGE_PLACE), encoding="utf-8")


def _arguments() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.exchange", description=__doc__
    )
    arguments.add_argument("--packages", type=int, default=1000)
    arguments.add_argument("--size", type=int, default=1000, help="MB of the large package")
    arguments.add_argument(
        "--write", type=Path, metavar="PAGE", help=f"between {marker(EXCHANGE_PLACE)} and its end"
    )
    arguments.add_argument("--date", default="")
    return arguments


# ---- a mailbox that fills ------------------------------------------------------------------------


def _rounds(folder: Path, packages: int) -> Iterator[Round]:
    """What one new package costs among none, a tenth of all, and all."""
    (folder / "box").mkdir(parents=True)
    jatim, sumbar = make_units(folder, Folder(folder / "box"))
    sent = 0
    for there in (0, packages // 10, packages):
        for number in range(sent, there):
            _deliver(folder, number, jatim, sumbar)
        trials = [
            _round(folder, there + trial, jatim, sumbar, there=there) for trial in range(TRIALS)
        ]
        sent = there + TRIALS
        yield Round(
            there,
            min(each.send for each in trials),
            min(each.receive for each in trials),
            min(each.status for each in trials),
        )


def _deliver(folder: Path, number: int, jatim: Unit, sumbar: Unit) -> None:
    parcel = make_parcel(folder / "packages", f"c{number}", f"1.{number}.0")
    jatim.send(parcel)
    sumbar.receive()
    jatim.send()


def _round(folder: Path, number: int, jatim: Unit, sumbar: Unit, *, there: int) -> Round:
    parcel = make_parcel(folder / "packages", f"c{number}", f"1.{number}.0")

    def status() -> None:
        with open_journal(jatim.office.folder) as journal:
            status_of(jatim.partner, journal, jatim.now)

    first = _milliseconds(lambda: jatim.send(parcel))
    receive = _milliseconds(sumbar.receive)
    second = _milliseconds(jatim.send)

    return Round(there, first + second, receive, _milliseconds(status))


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


# ---- a large package -----------------------------------------------------------------------------

MOVE = """
import sys
from pathlib import Path
from statx.exchange.transports import open_mailbox
verb, address, trust, path, name = sys.argv[1:]
with open_mailbox(address, Path(trust)) as transport:
    if verb == "put":
        transport.put(Path(path), name)
    else:
        transport.get(name, Path(path))
"""


PACK = """
import sys
from pathlib import Path
from statx.container.bag import open_package, write_container
verb, data, package = sys.argv[1:]
resources = b'[{"name": "data", "path": "data/data.parquet"}]'
described = b'{"name": "data", "version": "1.0.0", "resources": ' + resources + b"}"
if verb == "pack":
    members = {"datapackage.json": described, "data/data.parquet": Path(data)}
    write_container(members, Path(package), info={})
else:
    open_package(Path(package))
"""


def _copies(folder: Path, size: int) -> Iterator[Copied]:
    package, box = folder / "package", folder / "copies"
    box.mkdir()
    with package.open("wb") as file:
        for _ in range(size // MB):
            file.write(os.urandom(MB))
    os.sync()

    yield _once("hashed", "sha256sum", ("sha256sum", package))
    yield _once("packed, judged before", "statx", _pack("pack", package))
    yield _once("verified, judged after", "statx", _pack("verify", package))
    package.with_suffix(".zip").unlink()

    copied = box / "peer"
    yield _once("into a folder", "cp", ("sh", "-c", 'cp "$0" "$1" && sync "$1"', package, copied))
    yield _once("into a folder", "statx", _move("put", str(box), folder, package, "ours"))
    yield _once(
        "out of a folder", "cp", ("sh", "-c", 'cp "$0" "$1" && sync "$1"', copied, folder / "back")
    )
    yield _once("out of a folder", "statx", _move("get", str(box), folder, folder / "own", "ours"))
    _clear(box, folder / "own", folder / "back")
    if not Path(SSHD).is_file():
        return

    (folder / "sshd").mkdir()
    with ssh_server(folder / "sshd") as server:
        yield _once("to a server", "sftp", _sftp(server, f"put -f {package} {server.root}/peer"))
        yield _once(
            "to a server", "statx", _move("put", server.address, server.trust, package, "ours")
        )
        own = folder / "own"
        yield _once("from a server", "sftp", _sftp(server, f"get -f {server.root}/peer {box}/peer"))
        yield _once(
            "from a server", "statx", _move("get", server.address, server.trust, own, "ours")
        )


def _move(verb: str, address: str, trust: Path, path: Path, name: str) -> Sequence[object]:
    return sys.executable, "-c", MOVE, verb, address, trust, path, name


def _pack(verb: str, data: Path) -> Sequence[object]:
    return sys.executable, "-c", PACK, verb, data, data.with_suffix(".zip")


def _sftp(server: Server, line: str) -> Sequence[object]:
    key = server.trust.parent / "keys" / "sftp.key"
    target, _, port = server.address.removeprefix("sftp://").partition("/")[0].partition(":")
    known = f"UserKnownHostsFile={server.trust / 'known_hosts'}"
    command = f"echo '{line}' | sftp -q -b - -i {key} -o {known} -P {port} {target}"
    return "sh", "-c", command


def _clear(box: Path, *files: Path) -> None:
    for path in (*box.iterdir(), *files):
        path.unlink(missing_ok=True)


def _once(what: str, who: str, command: Sequence[object]) -> Copied:
    started = time.perf_counter()
    process = subprocess.Popen([str(each) for each in command], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, str(command[0]))

    return Copied(what, who, seconds, usage.ru_maxrss * 1024 / MB)


# ---- what is printed -----------------------------------------------------------------------------


def _rounds_table(rounds: Sequence[Round]) -> str:
    titles = (
        "| packages answered before | ms, send and read the receipt | ms, receive | ms, status |"
    )
    lines = [
        f"| {each.there:,} | {each.send:.1f} | {each.receive:.1f} | {each.status:.1f} |"
        for each in rounds
    ]
    first, last = rounds[0], rounds[-1]
    more = max(last.send - first.send, last.receive - first.receive, last.status - first.status)
    grown = max(0, more) / max(1, last.there)
    verdict = "kept" if grown <= MOST_GROWTH else "**missed**"
    said = f"Each package that was answered costs a later run {grown * 1000:.0f} µs"
    lines.append(f"\n{said}; at most {MOST_GROWTH * 1000:.0f} µs, {verdict}.")

    return "\n".join([titles, "|---" * 4 + "|", *lines])


def _copies_table(copies: Sequence[Copied], size: int) -> str:
    titles = f"| {size:,} MB | s | MB/s | of the peer's speed | peak MB | |"
    lines = []
    peer = copies[0]
    for each in copies:
        speed = f"{each.seconds:.2f} | {size / each.seconds:,.0f}"
        if each.who != "statx":
            peer = each
            lines.append(f"| {each.what}, {each.who} | {speed} | – | {each.peak:.0f} | |")
            continue
        share = peer.seconds / each.seconds
        verdict = "kept" if share >= LEAST else "**missed**"
        figures = f"{speed} | {share:.2f} | {each.peak:.0f}"
        lines.append(f"| {each.what}, **statx** | {figures} | {verdict} |")

    return "\n".join([titles, "|---" * 6 + "|", *lines])


def _said(options: argparse.Namespace) -> str:
    when = f", {options.date}" if options.date else ""
    return f"Kept is: half of the peer's speed in the same run. {os.cpu_count()} processors{when}."


if __name__ == "__main__":
    main()
