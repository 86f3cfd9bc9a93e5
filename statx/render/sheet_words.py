"""The sentences beside what look-ups answer."""

from __future__ import annotations

from statx.results.sheets import CheckGroup
from statx.texts import Text

# ---- schemas -------------------------------------------------------------------------------------

NAME = Text(
    id="Nama",
    en="Name",
)
TITLE = Text(
    id="Judul",
    en="Title",
)
VERSIONS = Text(
    id="Versi",
    en="Versions",
)
CLASSIFICATION = Text(
    id="Klasifikasi",
    en="Classification",
)

LAYER = Text(
    id="Registri",
    en="Registry",
)

FIELD = Text(
    id="Kolom",
    en="Field",
)
MEANING = Text(
    id="Arti",
    en="Meaning",
)
ASKED = Text(
    id="Isian",
    en="Asked",
)
UNIT = Text(
    id="Satuan",
    en="Unit",
)
KEY = Text(
    id="Kunci primer",
    en="Primary key",
)
REFERS = Text(
    id="Kunci asing",
    en="Foreign keys",
)
RULES = Text(
    id="Aturan antarkolom",
    en="Rules between columns",
)
TOTALS = Text(
    id="Penjumlahan",
    en="Totals",
)
EXAMPLE_ROW = Text(
    id="Contoh baris",
    en="An example row",
)
SOURCES = Text(
    id="Acuan",
    en="Sources",
)

# ---- regions -------------------------------------------------------------------------------------

REGION = Text(
    id=(
        "{name} ({kind})\n  Kemendagri  {code}\n  BPS         {bps}\n  dasar       {decree}, sejak"
        " {since}"
    ),
    en=(
        "{name} ({kind})\n  Kemendagri  {code}\n  BPS         {bps}\n  decree      {decree}, since"
        " {since}"
    ),
)
BEGINS = Text(
    id="\n  kode        berlaku sejak {day}",
    en="\n  code        in force since {day}",
)
ENDS = Text(
    id="\n  kode        tidak berlaku lagi; hari terakhirnya {day}",
    en="\n  code        no longer in force; its last day was {day}",
)
SUCCESSOR = Text(
    id="\n  pengganti   {name} ({code})",
    en="\n  successor   {name} ({code})",
)
WITHIN = Text(
    id="\n  di dalam    {parents}",
    en="\n  within      {parents}",
)
TWIN = Text(
    id="\n  ⚠ {code} sebagai kode {system} berarti wilayah lain: {name} (Kemendagri {other}).",
    en="\n  ⚠ {code} read as a {system} code is another place: {name} (Kemendagri {other}).",
)
NO_BPS = Text(
    id="(belum dijembatani)",
    en="(not bridged)",
)

# ---- checks --------------------------------------------------------------------------------------

ERROR = Text(
    id="kesalahan: datanya tidak lolos",
    en="error: the data does not pass",
)
WARNING = Text(
    id="peringatan: dikatakan, datanya tetap lolos",
    en="warning: said, the data passes all the same",
)
UNREADABLE = Text(
    id="berkas tidak dapat dibaca",
    en="the file cannot be read",
)

WHAT = Text(
    id="Apa",
    en="What",
)
WHERE = Text(
    id="Di mana",
    en="Where",
)
EXPECTED = Text(
    id="Mestinya",
    en="Expected",
)
WHY = Text(
    id="Mengapa",
    en="Why",
)
DO = Text(
    id="Lakukan",
    en="Do",
)
EXAMPLE = Text(
    id="Contoh",
    en="Example",
)
FOUND = Text(
    id="Tertulis",
    en="Found",
)

PLACE = Text(
    id="samples/{sample}, baris {line}",
    en="samples/{sample}, line {line}",
)
IN_FIELD = Text(
    id="kolom {field} ({schema})",
    en="field {field} ({schema})",
)
IN_FIELDS = Text(
    id="kolom {fields} ({schema})",
    en="fields {fields} ({schema})",
)
IN_TABLE = Text(
    id="tabel ({schema})",
    en="the table ({schema})",
)
GROUPS = {
    CheckGroup.FILES: Text(
        id="Berkas yang tidak dapat dibaca",
        en="Files that cannot be read",
    ),
    CheckGroup.TABLES: Text(
        id="Yang diperiksa pada setiap tabel, menurut skemanya",
        en="Checks of every table, as its schema asks",
    ),
    CheckGroup.SCHEMAS: Text(
        id="Aturan dan penjumlahan milik satu skema", en="Rules and totals of single schemas"
    ),
}
EXPLAIN_ONE = Text(
    id="Jelaskan satu di antaranya dengan contoh: statx explain KODE",
    en="Explain one of them by an example: statx explain CODE",
)
