"""What is said of cells: the types in words, and every constraint that a cell can break."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.findings import Severity
from statx.results.rule_words import RuleWords
from statx.texts import Text, verbatim

KINDS: Mapping[str, Text] = {
    "string": Text(
        id="teks",
        en="text",
    ),
    "integer": Text(
        id="bilangan bulat",
        en="a whole number",
    ),
    "number": Text(
        id="angka",
        en="a number",
    ),
    "boolean": Text(
        id="nilai benar/salah",
        en="true or false",
    ),
    "date": Text(
        id="tanggal",
        en="a date",
    ),
    "datetime": Text(
        id="tanggal dan jam",
        en="a date and time",
    ),
    "time": Text(
        id="jam",
        en="a time of day",
    ),
    "year": Text(
        id="tahun empat angka",
        en="a year of four digits",
    ),
    "yearmonth": Text(
        id="bulan dan tahun (2024-07)",
        en="a month of a year (2024-07)",
    ),
    "duration": Text(
        id="lama waktu ISO 8601 (P1Y2M)",
        en="an ISO 8601 duration (P1Y2M)",
    ),
    "geopoint": Text(
        id="titik koordinat (bujur, lintang)",
        en="a point (longitude, latitude)",
    ),
    "geojson": Text(
        id="objek GeoJSON",
        en="a GeoJSON object",
    ),
    "object": Text(
        id="objek JSON",
        en="a JSON object",
    ),
    "array": Text(
        id="larik JSON",
        en="a JSON array",
    ),
    "list": Text(
        id="daftar",
        en="a list",
    ),
    "any": Text(
        id="apa saja",
        en="anything",
    ),
}
"""How a person would write a cell of each type."""
EXAMPLES: Mapping[str, str] = {
    "date": "2024-01-31",
    "datetime": "2024-01-31T08:00:00",
    "time": "08:00:00",
}
NUMBER_EXAMPLES: Mapping[str, Text] = {
    ".": Text(
        id="1234.56, titik sebagai tanda desimal, tanpa pemisah ribuan",
        en="1234.56",
    ),
    ",": verbatim("1.234,56"),
}
"""By decimal mark."""

OUT_OF_BOUNDS = Text(
    id=(
        "Nilai di luar batas hampir selalu salah ketik, salah satuan, atau salah kolom, dan ikut"
        " menggeser rata-rata."
    ),
    en=(
        "A value out of bounds is nearly always a slip of the key, the unit or the column, and"
        " shifts every mean with it."
    ),
)
"""Why bounds are asked for, all four kinds."""

RULES: Mapping[str, RuleWords] = {
    "type-error": RuleWords(
        says=Text(
            id="isinya tidak dapat dibaca sebagai {kind}",
            en="cannot be read as {kind}",
        ),
        remedy=Text(
            id="Tulis ulang sel itu sebagai {kind}.",
            en="Write the cell as {kind}.",
        ),
        why=Text(
            id=(
                "Nilai yang tidak terbaca hilang dari setiap jumlah dan rata-rata, atau membuat"
                " seluruh kolom dibaca sebagai teks."
            ),
            en=(
                "A value that cannot be read drops out of every sum and mean, or turns the whole"
                " column into text."
            ),
        ),
    ),
    "required": RuleWords(
        says=Text(
            id="wajib diisi, tetapi kosong",
            en="is required, but empty",
        ),
        remedy=Text(
            id="Isi selnya; nilainya memang harus ada.",
            en="Fill the cell in: there must be a value.",
        ),
        why=Text(
            id="Tanpa nilai ini, barisnya tidak dapat digabungkan, dihitung, atau dibandingkan.",
            en="Without it, the row cannot be joined, counted or compared.",
        ),
        type="constraint-error",
    ),
    "minimum": RuleWords(
        says=Text(
            id="nilainya terlalu kecil",
            en="is too small",
        ),
        remedy=Text(
            id="Periksa nilainya, juga satuannya.",
            en="Check the value, and its unit.",
        ),
        why=OUT_OF_BOUNDS,
        type="constraint-error",
    ),
    "maximum": RuleWords(
        says=Text(
            id="nilainya terlalu besar",
            en="is too large",
        ),
        remedy=Text(
            id="Periksa nilainya, juga satuannya.",
            en="Check the value, and its unit.",
        ),
        why=OUT_OF_BOUNDS,
        type="constraint-error",
    ),
    "exclusive-minimum": RuleWords(
        says=Text(
            id="nilainya terlalu kecil",
            en="is too small",
        ),
        remedy=Text(
            id="Periksa nilainya, juga satuannya.",
            en="Check the value, and its unit.",
        ),
        why=OUT_OF_BOUNDS,
        type="constraint-error",
    ),
    "exclusive-maximum": RuleWords(
        says=Text(
            id="nilainya terlalu besar",
            en="is too large",
        ),
        remedy=Text(
            id="Periksa nilainya, juga satuannya.",
            en="Check the value, and its unit.",
        ),
        why=OUT_OF_BOUNDS,
        type="constraint-error",
    ),
    "min-length": RuleWords(
        says=Text(
            id="isinya terlalu pendek",
            en="is too short",
        ),
        remedy=Text(
            id="Lengkapi isinya.",
            en="Complete it.",
        ),
        why=Text(
            id=(
                "Isi yang terlalu pendek biasanya terpotong, misalnya kode yang kehilangan nol di"
                " depan."
            ),
            en="A text too short has usually been cut, such as a code that lost its leading zero.",
        ),
        type="constraint-error",
    ),
    "max-length": RuleWords(
        says=Text(
            id="isinya terlalu panjang",
            en="is too long",
        ),
        remedy=Text(
            id="Ringkas isinya.",
            en="Shorten it.",
        ),
        why=Text(
            id="Isi yang lebih panjang akan dipotong oleh sistem penerima, atau ditolak di sana.",
            en="A longer text is cut off by the system that receives it, or refused there.",
        ),
        type="constraint-error",
    ),
    "pattern": RuleWords(
        says=Text(
            id="bentuknya tidak sesuai",
            en="is not of the agreed form",
        ),
        remedy=Text(
            id="Tulis dalam bentuk yang disepakati.",
            en="Write it in the agreed form.",
        ),
        why=Text(
            id=(
                "Kode yang ditulis dengan bentuk lain tidak menemukan pasangannya saat tabel"
                " digabungkan."
            ),
            en="A code written otherwise finds no match when tables are joined.",
        ),
        type="constraint-error",
    ),
    "enum": RuleWords(
        says=Text(
            id="tidak ada dalam daftar isian",
            en="is not in the list of values",
        ),
        remedy=Text(
            id="Ganti dengan salah satu isian yang disepakati.",
            en="Replace it by one of the agreed values.",
        ),
        why=Text(
            id=(
                "Setiap ejaan lain menjadi kelompok tersendiri, dan semua rekapitulasi per kelompok"
                " menjadi salah."
            ),
            en="Each other spelling becomes a group of its own, and every count by group is wrong.",
        ),
        type="constraint-error",
    ),
    "categories": RuleWords(
        says=Text(
            id="bukan salah satu kategori",
            en="is none of the categories",
        ),
        remedy=Text(
            id="Ganti dengan salah satu kategori yang disepakati.",
            en="Replace it by one of the agreed categories.",
        ),
        why=Text(
            id="Nilai di luar kategori tidak punya label dan tidak masuk ke tabulasi mana pun.",
            en="A value outside the categories has no label and falls out of every tabulation.",
        ),
        type="constraint-error",
    ),
    "items": RuleWords(
        says=Text(
            id="salah satu unsur lariknya tidak sesuai", en="an item of the array does not fit"
        ),
        remedy=Text(
            id="Periksa unsur-unsurnya.",
            en="Check the items.",
        ),
        why=Text(
            id=(
                "Satu unsur yang salah merusak semua hitungan atas larik itu, dan sukar terlihat di"
                " dalam selnya."
            ),
            en=(
                "One wrong item spoils whatever is computed from the array, and is hard to see"
                " inside its cell."
            ),
        ),
        type="constraint-error",
    ),
    "decimals": RuleWords(
        says=Text(
            id="desimalnya lebih banyak daripada yang disepakati",
            en="has more decimals than agreed",
        ),
        remedy=Text(
            id="Bulatkan di sumbernya; bila titik itu pemisah ribuan, pakai {options.locale:id}.",
            en="Round it at its source; where the point groups thousands, use {options.locale:id}.",
        ).fill(),
        why=Text(
            id=(
                "Angkanya bukan angka yang diterbitkan, atau titik pemisah ribuan terbaca sebagai"
                " titik desimal."
            ),
            en=(
                "It is not the figure that is published, or a point that groups thousands was read"
                " as a decimal point."
            ),
        ),
    ),
    "unusual-form": RuleWords(
        says=Text(
            id=(
                "diterima, tetapi penulisannya tidak lazim sehingga program lain dapat membacanya"
                " lain"
            ),
            en="accepted, but written in an unusual way that other programs may read otherwise",
        ),
        remedy=Text(
            id="Tulis tanpa spasi, nol di depan, tanda + atau garis bawah.",
            en="Write it without spaces, leading zeros, plus signs or underscores.",
        ),
        why=Text(
            id=(
                "Lembar kerja dan program lain membacanya dengan cara lain: nol di depan hilang,"
                " angka menjadi teks."
            ),
            en=(
                "Spreadsheets and other programs read it otherwise: leading zeros vanish, numbers"
                " become text."
            ),
        ),
        severity=Severity.WARNING,
    ),
}

BOUNDS: Mapping[str, Text] = {
    "minimum": Text(
        id="minimal {bound}",
        en="at least {bound}",
    ),
    "maximum": Text(
        id="maksimal {bound}",
        en="at most {bound}",
    ),
    "exclusiveMinimum": Text(
        id="lebih dari {bound}",
        en="more than {bound}",
    ),
    "exclusiveMaximum": Text(
        id="kurang dari {bound}",
        en="less than {bound}",
    ),
    "minLength": Text(
        id="minimal {bound} karakter",
        en="length at least {bound}",
    ),
    "maxLength": Text(
        id="maksimal {bound} karakter",
        en="length at most {bound}",
    ),
}
"""What each constraint with one bound asks of a cell."""
OF_FORM = Text(
    id="bentuk: {form}",
    en="the form: {form}",
)
A_VALUE = Text(
    id="sebuah nilai",
    en="a value",
)
AT_MOST_DECIMALS = Text(
    id="paling banyak {n} desimal",
    en="decimals: at most {n}",
)
ONE_OF = Text(
    id="salah satu dari: {values}",
    en="one of: {values}",
)
EACH_ITEM = Text(
    id="setiap unsur: {constraints}",
    en="each item: {constraints}",
)

ROUND_IT = Text(
    id="Bulatkan di sumbernya.",
    en="Round it at its source.",
)
"""Where the file is read with decimal commas, and no point can be a mark of thousands."""
