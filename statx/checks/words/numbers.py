"""What is said of the way in which numbers are written."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.findings import Severity
from statx.results.rule_words import RuleWords
from statx.texts import Text

RULES: Mapping[str, RuleWords] = {
    "ambiguous-number": RuleWords(
        says=Text(
            id=(
                "setiap angka di kolom ini dapat dibaca dengan dua cara (1.170 = seribu seratus"
                " tujuh puluh, atau satu koma tujuh belas); berkasnya sendiri tidak dapat menjawab"
            ),
            en=(
                "every number in this column can be read in two ways (1.170 = one thousand one"
                " hundred and seventy, or one point one seven); the file alone cannot tell"
            ),
        ),
        expected=Text(
            id="angka yang hanya dapat dibaca dengan satu cara",
            en="numbers that can be read in one way only",
        ),
        remedy=Text(
            id=(
                "Tanyakan kepada pembuat data; nyatakan dengan {options.locale:id} bila titiknya"
                " pemisah ribuan."
            ),
            en=(
                "Ask whoever made the data; say {options.locale:id} where the point groups"
                " thousands."
            ),
        ).fill(),
        why=Text(
            id=(
                "Sekali salah baca, semua angka meleset seribu kali lipat, dan tidak ada yang"
                " tampak janggal."
            ),
            en=(
                "Read the wrong way, every figure is off by a factor of a thousand, and nothing"
                " looks odd."
            ),
        ),
        severity=Severity.WARNING,
    ),
}

OTHER_LOCALE = Text(
    id=(
        "Semua angka pada kolom {field} dapat dibaca dalam gaya {example}: "
        "coba sekali lagi dengan {options.locale:{there}}."
    ),
    en=(
        "All numbers in {field} can be read in the style {example}: try again with"
        " {options.locale:{there}}."
    ),
)
"""A likely cause, where every number of a column fits the other locale."""

TWO_STYLES = Text(
    id=(
        "Angka pada kolom {field} ditulis dalam gaya {example}, sedangkan pada kolom {other} tidak."
        " Satu berkas memakai satu gaya: samakan penulisannya di sumbernya."
    ),
    en=(
        "The numbers in {field} are written in the style {example}, those in {other} are not. One"
        " file has one style: write them alike at their source."
    ),
)
"""Where the other locale would mend one column and break another."""
ASK_WHO_MADE_IT = Text(
    id="Tanyakan kepada pembuat data bagaimana angkanya ditulis.",
    en="Ask whoever made the data how its numbers are written.",
)
