"""What is said of figures and identifiers that may not be released."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.rule_words import RuleWords
from statx.texts import Text, verbatim

WITHHOLD = Text(
    id=(
        "Rahasiakan sel ini (tulis tandanya, misalnya NA), dan satu sel lagi pada setiap"
        " penjumlahan yang memuatnya; atau gabungkan kelompoknya."
    ),
    en=(
        "Withhold this cell (write its mark, such as NA), and one more cell in every total that it"
        " is part of; or merge its group with another."
    ),
)
WITHHOLD_ANOTHER = Text(
    id="Rahasiakan satu sel lagi pada penjumlahan yang membukanya, atau gabungkan kelompoknya.",
    en="Withhold one more cell in the total that gives it away, or merge its group with another.",
)
TAKE_OUT = Text(
    id=(
        "Hapus kolom atau sel itu sebelum dirilis. Nomor yang dirusak Excel tetap kebocoran:"
        " sebagian angkanya masih terbaca."
    ),
    en=(
        "Remove the column or the cells before release. A number that Excel has spoilt is a leak"
        " all the same: part of its digits can still be read."
    ),
)

RULES: Mapping[str, RuleWords] = {
    "small-count": RuleWords(
        says=Text(
            id="jumlah kecil ditampilkan: lebih dari 0 dan kurang dari {minimum}",
            en="a small count is shown: more than 0 and less than {minimum}",
        ),
        remedy=WITHHOLD,
        why=Text(
            id="Dari jumlah yang sangat kecil, orang yang dimaksud dapat dikenali di daerahnya.",
            en="From a very small number, those who are meant can be recognised where they live.",
        ),
    ),
    "few-contributors": RuleWords(
        says=Text(
            id="nilai yang disumbang kurang dari {contributors} pihak ditampilkan",
            en="a magnitude of fewer than {contributors} contributors is shown",
        ),
        remedy=WITHHOLD,
        why=Text(
            id="Dari nilai dua usaha, masing-masing dapat menghitung nilai usaha yang lain.",
            en="From the magnitude of two businesses each can reckon that of the other.",
        ),
    ),
    "dominance": RuleWords(
        says=Text(
            id=(
                "penyumbang terbesar memegang lebih dari {one} % dari nilainya, atau dua terbesar"
                " lebih dari {two} %"
            ),
            en=(
                "the largest contributor has more than {one} % of the magnitude, or the two largest"
                " more than {two} %"
            ),
        ),
        remedy=WITHHOLD,
        why=Text(
            id="Bila satu usaha hampir seluruh nilainya, nilai itu adalah nilai usaha tersebut.",
            en="Where one business is nearly all of a magnitude, the magnitude is its own.",
        ),
    ),
    "p-percent": RuleWords(
        says=Text(
            id=(
                "penyumbang terbesar kedua dapat memperkirakan yang terbesar dengan selisih kurang"
                " dari {p} %"
            ),
            en="the second largest contributor can estimate the largest to within {p} %",
        ),
        remedy=WITHHOLD,
        why=Text(
            id="Pesaing mengurangkan nilainya sendiri dari nilai yang terbit.",
            en="A competitor subtracts its own contribution from what is published.",
        ),
    ),
    "contribution-shown": RuleWords(
        says=Text(
            id="nilai satu penyumbang ada dalam tabel yang terbuka untuk umum",
            en="the value of a single contributor stands in a table for everybody",
        ),
        remedy=Text(
            id="Hapus kolom itu sebelum dirilis; pakai hanya untuk memeriksa.",
            en="Remove the field before release; it is for checking alone.",
        ),
        why=Text(
            id="BPS tidak pernah merilis data individu (UU 16/1997).",
            en="BPS never releases individual data (Law 16/1997).",
        ),
    ),
    "recomputable": RuleWords(
        says=Text(
            id="angka yang dirahasiakan dapat dihitung kembali dari angka lain dalam tabel ini",
            en="a withheld figure can be recomputed from the other figures of this table",
        ),
        remedy=WITHHOLD_ANOTHER,
        why=Text(
            id="Satu sel kosong dalam satu baris sama dengan totalnya dikurangi sel yang lain.",
            en="The one withheld cell of a row is its total less the other cells.",
        ),
    ),
    "published-before": RuleWords(
        says=Text(
            id="angka yang dirahasiakan sudah tampil dalam rilis sebelumnya",
            en="a withheld figure was shown in the earlier release",
        ),
        remedy=Text(
            id=(
                "Angka yang sudah terbit tidak dapat dirahasiakan lagi. Catat sebagai pengecualian"
                " dengan alasannya, atau tarik rilis yang lama."
            ),
            en=(
                "What was published cannot be withheld again. Note it as an exception with its"
                " reason, or withdraw the earlier release."
            ),
        ),
        why=Text(
            id="Siapa pun dapat membuka kedua rilis berdampingan.",
            en="Anybody can open both releases side by side.",
        ),
    ),
    "recomputable-together": RuleWords(
        says=Text(
            id="angka yang dirahasiakan dapat dihitung kembali bersama rilis sebelumnya",
            en="a withheld figure can be recomputed together with the earlier release",
        ),
        remedy=WITHHOLD_ANOTHER,
        why=Text(
            id="Yang dirahasiakan dalam satu rilis tampil dalam rilis yang lain.",
            en="What one release withholds the other one shows.",
        ),
    ),
    "small-difference": RuleWords(
        says=Text(
            id="selisih dengan rilis sebelumnya lebih dari 0 dan kurang dari {minimum}",
            en="the difference to the earlier release is more than 0 and less than {minimum}",
        ),
        remedy=Text(
            id=(
                "Kumpulkan perbaikan dan rilis sekaligus, atau catat sebagai pengecualian dengan"
                " alasannya."
            ),
            en=(
                "Collect corrections and release them at once, or note an exception with its"
                " reason."
            ),
        ),
        why=Text(
            id="Selisih dua rilis adalah jumlah orang yang ditambahkan atau dikurangi.",
            en="The difference of two releases is the number of people added or taken out.",
        ),
    ),
    "identifier": RuleWords(
        says=Text(
            id="pengenal pribadi ada di dalam data: {kind}",
            en="personal identifiers are in the data: {kind}",
        ),
        remedy=TAKE_OUT,
        why=Text(
            id="Data kependudukan perseorangan dilindungi UU 24/2013 dan UU 27/2022.",
            en="Personal data are protected by Law 24/2013 and Law 27/2022.",
        ),
    ),
    "identifier-header": RuleWords(
        says=Text(
            id="nama kolom mengumumkan pengenal pribadi: {kind}",
            en="a column's name announces a personal identifier: {kind}",
        ),
        remedy=TAKE_OUT,
        why=Text(
            id="Apa pun isinya, kolom seperti ini tidak termasuk statistik.",
            en="Whatever it holds, such a column is no part of statistics.",
        ),
    ),
}
"""By code; none of them is asked of data that is only validated."""

KINDS: Mapping[str, Text] = {
    "nik": Text(
        id="NIK atau No. KK",
        en="NIK or No. KK",
    ),
    "kk": verbatim("No. KK"),
    "nip": verbatim("NIP"),
    "npwp": verbatim("NPWP"),
    "nisn": verbatim("NISN"),
    "passport": Text(
        id="paspor",
        en="passport",
    ),
    "licence": verbatim("SIM"),
    "insurance": verbatim("BPJS"),
    "phone": Text(
        id="nomor telepon",
        en="telephone number",
    ),
    "email": Text(
        id="alamat surel",
        en="e-mail address",
    ),
    "account": Text(
        id="nomor rekening",
        en="account number",
    ),
    "birth": Text(
        id="tanggal lahir",
        en="date of birth",
    ),
    "record": Text(
        id="rekam medis",
        en="medical record",
    ),
    "person": Text(
        id="nama orang",
        en="name of a person",
    ),
    "address": Text(
        id="alamat rumah",
        en="home address",
    ),
}
"""What identifiers are called."""
OF_CELLS = ("nik", "kk", "nip", "npwp", "phone", "email")
"""Kinds that are known by the look of a cell; all others a column's name announces."""
ANY_KIND = Text(
    id="NIK, nomor telepon, …",
    en="NIK, telephone number, …",
)
IN_COLUMN = Text(
    id="kolom ke-{n}: {says}",
    en="column {n}: {says}",
)
"""A column that the schema does not know: its name may be a value, where a file has no header."""
IN_LABEL = Text(
    id="nama kolom ke-{n}: {says}",
    en="the name of column {n}: {says}",
)
INTERVAL = Text(
    id="antara {low} dan {high}",
    en="between {low} and {high}",
)
EXACTLY = Text(
    id="tepat {value}",
    en="exactly {value}",
)

# ---- the questions, and why one stays open -------------------------------------------------------

DECLARED = Text(
    id="pernyataan arti setiap angka",
    en="declaration of each number",
)
IDENTIFIERS = Text(
    id="pengenal pribadi di dalam sel",
    en="personal identifiers in cells",
)
HEADERS = Text(
    id="nama kolom yang mengumumkan pengenal",
    en="column names that announce identifiers",
)
MINIMUM = Text(
    id="jumlah kecil",
    en="small counts",
)
CONTRIBUTORS = Text(
    id="jumlah penyumbang",
    en="number of contributors",
)
DOMINANCE = Text(
    id="dominasi (n, k)",
    en="dominance (n, k)",
)
P_PERCENT = Text(
    id="kaidah p-persen",
    en="p-percent rule",
)
RECOMPUTATION = Text(
    id="penghitungan kembali dari total",
    en="recomputation from totals",
)
DIFFERENCING = Text(
    id="perbandingan dengan rilis sebelumnya",
    en="differencing with the earlier release",
)

NOTHING_DECLARED = Text(
    id='skema tidak menyatakan apa-apa tentang kerahasiaan ("statx.disclosure")',
    en='the schema declares nothing about disclosure ("statx.disclosure")',
)
DECLARED_LATER = Text(
    id=(
        "versi {version} disepakati sebelum skema menyatakan kerahasiaan; pakai {newest}, yang"
        " menyatakannya"
    ),
    en=(
        "version {version} was agreed before schemas declared disclosure; use {newest}, which"
        " declares it"
    ),
)
A_CODE_LIST = Text(
    id="tabel ini daftar kode dari registri",
    en="the table is a code list of the registry",
)
NOT_DECLARED = Text(
    id="skema tidak menyatakan arti {fields}",
    en="the schema does not say what {fields} is",
)
NO_COUNTS = Text(
    id="tidak ada kolom jumlah orang atau usaha",
    en="no field is a count of persons or units",
)
NO_MAGNITUDES = Text(
    id="tidak ada kolom nilai",
    en="no field is a magnitude",
)
NO_CONTRIBUTIONS = Text(
    id="sumbangan kepada {fields} tidak ada dalam berkas",
    en="the contributions to {fields} are not in the file",
)
CONTRIBUTIONS = Text(
    id="nilai satu penyumbang",
    en="values of single contributors",
)
NO_OPEN_CONTRIBUTIONS = Text(
    id="tidak ada dalam tabel ini, atau tabelnya tidak terbuka",
    en="none in this table, or the table is not for everybody",
)
NO_RELATIONS = Text(
    id="tidak ada angka rahasia dalam total, penjumlahan, atau rasio yang dinyatakan",
    en="no confidential figure is part of a declared total, sum or ratio",
)
NO_CONFIDENTIAL = Text(
    id="tidak ada kolom jumlah atau nilai yang rahasia",
    en="no field is a count or a magnitude",
)
NO_PREVIOUS = Text(
    id="tidak ada rilis sebelumnya yang disebut",
    en="no earlier release was named",
)
NOT_IN_PREVIOUS = Text(
    id="tabel ini tidak ada dalam rilis sebelumnya",
    en="the earlier release does not have this table",
)
NO_KEY = Text(
    id="baris tidak dapat dipasangkan: kolom kunci primer tidak ada dalam rilis sebelumnya",
    en="rows cannot be paired: the earlier release lacks fields of the primary key",
)


def coded_rules() -> Mapping[str, tuple[str, Text]]:
    """Code -> (the rule in RULES, the kind of identifier that it is about).

    Of identifiers each kind has a code of its own.
    """
    coded = {}
    for name in RULES:
        if name != "identifier":
            coded[name] = (name, ANY_KIND)

    for kind in OF_CELLS:
        coded[f"identifier-{kind}"] = ("identifier", KINDS[kind])
    return coded
