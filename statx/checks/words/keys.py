"""What is said of keys that are repeated or empty."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.rule_words import RuleWords
from statx.texts import Text

TWICE = Text(
    id=("Nilai yang berulang berarti satu hal tercatat dua kali, atau dua hal memakai satu nomor."),
    en="A repeated value is one thing recorded twice, or two things under one number.",
)
"""Why values must differ, of one field or of several."""

RULES: Mapping[str, RuleWords] = {
    "primary-key": RuleWords(
        says=Text(
            id=(
                "kunci primer berulang atau kosong: setiap baris harus punya gabungan {names} yang"
                " berbeda"
            ),
            en="the primary key is repeated or empty: each row needs a {names} of its own",
        ),
        expected=Text(
            id="setiap {names} hanya sekali, dan tidak kosong",
            en="each {names} once, and not empty",
        ),
        remedy=Text(
            id="Hapus baris gandanya, atau perbaiki kolom kuncinya.",
            en="Remove the repeated row, or correct its key.",
        ),
        why=Text(
            id=(
                "Baris dengan kunci yang sama terhitung dua kali, dan menggandakan baris saat tabel"
                " digabungkan."
            ),
            en="Rows with the same key are counted twice, and multiply the rows of every join.",
        ),
    ),
    "unique": RuleWords(
        says=Text(
            id="nilai {names} berulang",
            en="a value of {names} is repeated",
        ),
        expected=Text(
            id="setiap nilai hanya sekali",
            en="each value once",
        ),
        remedy=Text(
            id="Hapus baris gandanya, atau perbaiki nilainya.",
            en="Remove the repeated row, or correct its value.",
        ),
        why=TWICE,
        type="unique-error",
    ),
    "unique-key": RuleWords(
        says=Text(
            id="nilai {names} berulang",
            en="a value of {names} is repeated",
        ),
        expected=Text(
            id="setiap nilai hanya sekali",
            en="each value once",
        ),
        remedy=Text(
            id="Hapus baris gandanya, atau perbaiki nilainya.",
            en="Remove the repeated row, or correct its value.",
        ),
        why=TWICE,
    ),
}

PART_IS_EMPTY = Text(
    id="bagian kuncinya kosong: {names}",
    en="a part of the key is empty: {names}",
)
KEY_IS_EMPTY = Text(
    id="kuncinya kosong",
    en="the key is empty",
)
SAME_AS_ROW = Text(
    id="sama dengan baris {n}",
    en="the same as row {n}",
)
