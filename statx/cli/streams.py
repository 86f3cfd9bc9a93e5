"""What standard output and standard error can show: colour, signs, and how many columns."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from enum import StrEnum
from typing import TextIO

from statx.texts import SIGNS

WIDTHS = (40, 120)
"""Columns between which a report is laid out."""
LOCALE_VARIABLES = ("LC_ALL", "LC_CTYPE", "LANG")
PLAIN_LOCALES = ("", "C", "POSIX")
"""Those of a system that says nothing of letters beyond ASCII: cron's, for one."""


class Color(StrEnum):
    """Whether there is colour."""

    auto = "auto"
    always = "always"
    never = "never"


COLOR: ContextVar[Color] = ContextVar("COLOR", default=Color.auto)
"""What this run was asked for."""


def wants_color(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """`--color` decides, then NO_COLOR (no-color.org), then FORCE_COLOR (force-color.org).

    Else a terminal gets colour that can do more than print.
    """
    asked = COLOR.get()
    if asked is not Color.auto:
        return asked is Color.always
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return environment.get("TERM") != "dumb" and stream.isatty()


def shows_signs(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether ✓ and → can be read there: by the stream's encoding, and by the locale's.

    Python writes UTF-8 in the C locale, too, whatever then shows the log.
    """
    try:
        SIGNS.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return sys.platform == "win32" or _locale(environment) not in PLAIN_LOCALES


def columns() -> int:
    """Columns of the terminal, within what a report is laid out for."""
    number = shutil.get_terminal_size((100, 24)).columns
    narrowest, widest = WIDTHS
    return min(max(number, narrowest), widest)


def write_any_letter() -> None:
    """Where a terminal or a pipe has no such letter, write an escape instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def write_utf8(stream: TextIO | None) -> None:
    """What programs read is UTF-8, whatever the locale; a terminal keeps its encoding."""
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.reconfigure(
            encoding="utf-8",
            errors="backslashreplace",
        )


def discard_output() -> None:
    """`statx … | head`: what is left in the buffer has nowhere to go."""
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def option_value(arguments: Sequence[str], name: str) -> str:
    """What stands behind an option that is needed before typer reads the command line."""
    waiting = False
    for argument in arguments:
        if waiting:
            return argument
        if argument == "--":
            break
        if argument.startswith(f"{name}="):
            return argument.removeprefix(f"{name}=")
        waiting = argument == name
    return ""


def _locale(environment: Mapping[str, str]) -> str:
    """The first of the variables that is set decides, as for every program."""
    for name in LOCALE_VARIABLES:
        locale = environment.get(name)
        if locale:
            return locale
    return ""
