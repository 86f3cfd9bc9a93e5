"""Column names that announce a personal identifier: `nik`, `No. KK`, `nomor_hp_ibu`.

A name is read as words, whatever stands between them. A word that counts or measures in front of
one takes the announcement away: `jumlah_peserta_bpjs` is a figure. Words that have a good sense in
statistics as well (`nama`, `alamat`) announce nothing where the schema knows the column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

ANNOUNCEMENTS: Mapping[str, tuple[str, ...]] = {
    "nik": ("nik", "no ktp", "nomor ktp", "ktp", "nomor induk kependudukan"),
    "kk": ("no kk", "nomor kk", "kk", "nomor kartu keluarga", "no kartu keluarga"),
    "npwp": ("npwp",),
    "nip": ("nip", "nrp", "nomor induk pegawai"),
    "nisn": ("nisn", "nomor induk siswa"),
    "passport": ("paspor", "passport"),
    "licence": ("no sim", "nomor sim"),
    "insurance": ("no bpjs", "nomor bpjs", "no jkn", "no kis", "kpj", "no kpj"),
    "phone": (
        *("hp", "no hp", "nomor hp", "handphone", "telp", "no telp", "telepon", "no telepon"),
        *("nomor telepon", "ponsel", "wa", "no wa", "whatsapp", "phone"),
    ),
    "email": ("email", "e mail", "surel"),
    "account": ("rekening", "no rekening", "norek", "nomor rekening"),
    "birth": ("tgl lahir", "tanggal lahir", "ttl", "tempat tanggal lahir"),
    "record": ("rekam medis", "no rm", "nomor rekam medis"),
    "person": (
        *("nama lengkap", "nama ibu kandung", "nama ibu", "nama ayah", "nama kepala keluarga"),
        *("nama pelapor", "nama pemohon", "nama pasien", "nama responden", "nama siswa"),
        *("nama penerima", "foto ktp", "tanda tangan", "ttd"),
    ),
}
"""Kind of identifier -> the words that announce it."""
ALONE: Mapping[str, tuple[str, ...]] = {
    "person": ("nama",),
    "address": ("alamat", "domisili", "alamat rumah"),
}
"""What announces it where the schema does not know the column, and the name has no other word."""
MEASURING = frozenset(
    (
        *("jumlah", "jml", "banyak", "banyaknya", "persentase", "persen", "rata", "rasio"),
        *("rerata", "median", "total", "kepemilikan", "cakupan", "memiliki", "pemilik"),
        *("status", "jenis", "tingkat", "pengguna"),
    )
)
"""Words in front of which nothing is announced: the column counts or classifies."""


@dataclass(
    frozen=True,
    slots=True,
)
class Announcement:
    """What a column's name announces."""

    kind: str
    words: str
    """Of our own list: the name itself may be a value, where a file has no header."""


def announced_by(label: str, *, in_schema: bool) -> Announcement | None:
    """What the name of a column announces; None where it announces nothing."""
    words = _words_of(label)
    if MEASURING & set(words[:1]):
        return None

    for kind, announcing in ANNOUNCEMENTS.items():
        for each in announcing:
            if _is_said(each.split(), words):
                return Announcement(kind, each)

    if in_schema:
        return None

    for kind, announcing in ALONE.items():
        for each in announcing:
            if each.split() == words:
                return Announcement(kind, each)

    return None


def _words_of(label: str) -> list[str]:
    """'nomorHP_ibu' as ['nomor', 'hp', 'ibu']."""
    apart = re.sub(
        r"(?<=[a-z])(?=[A-Z])",
        " ",
        label,
    )

    return re.findall(r"[a-z]+", apart.casefold())


def _is_said(announcing: list[str], words: list[str]) -> bool:
    """Whether these words stand in the name side by side.

    One word alone must be the first or the last: `nik_ibu`, `data_nik`.
    """
    if len(announcing) == 1:
        return announcing in (words[:1], words[-1:])

    size = len(announcing)
    starts = range(len(words) - size + 1)

    return any(words[start : start + size] == announcing for start in starts)
