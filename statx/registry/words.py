"""What can be wrong with a schema, a descriptor or a dialect, in sentences."""

from __future__ import annotations

from statx.texts import Text, verbatim

OF_FIELD = Text(id="kolom {field}: {fault}", en="field {field}: {fault}")
OF_PROPERTY = verbatim("{name}: {fault}")

# ---- JSON ----------------------------------------------------------------------------------------

NO_JSON = verbatim("JSON: {reason}")
NO_FIELDS = verbatim('"fields": …')

# ---- shapes --------------------------------------------------------------------------------------

NOT_AN_OBJECT = Text(id="{name}: bukan objek", en="{name}: not an object")
NOT_A_LIST = Text(id="{name}: bukan daftar", en="{name}: not a list")
NOT_A_LIST_OF_LISTS = Text(
    id="{name}: bukan daftar berisi daftar", en="{name}: not a list of lists"
)
NOT_A_LIST_OF_VALUES = Text(id="{name}: bukan daftar nilai", en="{name}: not a list of values")
NOT_A_LIST_OF_TEXTS = Text(id="{name}: bukan daftar teks", en="{name}: not a list of texts")
NOT_A_LIST_OF_NAMES = Text(
    id="{name}: bukan daftar nama kolom",
    en="{name}: not a list of field names",
)
NOT_TRUE_OR_FALSE = Text(id="{name}: bukan true atau false", en="{name}: not true or false")
NO_TEXT = Text(id="{name}: {value!r} bukan teks", en="{name}: {value!r} is no text")
NONE_OF = Text(
    id="{name}: {value!r} bukan salah satu dari {known}",
    en="{name}: {value!r} is none of {known}",
)

# ---- fields --------------------------------------------------------------------------------------

EMPTY_FIELDS = Text(id="fields: kosong", en="fields: empty")
NO_NAME = Text(id="kolom {number}: tanpa nama", en="field {number}: no name")
NAMED_TWICE = Text(id="namanya dipakai dua kali", en="named twice")
UNKNOWN_TYPE = Text(id="type {value!r} tidak dikenal", en="type {value!r} is not known")
UNKNOWN_FORMAT = Text(
    id="format {value!r} bukan salah satu dari {known}",
    en="format {value!r} is none of {known}",
)
GUESSING_FORMAT = Text(
    id='format "any" menebak (05/01 bisa Mei atau Januari); tulis formatnya, misalnya "%d/%m/%Y"',
    en='format "any" guesses (05/01 is May or January); name the format, such as "%d/%m/%Y"',
)
NO_MISSING_VALUE = Text(
    id="{name}: {value!r} bukan teks, dan bukan objek yang nilainya teks",
    en="{name}: {value!r} is no text, nor an object with a value that is one",
)
NO_DECIMAL_MARK = Text(
    id="decimalChar: {value!r} bukan tanda desimal",
    en="decimalChar: {value!r} is no decimal mark",
)
NO_GROUP_MARK = Text(
    id="groupChar: {value!r} bukan pemisah ribuan",
    en="groupChar: {value!r} is no group mark",
)
ONE_MARK_FOR_TWO = Text(
    id="decimalChar dan groupChar sama-sama {value!r}",
    en="decimalChar and groupChar are both {value!r}",
)
SEPARATES_NOTHING = Text(
    id="delimiter: {value!r} tidak memisahkan apa pun",
    en="delimiter: {value!r} separates nothing",
)
NO_CATEGORIES = Text(
    id="categories tidak berlaku untuk jenis {kind!r}",
    en="categories do not apply to type {kind!r}",
)
NO_DECIMALS = Text(
    id="statx.decimals: {value!r} bukan banyaknya desimal",
    en="statx.decimals: {value!r} is no number of decimals",
)
NO_REGION = Text(
    id='statx.region: perlu "system" dan "level"',
    en='statx.region: needs "system" and "level"',
)
UNKNOWN_SYSTEM = Text(
    id="statx.region: system {value!r} bukan salah satu dari {known}",
    en="statx.region: system {value!r} is none of {known}",
)

# ---- constraints ---------------------------------------------------------------------------------

OTHER_CONSTRAINT = Text(
    id="batasan {name!r} tidak berlaku untuk jenis {kind!r}",
    en="constraint {name!r} does not apply to type {kind!r}",
)
NO_LENGTH = Text(id="{name}: {value!r} bukan panjang", en="{name}: {value!r} is not a length")
NOT_READABLE = Text(
    id="{name}: {value!r} tidak dapat dibaca sebagai {kind}",
    en="{name}: {value!r} cannot be read as {kind}",
)
NO_PATTERN = verbatim("pattern: {reason}")
ENDLESS_PATTERN = Text(
    id=(
        "pattern: mencocokkan {pattern!r} dapat berlangsung tanpa akhir; tulis ulang tanpa"
        " pengulangan di dalam pengulangan"
    ),
    en=(
        "pattern: matching {pattern!r} could take longer than anyone waits; write it without a"
        " repeat inside a repeat"
    ),
)

# ---- keys ----------------------------------------------------------------------------------------

UNKNOWN_FIELD = Text(
    id="{name}: tidak ada kolom {value!r}",
    en="{name}: there is no field {value!r}",
)
EMPTY_KEY = Text(id="uniqueKeys: kunci kosong", en="uniqueKeys: an empty key")
NO_REFERENCE = Text(
    id='foreignKeys: masing-masing perlu "fields" dan "reference" dengan "fields"',
    en='foreignKeys: each needs "fields" and "reference" with "fields"',
)
NO_PLAIN_NAME = Text(
    id=(
        "foreignKeys: {value!r} bukan nama sumber data dalam paket atau daftar kode dalam registri;"
        " tulis namanya saja, bukan jalur berkas atau alamat"
    ),
    en=(
        "foreignKeys: {value!r} is no name of a resource of the package or of a code list of the"
        " registry; write the name alone, no path and no address"
    ),
)
AS_MANY_FIELDS = Text(
    id="foreignKeys: banyaknya kolom acuan harus sama dengan banyaknya kolom",
    en="foreignKeys: as many reference fields as fields are needed",
)

# ---- rules and totals ----------------------------------------------------------------------------

NO_FORMULA = Text(id='aturan tanpa "formula"', en='rule without "formula"')
RULE = Text(id="aturan {id}: {fault}", en="rule {id}: {fault}")
TOTAL = Text(id="penjumlahan {id}: {fault}", en="total {id}: {fault}")
ENGLISH_IS_NO_OBJECT = Text(id="en bukan objek", en="en is not an object")
NOT_UNDERSTOOD = Text(id="{part} tidak dipahami", en="{part} is not understood")
NO_FIELD_NAMES = Text(id="bukan daftar nama kolom", en="not a list of field names")
NO_FIELD_NAMED = Text(id="tidak ada kolom {value!r}", en="there is no field {value!r}")
SPEAKS_OF_NO_FIELD = Text(id="tidak menyebut satu kolom pun", en="speaks of no field")
NO_TOTAL = Text(
    id='penjumlahan: perlu "id", "fields", "over", dan "by": "region" atau "total" dan "parts"',
    en='total: needs "id", "fields", "over", and "by": "region" or "total" and "parts"',
)
NO_PARTS = Text(
    id='perlu "by": "region", atau "total" dan "parts"',
    en='needs "by": "region", or "total" and "parts"',
)
NO_TOLERANCE = Text(id="tolerance {value!r} bukan angka", en="tolerance {value!r} is no number")

# ---- coverage ------------------------------------------------------------------------------------

NO_COVERAGE = Text(id='kelengkapan: perlu "over"', en='coverage: needs "over"')
COVERAGE = Text(id="kelengkapan {over}: {fault}", en="coverage {over}: {fault}")
NO_REGION_CODES = Text(
    id='kolom {value!r} bukan kolom kode wilayah ("statx.region")',
    en='field {value!r} holds no region codes ("statx.region")',
)
NO_CODES = Text(id='"of" bukan daftar kode wilayah', en='"of" is not a list of region codes')

# ---- dialects ------------------------------------------------------------------------------------

UNKNOWN_PROPERTY = Text(id='"{name}" tidak dikenal', en='"{name}" is not known')
NOT_OF_CSV = Text(id='"{name}" tidak berlaku untuk CSV', en='"{name}" does not apply to CSV')
OTHER_VALUE = Text(
    id='"{name}" harus {wanted}, sedangkan yang tertulis {value}',
    en='"{name}" must be {wanted}, and is {value}',
)
SAME_SIGNS = Text(
    id="pemisah, tanda kutip, dan tanda lolos harus berbeda",
    en="delimiter, quote and escape must be different signs",
)
ONE_CHARACTER = Text(id="satu karakter", en="one character")
ONE_SIGN = Text(id='satu karakter, atau ""', en='one character, or ""')
TRUE_OR_FALSE = verbatim("true, false")
A_TEXT = Text(id="sebuah teks", en="a text")
ASCENDING_ROWS = Text(
    id="nomor baris menaik, misalnya [1, 2]",
    en="ascending row numbers, such as [1, 2]",
)
A_NEWLINE = verbatim(r'"\n", "\r\n"')
LETTER_BY_LETTER = Text(
    id="true: nama kolom dibandingkan huruf demi huruf",
    en="true: column names are compared letter by letter",
)
