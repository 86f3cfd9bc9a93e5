"""Region names against region codes: the one check that catches a mix-up of the two code systems.

The BPS and the Kemendagri codes of Sumatera Barat are permutations of each other: every wrong
reading is a valid code. A name beside a code tells them apart; the verdict is one per distinct
pair of code and name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow.compute as pc

from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Failures,
    entries_of,
    failures_at,
)
from statx.checks.combinations import distinct_combinations
from statx.checks.words import regions as words
from statx.registry.fields import Field
from statx.registry.regions import NameMatch, Region, Regions
from statx.registry.vocabulary import CodeSystem
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.texts import Text, joined

SYSTEMS: dict[CodeSystem, tuple[str, str]] = {
    "kemendagri": ("Kemendagri", "BPS"),
    "bps": ("BPS", "Kemendagri"),
}
"""The system itself, and the other one."""
CODES: Mapping[NameMatch, str] = {
    "other-system": "code-system",
    "other-place": "region-name",
    "spelling": "region-spelling",
}
"""The code of the rule that a pair of code and name breaks."""


@dataclass(frozen=True)
class RegionNameCheck(Check[None]):
    """The name beside a region code names that region."""

    code = "region-name"
    title = Text(
        id="nama wilayah terhadap kodenya (sistem {system})",
        en="region names against {system} codes",
    )
    name: Field
    coded: Field
    system: CodeSystem
    regions: Regions
    rules: Mapping[NameMatch, Rule]
    matches: dict[tuple[str, str], NameMatch] = field(default_factory=dict)
    """What was found of the pairs of code and name that have been seen."""

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[None]]:
        schema = context.schema
        for name in schema.fields:
            if not name.name_of or not context.has(name.name, name.name_of):
                continue

            coded = schema.field(name.name_of)
            if coded.region is None:
                continue

            system = coded.region.system
            rules = _rules(name, coded, system)
            yield cls(
                name,
                coded,
                system,
                context.catalog.regions,
                rules,
            )

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        codes = block.column(self.coded.name)
        names = block.column(self.name.name)
        if codes is None or names is None:
            return BlockResult()

        pair_of_row, first = distinct_combinations([codes, names])
        pairs = zip(
            codes.cells_at(first).to_pylist(),
            names.cells_at(first).to_pylist(),
            strict=True,
        )
        matches = [self._match(code, name) for code, name in pairs]

        failures = []
        for kind, rule in self.rules.items():
            fails = np.array([match == kind for match in matches], bool)
            if not fails.any():
                continue
            entries = np.flatnonzero(fails[pair_of_row])
            of_names = failures_at(
                rule,
                block,
                entries,
                self.name.name,
            )
            failures.append(_with_codes(of_names, block, codes))
        return BlockResult(tuple(failures))

    @property
    def full_title(self) -> Text:
        return self.title.fill(system=SYSTEMS[self.system][0])

    def hint(self, rule: Rule, cell: str | None, beside: str) -> Text | None:  # noqa: ARG002  all its rules have pairs as cells
        code, _, name = (cell or "").partition(" ")
        parts = []

        region = self.regions.by_code(code, self.system)
        if region is not None:
            system = SYSTEMS[self.system][0]
            what_it_is = words.IS.fill(
                code=code,
                system=system,
                name=region.name,
            )
            parts.append(what_it_is)

        meant = self._meant(code, name)
        if meant is not None:
            its_code = meant.code_in(self.system)
            parts.append(
                words.HAS_CODE.fill(
                    name=meant.name,
                    code=its_code,
                )
            )

        return joined(parts, "; ") if parts else None

    def _match(self, code: str | None, name: str | None) -> NameMatch | None:
        if not code or not name:
            return None

        match = self.matches.get((code, name))
        if match is None:
            match = self.regions.judge_name(code, name, self.system)
            self.matches[code, name] = match
        return match

    def _meant(self, code: str, name: str) -> Region | None:
        """The region that the name names, nearest in kind to what the code says."""
        twin = self.regions.same_digits(code, self.system)
        match = self.regions.judge_name(code, name, self.system)
        if twin and match == "other-system":
            return twin

        coding = self.coded.region
        for region in self.regions.find(name):
            if coding and region.level == coding.level:
                return region
        return None


def _with_codes(failures: Failures, block: JudgedBlock, codes: JudgedColumn) -> Failures:
    """Found is the pair, `13.01 Kabupaten Kepulauan Mentawai`.

    What was meant is known from both.
    """
    entries = entries_of(block, failures.rows)
    pairs = pc.binary_join_element_wise(
        codes.cells_at(entries),
        failures.cells,
        " ",
        null_handling="replace",
        null_replacement="",
    )
    return replace(failures, cells=pairs)


def _rules(name: Field, coded: Field, system: CodeSystem) -> Mapping[NameMatch, Rule]:
    this, other = SYSTEMS[system]
    rules: dict[NameMatch, Rule] = {}
    for match, code in CODES.items():
        rule = words.RULES[code].rule(
            code,
            this=this,
            other=other,
            field=coded.name,
        )
        to_blame = coded if match == "other-system" else name
        rules[match] = replace(
            rule,
            field=to_blame.name,
            fields=(coded.name, name.name),
        )
    return rules


CHECKS: tuple[type[Check[None]], ...] = (RegionNameCheck,)
