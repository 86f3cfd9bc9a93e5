"""The other code of a region, where there is one that leads back.

A code that has ended is that of the region that had it: it becomes that region's own code in the
other system, where the lists know one. A code is only ever written that means the same region again
when it is read, so that there and back is the identity.
"""

from __future__ import annotations

from dataclasses import dataclass

from statx.intake.recoding import words
from statx.registry.regions import Region, Regions
from statx.registry.vocabulary import CodeSystem
from statx.texts import Text

SYSTEMS = {"kemendagri": "Kemendagri", "bps": "BPS"}
PROVINCE = 2
"""Digits of the codes that are the same in both systems."""


@dataclass(frozen=True, slots=True)
class Partners:
    """From one code system into the other."""

    regions: Regions
    source: CodeSystem
    target: CodeSystem

    def partner(self, code: str, names: str = "") -> str | Text:
        """The code in the other system, or why there is none.

        `names` is what a column of names says beside it; empty where there is none.
        """
        wrong_form = self._wrong_form(code)
        if wrong_form is not None:
            return wrong_form

        region = self.regions.by_code(code, self.source)
        if region is None:
            return words.UNKNOWN.fill(system=SYSTEMS[self.source])

        other = self._other_name(code, names, region) if names else None
        if other is not None:
            return other

        partner = region.code_in(self.target)
        leads_back = self.regions.by_code(partner, self.target) == region
        return partner if partner and leads_back else self._no_partner(region)

    def knows(self, code: str) -> bool:
        """Whether this is a code of a region, in either system."""
        return any(self.regions.by_code(code, each) for each in (self.source, self.target))

    def is_ambiguous(self, code: str) -> bool:
        """Whether the same digits mean another place in the other system."""
        return self.regions.same_digits(code, self.source) is not None

    def _wrong_form(self, code: str) -> Text | None:
        if self.source == "bps":
            return words.DOTTED if "." in code else None

        is_bare = len(code) > PROVINCE and code.isdigit()
        return words.WITHOUT_DOTS if is_bare else None

    def _other_name(self, code: str, names: str, region: Region) -> Text | None:
        match self.regions.judge_name(code, names, self.source):
            case "other-system":
                return words.OTHER_SYSTEM.fill(
                    words=names,
                    system=SYSTEMS[self.target],
                )
            case "other-place":
                return words.OTHER_PLACE.fill(
                    name=region.name,
                    words=names,
                )
        return None

    def _no_partner(self, region: Region) -> Text:
        system = SYSTEMS[self.target]
        if not region.ends:
            return words.NO_PARTNER.fill(
                name=region.name,
                system=system,
            )
        if not region.successor:
            return words.ENDED.fill(
                name=region.name,
                day=region.ends,
                system=system,
            )
        return words.REPLACED.fill(
            name=region.name,
            successor=region.successor,
            day=region.ends,
            system=system,
        )
