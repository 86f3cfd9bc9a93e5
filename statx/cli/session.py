"""For whom a command runs: language, terminal, settings and registry, settled once from options and environment."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from statx.errors import BrokenConfigError
from statx.texts import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from statx.config import Config
    from statx.registry.catalog import Catalog

WIDTHS = (60, 120)
"""Columns between which a report is laid out."""

SPOKEN: ContextVar[Language | None] = ContextVar("SPOKEN", default=None)
"""The language of this run, as the whole command line and the environment settle it."""


@dataclass(frozen=True)
class Session:
    """One run of one command."""

    language: Language
    quiet: bool = False
    registry: Path | None = None
    output: TextIO = sys.stdout
    talk: TextIO = sys.stderr
    started: datetime | None = None
    """When the command began, in UTC."""

    @classmethod
    def open(
        cls, lang: str | None, registry: Path | None = None, *, quiet: bool = False
    ) -> Session:
        """From a command's options; what they leave open is the environment's and statx.toml's."""
        language = _as_language(lang) or SPOKEN.get() or start_language((), os.environ)
        return cls(language, quiet, registry, sys.stdout, sys.stderr, datetime.now(UTC))

    @cached_property
    def config(self) -> Config:
        """The settings of the folder."""
        from statx.config import Config

        return Config.near(Path.cwd())

    @cached_property
    def catalog(self) -> Catalog:
        """The registry: the option's, else statx.toml's, else the one that comes with statx."""
        from statx.registry.catalog import Catalog, shipped

        configured = self.config.folder / self.config.registry if self.config.registry else None
        return Catalog(self.registry or configured or shipped("schemas"))

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        return min(max(shutil.get_terminal_size((100, 24)).columns, WIDTHS[0]), WIDTHS[1])

    @property
    def color(self) -> bool:
        """Whether standard output is a terminal that wants colour."""
        return wants_color(self.output, os.environ)

    @property
    def workers(self) -> int:
        """Blocks judged at once: one a processor."""
        return max(
            1,
            (
                len(os.sched_getaffinity(0))
                if hasattr(os, "sched_getaffinity")
                else os.cpu_count() or 1
            ),
        )

    @staticmethod
    def clock() -> float:
        """Seconds, for durations."""
        return time.perf_counter()

    def say(self, text: Text) -> None:
        """Talk to the user, on standard error."""
        if not self.quiet:
            print(text.say(self.language), file=self.talk)

    def ask(self, question: Text) -> str:
        """What a person types in answer to a question; asked however quiet the run is to be."""
        print(question.say(self.language), end="", file=self.talk, flush=True)
        return sys.stdin.readline().strip()

    def give(self, pieces: Iterable[str]) -> None:
        """Write to standard output; whoever reads may have enough before the end, which changes no verdict."""
        try:
            self.output.writelines(pieces)
            self.output.flush()
        except BrokenPipeError:
            nobody_reads()

    def answer(self, text: Text | str) -> None:
        """Give what was asked for, on standard output."""
        print(text if isinstance(text, str) else text.say(self.language), file=self.output)


def start_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """`--lang`, else STATX_LANG, else statx.toml, else the locale (`id_*` is Indonesian), else English."""
    asked = (
        _as_language(_option(arguments))
        or _as_language(environment.get("STATX_LANG", ""))
        or _config_language()
    )
    locale = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)),
        "",
    )
    return asked or _as_language(locale[:2]) or "en"


def nobody_reads() -> None:
    """`statx … | head`: what is left in the buffer has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def wants_color(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """NO_COLOR is obeyed (no-color.org), and so is a terminal that can do nothing."""
    return stream.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def _option(arguments: Sequence[str]) -> str:
    for at, argument in enumerate(arguments):
        if argument == "--lang":
            return next(iter(arguments[at + 1 : at + 2]), "")
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return ""


def _as_language(word: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == word), None)


def _config_language() -> Language | None:
    """Read only where there is a statx.toml: most folders have none. What is wrong in it the command will say."""
    folder = Path.cwd()
    if not any((above / "statx.toml").is_file() for above in (folder, *folder.parents)):
        return None
    from statx.config import Config

    try:
        return _as_language(Config.near(folder).lang)
    except BrokenConfigError:
        return None
