"""What is said of cells that a workbook keeps otherwise than it shows them."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.findings import Severity
from statx.results.rule_words import RuleWords
from statx.texts import Text

RULES: Mapping[str, RuleWords] = {
    "error-cell": RuleWords(
        says=Text(
            id="sel ini memuat galat Excel, bukan nilai",
            en="this cell holds an error of Excel, no value",
        ),
        expected=Text(
            id="sebuah nilai",
            en="a value",
        ),
        remedy=Text(
            id="Perbaiki rumusnya di Excel, atau isi nilainya.",
            en="Mend the formula in Excel, or enter the value.",
        ),
        why=Text(
            id=(
                "Di kolom teks, #REF! dan #N/A lolos sebagai kata, lalu tampil sebagai nama wilayah"
                " atau keterangan."
            ),
            en="In a column of text #REF! and #N/A pass for words, and come out as names.",
        ),
        type="cell-error",
    ),
    "covered-cell": RuleWords(
        says=Text(
            id="nilai ini tertutup sel yang digabung, sehingga tidak terlihat di Excel",
            en="this value lies below a merged cell, where nobody sees it in Excel",
        ),
        expected=Text(
            id="tidak ada nilai di bawah sel yang digabung",
            en="no value below a merged cell",
        ),
        remedy=Text(
            id="Pisahkan selnya (Unmerge), lalu hapus atau pertahankan nilainya.",
            en="Unmerge the cells, then delete the value or keep it.",
        ),
        why=Text(
            id="Yang melihat bukunya menyetujui satu angka, sedangkan yang dibaca program dua.",
            en="Who looks at the book agrees to one figure, and a program reads two.",
        ),
        type="cell-error",
    ),
    "merged-cell": RuleWords(
        says=Text(
            id="sel ini digabung dengan tetangganya; hanya baris dan kolom pertamanya yang berisi",
            en="this cell is merged with others; only its first row and column hold the value",
        ),
        expected=Text(
            id="satu sel untuk setiap nilai",
            en="a cell for each value",
        ),
        remedy=Text(
            id="Pisahkan selnya (Unmerge), lalu isi nilainya di setiap baris.",
            en="Unmerge the cells, and enter the value in each row.",
        ),
        why=Text(
            id=(
                "Mata membaca satu nilai untuk semua baris yang digabung; program membaca sel"
                " kosong di semua baris selain yang pertama."
            ),
            en=(
                "The eye reads one value for all merged rows; a program reads empty cells in all"
                " but the first."
            ),
        ),
        severity=Severity.WARNING,
        type="cell-error",
    ),
    "code-as-number": RuleWords(
        says=Text(
            id="teks ini tersimpan sebagai bilangan; nol di depan atau di belakang bisa hilang",
            en="this text is stored as a number; zeros at its front or end may be lost",
        ),
        expected=Text(
            id="teks",
            en="text",
        ),
        remedy=Text(
            id="Ubah format kolomnya menjadi Teks di Excel, lalu ketik ulang kodenya.",
            en="Give the column the format Text in Excel, and enter the codes again.",
        ),
        why=Text(
            id="Excel mengubah kode 0012 menjadi 12, dan 13.10 menjadi 13.1: kode wilayah lain.",
            en="Excel makes 12 of the code 0012, and 13.1 of 13.10: the code of another region.",
        ),
        severity=Severity.WARNING,
        type="cell-error",
    ),
    "number-as-text": RuleWords(
        says=Text(
            id="bilangan ini tersimpan sebagai teks, dan dibaca menurut penulisan angka kolomnya",
            en="this number is stored as text, and is read as the column writes numbers",
        ),
        expected=Text(
            id="bilangan",
            en="a number",
        ),
        remedy=Text(
            id="Ubah menjadi bilangan di Excel (Data > Teks ke Kolom), lalu periksa jumlahnya.",
            en="Turn it into a number in Excel (Data > Text to Columns), and compare the totals.",
        ),
        why=Text(
            id="Rumus SUM di Excel melewati bilangan yang tersimpan sebagai teks.",
            en="SUM in Excel leaves out numbers that are stored as text.",
        ),
        severity=Severity.WARNING,
        type="cell-error",
    ),
    "shown-otherwise": RuleWords(
        says=Text(
            id="yang tampak di Excel lain daripada yang tersimpan; yang diperiksa yang tersimpan",
            en="Excel shows another number than is stored; what is stored was judged",
        ),
        expected=Text(
            id="bilangan yang tampak seperti tersimpan",
            en="a number that is shown as it is stored",
        ),
        remedy=Text(
            id=(
                "Bila yang tampak itulah nilainya, kalikan di Excel dan beri format Angka; resep"
                " statx tidy juga dapat menyatakannya."
            ),
            en=(
                "If what is shown is the value, multiply it in Excel and give it the format Number;"
                " a recipe of statx tidy can say so, too."
            ),
        ),
        why=Text(
            id="Yang tampak 7,5% tetapi tersimpan 0,075 terbaca 0,075 persen: seperseratusnya.",
            en="What is shown as 7.5% and stored as 0.075 is taken for 0.075 percent, a hundredth.",
        ),
        severity=Severity.WARNING,
        type="cell-error",
    ),
}
