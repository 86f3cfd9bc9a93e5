"""Character encodings: which names are of any, and in which of the usual ones bytes are text."""

from __future__ import annotations

import codecs

UTF8_ALIKE = ("utf-8", "utf-8-sig", "ascii")
NO_ENCODINGS = ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape")
"""Python calls them text encodings; no file of data is written in one."""
USUAL = ("utf-8", "cp1252", "cp850", "mac-roman", "cp1250", "cp1251", "cp932", "gb18030")
"""What is tried where a file is not in the encoding that was named; the likely ones first."""
MOST_NAMED = 3
BEFORE = 3
"""Bytes before one that may belong to the same character, in UTF-8."""


def canonical_encoding(name: str) -> str:
    """Python's name of a character encoding; '' where there is none of that name."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""

    if codec.name.replace("_", "-") in NO_ENCODINGS or not is_text_encoding(codec):
        return ""
    return "utf-8" if codec.name in UTF8_ALIKE else codec.name


def is_text_encoding(codec: codecs.CodecInfo) -> bool:
    """Whether it makes text of bytes: `hex` and `zlib` make bytes of bytes."""
    return bool(
        getattr(
            codec,
            "_is_text_encoding",
            True,
        )
    )


def readings(data: bytes, at: int, but: str) -> list[tuple[str, str]]:
    """(encoding, how it reads the byte at `at`), where it reads all from there on as letters."""
    found: list[tuple[str, str]] = []
    for encoding in USUAL:
        if canonical_encoding(encoding) == but or len(found) == MOST_NAMED:
            continue

        start = _character_start(data, at) if encoding == "utf-8" else at
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(data[start:])
        except UnicodeDecodeError:
            continue
        if text and all(map(_is_written, text)):
            found.append((encoding, text[0]))

    return found


def _character_start(data: bytes, at: int) -> int:
    """Where the character of UTF-8 begins to which a byte belongs."""
    while at and data[at : at + 1] and 0x80 <= data[at] < 0xC0:  # noqa: PLR2004  continuation bytes
        at -= 1

    return at


def _is_written(character: str) -> bool:
    """Whether a character may stand in a text: control characters may not."""
    return character.isprintable() or character.isspace()
