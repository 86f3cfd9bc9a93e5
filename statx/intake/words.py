"""What is said of what a sheet holds that its recipe cannot make a table of."""

from __future__ import annotations

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
SUM = Text(
    id="jumlah {cells} = {sum}",
    en="the sum of {cells} is {sum}",
)
NEAR_NAME = Text(
    id="mungkin {name}; bila ya: {line}",
    en="perhaps {name}; if so: {line}",
)
SHARED_NAME = Text(
    id="dimiliki {names}; pilih satu: {line}",
    en="that is {names}; choose one: {line}",
)
VALUE_LINE = Text(
    id="di bawah values: {line}",
    en="below values: {line}",
)
SAYS_ELSEWHERE = Text(
    id="{cell} mengatakan {value!r}",
    en="{cell} says {value!r}",
)
NOT_ADDED_UP = Text(
    id="total yang tidak dijumlahkan",
    en="totals that do not add up",
)
NO_FIGURE = Text(
    id="total tanpa angka",
    en="totals without a figure",
)
STEPS = Text(
    id="{field}: angka sumbernya dibulatkan, jadi hasilnya hanya teliti sampai {step}.",
    en="{field}: the source has rounded figures, so the result is exact to {step} only.",
)
ONE_SIDED = Text(
    id="{n} baris tidak ada di {place}, sehingga kolom dari sumber itu kosong.",
    en="{n} rows are not in {place}, so what it gives is empty there.",
)
TIDIED = Text(
    id="Dirapikan dengan resep {recipe} (disahkan: {confirmed}).",
    en="Tidied by the recipe {recipe} (confirmed: {confirmed}).",
)
BY_THE_RECIPE = Text(
    id="Disebut dalam resep.",
    en="Named by the recipe.",
)
