"""Differencing: what a release and the one before it say together, and neither alone.

A row is known again by the primary key. A withheld figure that was shown before is no secret; one
that the figures of both releases give away is none either; and where a count was corrected by a few
persons, the difference counts them.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from statx.checks.disclosure.figures import FigureReader, Figures, decimals_of, figure_readers
from statx.checks.disclosure.previous import CONFIDENTIAL, PreviousRelease
from statx.checks.disclosure.question import (
    Question,
    Terms,
    declared_fields,
    minimum_of,
    places_at,
)
from statx.checks.disclosure.recomputation import (
    BlockSums,
    RecomputationCheck,
    small_units,
)
from statx.checks.disclosure.recomputation import ask as ask_for_recomputation
from statx.checks.exact_sums import difference
from statx.checks.words import disclosure as words
from statx.registry.fields import Field
from statx.results.clearance import Outcome
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock
from statx.tables.vectorised import Flags

CODE = "disclosure-differencing"


@dataclass(frozen=True)
class ShownBeforeCheck(Check[None]):
    """One field: what is withheld now was not shown before, and no correction is very small."""

    code = CODE
    title = words.DIFFERENCING
    field: Field
    key: tuple[str, ...]
    reader: FigureReader
    previous: PreviousRelease
    scale: int
    """How many persons or units one of a count's unit is; 0 of what is no count."""
    minimum: int
    """The smallest number of them that may be told apart."""
    small: int | None
    """The units below which a gap matters; None where withheld figures are marked."""
    rules: tuple[Rule, Rule]
    """Of what was shown before, and of small differences."""

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        figures = self.reader.read(block)
        if figures is None:
            return BlockResult()

        keys = combined_hashes(columns_of(block, self.key), block.rows)
        before = self.previous.shown_for(self.field.name, keys)
        shown_before = figures.withheld & before.shown & self._matters(before.units)
        corrected = figures.shown & before.shown
        gap = np.abs(difference(figures.units, before.units)) * self.scale
        least = self.minimum * 10 ** decimals_of(self.field)
        is_small = ((gap > 0) & (gap < least)).astype(bool)

        failures = []
        for rule, breaks in zip(
            self.rules,
            (shown_before, corrected & is_small),
            strict=True,
        ):
            entries = np.flatnonzero(breaks)
            if len(entries):
                failures.append(
                    places_at(
                        rule,
                        block,
                        entries,
                        self.field.name,
                    )
                )

        return BlockResult(tuple(failures))

    def _matters(self, units: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Flags:
        if self.small is None:
            return np.ones(len(units), bool)

        matters: Flags = ((units > 0) & (units < self.small)).astype(bool)
        return matters


@dataclass(frozen=True)
class TogetherCheck(Check[tuple[BlockSums, BlockSums]]):
    """All withheld figures of a table, for somebody who has both releases."""

    code = CODE
    title = words.DIFFERENCING
    alone: RecomputationCheck
    key: tuple[str, ...]
    previous: PreviousRelease

    def look(self, block: JudgedBlock) -> BlockResult[tuple[BlockSums, BlockSums]]:
        figures = self.alone.figures_of(block)
        if figures is None:
            return BlockResult()

        keys = combined_hashes(columns_of(block, self.key), block.rows)
        together: dict[str, Figures] = {}
        for name, of_field in figures.items():
            together[name] = self.previous.completing(
                name,
                keys,
                of_field,
            )

        by_itself = self.alone.sums_of(figures, block)

        return BlockResult(summary=(by_itself, self.alone.sums_of(together, block)))

    def conclude(
        self, summaries: Sequence[tuple[BlockSums, BlockSums]], table: WholeTable
    ) -> Conclusion:
        together = self.alone.conclude([both for _, both in summaries], table)
        if not together.failures:
            return Conclusion()

        alone = self.alone.conclude([by_itself for by_itself, _ in summaries], table)
        failures = []
        for each in together.failures:
            more = _without(each, alone.failures)
            if len(more):
                failures.append(replace(more, rule=_together_rule(each.rule)))

        return Conclusion(tuple(failures))


def ask(context: CheckContext, terms: Terms) -> Question:
    """What this release and the one before it say together."""
    question = Question(CODE, words.DIFFERENCING)
    previous = terms.previous
    if previous is None and terms.is_first:
        return replace(question, unanswered=words.NO_PREVIOUS)

    if previous is None:
        return replace(
            question,
            unanswered=words.NOT_IN_PREVIOUS,
            otherwise=Outcome.UNCHECKED,
        )

    declared = declared_fields(context, *CONFIDENTIAL)
    if not declared:
        return replace(question, unanswered=words.NO_CONFIDENTIAL)

    key = context.schema.primary_key
    if not key or not set(key) <= set(previous.labels):
        return replace(
            question,
            unanswered=words.NO_KEY,
            otherwise=Outcome.UNCHECKED,
        )

    shown_before = _shown_before(
        context,
        terms,
        previous,
    )
    recomputed = ask_for_recomputation(context, terms).checks
    together = [
        TogetherCheck(
            check,
            key,
            previous,
        )
        for check in recomputed
        if isinstance(check, RecomputationCheck)
    ]

    return replace(
        question,
        checks=(*shown_before, *together),
        fields=tuple(field.name for field, _ in declared),
        parameters=(("previous", previous.place),),
    )


def _shown_before(
    context: CheckContext, terms: Terms, previous: PreviousRelease
) -> list[ShownBeforeCheck]:
    small = small_units(context, terms)
    checks = []
    for field, declared in declared_fields(context, *CONFIDENTIAL):
        is_count = declared.kind == "count"
        minimum = terms.thresholds[minimum_of(context, declared)]
        rules = (
            words.RULES["published-before"].rule("published-before"),
            words.RULES["small-difference"].rule("small-difference", minimum=minimum),
        )
        before, gap = (replace(rule, field=field.name) for rule in rules)
        checks.append(
            ShownBeforeCheck(
                field,
                context.schema.primary_key,
                figure_readers(context, [field.name])[field.name],
                previous,
                declared.scale if is_count else 0,
                minimum,
                None if small is None else small.get(field.name, 0),
                (before, gap),
            )
        )

    return checks


def _without(failures: Failures, others: Sequence[Failures]) -> Failures:
    """Those of a field that are not among the others of that field."""
    rows = {other.rule.field: other.rows for other in others}
    known = rows.get(failures.rule.field)
    if known is None:
        return failures

    more = ~np.isin(failures.rows, known)
    hints = [
        hint
        for hint, is_more in zip(
            failures.hints,
            more,
            strict=False,
        )
        if is_more
    ]

    return replace(
        failures,
        rows=failures.rows[more],
        hints=hints,
    )


def _together_rule(rule: Rule) -> Rule:
    together = words.RULES["recomputable-together"].rule("recomputable-together")
    return replace(together, field=rule.field)
