"""For whom a command runs: language, terminal, settings and registry.

All are settled once, from options and environment.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from statx.cli.errors import ClosedOutputError, FullOutputError, NoWorkingFolderError
from statx.cli.streams import (
    columns,
    discard_output,
    option_value,
    shows_signs,
    wants_color,
    write_utf8,
)
from statx.errors import BrokenConfigError
from statx.texts import LANGUAGES, Language, Text, clean_lines, plain

if TYPE_CHECKING:
    from statx.config import Config
    from statx.registry.catalog import Catalog
    from statx.results.sheets import Sheet
    from statx.sources.choice import TableOptions
    from statx.sources.tidied import Tidied

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

SPOKEN: ContextVar[Language | None] = ContextVar("SPOKEN", default=None)
"""The language of this run, as the whole command line and the environment settle it."""


@dataclass(frozen=True)
class Session:
    """One run of one command."""

    language: Language
    quiet: int = 0
    """1: only what does not pass; 2: nothing at all."""
    registries: Sequence[str] = ()
    """The registries that the command line names, the nearest first."""
    output: TextIO | None = sys.stdout
    """None where it was closed before the command began."""
    talk: TextIO | None = sys.stderr
    started: datetime | None = None
    """When the command began, in UTC."""
    exclude: Sequence[str] = ()
    """Patterns of files that are left out of folders, from the working folder."""
    full: bool = False
    """Whether reports for people say all that is known."""
    limit: int | None = None
    """How many findings of a table are listed; 0 all, None as many as the format's readers take."""

    @classmethod
    def open(
        cls,
        lang: str | None,
        registry: Sequence[str] | None = None,
        *,
        exclude: Sequence[str] = (),
        quiet: int = 0,
        full: bool = False,
        limit: int | None = None,
    ) -> Session:
        """From a command's options; what they leave open is the environment's and statx.toml's."""
        language = _as_language(lang) or SPOKEN.get()
        language = language or start_language((), os.environ)
        started = datetime.now(UTC)
        return cls(
            language,
            quiet,
            tuple(registry or ()),
            sys.stdout,
            sys.stderr,
            started,
            exclude,
            full,
            limit,
        )

    @cached_property
    def config(self) -> Config:
        """The settings of the folder, with what the caller excludes."""
        from statx.config import Config
        from statx.sources.ignored import GitIgnore

        folder = working_folder()
        config = Config.near(folder).excluding(folder, self.exclude)
        return replace(config, ignoring=GitIgnore(os.environ), tidying=_LazyTidying())

    @cached_property
    def catalog(self) -> Catalog:
        """The registry: the option's, else statx.toml's, else the one that comes with statx."""
        from statx.registry.catalog import open_registries

        if self.registries:
            return open_registries(Path(), self.registries)
        return open_registries(self.config.folder, self.config.registries)

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        return columns()

    @property
    def color(self) -> bool:
        """Whether standard output wants colour."""
        return self.output is not None and wants_color(self.output, os.environ)

    @property
    def plain(self) -> bool:
        """Whether standard output shows letters alone, and no ✓."""
        return self.output is not None and not shows_signs(self.output, os.environ)

    @property
    def workers(self) -> int:
        """Blocks judged at once: one a processor that this process may use."""
        if hasattr(os, "sched_getaffinity"):
            return len(os.sched_getaffinity(0)) or 1
        return os.cpu_count() or 1

    @staticmethod
    def clock() -> float:
        """Seconds, for durations."""
        return time.perf_counter()

    def say(self, text: Text) -> None:
        """Talk to the user, on standard error."""
        if not self.quiet:
            say_aside(text.say(self.language), self.talk)

    def ask(self, question: Text) -> str:
        """What a person types in answer to a question; asked however quiet the run is to be."""
        print(
            question.say(self.language),
            end="",
            file=self.talk,
            flush=True,
        )
        return sys.stdin.readline().strip()

    def give(self, pieces: Iterable[str]) -> None:
        """Write to standard output.

        Whoever reads may have enough before the end, which changes no verdict. Raises
        ClosedOutputError and FullOutputError where the result cannot be given at all.
        """
        if self.output is None:
            raise ClosedOutputError
        try:
            self.output.writelines(pieces)
            self.output.flush()
        except BrokenPipeError:
            discard_output()
        except OSError as error:
            discard_output()
            raise FullOutputError(reason=error.strerror or error) from error

    def answer(self, text: Text | str) -> None:
        """Give what was asked for, on standard output."""
        words = text.say(self.language) if isinstance(text, Text) else text
        words = clean_lines(words)
        self.give([plain(words) if self.plain else words, "\n"])

    def give_document(self, pieces: Iterable[str]) -> None:
        """Write what programs read to standard output."""
        write_utf8(self.output)
        self.give(pieces)

    def show(self, sheet: Sheet, form: str = "text") -> None:
        """Give what a look-up answers: laid out for the terminal, or as JSON."""
        from statx.render import sheet_json, sheet_text
        from statx.render.options import RenderOptions

        options = RenderOptions(
            self.language,
            self.width,
            self.color,
            self.plain,
        )
        if form == "json":
            self.give_document(sheet_json.render(sheet, options))
        else:
            self.give(sheet_text.render(sheet, options))


class _LazyTidying:
    """Makes tables by recipes; what that takes is loaded where a recipe is named."""

    def tidy(self, path: Path, options: TableOptions, catalog: Catalog) -> Tidied:
        """As `sources.tidied.Tidying` has it."""
        from statx.intake.settling import RecipeTidying

        return RecipeTidying().tidy(path, options, catalog)


def say_aside(words: str, stream: TextIO | None) -> None:
    """Print to standard error, if anybody listens: no fault of that stream changes a verdict."""
    if stream is not None:
        cleaned = clean_lines(words)
        with suppress(OSError, ValueError):
            print(
                cleaned if shows_signs(stream, os.environ) else plain(cleaned),
                file=stream,
                flush=True,
            )


def start_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of the whole run.

    `--lang`, else STATX_LANG, else statx.toml, else the locale (`id_*` is Indonesian), else
    English.
    """
    named = _as_language(option_value(arguments, "--lang"))
    named = named or _as_language(environment.get("STATX_LANG", ""))
    named = named or _config_language()
    return named or _locale_language(environment) or "en"


def _as_language(word: str | None) -> Language | None:
    for language in LANGUAGES:
        if language == word:
            return language
    return None


def _locale_language(environment: Mapping[str, str]) -> Language | None:
    """The first of the locale's variables that is set decides, as for every program."""
    for name in LOCALE_VARIABLES:
        locale = environment.get(name)
        if locale:
            return _as_language(locale[:2])
    return None


def _config_language() -> Language | None:
    """What statx.toml says. It is read only where there is one, as most folders have none.

    What is wrong in it the command will say.
    """
    try:
        folder = working_folder()
    except NoWorkingFolderError:
        return None
    if not any((above / "statx.toml").is_file() for above in (folder, *folder.parents)):
        return None

    from statx.config import Config

    try:
        config = Config.near(folder)
    except BrokenConfigError:
        return None
    return _as_language(config.lang)


def working_folder() -> Path:
    """Where the command runs; NoWorkingFolderError where that was deleted meanwhile."""
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise NoWorkingFolderError from error
