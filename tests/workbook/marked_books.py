"""Workbooks that hold whatever marking might break, and what is marked in them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import xlsxwriter

from statx.results.findings import Severity
from statx.workbook.marking import mark_workbook
from statx.workbook.marks import Cover, Mark

COVER = Cover(
    "Temuan statx",
    "Temuan di produksi.xlsx",
    ("Tidak lolos: 2 kesalahan.", "Klik alamat sel."),
    ("Jenis", "Sel", "Kolom", "Isi sel", "Masalah", "Seharusnya", "Yang perlu dilakukan"),
    ("Kesalahan", "Peringatan"),
    "… dan {n} lagi",
)
SHEET = "Produksi 2024"
Members = Mapping[str, bytes]


def rich_book(path: Path, cells: Mapping[tuple[int, int], object] | None = None) -> Path:
    """A book with charts, pictures, rules, comments, names, links, a button and a sparkline."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        other = book.add_worksheet("Ringkasan")
        head = book.add_format({"bold": True, "bg_color": "#203864", "font_color": "white"})
        percent = book.add_format({"num_format": "0.0%", "border": 1})
        sheet.merge_range("A1:E1", "Produksi padi, Jawa Timur 2024", head)
        for row in range(2, 8):
            sheet.write_string(row, 0, f"35.0{row}")
            sheet.write_number(row, 2, row * 1000.5)
            sheet.write_formula(row, 4, f"=C{row + 1}/2", percent, row * 500.25)
        for (row, column), value in (cells or {}).items():
            sheet.write(row + 10, column, value)

        sheet.write_rich_string("A9", "Sumber: ", head, "BPS", " 2024")
        sheet.write_comment("B3", "komentar lama", {"author": "Ani"})
        sheet.conditional_format("C3:C7", {"type": "data_bar"})
        sheet.conditional_format("E3:E7", {"type": "icon_set", "icon_style": "3_arrows"})
        sheet.data_validation("A3:A7", {"validate": "length", "criteria": "==", "value": 5})
        sheet.write_url("G3", "https://www.bps.go.id")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": [SHEET, 2, 2, 6, 2]})
        sheet.insert_chart("G6", chart)
        sheet.insert_image("L2", "titik.png", {"image_data": BytesIO(picture())})
        sheet.insert_button("N2")
        sheet.add_sparkline("F3", {"range": f"'{SHEET}'!C3:C7"})
        sheet.print_area("A1:E9")
        other.print_area("A1:B2")
        other.write_formula("A1", f"='{SHEET}'!C3", None, 2001)
        book.define_name("luas", f"='{SHEET}'!$C$3:$C$7")
        book.define_name("Ringkasan!lokal", "=Ringkasan!$A$1")

    return path


def picture() -> bytes:
    """A PNG of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    size = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dots = chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + dots


def mark_at(row: int, column: int, sheet: str = SHEET, **words: str) -> Mark:
    """An error in a cell."""
    return Mark(sheet, row, column, Severity.ERROR, words.pop("what", "Nilainya salah"), **words)


def marked(path: Path, marks: Sequence[Mark]) -> Path:
    """The marked copy beside a book."""
    target = path.with_name(f"{path.stem}_marked{path.suffix}")
    mark_workbook(path, target, marks, COVER, replace=True)
    return target


def members(path: Path) -> Members:
    """Name -> bytes of a zip."""
    with zipfile.ZipFile(path) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def write_members(path: Path, parts: Members) -> Path:
    """A zip of these."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path
