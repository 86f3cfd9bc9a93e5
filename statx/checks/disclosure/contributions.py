"""Magnitudes: what contributors add up to must not be nearly all of one of them, or of two.

Judged where the file itself has the number of contributors, the largest contribution or the second
largest. In a table for everybody these contributions may not stand at all.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from statx.checks.check import BlockResult, Check, CheckContext
from statx.checks.disclosure.figures import FigureReader, Figures, decimals_of, figure_readers
from statx.checks.disclosure.propagation import ROOM
from statx.checks.disclosure.question import (
    Question,
    Terms,
    declared_fields,
    parameters_of,
    places_at,
)
from statx.checks.exact_sums import Units
from statx.checks.words import disclosure as words
from statx.registry.disclosure import FieldDisclosure
from statx.results.clearance import Outcome
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock
from statx.tables.vectorised import Flags
from statx.texts import Text

PER_CENT = 100


@dataclass(frozen=True)
class ContributionCheck(Check[None]):
    """One magnitude beside what the file says of its contributors."""

    name: str
    """The magnitude's field."""
    readers: Mapping[str, FigureReader]
    """Of it and of the fields that tell of contributors."""
    limits: tuple[int, ...]
    declared: FieldDisclosure
    rule: Rule

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        figures = {}
        for name, reader in self.readers.items():
            of_field = reader.read(block)
            if of_field is None:
                return BlockResult()
            figures[name] = of_field

        shown = reduce(np.logical_and, (each.shown for each in figures.values()))
        breaks = shown & self.breaks(_in_one_unit(figures, self.readers))
        entries = np.flatnonzero(breaks)
        if not len(entries):
            return BlockResult()

        places = places_at(
            self.rule,
            block,
            entries,
            self.name,
        )

        return BlockResult((places,))

    @abstractmethod
    def breaks(self, units: Mapping[str, Units]) -> Flags:
        """In which rows the magnitude gives somebody away, by the units of each field."""


@dataclass(frozen=True)
class ContributorsCheck(ContributionCheck):
    """A magnitude has no fewer contributors than the limit."""

    code = "disclosure-contributors"
    title = words.CONTRIBUTORS

    def breaks(self, units: Mapping[str, Units]) -> Flags:
        # All fields are counted in the same unit, the number of contributors as well.
        [least] = self.limits
        contributors = units[self.declared.contributors]
        one = _one(self.readers)
        flags: Flags = ((contributors > 0) & (contributors < least * one)).astype(bool)

        return flags


@dataclass(frozen=True)
class DominanceCheck(ContributionCheck):
    """No contributor has more than k per cent of a magnitude, nor have any two."""

    code = "disclosure-dominance"
    title = words.DOMINANCE

    def breaks(self, units: Mapping[str, Units]) -> Flags:
        one, two = self.limits
        total = units[self.name]
        largest = units[self.declared.largest]
        breaks = PER_CENT * largest > one * total
        if self.declared.second:
            both = largest + units[self.declared.second]
            breaks = breaks | (PER_CENT * both > two * total)

        flags: Flags = ((total > 0) & breaks).astype(bool)

        return flags


@dataclass(frozen=True)
class PPercentCheck(ContributionCheck):
    """The second largest contributor cannot reckon the largest to within p per cent."""

    code = "disclosure-p-percent"
    title = words.P_PERCENT

    def breaks(self, units: Mapping[str, Units]) -> Flags:
        [p] = self.limits
        largest = units[self.declared.largest]
        rest = units[self.name] - largest - units[self.declared.second]
        flags: Flags = ((largest > 0) & (PER_CENT * rest < p * largest)).astype(bool)

        return flags


@dataclass(frozen=True)
class ShownContributionCheck(Check[None]):
    """In a table for everybody no contribution stands by itself."""

    code = "disclosure-contributions"
    title = words.CONTRIBUTIONS
    reader: FigureReader
    rule: Rule

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        figures = self.reader.read(block)
        if figures is None or not figures.shown.any():
            return BlockResult()

        places = places_at(
            self.rule,
            block,
            np.flatnonzero(figures.shown),
            self.reader.field.name,
        )

        return BlockResult((places,))


def ask_for_contributors(context: CheckContext, terms: Terms) -> Question:
    """How many contribute to each magnitude."""
    return _ask(
        context,
        terms,
        ContributorsCheck,
        words.RULES["few-contributors"].rule(
            "few-contributors",
            contributors=terms.thresholds["contributors"],
        ),
        ("contributors",),
        ("contributors",),
    )


def ask_for_dominance(context: CheckContext, terms: Terms) -> Question:
    """Whether one contributor, or two, are nearly all of a magnitude."""
    return _ask(
        context,
        terms,
        DominanceCheck,
        words.RULES["dominance"].rule(
            "dominance",
            one=terms.thresholds["dominance_1"],
            two=terms.thresholds["dominance_2"],
        ),
        ("largest",),
        ("dominance_1", "dominance_2"),
    )


def ask_for_p_percent(context: CheckContext, terms: Terms) -> Question:
    """Whether the second largest contributor can reckon the largest."""
    return _ask(
        context,
        terms,
        PPercentCheck,
        words.RULES["p-percent"].rule("p-percent", p=terms.thresholds["p_percent"]),
        ("largest", "second"),
        ("p_percent",),
    )


def ask_for_contributions(context: CheckContext, terms: Terms) -> Question:  # noqa: ARG001  a question like the others
    """Contributions that stand by themselves, in a table for everybody."""
    checks = []
    for _, declared in declared_fields(context, "magnitude"):
        for name in (declared.largest, declared.second):
            if name and context.has(name) and context.schema.is_public:
                rule = words.RULES["contribution-shown"].rule("contribution-shown")
                reader = figure_readers(context, [name])[name]
                checks.append(ShownContributionCheck(reader, replace(rule, field=name)))

    return Question(
        ShownContributionCheck.code,
        words.CONTRIBUTIONS,
        tuple(checks),
        tuple(check.reader.field.name for check in checks),
        unanswered=words.NO_OPEN_CONTRIBUTIONS,
    )


def _ask(
    context: CheckContext,
    terms: Terms,
    kind: type[ContributionCheck],
    rule: Rule,
    needed: tuple[str, ...],
    limits: tuple[str, ...],
) -> Question:
    """One check for each magnitude whose file has what is needed."""
    magnitudes = declared_fields(context, "magnitude")
    checks = []
    without = []
    for field, declared in magnitudes:
        names = [getattr(declared, each) for each in needed]
        if not all(name and context.has(name) for name in names):
            without.append(field.name)
            continue

        others = [name for name in _fields_of(declared, needed) if context.has(name)]
        checks.append(
            kind(
                field.name,
                figure_readers(context, [field.name, *others]),
                tuple(terms.thresholds[limit] for limit in limits),
                _without_absent(declared, others),
                replace(rule, field=field.name),
            )
        )

    return Question(
        kind.code,
        kind.title,
        tuple(checks),
        tuple(check.name for check in checks),
        parameters_of(terms.thresholds, limits),
        _why_not(without),
        Outcome.UNCHECKED if without else Outcome.NOT_APPLICABLE,
    )


def _fields_of(declared: FieldDisclosure, needed: tuple[str, ...]) -> tuple[str, ...]:
    """The fields to read: those needed, and the second largest where there is one."""
    if needed == ("contributors",):
        return (declared.contributors,)

    return tuple(name for name in (declared.largest, declared.second) if name)


def _without_absent(declared: FieldDisclosure, others: list[str]) -> FieldDisclosure:
    """What is declared, without a second contribution that the file does not have."""
    return declared if declared.second in others else replace(declared, second="")


def _why_not(without: list[str]) -> Text:
    if not without:
        return words.NO_MAGNITUDES

    return words.NO_CONTRIBUTIONS.fill(fields=", ".join(without))


def _in_one_unit(
    figures: Mapping[str, Figures], readers: Mapping[str, FigureReader]
) -> Mapping[str, Units]:
    """All figures counted in the finest unit among them, in 64 bits where none can leave them."""
    one = _one(readers)
    units = {}
    for name, of_field in figures.items():
        factor = one // 10 ** decimals_of(readers[name].field)
        values = of_field.units
        largest = int(np.abs(values).max()) if len(values) else 0
        if largest * factor * PER_CENT * len(figures) >= ROOM:
            values = values.astype(object)
        units[name] = values * factor

    return units


def _one(readers: Mapping[str, FigureReader]) -> int:
    """How many of the finest unit one is."""
    one: int = 10 ** max(decimals_of(reader.field) for reader in readers.values())
    return one
