"""What a proposal says: reasons that stand in a recipe, comments in it, and questions."""

from __future__ import annotations

from statx.texts import Text

# ---- reasons, as they stand in the recipe --------------------------------------------------------

TITLE = Text(id="judul", en="title")
NUMBERING = Text(id="nomor kolom", en="numbers of the columns")
FOOTNOTE = Text(id="catatan kaki", en="footnotes")
INNER_HEADING = Text(id="judul kelompok baris", en="heading of the rows below it")
LINE_NUMBER = Text(id="nomor urut", en="number of the row")
UNIT_COLUMN = Text(id="satuan: {unit}", en="unit: {unit}")
OTHER_CODES = Text(
    id="kode wilayah; kode di hasil dicari dari nama",
    en="region codes; those of the result are found by name",
)
WIDER_REGION = Text(
    id="wilayah di atasnya: {regions}",
    en="the region above: {regions}",
)
NO_FIELD = Text(id="tidak ada dalam skema", en="the schema has no such field")
UNCOUNTED = Text(id="tidak ada angkanya", en="without any figure")
NO_HEADING = Text(id="kolom tanpa judul", en="column without a heading")
OUTSIDE = Text(
    id="hanya wilayah yang ada dalam daftar wilayah",
    en="only regions that the lists have",
)

# ---- comments in the recipe ----------------------------------------------------------------------

FIRST = Text(
    id=(
        "Usulan dari mesin untuk {file}. Periksa tiap bagian dengan berkasnya, lalu isi confirmed"
        " dengan nama, unit, dan tanggal Anda. Selama kosong, resep tidak dijalankan."
    ),
    en=(
        "Proposed by a machine for {file}. Compare each part with the file, then write your name,"
        " unit and the date into confirmed. While it is empty, the recipe does not run."
    ),
)
OPEN = Text(id="BELUM TERJAWAB: {asks} {evidence}", en="OPEN: {asks} {evidence}")
CHOICE = Text(id="  - {says}", en="  - {says}")
ROWS = Text(
    id="Nama kolom di baris {header}, data di baris {body}.",
    en="Header in row {header}, data in rows {body}.",
)
ENCODING = Text(
    id="Berkas ini bukan UTF-8 dan dibaca sebagai {encoding}: periksa huruf beraksen dan tanda.",
    en="This file is not UTF-8 and was read as {encoding}: look at accented letters and signs.",
)
HIDDEN = Text(
    id=(
        "Lembar ini memuat baris atau kolom tersembunyi. Tampilkan di Excel, atau tulis"
        ' hidden = "include" bila memang termasuk data.'
    ),
    en=(
        "This sheet has hidden rows or columns. Show them in Excel, or write"
        ' hidden = "include" if they are part of the data.'
    ),
)
ADDS_UP = Text(
    id="Baris {row}: jumlahnya cocok pada {n} dari {of} kolom. Diperiksa, lalu dibuang.",
    en="Row {row} is the sum in {n} of {of} columns. It is checked, and then dropped.",
)
COLUMN_ADDS_UP = Text(
    id="Kolom {column} adalah jumlah kolom lain. Diperiksa, lalu dibuang.",
    en="Column {column} is the sum of others. It is checked, and then dropped.",
)
REGIONS_KNOWN = Text(
    id="{known} dari {of} nama dikenal sebagai {level}.",
    en="{known} of {of} names are known, level {level}.",
)
BARE = Text(
    id=(
        'Nama tanpa "Kabupaten" atau "Kota" diartikan {bare}, karena nama yang sama dengan jenis'
        " yang lain ada di kolom ini juga."
    ),
    en=(
        'A name without "Kabupaten" or "Kota" is taken for a {bare}, because the same name with'
        " the other kind stands in this column, too."
    ),
)
LOOKED_UP_IN = Text(
    id="Nama dicari di dalam wilayah pada kolom {column}, karena ada yang bernama sama.",
    en="Names are looked up in the region of column {column}, as some are shared.",
)
UNKNOWN_NAMES = Text(
    id="Tidak dikenal: {names}. Isi alias dengan kodenya, atau saring barisnya.",
    en="Not known: {names}. Give their codes as alias, or filter their rows.",
)
NEAR_NAME = Text(
    id="{name} mirip {near} ({similarity}). Bila benar: alias {line}",
    en="{name} is like {near} ({similarity}). If it is that: alias {line}",
)
NAMED_AFTER_HEADING = Text(
    id="Dinamai menurut judul kolomnya.",
    en="Named after its heading.",
)
LIKELY_FIELD = Text(
    id="Dikenali sebagai {title} ({field}) dari judul kolom, satuan, dan isinya.",
    en="Known for {title} ({field}) by heading, unit and figures.",
)
BY_TITLE = Text(
    id="Judul kolom tidak menyebut ukurannya; {title} diambil dari judul tabel atau nama berkas.",
    en="The heading says no measure; {title} is taken from the title or the name of the file.",
)
SCALED = Text(
    id="Satuan di berkas: {unit}; di skema: {wanted}. Dikalikan {scale}.",
    en="The file's unit is {unit}, the schema's {wanted}: multiplied by {scale}.",
)
STYLE = Text(
    id="Angka ditulis {style}: lihat {examples}.",
    en="Numbers are written {style}: see {examples}.",
)
STYLE_BY_BOUNDS = Text(
    id=(
        "{examples} dapat dibaca dengan dua cara; hanya cara {style} yang memberi nilai dalam batas"
        " skema."
    ),
    en="{examples} can be read in two ways; only as {style} are they within the schema's bounds.",
)
MARKS = Text(
    id="Tanda catatan kaki dilepas dari angkanya: {marks}. Baca artinya di bawah tabel.",
    en="Marks of footnotes are taken off: {marks}. Read what they mean below the table.",
)
STATUS = Text(
    id="{field}: arti tanda di belakang tahun, dari catatan kaki; tanpa tanda dianggap tetap.",
    en="{field}: what the mark behind a year means, by the footnote; without one it is final.",
)
SUSPECT_MARKS = Text(
    id="Dianggap tidak ada nilainya: {marks}.",
    en="Taken for no value: {marks}.",
)
PERCENT = Text(
    id="Excel menyimpan 0,075 dan menampilkan 7,5%: diambil yang ditampilkan.",
    en="Excel stores 0.075 and shows 7.5%: what is shown is taken.",
)
ODD_TEXTS = Text(
    id="Bukan angka: {texts}. Baris-baris itu akan ditolak.",
    en="No number: {texts}. These are going to be refused.",
)
UNKNOWN_CODES = Text(
    id="Belum ada padanannya di skema: {texts}. Tambahkan ke values.",
    en="No code of the schema: {texts}. Add them to values.",
)
FROM_TITLE = Text(
    id="{field}: dari tulisan {text}.",
    en="{field}: from the text {text}.",
)
FROM_NAME = Text(
    id="{field} = {value}: dari nama berkas atau lembar.",
    en="{field} = {value}: from the name of the file or sheet.",
)
WHOLE = Text(
    id="{field} = {value}: tidak ada kolom yang merincinya.",
    en="{field} = {value}: no column divides it.",
)
ROWS_REPEAT = Text(
    id=(
        "PERIKSA: tanpa kolom itu ada baris yang berkunci sama. Saring satu nilainya, atau pilih"
        " skema yang memuatnya."
    ),
    en=(
        "LOOK: without those columns some rows have the same key. Filter one of their values, or"
        " choose a schema that has them."
    ),
)
SURPLUS = Text(
    id="Tidak dipakai: {columns}. Periksa apakah memang tidak termasuk.",
    en="Not used: {columns}. See whether they really do not belong.",
)

INDONESIAN = Text(id="1.234,56", en="1.234,56")
ENGLISH = Text(id="1,234.56", en="1,234.56")

# ---- questions -----------------------------------------------------------------------------------

WHICH_SCHEMA = Text(id="Skema mana yang dimaksud?", en="Which schema is meant?")
SCHEMA_CHOICE = Text(id="{ref}: {title}", en="{ref}: {title}")
SCHEMA_EVIDENCE = Text(
    id="Beberapa skema hampir sama cocoknya.",
    en="Several schemas fit nearly as well.",
)
NO_SCHEMA_EVIDENCE = Text(
    id="Judul kolom dan isinya tidak menunjuk satu skema.",
    en="Headings and figures point to no schema.",
)
WHICH_SHEET = Text(id="Lembar mana yang dimaksud?", en="Which sheet is meant?")
SHEET_EVIDENCE = Text(
    id="Beberapa lembar memuat tabel.",
    en="Several sheets hold a table.",
)
SHEET_CHOICE = Text(id="{name}: {rows} baris", en="{name}: {rows} rows")
WHICH_FIELD = Text(
    id="Ukuran apa yang ada di kolom {column}?",
    en="What does column {column} measure?",
)
FIELD_EVIDENCE = Text(
    id="Judulnya tidak menyebutkan; isinya antara lain {examples}.",
    en="The heading does not say; it has {examples}, for example.",
)
FIELD_CHOICE = Text(id="{title} ({unit})", en="{title} ({unit})")
WHICH_VALUE = Text(
    id="Apa isi kolom {title} untuk semua baris?",
    en="What is {title} for all rows?",
)
VALUE_EVIDENCE = Text(
    id="{field} wajib diisi, dan berkas ini tidak menyebutnya.",
    en="The field {field} is required; the file does not say it.",
)
WHICH_CODE = Text(
    id="Apa arti {text} untuk {title}?",
    en="What is {text} as {title}?",
)
CODE_EVIDENCE = Text(
    id="Tulisan itu ada di kolom {column}, dan bukan salah satu kode skema.",
    en="It stands in column {column}, and is none of the schema's codes.",
)
WHICH_PLACE = Text(
    id="Nama tanpa jenis: kabupaten atau kota?",
    en="Names without a kind: kabupaten or kota?",
)
PLACE_EVIDENCE = Text(
    id="{names}: nama sebuah kabupaten dan juga nama sebuah kota.",
    en="{names}: the name of a kabupaten, and of a kota as well.",
)
KABUPATEN = Text(id="kabupaten", en="kabupaten (regency)")
KOTA = Text(id="kota", en="kota (city)")
WHICH_REGION = Text(id="Wilayah mana yang dimaksud dengan {name}?", en="Which region is {name}?")
REGION_EVIDENCE = Text(
    id="Ejaannya mirip, tetapi tidak sama.",
    en="It is spelt nearly so, but not the same.",
)
SHARED_EVIDENCE = Text(
    id="Beberapa wilayah bernama begitu.",
    en="Several regions are called so.",
)
REGION_CHOICE = Text(id="{code} {name}, {parent}", en="{code} {name}, {parent}")
WHICH_STYLE = Text(
    id="Bagaimana angka di kolom {column} ditulis?",
    en="How are the numbers in column {column} written?",
)
OPEN_STYLE_EVIDENCE = Text(
    id="{examples} dapat dibaca dengan dua cara.",
    en="{examples} can be read in two ways.",
)
MIXED_STYLE_EVIDENCE = Text(
    id=(
        "Dua cara dalam satu kolom: {indonesian} dan {english}. Yang tidak dipilih akan ditolak,"
        " sampai berkasnya diperbaiki."
    ),
    en=(
        "Two ways in one column: {indonesian} and {english}. What is not chosen is going to be"
        " refused, until the file is corrected."
    ),
)
STYLE_CHOICE = Text(id="{style}: {example} = {value}", en="{style}: {example} = {value}")
