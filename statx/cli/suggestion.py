"""The command to type next: the one that was typed, with what was found to be missing."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextvars import ContextVar
from typing import TYPE_CHECKING

from statx.options import DATA_OPTIONS, DataOption
from statx.texts import as_flag

if TYPE_CHECKING:
    from typing import Any

    from statx.results.report import Report, Run

TYPED: ContextVar[tuple[str, ...]] = ContextVar("TYPED", default=())
"""The words behind `statx`, as the shell gave them."""


def suggest_for(run: Run, data: Iterable[str]) -> Callable[[Report], str]:
    """What gives, for a report of this run whose errors have one cause, the whole command.

    `data` are the words that name the data. Where several tables were judged, their place is taken
    by the one table, since the others may be written in another way.
    """
    typed = TYPED.get()
    named = set(data)

    def suggest(report: Report) -> str:
        words = typed
        if len(run.reports) > 1:
            words = tuple(_about_one(words, named, report.place))

        settled = report.cause.options if report.cause else ()
        for name, value in settled:
            words = _settled(words, DATA_OPTIONS[name], str(value))
        return _quoted(["statx", *words])

    return suggest


def _about_one(words: Sequence[str], named: set[str], place: str) -> Iterator[str]:
    """The same words about one table."""
    is_named = False
    for word in words:
        if word not in named:
            yield word
        elif not is_named:
            is_named = True
            yield place


def _settled(words: Sequence[str], option: DataOption[Any], value: str) -> tuple[str, ...]:
    """The same words with this value for an option, in place of another."""
    flag = as_flag(option.name, "")
    names = [flag, *filter(None, [option.short])]
    kept = []
    skipping = False
    for word in words:
        is_value = skipping
        skipping = word in names
        if not is_value and not skipping and not word.startswith(f"{flag}="):
            kept.append(word)
    return (*kept, flag, value)


def _quoted(words: Sequence[str]) -> str:
    """As a shell takes it: of Windows, or of all others."""
    if os.name == "nt":
        return subprocess.list2cmdline(words)
    return shlex.join(words)
