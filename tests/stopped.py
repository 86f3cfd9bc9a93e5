"""`python -m tests.stopped DATA SCHEMA`: stop `statx validate` by each signal while it is busy.

A thread that judges never comes to an end. Standard output is one JSON line a signal: its name, the
exit code, and the seconds of processor time that the process took from the signal to its end (the
clock on the wall would measure how busy the machine is).
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from statx.__main__ import main
from statx.judging import workers

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TICKS = os.sysconf("SC_CLK_TCK")


def stop_by(number: signal.Signals, line: list[str]) -> tuple[int, float]:
    """(exit code, seconds) of a process that is sent the signal once a thread of it is busy."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        _be_busy(line, tell)

    os.close(tell)
    assert os.read(told, 1) == b"!"
    os.close(told)
    before = _seconds_of(child)
    os.kill(child, number)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime - before


def _be_busy(line: list[str], tell: int) -> NoReturn:
    """The command, one of whose threads says that it is there and does not come back."""

    def spin(*_: object) -> NoReturn:
        os.write(tell, b"!")
        while True:
            pass

    workers.judge_block = spin  # type: ignore[assignment, attr-defined]  # all blocks pass it
    sys.argv = ["statx", *line]
    try:
        main()
    except SystemExit as ended:
        os._exit(int(ended.code or 0))
    os._exit(0)


def _seconds_of(process: int) -> float:
    """Processor time of a running process: the 14th and 15th words of its line."""
    line = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    words = line.rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


if __name__ == "__main__":
    data, schema = sys.argv[1:]
    for each in SIGNALS:
        code, seconds = stop_by(each, ["validate", data, "--schema", schema])
        print(json.dumps({"signal": each.name, "code": code, "seconds": seconds}), flush=True)
