"""What a file is whose name is a workbook's: by its first bytes, not by its name."""

from __future__ import annotations

import re
from pathlib import Path

from statx.texts import Text
from statx.workbook import words

ZIP = b"PK"
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""Where a Compound File begins ([MS-CFB] 2.2): .xls, and any Office file with a password."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which a workbook with a password lies ([MS-OFFCRYPTO] 2.3.4.4)."""
FRONT = 1 << 20
"""Bytes looked at: the directory of a compound file need not stand at its front."""

_PAGE = re.compile(rb"\s*(<!doctype html|<html|<head|<table|<meta|<body|<style)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BY_FIRST_PART = (
    ("xl/workbook.bin", words.BINARY_EXCEL, words.SAVE_AS_XLSX),
    ("content.xml", words.OPEN_DOCUMENT, words.SAVE_AS_XLSX),
    ("Index/Document.iwa", words.NUMBERS, words.SAVE_AS_XLSX),
    ("Index.zip", words.NUMBERS, words.SAVE_AS_XLSX),
)


def other_kind(path: Path) -> tuple[Text, Text] | None:
    """(what the file is, what to do with it); None where it may be a workbook.

    Raises OSError.
    """
    with path.open("rb") as file:
        front = file.read(FRONT)

    if front.startswith(ZIP):
        return None
    if front.startswith(COMPOUND):
        return _compound(path, front)
    if not front:
        return words.EMPTY, words.ASK_AGAIN
    return _of_text(front)


def other_archive(names: frozenset[str]) -> tuple[Text, Text] | None:
    """The same of a zip, by the names of its files."""
    for name, what, remedy in _BY_FIRST_PART:
        if name in names:
            return what, remedy

    if "[Content_Types].xml" not in names:
        return words.OTHER_ZIP, words.UNPACK_FIRST
    return None


def _compound(path: Path, front: bytes) -> tuple[Text, Text]:
    is_locked = LOCKED in front or LOCKED in _end_of(path)
    if is_locked:
        return words.PASSWORD, words.TAKE_PASSWORD_OFF
    return words.OLD_EXCEL, words.SAVE_AS_XLSX


def _end_of(path: Path) -> bytes:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - FRONT, 0))
        return file.read(FRONT)


def _of_text(front: bytes) -> tuple[Text, Text]:
    text = front.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(text):
        return words.WEB_PAGE, words.SAVE_AS_XLSX
    if text.lstrip().startswith(b"<?xml"):
        return words.XML_FILE, words.SAVE_AS_XLSX
    if _CONTROL.search(front):
        return words.UNKNOWN, words.ASK_AGAIN
    return words.PLAIN_TEXT, words.NAME_IT_CSV
