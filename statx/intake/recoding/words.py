"""What is said where codes are written in the other system."""

from __future__ import annotations

from statx.texts import Text

DOTTED = Text(
    id="ditulis dengan titik, jadi bukan kode BPS",
    en="is written with dots, so it is no BPS code",
)
WITHOUT_DOTS = Text(
    id="ditulis tanpa titik, jadi bukan kode Kemendagri",
    en="is written without dots, so it is no Kemendagri code",
)
UNKNOWN = Text(
    id="bukan kode {system} yang dikenal",
    en="is no {system} code that is known",
)
NO_PARTNER = Text(
    id="{name} belum ada padanannya dalam kode {system}",
    en="{name} has no {system} code",
)
ENDED = Text(
    id="{name} tidak ada lagi sejak {day} dan tidak ada padanannya dalam kode {system}",
    en="{name} has ended on {day} and has no {system} code",
)
REPLACED = Text(
    id="{name} diganti {successor} sejak {day}; padanan kode {system} yang lama tidak ada",
    en="{name} became {successor} on {day}; its former {system} code is not known",
)
OTHER_PLACE = Text(
    id="kode ini {name}, tetapi di sebelahnya tertulis {words}",
    en="the code is that of {name}, but {words} stands beside it",
)
OTHER_SYSTEM = Text(
    id="di sebelahnya tertulis {words}: menurut namanya, ini kode {system}",
    en="{words} stands beside it: by the name, this is a {system} code",
)
UNPROVEN = Text(
    id=(
        "Tidak ada kolom nama wilayah untuk memastikan bahwa {columns} berisi kode {system}:"
        " angka yang sama menunjuk wilayah lain dalam sistem yang lain."
    ),
    en=(
        "No column of region names proves that {columns} holds {system} codes: the same digits mean"
        " other places in the other system."
    ),
)
COMPARED = Text(
    id="Nama pada {names} dicocokkan dengan {columns}.",
    en="The names in {names} were compared with {columns}.",
)

NO_CODES = Text(
    id="tidak ada kolom yang berisi kode wilayah",
    en="no column holds region codes",
)
SEVERAL = Text(
    id="beberapa kolom berisi kode wilayah: {columns}",
    en="several columns hold region codes: {columns}",
)
NO_SUCH_COLUMN = Text(
    id="tidak ada kolom {column}; yang ada: {columns}",
    en="there is no column {column}; there are: {columns}",
)
NO_PLAIN_CSV = Text(
    id="{format} tidak dapat disalin byte demi byte",
    en="{format} cannot be copied byte by byte",
)
COMPRESSED = Text(
    id="berkas terkompresi tidak dapat disalin byte demi byte",
    en="a compressed file cannot be copied byte by byte",
)
RARE_DIALECT = Text(
    id="cara penulisan CSV ini tidak dapat disalin byte demi byte",
    en="this way of writing CSV cannot be copied byte by byte",
)
