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

# ---- regions -------------------------------------------------------------------------------------

KEMENDAGRI = Text(
    id="Kemendagri",
    en="Kemendagri",
)
BPS = Text(
    id="BPS",
    en="BPS",
)
DECREE = Text(
    id="dasar",
    en="decree",
)
SINCE = Text(
    id="{decree}, sejak {since}",
    en="{decree}, since {since}",
)
CODE = Text(
    id="kode",
    en="code",
)
BEGINS = Text(
    id="berlaku sejak {day}",
    en="in force since {day}",
)
ENDS = Text(
    id="tidak berlaku lagi; hari terakhirnya {day}",
    en="no longer in force; its last day was {day}",
)
SUCCESSOR = Text(
    id="pengganti",
    en="successor",
)
WITHIN = Text(
    id="di dalam",
    en="within",
)
TWIN = Text(
    id="{code} sebagai kode {system} menunjuk wilayah lain: {name} (Kemendagri {other}).",
    en="{code} read as a {system} code is another place: {name} (Kemendagri {other}).",
)
NO_BPS = Text(
    id="(belum ada padanan kode BPS)",
    en="(no BPS code is known)",
)
MORE_REGIONS = Text(
    id="… dan {n} lagi; persempit pencariannya.",
    en="… and {n} more; narrow the search.",
)

# ---- checks --------------------------------------------------------------------------------------

ERROR = Text(
    id="kesalahan: datanya tidak lolos",
    en="error: the data does not pass",
)
WARNING = Text(
    id="peringatan: dilaporkan, datanya tetap lolos",
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
    id="Seharusnya",
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
    id="Isi sel",
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
        id="Aturan dan uji kesesuaian jumlah milik satu skema",
        en="Rules and totals of single schemas",
    ),
    CheckGroup.SHEETS: Text(
        id="Lembar kerja yang dirapikan dengan resep (statx tidy)",
        en="Sheets that are tidied by a recipe (statx tidy)",
    ),
    CheckGroup.RELEASES: Text(
        id="Kerahasiaan, sebelum dirilis (statx clearance check)",
        en="Disclosure, before a release (statx clearance check)",
    ),
}
NOT_RELEASED = Text(
    id="jangan dirilis",
    en="not to be released",
)
A_SHEET = Text(
    id="lembar kerja, di sel yang disebut",
    en="the sheet, at the cell that is named",
)
RELEASED = Text(
    id="data yang akan dirilis",
    en="data about to be released",
)
EXPLAIN_ONE = Text(
    id="Jelaskan satu di antaranya dengan contoh: statx explain KODE",
    en="Explain one of them by an example: statx explain CODE",
)

# ---- the exchange --------------------------------------------------------------------------------

LAST_CONTACT = Text(
    id="kabar terakhir {moment}",
    en="last heard of {moment}",
)
NO_CONTACT = Text(
    id="belum ada kabar",
    en="not heard of yet",
)
SENT = Text(
    id="dikirim   {on_the_way} di perjalanan · {accepted} diterima · {rejected} ditolak",
    en="sent      {on_the_way} on the way · {accepted} accepted · {rejected} rejected",
)
RECEIVED = Text(
    id="diterima  {waiting} ditunggu · {taken} diambil · {refused} ditolak",
    en="received  {waiting} awaited · {taken} taken · {refused} refused",
)

# ---- trust ---------------------------------------------------------------------------------------

SIGNER = Text(
    id=(
        "{principal}\n  menandatangani  {signs}\n  berlaku         {validity}\n"
        "  sidik jari      {fingerprint}\n  kunci age       {recipient}"
    ),
    en=(
        "{principal}\n  signs        {signs}\n  holds        {validity}\n"
        "  fingerprint  {fingerprint}\n  age key      {recipient}"
    ),
)
REVOKED = Text(
    id="\n  ✗ sudah dicabut",
    en="\n  ✗ revoked",
)
NOT_NOW = Text(
    id="\n  ✗ tidak berlaku hari ini",
    en="\n  ✗ does not hold today",
)

# ---- codes in the other system -------------------------------------------------------------------

RECODED = Text(
    id="{path}: {cells} kode {source} pada {columns} ditulis sebagai kode {target}",
    en="{path}: {cells} {source} codes in {columns} are {target} codes now",
)
NOT_RECODED = Text(
    id="{path}: tidak disalin, karena {n} kode {source} tidak dapat ditulis sebagai kode {target}",
    en="{path}: not copied, as {n} {source} codes cannot be written as {target} codes",
)
REFUSED_CODE = Text(
    id="baris {row}, {rows} kali",
    en="row {row}, {rows} times",
)
REFUSED_ONCE = Text(
    id="baris {row}",
    en="row {row}",
)
MORE_CODES = Text(
    id="… dan {n} kode lagi",
    en="… and {n} more codes",
)
