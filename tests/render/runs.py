"""Runs made by hand that together have everything a renderer must be able to say."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from statx.errors import UNREADABLE, StatxError
from statx.results.findings import Finding, Rule, Severity, Tally
from statx.results.report import (
    Checked,
    FailOn,
    FileDigest,
    Reading,
    Report,
    Run,
    SchemaUsed,
    Since,
)
from statx.texts import Text, verbatim

POVERTY = SchemaUsed(
    ref="kemiskinan@1.0.0",
    sha256="ab" * 32,
    chosen=Text(
        id="Satu-satunya skema yang nama kolomnya sama.",
        en="The only schema whose fields are this header.",
    ),
    title=Text(id="Kemiskinan menurut kabupaten/kota", en="Poverty by regency"),
)
INDONESIAN_CSV = Reading(format="csv", label="CSV", encoding="utf-8", delimiter=";", locale="id")
CHECKED = (
    Checked("cells", Text(id="jenis data", en="types"), 9),
    Checked("cells", Text(id="batasan", en="constraints"), 14),
    Checked("primary-key", Text(id="kunci primer", en="primary key")),
    Checked("foreign-key", Text(id="daftar kode wilayah", en="region code list")),
)
LABELS = (
    "kode_wilayah",
    "nama_wilayah",
    "tahun",
    "p0",
    "p1",
    "p2",
    "nik",
    "garis_kemiskinan",
    "keterangan",
)

UNKNOWN_REGION = Rule(
    code="foreign-key",
    type="foreign-key",
    says=Text(
        id="Kode wilayah tidak ada dalam daftar kode.",
        en="The region code is not in the code list.",
    ),
    expected=Text(
        id="kode dalam wilayah_kabupaten_kota, kolom kode",
        en="a code in wilayah_kabupaten_kota, field kode",
    ),
    remedy=Text(
        id="Ganti dengan kode Kemendagri; `statx region recode` menerjemahkan kode BPS.",
        en="Write the Kemendagri code; `statx region recode` translates BPS codes.",
    ),
    field="kode_wilayah",
    fields=("kode_wilayah",),
    note=(
        'for "kode_wilayah": values "1301" not found in the lookup table "wilayah_kabupaten_kota"'
        ' as "kode"'
    ),
)
NOT_A_NUMBER = Rule(
    code="type-error",
    type="type-error",
    says=Text(id="Isian bukan angka.", en="The value is not a number."),
    expected=Text(id="angka, misalnya 1.234,56", en="a number, like 1.234,56"),
    remedy=Text(
        id="Tulis angkanya saja, tanpa satuan.", en="Write the number alone, without its unit."
    ),
    field="garis_kemiskinan",
    note='type is "number/default"',
)
WRONG_NIK = Rule(
    code="pattern",
    type="constraint-error",
    says=Text(id="NIK wajib 16 angka.", en="A NIK has 16 digits."),
    expected=Text(id="pola [0-9]{16}", en="pattern [0-9]{16}"),
    remedy=Text(id="Periksa kembali pada sumbernya.", en="Check it at its source."),
    field="nik",
    note='constraint "pattern" is "[0-9]{16}"',
    confidential=True,
)
TWICE = Rule(
    code="primary-key",
    type="primary-key",
    says=Text(
        id="Wilayah dan tahun yang sama sudah ada.",
        en="The same region and year stand there already.",
    ),
    expected=Text(
        id="satu baris untuk setiap wilayah dan tahun", en="one row for each region and year"
    ),
    remedy=Text(id="Hapus baris yang duplikat.", en="Delete the row that is there twice."),
    fields=("kode_wilayah", "tahun"),
)
BLANK = Rule(
    code="blank-row",
    type="blank-row",
    says=Text(id="Baris kosong.", en="The row is blank."),
    expected=Text(id="baris berisi data", en="a row of data"),
    remedy=Text(id="Hapus baris itu.", en="Delete the row."),
)
ORDER = Rule(
    code="label-order",
    type="label-order",
    says=Text(
        id="Urutan kolom berbeda dari skema.",
        en="The columns stand in another order than in the schema.",
    ),
    expected=Text(
        id="kode_wilayah, nama_wilayah, tahun, …", en="kode_wilayah, nama_wilayah, tahun, …"
    ),
    remedy=Text(
        id="Jalankan `statx tidy` untuk mengurutkannya.",
        en="Run `statx tidy` to put them in order.",
    ),
)
NAME = Rule(
    code="region-name",
    type="region-name",
    says=Text(
        id="Nama wilayah tidak cocok dengan kodenya.",
        en="The name does not belong to the code beside it.",
    ),
    expected=Text(id="nama resmi dari kode itu", en="the official name of the code"),
    remedy=Text(id="Perbaiki nama atau kodenya.", en="Correct the name or the code."),
    field="nama_wilayah",
    severity=Severity.WARNING,
)
UNKNOWN_KIND = Rule(
    code="brand-new",
    type="brand-new",
    says=Text(id="Angka sementara tanpa tanda.", en="A provisional figure has no mark."),
    expected=Text(id="tanda * di belakang angka", en="a * behind the figure"),
    remedy=Text(id="Tambahkan tandanya.", en="Add the mark."),
    field="p0",
    severity=Severity.WARNING,
)


class BrokenEncodingError(StatxError):
    says: ClassVar[Text] = Text(
        id=(
            "{path} bukan UTF-8: byte 0xE9 di baris {line}. Simpan sebagai CSV UTF-8, atau"
            " tambahkan --encoding cp1252."
        ),
        en=(
            "{path} is not UTF-8: byte 0xE9 in line {line}. Save it as CSV UTF-8, or add --encoding"
            " cp1252."
        ),
    )
    exit_code: ClassVar[int] = UNREADABLE
    frictionless_type: ClassVar[str] = "encoding-error"


def record(
    code: str, name: str = "Kabupaten Kepulauan Mentawai", nik: str = "1309"
) -> tuple[str, ...]:
    """A whole record of the poverty table."""
    return (code, name, "2024", "14,35", "2,1", "0,5", nik, "Rp 512.000", "")


def meant(code: str, name: str) -> Text:
    """A hint."""
    return Text(id=f"mungkin maksudnya {code} {name}?", en=f"did you mean {code} {name}?")


DIRTY = Report(
    place="data/masuk/kemiskinan_2024.csv",
    name="kemiskinan_2024",
    schema=POVERTY,
    reading=INDONESIAN_CSV,
    labels=LABELS,
    key=("kode_wilayah", "tahun"),
    rows=1_234_567,
    checked=CHECKED,
    tallies=(
        Tally(ORDER, 1, (Finding(ORDER, row=1, line=1, cells=LABELS),), check="header"),
        Tally(
            BLANK,
            2,
            tuple(Finding(BLANK, row=row, line=row + 1, column=1) for row in (40, 41)),
            check="shape",
        ),
        Tally(
            UNKNOWN_REGION,
            1_237,
            (
                Finding(
                    UNKNOWN_REGION,
                    5,
                    5,
                    1,
                    1,
                    "1301",
                    record("1301"),
                    meant("13.09", "Kabupaten Kepulauan Mentawai"),
                ),
                Finding(
                    UNKNOWN_REGION,
                    6,
                    7,
                    1,
                    1,
                    "1302",
                    record("1302"),
                    meant("13.01", "Kabupaten Pesisir Selatan"),
                ),
                Finding(
                    UNKNOWN_REGION,
                    1_200_001,
                    1_200_003,
                    1,
                    1,
                    "[bold]13\u202803",
                    record("[bold]13\u202803"),
                ),
                Finding(UNKNOWN_REGION, 1_200_002, 1_200_004, 1, 1, "1304", record("1304")),
            ),
            check="foreign-key",
        ),
        Tally(
            NOT_A_NUMBER,
            3,
            (
                Finding(NOT_A_NUMBER, 7, 8, 58, 8, "Rp\u00a0512.000", record("13.01")),
                Finding(
                    NOT_A_NUMBER,
                    8,
                    9,
                    58,
                    8,
                    "naik\x1b[31m tajam\ndari tahun lalu",
                    record("13.02"),
                ),
                Finding(NOT_A_NUMBER, 9, 11, 58, 8, "lihat lampiran " * 40, record("13.03")),
            ),
            check="cells",
        ),
        Tally(
            WRONG_NIK,
            1,
            (Finding(WRONG_NIK, 12, 14, 52, 7, "130905", record("13.09", nik="130905")),),
            check="cells",
        ),
        Tally(
            TWICE,
            1,
            (
                Finding(
                    TWICE,
                    77,
                    79,
                    1,
                    cells=record("13.71"),
                    note="the same as in the row at position 12",
                ),
            ),
            check="primary-key",
        ),
        Tally(
            NAME,
            2,
            (
                Finding(
                    NAME,
                    14,
                    16,
                    7,
                    2,
                    "Kota Padang",
                    record("13.09", "Kota Padang"),
                    meant("13.71", "Kota Padang"),
                ),
                Finding(NAME, 15, 17, 7, 2, "", record("13.10", "")),
            ),
            check="region-name",
        ),
        Tally(
            UNKNOWN_KIND,
            1,
            (Finding(UNKNOWN_KIND, 16, 18, 31, 4, "14,35", record("13.09")),),
            check="brand-new",
        ),
    ),
    remarks=(
        Text(
            id="Seluruh 1.237 kode yang ditolak adalah kode BPS; skema meminta kode Kemendagri.",
            en=(
                "All 1,237 codes that were refused are BPS codes; the schema asks for Kemendagri"
                " codes."
            ),
        ),
        Text(
            id="Total provinsi tidak diperiksa: tidak ada baris provinsi.",
            en="Totals were not checked: no such row.",
        ),
    ),
    digest=FileDigest(bytes=98_765_432, sha256="cd" * 32, md5="ef" * 16),
    seconds=1.5,
)
CLEAN = Report(
    place="data/masuk/kemiskinan_2023.parquet",
    name="kemiskinan_2023",
    schema=POVERTY,
    reading=Reading(format="parquet", label="Parquet"),
    labels=LABELS,
    rows=514,
    checked=CHECKED,
    digest=FileDigest(bytes=4096, sha256="01" * 32, md5="23" * 16),
    seconds=0.25,
)
UNREADABLE_FILE = Report(
    place="data/masuk/lama/Data Kemiskinan (final) rev.2.csv",
    name="data-kemiskinan-final-rev.2",
    schema=POVERTY,
    error=BrokenEncodingError(path="Data Kemiskinan (final) rev.2.csv", line=17),
)
HEADER_ONLY = Report(
    place="data/masuk/kosong.csv",
    name="kosong",
    schema=POVERTY,
    reading=Reading(format="csv", label="CSV", encoding="utf-8", delimiter="\t"),
    labels=LABELS,
    checked=CHECKED,
)


def compared(report: Report, known: dict[Rule, int]) -> Report:
    """The report beside an earlier version, which had the last so many findings of each rule."""
    tallies = (
        replace(
            tally, known=known.get(tally.rule, 0), findings=_aged(tally, known.get(tally.rule, 0))
        )
        for tally in report.tallies
    )
    return replace(report, tallies=tuple(tallies), since="origin/main", fail_on=FailOn.NEW)


def _aged(tally: Tally, known: int) -> tuple[Finding, ...]:
    new = tally.count - known
    return tuple(replace(finding, known=at >= new) for at, finding in enumerate(tally.findings))


COMPARED = compared(DIRTY, {ORDER: 1, BLANK: 2, UNKNOWN_REGION: 1_235, WRONG_NIK: 1, NAME: 1})
ALL_KNOWN = replace(
    compared(DIRTY, {tally.rule: tally.count for tally in DIRTY.tallies}),
    place="data/masuk/kemiskinan_2022.csv",
)
SINCE = Since(
    "origin/main",
    untouched=3,
    remarks=(
        Text(
            id="Dihapus sejak origin/main: data/lama.csv.",
            en="Deleted since origin/main: data/lama.csv.",
        ),
    ),
)

RUNS = {
    "clean": Run((CLEAN,), seconds=0.25),
    "dirty": Run((DIRTY,), seconds=1.5),
    "many": Run((CLEAN, DIRTY, UNREADABLE_FILE, HEADER_ONLY), seconds=2.0),
    "nothing": Run(()),
    "compared": Run((COMPARED, ALL_KNOWN), seconds=2.0, since=SINCE),
    "untouched": Run((), since=SINCE),
}


def crowd(groups: int) -> Run:
    """One table with that many groups of two errors each."""
    rules = [
        Rule(
            f"code-{n}",
            "type-error",
            verbatim("wrong"),
            verbatim("right"),
            verbatim("mend it"),
            field=f"f{n}",
        )
        for n in range(groups)
    ]
    tallies = tuple(
        Tally(rule, 2, (Finding(rule, row=2, line=2, column=1, cell="x"),)) for rule in rules
    )
    return Run((Report(place="x.csv", name="x", labels=("f",), rows=1, tallies=tallies),))
