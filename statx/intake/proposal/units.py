"""Units in headings: what `(ribu jiwa)` and `(Ton)` are, and what they are in a schema's unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from statx.intake.headings import as_read

MULTIPLES: Mapping[str, int] = {
    "ratus": 100,
    "ratusan": 100,
    "ribu": 1000,
    "ribuan": 1000,
    "000": 1000,
    "juta": 10**6,
    "jutaan": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "miliaran": 10**9,
    "triliun": 10**12,
}
DIMENSIONS: Mapping[str, tuple[str, Fraction]] = {
    **dict.fromkeys(("jiwa", "orang", "org", "anak", "penduduk"), ("orang", Fraction(1))),
    **dict.fromkeys(("persen", "persentase", "%", "percent", "pct"), ("persen", Fraction(1))),
    **dict.fromkeys(("rupiah", "rp", "idr", "rp."), ("rupiah", Fraction(1))),
    **dict.fromkeys(("ton", "tonnes", "t"), ("massa", Fraction(1000))),
    **dict.fromkeys(("kuintal", "ku", "kwintal", "kw"), ("massa", Fraction(100))),
    **dict.fromkeys(("kg", "kilogram"), ("massa", Fraction(1))),
    **dict.fromkeys(("ha", "hektar", "hektare", "hectares"), ("luas", Fraction(10_000))),
    **dict.fromkeys(("km2", "km²"), ("luas", Fraction(1_000_000))),
    **dict.fromkeys(("m2", "m²"), ("luas", Fraction(1))),
    **dict.fromkeys(("tahun", "thn"), ("tahun", Fraction(1))),
    **dict.fromkeys(("unit", "buah", "kasus", "kejadian", "laporan"), ("cacah", Fraction(1))),
    **dict.fromkeys(("indeks", "poin", "rasio"), ("indeks", Fraction(1))),
    **dict.fromkeys(("jam", "hari"), ("waktu", Fraction(1))),
}
"""Word of a unit -> (what it measures, how many of the smallest it is)."""
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_WORD = re.compile(r"[^\W_]+[²]?|%")
_PER = re.compile(r"\s*(?:/|\bper\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts."""

    text: str
    """As it is written: `ribu jiwa`."""
    dimension: str
    """`massa/luas`"""
    factor: Fraction
    """How many of the smallest of its kind one is."""


def unit_of(text: str) -> Unit | None:
    """The unit that these words are; None where they are none, or none we know."""
    above, *below = _PER.split(
        as_read(text).casefold(),
        maxsplit=1,
    )
    counted = _simple(above)
    if counted is None:
        return None

    dimension, factor = counted
    divisor = _simple(below[0]) if below else None
    if divisor is not None:
        dimension = f"{dimension}/{divisor[0]}"
        factor /= divisor[1]
    return Unit(
        as_read(text),
        dimension,
        factor,
    )


def unit_in(heading: str) -> Unit | None:
    """The unit that a heading has in brackets; of several the last that is one."""
    units = [unit_of(words) for words in _in_brackets(heading)]
    known = [unit for unit in units if unit is not None]
    if len(known) > 1 and known[-1].factor == 1:
        # `(ribu) (Jiwa)` is one unit in two pairs of brackets; `(ribu) (Ribu)` one said twice.
        return unit_of(f"{known[-2].text} {known[-1].text}")
    return known[-1] if known else None


def without_brackets(heading: str) -> str:
    """The heading without what stands in brackets."""
    return as_read(_BRACKETS.sub(" ", heading))


def scale_to(wanted: Unit, unit: Unit) -> Fraction | None:
    """By what a number in `unit` is multiplied; None where the two measure different things.

    `(ribu)` alone is that many of whatever is counted.
    """
    if unit.dimension and wanted.dimension and not _alike(unit.dimension, wanted.dimension):
        return None

    return unit.factor / wanted.factor


def _alike(one: str, other: str) -> bool:
    """A unit may leave out by what it is divided: `Rp` for rupiah per capita and month."""
    shorter, longer = sorted(
        (one, other),
        key=len,
    )
    return longer == shorter or longer.startswith(f"{shorter}/")


def _in_brackets(heading: str) -> list[str]:
    return [next(filter(None, match.groups()), "") for match in _BRACKETS.finditer(heading)]


def _simple(words: str) -> tuple[str, Fraction] | None:
    """`ribu jiwa` -> (orang, 1000); words behind the unit only say more of it: `ton GKG`."""
    factor = Fraction(1)
    is_multiple = False
    for word in _WORD.findall(words):
        if word in MULTIPLES:
            factor *= MULTIPLES[word]
            is_multiple = True
        elif word in DIMENSIONS:
            dimension, size = DIMENSIONS[word]
            return dimension, factor * size
        else:
            break
    return ("", factor) if is_multiple else None
