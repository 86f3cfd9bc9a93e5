"""Some wrong files in the suite; `python -m tests.fuzz` tries as many as there is time for."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.fuzz import law
from tests.fuzz.inputs import TARGETS, Input, input_of
from tests.fuzz.law import broken
from tests.fuzz.watch import Law, Limits, Tried, tried

SEED = 20261123
EACH = 12
"""Inputs of each target, in a process of their own: some seconds."""


@pytest.mark.parametrize("target", TARGETS)
def test_whatever_the_bytes_there_is_an_answer(target: str) -> None:
    found = [done for done in tried(target, SEED, range(EACH), Limits()) if done.fault]
    assert found == []


@pytest.mark.parametrize("target", TARGETS)
def test_a_seed_and_a_number_always_give_the_same_bytes(target: str) -> None:
    assert [input_of(target, 3, number) for number in range(5)] == [
        input_of(target, 3, number) for number in range(5)
    ]
    assert input_of(target, 3, 0) != input_of(target, 4, 0)


def test_an_exception_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(law, "judge", lambda *_: 1 / 0)
    assert "ZeroDivisionError" in broken(input_of("csv", SEED, 0))


def sleeps(_given: Input) -> str:
    time.sleep(60)
    return ""


def hangs(_given: Input) -> str:
    """As native code does: no signal gets through."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    return sleeps(_given)


def dies(_given: Input) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def eats(_given: Input) -> str:
    return str(len(bytes(8 << 30)))


def strays(_given: Input) -> str:
    with suppress(OSError), open("/etc/passwd", encoding="utf-8"):  # noqa: PTH123  as data would
        return ""
    return ""


def test_a_file_that_was_not_named_is_a_finding() -> None:
    (found,) = tried("csv", SEED, range(1), Limits(), strays)
    assert found.fault == "touched what was not named: open /etc/passwd"


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("law", "inputs", "fault"),
    [
        pytest.param(sleeps, 2, "took longer than 0.3 s", id="it takes too long"),
        pytest.param(hangs, 1, "hangs: it had to be killed", id="it hangs"),
        pytest.param(dies, 2, "died with -9", id="it dies, and the next one is tried"),
        pytest.param(eats, 1, "took more than 2048 MiB", id="it takes too much memory"),
    ],
)
def test_what_ends_a_process_is_a_finding(law: Law, inputs: int, fault: str) -> None:
    found = tried("csv", SEED, range(inputs), Limits(seconds=0.3), law)
    assert list(found) == [Tried("csv", number, fault) for number in range(inputs)]


def test_an_input_can_be_judged_by_hand(tmp_path: Path) -> None:
    given = input_of("schema", SEED, 0)
    assert given.write(tmp_path).is_file()
    assert given.command(tmp_path).startswith(
        f"statx validate {tmp_path}/data.csv --schema {tmp_path}/schema.json"
    )
