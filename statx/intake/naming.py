"""Names of regions become codes: by exact match after normalising, and never by likeness.

Of the districts of two provinces 88 pairs have different official names that are alike to 0.82 or
more, so a near name is shown to a person, with the line to paste into the recipe, and applied by
nobody. What is normalised away says nothing about the place: case, spaces, hyphens, marks of
footnotes, a number in front, and how a word of kind is abbreviated (`Kab.`, `Kota Adm.`, `Kep.`).

A name is looked up among the regions of one level that lie in one region, and then among those that
they lie in, as a table of regencies has a row for its province.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal, get_args

from statx.intake.errors import UnknownParentError, UnscopedNamesError
from statx.registry.near_words import NearWords
from statx.registry.regions import NEAR, Region, Regions, is_name, own_names, split_name
from statx.registry.vocabulary import CodeSystem

Level = Literal["provinsi", "kabupaten_kota", "kecamatan", "desa"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""From the widest to the narrowest."""
UNIQUE_ENOUGH: tuple[Level, ...] = ("provinsi", "kabupaten_kota")
"""Levels whose names may be looked up in the whole country."""
Bare = Literal["", "kabupaten", "kota"]
MOST_NEAR = 3
"""Near names that are proposed for one that is not known."""

_FOOTNOTE = re.compile(
    r"(?:\s*(?:<sup>.*?</sup>|\(?\*+\)?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|\(?\d{1,2}\)|\[\w{1,2}\]|[†‡]))+\s*$",
    re.IGNORECASE,
)
"""Marks behind a name: `(*)`, `**)`, `¹`, `1)`, `(1)`, `[1]`."""
_ENUMERATION = re.compile(r"^\s*\d{1,3}\s*[.)]\s*(?=\D)")
"""`1. Pacitan`; the number of `2x11 Enam Lingkung` is part of its name."""
_ADMINISTRATIVE = re.compile(
    r"^(\s*(?:kota|kab(?:upaten)?)\.?)\s*adm(?:inistrasi)?\b\.?",
    re.IGNORECASE,
)
_ISLANDS = re.compile(r"\bkep\b[.,]?", re.IGNORECASE)
"""`Kep.`, and `Kep,` where every point of a file was made a comma."""
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)\s*")
_LENGTHS: Mapping[CodeSystem, Mapping[int, tuple[int, ...]]] = {
    "kemendagri": {2: (2,), 4: (2, 2), 6: (2, 2, 2), 10: (2, 2, 2, 4)},
    "bps": {2: (2,), 4: (4,), 7: (7,), 10: (10,)},
}
"""Digits of a code -> those between its dots."""


@dataclass(frozen=True, slots=True)
class NamingRules:
    """How the names of one column are to be read: a recipe's `names` and `alias`."""

    level: Level
    system: CodeSystem = "kemendagri"
    """Of the codes that are wanted."""
    within: str = ""
    """The code of the region in which all lie, in `system` or Kemendagri's; empty: anywhere."""
    bare: Bare = ""
    """Which is meant by a name without its kind that a kabupaten and a kota have."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Text of a cell -> code. Each is a person's decision."""


@dataclass(frozen=True, slots=True)
class NamedRegion:
    """The name is that of one region."""

    name: str
    code: str
    """In the system that is wanted."""
    region: Region | None
    """None where a person's alias has a code that no list has."""
    is_alias: bool = False


@dataclass(frozen=True, slots=True)
class AmbiguousName:
    """Several regions are called so."""

    name: str
    candidates: tuple[Region, ...]
    """In the order of their codes."""


@dataclass(frozen=True, slots=True)
class NearRegion:
    """A region whose name is spelt nearly so: for a person to accept, never applied."""

    region: Region
    similarity: float
    """0 to 1, at least `NEAR`."""


@dataclass(frozen=True, slots=True)
class UnknownName:
    """No region that may stand here is called so."""

    name: str
    near: tuple[NearRegion, ...] = ()
    """The most alike first."""


NameOutcome = NamedRegion | AmbiguousName | UnknownName


@dataclass(frozen=True, eq=False)
class Naming:
    """The regions that a column may name, and how.

    UnscopedNamesError where names of this level are unique in no country, UnknownParentError where
    no region has the code that all are to lie in.
    """

    regions: Regions
    rules: NamingRules

    def __post_init__(self) -> None:
        rules = self.rules
        if not rules.within and rules.level not in UNIQUE_ENOUGH:
            raise UnscopedNamesError(level=rules.level)
        if rules.within and self._parent is None:
            raise UnknownParentError(code=rules.within)

    def resolve(self, names: Iterable[str]) -> Mapping[str, NameOutcome]:
        """The outcome of each distinct name, in the order in which they first stand."""
        return {name: self.outcome(name) for name in dict.fromkeys(names)}

    def outcome(self, name: str) -> NameOutcome:
        """What one name means here."""
        if name not in self._outcomes:
            self._outcomes[name] = self._looked_up(name)
        return self._outcomes[name]

    def is_known(self, name: str) -> bool:
        """Whether one region or several are called so; near ones are not looked for."""
        if _spaced(name) in self._aliases:
            return True

        words = normalised(name)
        return any(
            _called(
                words,
                index,
            )
            for index in self._indexes
        )

    def resolve_codes(self, codes: Iterable[str]) -> Mapping[str, NamedRegion | UnknownName]:
        """The outcome of each distinct code, repaired: `3578` and `'35.78` are 35.78.

        They are read in the system that is wanted; digits alone do not tell which they are of.
        """
        return {code: self._coded(code) for code in dict.fromkeys(codes)}

    # ---- what is looked up in --------------------------------------------------------------------

    @cached_property
    def _outcomes(self) -> dict[str, NameOutcome]:
        """Those that were asked for: a column of ten thousand rows has a few dozen names."""
        return {}

    @cached_property
    def _parent(self) -> Region | None:
        code = self.rules.within
        of_system = self.regions.by_code(
            code,
            self.rules.system,
        )
        return of_system or self.regions.by_code(code, "kemendagri")

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        return {_spaced(text): code for text, code in self.rules.aliases.items()}

    @cached_property
    def _by_name(self) -> Mapping[str, list[Region]]:
        """The regions of the level; below one that is named, those that lie in it."""
        return _indexed(self._at_level(self.regions.all))

    @property
    def _indexes(self) -> Iterator[Mapping[str, list[Region]]]:
        """What names are looked up in, one after the other."""
        yield self._by_name
        yield self._former_by_name
        yield self._above_by_name

    @cached_property
    def _near_names(self) -> NearWords:
        return NearWords(self._by_name)

    @cached_property
    def _former_by_name(self) -> Mapping[str, list[Region]]:
        """Those whose codes have ended, for data of the years before."""
        return _indexed(self._at_level(self.regions.former))

    @cached_property
    def _above_by_name(self) -> Mapping[str, list[Region]]:
        """The regions in which all of the level lie: a table has a row for its total."""
        if self._parent is None:
            wider = LEVELS[: LEVELS.index(self.rules.level)]
            return _indexed(region for region in self.regions.all if region.level in wider)

        return _indexed((self._parent, *self.regions.parents(self._parent)))

    def _at_level(self, regions: Iterable[Region]) -> Iterator[Region]:
        begins = f"{self._parent.code}." if self._parent else ""
        for region in regions:
            if region.level == self.rules.level and region.code.startswith(begins):
                yield region

    # ---- names -----------------------------------------------------------------------------------

    def _looked_up(self, name: str) -> NameOutcome:
        alias = self._aliases.get(_spaced(name))
        if alias is not None:
            return self._by_alias(name, alias)

        words = normalised(name)
        for index in self._indexes:
            called = _called(words, index)
            if called:
                return self._settled(name, words, called)

        return UnknownName(name, tuple(self._near(words)))

    def _by_alias(self, name: str, code: str) -> NamedRegion:
        region = self.regions.by_code(
            code,
            self.rules.system,
        )
        return NamedRegion(name, code, region, is_alias=True)

    def _settled(self, name: str, words: str, called: list[Region]) -> NameOutcome:
        kind, _ = split_name(words)
        if len(called) > 1 and self.rules.bare and not kind:
            of_kind = [region for region in called if region.kind == self.rules.bare]
            called = of_kind or called

        if len(called) > 1:
            return AmbiguousName(name, tuple(sorted(called)))

        return self._named(name, called[0])

    def _named(self, name: str, region: Region) -> NamedRegion | UnknownName:
        """A region that BPS has bridged none for has no code in its system."""
        code = region.code_in(self.rules.system)
        return (
            NamedRegion(
                name,
                code,
                region,
            )
            if code
            else UnknownName(name)
        )

    def _near(self, words: str) -> list[NearRegion]:
        """Also by what stands outside of brackets: `Lembang Jaya (Bukik Sileh)`."""
        similarity: dict[Region, float] = {}
        for spelling in (words, _IN_BRACKETS.sub(" ", words).strip()):
            for region in self._alike(spelling):
                ratio = _likeness(spelling, region)
                similarity[region] = max(
                    ratio,
                    similarity.get(region, 0.0),
                )

        near = [
            NearRegion(
                region,
                ratio,
            )
            for region, ratio in similarity.items()
            if ratio >= NEAR
        ]
        near.sort(key=lambda each: (-each.similarity, each.region.code))
        return near[:MOST_NEAR]

    def _alike(self, words: str) -> Iterator[Region]:
        _, name = split_name(words)
        for known in self._near_names.near(name, NEAR):
            yield from self._by_name[known]

    # ---- codes -----------------------------------------------------------------------------------

    def _coded(self, text: str) -> NamedRegion | UnknownName:
        alias = self._aliases.get(_spaced(text))
        if alias is not None:
            return self._by_alias(text, alias)

        code = repaired_code(text, self.rules.system)
        region = self.regions.by_code(
            code,
            self.rules.system,
        )
        return (
            self._named(
                text,
                region,
            )
            if region
            else UnknownName(text)
        )


def normalised(name: str) -> str:
    """The words of a name without what says nothing about the place, kinds written out."""
    words = _spaced(unicodedata.normalize("NFC", name))
    words = _FOOTNOTE.sub("", words)
    words = _ENUMERATION.sub("", words)
    words = _ADMINISTRATIVE.sub(r"\1 ", words)
    words = _ISLANDS.sub("Kepulauan ", words)
    return _spaced(words)


def repaired_code(text: str, system: CodeSystem) -> str:
    """A code as its system writes it; what is no code in another spelling is only trimmed.

    `'35.78`, `3578` and `3578.0` are 35.78 of Kemendagri's, or 3578 of BPS's where no dot stands
    between its digits: with one it is of the other system.
    """
    code = _spaced(text).removeprefix("'")
    digits = code.removesuffix(".0") if code.count(".") == 1 else code
    parts = _LENGTHS[system].get(len(digits)) if digits.isascii() and digits.isdecimal() else None
    if parts is None:
        return code

    cut = []
    for length in parts:
        cut.append(digits[:length])
        digits = digits[length:]
    return ".".join(cut)


def alias_line(name: str, code: str) -> str:
    """The line of TOML with which a person settles a name, as it stands under `alias`."""
    return f"{json.dumps(_spaced(name), ensure_ascii=False)} = {json.dumps(code)}"


def _spaced(words: str) -> str:
    """One space between words, none around; a NBSP is a space, and what has no width is none."""
    visible = words.translate({0x200B: None, 0xFEFF: None, 0x00AD: None})
    return " ".join(visible.split())


def _indexed(regions: Iterable[Region]) -> Mapping[str, list[Region]]:
    """Name in capitals, with a word of kind and without -> the regions that may be meant."""
    by_name: dict[str, list[Region]] = {}
    for region in regions:
        for name in own_names(region):
            by_name.setdefault(name, []).append(region)
    return by_name


def _called(words: str, index: Mapping[str, list[Region]]) -> list[Region]:
    """Those of an index whose name this is, each once."""
    letters = "".join(
        re.findall(
            r"[^\W_]+",
            words.upper(),
        )
    )
    _, name = split_name(words)
    may_be = dict.fromkeys(
        (
            *index.get(
                name,
                (),
            ),
            *index.get(letters, ()),
        )
    )
    return [region for region in may_be if is_name(region, words)]


def _likeness(words: str, region: Region) -> float:
    """How like its name they are, kinds apart; 0 where another kind is said."""
    kind, name = split_name(words)
    own_kind, own = split_name(region.name)
    if kind and own_kind and kind != own_kind:
        return 0.0

    return SequenceMatcher(None, name, own).ratio()
