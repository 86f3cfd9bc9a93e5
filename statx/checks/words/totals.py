"""What is said of totals that are not the sum of their parts."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.findings import Severity
from statx.results.rule_words import RuleWords
from statx.texts import Text

TOTAL = RuleWords(
    says=Text(
        id="angka total tidak sama dengan jumlah rinciannya: {title}",
        en="the total is not the sum of its parts: {title}",
    ),
    expected=Text(
        id="selisih paling banyak {tolerance}",
        en="a difference of at most {tolerance}",
    ),
    remedy=Text(
        id="Periksa angka total dan rinciannya; satu di antaranya keliru.",
        en="Check the total and its parts: one of them is wrong.",
    ),
    why=Text(
        id=(
            "Bila total tidak sama dengan rinciannya, dua orang akan menerbitkan dua angka dari"
            " satu berkas."
        ),
        en=(
            "Where a total is not the sum of its parts, two people publish two figures from one"
            " file."
        ),
    ),
    type="total",
)
"""Of every declared total; its code is the total's own."""
DIFFERENCE = Text(
    id="jumlah bagiannya {parts}, selisih {gap}",
    en="its parts add up to {parts}, a difference of {gap}",
)
MISSING = Text(
    id="{n} rincian tanpa angka: {parts}",
    en="no number for {n}: {parts}",
)

RULES: Mapping[str, RuleWords] = {
    "missing-parts": RuleWords(
        says=Text(
            id=(
                "angka total tidak dapat dibandingkan, karena sebagian rinciannya ({over}) tidak"
                " ada dalam berkas: {title}"
            ),
            en=(
                "the total could not be compared, as some of its parts ({over}) are not in the"
                " file: {title}"
            ),
        ),
        expected=Text(
            id="sebuah angka untuk setiap rinciannya", en="a number for each of its parts"
        ),
        remedy=Text(
            id="Lengkapi baris atau angka yang belum ada, atau tanyakan kepada pembuat data.",
            en="Add the rows or figures that are missing, or ask whoever made the data.",
        ),
        why=Text(
            id=(
                "Daerah yang tertinggal tidak tampak pada angka totalnya: tabel terbit tanpa daerah"
                " itu, dan tidak ada yang menyadarinya."
            ),
            en=(
                "A region that was left out does not show in the total: the table is published"
                " without it, and nobody notices."
            ),
        ),
        severity=Severity.WARNING,
    ),
}
