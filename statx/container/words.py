"""The sentences of the container.

What is expected of a package's bytes, and what was found there.
"""

from __future__ import annotations

from statx.texts import Text

# ---- names ------------------------------------------------------------------------------------

NAME_RULE = Text(
    id=(
        "nama hanya boleh memakai huruf A-Z, angka, dan _ (di tengah juga . @ + -), dengan /"
        " antarfolder, paling panjang 200 karakter, dan bukan nama perangkat Windows"
    ),
    en=(
        "a name may only have letters A-Z, digits and _ (inside it also . @ + -), with / between"
        " folders, at most 200 characters, and must not be the name of a Windows device"
    ),
)
CONTENT_NAMES = Text(
    id="isi paket hanya datapackage.json dan berkas di data/, schema/, dan docs/",
    en="a package is made of datapackage.json and files below data/, schema/ and docs/",
)

# ---- the zip ----------------------------------------------------------------------------------

NO_END = Text(
    id="akhir zip tidak ada di ujung berkas, mungkin terpotong atau ketambahan sesuatu",
    en="it does not end as a zip must, so it may be cut short or have something added",
)
CUT_SHORT = Text(
    id="berkas terpotong",
    en="it is cut short",
)
BROKEN_DIRECTORY = Text(
    id="daftar isi zip rusak",
    en="its directory is damaged",
)
NOT_CANONICAL = Text(
    id="{name} tidak tertulis seperti cara statx, mungkin paket pernah dibongkar lalu di-zip ulang",
    en=(
        "{name} is not written as statx writes it, so the package may have been unpacked and zipped"
        " again"
    ),
)
GAP = Text(
    id="ada celah atau tumpang tindih di dekat {name}",
    en="there is a gap or an overlap next to {name}",
)
WRONG_ORDER = Text(
    id="urutan isinya bukan urutan baku", en="its members are not in the agreed order"
)
BROKEN_MEMBER = Text(
    id="isi {name} rusak",
    en="the content of {name} is damaged",
)

# ---- limits -----------------------------------------------------------------------------------

NUMBER_OF_MEMBERS = Text(
    id="jumlah berkas",
    en="number of files",
)
TOTAL_BYTES = Text(
    id="jumlah byte seluruh isi",
    en="bytes of all members",
)
BYTES_ONCE_UNPACKED = Text(
    id="byte {name} setelah dibuka",
    en="bytes of {name} once unpacked",
)
BYTES_OF = Text(
    id="jumlah byte {name}",
    en="bytes of {name}",
)
TOO_LARGE = Text(
    id="lebih dari 1 MiB",
    en="it is larger than 1 MiB",
)

# ---- lists of hashes --------------------------------------------------------------------------

NOT_ASCII = Text(
    id="ada huruf di luar ASCII",
    en="it has letters beyond ASCII",
)
LAST_LINE_OPEN = Text(
    id="baris terakhir tidak diakhiri ganti baris", en="its last line is not ended"
)
BAD_LINE = Text(
    id="baris {number} bukan SHA-256, dua spasi, dan nama: {line}",
    en="line {number} is not a SHA-256, two spaces and a name: {line}",
)
LINE_OUT_OF_ORDER = Text(
    id="baris {number} tidak berurutan atau berulang: {line}",
    en="line {number} is out of order or there twice: {line}",
)
WRONG_LIST = Text(
    id="{name} tidak boleh tercantum di situ",
    en="{name} has no place there",
)

# ---- the descriptor and the tag files ---------------------------------------------------------

NOT_UTF8 = Text(
    id="bukan UTF-8",
    en="it is not UTF-8",
)
NOT_JSON = Text(
    id="keliru di baris {line} kolom {column}", en="it goes wrong in line {line}, column {column}"
)
NOT_AN_OBJECT = Text(
    id="isinya bukan objek",
    en="it is not an object",
)
TOO_DEEP = Text(
    id="terlalu bertingkat atau memuat angka yang terlalu panjang",
    en="it is nested too deep or has too long a number",
)
KEY_TWICE = Text(
    id="kunci {key} ada dua kali",
    en="the key {key} is there twice",
)
NOT_FINITE = Text(
    id="{number} bukan angka JSON yang terhingga", en="{number} is not a finite JSON number"
)
LONE_SURROGATE = Text(
    id="memuat setengah karakter (surrogate)", en="it holds half a character (a surrogate)"
)
A_LISTED_FILE = Text(
    id="yang boleh hanya nama berkas yang tercantum di daftar paket",
    en="only the name of a file that the package lists is allowed",
)
LISTED_DATA = Text(
    id="yang boleh hanya nama berkas di data/ yang tercantum di daftar paket",
    en="only the name of a file below data/ that the package lists is allowed",
)
AN_OFFICIAL_PROFILE = Text(
    id="yang boleh hanya https://datapackage.org/...",
    en="only https://datapackage.org/... is allowed",
)
NO_SUCH_KEY = Text(
    id="kunci itu tidak boleh dipakai",
    en="that key is not allowed",
)
A_LIST_OF_RESOURCES = Text(
    id="daftar resources yang berisi objek", en="a list of resources, each an object"
)
RESOURCE = Text(
    id="resources[{number}]",
    en="resources[{number}]",
)
CONTENT_ID = Text(
    id="sidik jari isi (SHA-256 tagmanifest-sha256.txt)",
    en="the content id (SHA-256 of tagmanifest-sha256.txt)",
)
BAGIT_1 = Text(
    id="pernyataan BagIt 1.0",
    en="the declaration of BagIt 1.0",
)
SOMETHING_ELSE = Text(
    id="lain",
    en="another",
)
SOME_TEXT = Text(
    id="teks yang tidak kosong",
    en="a text that is not empty",
)
UNKNOWN_KEY = Text(
    id="kunci {key} tidak dikenal",
    en="the key {key} is not known",
)
NO_KEY = Text(
    id="kunci {key} tidak ada",
    en="the key {key} is missing",
)
OTHER_VALUE = Text(
    id="{key} seharusnya {expected}, nyatanya {found}",
    en="{key} should be {expected} and is {found}",
)
NO_SUCH_WORD = Text(
    id="{key} tidak boleh {found}, atau tertulis dua kali",
    en="{key} may not be {found}, or it is there twice",
)
DISTINCT_TEXTS = Text(
    id="daftar teks yang berbeda-beda",
    en="a list of texts, no two alike",
)
A_MOMENT = Text(
    id="waktu UTC seperti 2026-11-23T09:00:00Z",
    en="a moment in UTC like 2026-11-23T09:00:00Z",
)
AN_OBJECT = Text(
    id="objek",
    en="an object",
)
A_LIST_OF_OBJECTS = Text(
    id="daftar objek",
    en="a list of objects",
)

A_DIGEST = Text(
    id="SHA-256 dengan 64 angka heksadesimal",
    en="a SHA-256 of 64 hexadecimal digits",
)
A_COUNT = Text(
    id="bilangan bulat mulai dari 1",
    en="a whole number from 1",
)
