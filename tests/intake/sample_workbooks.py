"""The workbooks among the samples of intake: written here, and committed, as users look for them.

`python -m tests.intake.sample_workbooks` writes them again. Their figures are public, as
`samples/_intake/README.md` says of each.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

FOLDER = Path(__file__).parents[2] / "samples" / "_intake"
SOURCE = "sumber.xlsx"
WRITTEN = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
"""What each workbook says of its making, so that it is the same whenever it is made."""

Row = tuple[object, ...]


def write_workbooks(folder: Path) -> None:
    """One workbook a kind, each in the folder of its kind."""
    for kind, fill in KINDS.items():
        path = folder / kind / SOURCE
        path.parent.mkdir(parents=True, exist_ok=True)
        with Workbook(path) as book:
            book.set_properties({"created": WRITTEN})
            fill(book)


# ---- what is asked of the reader of a table ------------------------------------------------------


def keys_above_the_header(book: Workbook) -> None:
    """As stations export: what holds for all rows stands above, marks of no value among figures."""
    sheet = book.add_worksheet("Worksheet")
    above = [("KOTA", ":  Padang"), ("PASAR", ":  semua pasar"), ("SATUAN", ":  rupiah per kg")]
    for number, (key, value) in enumerate(above):
        sheet.write_row(number, 1, (key, value))

    sheet.merge_range("B6:C6", "CABAI MERAH")
    _write(
        sheet,
        6,
        [
            ("TANGGAL", None, None, "BAWANG MERAH", "BERAS", "GULA PASIR"),
            (None, "LOKAL", "LUAR SUMBAR", "UMUM", "ANAK DARO", "UMUM"),
            ("12-04-2022", 8888, 8888, 8888, 8888, 8888),
            ("13-04-2022", 26000, 28000, 30000, 14000, 15000),
            ("14-04-2022", 9999, 9999, "-", 9999, 9999),
            (),
            ("KETERANGAN",),
            ("8888: Data tidak terukur",),
            ("9999: Tidak ada data (tidak dilakukan pengukuran)",),
        ],
    )


def a_province_above_its_regions(book: Workbook) -> None:
    sheet = book.add_worksheet("Penduduk")
    bold = book.add_format({"bold": True})
    sheet.write("A1", "Tabel 3.1 Penduduk Kota di Provinsi Sumatera Barat, Semester II 2024", bold)
    _write(
        sheet,
        3,
        [
            ("No.", "Provinsi/Kota", "Laki-laki", "Perempuan", "Jumlah"),
            (None, "KOTA-KOTA SUMATERA BARAT", 781098, 778607, 1559705),
            (1, "Padang", 472670, 474312, 946982),
            (2, "Solok", 42982, 42571, 85553),
            (3, "Sawahlunto", 34500, 34059, 68559),
            (4, "Padang Panjang", 32189, 31706, 63895),
            (5, "Bukittinggi", 71136, 70668, 141804),
            (6, "Payakumbuh", 75097, 73980, 149077),
            (7, "Pariaman", 52524, 51311, 103835),
        ],
    )


def percent_formats(book: Workbook) -> None:
    """Stored as shares, shown as percent; one was computed, and has the noise of that."""
    sheet = book.add_worksheet("P0")
    percent = book.add_format({"num_format": "0.00%"})
    sheet.merge_range("B1:C1", "Persentase Penduduk Miskin 2024")
    _write(sheet, 1, [("Provinsi",), (None, "Maret", "September")])
    sheet.write_column("A3", ("Sumatera Barat", "Jawa Timur"))
    sheet.write_row("B3", (0.0597, 0.1 * 0.542), percent)
    sheet.write_row("B4", (0.0979, 0.0956), percent)


def numbers_as_text(book: Workbook) -> None:
    """Pasted from a page: texts with points and a no-break space, beside stored numbers."""
    sheet = book.add_worksheet("Produksi")
    _write(
        sheet,
        1,
        [
            ("Tahun", "Luas Panen (ha)", "Produksi (ton)", "Beras (ton)"),
            ("2020", "295.664", "1.387.269,00\N{NO-BREAK SPACE}", 799123),
            ("2021", "285.474\N{NO-BREAK SPACE}", "1.361.769,00", "784.433"),
        ],
    )


def codes_as_numbers(book: Workbook) -> None:
    """13.10 became 13.1, and 13.20 would, too: such a code is no code any more."""
    sheet = book.add_worksheet("Data")
    _write(
        sheet,
        1,
        [
            ("Kode", "Kabupaten/Kota", "Jumlah Penduduk"),
            (13.01, "Kab. Pesisir Selatan", 533786),
            (13.1, "Kab. Dharmasraya", 242192),
            (13.12, "Kab. Pasaman Barat", 454053),
            (13.71, "Kota Padang", 946982),
        ],
    )


def a_sheet_a_year(book: Workbook) -> None:
    figures = {2023: ("75,64", "74,65"), 2024: ("76,43", "75,35"), 2025: ("77,27", "76,13")}
    for year, (west, east) in figures.items():
        sheet = book.add_worksheet(str(year))
        _write(
            sheet,
            1,
            [
                (f"Indeks Pembangunan Manusia (SP2020), {year}",),
                ("Provinsi", "IPM"),
                ("Sumatera Barat", west),
                ("Jawa Timur", east),
            ],
        )


def merged_regions(book: Workbook) -> None:
    sheet = book.add_worksheet("September 2024")
    _write(
        sheet,
        1,
        [
            ("Provinsi", "Daerah", "Penduduk Miskin (ribu)", "P0 (persen)", "Rasio Gini"),
            (None, "Perkotaan", "...", 4.16, "..."),
            (None, "Perdesaan", "...", 6.79, "..."),
            (None, "Total", 315.43, 5.42, 0.287),
            (None, "Perkotaan", "...", 6.83, 0.388),
            (None, "Perdesaan", "...", 13.19, 0.332),
            (None, "Total", 3893.82, 9.56, 0.373),
        ],
    )
    sheet.merge_range("A2:A4", "Sumatera Barat")
    sheet.merge_range("A5:A7", "Jawa Timur")


def days(book: Workbook) -> None:
    """A day stored as one, and shown as people write it here."""
    sheet = book.add_worksheet("Harga")
    shown = book.add_format({"num_format": "[$-421]d mmmm yyyy"})
    _write(
        sheet,
        1,
        [
            ("Tanggal", "Komoditas", "Harga (Rp/kg)"),
            (None, "Bawang Merah", 30000),
            (None, "Gula Pasir", 15000),
            (None, "Daging Sapi", 140000),
        ],
    )
    for row in (1, 2, 3):
        sheet.write_datetime(row, 0, datetime.datetime(2022, 4, 13), shown)  # noqa: DTZ001  a day of a sheet has no zone


# ---- what is refused -----------------------------------------------------------------------------


def a_hidden_row(book: Workbook) -> None:
    sheet = book.add_worksheet("Kota")
    _write(
        sheet,
        1,
        [
            ("Kota", "Jumlah Penduduk"),
            ("Kota Padang", 946982),
            ("Kota Solok", 85553),
            ("Kota Sawahlunto", 68559),
        ],
    )
    sheet.set_row(2, options={"hidden": True})


def two_tables(book: Workbook) -> None:
    sheet = book.add_worksheet("Penduduk")
    _write(
        sheet,
        1,
        [
            ("Kabupaten/Kota", "Jumlah Penduduk"),
            ("Kota Padang", 946982),
            ("Kota Solok", 85553),
            (),
            ("Kabupaten/Kota", "Jumlah Penduduk"),
            ("Kota Kediri", 301424),
            ("Kota Blitar", 161204),
        ],
    )


def a_formula_without_its_value(book: Workbook) -> None:
    sheet = book.add_worksheet("Kota")
    _write(
        sheet,
        1,
        [
            ("Kota", "Laki-laki", "Perempuan", "Jumlah"),
            ("Kota Padang", 472670, 474312, 946982),
            ("Kota Solok", 42982, 42571),
        ],
    )
    sheet.write_formula("D3", "=B3+C3", value="")


def a_cell_in_error(book: Workbook) -> None:
    sheet = book.add_worksheet("Kota")
    _write(
        sheet,
        1,
        [
            ("Kota", "Jumlah Penduduk"),
            ("Kota Padang", 946982),
            ("Kota Solok",),
        ],
    )
    sheet.write_formula("B3", "=Lama!B3", value="#REF!")


KINDS: dict[str, Callable[[Workbook], None]] = {
    "awalan-keterangan": keys_above_the_header,
    "baris-induk": a_province_above_its_regions,
    "persen-excel": percent_formats,
    "angka-sebagai-teks": numbers_as_text,
    "kode-jadi-angka": codes_as_numbers,
    "lembar-per-tahun": a_sheet_a_year,
    "wilayah-digabung": merged_regions,
    "tanggal-excel": days,
    "baris-tersembunyi": a_hidden_row,
    "dua-tabel": two_tables,
    "rumus-tanpa-nilai": a_formula_without_its_value,
    "sel-galat": a_cell_in_error,
}
"""The folder of a kind -> what fills its workbook."""


def _write(sheet: Worksheet, first: int, rows: Iterable[Row]) -> None:
    """Rows from the first on, which is counted from 1; None leaves a cell empty."""
    for number, row in enumerate(rows, first - 1):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)


if __name__ == "__main__":
    write_workbooks(FOLDER)
