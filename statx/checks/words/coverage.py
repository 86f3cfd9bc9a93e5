"""What is said of regions that a table must have and has not."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.rule_words import RuleWords
from statx.texts import Text

WITHOUT_ROW = Text(
    id="{n} tanpa baris: {regions}",
    en="no row for {n}: {regions}",
)

RULES: Mapping[str, RuleWords] = {
    "coverage": RuleWords(
        says=Text(
            id="ada wilayah yang seharusnya ada dalam tabel, tetapi barisnya tidak ada: {title}",
            en="regions that the table must have have no row: {title}",
        ),
        expected=Text(
            id="satu baris atau lebih untuk setiap wilayah yang disepakati",
            en="at least one row for each of the agreed regions",
        ),
        remedy=Text(
            id=(
                "Tambahkan barisnya; bila angkanya belum ada, kosongkan sel angkanya dan tulis"
                " barisnya juga."
            ),
            en="Add their rows; where a figure is not known yet, write the row and leave it empty.",
        ),
        why=Text(
            id=(
                "Wilayah yang hilang tidak terlihat dalam jumlah dan peringkat: tabelnya tampak"
                " utuh, padahal sebagian daerah tidak ikut terhitung."
            ),
            en=(
                "A region that is gone does not show in sums and rankings: the table looks whole,"
                " and part of the country is not counted."
            ),
        ),
    ),
}
