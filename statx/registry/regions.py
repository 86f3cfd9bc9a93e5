"""Regions and their two codes: `13.09` (Kemendagri) is `1301` (BPS), and `13.01` is another.

The codes of eleven regencies of Sumatera Barat are permutations of each other in the two systems,
so that every wrong reading is a valid code of another place. Only the name beside a code can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from operator import itemgetter
from typing import Literal, NamedTuple

from statx.registry.near_words import NearWords
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
    "PROPINSI": "provinsi",
    "PROP": "provinsi",
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

_columns_of = itemgetter(
    "kode",
    "kode_bps",
    "nama",
    "jenis",
    "induk",
    "dasar_hukum",
    "berlaku_sejak",
)
"""The columns that every code list has, in the order of a region's fields; history is extra."""

NameMatch = Literal["same", "spelling", "other-system", "other-place", "unknown-code"]


class Region(NamedTuple):
    """One province, regency, district or village, as the code list has it.

    A tuple: there are ten thousand, made for the smallest file that names one.
    """

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
    begins: str = ""
    """First day of its code; empty where the history begins later."""
    ends: str = ""
    """Last day of its code; empty where that is in force."""
    successor: str = ""
    """Kemendagri's code of the region that took its place; empty where none did."""

    @property
    def level(self) -> str:
        """provinsi, kabupaten_kota, kecamatan or desa."""
        return LEVELS[len(self.code)]

    @classmethod
    def from_record(cls, record: Mapping[str, str]) -> Region:
        """From a record of a code list."""
        # One by one: a generator of three would take longer than all the rest.
        begins = record.get("kode_mulai") or ""
        ends = record.get("kode_berakhir") or ""
        successor = record.get("kode_pengganti") or ""
        return cls._make((*_columns_of(record), begins, ends, successor))

    def code_in(self, system: CodeSystem) -> str:
        """Its code in that system."""
        return self.code if system == "kemendagri" else self.bps


@dataclass(frozen=True, eq=False)
class Regions:
    """All regions, found by either code or by name."""

    all: tuple[Region, ...]
    """Those whose codes are in force."""
    former: tuple[Region, ...] = ()
    """Those whose codes have ended: known by their codes alone, so that nothing leads there."""

    @classmethod
    def of(cls, records: Iterable[Mapping[str, str]]) -> Regions:
        """From the records of the code lists."""
        regions = [Region.from_record(record) for record in records]
        return cls(
            tuple(region for region in regions if not region.ends),
            tuple(region for region in regions if region.ends),
        )

    def by_code(self, code: str, system: CodeSystem) -> Region | None:
        """The region that has this code in this system, or had it."""
        return self._by_code[system].get(code)

    def same_digits(self, code: str, system: CodeSystem) -> Region | None:
        """What the same digits mean in the other system; None where nothing or the same place."""
        other: CodeSystem = "bps" if system == "kemendagri" else "kemendagri"
        digits = code.replace(".", "")
        twin = self._by_digits[other].get(digits)
        if twin is None or twin == self.by_code(code, system):
            return None

        return twin

    def parents(self, region: Region) -> tuple[Region, ...]:
        """The regions it lies in, the nearest first."""
        if not region.parent:
            return ()

        parent = self.by_code(region.parent, "kemendagri")
        if parent is None:
            return ()

        return (parent, *self.parents(parent))

    def children(self, region: Region) -> tuple[Region, ...]:
        """The regions that lie in it, one level down."""
        return self._children.get(region.code, ())

    def find(self, words: str) -> tuple[Region, ...]:
        """Regions by code or name, the higher levels first; near spellings where none is exact."""
        code = words.strip()
        coded = self._coded(code)
        if coded or re.fullmatch(r"[\d.]+", code):
            return coded

        kind, name = split_name(words)
        candidates = (*self._called(words), *self.former)
        exact = [region for region in candidates if is_name(region, words)]
        matching = exact or self._within(name, kind) or self._near(name, kind)
        return tuple(matching)

    def named(self, words: str) -> tuple[Region, ...]:
        """The regions that are called so, the higher levels first; near spellings where none is."""
        kind, name = split_name(words)
        exact = [region for region in self._called(words) if is_name(region, words)]
        return tuple(exact or self._near(name, kind))

    def is_name_of(self, region: Region, words: str) -> bool:
        """Whether this is the region's name, or nearly so."""
        return is_name(region, words) or _is_near(
            region,
            words,
            self._named,
        )

    def judge_name(self, code: str, name: str, system: CodeSystem) -> NameMatch:
        """Whether `name` names the region of `code`, and if not, what that looks like."""
        region = self.by_code(code, system)
        if region is not None and is_name(region, name):
            return "same"

        twin = self.same_digits(code, system)
        if twin is not None and is_name(twin, name):
            return "other-system"

        if region is None:
            return "unknown-code"

        return (
            "spelling"
            if _is_near(
                region,
                name,
                self._named,
            )
            else "other-place"
        )

    # ---- what is looked up in --------------------------------------------------------------------

    @cached_property
    def _by_code(self) -> Mapping[CodeSystem, Mapping[str, Region]]:
        return {
            "kemendagri": {region.code: region for region in self._ever},
            "bps": {region.bps: region for region in self._ever if region.bps},
        }

    @cached_property
    def _ever(self) -> tuple[Region, ...]:
        """Where a code is used again, it is the region's that has it now."""
        return (*self.former, *self.all)

    @cached_property
    def _by_digits(self) -> Mapping[CodeSystem, Mapping[str, Region]]:
        return {
            "kemendagri": {region.code.replace(".", ""): region for region in self.all},
            "bps": {region.bps: region for region in self.all if region.bps},
        }

    @cached_property
    def _children(self) -> Mapping[str, tuple[Region, ...]]:
        """Kemendagri's code -> the regions one level down."""
        by_parent: dict[str, list[Region]] = {}
        for region in self.all:
            by_parent.setdefault(region.parent, []).append(region)

        return {code: tuple(regions) for code, regions in by_parent.items()}

    @cached_property
    def _named(self) -> Mapping[str, tuple[Region, ...]]:
        """Name without its kind -> the regions called so, the higher levels first."""
        by_name: dict[str, list[Region]] = {}
        for region in sorted(self.all, key=_depth):
            for name in own_names(region):
                by_name.setdefault(name, []).append(region)

        return {name: tuple(regions) for name, regions in by_name.items()}

    def _coded(self, code: str) -> tuple[Region, ...]:
        """The regions that have this code, each once."""
        by_system = [regions.get(code) for regions in self._by_code.values()]
        return tuple(dict.fromkeys(region for region in by_system if region is not None))

    @cached_property
    def _near_names(self) -> NearWords:
        return NearWords(self._named)

    def _called(self, words: str) -> tuple[Region, ...]:
        """The regions with such a name, of whatever kind."""
        _, name = split_name(words)
        regions = (*self._named.get(name, ()), *self._named.get(_letters(words), ()))
        return tuple(dict.fromkeys(regions))

    def _within(self, name: str, kind: str) -> list[Region]:
        """The regions whose name holds these letters."""
        if not name:
            return []

        matching: list[Region] = []
        for known, regions in self._named.items():
            if name in known:
                matching += regions

        of_kind = [region for region in dict.fromkeys(matching) if _is_kind(region, kind)]
        return sorted(of_kind, key=_depth)

    def _near(self, name: str, kind: str) -> list[Region]:
        """The regions whose name is spelt nearly so."""
        near: list[Region] = []
        for known in self._near_names.near(name, NEAR)[:5]:
            near += self._named[known]

        return [region for region in dict.fromkeys(near) if _is_kind(region, kind)]


def split_name(words: str) -> tuple[str, str]:
    """(kind or '', capitals) of a name: 'Kab. Sawah Lunto' -> ('kabupaten', 'SAWAHLUNTO')."""
    parts = re.findall(r"[^\W_]+", words.upper())
    kind = KIND_WORDS.get(parts[0], "") if len(parts) > 1 else ""
    if kind:
        parts = parts[1:]

    name = "".join(parts)
    return kind, ALIASES.get(name, name)


def is_name(region: Region, words: str) -> bool:
    """Whether these words are its name, with or without its kind.

    The district 35.29.01 is officially "Kota Sumenep", and is no kota: a word of kind in front may
    be part of the name, as in "Kecamatan Kota Sumenep" or "Nagari Desa Baru".
    """
    own = own_names(region)
    if _letters(words) in own:
        return True

    kind, name = split_name(words)
    if name not in own:
        return False

    own_kind, _ = split_name(region.name)
    return own_kind == kind or _is_kind(region, kind)


def own_names(region: Region) -> tuple[str, ...]:
    """Its name in capitals, without a word of kind in front, and with it."""
    _, name = split_name(region.name)
    return tuple(dict.fromkeys((name, _letters(region.name))))


def _depth(region: Region) -> int:
    """Longer codes are of lower levels."""
    return len(region.code)


def _is_kind(region: Region, kind: str) -> bool:
    """A nagari is a desa by its code; a name without a kind may be of any."""
    if not kind or region.kind == kind:
        return True

    return {region.kind, kind} == {"desa", "nagari"}


def _letters(words: str) -> str:
    return "".join(re.findall(r"[^\W_]+", words.upper()))


def _is_near(region: Region, words: str, named: Mapping[str, object]) -> bool:
    """A near spelling, unless it is the very name of another place."""
    _, name = split_name(words)
    if name in named:
        return False

    _, own_name = split_name(region.name)
    return (
        SequenceMatcher(
            None,
            own_name,
            name,
        ).ratio()
        >= NEAR
    )
