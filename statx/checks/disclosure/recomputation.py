"""Recomputation: a withheld figure that the rest of the table gives away.

A figure is withheld where it bears the schema's mark. Where the schema has no mark, a gap may be a
figure that nobody has: it counts only where what hides there would be too small to be shown.

An outsider has the table and its schema. He knows what every total, every row rule and every ratio
says of the figures that are not shown, and what bounds the schema gives them. From that follows an
interval for each (`propagation`). A withheld figure is given away where the interval is one number,
or so narrow that no number in it has p per cent of room below and above.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from statx.checks.disclosure.elimination import narrowest
from statx.checks.disclosure.figures import FigureReader, Figures, decimals_of, figure_readers
from statx.checks.disclosure.open_sums import (
    OpenSums,
    TotalOf,
    TotalPieces,
    open_ratios,
    open_row_sums,
)
from statx.checks.disclosure.propagation import Bounds
from statx.checks.disclosure.question import (
    Question,
    Terms,
    declared_fields,
    minimum_of,
    parameters_of,
)
from statx.checks.disclosure.relations import RowRatio, RowSum, row_ratios, row_sums
from statx.checks.disclosure.system import SystemBuilder
from statx.checks.exact_sums import text_of_units
from statx.checks.totals import TotalCheck
from statx.checks.words import disclosure as words
from statx.registry.fields import Field
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock
from statx.tables.table import Rows
from statx.tables.vectorised import Flags
from statx.texts import Text

CODE = "disclosure-recomputation"
HINTED = 5000
"""Figures whose interval is said; beyond, nobody reads them."""


@dataclass(frozen=True)
class Relations:
    """All that an outsider knows to hold between the figures of a table."""

    fields: tuple[Field, ...]
    """Every field that is part of one."""
    sums: tuple[RowSum, ...]
    ratios: tuple[RowRatio, ...]
    totals: tuple[TotalOf, ...]

    @classmethod
    def of(cls, context: CheckContext) -> Relations:
        """Those of a schema between the fields that the file has."""
        confidential = {
            field.name
            for field, _ in declared_fields(
                context,
                "count",
                "magnitude",
            )
        }
        sums = [each for each in row_sums(context) if confidential & set(dict(each.coefficients))]
        ratios = [
            each
            for each in row_ratios(context)
            if confidential & {each.numerator, each.denominator}
        ]
        totals = [each for each in totals_of(context) if each.field in confidential]

        names = {name for each in sums for name, _ in each.coefficients}
        names |= {each.field for each in totals}
        for ratio in ratios:
            names |= {ratio.ratio, ratio.numerator, ratio.denominator}

        fields = [field for field in context.schema.fields if field.name in names]

        return cls(
            tuple(fields),
            tuple(sums),
            tuple(ratios),
            tuple(totals),
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known to hold."""
        return not (self.sums or self.ratios or self.totals)


@dataclass(frozen=True)
class BlockSums:
    """What a block has of all relations."""

    row_sums: tuple[OpenSums, ...]
    totals: tuple[TotalPieces | None, ...]
    """Of each total."""
    withheld: Mapping[str, Rows]
    """By field: the rows in which a figure is withheld."""


@dataclass(frozen=True)
class RecomputationCheck(Check[BlockSums]):
    """All withheld figures of a table at once, as each may give away another."""

    code = CODE
    title = words.RECOMPUTATION
    relations: Relations
    readers: Mapping[str, FigureReader]
    rules: Mapping[str, Rule]
    """By confidential field."""
    percent: int
    """Room that a withheld figure must keep below and above."""
    small: Mapping[str, int] | None
    """By count: the units below which it is too small. None where withheld figures are marked."""

    def look(self, block: JudgedBlock) -> BlockResult[BlockSums]:
        figures = self.figures_of(block)
        if figures is None:
            return BlockResult()

        return BlockResult(summary=self.sums_of(figures, block))

    def figures_of(self, block: JudgedBlock) -> Mapping[str, Figures] | None:
        """The figures of every field; None where the block lacks one."""
        figures: dict[str, Figures] = {}
        for name, reader in self.readers.items():
            of_field = reader.read(block)
            if of_field is None:
                return None
            figures[name] = of_field

        return figures

    def sums_of(self, figures: Mapping[str, Figures], block: JudgedBlock) -> BlockSums:
        """What a block has of all relations, by these figures of it."""
        opened = open_row_sums(
            self.relations.sums,
            figures,
            block,
        )
        opened += open_ratios(
            self.relations.ratios,
            figures,
            block,
        )
        totals = [total.pieces(block, figures[total.field]) for total in self.relations.totals]
        withheld = {}
        for name in self.rules:
            entries = np.flatnonzero(figures[name].withheld)
            withheld[name] = np.sort(block.records(entries))

        return BlockSums(
            tuple(opened),
            tuple(totals),
            withheld,
        )

    def conclude(self, summaries: Sequence[BlockSums], table: WholeTable) -> Conclusion:
        if not any(len(rows) for block in summaries for rows in block.withheld.values()):
            return Conclusion()

        builder = self._system(summaries, table.starts)
        cells, sums = builder.build()
        bounds = narrowest(sums, builder.starting_bounds(cells))

        failures = self._given_away(
            cells,
            bounds,
            summaries,
            table.starts,
        )
        return Conclusion(tuple(failures))

    def _system(self, summaries: Sequence[BlockSums], starts: Rows) -> SystemBuilder:
        """All sums of the table in which something is open."""
        builder = SystemBuilder(self.relations.fields)
        pieces: list[list[TotalPieces]] = [[] for _ in self.relations.totals]
        for start, block in zip(starts.tolist(), summaries, strict=False):
            for of_rows in block.row_sums:
                builder.add_row_sums(of_rows, start)

            for of_total, piece in zip(pieces, block.totals, strict=True):
                if piece is not None:
                    of_total.append(piece.placed(start))

        for total, of_total in zip(self.relations.totals, pieces, strict=True):
            if of_total:
                builder.add_total(total, of_total)
        return builder

    def _matters(self, field: Field, bounds: Bounds) -> Flags:
        """Whether it does harm to know each figure, were it one of this field."""
        if self.small is None:
            return np.ones(len(bounds.low), bool)

        limit = self.small.get(field.name, 0)
        matters: Flags = ((bounds.low > 0) & (bounds.high < limit)).astype(bool)

        return matters

    def _given_away(
        self, cells: Rows, bounds: Bounds, summaries: Sequence[BlockSums], starts: Rows
    ) -> list[Failures]:
        narrow = too_narrow(bounds, self.percent)
        number_of_fields = len(self.relations.fields)
        failures = []
        for number, field in enumerate(self.relations.fields):
            if field.name not in self.rules:
                continue

            withheld = _in_table([block.withheld[field.name] for block in summaries], starts)
            is_meant = narrow & (cells % number_of_fields == number)
            at = np.flatnonzero(is_meant & self._matters(field, bounds))
            at = at[np.isin(cells[at] // number_of_fields, withheld)]
            if len(at):
                rows = cells[at] // number_of_fields
                failures.append(
                    Failures(
                        self.rules[field.name],
                        rows,
                        hints=intervals(
                            bounds,
                            at[:HINTED],
                            decimals_of(field),
                        ),
                    )
                )

        return failures


def small_units(context: CheckContext, terms: Terms) -> Mapping[str, int] | None:
    """The units below which each count is too small; None where withheld figures are marked."""
    declared = context.schema.disclosure
    if declared is not None and declared.suppressed is not None:
        return None

    small = {}
    for field, of_field in declared_fields(context, "count"):
        minimum = terms.thresholds[minimum_of(context, of_field)]
        units = minimum * 10 ** decimals_of(field)
        small[field.name] = -(-units // of_field.scale)

    return small


def marks_of(context: CheckContext) -> tuple[tuple[str, str], ...]:
    """How a withheld figure is written, as a parameter."""
    declared = context.schema.disclosure
    marks = declared.suppressed if declared else None
    return (("suppressed", ", ".join(marks or ("–",))),)


def totals_of(context: CheckContext) -> list[TotalOf]:
    """The declared totals of fields that the file has."""
    totals = []
    for check in TotalCheck.plan(context):
        if isinstance(check, TotalCheck):
            scale = 10 ** decimals_of(check.field)
            totals.append(
                TotalOf(
                    check.total,
                    check.field.name,
                    check.group,
                    check.parts,
                    int(check.total.tolerance * scale),
                )
            )

    return totals


def too_narrow(bounds: Bounds, percent: int) -> Flags:
    """Which intervals are one number, or leave no number in them enough room on both sides."""
    closed = bounds.has_low & bounds.has_high
    positive = (bounds.low > 0).astype(bool)
    below_zero = (bounds.high < 0).astype(bool)

    has_room_above = bounds.low * (100 + percent) <= bounds.high * (100 - percent)
    has_room_below = bounds.high * (100 + percent) >= bounds.low * (100 - percent)
    narrow = (positive & ~has_room_above.astype(bool)) | (below_zero & ~has_room_below.astype(bool))
    flags: Flags = closed & (narrow | bounds.is_exact)

    return flags


def intervals(bounds: Bounds, at: Rows, decimals: int) -> list[Text | None]:
    """What an outsider can derive for each of these."""
    said: list[Text | None] = []
    for number in at.tolist():
        low = text_of_units(int(bounds.low[number]), decimals)
        high = text_of_units(int(bounds.high[number]), decimals)
        if low == high:
            said.append(words.EXACTLY.fill(value=low))
        else:
            said.append(
                words.INTERVAL.fill(
                    low=low,
                    high=high,
                )
            )

    return said


def ask(context: CheckContext, terms: Terms) -> Question:
    """All withheld figures, where anything is known to hold between them."""
    relations = Relations.of(context)
    limits = parameters_of(terms.thresholds, ["interval_percent"]) + marks_of(context)
    if relations.is_empty:
        return Question(
            CODE,
            words.RECOMPUTATION,
            unanswered=words.NO_RELATIONS,
        )

    names = [field.name for field in relations.fields]
    rules = {}
    for field, _ in declared_fields(
        context,
        "count",
        "magnitude",
    ):
        if field.name in names:
            rule = words.RULES["recomputable"].rule("recomputable")
            rules[field.name] = replace(rule, field=field.name)

    check = RecomputationCheck(
        relations,
        figure_readers(context, names),
        rules,
        terms.thresholds["interval_percent"],
        small_units(context, terms),
    )

    return Question(
        CODE,
        words.RECOMPUTATION,
        (check,),
        tuple(rules),
        limits,
    )


def _in_table(rows_of_blocks: Sequence[Rows], starts: Rows) -> Rows:
    in_table = [
        rows + start
        for rows, start in zip(
            rows_of_blocks,
            starts,
            strict=False,
        )
    ]

    return np.concatenate(in_table) if in_table else np.empty(0, np.int64)
