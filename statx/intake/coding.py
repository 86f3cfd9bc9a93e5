"""Names of regions become codes, each distinct name once; those that cannot are findings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from statx.intake import words
from statx.intake.naming import (
    AmbiguousName,
    NamedRegion,
    NameOutcome,
    Naming,
    NamingRules,
    UnknownName,
    alias_line,
)
from statx.intake.recipe import Names
from statx.intake.recipe_faults import is_code
from statx.registry.regions import Region, Regions
from statx.registry.vocabulary import CodeSystem
from statx.texts import Text, joined, verbatim

Outcome = NameOutcome | None


@dataclass(frozen=True)
class Coding:
    """How the names of one column become codes."""

    regions: Regions
    names: Names
    alias: Mapping[str, str]
    system: CodeSystem
    _by_parent: dict[str, Naming] = field(default_factory=dict)

    def outcomes(
        self, texts: Sequence[str | None], parents: Sequence[str | None] | None
    ) -> list[Outcome]:
        """What each name means; inside the region of the same place in `parents`, where given.

        None where there is no name, or where it is not known in which region it lies.
        """
        if parents is None:
            within = self.names.within if is_code(self.names.within) else ""
            return [self._outcome(text, within) for text in texts]

        return [
            self._outcome(text, parent) if parent else None
            for text, parent in zip(texts, parents, strict=True)
        ]

    def _outcome(self, text: str | None, within: str) -> Outcome:
        if text is None:
            return None

        naming = self._naming(within)
        if is_code(text):
            return naming.resolve_codes([text])[text]
        return naming.outcome(text)

    def _naming(self, within: str) -> Naming:
        naming = self._by_parent.get(within)
        if naming is None:
            rules = NamingRules(
                self.names.level,
                self.system,
                within,
                self.names.bare,
                self.alias,
            )
            naming = self._by_parent[within] = Naming(self.regions, rules)
        return naming

    def of_level(self, level: Any) -> Coding:  # noqa: ANN401  one of naming's levels
        """The same for names of another level: that of totals."""
        return replace(
            self,
            names=replace(self.names, level=level),
            _by_parent={},
        )


def code_of(outcome: Outcome) -> str | None:
    """The code that a name became."""
    return outcome.code if isinstance(outcome, NamedRegion) else None


def official_name(outcome: Outcome) -> str | None:
    """The name that the region of a code has by decree."""
    if not isinstance(outcome, NamedRegion):
        return None
    return outcome.region.name if outcome.region else outcome.name


def hint_of(outcome: AmbiguousName | UnknownName) -> Text:
    """What may have been meant, with the line for the recipe that a person may paste."""
    if isinstance(outcome, AmbiguousName):
        return _said(outcome.name, outcome.candidates, words.SHARED_NAME)
    if not outcome.near:
        return words.ALIAS_LINE.fill(line=_open_line(outcome.name))
    return _said(outcome.name, [near.region for near in outcome.near[:1]], words.NEAR_NAME)


def value_line(text: str) -> Text:
    """The line for the recipe that says what a text means, its value left to a person."""
    return words.VALUE_LINE.fill(line=_open_line(text))


def _open_line(text: str) -> str:
    """A line of TOML that only a person can complete."""
    return f'{json.dumps(text, ensure_ascii=False)} = "…"'


def _said(name: str, regions: Sequence[Region], sentence: Text) -> Text:
    named = joined(verbatim(f"{region.code} {region.name}") for region in regions)
    return sentence.fill(
        name=named,
        names=named,
        line=alias_line(name, regions[0].code),
    )
