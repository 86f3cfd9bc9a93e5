"""How words and values that came out of a file are written where people read: escaped, quoted, cut.

A cell can hold a newline, a terminal's escape sequence or a mark that reverses the text behind it.
Nothing of that reaches a terminal or a log as it is.
"""

from __future__ import annotations

import unicodedata

from statx.texts import Language, Text, count

LONGEST = 60
"""Characters of a value that are shown."""

EMPTY = Text(id="(kosong)", en="(empty)")
CUT = Text(id="{start} ({length} karakter)", en="{start} ({length} characters)")


def quote(value: str, language: Language) -> str:
    """A cell between quotes, every invisible character visible, and not too long."""
    if not value:
        return EMPTY.say(language)

    beginning = value[: LONGEST + 1].replace("\\", "\\\\")
    shown = "".join(_escape(character) for character in beginning)
    if len(shown) <= LONGEST and len(value) <= LONGEST:
        return f'"{shown}"'

    start = f'"{shown[: LONGEST - 1]}…"'
    length = count(len(value))
    return CUT.fill(start=start, length=length).say(language)


def clean(sentence: str) -> str:
    """A sentence, perhaps with a name from a file in it, without anything a terminal would obey."""
    return "".join(_escape_control(character) for character in sentence)


def _escape(character: str) -> str:
    # Odd spaces are the usual reason why two values that look the same are not.
    if character.isprintable():
        return character

    return character.encode("unicode_escape").decode("ascii")


def _escape_control(character: str) -> str:
    if character == "\n":
        return character

    is_control = unicodedata.category(character).startswith("C")
    return _escape(character) if is_control else character
