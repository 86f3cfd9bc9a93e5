"""Hints: what may have been meant by a value that is wrong, where something known is near it.

A hint is a guess, and a wrong one does harm: where several values are as near, or the nearest
lies in another province, there is none. The name beside a region code tells more than the code
itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from statx.checks.words import hints as words
from statx.registry.fields import RegionCoding
from statx.registry.regions import Region, Regions
from statx.registry.vocabulary import CodeSystem
from statx.texts import Text

OTHER_SYSTEM: Mapping[CodeSystem, str] = {"kemendagri": "BPS", "bps": "Kemendagri"}
"""The name of the other system."""
NEAR_VALUE = 0.5
"""Likeness from which a known value may be what was meant."""
LEVELS = ("provinsi", "kabupaten_kota", "kecamatan", "desa")
MISREAD = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", ",": ".", "-": ".", "_": "."})
"""Letters and marks that are typed for digits and points."""


def did_you_mean(value: str) -> Text:
    """A question back."""
    return words.DID_YOU_MEAN.fill(words=value)


def near_region(cell: str, name: str, coding: RegionCoding, regions: Regions) -> Text | None:
    """What a region code that is none may have been meant as.

    `name` is what stands beside it, where a name does.
    """
    system = coding.system
    named = (
        _named(
            cell,
            name,
            coding,
            regions,
        )
        if name.strip()
        else None
    )
    if named is not None:
        return did_you_mean(f"{named.code_in(system)} {named.name}")

    # A name that is not that of the code's twin says that the twin was not meant.
    twin = regions.same_digits(cell, system)
    if twin is not None and not name.strip() and twin.code_in(system):
        return words.CODE_OF_THE_OTHER_SYSTEM.fill(
            cell=cell,
            system=OTHER_SYSTEM[system],
            name=twin.name,
            code=twin.code_in(system),
        )

    near = _respelt_code(cell, coding, regions)
    if near is None or (name.strip() and not regions.is_name_of(near, name)):
        return None
    return did_you_mean(f"{near.code_in(system)} {near.name}")


def _named(cell: str, name: str, coding: RegionCoding, regions: Regions) -> Region | None:
    """The one region of that name that the code can have meant.

    It lies in the code's province, and its code begins most like this one.
    """
    digits = re.sub(r"\D", "", cell)
    province = regions.by_code(digits[:2], coding.system)
    level = LEVELS.index(coding.level)
    candidates = []
    for region in regions.named(name):
        code = region.code_in(coding.system)
        is_allowed = LEVELS.index(region.level) <= level
        is_there = province is None or code.startswith(digits[:2])
        if code and is_allowed and is_there:
            candidates.append(region)
    return _only_nearest(digits, candidates, coding.system)


def _only_nearest(digits: str, regions: Sequence[Region], system: CodeSystem) -> Region | None:
    """The region whose code begins most like these digits, unless there are several."""
    if not regions:
        return None

    by_shared: dict[int, list[Region]] = {}
    for region in regions:
        code = region.code_in(system).replace(".", "")
        shared = _shared_beginning(digits, code)
        by_shared.setdefault(shared, []).append(region)
    nearest = by_shared[max(by_shared)]
    return nearest[0] if len(nearest) == 1 else None


def _shared_beginning(one: str, other: str) -> int:
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def _respelt_code(cell: str, coding: RegionCoding, regions: Regions) -> Region | None:
    """The region whose code this is, written otherwise.

    A name that stands where the code should is taken for its region's code.
    """
    if not re.search(r"\d", cell):
        named = [region for region in regions.named(cell) if region.level == coding.level]
        return named[0] if len(named) == 1 else None

    respelt = cell.strip().translate(MISREAD)
    digits = re.sub(r"\D", "", respelt)
    if re.search(r"[^\d. ]", respelt):
        return None

    # A spreadsheet takes 35.10 for a number, and writes 35.1.
    candidates = {digits, digits + "0"} if len(digits) % 2 else {digits}
    found = []
    for candidate in sorted(candidates):
        code = _code_of(candidate, coding.system)
        region = regions.by_code(code, coding.system)
        if region is not None and not region.ends:
            found.append(region)
    return found[0] if len(found) == 1 else None


def _code_of(digits: str, system: CodeSystem) -> str:
    """Digits as the system writes a code: Kemendagri's with points."""
    if system == "bps":
        return digits
    parts = [digits[:2], digits[2:4], digits[4:6], digits[6:]]
    return ".".join(part for part in parts if part)
