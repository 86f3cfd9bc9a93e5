"""What can be wrong with a schema, a descriptor or a dialect, in sentences."""

from __future__ import annotations

from statx.texts import Text, verbatim

OF_FIELD = Text(
    id="kolom {field}: {fault}",
    en="field {field}: {fault}",
)
OF_PROPERTY = verbatim("{name}: {fault}")

# ---- JSON ----------------------------------------------------------------------------------------

NO_JSON_HERE = Text(
    id="JSON: bukan JSON yang benar di baris {line}, karakter {column}",
    en="JSON: no valid JSON in line {line}, character {column}",
)
NOT_UTF_8 = Text(
    id="JSON: byte ke-{at} bukan UTF-8",
    en="JSON: byte {at} is no UTF-8",
)
TOO_DEEP = Text(
    id="JSON: bersarang lebih dari {most} tingkat",
    en="JSON: nested deeper than {most} levels",
)
NUMBER_TOO_LONG = Text(
    id="JSON: angka yang terlalu panjang",
    en="JSON: a number that is too long",
)
HALF_A_LETTER = Text(
    id="JSON: teks berisi setengah huruf (surrogate tanpa pasangan)",
    en="JSON: a text holds half a letter (a lone surrogate)",
)
NO_FIELDS = verbatim('"fields": …')

# ---- shapes --------------------------------------------------------------------------------------

NOT_AN_OBJECT = Text(
    id="{name}: bukan objek",
    en="{name}: not an object",
)
NOT_A_LIST = Text(
    id="{name}: bukan daftar",
    en="{name}: not a list",
)
NOT_A_LIST_OF_LISTS = Text(
    id="{name}: bukan daftar berisi daftar", en="{name}: not a list of lists"
)
NOT_A_LIST_OF_VALUES = Text(
    id="{name}: bukan daftar nilai",
    en="{name}: not a list of values",
)
NOT_A_LIST_OF_TEXTS = Text(
    id="{name}: bukan daftar teks",
    en="{name}: not a list of texts",
)
NOT_A_LIST_OF_NAMES = Text(
    id="{name}: bukan daftar nama kolom",
    en="{name}: not a list of field names",
)
NOT_TRUE_OR_FALSE = Text(
    id="{name}: bukan true atau false",
    en="{name}: not true or false",
)
NO_TEXT = Text(
    id="{name}: {value!r} bukan teks",
    en="{name}: {value!r} is no text",
)
NONE_OF = Text(
    id="{name}: {value!r} bukan salah satu dari {known}",
    en="{name}: {value!r} is none of {known}",
)

# ---- fields --------------------------------------------------------------------------------------

EMPTY_FIELDS = Text(
    id="fields: kosong",
    en="fields: empty",
)
NO_NAME = Text(
    id="kolom {number}: tanpa nama",
    en="field {number}: no name",
)
NAMED_TWICE = Text(
    id="namanya dipakai dua kali",
    en="named twice",
)
UNKNOWN_TYPE = Text(
    id="type {value!r} tidak dikenal",
    en="type {value!r} is not known",
)
UNKNOWN_FORMAT = Text(
    id="format {value!r} bukan salah satu dari {known}",
    en="format {value!r} is none of {known}",
)
GUESSING_FORMAT = Text(
    id='format "any" menebak (05/01 bisa Mei atau Januari); tulis formatnya, misalnya "%d/%m/%Y"',
    en='format "any" guesses (05/01 is May or January); name the format, such as "%d/%m/%Y"',
)
NO_DATE_FORMAT = Text(
    id="format {value!r} bukan format tanggal; tulis {better!r}, atau hilangkan",
    en="format {value!r} is no date format; write {better!r}, or leave it out",
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
NO_LENGTH = Text(
    id="{name}: {value!r} bukan panjang",
    en="{name}: {value!r} is not a length",
)
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

NO_FIELDS_OF = Text(
    id="{name}: nama kolom untuk masing-masing dari {allowed}",
    en="{name}: the name of a field for each of {allowed}",
)
UNKNOWN_FIELD = Text(
    id="{name}: tidak ada kolom {value!r}",
    en="{name}: there is no field {value!r}",
)
EMPTY_KEY = Text(
    id="uniqueKeys: kunci kosong",
    en="uniqueKeys: an empty key",
)
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

OTHER_PACKAGE = Text(
    id="foreignKeys: {name!r} tidak dapat diikuti; acuan harus berada dalam paket atau registri",
    en="foreignKeys: {name!r} cannot be followed; what it refers to must be in package or registry",
)

# ---- properties at the wrong level, or of other programs -----------------------------------------

MISPLACED = Text(
    id="{name!r} tidak berlaku di sini; tempatnya {place}",
    en="{name!r} has no effect here; it belongs {place}",
)
IN_CONSTRAINTS = Text(
    id='di "constraints" milik kolom',
    en='in "constraints" of a field',
)
IN_FIELD = Text(
    id='pada sebuah kolom dalam "fields"',
    en='at a field in "fields"',
)
IN_SCHEMA = Text(
    id='di "schema"',
    en='in "schema"',
)
IN_DIALECT = Text(
    id='di "dialect"',
    en='in "dialect"',
)
IN_RESOURCE = Text(
    id='pada sumber data dalam "resources" di datapackage.json',
    en='at a resource in "resources" of datapackage.json',
)
NOT_SUPPORTED = Text(
    id="{name!r} tidak didukung statx, dan tanpa itu hasilnya lain",
    en="{name!r} is not supported by statx, and without it the result would be another",
)

# ---- resources -----------------------------------------------------------------------------------

OF_RESOURCE = Text(
    id="sumber data {resource}: {fault}",
    en="resource {resource}: {fault}",
)
NO_RESOURCES = verbatim('"resources": …')
NO_OBJECT = verbatim("{{…}}")
NO_PATH = Text(
    id='perlu "path" dengan satu berkas, misalnya "data/….csv"',
    en='needs "path" with one file, such as "data/….csv"',
)
NO_RESOURCE_NAME = Text(
    id='perlu "name"',
    en='needs a "name"',
)
SAME_NAME = Text(
    id="nama ini sudah dipakai sumber data lain",
    en="this name is another resource's already",
)
NO_COUNT = Text(
    id="{name}: {value!r} bukan bilangan bulat mulai dari 0",
    en="{name}: {value!r} is no whole number from 0",
)
NO_HASH = Text(
    id="{name}: {value!r} tidak dapat diperiksa; tulis sha256:… atau md5:…",
    en="{name}: {value!r} cannot be verified; write sha256:… or md5:…",
)
DECLARED_TWICE = Text(
    id="{name} disebut dua kali dengan nilai yang berbeda",
    en="{name} is declared twice, with different values",
)
NO_SCHEMA = Text(
    id="schema: {value!r} bukan objek, dan bukan nama berkas",
    en="schema: {value!r} is neither an object nor the name of a file",
)
NO_SCHEMA_FILE = verbatim("schema {path}: {reason}")
NO_DIALECT = Text(
    id="dialect: {value!r} bukan objek, dan bukan nama berkas",
    en="dialect: {value!r} is neither an object nor the name of a file",
)
LEAVES_FOLDER = Text(
    id="path {path!r} keluar dari foldernya; semua acuan harus berkas di folder itu",
    en="path {path!r} leads out of its folder; all it refers to must be files there",
)

# ---- rules and totals ----------------------------------------------------------------------------

NO_FORMULA = Text(
    id='aturan tanpa "formula"',
    en='rule without "formula"',
)
RULE = Text(
    id="aturan {id}: {fault}",
    en="rule {id}: {fault}",
)
TOTAL = Text(
    id="penjumlahan {id}: {fault}",
    en="total {id}: {fault}",
)
ENGLISH_IS_NO_OBJECT = Text(
    id="en bukan objek",
    en="en is not an object",
)
NOT_UNDERSTOOD = Text(
    id="{part} tidak dipahami",
    en="{part} is not understood",
)
NO_FIELD_NAMES = Text(
    id="bukan daftar nama kolom",
    en="not a list of field names",
)
NO_FIELD_NAMED = Text(
    id="tidak ada kolom {value!r}",
    en="there is no field {value!r}",
)
SPEAKS_OF_NO_FIELD = Text(
    id="tidak menyebut satu kolom pun",
    en="speaks of no field",
)
NO_TOTAL = Text(
    id='penjumlahan: perlu "id", "fields", "over", dan "by": "region" atau "total" dan "parts"',
    en='total: needs "id", "fields", "over", and "by": "region" or "total" and "parts"',
)
NO_PARTS = Text(
    id='perlu "by": "region", atau "total" dan "parts"',
    en='needs "by": "region", or "total" and "parts"',
)
NO_CONDITION = Text(
    id="where harus berupa objek: nama kolom dan isi sel yang dimaksud",
    en="where must be an object: names of fields and the texts of the cells that are meant",
)
NO_TOLERANCE = Text(
    id="tolerance {value!r} bukan angka",
    en="tolerance {value!r} is no number",
)

# ---- coverage ------------------------------------------------------------------------------------

NO_COVERAGE = Text(
    id='kelengkapan: perlu "over"',
    en='coverage: needs "over"',
)
COVERAGE = Text(
    id="kelengkapan {over}: {fault}",
    en="coverage {over}: {fault}",
)
NO_REGION_CODES = Text(
    id='kolom {value!r} bukan kolom kode wilayah ("statx.region")',
    en='field {value!r} holds no region codes ("statx.region")',
)
NO_CODES = Text(
    id='"of" bukan daftar kode wilayah',
    en='"of" is not a list of region codes',
)

# ---- dialects ------------------------------------------------------------------------------------

UNKNOWN_PROPERTY = Text(
    id='"{name}" tidak dikenal',
    en='"{name}" is not known',
)
NOT_OF_CSV = Text(
    id='"{name}" tidak berlaku untuk CSV',
    en='"{name}" does not apply to CSV',
)
OTHER_VALUE = Text(
    id='"{name}" harus {wanted}, sedangkan yang tertulis {value}',
    en='"{name}" must be {wanted}, and is {value}',
)
SAME_SIGNS = Text(
    id="pemisah, tanda kutip, dan tanda lolos harus berbeda",
    en="delimiter, quote and escape must be different signs",
)
ONE_CHARACTER = Text(
    id="satu karakter",
    en="one character",
)
ONE_SIGN = Text(
    id='satu karakter, atau ""',
    en='one character, or ""',
)
TRUE_OR_FALSE = verbatim("true, false")
A_TEXT = Text(
    id="sebuah teks",
    en="a text",
)
ASCENDING_ROWS = Text(
    id="nomor baris menaik, misalnya [1, 2]",
    en="ascending row numbers, such as [1, 2]",
)
A_NEWLINE = verbatim(r'"\n", "\r\n"')
LETTER_BY_LETTER = Text(
    id="true: nama kolom dibandingkan huruf demi huruf",
    en="true: column names are compared letter by letter",
)
