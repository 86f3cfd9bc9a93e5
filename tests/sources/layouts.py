"""Small tables in the layouts in which public bodies publish theirs; all figures are made up.

Each stands for files that were seen: exports of BPS tables and of provincial portals, sheets of
ministries saved as CSV, files put together by hand.
"""

from __future__ import annotations

from collections.abc import Callable

POVERTY = "kode_wilayah,nama_wilayah,tahun,bulan,garis_kemiskinan,penduduk_miskin,p0,p1,p2"
SPELT = "Kode Wilayah,Nama Wilayah,Tahun,Bulan,Garis Kemiskinan,Penduduk Miskin,P0,P1,P2"
ROWS = (
    "35,Jawa Timur,2024,3,519475,3680.59,8.78,1.26,0.29",
    "35.01,Kabupaten Pacitan,2024,3,441558,53.81,9.14,1.29,0.36",
)
BPS_WIDE = (
    "Provinsi,Garis Kemiskinan - Maret (Rp),Garis Kemiskinan - September (Rp),"
    "Jumlah Penduduk Miskin - Maret (ribu) (Ribu),Persentase Penduduk Miskin - Maret\n"
    "Sumatera Barat,729806,776517,312.35,5.35\nJawa Timur,...,...,3680.59,8.78\n"
)
PORTAL = "id,kode_provinsi,nama_provinsi,kode_kabupaten_kota,nama_kabupaten_kota"
PLACE = "1,35,JAWA TIMUR,3501,KABUPATEN PACITAN"
STATION = (
    ",ID WMO,:  96999\n,NAMA STASIUN,:  Stasiun Contoh\n,ELEVASI,:  5 Meter\n,,\n"
    "TANGGAL,TAVG,RR\n01-01-2019,26.6,2.8\n02-01-2019,27.5,8888\n"
)
STACKED = (
    "Kabupaten/Kota,Produksi Padi (Ton),,,\n,2023,,2024,\n,Januari,Februari,Januari,Februari\n"
    "Kabupaten Pacitan,311.9,929.9,300.1,900.2\nKabupaten Blitar,202.2,409.6,210.3,411.7\n"
)


def poverty(sign: str = ",", header: str = POVERTY, *, comma: bool = False, above: str = "") -> str:
    """The agreed table of poverty, in the way that a program wrote it."""
    rows = [row.split(",") for row in ROWS]
    if comma:
        rows = [[*row[:4], *(cell.replace(".", ",") for cell in row[4:])] for row in rows]
    records = [header.split(","), *rows]
    return above + "".join(sign.join(record) + "\n" for record in records)


def portal(more: str, values: str) -> str:
    """The layout of provincial portals: a number, codes and names, one dimension, one figure."""
    return f"{PORTAL},{more}\r\n{PLACE},{values}\r\n"


def without(name: str) -> str:
    """The agreed table without one column."""
    at = POVERTY.split(",").index(name)
    cells = [row.split(",") for row in poverty().splitlines()]
    return "".join(",".join([*row[:at], *row[at + 1 :]]) + "\n" for row in cells)


def numbered() -> str:
    """The agreed table with the number of each row in front."""
    header, *rows = poverty().splitlines()
    counted = [f"{number},{row}" for number, row in enumerate(rows, start=1)]
    return "\n".join([f"no,{header}", *counted]) + "\n"


Encode = Callable[[str], bytes]


def utf_8(text: str) -> bytes:
    return text.encode()


def with_mark(text: str) -> bytes:
    return text.encode("utf-8-sig")


def cp1252(text: str) -> bytes:
    return text.encode("cp1252")


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")
