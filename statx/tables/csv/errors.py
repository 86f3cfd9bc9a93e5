"""What makes a text no CSV: from there on, no two programs read the same table."""

from __future__ import annotations

from statx.errors import UnreadableError
from statx.texts import Text


class IrregularCsvError(UnreadableError):
    """The text is no CSV: from this byte on, no two programs would read the same table."""


class StrayQuoteError(IrregularCsvError):
    says = Text(
        id=(
            '{path}, baris {line}, byte {byte}: ada tanda kutip (") yang salah tempat. Sel yang'
            ' memuat kutip harus diapit kutip, dan kutip di dalamnya digandakan: "Jl. ""Merdeka""'
            ' 5".'
        ),
        en=(
            '{path}, line {line}, byte {byte}: a stray quote ("). A cell that holds quotes must'
            ' stand in quotes, with those inside doubled: "Jl. ""Merdeka"" 5".'
        ),
    )
    why = Text(
        id=(
            "Setiap program membaca kutip itu dengan caranya sendiri, sehingga setiap penerima"
            " melihat isi yang berbeda."
        ),
        en=(
            "Each program reads such a quote in its own way, so that each receiver sees other"
            " cells."
        ),
    )


class OpenQuoteError(IrregularCsvError):
    says = Text(
        id=(
            '{path}, baris {line}, byte {byte}: tanda kutip (") dibuka dan tidak pernah ditutup,'
            " sehingga baris-baris sesudahnya ikut terbaca sebagai satu sel. Tutup kutip itu, atau"
            " hapus."
        ),
        en=(
            '{path}, line {line}, byte {byte}: a quote (") is opened and never closed, so that it'
            " swallows the lines behind it. Close it, or remove it."
        ),
    )
    why = Text(
        id=(
            "Program lain menerima berkas ini tanpa keluhan, dan kehilangan semua baris sesudah"
            " kutip itu."
        ),
        en="Other programs take the file without complaint, and lose every row behind the quote.",
    )


class NulByteError(IrregularCsvError):
    says = Text(
        id=(
            "{path}, baris {line}, byte {byte}: ada byte NUL. Berkas rusak atau bukan teks; ekspor"
            " sekali lagi."
        ),
        en=(
            "{path}, line {line}, byte {byte}: a NUL byte. The file is damaged or no text; export"
            " it once more."
        ),
    )
    why = Text(
        id=(
            "Sebagian program berhenti pada byte NUL dan sebagian membuangnya: data terpotong"
            " tanpa peringatan."
        ),
        en="Some programs stop at a NUL byte and some drop it: data is cut off in silence.",
    )


class LoneReturnError(IrregularCsvError):
    says = Text(
        id=(
            "{path}, baris {line}, byte {byte}: baris berakhir dengan CR saja (gaya Mac lama),"
            " sebagian program tidak melihatnya. Simpan dengan akhir baris LF atau CRLF."
        ),
        en=(
            "{path}, line {line}, byte {byte}: a line ends in CR alone (old Mac style), which half"
            " of all programs do not see. Save it with LF or CRLF line ends."
        ),
    )
    why = Text(
        id=(
            "Program yang tidak mengenal CR menyambung dua baris menjadi satu, atau melihat seluruh"
            " berkas sebagai satu baris."
        ),
        en=(
            "Programs that do not know a lone CR join two rows into one, or see the whole file as"
            " one line."
        ),
    )


class MixedNewlineError(IrregularCsvError):
    says = Text(
        id=(
            "{path}, baris {line}, byte {byte}: akhir baris ini lain daripada yang di baris nama"
            " kolom (satu CRLF, satu LF), tanda berkas yang disambung dari dua sumber. Periksa"
            " sambungannya, lalu simpan dengan satu jenis akhir baris."
        ),
        en=(
            "{path}, line {line}, byte {byte}: this line ends otherwise than the header (one in"
            " CRLF, one in LF), the mark of a file put together from two. Check the seam, then save"
            " it with one kind of line ends."
        ),
    )
    why = Text(
        id=(
            "Berkas yang disambung dari dua sumber sering memuat baris ganda, baris nama kolom di"
            " tengah, atau baris yang hilang."
        ),
        en=(
            "A file put together from two often holds rows twice, a header in its middle, or lacks"
            " rows at the seam."
        ),
    )


class LongRecordError(IrregularCsvError):
    says = Text(
        id=(
            "{path}, baris {line}, byte {byte}: satu rekaman lebih panjang dari {limit} MiB."
            " Apakah ini berkas CSV? Periksa akhir barisnya."
        ),
        en=(
            "{path}, line {line}, byte {byte}: one record is longer than {limit} MiB. Is this a CSV"
            " file? Check its line ends."
        ),
    )
    why = Text(
        id=(
            "Rekaman sepanjang itu hampir selalu akibat kutip atau akhir baris yang rusak, dan"
            " memenuhi memori pembacanya."
        ),
        en=(
            "A record that long nearly always comes from a broken quote or line end, and fills its"
            " reader's memory."
        ),
    )


IRREGULAR_CSV: dict[str, type[IrregularCsvError]] = {
    "stray-quote": StrayQuoteError,
    "open-quote": OpenQuoteError,
    "nul": NulByteError,
    "lone-return": LoneReturnError,
    "mixed-newline": MixedNewlineError,
    "long-record": LongRecordError,
}
