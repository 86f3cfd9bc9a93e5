"""How words and values that came out of a file are written where people read: escaped, quoted, cut.

A cell can hold a newline, a terminal's escape sequence or a mark that reverses the text behind it. Nothing of
that reaches a terminal or a log as it is.
"""

from __future__ import annotations

import unicodedata

from statx.texts import Language, Text, count

LONGEST = 60
"""Characters of a value that are shown."""

EMPTY = Text(id="(kosong)", en="(empty)")
CUT = Text(id="{start} ({length} karakter)", en="{start} ({length} characters)")


def quoted(value: str, language: Language) -> str:
    """A cell as it is written, between quotes, every invisible character visible, and not too long."""
    if not value:
        return EMPTY.say(language)
    shown = "".join(_escaped(character) for character in value[: LONGEST + 1].replace("\\", "\\\\"))
    if len(shown) <= LONGEST and len(value) <= LONGEST:
        return f'"{shown}"'
    start = f'"{shown[: LONGEST - 1]}…"'
    return CUT.fill(start=start, length=count(len(value))).say(language)


def clean(sentence: str) -> str:
    """A sentence, perhaps with a name from a file in it, without anything that a terminal would obey."""
    return "".join(
        _escaped(character) if _is_control(character) else character for character in sentence
    )


def _escaped(character: str) -> str:
    # Other spaces than the ordinary one are the usual reason why two values that look the same are not.
    return (
        character if character.isprintable() else character.encode("unicode_escape").decode("ascii")
    )


def _is_control(character: str) -> bool:
    return character != "\n" and unicodedata.category(character).startswith("C")
