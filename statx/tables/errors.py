"""What keeps a file from being read as a table."""

from __future__ import annotations

from statx.errors import UnreadableError, UnreadableFileError, UsageError
from statx.texts import Text


class NoHeaderRowError(UsageError):
    says = Text(
        id=(
            "{path} hanya berisi {found} baris, padahal baris nama kolomnya dinyatakan ada di"
            " baris {row}. Periksa {options.header_row}, statx.toml, atau deskriptornya."
        ),
        en=(
            "{path} has only {found} rows, and its header was declared to be row {row}. "
            "Check {options.header_row}, statx.toml or the descriptor."
        ),
    )


class UnknownFormatError(UnreadableError):
    frictionless_type = "format-error"
    says = Text(
        id="{path}: jenis berkas ini tidak dikenal. Yang dapat dibaca: {known}.",
        en="{path}: this kind of file is not known. What can be read: {known}.",
    )


class EmptyFileError(UnreadableError):
    says = Text(
        id="{path} kosong, tanpa baris nama kolom sekalipun. Minta berkasnya sekali lagi.",
        en="{path} is empty, without so much as a header. Ask for the file once more.",
    )
    why = Text(
        id=(
            "Berkas kosong biasanya sisa ekspor atau pengiriman yang gagal; meloloskannya berarti"
            " melaporkan data yang tidak ada."
        ),
        en=(
            "An empty file is usually what a failed export or transfer leaves; to pass it would"
            " report data that is not there."
        ),
    )


class BinaryFileError(UnreadableError):
    frictionless_type = "format-error"
    says = Text(
        id=(
            "{path} bukan CSV, melainkan {found}. Simpan dahulu sebagai CSV UTF-8 dari aplikasi"
            " asalnya."
        ),
        en="{path} is no CSV but {found}. Save it as CSV UTF-8 from the program it comes from.",
    )
    why = Text(
        id="Program yang percaya pada nama .csv membacanya sebagai huruf acak, atau berhenti.",
        en="Programs that trust the name .csv read it as random letters, or stop.",
    )


class EncodingError(UnreadableError):
    """The text is not in the encoding in which it was read."""

    frictionless_type = "encoding-error"
    read_as: str = ""
    encodings: tuple[str, ...] = ()
    """In which it may be instead, the likeliest first."""


class WideTextError(EncodingError):
    says = Text(
        id=(
            "{path} tampaknya teks {encoding} tanpa tanda urutan byte. Sebutkan pengodean"
            " karakternya: {options.encoding:{encoding}}"
        ),
        en=(
            "{path} looks like text in {encoding} without a byte order mark. Name its encoding:"
            " {options.encoding:{encoding}}"
        ),
    )


class WrongCompressionError(UnreadableError):
    frictionless_type = "compression-error"
    says = Text(
        id=(
            "{path} bernama {suffix}, tetapi isinya bukan {compression}. Ganti namanya sesuai"
            " isinya, atau padatkan berkasnya."
        ),
        en=(
            "{path} is named {suffix}, but is no {compression} file. Name it after what it holds,"
            " or compress it."
        ),
    )


class DamagedCompressionError(UnreadableFileError):
    frictionless_type = "compression-error"
    says = Text(
        id=(
            "{path} rusak atau terpotong: isinya tidak dapat dibuka sampai akhir. Ambil lagi"
            " berkasnya."
        ),
        en=(
            "{path} is damaged or was cut off: it cannot be decompressed to its end. Fetch it"
            " again."
        ),
    )


class BadEncodingError(EncodingError):
    says = Text(
        id=(
            "{path}, baris {line}, byte {byte}: {found} bukan {encoding}. Simpan ulang sebagai"
            " UTF-8, atau sebutkan pengodean karakternya, misalnya {options.encoding:{other}}."
        ),
        en=(
            "{path}, line {line}, byte {byte}: {found} is not {encoding}. Save the file as UTF-8, "
            "or name its encoding, such as {options.encoding:{other}}."
        ),
    )
    why = Text(
        id=(
            "Pengodean karakter yang ditebak mengubah huruf tanpa pesan kesalahan: nama tempat dan"
            " nama orang menjadi salah."
        ),
        en=(
            "A guessed encoding changes letters without a single error: the names of places and"
            " people come out wrong."
        ),
    )


class OtherEncodingError(BadEncodingError):
    """The text is not in the encoding that was named for it, but may be in another."""

    says = Text(
        id=(
            "{path}, baris {line}, byte {byte}: {found} bukan {encoding}. Lihat huruf yang"
            " seharusnya ada di situ: pengodean karakter yang mungkin adalah {others}. Sebutkan"
            " yang hurufnya benar, atau simpan ulang sebagai UTF-8."
        ),
        en=(
            "{path}, line {line}, byte {byte}: {found} is not {encoding}. Look which letter should"
            " stand there: it may be {others}. Name the encoding whose letter is right, or save the"
            " file as UTF-8."
        ),
    )


class MarkedEncodingError(BadEncodingError):
    """The byte order mark promises an encoding, and the text breaks it."""

    says = Text(
        id=(
            "{path}, baris {line}, byte {byte}: {found} bukan {encoding}, padahal tanda urutan"
            " byte di awal berkas menyatakan {encoding}; pengodean karakter lain tidak dapat"
            " dipilih. Berkas seperti ini biasanya gabungan dari dua sumber: ekspor ulang"
            " seluruhnya sebagai UTF-8."
        ),
        en=(
            "{path}, line {line}, byte {byte}: {found} is not {encoding}, although the byte order"
            " mark at the front of the file says {encoding}; no other encoding can be chosen. Such"
            " a file was most likely put together from two: export all of it as UTF-8 again."
        ),
    )


class NoEncodingError(BadEncodingError):
    """The text is in none of the encodings that are usual."""

    says = Text(
        id=(
            "{path}, baris {line}, byte {byte}: {found} bukan {encoding}, dan bukan pula pengodean"
            " karakter lain yang lazim. Berkas mungkin rusak; minta lagi, disimpan sebagai UTF-8."
        ),
        en=(
            "{path}, line {line}, byte {byte}: {found} is not {encoding}, nor text in any other"
            " usual encoding. The file may be damaged; ask for it again, saved as UTF-8."
        ),
    )


class UnknownEncodingError(UsageError):
    says = Text(
        id=(
            "Tidak ada pengodean karakter bernama {encoding} (untuk {path}). Contoh yang dikenal:"
            " utf-8, cp1252, utf-16."
        ),
        en=(
            "There is no character encoding called {encoding} (for {path}). Known ones are utf-8,"
            " cp1252, utf-16."
        ),
    )


class PartitionError(UnreadableError):
    of_the_data = frozenset({"part", "reason"})
    says = Text(
        id=(
            "{path} tidak dapat dibaca sebagai satu tabel: {part}: {reason}. Perbaiki atau"
            " keluarkan bagian itu."
        ),
        en="{path} cannot be read as one table: {part}: {reason}. Mend that part or take it out.",
    )


class OtherPartError(UnreadableError):
    of_the_data = frozenset({"header", "expected"})
    says = Text(
        id=(
            "{path} bukan lanjutan bagian pertama tabelnya: nama kolomnya {header}, sedangkan di"
            " bagian pertama {expected}. Samakan baris nama kolom semua bagian, atau cantumkan"
            " berkas itu sebagai resource sendiri."
        ),
        en=(
            "{path} does not continue the first part of its table: its columns are {header}, those"
            " of the first part {expected}. Give every part the same header, or list that file as a"
            " resource of its own."
        ),
    )


class OtherWritingError(UnreadableError):
    says = Text(
        id=(
            "{path} ditulis lain daripada {first}, padahal keduanya satu tabel: {name} di sini"
            " {value}, di sana {expected}. Tulis semua bagian dengan cara yang sama."
        ),
        en=(
            "{path} is written otherwise than {first}, though both are one table: its {name} is"
            " {value}, there it is {expected}. Write all parts in the same way."
        ),
    )


class ManyColumnsError(UnreadableError):
    says = Text(
        id=(
            "{path}: baris nama kolomnya memuat {found} kolom, padahal paling banyak {limit}."
            " Apakah ini tabel, dan pemisahnya benar? Tabel selebar itu biasanya seharusnya dibuat"
            " memanjang."
        ),
        en=(
            "{path}: its header has {found} columns, and {limit} is the most there may be. Is this"
            " a table, and its delimiter the right one? One as wide should most likely be long."
        ),
    )


class ManyCellsError(UnreadableError):
    says = Text(
        id=(
            "{path}, baris {line}: satu rekaman memuat {found} sel, padahal paling banyak {limit}."
            " Periksa akhir baris dan pemisahnya di situ."
        ),
        en=(
            "{path}, line {line}: one record has {found} cells, and {limit} is the most there may"
            " be. Check line ends and delimiters there."
        ),
    )


class InflatedTextError(UnreadableError):
    frictionless_type = "compression-error"
    says = Text(
        id=(
            "{path} mengembang lebih dari {limit} kali ukurannya, yang tidak pernah terjadi pada"
            " data sungguhan. Jika Anda memercayainya, buka dahulu pemadatannya."
        ),
        en=(
            "{path} grows to more than {limit} times its size, which no real data does. If you"
            " trust it, decompress it first."
        ),
    )


class NoSuchSheetError(UsageError):
    says = Text(
        id="{path} tidak punya lembar {sheet}. Lembarnya: {sheets}.",
        en="{path} has no sheet {sheet}. Its sheets are: {sheets}.",
    )


class UncachedFormulaError(UnreadableError):
    says = Text(
        id=(
            "{path}: rumus di {cell} belum pernah dihitung, jadi tidak ada nilainya ({n} sel"
            " seperti itu). Buka di Excel atau LibreOffice, lalu simpan."
        ),
        en=(
            "{path}: the formula in {cell} was never computed, so it has no value ({n} cells like"
            " that). Open it in Excel or LibreOffice and save it."
        ),
    )
    why = Text(
        id="Sebagian program membaca rumus tanpa nilai sebagai sel kosong, sebagian sebagai 0.",
        en="Some programs read a formula without a value as an empty cell, and some as 0.",
    )


class ManyMergesError(UnreadableError):
    says = Text(
        id=(
            "{path}: sel yang digabung di lembar {sheet} saling bertumpuk, yang tidak mungkin"
            " dibuat di Excel. Minta berkasnya sekali lagi."
        ),
        en=(
            "{path}: the merged cells of the sheet {sheet} overlap, which Excel cannot make. Ask"
            " for the file once more."
        ),
    )


class HiddenRowsError(UnreadableError):
    says = Text(
        id=(
            "{path} menyatakan {found} baris dalam {size} byte, yang tidak pernah terjadi pada"
            " data sungguhan. Minta berkasnya sekali lagi."
        ),
        en=(
            "{path} claims {found} rows in {size} bytes, which no real data has. Ask for the file"
            " once more."
        ),
    )


class HiddenCellsError(UnreadableError):
    says = Text(
        id=(
            "{path}: hampir semua barisnya kosong atau jauh lebih pendek daripada baris nama"
            " kolomnya, lebih dari {limit} sel untuk setiap byte. Hapus baris-baris itu, atau"
            " periksa pembatas kolomnya."
        ),
        en=(
            "{path}: nearly all of its lines are blank or far shorter than its header, more than"
            " {limit} cells to each byte. Delete these lines, or check the delimiter."
        ),
    )
