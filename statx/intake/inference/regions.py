"""Columns of region codes: by which system, down to which level, and which code list has them all.

`1309` may be a code of either system, and the codes of eleven regencies are permutations of each
other: where no column of names beside them proves it, that is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from statx.intake.inference import words
from statx.intake.inference.columns import Profile
from statx.intake.inference.headings import Heading
from statx.registry.catalog import Catalog, CodeList
from statx.registry.regions import LEVELS, Regions
from statx.registry.vocabulary import CodeSystem
from statx.texts import Text

REFERENCE: Mapping[CodeSystem, str] = {"kemendagri": "kode", "bps": "kode_bps"}
"""Code system -> the field of the code lists that has its codes."""
PLACES = (
    *("wilayah", "daerah", "provinsi", "prov", "kabupaten", "kab", "kota", "kabkota", "kecamatan"),
    *("kec", "desa", "kelurahan", "kel", "nagari", "bps", "kemendagri", "region"),
)
"""Words of headings that speak of places."""
NAMES = ("nama", "nm", *PLACES)
"""Words that the heading of a column of names begins with."""
MANY = 10
"""Codes of four digits or more that are no accident, whatever the heading says."""
LEAST_DIGITS = 4
SHOWN = 5


@dataclass(frozen=True, slots=True)
class RegionColumn:
    """A column in which every value is the code of a region."""

    name: str
    system: CodeSystem
    level: str
    """The finest."""
    code_list: str
    """The smallest that has them all; empty where none has."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a look at a column for region codes gave."""

    column: RegionColumn | None
    remarks: tuple[Text, ...] = ()


NONE = LookedAt(None)


def look_for_codes(name: str, profile: Profile, catalog: Catalog) -> LookedAt:
    """Whether a column holds region codes, and of which system."""
    codes = frozenset(profile.texts or ()) - profile.missing
    if not profile.has("coded") or not codes:
        return NONE

    heading = Heading.read(name)
    speaks_of_places = bool(set(heading.words) & set(PLACES))
    are_many = sum(len(code) >= LEAST_DIGITS for code in codes) >= MANY
    if not (speaks_of_places or are_many) or heading.is_measure:
        return NONE

    regions = catalog.regions
    for system in get_args(CodeSystem):
        if all(regions.by_code(code, system) for code in codes):
            return LookedAt(
                _column(
                    name,
                    codes,
                    system,
                    catalog,
                )
            )
    return LookedAt(
        None,
        tuple(
            _about_unknown(
                name,
                codes,
                regions,
            )
        ),
    )


def names_beside(column: RegionColumn, labels: Sequence[str], codes: Sequence[str]) -> str:
    """The label of the column that may name its regions; empty where there is none.

    `codes` are the labels of all columns of region codes.
    """
    about = _about(column.name)
    named = [label for label in labels if label not in codes and may_be_names(label)]
    alike = [label for label in named if _about(label) == about]
    if alike:
        return alike[0]
    return named[0] if named and len(codes) == 1 else ""


def may_be_names(label: str) -> bool:
    """Whether a column with this heading may hold names of places."""
    return Heading.read(label).words[:1] in [(word,) for word in NAMES]


def is_unproven(column: RegionColumn, codes: Collection[str], regions: Regions) -> bool:
    """Whether some of its codes mean another place in the other system, by their digits."""
    if column.system != "bps":
        return False
    return any(regions.same_digits(code, "bps") for code in codes)


def _column(
    name: str, codes: Collection[str], system: CodeSystem, catalog: Catalog
) -> RegionColumn:
    found = [catalog.regions.by_code(code, system) for code in codes]
    levels = {region.level for region in found if region is not None}
    level = next(each for each in reversed(tuple(LEVELS.values())) if each in levels)
    return RegionColumn(
        name,
        system,
        level,
        _list_with(
            codes,
            system,
            catalog,
        ),
    )


def _list_with(codes: Collection[str], system: CodeSystem, catalog: Catalog) -> str:
    """The smallest code list that has all these codes; empty where none has."""
    wanted = {(code,) for code in codes}
    having = [
        (len(each.records), each.name)
        for each in _code_lists(catalog, REFERENCE[system])
        if wanted <= each.values((REFERENCE[system],))
    ]
    return min(having)[1] if having else ""


def _code_lists(catalog: Catalog, field: str) -> Iterator[CodeList]:
    for name in sorted({name for layer in catalog.layers for name in layer.code_lists}):
        code_list = catalog.code_list(name)
        if code_list is not None and field in code_list.schema.names:
            yield code_list


def _about_unknown(name: str, codes: Collection[str], regions: Regions) -> Iterator[Text]:
    """Where most are codes of one system, and some are none."""
    for system in get_args(CodeSystem):
        unknown = sorted(code for code in codes if regions.by_code(code, system) is None)
        if 2 * len(unknown) < len(codes):
            shown = [*unknown[:SHOWN], *["…"][: len(unknown) > SHOWN]]
            yield words.UNKNOWN_CODES.fill(
                name=name,
                system=words.SYSTEMS[system],
                codes=", ".join(shown),
            )
            return


def _about(label: str) -> tuple[str, ...]:
    """`kode_kecamatan` and `nama_kecamatan` are about the same."""
    return tuple(word for word in Heading.read(label).words if word not in ("kode", "nama", "nm"))
