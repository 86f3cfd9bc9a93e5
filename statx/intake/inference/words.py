"""What is said of a schema that was drafted from data."""

from __future__ import annotations

from collections.abc import Mapping

from statx.registry.vocabulary import CodeSystem
from statx.texts import Text

SYSTEMS: Mapping[CodeSystem, str] = {"kemendagri": "Kemendagri", "bps": "BPS"}

KEY = Text(
    id="Kunci utama: {names}; tidak ada dua baris yang sama di dalamnya.",
    en="Primary key: {names}; no two rows are alike in it.",
)
KEY_UNTIL_THE_LIMIT = Text(
    id=(
        "Kunci utama tidak ditemukan di antara kombinasi yang dicoba; pencarian dihentikan pada"
        " batasnya. Tuliskan sendiri di primaryKey."
    ),
    en=(
        "No primary key was found among the sets of columns that were tried; the search was cut at"
        " its limit. Write it into primaryKey yourself."
    ),
)
NO_KEY = Text(
    id=(
        "Tidak ada kunci utama: pada kombinasi kolom mana pun ada baris yang berulang atau kosong."
        " Periksa apakah ada baris ganda."
    ),
    en=(
        "There is no primary key: in every set of columns rows repeat or lack a value. See whether"
        " there are records twice."
    ),
)
NOTHING_FOR_A_KEY = Text(
    id=(
        "Tidak ada kunci utama: tidak ada kolom tanpa sel kosong yang menamai barisnya atau"
        " menyebut waktunya. Ukuran tidak dijadikan kunci."
    ),
    en=(
        "There is no primary key: no column without empty cells names or dates the records."
        " Measures are no keys."
    ),
)
CALENDAR_OUTSIDE_KEY = Text(
    id=(
        "Di luar kunci utama, karena data ini unik tanpanya: {names}. Tambahkan bila datanya akan"
        " bertambah."
    ),
    en=(
        "Outside the primary key, as this data is unique without it: {names}. Add it where more is"
        " to come."
    ),
)
CODES = Text(
    id="{name}: kode wilayah {system} sampai tingkat {level}; daftar kode: {code_list}.",
    en="{name}: {system} region codes down to level {level}; code list: {code_list}.",
)
CODES_WITHOUT_LIST = Text(
    id="{name}: kode wilayah {system} sampai tingkat {level}.",
    en="{name}: {system} region codes down to level {level}.",
)
UNPROVEN_SYSTEM = Text(
    id=(
        "{name} dibaca sebagai kode BPS, tetapi angka yang sama juga kode Kemendagri wilayah lain."
        " Tidak ada kolom nama wilayah yang membuktikannya."
    ),
    en=(
        "{name} is read as BPS codes, but the same digits are Kemendagri codes of other places. No"
        " column of region names proves it."
    ),
)
UNKNOWN_CODES = Text(
    id=(
        "{name} tampak berisi kode {system}, tetapi ini bukan kodenya: {codes}. Daftar kode"
        " tidak diusulkan."
    ),
    en="{name} looks like {system} codes, but these are none: {codes}. No code list is proposed.",
)
OTHER_SYSTEM = Text(
    id=(
        "{name}: pada {n} baris, namanya nama wilayah dengan angka yang sama dalam sistem kode"
        " yang lain. Kode wilayah tidak diusulkan."
    ),
    en=(
        "{name}: in {n} rows the name is that of the place with the same digits in the other code"
        " system. No region codes are proposed."
    ),
)
NAMES_DIFFER = Text(
    id=(
        "{name}: {n} baris tidak memuat nama wilayah dengan kode itu; kolom ini tidak"
        " diusulkan sebagai nama wilayah."
    ),
    en=(
        "{name}: {n} rows do not have the name of the region with that code; it is not"
        " proposed as its name."
    ),
)
CODES_NOT_IN_FORCE = Text(
    id="{name}: kode pada {n} baris tidak berlaku pada masanya; daftar kode tidak diusulkan.",
    en="{name}: the codes of {n} rows are not in force in their period; no code list is proposed.",
)
ENUMS = Text(
    id=(
        "Daftar nilai tertutup (enum): {names}. Diusulkan bila paling banyak 20 nilai,"
        " masing-masing berulang; periksa apakah ada nilai lain yang mungkin muncul."
    ),
    en=(
        "Closed lists of values (enum): {names}. Proposed for at most 20 values that each recur;"
        " see whether others may come."
    ),
)
OTHER_LOCALE = Text(
    id=(
        "{names}: angkanya hanya terbaca sebagai {options.locale:{locale}}; kini diusulkan"
        " sebagai teks."
    ),
    en=(
        "{names}: the numbers can only be read with {options.locale:{locale}}; they are"
        " proposed as text."
    ),
)
BOTH_LOCALES = Text(
    id=(
        "{names}: angka seperti 1.234 terbaca dalam kedua cara penulisan; di sini titik"
        " adalah {meaning}."
    ),
    en="{names}: numbers like 1.234 can be read both ways; here the point is {meaning}.",
)
DECIMAL_POINT = Text(
    id="tanda desimal",
    en="a decimal point",
)
GROUP_SIGN = Text(
    id="pemisah ribuan",
    en="a sign of grouping",
)
AMBIGUOUS_DAYS = Text(
    id="{names}: tanggalnya dapat dibaca dengan hari atau bulan di depan; diusulkan sebagai teks.",
    en="{names}: the dates can be read with the day or the month first; they are proposed as text.",
)
BINARY_NOISE = Text(
    id="{names}: ada angka dengan lebih dari 12 desimal; banyaknya desimal tidak diusulkan.",
    en="{names}: there are numbers with more than 12 decimals; how many is not proposed.",
)
MARKS = Text(
    id="Tanda untuk angka yang tidak ada: {marks}.",
    en="Marks for a figure that is not there: {marks}.",
)
EMPTY_COLUMNS = Text(
    id="Tidak ada nilai pada {names}; diusulkan sebagai teks.",
    en="{names} have no value at all; they are proposed as text.",
)
MISSHAPEN = Text(
    id=(
        "{path}: {n} baris jumlah selnya lain daripada baris nama kolom atau kosong semua, dan"
        " tidak lolos dengan skema apa pun."
    ),
    en=(
        "{path}: {n} records have another number of cells than the header or no value at all, and"
        " pass under no schema."
    ),
)
EMPTY_LABEL = Text(
    id="ada kolom tanpa nama",
    en="a column has no name",
)
LABEL_TWICE = Text(
    id="kolom {label} ada dua kali",
    en="there are two columns {label}",
)
