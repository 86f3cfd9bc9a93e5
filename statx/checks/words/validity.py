"""What is said of codes that are not in force in the period of their row."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.rule_words import RuleWords
from statx.texts import Text

NAMED = Text(
    id="{code} {name}",
    en="{code} {name}",
)
ENDED_ON = Text(
    id="{code} berlaku sampai {until}",
    en="{code} was in force until {until}",
)
WITH_SUCCESSOR = Text(
    id="{code} berlaku sampai {until}; penggantinya {successor}",
    en="{code} was in force until {until}; its successor is {successor}",
)
BEGINS_ON = Text(
    id="{code} baru berlaku sejak {since}",
    en="{code} is in force since {since}",
)

RULES: Mapping[str, RuleWords] = {
    "code-ended": RuleWords(
        says=Text(
            id="kodenya sudah tidak berlaku pada periode barisnya",
            en="this code is no longer in force in the period of its row",
        ),
        expected=Text(
            id="kode dari {resource} yang berlaku pada periode itu",
            en="a code of {resource} that is in force in that period",
        ),
        remedy=Text(
            id="Ganti dengan kode penggantinya, atau perbaiki periodenya.",
            en="Replace it by its successor, or correct the period.",
        ),
        why=Text(
            id=(
                "Wilayah yang sudah dihapus atau digabung tidak lagi punya angka sendiri: barisnya"
                " hilang dari jumlah, atau terhitung dua kali bersama penggantinya."
            ),
            en=(
                "A region that was dissolved or merged has no figure of its own any more: its row"
                " drops out of sums, or is counted twice beside its successor."
            ),
        ),
    ),
    "code-not-yet": RuleWords(
        says=Text(
            id="kodenya belum berlaku pada periode barisnya",
            en="this code is not yet in force in the period of its row",
        ),
        expected=Text(
            id="kode dari {resource} yang berlaku pada periode itu",
            en="a code of {resource} that is in force in that period",
        ),
        remedy=Text(
            id="Pakai kode yang berlaku waktu itu, atau perbaiki periodenya.",
            en="Use the code that was in force then, or correct the period.",
        ),
        why=Text(
            id=(
                "Angka sebelum wilayahnya terbentuk adalah bagian dari wilayah asalnya, dan"
                " terhitung dua kali di sana."
            ),
            en=(
                "A figure from before a region was formed is part of the region it came from, and"
                " is counted twice there."
            ),
        ),
    ),
}
