"""How words and values that came out of a file are written where people read: escaped, quoted, cut.

A cell can hold a newline, a terminal's escape sequence or a mark that reverses the text behind it.
Nothing of that reaches a terminal or a log as it is.
"""

from __future__ import annotations

from statx.texts import Language, Text, clean, count, escape

LONGEST = 60
"""Characters of a value that are shown."""

EMPTY = Text(
    id="(kosong)",
    en="(empty)",
)
CUT = Text(
    id="{start} ({length} karakter)",
    en="{start} ({length} characters)",
)


def quote(value: str, language: Language) -> str:
    """A cell between quotes, every invisible character visible, and not too long."""
    if not value:
        return EMPTY.say(language)

    beginning = value[: LONGEST + 1]
    beginning = beginning.replace("\\", "\\\\")
    shown = clean("".join(_escape(character) for character in beginning))
    if len(shown) <= LONGEST and len(value) <= LONGEST:
        return f'"{shown}"'

    start = f'"{shown[: LONGEST - 1]}…"'
    length = count(len(value))
    return CUT.fill(
        start=start,
        length=length,
    ).say(language)


def _escape(character: str) -> str:
    # Odd spaces are the usual reason why two values that look the same are not.
    return character if character.isprintable() else escape(character)
