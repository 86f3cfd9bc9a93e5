"""What is wrong with a sheet, as findings in its own cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from statx.checks.words import sheets
from statx.intake import words
from statx.intake.coding import Outcome, hint_of, value_line
from statx.intake.columns import PlacedColumn
from statx.intake.headings import as_read
from statx.intake.naming import AmbiguousName, UnknownName
from statx.intake.numbers import written
from statx.intake.opening import SourceSheet
from statx.intake.records import Places
from statx.intake.totals import UnequalTotal
from statx.results.findings import Finding, Rule, Tally
from statx.texts import number

KEPT = 1000
"""Findings of a rule that are kept, however many there are."""
SHOWN = 8
"""Known texts that are named where one is not known."""


def unequal_totals(source: SourceSheet, totals: Iterable[UnequalTotal]) -> Iterator[Tally]:
    """A tally for each tolerance."""
    by_tolerance: dict[Decimal, list[UnequalTotal]] = {}
    for total in totals:
        by_tolerance.setdefault(total.tolerance, []).append(total)

    for tolerance, unequal in by_tolerance.items():
        rule = sheets.UNEQUAL_TOTAL.rule(
            "sheet-total",
            tolerance=number(written(tolerance)),
        )
        found = [_unequal(source, rule, total) for total in unequal[:KEPT]]
        yield Tally(rule, len(unequal), tuple(found))


def unknown_names(
    source: SourceSheet, placed: PlacedColumn, rows: Places, outcomes: Sequence[Outcome]
) -> Iterator[Tally]:
    """The names that are no region's, or those of several; none where all are known."""
    unknown = [
        (at, outcome)
        for at, outcome in enumerate(outcomes)
        if isinstance(outcome, AmbiguousName | UnknownName)
    ]
    names = placed.column.names
    if not unknown or names is None:
        return

    rule = sheets.UNKNOWN_NAME.rule("unknown-name", level=names.level)
    found = [
        Finding(
            rule,
            cell=outcome.name,
            hint=hint_of(outcome),
            address=source.address(int(rows[at]), placed.position),
        )
        for at, outcome in unknown[:KEPT]
    ]
    yield Tally(rule, len(unknown), tuple(found))


def unknown_texts(
    source: SourceSheet, placed: PlacedColumn, rows: Places, unknown: Sequence[int]
) -> Tally:
    """The texts that the recipe's values do not know."""
    known = list(placed.column.values)
    shown = [*known[:SHOWN], "…"] if len(known) > SHOWN else known
    rule = sheets.UNKNOWN_TEXT.rule("unknown-text", known=", ".join(shown))

    found = []
    for at in unknown[:KEPT]:
        cell = source.sheet.cell(int(rows[at]), placed.position)
        text = cell.text if cell else ""
        finding = Finding(
            rule,
            cell=text,
            hint=value_line(as_read(text)),
            address=source.address(int(rows[at]), placed.position),
        )
        found.append(finding)
    return Tally(rule, len(unknown), tuple(found))


def _unequal(source: SourceSheet, rule: Rule, total: UnequalTotal) -> Finding:
    return Finding(
        rule,
        cell=total.text,
        hint=words.SUM.fill(
            cells=total.parts,
            sum=number(written(total.sum)),
        ),
        address=source.address(total.row, total.column),
    )
