"""The results as Markdown, and their place in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tests.benchmarks.contenders.contender import FLOOR, STATX, Answer, Command, Contender
from tests.benchmarks.measuring import Measured, Results
from tests.benchmarks.promises import PROMISES

PLACE, CLUSTER_PLACE, HOSTILE_PLACE = "benchmark", "cluster", "hostile"
EXCHANGE_PLACE = "exchange"
"""Names of the places in a page: `<!-- name -->` above, `<!-- /name -->` below."""
NOTHING = "–"


def case_table(results: Results) -> str:
    """One case: who took how long, times the floor, at what peak, and what he found."""
    case = results.case
    floor = results.of(FLOOR)
    about = case.about.format(rows=f"{results.rows:,}")
    if case.once:
        about += "; one run"

    lines = [
        f"**{case.name}**: {about}",
        "",
        "| | s | × floor | peak MiB | errors found |",
        "|---|---|---|---|---|",
    ]
    lines += [_line(each, floor) for each in results.measured]
    return "\n".join(lines)


def promise_table(results: Mapping[str, Results]) -> str:
    """Every promise as a row."""
    rows = (promise.row(results) for promise in PROMISES)
    lines = (f"| {' | '.join(row)} |" for row in rows)

    return "\n".join(["| promise | measured | |", "|---|---|---|", *lines])


def notes(measured: Iterable[Contender | Command], absent: Iterable[str]) -> str:
    """What is not checked, and which packages are not there."""
    unchecked = {each.name: each.leaves_out for each in measured if each.leaves_out}

    lines = ["Not checked by", ""]
    lines += [f"- {name}: {what}" for name, what in unchecked.items()]
    if absent:
        lines += ["", f"Not installed, and left out: {', '.join(sorted(absent))}."]
    return "\n".join(lines)


def marker(name: str) -> str:
    """The line above the place of this name."""
    return f"<!-- {name} -->"


def with_tables(page: str, tables: str, name: str) -> str:
    """The page with these tables between the markers of that name.

    Raises LookupError where it has none.
    """
    between = re.compile(f"(?<={marker(name)}\n).*?(?={marker('/' + name)})", re.DOTALL)
    if not between.search(page):
        raise LookupError(name)

    return between.sub(lambda _old: f"{tables}\n", page, count=1)


def _line(measured: Measured, floor: Measured | None) -> str:
    """One contender as a row of the table."""
    name = _name(measured)
    if measured.answer is None:
        return f"| {name} | did not come to an end | | | |"

    estimated = "≈ " if measured.sample else ""
    seconds = estimated + _rounded(measured.seconds)
    ratio = estimated + _rounded(measured.seconds / floor.seconds) if floor else NOTHING
    # The memory that fewer rows took says nothing about all of them.
    peak = "" if measured.sample else f"{measured.mebibytes:.0f}"

    return f"| {name} | {seconds} | {ratio} | {peak} | {_said(measured.answer)} |"


def _name(measured: Measured) -> str:
    name = measured.contender.name
    if name == STATX:
        name = f"**{name}**"
    if measured.answer is not None and measured.sample:
        name += f", from {measured.sample:,} rows"

    return name


def _rounded(number: float) -> str:
    """Three digits that mean something."""
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def _said(answer: Answer) -> str:
    if answer.errors is not None:
        return f"{answer.errors:,}"
    if answer.passes is None:
        return NOTHING
    return "passes" if answer.passes else "does not pass"
