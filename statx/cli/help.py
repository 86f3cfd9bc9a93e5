"""Help in the language of the start: arguments, options in their groups, exit codes, examples.

Typer gives each option's names and what is said of it; its own words in them are translated here.
No line is broken inside an example, so that each can be copied.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any

from typer.core import TyperCommand, TyperGroup

from statx.cli.metavars import named_metavars
from statx.cli.options import GENERAL, GROUPS, LANGUAGE, helped
from statx.cli.streams import columns, shows_signs
from statx.cli.values import convert_plainly
from statx.errors import EXIT_CODES
from statx.texts import Text, plain

WIDEST = 100
"""Columns beyond which help is tiring to read."""
NAMES = 26
"""Columns of the names of options; a longer one has a line of its own."""
NARROW = 60
"""Columns below which what is said of an option always stands below its names."""

USAGE = helped("Pemakaian:", "Usage:")
OPTIONS = helped("Pilihan", "Options")
COMMANDS = helped("Perintah", "Commands")
EXAMPLES = helped("Contoh:", "Examples:")
EXITS = helped("Kode keluar", "Exit codes")
VARIABLES = helped("Variabel lingkungan", "Environment variables")
SEE_ALL = helped(
    "Kode keluar dan variabel lingkungan: statx --help",
    "Exit codes and environment variables: statx --help",
)
ENVIRONMENT = (
    ("STATX_LANG", helped("Bahasa: id atau en.", "Language: id or en.")),
    ("NO_COLOR", helped("Bila terisi: tanpa warna.", "Where it is set: no colour.")),
    ("FORCE_COLOR", helped("Bila terisi: selalu berwarna.", "Where it is set: always colour.")),
    ("COLUMNS", helped("Lebar laporan, 40 sampai 120.", "Width of reports, 40 to 120.")),
    ("TMPDIR", helped("Folder berkas sementara.", "The folder of temporary files.")),
    (
        "XDG_CONFIG_HOME",
        helped(
            "Folder pengaturan pribadi; kunci ada di statx/keys di dalamnya.",
            "The folder of personal settings; keys are in statx/keys below it.",
        ),
    ),
    (
        "STATX_TRACEBACK",
        helped(
            "Bila terisi: rincian untuk melaporkan kesalahan di dalam statx.",
            "Where it is set: details for reporting a bug in statx.",
        ),
    ),
)

WORDS: tuple[tuple[str, Text], ...] = (
    (
        r" <(?:list\[)?(?:Path|path|str|text)\]?>",
        Text(
            id="",
            en="",
        ),
    ),
    (
        r"\{([A-Z…|]+)\}(?:\.\.\.)?",
        Text(
            id=r"\1",
            en=r"\1",
        ),
    ),
    (
        r"\[OPTIONS\]",
        Text(
            id="[PILIHAN]",
            en="[OPTIONS]",
        ),
    ),
    (
        r"COMMAND \[ARGS\]\.\.\.",
        Text(
            id="PERINTAH …",
            en="COMMAND …",
        ),
    ),
    (
        r"(?:; )?x>=\d+|\s*\[x>=\d+\]",
        Text(
            id="",
            en="",
        ),
    ),
    (
        r"\brequired\]",
        Text(
            id="wajib]",
            en="required]",
        ),
    ),
    (
        r"\[default:",
        Text(
            id="[bawaan:",
            en="[default:",
        ),
    ),
    (
        r"Show\s+this\s+message\s+and\s+exit\.",
        Text(
            id="Tampilkan bantuan ini.",
            en="Show this help.",
        ),
    ),
)
"""A pattern of typer's help, and what stands there instead."""

Row = tuple[str, str]
"""(names, what is said of them)"""


class Command(TyperCommand):
    """A command whose help is in the language of the start."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401  typer gives its context no public name
        return convert_plainly(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  the same
        return _page(
            [
                *_opening(self, ctx),
                *_parameters(self, ctx),
                *_examples(self.epilog),
                SEE_ALL,
            ]
        )


class Group(TyperGroup):
    """A group of commands whose help is in the language of the start."""

    def get_params(self, ctx: Any) -> list[Any]:  # noqa: ANN401  the same
        return convert_plainly(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  the same
        is_whole_program = ctx.parent is None
        return _page(
            [
                *_opening(self, ctx),
                *_section(COMMANDS, _commands(self, ctx)),
                *_parameters(self, ctx),
                *(_endings() if is_whole_program else ()),
                *_examples(self.epilog),
            ]
        )


def _page(lines: Iterable[str]) -> str:
    words = "\n".join(lines).rstrip("\n")
    if sys.stdout is not None and not shows_signs(sys.stdout, os.environ):
        return plain(words)
    return words


def _opening(command: Any, context: Any) -> Iterator[str]:  # noqa: ANN401  typer's own classes
    """How the command is called, and what it does."""
    pieces = _in_words(" ".join(command.collect_usage_pieces(context)))
    line = f"{USAGE} {context.command_path} {named_metavars(pieces, LANGUAGE)}"
    yield from wrap(
        line,
        _width(),
        subsequent_indent="    ",
    )
    yield ""
    yield from _filled(command.help or "", indent="  ")
    yield ""


def _parameters(command: Any, context: Any) -> Iterator[str]:  # noqa: ANN401  the same
    """Arguments, then the options of each group in the order of the groups."""
    groups: dict[str, list[Row]] = {"": []}
    groups |= {name: [] for name in GROUPS}
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is None:
            continue

        names, said = record
        row = named_metavars(_in_words(names), LANGUAGE), _in_words(said)
        groups.setdefault(_group_of(parameter), []).append(row)

    # What nobody put into a group stands before those of every command.
    general = groups.pop(GENERAL)
    groups[GENERAL] = general
    for name, rows in groups.items():
        yield from _section(name, rows)


def _group_of(parameter: Any) -> str:  # noqa: ANN401  the same
    if parameter.param_type_name == "argument":
        return ""
    if parameter.name in ("help", "lang"):
        return GENERAL
    return parameter.rich_help_panel or OPTIONS


def _commands(group: Any, context: Any) -> list[Row]:  # noqa: ANN401  the same
    rows = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if not command.hidden:
            rows.append((name, command.help or ""))
    return rows


def _endings() -> Iterator[str]:
    """The exit codes and the variables of the environment."""
    codes = [(str(code), text.say(LANGUAGE)) for code, text in EXIT_CODES.items()]
    yield from _section(EXITS, codes)
    yield from _section(VARIABLES, ENVIRONMENT)


def _examples(lines: str | None) -> Iterator[str]:
    if not lines:
        return

    yield EXAMPLES
    for line in lines.splitlines():
        yield f"  {line}"
    yield ""


def _section(title: str, rows: Iterable[Row]) -> Iterator[str]:
    """Rows in two columns, under their title."""
    rows = list(rows)
    if not rows:
        return

    if title:
        yield f"{title}:"
    longest = max((len(names) for names, _ in rows if len(names) <= NAMES), default=0)
    for names, said in rows:
        yield from _row(
            names,
            said,
            longest,
        )
    yield ""


def _row(names: str, said: str, longest: int) -> Iterator[str]:
    first = f"  {names:{longest}}  "
    is_narrow = _width() < NARROW
    if is_narrow or len(names) > longest:
        yield from _broken_names(names)
        yield from _filled(said, " " * (6 if is_narrow else longest + 4))
        return

    lines = list(_filled(said, " " * len(first)))
    yield (first + lines[0].lstrip() if lines else first).rstrip()
    yield from lines[1:]


def _broken_names(names: str) -> Iterator[str]:
    """An option with its choices; a line may break between two of them."""
    parted = names.replace("|", "| ")
    for line in _filled(parted, indent="  "):
        yield line.replace("| ", "|")


def _filled(words: str, indent: str) -> Iterator[str]:
    yield from wrap(
        words,
        _width(),
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def _width() -> int:
    return min(columns(), WIDEST)


def _in_words(written: str) -> str:
    """What typer wrote, in the language of the start."""
    for pattern, text in WORDS:
        written = re.sub(
            pattern,
            text.say(LANGUAGE),
            written,
        )
    return written
