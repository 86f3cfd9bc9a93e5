"""Coverage: the regions that each period of a table must have, all regencies of a province say.

A schema declares it. What must be there is either named by the schema (`of`), or follows from the
table: a region that has a row of its own must have a row for each region that lies in it. Data
that shrinks does not pass in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    Failures,
    WholeTable,
)
from statx.checks.combinations import columns_of, combined_hashes
from statx.checks.exact_sums import KeyedSums, found_keys
from statx.checks.parts import NOWHERE, Bits, Parts, bits_below, numbers_in
from statx.checks.words import coverage as words
from statx.registry.fields import Coverage
from statx.results.findings import Rule, Severity
from statx.tables.hashes import Hashes
from statx.tables.judged import JudgedBlock
from statx.tables.table import Rows
from statx.tables.vectorised import Flags
from statx.texts import Text

NAMED = 50
"""Missing regions that a hint names; no province has as many regencies."""


@dataclass(frozen=True, slots=True)
class Wholes:
    """Regions that must be covered, each in one period."""

    keys: Hashes
    """Of the period and the region: the key that the regions which lie in it have too."""
    rows: Rows
    """A row of the period: that of the region itself, where it has one."""
    members: Rows
    """Which region, as `Parts` numbers them."""

    def first_of_each(self) -> Wholes:
        """Each region of each period once, in the order of the file."""
        order = np.argsort(self.rows, kind="stable")
        _, first = np.unique(self.keys[order], return_index=True)
        at = order[np.sort(first)]
        return Wholes(
            self.keys[at],
            self.rows[at],
            self.members[at],
        )


@dataclass(frozen=True, slots=True)
class Covered:
    """What one block knows of the regions that are there, and of those that must be covered."""

    there: KeyedSums
    wholes: Wholes


@dataclass(frozen=True)
class CoverageCheck(Check[Covered]):
    """One declared coverage."""

    code = "coverage"
    title = Text(
        id="kelengkapan wilayah",
        en="coverage of regions",
    )
    coverage: Coverage
    period: tuple[str, ...]
    """The fields that tell one period from another."""
    parts: Parts
    of: tuple[int, ...]
    """The regions that the schema names; empty where each that has a row must be covered."""
    rule: Rule

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[Covered]]:
        for coverage in context.schema.coverage:
            if context.has(coverage.over, *coverage.per):
                yield cls._of(coverage, context)

    @classmethod
    def _of(cls, coverage: Coverage, context: CheckContext) -> Check[Covered]:
        coding = context.schema.field(coverage.over).region
        system = coding.system if coding else "kemendagri"
        parts = Parts.of_regions(context.catalog.regions, system)
        if coding and not coverage.level:
            coverage = replace(coverage, level=coding.level)

        others = [name for name in context.schema.primary_key if name != coverage.over]
        period = coverage.per or tuple(name for name in others if context.has(name))
        return cls(
            coverage,
            period=period,
            parts=parts,
            of=tuple(parts.members[code] for code in coverage.of if code in parts.members),
            rule=_rule(coverage, period),
        )

    def look(self, block: JudgedBlock) -> BlockResult[Covered]:
        over = block.column(self.coverage.over)
        if over is None:
            return BlockResult()

        period = combined_hashes(columns_of(block, self.period), block.rows)
        member = over.spread(self.parts.numbers_of(over))
        part_of = self.parts.part_of[member]
        is_part = part_of != NOWHERE

        present = self.parts.bits()[member[is_part]]
        nothing = np.zeros(len(present), np.int64)
        there = KeyedSums.of(
            (period + part_of)[is_part],
            nothing,
            present,
        )
        has_value = ~over.spread(over.valueless)
        wholes = (
            self._named(
                block,
                period,
                has_value,
            )
            if self.of
            else self._own_rows(
                block,
                period,
                member,
            )
        )
        return BlockResult(summary=Covered(there, wholes.first_of_each()))

    def conclude(self, summaries: Sequence[Covered], table: WholeTable) -> Conclusion:
        if not summaries:
            return Conclusion()
        there = KeyedSums.joined([block.there for block in summaries])
        wholes = _joined([block.wholes for block in summaries], table.starts)

        counts = self.parts.counts[wholes.members]
        missing = bits_below(counts, self.parts.words())
        if len(there.keys):
            at, has_parts = found_keys(wholes.keys, there.keys)
            present = np.where(
                has_parts[:, None],
                there.present[at],
                np.uint64(0),
            )
            missing &= ~present

        incomplete = np.flatnonzero(missing.any(axis=1))
        if not len(incomplete):
            return Conclusion()
        members = wholes.members[incomplete].tolist()
        pairs = zip(
            members,
            missing[incomplete],
            strict=True,
        )
        hints = [self._hint(member, absent) for member, absent in pairs]
        return Conclusion(
            (
                Failures(
                    self.rule,
                    wholes.rows[incomplete],
                    hints=hints,
                ),
            )
        )

    def _own_rows(self, block: JudgedBlock, period: Hashes, member: Rows) -> Wholes:
        """The regions that have a row of their own and others in them."""
        is_whole = self.parts.levels == self.coverage.level
        entries = np.flatnonzero(is_whole[member])
        keys = (period + self.parts.total[member])[entries]
        return Wholes(
            keys,
            block.records(entries),
            member[entries],
        )

    def _named(self, block: JudgedBlock, period: Hashes, has_value: Flags) -> Wholes:
        """The regions that the schema names, in each period of the block."""
        entries = np.flatnonzero(has_value)
        rows = block.records(entries)
        periods = Wholes(
            period[entries],
            rows,
            rows,
        ).first_of_each()

        of = np.array(self.of, np.int64)
        keys = [periods.keys + self.parts.total[member] for member in self.of]
        return Wholes(
            np.concatenate(keys),
            np.tile(periods.rows, len(of)),
            np.repeat(of, len(periods.rows)),
        )

    def _hint(self, member: int, absent: Bits) -> Text:
        """The regions that have no row, by name."""
        names = self.parts.names[member]
        missing = [names[number] for number in numbers_in(absent)]
        shown = ", ".join(missing[:NAMED])
        if len(missing) > NAMED:
            shown += ", …"
        return words.WITHOUT_ROW.fill(
            n=len(missing),
            regions=shown,
        )


def _rule(coverage: Coverage, period: Sequence[str]) -> Rule:
    rule = words.RULES["coverage"].rule(
        "coverage",
        title=coverage.title,
        over=coverage.over,
    )
    if coverage.is_warning:
        rule = replace(rule, severity=Severity.WARNING)
    return replace(rule, fields=(coverage.over, *period))


def _joined(blocks: Sequence[Wholes], starts: Rows) -> Wholes:
    """Those of all blocks, their rows counted in the table."""
    rows = [
        start + block.rows
        for start, block in zip(
            starts,
            blocks,
            strict=False,
        )
    ]
    joined = Wholes(
        np.concatenate([block.keys for block in blocks]),
        np.concatenate(rows),
        np.concatenate([block.members for block in blocks]),
    )
    return joined.first_of_each()


CHECKS: tuple[type[Check[Covered]], ...] = (CoverageCheck,)
