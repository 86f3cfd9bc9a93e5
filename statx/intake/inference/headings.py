"""What a heading says by itself: a title, a unit, a part of the calendar.

`Penduduk miskin (ribu jiwa)` is a title and a unit; `tahun` and `bulan` are their own units, as in
the shared schemas. A word in brackets that is no unit (`(GKG)`, `(P0)`) stays in the title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from statx.registry.history import BY_NAME, YEAR
from statx.registry.measures import BY_WORD

SCALES = ("puluh", "ratus", "ribu", "ribuan", "juta", "jutaan", "miliar", "milyar", "triliun")
UNITS: Mapping[str, str] = {
    **dict.fromkeys(("%", "persen", "percent"), "persen"),
    **dict.fromkeys(("rp", "rupiah", "idr"), "rupiah"),
    **dict.fromkeys(("ha", "hektar", "hektare"), "hektare"),
    **dict.fromkeys(("ton", "tons"), "ton"),
    **dict.fromkeys(("kg", "kilogram"), "kilogram"),
    **dict.fromkeys(("kw", "ku", "kuintal", "kwintal"), "kuintal"),
    **dict.fromkeys(("km2", "km²", "km^2"), "kilometer persegi"),
    **dict.fromkeys(("km", "kilometer"), "kilometer"),
    **dict.fromkeys(("m2", "m²"), "meter persegi"),
    **dict.fromkeys(("m3", "m³"), "meter kubik"),
    **dict.fromkeys(("jiwa", "jw"), "jiwa"),
    **dict.fromkeys(("org", "orang"), "orang"),
    **dict.fromkeys(("rt", "ruta"), "rumah tangga"),
    **dict.fromkeys(("kk",), "kepala keluarga"),
    **dict.fromkeys(("thn", "th"), "tahun"),
    **{
        unit: unit
        for unit in (
            *("unit", "buah", "ekor", "liter", "meter", "poin", "indeks", "kasus", "anak"),
            *("balita", "bayi", "rumah", "bangunan", "sekolah", "siswa", "guru", "kelas"),
            *("tahun", "bulan", "hari", "jam", "menit", "kali", "desa", "kelurahan"),
        )
    },
}
"""As headings spell a unit, in small letters -> as the shared schemas do."""
PER = ("per", "/")
PERCENTAGES = ("persen", "persentase", "prosentase")
"""Words that say by themselves that a number is in per cent."""
PARTS = (YEAR, *BY_NAME)
"""Headings of parts of the calendar, which are their own units."""
CALENDAR = (*PARTS, "minggu", "tanggal", "periode", "hari", "jam")
IDENTIFIERS = ("kode", "id", "no", "nomor", "nik", "npsn", "nib", "nip", "kd", "kunci")
NAMING = (*IDENTIFIERS, "nama", "nm")
"""First words of headings of codes and names, which have no unit."""
NOTES = ("catatan", "keterangan", "ket", "uraian", "deskripsi", "alamat", "komentar")
"""First words of headings of what somebody writes beside a record."""
MEASURES = (*BY_WORD, *PERCENTAGES, "total", "banyak", "prevalensi", "produksi")

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|%")


@dataclass(frozen=True, slots=True)
class Heading:
    """One label, taken apart."""

    title: str
    """In words, without the unit: `luas_panen` is `Luas panen`."""
    unit: str
    """As the shared schemas spell it; empty where the label says none."""
    words: tuple[str, ...]
    """In small letters, without the unit."""

    @classmethod
    def read(cls, label: str) -> Heading:
        """Of a label as it stands in the file."""
        unit = _in_brackets(label)
        bare = _BRACKETS.sub(" ", label) if unit else label
        words = tuple(_WORD.findall(bare.casefold()))
        return cls(
            _title(bare),
            unit or _implied(words),
            words,
        )

    @property
    def is_calendar(self) -> bool:
        """Whether it is the heading of a year, a month, a day or the like."""
        return bool(self.words) and self.words[0] in CALENDAR

    @property
    def is_identifier(self) -> bool:
        """Whether it is the heading of codes or numbers that name something."""
        return bool(set(self.words[:1] + self.words[-1:]) & set(IDENTIFIERS))

    @property
    def is_note(self) -> bool:
        """Whether it is the heading of remarks in somebody's own words."""
        return bool(self.words) and self.words[0] in NOTES

    @property
    def is_measure(self) -> bool:
        """Whether it is the heading of something counted or reckoned."""
        has_measure_word = bool(set(self.words) & set(MEASURES))
        return has_measure_word or bool(self.unit and not self.is_calendar)


def unit_of(words: str) -> str:
    """`ribu jiwa`, `Ton/Ha` as the shared schemas spell them; empty where that is no unit."""
    parts = re.findall(r"[^\W_]+[²³]?(?:\^2)?|%|/", words.casefold())
    spelled = [part for part in parts if part in SCALES or part in PER or part in UNITS]
    is_unit = bool(parts) and len(spelled) == len(parts)
    if not is_unit or parts[-1] in PER:
        return ""

    return " ".join("per" if part in PER else UNITS.get(part, part) for part in parts)


def _in_brackets(label: str) -> str:
    for words in _BRACKETS.findall(label):
        unit = unit_of(words)
        if unit:
            return unit
    return ""


def _implied(words: tuple[str, ...]) -> str:
    """`tahun`, `persentase_miskin`, `luas_ha`: a unit that a word of the label is."""
    if not words or words[0] in NAMING:
        return ""
    if len(words) == 1 and words[0] in PARTS:
        return words[0]
    if set(words) & {*PERCENTAGES, "%"}:
        return "persen"
    return unit_of(words[-1]) if len(words) > 1 and words[-1] not in PARTS else ""


def _title(label: str) -> str:
    """`luas_panen` in words; what is written in words stays as it is."""
    words = " ".join(label.replace("_", " ").split())
    return words[:1].upper() + words[1:]
