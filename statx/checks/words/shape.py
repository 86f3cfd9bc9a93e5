"""What is said of rows of a wrong shape, and of columns of a wrong type."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.rule_words import RuleWords
from statx.texts import Text

RULES: Mapping[str, RuleWords] = {
    "blank-row": RuleWords(
        says=Text(
            id="baris ini kosong sama sekali",
            en="this row is completely blank",
        ),
        expected=Text(
            id="sebuah rekaman",
            en="a record",
        ),
        remedy=Text(
            id="Hapus baris kosongnya.",
            en="Remove the blank row.",
        ),
        why=Text(
            id=(
                "Sebagian program menghitung baris kosong sebagai rekaman, sebagian melewatinya:"
                " jumlah barisnya jadi berbeda."
            ),
            en=(
                "Some programs count a blank row as a record and some skip it: two readers count"
                " differently."
            ),
        ),
    ),
    "extra-cell": RuleWords(
        says=Text(
            id="baris ini memuat lebih banyak sel daripada baris nama kolomnya",
            en="this row has more cells than the header",
        ),
        expected=Text(
            id="{n} sel",
            en="{n} cells",
        ),
        remedy=Text(
            id="Apit sel yang memuat pemisah dengan tanda kutip, atau hapus pemisah yang berlebih.",
            en="Put quotes around cells that hold a delimiter, or remove the delimiters too many.",
        ),
        why=Text(
            id=(
                "Biasanya ada pemisah di dalam sebuah nilai, dan semua nilai sesudahnya bergeser ke"
                " kolom yang salah."
            ),
            en=(
                "Usually a value holds a delimiter, and everything behind it has slipped into the"
                " wrong column."
            ),
        ),
    ),
    "missing-cell": RuleWords(
        says=Text(
            id="selnya tidak ada: baris ini terlalu pendek",
            en="the cell is not there: the row is too short",
        ),
        expected=Text(
            id="sebuah sel",
            en="a cell",
        ),
        remedy=Text(
            id="Lengkapi baris itu sampai kolom terakhir.",
            en="Complete the row up to the last column.",
        ),
        why=Text(
            id=(
                "Baris yang terpotong sering berarti berkasnya terpotong, atau nilainya bergeser ke"
                " kolom lain."
            ),
            en=(
                "A row cut short often means a file cut short, or values that slipped into other"
                " columns."
            ),
        ),
    ),
    "type-mismatch": RuleWords(
        says=Text(
            id=(
                "kolom ini bertipe {found}, yang tidak dapat memuat nilainya; isinya tidak"
                " diperiksa"
            ),
            en=(
                "this column is of type {found}, which cannot hold its values; its cells were not"
                " judged"
            ),
        ),
        expected=Text(
            id="kolom bertipe {kind}",
            en="a column of type {kind}",
        ),
        remedy=Text(
            id=(
                "Tulis ulang berkasnya dengan tipe itu di program asalnya: dengan astype di"
                " pandas, dengan CAST di SQL."
            ),
            en=(
                "Write the file once more with that type in the program it comes from: with astype"
                " in pandas, with CAST in SQL."
            ),
        ),
        why=Text(
            id=(
                "Nilai dalam tipe yang salah sudah berubah: kode kehilangan nol di depan, angka"
                " panjang kehilangan digit."
            ),
            en=(
                "Values in the wrong type have changed already: codes lose leading zeros, long"
                " numbers lose digits."
            ),
        ),
    ),
}
