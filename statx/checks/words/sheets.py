"""What is said of a sheet that its recipe cannot make a table of: in the cells of the sheet."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.rule_words import RuleWords
from statx.texts import Text

UNKNOWN_NAME = RuleWords(
    says=Text(
        id="nama wilayah ini tidak dikenal, atau dimiliki beberapa wilayah",
        en="no region that may stand here has this name, or several have it",
    ),
    expected=Text(
        id="nama resmi satu wilayah tingkat {level}",
        en="the official name of one region of the level {level}",
    ),
    remedy=Text(
        id='Perbaiki namanya, atau putuskan di resep, di bawah alias: "nama" = "kode".',
        en='Correct the name, or decide in the recipe, below alias: "name" = "code".',
    ),
    why=Text(
        id="Nama yang ditebak menjadi kode wilayah lain, dan tidak ada yang melihatnya lagi.",
        en="A name that is guessed becomes the code of another region, and no check sees it.",
    ),
    type="unknown-name",
)
UNKNOWN_TEXT = RuleWords(
    says=Text(
        id="teks ini tidak ada di daftar nilai resep",
        en="the recipe's values do not have this text",
    ),
    expected=Text(
        id="salah satu dari: {known}",
        en="one of: {known}",
    ),
    remedy=Text(
        id='Perbaiki teksnya, atau tambahkan di resep, di bawah values: "teks" = "nilai".',
        en='Correct the text, or add it to the recipe, below values: "text" = "value".',
    ),
    why=Text(
        id="Istilah yang tidak diterjemahkan menjadi kelompok tersendiri di setiap rekapitulasi.",
        en="A term that is not translated becomes a group of its own in every summary.",
    ),
    type="unknown-text",
)
UNEQUAL_TOTAL = RuleWords(
    says=Text(
        id="angka total di lembar ini tidak sama dengan jumlahnya",
        en="a total of the sheet is not the sum of its parts",
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
        id="Baris total adalah bukti: bila tidak cocok, salah satu rinciannya keliru atau hilang.",
        en="A row of totals is evidence: where it does not agree, a part is wrong or missing.",
    ),
    type="total",
)
OTHER_FIGURE = RuleWords(
    says=Text(
        id="dua sumber memberi nilai yang berbeda untuk baris yang sama",
        en="two sources give different values for the same row",
    ),
    expected=Text(
        id="nilai yang sama di semua sumber",
        en="the same value in all sources",
    ),
    remedy=Text(
        id="Periksa kedua berkas, dan perbaiki yang keliru.",
        en="Check both files, and correct the one that is wrong.",
    ),
    why=Text(
        id="Bila salah satunya dipilih diam-diam, angka yang keliru dapat terbit.",
        en="Where one is chosen silently, the wrong figure may be published.",
    ),
    type="other-figure",
)
RULES: Mapping[str, RuleWords] = {
    "unknown-name": UNKNOWN_NAME,
    "unknown-text": UNKNOWN_TEXT,
    "sheet-total": UNEQUAL_TOTAL,
    "other-figure": OTHER_FIGURE,
}
"""Code -> the words of its rule."""
