"""What is said of a recipe that is wrong, by the key that is to be corrected."""

from __future__ import annotations

from statx.texts import Text

# ---- one value ----------------------------------------------------------------------------------

UNKNOWN = Text(
    id="{key}: kunci ini tidak dikenal; mungkin maksudnya {near}",
    en="{key}: there is no such key; did you mean {near}?",
)
UNKNOWN_OF = Text(
    id="{key}: kunci ini tidak dikenal; yang ada: {known}",
    en="{key}: there is no such key; there are {known}",
)
MISSING = Text(
    id="{key}: wajib diisi, dengan {expected}",
    en="{key}: must be there, with {expected}",
)
OTHER = Text(
    id="{key} = {value!r}: seharusnya {expected}",
    en="{key} = {value!r}: it should be {expected}",
)
A_TEXT = Text(
    id="sebuah teks",
    en="a text",
)
A_FILLED_TEXT = Text(
    id="sebuah teks yang tidak kosong",
    en="a text that is not empty",
)
TEXTS = Text(
    id='daftar teks: ["…"]',
    en='a list of texts: ["…"]',
)
TEXT_OR_TEXTS = Text(
    id='sebuah teks, atau beberapa: ["…", "…"]',
    en='a text, or several: ["…", "…"]',
)
A_COUNT = Text(
    id="bilangan bulat dari 1",
    en="a whole number from 1",
)
A_DECIMAL = Text(
    id='bilangan desimal dari 0, sebagai teks: "0.5"',
    en='a decimal number from 0, as a text: "0.5"',
)
A_SCALE = Text(
    id='bilangan atau pecahan yang habis dalam desimal, sebagai teks: "1000" atau "1/1000"',
    en='a number or a fraction that ends in decimals, as a text: "1000" or "1/1000"',
)
DOWN = Text(
    id='"down"',
    en='"down"',
)
CHOICES = Text(
    id="salah satu dari {choices}",
    en="one of {choices}",
)
A_TABLE = Text(
    id="sebuah tabel (kunci = nilai)",
    en="a table (key = value)",
)
TABLES = Text(
    id="daftar tabel, masing-masing di bawah [[…]]",
    en="a list of tables, each below [[…]]",
)
A_MAP = Text(
    id='tabel teks: {{ "…" = "…" }}',
    en='a table of texts: {{ "…" = "…" }}',
).fill()
A_CONSTANT = Text(
    id='sebuah teks atau bilangan bulat, atau {{ text = "… {{tahun:year}}" }}',
    en='a text or a whole number, or {{ text = "… {{tahun:year}}" }}',
).fill()
A_PATTERN = Text(
    id="judul kolom, atau pola dengan variabel seperti {{tahun:year}} ({kinds})",
    en="a heading, or a pattern with variables such as {{tahun:year}} ({kinds})",
)
A_LETTER = Text(
    id='huruf kolom: "A"',
    en='the letter of a column: "A"',
)

# ---- several values -----------------------------------------------------------------------------

ONE_OF_THESE = Text(
    id="{key}: isi tepat satu dari {names}",
    en="{key}: give exactly one of {names}",
)
NEEDS = Text(
    id="{key}: perlu {name}, dengan {expected}",
    en="{key}: needs {name}, with {expected}",
)
ONLY_WITH = Text(
    id="{key}.{name}: hanya berlaku dengan {other}",
    en="{key}.{name}: applies only with {other}",
)
NO_SHEET = Text(
    id="perlu [sheet], atau beberapa [[source]]",
    en="needs [sheet], or several [[source]]",
)
BOTH_FORMS = Text(
    id="{name}: dengan [[source]], bagian ini ditulis di dalam setiap sumber",
    en="{name}: with [[source]], this is written inside each source",
)
NO_JOIN = Text(
    id='join: dengan beberapa [[source]], sebutkan kuncinya: ["kode_wilayah", "tahun"]',
    en='join: with several [[source]], name the key: ["kode_wilayah", "tahun"]',
)
NO_COLUMNS = Text(
    id="{key}: perlu sekurangnya satu [[column]]",
    en="{key}: needs at least one [[column]]",
)
NO_TOTAL = Text(
    id='{key}: until = "total" perlu [[total]] dengan row_with atau level',
    en='{key}: until = "total" needs a [[total]] with row_with or level',
)
NO_SUCH_COLUMN = Text(
    id="{key}: {value!r} bukan kolom resep ini; yang ada: {known}",
    en="{key}: {value!r} is no column of this recipe; there are {known}",
)
NO_FIELD = Text(
    id="{key}: perlu to, yaitu nama kolom hasilnya; tanpa to hanya kolom yang disebut within",
    en="{key}: needs to, the field it becomes; only a column that within names goes without",
)
NO_WITHIN = Text(
    id="{key}: nama {level} hanya pasti di dalam satu wilayah; isi within dengan kodenya",
    en="{key}: names of a {level} are certain only inside a region; give its code as within",
)
NO_VARIABLE = Text(
    id="{key}: polanya tidak punya variabel {name}",
    en="{key}: the pattern has no variable {name}",
)
TWICE = Text(
    id="{key}: {name} diisi dua kali",
    en="{key}: {name} is filled twice",
)

# ---- the schema ---------------------------------------------------------------------------------

NO_SUCH_FIELD = Text(
    id="skema {schema} tidak punya kolom {name}; mungkin maksudnya {known}",
    en="the schema {schema} has no field {name}; did you mean {known}?",
)
UNFILLED_FIELD = Text(
    id="skema {schema} mewajibkan {name}, dan resep tidak mengisinya: tambahkan [[column]] atau"
    " [constant]",
    en="the schema {schema} needs {name}, and the recipe does not fill it: add a [[column]] or a"
    " [constant]",
)
OTHER_VARIABLES = Text(
    id="{key}: variabel polanya ({names}) berbeda dari pola lain ({others}), jadi barisnya tidak"
    " dapat disusun",
    en="{key}: the variables of its pattern ({names}) are not those of the others ({others}), so no"
    " rows can be made of them",
)
