"""What is said of workbooks that cannot be read."""

from __future__ import annotations

from statx.texts import Text

OLD_EXCEL = Text(
    id="buku kerja Excel lama (.xls)",
    en="a workbook of old Excel (.xls)",
)
PASSWORD = Text(
    id="buku kerja yang dikunci kata sandi",
    en="a workbook with a password",
)
BINARY_EXCEL = Text(
    id="buku kerja Excel biner (.xlsb)",
    en="a binary Excel workbook (.xlsb)",
)
OPEN_DOCUMENT = Text(
    id="lembar kerja OpenDocument (.ods)",
    en="an OpenDocument spreadsheet (.ods)",
)
NUMBERS = Text(
    id="lembar kerja Apple Numbers",
    en="a spreadsheet of Apple Numbers",
)
OTHER_ZIP = Text(
    id="arsip zip lain",
    en="another zip archive",
)
WEB_PAGE = Text(
    id="halaman web (HTML)",
    en="a web page (HTML)",
)
XML_FILE = Text(
    id="berkas XML",
    en="an XML file",
)
PLAIN_TEXT = Text(
    id="teks biasa, mungkin CSV",
    en="plain text, maybe CSV",
)
EMPTY = Text(
    id="berkas kosong",
    en="an empty file",
)
UNKNOWN = Text(
    id="berkas jenis lain",
    en="a file of another kind",
)

SAVE_AS_XLSX = Text(
    id='buka di Excel atau LibreOffice, lalu Simpan Sebagai "Buku Kerja Excel (.xlsx)"',
    en='open it in Excel or LibreOffice and save it as "Excel Workbook (.xlsx)"',
)
TAKE_PASSWORD_OFF = Text(
    id=(
        "buka di Excel dengan kata sandinya, hapus kata sandi itu (Berkas > Info > Lindungi Buku"
        " Kerja > Enkripsi dengan Kata Sandi), lalu simpan"
    ),
    en=(
        "open it in Excel with its password, take the password off (File > Info > Protect Workbook"
        " > Encrypt with Password) and save it"
    ),
)
NAME_IT_CSV = Text(
    id="ganti namanya menjadi .csv, lalu periksa lagi",
    en="rename it to .csv and judge it again",
)
ASK_AGAIN = Text(
    id="minta berkasnya sekali lagi",
    en="ask for the file once more",
)
UNPACK_FIRST = Text(
    id="buka arsipnya, lalu sebutkan buku kerja di dalamnya",
    en="unpack it and name the workbook that is inside",
)

NO_ZIP = Text(
    id="bukan zip yang utuh",
    en="no whole zip",
)
TWICE = Text(
    id="ada dua berkas dengan nama ini",
    en="there are two files of this name",
)
MISSING_PART = Text(
    id="tidak ada",
    en="is missing",
)
OTHER_COMPRESSION = Text(
    id="dipadatkan atau dienkripsi dengan cara yang tidak dipakai buku kerja",
    en="compressed or encrypted as no workbook is",
)
OTHER_ENCODING = Text(
    id="XML dalam pengodean karakter yang tidak dipakai buku kerja",
    en="XML in an encoding that no workbook has",
)
NO_XML = Text(
    id="bukan XML yang utuh, baris {line}",
    en="no whole XML, line {line}",
)
NO_ADDRESS = Text(
    id="alamat sel yang mustahil: {value}",
    en="an impossible address of a cell: {value}",
)
NO_NUMBER = Text(
    id="sel {cell} memuat {value}, yang bukan bilangan",
    en="the cell {cell} holds {value}, which is no number",
)
NO_STRING = Text(
    id="sel {cell} menunjuk teks yang tidak ada",
    en="the cell {cell} points to a text that is not there",
)
CELL_IN_CELL = Text(
    id="sel di dalam sel, atau baris di dalam baris",
    en="a cell inside a cell, or a row inside a row",
)
NO_SHEETS = Text(
    id="tidak ada satu lembar pun",
    en="there is not one sheet",
)
