"""Help in both languages: what typer itself puts into it, said in the language of the start."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from statx.cli.options import LANGUAGE
from statx.texts import Text

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
        r"^Usage:",
        Text(
            id="Pemakaian:",
            en="Usage:",
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
        r"^Arguments:",
        Text(
            id="Argumen:",
            en="Arguments:",
        ),
    ),
    (
        r"^Options:",
        Text(
            id="Pilihan:",
            en="Options:",
        ),
    ),
    (
        r"^Commands:",
        Text(
            id="Perintah:",
            en="Commands:",
        ),
    ),
    (
        r"\[required\]",
        Text(
            id="[wajib]",
            en="[required]",
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


class Command(TyperCommand):
    """A command whose help is in the language of the start."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  typer gives its context no public name
        return in_words(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help is in the language of the start."""

    def get_help(self, ctx: Any) -> str:  # noqa: ANN401  the same
        return in_words(super().get_help(ctx))


def in_words(written: str) -> str:
    """The help that typer wrote, in the language of the start."""
    for pattern, text in WORDS:
        written = re.sub(
            pattern,
            text.say(LANGUAGE),
            written,
            flags=re.MULTILINE,
        )
    return written
