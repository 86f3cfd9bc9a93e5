"""One child process at a time tries inputs under limits of time and memory.

This one watches it die, if it does.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import NoReturn

from tests.border.watch import Watch, places_of_python
from tests.fuzz.inputs import Input, input_of
from tests.fuzz.law import broken

BATCH = 1000
"""Inputs of one child; then a new one starts, so that no input answers for the memory of all before
it."""
READY = "ready"
STARTING = 120
"""Seconds in which a child must have started, on a busy machine."""


@dataclass(frozen=True)
class Limits:
    """What one input may take."""

    seconds: float = 20
    memory: int = 2 << 30
    """Bytes of address space beyond what the child has when it starts."""


@dataclass(frozen=True)
class Tried:
    """One input, and how it broke the law; empty where it did not."""

    target: str
    number: int
    fault: str


Law = Callable[[Input], str]
"""How an input breaks it; empty where it does not."""


def tried(
    target: str, seed: int, numbers: range, limits: Limits, law: Law = broken
) -> Iterator[Tried]:
    """Try the inputs of these numbers, one after the other."""
    at = numbers.start
    while at < numbers.stop:
        # A child that dies ends its batch early: the next one goes on behind the input that killed
        # it.
        for done in _batch(target, seed, range(at, min(at + BATCH, numbers.stop)), limits, law):
            yield done
            at = done.number + 1


def _batch(target: str, seed: int, numbers: range, limits: Limits, law: Law) -> Iterator[Tried]:
    """What one child says, until it is through or dies."""
    context = multiprocessing.get_context("spawn")
    answers, childs_end = context.Pipe(duplex=False)
    child = context.Process(
        target=_child, args=(childs_end, target, seed, numbers, limits, law), daemon=True
    )
    child.start()
    childs_end.close()

    try:
        if _answer(answers, STARTING) != READY:
            raise NeverStartedError
        for number in numbers:
            fault = _answer(answers, 2 * limits.seconds)
            if fault is None:
                yield Tried(target, number, _how_it_ended(child))
                return
            yield Tried(target, number, fault)
    finally:
        child.kill()
        child.join()


def _how_it_ended(child: BaseProcess) -> str:
    child.join(5)
    if child.exitcode is None:
        return "hangs: it had to be killed"
    return f"died with {child.exitcode}"


def _answer(connection: Connection, seconds: float) -> str | None:
    """What the child says next; None where it says nothing any more."""
    with suppress(EOFError, OSError):
        if connection.poll(seconds):
            return str(connection.recv())
    return None


class NeverStartedError(Exception):
    """The child fell over before its first input: the fuzzer is wrong, not what it tries."""


# ---- in the child --------------------------------------------------------------------------------


def _child(
    connection: Connection, target: str, seed: int, numbers: range, limits: Limits, law: Law
) -> None:
    faulthandler.enable()
    # What inputs are made of is read before the limits hold.
    input_of(target, seed, numbers.start)
    _bound(limits)
    watch = _watch_files()
    connection.send(READY)

    for number in numbers:
        case = input_of(target, seed, number)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds)
        watch.events.clear()
        try:
            fault = law(case) or _outside(watch)
        except TookTooLongError:
            fault = f"took longer than {limits.seconds} s"
        except MemoryError:
            fault = f"took more than {limits.memory >> 20} MiB"
        signal.setitimer(signal.ITIMER_REAL, 0)
        connection.send(fault)


def _watch_files() -> Watch:
    """From here on, whatever is opened outside, started or connected to is noted."""
    temporary = os.path.realpath(tempfile.gettempdir())
    # What a folder is emptied of is named relative to it, which an audit hook cannot tell from the
    # working folder: so the two are one place, wherever the tests were started.
    os.chdir(temporary)
    places = map(os.path.realpath, places_of_python())
    watch = Watch((temporary, *places), folder=temporary)
    sys.addaudithook(watch)
    return watch


def _outside(watch: Watch) -> str:
    touched = [f"{event} {what}" for event, what in watch.events]
    return f"touched what was not named: {', '.join(touched)}" if touched else ""


class TookTooLongError(BaseException):
    """Past every `except Exception` of whoever is at work."""


def _bound(limits: Limits) -> None:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  one line of the kernel's
        pages = int(file.read().split()[0])

    allowed = pages * resource.getpagesize() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, _stop)


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TookTooLongError
