"""What help calls the values of options and arguments, in both languages."""

from __future__ import annotations

import re

from statx.texts import Language, Text

METAVARS = {
    "ADDRESS": "ALAMAT",
    "CHAR": "TANDA",
    "CHECK": "PEMERIKSAAN",
    "CODE": "KODE",
    "COMMAND": "PERINTAH",
    "DATA": "DATA",
    "DIR": "FOLDER",
    "DRAFT": "DRAF",
    "DST": "TUJUAN",
    "FILE": "BERKAS",
    "FORMAT": "BENTUK",
    "N": "N",
    "NAME": "NAMA",
    "NEW": "BARU",
    "OLD": "LAMA",
    "PACKAGE": "PAKET",
    "PATTERN": "POLA",
    "PEER": "MITRA",
    "REV": "REVISI",
    "SCHEMA": "SKEMA",
    "SHELL": "SHELL",
    "SIZE": "UKURAN",
    "SRC": "ASAL",
    "TEXT": "TEKS",
    "UNIT": "UNIT",
    "VERSION": "VERSI",
    "WORD": "KATA",
    "YYYY-MM-DD": "TTTT-BB-HH",
}
"""English -> Indonesian, word by word: FORMAT=FILE is BENTUK=BERKAS."""
_WORD = re.compile(r"(?<![\w-])(?:YYYY-MM-DD|[A-Z]+)(?![\w-])")


def named_metavars(words: str, language: Language) -> str:
    """Words of help with their metavars in that language; a word that is not known stays."""
    if language == "en":
        return words
    return _WORD.sub(lambda word: METAVARS.get(word[0], word[0]), words)


def metavar_text(metavar: str) -> Text:
    """One metavar in both languages."""
    return Text(
        id=named_metavars(metavar, "id"),
        en=metavar,
    )
