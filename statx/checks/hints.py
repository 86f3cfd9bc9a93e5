"""Hints: what may have been meant by a value that is wrong, where something known is near it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from statx.checks.words import hints as words
from statx.registry.regions import Region, Regions
from statx.registry.schema import Field, RegionCoding
from statx.registry.vocabulary import CodeSystem
from statx.texts import Text

OTHER_SYSTEM: dict[CodeSystem, str] = {"kemendagri": "BPS", "bps": "Kemendagri"}
"""The name of the other system."""
NEAR_VALUE, NEAR_CODE = 0.5, 0.75
"""Likeness from which a known value may be what was meant."""


def near_value(cell: str, values: Iterable[str]) -> Text | None:
    """A question back with the value of a list that is written most like the cell."""
    by_folded = {value.casefold(): value for value in values}
    near = get_close_matches(cell.strip().casefold(), by_folded, n=1, cutoff=NEAR_VALUE)
    return _did_you_mean(by_folded[near[0]]) if near else None


def near_reference(cell: str, known: list[str]) -> Text | None:
    """A question back with the value referred to that is written most like the cell."""
    near = get_close_matches(cell, known, n=1)
    return _did_you_mean(near[0]) if near else None


def near_region(cell: str, field: Field, regions: Regions) -> Text | None:
    """What a region code that is none may have been meant as."""
    coding = field.region
    if coding is None:
        return None

    twin = regions.same_digits(cell, coding.system)
    if twin is not None:
        return words.CODE_OF_THE_OTHER_SYSTEM.fill(
            cell=cell,
            system=OTHER_SYSTEM[coding.system],
            name=twin.name,
            code=twin.code_in(coding.system),
        )

    near = _region_called(cell, regions) or _near_code(cell, coding, regions)
    if near is None:
        return None

    return _did_you_mean(f"{near.code_in(coding.system)} {near.name}")


def _region_called(cell: str, regions: Regions) -> Region | None:
    """The region whose name stands where its code should."""
    if cell.replace(".", "").isdigit():
        return None
    return next(iter(regions.find(cell)), None)


def _near_code(cell: str, coding: RegionCoding, regions: Regions) -> Region | None:
    by_code: dict[str, Region] = {}
    for region in regions.all:
        code = region.code_in(coding.system)
        if code and region.level in ("provinsi", coding.level):
            by_code[code] = region

    near = get_close_matches(cell, by_code, n=1, cutoff=NEAR_CODE)
    return by_code[near[0]] if near else None


def _did_you_mean(value: str) -> Text:
    return words.DID_YOU_MEAN.fill(words=value)
