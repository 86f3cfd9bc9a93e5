"""Which column of a sheet says of which region its figures are, and how.

Names and codes are known by the lists, and by nothing else: a column is one of regions where most
of what it says is one. Of several levels and parents it is those that explain the most of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from statx.intake.naming import (
    LEVELS,
    UNIQUE_ENOUGH,
    AmbiguousName,
    Bare,
    Level,
    NamedRegion,
    NameOutcome,
    Naming,
    NamingRules,
    UnknownName,
    normalised,
    repaired_code,
)
from statx.intake.proposal.columns import SheetColumn
from statx.registry.regions import Region, Regions, split_name
from statx.registry.vocabulary import CodeSystem

MOST_OF = 0.5
"""Share of a column's texts that are regions, from which on it is a column of regions."""
SYSTEMS: tuple[CodeSystem, ...] = ("kemendagri", "bps")
LEAST_KNOWN = 0.05
"""Share that is enough where a column of provinces names some that the lists do not have."""
_SAID: Mapping[Level, re.Pattern[str]] = {
    "desa": re.compile(r"desa|kelurahan|nagari", re.IGNORECASE),
    "kecamatan": re.compile(r"kec(?:amatan)?(?![a-z])", re.IGNORECASE),
    "kabupaten_kota": re.compile(r"kab(?:upaten|kota)?(?![a-z])|kota(?![a-z])", re.IGNORECASE),
    "provinsi": re.compile(r"pro[vp]insi|wilayah", re.IGNORECASE),
}
"""Level -> how headings name it: `kode_kabupaten_kota`, `Kab/Kota`, `Provinsi`."""
_SAYS_CODE = re.compile(r"kode|code", re.IGNORECASE)


@dataclass(frozen=True)
class PlaceColumn:
    """A column that names regions, or has their codes."""

    column: SheetColumn
    rules: NamingRules
    outcomes: Mapping[str, NameOutcome]
    """Text of a cell -> what it means."""
    is_code: bool = False
    """Of the system of its rules."""

    @cached_property
    def named(self) -> Mapping[str, Region]:
        """Text -> region, of those at the level."""
        regions = {}
        for text, outcome in self.outcomes.items():
            region = outcome.region if isinstance(outcome, NamedRegion) else None
            if region is not None and region.level == self.rules.level:
                regions[text] = region
        return regions

    @cached_property
    def above(self) -> Mapping[str, Region]:
        """Text -> region, of those of a wider level: totals, or rows of their own."""
        regions = {}
        for text, outcome in self.outcomes.items():
            region = outcome.region if isinstance(outcome, NamedRegion) else None
            if region is not None and region.level != self.rules.level:
                regions[text] = region
        return regions

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """Texts that several regions are called by."""
        return frozenset(each.name for each in self.ambiguous)

    @cached_property
    def ambiguous(self) -> tuple[AmbiguousName, ...]:
        """Names that several regions have."""
        return tuple(each for each in self.outcomes.values() if isinstance(each, AmbiguousName))

    @cached_property
    def unknown(self) -> tuple[UnknownName, ...]:
        """Names that no region has."""
        return tuple(each for each in self.outcomes.values() if isinstance(each, UnknownName))


def region_in(text: str, regions: Regions) -> Region | None:
    """The one province, regency or city that a title names in full words; None where none.

    A province is named by its name alone, others by their kind, too: Pasuruan is two.
    """
    # `KOTA` in one cell and `: Padang` in the next are one name.
    words = " ".join(text.casefold().replace(":", " ").split())
    wide = (region for region in regions.all if region.level in UNIQUE_ENOUGH)
    matching = [region for region in wide if region.name.casefold() in words]
    narrow = [region for region in matching if region.level == "kabupaten_kota"]
    candidates = narrow or matching
    return candidates[0] if len(candidates) == 1 else None


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The lists of regions, each index of them made once."""

    regions: Regions

    def places(self, columns: Sequence[SheetColumn]) -> tuple[PlaceColumn, ...]:
        """The columns of regions, in their order."""
        places = [self.place(column) for column in columns]
        return tuple(place for place in places if place is not None)

    def place(self, column: SheetColumn) -> PlaceColumn | None:
        """What a column says of regions; None where it is of something else."""
        texts = [text for text in column.distinct if text]
        if not texts or not column.heading:
            return None

        if _has_digits_alone(texts):
            return self._of_codes(column, texts) or _by_heading(column, texts)
        if column.is_numeric:
            return None

        return self._of_names(column, texts) or _by_heading(column, texts)

    def _naming(self, level: Level, within: str, bare: Bare = "") -> Naming:
        key = (level, within, bare)
        if key not in self._made:
            rules = NamingRules(
                level,
                within=within,
                bare=bare,
            )
            self._made[key] = Naming(
                self.regions,
                rules,
            )
        return self._made[key]

    @cached_property
    def _made(self) -> dict[tuple[Level, str, Bare], Naming]:
        return {}

    @cached_property
    def _provinces(self) -> tuple[str, ...]:
        return tuple(region.code for region in self.regions.all if region.level == "provinsi")

    # ---- codes -----------------------------------------------------------------------------------

    def _of_codes(self, column: SheetColumn, texts: Sequence[str]) -> PlaceColumn | None:
        """Numbers of two digits are codes of provinces where the heading says so."""
        best: tuple[int, CodeSystem, Level] | None = None
        for system in SYSTEMS:
            levels = Counter(self._level(text, system) for text in texts)
            known, level = max((levels[level], level) for level in LEVELS)
            if known >= MOST_OF * len(texts) and (best is None or known > best[0]):
                best = (known, system, level)

        if best is None or (best[2] == "provinsi" and _said_level(column) is None):
            return None

        _, system, level = best
        rules = NamingRules(
            level,
            system,
            within=self._provinces[0],
        )
        outcomes = Naming(self.regions, rules).resolve_codes(texts)
        return PlaceColumn(
            column,
            rules,
            outcomes,
            is_code=True,
        )

    def _level(self, text: str, system: CodeSystem) -> str:
        region = self.regions.by_code(
            repaired_code(text, system),
            system,
        )
        return region.level if region else ""

    # ---- names -----------------------------------------------------------------------------------

    def _of_names(self, column: SheetColumn, texts: Sequence[str]) -> PlaceColumn | None:
        best: tuple[int, Naming] | None = None
        for naming in self._namings_for(column, texts):
            known = sum(1 for text in texts if naming.is_known(text))
            if best is None or known > best[0]:
                best = (known, naming)

        if best is None or not _is_of_regions(column, best[1].rules.level, best[0], len(texts)):
            return None

        known, naming = best
        return PlaceColumn(
            column,
            naming.rules,
            naming.resolve(texts),
        )

    def _namings_for(self, column: SheetColumn, texts: Sequence[str]) -> Iterator[Naming]:
        """The wider regions first; a single regency before its province, as it is the surer."""
        said = _said_level(column)
        yield self._naming("provinsi", "")
        for province in self._provinces:
            yield self._naming("kabupaten_kota", province, _bare(texts))
        yield self._naming("kabupaten_kota", "", _bare(texts))

        for level in LEVELS[2:]:
            if level == said or (level == "kecamatan" and said is None):
                for parent in (*self._regencies(level, texts), *self._provinces):
                    yield self._naming(level, parent)

    def _regencies(self, level: Level, texts: Sequence[str]) -> Iterator[str]:
        """The regency in which most of the names lie."""
        inside: Counter[str] = Counter()
        for province in self._provinces:
            naming = self._naming(level, province)
            for text in filter(naming.is_known, texts):
                inside.update(_regency_codes(naming.outcome(text)))

        yield from (code for code, _ in inside.most_common(1))


def _regency_codes(outcome: NameOutcome) -> set[str]:
    match outcome:
        case NamedRegion(region=Region() as region):
            return {region.code[:5]}
        case AmbiguousName(candidates=candidates):
            return {region.code[:5] for region in candidates}
    return set()


def _has_digits_alone(texts: Sequence[str]) -> bool:
    return all(text.strip("'").replace(".", "").isdecimal() for text in texts)


def _is_of_regions(column: SheetColumn, level: Level, known: int, texts: int) -> bool:
    """The lists have two provinces of thirty-eight: few of a national table are known."""
    if level == "provinsi" and _said_level(column) is not None:
        return known >= LEAST_KNOWN * texts
    return known >= MOST_OF * texts


def _by_heading(column: SheetColumn, texts: Sequence[str]) -> PlaceColumn | None:
    """Where no list has the names, as those of another province, the heading may say it."""
    level = _said_level(column)
    if level is None or level not in UNIQUE_ENOUGH:
        return None

    is_code = _has_digits_alone(texts)
    if is_code and not _SAYS_CODE.search(column.heading):
        return None

    outcomes = {text: UnknownName(text) for text in texts}
    return PlaceColumn(
        column,
        NamingRules(level),
        outcomes,
        is_code=is_code,
    )


def _said_level(column: SheetColumn) -> Level | None:
    """The level that a heading names; of several the first of these."""
    for level, expression in _SAID.items():
        if expression.search(column.heading):
            return level
    return None


def _bare(texts: Sequence[str]) -> Bare:
    """A kabupaten, where the kota of the very name stands in the same column, and the other way."""
    named: dict[str, set[str]] = {"": set(), "kota": set(), "kabupaten": set()}
    for text in texts:
        kind, name = split_name(normalised(text))
        if kind in named:
            named[kind].add(name)

    has_kota = bool(named[""] & named["kota"])
    has_kabupaten = bool(named[""] & named["kabupaten"])
    if has_kota and not has_kabupaten:
        return "kabupaten"
    return "kota" if has_kabupaten and not has_kota else ""
