"""The *ukuran* of a measured quantity: what is counted or reckoned of its concept.

A schema declares it under `statx.measure`. Without that it is the first word of the title, where
that is a measure word (*Persentase penduduk miskin*), else what the unit implies.
"""

from __future__ import annotations

from collections.abc import Mapping

from statx.registry.fields import UNMEASURED
from statx.registry.vocabulary import Descriptor
from statx.texts import Text, clean

NUMBER = Text(
    id="Jumlah",
    en="Number",
)
PERCENTAGE = Text(
    id="Persentase",
    en="Percentage",
)
INDEX = Text(
    id="Indeks",
    en="Index",
)
VALUE = Text(
    id="Nilai",
    en="Value",
)
BY_WORD: Mapping[str, Text] = {
    "jumlah": NUMBER,
    "banyaknya": NUMBER,
    "persentase": PERCENTAGE,
    "indeks": INDEX,
    "nilai": VALUE,
    "angka": Text(
        id="Angka",
        en="Rate",
    ),
    "laju": Text(
        id="Laju",
        en="Rate of change",
    ),
    "luas": Text(
        id="Luas",
        en="Area",
    ),
    "median": Text(
        id="Median",
        en="Median",
    ),
    "prevalensi": Text(
        id="Prevalensi",
        en="Prevalence",
    ),
    "proporsi": Text(
        id="Proporsi",
        en="Proportion",
    ),
    "rasio": Text(
        id="Rasio",
        en="Ratio",
    ),
    "rata-rata": Text(
        id="Rata-rata",
        en="Average",
    ),
    "tingkat": Text(
        id="Tingkat",
        en="Rate",
    ),
}
"""First word of a title, in small letters -> the measure."""
BY_UNIT: Mapping[str, Text] = {
    "persen": PERCENTAGE,
    "indeks": INDEX,
    "rupiah": VALUE,
}
"""A word of a unit -> the measure."""


def measure_of(statx: Descriptor, title: str, kind: str) -> Text:
    """The measure of a field with this part under `statx`, title and type; empty where none is."""
    declared = clean(str(statx.get("measure", "")))
    if declared:
        english = clean(str(statx.get("en", {}).get("measure", "")))
        return Text(id=declared, en=english or declared)

    # A year has a unit, and measures nothing.
    if not statx.get("concept"):
        return UNMEASURED

    first, *_ = [*title.casefold().split(), ""]
    return BY_WORD.get(first) or _implied(str(statx.get("unit", "")), kind)


def _implied(unit: str, kind: str) -> Text:
    for word in unit.casefold().split():
        if word in BY_UNIT:
            return BY_UNIT[word]

    return NUMBER if kind == "integer" else UNMEASURED
