"""Work that is done in a fork and killed (SIGKILL) at its nth change.

A change: before a file is opened for writing, renamed or removed, a folder made or removed, and
before and after each transaction of the journal.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

from statx.exchange.journal import Journal

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate"}
NEVER = 10**9


class Killer:
    """Counts changes, and kills its process at one of them."""

    def __init__(self, at: int) -> None:
        self.count = 0
        self.transactions: list[int] = []
        """At which changes a transaction was about to be written, and was written."""
        self._at = at

    def step(self) -> None:
        self.count += 1
        if self.count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        sys.addaudithook(self._hear)
        ordinary = Journal._transaction

        @contextlib.contextmanager
        def transaction(journal: Journal) -> Iterator[Any]:
            with ordinary(journal) as database:
                yield database
                self._step_of_journal()
            self._step_of_journal()

        setattr(Journal, "_transaction", transaction)  # noqa: B010  in this fork only

    def _step_of_journal(self) -> None:
        self.step()
        self.transactions.append(self.count)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        is_write = event == "open" and bool(int(arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR))
        if is_write or event in CHANGES:
            self.step()


def begin_fork(work: Callable[[], str], at: int = NEVER) -> tuple[int, int]:
    """(process id, what to read its answer from) of a fork that is killed if it comes that far."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child:
        os.close(write_end)
        return child, read_end

    os.close(read_end)
    code = 1
    try:
        killer = Killer(at)
        killer.watch()
        said = work()
        counted = f"{killer.count} {' '.join(map(str, killer.transactions))}\n{said}"
        os.write(write_end, counted.encode())
        code = 0
    finally:
        os._exit(code)


def in_fork(work: Callable[[], str], at: int = NEVER) -> tuple[list[int], str]:
    """What a fork did: (changes it made, and which of them were the journal's), what it says.

    ([], "") where it was killed.
    """
    child, read_end = begin_fork(work, at)
    os.waitpid(child, 0)
    with os.fdopen(read_end, "rb") as answer:
        counted, _, said = answer.read().decode().partition("\n")
    return [int(number) for number in counted.split()], said
