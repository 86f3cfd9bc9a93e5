"""The first line that a person reads of a table in a layout of real files: what to do with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from statx.config import Config
from statx.judging.judge import judge
from statx.judging.reports import ReportOptions
from statx.options import DataOptions
from statx.registry.catalog import Catalog, shipped
from statx.render.cause import describe_cause
from statx.results.report import Report

from .layouts import (
    BPS_WIDE,
    POVERTY,
    SPELT,
    STACKED,
    STATION,
    cp1252,
    numbered,
    portal,
    poverty,
    utf_8,
    wide,
    with_mark,
    without,
)

CATALOG = Catalog(shipped("schemas"))


@pytest.mark.parametrize(
    ("name", "data", "first"),
    [
        pytest.param(
            "x.csv",
            with_mark(BPS_WIDE),
            (
                "x.csv: bulan berjajar sebagai kolom (Maret … September). Susun ulang: satu "
                "baris untuk tiap wilayah dan bulan, dengan bulan di kolom tersendiri. Bentuk "
                "yang disepakati, skema terdekat: statx schema show kemiskinan@2.0.0."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="BPS, months across, with a mark",
        ),
        pytest.param(
            "x.csv",
            with_mark(BPS_WIDE + ',,,,\nKeterangan,,,,\n"Tidak dihitung, September",,,,\n'),
            (
                "x.csv: bulan berjajar sebagai kolom (Maret … September). Susun ulang: satu "
                "baris untuk tiap wilayah dan bulan, dengan bulan di kolom tersendiri. Bentuk "
                "yang disepakati, skema terdekat: statx schema show kemiskinan@2.0.0."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="BPS, months across, with notes below",
        ),
        pytest.param(
            "x.csv",
            utf_8(
                portal("jenis_kelamin,jumlah_penduduk,satuan,tahun", "LAKI-LAKI,285000,JIWA,2024")
            ),
            (
                "x.csv: tidak ada skema dengan kolom ini (id, kode_provinsi, nama_provinsi, "
                "kode_kabupaten_kota, nama_kabupaten_kota, …). Yang terdekat "
                "kependudukan_penduduk@2.0.0: 5 dari 8 kolomnya ada; lain ejaannya: "
                "jumlah_penduduk → jumlah; mungkin maksudnya: kode_kabupaten_kota → "
                "kode_wilayah, nama_kabupaten_kota → nama_wilayah; tidak ada: semester, "
                "kelompok_umur, sumber; di luar skema: id, kode_provinsi, nama_provinsi, "
                "satuan. Bila itu yang dimaksud: --schema kependudukan_penduduk@2.0.0; semuanya"
                " ada di: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="portal, people by sex",
        ),
        pytest.param(
            "x.csv",
            utf_8(portal("persentase_penduduk_miskin,satuan,tahun", "9.14,PERSEN,2024")),
            (
                "x.csv: tidak ada skema dengan kolom ini (id, kode_provinsi, nama_provinsi, "
                "kode_kabupaten_kota, nama_kabupaten_kota, …). Yang terdekat kemiskinan@2.0.0: "
                "4 dari 11 kolomnya ada; mungkin maksudnya: kode_kabupaten_kota → kode_wilayah, "
                "nama_kabupaten_kota → nama_wilayah, persentase_penduduk_miskin → p0; tidak "
                "ada: bulan, daerah, garis_kemiskinan, penduduk_miskin, p1, …; di luar skema: "
                "id, kode_provinsi, nama_provinsi, satuan. Bila itu yang dimaksud: --schema "
                "kemiskinan@2.0.0; semuanya ada di: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="portal, share of poor people",
        ),
        pytest.param(
            "x.csv",
            utf_8(portal("jenis_faskes,jumlah_faskes,satuan,tahun", "PUSKESMAS,24,UNIT,2024")),
            (
                "x.csv: tidak ada skema dengan kolom ini (id, kode_provinsi, nama_provinsi, "
                "kode_kabupaten_kota, nama_kabupaten_kota, …). Yang terdekat "
                "fasilitas_kesehatan@1.0.0: 5 dari 7 kolomnya ada; mungkin maksudnya: "
                "kode_kabupaten_kota → kode_wilayah, nama_kabupaten_kota → nama_wilayah, "
                "jenis_faskes → jenis, jumlah_faskes → jumlah; tidak ada: kepemilikan, "
                "tempat_tidur; di luar skema: id, kode_provinsi, nama_provinsi, satuan. Bila "
                "itu yang dimaksud: --schema fasilitas_kesehatan@1.0.0; semuanya ada di: statx "
                "schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="portal, facilities by kind",
        ),
        pytest.param(
            "x.csv",
            utf_8(portal("nama_rumah_sakit,kelas_rumah_sakit,tahun", "RS CONTOH,C,2024")),
            (
                "x.csv: tidak ada skema dengan kolom ini (id, kode_provinsi, nama_provinsi, "
                "kode_kabupaten_kota, nama_kabupaten_kota, …). Yang terdekat "
                "fasilitas_kesehatan@1.0.0: 3 dari 7 kolomnya ada; mungkin maksudnya: "
                "kode_kabupaten_kota → kode_wilayah, nama_kabupaten_kota → nama_wilayah; tidak "
                "ada: jenis, kepemilikan, jumlah, tempat_tidur; di luar skema: id, "
                "kode_provinsi, nama_provinsi, nama_rumah_sakit, kelas_rumah_sakit. Bila itu "
                "yang dimaksud: --schema fasilitas_kesehatan@1.0.0; semuanya ada di: statx "
                "schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="portal, list of hospitals",
        ),
        pytest.param(
            "x.csv",
            utf_8(
                portal(
                    "jenis_kematian,penyebab_kematian,jumlah_kematian,tahun", "BALITA,DIARE,1,2024"
                )
            ),
            (
                "x.csv: tidak ada skema dengan kolom ini (id, kode_provinsi, nama_provinsi, "
                "kode_kabupaten_kota, nama_kabupaten_kota, …). Yang terdekat "
                "fasilitas_kesehatan@1.0.0: 5 dari 7 kolomnya ada; mungkin maksudnya: "
                "kode_kabupaten_kota → kode_wilayah, nama_kabupaten_kota → nama_wilayah, "
                "jenis_kematian → jenis, jumlah_kematian → jumlah; tidak ada: kepemilikan, "
                "tempat_tidur; di luar skema: id, kode_provinsi, nama_provinsi, "
                "penyebab_kematian. Bila itu yang dimaksud: --schema fasilitas_kesehatan@1.0.0;"
                " semuanya ada di: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="portal, deaths by cause",
        ),
        pytest.param(
            "x.csv",
            utf_8(
                "id,kode_provinsi,nama_provinsi,kelompok_pekerjaan,jumlah_penduduk,tahun\n"
                "1,35,JAWA TIMUR,PETANI,900,2024\n"
            ),
            (
                "x.csv: tidak ada skema dengan kolom ini (id, kode_provinsi, nama_provinsi, "
                "kelompok_pekerjaan, jumlah_penduduk, …). Yang terdekat "
                "kependudukan_penduduk@2.0.0: 2 dari 8 kolomnya ada; lain ejaannya: "
                "jumlah_penduduk → jumlah; tidak ada: kode_wilayah, nama_wilayah, semester, "
                "jenis_kelamin, kelompok_umur, …; di luar skema: id, kode_provinsi, "
                "nama_provinsi, kelompok_pekerjaan. Bila itu yang dimaksud: --schema "
                "kependudukan_penduduk@2.0.0; semuanya ada di: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="portal, a province by occupation",
        ),
        pytest.param(
            "x.csv",
            with_mark("Wilayah;2021;2022;2023\nAceh;852;848,5;1.170\nRiau;531;515;500\n"),
            (
                "x.csv: tahun berjajar sebagai kolom (2021 … 2023). Susun ulang: satu baris "
                "untuk tiap wilayah dan tahun, dengan kolom tahun dan kolom nilai. Bentuk yang "
                "disepakati: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="years across, semicolons and a mark",
        ),
        pytest.param(
            "x.csv",
            utf_8("kabkota;tahun_2022;tahun_2023;tahun_2024\nPACITAN;44,8;43,5;46,6\n"),
            (
                "x.csv: tahun berjajar sebagai kolom (2022 … 2024). Susun ulang: satu baris "
                "untuk tiap wilayah dan tahun, dengan kolom tahun dan kolom nilai. Bentuk yang "
                "disepakati: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="years across, prefixed",
        ),
        pytest.param(
            "x.csv",
            utf_8("kabkota;tahun_2022;tahun_2023;tahun_2024\nGRESIK;3,493;5,657;18,58\n"),
            (
                "x.csv: tahun berjajar sebagai kolom (2022 … 2024). Susun ulang: satu baris "
                "untuk tiap wilayah dan tahun, dengan kolom tahun dan kolom nilai. Bentuk yang "
                "disepakati: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="years across, rain that looks like thousands",
        ),
        pytest.param(
            "x.csv",
            utf_8(STATION),
            (
                "x.csv: tabelnya baru mulai di baris 5 (TANGGAL, TAVG, RR), di bawah "
                "keterangan. Periksa dengan --header-row 5, atau hapus baris di atasnya. Bentuk"
                " yang disepakati: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="a station, keys and values above the header",
        ),
        pytest.param(
            "x.xlsx",
            b"PK\x03\x04",
            (
                "x.xlsx rusak atau terpotong (zip: bukan zip yang utuh). Buka di Excel atau "
                "LibreOffice lalu simpan lagi sebagai .xlsx, atau minta berkasnya sekali lagi."
            ),
            id="a workbook that was cut off",
        ),
        pytest.param(
            "x.csv",
            b"PK\x03\x04" + bytes(40),
            (
                "x.csv bukan CSV, melainkan Excel/zip. Simpan dahulu sebagai CSV UTF-8 dari "
                "aplikasi asalnya."
            ),
            id="a workbook that was named CSV",
        ),
        pytest.param(
            "x.csv",
            utf_8(STACKED),
            (
                "x.csv: nama kolomnya bertumpuk dalam 3 baris. Tulis satu baris nama kolom, "
                "satu nama untuk tiap kolom, dan hapus yang lain. Bentuk yang disepakati: statx"
                " schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="a header in three rows",
        ),
        pytest.param(
            "x.csv",
            utf_8("id;KECAMATAN;Latitude;KasusDBD;SAB\n1;Lubuk Begalung  ;-0.99;103;3.93\n"),
            (
                "x.csv: tidak ada skema dengan kolom ini (id, KECAMATAN, Latitude, KasusDBD, "
                "SAB). Sebutkan skemanya dengan --schema; semuanya ada di: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="districts put together by hand",
        ),
        pytest.param(
            "x.csv",
            utf_8("Year,UnemploymentRate\n2023,5.385\n\n2022,5.845\n"),
            (
                "x.csv: tidak ada skema dengan kolom ini (Year, UnemploymentRate). Yang "
                "terdekat ketenagakerjaan@2.0.0: 2 dari 11 kolomnya ada; lain ejaannya: Year → "
                "tahun, UnemploymentRate → tpt; tidak ada: kode_wilayah, nama_wilayah, bulan, "
                "daerah, jenis_kelamin, …. Bila itu yang dimaksud: --schema "
                "ketenagakerjaan@2.0.0; semuanya ada di: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="a series with blank lines, in English",
        ),
        pytest.param(
            "x.csv",
            utf_8(poverty(above="Tabel 1. Kemiskinan,,,,,,,,\n,,,,,,,,\n")),
            (
                "Sebabnya: baris nama kolom ada di baris 3. Dengan --header-row 3, 2 baris "
                "dapat diperiksa; kesalahan: 0."
            ),
            id="agreed, under a title",
        ),
        pytest.param(
            "x.csv",
            utf_8(poverty(header=SPELT)),
            (
                "Sebabnya: nama kolomnya adalah nama kemiskinan@1.0.0 dengan ejaan lain. Dengan"
                " baris nama kolom kode_wilayah,nama_wilayah,tahun,bulan,garis_kemiskinan,pendu"
                "duk_miskin,p0,p1,p2, 2 baris dapat diperiksa; kesalahan: 0."
            ),
            id="agreed, its names spelt for people",
        ),
        pytest.param(
            "x.csv",
            utf_8(numbered()),
            (
                "x.csv: tidak ada skema dengan kolom ini (no, kode_wilayah, nama_wilayah, "
                "tahun, bulan, …). Yang terdekat kemiskinan@1.0.0: 9 dari 9 kolomnya ada; di "
                "luar skema: no. Bila itu yang dimaksud: --schema kemiskinan@1.0.0; semuanya "
                "ada di: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="agreed, with a running number",
        ),
        pytest.param(
            "x.csv",
            utf_8(without("garis_kemiskinan")),
            (
                "x.csv: tidak ada skema dengan kolom ini (kode_wilayah, nama_wilayah, tahun, "
                "bulan, penduduk_miskin, …). Yang terdekat kemiskinan@2.0.0: 8 dari 11 kolomnya "
                "ada; tidak ada: daerah, garis_kemiskinan, gini. Bila itu yang dimaksud: "
                "--schema kemiskinan@2.0.0; semuanya ada di: statx schema list."
                " Atau minta usulan resep yang membaca berkas ini sebagaimana adanya: statx "
                "tidy x.csv."
            ),
            id="agreed, a column less",
        ),
        pytest.param(
            "x.csv",
            utf_8(poverty(";", comma=True)),
            (
                "8 dari 8 kesalahan punya satu sebab: cara angka ditulis (1.234,56). Dengan "
                "--locale id, kesalahan yang tersisa: 0."
            ),
            id="agreed, Indonesian numbers",
        ),
        pytest.param(
            "x.csv",
            cp1252(poverty().replace("Pacitan", "Pacitan –")),
            (
                "Sebabnya: teksnya bukan utf-8, mungkin cp1252. Dengan --encoding cp1252, 2 "
                "baris dapat diperiksa; kesalahan: 0."
            ),
            id="agreed, in the encoding of Windows",
        ),
        pytest.param(
            "x.csv",
            wide(poverty()),
            (
                "Sebabnya: teksnya bukan utf-8 melainkan utf-16-le. Dengan --encoding "
                "utf-16-le, 2 baris dapat diperiksa; kesalahan: 0."
            ),
            id="agreed, in UTF-16 without a mark",
        ),
        pytest.param(
            "x.tsv",
            utf_8(poverty()),
            (
                'Sebabnya: pemisah kolomnya ",". Dengan --delimiter ,, 2 baris dapat diperiksa;'
                " kesalahan: 0."
            ),
            id="agreed, commas in a file named tsv",
        ),
        pytest.param(
            "x.csv",
            cp1252(poverty(";", SPELT, comma=True, above="Kemiskinan – 2024\n\n")),
            (
                "Sebabnya: teksnya bukan utf-8, mungkin cp1252; baris nama kolom ada di baris "
                "3; cara angka ditulis (1.234,56); nama kolomnya adalah nama kemiskinan@1.0.0 "
                "dengan ejaan lain. Dengan --encoding cp1252, --header-row 3, --locale id, "
                "baris nama kolom kode_wilayah;nama_wilayah;tahun;bulan;garis_kemiskinan;pendud"
                "uk_miskin;p0;p1;p2, 2 baris dapat diperiksa; kesalahan: 0."
            ),
            id="agreed, all of it: title, spelling, numbers, encoding",
        ),
        pytest.param(
            "x.csv",
            utf_8(POVERTY + "\n"),
            ("berkas ini hanya berisi baris nama kolom, tanpa satu baris data pun"),
            id="agreed, and empty below the header",
        ),
        pytest.param(
            "x.csv",
            b"",
            ("x.csv kosong, tanpa baris nama kolom sekalipun. Minta berkasnya sekali lagi."),
            id="nothing at all",
        ),
    ],
)
def test_a_layout_of_real_files_gets_a_line_that_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, first: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    (report,) = judge([Path(name)], DataOptions(), CATALOG, Config(), ReportOptions())
    assert first_line(report) == first


def first_line(report: Report) -> str:
    """What stands under the verdict."""
    if report.cause is not None:
        return describe_cause(report.cause).say("id")
    if report.error is not None:
        return report.error.text.say("id")
    return report.tallies[0].rule.says.say("id")
