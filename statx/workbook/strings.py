"""The texts of a workbook, which its cells point to by number; without phonetic hints."""

from __future__ import annotations

import re

from statx.workbook import limits
from statx.workbook.archive import Archive
from statx.workbook.xml import Attributes, LocalNames, read_part

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""A character that XML has no place for (ECMA-376 part 1, 22.9.2.19): `_x000D_`."""
_LOCAL = LocalNames()


def read_strings(archive: Archive, part: str) -> list[str]:
    """The shared texts, by their number."""
    strings = _Strings(archive, part)
    read_part(archive, part, strings)
    return strings.texts


def unescaped(text: str) -> str:
    """A text as people see it."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), text)


class _Strings:
    """Collects each `si`: its text, or the pieces of its rich text."""

    def __init__(self, archive: Archive, part: str) -> None:
        self.archive = archive
        self.part = part
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self.length = 0
        self.depth = 0
        self.is_text = False
        self.is_phonetic = False

    def start(self, name: str, _attributes: Attributes) -> None:
        local = _LOCAL[name]
        self.depth += 1
        if self.depth > limits.DEPTH.most:
            raise self.archive.beyond(self.part, limits.DEPTH)

        if local == "t":
            self.is_text = not self.is_phonetic
        elif local == "rPh":
            self.is_phonetic = True
        elif local == "si":
            self.pieces = []
            self.length = 0

    def text(self, words: str) -> None:
        if not self.is_text:
            return

        self.pieces.append(words)
        self.length += len(words)
        if self.length > limits.TEXT.most:
            raise self.archive.beyond(self.part, limits.TEXT)

    def end(self, name: str) -> None:
        local = _LOCAL[name]
        self.depth -= 1
        if local == "t":
            self.is_text = False
        elif local == "rPh":
            self.is_phonetic = False
        elif local == "si":
            self._add()

    def _add(self) -> None:
        self.texts.append(unescaped("".join(self.pieces)))
        if len(self.texts) > limits.CELLS.most:
            raise self.archive.beyond(self.part, limits.CELLS)
