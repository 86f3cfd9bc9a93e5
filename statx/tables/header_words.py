"""What is said of a header."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.rule_words import RuleWords
from statx.texts import Text

RULES: Mapping[str, RuleWords] = {
    "blank-header": RuleWords(
        says=Text(
            id="baris nama kolom kosong",
            en="the header is blank",
        ),
        remedy=Text(
            id="Tulis nama kolom pada baris pertama.",
            en="Write the column names in the first line.",
        ),
        why=Text(
            id="Tanpa nama kolom, tidak ada yang tahu angka mana menyatakan apa.",
            en="Without names, nobody can tell which figure means what.",
        ),
    ),
    "unmatched-header": RuleWords(
        says=Text(
            id="tidak satu pun kolom skema ada di baris nama kolom",
            en="none of the schema's fields is in the header",
        ),
        remedy=Text(
            id="Periksa apakah skemanya tepat.",
            en="Check that it is the right schema.",
        ),
        why=Text(
            id="Diperiksa dengan skema yang salah, data lolos atau gagal tanpa arti apa-apa.",
            en="Judged by the wrong schema, data passes or fails without meaning anything.",
        ),
    ),
    "extra-label": RuleWords(
        says=Text(
            id="kolom tambahan: {label}",
            en="an extra column: {label}",
        ),
        remedy=Text(
            id="Hapus kolom itu, atau pakai skema yang memuatnya.",
            en="Remove the column, or use a schema that has it.",
        ),
        why=Text(
            id=(
                "Kolom yang tidak disepakati tidak diperiksa siapa pun, dan penerima tidak tahu"
                " cara membacanya."
            ),
            en=(
                "Nobody checks a column that was not agreed, and its receiver does not know how to"
                " read it."
            ),
        ),
    ),
    "missing-label": RuleWords(
        says=Text(
            id="kolom ini tidak ada di berkas",
            en="the file lacks this column",
        ),
        remedy=Text(
            id="Tambahkan kolom itu dengan nama persis seperti di skema.",
            en="Add the column under exactly this name.",
        ),
        why=Text(
            id=(
                "Program penerima yang mencari kolom ini akan berhenti, atau menganggap seluruh"
                " isinya kosong."
            ),
            en="A program that looks for this column stops there, or takes all of it for empty.",
        ),
    ),
    "blank-label": RuleWords(
        says=Text(
            id="kolom ini tidak bernama",
            en="this column has no name",
        ),
        remedy=Text(
            id="Tulis nama kolomnya pada baris nama kolom.",
            en="Write its name into the header.",
        ),
        why=Text(
            id=(
                "Kolom tanpa nama tidak dapat dirujuk: sebagian program membuangnya, sebagian"
                " mengarang namanya."
            ),
            en=(
                "A column without a name cannot be referred to: some programs drop it, others"
                " invent a name."
            ),
        ),
    ),
    "duplicate-label": RuleWords(
        says=Text(
            id="nama kolom ini muncul lebih dari sekali",
            en="this column name stands more than once",
        ),
        remedy=Text(
            id="Beri setiap kolom nama sendiri.",
            en="Give each column a name of its own.",
        ),
        why=Text(
            id=(
                "Program yang membaca menurut nama hanya mengambil salah satunya, dan tidak semua"
                " mengambil yang sama."
            ),
            en="Programs that read by name take only one of them, and not all take the same one.",
        ),
    ),
    "incorrect-label": RuleWords(
        says=Text(
            id="nama kolom tidak sama dengan yang di skema",
            en="the column's name is not the schema's",
        ),
        remedy=Text(
            id="Ganti nama kolomnya.",
            en="Rename the column.",
        ),
        why=Text(
            id=(
                "Kolom dengan nama lain mungkin berisi hal lain, dan tidak ditemukan bila dicari"
                " menurut namanya."
            ),
            en=(
                "A column of another name may hold something else, and is not found by who looks"
                " for it by name."
            ),
        ),
    ),
    "label-order": RuleWords(
        says=Text(
            id="urutan kolomnya lain daripada di skema; data diperiksa menurut nama kolom",
            en="the columns are in another order than in the schema; the data was judged by name",
        ),
        remedy=Text(
            id="Urutkan kolom seperti di skema: {fields}.",
            en="Put the columns in the schema's order: {fields}.",
        ),
        why=Text(
            id=(
                "Program yang membaca menurut urutan akan menukar isi kolom tanpa pesan kesalahan."
            ),
            en="Programs that read by position would swap the columns without a single error.",
        ),
    ),
    "header-line": RuleWords(
        says=Text(
            id=(
                "nama kolom ditemukan pada baris {line}, di bawah baris judul; data tidak diperiksa"
            ),
            en="the header stands on line {line}, under title lines; the data was not judged",
        ),
        remedy=Text(
            id=(
                "Sebutkan letaknya dengan {options.header_row:{row}}, atau hapus semua baris di"
                " atasnya."
            ),
            en=(
                "Say where it stands with {options.header_row:{row}}, or remove all that stands"
                " above it."
            ),
        ),
        why=Text(
            id=(
                "Hampir semua program menganggap baris pertama sebagai baris nama kolom: judul"
                " dibaca sebagai nama kolom, dan nama kolom sebagai data."
            ),
            en=(
                "Nearly every program takes the first line for the header: it reads the title as"
                " names, and the names as data."
            ),
        ),
    ),
}

OTHER_SPELLING = Text(
    id="ini {name} dengan ejaan lain",
    en="this is {name} in another spelling",
)
MAY_BE = Text(
    id="mungkin kolom {label}",
    en="it may be the column {label}",
)
NO_NAME = Text(
    id="(tanpa nama)",
    en="(without a name)",
)
