"""Regions and their two codes: Kemendagri's `13.09` and BPS's `1301` are the same regency, and `13.01` is another.

The codes of eleven regencies of Sumatera Barat are permutations of each other in the two systems, so that every
wrong reading is a valid code of another place. Only the name beside a code can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from typing import Literal

from statx.registry.vocabulary import CodeSystem

NEAR = 0.82
"""Similarity from which two spellings may mean one name."""
LEVELS: Mapping[int, str] = {2: "provinsi", 5: "kabupaten_kota", 8: "kecamatan", 13: "desa"}
"""Length of a Kemendagri code -> its level."""
KIND_WORDS = {
    "KABUPATEN": "kabupaten",
    "KAB": "kabupaten",
    "KOTA": "kota",
    "KODYA": "kota",
    "KOTAMADYA": "kota",
    "PROVINSI": "provinsi",
    "PROV": "provinsi",
    "KECAMATAN": "kecamatan",
    "KEC": "kecamatan",
    "KELURAHAN": "kelurahan",
    "KEL": "kelurahan",
    "DESA": "desa",
    "NAGARI": "nagari",
}
ALIASES = {
    "KEPMENTAWAI": "KEPULAUANMENTAWAI",
    "MENTAWAI": "KEPULAUANMENTAWAI",
    "LIMAPULUHKOTO": "LIMAPULUHKOTA",
    "50KOTA": "LIMAPULUHKOTA",
    "50KOTO": "LIMAPULUHKOTA",
    "SAWAHLUNTOSIJUNJUNG": "SIJUNJUNG",
    "SWLSIJUNJUNG": "SIJUNJUNG",
    "PASBAR": "PASAMANBARAT",
    "PESSEL": "PESISIRSELATAN",
    "SOLSEL": "SOLOKSELATAN",
}

NameMatch = Literal["same", "spelling", "other-system", "other-place", "unknown-code"]


@dataclass(frozen=True, slots=True)
class Region:
    """One province, regency, district or village, as the code list has it."""

    code: str
    """Kemendagri's, with dots."""
    bps: str
    """BPS's, without; empty where BPS has bridged none."""
    name: str
    kind: str
    parent: str
    """Kemendagri's code of the region it lies in; empty for a province."""
    decree: str
    since: str

    @property
    def level(self) -> str:
        """provinsi, kabupaten_kota, kecamatan or desa."""
        return LEVELS[len(self.code)]

    def code_in(self, system: CodeSystem) -> str:
        """Its code in that system."""
        return self.code if system == "kemendagri" else self.bps


@dataclass(frozen=True)
class Regions:
    """All regions, found by either code or by name."""

    all: tuple[Region, ...]

    @classmethod
    def of(cls, records: Iterable[Mapping[str, str]]) -> Regions:
        """From the records of the code lists."""
        return cls(
            tuple(
                Region(
                    record["kode"],
                    record["kode_bps"],
                    record["nama"],
                    record["jenis"],
                    record["induk"],
                    record["dasar_hukum"],
                    record["berlaku_sejak"],
                )
                for record in records
            )
        )

    def by_code(self, code: str, system: CodeSystem) -> Region | None:
        """The region that has this code in this system."""
        return self._by_code[system].get(code)

    def same_digits(self, code: str, system: CodeSystem) -> Region | None:
        """What the same digits mean in the other system; None where nothing or the same place."""
        digits = code.replace(".", "")
        other: CodeSystem = "bps" if system == "kemendagri" else "kemendagri"
        found = self._by_digits[other].get(digits)
        return found if found is not None and found != self.by_code(code, system) else None

    def parents(self, region: Region) -> tuple[Region, ...]:
        """The regions it lies in, the nearest first."""
        parent = self.by_code(region.parent, "kemendagri") if region.parent else None
        return (parent, *self.parents(parent)) if parent else ()

    def children(self, region: Region) -> tuple[Region, ...]:
        """The regions that lie in it, one level down."""
        return self._children.get(region.code, ())

    def find(self, words: str) -> tuple[Region, ...]:
        """Regions by code of either system or by name, the higher levels first; near spellings where none is exact."""
        code = words.strip()
        by_code = dict.fromkeys(
            found for system in self._by_code if (found := self._by_code[system].get(code))
        )
        if by_code or re.fullmatch(r"[\d.]+", code):
            return tuple(by_code)
        kind, name = split_name(words)
        exact = [region for region in self._named.get(name, ()) if _is_called(region, kind, name)]
        return tuple(exact or self._within(name, kind) or self._near(name, kind))

    def judge_name(self, code: str, name: str, system: CodeSystem) -> NameMatch:
        """Whether `name` names the region of `code`, and if not, what that looks like."""
        region = self.by_code(code, system)
        if region is not None and _names(region, name):
            return "same"
        twin = self.same_digits(code, system)
        if twin is not None and _names(twin, name):
            return "other-system"
        if region is None:
            return "unknown-code"
        return "spelling" if _is_near(region, name, self._named) else "other-place"

    @cached_property
    def _by_code(self) -> Mapping[CodeSystem, Mapping[str, Region]]:
        return {
            "kemendagri": {region.code: region for region in self.all},
            "bps": {region.bps: region for region in self.all if region.bps},
        }

    @cached_property
    def _by_digits(self) -> Mapping[CodeSystem, Mapping[str, Region]]:
        return {
            "kemendagri": {region.code.replace(".", ""): region for region in self.all},
            "bps": dict(self._by_code["bps"]),
        }

    @cached_property
    def _children(self) -> Mapping[str, tuple[Region, ...]]:
        found: dict[str, list[Region]] = {}
        for region in self.all:
            found.setdefault(region.parent, []).append(region)
        return {code: tuple(regions) for code, regions in found.items()}

    @cached_property
    def _named(self) -> Mapping[str, tuple[Region, ...]]:
        found: dict[str, list[Region]] = {}
        for region in sorted(self.all, key=lambda region: len(region.code)):
            found.setdefault(split_name(region.name)[1], []).append(region)
        return {name: tuple(regions) for name, regions in found.items()}

    def _within(self, name: str, kind: str) -> list[Region]:
        found = (
            region
            for known, regions in self._named.items()
            if name and name in known
            for region in regions
        )
        return sorted(
            (region for region in found if _is_kind(region, kind)),
            key=lambda region: len(region.code),
        )

    def _near(self, name: str, kind: str) -> list[Region]:
        near = get_close_matches(name, self._named, n=5, cutoff=NEAR)
        return [region for known in near for region in self._named[known] if _is_kind(region, kind)]


def split_name(words: str) -> tuple[str, str]:
    """(kind or '', letters and digits in capitals) of a name: 'Kab. Sawah Lunto' -> ('kabupaten', 'SAWAHLUNTO')."""
    parts = re.findall(r"[^\W_]+", words.upper())
    kind = KIND_WORDS.get(parts[0], "") if len(parts) > 1 else ""
    name = "".join(parts[1:] if kind else parts)
    return kind, ALIASES.get(name, name)


def _is_kind(region: Region, kind: str) -> bool:
    """A nagari is a desa by its code; a name without a kind may be of any."""
    return not kind or region.kind == kind or {region.kind, kind} == {"desa", "nagari"}


def _is_called(region: Region, kind: str, name: str) -> bool:
    """The district 35.29.01 is officially "Kota Sumenep", and is no kota."""
    own = split_name(region.name)
    return own == (kind, name) or (own[1] == name and _is_kind(region, kind))


def _names(region: Region, words: str) -> bool:
    return _is_called(region, *split_name(words))


def _is_near(region: Region, words: str, named: Mapping[str, object]) -> bool:
    """A near spelling, unless it is the very name of another place."""
    _, name = split_name(words)
    return name not in named and _similarity(split_name(region.name)[1], name) >= NEAR


def _similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
