"""What the disclosure checks say, on a terminal: what was checked and what was not, then where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from statx.render import clearance_words as words
from statx.render.options import RenderOptions
from statx.render.paper import BAD, CARE, GOOD, NEXT, QUIET, STRONG, Mark, Paper
from statx.render.words import ROWS
from statx.results.clearance import (
    DisclosureCheck,
    DisclosureFinding,
    DisclosurePlace,
    DisclosureReport,
    DisclosureRun,
    Outcome,
)
from statx.texts import Text, amount, count, joined, verbatim

if TYPE_CHECKING:
    from rich.console import RenderableType

DIFFERENCING = "disclosure-differencing"
"""Of which is said in any case why it was not done: whoever releases may have forgotten it."""
PLACES = 5
"""Places of one finding that are shown."""
WIDEST = 110
"""Columns beyond which lines are tiring to read."""
MARKS = {
    Outcome.PASS: GOOD,
    Outcome.FAIL: BAD,
    Outcome.NOT_APPLICABLE: Mark("–", QUIET),
    Outcome.UNCHECKED: CARE,
}


def render(run: DisclosureRun, options: RenderOptions) -> Iterator[str]:
    """The report in pieces that are whole lines."""
    paper = Paper(options, min(options.width, WIDEST))
    for number, table in enumerate(run.tables):
        if number:
            yield "\n"
        yield paper.print(_table(table, paper))


def _table(table: DisclosureReport, paper: Paper) -> Iterator[RenderableType]:
    yield paper.styled(_heading(table), STRONG)
    if table.error is not None:
        yield paper.marked(BAD, paper.styled(table.error.for_anyone))
        return

    yield paper.marked(_mark_of(table), paper.styled(_verdict(table), STRONG))
    yield ""
    yield from _checks(table, paper)

    for finding in table.findings:
        yield ""
        yield from _finding(finding, paper)

    if table.remarks:
        yield ""
    for remark in table.remarks:
        yield paper.marked(CARE, paper.styled(remark))


def _heading(table: DisclosureReport) -> Text:
    """'penyakit.csv · kasus_penyakit@1.1.0 · terbuka · 2.106 rows'."""
    parts = [verbatim(table.place)]
    if table.schema is not None:
        parts.append(verbatim(table.schema.ref))
        if table.schema.classification is not None:
            parts.append(verbatim(table.schema.classification.value))
        parts.append(amount(table.rows, ROWS))

    return joined(parts, " · ")


def _mark_of(table: DisclosureReport) -> Mark:
    match table.exit_code:
        case 0:
            return GOOD
        case 1:
            return BAD

    return CARE


def _verdict(table: DisclosureReport) -> Text:
    disclosures = sum(finding.count for finding in table.findings)
    if disclosures:
        return words.FOUND.fill(n=count(disclosures))

    match table.exit_code:
        case 0:
            return words.NOTHING_FOUND
        case 1:
            return words.DOES_NOT_PASS.fill(n=count(table.errors))
    return words.NOT_ALL_CHECKED if table.rows else words.NO_ROWS


def _checks(table: DisclosureReport, paper: Paper) -> Iterator[RenderableType]:
    """What was checked, and what was not; what has the same reason stands in one line."""
    nothing_of = []
    open_for: dict[Text, list[Text]] = {}
    for check in table.checks:
        if check.result is Outcome.UNCHECKED:
            open_for.setdefault(check.reason, []).append(check.title)
        elif check.result is Outcome.NOT_APPLICABLE and check.id != DIFFERENCING:
            nothing_of.append(check.title)
        else:
            yield paper.marked(MARKS[check.result], paper.styled(_check(check)))

    if nothing_of:
        line = words.NOTHING_OF.fill(titles=joined(nothing_of))
        yield paper.marked(MARKS[Outcome.NOT_APPLICABLE], paper.styled(line))
    for reason, titles in open_for.items():
        line = words.NOT_CHECKED.fill(
            titles=joined(titles),
            reason=reason,
        )
        yield paper.marked(MARKS[Outcome.UNCHECKED], paper.styled(line))


def _check(check: DisclosureCheck) -> Text:
    """'small counts: jumlah · minimum_kesehatan 5', or why it was not checked."""
    title = words.RESULTS[check.result].fill(
        title=check.title,
        n=count(check.findings),
    )
    if check.reason.en:
        return words.WITH_REASON.fill(
            title=title,
            reason=check.reason,
        )

    limits = [f"{name} {value}" for name, value in check.parameters]
    details = [", ".join(check.fields), ", ".join(limits)]
    shown = [verbatim(detail) for detail in details if detail]

    return joined([title, *shown], " · ")


def _finding(finding: DisclosureFinding, paper: Paper) -> Iterator[RenderableType]:
    # A column that the schema does not know is called by its number, in the sentence itself.
    form = words.FINDING if finding.field else words.FINDING_ELSEWHERE
    title = form.fill(
        field=finding.field,
        says=finding.says,
        n=count(finding.count),
    )
    code = paper.styled(f"  [{finding.code}]", QUIET)
    yield paper.marked(BAD, paper.line(paper.styled(title), code))

    in_rows = [place for place in finding.places if place.row is not None]
    shown = [_place(place) for place in in_rows[:PLACES]]
    left = finding.count - len(shown)
    if left > 0 and shown:
        shown.append(words.MORE.fill(n=count(left)))
    if shown:
        yield paper.indented(paper.styled(joined(shown, " · "), QUIET))
    yield paper.marked(NEXT, paper.styled(finding.remedy))


def _place(place: DisclosurePlace) -> Text:
    form = words.ROW_PART if place.part else words.ROW
    where = form.fill(
        row=count(place.row or 0),
        part=place.part,
    )

    if not place.detail.en:
        return where

    return words.WITH_REASON.fill(
        title=where,
        reason=place.detail,
    )
